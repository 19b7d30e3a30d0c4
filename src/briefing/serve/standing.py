"""Standing: the show as its records tell of it now, read again only where something changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError, ServeError
from briefing.model import Episode
from briefing.publish.catalogue import (
    EPISODES,
    FEED,
    SHOW_RECORD,
    ShowRecord,
    missing,
    read_catalogue,
    read_show,
)

Stamp = tuple[int, int, int]
"""Size, time of change in nanoseconds and number of a file: another version has another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The show as its records tell of it at one moment."""

    stamp: str
    """Digest of names, sizes and times of all files: of another standing it is another."""
    record: ShowRecord
    episodes: tuple[Episode, ...]
    """Those all of whose files are there, the newest first."""
    left_out: int
    """Number of the others."""
    modified: float
    """When anything was last changed, seconds since 1970."""


def stamp_of(found: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return found.st_size, found.st_mtime_ns, found.st_ino


def published(folder: Path) -> ShowRecord:
    """Return the record of the show published in ``folder``.

    Raises ``ServeError`` where none is, ``OutputError`` for a record that cannot be read.
    """
    record = read_show(folder)
    if record is None or not (folder / FEED).is_file():
        raise ServeError(
            "There is no show here.",
            where=str(folder),
            remedy="Make an episode first: briefing make article.txt",
        )
    return record


class Records:
    """All records of a folder."""

    def __init__(self, folder: Path) -> None:
        """Read those in ``folder``, when asked."""
        self._folder = folder
        self._last: Standing | None = None

    def standing(self) -> Standing:
        """Return the show as it is now; records are read again only where a file changed.

        Call it from one thread at a time. Raises ``ServeError`` and ``OutputError``.
        """
        stamp, modified = self._stamped()
        if self._last and self._last.stamp == stamp:
            return self._last
        record = published(self._folder)
        found = read_catalogue(self._folder).episodes
        whole = tuple(one for one in found if missing(self._folder, one) is None)
        self._last = Standing(stamp, record, whole, len(found) - len(whole), modified)
        return self._last

    def _stamped(self) -> tuple[str, float]:
        digest = hashlib.sha256()
        newest = 0.0
        try:
            for path, found in self._every_file():
                digest.update(f"{path}\0{stamp_of(found)}\n".encode("utf-8", "surrogateescape"))
                newest = max(newest, found.st_mtime)
        except OSError as error:
            raise OutputError(
                f"The folder cannot be read: {error.strerror}.",
                where=str(self._folder),
                remedy="Mend its permissions.",
            ) from error
        return digest.hexdigest(), newest

    def _every_file(self) -> Iterator[tuple[str, os.stat_result]]:
        for name in (SHOW_RECORD, FEED):
            try:
                yield name, (self._folder / name).stat()
            except FileNotFoundError:
                continue
        try:
            folders = sorted(os.scandir(self._folder / EPISODES), key=lambda one: one.name)
        except FileNotFoundError:
            return
        for folder in folders:
            if folder.is_dir():
                yield folder.path, folder.stat()
                for file in sorted(os.scandir(folder), key=lambda one: one.name):
                    try:
                        yield file.path, file.stat()
                    except FileNotFoundError:  # gone this moment, or a link to nowhere
                        continue
