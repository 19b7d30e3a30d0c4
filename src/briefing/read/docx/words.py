"""What a paragraph of a Word document says: its runs, links, fields, insertions and equations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.read.decode import clean
from briefing.read.docx.styles import Styles, child, local, number, switched, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRANSPARENT = frozenset(
    "hyperlink smartTag sdt sdtContent fldSimple ins moveTo bdo dir customXml ruby rubyBase".split()
)
"""Elements around runs that are text themselves; of ruby its base, not how it sounds."""

_DELETED = frozenset({"del", "moveFrom"})
_NOTE_MARK = re.compile(r"[\d,\s–-]{1,12}|[*†‡§¶#]{1,3}|\[\d{1,3}\]")
_AFTER_WORD = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?”’»\")\]])\s*$")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(slots=True)
class Left:
    """What was left out of the words, for the notices."""

    marks: int = 0
    deleted: int = 0
    hidden: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Notes that are referred to, in that order: ``footnote`` or ``endnote``, and its id."""


@dataclass(slots=True)
class Words:
    """A paragraph's words and how they look."""

    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    """Letters set in bold."""
    math: int = 0
    sizes: dict[float, int] = field(default_factory=dict)
    boxes: list[_Element] = field(default_factory=list)
    """Contents of text boxes that hang on the paragraph."""
    contents: bool = False
    """Whether a field in it makes a table of contents."""

    @property
    def text(self) -> str:
        """The words, clean, on one line."""
        return " ".join(clean("".join(self.pieces))[0].split())

    @property
    def lines(self) -> str:
        """The words with their line breaks, clean."""
        return clean("".join(self.pieces))[0].strip("\n")

    @property
    def is_bold(self) -> bool:
        """Whether it is bold from end to end."""
        return self.letters > 0 and self.bold == self.letters

    @property
    def size(self) -> float:
        """The font size of most letters, in points; 0 without letters."""
        return max(self.sizes, key=lambda size: (self.sizes[size], size), default=0.0)


class Writer:
    """Reads paragraphs; lives for one document."""

    def __init__(self, styles: Styles) -> None:
        """Begin with nothing left out."""
        self.styles = styles
        self.left = Left()
        self._fields: list[str] = []

    def words(self, paragraph: _Element) -> Words:
        """Return what ``paragraph`` says."""
        words = Words()
        key = value(child(paragraph, "pPr", "pStyle"))
        self._walk(paragraph, words, key)
        return words

    def _walk(self, element: _Element, words: Words, style: str | None) -> None:
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, words, style)
            elif name in _TRANSPARENT:
                self._walk(inner, words, style)
            elif name in _DELETED:
                self.left.deleted += 1
            elif name in {"oMath", "oMathPara"}:
                text = equation(inner)
                words.math += len(text.replace(" ", ""))
                words.letters += len(text.replace(" ", ""))
                words.pieces.append(f" {text} " if name == "oMathPara" else text)
            elif name == "AlternateContent":
                chosen = _chosen(inner)
                if chosen is not None:
                    self._walk(chosen, words, style)

    def _run(self, run: _Element, words: Words, style: str | None) -> None:
        properties = child(run, "rPr")
        own = value(child(properties, "rStyle"))
        hidden = switched(properties, "vanish")
        if hidden or (hidden is None and own and self.styles.says(own, "hidden")):
            self.left.hidden += 1
            return
        if switched(properties, "strike") or switched(properties, "dstrike"):
            self.left.deleted += 1
            return
        said = "".join(self._said(run, words))
        said = self._aligned(said, value(child(properties, "vertAlign")), words)
        if not said:
            return
        count = len(said.replace(" ", "").strip())
        words.pieces.append(said)
        words.letters += count
        if self._is_bold(properties, own, style):
            words.bold += count
        size = number(child(properties, "sz"))
        points = size / 2 if size else self.styles.size_of(style)
        words.sizes[points] = words.sizes.get(points, 0) + count

    def _is_bold(self, properties: _Element | None, own: str | None, style: str | None) -> bool:
        bold = switched(properties, "b")
        if bold is not None:
            return bold
        return bool(own and self.styles.says(own, "bold")) or self.styles.says(style, "bold")

    def _aligned(self, said: str, aligned: str | None, words: Words) -> str:
        """Return raised and lowered figures as such; the marks of notes are taken out."""
        if aligned == "superscript" and _NOTE_MARK.fullmatch(said.strip()):
            if _AFTER_WORD.search("".join(words.pieces[-3:])[-20:]):
                self.left.marks += 1
                return ""
            return said.translate(_RAISED)
        return said.translate(_LOWERED) if aligned == "subscript" and said.isdigit() else said

    def _said(self, run: _Element, words: Words) -> Iterator[str]:
        for inner in run:
            name = local(inner)
            if name == "fldChar":
                self._field(value(inner, "fldCharType"), words)
            elif name == "instrText":
                self._instruct(inner.text or "")
            elif name in {"footnoteReference", "endnoteReference"}:
                self.left.marks += 1
                self.left.notes.append((name.removesuffix("Reference"), value(inner, "id") or ""))
            elif name in {"drawing", "pict", "object"}:
                words.boxes += _boxes(inner)
            elif name == "AlternateContent":
                words.boxes += _boxes(_chosen(inner))
            elif not self._in_code():
                yield _spelt(inner, name)

    def _field(self, kind: str | None, words: Words) -> None:
        """Follow a field: what stands between its begin and its separator is no text (17.16)."""
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            code = self._fields[-1].split()
            words.contents |= bool(code) and code[0].upper() == "TOC"
            self._fields[-1] = "\0"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruct(self, code: str) -> None:
        if self._fields and self._fields[-1] != "\0":
            self._fields[-1] += code

    def _in_code(self) -> bool:
        return bool(self._fields) and self._fields[-1] != "\0"


def _spelt(element: _Element, name: str) -> str:
    """Return what an element of a run stands for in the text."""
    if name == "t":
        return element.text or ""
    if name == "br":
        return "" if value(element, "type") in {"page", "column"} else "\n"
    return {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def _chosen(alternate: _Element) -> _Element | None:
    """Return the first choice of alternate content; the fallback says the same once more."""
    choice = child(alternate, "Choice")
    return choice if choice is not None else child(alternate, "Fallback")


def _boxes(element: _Element | None) -> list[_Element]:
    """Return the contents of the text boxes in a drawing, each once."""
    found: list[_Element] = []
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        if inner is None:
            continue
        if local(inner) == "txbxContent":
            found.append(inner)
        elif local(inner) == "AlternateContent":
            waiting.append(_chosen(inner))
        else:
            waiting += reversed(list(inner))
    return found


def equation(element: _Element) -> str:
    """Return an equation's letters in a row; it is never spoken."""
    return " ".join(
        text
        for inner in element.iter()
        if local(inner) == "t" and (text := (inner.text or "").strip())
    )
