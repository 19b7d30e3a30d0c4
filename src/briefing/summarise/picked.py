"""What is picked of a document so far, what that says, and what others would add to it."""

from __future__ import annotations

import math
from collections import defaultdict

from briefing.summarise.candidates import Pieces
from briefing.summarise.salience import Salience
from briefing.summarise.weights import Weights

Pick = tuple[int, ...]
"""Candidates that are picked together: the last one, and those it leans on."""

_STRICT = 0.75


class Picked:
    """The candidates picked so far."""

    def __init__(self, pieces: Pieces, known: Salience, weights: Weights) -> None:
        """Begin with nothing picked."""
        self.pieces = pieces
        self.longest_chain = 0
        """A sentence that leans on more pieces than this is not worth what comes with it."""
        self.kept: set[int] = set()
        self.opened: set[int] = set()
        """The parts of which something is picked."""
        self.words = 0
        """Of the sentences picked and of the questions they answer."""
        self.asked_words = 0
        """Of those, the words of questions and answers."""
        self._known = known
        self._prior = [
            sum(weight * seen for weight, seen in zip(weights.prior, features, strict=True))
            for features in known.features
        ]
        self._worth = {one: weights.coverage * worth for one, worth in known.worth.items()}
        self._power = weights.length_power
        self._covered: set[str] = set()
        self._said: defaultdict[str, list[int]] = defaultdict(list)
        self._leaning: defaultdict[int, list[int]] = defaultdict(list)
        for number, candidate in enumerate(pieces.candidates):
            if candidate.leans is not None:
                self._leaning[candidate.leans].append(number)

    def chain(self, number: int) -> Pick:
        """Return the candidates still to be picked so that ``number`` can be, it being the last.

        Nothing when they are too many.
        """
        chain: list[int] = []
        at: int | None = number
        while at is not None and at not in self.kept:
            chain.append(at)
            if len(chain) > self.longest_chain:
                return ()
            at = self.pieces.candidates[at].leans
        return tuple(reversed(chain))

    def is_asked(self, number: int) -> bool:
        """Return whether a candidate is of an answer."""
        return self.pieces.parts[self.pieces.candidates[number].part].kind == "question"

    def cost(self, chain: Pick) -> int:
        """Return the words of ``chain``."""
        return sum(self.pieces.candidates[number].words for number in chain)

    def score(self, chain: Pick) -> float:
        """Return the gain of picking ``chain``, over its length."""
        candidates = self.pieces.candidates
        ranks = [rank for number in chain for rank in candidates[number].ranks]
        gain = sum(self._prior[rank] for rank in ranks) / len(ranks)
        concepts = self._known.concepts
        fresh = dict.fromkeys(one for rank in ranks for one in concepts[rank])
        gain += sum(self._worth[one] for one in fresh if one not in self._covered)
        return gain / math.pow(max(self.cost(chain), 1), self._power)

    def said(self, chain: Pick, alike: float) -> tuple[int, int] | None:
        """Return one of ``chain`` and the place of a sentence picked that says the same.

        ``alike`` is the cosine from which on two sentences do. Where it is high, other figures
        make another sentence, and one of a word or two, such as "Yes.", may be said again.
        """
        for number in chain:
            for rank in self.pieces.candidates[number].ranks:
                others = dict.fromkeys(
                    other for term in self._known.signature(rank) for other in self._said[term]
                )
                for other in others:
                    if self._known.cosine(rank, other) > alike and (
                        alike < _STRICT or self._known.tell_the_same(rank, other)
                    ):
                        return number, other
        return None

    def take(self, chain: Pick) -> None:
        """Pick the candidates of ``chain``."""
        for number in chain:
            candidate = self.pieces.candidates[number]
            words = candidate.words
            if self.is_asked(number):
                if candidate.part not in self.opened:
                    words += self.pieces.parts[candidate.part].head_words
                self.asked_words += words
            self.words += words
            self.kept.add(number)
            self.opened.add(candidate.part)
            for rank in candidate.ranks:
                self._covered.update(self._known.concepts[rank])
                for term in self._known.signature(rank):
                    self._said[term].append(rank)

    def followers(self, chain: Pick) -> list[int]:
        """Return what leans on one of ``chain`` and is not picked."""
        return sorted(
            {one for kept in chain for one in self._leaning[kept] if one not in self.kept}
        )
