"""English dates: named, numeric and ISO 8601, their ranges, and the days of the week."""

from __future__ import annotations

import re
from functools import cache

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.parts import say_year
from briefing.voice.spoken.english.tables import MONTHS, WEEKDAYS
from briefing.voice.spoken.text import Rule, rule

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_YEAR = r"(?:1[0-9]{3}|2[01][0-9]{2})(?![0-9])"
_MONTH_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<month>(?i:{_MONTH_NAMES}))\b\.?"
_START = r"(?<![\w.,:/$£€-])"
_MONTH_FIRST_REGIONS = frozenset({"us", "ph"})
_SIGNS = {"/": "slash", ".": "dot", "-": "dash"}


def _month(name: str) -> str:
    return MONTHS[name[:3].lower()]


def _day(digits: str) -> str:
    return numbers.ordinal(digits.lstrip("0"))


def _month_day(month: str, day: str, year: str | None) -> str:
    return f"{month} {_day(day)}" + (f", {say_year(year)}" if year else "")


def _day_month(day: str, month: str, year: str) -> str:
    return f"the {_day(day)} of {month}, {say_year(year)}"


def _iso(match: re.Match[str]) -> str:
    month = list(MONTHS.values())[int(match["m"]) - 1]
    time = f", {match['time']}{' UTC' if match['zone'] else ''}" if match["time"] else ""
    return f"{_month_day(month, match['d'], match['y'])}{time}"


def _ambiguous_month(match: re.Match[str]) -> bool:
    """Tell whether a month in small letters may be a verb or an abbreviation: no year follows."""
    return match["month"] in ("may", "march", "mar", "dec") and not match["y"]


def _day_first(match: re.Match[str]) -> str:
    if _ambiguous_month(match):
        return match[0]
    day, last = _day(match["d"]), match["last"]
    days = f"{day} to the {_day(last)}" if last else day
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    article = "" if before == "the " else "the "
    year = f", {say_year(match['y'])}" if match["y"] else ""
    return f"{article}{days} of {_month(match['month'])}{year}"


def _month_first(match: re.Match[str]) -> str:
    if _ambiguous_month(match):
        return match[0]
    last = f" to {_day(match['last'])}" if match["last"] else ""
    year = f", {say_year(match['y'])}" if match["y"] else ""
    return f"{_month(match['month'])} {_day(match['d'])}{last}{year}"


def _month_only(match: re.Match[str]) -> str:
    return f"{_month(match['month'])} {say_year(match['y'])}"


def _numeric(match: re.Match[str], region: str) -> str:
    """Say a date in figures by name where one reading exists, or the region has but one.

    The rest is said number by number: 05/06 is June in London and May in New York.
    """
    first, second, year = match["a"], match["b"], match["y"]
    a, b = int(first), int(second)
    names = list(MONTHS.values())
    month_first, day_first = 1 <= a <= 12 and 1 <= b <= 31, 1 <= b <= 12 and 1 <= a <= 31
    if month_first and day_first and a != b and region:
        month_first = region in _MONTH_FIRST_REGIONS
        day_first = not month_first
    if month_first and (a == b or not day_first):
        return _month_day(names[a - 1], second, year)
    if day_first and not month_first:
        return _day_month(first, names[b - 1], year)
    sign = _SIGNS[match["sign"]]
    return f"{numbers.cardinal(str(a))} {sign} {numbers.cardinal(str(b))} {sign} {say_year(year)}"


