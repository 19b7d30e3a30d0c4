"""Files and standard input: the part of the door that opens what is on this machine."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from briefing.errors import SourceError
from briefing.model import Source

LARGEST = 50 * 1024 * 1024
"""Bytes; a text that long takes about a month to listen to, so it is a mistake, not an article."""


def read_file(origin: str, stdin: BinaryIO | None) -> Source:
    """Return the file at the path ``origin``, or what ``stdin`` holds when that is ``-``.

    Raises ``SourceError`` as :func:`briefing.read.fetch.fetch` says.
    """
    if origin == "-":
        return _from_stream(origin, stdin or sys.stdin.buffer)
    try:
        with Path(origin).open("rb") as stream:
            return _from_stream(origin, stream)
    except (OSError, ValueError) as error:
        raise _refusal(origin, error) from error


def _from_stream(origin: str, stream: BinaryIO) -> Source:
    try:
        body = stream.read(LARGEST + 1)
    except OSError as error:
        raise _refusal(origin, error) from error
    if len(body) > LARGEST:
        raise SourceError(
            "This is larger than 50 MB.", where=origin, remedy="Give the article's text alone."
        )
    return Source(origin, body, modified=_modified(stream))


def _modified(stream: BinaryIO) -> int | None:
    """Return the modification time of a regular file; pipes and terminals have none that means."""
    try:
        facts = os.fstat(stream.fileno())
    except (OSError, ValueError):  # io.UnsupportedOperation, of a stream in memory, is both
        return None
    return int(facts.st_mtime) if stat.S_ISREG(facts.st_mode) else None


def _refusal(origin: str, error: Exception) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError(
            "There is no such file.", where=origin, remedy="Check the name and the folder."
        )
    denied = isinstance(error, PermissionError)
    if isinstance(error, IsADirectoryError) or (denied and Path(origin).is_dir()):  # Windows
        return SourceError(
            "This is a folder, not an article.",
            where=origin,
            remedy="Name the files in it that are to be read.",
        )
    if denied:
        return SourceError(
            "This file may not be read.", where=origin, remedy="Change its permissions."
        )
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(
        f"This cannot be opened: {reason}.", where=origin, remedy="Check the name of the file."
    )
