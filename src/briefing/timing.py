"""Timing: when each word of a shown line is heard, from the times of the words that were spoken.

What is shown and what is heard are two texts: "$5" is heard as "five dollars". Words they share are
matched (longest common runs, Ratcliff and Metzener 1988); a shown word that is heard as others
starts with the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from briefing.model import WordMark
from briefing.units import Frames

_WORD = re.compile(r"\S+")
_EDGES = "\"'“”‘’«»„‚()[]{}.,;:!?…-–—*"


def word_starts(
    shown: str, spoken: str, marks: Sequence[WordMark], frames: Frames
) -> tuple[tuple[Frames, ...], bool]:
    """Return when each blank-divided word of ``shown`` starts, and whether that is an estimate.

    ``marks`` are those of ``spoken``, which takes ``frames``; times are in the same frames, never
    decrease, and lie inside. Without marks a word starts where its share of the characters does.
    """
    heard = [match.start() for match in _WORD.finditer(spoken)]
    times = _interpolated(heard, _anchors(marks, len(spoken), frames))
    words = shown.split()
    if not heard:
        return tuple(_shares(words, frames)), True
    places = _places(words, spoken.split())
    return tuple(_between(places, [*times, frames])), not marks


def _anchors(marks: Sequence[WordMark], length: int, frames: Frames) -> list[tuple[int, int]]:
    """Return the characters of the spoken text whose times are known, its ends included."""
    known = [(mark.offset, int(mark.start)) for mark in marks]
    first = [] if known and known[0][0] == 0 else [(0, 0)]
    return [*first, *known, (max(length, 1), int(frames))]


def _interpolated(offsets: Sequence[int], anchors: Sequence[tuple[int, int]]) -> list[int]:
    """Return the time of each offset, on straight lines between the anchors."""
    times: list[int] = []
    stretches = pairwise(anchors)
    (left, begin), (right, end) = next(stretches)
    for offset in offsets:
        while offset >= right and (following := next(stretches, None)):
            (left, begin), (right, end) = following
        times.append(begin + (end - begin) * (offset - left) // max(right - left, 1))
    return times


def _places(shown: Sequence[str], heard: Sequence[str]) -> list[float]:
    """Return for each shown word the place among the heard ones at which it starts."""
    ours, theirs = [_bare(word) for word in shown], [_bare(word) for word in heard]
    if ours == theirs:
        return [float(place) for place in range(len(ours))]
    places: list[float] = []
    for _, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        places.extend(c + (d - c) * (place - a) / (b - a) for place in range(a, b))
    return places


def _bare(word: str) -> str:
    return word.strip(_EDGES).casefold()


def _between(places: Sequence[float], times: Sequence[int]) -> Iterator[Frames]:
    """Yield the time of each place; between two words it is on the straight line."""
    latest = 0
    for place in places:
        whole = min(int(place), len(times) - 1)
        following = times[min(whole + 1, len(times) - 1)]
        exact = times[whole] + round((following - times[whole]) * (place - whole))
        latest = max(latest, min(exact, times[-1]))
        yield Frames(latest)


def _shares(words: Sequence[str], frames: Frames) -> Iterator[Frames]:
    total = sum(map(len, words)) or 1
    told = 0
    for word in words:
        yield Frames(frames * told // total)
        told += len(word)
