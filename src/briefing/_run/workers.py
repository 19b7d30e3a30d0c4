"""Worker processes behind a ``map``: ordered results, a watch for stalls, one retry, flat memory.

``here`` is the builtin map, for debugging and for machines that cannot start processes. ``workers``
is a pool (pebble: the one kept pool that limits each task's time and outlives a worker's crash).
Both have the same shape, so no step knows which it was handed.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_AHEAD = 8
"""Jobs kept waiting for each worker: enough to keep it busy, few enough to hold in memory."""


class WorkerLostError(Exception):
    """A job that killed or stalled its worker twice. ``job`` is what was asked."""

    def __init__(self, job: object, reason: str) -> None:
        """Keep the job and, in words, what became of the worker."""
        super().__init__(reason)
        self.job = job
        self.reason = reason


class Map(Protocol):
    """Applies a function to jobs and yields the results in the order of the jobs."""

    def __call__(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        /,
        *,
        limit: float | None = None,
    ) -> Iterator[Result]:
        """Yield ``function(job)`` for each job.

        A job that runs longer than ``limit`` seconds, or whose worker dies, is tried once more in
        a fresh worker; then ``WorkerLostError``. What the function raises comes out as it is.
        """
        ...


def here(
    function: Callable[[Job], Result], jobs: Iterable[Job], /, *, limit: float | None = None
) -> Iterator[Result]:
    """Map in this process, one job after another. There is no worker to lose, hence no limit."""
    del limit
    return map(function, jobs)


@contextmanager
def workers(count: int) -> Iterator[Map]:
    """Provide a map over ``count`` worker processes, or over none (``here``) for 0.

    The processes start with the first job, so a run that finds all its work done starts none. They
    end with the block, and by themselves when this process is killed.
    """
    if count == 0:
        yield here
        return
    pool = _Pool(count)
    try:
        yield pool
        pool.end()
    except BaseException:
        pool.end(at_once=True)
        raise


class _Pool:
    def __init__(self, count: int) -> None:
        self._count = count
        self._ahead = count * _AHEAD
        self._started: Any = None

    @property
    def _pool(self) -> Any:
        if self._started is None:
            from multiprocessing import get_context

            from pebble import ProcessPool

            self._started = ProcessPool(
                max_workers=self._count,
                context=get_context("spawn"),
                initializer=begin,
                initargs=[os.getpid()],
            )
        return self._started

    def end(self, *, at_once: bool = False) -> None:
        """End the workers: when their jobs are done, or at once."""
        if self._started is not None:
            held = _locks(self._started)
            (self._started.stop if at_once else self._started.close)()
            self._started.join()
            del held

    def __call__(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        /,
        *,
        limit: float | None = None,
    ) -> Iterator[Result]:
        waiting: deque[tuple[Job, Future[Result]]] = deque()
        for job in jobs:
            waiting.append((job, self._send(function, job, limit)))
            if len(waiting) >= self._ahead:
                yield self._receive(function, *waiting.popleft(), limit)
        while waiting:
            yield self._receive(function, *waiting.popleft(), limit)

    def _send(
        self, function: Callable[[Job], Result], job: Job, limit: float | None
    ) -> Future[Result]:
        future: Future[Result] = self._pool.schedule(function, args=[job], timeout=limit)
        return future

    def _receive(
        self,
        function: Callable[[Job], Result],
        job: Job,
        future: Future[Result],
        limit: float | None,
    ) -> Result:
        from pebble import ProcessExpired

        try:
            return future.result()
        except (ProcessExpired, TimeoutError):
            pass  # whatever it was may have come from outside: once more, in a fresh worker
        try:
            return self._send(function, job, limit).result()
        except ProcessExpired as error:
            raise WorkerLostError(job, f"the worker died (exit code {error.exitcode})") from error
        except TimeoutError as error:
            raise WorkerLostError(job, f"no answer within {limit:g} seconds") from error


def _locks(pool: Any) -> list[object]:
    """Return the locks the workers share.

    pebble (5.1 to 5.2) lets go of them before it stops the workers, and one that is only being
    born would look for them in vain and print a traceback; whoever holds them keeps them there.
    """
    manager = getattr(getattr(pool, "_pool_manager", None), "worker_manager", None)
    mutex = getattr(getattr(manager, "workers_channel", None), "mutex", None)
    return list(vars(mutex).values()) if mutex is not None else []


def begin(parent: int) -> None:
    """Prepare a worker: Ctrl-C is the parent's to handle, and a dead parent ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_outlive_nobody, args=(parent,), daemon=True).start()


def _outlive_nobody(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
