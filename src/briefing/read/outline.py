"""From parts to a document: what every reader ends with.

A reader says which role each stretch of its source plays, in source order, as :class:`Part`
values. Here they get their place, their sentences and their addresses; so all readers agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

__all__ = ["LONGEST_HEADING", "MOST_SENTENCES", "Part", "Role", "Zone", "compose"]

from briefing.errors import SourceError
from briefing.model import (
    Address,
    Block,
    BlockKind,
    Document,
    Facts,
    Notice,
    Question,
    Section,
    Sentence,
    Source,
)
from briefing.read.ear import for_the_ear, silent_sentence
from briefing.read.language import detect
from briefing.read.part import Part, Role, Zone
from briefing.read.sentences import LONGEST_WORD, is_word, split

LONGEST_HEADING = 300
"""Characters; a longer title, heading or question is read as a paragraph."""

MOST_SENTENCES = 200_000
"""A voice needs two hundred hours for as many; beyond that the source is a mistake."""


def compose(
    source: Source,
    number: int,
    parts: Iterable[Part],
    facts: Facts,
    notices: tuple[Notice, ...] = (),
) -> Document:
    """Return the document that ``parts`` make, as number ``number`` of the run.

    Raises ``SourceError`` naming the source when it holds no word to be spoken, or more sentences
    than could ever be heard.
    """
    facts = facts.over(source.facts)
    heard = for_the_ear([piece for part in parts for piece in _mended(part)])
    language = facts.language or _language(heard.parts)
    builder = _Builder(number, language)
    for part in heard.parts:
        builder.add(part)
    if facts.title:
        builder.entitle(facts.title)
    document = builder.document(source, facts)
    _refuse_unreadable(document, source)
    return replace(document, notices=notices + _notices(document, heard.marks))


def _language(parts: Sequence[Part]) -> str:
    told = [part for part in parts if part.silent is None] or parts
    return detect("\n".join(part.text[:5_000] for part in told[:100]))


def _mended(part: Part) -> Iterator[Part]:
    """Yield ``part``, long tokens taken out as code and overlong headings turned to paragraphs."""
    if part.role in {"title", "heading", "question"} and len(part.text) > LONGEST_HEADING:
        part = replace(part, role="paragraph")
    if part.silent or part.role in _SHOWN or not _LONG.search(part.text):
        yield part
        return
    pending: list[str] = []
    for text in part.texts:
        for piece, spoken in _pieces(text):
            if spoken:
                pending.append(piece)
                continue
            if pending:
                yield replace(part, texts=tuple(pending))
                pending = []
            yield Part("code", (piece,), speaker=part.speaker, zone=part.zone, silent=NO_WORD)
    if pending:
        yield replace(part, texts=tuple(pending))


NO_WORD = f"a run of over {LONGEST_WORD} characters that is no word"

_SHOWN = frozenset({"code", "figure", "math", "table"})
"""Roles whose texts are kept as they are laid out, not split into sentences."""

_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of ``text`` and whether each can be spoken."""
    start = 0
    for match in _LONG.finditer(text):
        if is_word(match[0]):
            continue
        if text[start : match.start()].strip():
            yield text[start : match.start()], True
        yield match[0], False
        start = match.end()
    if text[start:].strip():
        yield text[start:], True


