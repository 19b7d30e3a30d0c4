"""Questions with their answers on a web page, from its raw tree, none twice.

What the page says outright comes first (JSON-LD, microdata), then what its markup says (details,
definition lists, accordions), then what its looks say (question headings, bold questions,
``Q:``). Extractors of the main text lose such questions and keep the answers, so they are taken
from the tree before anything is taken out of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from statistics import mean
from typing import TYPE_CHECKING

from briefing.read.facts import letters
from briefing.read.html.answering import Answered, Answers, parts_of
from briefing.read.html.asking import FOLDS, Ask, asks_of, label
from briefing.read.html.beside import Beside
from briefing.read.html.jsonld import graph_of
from briefing.read.html.stated import Stated, in_json, in_markup
from briefing.read.part import Part
from briefing.read.questions import is_faq

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_WORDS_ANSWERED = 400
"""Mean words of answers under headings; where they are longer, the questions head sections."""

_COUNTED = 500
"""Runs of an answer whose words are counted; more is too long whatever there is."""

_FAQ_CLASS = re.compile(
    r"(?:^|[\s_-])(?:faqs?|faq\w*|frequently\w*|q-?and-?a|qa)(?:$|[\s_-])", re.I
)
_ABOUT = re.compile(
    r"\b(?:questions?|faqs?|q\s?&\s?a|fragen|preguntas|perguntas|domande|vragen|frågor|pytania)\b|"
    r"вопросы|أسئلة|الأسئلة|質問|问题|問題|질문",
    re.I,
)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A question of a page and its answer."""

    question: str
    answer: tuple[Part, ...]
    """In the zone ``answer``; never empty."""
    elements: tuple[HtmlElement, ...]
    """The elements that hold it, to be taken out of the body: none if only JSON-LD states it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A pair and its place on the page."""

    place: int
    pair: Pair


def harvest(tree: HtmlElement) -> tuple[Pair, ...]:
    """Return the questions with answers of a page, in page order, none twice.

    Two questions are the same when their letters are. Those that only JSON-LD states come last,
    in its order. Comments, quizzes, forms, menus and teasers that ask are passed over. The tree
    is left as it was; never raises.
    """
    beside = Beside(tree)
    stated = list(in_json(graph_of(tree)))
    known = frozenset(letters(one.question) for one in stated)
    asks = asks_of(tree, beside, known)
    answers = Answers(tree, asks, beside)
    found = _Collected()
    for one in in_markup(tree, beside):
        found.add_markup(one)
    shown: dict[str, Answered] = {}
    for ask in asks:
        key = letters(ask.text)
        if key in known and (answer := answers.to(ask)) is not None:
            shown.setdefault(key, answer)
    for one in stated:
        found.add_stated(one, shown.get(letters(one.question)), asks)
    rest = [ask for ask in asks if letters(ask.text) not in known]
    for answered in _accepted(tree, rest, answers):
        found.add(answered)
    for ask in asks:
        found.add_again(ask, answers)
    return found.pairs()


class _Collected:
    """Pairs found so far, by the letters of their questions; lives for one call."""

    def __init__(self) -> None:
        self._found: dict[str, _Found] = {}
        self._taken: set[HtmlElement] = set()

    def _is_taken(self, element: HtmlElement) -> bool:
        return element in self._taken or any(up in self._taken for up in element.iterancestors())

    def _put(
        self, question: str, answer: tuple[Part, ...], elements: Sequence[HtmlElement], place: int
    ) -> None:
        if answer and letters(question) not in self._found:
            pair = Pair(question, answer, tuple(elements))
            self._found[letters(question)] = _Found(place, pair)
            self._taken.update(elements)

    def add_markup(self, one: Stated) -> None:
        """Add a pair of the microdata, unless it stands inside another."""
        if one.element is not None and not self._is_taken(one.element):
            self._put(one.question, one.parts(), [one.element], _place(one.element))

    def add_stated(self, one: Stated, shown: Answered | None, asks: Sequence[Ask]) -> None:
        """Add a pair of the JSON-LD, with the page's own markup for it where it says the same."""
        parts = one.parts()
        if shown is None or self._is_taken(shown.ask.head):
            heads = [ask.head for ask in asks if letters(ask.text) == letters(one.question)]
            place = _place(heads[0]) if heads else _LAST + len(self._found)
            self._put(one.question, parts, heads[:1], place)
            return
        trimmed = _trimmed(shown, parts)
        said = parts_of(trimmed)
        question = shown.ask.text if letters(shown.ask.text) else one.question
        if _likeness(said, parts) >= _SAME:
            self._put(question, said, _elements(trimmed), shown.ask.order)
        else:
            self._put(question, parts, [shown.ask.head], shown.ask.order)

    def add(self, found: Answered) -> None:
        """Add a pair that the page shows, unless it stands inside another's answer."""
        if letters(found.ask.text) in self._found or self._taken.intersection(found.elements):
            return
        if not self._is_taken(found.ask.head):
            self._put(found.ask.text, parts_of(found), _elements(found), found.ask.order)

    def add_again(self, ask: Ask, answers: Answers) -> None:
        """Add the elements of a question that stands on the page a second time to its pair."""
        first = self._found.get(letters(ask.text))
        if first is None or len(first.pair.elements) > _MOST_ELEMENTS or self._is_taken(ask.head):
            return
        again = answers.to(ask)
        if again is None or _likeness(parts_of(again), first.pair.answer) < _SAME:
            return
        more = (element for element in _elements(again) if element not in self._taken)
        elements = (*first.pair.elements, *more)
        self._taken.update(elements)
        pair = replace(first.pair, elements=elements)
        self._found[letters(ask.text)] = replace(first, pair=pair)

    def pairs(self) -> tuple[Pair, ...]:
        """Return the pairs in page order."""
        ordered = sorted(self._found.values(), key=lambda found: found.place)
        return tuple(found.pair for found in ordered)


