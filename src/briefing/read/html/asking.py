"""Where a page asks: elements that hold a question, or head a fold that opens, and nothing else.

Page builders mark accordions in a hundred ways, but all have a head that holds the question alone
and what opens beside it. So heads are found by tag, role and the words their classes share, each
is followed up to the outermost element that holds nothing else, and the answer is what comes next
to that one (see ``answering``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.read.decode import clean
from briefing.read.facts import letters
from briefing.read.html.beside import Beside
from briefing.read.questions import LONGEST_QUESTION, MARKED_QUESTION, is_question

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FOLDS = frozenset({"details", "term", "button"})
"""Forms whose answer is marked by the structure itself."""

MOST_ASKS = 3_000

_OWN_HEADS = frozenset({"details", "term", "marked"})

_CLASS = re.compile(
    r"question|faq[\w-]*(?:title|head|trigger|toggle|button|term)|faq[_-]q(?:$|[\s_-])"
    r"|(?:accordion|accordian|toggle|collaps\w*|expand\w*|panel|tab)[\w-]*(?:title|head|button|"
    r"trigger|toggle|label|link|summary|control)|elementor-tab-title|w-dropdown-toggle",
    re.I,
)
_NO_QUESTION_CLASS = re.compile(
    r"questions|question[\w-]*(?:list|wrap|container|section|group|item|block|answer)|answer", re.I
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_UNHEARD = frozenset({"script", "style", "svg", "noscript", "template", "select", "textarea"})
_UNHEARD_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader(?:-text)?|icon|anchor|headerlink|"
    r"permalink|material-icons)(?:$|[\s_-])",
    re.I,
)
_SIGNS = "+−–—-▼▲►▶▸▾▿›»•·×✕⌄⌃¶#🔗❓✅➕➖ "
_NUMBER = re.compile(r"(?:Q\s?)?\(?\d{1,3}[.)]\s+(?=\S)", re.I)
_LETTER = re.compile(r"Q\s+(?=[A-ZÀ-Ý¿])")
_TO_THE_READER = re.compile(
    r"(?:was|is|did|were)\s.{0,30}(?:helpful|useful)|(?:did|have)\s(?:you|we)\s.{0,30}"
    r"(?:find|found|answer|look|miss)|(?:still|do\syou|got|have)\s(?:have\s)?(?:a\s|an\s|any\s|"
    r"more\s|other\s|further\s|another\s){0,3}(?:questions?|comments?|tip|story|feedback|doubts?)|"
    r"any\s(?:more\s|other\s)?questions|questions\?|need\s(?:more\s|further\s|some\s)?(?:help|"
    r"assistance|support|advice)|can(?:'|’)?t\sfind|ready\sto\s|what\s(?:do|did)\syou\sthink|"
    r"looking\sfor\s|(?:enjoy|lik)(?:ed|ing)?\sthis|want\s(?:to\s(?:know|read|learn|see|get)|more)|"
    r"interested\sin\s|new\shere|not\sa\s(?:member|subscriber)|forgot|already\sa|"
    r"war\sdiese|hat\sihnen|noch\sfragen|haben\ssie\s(?:noch\s)?fragen|cet(?:te)?\s.{0,20}"
    r"(?:utile|aidé)|une\squestion|d.autres\squestions|(?:te|le)\sha\s.{0,20}(?:útil|gustado)|"
    r"tienes\s.{0,12}(?:duda|pregunta)|czy\s.{0,20}(?:pomoc|przydatn)|masz\spytania",
    re.I,
)
"""What a page asks whoever reads it, not what an answer on it answers."""


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """An element that asks, or heads a fold."""

    head: HtmlElement
    """The outermost element that holds it and nothing else."""
    element: HtmlElement
    text: str
    form: str
    """``details``, ``term``, ``button``, ``heading``, ``bold``, ``marked`` or ``text``."""
    level: int
    """Of a heading, else 7."""
    order: int
    """Place in the document."""

    @property
    def kind(self) -> tuple[str, int]:
        """What questions of one run have in common."""
        return self.form, self.level

    def asks(self, *, strict: bool = False) -> bool:
        """Tell whether it is a question, not just the head of a fold."""
        return self.form == "marked" or is_question(self.text, strict=strict)


def asks_of(tree: HtmlElement, beside: Beside, known: frozenset[str]) -> list[Ask]:
    """Return all that asks or heads a fold, in document order, each head once.

    ``known`` are questions the page states elsewhere, as letters: elements that say one of them
    count whatever they look like. What stands beside the article is passed over, and so are
    questions that link to other pages or ask the reader.
    """
    found: dict[HtmlElement, Ask] = {}
    for order, element in enumerate(tree.iter()):
        if len(found) >= MOST_ASKS:
            break
        form = _form(element, known) if isinstance(element.tag, str) else None
        if form is None or beside.holds(element):
            continue
        raw = first_line(element) if form == "marked" else label(element)
        text = tidy(raw)
        if not 0 < len(text) <= LONGEST_QUESTION or not re.search(r"[^\W\d_]{2}", text):
            continue
        if form in {"bold", "text"} and not (is_question(text) or letters(text) in known):
            continue
        if _TO_THE_READER.match(text) or _links_elsewhere(element, raw):
            continue
        head = element if form in _OWN_HEADS else _outermost(element, raw)
        level = _LEVELS.get(element.tag, 7) if form == "heading" else 7
        if head not in found or (form in FOLDS and found[head].form not in FOLDS):
            found[head] = Ask(head, element, text, form, level, order)
    return [ask for ask in found.values() if not (ask.form == "heading" and ask.level == 1)]


def _form(element: HtmlElement, known: frozenset[str]) -> str | None:
    """Return by which mark an element may ask; ``None`` for one that has none."""
    tag = element.tag
    by_tag = _BY_TAG.get(tag)
    if by_tag in {"details", "term", "heading"} or tag in _NEVER:
        return by_tag
    if _is_button(element):
        return "button"
    return by_tag or _by_text(element, known)


_BY_TAG = {
    "summary": "details",
    "dt": "term",
    "strong": "bold",
    "b": "bold",
    **dict.fromkeys(_LEVELS, "heading"),
}
_NEVER = _UNHEARD | frozenset("html body head title input option".split())


_HINT = re.compile(r"[?？؟:：]|(?:^|\s)[QFPA]\s?\d*[.)]")


def _by_text(element: HtmlElement, known: frozenset[str]) -> str | None:
    """Return ``marked`` for a line after ``Q:``, ``text`` for one that asks or is known to."""
    tag = element.tag
    text = element.text or ""
    if not len(element) and not known and not _HINT.search(f"{text[:20]} {text[-20:]}"):
        return None  # most paragraphs: they are told apart without a look at their labels
    if tag in {"p", "div", "li", "td"} and MARKED_QUESTION.match(label(element, 12)):
        return "marked" if not any(child.tag in _APART for child in element) else None
    if (element.text or "").strip() and tag in {"p", "div", "li", "td", "span", "a", "th", "em"}:
        text = label(element)
        if text.rstrip(_SIGNS).endswith(("?", "？", "؟")) or letters(tidy(text)) in known:
            return "text"
    return None


def _is_button(element: HtmlElement) -> bool:
    if element.get("aria-expanded") or element.get("aria-controls"):
        return True
    if element.tag == "label":  # an accordion without a script hangs on a hidden check box
        return bool(element.get("for")) and element.getnext() is not None
    if "collapse" in (element.get("data-toggle") or element.get("data-bs-toggle") or ""):
        return True
    if element.tag == "button" or element.get("role") in {"button", "tab"}:
        return len(element) > 0 or bool((element.text or "").strip())
    named = (element.get("class") or "")[:300]
    return bool(named and _CLASS.search(named) and not _NO_QUESTION_CLASS.search(named))


def label(element: HtmlElement, longest: int = LONGEST_QUESTION + 50) -> str:
    """Return what people read in an element, on one line, icons and hidden words left out.

    It stops soon after ``longest`` characters, so it costs little on a large element.
    """
    pieces: list[str] = []
    length = 0
    for whole in _pieces(element, 0):
        piece = whole if len(whole) <= 4 * longest else f" {whole.strip()[: 4 * longest]}"
        pieces.append(piece)
        length += len(piece.strip())
        if length > longest:
            break
    return " ".join(clean("".join(pieces))[0].split())


def first_line(element: HtmlElement) -> str:
    """Return the label of an element up to its first line break."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "br":
            break
        if isinstance(child.tag, str) and not _is_unheard(child):
            pieces.extend(_pieces(child, 0))
        pieces.append(child.tail or "")
    return " ".join(clean("".join(pieces)[:1_000])[0].split())


