"""ID3: the tag of somebody's MP3, read strictly: versions 2.3 and 2.4 (id3.org)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADER = 10
_MOST = 16 * 1024 * 1024
_ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}
_UNSYNCHRONISED, _EXTENDED, _FOOTER = 0x80, 0x40, 0x10


class BrokenTagError(ValueError):
    """A tag that cannot be read; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class TagChapter:
    """A chapter of a tag; times are in milliseconds."""

    name: str
    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag says; ``version`` is that of ID3v2, 0 without a tag."""

    version: int
    title: str = ""
    frames: frozenset[str] = frozenset()
    """The names of all frames there are."""
    pictures: tuple[int, ...] = ()
    """Bytes of each picture."""
    chapters: tuple[TagChapter, ...] = ()
    """In the order they stand in."""
    listed: tuple[str, ...] = ()
    """What the table at the top lists."""
    tables: int = 0
    """Tables at the top."""
    ordered: bool = False


def read_tag(path: Path) -> Tag:
    """Return the tag of the file at ``path``; raises ``BrokenTagError``, ``OSError``."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
        if len(head) < _HEADER or head[:3] != b"ID3":
            return Tag(0)
        version, flags, size = head[3], head[5], _syncsafe(head[6:10])
        if version not in {3, 4} or size > _MOST:
            raise BrokenTagError(f"the tag is one of a kind that is not read: 2.{version}")
        body = file.read(size)
    if len(body) < size:
        raise BrokenTagError("the tag is cut short")
    try:
        return _tag(version, list(_frames(_plain(body, version, flags), version)))
    except (struct.error, IndexError, ValueError) as error:
        raise BrokenTagError("a frame of the tag is broken") from error


def tag_size(path: Path) -> int:
    """Return the bytes a tag says it has before the sound; 0 without one. Raises ``OSError``."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if len(head) < _HEADER or head[:3] != b"ID3":
        return 0
    footer = _HEADER if head[3] == 4 and head[5] & _FOOTER else 0
    return _HEADER + _syncsafe(head[6:10]) + footer


def _plain(body: bytes, version: int, flags: int) -> bytes:
    """Return the frames of a tag as they are: without escapes and without a header more."""
    if flags & _UNSYNCHRONISED and version == 3:
        body = body.replace(b"\xff\x00", b"\xff")
    if flags & _EXTENDED:
        size = int.from_bytes(body[:4], "big") + 4 if version == 3 else _syncsafe(body[:4])
        return body[size:]
    return body


def _tag(version: int, frames: list[tuple[str, bytes]]) -> Tag:
    titles = [_string(body) for name, body in frames if name == "TIT2"]
    tables = [_table(body) for name, body in frames if name == "CTOC"]
    top = [(ordered, listed) for first, ordered, listed in tables if first]
    return Tag(
        version,
        titles[0] if titles else "",
        frozenset(name for name, _ in frames),
        tuple(len(body) for name, body in frames if name == "APIC"),
        tuple(_chapter(body, version) for name, body in frames if name == "CHAP"),
        top[0][1] if top else (),
        len(top),
        bool(top) and top[0][0],
    )


def _frames(body: bytes, version: int) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + _HEADER <= len(body) and body[at]:
        sized = body[at + 4 : at + 8]
        size = _syncsafe(sized) if version == 4 else int.from_bytes(sized, "big")
        if at + _HEADER + size > len(body):
            raise ValueError("a frame is longer than the tag")
        yield body[at : at + 4].decode("latin-1"), body[at + _HEADER : at + _HEADER + size]
        at += _HEADER + size


def _table(body: bytes) -> tuple[bool, bool, tuple[str, ...]]:
    """Return whether a table is at the top, whether it is in order, and what it lists."""
    _, rest = body.split(b"\0", 1)
    names = rest[2:].split(b"\0")[: rest[1]]
    return bool(rest[0] & 2), bool(rest[0] & 1), tuple(one.decode("latin-1") for one in names)


def _chapter(body: bytes, version: int) -> TagChapter:
    name, rest = body.split(b"\0", 1)
    start, end = struct.unpack(">II", rest[:8])
    titles = [_string(inner) for kind, inner in _frames(rest[16:], version) if kind == "TIT2"]
    return TagChapter(name.decode("latin-1"), start, end, titles[0] if titles else "")


def _string(body: bytes) -> str:
    return body[1:].decode(_ENCODINGS.get(body[0], "latin-1")).split("\0")[0]


def _syncsafe(four: bytes) -> int:
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]
