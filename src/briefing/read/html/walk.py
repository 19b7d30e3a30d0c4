"""From elements to parts: one walk in reading order, losing no text that a reader would see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.model import Notice
from briefing.read.ear import CELL
from briefing.read.html import formula
from briefing.read.html.flow import BOLD_LEVEL, Flow, joined, settled
from briefing.read.html.nodes import (
    LONGEST_FURNITURE,
    UNREAD,
    is_all_links,
    is_block,
    is_call,
    is_caption,
    is_hidden,
    is_pull_quote,
    is_subtitle,
    level_of,
    said,
    tag_of,
    why_silent,
)
from briefing.read.html.notes import exponent, is_mark, is_note_link
from briefing.read.html.points import defined, points
from briefing.read.html.speakers import named_speaker, speaker_in
from briefing.read.html.tables import Grid, grid_of, is_layout
from briefing.read.outline import Part
from briefing.read.questions import is_question

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["BOLD_LEVEL", "Walked", "walk"]

_BOLD = frozenset({"b", "strong"})
_STRUCK = frozenset({"del", "s", "strike"})
_ONE_TEXT = frozenset({"paragraph", "list"})
_WITHIN_TEXT = frozenset(
    "a abbr b bdi bdo big cite code em font i kbd mark q samp small span strong sub sup time u "
    "var".split()
)
"""Elements in which furniture does not come, whatever they are called."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk found, and what it took out of sentences on the way."""

    parts: tuple[Part, ...]
    marks: int = 0
    """Marks of notes that were taken out."""

    def notices(self, origin: str) -> tuple[Notice, ...]:
        """Return what a person should know of the walk."""
        if not self.marks:
            return ()
        text = f"Footnote marks taken out of the text: {self.marks}."
        return (Notice("note-marks", text, origin),)


