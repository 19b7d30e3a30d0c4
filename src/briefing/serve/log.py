"""Log: a line for each answer, as web servers write it, without secrets and without surprises.

The combined format: address, user, time, request, status, bytes, referrer, program. Of a path the
query is left out and the key of a private show is written as stars; whatever is no plain ASCII is
escaped, so that no request can write a line of its own or turn a terminal's colours.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import ServeError

STARS = "***"
_LIMIT = 500
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to say of one answer."""

    client: str
    user: str
    when: datetime
    method: str
    path: str
    version: str
    status: int
    sent: int
    """Bytes of the body that were handed on."""
    referrer: str
    agent: str


def redacted(path: str, *, private: bool, entered: bool) -> str:
    """Return ``path`` as it may be written down: of a private show its first name is hidden.

    Without the right key nothing of it is shown: it may be an old one, or one mistyped.
    """
    path = path.partition("?")[0]
    if not private or path == "/healthz":
        return path
    rest = path[1:].partition("/")[1:] if entered else ()
    return f"/{STARS}{''.join(rest)}"


def line_of(entry: Entry) -> str:
    """Return the line of ``entry``, without its end."""
    when = entry.when.astimezone(UTC)
    date = f"{when.day:02d}/{_MONTHS[when.month - 1]}/{when.year}:{when:%H:%M:%S} +0000"
    request = f"{_shown(entry.method)} {_shown(entry.path)} HTTP/{_shown(entry.version)}"
    user = _shown(entry.user).replace(" ", "\\x20") or "-"
    return (
        f"{_shown(entry.client) or '-'} - {user} [{date}] "
        f'"{request}" {entry.status} {entry.sent} '
        f'"{_shown(entry.referrer) or "-"}" "{_shown(entry.agent) or "-"}"'
    )


def _shown(text: str) -> str:
    def sign(one: str) -> str:
        if " " <= one <= "~" and one not in '"\\':
            return one
        return f"\\x{ord(one):02x}" if ord(one) < 256 else f"\\u{ord(one):04x}"

    return "".join(map(sign, text[:_LIMIT]))


class AccessLog:
    """Writes lines to a file, or to standard output for ``-``."""

    def __init__(self, path: str) -> None:
        """Open the file at its end; raises ``ServeError`` where that is not possible."""
        self._path = None if path == "-" else Path(path)
        self._handle: int | None = None
        if self._path is not None:
            try:
                self._open(self._path)
            except OSError as error:
                raise ServeError(
                    f"The access log cannot be written: {error.strerror}.",
                    where=path,
                    remedy="Choose another file with --access-log, or - for standard output.",
                ) from error

    def write(self, entry: Entry) -> None:
        """Write a line. A full disk is no reason to answer nobody any more."""
        line = f"{line_of(entry)}\n"
        with suppress(OSError, ValueError):
            if self._path is None:
                sys.stdout.write(line)
                sys.stdout.flush()
                return
            os.write(self._handle_of(self._path), line.encode("ascii"))

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _handle_of(self, path: Path) -> int:
        """Return the handle of the file that has this name now: logs are moved and begun anew."""
        if self._handle is not None:
            mine = os.fstat(self._handle)
            with suppress(FileNotFoundError):
                now = path.stat()
                if (now.st_dev, now.st_ino) == (mine.st_dev, mine.st_ino):
                    return self._handle
            self.close()
        return self._open(path)

    def _open(self, path: Path) -> int:
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        return self._handle
