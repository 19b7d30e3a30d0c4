"""English quantities: money, measures, ranges, fractions, years, ordinals, plain numbers."""

from __future__ import annotations

import re

from briefing.voice import _spoken_numbers as numbers
from briefing.voice._spoken_en_dates import say_year
from briefing.voice._spoken_en_tables import (
    CURRENCIES,
    IRREGULAR_UNITS,
    PER,
    SCALES,
    UNITS,
)
from briefing.voice._spoken_text import Rule, rule

_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)"
_NUMBER = rf"(?:{_WHOLE}(?:\.[0-9]++)?|(?<![\w.])\.[0-9]++)"
_START = r"(?<![\w,])(?<!\w[./])"
_DASH = r" ?[-–—] ?"
_SCALE_WORDS = "hundred|thousand|million|billion|trillion"

# ------------------------------------------------------------------ one thing or many of them

_DETERMINER = re.compile(
    r"(?i:(?<!\w)(?:an?|another|every|each|the|this|its|his|her|their|our|my|new) )$"
)
_NOUN = re.compile(r" ([a-z]+(?:-[a-z]+)*)")
_NO_NOUN = frozenset(
    "a about above after ago and annually apart are as at away back because before below but by can"
    " could did down during each east else every for from had has have he her high his how if in"
    " into is it its just less long lost made may might more my nearer north not of off on once"
    " only or our out over owed paid per plus put she should since so south spent than that the"
    " their them then they this through to tall thick today too under until up versus was we were"
    " west when where which while who wide will with within without worth would yesterday you"
    " deep wide".split()
)


def _is_attribute(match: re.Match[str]) -> bool:
    """Tell whether a noun follows that the quantity describes, as in "a $5 billion deal"."""
    text, start, end = match.string, match.start(), match.end()
    noun = _NOUN.match(text, end, end + 40)
    if noun is None or noun[1] in _NO_NOUN or noun[1].endswith("ed"):
        return False
    return bool(_DETERMINER.search(text[max(0, start - 9) : start]))


# ------------------------------------------------------------------------------------- units

_LENGTHS = {"km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "mi": "mile"}
_POWERS = {"2": "square", "²": "square", "^2": "square", "3": "cubic", "³": "cubic", "^3": "cubic"}
_ALL_UNITS = {unit: (name, f"{name}s") for unit, name in UNITS.items()} | IRREGULAR_UNITS
_ALL_UNITS |= {
    f"{unit}{power}": (f"{kind} {name}", f"{kind} {name}s")
    for unit, name in _LENGTHS.items()
    for power, kind in _POWERS.items()
}
_ALL_UNITS |= {f"ft{power}": (f"{kind} foot", f"{kind} feet") for power, kind in _POWERS.items()}
_ALL_UNITS |= {unit.upper(): _ALL_UNITS[unit] for unit in ("km", "kg", "cm", "lbs", "lb")}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_ALL_UNITS, key=len, reverse=True))
_PER_UNIT = "|".join(sorted(PER, key=len, reverse=True))


def _per(unit: str) -> str:
    return PER.get(unit) or _ALL_UNITS[unit][0]


# ------------------------------------------------------------------------------------- money

_CODES = "|".join(sorted((re.escape(key) for key in CURRENCIES), key=len, reverse=True))
_SCALE = rf"(?:[ -]?(?P<scale>{_SCALE_WORDS}|bn|tn|trn|mn|mln|[kKmMbBtT])(?![A-Za-z]))?"
_PER = rf"(?:/(?P<per>{_PER_UNIT}|{_UNIT})(?![\w/]))?"


def _money(match: re.Match[str]) -> str:
    """Say an amount, or a range of amounts: one point two million dollars, five dollars."""
    one, many, cent, cents = CURRENCIES[match["code"].replace(" ", "").rstrip(".")]
    low, high, scale = match["low"], match["high"], match["scale"]
    name = one if _is_attribute(match) or match[0].endswith("-") else many
    names = (one, name, cent, cents)
    if scale:
        words = f"{numbers.number(low)} to {numbers.number(high)}" if high else numbers.number(low)
        words += f" {SCALES.get(scale, scale)} {name}"
    elif high:
        first = _amount(low, names) if "." in low else numbers.number(low)
        words = f"{first} to {_amount(high, names)}"
    else:
        words = _amount(low, names)
    per = match["per"]
    return f"{words} per {_per(per)}" if per else words


