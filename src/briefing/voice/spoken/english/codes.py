"""English codes: telephone numbers, book numbers, post codes, models, versions and formulas."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.parts import pairs
from briefing.voice.spoken.text import Rule, rule


def _digit_groups(text: str) -> str:
    groups = re.findall("[0-9]+|[A-Za-z]+", text)
    return ", ".join(numbers.spell(group) if group.isdigit() else group for group in groups)


def _phone(match: re.Match[str]) -> str:
    return ("plus " if match[0][0] == "+" else "") + _digit_groups(match[0])


def _toll_free(match: re.Match[str]) -> str:
    if match[2][0].isdigit() and match[2].replace("-", "").isdigit():
        rest = _digit_groups(match[2])
    else:
        rest = match[2].replace("-", " ")
    return f"one, {numbers.cardinal(match[1])}, {rest}"


def _said_number(match: re.Match[str]) -> str:
    return f"{match[1]} {_digit_groups(match[2])}"


PHONES: tuple[Rule, ...] = (
    rule(
        r"\b((?i:isbn|issn)(?:-1[03])?:?) ([0-9][0-9 -]{6,16}[0-9X])(?!\w)",
        lambda match: f"{match[1].rstrip(':')} {_digit_groups(match[2])}",
        needs="[Ii](?i:sbn|ssn)",
    ),
    rule(
        r"(?<![\w.-])1-([89]00)-((?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{4,12}+)(?!\w)",
        _toll_free,
        needs="1-[89]00",
    ),
    rule(r"(?<![\w.-])1-([89]00)-([0-9]{3}-[0-9]{4})(?![\w-])", _toll_free, needs="1-[89]00"),
    rule(
        r"(?<![\w.-])(?:\+?1[-. ]?)?(?:\([0-9]{3}\)[-. ]?|[0-9]{3}[-. ])[0-9]{3}[-.][0-9]{4}"
        r"(?:-[0-9]{1,4})?(?![\w-])",
        _phone,
        needs=r"[0-9][0-9]{2}[-. )]",
    ),
    rule(
        r"(?<![\w.+])\+[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,4}\)?){2,5}(?![\w-])", _phone, needs=r"\+[0-9]"
    ),
    rule(
        r"(?<![\w.,-])\(?0[0-9]{2,4}\)? [0-9]{3,4} ?[0-9]{3,4}(?![\w,-])", _phone, needs="0[0-9]{2}"
    ),
    rule(r"(?<![\w.-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])", _phone, needs="-[0-9]{2}-"),
    rule(r"(?<![\w.-])555-[0-9]{4}(?![\w-])", _phone, needs="555-"),
    rule(
        r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w.]\w)",
        lambda match: " dot ".join(map(numbers.spell, match[0].split("."))),
        needs=r"[0-9]\.[0-9]{1,3}\.",
    ),
    rule(
        r"(\b(?i:call|called|dial|dialled|dialed|phone|ring|text)(?: (?i:me at|us on|on|at))?) "
        r"([0-9]{3}|[0-9]{5}|[0-9]{3}-[0-9]{4})(?![\w,.:%/-]\w| ?%| [a-z]+s\b)",
        _said_number,
        needs="[A-Za-z] [0-9]{3}",
    ),
    rule(
        r"\b((?i:pin|code|postcode|zip|account number|serial number|flight number)(?: of| is)?:?) "
        r"([0-9]{4,12})(?![\w,.:%/-]\w)",
        _said_number,
        needs="[A-Za-z:] [0-9]{4}",
    ),
)
"""Rules for numbers that are said digit by digit."""

# -------------------------------------------------------- post codes, formulas, models, versions

_DIGIT_WORDS = "zero one two three four five six seven eight nine".split()


def _postcode(match: re.Match[str]) -> str:
    """Say a British post code: S.W one A, one double A."""
    area, district, unit = match.group("area", "district", "unit")
    letter = district[-1] if district[-1].isalpha() else ""
    outward = f"{'.'.join(area)} {numbers.cardinal(district.rstrip(letter) or district)}"
    end = f"double {unit[1]}" if unit[1] == unit[2] else f"{unit[1]}.{unit[2]}"
    return f"{outward}{f' {letter}' if letter else ''} {_DIGIT_WORDS[int(unit[0])]} {end}"


_FORMULAS = (
    "CO2 CO2e H2O CH4 N2O NO2 NOx SO2 O2 O3 N2 H2 NH3 HCO3 H2S C2H6 CO3 SF6 H2SO4 H2O2 UF6 CaCO3"
).split()


def _formula(match: re.Match[str]) -> str:
    """Say a chemical formula by its letters and numbers: C.O two, C.H four."""
    parts = re.findall("[0-9]+|[A-Za-z]+", match[0])
    said = (
        numbers.cardinal(part) if part.isdigit() else ".".join(part) if part.isupper() else part
        for part in parts
    )
    return " ".join(said)


def _model(match: re.Match[str]) -> str:
    """Say a model or a road of three or four figures: A-three eighty, F-one fifty."""
    return f"{match[1]}{'-' if match[2] or len(match[1]) == 1 else ' '}{pairs(match[3])}"


def _plane(match: re.Match[str]) -> str:
    variant = match["variant"]
    more = f" {numbers.number(variant)}" if variant else ""
    return f"{match['maker'] or ''}{pairs(match['model'])}{more}"


_ROADS = "Highway|Route|Interstate|Flight|flight|Freeway|Bus|bus|County Road|State Road"

MAKERS = f"Boeing|Airbus|McDonnell|{_ROADS}"
"""The words before the number of an aeroplane, a road or a flight, for a pattern."""

CODES: tuple[Rule, ...] = (
    rule(
        r"(?<![\w.])(?P<area>[A-Z]{1,2})(?P<district>[0-9][0-9A-HJKPSTUW]?) "
        r"(?P<unit>[0-9][ABD-HJLNP-UW-Z]{2})(?!\w)",
        _postcode,
        needs="[0-9][A-Z]{2}",
    ),
    rule(rf"(?<![\w.-])(?:{'|'.join(_FORMULAS)})(?!\w)", _formula),
    rule(r"(?<![\w.-])([A-Z]{1,3})(-?)([1-9][0-9]{2})(?!\w|[.,:/-][0-9])", _model),
    rule(r"(?<![\w.-])([A-Z]{1,3})(-?)((?:19|20)[0-9]{2})(?!\w|[.,:/-][0-9])", _model),
    rule(r"(?<![\w.-])([A-Z]{1,3})(-)([1-9][0-9]{2})(?=-[A-Za-z])", _model),
    rule(
        r"(?P<maker>\b(?:Boeing|Airbus|McDonnell) )?(?<![\w.,$£€/-])(?P<model>7[0-8]7)"
        r"(?:(?:-| MAX )(?P<variant>[1-9]00|[89]|10)(?:ER|LR)?)(?![\w-]|[.,][0-9])",
        _plane,
    ),
    rule(
        r"(?P<maker>\b(?:Boeing|Airbus) )(?P<model>[1-9][0-9]{2})(?P<variant>)(?![\w-]|[.,][0-9])",
        _plane,
    ),
    rule(
        rf"(?P<maker>\b(?:{_ROADS}) )(?P<model>[1-9][0-9]{{2,3}})(?P<variant>)"
        r"(?![\w-]|[.,/:][0-9]| [a-z]+s\b)",
        _plane,
    ),
    rule(r"(?<![\w.-])v(?:er)?\.? ?(?=[0-9]{1,3}\.[0-9])", "version "),
)
"""Rules for letters and figures that name a thing."""
