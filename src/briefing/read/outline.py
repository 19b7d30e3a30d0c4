"""From parts to a document: what every reader ends with.

A reader says which role each stretch of its source plays, in source order, as :class:`Part`
values. Here they get their place, their sentences and their addresses; so all readers agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from briefing.errors import SourceError
from briefing.model import (
    NOT_FOR_THE_EAR,
    Address,
    Block,
    BlockKind,
    Document,
    Notice,
    Question,
    Section,
    Sentence,
    Source,
)
from briefing.read.facts import Facts
from briefing.read.language import detect
from briefing.read.sentences import LONGEST_WORD, is_word, split

Role = BlockKind | Literal["title", "heading", "question"]
Zone = Literal["body", "answer", "closing"]

LONGEST_HEADING = 300
"""Characters; a longer title, heading or question is read as a paragraph."""

MOST_SENTENCES = 200_000
"""A voice needs two hundred hours for as many; beyond that the source is a mistake."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of source text and the role it plays there; not yet split into sentences."""

    role: Role
    texts: tuple[str, ...]
    """One text; for a list one for each point, for a table one for each row."""
    level: int = 1
    speaker: str | None = None
    zone: Zone = "body"

    @property
    def text(self) -> str:
        """The texts, joined by blanks."""
        return " ".join(self.texts)


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
    mended = [piece for part in parts for piece in _mended(part)]
    language = facts.language or detect("\n".join(part.text[:5_000] for part in mended[:100]))
    builder = _Builder(number, language)
    for part in mended:
        builder.add(part)
    if facts.title:
        builder.entitle(facts.title)
    document = builder.document(source, facts)
    _refuse_unreadable(document, source)
    return replace(document, notices=notices + _notices(document, mended))


def _mended(part: Part) -> Iterator[Part]:
    """Yield ``part``, long tokens taken out as code and overlong headings turned to paragraphs."""
    if part.role in {"title", "heading", "question"} and len(part.text) > LONGEST_HEADING:
        part = replace(part, role="paragraph")
    if part.role in NOT_FOR_THE_EAR or not _LONG.search(part.text):
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
            yield Part("code", (piece,), speaker=part.speaker, zone=part.zone)
    if pending:
        yield replace(part, texts=tuple(pending))


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
        if part.role == "title":
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
        texts = self._sentences(part, kind)
        if not texts:
            return
        self.count += len(texts)
        address = Address(self.number, place, len(blocks) + 1, 0)
        sentences = tuple(
            Sentence(address._replace(sentence=at), text) for at, text in enumerate(texts, 1)
        )
        blocks.append(Block(kind, sentences, part.speaker))

    def _place(self, zone: Zone) -> tuple[str, list[Block]]:
        if zone == "closing":
            return "close", self.closing
        if zone == "answer" and self.questions:
            return f"q{len(self.questions)}", self.questions[-1][1]
        if self.sections:
            return f"s{len(self.sections)}", self.sections[-1][2]
        return "lead", self.lead

    def _sentences(self, part: Part, kind: BlockKind) -> tuple[str, ...]:
        if kind in NOT_FOR_THE_EAR:
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


_SPEAKABLE = re.compile(r"[^\W_]")


def _refuse_unreadable(document: Document, source: Source) -> None:
    silent = {
        sentence.address
        for block in document.blocks()
        if block.kind in NOT_FOR_THE_EAR
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


def _notices(document: Document, parts: list[Part]) -> tuple[Notice, ...]:
    """Return what a person should know: no title, blocks kept from the voice, unsayable tokens."""
    found = []
    if document.title is None:
        found.append(Notice("no-title", "No title was found.", document.origin))
    kinds = Counter(block.kind for block in document.blocks() if block.kind in NOT_FOR_THE_EAR)
    for kind in sorted(kinds):
        text = f"Blocks kept but not spoken, of kind {kind}: {kinds[kind]}."
        found.append(Notice(f"{kind}-not-spoken", text, document.origin))
    long = sum(not is_word(token) for part in parts for token in _LONG.findall(part.text))
    if long:
        text = f"Runs of over {LONGEST_WORD} characters without a blank, no words: {long}."
        found.append(Notice("not-a-word", text, document.origin))
    return tuple(found)
