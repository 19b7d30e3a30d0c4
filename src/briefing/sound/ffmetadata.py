"""Tags and chapters in FFMETADATA, the text by which ffmpeg is told both.

The form is that of ffmpeg's documentation ("Metadata"): a line ``key=value``, in which ``=``,
``;``, ``#``, ``\\`` and a line feed stand behind a backslash.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator
from datetime import datetime

from briefing.model import Tags, Timeline
from briefing.sound.languages import three_letters
from briefing.sound.texts import clean, one_line
from briefing.units import format_clock

LONGEST_TITLE = 255
"""Bytes of a chapter's title: MP4's chapter list counts them in one byte."""

_LONGEST_DESCRIPTION = 255
_MOST_CHAPTERS = 1000
"""Chapters that three digits can number."""

_FRONT_COVER = 3
_SPECIAL = frozenset("=;#\\\n")
_MEDIA = {"m4a": "21", "m4b": "2"}
"""Apple's media types: podcast and audiobook."""


def ffmetadata(kind: str, tags: Tags, timeline: Timeline) -> bytes:
    """Return ``tags`` and the chapters of ``timeline`` for a file of ``kind``, in UTF-8.

    For ``opus`` the cover is among them, as Ogg has it (RFC 9639, section 8.8, in base 64); MP4
    takes it as a stream of its own.
    """
    if kind == "opus":
        pairs, chapters = (*_vorbis(tags), *_vorbis_chapters(timeline)), ""
    else:
        pairs, chapters = tuple(_mp4(kind, tags)), "".join(_mp4_chapters(timeline))
    fields = "".join(f"{name}={_escaped(value)}\n" for name, value in pairs if value)
    return f";FFMETADATA1\n{fields}{chapters}".encode()


def _common(tags: Tags) -> Iterator[tuple[str, str]]:
    yield "title", one_line(tags.title)
    yield "album", one_line(tags.show)
    yield "artist", one_line(tags.author)
    yield "album_artist", one_line(tags.author)
    yield "genre", "Podcast"
    yield "date", datetime.fromisoformat(tags.date).date().isoformat()
    yield "comment", clean(tags.description)  # in Ogg this becomes DESCRIPTION
    yield "lyrics", clean(tags.text)


def _mp4(kind: str, tags: Tags) -> Iterator[tuple[str, str]]:
    yield from _common(tags)
    yield "description", one_line(tags.description, _LONGEST_DESCRIPTION)
    yield "synopsis", clean(tags.description)
    yield "media_type", _MEDIA[kind]


def _vorbis(tags: Tags) -> Iterator[tuple[str, str]]:
    yield from _common(tags)
    yield "language", three_letters(tags.language)
    yield "guid", one_line(tags.guid)
    yield "url", one_line(tags.link or "")
    if tags.cover:
        yield "METADATA_BLOCK_PICTURE", base64.b64encode(_picture(tags)).decode("ascii")


def _picture(tags: Tags) -> bytes:
    """Return the cover as a picture block; sizes and colours may be left at 0 for unknown."""
    media_type = tags.cover_type.encode("ascii", "replace")
    head = struct.pack(">II", _FRONT_COVER, len(media_type)) + media_type
    return head + struct.pack(">IIIIII", 0, 0, 0, 0, 0, len(tags.cover)) + tags.cover


def _mp4_chapters(timeline: Timeline) -> Iterator[str]:
    for chapter in timeline.chapters:
        start, end = (timeline.milliseconds(at) for at in (chapter.start, chapter.end))
        title = _escaped(one_line(chapter.title, LONGEST_TITLE))
        yield f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={title}\n"


def _vorbis_chapters(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield the chapters as comments, by Xiph's chapter extension.

    ffmpeg would write these itself, but rounds the seconds up where the milliseconds are 500 or
    more: a chapter at 0.75 s would be put at 1.75 s.
    """
    step = -(-len(timeline.chapters) // _MOST_CHAPTERS) or 1
    for number, chapter in enumerate(timeline.chapters[::step]):
        name = f"CHAPTER{number:03d}"
        yield name, format_clock(timeline.milliseconds(chapter.start))
        yield f"{name}NAME", one_line(chapter.title, LONGEST_TITLE)


def _escaped(value: str) -> str:
    """Return ``value`` as a field's.

    A backslash at its end gets a blank behind it: ffmpeg takes the line feed after one for escaped
    even when the backslash is.
    """
    escaped = "".join("\\" + each if each in _SPECIAL else each for each in value)
    return escaped + " " if value.endswith("\\") else escaped
