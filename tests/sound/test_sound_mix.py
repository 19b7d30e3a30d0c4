"""Resampling and limiting, by their figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from studio import RATE, speech_like

from briefing.sound.limiter import limit
from briefing.sound.meter import true_peak
from briefing.sound.mix import resample
from briefing.units import Frames, rescale


def spectrum_of_tone(frequency: float, rate: int) -> tuple[float, float]:
    """Return a resampled tone's gain and its strongest companion (image, alias), in decibels."""
    time = np.arange(2 * rate) / rate
    moved = resample(np.sin(2 * np.pi * frequency * time).astype("f4"), rate, RATE)[4000:-4000]
    spectrum = np.abs(np.fft.rfft(moved * np.kaiser(len(moved), 16)))
    hertz = np.fft.rfftfreq(len(moved), 1 / RATE)
    companion = spectrum[np.abs(hertz - frequency) > 60].max()
    gain = float(20 * np.log10(np.sqrt(2) * moved.std()))
    return gain, float(20 * np.log10(companion / spectrum.max()))


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 24_000, 48_000, 22_049])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.88])
def test_passband_is_flat_and_nothing_is_added(rate: int, part: float) -> None:
    gain, companion = spectrum_of_tone(part * min(rate, RATE) / 2, rate)
    assert abs(gain) < 0.02
    assert companion < -90


def test_what_the_new_rate_cannot_hold_is_gone() -> None:
    time = np.arange(96_000) / 48_000
    moved = resample(np.sin(2 * np.pi * 23_000 * time).astype("f4"), 48_000, RATE)
    assert np.abs(moved[2000:-2000]).max() < 1e-4


@given(st.integers(0, 40_000), st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000]))
def test_length_is_that_of_the_timeline(length: int, rate: int) -> None:
    moved = resample(np.zeros(length, "<i2"), rate, RATE)
    assert len(moved) == rescale(Frames(length), rate, RATE)


@pytest.mark.parametrize("length", [1, 31, 32, 33, 1000, 44_100])
@pytest.mark.parametrize("gain", [0.5, 2.0, 8.0])
def test_limiter_never_exceeds_the_ceiling(length: int, gain: float) -> None:
    sound = (gain * speech_like(1, RATE, length)[:length]).astype("f4")
    limited = limit(sound, 0.8)
    assert len(limited) == length
    assert true_peak(limited) <= 0.8 * 1.003


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 1.0))
def test_limiter_holds_for_any_noise(seed: int, ceiling: float) -> None:
    noise = np.random.default_rng(seed).standard_normal(5000)
    smooth = np.convolve(noise, np.hanning(9), "same").astype("f4")
    limited = limit(smooth, ceiling)
    assert np.abs(limited).max() <= ceiling * 1.0001


def test_limiter_leaves_alone_what_is_under_the_ceiling() -> None:
    sound = speech_like(1, RATE, 0, peak=0.5).astype("f4")
    assert limit(sound, 0.8) is sound


def test_limiter_only_touches_the_neighbourhood_of_a_peak() -> None:
    sound = speech_like(2, RATE, 0, peak=0.3).astype("f4")
    sound[40_000] = 1.0
    limited = limit(sound, 0.8)
    changed = np.flatnonzero(limited != sound)
    assert 40_000 - 0.03 * RATE < changed[0] <= 40_000 <= changed[-1] < 40_000 + 0.03 * RATE
