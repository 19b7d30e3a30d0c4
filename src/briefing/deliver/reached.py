"""Reached: a place that fsspec reaches. The one home of fsspec.

Files go there under a name of their own and are renamed; :mod:`.s3` and :mod:`.sftp` say what
those can do better.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from briefing.deliver.crew import each
from briefing.deliver.places import Found, Headers, TroubleError, new_run, parent_of, part_of
from briefing.deliver.targets import Target

_TAGS = ("ETag", "etag", "mtime", "modified", "modify", "LastModified", "last_modified", "created")
"""Under these names file systems list what changes when a file does."""

PASSING = (ConnectionError, TimeoutError)
"""Troubles that another try may not meet."""


class Reached:
    """A place behind an fsspec file system, which is opened when it is needed first."""

    at_once: ClassVar[int] = 1

    def __init__(self, target: Target, root: str, opened: Callable[[], Any]) -> None:
        """Send to ``root`` on the file system that ``opened`` returns."""
        self.name = target.name
        self._run = new_run()
        self._root = root
        self._opened = opened
        self._fs: Any = None
        self._opening = threading.Lock()
        self._made: set[str] = set()

    def listing(self, folders: Collection[str]) -> dict[str, Found]:
        """Return the files in ``folders``; see :class:`.Place`."""
        found: dict[str, Found] = {}
        for folder, files in each(self._listed, sorted(folders), self.at_once):
            for name, file in files.items():
                found[f"{folder}/{name}" if folder else name] = file
        return found

    def served_right(self, path: str, headers: Headers) -> bool:
        """Return true: whoever serves the files decides."""
        del path, headers
        return True

    def put(self, path: str, source: Path, headers: Headers) -> None:
        """Send ``source`` beside its place and rename it."""
        del headers
        part, folder = self._at(part_of(path, self._run)), parent_of(path)
        with self._reached() as fs:
            if folder not in self._made:
                fs.makedirs(self._at(folder), exist_ok=True)
                self._made.add(folder)
            try:
                fs.put_file(str(source), part)
                self._rename(fs, part, self._at(path))
            except Exception:
                with contextlib.suppress(Exception):
                    fs.rm_file(part)
                raise

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, ``None`` if there is none."""
        with self._reached() as fs:
            try:
                return bytes(fs.cat_file(self._at(path)))
            except FileNotFoundError:
                return None

    def remove(self, path: str) -> None:
        """Remove a file if it is there."""
        with self._reached() as fs, contextlib.suppress(FileNotFoundError):
            fs.rm_file(self._at(path))

    def tidy(self, folder: str) -> None:
        """Remove ``folder`` if it is empty; one that stays harms nobody."""
        with contextlib.suppress(Exception):
            fs = self._fs
            if fs is not None and not fs.ls(self._at(folder), detail=False):
                fs.rmdir(self._at(folder))

    def close(self) -> None:
        """Let go of the file system; what it holds open ends with it."""
        self._fs = None

    # -------------------------------------------------------- what differs from place to place

    def _rename(self, fs: Any, part: str, final: str) -> None:
        """Put ``part`` in the place of ``final``."""
        if "mv" in vars(type(fs)):
            fs.mv(part, final)
            return
        fs.cp_file(part, final)  # as fsspec does it, but for taking names as patterns
        fs.rm_file(part)

    def _trouble(self, error: Exception) -> TroubleError:
        """Return what ``error``, raised by the file system, is for a person."""
        return trouble_of(error)

    # ------------------------------------------------------------------------------ connection

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}".rstrip("/") if path else self._root or "/"

    def _listed(self, folder: str) -> dict[str, Found]:
        with self._reached() as fs:
            try:
                rows = fs.ls(self._at(folder), detail=True)
            except (FileNotFoundError, NotADirectoryError):
                return {}
        return {
            str(row["name"]).rstrip("/").rpartition("/")[2]: Found(int(row["size"]), tag_of(row))
            for row in rows
            if row.get("type") == "file" and row.get("size") is not None
        }

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        """Provide the file system; a connection that was lost is made anew the next time."""
        fs = None
        try:
            with self._opening:
                if self._fs is None:
                    self._fs = self._opened()
                fs = self._fs
            yield fs
        except TroubleError:
            raise
        except Exception as error:
            trouble = self._trouble(error)
            if trouble.passing and self._fs is fs:
                self._fs = None
                self._made.clear()
            raise trouble from error


def tag_of(row: dict[str, Any]) -> str:
    """Return what changes when the file that fsspec lists in ``row`` does; ``""`` if nothing."""
    return next((str(row[name]) for name in _TAGS if row.get(name)), "")


def trouble_of(error: Exception) -> TroubleError:
    """Return what any file system's ``error`` is for a person."""
    said = said_by(error)
    if isinstance(error, PermissionError):
        return TroubleError(said, "Check who may write there, and the password or key.")
    if isinstance(error, FileNotFoundError):
        return TroubleError(said, "Check the address: this does not exist there.")
    if isinstance(error, NotImplementedError):
        return TroubleError("Nothing can be written there.", "Choose another target.")
    passing = isinstance(error, PASSING)
    remedy = "Check the address and the network, and run it again: what was sent stays."
    return TroubleError(said, remedy, passing=passing)


def said_by(error: Exception) -> str:
    """Return an error's own words, on one line, as a sentence."""
    words = " ".join(str(getattr(error, "strerror", None) or error).split())
    plain = "".join(sign for sign in words if sign.isprintable())[:300]
    return (plain or type(error).__name__).rstrip(".") + "."


def other_place(target: Target, address: str, password: str | None) -> Reached:
    """Return the place at an ``address`` of any other kind fsspec knows.

    Raises ``ValueError`` for a kind it does not know, ``ImportError`` where its package is absent.
    """
    import fsspec

    kind = fsspec.get_filesystem_class(target.scheme)
    options = dict(kind._get_kwargs_from_urls(address))
    if target.user and password:
        options["password"] = password
    root = str(kind._strip_protocol(address)).rstrip("/")
    return Reached(target, root, partial(kind, skip_instance_cache=True, **options))