_LAST = 10_000_000
_MOST_ELEMENTS = 300
_SAME = 0.6
"""Share of words two answers must have in common to be one."""


def _place(element: HtmlElement) -> int:
    """Return how many elements stand before ``element`` on its page."""
    return int(element.xpath("count(preceding::*) + count(ancestor::*)"))


def _elements(found: Answered) -> list[HtmlElement]:
    if found.ask.form == "details" or found.inline:
        return list(found.elements)
    return [found.ask.head, *found.elements]


def _words(parts: Iterable[Part]) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(part.text for part in parts).casefold()))


def _likeness(one: Sequence[Part], other: Sequence[Part]) -> float:
    """Return the F1 of the words of two answers; of scripts without blanks, of whole runs."""
    here, there = _words(one), _words(other)
    shared = (here & there).total()
    return 2 * shared / max(1, here.total() + there.total())


def _trimmed(found: Answered, parts: Sequence[Part]) -> Answered:
    """Return an answer that just ran on, cut where it has said what the JSON-LD says."""
    wanted = _words(parts)
    said: Counter[str] = Counter()
    if found.tied:
        return found
    for count, element in enumerate(found.elements, 1):
        said += Counter(re.findall(r"\w+", str(element.text_content()).casefold()))
        if (said & wanted).total() >= 0.95 * wanted.total():
            return replace(found, elements=found.elements[:count])
    return found


# ------------------------------------------------------------------- which of them are pairs


def _accepted(tree: HtmlElement, asks: Sequence[Ask], answers: Answers) -> list[Answered]:
    """Return the questions that are answered and stand among others or under a heading like FAQ."""
    headings = _headings(tree)
    found: list[Answered] = []
    for group in _groups(asks, answers):
        replies = [(ask, answers.to(ask)) for ask in group]
        answered = [reply for _, reply in replies if reply is not None]
        faq = _is_faq_group(group, headings)
        if group[0].form in FOLDS:
            found += _folds(answered, answers, faq=faq)
        elif group[0].form == "heading":
            for run in _runs(replies, headings):
                found += _flowing(run, faq=faq)
        else:
            found += _flowing(answered, faq=faq)
    return sorted(found, key=lambda reply: reply.ask.order)


def _groups(asks: Sequence[Ask], answers: Answers) -> list[list[Ask]]:
    """Return the asks of one kind that stand in one container, container by container."""
    groups: dict[tuple[HtmlElement | None, tuple[str, int]], list[Ask]] = {}
    for ask in asks:
        container = next(
            (place for place in ask.head.iterancestors() if answers.count(place, ask.kind) > 1),
            None,
        )
        groups.setdefault((container, ask.kind), []).append(ask)
    return _joined(groups, answers)


def _joined(
    groups: dict[tuple[HtmlElement | None, tuple[str, int]], list[Ask]], answers: Answers
) -> list[list[Ask]]:
    """Return the groups, one that stands alone in its column joined to those of the columns."""
    alone = [key for key, group in groups.items() if len(group) == 1 and key[0] is not None]
    joined: dict[Ask, list[Ask]] = {ask: group for group in groups.values() for ask in group}
    for container, kind in alone:
        if container is None or len(joined[groups[container, kind][0]]) > 1:
            continue
        members = [ask for ask in answers.holding(container) if ask.kind == kind]
        for ask in members:
            joined[ask] = members
    return list({id(group): group for group in joined.values()}.values())


