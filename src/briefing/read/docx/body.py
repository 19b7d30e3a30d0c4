"""The body of a Word document to parts: paragraphs, lists, tables, boxes, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.read.docx.styles import Role, Styles, child, local, number, switched, value
from briefing.read.docx.words import Words, Writer, equation
from briefing.read.facts import read_line
from briefing.read.markdown.walk import BOLD_LEVEL
from briefing.read.outline import Part
from briefing.read.plaintext.lines import BULLET
from briefing.read.questions import MARKED_ANSWER, MARKED_QUESTION, is_question
from briefing.read.quotations import is_quotation, speaker_of

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENTS = "a table of contents"
NOTE = "a footnote"

_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_PLAIN_TABLES = frozenset({None, "TableGrid", "TableNormal", "Tabellenraster", "Grilledutableau"})
_LONGEST_HEADLINE = 240
_ENDS = (".", "!", ",", ";", "…", "。")
_LARGER = 1.15


@dataclass(frozen=True, slots=True)
class _Found:
    """A part and what is known of its look: it may be a heading without a heading's style."""

    part: Part
    bold: bool = False
    size: float = 0.0


class Body:
    """Walks a document's body once; ``writer.left`` then says what was left out."""

    def __init__(self, styles: Styles) -> None:
        """Begin with nothing read."""
        self.styles = styles
        self.writer = Writer(styles)
        self._titled = False

    def parts(self, root: _Element) -> list[Part]:
        """Return the parts of the document whose root element is ``root``."""
        body = child(root, "body")
        found = list(self._blocks(body)) if body is not None else []
        return _joined(_with_headings(found))

    def note(self, element: _Element) -> Part | None:
        """Return a footnote or an endnote, which is silent; ``None`` for an empty one."""
        text = " ".join(found.part.text for found in self._blocks(element)).strip()
        return Part("paragraph", (text,), silent=NOTE) if text else None

    def _blocks(self, parent: _Element) -> Iterator[_Found]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt" and _is_contents(element):
                yield from self._silenced(element)
            elif name in _THROUGH:
                yield from self._blocks(element)
            elif name in {"del", "moveFrom"}:
                self.writer.left.deleted += 1
            elif name in {"oMathPara", "oMath"}:
                yield _Found(Part("math", (equation(element),)))
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                yield from self._blocks(choice) if choice is not None else ()

    def _silenced(self, element: _Element) -> Iterator[_Found]:
        content = child(element, "sdtContent")
        for found in self._blocks(content) if content is not None else ():
            role = "paragraph" if found.part.role in {"title", "heading"} else found.part.role
            yield _Found(replace(found.part, role=role, silent=CONTENTS))

    # ------------------------------------------------------------------------ paragraphs

    def _paragraph(self, element: _Element) -> Iterator[_Found]:
        words = self.writer.words(element)
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        text = words.text
        if text and not (switched(mark, "vanish") and not words.letters):
            yield from self._told(words, text, properties)
        for box in words.boxes:
            yield from self._blocks(box)

    def _told(self, words: Words, text: str, properties: _Element | None) -> Iterator[_Found]:
        key = value(child(properties, "pStyle"))
        role, level = self._role(key, properties)
        if words.contents or role == "contents":
            yield _Found(Part("list", (text,), silent=CONTENTS))
        elif words.math and words.math >= 0.8 * words.letters:
            yield _Found(Part("math", (text,)))
        elif role == "title":
            yield _Found(Part("heading" if self._titled else "title", (text,)))
            self._titled = True
        elif role == "heading":
            yield _Found(Part("heading", (text,), level=level))
        elif role == "note":
            yield _Found(Part("paragraph", (text,), silent=NOTE))
        elif role == "caption":
            yield _Found(Part("figure", (text,)))
        elif role == "code":
            yield _Found(Part("code", (words.lines,)))
        elif role == "quote":
            yield _Found(Part("quote", (text,)))
        elif role == "list" or self._is_point(key, properties):
            yield _Found(Part("list", (text,)), words.is_bold, words.size)
        else:
            yield from self._plain(words, text)

    def _role(self, key: str | None, properties: _Element | None) -> tuple[Role, int]:
        """Return what the paragraph is: its own outline level goes before its style's."""
        outline = number(child(properties, "outlineLvl"))
        role, level = self.styles.role(key)
        if outline is not None and role in {"body", "heading"}:
            return ("heading", outline + 1) if 0 <= outline < 9 else ("body", 1)
        return role, level

    def _is_point(self, key: str | None, properties: _Element | None) -> bool:
        numbering = child(properties, "numPr", "numId")
        if numbering is not None:
            return number(numbering) != 0
        return self.styles.says(key, "numbered")

    def _plain(self, words: Words, text: str) -> Iterator[_Found]:
        if MARKED_QUESTION.match(text) and is_question(text, strict=False):
            yield _Found(Part("question", (MARKED_QUESTION.sub("", text, count=1),)))
        elif len(text) < 2_000 and MARKED_ANSWER.match(text):
            yield _Found(Part("paragraph", (MARKED_ANSWER.sub("", text, count=1),)))
        elif BULLET.match(text) and text[0] in "•‣▪●○◦·":
            yield _Found(Part("list", (BULLET.sub("", text, count=1),)))
        elif is_quotation(text):
            yield _Found(Part("quote", (text,)))
        else:
            yield _Found(Part("paragraph", (text,)), words.is_bold, words.size)

    # ---------------------------------------------------------------------------- tables

    def _table(self, table: _Element) -> Iterator[_Found]:
        rows = [row for row in _within(table, "tr") if switched(child(row, "trPr"), "del") is None]
        grid = [list(_within(row, "tc")) for row in rows]
        if len(grid) == 1 or max(map(len, grid), default=0) == 1:
            for cell in (cell for row in grid for cell in row):
                yield from self._blocks(cell)
            return
        texts: list[str] = []
        bold: list[bool] = []
        for row in grid:
            cells = [self._cell(cell) for cell in row]
            texts.append("\t".join(text for cell in cells for text in cell[0]))
            bold.append(all(cell[1] for cell in cells))
        if any(text.strip() for text in texts):
            headed = self._is_headed(table, rows, bold)
            yield _Found(Part("table", tuple(texts), level=int(headed)))

    def _cell(self, cell: _Element) -> tuple[list[str], bool]:
        """Return a cell's text, empty ones after it for columns it spans, and if it is bold."""
        properties = child(cell, "tcPr")
        found = list(self._blocks(cell))
        merged = child(properties, "vMerge")
        on = merged is not None and value(merged) != "restart"
        text = (
            "" if on else " ".join(" ".join(each.part.texts).replace("\t", " ") for each in found)
        )
        span = min(number(child(properties, "gridSpan")) or 1, 64)
        bold = all(each.bold or each.part.role in {"heading", "title"} for each in found)
        return [" ".join(text.split()), *[""] * (span - 1)], bold

    def _is_headed(self, table: _Element, rows: Sequence[_Element], bold: Sequence[bool]) -> bool:
        if switched(child(rows[0], "trPr"), "tblHeader"):
            return True
        properties = child(table, "tblPr")
        styled = value(child(properties, "tblStyle")) not in _PLAIN_TABLES
        look = child(properties, "tblLook")
        first = value(look, "firstRow") in {"1", "true", "on"}
        return (styled and first) or (bold[0] and not all(bold[1:]))