_ISO = rule(
    rf"{_START}(?P<y>{_YEAR})(?P<sign>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sign)(?P<d>{_DAY})"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?P<zone>Z|\+00:?00)?)?"
    r"(?![\w/-])",
    _iso,
)
NAMED_DATES: tuple[Rule, ...] = (
    rule(  # the end of one date and the start of the next: 28 May–2 June, Jan. 5–Feb. 10
        rf"(?<=[a-z.] )({_DAY}) ?[–-] ?(?=(?i:{_MONTH_NAMES})\b\.? {_DAY}(?!\w))"
        rf"|(?<=[a-z.] )({_DAY}, {_YEAR}) ?[–-] ?(?=(?i:{_MONTH_NAMES})\b\.? {_DAY})",
        lambda match: f"{match[0].rstrip(' –-')} to ",
    ),
    rule(
        rf"(?<=[0-9] )(?P<m>(?i:{_MONTH_NAMES}))\.? ?[–-] ?(?={_DAY} (?i:{_MONTH_NAMES})\b)",
        lambda match: f"{_month(match['m'])} to ",
    ),
    rule(
        rf"{_START}(?P<d>{_DAY})(?:st|nd|rd|th)?(?: ?[-–] ?(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
        rf"(?:[ -]|\sof\s){_MONTH}(?:,?[ -](?P<y>{_YEAR}))?(?!\w)",
        _day_first,
    ),
    rule(
        rf"(?<!\w){_MONTH}[ -](?P<d>{_DAY})(?:st|nd|rd|th|TH)?(?![\w%:$£€/]|,[0-9]{{3}}|\.[0-9])"
        rf"(?: ?[-–] ?(?P<last>{_DAY})(?:st|nd|rd|th)?(?!\w))?"
        rf"(?:(?:, ?|[ -])(?P<y>{_YEAR})(?!\w))?",
        _month_first,
    ),
    rule(rf"(?<!\w){_MONTH},? (?P<y>{_YEAR})(?![\w-])", _month_only),
)


@cache
def numeric_dates(region: str) -> tuple[Rule, ...]:
    """Return the rules for dates in figures; ``region`` is a country in small letters, or empty.

    In the United States and the Philippines the month comes first in figures, in other regions of
    English the day (Unicode CLDR); without a region an ambiguous date is said number by number.
    """
    tail = r"(?![\w/-])"
    return (
        _ISO,
        rule(
            rf"{_START}(?P<a>[0-9]{{1,2}})(?P<sign>[-/.])(?P<b>[0-9]{{1,2}})(?P=sign)(?P<y>{_YEAR})"
            rf"{tail}",
            lambda match: _numeric(match, region),
        ),
        rule(
            rf"{_START}(?P<a>[0-9]{{1,2}})(?P<sign>/)(?P<b>[0-9]{{1,2}})/(?P<y>[0-9]{{2}}){tail}",
            lambda match: _numeric(match, region),
        ),
    )


# ------------------------------------------------------------------- names cut short, no figures

_SHORT_MONTH = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_SHORT_DAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_LONG_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LONG_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
)


def _day_range(match: re.Match[str]) -> str:
    first, last = (WEEKDAYS.get(name, name) for name in match.group(1, 2))
    ends = "." if match[0].endswith(".") and match.end() == len(match.string) else ""
    return f"{first} to {last}{ends}"


def _month_range(match: re.Match[str]) -> str:
    return f"{_month(match[1])} to {_month(match[2])}"


NAMED_DAYS: tuple[Rule, ...] = (
    rule(
        rf"(?<![\w-])({_SHORT_DAY}|{_LONG_DAY})\.? ?[-–] ?({_SHORT_DAY}|{_LONG_DAY})(?![\w-])\.?",
        _day_range,
    ),
    rule(
        rf"(?<![\w-])({_SHORT_DAY})\.?(?=,? (?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?"
        rf"(?:{_SHORT_MONTH}|{_LONG_MONTH})\b)",
        lambda match: WEEKDAYS[match[1]],
    ),
    rule(
        rf"\b((?i:on|last|next|every|from|until|this) )({_SHORT_DAY})"
        r"(?:\.(?= [a-z0-9])|(?=,? [0-9]))",
        lambda match: f"{match[1]}{WEEKDAYS[match[2]]}",
    ),
    rule(
        rf"(?<![\w-])({_SHORT_MONTH}|{_LONG_MONTH})\.? ?[-–] ?"
        rf"({_SHORT_MONTH}|{_LONG_MONTH})(?![\w-])",
        _month_range,
    ),
    rule(
        rf"(?<![\w-])({_SHORT_MONTH})\.(?= (?:[a-z]|of\b))",
        lambda match: _month(match[1]),
    ),
)
"""Rules for days and months without figures: Mon-Fri, since Aug. last year."""
