"""Pieces: a timeline cut where it is silent, so that each piece can be encoded apart.

The encoder is the cost of a run, so pieces are what runs in parallel. Where they lie depends on the
timeline alone, never on how many workers there are: the same episode is the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Placement, Timeline
from briefing.sound.mp3 import DELAY, FRAME, frames_for
from briefing.units import Frames

JOIN_SILENCE = (2 * FRAME, FRAME)
"""Frames of silence a join needs before and after it.

A piece's last 1,105 samples are decoded where the next piece begins, and the transform overlaps by
another 576; behind a join nothing is needed but that the encoder may start in silence.
"""

_FEWEST = 12
"""Pieces wished for in a short episode, so that no worker waits long for the last one."""

_SHORTEST = 6
_LONGEST = 30
"""Seconds a piece should last at least and at most; it lasts longer where there is no join."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the timeline, and how many MP3 frames it becomes."""

    start: Frames
    length: Frames
    mp3_frames: int
    placements: tuple[Placement, ...]


def pieces_of(timeline: Timeline) -> Iterator[Piece]:
    """Yield the pieces of ``timeline``, in order; end to end they are its whole length.

    Raises ``ValueError`` for a join off the frame grid or too close to a sound.
    """
    aim = timeline.total // _FEWEST
    aim = min(max(aim, _SHORTEST * timeline.rate), _LONGEST * timeline.rate)
    first = 0
    start = 0
    for join in timeline.joins:
        last = _split(timeline.placements, first, join)
        if join - start >= aim:
            yield _piece(start, join, timeline.placements[first:last])
            start = join
            first = last
        _must_be_silent(timeline.placements, last, join)
    length = Frames(timeline.total - start)
    frames = frames_for(timeline.total) - start // FRAME
    yield Piece(Frames(start), length, frames, timeline.placements[first:])


def _piece(start: int, end: int, placements: tuple[Placement, ...]) -> Piece:
    return Piece(Frames(start), Frames(end - start), (end - start) // FRAME, placements)


def _split(placements: tuple[Placement, ...], first: int, join: int) -> int:
    """Return the index of the first placement behind ``join``, looking from ``first`` on."""
    while first < len(placements) and placements[first].start < join:
        first += 1
    return first


def _must_be_silent(placements: tuple[Placement, ...], last: int, join: int) -> None:
    before, after = JOIN_SILENCE
    fits = (
        join % FRAME == 0
        and (last == 0 or placements[last - 1].end + before <= join)
        and (last == len(placements) or placements[last].start >= join + after)
    )
    if not fits:
        raise ValueError(f"frame {join} is no place for a join")


assert JOIN_SILENCE[0] >= DELAY + FRAME // 2, "a piece must be silent where the next one starts"
