"""Plain text to chunks: find out whether lines are wrapped, and undo it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.read.quotations import ATTRIBUTION
from briefing.read.sentences import join_lines

BULLET = re.compile(r"[-*+•‣▪●○◦·–]\s+(?=\S)")
NUMBER = re.compile(r"\(?(?:\d{1,3}[.)]|[ivxIVX]{1,5}\)|[a-zA-Z]\))\s+(?=\S)")
RULE = re.compile(r"(?:[-*_=~#—–]\s?){3,}")
MARKED = re.compile(
    r"(?:Q|A|F|R|P|Question|Answer|Frage|Antwort|Réponse|Pregunta|Respuesta|問|答)"
    r"\s?\d{0,3}\s?[:：.)]\s",
    re.I,
)

_HYPHENATED = re.compile(r"\w-$")
_LINKING = frozenset("and or und oder bzw et ou y o e och og en of".split())
"""Words before which a hyphen stands for a word left out, as in "Vor- und Nachteile"."""

_WIDEST_WRAP = 110
_NARROWEST_WRAP = 30
_TERMINAL = '.!?:;…"”’)»。！？'
_ENOUGH = 0.75
"""Share of lines the next word would not have fitted on, from which on a text counts as wrapped."""

_MOST_BEYOND = 0.1
"""Share of lines that may be wider than the width: addresses and the like cannot be wrapped."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one block of the source looks like once wrapped lines are joined."""

    text: str
    gap: bool
    """Whether a blank line, or the start of the text, stands before it."""
    indent: int = 0
    raw: str = ""
    """The text with its own line breaks and indents; for code and tables."""
    line: int = 0
    """The number of its first line, from 0 on."""


def chunks(text: str) -> list[Chunk]:
    """Return the blocks of ``text`` in order; every visible character is in exactly one."""
    lines = [line.rstrip() for line in text.split("\n")]
    width = _wrap_width(lines)
    found: list[Chunk] = []
    group: list[str] = []
    gap = True
    for number, line in enumerate(lines):
        if not line.strip():
            if group:
                found.append(_chunk(group, gap, number))
            group, gap = [], True
            continue
        if group and not _continues(group[-1], line, width):
            found.append(_chunk(group, gap, number))
            group, gap = [], False
        group.append(line)
    if group:
        found.append(_chunk(group, gap, len(lines)))
    return found


def _chunk(lines: list[str], gap: bool, end: int) -> Chunk:
    text = join_lines(_mended([" ".join(line.split()) for line in lines]))
    indent = len(lines[0]) - len(lines[0].lstrip())
    return Chunk(text, gap, indent, "\n".join(lines), end - len(lines))


def _mended(lines: list[str]) -> list[str]:
    """Return ``lines``, those that were wrapped at a hyphen within a word joined."""
    found = lines[:1]
    for line in lines[1:]:
        word = line.split(maxsplit=1)[0]
        if _HYPHENATED.search(found[-1]) and word[0].isalnum() and word not in _LINKING:
            found[-1] += line
        else:
            found.append(line)
    return found


def _continues(before: str, line: str, width: int | None) -> bool:
    """Tell whether ``line`` goes on with the paragraph whose last line is ``before``."""
    stripped = line.strip()
    if width is None or RULE.fullmatch(stripped) or RULE.fullmatch(before.strip()):
        return False
    if BULLET.match(stripped) or MARKED.match(stripped):
        return False
    if ATTRIBUTION.match(stripped) and _stops(before):
        return False
    if NUMBER.match(stripped) and before.endswith(tuple(_TERMINAL)):
        return False
    return not _had_room(before, stripped, width)


def _had_room(before: str, line: str, width: int) -> bool:
    """Tell whether the next line's first word would have fitted: then the break was meant."""
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) <= width


def _wrap_width(lines: list[str]) -> int | None:
    """Return the width the lines are wrapped to; ``None`` when a line is a block."""
    pairs = [
        (before, after.strip())
        for before, after in pairwise(lines)
        if before.strip() and after.strip() and not BULLET.match(after.strip())
    ]
    lengths = sorted(len(before) for before, _ in pairs if not _stops(before))
    if not lengths:
        return None
    width = lengths[int(len(lengths) * 0.97 - 0.5)]
    beyond = sum(len(line) > width for line in lines)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or beyond > _MOST_BEYOND * len(lines):
        return None
    prose = [(before, after) for before, after in pairs if len(before) > width * 0.6]
    full = sum(not _had_room(before, after, width) for before, after in prose)
    runs_on = sum(not _stops(before) for before, _ in prose)
    enough = len(prose) >= max(2, 0.3 * len(pairs))
    wrapped = enough and full >= _ENOUGH * len(prose) and runs_on >= 0.5 * len(prose)
    return width if wrapped else None


def _stops(line: str) -> bool:
    return line.endswith(tuple(_TERMINAL))
