"""Lines in reading order to blocks: paragraphs, headings, points, captions, tables, code.

A block goes on while style, distance and indent stay the same; what kind it is, its style says
against the style of the body, which is the one most letters are set in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from briefing.read.pdf.lines import Line
from briefing.read.pdf.words import Lexicon
from briefing.read.plaintext.lines import BULLET

Kind = Literal["text", "heading", "point", "caption", "table", "code", "contents"]

_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|chart|photo|abb(?:ildung|\.)|tabelle|figur|tableau|figura|tabla|"
    r"tabela|schema|scheme|listing|box|рис(?:унок|\.)|таблица|図|表)\s?"
    r"(?:[A-Z]?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?|[IVX]{1,5})\s?(?:[.:|]|\s[–—-]\s|$)",
    re.I,
)
_LEADERS = re.compile(r"(?:\.\s?|…\s?|·\s?|_){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$", re.I)
_PAGE_NUMBER = re.compile(r"\S\s+(?:\d{1,4}|[ivxlc]{1,6})$")
_NUMBER = re.compile(r"\(?(?:\d{1,2}[.)]|[ivx]{1,5}\)|[a-zA-Z]\))\s+(?=\S)")
_NUMBERING = re.compile(
    r"(?:(?:chapter|section|part|appendix|annex|kapitel|teil|abschnitt|chapitre|partie|capítulo)\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z](?:\.\d{1,3})*)[.):]?$",
    re.I,
)
_ENDS = re.compile(r"[.!?:;…。！？।۔][\"”’»)\]]*$")
_BULLET_CELL = re.compile(r"[•‣▪●○◦·\-–—*■□➢✓]|\(?\w{1,3}[.)]|\[\d{1,3}\]")
LONGEST_HEADING = 250


@dataclass(slots=True)
class Block:
    """Lines that belong together, and what they are."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)

    @property
    def last(self) -> Line:
        """The block's last line so far."""
        return self.lines[-1]

    @property
    def style(self) -> tuple[float, bool]:
        """Font size, to half a point, and whether it is bold."""
        return round(self.lines[0].size * 2) / 2, all(line.bold for line in self.lines)

    def text(self, lexicon: Lexicon) -> str:
        """Return the block's words as one line."""
        return lexicon.joined([line.text for line in self.lines])


@dataclass(frozen=True, slots=True)
class Body:
    """What the running text of a document is set in."""

    size: float
    bold: bool
    mono: bool
    leading: float
    """Distance of its baselines."""


def body_of(lines: Sequence[Line]) -> Body:
    """Return the style that most letters are set in; ``lines`` holds at least one."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda each: (sizes[each], -each))
    own = [line for line in lines if abs(line.size - size) <= 0.5]
    weight = sum(len(line.text) for line in own) or 1
    bold = sum(len(line.text) for line in own if line.bold) > 0.5 * weight
    mono = sum(len(line.text) for line in own if line.mono) > 0.5 * weight
    steps: Counter[float] = Counter()
    for before, line in pairwise(own):
        step = before.y - line.y
        if before.page == line.page and 0.8 * size < step < 2.5 * size:
            steps[round(step * 2) / 2] += 1
    leading = max(steps, key=lambda each: (steps[each], -each)) if steps else 1.2 * size
    return Body(size, bold, mono, leading)


def blocks_of(lines: Sequence[Line], body: Body) -> list[Block]:
    """Return the blocks of ``lines``, in order; every line is in exactly one."""
    kinds = [_kind(line, body) for line in lines]
    _spread_contents(lines, kinds)
    _spread_tables(lines, kinds)
    blocks: list[Block] = []
    for line, kind in zip(lines, kinds, strict=True):
        before = blocks[-1] if blocks else None
        if before is not None and _goes_on(before, line, kind, body):
            before.lines.append(line)
        elif (open_text := _interrupted(blocks, line, kind, body)) is not None:
            open_text.lines.append(line)
        else:
            blocks.append(Block(kind, [line]))
    return [_judged(block, body) for block in blocks]


def _kind(line: Line, body: Body) -> Kind:
    text = line.text
    if _LEADERS.search(text[-200:]) and len(text) > 8:
        return "contents"
    if line.mono and not body.mono:
        return "code"
    if _CAPTION.match(text) and line.size <= 1.1 * body.size:
        return "caption"
    if _is_row(line):
        return "table"
    if _is_point(line):
        return "point" if not _stands_out(line, body) else "heading"
    return "heading" if _stands_out(line, body) else "text"


def _stands_out(line: Line, body: Body) -> bool:
    larger = line.size > 1.07 * body.size
    bolder = line.bold and not body.bold and line.size > 0.93 * body.size
    return (larger or bolder) and any(map(str.isalnum, line.text))


def _is_row(line: Line) -> bool:
    """Tell whether a line's cells are those of a table: three, or two with a number in one."""
    cells = line.cells
    if len(cells) > 1 and (_NUMBERING.fullmatch(cells[0]) or _BULLET_CELL.fullmatch(cells[0])):
        cells = cells[1:]
    if len(cells) < 2:
        return False
    gaps = line.gaps[-(len(cells) - 1) :]
    return len(cells) > 2 or max(gaps, default=0.0) > 2.5 * line.size


def _is_point(line: Line) -> bool:
    return bool(BULLET.match(line.text) or _NUMBER.match(line.text)) or bool(
        len(line.cells) > 1 and re.fullmatch(r"[•‣▪●○◦■□➢✓*–-]", line.cells[0])
    )


