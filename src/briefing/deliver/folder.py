"""Folder: a place that is a folder of this machine, or one that is mounted here."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.deliver.places import Found, Headers, TroubleError, new_run, part_of

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Folder:
    """A folder; files appear in it by rename."""

    at_once = 1

    def __init__(self, root: Path) -> None:
        """Send to ``root``, which is made when the first file is sent."""
        self.name = str(root)
        self._run = new_run()
        self._root = root

    def listing(self, folders: Collection[str]) -> dict[str, Found]:
        """Return the files in ``folders``; see :class:`.Place`."""
        found: dict[str, Found] = {}
        for folder in folders:
            with _translated(), contextlib.suppress(FileNotFoundError, NotADirectoryError):
                for one in os.scandir(self._root / folder):
                    if one.is_file():
                        facts = one.stat()
                        path = f"{folder}/{one.name}" if folder else one.name
                        found[path] = Found(facts.st_size, str(facts.st_mtime_ns))
        return found

    def served_right(self, path: str, headers: Headers) -> bool:
        """Return true: whoever serves the folder decides."""
        del path, headers
        return True

    def put(self, path: str, source: Path, headers: Headers) -> None:
        """Copy ``source`` beside its place and rename it."""
        del headers
        part = self._root / part_of(path, self._run)
        with _translated():
            part.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(source, part)
                with part.open("rb+") as file:
                    os.fsync(file.fileno())
                part.replace(self._root / path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, ``None`` if there is none."""
        with _translated():
            try:
                return (self._root / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def remove(self, path: str) -> None:
        """Remove a file if it is there."""
        with _translated():
            (self._root / path).unlink(missing_ok=True)

    def tidy(self, folder: str) -> None:
        """Remove ``folder`` if it is empty."""
        with contextlib.suppress(OSError):
            (self._root / folder).rmdir()

    def close(self) -> None:
        """Do nothing: a folder has no connection."""


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = "Mend its permissions, or send to another folder."
        if error.errno in _FULL:
            remedy = "Free some space there; what stands there is valid."
        raise TroubleError(f"{error.strerror or error}.", remedy) from error
