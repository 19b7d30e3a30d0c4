"""Repeats: what one story has told is not told again by the next.

Two reports of one day share sentences an agency wrote. The second story leaves them out; within a
story the summariser itself sees to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.model import (
    Address,
    DigestQuestion,
    DigestSection,
    Omission,
    Passage,
    Statement,
    Story,
)
from briefing.shingles import shingles
from briefing.summarise.reference import dangles
from briefing.summarise.story import NOTHING_UNDER_IT

SAME = 0.8
"""Share of a sentence's word pairs in another from which on it says nothing new."""

_LEAST = 6
"""Word pairs; shorter sentences are alike by chance."""


def without_repeats(story: Story, told: Sequence[Story]) -> Story:
    """Return ``story`` without the sentences that one of the stories ``told`` has told already.

    A quotation goes whole or stays, and so does a sentence the next one leans on. A heading or
    question with nothing left under it goes, too. Each is omitted with the address that says it.
    """
    again = dict(_again(story, _Index(told))) if told else {}
    if not again:
        return story
    reasons = {address: f"says again what {other} says" for address, other in again.items()}
    sections = [replace(one, passages=_left(one.passages, again)) for one in story.sections]
    questions = [replace(one, answer=_left(one.answer, again)) for one in story.questions]
    for was, now in zip(story.sections, sections, strict=True):
        if was.passages and not now.passages and was.heading:
            reasons |= dict.fromkeys(was.heading.sources, NOTHING_UNDER_IT)
    for asked, answered in zip(story.questions, questions, strict=True):
        if asked.answer and not answered.answer:
            reasons |= dict.fromkeys(asked.question.sources, NOTHING_UNDER_IT)
    omissions = tuple(Omission(address, reason) for address, reason in reasons.items())
    return replace(
        story,
        lead=_left(story.lead, again),
        sections=_filled_sections(story.sections, sections),
        questions=_filled_questions(story.questions, questions),
        closing=_left(story.closing, again),
        omissions=story.omissions + omissions,
    )


def _filled_sections(
    before: Sequence[DigestSection], after: Sequence[DigestSection]
) -> tuple[DigestSection, ...]:
    pairs = zip(before, after, strict=True)
    return tuple(now for was, now in pairs if now.passages or not was.passages)


def _filled_questions(
    before: Sequence[DigestQuestion], after: Sequence[DigestQuestion]
) -> tuple[DigestQuestion, ...]:
    pairs = zip(before, after, strict=True)
    return tuple(now for was, now in pairs if now.answer or not was.answer)


class _Index:
    """What was told, by word pair."""

    def __init__(self, told: Sequence[Story]) -> None:
        self._saying: defaultdict[str, list[Address]] = defaultdict(list)
        for story in told:
            for passage in story.passages():
                for statement in passage.statements:
                    for pair in sorted(shingles((statement.text,))):
                        self._saying[pair].append(statement.sources[0])

    def same(self, statement: Statement) -> Address | None:
        """Return where it was said before; ``None`` if it was not, or is too short to tell."""
        pairs = sorted(shingles((statement.text,)))
        shared = Counter(
            address for pair in pairs for address in self._saying.get(pair, ())
        ).most_common(1)
        if len(pairs) < _LEAST or not shared or shared[0][1] < SAME * len(pairs):
            return None
        return shared[0][0]


def _again(story: Story, index: _Index) -> Iterator[tuple[Address, Address]]:
    """Yield the source sentences that are told again, each with where it was told first."""
    for passage in story.passages():
        found = [index.same(one) for one in passage.statements]
        if passage.kind == "quote" and not all(found):
            continue
        language = story.document.language
        needed = [dangles(later.text, language) for later in passage.statements[1:]]
        for number, (statement, other) in enumerate(zip(passage.statements, found, strict=True)):
            follows = number < len(needed) and needed[number] and found[number + 1] is None
            if other and not follows:
                yield from ((address, other) for address in statement.sources)


def _left(passages: Sequence[Passage], again: dict[Address, Address]) -> tuple[Passage, ...]:
    kept = (
        replace(
            passage,
            statements=tuple(one for one in passage.statements if one.sources[0] not in again),
        )
        for passage in passages
    )
    return tuple(passage for passage in kept if passage.statements)
