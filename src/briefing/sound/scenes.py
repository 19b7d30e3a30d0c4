"""Scenes: what is heard in a piece, as samples: lines at their level, and music under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from briefing.sound.duck import Curve, duck_curve, mixed
from briefing.sound.jobs import Cue, Scene, silence
from briefing.sound.levels import levelled
from briefing.sound.loudness import SILENCE, loudness_of
from briefing.sound.meter import Samples, energies
from briefing.sound.mix import loaded, pcm_of
from briefing.units import Frames, gain_of

_WINDOW: Final = 1 << 16
"""Frames of silence over music that are mixed at once."""


def blocks(scene: Scene, ceiling: float, louder: float) -> Iterator[bytes]:
    """Yield ``scene`` as 16-bit samples, as :func:`briefing.sound.jobs.rendered` says.

    Raises ``OSError``, ``wave.Error`` or ``EOFError`` when a clip is missing or broken.
    """
    beds = [_laid(bed, scene, louder) for bed in scene.beds]
    position = 0
    for cue in scene.cues:
        yield from _gap(position, cue.start, beds)
        line = levelled(
            loaded(cue.path, scene.rate), scene.rate, cue.level + louder, gain_of(ceiling + louder)
        )
        yield pcm_of(_over(beds, line, cue.start) if beds else line, cue.frames)
        position = cue.end
    yield from _gap(position, scene.end, beds)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A bed at its level, where it starts, and its gain under the lines."""

    loop: Samples
    start: int
    curve: Curve


def _laid(bed: Cue, scene: Scene, louder: float) -> _Laid:
    loop = loaded(bed.path, scene.rate)
    level = loudness_of(energies(loop, scene.rate).tolist())
    if level > SILENCE:
        loop = loop * np.float32(gain_of(round(bed.level + louder - level, 2)))
    spans = [(Frames(cue.start - bed.start), Frames(cue.end - bed.start)) for cue in scene.cues]
    curve = duck_curve([span for span in spans if span[0] < span[1]], bed.frames, scene.rate)
    return _Laid(loop, bed.start, curve)


def _gap(start: int, end: int, beds: list[_Laid]) -> Iterator[bytes]:
    """Yield what is heard between lines."""
    if not beds:
        yield from silence(end - start)
        return
    for at in range(start, end, _WINDOW):
        frames = min(_WINDOW, end - at)
        yield pcm_of(_over(beds, np.zeros(frames, np.float32), at), Frames(frames))


def _over(beds: list[_Laid], line: Samples, start: int) -> Samples:
    """Return ``line``, which starts at ``start``, over the music."""
    heard = line.copy()
    for bed in beds:
        first = max(start, bed.start)
        last = min(start + len(line), bed.start + bed.curve.total)
        if first < last:
            under = mixed(bed.loop, bed.curve, Frames(first - bed.start), last - first)
            heard[first - start : last - start] += under
    return heard
