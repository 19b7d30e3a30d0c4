"""The budget: how many words of the sources fit the minutes asked for, and who gets how many."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import sub

from briefing.model import Document
from briefing.summarise.candidates import parts_of

MINUTES_A_STORY = 3.0
"""Length to aim at when nobody says."""

PAUSES = 0.12
"""Share of a finished episode that is pauses between sentences, paragraphs and chapters."""

FRAME_WORDS = 10
"""Words of an opening and a close."""
STORY_WORDS = 6
"""Words that name a story's publisher and author."""
PART_WORDS = 2
"""Words that lead over to a section or a question, or name who is quoted."""
_MOST_AROUND = 0.25
"""Connecting words never take more of the budget: what is cut needs no lead over."""

LEAST_A_STORY = 30
"""Fewer words than this are no story."""
_FINE = 1_000_000


def words_for(minutes: float | None, documents: Sequence[Document], words_per_minute: float) -> int:
    """Return how many words of ``documents`` fill about ``minutes`` of a newscast.

    ``None`` minutes are three for each document. ``words_per_minute`` is the voice's speaking rate
    without pauses; the pauses and the words a template adds are taken off here.
    """
    wanted = MINUTES_A_STORY * len(documents) if minutes is None else minutes
    said = wanted * words_per_minute * (1.0 - PAUSES)
    parts = sum(len(parts_of(document)) for document in documents)
    around = FRAME_WORDS + STORY_WORDS * len(documents) + PART_WORDS * parts
    words = said - min(around, said * _MOST_AROUND)
    return max(math.floor(words), LEAST_A_STORY * len(documents))


def shares(words: int, held: Sequence[int]) -> tuple[int, ...]:
    """Return how many of ``words`` each document gets, by the words it holds.

    Shares go by the square root of the length, so that one long report does not silence three
    short ones. None gets more than it holds while another has need, none less than
    ``LEAST_A_STORY`` unless it holds less; if all fit, each gets what it holds.
    """
    weights = [math.isqrt(size * _FINE) for size in held]  # integers: no share is off by rounding
    wanting = [number for number, size in enumerate(held) if size > 0]
    given = [0] * len(held)
    left = words
    while wanting:
        part = _parts(left, {number: weights[number] for number in wanting})
        full = {number for number in wanting if part[number] >= held[number]}
        for number in full or wanting:
            given[number] = held[number] if full else part[number]
        left -= sum(held[number] for number in full)
        wanting = [number for number in wanting if full and number not in full]
    return tuple(
        max(share, min(size, LEAST_A_STORY)) for share, size in zip(given, held, strict=True)
    )


def _parts(words: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Return ``words`` dealt out by weight, to the word: what one is short of, the next gets."""
    total = sum(weights.values())
    ends = [(2 * words * weight + total) // (2 * total) for weight in accumulate(weights.values())]
    return dict(zip(weights, map(sub, ends, [0, *ends]), strict=True))
