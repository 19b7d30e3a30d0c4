"""What the rules for English share: how a number is written, and what may stand around it."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers

WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)"
"""A whole number, with or without grouping commas."""

NUMBER = rf"(?:{WHOLE}(?:\.[0-9]++)?|(?<![\w.])\.[0-9]++)"
"""A number as written: whole, grouped, or with decimals."""

START = r"(?<![\w,])(?<!\w[./])"
"""Nothing before that would make a number part of something longer."""

DASH = r" ?[-–—] ?"
"""What stands between the ends of a range."""

SCALE_WORDS = "hundred|thousand|million|billion|trillion|lakh crore|lakh|crore"
"""Counting words that may follow an amount."""

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


def noun_after(text: str, end: int) -> str:
    """Return the word in small letters that follows place ``end`` of ``text``, or nothing."""
    noun = _NOUN.match(text, end, end + 40)
    return noun[1] if noun else ""


def names_thing(word: str) -> bool:
    """Return whether ``word`` may be a noun that the quantity before it describes."""
    return bool(word) and word not in _NO_NOUN and not word.endswith("ed")


def is_attribute(match: re.Match[str]) -> bool:
    """Return whether the quantity describes a noun, as in "a $5 billion deal"."""
    text, start, end = match.string, match.start(), match.end()
    if not names_thing(noun_after(text, end)):
        return False
    return bool(_DETERMINER.search(text[max(0, start - 9) : start]))


def say_year(digits: str) -> str:
    """Return a year as words; one of two digits as it is said: zero five is oh five."""
    if len(digits) == 2:
        return f"oh {numbers.cardinal(digits[1])}" if digits[0] == "0" else numbers.cardinal(digits)
    return numbers.year(digits)


def pairs(digits: str) -> str:
    """Return a number of a road, a flight or a model as it is said: three eighty, one oh one."""
    if len(digits) == 3 and digits[0] != "0" and digits[1:] != "00":
        return f"{numbers.cardinal(digits[0])} {say_year(digits[1:])}"
    if len(digits) == 4 and digits[0] != "0":
        return numbers.year(digits)
    return numbers.number(digits)
