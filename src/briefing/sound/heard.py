"""Heard: a file of sound, anybody's, decoded to the end and measured."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.sound.decoding import blocks_of, decoder
from briefing.sound.loudness import DUAL_MONO, loudness_of
from briefing.units import decibels_of

if TYPE_CHECKING:
    import numpy as np

QUIET = 0.001
"""-60 dBFS, below which there is nothing to hear."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a file of sound measures."""

    seconds: float
    rate: int
    channels: int
    lufs: float
    """As two loudspeakers play it, so 3.01 LU above the plain reading where it is mono."""
    dbtp: float
    silence: float
    """The longest stretch without sound, in seconds."""


def heard(path: Path) -> Heard:
    """Return what the file at ``path`` measures, decoding it in blocks.

    Raises ``SoundError`` when it cannot be decoded.
    """
    import numpy as np

    from briefing.sound.meter import metered

    with decoder(path, path) as sound:
        rate, channels = sound.samplerate, sound.channels
        quiet = _Quiet()
        energies: list[float] = []
        peak, frames = 0.0, 0
        for samples in blocks_of(sound, rate // 10 * 100):
            frames += len(samples)
            quiet.add(np.abs(samples).max(axis=1))
            readings = [metered((samples[:, one].copy(),), rate, 0) for one in range(channels)]
            peak = max(peak, *(reading.true_peak for reading in readings))
            energies += [sum(at) for at in zip(*(r.energies for r in readings), strict=True)]
    level = loudness_of(energies)
    lufs = level + DUAL_MONO if channels == 1 and level > -math.inf else level
    return Heard(frames / rate, rate, channels, lufs, decibels_of(peak), quiet.longest / rate)


class _Quiet:
    """Counts the longest run of samples with nothing to hear, across blocks."""

    def __init__(self) -> None:
        self.longest = 0
        self._run = 0

    def add(self, levels: np.typing.NDArray[np.float32]) -> None:
        """Go on with the next block."""
        import numpy as np

        loud = np.flatnonzero(levels > QUIET)
        if not len(loud):
            self._run += len(levels)
        else:
            gaps = np.diff(loud)
            inner = int(gaps.max()) - 1 if len(gaps) else 0
            self.longest = max(self.longest, self._run + int(loud[0]), inner)
            self._run = len(levels) - int(loud[-1]) - 1
        self.longest = max(self.longest, self._run)