class _Builder:
    """Collects parts into a document; lives for one call of :func:`compose`."""

    def __init__(self, number: int, language: str) -> None:
        self.number = number
        self.language = language
        self.count = 0
        self.title: Sentence | None = None
        self.lead: list[Block] = []
        self.sections: list[tuple[Sentence, int, list[Block]]] = []
        self.questions: list[tuple[Sentence, list[Block]]] = []
        self.closing: list[Block] = []

    def entitle(self, text: str) -> None:
        if self.title is None:
            self.title = self._headline("title", Part("title", (text,)))

    def add(self, part: Part) -> None:
        if part.silent and part.role in {"title", "heading", "question"}:
            self._add_block(part, "paragraph")
        elif part.role == "title":
            self.title = self._headline("title", part)
        elif part.role == "heading":
            heading = self._headline(f"s{len(self.sections) + 1}", part)
            self.sections.append((heading, part.level, []))
        elif part.role == "question":
            question = self._headline(f"q{len(self.questions) + 1}", part)
            self.questions.append((question, []))
        else:
            self._add_block(part, part.role)

    def _headline(self, place: str, part: Part) -> Sentence:
        self.count += 1
        return Sentence(Address(self.number, place, 0, 1), " ".join(part.text.split()))

    def _add_block(self, part: Part, kind: BlockKind) -> None:
        place, blocks = self._place(part.zone)
        for silent, texts in groupby(self._sentences(part), lambda text: _silence(part, text)):
            address = Address(self.number, place, len(blocks) + 1, 0)
            sentences = tuple(
                Sentence(address._replace(sentence=at), text) for at, text in enumerate(texts, 1)
            )
            self.count += len(sentences)
            blocks.append(Block(kind, sentences, part.speaker, silent))

    def _place(self, zone: Zone) -> tuple[str, list[Block]]:
        if zone == "closing":
            return "close", self.closing
        if zone == "answer" and self.questions:
            return f"q{len(self.questions)}", self.questions[-1][1]
        if self.sections:
            return f"s{len(self.sections)}", self.sections[-1][2]
        return "lead", self.lead

    def _sentences(self, part: Part) -> tuple[str, ...]:
        if part.role in _SHOWN:
            return tuple(text.strip("\n") for text in part.texts if text.strip())
        return tuple(piece for text in part.texts for piece in split(text, self.language))

    def document(self, source: Source, facts: Facts) -> Document:
        if self.count > MOST_SENTENCES:
            raise SourceError(
                f"It has {self.count} sentences; {MOST_SENTENCES} are the most that are read.",
                where=source.origin,
                remedy="Give it in parts.",
            )
        return Document(
            number=self.number,
            origin=source.origin,
            title=self.title,
            language=self.language,
            lead=tuple(self.lead),
            sections=self._headed(),
            questions=tuple(Question(asked, tuple(answer)) for asked, answer in self.questions),
            closing=tuple(self.closing),
            byline=facts.byline,
            publisher=facts.publisher,
            published=facts.published,
            updated=facts.updated,
            link=facts.link,
            image=facts.image,
            modified=source.modified,
        )

    def _headed(self) -> tuple[Section, ...]:
        """Return the sections, levels counted from 1 without gaps."""
        levels = sorted({level for _, level, _ in self.sections})
        return tuple(
            Section(heading, tuple(blocks), levels.index(level) + 1)
            for heading, level, blocks in self.sections
        )


def _silence(part: Part, sentence: str) -> str | None:
    """Return why a sentence of ``part`` is silent: with the whole part, or by itself."""
    if part.silent or part.role in _SHOWN or part.role == "quote":
        return part.silent
    return silent_sentence(sentence)


_SPEAKABLE = re.compile(r"[^\W_]")


def _refuse_unreadable(document: Document, source: Source) -> None:
    silent = {
        sentence.address
        for block in document.blocks()
        if block.silent
        for sentence in block.sentences
    }
    if any(
        _SPEAKABLE.search(sentence.text)
        for sentence in document.sentences()
        if sentence.address not in silent
    ):
        return
    raise SourceError(
        "There are no words to be read in it.",
        where=source.origin,
        remedy="Give a file with an article in it.",
    )


def _notices(document: Document, marks: int) -> tuple[Notice, ...]:
    """Return what a person should know: no title, what is kept from the voice, marks taken out."""
    found = []
    if document.title is None:
        found.append(Notice("no-title", "No title was found.", document.origin))
    silent = Counter(block.silent for block in document.blocks() if block.silent)
    for reason in sorted(silent):
        text = f"Kept but not spoken: {reason} ({silent[reason]})."
        found.append(Notice("not-for-the-ear", text, document.origin))
    if marks:
        text = f"Marks of notes and citations taken out of sentences: {marks}."
        found.append(Notice("note-marks", text, document.origin))
    return tuple(found)
