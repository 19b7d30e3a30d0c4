"""Web pages and saved pages: the article alone, its structure, questions and facts kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Document, Facts, Notice, Source
from briefing.read import headed
from briefing.read.decode import Decoded, decode
from briefing.read.facts import letters
from briefing.read.html import body, meta, opening, refusal, tree
from briefing.read.html.nodes import BLOCKS
from briefing.read.html.pairs import Pair, harvest
from briefing.read.html.walk import walk
from briefing.read.outline import Part, compose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HAS_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_CHARSETS = (
    re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I),
    re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I),
)

_SMALL = 500_000
_EMBEDDED = re.compile(rb"data:[\w/+.-]{1,80}(?:;[\w=-]{1,40}){0,4};base64,[A-Za-z0-9+/=]*")

_MOST_BLOCKS = 40_000
"""Paragraphs, points, cells and what holds them; the longest novel has a third of that."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The parts of a page, and the pairs that stand outside its article."""

    parts: list[Part]
    late: list[Pair]


def article_of(source: Source, number: int) -> Document:
    """Return the article of a page, or a fragment whole, as document ``number``.

    Raises ``SourceError`` when there is none to be read.
    """
    text, notices = _text(source)
    root = tree.parse(text, source.origin)
    _refuse_endless(root, source)
    facts = meta.facts_of(root)
    pairs = harvest(root)
    if not _HAS_PAGE.search(text):
        stay = [pair for pair in pairs if pair.elements]
        parts, found = _walked(root, stay, source)
        told = _Told(parts, [pair for pair in pairs if not pair.elements])
        return _composed(source, number, told, facts, (*notices, *found))
    shown = [element for pair in pairs for element in pair.elements]
    article = body.body_of(root, shown)
    refusal.check(root, article, pairs, source, free=_is_free(text))
    stay, late = _placed(article, pairs)
    left = article.left
    body.cut(root, article, [element for pair in stay for element in pair.elements])
    parts, found = _walked(root, stay, source)
    if left:
        words = f"Words of the page outside the article left out: {left}."
        found = (*found, Notice("page-furniture", words, source.origin))
    return _composed(source, number, _Told(parts, late), facts, (*notices, *found))


def _refuse_endless(root: HtmlElement, source: Source) -> None:
    blocks = sum(1 for _ in root.iter(*BLOCKS))
    if blocks > _MOST_BLOCKS:
        raise SourceError(
            f"It has {blocks} paragraphs and the like; {_MOST_BLOCKS} are the most that are read.",
            where=source.origin,
            remedy="Give it in parts.",
        )


def _text(source: Source) -> Decoded:
    """Return the text of the source; what its markup declares counts as declared.

    Pictures that a saved page carries within itself are left out before its size is looked at.
    """
    if len(source.body) > _SMALL:
        source = replace(source, body=_EMBEDDED.sub(b"data:,", source.body))
    head = source.body[:4096]
    declared = tuple(
        match[1].decode("ascii", "ignore")
        for match in (one.search(head) for one in _CHARSETS)
        if match
    )
    return decode(source, declared, markup=True)


_NOT_FREE = re.compile(
    r"\"isAccessibleForFree\"\s*:\s*(?:false|\"(?:https?://schema.org/)?false\")", re.I
)


def _is_free(markup: str) -> bool:
    """Tell whether the page states nowhere that its article is only for those who pay."""
    return not _NOT_FREE.search(markup)


def _placed(article: body.Body, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs that stand in or below the article, and those told after it.

    Runs of the article that pairs hold are let go of: they are told as pairs.
    """
    places: dict[HtmlElement, list[int]] = {}
    for place, run in enumerate(article.runs):
        for element in (run.holder, *run.holder.iterancestors()):
            places.setdefault(element, []).append(place)
    held = [
        sorted({place for element in pair.elements for place in places.get(element, ())})
        for pair in pairs
    ]
    told = {place for own in held for place in own}
    kept = [place for place, run in enumerate(article.runs) if run.kept and place not in told]
    stay: list[Pair] = []
    late: list[Pair] = []
    for pair, own in zip(pairs, held, strict=True):
        within = bool(own and kept) and kept[0] < own[0]
        (stay if within else late).append(pair)
    for place in told:
        article.runs[place].kept = False
        article.runs[place].told = True
    return stay, late


def _walked(
    root: HtmlElement, pairs: Sequence[Pair], source: Source
) -> tuple[list[Part], tuple[Notice, ...]]:
    """Return the parts of the tree, each of the pairs in the place where it stands."""
    instead: dict[HtmlElement, Sequence[Part]] = {}
    for pair in pairs:
        instead.update(dict.fromkeys(pair.elements, ()))
        instead[pair.elements[0]] = _asked(pair)
    walked = walk(root, instead)
    return list(walked.parts), walked.notices(source.origin)


def _asked(pair: Pair) -> list[Part]:
    return [Part("question", (pair.question,)), *pair.answer]


def _composed(
    source: Source, number: int, told: _Told, facts: Facts, notices: tuple[Notice, ...]
) -> Document:
    """Return the document: title, byline, questions and closing made out of the parts."""
    answers = [part for part in told.parts if part.zone == "answer"]
    facts = replace(facts, title=facts.title or source.facts.title)
    facts, parts = opening.entitled(facts, told.parts)
    found, parts = headed.header(parts)
    parts, announced = headed.asked(parts)
    parts = opening.answered(parts, answers)
    said = {letters(part.text) for part in parts if part.role in {"heading", "question"}}
    for pair in told.late:
        if letters(pair.question) not in said:
            parts += _asked(pair)
    return compose(source, number, parts, facts.over(found), (*notices, *announced))
