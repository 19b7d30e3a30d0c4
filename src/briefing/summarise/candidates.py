"""Candidates: the smallest pieces of a document that can be kept alone, and what each leans on."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Literal, NamedTuple

from briefing.model import Block, Document, Sentence
from briefing.summarise.reference import closes_quotation, dangles, introduces, opens_quotation
from briefing.summarise.salience import Placed
from briefing.summarise.words import count_words

PartKind = Literal["lead", "section", "question", "closing"]

_LONGEST_RUN = 4
"""A quotation or an announcement is followed over at most so many sentences."""


class Part(NamedTuple):
    """A lead, a section, a question with its answer, or a closing: what is kept or cut as one."""

    kind: PartKind
    head: Sentence | None
    blocks: tuple[Block, ...]

    @property
    def head_words(self) -> int:
        """How many words its heading or question has."""
        return count_words(self.head.text) if self.head else 0


class Candidate(NamedTuple):
    """Sentences that are kept together or not at all."""

    ranks: tuple[int, ...]
    """Places of its sentences among all that can be spoken, in reading order."""
    part: int
    words: int
    leans: int | None
    """The candidate that must be kept with it, always an earlier one."""


class Telling(NamedTuple):
    """What a sentence sounds like."""

    following: str
    """After the sentence before it."""
    alone: str
    """Without it."""


class Pieces(NamedTuple):
    """A document taken apart. All but ``parts`` hold only what can be spoken."""

    parts: tuple[Part, ...]
    placed: tuple[Placed, ...]
    tellings: tuple[Telling, ...]
    """By the place of the sentence, as in ``placed``."""
    candidates: tuple[Candidate, ...]
    owner: tuple[int, ...]
    """The part of each sentence."""

    def is_alone(self, rank: int, told: Container[int]) -> bool:
        """Return whether the sentence before is not ``told``, or belongs to another part."""
        return rank - 1 not in told or self.owner[rank - 1] != self.owner[rank]

    def words_of(self, rank: int, told: Container[int]) -> str:
        """Return the words in which a sentence is said where those ``told`` are."""
        telling = self.tellings[rank]
        return telling.alone if self.is_alone(rank, told) else telling.following


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
    taking = _Taking(document.language)
    parts = parts_of(document)
    for number, part in enumerate(parts):
        taking.part(number, part)
    return Pieces(
        parts,
        tuple(taking.placed),
        tuple(taking.tellings),
        tuple(taking.candidates),
        tuple(taking.owner),
    )


class _Piece(NamedTuple):
    """A candidate before it is numbered."""

    placed: list[Placed]
    tellings: list[Telling]
    dangles: bool
    listed: int | None
    """Which block of its part it comes from, if that is a list or a table."""

    def joined(self, other: _Piece) -> _Piece:
        listed = other.listed if self.listed is None else self.listed
        placed = self.placed + other.placed
        return _Piece(placed, self.tellings + other.tellings, self.dangles, listed)


class _Taking:
    """What was taken from a document so far."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.placed: list[Placed] = []
        self.tellings: list[Telling] = []
        self.candidates: list[Candidate] = []
        self.owner: list[int] = []
        self.body: int | None = None
        """The last candidate outside the questions: what a section follows on."""

    def part(self, number: int, part: Part) -> None:
        previous = None if part.kind == "question" else self.body
        first_points: dict[int, int] = {}
        for piece in _pieces(part, self.language):
            own = len(self.candidates)
            first = own if piece.listed is None else first_points.setdefault(piece.listed, own)
            leans = previous if piece.dangles else first if first < own else None
            self._keep(number, piece, leans)
            previous = own
        self.body = self.body if part.kind == "question" else previous

    def _keep(self, part: int, piece: _Piece, leans: int | None) -> None:
        ranks = tuple(range(len(self.placed), len(self.placed) + len(piece.placed)))
        words = sum(count_words(one.sentence.text) for one in piece.placed)
        self.candidates.append(Candidate(ranks, part, words, leans))
        self.placed += piece.placed
        self.tellings += piece.tellings
        self.owner += [part] * len(ranks)


def _pieces(part: Part, language: str) -> Iterator[_Piece]:
    """Yield the pieces of a part; one that only announces the next is joined with it."""
    waiting: _Piece | None = None
    count = 0
    for number, block in enumerate(part.blocks):
        if block.silent or not block.sentences:
            continue
        listed = number if block.kind in {"list", "table"} else None
        for piece in _pieces_of_block(block, count, listed, language):
            joined = waiting.joined(piece) if waiting else piece
            announces = introduces(piece.placed[-1].sentence.text)
            if announces and len(joined.placed) < _LONGEST_RUN:
                waiting = joined
            else:
                waiting = None
                yield joined
        count += len(block.sentences)
    if waiting:
        yield waiting


def _pieces_of_block(
    block: Block, count: int, listed: int | None, language: str
) -> Iterator[_Piece]:
    quoted = block.kind == "quote"
    runs = [block.sentences] if quoted else _runs(block.sentences, language)
    at = 0
    for run in runs:
        placed = [
            Placed(sentence, count + at + offset, at + offset)
            for offset, sentence in enumerate(run)
        ]
        tellings = [_telling(one.text, language, as_it_stands=quoted) for one in run]
        hangs = not quoted and dangles(tellings[0].alone, language)
        yield _Piece(placed, tellings, hangs, listed)
        at += len(run)


def _telling(text: str, language: str, *, as_it_stands: bool) -> Telling:
    from briefing.summarise.wording import worded  # rules to load when there is a text to word

    if as_it_stands:
        return Telling(text, text)
    return Telling(worded(text, language), worded(text, language, alone=True))


def _runs(sentences: Sequence[Sentence], language: str) -> Iterator[Sequence[Sentence]]:
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
