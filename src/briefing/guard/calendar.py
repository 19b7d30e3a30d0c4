"""Dates and hours in a text: what they name, whichever way they are written."""

from __future__ import annotations

import re
from datetime import date

from briefing.guard.forms.calendar import AFTERNOON, BETWEEN, NAMED_HOURS, OTHER_WORDS, SHORT_DAYS
from briefing.guard.numerals import ordinal, spelled
from briefing.guard.readings import Figure, Reading
from briefing.guard.scan import Scan

_ORDINAL_SIGNS = frozenset("st nd rd th er re o a e ste de .".split())
_YEAR = re.compile(r"1\d{3}|20\d{2}|21\d{2}")


def dated(year: int | None, month: int | None, day: int | None) -> Reading:
    """Return the reading of a date; what is not said is ``None``."""
    return Reading("@date", (year, month, day))


def iso_date(scan: Scan, at: int) -> Figure | None:
    """Return the figure of an ISO 8601 date or date-time at piece ``at``."""
    piece = scan.pieces[at]
    year, month, day = int(piece.text[:4]), int(piece.text[5:7]), int(piece.text[8:10])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Figure((dated(year, month, day), _as_it_stands(piece.text)), piece.start, piece.end)


def numeric_date(scan: Scan, at: int) -> Figure | None:
    """Return the figure of a date such as 3/3/2026; only as it stands where it is ambiguous."""
    piece = scan.pieces[at]
    first, second, year = map(int, re.split(r"[./-]", piece.text))
    year += 0 if year > 99 else 2000 if year < 69 else 1900
    american = "." not in piece.text and scan.tag in ("en", "en-us")
    orders = {(first, second), (second, first)} if american else {(first, second)}
    if scan.tag == "en-us":
        orders = {(second, first)}
    days = [(day, month) for day, month in sorted(orders) if day <= 31 and 1 <= month <= 12]
    if not days:
        return None
    readings = [dated(year, month, day) for day, month in days] if len(days) == 1 else []
    return Figure((*readings, _as_it_stands(piece.text)), piece.start, piece.end)


def _as_it_stands(written: str) -> Reading:
    return Reading("@date", (written, None, None))


def month_at(scan: Scan, at: int, *, beside_number: bool) -> int:
    """Return the month, 1 to 12, that the piece ``at`` names; 0 if it names none."""
    word = scan.word(at)
    if scan.kind(at) != "word":
        return 0
    month = scan.calendar.months.get(word, 0)
    if beside_number:
        return month or _short_month(scan, at)
    capital = scan.pieces[at].text[0].isupper()
    return 0 if scan.language == "en" and word in OTHER_WORDS and not capital else month


def _short_month(scan: Scan, at: int) -> int:
    """Return the month of an abbreviation; outside English a full stop or a year must follow.

    Many are words of their own: Spanish mar is the sea.
    """
    month = scan.calendar.short_months.get(scan.word(at), 0)
    stopped = scan.word(at + 1) == "." and scan.touches(at + 1)
    return month if scan.language == "en" or stopped or _YEAR.fullmatch(scan.word(at + 1)) else 0


def day_first(scan: Scan, start: int, after: int, day: int) -> Figure | None:
    """Return the date whose day is the number from piece ``start`` up to ``after``: 3 March."""
    if not 1 <= day <= 31:
        return None
    at = after
    if scan.word(at) in _ORDINAL_SIGNS and scan.touches(at):
        at += 1
    while scan.word(at) in BETWEEN and at < after + 4:
        at += 1
    month = month_at(scan, at, beside_number=True) if scan.near(at) else 0
    if not month:
        return None
    year, end = _year_after(scan, _past_stop(scan, at + 1))
    return _date_figure(scan, start, end if year else at + 1, (year, month, day))


def month_first(scan: Scan, at: int) -> Figure | None:
    """Return the date that begins with the month at piece ``at``: March 3, 2026; March 2026."""
    word = scan.word(at)
    if word not in scan.calendar.months and word not in scan.calendar.short_months:
        return None
    after = _past_stop(scan, at + 1)
    day, end = _day_at(scan, after)
    if day:
        year, last = _year_after(scan, end)
    else:
        year, last = _year_after(scan, after)
    known = bool(day or year)
    month = month_at(scan, at, beside_number=known)
    if not month:
        return None
    end = last if year else end if day else at + 1
    return _date_figure(scan, at, end, (year, month, day or None))


def _date_figure(
    scan: Scan, first: int, end: int, parts: tuple[int | None, int | None, int | None]
) -> Figure:
    return Figure((dated(*parts),), scan.pieces[first].start, scan.pieces[end - 1].end)


def _past_stop(scan: Scan, at: int) -> int:
    return at + 1 if scan.word(at) == "." and scan.touches(at) and at + 1 < len(scan.pieces) else at


