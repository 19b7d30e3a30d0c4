"""The order: one for each document, in which its candidates are picked whatever the budget.

Greedy by gain over length to a power (Lin and Bilmes, "Multi-document summarization via budgeted
maximization of submodular functions", 2010), worked out no further than it is asked for.

The order is laid in stages of so many words. What does not fit into a stage waits for the next, and
what fits goes first: so a budget that ends with a stage is filled, and keeps all that a shorter one
chose.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from briefing.summarise.candidates import Pieces
from briefing.summarise.picked import Pick, Picked
from briefing.summarise.pools import Pools
from briefing.summarise.salience import Salience
from briefing.summarise.weights import Weights

ALIKE = 0.5
"""Two sentences with a higher cosine say the same thing: the second comes after all others ..."""
VERY_ALIKE = 0.8
"""... and with one above this when nothing else is left ..."""
NEARLY_THE_SAME = 0.95
"""... and with one above this when only they are left ..."""
THE_SAME = 0.9999
"""... and with one above this, in the same content words, never."""
CHAIN = 4
"""A sentence is picked together with up to so many that it leans on ..."""
LAST_CHAIN = 40
"""... or up to so many when nothing else is left."""
STAGES = (60, 75, 100, 125, 150, 200, 250, 300, 375, 450, 600, 750, 950, 1200)
"""Words; then each a quarter more than the one before."""
_FURTHER = 1.25

_SOON = 12
"""No more picks than this are looked at to fill a gap."""


class Refusal(NamedTuple):
    """Why a candidate was passed over."""

    place: int
    """How many picks there were by then."""
    repeats: int | None
    """The place of the sentence it says again; ``None`` if it leans on too much."""


class Order:
    """The picks of a document, worked out as far as they are asked for."""

    def __init__(
        self, pieces: Pieces, known: Salience, weights: Weights, *, staged: bool = True
    ) -> None:
        """Begin with nothing picked; without stages, lengths play no part but in the gain."""
        self.refused: dict[int, Refusal] = {}
        """By candidate, the first refusal of each."""
        self._picks: list[Pick] = []
        self._stages: list[float] = []
        """Of each pick, the words of the stage it was picked for."""
        self._picked = Picked(pieces, known, weights)
        self._coming = self._all(self._limits() if staged else [math.inf])

    def pick(self, place: int) -> Pick | None:
        """Return the pick at ``place``, counted from 0; ``None`` if there are not so many."""
        while len(self._picks) <= place:
            following = next(self._coming, None)
            if following is None:
                return None
            stage, pick = following
            self._picks.append(pick)
            self._stages.append(stage)
        return self._picks[place]

    def soon(self, place: int) -> list[Pick]:
        """Return the picks from ``place`` on that may fill a gap: those of its stage, not many."""
        found: list[Pick] = []
        while len(found) < _SOON and (pick := self.pick(place + len(found))):
            if self._stages[place + len(found)] != self._stages[place]:
                break
            found.append(pick)
        return found

    def _all(self, limits: list[float]) -> Iterator[tuple[float, Pick]]:
        passes = (
            (ALIKE, CHAIN),
            (VERY_ALIKE, CHAIN),
            (NEARLY_THE_SAME, LAST_CHAIN),
            (THE_SAME, LAST_CHAIN),
        )
        for alike, longest in passes:
            self._picked.longest_chain = longest
            pools = Pools(self._picked, alike, self._refuse)
            for limit in limits:
                while chain := pools.best(limit):
                    self._picked.take(chain)
                    pools.follow(chain)
                    yield limit, chain

    def _refuse(self, number: int, repeats: int | None) -> None:
        self.refused.setdefault(number, Refusal(len(self._picks), repeats))

    def _limits(self) -> list[float]:
        """Return how many words each stage goes up to; the last holds everything."""
        everything = sum(one.words for one in self._picked.pieces.candidates)
        limits: list[float] = list(STAGES)
        while limits[-1] < everything:
            limits.append(math.ceil(limits[-1] * _FURTHER))
        return [*(one for one in limits if one < everything), math.inf]
