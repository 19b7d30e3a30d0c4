"""Plain text: title, byline, dates, headings, lists, pull quotes and questions from shape alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing.model import Facts, Notice
from briefing.read import questions
from briefing.read.ear import CELL, WEB_ADDRESS
from briefing.read.facts import read_dateline, read_line, same_title
from briefing.read.language import detect
from briefing.read.outline import LONGEST_HEADING, Part
from briefing.read.plaintext import quotes
from briefing.read.plaintext.headings import headings
from briefing.read.plaintext.lines import BULLET, NUMBER, RULE, Chunk, chunks
from briefing.read.plaintext.looks import NUMBERING, Look, Setting, setting_of
from briefing.read.questions import MARKED_ANSWER, MARKED_QUESTION

_CITATION_ONLY = re.compile(r"(?:\[\d{1,4}\][\s,;]*+|[¹²³⁴⁵⁶⁷⁸⁹⁰]++\s*+|\^\s*+)++")
_CAPTION = re.compile(
    r"(?:photo(?:graph)?|image|picture|figure|fig\.|illustration|credit|foto|bild|abbildung|grafik)"
    r"\s?(?:\d{1,3}|by|credit)?\s?[:.]\s",
    re.I,
)
_CODE_LINE = re.compile(
    r"^\s*(?:[$>%]\s+\S|(?:import|from|def|class|return|fn|let|const|var|use|pub|static|impl|"
    r"func|package|include|sudo|pip|npm|git|cargo|curl)\s.*[(){};=:]|[{}\[\]();]+[,;]?$|//|#include|"
    r"/\*|</?\w+[^>]*>$|\w+\([^)]*\)[;{]?$)|[;{]$|^\s*[\w.\[\]\"']+\s*(?:=|:=|\+=|=>)\s*\S+"
)
_BACK = "↩"
"""The sign that leads from a note at the foot of the article back to its place."""

_CELLS = re.compile(r"\t|\s\|\s|^\||\|$")
_SHORT = 400
_HEADER = 6
"""Byline and dates stand among this many chunks after the title."""

_LONGEST_TITLE = 200


def recover(text: str, stated: str | None = None) -> tuple[list[Part], Facts, tuple[Notice, ...]]:
    """Return the parts of a plain text in order, what it says about itself, and notices.

    ``stated`` is the title when it is known from elsewhere; the text is then given no other.
    """
    whole = lay_out(text, stated)
    looks, setting = whole.looks, whole.setting
    spoken = quotes.find(looks, setting.caseless)
    found = headings(quotes.dashed(looks, spoken.lines), setting)
    body, candidates = _parts(looks, found, spoken)
    body, notices = questions.gather(
        body, candidates, faq=questions.is_faq(whole.title or stated or "")
    )
    body, more = questions.close(body)
    title = [Part("title", (whole.title,))] if whole.title else []
    return title + body, whole.facts, notices + more


@dataclass(frozen=True, slots=True)
class Layout:
    """A plain text in chunks, its title and what it says of itself taken off."""

    title: str | None
    facts: Facts
    looks: tuple[Look, ...]
    setting: Setting


def lay_out(text: str, stated: str | None = None) -> Layout:
    """Return the chunks of ``text``, each with what is plain of it, before headings are sought."""
    looks = [_look(chunk) for chunk in _unindented(chunks(text))]
    looks = _enumerated(_paired(_underlined(looks)))
    title = looks[0].text if looks and _is_title(looks, stated) else None
    facts, body = _header(looks[1:] if title else looks)
    return Layout(title, facts, tuple(body), setting_of(body, detect(text)))


def _unindented(found: list[Chunk]) -> list[Chunk]:
    """Return the chunks with the indent that most of them have taken off."""
    common = Counter(chunk.indent for chunk in found).most_common(1)
    usual = common[0][0] if common else 0
    return [
        replace(chunk, indent=max(0, chunk.indent - usual)) if usual else chunk for chunk in found
    ]


def _look(chunk: Chunk) -> Look:
    """Return the chunk with what is plain of it by itself."""
    head = chunk.text[:_SHORT]
    if RULE.fullmatch(head) and len(chunk.text) < _SHORT:
        return Look(chunk, "rule")
    if MARKED_QUESTION.match(head):
        return Look(chunk, "question")
    if MARKED_ANSWER.match(head):
        return Look(chunk, "answer")
    return Look(chunk, _silent(chunk, head) or _listed(head))


def _silent(chunk: Chunk, head: str) -> str | None:
    """Return the kind of a chunk that is not for the ear, ``None`` when it is."""
    raw = chunk.raw[:_SHORT]
    if WEB_ADDRESS.fullmatch(head):
        return "address"
    if _CITATION_ONLY.fullmatch(head) or chunk.text.rstrip("\ufe0e ").endswith(_BACK):
        return "note"
    if len(chunk.text) < 300 and _CAPTION.match(head):
        return "figure"
    if len(_CELLS.findall(raw)) >= 2:
        return "table"
    return "code" if len(chunk.text) < 200 and _CODE_LINE.search(raw) else None


def _listed(head: str) -> str:
    if BULLET.match(head):
        return "list"
    return "numbered" if NUMBER.match(head) else "text"


def _underlined(looks: list[Look]) -> list[Look]:
    """Join a line of dashes to the short line it underlines; other rules stay rules."""
    result: list[Look] = []
    for look in looks:
        above = result[-1] if result else None
        if (
            look.kind == "rule"
            and not look.chunk.gap
            and above is not None
            and above.kind in {"text", "numbered"}
            and len(above.text) <= LONGEST_HEADING
        ):
            result[-1] = Look(above.chunk, "underlined")
        else:
            result.append(look)
    return result


def _is_title(looks: Sequence[Look], stated: str | None) -> bool:
    """Tell whether the first chunk is the title: short, no sentence, and with more below it."""
    first = looks[0]
    text = first.text
    if stated is not None:
        return same_title(text, stated)
    if first.kind not in {"text", "underlined"} or len(text) > _LONGEST_TITLE:
        return False
    if text.endswith((".", "。", ";", ",", ":")) and not text.endswith("..."):
        return False
    if len(looks) == 1:
        return not text.endswith(("!", "?", "…"))
    return not (questions.is_question(text) and len(looks) > 3 and _all_questions(looks))


def _all_questions(looks: Sequence[Look]) -> bool:
    """Tell whether questions and answers alternate from the first line on."""
    asked = [questions.is_question(look.text[:_SHORT]) for look in looks]
    return not asked[1] and sum(asked) >= 2 and asked[0] and asked[2]


def _header(looks: list[Look]) -> tuple[Facts, list[Look]]:
    """Take byline and date lines off the head of the article; also read a dateline there."""
    facts = Facts()
    kept: list[Look] = []
    for place, look in enumerate(looks):
        if place < _HEADER and look.kind == "text":
            said = read_line(look.text)
            if said is not None and said.over(facts) != facts:
                facts = facts.over(said)
                continue
            date = read_dateline(look.text)
            facts = facts.over(Facts(published=date))
        kept.append(look)
    return facts, kept


def _parts(
    looks: Sequence[Look], found: frozenset[int], spoken: quotes.Spoken
) -> tuple[list[Part], frozenset[int]]:
    """Return the parts, and the places among them of what may be a question."""
    stripped = _numbered(looks, found)
    parts: list[Part] = []
    joined: list[list[str]] = []
    candidates: set[int] = set()
    for place, look in enumerate(looks):
        if look.kind == "rule" or place in spoken.lines:
            continue
        part = spoken.parts.get(place) or _part(look, place in found, place in stripped)
        asks = part.role in {"paragraph", "heading"} and questions.is_question(
            look.text[:_SHORT], strict=False
        )
        if asks and look.kind != "answer":
            candidates.add(len(parts))
        alike = place > 0 and looks[place - 1].kind == look.kind
        if parts and alike and part.role == parts[-1].role and part.role in _JOINED:
            joined[-1] += part.texts
        else:
            parts.append(part)
            joined.append([*part.texts])
    whole = [
        part if len(texts) == len(part.texts) else replace(part, texts=tuple(texts))
        for part, texts in zip(parts, joined, strict=True)
    ]
    return [_table(part) if part.role == "table" else part for part in whole], frozenset(candidates)


_JOINED = frozenset({"list", "code", "table"})
"""Points of one list, lines of one listing or table, are one part."""


_BAR = re.compile(r"\s*\|\s*|\t\s*")
_RULED = re.compile(r"[\s|:+=-]+")

_BY_KIND: dict[str, Callable[[Look], Part]] = {
    "question": lambda look: Part("question", (MARKED_QUESTION.sub("", look.text, count=1),)),
    "answer": lambda look: Part("paragraph", (MARKED_ANSWER.sub("", look.text, count=1),)),
    "list": lambda look: Part("list", (BULLET.sub("", look.text, count=1),)),
    "point": lambda look: Part("list", (NUMBER.sub("", look.text, count=1),)),
    "address": lambda look: Part("paragraph", (look.text,), silent="a web address"),
    "note": lambda look: Part("paragraph", (look.text,), silent="a footnote"),
    "figure": lambda look: Part("figure", (look.text,)),
    "code": lambda look: Part("code", (look.chunk.raw,)),
    "table": lambda look: Part("table", tuple(map(_row, look.chunk.raw.split("\n"))), level=0),
}


def _part(look: Look, heading: bool, numbered: bool) -> Part:
    if look.kind in _BY_KIND:
        return _BY_KIND[look.kind](look)
    text = look.text
    if heading or look.kind == "underlined":
        match = NUMBERING.match(text)
        level = 1 + (match[0].strip(" .):").count(".") if match else 0)
        text = NUMBERING.sub("", text, count=1) if numbered else text
        return Part("heading", (text.removesuffix(":").rstrip() or text,), level)
    return Part("paragraph", (NUMBER.sub("", text, count=1) if numbered else text,))


def _row(line: str) -> str:
    """Return a row of a table, its cells parted as in all tables; "" for a line that rules it."""
    if _RULED.fullmatch(line):
        return ""
    return CELL.join(" ".join(cell.split()) for cell in _BAR.split(line.strip().strip("|")))


def _table(part: Part) -> Part:
    """Return a table without its ruled lines, its first row known for heads of columns or not."""
    rows = tuple(row for row in part.texts if row)
    ruled = len(part.texts) > 2 and part.texts[0] and not part.texts[1]
    digits = [any(character.isdigit() for character in row) for row in rows]
    headed = ruled or (len(rows) > 1 and not digits[0] and all(digits[1:]))
    return replace(part, texts=rows or part.texts, level=int(headed))


def _paired(looks: list[Look]) -> list[Look]:
    """Keep the marks that come in pairs: without its question, ``A. Moor`` is an initial."""
    result: list[Look] = []
    asked = False
    for place, look in enumerate(looks):
        kind = look.kind
        if kind == "question":
            followed = looks[place + 1 : place + 2]
            answered = bool(followed) and followed[0].kind == "answer"
            asks = questions.is_question(look.text[:_SHORT], strict=False)
            kind = "question" if answered or asks else "text"
            asked = kind == "question"
        elif kind == "answer":
            kind = "answer" if asked else "text"
            asked = False
        result.append(Look(look.chunk, kind))
    return result


def _numbered(looks: Sequence[Look], found: frozenset[int]) -> frozenset[int]:
    """Return the headings and questions whose number is a mark, not a word: there are several."""
    places = [
        place
        for place, look in enumerate(looks)
        if look.kind in {"text", "underlined"}
        and NUMBERING.match(look.text)
        and (place in found or questions.is_question(look.text[:_SHORT]))
    ]
    return frozenset(places) if len(places) > 1 else frozenset()


def _enumerated(looks: Sequence[Look]) -> list[Look]:
    """Tell points of a numbered list, which follow one another, from headings with a number."""
    result = []
    for place, look in enumerate(looks):
        kind = look.kind
        if kind == "numbered":
            beside = (*looks[max(0, place - 1) : place], *looks[place + 1 : place + 2])
            listed = any(other.kind == "numbered" for other in beside)
            kind = "point" if listed and not questions.is_question(look.text[:_SHORT]) else "text"
        result.append(Look(look.chunk, kind))
    return result
