"""What stands at the head of a page's parts and is no text: its title again, byline, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Facts
from briefing.read import headed
from briefing.read.facts import letters, read_line, same_title
from briefing.read.outline import Part

_HEAD = 8
"""Parts from the first in which lines about the article are looked for."""

_READING_TIME = re.compile(
    r"\W*\d{1,3}\s?[-–]?\s?(?:min(?:ute)?s?|minuten|minutes de lecture)\.?"
    r"(?:\s(?:read|lesezeit))?\W*",
    re.I,
)
_SEPARATED = re.compile(r"\s[|–—·•»:-]{1,2}\s|\s?[|»]\s?")


def entitled(facts: Facts, parts: list[Part]) -> tuple[Facts, list[Part]]:
    """Return the facts and the parts, the heading that is the title made so, no line repeated.

    A heading that is the stated title less what the site adds to it is the title.
    """
    facts = _less_site(facts, parts)
    parts = headed.titled(parts, facts.title)
    first = _first_text(parts)
    kept = []
    for place, part in enumerate(parts):
        if part.role == "heading" and facts.title and same_title(part.text, facts.title):
            continue
        if place < _HEAD and place <= first + 2 and _is_about(part, facts, place <= first):
            continue
        kept.append(part)
    return facts, kept


def _less_site(facts: Facts, parts: Sequence[Part]) -> Facts:
    """Return the facts with the title as the page's topmost heading has it, if that is all but
    the site's name."""
    tops = [part.text for part in parts[:_HEAD] if part.role == "heading" and part.level == 1]
    if facts.title is None or len(tops) != 1 or not letters(tops[0]):
        return facts
    pieces = [letters(piece) for piece in _SEPARATED.split(facts.title)]
    return (
        replace(facts, title=tops[0]) if len(pieces) > 1 and letters(tops[0]) in pieces else facts
    )


def _first_text(parts: Sequence[Part]) -> int:
    """Return the place of the first paragraph long enough to be text."""
    long = (
        at for at, part in enumerate(parts) if part.role == "paragraph" and len(part.text) > 120
    )
    return next(long, len(parts))


def _is_about(part: Part, facts: Facts, early: bool) -> bool:
    """Tell whether a part says nothing but what the facts hold: title, author, date, site."""
    if part.role not in {"paragraph", "list", "heading"} or part.zone != "body":
        return False
    known = {letters(fact) for fact in (facts.title, facts.byline, facts.publisher) if fact}
    lines = [text for text in part.texts if letters(text)]
    if part.role != "paragraph" and not early:
        return False
    return all(
        letters(line) in known
        or bool(_READING_TIME.fullmatch(line))
        or (part.role != "paragraph" and read_line(line) is not None)
        for line in lines
    )


def answered(parts: list[Part], answers: Sequence[Part]) -> list[Part]:
    """Return ``parts`` with ``answers``, and no others, as the answers of harvested questions.

    Gathering questions from headings knows only where a heading ends an answer; a pair of the
    page knows its own end.
    """
    if not answers:
        return parts
    waiting = list(answers)
    result: list[Part] = []
    harvested = False
    for place, part in enumerate(parts):
        if part.role in {"question", "heading"}:
            after = parts[place + 1 : place + 2]
            harvested = bool(waiting and after) and _same(after[0], waiting[0])
        elif waiting and _same(part, waiting[0]):
            waiting.pop(0)
            part = replace(part, zone="answer")  # noqa: PLW2901 - the part as it now stands
        elif harvested and part.zone == "answer":
            headings = any(later.role in {"heading", "question"} for later in parts[place:])
            part = replace(part, zone="body" if headings else "closing")  # noqa: PLW2901
        result.append(part)
    return result


def _same(one: Part, other: Part) -> bool:
    return one.role == other.role and one.texts == other.texts
