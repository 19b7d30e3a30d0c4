"""A part: what a reader says of a stretch of its source, before sentences and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.model import BlockKind

Role = BlockKind | Literal["title", "heading", "question"]
Zone = Literal["body", "answer", "closing"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of source text and the role it plays there; not yet split into sentences."""

    role: Role
    texts: tuple[str, ...]
    """One text; for a list one for each point, for a table one for each row, its cells parted by
    tabs."""
    level: int = 1
    """Of a heading, 1 for the topmost; of a table, 0 when its first row does not head columns."""
    speaker: str | None = None
    zone: Zone = "body"
    silent: str | None = None
    """Why it is never spoken, in words that go on "not for the ear: "; ``None`` if it can be."""

    @property
    def text(self) -> str:
        """The texts, joined by blanks."""
        return " ".join(self.texts)
