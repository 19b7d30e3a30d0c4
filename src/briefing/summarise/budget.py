"""The budget: how much of the sources may be told, in whatever is counted, and who gets how much.

What is counted is the budget's own affair: words, sentences, or the milliseconds a voice needs.
A summariser only asks what a sentence costs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import sub

from briefing.summarise.words import count_words

_FINE = 1_000_000


def nothing(text: str) -> int:
    """Return what a heading costs of a budget that counts the text alone."""
    del text
    return 0


def single(text: str) -> int:
    """Return what a sentence costs of a budget in sentences."""
    del text
    return 1


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be told, and what a text costs of it. ``cost`` and ``head`` are pure."""

    size: int
    cost: Callable[[str], int] = count_words
    """Of a sentence."""
    head: Callable[[str], int] = nothing
    """Of a heading or a question, on top of what stands under it."""
    slack: int = 0
    """What may be left over; where it matters, more is filled up by what fits best."""

    @classmethod
    def of_words(cls, words: int) -> Budget:
        """Return a budget of words, as ``count_words`` counts them; headings are not counted."""
        return cls(words)

    @classmethod
    def of_sentences(cls, sentences: int) -> Budget:
        """Return a budget of sentences; headings and questions are not counted."""
        return cls(sentences, single)

    def sized(self, size: int) -> Budget:
        """Return a budget that counts the same, of another size."""
        return replace(self, size=size)


def shares(budget: Budget, held: Sequence[int]) -> tuple[int, ...]:
    """Return how much of ``budget`` each document gets, by what it holds, in the budget's count.

    Shares go by the square root of the length, so that one long report does not silence three
    short ones. None gets more than it holds while another has need; if all fit, each gets what it
    holds.
    """
    weights = [math.isqrt(size * _FINE) for size in held]  # integers: no share is off by rounding
    wanting = [number for number, size in enumerate(held) if size > 0]
    given = [0] * len(held)
    left = budget.size
    while wanting:
        part = _parts(left, {number: weights[number] for number in wanting})
        full = {number for number in wanting if part[number] >= held[number]}
        for number in full or wanting:
            given[number] = held[number] if full else part[number]
        left -= sum(held[number] for number in full)
        wanting = [number for number in wanting if full and number not in full]
    return tuple(given)


def _parts(size: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Return ``size`` dealt out by weight, to the last: what one is short of, the next gets."""
    total = sum(weights.values())
    ends = [(2 * size * weight + total) // (2 * total) for weight in accumulate(weights.values())]
    return dict(zip(weights, map(sub, ends, [0, *ends]), strict=True))
