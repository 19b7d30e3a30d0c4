"""Deadlines: connections that ask nothing, or take nothing, are closed.

uvicorn waits for ever for the first request of a connection, for the end of a slow one, and for a
client that stopped reading. A few hundred of those would keep everyone else out.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

TICK = 15.0
"""Seconds between two looks at a connection."""

IDLE_TICKS = 2
"""Looks after which one that asks nothing, or has not finished asking, is closed."""

STUCK_TICKS = 5
"""Looks after which one that takes not a byte of its answer is closed; a paused player asks again
from where it was."""


class PunctualProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with an end to waiting."""

    tick = TICK

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look at the connection now and then."""
        super().connection_made(transport)
        self._seen: Any = None
        self._unchanged = 0
        self._drained = 0
        self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        self._timer.cancel()
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        """Take note that the client took something."""
        self._drained += 1
        super().resume_writing()

    def _look_later(self) -> None:
        self._timer = self.loop.call_later(self.tick, self._look)

    def _look(self) -> None:
        answering = self.cycle is not None and not self.cycle.response_complete
        left = self.transport.get_write_buffer_size()
        seen = (answering, self.cycle, left, self._drained)
        self._unchanged = self._unchanged + 1 if seen == self._seen else 0
        self._seen = seen
        # an answer of which nothing waits to be sent is still being made: that is our affair
        limit = STUCK_TICKS if left else None if answering else IDLE_TICKS
        if limit is not None and self._unchanged >= limit:
            self.transport.abort()  # a close would wait until all is sent
            return
        self._look_later()
