"""One way of writing: marks, blanks, digits and widths that mean the same become the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GROUPING = re.compile("(?<=\\d)[\u2009\u202f\u00a0](?=\\d{3}(?!\\d))")
_VULGAR = re.compile("(?<=[\\d\u00bc-\u00be\u2150-\u215e])(?=[\u00bc-\u00be\u2150-\u215e])")
_RAISED = re.compile("(?<=\\d)(?=[\u2070\u00b9\u00b2\u00b3\u2074-\u2079])")
_DIGIT = re.compile(r"[^\W0-9]")

_MARKS = str.maketrans(
    dict.fromkeys("\u2019\u2018\u201b\u02bc\u2032\uff07", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"\u2044": "/", "\u20ac": "\u20ac"}
)

LONGEST_WORD = 90
"""Letters; a longer run is no word that any table knows."""


def folded(text: str) -> str:
    """Return ``text`` with compatible characters, dashes, apostrophes and digits made even.

    Blanks that group digits become an underscore, so that ``5 000`` with a thin blank is one
    number. Linear in the length of ``text``.
    """
    if text.isascii():
        return text
    text = _GROUPING.sub("_", text)
    text = _RAISED.sub("^", _VULGAR.sub(" ", text))
    text = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    return _DIGIT.sub(_plain_digit, text)


def _plain_digit(match: re.Match[str]) -> str:
    value = unicodedata.decimal(match[0], None)
    return match[0] if value is None else str(value)


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Return ``word`` in small letters without accents: how words are compared.

    >>> plain("Fünfzig"), plain("Straße")
    ('funfzig', 'strasse')
    """
    small = word.casefold()
    if small.isascii():
        return small
    small = small.replace("\u0142", "l").replace("\u00f8", "o").replace("\u0111", "d")
    parts = unicodedata.normalize("NFD", small)
    return "".join(part for part in parts if not unicodedata.combining(part))
