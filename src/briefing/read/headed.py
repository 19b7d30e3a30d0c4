"""What headings and the lines about them make of parts: the title, the byline, the questions.

Every format whose markup has headings ends with these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Facts, Notice
from briefing.read import questions
from briefing.read.facts import read_dateline, read_line, same_title
from briefing.read.outline import Part

__all__ = ["asked", "header", "titled"]


def titled(parts: list[Part], stated: str | None) -> list[Part]:
    """Return ``parts`` with the heading that is the title made so."""
    places = [place for place, part in enumerate(parts) if part.role == "heading"]
    if not places:
        return parts
    first = places[0]
    levels = [parts[place].level for place in places]
    text = parts[first].text
    if stated is not None:
        title = same_title(text, stated)
    else:
        before = all(part.role == "figure" or read_line(part.text) for part in parts[:first])
        topmost = levels[0] == 1 or levels[0] < min(levels[1:], default=7)
        title = before and topmost
    if not title or first > 3:
        return parts
    heading = replace(parts[first], role="title")
    return [heading, *parts[:first], *parts[first + 1 :]]


def header(parts: list[Part]) -> tuple[Facts, list[Part]]:
    """Take byline and date lines off the head of the article; also read a dateline there."""
    facts = Facts()
    kept: list[Part] = []
    for place, part in enumerate(parts):
        if place < 6 and part.role == "paragraph" and not _headed(kept):
            said = read_line(part.text)
            if said is not None and said.over(facts) != facts:
                facts = facts.over(said)
                continue
            facts = facts.over(Facts(published=read_dateline(part.text)))
        kept.append(part)
    return facts, kept


def _headed(parts: Sequence[Part]) -> bool:
    return any(part.role in {"heading", "question"} for part in parts)


def asked(parts: list[Part]) -> tuple[list[Part], tuple[Notice, ...]]:
    """Return ``parts`` with questions and closing found, and notices of headings used up."""
    parts = _under_faq(parts)
    candidates = frozenset(
        place
        for place, part in enumerate(parts)
        if part.role == "heading" and questions.is_question(part.text, strict=False)
    )
    parts, announced = questions.gather(parts, candidates)
    parts, closed = questions.close(parts)
    return parts, announced + closed


def _under_faq(parts: list[Part]) -> list[Part]:
    """Return ``parts`` with the headings below one such as FAQ made questions."""
    result = list(parts)
    faq: int | None = None
    for place, part in enumerate(parts):
        if part.role != "heading":
            continue
        if faq is not None and part.level <= faq:
            faq = None
        after = parts[place + 1 : place + 2]
        if faq is not None and after and after[0].role not in {"heading", "question"}:
            result[place] = replace(part, role="question")
        elif questions.is_faq(part.text):
            faq = part.level
    return result
