"""Cues: what is said, cut to what a screen can hold at a time.

A cue is at most two lines. A longer sentence becomes several cues that follow each other without a
gap, each from its first word on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Timeline
from briefing.publish.captions.said import Said, said
from briefing.publish.captions.wrapping import wrapped
from briefing.units import Milliseconds

LINE_WIDTH = 42
"""Columns of a caption line, the television standard; podcast apps take up to 65."""

LINES = 2
"""Lines of a cue."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One cue: a part of a spoken line."""

    number: int
    """Which line of the script, from 1; parts of one line share it."""
    start: Milliseconds
    end: Milliseconds
    speaker: str
    lines: tuple[str, ...]
    sources: tuple[str, ...] = ()
    """Addresses of the source sentences the line says."""
    words: tuple[Milliseconds | None, ...] = ()
    """When each blank-divided word of ``lines`` starts, ``None`` for one without a time of its own:
    the first, which starts with the cue, and any too close to its neighbour."""
    estimated: bool = False
    """Whether those times are estimates."""


def captions(timeline: Timeline) -> tuple[Caption, ...]:
    """Return the captions of ``timeline`` in order; each ends after it starts."""
    return tuple(caption for line in said(timeline) for caption in parts(line, LINE_WIDTH))


def parts(line: Said, width: int, prefix: str = "") -> Iterator[Caption]:
    """Yield the cues of one spoken line, in lines of at most ``width`` columns.

    ``prefix`` is shown before its words, and takes up room.
    """
    words = prefix.split()
    lines = wrapped(f"{prefix}{line.text}", width)
    count = min(-(-len(lines) // LINES), line.end - line.start)
    bounds = [len(lines) * part // count for part in range(count + 1)]
    groups = [lines[a:b] for a, b in pairwise(bounds)]
    known = [line.start] * len(words) + list(line.words) if line.words else []
    shown = [*words, *line.text.split(" ")]
    times = _piece_times(shown, known, [piece for group in groups for piece in group])
    sources = tuple(map(str, line.sources))
    begin = line.start
    starts = _part_starts(groups, times, line.start, line.end)
    for place, group in enumerate(groups):
        # each part keeps a millisecond at least, and leaves one to each that follows
        following = starts[place + 1] if place + 1 < count else line.end
        stop = Milliseconds(min(max(following, begin + 1), line.end - (count - 1 - place)))
        size = sum(len(row.split(" ")) for row in group)
        inside = _inside(times[:size], begin, stop)
        yield Caption(
            line.number,
            begin,
            stop,
            line.speaker,
            group,
            sources,
            inside,
            bool(inside) and line.estimated,
        )
        begin, times = stop, times[size:]


def _piece_times(
    words: Sequence[str], known: Sequence[Milliseconds], lines: Sequence[str]
) -> list[Milliseconds | None]:
    """Return the time of each piece of ``lines``; the later pieces of a broken word have none."""
    pieces = [piece for line in lines for piece in line.split(" ")]
    if not known:
        return [None] * len(pieces)
    times: list[Milliseconds | None] = []
    started = zip(words, known, strict=True)
    rest = ""
    for piece in pieces:
        if rest:
            times.append(None)
        else:
            rest, start = next(started)
            times.append(start)
        rest = rest.removeprefix(piece)
    return times


def _part_starts(
    groups: Sequence[Sequence[str]],
    times: Sequence[Milliseconds | None],
    start: Milliseconds,
    end: Milliseconds,
) -> list[Milliseconds]:
    """Return where each part starts: with its first word, or after its share of the characters."""
    weights = [sum(map(len, group)) for group in groups]
    starts: list[Milliseconds] = []
    place = told = 0
    for group, weight in zip(groups, weights, strict=True):
        share = Milliseconds(start + (end - start) * told // sum(weights))
        found = times[place]
        starts.append(share if found is None else found)
        place += sum(len(line.split(" ")) for line in group)
        told += weight
    return starts


def _inside(
    times: Sequence[Milliseconds | None], begin: Milliseconds, stop: Milliseconds
) -> tuple[Milliseconds | None, ...]:
    """Return those times a cue may hold: each after the one before, all inside (WebVTT 1, 4.2)."""
    kept: list[Milliseconds | None] = []
    latest = begin
    for time in times:
        fits = time is not None and latest < time < stop
        kept.append(time if fits else None)
        if time is not None and fits:
            latest = time
    return tuple(kept) if any(time is not None for time in kept) else ()