def walk(root: HtmlElement, instead: Mapping[HtmlElement, Sequence[Part]] | None = None) -> Walked:
    """Return all that ``root`` holds as parts in reading order; no main text is looked for.

    ``root`` itself may be hidden; hidden elements, scripts and controls in it are not read. What
    builders of pages call share bars, sign-up forms and the like is kept silent with the reason.
    The elements in ``instead`` are not walked: the parts given for them stand in their place.
    """
    longest = min(LONGEST_FURNITURE, len(said(root)) // 3)
    walker = _Walker(instead or {}, longest)
    parts = settled(walker.parts_of(root))
    return Walked(tuple(parts), walker.marks)


class _Walker:
    """Walks once. Each kind of element has a method that adds what it holds to a flow."""

    def __init__(self, instead: Mapping[HtmlElement, Sequence[Part]], longest: int) -> None:
        self.instead = instead
        self.marks = 0
        self._longest = longest
        self._passed: set[HtmlElement] = set()
        self._rules: Mapping[str, Callable[[HtmlElement, Flow], None]] = {
            **dict.fromkeys(("ul", "ol", "dir"), self._list),
            "blockquote": self._quote,
            "table": self._table,
            "figure": self._figure,
            "dl": self._definitions,
            "details": self._details,
            **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), self._code),
        }

    def parts_of(self, element: HtmlElement) -> list[Part]:
        """Return what the element holds, by itself."""
        flow = Flow()
        if tag_of(element) in self._rules:
            self._rules[tag_of(element)](element, flow)
        else:
            self._children(element, flow)
        return flow.done()

    def _inside(self, element: HtmlElement, *, plain: bool = False) -> list[Part]:
        flow = Flow(plain=plain)
        self._children(element, flow)
        return flow.done()

    def _children(self, element: HtmlElement, flow: Flow) -> None:
        flow.say(element.text)
        for child in element:
            self._element(child, flow)
            flow.say(child.tail)

    def _element(self, element: HtmlElement, flow: Flow) -> None:
        tag = tag_of(element)
        if element in self.instead:
            flow.take(self.instead[element])
        elif not tag or element in self._passed:
            return
        elif formula.is_formula(element):
            self._formula(element, flow)
        elif tag == "img":
            flow.say(_picture_letter(element))
        elif tag in UNREAD or is_hidden(element):
            if is_block(element):
                flow.end()
        elif (level := level_of(element)) is not None:
            self._heading(element, level, flow)
        elif tag in _WITHIN_TEXT and not is_block(element):
            if is_call(element):
                self._silence(element, "a button", flow)
            else:
                self._inline(element, tag, flow)
        else:
            self._block(element, tag, flow)

    def _block(self, element: HtmlElement, tag: str, flow: Flow) -> None:
        block = is_block(element)
        if reason := why_silent(element, self._longest):
            self._silence(element, reason, flow)
        elif block and is_caption(element):
            flow.add(Part("figure", (said(element),)))
        elif tag in self._rules:
            self._rules[tag](element, flow)
        elif block and is_pull_quote(element):
            self._quote(element, flow)
        elif block:
            flow.end()
            self._children(element, flow)
            flow.end()
        else:
            self._inline(element, tag, flow)

    # --------------------------------------------------------------------------- inline

    def _inline(self, element: HtmlElement, tag: str, flow: Flow) -> None:
        if tag == "br":
            flow.break_line()
        elif tag in _STRUCK:
            flow.beside(Part("paragraph", (said(element),), silent="text that is struck out"))
        elif tag == "sup" or is_note_link(element):
            self._raised(element, flow)
        elif tag == "q":
            flow.say("“")
            self._children(element, flow)
            flow.say("”")
        elif tag in _BOLD:
            flow.bold += 1
            self._children(element, flow)
            flow.bold -= 1
        else:
            self._children(element, flow)

    def _raised(self, element: HtmlElement, flow: Flow) -> None:
        """Say an exponent; take out the mark of a note."""
        if is_mark(element):
            self.marks += 1
        elif tag_of(element) == "sup" and not len(element):
            flow.say(exponent(element.text or ""))
        else:
            self._children(element, flow)

    def _formula(self, element: HtmlElement, flow: Flow) -> None:
        text, display = formula.read(element)
        if display:
            flow.add(Part("math", (text,)))
        else:
            flow.say(text)

    # --------------------------------------------------------------------------- blocks

    def _heading(self, element: HtmlElement, level: int, flow: Flow) -> None:
        inner = Flow(plain=True)
        self._children_of_heading(element, inner)
        parts = inner.done()
        if is_subtitle(element):
            flow.take(parts)
        elif parts and all(part.role == "paragraph" and not part.silent for part in parts):
            flow.add(Part("heading", (" ".join(part.text for part in parts),), level=level))
        else:
            flow.take(
                replace(part, role="heading", level=level)
                if part.role == "paragraph" and not part.silent
                else part
                for part in parts
            )

    def _children_of_heading(self, element: HtmlElement, flow: Flow) -> None:
        """Walk a heading: a button or a link in it is its text, the accordion's or the anchor's."""
        flow.say(element.text)
        for child in element:
            if tag_of(child) == "button" or child.get("role") == "button":
                self._children(child, flow)
            elif not (tag_of(child) == "a" and said(child) in {"#", "¶", "§", "🔗", "link"}):
                self._element(child, flow)
            flow.say(child.tail)

    def _silence(self, element: HtmlElement, reason: str, flow: Flow) -> None:
        parts = self.parts_of(element)
        if all(part.role == "question" or part.zone == "answer" for part in parts):
            flow.take(parts)
            return
        texts = tuple(text for part in parts for text in part.texts)
        flow.add(Part("paragraph", texts, silent=reason))

    def _list(self, element: HtmlElement, flow: Flow) -> None:
        items = [child for child in element if tag_of(child) and child not in self._passed]
        found = [self._item(item) for item in items]
        if any(part.role == "heading" for parts in found for part in parts):
            for parts in found:
                flow.take(parts)
            return
        silent = None
        if len(items) > 1 and is_all_links(element):
            inner = all((link.get("href") or "").startswith("#") for link in element.iter("a"))
            silent = "a table of contents" if inner else "links to other pages"
        flow.say(element.text)
        flow.take(points(found, silent))

    def _item(self, item: HtmlElement) -> list[Part]:
        flow = Flow(plain=True)
        if tag_of(item) == "li" and not is_hidden(item) and item not in self.instead:
            self._children(item, flow)
        else:
            self._element(item, flow)
        flow.say(item.tail)
        return flow.done()

    def _definitions(self, element: HtmlElement, flow: Flow) -> None:
        """Add a list of terms, each with what it means; terms that ask are questions."""
        rows = [row for child in element for row in (child if tag_of(child) == "div" else (child,))]
        found: list[Part] = []
        term = ""
        asked = False
        for row in rows:
            if row in self.instead:
                found += [*defined(term, ()), *self.instead[row]]
                term, asked = "", False
                continue
            parts = self._item(row) if tag_of(row) not in {"dt", "dd"} else self._inside(row)
            if tag_of(row) == "dt":
                name = " ".join(part.text for part in parts)
                asked = is_question(name)
                if asked:
                    found.append(Part("question", (name,)))
                else:
                    term = f"{term}, {name}" if term else name
            elif asked:
                found += [replace(part, zone="answer") for part in parts]
            else:
                found += defined(term, parts)
                term = ""
        if term:
            found.append(Part("list", (term,)))
        flow.take(joined(found))

    def _details(self, element: HtmlElement, flow: Flow) -> None:
        summary = element.find("summary")
        label = said(summary) if summary is not None else ""
        if summary is None or not is_question(label, strict=False):
            flow.end()
            self._children(element, flow)
            flow.end()
            return
        self._passed.add(summary)
        flow.add(Part("question", (label,)))
        flow.take(replace(part, zone="answer") for part in self._inside(element))

    def _quote(self, element: HtmlElement, flow: Flow) -> None:
        named = named_speaker(element)
        if named is not None:
            self._passed.add(named)
        parts = self._inside(element)
        if any(part.role in {"heading", "question"} for part in parts):
            flow.take(parts)
            return
        speaker = speaker_in(said(named)) if named is not None else None
        flow.quote(parts, speaker)

    def _figure(self, element: HtmlElement, flow: Flow) -> None:
        captions = [inner for inner in element.iter("figcaption") if not is_hidden(inner)]
        self._passed.update(captions)
        parts = self._inside(element)
        caption = " ".join(filter(None, map(said, captions)))
        quotes = [place for place, part in enumerate(parts) if part.role == "quote"]
        if quotes and caption and parts[quotes[-1]].speaker is None:
            place = quotes[-1]
            parts[place] = replace(parts[place], speaker=speaker_in(caption))
            caption = "" if parts[place].speaker else caption
        if not caption and not parts:
            described = [image.get("alt") or "" for image in element.iter("img")]
            caption = " ".join(filter(None, described))
        short = [part for part in parts if part.role == "paragraph" and len(part.text) < 300]
        pictured = not quotes and len(short) == len(parts)
        flow.take(replace(part, role="figure") if pictured else part for part in parts)
        flow.add(Part("figure", (caption,)))

    def _code(self, element: HtmlElement, flow: Flow) -> None:
        lines = "".join(_set_text(element)).strip("\n").split("\n")
        flow.add(Part("code", ("\n".join(line.rstrip() for line in lines),)))

    def _table(self, element: HtmlElement, flow: Flow) -> None:
        grid = grid_of(element)
        if grid.caption is not None:
            flow.add(Part("figure", (said(grid.caption),)))
            self._passed.add(grid.caption)
        if is_layout(element, grid):
            flow.end()
            self._children(element, flow)
            flow.end()
            return
        flow.take(self._rows(grid))
        for child in element:
            if tag_of(child) not in {"thead", "tbody", "tfoot", "tr", "caption", "colgroup"}:
                self._element(child, flow)
            flow.say(child.tail)

    def _rows(self, grid: Grid) -> Iterable[Part]:
        rows = []
        beside: list[Part] = []
        for row in grid.rows:
            cells = []
            for cell in row:
                parts = [*self.instead.get(cell, self._inside(cell, plain=True))]
                words = [part for part in parts if part.role in _ONE_TEXT and not part.silent]
                beside += [part for part in parts if part not in words]
                cells.append(" ".join(" ".join(part.text.split()) for part in words))
                spanned = cell.get("colspan") or "1"
                cells += [""] * (min(int(spanned), 20) - 1 if spanned.isdecimal() else 0)
            rows.append(CELL.join(cells))
        kept = [at for at, row in enumerate(rows) if row.strip()]
        yield Part("table", tuple(rows[at] for at in kept), level=int(grid.headed and 0 in kept))
        yield from beside


# ------------------------------------------------------------------------------ small rules


def _picture_letter(image: HtmlElement) -> str:
    """Return the sign a picture stands for in a sentence, such as an emoji; "" for a picture."""
    alt = image.get("alt") or ""
    named = re.search(r"emoji|smiley|smilies", image.get("class") or "", re.I)
    return alt if named and len(alt) <= 12 else ""


def _set_text(element: HtmlElement) -> Iterator[str]:
    """Yield the text of ``element`` with the line ends and blanks it was set with."""
    yield element.text or ""
    for child in element:
        if tag_of(child) == "br":
            yield "\n"
        elif tag_of(child) and tag_of(child) not in UNREAD and not is_hidden(child):
            yield from _set_text(child)
        yield child.tail or ""
