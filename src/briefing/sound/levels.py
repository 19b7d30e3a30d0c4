"""Levels: each line is brought to its loudness by itself, under the ceiling of true peak.

Nothing else in the episode decides the gain of a line. So voices, engines and takes come out level
with one another, a line can be encoded as soon as it is spoken, and a change to one line changes no
other.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.sound.limiter import measured_peaks, turned_down
from briefing.sound.loudness import SILENCE, bin_frames, level_of
from briefing.sound.meter import Samples, energies
from briefing.units import gain_of

_ROUNDS: Final = 5
_NEAR: Final = 0.06
"""LU from the target at which it is reached."""

_ANSWER: Final = 0.6
"""Part of a decibel of gain by which a line that is being limited gets louder, as a first guess."""

_MOST: Final = 30.0
"""Decibels of gain at most: a room's noise is no line."""

_DRIVEN: Final = 4.0
"""Decibels of gain at most for the sake of what the limiter takes."""


def levelled(samples: Samples, rate: int, target: float, ceiling: float) -> Samples:
    """Return ``samples`` at ``target`` LUFS (plain mono), with no true peak above ``ceiling``.

    The level is that of a line between pauses (``level_of``). Silence stays as it is; a line that
    could only reach the target by being crushed, or that is next to silence, stays below it.
    Gains are whole hundredths of a decibel.
    """
    heard = energies(samples, rate)
    level = level_of(heard.tolist())
    if level <= SILENCE:
        return samples
    gain = min(round(target - level, 2), _MOST)
    most = gain + _DRIVEN
    peaks = measured_peaks(samples, ceiling / gain_of(most))
    power = _powers(samples, rate)
    before = (gain, 0.0)
    answer = _ANSWER
    for _ in range(_ROUNDS):
        scaled, limited = _limited(samples, peaks, gain, ceiling)
        if limited is scaled:
            break
        left = _powers(limited, rate) / np.maximum(power, 1e-20)
        missing = target - level_of((heard * left).tolist())
        if abs(missing) <= _NEAR or (missing > 0 and gain >= most):
            break
        if gain > before[0]:
            answer = min(max((before[1] - missing) / (gain - before[0]), 0.2), 1.0)
        before = (gain, missing)
        gain = min(round(gain + missing / answer, 2), most)
    return limited


def _limited(
    samples: Samples, peaks: Samples, gain: float, ceiling: float
) -> tuple[Samples, Samples]:
    """Return ``samples`` times ``gain`` decibels, as they are and limited."""
    factor = np.float32(gain_of(gain))
    scaled = samples * factor
    return scaled, turned_down(scaled, peaks * factor, ceiling)


def _powers(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Return the sum of squares in each 100 ms.

    How much of it is left tells how much is left of the K-weighted energy: the limiter turns all
    frequencies down alike, so no spectrum is needed.
    """
    starts = np.arange(0, len(samples), bin_frames(rate))
    powers: NDArray[np.float64] = np.add.reduceat(np.square(samples), starts, dtype=np.float64)
    return powers
