"""Rhythm: how often a show appears, in a word or by a recurrence rule (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

FREQUENCIES = {
    "daily": ("FREQ=DAILY", "Daily"),
    "weekdays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"),
    "weekly": ("FREQ=WEEKLY", "Weekly"),
    "fortnightly": ("FREQ=WEEKLY;INTERVAL=2", "Every two weeks"),
    "monthly": ("FREQ=MONTHLY", "Monthly"),
    "yearly": ("FREQ=YEARLY", "Yearly"),
}
"""How often a show appears in a word, as a rule, and as apps show it."""

_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_DAY = "(MO|TU|WE|TH|FR|SA|SU)"
_ORDINAL = "[+-]?([1-9]|[1-4][0-9]|5[0-3])"

_PARTS = {
    "FREQ": "|".join(_UNITS),
    "INTERVAL": "[1-9][0-9]{0,2}",
    "UNTIL": "[0-9]{4}(0[1-9]|1[0-2])([0-2][0-9]|3[01])(T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z)?",
    "BYDAY": f"({_ORDINAL})?{_DAY}",
    "BYMONTHDAY": "[+-]?([1-9]|[12][0-9]|3[01])",
    "BYMONTH": "[1-9]|1[0-2]",
    "BYHOUR": "[0-9]|1[0-9]|2[0-3]",
    "BYSETPOS": _ORDINAL,
    "WKST": _DAY,
}
"""What a rule for a show may hold, and each part's values.

``COUNT`` is not among them: the podcast namespace wants the day the count begins with it.
"""

_LISTS = frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH", "BYHOUR", "BYSETPOS"})
_LONGEST_LIST = 31


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a show appears: as a rule, and as apps show it."""

    rule: str
    told: str


@lru_cache(maxsize=16)
def rhythm_of(asked: str) -> Rhythm | None:
    """Return the rhythm a setting asks for, ``None`` if it is neither a word nor a rule."""
    word = asked.strip().casefold()
    if word in FREQUENCIES:
        return Rhythm(*FREQUENCIES[word])
    rule = asked.strip().upper()
    parts = _parts(rule)
    return Rhythm(rule, _told(parts)) if parts else None


def _parts(rule: str) -> dict[str, str] | None:
    pairs = [part.partition("=") for part in rule.split(";")]
    parts = {name: value for name, _, value in pairs}
    if len(parts) < len(pairs) or pairs[0][0] != "FREQ":
        return None
    if not all(_fits(name, value) for name, value in parts.items()):
        return None
    frequency = parts["FREQ"]
    if frequency == "WEEKLY" and "BYMONTHDAY" in parts:
        return None
    if frequency in {"DAILY", "WEEKLY"} and re.search("[0-9]", parts.get("BYDAY", "")):
        return None  # the second Monday of what?
    return parts


def _fits(name: str, value: str) -> bool:
    values = value.split(",") if name in _LISTS else [value]
    known = _PARTS.get(name)
    return (
        known is not None
        and len(values) <= _LONGEST_LIST
        and all(re.fullmatch(known, one) for one in values)
    )


def _told(parts: dict[str, str]) -> str:
    """Return a rule in words: those of its parts that a listener asks about."""
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    days = [_DAYS[day] for day in parts.get("BYDAY", "").split(",") if day in _DAYS]
    listed = " and ".join(filter(None, (", ".join(days[:-1]), *days[-1:])))
    unit = _UNITS[frequency]
    if days and frequency in {"DAILY", "WEEKLY"}:
        return f"Every {listed}" if interval == 1 else f"Every {interval} {unit}s on {listed}"
    return frequency.capitalize() if interval == 1 else f"Every {interval} {unit}s"
