"""A zip archive opened with limits: what EPUB books and Word documents come in.

Nothing is ever written to disk, and nothing that the archive says of itself is believed: bytes are
counted as they unfold, members that share their bytes are refused (a few kilobytes could else
unfold to terabytes), and no name can lead out of the archive.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read import xml
from briefing.read.decode import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MEMBERS = 20_000
"""Files in an archive; a book of ten thousand chapters has some more than that."""

LARGEST_MEMBER = 32 * 1024 * 1024
"""Bytes of one file as it is unfolded; the text of the longest novels is a tenth of that."""

MOST_BYTES = 96 * 1024 * 1024
"""Bytes unfolded from one archive in all. Pictures are not: they are never read."""

STEEPEST = 400
"""How often its folded size a file of more than :data:`SMALL` may unfold to. Deflate can 1,032;
even monotonous XML stays under 100."""

SMALL = 4 * 1024 * 1024

MOST_MARKS = 1_000_000
"""Times ``<`` may stand in an XML member: half a million elements, some 200 MB as a tree."""

_STEP = 256 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,600}(\[?)", re.I)


class Archive:
    """The members of a zip, by name; lives for one call of a reader.

    Every error it raises is a ``SourceError`` that names the source.
    """

    def __init__(self, source: Source) -> None:
        """Open ``source``; raises ``SourceError`` when it is damaged, encrypted or a trap."""
        self._source = source
        self._unfolded = 0
        if source.body.count(b"PK\x01\x02") > MOST_MEMBERS:
            raise self.refused(f"It holds more than {MOST_MEMBERS} files.", _PART)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.body))
        except (zipfile.BadZipFile, *_BROKEN) as error:
            raise self._damaged() from error
        self._members = self._named()
        self._refuse_overlaps()

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names, normalised, in the order the archive lists them; no folders."""
        return tuple(self._members)

    def __contains__(self, name: str | None) -> bool:
        """Tell whether there is a member called ``name``; ``None`` names none."""
        return name in self._members

    def refused(self, what: str, remedy: str) -> SourceError:
        """Return the error for this source; for the readers that stand on the archive, too."""
        return SourceError(what, where=self._source.origin, remedy=remedy)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member, counted as they unfold.

        Raises ``SourceError`` when it is not there, damaged, or larger than the limits allow.
        """
        member = self._members.get(name)
        if member is None:
            raise self.refused(f"A part of it is missing: {_shown(name)}.", _AGAIN)
        if member.compress_type not in _METHODS:
            raise self.refused("It is compressed in a way that is not read.", _AGAIN)
        if member.file_size > LARGEST_MEMBER:
            raise self._too_large(name)
        try:
            return self._unfold(name, member)
        except (zipfile.BadZipFile, zlib.error, *_BROKEN) as error:
            raise self._damaged() from error

    def xml(self, name: str, *, doctype: bool = False) -> _Element:
        """Return the root of an XML member: nothing in it is expanded, fetched or loaded.

        A document type without declarations of its own is let pass if ``doctype`` says so.
        Raises ``SourceError`` when it is no XML, or declares entities.
        """
        from lxml import etree  # some 20 ms that other formats need not cost

        body = self.read(name)
        _refuse_doctype(self, name, body, allowed=doctype)
        if body.count(b"<") > MOST_MARKS:
            raise self._too_large(name)
        try:
            return xml.parse(body)
        except etree.XMLSyntaxError as error:
            raise self.refused(f"{_shown(name)} in it is no sound XML.", _AGAIN) from error

    def _named(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        for member in self._zip.infolist():
            name = _normal(member.filename)
            if name is None:
                shown = _shown(member.filename)
                raise self.refused(f"It holds a file whose name leads out of it: {shown}.", _TRUST)
            if not name or member.is_dir():
                continue
            if name in members:
                raise self.refused(f"It holds two files called {_shown(name)}.", _AGAIN)
            if member.flag_bits & _ENCRYPTED:
                raise self.refused(
                    "It is encrypted: its files are locked with a password.",
                    "Open it with the password, save it without one, and give that.",
                )
            members[name] = member
        return members

    def _refuse_overlaps(self) -> None:
        """Raise for members that share bytes, the trick by which a small zip unfolds endlessly."""
        end = 0
        for member in sorted(self._members.values(), key=lambda each: each.header_offset):
            if member.header_offset < end:
                raise self.refused("Files in it share their bytes, as in a zip bomb.", _TRUST)
            end = member.header_offset + _LOCAL_HEADER + member.compress_size
        if end > len(self._source.body):
            raise self._damaged()

    def _unfold(self, name: str, member: zipfile.ZipInfo) -> bytes:
        pieces: list[bytes] = []
        size = 0
        with self._zip.open(member) as stream:
            while piece := stream.read(_STEP):
                size += len(piece)
                self._unfolded += len(piece)
                if size > SMALL and size > STEEPEST * max(1, member.compress_size):
                    raise self.refused(f"{_shown(name)} in it is a zip bomb.", _TRUST)
                if size > LARGEST_MEMBER or self._unfolded > MOST_BYTES:
                    raise self._too_large(name)
                pieces.append(piece)
        return b"".join(pieces)

    def _too_large(self, name: str) -> SourceError:
        return self.refused(f"It unfolds to more than can be read, at {_shown(name)}.", _PART)

    def _damaged(self) -> SourceError:
        return self.refused("It is damaged or not complete.", _AGAIN)


_PART = "Give a part of it, or its text as a plain text file."
_AGAIN = "Fetch or save it again, or give its text as a plain text file."
_TRUST = "Do not trust it; get it from where it was published."

_BROKEN = (EOFError, OSError, ValueError, NotImplementedError, RuntimeError, IndexError, KeyError)
"""What ``zipfile`` raises, beside its own error, on fields that contradict each other."""


def resolve(base: str, link: str) -> str | None:
    """Return the member that ``link`` in member ``base`` names; ``None`` if it leads elsewhere.

    >>> resolve("OPS/package.opf", "text/one%20more.xhtml#start")
    'OPS/text/one more.xhtml'
    >>> resolve("OPS/package.opf", "../../etc/passwd") is None
    True
    """
    from urllib.parse import unquote, urlsplit

    try:
        split = urlsplit(link.strip())
    except ValueError:
        return None
    if split.scheme or split.netloc or not split.path or split.path.startswith("/"):
        return None
    path = posixpath.join(posixpath.dirname(base), unquote(split.path))
    return _normal(posixpath.normpath(path)) or None


def _normal(name: str) -> str | None:
    """Return a member's name in one spelling; ``None`` when it leads out of the archive."""
    parts = [part for part in name.replace("\\", "/").split("/") if part != "."]
    if ".." in parts or (parts and not parts[0] and len(parts) > 1) or _DRIVE.match(name):
        return None
    return "/".join(part for part in parts if part)


def _shown(name: str) -> str:
    """Return a name as it may stand in a message: one line, visible, short."""
    return repr(" ".join(clean(name)[0].split())[:80])


def _refuse_doctype(archive: Archive, name: str, body: bytes, *, allowed: bool) -> None:
    """Raise for a document type that declares anything, in whichever encoding it is written."""
    plain = body.replace(b"\0", b"")  # UTF-16 and UTF-32 read the same without their zero bytes
    match = _DOCTYPE.search(plain)
    if match and (match[1] or not allowed):
        raise archive.refused(
            f"{_shown(name)} in it declares entities, which unfold without end or open files.",
            _TRUST,
        )
    if b"<!ENTITY" in plain.upper():
        raise archive.refused(f"{_shown(name)} in it declares entities.", _TRUST)
