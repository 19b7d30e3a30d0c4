"""Numbers as words, by num2words; what it cannot say is read digit by digit."""

from __future__ import annotations

import re

MOST_DIGITS = 36
"""Beyond this no one follows a number's name."""


def cardinal(digits: str, language: str = "en") -> str:
    """Return a whole number, given in digits, as words: ``"120"`` is one hundred twenty."""
    if len(digits) > MOST_DIGITS:
        return spell(digits, language)
    return _words(digits, "cardinal", language)


def ordinal(digits: str, language: str = "en") -> str:
    """Return a whole number, given in digits, as an ordinal: ``"23"`` is twenty-third."""
    if len(digits) > MOST_DIGITS:
        return spell(digits, language)
    return _words(digits, "ordinal", language)


def year(digits: str, language: str = "en") -> str:
    """Return a year of three or four digits as words: ``"1906"`` is nineteen oh six."""
    return _words(digits, "year", language).replace("oh-", "oh ")


def spell(digits: str, language: str = "en") -> str:
    """Return the digits one by one: ``"007"`` is zero zero seven."""
    names = {digit: _words(digit, "cardinal", language) for digit in sorted(set(digits))}
    return " ".join(names[digit] for digit in digits)


def number(text: str) -> str:
    """Return an English number with or without grouping commas and decimals as words."""
    whole, point, decimals = text.replace(",", "").partition(".")
    if (len(whole) > 1 and whole[0] == "0") or ("," not in text and len(whole) > 9):
        words = spell(whole)
    else:
        words = cardinal(whole) if whole else ""
    return f"{words} point {spell(decimals)}".strip() if point else words


def plural(words: str) -> str:
    """Return the English plural of a number's name: nineties, hundreds, sixths, halves."""
    if words.endswith("half"):
        return f"{words[:-1]}ves"
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith("x") else f"{words}s"


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral in its standard form; 0 when it is none."""
    if not _ROMAN.fullmatch(numeral):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


_ROMAN = re.compile("(?=[CLXVI])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _words(digits: str, kind: str, language: str) -> str:
    # num2words costs 35 ms to import, which a text without numbers need not pay.
    from num2words import num2words

    try:
        words = str(num2words(int(digits), lang=language, to=kind))
    except (OverflowError, NotImplementedError):
        if len(digits) == 1:
            raise
        return spell(digits, language)
    return words.replace(",", "").replace(" and ", " ") if language == "en" else words
