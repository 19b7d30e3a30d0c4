"""The nouns: every value that crosses a border between two steps.

All are frozen and hold tuples, so a step can only take one value and return the next::

    Source -> Document -> Digest -> Script -> Utterance -> Clip -> Timeline -> Master -> Episode
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

from briefing.units import Frames, Milliseconds, milliseconds_of

# --------------------------------------------------------------------------- what was read


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source beside its text. ``None`` where nobody says."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    """ISO 8601 date or date-time."""
    updated: str | None = None
    language: str | None = None
    link: str | None = None
    publisher: str | None = None
    image: str | None = None

    def over(self, other: Facts) -> Facts:
        """Return these facts, filled up from ``other`` where they say nothing."""
        missing = {
            fact.name: getattr(other, fact.name)
            for fact in fields(self)
            if getattr(self, fact.name) is None
        }
        return replace(self, **missing)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: where it came from, what it claims to be, and its bytes."""

    origin: str
    """A path, a URL, or ``-`` for standard input; for people, and for the extension."""
    body: bytes
    media_type: str | None = None
    """What the sender said it is; ``None`` when nobody said."""
    modified: int | None = None
    """Seconds since the epoch when the source last changed, if that is known."""
    facts: Facts = Facts()
    """What the sender said of it, such as the feed an article came in; its own text wins."""
    within: str | None = None
    """The folder, pattern, feed or list it was found in; ``None`` when a person named it."""


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


# ----------------------------------------------------------------------- what was chosen


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


# ----------------------------------------------------------------------- what will be said

ROLES = ("host", "questioner", "quote")
"""The roles the shipped templates use. A template may name others; the host speaks those."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in one role. ``text`` is what is shown; what is heard is decided by ``cast``."""

    role: str
    text: str
    sources: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence of a stated length, in place of the one the structure would give."""

    length: Milliseconds


Beat = Line | Pause


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the script that becomes a chapter: paragraphs of beats under a title."""

    title: str
    paragraphs: tuple[tuple[Beat, ...], ...]

    def lines(self) -> Iterator[Line]:
        """Yield the segment's lines in order."""
        for paragraph in self.paragraphs:
            for beat in paragraph:
                if isinstance(beat, Line):
                    yield beat


@dataclass(frozen=True, slots=True)
class Credit:
    """A source as show notes name it."""

    title: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that will be said, by whom, in order."""

    title: str
    language: str
    segments: tuple[Segment, ...]
    show: str | None = None
    date: str | None = None
    """ISO 8601; the date the script was written for, if it names one."""
    guid: str | None = None
    credits: tuple[Credit, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Yield every line in order; this is the order of utterances and of cues."""
        for segment in self.segments:
            yield from segment.lines()


# -------------------------------------------------------------------------- what is heard


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine can speak with. ``name`` is what a person writes to choose it."""

    name: str
    language: str
    sex: Literal["female", "male"] | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line as handed to an engine. ``spoken`` is heard; it is never shown."""

    engine: str
    voice: str
    rate: int
    """Words a minute, as asked of the engine."""
    spoken: str
    language: str


@dataclass(frozen=True, slots=True)
class WordMark:
    """A word as the engine timed it: where it starts, and which characters of ``spoken`` it is."""

    start: Frames
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine returns: mono 16-bit samples, little endian, with the rate in hertz."""

    pcm: bytes
    rate: int
    marks: tuple[WordMark, ...] = ()

    @property
    def frames(self) -> Frames:
        """How many samples there are."""
        return Frames(len(self.pcm) // 2)


@dataclass(frozen=True, slots=True)
class Clip:
    """A handle on trimmed audio in the store. The samples stay there."""

    key: str
    frames: Frames
    """Length at ``rate``, silence at the edges already taken off."""
    rate: int
    energies: tuple[float, ...]
    """Mean square of the K-weighted signal (full scale 1.0) in each 100 ms, ITU-R BS.1770."""
    peaks: tuple[float, ...]
    """Highest absolute sample in each of the same 100 ms, full scale 1.0."""
    marks: tuple[WordMark, ...] = ()
    """Word starts counted from the trimmed clip's first frame."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A clip at its place in the episode, in frames at the episode's rate."""

    clip: Clip
    voice: str
    start: Frames
    frames: Frames

    @property
    def end(self) -> Frames:
        """The first frame after the clip."""
        return Frames(self.start + self.frames)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: from ``start`` up to ``end``, where the next one begins."""

    title: str
    start: Frames
    end: Frames


@dataclass(frozen=True, slots=True)
class Cue:
    """A line as a caption: who says what from when to when."""

    start: Frames
    end: Frames
    role: str
    text: str
    sources: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole episode as positions, in frames at ``rate``. Contiguous chapters, ordered cues."""

    rate: int
    placements: tuple[Placement, ...]
    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    joins: tuple[Frames, ...]
    """Positions in silence where the encoder may start anew; multiples of one MP3 frame."""
    total: Frames

    def milliseconds(self, frames: Frames) -> Milliseconds:
        """Return a position of this timeline in milliseconds."""
        return milliseconds_of(frames, self.rate)


@dataclass(frozen=True, slots=True)
class Tags:
    """What an MP3 says about itself. Times are in the timeline, not here."""

    title: str
    show: str
    author: str
    date: str
    """ISO 8601 date-time with zone."""
    language: str
    guid: str
    description: str
    text: str
    """Everything that is said, for the lyrics frame."""
    cover: bytes
    cover_type: str
    """Media type of ``cover``."""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Master:
    """A finished MP3, opened again and measured after it was written."""

    path: Path
    bytes: int
    sha256: str
    frames: Frames
    rate: int
    integrated_lufs: float
    """Dual-mono reading: a mono file as two loudspeakers play it, 3.01 LU above the plain one."""
    true_peak_dbtp: float

    @property
    def duration(self) -> Milliseconds:
        """Playing time."""
        return milliseconds_of(self.frames, self.rate)


# ----------------------------------------------------------------------- what is published


@dataclass(frozen=True, slots=True)
class Show:
    """The channel of the feed, as its owner describes it."""

    title: str
    description: str
    author: str
    language: str
    category: str
    base_url: str
    """Where the output folder is reachable, with a slash at the end."""
    subcategory: str | None = None
    link: str | None = None
    email: str | None = None
    copyright: str | None = None
    explicit: bool = False
    private: bool = False
    cover: Path | None = None
    """A person's own cover image; one is drawn from the title when there is none."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of an episode: its name inside the episode's folder, measured, never guessed."""

    name: str
    bytes: int
    type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class EpisodeChapter:
    """A chapter as the feed, the page and the chapter file show it."""

    title: str
    start: Milliseconds
    end: Milliseconds


@dataclass(frozen=True, slots=True)
class Episode:
    """An item of the feed: exactly what its record in the output folder holds."""

    guid: str
    title: str
    folder: str
    """Name of the episode's folder under ``episodes/``."""
    date: str
    """ISO 8601 date-time with zone; a re-made episode keeps it."""
    language: str
    description: str
    """Plain text, one paragraph."""
    duration: Milliseconds
    audio: Enclosure
    captions: Enclosure
    chapters_file: Enclosure
    script: Enclosure
    report: Enclosure
    chapters: tuple[EpisodeChapter, ...]
    credits: tuple[Credit, ...]
    integrated_lufs: float
    true_peak_dbtp: float
    fingerprint: str
    """Of everything that decided the audio; an equal one means the MP3 need not be made again."""
    sketches: tuple[tuple[str, ...], ...] = ()
    """One content sketch a document, by which a later run knows its episode again."""
    notices: tuple[Notice, ...] = field(default=())
