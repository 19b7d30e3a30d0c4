"""Rule: what a feed or a file must be like, how much it matters, to whom, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["error", "warning", "note"]
"""An error is refused or cannot be played somewhere; a warning is shown badly somewhere; a note is
something worth having."""

LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that rules stand in."""

    name: str
    address: str


APPLE = Document(
    "A Podcaster's Guide to RSS", "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
)
APPLE_SHOWS = Document(
    "Podcast requirements", "https://podcasters.apple.com/support/823-podcast-requirements"
)
APPLE_AUDIO = Document(
    "Audio requirements", "https://podcasters.apple.com/support/893-audio-requirements"
)
APPLE_HOSTS = Document(
    "Technical updates for hosting providers",
    "https://podcasters.apple.com/4115-technical-updates-for-hosting-providers",
)
APPLE_CHAPTERS = Document(
    "Using chapters on Apple Podcasts",
    "https://podcasters.apple.com/support/5482-using-chapters-on-apple-podcasts",
)
APPLE_TRANSCRIPTS = Document(
    "Transcripts on Apple Podcasts",
    "https://podcasters.apple.com/support/5316-transcripts-on-apple-podcasts",
)
PSP = Document(
    "PSP-1", "https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification"
)
NAMESPACE = Document(
    "Podcast namespace",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
RSS = Document("RSS 2.0 and its profile", "https://www.rssboard.org/rss-profile")
PAGED = Document("RFC 5005", "https://www.rfc-editor.org/rfc/rfc5005")
HTTP = Document("RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110")
PODLOVE = Document("Simple chapters", "https://podlove.org/simple-chapters")
ID3 = Document("ID3v2 chapter frames", "https://id3.org/id3v2-chapters-1.0")
WEBVTT = Document("WebVTT", "https://www.w3.org/TR/webvtt1/")
JSON_FEED = Document("JSON Feed 1.1", "https://www.jsonfeed.org/version/1.1/")
SEEKING = Document(
    "Media3's reader of MP3s",
    "https://github.com/androidx/media/blob/release/libraries/extractor/src/main/java/"
    "androidx/media3/extractor/mp3/Mp3Extractor.java",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, which stays, its level, whom breaking it troubles, where it stands."""

    name: str
    level: Level
    troubles: str
    source: Document
    remedy: str


EVERY = "every app"
CAST2 = "Podcasting 2.0 apps"


def error(name: str, troubles: str, source: Document, remedy: str) -> Rule:
    """Return a rule whose breach is refused or cannot be played somewhere."""
    return Rule(name, "error", troubles, source, remedy)


def warning(name: str, troubles: str, source: Document, remedy: str) -> Rule:
    """Return a rule whose breach is shown badly somewhere."""
    return Rule(name, "warning", troubles, source, remedy)


def note(name: str, troubles: str, source: Document, remedy: str) -> Rule:
    """Return a rule whose breach leaves out what is worth having."""
    return Rule(name, "note", troubles, source, remedy)
