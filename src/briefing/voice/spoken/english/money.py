"""English money: signs and codes before or after the amount, ranges, rates and attributes."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.measures import PER_UNIT, UNIT, per_words
from briefing.voice.spoken.english.parts import (
    DASH,
    NUMBER,
    SCALE_WORDS,
    START,
    WHOLE,
    is_attribute,
)
from briefing.voice.spoken.english.units import CURRENCIES, SCALES
from briefing.voice.spoken.text import Rule, rule

_CODES = "|".join(sorted((re.escape(key) for key in CURRENCIES), key=len, reverse=True))
_SIGN = "[$£€¥₹₩₽₺₪₴₦₱฿₫₿]"
_SCALE_LETTERS = "[bBtmM][nN]|Bn|trn|mln|[kKmMbBtT]"
_SCALE = rf"(?:[ -]?(?P<scale>{SCALE_WORDS}|{_SCALE_LETTERS})(?![A-Za-z]))?"
_PER = rf"(?:/(?P<per>{PER_UNIT}|{UNIT})(?![\w/]))?"


def _money(match: re.Match[str]) -> str:
    """Say an amount, or a range of amounts: one point two million dollars, five dollars."""
    one, many, cent, cents = CURRENCIES[match["code"].replace(" ", "").rstrip(".")]
    low, high, scale = match["low"], match["high"], match["scale"]
    compound = match.string[match.end() : match.end() + 1] == "-" or match[0].endswith("-")
    name = one if compound or is_attribute(match) else many
    if scale:
        words = f"{numbers.number(low)} to {numbers.number(high)}" if high else numbers.number(low)
        words += f" {SCALES.get(scale, scale)} {name}"
    elif high:
        names = (one, name, cent, cents)
        first = _amount(low, names) if "." in low else numbers.number(low)
        words = f"{first} to {_amount(high, names)}"
    else:
        words = _amount(low, (one, name, cent, cents))
    per = match["per"]
    return f"{words} per {per_words(per)}" if per else words


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


def _cents(match: re.Match[str]) -> str:
    return f"{numbers.number(match['low'])} cent{'' if match['low'] == '1' else 's'}"


def _pence(match: re.Match[str]) -> str:
    """Say British pence; 480p to 1080p are the lines of a picture."""
    digits = match[1]
    if digits in _LINES:
        return f"{numbers.cardinal(digits[:-2])} {_LINES[digits]} p"
    return f"{numbers.number(digits)} {'penny' if digits == '1' else 'pence'}"


_LINES = {"480": "eighty", "720": "twenty", "1080": "eighty", "1440": "forty", "2160": "sixty"}
_PREFIX = rf"(?<![A-Za-z$£€¥₹₩])(?P<code>US \$|Rs\.|{_CODES}) ?"

MONEY: tuple[Rule, ...] = (
    rule(rf"(?<=[\w%]){DASH}(?={_SIGN}[0-9])", " to ", needs=rf"{_SIGN}[0-9]"),
    rule(rf"({_SIGN})[-−](?=[0-9])", r"minus \1"),
    rule(  # "$1.5-$2 billion" counts billions at both ends
        rf"({_SIGN})({NUMBER}) to (?P<end>\1{NUMBER} (?:{SCALE_WORDS})\b)", r"\2 to \g<end>"
    ),
    rule(
        rf"{_PREFIX}(?P<low>{NUMBER})(?:{DASH}(?P<high>{NUMBER})(?!-?\w+-))?"
        rf"{_SCALE}(?: (?:dollars|euros|pounds)\b)?{_PER}",
        _money,
        needs=rf"{_SIGN}[ 0-9.]|[A-Z]{{3}} ?[0-9.]|[RzK][słč]",
    ),
    rule(
        rf"{START}(?P<low>{NUMBER})(?:{DASH}(?P<high>{NUMBER}))?{_SCALE} ?"
        rf"(?P<code>{_CODES})(?![\w$£€¥]){_PER}",
        _money,
        needs=rf"[0-9A-Za-z] ?(?:[A-Z]{{3}}|[RzK][słč]|[A-Z]{{0,2}}{_SIGN})",
    ),
    rule(rf"{START}(?P<low>{WHOLE}) ?¢", _cents, needs="¢"),
    rule(rf"{START}([0-9]{{1,3}}|1080|1440|2160)p(?!\w|[./-]\w)", _pence, needs="[0-9]p"),
)
"""Rules for money, in order; they come before measures, whose letters they share."""
