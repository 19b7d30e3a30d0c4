"""The choice: how much of a document's order a budget takes.

The longest beginning of the order that fits, then what fits best of what comes soon after. So a
longer budget keeps what a shorter one chose, but for what filled its last gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from briefing.summarise.budget import Budget
from briefing.summarise.candidates import Pieces
from briefing.summarise.order import Order
from briefing.summarise.picked import Pick

_SOON = (12, 40)
"""Of so many picks after the first that does not fit those are taken that meet a length; of more
if none of the first do."""
_TRIPLES = 16
"""Three at a time are tried of the first so many."""
_SWAPS = 10
"""Some of so many of the last picks may be given up for others that meet a length, ..."""
_SWAPS_FOR_FEW = 30
_FEW = 8
"""... or of so many where no more than this are left to take their place."""


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

    def are_all_alike(self) -> bool:
        """Return whether every sentence costs the same, so that lengths play no part."""
        many = range(len(self._pieces.tellings))
        return len({self.sentence(rank, alone=False) for rank in many}) <= 1

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
        alone = self._pieces.is_alone
        return sum(self._costs.sentence(rank, alone=alone(rank, self.told)) for rank in ranks)

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
    for many in _SOON if budget.slack and taken else ():
        later = [one for at in range(many) if (one := order.pick(len(taken) + at))]
        reach = len(taken) + len(later)
        if _land(tally, taken, later, budget, at_best=many == _SOON[-1]):
            break
    for pick in soon:
        if tally.stands(pick) and tally.price(pick) <= budget.size - tally.spent:
            tally.keep(pick)
    if not tally.kept and pieces.candidates:
        tally.keep((_least(pieces),))
    order.pick(reach)  # what was refused up to there is known, whatever was asked before
    return tally, reach


def _land(
    tally: Tally, taken: Sequence[Pick], later: Sequence[Pick], budget: Budget, *, at_best: bool
) -> bool:
    """Add to ``tally`` or swap its last picks so that it costs what is asked; return whether so.

    Where it cannot be, nothing is changed, or with ``at_best`` what comes nearest is kept.
    """
    best: tuple[Sequence[Pick], Sequence[Pick]] = ((), ())
    least = budget.size - tally.spent
    for given_up in _to_give_up(taken, few=len(later) <= _FEW):
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
    if least <= budget.slack or at_best:
        for pick in best[0]:
            tally.drop(pick)
        for pick in best[1]:
            tally.keep(pick)
    return least <= budget.slack


def _to_give_up(taken: Sequence[Pick], *, few: bool) -> Iterator[tuple[Pick, ...]]:
    """Yield what may go so that others fit: nothing, one of the last picks, then more.

    Of ``few`` others more combinations are worth trying.
    """
    last = [pick for pick in reversed(taken) if len(pick) == 1 or few]
    yield ()
    for number in (1, 2):
        yield from combinations(last[: _SWAPS_FOR_FEW if few else _SWAPS], number)
    for number in (3, 4) if few else ():
        yield from combinations(last[:_SWAPS], number)


def _filling(tally: Tally, later: Sequence[Pick], budget: Budget) -> list[Pick]:
    """Return one to three of ``later`` that fill what is left, those that stand early; or the most.

    Prices are added up as if the picks did not touch, which is close; the caller counts again.
    """
    room = budget.size - tally.spent
    priced = [(tally.price(pick), pick) for pick in later if tally.stands(pick)]
    priced = [(price, pick) for price, pick in priced if price <= room]
    fullest, filling = 0, list[Pick]()
    for group in _earliest_first(priced):
        total = sum(price for price, _ in group)
        if fullest < total <= room:
            fullest, filling = total, [pick for _, pick in group]
            if total >= room - budget.slack:
                break
    return filling


def _earliest_first(
    priced: Sequence[tuple[int, Pick]],
) -> Iterator[tuple[tuple[int, Pick], ...]]:
    """Yield groups of one to three, those whose last one stands early first."""
    for last, one in enumerate(priced):
        yield (one,)
        yield from ((other, one) for other in priced[:last])
        if last < _TRIPLES:
            yield from ((*others, one) for others in combinations(priced[:last], 2))


def _least(pieces: Pieces) -> int:
    """Return the shortest piece that stands alone; the first one of a document always does."""
    alone = [number for number, one in enumerate(pieces.candidates) if one.leans is None]
    return min(alone, key=lambda number: (pieces.candidates[number].words, number))
