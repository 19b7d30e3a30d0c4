"""Worker processes behind a ``map``: ordered results, a watch for stalls, one retry, flat memory.

``here`` is the builtin map, for debugging and for machines that cannot start processes. ``workers``
is a pool of processes. Both have the same shape, so no step knows which it was handed.

A worker takes the next job when it is free, whoever asked for it, so a slow job holds back nobody
but itself; a map may feed on another. Each worker has a pipe of its own and no lock is shared:
whatever kills one leaves the rest as they are.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Job = TypeVar("Job")
Result = TypeVar("Result")

_AHEAD = 2
"""Unfinished jobs a map keeps for each worker: the one it does, and the one it does next."""

_HELD = 64
"""Results a map holds back at most while it waits for one that comes before them."""

_TRIES = 2
_PARTING = 5.0
"""Seconds a worker has to end by itself once it is told to."""
_PREPARING = 60.0
"""Seconds it has to prepare."""
_LAST_ACTS = 1.0
"""Seconds it has when it must not go on: enough to end a speaking program, which would stay."""


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
def workers(count: int, early: int = 0, prepare: str = "") -> Iterator[Map]:
    """Provide a map over ``count`` worker processes, or over none (``here``) for 0.

    A process starts when there is a job and no worker free for it, so a run that finds all its work
    done starts none; but ``early`` of them, of which there will be need, start at once and call
    ``prepare``, a ``package.module:function``, while they wait. They end with the block, and by
    themselves when this process is killed.
    """
    if count == 0:
        yield here
        return
    pool = _Pool(count)
    try:
        pool.begin(min(early, count), prepare)
        yield pool
    except BaseException:
        pool.end(at_once=True)
        raise
    pool.end()


@dataclass(slots=True, eq=False)
class _Task:
    """A job on its way: asked for, done by a worker, answered."""

    function: Callable[[Any], Any]
    job: Any
    limit: float | None
    tries: int = 0
    done: bool = False
    result: Any = None
    error: BaseException | None = None


class _Worker:
    """A process and the one task it was given, if any."""

    def __init__(self, context: Any) -> None:
        self.pipe: Connection
        self.pipe, end = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(end, os.getpid()))
        self.process.start()
        end.close()
        self.ready = False
        """Whether it has begun: a job's time is counted from then."""
        self.task: _Task | None = None
        self.deadline: float | None = None

    @property
    def prepares(self) -> bool:
        """Whether it will be free in a moment."""
        return self.task is not None and self.task.function is _prepare

    def give(self, task: _Task) -> None:
        """Hand over a task; ``OSError`` when the process is gone."""
        body = pickle.dumps((task.function, task.job))
        self.task = task
        self._count()
        self.pipe.send_bytes(body)

    def answer(self) -> bool:
        """Take what the process has sent; return whether it is the task's end.

        ``EOFError`` or ``OSError`` when the process is gone.
        """
        good, value = pickle.loads(self.pipe.recv_bytes())
        if not self.ready:
            self.ready = True
            self._count()
            return False
        assert self.task is not None
        task, self.task, self.deadline = self.task, None, None
        task.done = True
        task.result, task.error = (value, None) if good else (None, value)
        return True

    def _count(self) -> None:
        if self.ready and self.task is not None and self.task.limit is not None:
            self.deadline = time.monotonic() + self.task.limit

    def lost(self) -> str:
        """Return, in words, how the process ended; it is gone then."""
        self.pipe.close()
        self.process.join(_PARTING)
        code = self.process.exitcode
        self.kill()
        return f"the worker died (exit code {code})"

    def kill(self) -> None:
        """End the process at once; a moment is left to it to end a program it started."""
        self.process.terminate()
        self.process.join(_LAST_ACTS)
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool:
    def __init__(self, count: int) -> None:
        self._count = count
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()

    def begin(self, early: int, prepare: str) -> None:
        """Start workers before there is a job; one that cannot prepare will say so at its first."""
        for _ in range(early):
            self._started().give(_Task(_prepare, prepare, _PREPARING))

    def __call__(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        /,
        *,
        limit: float | None = None,
    ) -> Iterator[Result]:
        mine: deque[_Task] = deque()
        more = iter(jobs)
        try:
            while True:
                self._pull(mine, more, function, limit)
                if not mine:
                    return
                if not mine[0].done:
                    self._wait()
                    continue
                task = mine.popleft()
                if task.error is not None:
                    raise task.error
                yield task.result
        finally:
            self._forget(mine)

    def _pull(
        self,
        mine: deque[_Task],
        more: Iterator[Any],
        function: Callable[[Any], Any],
        limit: float | None,
    ) -> None:
        """Take on as many jobs as workers can be busy with."""
        while len(mine) < _HELD and self._unfinished(mine) < self._count * _AHEAD:
            for job in more:
                task = _Task(function, job, limit)
                break
            else:
                break
            mine.append(task)
            self._waiting.append(task)
            self._assign()

    @staticmethod
    def _unfinished(tasks: Iterable[_Task]) -> int:
        return sum(not task.done for task in tasks)

    def _assign(self) -> None:
        """Give what is waiting to workers that are free, or new."""
        while self._waiting:
            worker = self._free()
            if worker is None:
                coming = sum(one.prepares for one in self._workers)
                if len(self._workers) == self._count or coming >= len(self._waiting):
                    return
                worker = self._started()
            try:
                worker.give(self._waiting.popleft())
            except OSError:  # it died while nobody looked
                self._lost(worker, worker.lost())

    def _free(self) -> _Worker | None:
        """Return a worker that has no task, or has told meanwhile that it is done."""
        for worker in self._workers:
            if worker.task is None:
                return worker
        for worker in self._workers:
            with suppress(EOFError, OSError):  # one that is gone is seen to in its turn
                while worker.task is not None and worker.pipe.poll():
                    worker.answer()
                if worker.task is None:
                    return worker
        return None

    def _started(self) -> _Worker:
        from multiprocessing import get_context

        worker = _Worker(get_context("spawn"))
        self._workers.append(worker)
        return worker

    def _wait(self) -> None:
        """Wait until a worker answers, dies or has taken too long, and see to it."""
        from multiprocessing.connection import wait

        busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        deadlines = [one.deadline for one in busy.values() if one.deadline is not None]
        left = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        for pipe in wait(list(busy), left):
            worker = busy[pipe]  # type: ignore[index]
            try:
                worker.answer()
            except (EOFError, OSError):
                self._lost(worker, worker.lost())
        now = time.monotonic()
        for worker in busy.values():
            if worker.task is not None and worker.deadline is not None and worker.deadline <= now:
                worker.kill()
                self._lost(worker, f"no answer within {worker.task.limit:g} seconds")
        self._assign()

    def _lost(self, worker: _Worker, reason: str) -> None:
        """Have a lost worker's task tried again, in a fresh one, or answer it with an error."""
        self._workers.remove(worker)
        task, worker.task = worker.task, None
        assert task is not None
        task.tries += 1
        if task.tries < _TRIES:
            self._waiting.appendleft(task)
        else:
            task.done, task.error = True, WorkerLostError(task.job, reason)

    def _forget(self, tasks: Iterable[_Task]) -> None:
        """Let go of what nobody waits for; what a worker has begun it ends."""
        for task in tasks:
            with suppress(ValueError):
                self._waiting.remove(task)

    def end(self, *, at_once: bool = False) -> None:
        """End the workers: when their jobs are done, or at once."""
        for worker in self._workers:
            if at_once:
                worker.process.terminate()
            else:
                worker.pipe.close()
        for worker in self._workers:
            worker.process.join(_LAST_ACTS if at_once else _PARTING)
            worker.kill()
        self._workers.clear()


def serve(pipe: Connection, parent: int) -> None:
    """Do what comes through ``pipe``, a function and a job at a time, until it is closed."""
    begin(parent)
    with suppress(EOFError, OSError):  # nobody is left to answer
        pipe.send_bytes(pickle.dumps((True, None)))
        pipe.send_bytes(_answer(pipe.recv_bytes()))
        gc.freeze()  # what the first job loaded stays, and what later ones leave goes soon
        gc.set_threshold(700, 10, 10)
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))
    gc.freeze()  # nobody waits for a last look for cycles


def _prepare(place: str) -> None:
    module, _, name = place.partition(":")
    getattr(import_module(module), name)()


def _answer(asked: bytes) -> bytes:
    try:
        function, job = pickle.loads(asked)
        return pickle.dumps((True, function(job)))
    except Exception as error:  # whatever it is, it is raised again where the job came from
        error.add_note(f"In a worker process:\n{traceback.format_exc()}")
        return pickle.dumps((False, error))


def begin(parent: int) -> None:
    """Prepare a worker: Ctrl-C is the parent's to handle, and a dead parent ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_outlive_nobody, args=(parent,), daemon=True).start()


def _outlive_nobody(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
