"""What answers a question of a page: which elements, and what they say as parts.

The answer is what the markup ties to the question (the rest of ``<details>``, the ``<dd>``, the
panel that ``aria-controls`` names), else what follows the question until something else begins.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.read.decode import clean
from briefing.read.facts import letters
from briefing.read.html.asking import FOLDS, Ask, first_line, label
from briefing.read.html.beside import Beside
from briefing.read.part import Part
from briefing.read.questions import MARKED_ANSWER

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FIELDS = frozenset({"input", "textarea", "select"})
_NO_FIELD = frozenset({"hidden", "button", "submit", "image"})
_INLINE = frozenset("strong b em i span u font a mark".split())
_FURNITURE = frozenset({"form", "nav", "aside", "footer"})
_MOST_SIBLINGS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """A question and the elements that answer it."""

    ask: Ask
    elements: tuple[HtmlElement, ...]
    tied: bool
    """Whether the markup itself ties the answer to the question."""
    open_ended: bool
    """Whether the answer just ran to the end of what holds it."""
    inline: bool = False
    """Whether it begins in the question's own paragraph; ``elements[0]`` is that paragraph."""


class Answers:
    """Finds the answers to the questions of one page."""

    def __init__(self, tree: HtmlElement, asks: Sequence[Ask], beside: Beside) -> None:
        self._beside = beside
        self._named = {name: element for element in tree.iter() if (name := element.get("id"))}
        self._heads = {ask.head: ask for ask in asks}
        self._found: dict[Ask, Answered | None] = {}
        self._holders: dict[HtmlElement, list[Ask]] = {}
        self._kinds: dict[HtmlElement, Counter[tuple[str, int]]] = {}
        for ask in asks:
            for place in (ask.head, *ask.head.iterancestors()):
                self._holders.setdefault(place, []).append(ask)
                self._kinds.setdefault(place, Counter())[ask.kind] += 1

    def holding(self, element: HtmlElement) -> Sequence[Ask]:
        """Return the questions and folds' heads in ``element``, itself included."""
        return self._holders.get(element, ())

    def count(self, element: HtmlElement, kind: tuple[str, int]) -> int:
        """Return how many of one kind are in ``element``."""
        return self._kinds[element][kind] if element in self._kinds else 0

    def to(self, ask: Ask) -> Answered | None:
        """Return ``ask`` with its answer; ``None`` when nothing answers it."""
        if ask not in self._found:
            self._found[ask] = self._sought(ask)
        return self._found[ask]

    def _sought(self, ask: Ask) -> Answered | None:
        found = self._tied(ask) or self._following(ask)
        if found is None or not any(_says(element, ask) for element in found.elements):
            return None
        if not found.inline and _is_links(found.elements):
            return None
        return found

    def _tied(self, ask: Ask) -> Answered | None:
        if ask.form == "details":
            return Answered(ask, (ask.head.getparent(),), tied=True, open_ended=False)
        if ask.form == "term":
            meanings: list[HtmlElement] = []
            for sibling in ask.head.itersiblings():
                if sibling.tag == "dd":
                    meanings.append(sibling)
                elif meanings or sibling.tag != "dt":
                    break
            return Answered(ask, tuple(meanings), tied=True, open_ended=False)
        for element in (ask.element, *ask.element.iterdescendants(), *_between(ask)):
            panel = self._panel(element, ask)
            if panel is not None:
                return Answered(ask, (panel,), tied=True, open_ended=False)
        return None

    def _panel(self, element: HtmlElement, ask: Ask) -> HtmlElement | None:
        for attribute in ("aria-controls", "data-target", "data-bs-target", "href"):
            name = (element.get(attribute) or "").strip()
            if attribute == "href" and not name.startswith("#"):
                continue
            panel = self._named.get(name.lstrip("#")) if name else None
            if panel is None or panel in ask.head.iterancestors() or panel is ask.head:
                continue
            others = [other for other in self.holding(panel) if other.asks()]
            if _says(panel, ask) and not others and not _asks_for_input(panel):
                return panel
        return None

    def _following(self, ask: Ask) -> Answered | None:
        if ask.head.tag in _INLINE or ask.form == "marked":
            inline = self._in_paragraph(ask)
            if inline is not None:
                return inline
        taken: list[HtmlElement] = []
        ran_out = True
        for count, sibling in enumerate(ask.head.itersiblings()):
            if not isinstance(sibling.tag, str):
                continue
            if count > _MOST_SIBLINGS or self._ends(ask, sibling):
                ran_out = False
                break
            if label(sibling, 20) or sibling.tag in {"figure", "img", "table"}:
                taken.append(sibling)
        if not taken:
            return None
        return Answered(ask, tuple(taken), tied=False, open_ended=ran_out)

    def _in_paragraph(self, ask: Ask) -> Answered | None:
        """Return the answer that goes on in the paragraph the bold question opens."""
        block = ask.head if ask.form == "marked" else ask.head.getparent()
        if block is None or not _goes_on(block, ask):
            return None
        if any(other is not ask and other.head is not block for other in self.holding(block)):
            return Answered(ask, (block,), tied=False, open_ended=False, inline=True)
        more, ran_out = [], True
        for count, sibling in enumerate(block.itersiblings()):
            if count > _MOST_SIBLINGS or self._ends(ask, sibling):
                ran_out = False
                break
            more.append(sibling)
        return Answered(ask, (block, *more), tied=False, open_ended=ran_out, inline=True)

    def _ends(self, ask: Ask, sibling: HtmlElement) -> bool:
        """Tell whether an answer to ``ask`` ends before ``sibling``."""
        if not isinstance(sibling.tag, str):
            return False
        if any(
            other.kind == ask.kind or (other.asks() and other.form != "text")
            for other in self.holding(sibling)
        ):
            return True
        if ask.form in FOLDS:
            # a <nav> is a dropdown of Webflow's; a true menu is told by its links
            beside = sibling.tag != "nav" and (
                sibling.tag in _FURNITURE or self._beside.holds(sibling)
            )
            return beside or _repeats(ask.head, sibling) or _asks_for_input(sibling)
        if sibling.tag in _FURNITURE or self._beside.holds(sibling):
            return True
        if sibling.tag == "hr":
            return ask.form != "heading"
        above = ask.level if ask.form == "heading" else 6
        headed = any(_HEADINGS.get(tag, 7) <= above for tag in _tags(sibling))
        return headed or _asks_for_input(sibling)