def _day_at(scan: Scan, at: int) -> tuple[int, int]:
    """Return the day of a month at piece ``at`` and the piece after it; 0 when there is none."""
    if scan.word(at) == "the":
        at += 1
    text = scan.word(at)
    if scan.kind(at) == "number" and scan.near(at) and text.isdigit() and len(text) < 3:
        end = at + 1
        if scan.word(end) in _ORDINAL_SIGNS - {"."} and scan.touches(end):
            end += 1
        return (int(text), end) if 1 <= int(text) <= 31 else (0, at)
    day = ordinal(text, scan.language) if scan.kind(at) == "word" and scan.language == "en" else 0
    return (day, at + 1) if 1 <= day <= 31 else (0, at)


def _year_after(scan: Scan, at: int) -> tuple[int | None, int]:
    """Return the year at piece ``at``, past a comma or a small word, and the piece after it."""
    if scan.word(at) == "," or scan.word(at) in BETWEEN:
        at += 1
    if scan.kind(at) == "number" and _YEAR.fullmatch(scan.word(at)) and scan.near(at):
        return int(scan.word(at)), at + 1
    if scan.kind(at) == "word" and scan.near(at):
        run = scan.run(at)
        found = spelled([scan.words[piece] for piece in run], scan.language)
        if found and found.value.power >= 0 and len(found.value.digits) + found.value.power == 4:
            year = found.value.digits + "0" * found.value.power
            if _YEAR.fullmatch(year):
                return int(year), run[found.words - 1] + 1
    return None, at


def weekday_at(scan: Scan, at: int) -> Figure | None:
    """Return the figure of the day of the week that begins at piece ``at``."""
    days = scan.calendar.days
    word, last = scan.word(at), at
    if scan.word(at + 1) == "-" and f"{word}-{scan.word(at + 2)}" in days:
        word, last = f"{word}-{scan.word(at + 2)}", at + 2
    day = days.get(word, -1)
    if day < 0 and scan.word(at + 1) == "." and scan.touches(at + 1) and scan.language == "en":
        day = SHORT_DAYS.get(word, -1) if scan.pieces[at].text[0].isupper() else -1
    if day < 0:
        return None
    reading = Reading("@weekday", (day,))
    return Figure((reading,), scan.pieces[at].start, scan.pieces[last].end)


def weekday_of(reading: Reading) -> Reading | None:
    """Return the day of the week of a whole date; ``None`` when it is not whole or no date."""
    year, month, day = reading.value
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    try:
        return Reading("@weekday", (date(year, month, day).weekday(),))
    except ValueError:
        return None  # the source says 31 April


def hour_at(scan: Scan, at: int, after: int, hour: int, minute: int | None) -> Figure | None:
    """Return the hour of the day that the number up to piece ``after`` names: 7pm, 19 Uhr.

    ``minute`` is ``None`` when only the hour was read; then a word such as pm must follow.
    """
    half, end = _half_of_day(scan, after)
    named = half is not None or _is_hour_word(scan, end)
    if _is_hour_word(scan, end):
        end += 1
        if minute is None and scan.kind(end) == "number" and scan.touches(end):
            minute, end = int(scan.word(end)[:2]), end + 1
        if half is None:
            half, end = _half_of_day(scan, end)
    if hour > 24 or (minute is None and not named) or (minute or 0) > 59:
        return None
    if half is not None and hour > 12:
        half = None
    whole = (hour % 12 * 60 + half if half is not None else hour % 24 * 60) + (minute or 0)
    padded = scan.word(at)[:1] == "0"
    vague = half is None and hour <= 12 and scan.language == "en" and not padded
    readings = [Reading("@clock12" if vague else "@clock", (whole % 720 if vague else whole,))]
    return Figure(tuple(readings), scan.pieces[at].start, scan.pieces[end - 1].end)


def _is_hour_word(scan: Scan, at: int) -> bool:
    return scan.word(at) in scan.calendar.hours and scan.near(at)


def _half_of_day(scan: Scan, at: int) -> tuple[int | None, int]:
    """Return the minutes that am or pm at piece ``at`` adds, and the piece after it."""
    word = scan.word(at)
    if not scan.near(at):
        return None, at
    if word in AFTERNOON:
        return AFTERNOON[word], at + 1
    if word in ("a", "p") and [scan.word(at + 1), scan.word(at + 2)] == [".", "m"]:
        end = at + 4 if scan.word(at + 3) == "." else at + 3
        return AFTERNOON[f"{word}m"], end
    return None, at


def named_hour(scan: Scan, at: int) -> Figure | None:
    """Return the figure of noon or midnight at piece ``at``."""
    minute = NAMED_HOURS.get(scan.word(at))
    if minute is None:
        return None
    piece = scan.pieces[at]
    return Figure((Reading("@clock", (minute,)),), piece.start, piece.end)
