"""English measures: lengths, weights, rates, angles, temperatures and what counts in millions."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.parts import DASH, NUMBER, SCALE_WORDS, START, is_attribute
from briefing.voice.spoken.english.units import IRREGULAR_UNITS, PER, SCALES, UNITS
from briefing.voice.spoken.text import Rule, rule

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

UNIT = "|".join(re.escape(unit) for unit in sorted(_ALL_UNITS, key=len, reverse=True))
"""Any unit as written, for a pattern."""

COUNTED = "lf|ers?|ths?|rd|es|ion|and|red|kh|ore"
"""How what counts ends: half, quarters, sixths, third, lakhs, million, thousand, hundred, crore."""

PER_UNIT = "|".join(sorted(PER, key=len, reverse=True))
"""What may follow a slash besides a unit, for a pattern."""


def per_words(unit: str) -> str:
    """Return what a unit after a slash is called: one hour, one square meter."""
    return PER.get(unit) or _ALL_UNITS[unit][0]


def _measure(match: re.Match[str]) -> str:
    one, many = _ALL_UNITS[match["unit"]]
    low, amount, scale = match["low"], match["amount"], match["scale"]
    compound = match["gap"] == "-" or is_attribute(match)
    single = amount == "1" and not scale
    name = one if single or compound else many
    count = numbers.number(amount)
    if low:
        joint = "by" if match["join"].strip() in ("x", "×") else "to"
        count = f"{numbers.number(low)} {joint} {count}"
    if scale:
        count += f" {scale}"
    words = f"{count}{'-' if match['gap'] == '-' else ' '}{name}"
    return f"{words} per {per_words(match['per'])}" if match["per"] else words


def _scaled(match: re.Match[str]) -> str:
    return f"{numbers.number(match[1])} {SCALES[match[2]]}"


def _feet_and_inches(match: re.Match[str]) -> str:
    ends = "." if match[0].endswith(".") and match.end() == len(match.string) else ""
    return f"{numbers.number(match[1])} foot {numbers.number(match[2])}{ends}"


def _angle(match: re.Match[str]) -> str:
    """Say a place on the globe: fifty-one degrees thirty minutes north."""
    words = f"{numbers.number(match[1])} degree{'' if match[1] == '1' else 's'}"
    for amount, unit in ((match[2], "minute"), (match[3], "second")):
        if amount:
            words += f" {numbers.number(amount)} {unit}{'' if amount == '1' else 's'}"
    return f"{words} {_COMPASS[match[4]]}" if match[4] else words


_COMPASS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_DEGREES = {"C": "degrees Celsius", "F": "degrees Fahrenheit"}


def _weather(match: re.Match[str]) -> str:
    return f"{numbers.number(match[1])} {_DEGREES[match[2]]}"


_WARMTH = re.compile(
    r"temperature|heat|degrees|weather|celsius|fahrenheit|warm|\bhot\b|cold|cool|mercury|thermomet"
    r"|\b(?:highs?|lows?) of|climate|global|pre-industrial|\b(?:soar|above|below|approach)"
)


def _warm(match: re.Match[str]) -> str:
    """Say 38C as a temperature where the weather is spoken of; a seat or a room stays a letter."""
    place = match.start()
    near = match.string[max(0, place - 80) : place + 80].lower()
    return _weather(match) if _WARMTH.search(near) else match[0]


_SIZED = "long|wide|tall|high|deep|away|above|below|thick|across|apart|underwater|of|from"
_RACE = (
    "final|sprint|dash|race|hurdles|freestyle|relay|butterfly|backstroke|breaststroke|champion"
    "|record|heats?|wall|pool|fence|drop|fall|tower|walk"
)
_MANY = (
    rf"(?:[A-Z]\w{{1,20}} )?(?!(?:{_SIZED}|{_RACE})\b)[a-z]{{3,}}s\b"
    r"|people|men\b|women|children|bpd\b|b/d\b"
)

MEASURES: tuple[Rule, ...] = (
    rule(r"(?<=[0-9])( ?[kMG]t)(?=CO2e?(?!\w))", r"\1 ", needs="CO2"),
    rule(
        r"(?<![\w.,])([0-9]{1,2})(?:['’′] ?| ?ft\.? ?|-foot[ -])([0-9]{1,2})"
        r"(?:[\"”″]|''| ?(?:in\b\.?|inch(?:es)?\b))",
        _feet_and_inches,
        needs=r"[0-9](?:['’′]| ?ft|-foot)",
    ),
    rule(
        r"(?<![\w.])([0-9]{1,3}(?:\.[0-9]{1,6})?) ?°(?: ?([0-9]{1,2})[′'])?"
        r"(?: ?([0-9]{1,2}(?:\.[0-9]{1,3})?)(?:″|\"|''))? ?([NSEW])(?!\w)",
        _angle,
        needs="°",
    ),
    rule(
        rf"{START}({NUMBER})([CF])(?= ?[(/][-−]?[0-9]{{1,3}}[CF]\b)",
        _weather,
        needs=r"[0-9][CF] ?[(/]",
    ),
    rule(r"(?<=[a-z] \()([0-9]{1,3})([CF])(?=\))", _weather, needs=r"\([0-9]"),
    rule(
        r"(?<![\w.,$-])([0-9]{1,3}(?:\.[0-9])?)([CF])(?![\w-])", _warm, needs=r"[0-9][CF](?![\w-])"
    ),
    rule(r"(?<=[0-9])st(?= [0-9]{1,2} ?lb)", " stone", needs="[0-9]st "),
    rule(
        rf"{START}({NUMBER})[ -]?in (?=screens?\b|displays?\b|monitors?\b|pipes?\b|guns?\b)",
        lambda match: f"{numbers.number(match[1])} inch ",
        needs="[0-9][ -]?in ",
    ),
    rule(
        rf"{START}({NUMBER})in(?![\w-])",
        lambda match: f"{numbers.number(match[1])} inches",
        needs="[0-9]in",
    ),
    rule(
        rf"{START}({NUMBER})m (?={_MANY})",
        lambda match: f"{numbers.number(match[1])} million ",
        needs="[0-9]m ",
    ),
    rule(r"(?<=million )(bpd|b/d)(?!\w)", "barrels per day"),
    rule(
        rf"{START}(?:(?P<low>{NUMBER})(?P<join>{DASH}| to | ?[x×] ?))?(?P<amount>{NUMBER})"
        rf"(?: (?P<scale>{SCALE_WORDS}))?(?P<gap>[ -]?)(?P<unit>{UNIT})"
        rf"(?:/(?P<per>{PER_UNIT}|{UNIT}))?(?![\w²³/]|-[0-9])(?<![0-9]m)(?<![0-9]mi)",
        _measure,
        needs=rf"[0-9](?: (?:{SCALE_WORDS}))?[ -]?(?:{UNIT})(?![A-Za-z])",
    ),
    rule(
        rf"{START}(?:(?P<low>{NUMBER})(?P<join>x|×))?(?P<amount>{NUMBER})(?P<scale>(?!))?(?P<gap>)"
        rf"(?P<unit>m)(?P<per>(?!))?(?= (?:{_SIZED}|{_RACE})\b)",
        _measure,
        needs="[0-9]m ",
    ),
    rule(
        rf"({COUNTED}) (?P<unit>{UNIT})/(?P<per>{PER_UNIT}|{UNIT})(?![\w/])",
        lambda match: f"{match[1]} {_ALL_UNITS[match['unit']][1]} per {per_words(match['per'])}",
        needs="/",
    ),
    rule(
        rf"(?<=half|quar|ters|rths|rter|lves) (?P<unit>{UNIT})(?!\w)",
        lambda match: f" {_ALL_UNITS[match['unit']][1]}",
        needs="half|quar|ters|rths|rter|lves",
    ),
    rule(
        rf"{START}({NUMBER}) ?(bn|BN|tn|trn|mln|mn)(?!\w)",
        _scaled,
        needs="[0-9] ?(?:bn|BN|tn|trn|mln|mn)",
    ),
    rule(
        rf"{START}({NUMBER})([kK])(?= (?!races?\b|runs?\b|times\b)[a-z]{{3,}}s\b)",
        _scaled,
        needs="[0-9][kK] ",
    ),
    rule(
        rf"{START}({NUMBER})/(?P<per>{PER_UNIT}|{UNIT})(?![\w/])",
        lambda match: f"{numbers.number(match[1])} per {per_words(match['per'])}",
        needs="[0-9]/",
    ),
    rule("(?<=[0-9])″", " inches"),
    rule(r"^([^\"]*[0-9])\"(?=[^\"]*$)", r"\1 inches"),
    rule("(?<=[0-9])′", " feet"),
)
"""Rules for measures, in order."""
