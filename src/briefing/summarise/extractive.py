"""The default summariser: it keeps the source's own sentences, and rewrites none.

Each document has one order in which its sentences are picked (``order``); a budget takes as much of
it as fits (``choice``). What is kept is told in the source's order, worded as a newsreader would.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from briefing.model import Address, Document, Story
from briefing.summarise.budget import Budget
from briefing.summarise.candidates import take_apart
from briefing.summarise.choice import Costs, Tally, choose
from briefing.summarise.entire import SAYS_AGAIN, entire, head_reason, worded_of
from briefing.summarise.order import Order
from briefing.summarise.profile import Profile, profile_of
from briefing.summarise.salience import Salience, salience
from briefing.summarise.story import laid_out, story_cost
from briefing.summarise.weights import Weights, weights_for

LEANS = "leans on sentences that are cut"

_AT_HAND = 32
"""So many documents are remembered: a run tells few, again and again."""


class ExtractiveSummariser:
    """Keeps whole sentences, chosen within a budget, in the source's order."""

    name = "extractive"

    def __init__(
        self,
        weights: Callable[[Profile], Weights] = weights_for,
        profile: Callable[[Document], Profile] = profile_of,
    ) -> None:
        """Weigh the features of a sentence by ``weights`` of the document's ``profile``."""
        self._weights = weights
        self._profile = profile
        self._known: dict[int, _Known] = {}

    def summarise(self, document: Document, budget: Budget) -> Story:
        """Return the story of ``document`` within ``budget``.

        A document that fits is kept whole, but for what it says twice word for word. However small
        the budget, the title and one piece of the text are kept, if there is any.
        """
        known = self._of(document)
        if known.whole_cost(budget) <= budget.size:
            return known.whole
        return known.within(budget)

    def _of(self, document: Document) -> _Known:
        known = self._known.get(id(document))
        if known is None or known.document is not document:
            if len(self._known) >= _AT_HAND:
                del self._known[next(iter(self._known))]
            weights = self._weights(self._profile(document))
            known = self._known[id(document)] = _Known(document, weights)
        return known


class _Known:
    """A document, and what was worked out of it so far."""

    def __init__(self, document: Document, weights: Weights) -> None:
        self.document = document
        self.pieces = take_apart(document)
        self.whole = entire(document, self.pieces)
        self._weights = weights
        self._orders: dict[bool, Order] = {}
        self._costs: Costs | None = None
        self._whole_cost = 0

    def _costs_for(self, budget: Budget) -> Costs:
        if self._costs is None or not self._costs.are_for(budget):
            self._costs = Costs(self.pieces, budget)
            self._whole_cost = story_cost(self.whole, budget)
        return self._costs

    def whole_cost(self, budget: Budget) -> int:
        """Return what the whole document costs."""
        self._costs_for(budget)
        return self._whole_cost

    @cached_property
    def salience(self) -> Salience:
        """What is known of the document's sentences."""
        title = self.document.title.text if self.document.title else None
        return salience(self.pieces.placed, title, self.document.language)

    def order(self, *, staged: bool) -> Order:
        """Return the order of the document's picks."""
        if staged not in self._orders:
            self._orders[staged] = Order(self.pieces, self.salience, self._weights, staged=staged)
        return self._orders[staged]

    def within(self, budget: Budget) -> Story:
        """Return the story within ``budget``, which the whole does not fit."""
        costs = self._costs_for(budget)
        order = self.order(staged=not costs.are_all_alike())
        tally, reach = choose(self.pieces, order, budget, costs)
        return self._story(tally, order, reach, budget)

    def _story(self, tally: Tally, order: Order, reach: int, budget: Budget) -> Story:
        placed = self.pieces.placed
        title = self.document.title
        kept = {placed[rank].sentence.address for rank in tally.told}
        parts = {self.pieces.owner[rank] for rank in tally.told}
        kept |= {
            head.address
            for number, part in enumerate(self.pieces.parts)
            if number in parts and (head := part.head)
        } or set(self._outline(budget) if not tally.told else ())
        if title:
            kept.add(title.address)
        worded = worded_of(self.pieces, tally.told)
        return laid_out(self.document, kept, self._reasons(tally, order, reach, parts), worded)

    def _outline(self, budget: Budget) -> list[Address]:
        """Return the first heads that fit, one at least: a document may hold nothing else."""
        kept: list[Address] = []
        room = budget.size
        for part in self.pieces.parts:
            if part.head:
                room -= budget.head(part.head.text)
                if room >= 0 or not kept:
                    kept.append(part.head.address)
        return kept

    def _reasons(
        self, tally: Tally, order: Order, reach: int, opened: set[int]
    ) -> dict[Address, str]:
        """Return why what is not kept is not, for heads and for sentences that do not just cost."""
        reasons = {}
        for number, part in enumerate(self.pieces.parts):
            if part.head:
                reasons[part.head.address] = head_reason(part)
                if number not in opened and part.kind != "question":
                    cut = (one.address for block in part.blocks for one in block.sentences)
                    reasons.update(dict.fromkeys(cut, "its section is cut to length"))
        placed = self.pieces.placed
        for number, refusal in order.refused.items():
            if number in tally.kept or refusal.place > reach:
                continue
            if refusal.repeats is None:
                why = LEANS
            elif refusal.repeats in tally.told:
                why = SAYS_AGAIN.format(placed[refusal.repeats].sentence.address)
            else:
                continue
            for rank in self.pieces.candidates[number].ranks:
                reasons[placed[rank].sentence.address] = why
        return reasons
