"""Ducking: the bed is low under speech and rises in the gaps, along smooth curves.

The gain is in decibels and moves along half a period of a cosine from one point to the next, so it
never jumps and never bends sharply. A curve is a few points, whatever the length of the episode;
gains are taken from it for any window.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.units import Frames

if TYPE_CHECKING:
    import numpy as np

    from briefing.sound.meter import Samples

FLOOR: Final = -72.0
"""Decibels a fade starts from and ends at: less than half of a 16-bit step of any bed."""

BEGINNING: Final = Frames(0)


@dataclass(frozen=True, slots=True)
class Curve:
    """The gain of a bed, frame by frame.

    ``levels``, in decibels, never above 0, hold at ``positions``, which rise strictly and count in
    frames from the bed's start; the outermost may lie outside it. Before the first and behind the
    last the gain is 0 dB. The fades at both ends come on top.
    """

    positions: tuple[Frames, ...]
    levels: tuple[float, ...]
    total: Frames
    """Length of the bed."""
    fade: Frames
    """Length of each fade, at most half of the bed."""


def duck_curve(  # noqa: PLR0913 (what is ducked under what, and how, each named by the caller)
    speech_spans: Iterable[tuple[Frames, Frames]],
    total: Frames,
    rate: int,
    *,
    depth_db: float = 8.0,
    attack: float = 0.5,
    release: float = 0.8,
    fade: float = 1.5,
) -> Curve:
    """Return the gain of a bed of ``total`` frames at ``rate`` hertz under ``speech_spans``.

    Spans are pairs of a first frame and the frame after the last, counted from the bed's start, in
    order, without overlap; they may lie outside the bed. Under each the gain is ``-depth_db``, and
    less within a fade. It goes down in the ``attack`` seconds before speech starts and comes up in
    the ``release`` seconds from where it ends, and stays down in gaps too short for both. ``fade``
    is the length in seconds of the fades at the bed's own ends; with 0 there are none.

    Raises ``ValueError`` for lengths below 0 (attack and release: below one frame), for a depth out
    of 0 to 72 dB, and for spans out of order.
    """
    down, up = round(attack * rate), round(release * rate)
    if min(down, up) < 1 or min(total, fade) < 0 or not 0 <= depth_db <= -FLOOR:
        raise ValueError(
            "attack and release last a frame at least, fades and depth are not below 0"
        )
    points: dict[int, float] = {}
    for start, end in _stretches(speech_spans, down + up):
        points |= {start - down: 0.0, start: -depth_db, end: -depth_db, end + up: 0.0}
    return Curve(
        tuple(Frames(position) for position in points),
        tuple(points.values()),
        total,
        Frames(min(round(fade * rate), total // 2)),
    )


def _stretches(spans: Iterable[tuple[Frames, Frames]], gap: int) -> Iterator[tuple[int, int]]:
    """Yield ``spans``, those as one between which there are fewer than ``gap`` frames."""
    first: int | None = None
    last = 0
    for start, end in spans:
        if end <= start or (first is not None and start < last):
            raise ValueError(f"the span from {start} to {end} is empty or out of order")
        if first is None or start - last >= gap:
            if first is not None:
                yield first, last
            first = start
        last = end
    if first is not None:
        yield first, last


def gains(curve: Curve, start: Frames, frames: Frames) -> Samples:
    """Return the gains of ``frames`` frames from ``start`` on, as amplitude factors.

    Raises ``ValueError`` when they are not all within the bed.
    """
    import numpy as np

    end = start + frames
    if not 0 <= start <= end <= curve.total:
        raise ValueError(f"frames {start} to {end} are not within the {curve.total} of the bed")
    levels = np.zeros(frames)
    positions = curve.positions
    first = max(0, bisect_right(positions, start) - 1)
    for number in range(first, min(bisect_left(positions, end), len(positions) - 1)):
        here, there = positions[number], positions[number + 1]
        part = slice(max(0, here - start), min(frames, there - start))
        way = np.arange(part.start, part.stop) + (start - here)
        before, after = curve.levels[number], curve.levels[number + 1]
        levels[part] = before + (after - before) * _smooth(way / (there - here))
    if curve.fade:
        at = np.arange(start, end)
        edge = np.minimum(np.minimum(at, curve.total - at) / curve.fade, 1.0)
        levels += FLOOR * (1.0 - _smooth(edge))
    factors: Samples = np.exp(levels * (math.log(10) / 20)).astype(np.float32)
    return factors


def _smooth(way: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    """Return how far along half a period of a cosine is at ``way``, both from 0 to 1."""
    import numpy as np

    return 0.5 - 0.5 * np.cos(np.pi * way)


def mixed(
    bed: Samples, curve: Curve, start: Frames = BEGINNING, frames: int | None = None
) -> Samples:
    """Return a window of the bed as it is heard: ``bed``, which is a loop, under ``curve``.

    The window is ``frames`` long, or goes on to the bed's end. Windows laid end to end are the
    whole. Raises ``ValueError`` when the window is not within the bed, or there is no loop.
    """
    import numpy as np

    if not len(bed):
        raise ValueError("a bed of no length cannot be played")
    length = Frames(curve.total - start if frames is None else frames)
    gain = gains(curve, start, length)
    window: Samples = bed[np.arange(start, start + length) % len(bed)]
    return window * gain
