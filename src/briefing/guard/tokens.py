"""The pieces figures and names are found in: numbers, words, currency signs and other signs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

TokenKind = Literal["iso", "date", "clock", "fraction", "number", "currency", "word", "sign"]


class Token(NamedTuple):
    """A piece of a folded text and where it stands there."""

    kind: TokenKind
    text: str
    start: int
    end: int


_PATTERN = r"""
    (?P<iso>(?<!\d)\d{4}-\d\d-\d\d(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?(?!\d))
  | (?P<date>(?<![\d.,/])\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d]))
  | (?P<clock>(?<![\d:])[0-2]?\d:[0-5]\d(?!\d))
  | (?P<fraction>(?<![\d/.,])\d{1,4}/\d{1,4}(?![\d/]))
  | (?P<number>SPACED\d+(?:[.,'_]\d+)*)
  | (?P<currency>(?:(?:US|AU|CA|NZ|HK|[ACSR])\$|[$€£¥₹₩₽₺₪₴₦₱¢]))
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
  | (?P<sign>[^\w\s]|_)
"""

_SPACED = r"(?<!\d)\d{1,3}(?:[ ]\d{3})+(?!\d)(?:,\d+)?|"
_SPACED_LANGUAGES = frozenset(
    "fr pl es it pt cs sk sv nb no da fi ru uk hu bg hr sl lt lv et".split()
)
"""Languages that group digits with blanks."""


@lru_cache(maxsize=2)
def _pattern(spaced: bool) -> re.Pattern[str]:
    return re.compile(_PATTERN.replace("SPACED", _SPACED if spaced else ""), re.VERBOSE)


def tokens(text: str, language: str) -> list[Token]:
    """Return the pieces of a folded text in order; blanks are no pieces."""
    found = []
    for match in _pattern(language in _SPACED_LANGUAGES).finditer(text):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the pattern names them
        found.append(Token(kind, match[0], match.start(), match.end()))
    return found