def _amount(digits: str, names: tuple[str, str, str, str]) -> str:
    one, many, cent, cents = names
    whole, _, decimals = digits.replace(",", "").partition(".")
    hundredths = decimals.rstrip("0").ljust(2, "0")
    if (len(hundredths) > 2 or not cent) and int(decimals or 0):
        return f"{numbers.number(digits)} {many}"
    parts = []
    if int(whole[:40] or 0) or not int(hundredths):
        main = numbers.number(digits.partition(".")[0] or "0")
        parts.append(f"{main} {one if main == 'one' else many}")
    if int(hundredths):
        count = numbers.cardinal(hundredths.lstrip("0"))
        parts.append(f"{count} {cent if count == 'one' else cents}")
    return " ".join(parts)


_PREFIX = rf"(?<![A-Za-z$£€¥₹₩])(?P<code>US \$|Rs\.|{_CODES}) ?"
_MONEY: tuple[Rule, ...] = (
    rule(r"(?<=[\w%])" + _DASH + r"(?=[$£€¥₹₩][0-9])", " to "),
    rule(
        rf"{_PREFIX}(?P<low>{_NUMBER})(?:{_DASH}(?P<high>{_NUMBER})(?!-?\w+-))?"
        rf"{_SCALE}(?: (?:dollars|euros|pounds)\b)?{_PER}",
        _money,
    ),
    rule(
        rf"{_START}(?P<low>{_NUMBER})(?:{_DASH}(?P<high>{_NUMBER}))?{_SCALE} ?"
        rf"(?P<code>{_CODES})(?![\w$£€¥]){_PER}",
        _money,
    ),
    rule(
        rf"{_START}(?P<low>{_WHOLE}) ?¢",
        lambda match: f"{numbers.number(match['low'])} cent{'' if match['low'] == '1' else 's'}",
    ),
)

# ---------------------------------------------------------------------- fractions and measures

_VULGAR = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅐": "1/7",
    "⅑": "1/9",
    "⅒": "1/10",
}
_SPLIT_EVENLY = {"50/50": "fifty fifty", "24/7": "twenty-four seven", "9/11": "nine eleven"}
_DENOMINATORS = frozenset({*map(str, range(2, 11)), "12", "16", "32", "64", "100", "1000"})


def _fraction(top: str, bottom: str) -> str:
    name = "half" if bottom == "2" else "quarter" if bottom == "4" else numbers.ordinal(bottom)
    count = numbers.cardinal(top)
    return f"{count} {name if top == '1' else numbers.plural(name)}"


def _say_fraction(match: re.Match[str]) -> str:
    """Say a fraction; other numbers about a slash are said as they stand: eight slash fifteen."""
    whole, top, bottom = match["whole"], match["top"], match["bottom"]
    if not whole and f"{top}/{bottom}" in _SPLIT_EVENLY:
        return _SPLIT_EVENLY[f"{top}/{bottom}"]
    sure = whole or match["ending"] or bottom in _DENOMINATORS or bottom.endswith("0")
    if not sure or bottom[0] == "0" or top[0] == "0" or bottom == "1":
        first = f"{numbers.number(whole)} " if whole else ""
        return f"{first}{numbers.number(top)} slash {numbers.number(bottom)}"
    if whole:
        part = "a half" if (top, bottom) == ("1", "2") else _fraction(top, bottom)
        return f"{numbers.number(whole)} and {part}"
    return _fraction(top, bottom)


_FRACTION_RULES: tuple[Rule, ...] = (
    rule(
        rf"(?P<gap>(?<=[0-9]) ?)?(?P<sign>[{''.join(_VULGAR)}])",
        lambda match: f"{' ' if match['gap'] is not None else ''}{_VULGAR[match['sign']]}",
    ),
    rule("(?<=[0-9])⁄(?=[0-9])", "/"),
    rule(
        r"(?<![\w.,/$£€-])(?:(?P<whole>[0-9]{1,6})[ -])?(?P<top>[0-9]{1,6})/(?P<bottom>[0-9]{1,6})"
        r"(?P<ending>th|ths|rd|rds|nd|st|TH|RD)?(?![\w/]|[.,][0-9])",
        _say_fraction,
    ),
)

