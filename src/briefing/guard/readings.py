"""What a figure may mean: readings, and the figure that has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from briefing.guard.forms.units import MONEY, SHARES
from briefing.guard.numerals import Value

FigureKind = Literal["number", "date", "money", "percent", "unit"]


class Reading(NamedTuple):
    """One meaning of a figure: a value and what it counts.

    ``unit`` is a unit of ``forms.units``, nothing for a bare number, or one of ``@ordinal``,
    ``@fraction`` (over, under), ``@decade``, ``@date`` (year, month, day; ``None`` where unsaid),
    ``@weekday`` (Monday is 0), ``@clock`` (minute of the day), ``@clock12`` (of half a day, when
    nobody says which half) and ``@as`` (the signs as they stand).
    """

    unit: str
    value: tuple[str | int | None, ...]


_TIMES = frozenset(("@date", "@weekday", "@clock", "@clock12", "@decade"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: what it may mean, and where it stands in the folded text."""

    readings: tuple[Reading, ...]
    start: int
    end: int
    value: Value | None = None
    """The number before its scale, for what its neighbours take from it."""
    scale: int = 0
    unit: str = ""
    spelled: bool = False

    @property
    def kind(self) -> FigureKind:
        """What a person would call it."""
        unit = self.readings[0].unit
        if unit in _TIMES:
            return "date"
        if unit in MONEY:
            return "money"
        if unit in SHARES:
            return "percent"
        return "unit" if unit and unit[0] != "@" else "number"

    def also(self, *readings: Reading) -> Figure:
        """Return the figure with further readings."""
        return replace(self, readings=tuple(dict.fromkeys(self.readings + readings)))
