"""English: the order in which words, names, numbers and signs are given their spoken form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from briefing.voice.spoken.english.abbreviations import ABBREVIATION_RULES, SLASHED
from briefing.voice.spoken.english.codes import CODES, MAKERS, PHONES
from briefing.voice.spoken.english.dates import NAMED_DATES, NAMED_DAYS, numeric_dates
from briefing.voice.spoken.english.letters import NAMES, lower_small_words
from briefing.voice.spoken.english.measures import COUNTED, MEASURES, UNIT
from briefing.voice.spoken.english.money import MONEY
from briefing.voice.spoken.english.numbers import FRACTIONS, GROUPS, PLAIN, RANGES, SCORES, VULGAR
from briefing.voice.spoken.english.roman import ROMANS
from briefing.voice.spoken.english.signs import FOOTNOTES, LAST, MARKS, MINUS
from briefing.voice.spoken.english.times import TIMES
from briefing.voice.spoken.english.years import ERAS, SEASONS, YEARS
from briefing.voice.spoken.text import (
    Rule,
    apply,
    compiled,
    name_emoji,
    plain_letters,
    rule,
    squeeze,
)
from briefing.voice.spoken.web import WebWords, web_rules

_WEB = web_rules(WebWords("dot", "slash", "at", "dash", "underscore"))
_GAP = rule(r"(?<=\w)([,;!?])(?=[A-Za-z])", r"\1 ")
_DIGIT = re.compile("[0-9₀-₉½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒]")
_RAISED_LETTERS = re.compile("(?<=[0-9])(?:ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)")

Stage = tuple[str, tuple[Rule, ...]]
"""What a text must have for any of the rules to change it, and the rules."""

_MONTHS_AND_DAYS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_MONEY_SIGN = r"[$£€¥₹₩₽₺₪₴₦₱฿₫₿¢]|Rs|Kč|zł|[0-9] ?[A-Z]{3}|[A-Z]{3} ?[0-9]|[0-9]p(?!\w)"
_AFTER_NUMBER = rf"[ -]?(?:{UNIT}|in|inch|C|F|bn|BN|tn|trn|mln|mn|[kKm]|[kMG]tCO2e?)(?![A-Za-z])"


def _stage(needs: str, *rules: Rule) -> Stage:
    return needs, rules


WORDS: tuple[Stage, ...] = (
    _stage("[\\[¹²³⁰⁴-⁹]", *FOOTNOTES),
    _stage(r"[@#]|:\/\/|[Ww]{3}\.|\.[A-Za-z]{2}", *_WEB),
    _stage(r"AD|BC|CE|A\.D|B\.C|C\.E|(?<!\w)ca?\.? ?[0-9]", *ERAS),
    _stage("/", *SLASHED),
    _stage("", *ABBREVIATION_RULES),
    _stage(r"(?<![A-Za-z])[IVXLC]{1,9}(?![A-Za-z])|WW", *ROMANS),
    _stage(_MONTHS_AND_DAYS, *NAMED_DAYS),
    _stage(r"[A-Z](?:[A-Z.–&]|-Z)|\.[a-z]", *NAMES),
    _stage("[₀-₉^⁰¹²³⁴-⁹⁻⁺ⁿ~∼*×#§<>≤≥]", *MARKS),
)
"""The rules that may apply to any text, in order."""


@cache
def figures(region: str) -> tuple[Stage, ...]:
    """Return the rules for a text with figures, in order."""
    return (
        _stage(r"[0-9]{3}|[0-9]\.[0-9]{1,3}\.[0-9]", *PHONES),
        _stage("[0-9],[0-9]{2},|[0-9] [0-9]{3}", *GROUPS),
        _stage("[0-9][-–:][0-9]", *SCORES),
        _stage("[0-9][-/.][0-9]", *numeric_dates(region)),
        _stage(f"(?i:{_MONTHS_AND_DAYS})", *NAMED_DATES),
        _stage("[-−–]", *MINUS),
        _stage(r"[0-9][:.][0-9]|[0-9 .][aApP]\.?[mM]|GMT|UTC|[A-Z]{2}T|Z|[0-9] h", *TIMES),
        _stage(_MONEY_SIGN, *MONEY),
        _stage(f"[/⁄{''.join(VULGAR)}]", *SEASONS, *FRACTIONS),
        _stage(
            f"[0-9]{_AFTER_NUMBER}|[0-9] ?['’′\"”″/°]|[0-9] ?ft|-foot|(?:{COUNTED}) [A-Za-z]",
            *MEASURES,
        ),
        _stage(rf"[A-Z]-?[0-9]|7[0-8]7|(?:{MAKERS}) [0-9]|(?<!\w)v", *CODES),
        _stage("[0-9]{2}", *YEARS),
        _stage("[0-9%°] ?[-–—:x×]", *RANGES),
        _stage("[0-9]", *PLAIN),
        _stage("[,;!?][A-Za-z]", _GAP),
    )


SIGNS = _stage(r"[^\w\s.,;:!?'\"’‘“”()\[\]—/-]|[_²³µα-ωΑ-Ω]| (?:-{1,3}|–) ", *LAST)
"""The rules for the signs that are left."""


def english(text: str, region: str = "") -> str:
    """Return cleaned English ``text`` as it is said; ``region`` is a country in small letters."""
    text = name_emoji(plain_letters(text))
    if not text.isascii():
        text = _RAISED_LETTERS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _staged(WORDS, lower_small_words(text))
    if _DIGIT.search(text):
        text = _staged(figures(region), text)
    return squeeze(_staged((SIGNS,), text))


def _staged(stages: Iterable[Stage], text: str) -> str:
    for needs, rules in stages:
        if compiled(needs).search(text):
            text = apply(rules, text)
    return text
