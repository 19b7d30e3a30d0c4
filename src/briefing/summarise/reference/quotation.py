"""Quotation marks: which open and which close in a sentence, and what stands outside of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.summarise.words import primary_of

_MARK = re.compile('["“”„«»「」『』]')
_SINGLE = ("'", "‘", "’")
_SINGLE_START = re.compile(r"(?<![^\s(])['‘]\w")
_SINGLE_END = re.compile(r"[.,!?…] ?['’](?!\w)")
_LOW = frozenset("bg cs de et hr hu is ka lt lv mk nl pl ro sk sl sr uk".split())
"""Languages that write „so“ or „so”: there the English opening mark can be a closing one."""
_SAME = frozenset("fi sv".split())
"""Languages that write ”so”."""
_INWARD = frozenset("cs da de hr hu pl sk sl sr".split())
"""Languages that may write »so«."""
_AFTER_OPENING = " \u00a0\u202f\n\t([{—–-/:¿¡'‘’"
OUTSIDE = "”"
"""What stands for a quotation in the words outside of it."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of one sentence."""

    closes: bool
    """One closes that was opened in an earlier sentence."""
    opens: bool
    """One opens that is not closed in it."""
    outside: str
    """The words outside, each quotation a ``”``."""


NONE = Quotations(closes=False, opens=False, outside="")
_TORN = Quotations(closes=True, opens=False, outside="")


def quotations(text: str, language: str) -> Quotations:
    """Return the quotations of ``text``; ``NONE`` if there is no mark in it."""
    single = _in_single_marks(text)
    if single is not None:
        return single
    marks = list(_MARK.finditer(text))
    if not marks:
        return NONE
    primary = primary_of(language)
    open_marks: list[str] = []
    closes = False
    edges = [0]  # outside, inside, outside ...
    for mark in marks:
        at = mark.start()
        if _is_opening(text, at, open_marks[-1:], primary):
            open_marks.append(mark[0])
            if len(open_marks) == 1:
                edges.append(at)
        elif open_marks:
            open_marks.pop()
            if not open_marks:
                edges.append(at + 1)
        elif not (mark[0] in '"”' and text[at - 1 : at].isdigit()):  # 5" is a length
            closes = True
            edges = [at + 1]  # all before it was said by somebody
    edges.append(len(text))
    outside = f" {OUTSIDE} ".join(text[one:two] for one, two in list(pairwise(edges))[::2])
    if closes:
        outside = f"{OUTSIDE} {outside}"
    if open_marks:
        outside = f"{outside} {OUTSIDE}"
    return Quotations(closes, bool(open_marks), outside)


def _in_single_marks(text: str) -> Quotations | None:
    """Return the quotations of a sentence that opens with ``'`` or ends with it, else nothing.

    These marks are apostrophes too: they close only behind a stop or comma.
    """
    if text.startswith(_SINGLE):
        ends = [mark.end() for mark in _SINGLE_END.finditer(text)]
        return (
            Quotations(closes=False, opens=False, outside=f"{OUTSIDE} {text[ends[-1] :]}")
            if ends
            else None
        )
    ends_single = text.endswith(_SINGLE) and _SINGLE_END.search(text, max(len(text) - 3, 0))
    return _TORN if ends_single and not _SINGLE_START.search(text) else None


def _is_opening(text: str, at: int, last: list[str], primary: str) -> bool:
    """Return whether the mark at ``at`` opens a quotation; ``last`` is the mark still open."""
    mark = text[at]
    if mark in "„「『":
        return True
    if mark in "」』" or (mark == "”" and primary not in _SAME):
        return False
    if mark == "“" and primary not in _LOW:
        return True
    if mark in "«»" and primary not in _INWARD:
        return mark == "«"
    return last not in _CLOSED_BY[mark] and _stands_before(text, at)


_CLOSED_BY = {'"': (['"'],), "”": (["”"],), "“": (["„"], ["“"]), "«": (["»"],), "»": (["«"],)}
"""Which mark still open makes a mark a closing one."""


def _stands_before(text: str, at: int) -> bool:
    """Return whether the mark at ``at`` stands before a word, not behind one."""
    return at == 0 or text[at - 1] in _AFTER_OPENING
