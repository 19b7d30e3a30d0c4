"""The meter: calibration, gating, true peak; and the arithmetic that sets the gains."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from studio import RATE, speech_like

from briefing.sound.levels import levelled
from briefing.sound.loudness import add_energies, level_of, loudness_of
from briefing.sound.meter import energies, metered, true_peak
from briefing.units import gain_of


def sine(frequency: float, seconds: float, rate: int, level: float = 1.0) -> NDArray[np.float32]:
    time = np.arange(int(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_calibration_sine(rate: int) -> None:
    """A full-scale 997 Hz sine in one channel reads -3.01 LKFS at any rate (BS.1770-4)."""
    reading = loudness_of(energies(sine(997, 10, rate), rate).tolist())
    assert reading == pytest.approx(-3.01, abs=0.02)


def test_gating_ignores_silence_and_what_is_far_below() -> None:
    """EBU Tech 3341, cases 3 to 5 in spirit: quiet stretches do not count."""
    loud, quiet = sine(1000, 20, RATE, 0.1), sine(1000, 20, RATE, 0.01)
    alone = loudness_of(energies(loud, RATE).tolist())
    with_quiet = loudness_of(energies(np.concatenate((quiet, loud, quiet)), RATE).tolist())
    nothing = np.zeros(20 * RATE, np.float32)
    with_silence = loudness_of(energies(np.concatenate((nothing, loud)), RATE).tolist())
    assert with_quiet == pytest.approx(alone, abs=0.1)
    assert with_silence == pytest.approx(alone, abs=0.1)
    assert loudness_of(energies(nothing, RATE).tolist()) == -math.inf
    assert loudness_of([]) == -math.inf


def filtered(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the K filter at 48 kHz as the standard draws it: two biquads, sample by sample."""
    shelf = (
        1.53512485958697,
        -2.69169618940638,
        1.19839281085285,
        -1.69065929318241,
        0.73248077421585,
    )
    high_pass = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
    values = [float(value) for value in samples]
    for b0, b1, b2, a1, a2 in (shelf, high_pass):
        one = two = 0.0
        passed = []
        for value in values:
            out = b0 * value + one
            one = b1 * value - a1 * out + two
            two = b2 * value - a2 * out
            passed.append(out)
        values = passed
    return np.array(values)


def test_energies_agree_with_the_standard_filter_on_speech() -> None:
    """Parseval over 100 ms against the recursive filter: within 0.01 LU."""
    speech = speech_like(8, 48_000, 3).astype(np.float32)
    reference = (filtered(speech).reshape(-1, 4800) ** 2).mean(axis=1)
    ours = energies(speech, 48_000)
    assert loudness_of(ours.tolist()) == pytest.approx(loudness_of(reference.tolist()), abs=0.01)


SPEECH = speech_like(1, RATE, 1).astype(np.float32)


@given(st.integers(1, len(SPEECH)), st.integers(0, 4409), st.integers(700, 9_000))
def test_metering_in_blocks_measures_the_same(length: int, lead: int, block: int) -> None:
    sound = SPEECH[:length]
    blocks = (sound[at : at + block] for at in range(0, length, block))
    reading = metered(blocks, RATE, lead)
    whole = energies(np.concatenate((np.zeros(lead, np.float32), sound)), RATE)
    assert reading.frames == length
    assert reading.energies == pytest.approx(whole.tolist(), rel=1e-4, abs=1e-9)


@pytest.mark.parametrize("frequency", [1000.0, RATE / 4, RATE / 6, 12_000.0])
@pytest.mark.parametrize("phase", [0.0, 0.5, 0.785398])
def test_true_peak_finds_what_lies_between_samples(frequency: float, phase: float) -> None:
    time = np.arange(RATE) / RATE
    wave = (0.5 * np.sin(2 * np.pi * frequency * time + phase) * np.hanning(RATE)).astype("f4")
    assert true_peak(wave) == pytest.approx(0.5, rel=0.03)


@given(st.floats(-40, -10), st.floats(0.1, 1.0), st.integers(1, 40))
def test_a_line_is_as_loud_as_what_it_adds_to_its_programme(
    target: float, ceiling: float, lines: int
) -> None:
    """Lines of one level, with a pause behind each, are a programme of that level."""
    line = energies(SPEECH * np.float32(ceiling), RATE).tolist()
    line = [energy * gain_of(2 * (target - level_of(line))) for energy in line] * 5
    level = level_of(line)
    programme = ([0.0] * 3 + line) * lines + [0.0] * 3
    assert loudness_of(programme) == pytest.approx(level, abs=0.01)


def test_a_very_short_line_is_hardly_turned_up() -> None:
    word = [0.001] * 2
    assert level_of(word) == pytest.approx(loudness_of(word) - 0.5, abs=0.001)


def test_silence_has_no_level() -> None:
    assert level_of([0.0] * 20) == -math.inf
    assert level_of([]) == -math.inf


@given(st.lists(st.floats(0, 1), max_size=30), st.floats(0, 40), st.integers(1, 40))
def test_energies_are_added_where_they_belong(
    found: list[float], start: float, length: int
) -> None:
    """Nothing is lost but what lies behind the end, and nothing comes before the start."""
    bins = [0.0] * length
    add_energies(bins, found, start)
    assert sum(bins) <= sum(found) + 1e-9
    assert not any(bins[: min(int(start), length)])
    if start + len(found) + 1 <= length:
        assert sum(bins) == pytest.approx(sum(found))


@pytest.mark.parametrize("target", [-30.0, -19.0, -17.0])
@pytest.mark.parametrize("seconds", [0.3, 1.0, 6.0])
def test_a_line_is_brought_to_its_level_under_the_ceiling(target: float, seconds: float) -> None:
    line = speech_like(seconds, RATE, 2, peak=0.3).astype(np.float32)
    heard = levelled(line, RATE, target, 0.75)
    assert level_of(energies(heard, RATE).tolist()) == pytest.approx(target, abs=0.1)
    assert true_peak(heard) <= 0.75 * 1.003


def test_a_line_is_not_crushed_for_the_sake_of_its_level() -> None:
    """A click in near silence cannot be loud; it is not made a square wave in trying."""
    line = np.full(RATE, 1e-4, np.float32) * np.sin(np.arange(RATE) / 5).astype(np.float32)
    line[RATE // 2] = 0.9
    heard = levelled(line, RATE, -16.0, 0.75)
    assert np.abs(heard).max() <= 0.75
    assert np.abs(heard[: RATE // 4]).max() < 1e-4 * gain_of(34.1)


def test_silence_and_the_noise_of_a_room_stay_what_they_are() -> None:
    silence = np.zeros(RATE, np.float32)
    assert levelled(silence, RATE, -16.0, 0.75) is silence
    noise = np.random.default_rng(1).normal(0, 3e-4, RATE).astype(np.float32)
    assert np.abs(levelled(noise, RATE, -16.0, 0.75)).max() <= np.abs(noise).max() * gain_of(30.01)
