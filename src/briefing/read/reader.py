"""What a reader is: the one protocol behind which every source format stands."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from briefing.model import Document, Source

SURE = 95
"""A claim by what the bytes plainly are: a signature, a document type."""

SENT = 70
"""A claim by the media type the sender gave."""

LOOKS = 60
"""A claim by marks in the text that seldom stand in other formats."""

NAMED = 50
"""A claim by the end of the name."""

ANY = 10
"""A claim on whatever nobody else knows."""


@runtime_checkable
class Reader(Protocol):
    """Understands one format. Made without arguments, cheaply; pure: it opens nothing."""

    name: str

    def claims(self, source: Source) -> int:
        """Return how sure it is that ``source`` is its own, 0 (no) to 100.

        Content counts before the media type, and that before the name: :data:`SURE`,
        :data:`SENT`, :data:`LOOKS`, :data:`NAMED`, :data:`ANY`.
        """
        ...

    def read(self, source: Source, number: int) -> Document:
        """Return the document, its addresses beginning with ``number``.

        Raises ``SourceError`` naming the source when there is no text to be read in it.
        """
        ...
