"""What joined figures share: in 5 to 7 km five has kilometres, in $2-3 million three is money."""

from __future__ import annotations

import re

from briefing.guard.calendar import dated
from briefing.guard.forms.units import MONEY
from briefing.guard.numerals import whole_number
from briefing.guard.readings import Figure, Reading

_JOINING = frozenset(
    """- / , and or to through until und oder bis et ou a y o e ed en of tot do lub u i by x from
    between versus vs""".split()
)


def with_neighbours(text: str, found: list[Figure]) -> tuple[Figure, ...]:
    """Return figures with what joined ones share: 5 to 7 km, $2-3 million, 3, 4 and 5 March."""
    for at in range(len(found) - 2, -1, -1):
        if _joined(text, found[at], found[at + 1]):
            found[at] = _from_right(found[at], found[at + 1])
    for at in range(1, len(found)):
        comma = "," in text[found[at - 1].end : found[at].start]
        if _joined(text, found[at - 1], found[at]) and not comma:
            found[at] = _from_left(found[at - 1], found[at])
    return tuple(found)


def _joined(text: str, one: Figure, other: Figure) -> bool:
    if other.start - one.end > 12:
        return False
    between = text[one.end : other.start].strip().casefold()
    return between != "" and all(part in _JOINING for part in re.findall(r"\w+|\S", between))


def _from_right(one: Figure, other: Figure) -> Figure:
    if one.value is None or one.scale or (one.unit and one.unit not in MONEY):
        return one
    date = next((reading for reading in other.readings if reading.unit == "@date"), None)
    day = whole_number(one.value)
    if date and not one.unit and day and day <= 31 and date.value[2]:
        return one.also(Reading("@date", (*date.value[:2], day)))
    if other.value is None or (one.unit and other.unit not in ("", one.unit)):
        return one
    if not other.unit and not other.scale:
        return one
    unit = other.unit or one.unit
    readings = [Reading(unit, one.value.times(other.scale)), Reading(unit, one.value)]
    return one.also(*readings)


def _from_left(one: Figure, other: Figure) -> Figure:
    if other.value is None or other.unit:
        return other
    date = next((reading for reading in one.readings if reading.unit == "@date"), None)
    day = whole_number(other.value)
    if date and not other.scale and day and day <= 31 and date.value[2]:
        return other.also(dated(None, date.value[1], day))  # type: ignore[arg-type]  # a month
    if one.unit in MONEY:
        return other.also(Reading(one.unit, other.value.times(other.scale)))
    return other
