"""The meter: K-weighted energies and true peak, taken from samples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.sound.loudness import bin_frames

Samples = NDArray[np.float32]
"""Mono samples; full scale is 1.0."""

CONTROL: Final = 32
"""Frames for which one peak is found: 0.7 ms, shorter than anything the ear hears as a level."""

_OVERSAMPLING: Final = 4
_REACH: Final = 8
"""Samples on either side that a value between two samples is interpolated from."""

_BATCH: Final = 64

_UNTHREADED: Final = 48
"""Rows of a product small enough for a BLAS to leave its threads asleep. The workers are what runs
in parallel; threads under them would only wait for one another."""


def energies(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Return the mean square of the K-weighted signal in each 100 ms (the last one padded).

    K-weighting: ITU-R BS.1770-4, annex 1. The filter is applied as power in the spectrum of each
    100 ms (Parseval), which spares the way back to the time domain: what it ignores is the few
    milliseconds the filter rings across a boundary, less than 0.01 LU over a programme.
    """
    size = bin_frames(rate)
    weight = _weights(size, rate)
    count = -(-len(samples) // size)
    result = np.zeros(count)
    for first in range(0, count, _BATCH):
        part = samples[first * size : (first + _BATCH) * size]
        rows = -(-len(part) // size)
        if len(part) < rows * size:
            part = np.concatenate((part, np.zeros(rows * size - len(part), np.float32)))
        spectrum = np.fft.rfft(part.reshape(rows, size))
        power = spectrum.real**2 + spectrum.imag**2
        result[first : first + rows] = np.einsum("ij,j->i", power, weight)
    return result


@lru_cache(maxsize=8)
def _weights(size: int, rate: int) -> NDArray[np.float64]:
    """Return what each bin of a spectrum of ``size`` samples adds to the mean square."""
    frequencies = np.arange(size // 2 + 1, dtype=np.float64) * (rate / size)
    both_sides = np.full(len(frequencies), 2.0)
    both_sides[0] = 1.0
    if size % 2 == 0:
        both_sides[-1] = 1.0
    weights: NDArray[np.float64] = k_weighting(frequencies) * both_sides / size**2
    return weights


def k_weighting(frequencies: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the power response of the K filter at ``frequencies`` in hertz.

    It is evaluated from the coefficients the standard prints for 48 kHz, so the weighting is the
    same at every sample rate.
    """
    omega = 2 * np.pi * np.minimum(frequencies, 24_000.0) / 48_000
    delay = np.exp(-1j * omega)
    shelf = (1.53512485958697 - 2.69169618940638 * delay + 1.19839281085285 * delay**2) / (
        1 - 1.69065929318241 * delay + 0.73248077421585 * delay**2
    )
    high_pass = (1 - 2 * delay + delay**2) / (
        1 - 1.99004745483398 * delay + 0.99007225036621 * delay**2
    )
    power: NDArray[np.float64] = np.abs(shelf * high_pass) ** 2
    return power


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of sound measures: energies of 100 ms, true peak, and its length."""

    energies: tuple[float, ...]
    true_peak: float
    frames: int


def metered(blocks: Iterable[Samples], rate: int, lead: int) -> Reading:
    """Return what a stream of samples measures, never holding more than a block of it.

    The first energy covers ``lead`` samples of silence before the stream, by which its grid is
    that of a longer programme.
    """
    size = bin_frames(rate)
    found: list[float] = []
    peak, frames = 0.0, 0
    rest = np.zeros(lead, np.float32)
    for block in blocks:
        frames += len(block)
        samples = np.concatenate((rest, block))
        peak = max(peak, true_peak(samples))
        whole = len(samples) // size * size
        found.extend(energies(samples[:whole], rate).tolist())
        rest = samples[whole:]
    found.extend(energies(rest, rate).tolist())
    return Reading(tuple(found), peak, frames)


def true_peak(samples: Samples) -> float:
    """Return the highest absolute value of the signal, between samples too; full scale is 1.0.

    Four times oversampled as in BS.1770-4, annex 2, where it can matter: a block whose own samples
    stay 6 dB under the highest sample cannot hold the peak of a signal without much above 15 kHz.
    """
    if not len(samples):
        return 0.0
    highest = float(np.max(np.abs(samples)))
    return float(block_peaks(samples, highest / 2).max())


def block_peaks(samples: Samples, floor: float) -> Samples:
    """Return the true peak of every ``CONTROL`` samples; the last block is padded.

    Blocks whose samples all stay below ``floor`` are not oversampled: theirs is the sample peak.
    """
    count = -(-len(samples) // CONTROL)
    padded = np.zeros(count * CONTROL + 2 * _REACH, np.float32)
    padded[_REACH : _REACH + len(samples)] = samples
    blocks = padded[_REACH : _REACH + count * CONTROL].reshape(count, CONTROL)
    peaks: Samples = np.maximum(blocks.max(axis=1), -blocks.min(axis=1))
    hot = np.flatnonzero((peaks >= floor) & (peaks > 0))
    windows = np.lib.stride_tricks.sliding_window_view(padded, CONTROL + 2 * _REACH)[::CONTROL]
    for first in range(0, len(hot), _UNTHREADED):
        rows = hot[first : first + _UNTHREADED]
        between = windows[rows] @ _interpolator()
        peaks[rows] = np.maximum(peaks[rows], np.abs(between).max(axis=1))
    return peaks


@lru_cache(maxsize=1)
def _interpolator() -> Samples:
    """Return the matrix from a block and its neighbours to the three values after each sample.

    A sinc under a Kaiser window (beta 6): flat to 0.1 dB up to three quarters of Nyquist.
    """
    matrix = np.zeros((CONTROL + 2 * _REACH, CONTROL * (_OVERSAMPLING - 1)))
    taps = np.arange(-_REACH + 1, _REACH + 1)
    column = 0
    for sample in range(CONTROL):
        for step in range(1, _OVERSAMPLING):
            distance = taps - step / _OVERSAMPLING
            window = np.i0(6 * np.sqrt(np.maximum(0, 1 - (distance / _REACH) ** 2))) / np.i0(6)
            kernel = np.sinc(distance) * window
            matrix[sample + _REACH + taps, column] = kernel / kernel.sum()
            column += 1
    return matrix.astype(np.float32)
