"""Questions with answers that a page states by schema.org: JSON-LD, microdata, RDFa."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.read.facts import letters
from briefing.read.html.answering import walked
from briefing.read.html.asking import label, tidy
from briefing.read.html.beside import Beside
from briefing.read.html.jsonld import Graph, JsonObject, kinds, text_of
from briefing.read.part import Part
from briefing.read.questions import LONGEST_QUESTION

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_STATED = 500
_LONGEST_ANSWER = 50_000
_ANSWERS = ("acceptedAnswer", "suggestedAnswer")
_QUIZZES = frozenset({"Quiz", "PracticeProblem"})


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A question and its answer as the page states them for machines."""

    question: str
    answer: str
    """Text or HTML; of microdata the text."""
    element: HtmlElement | None = None
    """Of microdata, the element that is question and answer."""
    answered: HtmlElement | None = None

    def parts(self) -> tuple[Part, ...]:
        """Return the answer as parts in the zone ``answer``."""
        if self.answered is not None:
            return walked(self.answered)
        return _parts(self.answer)


def in_json(graph: Graph) -> Iterator[Stated]:
    """Yield the questions of the page's JSON-LD that have an answer, in its order."""
    count = 0
    quizzes: list[JsonObject] = [thing for thing, _ in graph.objects if kinds(thing) & _QUIZZES]
    asked = {id(part) for quiz in quizzes for part in graph.all_of(quiz.get("hasPart"))}
    for thing, path in graph.objects:
        if "Question" not in kinds(thing) or id(thing) in asked or "comment" in path:
            continue
        question = text_of(thing.get("name")) or text_of(thing.get("text"))
        answer = next(filter(None, (_best(graph, thing.get(key)) for key in _ANSWERS)), None)
        if not question or not answer or len(question) > LONGEST_QUESTION:
            continue
        count += 1
        if count > MOST_STATED:
            return
        yield Stated(tidy(_less_tags(question)), answer)


def _best(graph: Graph, value: object) -> str | None:
    """Return the text of the first answer, or of the one most voted for."""
    answers = [one for one in graph.all_of(value) if isinstance(one, dict | str)]
    answers.sort(key=lambda one: -_votes(one))
    for one in answers:
        text = one.get("text") or one.get("name") if isinstance(one, dict) else one
        if isinstance(text, list):
            text = "\n\n".join(member for member in text if isinstance(member, str))
        if isinstance(text, str) and text.strip():
            return text[:_LONGEST_ANSWER]
    return None


def _votes(answer: object) -> int:
    votes = answer.get("upvoteCount") if isinstance(answer, dict) else 0
    return votes if isinstance(votes, int) else 0


_MARKUP = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.S)


def _less_tags(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())


def _parts(text: str) -> tuple[Part, ...]:
    """Return an answer of the JSON-LD as parts: HTML, HTML that is escaped once more, or text."""
    from briefing.read.html.tree import parse

    if not _MARKUP.search(text):
        text = html.unescape(text)
    if not _MARKUP.search(text):
        text = "".join(f"<p>{html.escape(piece)}</p>" for piece in re.split(r"\n\s*\n|\\n", text))
    try:
        return walked(parse(text))
    except SourceError:  # markup that is beyond reading: its words are still the answer
        words = " ".join(_less_tags(text).split())
        return (Part("paragraph", (words,), zone="answer"),) if words else ()


def in_markup(tree: HtmlElement, beside: Beside) -> Iterator[Stated]:
    """Yield the questions of the page's microdata and RDFa that have an answer, in page order."""
    count = 0
    for element in tree.xpath("//*[@itemtype or @typeof]"):
        if not _is_a(element, "Question") or beside.holds(element) or count >= MOST_STATED:
            continue
        if any(_is_a(above, "Quiz") for above in element.iterancestors()):
            continue
        if any(_is_a(inner, "Question") for inner in element.iterdescendants()):
            continue
        answers = [one for name in _ANSWERS for one in _properties(element, name)]
        answered = next((one for one in answers if label(one)), None)
        question = _name(element, answered)
        if answered is None or not question or len(question) > LONGEST_QUESTION:
            continue
        inner = next((one for one in _properties(answered, "text") if label(one)), answered)
        count += 1
        yield Stated(question, str(inner.text_content()), element, inner)


def _is_a(element: HtmlElement, kind: str) -> bool:
    named = f"{element.get('itemtype') or ''} {element.get('typeof') or ''}".split()
    return any(re.split(r"[/#:]", name)[-1] == kind for name in named)


def _properties(element: HtmlElement, name: str) -> list[HtmlElement]:
    path = ".//*[@itemprop=$name or @property=$name or @property=concat('schema:', $name)]"
    return list(element.xpath(path, name=name))[:20]


def _name(element: HtmlElement, answered: HtmlElement | None) -> str | None:
    for one in (*_properties(element, "name"), *_properties(element, "text")):
        if answered is not None and (one is answered or answered in one.iterancestors()):
            continue
        text = tidy(one.get("content") or label(one))
        if letters(text):
            return " ".join(text.split())
    return None
