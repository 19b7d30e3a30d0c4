"""Digests: what is told of each document, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.document import Address, BlockKind, Document, Notice, Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """Words to be spoken and the source sentences they say."""

    text: str
    sources: tuple[Address, ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Statement:
        """Return the statement that says one source sentence as it stands."""
        return cls(sentence.text, (sentence.address,))


@dataclass(frozen=True, slots=True)
class Passage:
    """What was kept of one block."""

    kind: BlockKind
    statements: tuple[Statement, ...]
    speaker: str | None = None

    @property
    def text(self) -> str:
        """The passage's statements, joined by blanks."""
        return " ".join(statement.text for statement in self.statements)


@dataclass(frozen=True, slots=True)
class DigestSection:
    """What was kept of one section, under its heading."""

    heading: Statement | None
    passages: tuple[Passage, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class DigestQuestion:
    """A question kept, with what was kept of its answer."""

    question: Statement
    answer: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """A source sentence that is not spoken, and why."""

    address: Address
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """One document, condensed."""

    document: Document
    title: Statement | None
    lead: tuple[Passage, ...] = ()
    sections: tuple[DigestSection, ...] = ()
    questions: tuple[DigestQuestion, ...] = ()
    closing: tuple[Passage, ...] = ()
    omissions: tuple[Omission, ...] = ()
    also: tuple[Document, ...] = ()
    """Other documents that hold the same story; they are credited, not told."""
    notices: tuple[Notice, ...] = ()
    """What there was to say in condensing it."""

    def passages(self) -> Iterator[Passage]:
        """Yield every passage in reading order."""
        yield from self.lead
        for section in self.sections:
            yield from section.passages
        for question in self.questions:
            yield from question.answer
        yield from self.closing

    @property
    def text(self) -> str:
        """What is told, a paragraph for each passage; headings and questions are left out."""
        return "\n\n".join(passage.text for passage in self.passages())


@dataclass(frozen=True, slots=True)
class Digest:
    """The stories of one episode, in the order they are told."""

    stories: tuple[Story, ...]

    @property
    def text(self) -> str:
        """What is told in all stories, as ``Story.text`` has it."""
        return "\n\n".join(story.text for story in self.stories)

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """Every sentence left out of every story."""
        return tuple(omission for story in self.stories for omission in story.omissions)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What there was to say in condensing every story."""
        return tuple(notice for story in self.stories for notice in story.notices)
