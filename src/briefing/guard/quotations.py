"""Quotations: what stands between quotation marks, in the marks of every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_OPENING = {
    "\u201c": '\u201d\u201c"',
    "\u201e": '\u201c\u201d"',
    "\u201f": "\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab\u00bb",
    "\u2039": "\u203a",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u301d": "\u301e\u301f",
    "\u201d": "\u201d",
    '"': '"\u201d\u201c',
}
"""Marks that open a quotation, with those that close it: German and Swedish turn them round."""

_ONLY_CLOSING = frozenset('\u201d\u00bb"')
"""Marks that close more often than they open: they open only where a word begins."""

_DOUBLE = re.compile("[" + "".join(_OPENING) + "\u203a\u300d\u300f\u301e]")
_SINGLE = re.compile("['\u2018\u2019\u201a\u203a\u2039]")
_BEFORE = frozenset(" \t\n\r\u00a0([{\u2014\u2013-/\"'\u201c\u201e\u00ab\u2018:")
_EVERY_MARK = re.compile(
    "[\"'\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f`\u00b4]+"
)
_DASHES = re.compile(r"\s*(?:--+|[\u2010-\u2015\u2212])\s*|\s+-\s+")
_BLANKS = re.compile(r"\s+")
_DOTS = re.compile(r"\s*(?:\[\s*)?(?:\.\s?\.\s?\.|\u2026)(?:\s*\])?\s*")
_EDGE = " .,;:!?-\u2026()"

FEWEST_WORDS = 2
"""A single word between marks is a name or irony, and checked as the words around it are."""


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the quotations of ``text`` begin and end, marks left out.

    One that is opened and never closed runs to the end of the text.
    """
    double = _stretches(text)
    return double + _single(text, double)


def _stretches(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    begun, closing = -1, ""
    for match in _DOUBLE.finditer(text):
        mark, at = match[0], match.start()
        if begun >= 0 and mark in closing:
            found.append((begun, at))
            begun = -1
        elif begun < 0 and mark in _OPENING and _opens(text, at, mark):
            begun, closing = at + 1, _OPENING[mark]
    if begun >= 0:
        found.append((begun, len(text)))
    return tuple(found)


def _opens(text: str, at: int, mark: str) -> bool:
    if mark not in _ONLY_CLOSING:
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    return before in _BEFORE and after.strip() != ""


def _single(text: str, double: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return what stands between single marks, apostrophes and what is quoted already aside."""
    found: list[tuple[int, int]] = []
    begun = -1
    spans = iter((*double, (len(text), len(text))))
    first, last = next(spans)
    for match in _SINGLE.finditer(text):
        at = match.start()
        while at >= last and last < len(text):
            first, last = next(spans)
        if first <= at < last:
            continue
        after = text[at + 1 : at + 2]
        if begun >= 0 and not after.isalnum() and match[0] not in "\u2018\u201a":
            found.append((begun, at))
            begun = -1
        elif (at == 0 or text[at - 1] in _BEFORE) and after.isalpha():
            begun = at + 1
    return tuple(found)


def evened(text: str) -> str:
    """Return ``text`` as quotations are compared: blanks, marks, dashes and dots made even."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _DASHES.sub(" - ", text))
    text = _DOTS.sub(" ... ", _DASHES.sub(" - ", _EVERY_MARK.sub("", text)))
    return _BLANKS.sub(" ", text).strip()


class Compared(NamedTuple):
    """The quotations of a text that its sources say word for word, and those they do not.

    A single word in marks is in neither: it is checked as the words around it are.
    """

    told: tuple[tuple[int, int], ...]
    altered: tuple[tuple[int, int], ...]


def compared(text: str, sources: Iterable[str]) -> Compared:
    """Compare the quotations of ``text`` with ``sources``, both folded."""
    told: list[tuple[int, int]] = []
    altered: list[tuple[int, int]] = []
    words: str | None = None
    for first, last in quotations(text):
        quoted = evened(text[first:last]).strip(_EDGE)
        if quoted.count(" ") + 1 < FEWEST_WORDS:
            continue
        if words is None:
            words = "\n".join(evened(source) for source in sources)
        (told if _says(words, quoted) else altered).append((first, last))
    return Compared(tuple(told), tuple(altered))


def _says(told: str, quoted: str) -> bool:
    for first in dict.fromkeys((quoted[0], quoted[0].upper(), quoted[0].lower())):
        wanted = first + quoted[1:]
        at = told.find(wanted)
        while at >= 0:
            after = at + len(wanted)
            if not told[at - 1 : at].isalnum() and not told[after : after + 1].isalnum():
                return True
            at = told.find(wanted, at + 1)
    return False
