"""Reading: the words of an episode as its page shows them, by chapter, turn, question and sentence.

They come from the transcript (JSON) or, for an episode made before there was one, from its
captions. Either is a file somebody may have edited: what cannot be used is left out.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

from briefing.model import Episode
from briefing.publish.captions import Caption, parse
from briefing.publish.text import ascii_url, clean
from briefing.units import Milliseconds

PARAGRAPH = 3
"""Sentences after which a new paragraph of the source begins one on the page."""

_TICK = 50
"""Milliseconds in which the page counts words; finer than an eye follows."""

_LETTERS = string.digits + string.ascii_letters


@dataclass(frozen=True, slots=True)
class Told:
    """A spoken line: who says what, when, and where it comes from."""

    start: Milliseconds
    speaker: str
    text: str
    language: str | None = None
    question: int | None = None
    asks: bool = False
    block: str = ""
    """The source's paragraph it says, such as ``1:s2.1``."""
    source: str | None = None
    words: tuple[Milliseconds, ...] = ()

    @property
    def ticks(self) -> str:
        """When each word starts: a letter for its twentieths of a second after the one before.

        A pause too long for a letter goes on in the next one.
        """
        told, letters = 0, ""
        for word in self.words:
            step = min(max(0, round((word - self.start) / _TICK) - told), len(_LETTERS) - 1)
            told += step
            letters += _LETTERS[step]
        return letters


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in a row, in paragraphs."""

    speaker: str
    paragraphs: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of the Q&A, and the turns that answer it."""

    number: int
    asked: tuple[Told, ...]
    turns: tuple[Turn, ...]

    @property
    def question(self) -> str:
        """The question's words."""
        return joined([told.text for told in self.asked])

    @property
    def answer(self) -> str:
        """The answer's words."""
        return joined([t.text for turn in self.turns for p in turn.paragraphs for t in p])


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is said in a chapter; ``number`` counts chapters from 0."""

    number: int
    blocks: tuple[Turn | Answered, ...]


def stretches(episode: Episode, transcript: bytes | None) -> tuple[Stretch, ...]:
    """Return what ``transcript`` tells, chapter by chapter; nothing if it cannot be read."""
    starts = [chapter.start for chapter in episode.chapters]

    def chapter(told: Told) -> int:
        return max(0, sum(start <= told.start for start in starts) - 1)

    return tuple(
        Stretch(number, tuple(_blocks(list(lines))))
        for number, lines in groupby(_told(transcript), key=chapter)
    )


def questions(parts: Sequence[Stretch]) -> tuple[Answered, ...]:
    """Return the questions of ``parts`` that have an answer, in order."""
    found = (one for part in parts for one in part.blocks if isinstance(one, Answered))
    return tuple(one for one in found if one.turns)


def wide(before: str, after: str) -> bool:
    """Return whether no blank stands between two texts, both in a script that puts none."""
    return (
        bool(before and after)
        and east_asian_width(before[-1]) in "WF"
        and east_asian_width(after[0]) in "WF"
    )


def joined(texts: Sequence[str]) -> str:
    """Return ``texts`` as running text."""
    result = ""
    for text in texts:
        result += text if not result or wide(result, text) else f" {text}"
    return result


# ------------------------------------------------------------------------------ how it is set


def _blocks(lines: list[Told]) -> Iterator[Turn | Answered]:
    seen: set[int] = set()
    for number, group in groupby(lines, key=lambda told: told.question):
        said = list(group)
        asked = tuple(told for told in said if told.asks)
        if number is None or not asked or number in seen:
            yield from _turns(said)
            continue
        seen.add(number)
        yield Answered(number, asked, tuple(_turns([told for told in said if not told.asks])))


def _turns(lines: list[Told]) -> Iterator[Turn]:
    for speaker, group in groupby(lines, key=lambda told: told.speaker):
        paragraphs: list[list[Told]] = [[]]
        for told in group:
            now = paragraphs[-1]
            if now and told.block != now[-1].block and (len(now) >= PARAGRAPH or _apart(now, told)):
                paragraphs.append([])
            paragraphs[-1].append(told)
        yield Turn(speaker, tuple(map(tuple, paragraphs)))


def _apart(before: list[Told], told: Told) -> bool:
    """Return whether a heading, which has no full stop, would run into a sentence."""
    return any(one.block.endswith(".0") for one in (before[-1], told))


# ------------------------------------------------------------------------------ what is told


def _told(transcript: bytes | None) -> tuple[Told, ...]:
    try:
        text = (transcript or b"").decode("utf-8")
        found = _from_captions(text) if text.startswith("WEBVTT") else _from_json(text)
        return tuple(told for told in found if told.text)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return ()


def _from_json(text: str) -> Iterator[Told]:
    for segment in json.loads(text)["segments"]:
        start = _milliseconds(segment["startTime"])
        body = _flat(segment["body"])
        words = tuple(map(_milliseconds, segment.get("words") or ()))
        source: dict[str, Any] = next(iter(segment.get("sources") or ()), {})
        question = segment.get("question")
        yield Told(
            start=start,
            speaker=_flat(segment.get("speaker") or ""),
            text=body,
            language=_flat(segment.get("language") or "") or None,
            question=question if isinstance(question, int) and question > 0 else None,
            asks=bool(segment.get("asks")),
            block=str(source.get("address", "")).rpartition(".")[0],
            source=ascii_url(str(source.get("url") or "")),
            words=words if len(words) == len(body.split(" ")) else (),
        )


def _from_captions(text: str) -> Iterator[Told]:
    """Yield the lines of a caption file, the parts of each put together again."""
    for _, parts in groupby(parse(text), key=lambda cue: cue.number):
        told: list[Caption] = list(parts)
        first = told[0]
        yield Told(
            start=first.start,
            speaker=_flat(first.speaker),
            text=joined([line for part in told for line in part.lines]),
            block=first.sources[0].rpartition(".")[0] if first.sources else "",
        )


def _milliseconds(seconds: float) -> Milliseconds:
    return Milliseconds(max(0, round(seconds * 1000)))


def _flat(text: str) -> str:
    return " ".join(clean(text).split())
