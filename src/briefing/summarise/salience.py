"""Salience: how much each sentence of a document says, from the document alone.

What is seen of a sentence are features that have held up in news and in expository text (position;
centrality to what comes after, Zheng and Lapata, "Sentence centrality revisited", ACL
2019; words shared with the title; term frequency; length; manner), and the concepts - content words
and pairs of them that come back in the document - whose coverage is worth something once (Gillick
and Favre, "A scalable global model for summarization", 2009). Centrality is a product with running
sums, so it costs no comparison of all pairs. What a feature is worth is in ``weights.tsv``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.model import Sentence
from briefing.summarise.words import Terms, count_words, terms

FEATURES = (
    "first",  # 1 for the first sentence of the document, a half for the second, a third ...
    "early",  # from 1 for the first sentence down to 0 for the last
    "opens part",  # the first sentence of a section or an answer, but for the document's
    "opens block",  # the first sentence of a paragraph, but for the document's
    "after",  # likeness to all that comes after: it announces it
    "title",  # share of the title's words
    "frequency",  # how often its words come back
    "short",  # fewer than six words
    "question",
    "first person",
    "quoted",
    "figures",  # holds a digit
)
"""What is seen of a sentence: each from 0 to 1."""

_FIRST_PERSON = frozenset("i i'm i've i'd i'll me my we we're we've our us i’m i’ve we’re".split())
_SHORT = 6
_TELLING = 3
_PAIR_WORTH = 1.5
"""A pair of words that comes back tells more than two words that do."""
_SIGNATURE = 6
"""Sentences that are alike share one of their so many weightiest terms."""


class Placed(NamedTuple):
    """A sentence and where it stands."""

    sentence: Sentence
    in_part: int
    """How many sentences of its section (or answer) come before it."""
    in_block: int
    """How many sentences of its block come before it."""


class Salience(NamedTuple):
    """What is known of a document's sentences, by their place in reading order."""

    features: tuple[tuple[float, ...], ...]
    """By sentence, in the order of :data:`FEATURES`."""
    words: tuple[int, ...]
    concepts: tuple[tuple[str, ...], ...]
    worth: Mapping[str, float]
    """What covering a concept for the first time is worth; a sentence holds 1 on average."""
    vectors: tuple[dict[str, float], ...]
    """Unit vectors of tf-idf."""

    def cosine(self, one: int, other: int) -> float:
        """Return how alike two sentences are, 0 to 1."""
        return dot(self.vectors[one], self.vectors[other])

    def tell_the_same(self, one: int, other: int) -> bool:
        """Return whether two alike sentences hold the same figures and more than a word or two."""
        return len(self.vectors[one]) >= _TELLING and self._figures(one) == self._figures(other)

    def _figures(self, rank: int) -> set[str]:
        return {term for term in self.vectors[rank] if term[0].isdecimal()}

    def signature(self, rank: int) -> list[str]:
        """Return the weightiest terms of a sentence."""
        vector = self.vectors[rank]
        return sorted(vector, key=lambda term: (-vector[term], term))[:_SIGNATURE]


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the inner product of two sparse vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def salience(placed: Sequence[Placed], title: str | None, language: str) -> Salience:
    """Return the salience of sentences given in reading order."""
    bags = [terms(one.sentence.text, language) for one in placed]
    words = tuple(count_words(one.sentence.text) for one in placed)
    spread = Counter(term for bag in bags for term in dict.fromkeys(bag.single))
    vectors = tuple(_vector(bag, spread, len(bags)) for bag in bags)
    after = _centralities(vectors)
    shared = _shared_with(title, language, bags)
    frequency = _frequencies(bags)
    last = max(len(placed) - 1, 1)
    features = tuple(
        (
            1.0 / (1.0 + rank),
            1.0 - rank / last,
            1.0 if rank and one.in_part == 0 else 0.0,
            1.0 if rank and one.in_block == 0 else 0.0,
            after[rank],
            shared[rank],
            frequency[rank],
            1.0 if words[rank] < _SHORT else 0.0,
            *_manner(one.sentence.text),
        )
        for rank, one in enumerate(placed)
    )
    worth = _worth(bags, spread)
    concepts = tuple(
        tuple(term for term in dict.fromkeys(bag.single + bag.pairs) if term in worth)
        for bag in bags
    )
    return Salience(features, words, concepts, worth, vectors)


def _vector(bag: Terms, spread: Counter[str], sentences: int) -> dict[str, float]:
    vector = {
        term: count * math.log(1.0 + sentences / spread[term])
        for term, count in Counter(bag.single).items()
    }
    norm = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / norm for term, weight in vector.items()}


def _centralities(vectors: Sequence[Mapping[str, float]]) -> list[float]:
    """Return each sentence's likeness to all that come after it, highest 1."""
    total: dict[str, float] = {}
    likeness = []
    for vector in reversed(vectors):
        value = 0.0
        for term, weight in vector.items():
            so_far = total.get(term, 0.0)
            value += weight * so_far
            total[term] = so_far + weight
        likeness.append(value)
    highest = max(likeness, default=0.0)
    scale = 1.0 / highest if highest > 0 else 0.0
    return [value * scale for value in reversed(likeness)]


def _frequencies(bags: Sequence[Terms]) -> list[float]:
    """Return each sentence's mean term frequency in the document, highest 1."""
    counts = Counter(term for bag in bags for term in bag.single)
    means = [
        sum(counts[term] for term in bag.single) / len(bag.single) if bag.single else 0.0
        for bag in bags
    ]
    highest = max(means, default=0.0) or 1.0
    return [mean / highest for mean in means]


def _shared_with(title: str | None, language: str, bags: Sequence[Terms]) -> list[float]:
    known = frozenset(terms(title or "", language).single)
    if not known:
        return [0.0] * len(bags)
    return [len(known.intersection(bag.single)) / len(known) for bag in bags]


def _manner(text: str) -> tuple[float, float, float, float]:
    """Return whether it asks, speaks of the speaker, quotes and holds a figure."""
    opening = {word.strip("“\"'‘").lower() for word in text[:400].split()}
    return (
        1.0 if text.rstrip("”\"' ").endswith(("?", "？", "؟")) else 0.0,
        0.0 if opening.isdisjoint(_FIRST_PERSON) else 1.0,
        1.0 if any(mark in text for mark in '“"«「„') else 0.0,
        1.0 if any(letter.isdecimal() for letter in text) else 0.0,
    )


def _worth(bags: Sequence[Terms], spread: Counter[str]) -> dict[str, float]:
    """Return the worth of each word and pair that comes back."""
    counts = Counter(pair for bag in bags for pair in bag.pairs)
    counts.update(spread)
    worth = {
        concept: math.log2(count) * (_PAIR_WORTH if " " in concept else 1.0)
        for concept, count in counts.items()
        if count > 1
    }
    held = sum(weight * counts[concept] for concept, weight in worth.items())
    scale = len(bags) / held if held else 0.0
    return {concept: scale * weight for concept, weight in worth.items()}