def _spread_contents(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Make lines that end with a page's number and stand between lines of contents such, too."""
    found = frozenset(place for place, kind in enumerate(kinds) if kind == "contents")
    for place in range(len(kinds) if found else 0):
        above = any(place - step in found for step in range(1, 9))
        below = next((step for step in range(1, 9) if place + step in found), 0)
        if below and (above or below <= 2) and _PAGE_NUMBER.search(lines[place].text[-40:]):
            kinds[place] = "contents"


def _spread_tables(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Make single rows text again, and lines between two rows close by part of the table."""
    rows = [place for place, kind in enumerate(kinds) if kind == "table"]
    close = {
        place
        for place in rows
        if any(
            other != place and other in range(len(kinds)) and kinds[other] == "table"
            for other in range(place - 2, place + 3)
        )
    }
    for place in rows:
        if place not in close and len(lines[place].cells) < 4:
            kinds[place] = "text"
    for place in range(1, len(lines) - 1):
        short = lines[place].x1 - lines[place].x0 < 0.6 * (lines[place].right - lines[place].left)
        beside = kinds[place - 1] == "table" and kinds[place + 1] == "table"
        same = lines[place - 1].page == lines[place].page == lines[place + 1].page
        if kinds[place] in {"text", "point", "heading"} and beside and same and short:
            kinds[place] = "table"


def _goes_on(block: Block, line: Line, kind: Kind, body: Body) -> bool:
    """Tell whether ``line`` is the next line of ``block``."""
    before = block.last
    if kind in {"table", "code", "contents"} or block.kind in {"table", "code", "contents"}:
        return kind == block.kind and _is_near(before, line, 3.0 * body.leading)
    if abs(before.size - line.size) > 0.06 * before.size or kind in {"point", "caption"}:
        return False
    if (block.kind == "heading") != (kind == "heading"):
        return False
    if kind == "heading":
        leading = max(body.leading, 1.35 * line.size)
        same_look = before.bold == line.bold
        ended = bool(_NUMBERING.fullmatch(before.text))
        centred = abs((before.x0 + before.x1) - (line.x0 + line.x1)) < 0.6 * line.size
        aligned = abs(before.x0 - line.x0) < 5 * line.size or centred
        return same_look and aligned and not ended and _is_near(before, line, 1.1 * leading)
    return _is_same_paragraph(block, line, body)


def _is_near(before: Line, line: Line, most: float) -> bool:
    return before.page == line.page and 0 < before.y - line.y <= most


def _is_same_paragraph(block: Block, line: Line, body: Body) -> bool:
    before = block.last
    leading = body.leading * max(1.0, line.size / body.size) if line.size else body.leading
    if not _is_near(before, line, 1.28 * leading):
        return not _is_near(before, line, 10_000) and _runs_on(block, line)
    if line.bold != before.bold and (line.bold or before.bold) and _ENDS.search(before.text):
        return False
    hanging = line.x0 - block.lines[0].x0 > 0.5 * line.size
    if block.kind == "point":
        return hanging or not _ENDS.search(before.text) or _had_no_room(before, line)
    indented = line.x0 - before.x0 > 0.7 * line.size and before.x0 <= before.left + 1
    if indented and line.x0 - line.left < 4 * line.size and len(block.lines) >= 1:
        return not _ENDS.search(before.text) and line.text[:1].islower()
    return not (_ENDS.search(before.text) and not _had_no_room(before, line))


def _had_no_room(before: Line, line: Line) -> bool:
    """Tell whether the next line's first word would not have fitted: then the break is a wrap."""
    letters = max(1, len(before.text))
    wide = (before.x1 - before.x0) / letters
    word = line.text.split(maxsplit=1)[0] if line.text else ""
    return before.x1 + wide * (len(word) + 1) > before.right - 0.02 * (before.right - before.left)


def _runs_on(block: Block, line: Line) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    before = block.last
    if not before.text or not line.text:
        return False
    if before.text.endswith(("-", "‐")) or (
        line.text[0].islower() and not _ENDS.search(before.text)
    ):
        return True
    full = before.x1 >= before.right - 2 * before.size
    flush = line.x0 <= line.left + 0.7 * line.size
    return full and flush and not _ENDS.search(before.text)


def _interrupted(blocks: list[Block], line: Line, kind: Kind, body: Body) -> Block | None:
    """Return the paragraph that ``line`` goes on with across a caption, a table or a heading."""
    if kind != "text" or not line.text[:1].islower():
        return None
    for block in reversed(blocks[-4:]):
        if block.kind in {"text", "point"}:
            same = abs(block.last.size - line.size) <= 0.06 * line.size
            apart = block.last.page != line.page or block.last.left != line.left
            open_end = not _ENDS.search(block.last.text)
            near_body = abs(line.size - body.size) <= 0.1 * body.size
            return block if same and apart and open_end and near_body else None
    return None


def _judged(block: Block, body: Body) -> Block:
    """Return the block, a heading that is too long or a sentence made text."""
    if block.kind == "caption" and len(block.lines) == 1:
        return block
    if block.kind != "heading":
        return block
    text = " ".join(line.text for line in block.lines)
    larger = block.lines[0].size > 1.07 * body.size
    sentence = text.rstrip().endswith((".", ",", ";")) and len(text.split()) > (12 if larger else 4)
    letters = sum(map(str.isalpha, text))
    if (
        len(text) > LONGEST_HEADING
        or (len(block.lines) > 3 and not larger)
        or (sentence and not _NUMBERING.fullmatch(text.split()[0]))
        or letters < 0.4 * len(text.replace(" ", ""))
    ):
        block.kind = "text"
    return block
