"""The EPUB reader: what it claims. What it does is in ``book``, loaded once there is one."""

from __future__ import annotations

from briefing.model import Document, Source
from briefing.read.decode import media_type
from briefing.read.reader import NAMED, SENT, SURE

CONTAINER = "META-INF/container.xml"
"""The member that says where the package is (OCF 3.3, 4.2.6.1)."""


class EpubReader:
    """Reads EPUB books that are not locked; a locked one is refused with the reason."""

    name = "epub"

    def claims(self, source: Source) -> int:
        """Return a claim by the members of the zip, the media type, or the name."""
        body = source.body
        if body.startswith(b"PK") and (
            b"mimetypeapplication/epub" in body[:4096] or CONTAINER.encode() in body
        ):
            return SURE
        if media_type(source) == "application/epub+zip":
            return SENT
        return NAMED if source.origin.lower().endswith(".epub") else 0

    def read(self, source: Source, number: int) -> Document:
        """Return the document; raises ``SourceError`` when there is no book to be read in it."""
        from briefing.read.epub.book import document_of  # other formats need not load it

        return document_of(source, number)
