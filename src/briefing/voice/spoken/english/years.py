"""English years, decades and eras, told from counts by their neighbours."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.parts import names_thing, noun_after, say_year
from briefing.voice.spoken.text import Rule, rule

_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_CUES = frozenset(
    "in since by until till from during before after late early mid year years circa between spring"
    " summer autumn fall winter january february march april june july august september october"
    " november december".split()
)
_COUNTING = frozenset(
    "about over nearly some than approximately almost only least most number numbers page pages"
    " room line flight exactly roughly another these those all".split()
)
_VERBS_IN_S = frozenset("as does has his is its this thus unless us was yes".split())
_COUNTED = frozenset(
    "people men women children percent per or foot meter metre mile word year square strong dollar"
    " hundred thousand million billion trillion".split()
)
_LAST_WORD = re.compile(r"([A-Za-z]+)[ -](?:the )?$")


_RECENT = ("1950", "2049")
_BEFORE_RECENT = re.compile(
    r"(?:\b(?:the|this|its|their|a|of|for|and|or|our)|['’]s?) $", re.IGNORECASE
)


def _year(match: re.Match[str]) -> str:
    """Say a number of four digits as a year where its neighbours allow it."""
    text, start, digits = match.string, match.start(), match[0]
    last = _LAST_WORD.search(text[max(0, start - 24) : start])
    before = last[1].lower() if last else ""
    after = noun_after(text, match.end())
    if before in _COUNTING or (
        _is_counted(after) and not _dates_anyway(digits, text[:start], before, after)
    ):
        return digits
    dated = digits >= "1900" or before in _CUES or (digits > "1100" and not after)
    happened = text[max(0, start - 4) : start].endswith(("the ", "'s ", "’s ")) and names_thing(
        after
    )
    return numbers.year(digits) if dated or happened else digits


def _is_counted(after: str) -> bool:
    return after in _COUNTED or (after.endswith("s") and after not in _VERBS_IN_S)


def _dates_anyway(digits: str, text: str, before: str, after: str) -> bool:
    """Tell whether a number before a plural is a year: in 2019 protesters, the 2024 elections."""
    if digits >= "1900" and before in _CUES:
        return True
    recent = _RECENT[0] <= digits <= _RECENT[1] and after not in _COUNTED
    return recent and bool(_BEFORE_RECENT.search(text[-8:]))


def _late_year(match: re.Match[str]) -> str:
    return f"{match[1]} {numbers.year(match[2])}"


def _year_range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) == 2 and int(last) <= int(first[2:]):
        return match[0]
    return f"{say_year(first)} to {say_year(last)}"


def _years_apart(match: re.Match[str]) -> str:
    return _year_range(match) if match[1] < match[2] else match[0]


def _season(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if int(last[-2:]) != (int(first) + 1) % 100:
        return match[0]
    return f"{say_year(first)} to {say_year(last)}"


def _decade(match: re.Match[str]) -> str:
    return "thousands" if match[1] == "1000" else numbers.plural(say_year(match[1]))


def _era(match: re.Match[str]) -> str:
    """Say a year with its era by letters: forty-four BC, A.D seventy-nine."""
    era = re.sub("[. ]", "", match["era"])
    letters = "A.D" if era == "AD" else era
    digits = match["y"].replace(",", "")
    words = _era_year(digits)
    if match["sign"]:
        words = f"{match['sign']} {words}"
    ends = "." if match[0].endswith(".") and match.end() == len(match.string) else ""
    return f"{words} {letters}{ends}"


def _era_year(digits: str) -> str:
    if len(digits) == 3 and digits[1:] != "00":
        return f"{numbers.cardinal(digits[0])} {say_year(digits[1:])}"
    return numbers.year(digits) if 3 < len(digits) < 5 else numbers.cardinal(digits)


_ERA = r"(?P<era>A\.D\b\.?|B\.C\.E\b\.?|B\.C\b\.?|C\.E\b\.?|AD|BCE|BC|CE)(?!\w)"

ERAS: tuple[Rule, ...] = (
    rule(
        rf"(?<![\w.,:/$£€-])(?P<sign>)(?P<y>[1-9][0-9]{{0,3}}|[1-9][0-9]?,[0-9]{{3}}) ?{_ERA}",
        _era,
    ),
    rule(
        r"(?<!\w)(?:AD|A\.D\.?) (?P<y>[1-9][0-9]{0,3})(?![\w,/-]|\.[0-9])",
        lambda match: f"A.D {_era_year(match['y'])}",
    ),
    rule(r"(?<!\w)(?:ca?\. ?(?=[1-9][0-9]{2,3}(?!\w))|c(?=(?:1[0-9]|20)[0-9]{2}(?!\w)))", "circa "),
)
"""Rules for years before and after Christ; they come before letters are set apart."""

SEASONS: tuple[Rule, ...] = (
    rule(r"(?<![\w.,:/$£€-])((?:19|20)[0-9]{2})/([0-9]{2}|(?:19|20)[0-9]{2})(?![\w/])", _season),
)
"""Rules for a year and the next about a slash; they come before fractions."""

YEARS: tuple[Rule, ...] = (
    rule(r"(?<=[0-9]s)[-–](?=['’]?[0-9]{2,4}s)", " to ", needs="[0-9]s[-–]"),
    rule(r"(?<![\w.,$£€])['’‘]?((?:1[0-9]|20)[0-9]0|[2-9]0)['’]?s(?!\w)", _decade, needs="0['’]?s"),
    rule(r"(?<![\w.,$£€-])((?:1[0-9]|20)[0-9]0) s(?![\w'’.])", _decade, needs="0 s"),
    rule(r"(?<=of )['’‘]([0-9]{2})(?![\w'’])", lambda match: say_year(match[1]), needs="of ['’‘]"),
    rule(
        rf"(?<![\w.,:/$£€-])({_YEAR}) - ({_YEAR})(?![\w/%-]|[.,:][0-9]| [-–—=])",
        _years_apart,
        needs=" - [0-9]",
    ),
    rule(
        rf"(?<![\w.,:/$£€-])({_YEAR})[-–—/]({_YEAR}|[0-9]{{2}})(?![\w/%-]|[.,:][0-9])",
        _year_range,
        needs="[0-9][-–—/][0-9]",
    ),
    rule(
        r"\b((?i:by|in|until|since|to|year)) (21[0-9]{2})(?![\w,/%-]|\.[0-9]| [a-z]+s\b)",
        _late_year,
        needs=" 21[0-9]",
    ),
    rule(
        rf"(?<![\w.,:/$£€])(?<![0-9][-–+=×÷]){_YEAR}(?![\w/+=%]|[.,:][0-9]|[-–][0-9])",
        _year,
        needs="[12][0-9]{3}",
    ),
)
"""Rules for years and decades."""