def _within(element: _Element, name: str) -> Iterator[_Element]:
    """Yield the children called ``name``, content controls and the like seen through."""
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) in _THROUGH:
            yield from _within(inner, name)


def _is_contents(control: _Element) -> bool:
    """Tell whether a content control is a table of contents that Word keeps up to date."""
    gallery = value(child(control, "sdtPr", "docPartObj", "docPartGallery")) or ""
    return gallery.casefold() == "table of contents"


# ------------------------------------------------------------------------------- afterwards


def _with_headings(found: Sequence[_Found]) -> list[Part]:
    """Return the parts, headings made by hand found: short lines bold from end to end.

    In a document without a heading's style larger lines are headings, too, by their size.
    """
    styled = any(each.part.role == "heading" for each in found)
    sizes: Counter[float] = Counter()
    for each in found:
        if each.size:
            sizes[each.size] += len(each.part.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    large = sorted({each.size for each in found if each.size > _LARGER * body}, reverse=True)
    parts: list[Part] = []
    for each in found:
        part = each.part
        text = part.text
        headline = (
            part.role == "paragraph"
            and part.silent is None
            and len(text) <= _LONGEST_HEADLINE
            and not text.endswith(_ENDS)
            and any(map(str.isalpha, text))
            and read_line(text) is None
        )
        if headline and not styled and each.size in large:
            part = Part("heading", part.texts, level=large.index(each.size) + 1)
        elif headline and each.bold:
            part = Part("heading", part.texts, level=max(BOLD_LEVEL, len(large) + 1))
        parts.append(part)
    return parts


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Return the parts, points that follow one another one list, lines of a listing one code."""
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        alike = last is not None and last.role == part.role and last.silent == part.silent
        speaker = _speaker(last, part)
        if last is not None and speaker:
            result[-1] = replace(last, speaker=speaker)
        elif last is not None and alike and part.role in {"list", "quote"}:
            result[-1] = replace(last, texts=last.texts + part.texts)
        elif last is not None and alike and part.role == "code":
            result[-1] = replace(last, texts=(f"{last.texts[0]}\n{part.texts[0]}",))
        else:
            result.append(part)
    return result


def _speaker(quote: Part | None, line: Part) -> str | None:
    """Return the speaker that ``line`` attributes the quotation before it to, if it does."""
    if quote is None or quote.role != "quote" or quote.speaker is not None:
        return None
    return speaker_of(line.text) if line.role in {"quote", "paragraph"} else None
