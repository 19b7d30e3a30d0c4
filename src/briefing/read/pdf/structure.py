"""Blocks to parts: the title, headings with their levels, points, notes, and what stays silent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.read.facts import read_line, same_title
from briefing.read.outline import Part
from briefing.read.pdf.blocks import Block, Body
from briefing.read.pdf.lines import Line
from briefing.read.pdf.words import Lexicon
from briefing.read.plaintext.evidence import NUMBERING
from briefing.read.questions import MARKED_ANSWER, MARKED_QUESTION, is_question
from briefing.read.quotations import is_quotation

_POINT = re.compile(
    r"(?:[•‣▪●○◦·■□➢✓*\-–—]|\(?(?:\d{1,3}[.)]|[ivxIVX]{1,5}\)|[a-zA-Z]\)))\s+(?=\S)"
)
_CHAPTER = re.compile(
    r"(?:chapter|section|part|appendix|kapitel|teil|anhang|chapitre|partie|annexe|capítulo|parte|"
    r"capitolo|hoofdstuk|глава)\s+(?:\d{1,3}|[IVXLC]{1,6}|[A-Z]|\w{3,9})",
    re.I,
)
_DEPTH = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s")
_NOTE = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§¶]{1,3})\s?(?=\S)")
CONTENTS = "a table of contents"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's outline; ``depth`` counts from 1."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What a document's parts are made from."""

    blocks: Sequence[Block]
    body: Body
    lexicon: Lexicon
    bookmarks: Sequence[Bookmark] = ()
    title: str | None = None
    """The title the file states of itself, which may be nonsense."""


def parts_of(shape: Shape, notes: Sequence[Sequence[Line]]) -> list[Part]:
    """Return the parts of a document in order, notes after the block that ends their page."""
    blocks = _with_chapters(shape.blocks)
    title = _title(blocks, shape)
    levels = _levels([block for block in blocks if block.kind == "heading"], shape)
    parts: list[Part] = []
    noted = 0
    for place, block in enumerate(blocks):
        if place != title:
            _add(parts, block, levels.get(id(block), 1), shape)
        after = blocks[place + 1].lines[0].page if place + 1 < len(blocks) else len(notes)
        for page in range(noted, max(noted, after)):
            parts += _notes(notes[page], shape.lexicon)
        noted = max(noted, after)
    if title is not None:
        parts.insert(0, Part("title", (blocks[title].text(shape.lexicon),)))
    return _unnumbered(_without_empty(parts, shape))


