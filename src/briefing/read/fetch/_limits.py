"""What one fetch may take: the settings, and the account of seconds and bytes kept against them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from briefing.read.fetch._refusals import RefusedError, over_time, too_large, too_slow

_FRAMING = 256 * 1024
"""Bytes that headers may take beside twice the largest page: chunks have a frame each."""


@dataclass(frozen=True, slots=True)
class Web:
    """How web addresses are fetched: limits and permissions. Pure settings."""

    private: bool = False
    """Allow private, loopback and link-local addresses."""
    cache: Path | None = None
    """The folder of remembered pages; ``None`` remembers nothing."""
    connect_seconds: float = 5.0
    """For each connection, over all the addresses of a name, encryption not included."""
    read_seconds: float = 10.0
    """For each wait in which nothing comes."""
    total_seconds: float = 20.0
    """For the whole: names, connections, redirects, retries, waits, the last byte."""
    largest: int = 15 * 1024 * 1024
    """Bytes of a page, on the wire and after decompression."""
    redirects: int = 5
    attempts: int = 3


class Allowance:
    """What is left of one fetch. It is asked where the socket is read, so nothing slips past it.

    A limit on each wait does not stop a server that sends a byte a second: each wait is short.
    So every wait is cut to what is left of the whole, and every byte is counted as it arrives,
    headers, interim answers and the frames of chunks included.
    """

    def __init__(self, web: Web) -> None:
        """Start the clock."""
        self._total = web.total_seconds
        self._end = time.monotonic() + web.total_seconds
        self._largest = web.largest
        self._bytes = 0
        self.phase = "looking up the name"
        """What is being waited for, as a message says it."""

    def left(self) -> float:
        """Return the seconds left of the whole, at least 0."""
        return max(0.0, self._end - time.monotonic())

    def seconds(self, at_most: float | None) -> float:
        """Return how long to wait now, in seconds; raises ``RefusedError`` when the time is up."""
        left = self.left()
        if left <= 0:
            raise self.late()
        return left if at_most is None else min(at_most, left)

    def late(self, waited: float | None = None) -> RefusedError:
        """Return the refusal for a wait of ``waited`` seconds that brought nothing."""
        if waited is None or self.left() < 0.05:  # a socket may give up a moment too early
            return over_time(self._total, self.phase)
        return too_slow(waited, self.phase)

    def new_answer(self) -> None:
        """Count the bytes of the next answer from 0."""
        self._bytes = 0

    def count(self, received: int) -> None:
        """Count ``received`` bytes; raises ``RefusedError`` when no page allowed has so many."""
        self._bytes += received
        if self._bytes > 2 * self._largest + _FRAMING:
            raise too_large(self._largest)
