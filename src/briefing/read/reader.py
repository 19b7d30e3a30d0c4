"""What a reader is: the one protocol behind which every source format stands."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from briefing.model import Document, Source


@runtime_checkable
class Reader(Protocol):
    """Understands one format. Made without arguments, cheaply; pure: it opens nothing."""

    name: str

    def claims(self, source: Source) -> int:
        """Return how sure it is that ``source`` is its own, 0 (no) to 100 (its content says so)."""
        ...

    def read(self, source: Source, number: int) -> Document:
        """Return the document, its addresses beginning with ``number``.

        Raises ``SourceError`` naming the source when there is no text to be read in it.
        """
        ...
