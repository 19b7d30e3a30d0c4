"""Scripts: everything that will be said, by whom, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from briefing.model.document import Address
from briefing.units import Milliseconds

ROLES = ("host", "questioner", "quote")
"""The roles the shipped templates use. A template may name others; the host speaks those."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a person chose for a role, in every language or in one; ``None`` where nothing was."""

    role: str
    language: str | None = None
    """BCP 47."""
    voice: str | None = None
    """A voice's name, of another engine than the usual one as ``engine:voice``."""
    rate: int | None = None
    """Words a minute as heard."""
    pitch: float | None = None
    """Semitones above the voice's own."""
    gain: float | None = None
    """Decibels above the level of the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in one role. ``text`` is what is shown; what is heard is decided by ``cast``."""

    role: str
    text: str
    sources: tuple[Address, ...] = ()
    language: str | None = None
    """BCP 47; ``None`` where it is the script's."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence of a stated length, in place of the one the structure would give."""

    length: Milliseconds


StingName = Literal["intro", "section", "closing"]
STINGS: tuple[StingName, ...] = get_args(StingName)


@dataclass(frozen=True, slots=True)
class Sting:
    """A few bars of music between lines. Nothing is heard of it in an episode without music."""

    name: StingName


Beat = Line | Pause | Sting


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
    author: str | None = None


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
