"""The limiter: a look-ahead true-peak limiter whose gain moves smoothly and only where it must."""

from __future__ import annotations

from typing import Final

import numpy as np

from briefing.sound.meter import CONTROL, Samples, block_peaks

_SMOOTH: Final = 12
"""Control steps on either side over which a change of gain is spread: 9 ms at 44.1 kHz."""

_HOLD: Final = _SMOOTH + 2
"""Steps on either side for which a reduction is held: the smoothing, and one block for its edges.

Twice that is 20 ms, longer than the period of the lowest voice, so the gain does not follow the
single pulses of the glottis, which would be heard as roughness.
"""

_MARGIN: Final = 0.6
"""Blocks whose samples stay below this part of the ceiling are taken not to exceed it between
samples; for a signal under 13 kHz that is certain (the bound is 1 / cos(pi f / 2 fs / 2))."""


def limit(samples: Samples, ceiling: float) -> Samples:
    """Return ``samples`` with no true peak above ``ceiling`` (full scale 1.0).

    The gain each block needs is held for its neighbourhood (a running minimum) and then smoothed by
    a window no longer than the hold, so it is never above what any block needs, and it is down
    before the peak comes. Where nothing exceeds the ceiling the samples come back as they are.
    """
    return turned_down(samples, measured_peaks(samples, ceiling), ceiling)


def measured_peaks(samples: Samples, ceiling: float) -> Samples:
    """Return the peaks of the control blocks, true ones where they may exceed ``ceiling``."""
    return block_peaks(samples, ceiling * _MARGIN)


def turned_down(samples: Samples, peaks: Samples, ceiling: float) -> Samples:
    """Return ``samples``, whose blocks have these ``peaks``, as :func:`limit` does."""
    if not len(peaks) or peaks.max() <= ceiling:
        return samples
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling)).astype(np.float64)
    gain = _smoothed(_held(needed))
    result = np.zeros(len(peaks) * CONTROL, np.float32)
    result[: len(samples)] = samples
    blocks = result.reshape(-1, CONTROL)
    active = np.flatnonzero((gain[:-1] < 1) | (gain[1:] < 1))
    before, after = gain[active, None], gain[active + 1, None]
    ramp = np.arange(CONTROL) / CONTROL
    blocks[active] *= (before + (after - before) * ramp).astype(np.float32)
    return result[: len(samples)]


def _held(needed: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    """Return the least gain needed within the hold of each edge between blocks.

    There is one more edge than blocks; ``_SMOOTH`` more on either side are for the smoothing.
    """
    reach = _SMOOTH + _HOLD
    padded = np.concatenate((np.ones(reach), needed, np.ones(reach)))
    held: np.typing.NDArray[np.float64] = np.lib.stride_tricks.sliding_window_view(
        padded, 2 * _HOLD
    ).min(axis=1)
    return held


def _smoothed(held: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    window = np.hanning(2 * _SMOOTH + 3)[1:-1]
    return np.convolve(held, window / window.sum(), mode="valid")