def _with_chapters(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, "Chapter 3" made one heading with the name of the chapter below it."""
    result: list[Block] = []
    for block in blocks:
        above = result[-1] if result else None
        if (
            above is not None
            and above.kind == block.kind == "heading"
            and above.last.page == block.lines[0].page
            and _CHAPTER.fullmatch(above.lines[0].text)
            and len(above.lines) == 1
        ):
            result[-1] = Block("heading", [*block.lines[:0], *above.lines, *block.lines])
        else:
            result.append(block)
    return result


# ---------------------------------------------------------------------------------- title


def _title(blocks: Sequence[Block], shape: Shape) -> int | None:
    """Return the place of the block that is the title, ``None`` when there is none.

    It is the block that says what the file calls itself, among the first; else the largest
    heading of the first page, if no other heading is as large.
    """
    if not blocks:
        return None
    page = blocks[0].lines[0].page
    first = [place for place, block in enumerate(blocks[:40]) if block.lines[0].page <= page + 1]
    if shape.title:
        for place in first:
            block = blocks[place]
            text = block.text(shape.lexicon)
            if block.kind in {"heading", "text"} and same_title(text, shape.title):
                return place
    listed = _listed(shape)
    large = [
        place
        for place in first
        if blocks[place].kind == "heading"
        and blocks[place].lines[0].page == page
        and _bare(blocks[place].text(shape.lexicon)) not in listed
    ]
    if not large:
        return None
    best = max(large, key=lambda place: (blocks[place].style[0], -place))
    size = blocks[best].style[0]
    others = [block.style[0] for block in blocks if block.kind == "heading"]
    if size <= 1.07 * shape.body.size or sum(other >= size for other in others) > 1:
        return None
    return best


def _listed(shape: Shape) -> frozenset[str]:
    """Return the headings that the outline has; not one above all others, which is the title."""
    topmost = [bookmark for bookmark in shape.bookmarks if bookmark.depth == 1]
    alone = topmost if len(topmost) == 1 else []
    return frozenset(_bare(mark.title) for mark in shape.bookmarks if mark not in alone)


# --------------------------------------------------------------------------------- levels


def _levels(headings: Sequence[Block], shape: Shape) -> dict[int, int]:
    """Return each heading's level, by the identity of its block.

    The file's outline says it, where it has the heading; the numbering where most are numbered;
    else the style: the larger, the higher.
    """
    marked = _marked(headings, shape)
    depths = {id(block): depth for block in headings if (depth := _depth(block, shape))}
    styles = sorted({block.style for block in headings}, reverse=True)
    levels = {id(block): styles.index(block.style) + 1 for block in headings}
    for said, most in ((depths, 0.6), (marked, 0.5)):
        if len(said) >= max(2, most * len(headings)):
            levels = _agreed(headings, said, levels)
    return levels


def _marked(headings: Sequence[Block], shape: Shape) -> dict[int, int]:
    """Return the levels of the headings that the outline lists, each entry used once."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for bookmark in reversed(shape.bookmarks):
        waiting[_bare(bookmark.title)].append(bookmark.depth)
    found = {}
    for block in headings:
        depths = waiting.get(_bare(block.text(shape.lexicon)))
        if depths:
            found[id(block)] = depths.pop() if len(depths) > 1 else depths[0]
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", NUMBERING.sub("", text, count=1)).casefold()


def _depth(block: Block, shape: Shape) -> int | None:
    match = _DEPTH.match(block.text(shape.lexicon))
    return match[1].count(".") + 1 if match else None


def _agreed(
    headings: Sequence[Block], said: dict[int, int], levels: dict[int, int]
) -> dict[int, int]:
    """Return the levels as ``said``; a heading of which nothing is said goes with its style."""
    styles: dict[tuple[float, bool], Counter[int]] = defaultdict(Counter)
    for block in headings:
        if id(block) in said:
            styles[block.style][said[id(block)]] += 1
    usual = {
        style: max(seen, key=lambda each: (seen[each], -each)) for style, seen in styles.items()
    }
    deepest = max(said.values())
    result = {}
    for block in headings:
        larger = [usual[style] for style in usual if style > block.style]
        fallback = min(deepest + 1, max(larger, default=0) + 1) if larger else 1
        result[id(block)] = said.get(id(block), usual.get(block.style, fallback))
    return result if result else levels


# ---------------------------------------------------------------------------------- parts


def _add(parts: list[Part], block: Block, level: int, shape: Shape) -> None:
    """Append what ``block`` is; points to the list before it, if it is one."""
    text = block.text(shape.lexicon)
    if block.kind == "heading":
        parts.append(Part("heading", (text,), level=level))
    elif block.kind == "contents":
        _add_contents(parts, block)
    elif block.kind == "table":
        rows = tuple("\t".join(line.cells) for line in block.lines)
        headed = block.lines[0].bold and not all(line.bold for line in block.lines)
        parts.append(Part("table", rows, level=int(headed)))
    elif block.kind == "code":
        parts.append(Part("code", ("\n".join(line.text for line in block.lines),)))
    elif block.kind == "caption":
        parts.append(Part("figure", (text,)))
    elif block.kind == "point":
        mark = _POINT.match(text)
        point = text[mark.end() :] if mark else text
        if parts and parts[-1].role == "list" and parts[-1].silent is None:
            parts[-1] = Part("list", (*parts[-1].texts, point))
        else:
            parts.append(Part("list", (point,)))
    else:
        parts.append(_told(text))


def _told(text: str) -> Part:
    if MARKED_QUESTION.match(text) and is_question(text, strict=False):
        return Part("question", (MARKED_QUESTION.sub("", text, count=1),))
    if len(text) < 400 and MARKED_ANSWER.match(text):
        return Part("paragraph", (MARKED_ANSWER.sub("", text, count=1),))
    if is_quotation(text) and read_line(text) is None:
        return Part("quote", (text,))
    return Part("paragraph", (text,))


def _add_contents(parts: list[Part], block: Block) -> None:
    """Append a table of contents, silent; the heading above it is silent, too."""
    texts = tuple(re.sub(r"(?:\s?[.…·_]){3,}\s*", " ", line.text).strip() for line in block.lines)
    if parts and parts[-1].role == "heading":
        parts[-1] = Part("paragraph", parts[-1].texts, silent=CONTENTS)
    if parts and parts[-1].silent == CONTENTS and parts[-1].role == "list":
        parts[-1] = Part("list", (*parts[-1].texts, *texts), silent=CONTENTS)
    else:
        parts.append(Part("list", texts, silent=CONTENTS))


def _notes(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Part]:
    groups: list[list[str]] = []
    for line in lines:
        if not groups or _NOTE.match(line.text):
            groups.append([])
        groups[-1].append(line.text)
    for group in groups:
        yield Part("paragraph", (lexicon.joined(group),), silent="a footnote")


def _without_empty(parts: Sequence[Part], shape: Shape) -> list[Part]:
    """Return the parts, large lines with nothing below them, such as authors' names, as text.

    A heading of the same or a higher level comes straight after such a line, and the outline of
    the file does not have it.
    """
    listed = {_bare(bookmark.title) for bookmark in shape.bookmarks}
    result = list(parts)
    for place in range(len(parts) - 2, -1, -1):
        part, after = parts[place], parts[place + 1]
        empty = part.role == after.role == "heading" and after.level <= part.level
        if empty and _bare(part.text) not in listed:
            result[place] = Part("paragraph", part.texts)
    return result


def _unnumbered(parts: Sequence[Part]) -> list[Part]:
    """Return the parts, the numbers of headings taken off where several have one."""
    numbered = [
        place
        for place, part in enumerate(parts)
        if part.role == "heading" and NUMBERING.match(part.text)
    ]
    result = list(parts)
    for place in numbered if len(numbered) > 1 else ():
        part = parts[place]
        bare = NUMBERING.sub("", part.text, count=1)
        result[place] = Part("heading", (bare,), level=part.level)
    return result
