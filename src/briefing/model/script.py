"""Scripts: everything that will be said, by whom, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.document import Address
from briefing.units import Milliseconds

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
