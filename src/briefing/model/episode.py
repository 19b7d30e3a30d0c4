"""Episodes: what is published, an item and the channel of the feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefing.model.document import Notice
from briefing.model.script import Credit
from briefing.units import Milliseconds


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has a part in a show or an episode, in the words of the podcast taxonomy."""

    name: str
    role: str
    """Such as ``host``, ``co-host``, ``voice actor`` or ``author``, lower case."""
    group: str = "cast"
    """The role's group there, such as ``cast`` or ``writing``."""
    link: str | None = None
    image: str | None = None


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
    colour: str | None = None
    """Ground of the drawn cover, ``#rrggbb``; ``None`` where the title decides."""
    serial: bool = False
    """Whether episodes are to be heard in order, from the first."""
    season: int | None = None
    """The season that new episodes belong to."""
    people: tuple[Person, ...] = ()
    """Who the cast is, as its owner names it."""
    license: str | None = None
    """A licence's short name, such as ``cc-by-4.0``, or a name of its own."""
    license_url: str | None = None
    frequency: str | None = None
    """How often it appears: ``daily``, ``weekly`` and so on, or an RFC 5545 recurrence rule."""
    funding: str | None = None
    """Address where listeners can support the show."""
    funding_text: str | None = None
    verify: str | None = None
    """A text some directory asks for, to see whose feed it is."""
    complete: bool = False
    """Whether no further episode will come."""
    new_feed_url: str | None = None
    """Where the feed has moved to."""


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
    link: str | None = None
    """Where its first paragraph stands in the source."""
    image: str | None = None
    """Address of a picture of it, where the source has one."""


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch to advertise the episode with."""

    start: Milliseconds
    duration: Milliseconds
    title: str


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
    transcripts: tuple[Enclosure, ...] = ()
    """The words of ``captions`` in other forms: SRT, JSON and HTML."""
    people: tuple[Person, ...] = ()
    soundbite: Soundbite | None = None
    season: int | None = None
    number: int | None = None
    """Its place in its season, from 1; a serial show's alone."""
    image: Enclosure | None = None
    """A picture of its own."""
    own_title: bool = False
    """Whether a person gave the title, so that it stays when the episode is made again."""
