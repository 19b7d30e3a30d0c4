"""Times: clocks as feeds, chapters, captions and dates write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})(?:\.([0-9]{1,6}))?")
_RFC_2822 = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s+)?[0-9]{1,2}\s+"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+[0-9]{4}\s+"
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\s+(?:[+-][0-9]{4}|GMT|UT|[ECMP][SD]T)"
)
_IN_NOTES = re.compile(
    r"(?:^|>|\n)[ \t]{0,20}[(\[]?((?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2})[)\]]?[ \t]{1,20}(?=\S)"
)


def seconds(clock: str) -> float | None:
    """Return the seconds that ``HH:MM:SS.mmm``, ``MM:SS`` or a number says, else ``None``."""
    text = clock.strip()
    match = _CLOCK.fullmatch(text)
    if match is None:
        return float(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) else None
    hours, minutes, rest, part = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{part or 0}")


def moment(date: str) -> datetime | None:
    """Return the moment a feed's date says, if apps can make one of it, else ``None``.

    What has no zone, or one that is not known, is taken as UTC, as apps do.
    """
    try:
        found = parsedate_to_datetime(date.strip())
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def date_fault(date: str) -> str | None:
    """Return what keeps a date that apps can read from RFC 2822 (3.3, 4.3), if anything does."""
    match = _RFC_2822.fullmatch(date.strip())
    if match is None:
        return "It is not in the form of RFC 2822"
    found = parsedate_to_datetime(date.strip())
    if match[1] and match[1] != _DAYS[found.weekday()]:
        return f"That day is a {_DAYS[found.weekday()]}"
    return None


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def times_in(notes: str) -> list[float]:
    """Return the times, in seconds, that lines or paragraphs of a description begin with."""
    return [seconds(found) or 0.0 for found in _IN_NOTES.findall(notes)]
