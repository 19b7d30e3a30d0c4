"""Documents: a source understood, every sentence of it with its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, NamedTuple


class Address(NamedTuple):
    """Where a sentence stands in the documents of a run; written ``1:s2.1.3``.

    ``document`` counts the run's documents from 1. ``part`` is ``title``, ``lead``, ``s1`` (the
    first section), ``q1`` (the first question) or ``close``. ``block`` counts blocks from 1;
    block 0 is the title, heading or question itself. ``sentence`` counts from 1.
    """

    document: int
    part: str
    block: int
    sentence: int

    def __str__(self) -> str:
        """Return the text form, ``document:part.block.sentence``."""
        return f"{self.document}:{self.part}.{self.block}.{self.sentence}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """Return the address written as ``text``; raises ``ValueError`` when it is none."""
        match = _ADDRESS.fullmatch(text)
        if match is None:
            raise ValueError(f"not an address: {text!r}")
        return cls(int(match[1]), match[2], int(match[3]), int(match[4]))


_ADDRESS = re.compile(r"([0-9]{1,6}):(title|lead|close|[sq][0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a source, as it stands there."""

    address: Address
    text: str


BlockKind = Literal["paragraph", "quote", "list", "table", "code", "figure", "math"]

NOT_FOR_THE_EAR: frozenset[BlockKind] = frozenset({"code", "figure", "math"})
"""Kinds of block that are never spoken; one of another kind may be silent, too."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of sentences of one kind; a list has at least one sentence for each of its points.

    A table small enough to be spoken has a sentence for each row; a silent one its rows.
    """

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    speaker: str | None = None
    """Who said it, for a quote whose speaker the source names."""
    silent: str | None = None
    """Why it is kept and accounted for but never spoken, such as "code"; ``None`` if it can be."""

    @property
    def text(self) -> str:
        """The block's sentences, joined by blanks."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a document. ``level`` is 1 for the topmost headings below the title."""

    heading: Sentence | None
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """A question the source asks and the blocks that answer it."""

    question: Sentence
    answer: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Trouble that need not stop the show. ``code`` is stable, ``text`` is for people."""

    code: str
    text: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source understood: its facts, its structure, and every sentence with its address."""

    number: int
    origin: str
    title: Sentence | None
    language: str
    """A BCP 47 tag such as ``en`` or ``pt-br``, lower case."""
    lead: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    closing: tuple[Block, ...] = ()
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO 8601 date or date-time, as the source states it."""
    updated: str | None = None
    link: str | None = None
    image: str | None = None
    modified: int | None = None
    """The source's modification time, carried over; used only to date an undated episode."""
    notices: tuple[Notice, ...] = ()

    @staticmethod
    def from_text(text: str, **facts: Any) -> Document:
        """Return the document that ``text`` holds; see :func:`briefing.library.document_from_text`.

        Keyword arguments: ``title``, ``language``, ``form`` (plain, markdown or html), ``number``.
        Raises ``SourceError`` when there is nothing in it to read.
        """
        library = import_module("briefing.library")  # late: readers stand above the nouns
        document: Document = library.document_from_text(text, **facts)
        return document

    def blocks(self) -> Iterator[Block]:
        """Yield every block in reading order; titles, headings and questions are no blocks."""
        yield from self.lead
        for section in self.sections:
            yield from section.blocks
        for question in self.questions:
            yield from question.answer
        yield from self.closing

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence in reading order: title, headings and questions included."""
        if self.title:
            yield self.title
        yield from _sentences(self.lead)
        for section in self.sections:
            if section.heading:
                yield section.heading
            yield from _sentences(section.blocks)
        for question in self.questions:
            yield question.question
            yield from _sentences(question.answer)
        yield from _sentences(self.closing)


def _sentences(blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    for block in blocks:
        yield from block.sentences