@dataclass(frozen=True, slots=True, eq=False)
class _Heading:
    """A heading of the page."""

    place: int
    level: int
    text: str
    element: HtmlElement


def _headings(tree: HtmlElement) -> list[_Heading]:
    return [
        _Heading(place, int(element.tag[1]), label(element), element)
        for place, element in enumerate(tree.iter())
        if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag)
    ]


def _is_faq_group(group: Sequence[Ask], headings: Sequence[_Heading]) -> bool:
    """Tell whether questions are announced: by the heading above them, or a container's class."""
    first = group[0]
    for element in (first.head, *first.head.iterancestors()):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
        if element.tag not in {"html", "body"} and _FAQ_CLASS.search(named):
            return True
    level = first.level
    for heading in reversed([one for one in headings if one.place < first.order]):
        if heading.level >= level or not heading.text:
            continue
        if _announces(heading.text):
            return _reach(heading.element) in first.head.iterancestors()
        level = heading.level
    return False


def _announces(heading: str) -> bool:
    return is_faq(heading) or (len(heading) <= 60 and bool(_ABOUT.search(heading)))


_SHORT = 250
"""Characters of a section's head: a heading, a line about it, no text yet."""


def _reach(heading: HtmlElement) -> HtmlElement | None:
    """Return the element a heading speaks for: the lowest that holds more than a head."""
    place = heading.getparent()
    while place is not None and place.tag != "body" and len(label(place, _SHORT)) <= _SHORT:
        place = place.getparent()
    return place


def _folds(found: Sequence[Answered], answers: Answers, *, faq: bool) -> list[Answered]:
    """Return the folds of a list that are questions: all of them where most ask."""
    kept = [
        reply
        for reply in found
        if reply.ask.asks()
        or not any(other.asks() for element in reply.elements for other in answers.holding(element))
    ]
    asking = [reply for reply in kept if reply.ask.asks()]
    if faq and (asking or len(kept) > 1):
        return kept
    if len(asking) > 1 and len(asking) * 2 >= len(kept):
        return kept
    return [reply for reply in asking if reply.tied or len(asking) > 1]


def _runs(
    replies: Sequence[tuple[Ask, Answered | None]], headings: Sequence[_Heading]
) -> list[list[Answered]]:
    """Return the headings of a group in runs, parted where another heading of their rank stands."""
    own = {ask.order for ask, reply in replies if reply is not None}
    places = [heading.place for heading in headings]
    runs: list[list[Answered]] = [[]]
    last = -1
    for ask, reply in replies:
        between = headings[bisect_right(places, last) : bisect_left(places, ask.order)]
        if any(one.level <= ask.level and one.place not in own for one in between):
            runs.append([])
        if reply is not None:
            runs[-1].append(reply)
        last = ask.order
    return [run for run in runs if run]


def _flowing(run: Sequence[Answered], *, faq: bool) -> list[Answered]:
    """Return the questions of a run whose answers just follow them, if it is one.

    As in Markdown: two or more, or one under a heading like FAQ; most of them questions and
    nothing else; answers no longer than sections.
    """
    form = run[0].ask.form if run else ""
    asking = [reply for reply in run if reply.ask.asks()]
    if asking and faq and form == "heading":
        asking = list(run)
    if form == "text" and not (faq and len(asking) > 1):
        return []
    if not asking or (len(asking) < 2 and not faq):
        return []
    strict = sum(reply.ask.asks(strict=True) for reply in asking)
    words = [_length(reply) for reply in asking]
    if faq or (strict * 2 > len(asking) and strict > 1 and mean(words) <= _MOST_WORDS_ANSWERED):
        return [*asking[:-1], _bounded(asking)]
    return []


def _length(reply: Answered) -> int:
    """Return how many words answer, of an endless answer those at its beginning."""
    runs = islice((text for one in reply.elements for text in one.itertext()), _COUNTED)
    return sum(len(str(text).split()) for text in runs)


def _bounded(run: Sequence[Answered]) -> Answered:
    """Return the last answer of a run, no longer than the longest before it if it just ran on."""
    last = run[-1]
    if not last.open_ended or len(run) < 2:
        return last
    longest = max(len(reply.elements) for reply in run[:-1])
    return replace(last, elements=last.elements[: max(1, longest)])
