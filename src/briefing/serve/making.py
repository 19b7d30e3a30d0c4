"""Making: what costs time is made once, however many ask for it at once, and kept within bounds."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Executor
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps what was made by its key, the least used leaving first. For one event loop."""

    def __init__(self, executor: Executor | None, limit: int, size: Callable[[T], int]) -> None:
        """Make things in ``executor`` and keep ``limit`` bytes of them, by their ``size``."""
        self._executor = executor
        self._limit = limit
        self._size = size
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, asyncio.Future[T]] = {}
        self._held = 0

    async def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept for ``key``, else what ``make`` returns; raises what that raises."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._making:
            made = asyncio.ensure_future(self._made(key, make))
            made.add_done_callback(_looked_at)
            self._making[key] = made
        return await asyncio.shield(self._making[key])

    async def _made(self, key: Hashable, make: Callable[[], T]) -> T:
        try:
            made = await asyncio.get_running_loop().run_in_executor(self._executor, make)
        finally:
            del self._making[key]
        size = self._size(made)
        if size <= self._limit:
            self._kept[key] = made
            self._held += size
        while self._held > self._limit:
            self._held -= self._size(self._kept.popitem(last=False)[1])
        return made


class Latest(Generic[T]):
    """Looks at something that changes, once for all who ask while an earlier look still lasts.

    Whoever asks gets a look that began after the question, so no answer is older than its
    question; five hundred who ask at once cost two looks.
    """

    def __init__(self, executor: Executor, look: Callable[[], T]) -> None:
        """Run ``look`` in ``executor``, never twice at a time."""
        self._executor = executor
        self._look = look
        self._lock = asyncio.Lock()
        self._next: asyncio.Future[T] | None = None

    async def get(self) -> T:
        """Return what ``look`` returns; raises what that raises."""
        if self._next is None:
            self._next = asyncio.ensure_future(self._looked())
            self._next.add_done_callback(_looked_at)
        return await asyncio.shield(self._next)

    async def _looked(self) -> T:
        async with self._lock:
            self._next = None
            return await asyncio.get_running_loop().run_in_executor(self._executor, self._look)


def _looked_at(done: asyncio.Future[T]) -> None:
    """Take note of an error, so that none is reported as forgotten when nobody waits any more."""
    if not done.cancelled():
        done.exception()
