"""What a summariser is: the one protocol behind which every way of condensing stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from briefing.model import Document, Story
from briefing.summarise.budget import Budget

if TYPE_CHECKING:
    from briefing.settings import Settings


@runtime_checkable
class Summariser(Protocol):
    """Condenses one document. Made without arguments, cheaply; deterministic."""

    name: str

    def summarise(self, document: Document, budget: Budget) -> Story:
        """Return what to tell of ``document`` within ``budget``.

        Every sentence of the document is either a source of a statement of the story or named in
        its ``omissions`` with the reason: nothing is lost unseen. A larger budget of the same
        kind keeps what a smaller one chose, but for what filled its last gap.
        """
        ...


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a summariser that reaches outside is handed: settings, keys, a folder, an ear."""

    settings: Settings
    environment: Mapping[str, str]
    cache: Path | None
    """A folder for what it may keep between runs; ``None`` if nothing is to be kept."""
    tell: Callable[[str], None]
    """Shows a person one line at once, such as what is about to be spent."""
    unsupported: Callable[[str, Sequence[str], str], Sequence[object]]
    """Returns the figures, names and quotations of a text (first) that its sources do not hold;
    the last is their language."""


@runtime_checkable
class Equipped(Protocol):
    """A summariser that needs more than the document, and asks for it by having this."""

    def equipped(self, workplace: Workplace, documents: Sequence[Document]) -> Summariser:
        """Return a summariser that works there, ready for ``documents``.

        Raises ``UsageError`` when something is missing, or would cost more than is allowed.
        """
        ...
