"""Stretches: what the model is asked for at a time, a section or what of a long one fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Block, BlockKind, Document, Sentence
from briefing.summarise.words import count_words

LONGEST = 1_000
"""Words. Local servers often keep 4,096 tokens in view and forget the beginning unannounced."""

_CONDENSABLE: frozenset[BlockKind] = frozenset({"paragraph", "list"})
"""Quotations and what somebody is named for are told as they stand; so are rows of a table."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences of one part of a document that may be told in other words."""

    sentences: tuple[Sentence, ...]
    runs: tuple[int, ...]
    """For each sentence, which run of like blocks it stands in: one statement is of one run."""
    heading: str | None
    place: str
    """Where it is, for people: its heading, or which part of the document."""
    title: str | None
    language: str

    @property
    def words(self) -> int:
        """How many words it holds."""
        return sum(count_words(sentence.text) for sentence in self.sentences)


def stretches(document: Document) -> tuple[Stretch, ...]:
    """Return the stretches of ``document`` in reading order."""
    return tuple(
        Stretch(
            tuple(sentence for sentence, _ in piece),
            tuple(run for _, run in piece),
            heading,
            place,
            document.title.text if document.title else None,
            document.language,
        )
        for heading, place, blocks in _parts(document)
        for piece in _pieces(blocks)
    )


def _parts(document: Document) -> Iterator[tuple[str | None, str, tuple[Block, ...]]]:
    yield None, "the beginning", document.lead
    for section in document.sections:
        heading = section.heading.text if section.heading else None
        yield heading, heading or "a section without a heading", section.blocks
    for one in document.questions:
        yield one.question.text, one.question.text, one.answer
    yield None, "the end", document.closing


_Piece = list[tuple[Sentence, int]]


def _pieces(blocks: tuple[Block, ...]) -> Iterator[_Piece]:
    """Yield the sentences of ``blocks`` that may be condensed, with their runs, in portions.

    A portion ends where the next block is too long for it; only a block longer than a portion is
    cut apart.
    """
    piece: _Piece = []
    held = run = 0
    before: BlockKind | None = None
    for block in blocks:
        if block.silent:
            continue
        if block.speaker or block.kind not in _CONDENSABLE:
            before = None
            continue
        run += block.kind != before
        before = block.kind
        whole = sum(count_words(sentence.text) for sentence in block.sentences)
        for place, sentence in enumerate(block.sentences):
            length = count_words(sentence.text)
            if piece and held + (length if place else min(whole, LONGEST)) > LONGEST:
                yield piece
                piece, held = [], 0
            piece.append((sentence, run))
            held += length
    if piece:
        yield piece