def _goes_on(block: HtmlElement, ask: Ask) -> bool:
    """Tell whether ``block`` opens with the question and says more."""
    if ask.form == "marked":
        return letters(first_line(block)) != letters(label(block))
    if block.tag not in {"p", "div", "li", "td"} or letters(block.text or ""):
        return False
    for sibling in ask.head.itersiblings(preceding=True):
        if isinstance(sibling.tag, str) and letters(f"{label(sibling, 20)}{sibling.tail or ''}"):
            return False
    return letters(label(block)) != letters(label(ask.head))


def _repeats(head: HtmlElement, sibling: HtmlElement) -> bool:
    """Tell whether ``sibling`` looks as the fold's head does, so that it heads another one."""
    alike = head.tag == sibling.tag and (head.get("class") or "") == (sibling.get("class") or "")
    return alike and bool(head.get("class") or head.tag in _HEADINGS or head.tag == "button")


def _tags(element: HtmlElement) -> Iterator[str]:
    for count, place in enumerate(element.iter()):
        if count > 400:
            return
        if isinstance(place.tag, str):
            yield place.tag


def _asks_for_input(element: HtmlElement) -> bool:
    """Tell whether a form is filled in there: a quiz, a search, a sign-up."""
    return any(
        place.tag in _FIELDS and (place.get("type") or "text").lower() not in _NO_FIELD
        for place in element.iter("input", "textarea", "select")
    )


def _between(ask: Ask) -> Iterator[HtmlElement]:
    """Yield the elements from the question up to the head that holds nothing else."""
    place = ask.element
    while place is not ask.head and (parent := place.getparent()) is not None:
        place = parent
        yield place


def _says(element: HtmlElement, ask: Ask) -> bool:
    text = label(element)
    return letters(text) not in {"", letters(ask.text)} and bool(re.search(r"\w", text))


def _is_links(elements: Sequence[HtmlElement]) -> bool:
    """Tell whether what answers is nothing but links: a menu, or teasers."""
    links = [link for element in elements for link in element.iter("a")]
    if not links:
        return False
    told = sum(len(letters(str(element.text_content()))) for element in elements)
    linked = sum(len(letters(str(link.text_content()))) for link in links)
    return linked >= told * (0.95 if len(links) == 1 else 0.8)


# --------------------------------------------------------------------------- as parts


def parts_of(found: Answered) -> tuple[Part, ...]:
    """Return what the answer says, as parts in the zone ``answer``.

    Panels that a script opens are read although they are hidden; headings in an answer are read
    as paragraphs, for a heading would end it.
    """
    parts: list[Part] = []
    for place, element in enumerate(found.elements):
        shown = _shown(element)
        if place == 0 and found.inline:
            _drop_opening(shown, found)
        elif found.ask.form == "details":
            shown.tag = "div"
            for summary in shown.findall("summary"):
                summary.drop_tree()
        parts += walked(shown)
    return _less_mark(parts)


def walked(element: HtmlElement) -> tuple[Part, ...]:
    """Return what ``element`` says as parts of an answer."""
    from briefing.read.html.walk import walk

    parts = tuple(walk(element).parts)
    if not parts and (text := " ".join(clean(str(element.text_content()))[0].split())):
        parts = (Part("paragraph", (text,)),)
    return tuple(
        replace(part, role="paragraph", zone="answer", level=1)
        if part.role in {"title", "heading", "question"}
        else replace(part, zone="answer")
        for part in parts
    )


def _shown(element: HtmlElement) -> HtmlElement:
    """Return a copy of ``element`` without its tail, nothing of it hidden but icons."""
    shown = copy.deepcopy(element)
    shown.tail = None
    for place in shown.iter("div", "p", "section", "ul", "ol", "dd", "td", "article", "details"):
        for attribute in ("hidden", "aria-hidden", "style"):
            place.attrib.pop(attribute, None)
    shown.attrib.pop("aria-hidden", None)
    shown.attrib.pop("hidden", None)
    return shown


def _drop_opening(block: HtmlElement, found: Answered) -> None:
    """Take the question, and the line break after it, out of the paragraph it opens."""
    children = list(block)
    if found.ask.form == "marked":
        last = next(place for place, child in enumerate(children) if child.tag == "br")
    else:
        last = found.elements[0].index(found.ask.head)
        broken = children[last + 1 : last + 2]
        if broken and broken[0].tag == "br" and not (children[last].tail or "").strip():
            last += 1
    block.text = children[last].tail
    for child in children[: last + 1]:
        block.remove(child)


def _less_mark(parts: list[Part]) -> tuple[Part, ...]:
    """Return ``parts`` without the ``A:`` before the first."""
    if parts and parts[0].texts and (mark := MARKED_ANSWER.match(parts[0].texts[0])):
        first = parts[0]
        texts = (first.texts[0][mark.end() :], *first.texts[1:])
        parts = [replace(first, texts=texts), *parts[1:]]
    return tuple(part for part in parts if any(text.strip() for text in part.texts))
