"""The choice: how much of a document's order a budget takes.

The longest beginning of the order that fits, then what fits best of what comes soon after. So a
longer budget keeps what a shorter one chose, but for what filled its last gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from briefing.summarise.budget import Budget
from briefing.summarise.candidates import Pieces
from briefing.summarise.order import Order, Pick

_SOON = 40
"""Of so many picks after the first that does not fit those are taken that meet a length."""
_TRIPLES = 16
"""Three at a time are tried of the first so many."""
_SWAPS = 10
"""Of so many of the last picks one or two may be given up for others that meet a length."""


class Costs:
    """What the sentences and heads of a document cost of budgets that count the same."""

    def __init__(self, pieces: Pieces, budget: Budget) -> None:
        """Work out nothing yet."""
        self._pieces = pieces
        self._budget = budget
        self._following: list[int | None] = [None] * len(pieces.tellings)
        self._alone: list[int | None] = [None] * len(pieces.tellings)
        self._heads: list[int | None] = [None] * len(pieces.parts)

    def are_for(self, budget: Budget) -> bool:
        """Return whether ``budget`` counts the same."""
        return self._budget.cost == budget.cost and self._budget.head == budget.head

    def sentence(self, rank: int, *, alone: bool) -> int:
        """Return what a sentence costs."""
        known = self._alone if alone else self._following
        cost = known[rank]
        if cost is None:
            told = self._pieces.tellings[rank]
            cost = known[rank] = self._budget.cost(told.alone if alone else told.following)
        return cost

    def head(self, part: int) -> int:
        """Return what the heading or question of a part costs."""
        cost = self._heads[part]
        if cost is None:
            head = self._pieces.parts[part].head
            cost = self._heads[part] = self._budget.head(head.text) if head else 0
        return cost


class Tally:
    """What is kept, and what it costs."""

    def __init__(self, pieces: Pieces, costs: Costs) -> None:
        """Begin with nothing."""
        self.kept: set[int] = set()
        self.told: set[int] = set()
        """The places of the sentences kept."""
        self.spent = 0
        self._pieces = pieces
        self._costs = costs
        self._opened: dict[int, int] = {}

    def is_alone(self, rank: int) -> bool:
        """Return whether the sentence before is not told, or belongs to another part."""
        owner = self._pieces.owner
        return rank - 1 not in self.told or owner[rank - 1] != owner[rank]

    def words_of(self, rank: int) -> str:
        """Return the words in which a sentence is told."""
        told = self._pieces.tellings[rank]
        return told.alone if self.is_alone(rank) else told.following

    def keep(self, pick: Iterable[int]) -> None:
        """Keep the candidates of ``pick``."""
        for number in pick:
            candidate = self._pieces.candidates[number]
            if number in self.kept:
                continue
            self.kept.add(number)
            if not self._opened.get(candidate.part):
                self.spent += self._costs.head(candidate.part)
            self._opened[candidate.part] = self._opened.get(candidate.part, 0) + 1
            self.spent -= self._after(candidate.ranks)
            self.told.update(candidate.ranks)
            self.spent += self._of(candidate.ranks) + self._after(candidate.ranks)

    def drop(self, pick: Iterable[int]) -> None:
        """Keep the candidates of ``pick`` no longer."""
        for number in pick:
            candidate = self._pieces.candidates[number]
            self.kept.remove(number)
            self._opened[candidate.part] -= 1
            if not self._opened[candidate.part]:
                self.spent -= self._costs.head(candidate.part)
            self.spent -= self._of(candidate.ranks) + self._after(candidate.ranks)
            self.told.difference_update(candidate.ranks)
            self.spent += self._after(candidate.ranks)

    def _of(self, ranks: Sequence[int]) -> int:
        return sum(self._costs.sentence(rank, alone=self.is_alone(rank)) for rank in ranks)

    def _after(self, ranks: Sequence[int]) -> int:
        """Return what the sentence after ``ranks`` costs, if it is told."""
        following = ranks[-1] + 1
        return self._of((following,)) if following in self.told else 0

    def price(self, pick: Pick) -> int:
        """Return what ``pick`` would add to what is spent."""
        before = self.spent
        added = [one for one in pick if one not in self.kept]
        self.keep(added)
        price = self.spent - before
        self.drop(added)
        return price

    def stands(self, pick: Pick) -> bool:
        """Return whether all that ``pick`` leans on is kept or comes with it, and it is new."""
        candidates = self._pieces.candidates
        leans = (candidates[one].leans for one in pick)
        return self.kept.isdisjoint(pick) and all(
            one is None or one in self.kept or one in pick for one in leans
        )

    def is_whole(self) -> bool:
        """Return whether all that what is kept leans on is kept."""
        leans = (self._pieces.candidates[one].leans for one in self.kept)
        return all(one is None or one in self.kept for one in leans)


def choose(pieces: Pieces, order: Order, budget: Budget, costs: Costs) -> tuple[Tally, int]:
    """Return what is kept within ``budget``, and how many picks of the order were looked at.

    However small the budget, the shortest candidate that stands alone is kept, if there is any.
    """
    tally = Tally(pieces, costs)
    taken: list[Pick] = []
    while pick := order.pick(len(taken)):
        tally.keep(pick)
        if tally.spent > budget.size:
            tally.drop(pick)
            break
        taken.append(pick)
    soon = order.soon(len(taken))
    reach = len(taken) + len(soon)
    if budget.slack and taken:
        later = [one for at in range(_SOON) if (one := order.pick(len(taken) + at))]
        reach = len(taken) + len(later)
        _land(tally, taken, later, budget)
    for pick in soon:
        if tally.stands(pick) and tally.price(pick) <= budget.size - tally.spent:
            tally.keep(pick)
    if not tally.kept and pieces.candidates:
        tally.keep((_least(pieces),))
    return tally, reach


def _land(tally: Tally, taken: Sequence[Pick], later: Sequence[Pick], budget: Budget) -> None:
    """Add to ``tally`` or swap its last picks so that it costs what is asked, if that can be."""
    best: tuple[Sequence[Pick], Sequence[Pick]] = ((), ())
    least = budget.size - tally.spent
    for given_up in _to_give_up(taken):
        if least <= budget.slack:
            break
        for pick in given_up:
            tally.drop(pick)
        if tally.is_whole():
            added = _filling(tally, [pick for pick in later if pick not in given_up], budget)
            for pick in added:
                tally.keep(pick)
            left = budget.size - tally.spent
            for pick in reversed(added):
                tally.drop(pick)
            if 0 <= left < least:
                least, best = left, (given_up, added)
        for pick in reversed(given_up):
            tally.keep(pick)
    for pick in best[0]:
        tally.drop(pick)
    for pick in best[1]:
        tally.keep(pick)


def _to_give_up(taken: Sequence[Pick]) -> Iterator[tuple[Pick, ...]]:
    """Yield what may go so that others fit: nothing, one of the last picks, then two."""
    last = taken[: -_SWAPS - 1 : -1]
    yield ()
    yield from ((pick,) for pick in last)
    yield from combinations(last, 2)


def _filling(tally: Tally, later: Sequence[Pick], budget: Budget) -> list[Pick]:
    """Return one to three of ``later`` that fill what is left, the first that do; or the fullest.

    Prices are added up as if the picks did not touch, which is close; the caller counts again.
    """
    room = budget.size - tally.spent
    priced = [(tally.price(pick), pick) for pick in later if tally.stands(pick)]
    priced = [(price, pick) for price, pick in priced if price <= room]
    fullest, filling = -1, []
    for many, reach in ((1, len(priced)), (2, len(priced)), (3, _TRIPLES)):
        for group in _earliest_first(priced[:reach], many):
            total = sum(price for price, _ in group)
            if fullest < total <= room:
                fullest, filling = total, [pick for _, pick in group]
                if total >= room - budget.slack:
                    return filling
    return filling


def _earliest_first(
    priced: Sequence[tuple[int, Pick]], many: int
) -> Iterator[tuple[tuple[int, Pick], ...]]:
    """Yield groups of ``many``, those whose last stands early first."""
    for last in range(many - 1, len(priced)):
        for group in combinations(priced[:last], many - 1):
            yield (*group, priced[last])


def _least(pieces: Pieces) -> int:
    """Return the shortest piece that stands alone; the first one of a document always does."""
    alone = [number for number, one in enumerate(pieces.candidates) if one.leans is None]
    return min(alone, key=lambda number: (pieces.candidates[number].words, number))
