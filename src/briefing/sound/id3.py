"""The ID3v2.3 tag: a table of frames, then bytes.

ID3v2.3.0 (id3.org) and its chapter frame addendum 1.0. Version 2.3 because every player reads it.
Frames stand in the order written here; chapters in order of time, which some players rely on.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from briefing.model import Chapter, Tags, Timeline
from briefing.sound.languages import three_letters
from briefing.sound.texts import clean, one_line

_LATIN1 = 0
_UTF16 = 1
_NO_OFFSET = 0xFFFFFFFF
_FRONT_COVER = b"\x03"
_TOP_LEVEL_ORDERED = b"\x03"
_MOST_CHAPTERS = 255


def tag_of(tags: Tags, timeline: Timeline) -> bytes:
    """Return the whole tag: what ``tags`` say, and the chapters of ``timeline`` in milliseconds."""
    frames = b"".join((*_texts(tags), *_chapters(timeline), _cover(tags)))
    return tag_header(len(frames)) + frames


def tag_header(size: int) -> bytes:
    """Return what stands before the frames of a tag, ``size`` bytes of them."""
    return b"ID3\x03\x00\x00" + _syncsafe(size)


def title_frame(title: str) -> bytes:
    """Return the frame that holds the title."""
    return _text("TIT2", title)


def _texts(tags: Tags) -> Iterator[bytes]:
    language = three_letters(tags.language).encode("ascii")
    moment = datetime.fromisoformat(tags.date)
    yield title_frame(tags.title)
    yield _text("TALB", tags.show)
    yield _text("TPE1", tags.author)
    yield _text("TPE2", tags.author)
    yield _text("TCON", "Podcast")
    yield _text("TYER", f"{moment.year:04d}")
    yield _text("TDAT", f"{moment.day:02d}{moment.month:02d}")
    yield _text("TLAN", language.decode("ascii"))
    yield _described("TXXX", b"", "guid", tags.guid)
    if tags.link:
        yield _frame("WOAF", _url(tags.link))
    for name, text in (("COMM", tags.description), ("USLT", tags.text)):
        if text:
            yield _described(name, language, "", text)


def _chapters(timeline: Timeline) -> Iterator[bytes]:
    chapters = _listed(timeline.chapters)
    if not chapters:
        return
    names = [f"chp{number}".encode("ascii") + b"\0" for number in range(len(chapters))]
    yield _frame("CTOC", b"toc\0" + _TOP_LEVEL_ORDERED + bytes((len(names),)) + b"".join(names))
    for name, chapter in zip(names, chapters, strict=True):
        start, end = (timeline.milliseconds(at) for at in (chapter.start, chapter.end))
        times = struct.pack(">IIII", start, end, _NO_OFFSET, _NO_OFFSET)
        inner = _text("TIT2", chapter.title) + (_link(chapter.link) if chapter.link else b"")
        yield _frame("CHAP", name + times + inner)


def _link(link: str) -> bytes:
    """Return the frame by which apps link a chapter; its description is the one others write."""
    return _frame("WXXX", bytes((_LATIN1,)) + b"chapter url\0" + _url(link))


def _listed(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Return the chapters, or as many as a table of contents may count: runs of them as one."""
    step = -(-len(chapters) // _MOST_CHAPTERS) or 1
    runs = [chapters[first : first + step] for first in range(0, len(chapters), step)]
    return tuple(replace(run[0], end=run[-1].end) for run in runs)


def _cover(tags: Tags) -> bytes:
    if not tags.cover:
        return b""
    media_type = tags.cover_type.encode("ascii", "replace")
    return _frame("APIC", b"\0" + media_type + b"\0" + _FRONT_COVER + b"\0" + tags.cover)


def _text(name: str, value: str) -> bytes:
    encoding, (encoded,) = _encoded(one_line(value))
    return _frame(name, bytes((encoding,)) + encoded)


def _described(name: str, language: bytes, description: str, value: str) -> bytes:
    encoding, (first, second) = _encoded(one_line(description), clean(value))
    end = b"\0\0" if encoding == _UTF16 else b"\0"
    return _frame(name, bytes((encoding,)) + language + first + end + second)


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">IH", len(body), 0) + body


def _encoded(*values: str) -> tuple[int, tuple[bytes, ...]]:
    """Return values in the narrowest encoding that holds them: Latin-1, or UTF-16 with BOM."""
    try:
        return _LATIN1, tuple(value.encode("latin-1") for value in values)
    except UnicodeEncodeError:
        return _UTF16, tuple(b"\xff\xfe" + value.encode("utf-16-le") for value in values)


def _url(link: str) -> bytes:
    return quote(one_line(link), safe="!#$%&'()*+,/:;=?@[]~").encode("ascii")


def _syncsafe(size: int) -> bytes:
    """Return a size as the tag's header writes it: seven bits in each of four bytes."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
