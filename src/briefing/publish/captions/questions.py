"""Questions: which lines ask, and which answer, by the structure of what is said.

A line that says a question of a source asks it, whoever says it: where a template has one voice
lead through an article, most of what that voice says is no question of the source. Only in a
chapter that names no source at all, as a person may write one, a questioner's line with a question
mark at its end asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from briefing.model import Cue

_MARKS = ("?", "？", "؟", "\u037e")
_CLOSING = " \"'”’»)]"

_Topic = frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in an episode's questions and answers."""

    question: int | None = None
    """Which question it asks or answers, from 1 in the order they are asked."""
    asks: bool = False


def places(cues: Sequence[Cue], chapters: Sequence[int]) -> list[Place]:
    """Return the place of each of ``cues``; ``chapters`` says in which chapter each one is.

    A question and its answer are in one chapter. The answer goes on to the next question, or to
    the last line that says the source's answer, so that a farewell is no part of it.
    """
    found = [Place()] * len(cues)
    count = 0
    for _, group in groupby(range(len(cues)), key=lambda number: chapters[number]):
        lines = list(group)
        for asking, answer in _asked([cues[number] for number in lines]):
            count += 1
            for number in asking:
                found[lines[number]] = Place(count, asks=True)
            for number in answer:
                found[lines[number]] = Place(count)
    return found


def _asked(cues: Sequence[Cue]) -> Iterator[tuple[range, range]]:
    """Yield which lines of a chapter ask and which answer, for each question."""
    sourced = any(cue.sources for cue in cues)
    topics = [_asks(cue, sourced=sourced) for cue in cues]
    openings = [
        number
        for number, topic in enumerate(topics)
        if topic is not None and not (number and topic and topic == topics[number - 1])
    ]
    for first, following in pairwise([*openings, len(cues)]):
        topic = topics[first] or frozenset()
        answer = first + 1
        while answer < following and topics[answer] is not None:
            answer += 1
        yield range(first, answer), range(answer, _end(cues, range(answer, following), topic))


def _asks(cue: Cue, *, sourced: bool) -> _Topic | None:
    """Return which questions of the sources a line asks; ``None`` if it asks nothing."""
    asked = frozenset(
        (at.document, at.part) for at in cue.sources if at.part[:1] == "q" and at.block == 0
    )
    if asked:
        return asked
    plainly = cue.role == "questioner" and cue.text.rstrip(_CLOSING).endswith(_MARKS)
    return frozenset() if plainly and not sourced else None


def _end(cues: Sequence[Cue], lines: range, topic: _Topic) -> int:
    """Return where the answer to ``topic`` ends among ``lines``."""
    answering = [n for n in lines if {(at.document, at.part) for at in cues[n].sources} & topic]
    if answering:
        return answering[-1] + 1
    # nothing says the source's answer: a person wrote one, up to where another source is told
    return next((number for number in lines if cues[number].sources), lines.stop)
