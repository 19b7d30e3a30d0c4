"""What a summariser is: the one protocol behind which every way of condensing stands."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from briefing.model import Document, Story


@runtime_checkable
class Summariser(Protocol):
    """Condenses one document. Made without arguments, cheaply; pure and deterministic."""

    name: str

    def summarise(self, document: Document, words: int) -> Story:
        """Return what to tell of ``document`` in at most about ``words`` words.

        Every sentence of the document is either a source of a statement of the story or named in
        its ``omissions`` with the reason: nothing is lost unseen.
        """
        ...
