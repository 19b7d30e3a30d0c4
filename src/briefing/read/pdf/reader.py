"""The reader of PDF: what it claims. What it does is in ``file``, loaded once there is a PDF."""

from __future__ import annotations

from briefing.model import Document, Source
from briefing.read.decode import media_type
from briefing.read.reader import NAMED, SENT, SURE


class PdfReader:
    """Reads PDFs that hold text; those that hold pictures of text are refused with the reason."""

    name = "pdf"

    def claims(self, source: Source) -> int:
        """Return a claim by the signature in the first kilobyte, the media type, or the name."""
        if b"%PDF-" in source.body[:1024]:
            return SURE
        if media_type(source) in {"application/pdf", "application/x-pdf"}:
            return SENT
        return NAMED if source.origin.lower().endswith(".pdf") else 0

    def read(self, source: Source, number: int) -> Document:
        """Return the document; raises ``SourceError`` when there is no text to be read in it."""
        from briefing.read.pdf.file import document_of  # 30 ms that other formats need not cost

        return document_of(source, number)
