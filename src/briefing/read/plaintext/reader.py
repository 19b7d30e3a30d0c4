"""Plain text: what an article looks like when everything but its words was lost."""

from __future__ import annotations

from briefing.model import Document, Source
from briefing.read.decode import decode
from briefing.read.facts import front_matter, overruled
from briefing.read.outline import compose

_EXTENSIONS = (".txt", ".text")


class PlainTextReader:
    """Reads text without markup; its structure is recovered from the shape of its lines."""

    name = "plaintext"

    def claims(self, source: Source) -> int:
        """Return 30 when the name or the media type says plain text, else 10."""
        named = source.origin.lower().endswith(_EXTENSIONS) or source.media_type == "text/plain"
        return 30 if named else 10

    def read(self, source: Source, number: int) -> Document:
        """Return the document; raises ``SourceError`` when there is no text to be read."""
        from briefing.read.plaintext.structure import recover  # other formats need not load it

        text, notices = decode(source)
        stated, text, complaints = front_matter(text)
        parts, found, marks = recover(text, stated.title)
        return compose(
            source,
            number,
            parts,
            stated.over(found),
            (*notices, *complaints, *overruled(stated, found), *marks),
        )
