"""The meter: calibration, gating, true peak; and the arithmetic that sets the gains."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from studio import RATE, Studio, speech_like

from briefing.sound.loudness import loudness_of, programme_energies, voice_gains
from briefing.sound.meter import energies, metered, true_peak
from briefing.sound.mix import rendered
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


def test_programme_arithmetic_meets_the_target(studio: Studio) -> None:
    """The gains make the arranged energies read what was asked for, with the voices level."""
    timeline = studio.timeline(6, peaks=(0.5, 0.05))
    gains = voice_gains(timeline, -30.0, 1.0)
    assert loudness_of(programme_energies(timeline, gains, 1.0)) == pytest.approx(-30, abs=0.001)
    levels = []
    for number in range(2):
        clips = [placed.clip for placed in timeline.placements if placed.voice == f"voice{number}"]
        level = loudness_of([energy for clip in clips for energy in clip.energies])
        levels.append(level + 20 * math.log10(gains[f"voice{number}"]))
    assert levels[0] == pytest.approx(levels[1], abs=0.01)


def test_a_silent_voice_keeps_its_gain(studio: Studio) -> None:
    gains = voice_gains(studio.timeline(2, silent=True), -19.0, 0.8)
    assert gains == {"voice0": 1.0, "voice1": 1.0}


@pytest.mark.parametrize("over", [1, 2, 4])
def test_what_limiting_leaves_is_foreseen(studio: Studio, over: float) -> None:
    """The arithmetic against the limiter itself."""
    timeline = studio.timeline(4, rate=RATE, peaks=(0.5,))
    ceiling = 0.5 / gain_of(over)
    foreseen = loudness_of(programme_energies(timeline, {"voice0": 1.0}, ceiling))
    heard = [0.0] * len(programme_energies(timeline, {"voice0": 1.0}, ceiling))
    for placed in timeline.placements:
        pcm = rendered(studio.audio(placed.clip.key), placed.frames, RATE, 1.0, ceiling)
        lead = np.zeros(placed.start, np.float32)
        sound = np.concatenate((lead, np.frombuffer(pcm, "<i2") / np.float32(32768)))
        for number, energy in enumerate(energies(sound, RATE)):
            heard[number] += energy
    assert foreseen == pytest.approx(loudness_of(heard), abs=0.4)
