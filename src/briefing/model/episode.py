"""Episodes: what is published, an item and the channel of the feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefing.model.document import Notice
from briefing.model.script import Credit
from briefing.units import Milliseconds


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
    alternates: tuple[Enclosure, ...] = ()
    """The same sound in other formats."""
