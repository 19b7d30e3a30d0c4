"""The choice: which candidates are kept within a number of words.

Greedy by gain over length to the power 0.3 (Lin and Bilmes, "Multi-document summarization via
budgeted maximization of submodular functions", 2010), lazily (Minoux, 1978): a gain that was not
recomputed can only be too high, so most never are.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Literal

from briefing.summarise.candidates import Candidate, Part
from briefing.summarise.salience import Salience

LENGTH_POWER = 0.3
ALIKE = 0.5
"""Two sentences with a higher cosine say the same thing ..."""
VERY_ALIKE = 0.8
"""... and with one above this, in the same words."""
_LONGEST_CHAIN = 4
"""A sentence that leans on more pieces than this is not worth what comes with it."""
_SIGNATURE = 6
"""Sentences that are alike share one of their so many weightiest terms."""

Refusal = Literal["leans", "repeats"]


class Choice:
    """Candidates kept so far, and what is already said by them."""

    def __init__(
        self, parts: Sequence[Part], candidates: Sequence[Candidate], salience: Salience
    ) -> None:
        """Begin with nothing kept."""
        self.kept: set[int] = set()
        self.opened: set[int] = set()
        """Parts of which something is kept."""
        self.words = 0
        self.refused: dict[int, Refusal] = {}
        self._parts = parts
        self._candidates = candidates
        self._salience = salience
        self._covered: set[str] = set()
        self._said: defaultdict[str, list[int]] = defaultdict(list)
        self._leaning: defaultdict[int, list[int]] = defaultdict(list)
        for number, candidate in enumerate(candidates):
            if candidate.leans is not None:
                self._leaning[candidate.leans].append(number)

    def chain(self, number: int) -> tuple[int, ...]:
        """Return the candidates still to be kept so that ``number`` can be, it being the last.

        Nothing when they are too many.
        """
        chain: list[int] = []
        at: int | None = number
        while at is not None and at not in self.kept:
            chain.append(at)
            if len(chain) > _LONGEST_CHAIN:
                return ()
            at = self._candidates[at].leans
        return tuple(reversed(chain))

    def cost(self, chain: Sequence[int]) -> int:
        """Return the words ``chain`` would add, heads of newly opened parts included."""
        opening = {self._candidates[number].part for number in chain} - self.opened
        return sum(self._candidates[number].words for number in chain) + sum(
            self._parts[part].head_words for part in opening
        )

    def score(self, chain: Sequence[int]) -> float:
        """Return the gain of keeping ``chain``, over its length."""
        ranks = [rank for number in chain for rank in self._candidates[number].ranks]
        words = sum(self._candidates[number].words for number in chain)
        fresh = {concept for rank in ranks for concept in self._salience.concepts[rank]}
        worth = self._salience.weights
        gain = sum(self._salience.prior[rank] for rank in ranks) / len(ranks)
        gain += sum(sorted(worth[concept] for concept in fresh - self._covered))
        return gain / math.pow(max(words, 1), LENGTH_POWER)

    def repeats(self, number: int, alike: float = ALIKE) -> bool:
        """Return whether a kept sentence says nearly the same as one of this candidate's."""
        for rank in self._candidates[number].ranks:
            others = {other for term in self._signature(rank) for other in self._said[term]}
            if any(self._salience.cosine(rank, other) > alike for other in others):
                return True
        return False

    def take(self, chain: Sequence[int]) -> None:
        """Keep the candidates of ``chain``."""
        self.words += self.cost(chain)
        for number in chain:
            self.kept.add(number)
            self.opened.add(self._candidates[number].part)
            self.refused.pop(number, None)
            for rank in self._candidates[number].ranks:
                self._covered.update(self._salience.concepts[rank])
                for term in self._signature(rank):
                    self._said[term].append(rank)

    def open(self, part: int, pool: Sequence[int], words: int) -> None:
        """Keep the best of ``pool``, the candidates of ``part``, that fits within ``words``.

        What was said in the same words already is kept only if the part holds nothing else.
        """
        if part in self.opened:
            return
        chains = [chain for number in pool if (chain := self.chain(number))]
        fitting = [chain for chain in chains if self.cost(chain) <= words]
        fitting.sort(key=self.score, reverse=True)
        news = (chain for chain in fitting if not self.repeats(chain[-1], VERY_ALIKE))
        if fitting:
            self.take(next(news, fitting[0]))

    def fill(self, pool: Collection[int], words: int, alike: float = ALIKE) -> None:
        """Keep the best of ``pool`` while they fit within ``words``, repeating nothing."""
        limit = self.words + words
        allowed = set(pool)
        heap: list[tuple[float, int]] = []
        for number in sorted(allowed - self.kept):
            self._push(heap, number)
        while heap:
            stale, number = heapq.heappop(heap)
            chain = self.chain(number)
            if number in self.kept or not chain or not allowed.issuperset(chain):
                continue
            score = -self.score(chain)
            if heap and score > stale and (score, number) > heap[0]:
                heapq.heappush(heap, (score, number))
                continue
            if self.words + self.cost(chain) > limit:
                continue
            if any(self.repeats(one, alike) for one in chain):
                self.refused[number] = "repeats"
                continue
            self.take(chain)
            for follower in sorted({one for kept in chain for one in self._leaning[kept]}):
                if follower in allowed and follower not in self.kept:
                    self._push(heap, follower)

    def _push(self, heap: list[tuple[float, int]], number: int) -> None:
        chain = self.chain(number)
        if chain:
            heapq.heappush(heap, (-self.score(chain), number))
        else:
            self.refused[number] = "leans"

    def _signature(self, rank: int) -> list[str]:
        vector = self._salience.vectors[rank]
        return sorted(vector, key=lambda term: (-vector[term], term))[:_SIGNATURE]
