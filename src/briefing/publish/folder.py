"""Folder: the only way into the output folder. Files appear by rename, whole or not at all.

A run killed at any moment leaves what was published before as it was: new files have names of their
own, the record that names them comes after them, and the feed comes last.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from briefing.errors import OutputError
from briefing.model import Episode
from briefing.publish.catalogue import EPISODE_RECORD, EPISODES, PAGE, enclosures

LOCK = ".lock"
STAGING = ".staging"
PENDING = ".staging-files"

_OUR_FILES = re.compile(
    r"[a-z0-9-]+-[0-9a-f]{8}\.(mp3|m4a|m4b|opus|vtt|srt|json|html|txt)"
    r"|image-[0-9a-f]{8}\.(jpg|png)|index\.html"
)
_OUR_SHOW_FILES = re.compile(
    r"cover(-small)?-[0-9a-f]{8}\.(jpg|png)|feed-[0-9]+\.xml|feed-[0-9]+\.json|older-[0-9]+\.html"
)
_OUR_FOLDERS = re.compile(r"[a-z0-9-]+-[0-9a-f]{8,64}")

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Translate trouble with the file system into an ``OutputError`` that names the file."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else str(output)
        if error.errno in _FULL:
            remedy = "Free some space, or choose another folder with --output."
        elif error.errno in _FORBIDDEN:
            remedy = "Mend its permissions, or choose another folder with --output."
        else:
            remedy = "Choose another folder with --output."
        what = f"The output folder cannot be written: {error.strerror or error}."
        raise OutputError(what, where=where, remedy=remedy) from error


def writable(output: Path) -> None:
    """Create ``output`` if need be and make sure that files can be written there.

    Raises ``OutputError``.
    """
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output, prefix=".new-") as probe:
            probe.write(b"probe")


@contextmanager
def locked(output: Path, timeout: float = 60.0) -> Iterator[None]:
    """Keep other runs out of ``output`` until the block ends.

    Raises ``OutputError`` when another run does not leave within ``timeout`` seconds.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(output / LOCK)
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=timeout)
        except (Timeout, NotImplementedError) as error:
            busy = isinstance(error, Timeout)
            raise OutputError(
                "Another run is at work in this folder."
                if busy
                else "The file system of this folder has no locks.",
                where=str(output),
                remedy="Wait until it has ended."
                if busy
                else "Choose a folder on another one with --output.",
            ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def staging(output: Path, name: str = STAGING) -> Iterator[Path]:
    """Provide a private folder on the file system of ``output``; it is gone when the block ends.

    What a killed run left in it is removed first, so hold the lock. Raises ``OutputError``.
    """
    folder = output / name
    with writing(output):
        _remove(folder)
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        # leftovers cost nothing but space: the next run removes them
        with contextlib.suppress(OSError):
            _remove(folder)


class Batch:
    """Files that will appear together, in the order they were added.

    All are written and flushed beside their final places first, so that a full disk is met before
    anything changes; ``commit`` then only renames.
    """

    def __init__(self, pending: Path) -> None:
        """Keep files in the folder ``pending`` until ``commit``."""
        self._pending = pending
        self._moves: list[tuple[Path, Path]] = []

    def write(self, path: Path, body: bytes) -> None:
        """Add a file; one that holds ``body`` already is left alone. Raises ``OSError``."""
        try:
            if path.read_bytes() == body:
                return
        except FileNotFoundError:
            pass
        temporary = self._pending / str(len(self._moves))
        temporary.write_bytes(body)
        self.move(temporary, path)

    def move(self, source: Path, path: Path) -> None:
        """Add a file that is whole at ``source``; raises ``OSError``."""
        with source.open("rb+") as file:
            os.fsync(file.fileno())
        self._moves.append((source, path))

    def commit(self) -> None:
        """Rename every file to its final name, in order; raises ``OSError``."""
        for parent, moves in groupby(self._moves, key=lambda move: move[1].parent):
            parent.mkdir(parents=True, exist_ok=True)
            for source, path in moves:
                os.replace(source, path)  # noqa: PTH105 - atomic, and says so on every system
            _flush(parent)


def withdraw(output: Path, episodes: Collection[Episode]) -> None:
    """Remove the folders of ``episodes``, which no feed names any more; a person's files stay.

    The record goes first: an episode that has one is published again by the next run. Raises
    ``OSError``.
    """
    for episode in episodes:
        folder = output / EPISODES / episode.folder
        (folder / EPISODE_RECORD).unlink(missing_ok=True)
        for name in (PAGE, *(enclosure.name for enclosure in enclosures(episode))):
            (folder / name).unlink(missing_ok=True)
        _remove_empty(folder)


def sweep(output: Path, show_files: Collection[str], episodes: Collection[Episode]) -> None:
    """Remove files of ours that nothing names: of earlier editions, and of killed runs.

    ``show_files`` are those of the output folder itself, ``episodes`` all that have a record.
    Anything a person put there stays. Call it when the new feed is in place. Trouble is left for
    the next run: what is published is right without it.
    """
    named = {one.folder: {file.name for file in enclosures(one)} | {PAGE} for one in episodes}
    with contextlib.suppress(OSError):
        _remove_ours(output, _OUR_SHOW_FILES, show_files)
        for folder in os.scandir(output / EPISODES):
            if not folder.is_dir(follow_symlinks=False):
                continue
            if folder.name in named:
                _remove_ours(Path(folder), _OUR_FILES, named[folder.name])
            elif _OUR_FOLDERS.fullmatch(folder.name):
                _remove_ours(Path(folder), _OUR_FILES, ())
                _remove_empty(Path(folder))


def _remove_ours(folder: Path, ours: re.Pattern[str], kept: Collection[str]) -> None:
    for name in os.listdir(folder):  # noqa: PTH208 - there may be a thousand folders
        if name not in kept and ours.fullmatch(name):
            (folder / name).unlink()


def _remove_empty(folder: Path) -> None:
    """Remove a folder unless a person's files are in it."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _flush(folder: Path) -> None:
    """Make the renames in ``folder`` last through a power cut, where a system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems cannot flush a folder; the files themselves are flushed
        pass
    finally:
        os.close(handle)
