"""What a number counts: the unit or currency that stands beside it."""

from __future__ import annotations

from briefing.guard.forms.units import GLUED_ONLY, MONEY, unit_signs, unit_words
from briefing.guard.scan import Scan

_MOST_PIECES = 5
_LONGEST = 32
_SIGNS = frozenset("%°×-")


def unit_after(scan: Scan, at: int) -> tuple[str, int]:
    """Return the unit that begins at piece ``at`` and the piece after it; no unit: ``"", at``."""
    at = scan.past_hyphen(at)
    kind, first = scan.kind(at), scan.word(at)
    if kind == "currency" or (kind == "word" and scan.near(at)) or first in _SIGNS:
        return _unit_at(scan, at)
    return "", at


def _unit_at(scan: Scan, at: int) -> tuple[str, int]:
    signs, words = unit_signs(), unit_words(scan.language)
    start = scan.pieces[at].start
    glued = scan.touches(at)
    for last in range(min(at + _MOST_PIECES, len(scan.pieces)) - 1, at - 1, -1):
        end = scan.pieces[last].end
        if end - start > _LONGEST:
            continue
        written = scan.text[start:end]
        unit = signs.get(written.replace(" ", ""), "")
        if unit and (glued or written not in GLUED_ONLY):
            return unit, last + 1
        phrase = " ".join(_phrase(scan, at, last).split())
        if phrase in words and len(phrase) > 1:
            return words[phrase], last + 1
    return "", at


def _phrase(scan: Scan, first: int, last: int) -> str:
    """Return the pieces as the table of units holds them: hyphens are blanks, d' is gone."""
    parts = []
    for at in range(first, last + 1):
        word = scan.words[at]
        if word == "-":
            parts.append(" ")
            continue
        parts += ["" if scan.touches(at) and at > first else " ", word.removeprefix("d'")]
    return "".join(parts)


def currency_before(scan: Scan, at: int) -> str:
    """Return the currency whose sign or code stands right before the number at piece ``at``."""
    before = at - 1
    if before < 0 or not scan.near(at):
        return ""
    unit = unit_signs().get(scan.pieces[before].text, "")
    if unit not in MONEY or (
        scan.kind(before) == "currency" and scan.touches(before) and _taken(scan, before)
    ):
        return ""
    return unit


def _taken(scan: Scan, at: int) -> bool:
    """Tell whether the sign belongs to the number before it: 5€ 7."""
    return scan.kind(at - 1) == "number" and not scan.touches(at + 1)
