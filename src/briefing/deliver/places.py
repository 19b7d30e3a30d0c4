"""Places: what a target must be able to do, and how its troubles reach the recipe."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_PART = re.compile(r"\.[^/]+\.[0-9a-f]{8}\.briefing-part")


@dataclass(frozen=True, slots=True)
class Found:
    """A file as a place lists it."""

    bytes: int
    tag: str
    """Changes when the file does: an ETag, or when it was written."""


@dataclass(frozen=True, slots=True)
class Headers:
    """How a file is to be served, for places that keep it."""

    type: str
    caching: str


class TroubleError(Exception):
    """A place could not do what it was asked; the recipe tries again while it may pass."""

    def __init__(self, what: str, remedy: str, *, passing: bool = False) -> None:
        """Keep ``what`` happened, the ``remedy``, and whether another try may go well."""
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.passing = passing


class Place(Protocol):
    """Where files are sent. Paths have slashes and begin where the show does.

    Every method raises ``TroubleError`` and nothing else; all but ``close`` may be called from
    ``at_once`` threads.
    """

    @property
    def name(self) -> str:
        """Return what messages call it, without a password."""

    @property
    def at_once(self) -> int:
        """Return how many files it takes at the same time."""

    def listing(self, folders: Collection[str]) -> dict[str, Found]:
        """Return the files in ``folders`` by path, ``""`` being the top; no folder has none."""

    def served_right(self, path: str, headers: Headers) -> bool:
        """Tell whether a file that is there has ``headers``; true where none are kept."""

    def put(self, path: str, source: Path, headers: Headers) -> None:
        """Put the file ``source`` at ``path``: whole, or what was there stays."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, ``None`` if there is none."""

    def remove(self, path: str) -> None:
        """Remove a file; one that is not there is none."""

    def tidy(self, folder: str) -> None:
        """Remove ``folder`` if nothing is left in it."""

    def close(self) -> None:
        """Let go of the connection."""


def parent_of(path: str) -> str:
    """Return the folder ``path`` lies in, ``""`` for the top.

    >>> parent_of("episodes/lamps/lamps.mp3"), parent_of("feed.xml")
    ('episodes/lamps', '')
    """
    return path.rpartition("/")[0]


def part_of(path: str, run: str) -> str:
    """Return what the file is called while ``run`` sends it.

    Each run has names of its own: a server may be busy with what an interrupted one sent.

    >>> part_of("episodes/lamps/lamps.mp3", "0a1b2c3d")
    'episodes/lamps/.lamps.mp3.0a1b2c3d.briefing-part'
    """
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}.{run}.briefing-part"


def is_part(path: str) -> bool:
    """Tell whether ``path`` is what an interrupted run left half sent.

    >>> is_part(part_of("feed.xml", new_run())), is_part("feed.xml")
    (True, False)
    """
    return _PART.fullmatch(path.rpartition("/")[2]) is not None


def new_run() -> str:
    """Return a name for a run that no other has."""
    return secrets.token_hex(4)