def _pieces(element: HtmlElement, depth: int) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _is_unheard(child) and depth < 200:
            if child.tag == "br":
                yield " "
            yield from _pieces(child, depth + 1)
        yield child.tail or ""
        if child.tag in _APART:
            yield " "


_APART = frozenset("p div li td th tr dt dd h1 h2 h3 h4 h5 h6 section article ul ol table".split())


def _is_unheard(child: HtmlElement) -> bool:
    if child.tag in _UNHEARD or child.get("aria-hidden") == "true":
        return True
    named = (child.get("class") or "")[:200]
    return bool(named and _UNHEARD_CLASS.search(named) and len(_first_words(child)) < 6)


def _first_words(element: HtmlElement) -> list[str]:
    return " ".join(piece for piece, _ in zip(element.itertext(), range(40), strict=False)).split()


def tidy(text: str) -> str:
    """Return a question without the signs, numbers and ``Q:`` that stand before or after it."""
    text = text.strip(_SIGNS)
    text = MARKED_QUESTION.sub("", text, count=1) if MARKED_QUESTION.match(text) else text
    return _NUMBER.sub("", _LETTER.sub("", text, count=1), count=1).strip(_SIGNS)


def _links_elsewhere(element: HtmlElement, text: str) -> bool:
    """Tell whether a question is a link to another page: a teaser, answered elsewhere."""
    inside = (link for link in element.iter("a") if letters(label(link)) == letters(text))
    for link in (*inside, *element.iterancestors("a")):
        address = (link.get("href") or "").strip()
        if address and not address.startswith(("#", "javascript:")) and "#" not in address:
            return True
    return False


_BORDERS = frozenset("html body main dl details ul ol table tbody".split())


def _outermost(element: HtmlElement, text: str) -> HtmlElement:
    """Return the highest element that holds ``element`` and says nothing but ``text``."""
    head = element
    said = letters(text)
    while (parent := head.getparent()) is not None and parent.tag not in _BORDERS:
        if letters(label(parent)) != said:
            break
        head = parent
    return head
