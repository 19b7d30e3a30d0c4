"""Salience: how much each sentence of a document says, from the document alone.

A linear prior over features that have held up in news and in expository text (position; centrality
to what comes before and after, Zheng and Lapata, "Sentence centrality revisited", ACL 2019; words
shared with the title; term frequency; length), and the concepts - content words and pairs of them
that come back in the document - whose coverage is worth something once (Gillick and Favre, "A
scalable global model for summarization", 2009). Centrality is a product with running sums, so it
costs no comparison of all pairs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.model import Sentence
from briefing.summarise.words import Terms, count_words, terms


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence and where it stands."""

    sentence: Sentence
    in_part: int
    """How many sentences of its section (or answer) come before it."""
    in_block: int
    """How many sentences of its block come before it."""
    part: int
    """How many sections (or answers) come before its own."""


@dataclass(frozen=True, slots=True)
class Salience:
    """What is known of a document's sentences, by their place in reading order."""

    prior: tuple[float, ...]
    words: tuple[int, ...]
    concepts: tuple[tuple[str, ...], ...]
    weights: dict[str, float]
    """What covering a concept for the first time is worth."""
    vectors: tuple[dict[str, float], ...]
    """Unit vectors of tf-idf."""

    def cosine(self, one: int, other: int) -> float:
        """Return how alike two sentences are, 0 to 1."""
        return dot(self.vectors[one], self.vectors[other])


def dot(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the inner product of two sparse vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


@dataclass(frozen=True, slots=True)
class Weights:
    """The linear prior, set by hand and by measuring on news and on thirteen other genres."""

    first: float = 0.5
    """Being early in the document."""
    opens_part: float = 0.35
    opens_block: float = 0.1
    before: float = -0.3
    """Resembling what came before: repetition."""
    after: float = 1.0
    """Resembling what comes after: announcing it."""
    title: float = 0.6
    frequency: float = 0.5
    question: float = -0.4
    first_person: float = -0.2
    quoted: float = -0.1
    short: float = -0.5
    coverage: float = 1.0


WEIGHTS = Weights()

_FIRST_PERSON = frozenset("i i'm i've i'd i'll me my we we're we've our us".split())
_SHORT = 6


def salience(
    placed: Sequence[Placed], title: str | None, language: str, weigh: Weights = WEIGHTS
) -> Salience:
    """Return the salience of sentences given in reading order."""
    bags = [terms(one.sentence.text, language) for one in placed]
    words = tuple(count_words(one.sentence.text) for one in placed)
    spread = Counter(term for bag in bags for term in dict.fromkeys(bag.single))
    vectors = tuple(_vector(bag, spread, len(bags)) for bag in bags)
    before, after = _centralities(vectors)
    frequency = _frequencies(bags)
    heading = terms(title or "", language)
    prior = tuple(
        weigh.first / (1.0 + 0.3 * rank)
        + weigh.opens_part * (one.in_part == 0)
        + weigh.opens_block * (one.in_block == 0)
        + weigh.before * before[rank]
        + weigh.after * after[rank]
        + weigh.title * _overlap(heading, bags[rank])
        + weigh.frequency * frequency[rank]
        + _manner(one.sentence.text, words[rank], weigh)
        for rank, one in enumerate(placed)
    )
    weights = _concept_weights(bags, spread, weigh.coverage)
    concepts = tuple(
        tuple(term for term in dict.fromkeys(bag.single + bag.pairs) if term in weights)
        for bag in bags
    )
    return Salience(prior, words, concepts, weights, vectors)


def _vector(bag: Terms, spread: Counter[str], sentences: int) -> dict[str, float]:
    vector = {
        term: count * math.log(1.0 + sentences / spread[term])
        for term, count in Counter(bag.single).items()
    }
    norm = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / norm for term, weight in vector.items()}


def _centralities(vectors: Sequence[dict[str, float]]) -> tuple[list[float], list[float]]:
    """Return each sentence's likeness to all before and to all after it, highest 1."""
    before = _running(vectors)
    after = _running(vectors[::-1])[::-1]
    highest = max((one + other for one, other in zip(before, after, strict=True)), default=0.0)
    scale = 1.0 / highest if highest > 0 else 0.0
    return [value * scale for value in before], [value * scale for value in after]


def _running(vectors: Iterable[dict[str, float]]) -> list[float]:
    total: dict[str, float] = {}
    likeness = []
    for vector in vectors:
        likeness.append(dot(vector, total))
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return likeness


def _frequencies(bags: Sequence[Terms]) -> list[float]:
    """Return each sentence's mean term frequency in the document, highest 1."""
    counts = Counter(term for bag in bags for term in bag.single)
    means = [
        sum(counts[term] for term in bag.single) / len(bag.single) if bag.single else 0.0
        for bag in bags
    ]
    highest = max(means, default=0.0) or 1.0
    return [mean / highest for mean in means]


def _overlap(heading: Terms, bag: Terms) -> float:
    known = set(heading.single)
    return len(known & set(bag.single)) / len(known) if known else 0.0


def _manner(text: str, words: int, weigh: Weights) -> float:
    opening = {word.strip("“\"'‘").lower() for word in text[:400].split()}
    return (
        weigh.question * text.rstrip("”\"' ").endswith(("?", "？", "؟"))
        + weigh.first_person * (not opening.isdisjoint(_FIRST_PERSON))
        + weigh.quoted * any(mark in text for mark in '“"«「')
        + weigh.short * (words < _SHORT)
    )


def _concept_weights(
    bags: Sequence[Terms], spread: Counter[str], coverage: float
) -> dict[str, float]:
    """Return the worth of each word and pair that comes back; a sentence holds ``coverage``."""
    counts = Counter(pair for bag in bags for pair in bag.pairs)
    counts.update(spread)
    weights = {
        concept: math.log2(count) * (1.5 if " " in concept else 1.0)
        for concept, count in counts.items()
        if count > 1
    }
    held = sum(weight * counts[concept] for concept, weight in weights.items())
    scale = coverage * len(bags) / held if held else 0.0
    return {concept: scale * weight for concept, weight in weights.items()}
