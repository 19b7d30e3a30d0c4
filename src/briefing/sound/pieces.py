"""Pieces: a timeline cut wherever it is silent enough, so that each piece can be encoded apart.

The encoder is the cost of a run, so pieces are what runs in parallel and what is kept between runs.
Mostly a piece is one line. It depends on what is heard in it and on nothing before or behind, and
between pieces there are frames of silence. So the same line gives the same bytes in any episode,
and however many workers there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from briefing.model import Bed, Placement, Timeline
from briefing.sound.mp3 import DELAY, FRAME, frames_for
from briefing.units import Frames

JOIN_SILENCE = (2 * FRAME, FRAME)
"""Frames of silence a join needs before and after it.

A piece's last 1,105 samples are decoded where the next piece begins, and the transform overlaps by
another 576; behind a join nothing is needed but that the encoder may start in silence.
"""

_TAIL = DELAY + FRAME // 2
"""Silent samples a piece ends with, by the same reasons."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the timeline with something to hear, and how many MP3 frames it becomes.

    ``start`` is a multiple of one MP3 frame. Up to the next piece there is silence.
    """

    start: Frames
    mp3_frames: int
    placements: tuple[Placement, ...]
    beds: tuple[Bed, ...] = ()


def pieces_of(timeline: Timeline) -> Iterator[Piece]:
    """Yield the pieces of ``timeline``, in order: what lies between two joins is one.

    Raises ``ValueError`` for a join off the frame grid or too close to a sound.
    """
    all_frames = frames_for(timeline.total)
    placements, beds = deque(timeline.placements), deque(timeline.beds)
    for join in (*timeline.joins, None):
        placed = tuple(_taken(placements, join))
        under = tuple(_taken(beds, join))
        if placed or under:
            yield _piece(placed, under, join, all_frames)
        if join is not None:
            _must_have_room(join, (*islice(placements, 1), *islice(beds, 1)))


_Sound = TypeVar("_Sound", Placement, Bed)


def _taken(sounds: deque[_Sound], join: Frames | None) -> Iterator[_Sound]:
    """Yield what starts before ``join``, and take it off."""
    while sounds and (join is None or sounds[0].start < join):
        yield sounds.popleft()


def length_of(end: Frames) -> int:
    """Return how many MP3 frames a piece takes whose sound ends at ``end``, from its start on."""
    return -(-(end + _TAIL) // FRAME)


def _piece(
    placements: tuple[Placement, ...],
    beds: tuple[Bed, ...],
    join: Frames | None,
    all_frames: int,
) -> Piece:
    sounds: tuple[Placement | Bed, ...] = (*placements, *beds)
    before = max(0, min(sound.start for sound in sounds) // FRAME - 1)
    start = Frames(before * FRAME)
    end = max(sound.end for sound in sounds)
    if join is not None and end + JOIN_SILENCE[0] > join:
        raise ValueError(f"frame {join} is no place for a join")
    length = min(length_of(Frames(end - start)), all_frames - before)
    return Piece(start, length, placements, beds)


def _must_have_room(join: Frames, following: tuple[Placement | Bed, ...]) -> None:
    first = min((sound.start for sound in following), default=join + JOIN_SILENCE[1])
    if join % FRAME or first < join + JOIN_SILENCE[1]:
        raise ValueError(f"frame {join} is no place for a join")


assert JOIN_SILENCE[0] >= _TAIL, "a piece must be silent where the next one starts"
