"""The reader of Word documents: what it claims. What it does is in ``document``."""

from __future__ import annotations

from briefing.model import Document, Source
from briefing.read.decode import media_type
from briefing.read.reader import NAMED, SENT, SURE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Office's old kind begin, and locked ones."""

LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What a locked one holds."""

_OLD_WORD = "WordDocument".encode("utf-16-le")
_MEDIA_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "application/vnd.ms-word.document.macroenabled.12",
)
_NAMES = (".docx", ".docm", ".dotx")


class DocxReader:
    """Reads Word documents by their styles; old and locked ones are refused with the reason."""

    name = "docx"

    def claims(self, source: Source) -> int:
        """Return a claim by the members of the zip, the media type, or the name."""
        body = source.body
        if body.startswith(b"PK") and b"[Content_Types].xml" in body and b"word/" in body:
            return SURE
        if body.startswith(OLE) and (_OLD_WORD in body or LOCKED in body):
            return SURE
        if media_type(source) in _MEDIA_TYPES:
            return SENT
        return NAMED if source.origin.lower().endswith(_NAMES) else 0

    def read(self, source: Source, number: int) -> Document:
        """Return the document; raises ``SourceError`` when there is no text to be read in it."""
        from briefing.read.docx.document import document_of  # other formats need not load it

        return document_of(source, number)
