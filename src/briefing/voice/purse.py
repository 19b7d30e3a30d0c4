"""The purse: what a run may spend on speech, and whether a person agreed to it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from briefing.errors import UsageError
from briefing.voice.engine import Estimate


@dataclass(frozen=True, slots=True)
class Purse:
    """What a run may spend. It remembers what it was asked for; nothing is spent unasked."""

    ask: Callable[[str], bool]
    """Asks a person a question to be answered with yes or no."""
    agreed: bool = False
    """Whether a person said beforehand that nobody need be asked."""
    most: float | None = None
    """The most that may be spent; ``None`` where only the person's word counts."""
    _spent: dict[str, float] = field(default_factory=dict, compare=False)
    """By engine. An engine in it was agreed to."""

    def foresee(self, engine: str, estimate: Estimate) -> None:
        """Ask for what a run of ``engine`` is going to take, unless it is free or was agreed to.

        Raises ``UsageError`` when it is too much, or nobody agreed.
        """
        if estimate.cost == 0.0 or engine in self._spent:
            return
        self._within(engine, estimate)
        if not (self.agreed or self.most is not None or self.ask(_question(engine, estimate))):
            raise UsageError(
                f"Nobody agreed to it: {_told(engine, estimate)}.",
                where=engine,
                remedy="Give --yes, or --max-cost with the most it may cost.",
            )
        self._spent[engine] = 0.0

    def spend(self, engine: str, estimate: Estimate) -> None:
        """Take what speaking is going to cost now, asking first if nobody agreed yet.

        Raises ``UsageError`` before it gets too much.
        """
        if not estimate.requests or estimate.cost == 0.0:
            return
        self.foresee(engine, estimate)
        self._within(engine, estimate)
        self._spent[engine] += estimate.cost or 0.0

    def _within(self, engine: str, estimate: Estimate) -> None:
        if self.most is None:
            return
        if estimate.cost is None:
            raise UsageError(
                "No price is known, so nobody can say whether it costs too much.",
                where=engine,
                remedy=f"Set engines.{engine}.price, for a million characters, or give --yes.",
            )
        total = sum(self._spent.values()) + estimate.cost
        if total > self.most:
            raise UsageError(
                f"It would cost about {_money(total)}, more than {_money(self.most)}: "
                f"{_told(engine, estimate)}.",
                where=engine,
                remedy="Give a higher --max-cost, or ask for less.",
            )


def _question(engine: str, estimate: Estimate) -> str:
    return f"{_told(engine, estimate)}. Go on?"


def _told(engine: str, estimate: Estimate) -> str:
    cost = (
        "at a price unknown here" if estimate.cost is None else f"for about {_money(estimate.cost)}"
    )
    return (
        f"{engine} is going to speak {estimate.characters:,} characters "
        f"in {estimate.requests} requests, {cost}"
    )


def _money(amount: float) -> str:
    """Return an amount with two decimals, or with more if it is so little that they say nothing."""
    decimals = 1 - math.floor(math.log10(amount)) if 0 < amount < 0.1 else 2
    return f"{amount:.{decimals}f}"
