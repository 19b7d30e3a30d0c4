"""Candidates: the smallest pieces of a document that can be kept alone, and what each leans on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.model import Block, Document, Sentence
from briefing.summarise.reference import closes_quotation, dangles, introduces, opens_quotation
from briefing.summarise.salience import Placed
from briefing.summarise.words import count_words

PartKind = Literal["lead", "section", "question", "closing"]

_LONGEST_RUN = 4
"""A quotation or an announcement is followed over at most so many sentences."""


@dataclass(frozen=True, slots=True)
class Part:
    """A lead, a section, a question with its answer, or a closing: what is kept or cut as one."""

    kind: PartKind
    head: Sentence | None
    blocks: tuple[Block, ...]

    @property
    def head_words(self) -> int:
        """How many words its heading or question has."""
        return count_words(self.head.text) if self.head else 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Sentences that are kept together or not at all."""

    ranks: tuple[int, ...]
    """Places of its sentences among all that can be spoken, in reading order."""
    part: int
    words: int
    leans: int | None
    """The candidate that must be kept with it, always an earlier one."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A document taken apart. ``placed`` holds only sentences that can be spoken."""

    parts: tuple[Part, ...]
    placed: tuple[Placed, ...]
    candidates: tuple[Candidate, ...]


def parts_of(document: Document) -> tuple[Part, ...]:
    """Return the parts of ``document`` in reading order; empty leads and closings are none."""
    return (
        *((Part("lead", None, document.lead),) if document.lead else ()),
        *(Part("section", one.heading, one.blocks) for one in document.sections),
        *(Part("question", one.question, one.answer) for one in document.questions),
        *((Part("closing", None, document.closing),) if document.closing else ()),
    )


def take_apart(document: Document) -> Pieces:
    """Return the parts, sentences and candidates of ``document``."""
    parts = parts_of(document)
    placed: list[Placed] = []
    candidates: list[Candidate] = []
    body: int | None = None  # the last candidate outside the questions: what a section follows on
    for number, part in enumerate(parts):
        previous = None if part.kind == "question" else body
        first_points: dict[int, int] = {}
        for piece in _pieces(part, document.language):
            ranks = tuple(range(len(placed), len(placed) + len(piece.placed)))
            placed += [_renumbered(one, number) for one in piece.placed]
            own = len(candidates)
            first = own if piece.listed is None else first_points.setdefault(piece.listed, own)
            leans = previous if piece.dangles else first if first < own else None
            candidates.append(Candidate(ranks, number, piece.words, leans))
            previous = own
        body = body if part.kind == "question" else previous
    return Pieces(parts, tuple(placed), tuple(candidates))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A candidate before it is numbered."""

    placed: tuple[Placed, ...]
    words: int
    dangles: bool
    listed: int | None = None
    """Which block of its part it comes from, if that is a list or a table."""


def _renumbered(placed: Placed, part: int) -> Placed:
    return Placed(placed.sentence, placed.in_part, placed.in_block, part)


def _pieces(part: Part, language: str) -> Iterator[_Piece]:
    """Yield the pieces of a part; one that only announces the next is joined with it."""
    waiting: _Piece | None = None
    count = 0
    for number, block in enumerate(part.blocks):
        if block.silent or not block.sentences:
            continue
        listed = number if block.kind in {"list", "table"} else None
        for piece in _pieces_of_block(block, count, listed, language):
            joined = _joined(waiting, piece) if waiting else piece
            announces = introduces(piece.placed[-1].sentence.text)
            if announces and len(joined.placed) < _LONGEST_RUN:
                waiting = joined
            else:
                waiting = None
                yield joined
        count += len(block.sentences)
    if waiting:
        yield waiting


def _joined(one: _Piece, other: _Piece) -> _Piece:
    listed = other.listed if one.listed is None else one.listed
    return _Piece(one.placed + other.placed, one.words + other.words, one.dangles, listed)


def _pieces_of_block(
    block: Block, count: int, listed: int | None, language: str
) -> Iterator[_Piece]:
    runs = [block.sentences] if block.kind == "quote" else _runs(block.sentences, language)
    speaker = count_words(block.speaker or "")
    at = 0
    for run in runs:
        placed = tuple(
            Placed(sentence, count + at + offset, at + offset, 0)
            for offset, sentence in enumerate(run)
        )
        words = sum(count_words(sentence.text) for sentence in run) + speaker
        hangs = block.kind != "quote" and dangles(run[0].text, language)
        yield _Piece(placed, words, hangs, listed)
        at += len(run)


def _runs(sentences: tuple[Sentence, ...], language: str) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences one by one, those of one quotation together."""
    at = 0
    while at < len(sentences):
        end = at + 1
        if opens_quotation(sentences[at].text, language):
            for ahead in range(at + 1, min(at + _LONGEST_RUN, len(sentences))):
                if _ends_quotation(sentences[ahead].text, language):
                    end = ahead + 1
                    break
        yield sentences[at:end]
        at = end


def _ends_quotation(text: str, language: str) -> bool:
    return closes_quotation(text, language) or text.count('"') % 2 == 1
