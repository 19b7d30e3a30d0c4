"""Turns: how many ask a server at once, and how often in a minute, in all workers together.

In the folder that workers share, locks are the places at the server (the system lets go of them
when a worker dies), and a small file says when questions were sent. Without a folder there is one
worker, and its own memory will do.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.files import write_whole
from briefing.voice.served.failed import FailedError

if TYPE_CHECKING:
    from filelock import BaseFileLock

_MINUTE = 60.0
_POLL = 0.02


class _Sent(NamedTuple):
    """When questions were or will be sent, and until when the server wants none; seconds."""

    times: tuple[float, ...] = ()
    until: float = 0.0


class Turns:
    """The turns at one server."""

    def __init__(self, folder: Path | None, url: str, places: int, a_minute: int | None) -> None:
        """Share ``places`` and ``a_minute`` with whoever has the same ``folder`` and ``url``."""
        self._folder = folder
        self._name = hashlib.sha256(url.encode()).hexdigest()[:16]
        self._places = places
        self._a_minute = a_minute
        self._own = _Sent()

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """Wait for a turn, at most ``patience`` seconds, and keep it for the block.

        Raises ``FailedError`` when none comes in time.
        """
        end = time.monotonic() + patience
        self._open()
        place = self._place(end)
        try:
            wait = self._reserved(end - time.monotonic())
            if wait > 0:
                time.sleep(wait)
            yield
        finally:
            if place is not None:
                place.release()

    def _open(self) -> None:
        """Make the shared folder if it is not there yet."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FailedError(
                f"the folder for locks cannot be made: {error.strerror or error}",
                remedy="Choose another folder with --cache.",
            ) from error

    def hold(self, seconds: float) -> None:
        """Have everybody wait: the server said it wants no question for so long."""
        with self._sharing():
            sent = self._read()
            self._write(_Sent(sent.times, max(sent.until, time.time() + seconds)))

    def _place(self, end: float) -> BaseFileLock | None:
        if self._folder is None:
            return None
        from filelock import FileLock, Timeout

        names = [f"{self._name}-{number}.lock" for number in range(self._places)]
        locks = [FileLock(self._folder / name, blocking=False) for name in names]
        while True:
            for lock in locks:
                try:
                    lock.acquire()
                except Timeout:
                    continue
                return lock
            if time.monotonic() > end:
                raise _late()
            time.sleep(_POLL)

    def _reserved(self, patience: float) -> float:
        """Return how many seconds from now on a question may be sent, which then it will be.

        At most ``a_minute`` are sent in any minute.
        """
        with self._sharing():
            now = time.time()
            sent = self._read()
            moment = max(now, sent.until)
            if self._a_minute and len(sent.times) >= self._a_minute:
                moment = max(moment, sent.times[-self._a_minute] + _MINUTE)
            if moment - now > patience:
                raise _late()
            if self._a_minute:
                self._write(_Sent((*sent.times, moment)[-self._a_minute :], sent.until))
        return moment - now

    def _sharing(self) -> nullcontext[None] | BaseFileLock:
        if self._folder is None:
            return nullcontext()
        from filelock import FileLock

        return FileLock(self._folder / f"{self._name}.lock")

    def _read(self) -> _Sent:
        if self._folder is None:
            return self._own
        try:
            times, until = json.loads((self._folder / f"{self._name}.json").read_bytes())
        except (OSError, ValueError):
            return _Sent()
        return _Sent(tuple(times), until)

    def _write(self, sent: _Sent) -> None:
        if self._folder is None:
            self._own = sent
        else:
            write_whole(self._folder / f"{self._name}.json", json.dumps(sent).encode())


def _late() -> FailedError:
    return FailedError(
        "no turn at the server came in time",
        remedy="Raise requests-per-minute, concurrency or timeout, or use fewer workers.",
    )