_LONG = r"long|tall|high|wide|deep|away|above|below|sprint|race|hurdles|freestyle|relay|of|from"


def _measure(match: re.Match[str]) -> str:
    """Say a quantity with its unit: ten to fifteen kilometers per hour, a five-kilometer run."""
    one, many = _ALL_UNITS[match["unit"]]
    amount, low, gap = match["amount"], match["low"], match["gap"]
    single = (amount == "1" and not match["scale"]) or gap == "-" or _is_attribute(match)
    words = numbers.number(amount)
    if low:
        words = f"{numbers.number(low)} {'by' if match['join'].strip() in 'x×' else 'to'} {words}"
    words += f" {match['scale']}" if match["scale"] else ""
    words += ("-" if gap == "-" else " ") + (one if single else many)
    return f"{words} per {_per(match['per'])}" if match["per"] else words


_MEASURES: tuple[Rule, ...] = (
    rule(
        r"(?<![\w.,])([1-9])['’′] ?([0-9]{1,2})(?:[\"”″]|'')",
        lambda match: f"{numbers.number(match[1])} foot {numbers.number(match[2])}",
    ),
    rule(  # "5m homes" are millions; "5m tall", below, is meters; any other m stays a letter
        rf"{_START}({_NUMBER})m(?= (?!{_LONG}\b)[a-z]{{3,}}s\b| people\b)",
        lambda match: f"{numbers.number(match[1])} million",
    ),
    rule(
        rf"{_START}(?:(?P<low>{_NUMBER})(?P<join>{_DASH}| to | ?[x×] ?))?(?P<amount>{_NUMBER})"
        rf"(?: (?P<scale>{_SCALE_WORDS}))?(?P<gap>[ -]?)(?P<unit>{_UNIT})"
        rf"(?:/(?P<per>{_PER_UNIT}|{_UNIT}))?(?![\w²³/]|-[0-9])(?<![0-9]m)(?<![0-9]mi)",
        _measure,
    ),
    rule(
        rf"{_START}({_NUMBER})m(?= (?:{_LONG})\b)",
        lambda match: f"{numbers.number(match[1])} meters",
    ),
    rule(
        rf"(?<=[a-z]) (?P<unit>{_UNIT})/(?P<per>{_PER_UNIT}|{_UNIT})(?![\w/])",
        lambda match: f" {_ALL_UNITS[match['unit']][1]} per {_per(match['per'])}",
    ),
    rule(
        rf"(?<=half|quar|ters|rths|rter|lves) (?P<unit>{_UNIT})(?!\w)",
        lambda match: f" {_ALL_UNITS[match['unit']][1]}",
    ),
    rule(
        rf"{_START}({_NUMBER}) ?(?:bn|tn|trn|mln|mn)(?!\w)",
        lambda match: _scaled(match[0], match[1]),
    ),
    rule(
        rf"{_START}({_NUMBER})/(?P<per>{_PER_UNIT}|{_UNIT})(?![\w/])",
        lambda match: f"{numbers.number(match[1])} per {_per(match['per'])}",
    ),
    rule("(?<=[0-9])″", " inches"),
    rule(r"^([^\"]*[0-9])\"(?=[^\"]*$)", r"\1 inches"),
    rule("(?<=[0-9])′", " feet"),
)


def _scaled(text: str, amount: str) -> str:
    return f"{numbers.number(amount)} {SCALES[text[len(amount) :].strip()]}"


# ------------------------------------------------------------------------- years and decades

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


def _year(match: re.Match[str]) -> str:
    """Say a number of four digits as a year where its neighbours allow it."""
    text, start, digits = match.string, match.start(), match[0]
    last = _LAST_WORD.search(text[max(0, start - 24) : start])
    before = last[1].lower() if last else ""
    noun = _NOUN.match(text, match.end(), match.end() + 40)
    after = noun[1] if noun else ""
    counted = after in _COUNTED or (after.endswith("s") and after not in _VERBS_IN_S)
    modern = digits >= "1900"
    if before in _COUNTING or (counted and not (modern and before in _CUES)):
        return digits
    dated = modern or before in _CUES or (digits > "1100" and not after)
    return (
        numbers.year(digits)
        if dated or _has_happening(text[max(0, start - 4) : start], after)
        else digits
    )


def _has_happening(before: str, after: str) -> bool:
    """Tell whether a year stands before what happened in it, as in "the 1829 abolition"."""
    return before.endswith(("the ", "'s ", "’s ")) and bool(after) and after not in _NO_NOUN


def _year_range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) == 2 and int(last) <= int(first[2:]):
        return match[0]
    if len(last) == 2 and last < "10":
        last = first[:2] + last
    return f"{say_year(first)} to {say_year(last)}"


def _decade(match: re.Match[str]) -> str:
    return numbers.plural(say_year(match[1]))


_YEARS: tuple[Rule, ...] = (
    rule(r"(?<=[0-9]s)[-–](?=['’]?[0-9]{2,4}s)", " to "),
    rule(r"(?<![\w.,$£€])['’‘]?((?:1[0-9]|20)[0-9]0|[2-9]0)['’]?s(?!\w)", _decade),
    rule(
        rf"(?<![\w.,:/$£€-])({_YEAR})[-–—/]({_YEAR}|[0-9]{{2}})(?![\w/%-]|[.,:][0-9])", _year_range
    ),
    rule(rf"(?<![\w.,:/$£€])(?<![0-9][-–+=×÷]){_YEAR}(?![\w/+=%]|[.,:][0-9]|[-–][0-9])", _year),
)

# -------------------------------------------------------------------------------- the others


def _ordinal(match: re.Match[str]) -> str:
    digits, suffix = match[1].replace(",", ""), match[2]
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
    if digits[-2:-1] == "1":
        ending = "th"
    if suffix.lower() != ending:
        return f"{numbers.cardinal(digits)} {suffix}"
    return numbers.ordinal(digits)


def _plain(match: re.Match[str]) -> str:
    """Say a number; one that touches letters stays tied to a single one of them: A-four."""
    text, start, end = match.string, match.start(), match.end()
    words = numbers.number(match[0])
    if text[start - 1 : start].isalpha() and start:
        lone = text[start - 1].isupper() and not text[start - 2 : start - 1].isalpha()
        words = f"{'-' if lone else ' '}{words}"
    if text[end : end + 1].isalpha():
        lone = text[end].isupper() and not text[end + 1 : end + 2].isalpha()
        words = f"{words}{'-' if lone else ' '}"
    return words


SIGNS: tuple[Rule, ...] = (
    rule(r"(?<=[0-9]) ?[-−] ?(?=[0-9]{1,12}(?:[.,][0-9]{1,6})? ?=)", " minus "),
    rule(r"(?<=[0-9]) ?− ?(?=[0-9.$£€])", " minus "),
    rule(r"(?<![^\s(\[{“\"'‘/:;=<>?~≈!])[-−] ?(?=[$£€¥₹]?\.?[0-9])(?<! - )", "minus "),
    rule(r"(?<![^\s(\[])(?<![0-9] )–(?=[0-9]+(?:\.[0-9]+)? ?[%°])", "minus "),
)
QUANTITIES: tuple[Rule, ...] = (
    *_MONEY,
    *_FRACTION_RULES,
    *_MEASURES,
    *_YEARS,
    rule(r"(?<=[%°])" + _DASH + r"(?=[0-9])", " to "),
    rule(
        rf"(?<![\w.,/-])(?<![-–] )((?!0[0-9]){_NUMBER})(?:[-–]|\s–\s)(?=(?!0[0-9])[0-9.])"
        rf"(?={_NUMBER}(?![/\d]|-\w|–[0-9]))",
        r"\1 to ",
    ),
    rule(r"(?<![\w:.])([0-9]{1,4}):(?=[0-9]{1,4}(?![\w:]))", r"\1 to "),
    rule(r"(?<=[0-9])(?:[x×]| x )(?=[0-9])", " by "),
    rule(rf"(?<![\w.])({_WHOLE})(st|nd|rd|th|ST|ND|RD|TH)(?!\w)", _ordinal),
    rule(r"(?<=[0-9])\.(?=[0-9]{1,9}\.[0-9])|(?<=[0-9]\.[0-9])\.(?=[0-9])", " point "),
    rule(_NUMBER, _plain),
)
