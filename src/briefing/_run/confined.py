"""One job in a process of its own, with a limit on its time and its memory.

For what hostile bytes could make endless or enormous: whatever a library does with them, this
process goes on. There is no second try: what took too long once takes too long again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from briefing._run.workers import begin

Job = TypeVar("Job")
Result = TypeVar("Result")

MEGABYTES = 400
"""Memory a confined job may take for itself, where the system lets that be limited."""

SECONDS = 14.0
"""Time a confined job may take, the start of its process included."""


class LimitError(Exception):
    """A job that reached its limit or crashed; ``reason`` says in words which."""

    def __init__(self, reason: str) -> None:
        """Keep the reason, worded to go on after "reading it": "took more than 18 seconds"."""
        super().__init__(reason)
        self.reason = reason


class Confine(Protocol):
    """Applies a function to one job under limits."""

    def __call__(self, function: Callable[[Job], Result], job: Job, /) -> Result:
        """Return ``function(job)``; what that raises comes out as it is, or ``LimitError``."""
        ...


def unconfined(function: Callable[[Job], Result], job: Job, /) -> Result:
    """Return ``function(job)``, in this process and without limits."""
    return function(job)


def confined(function: Callable[[Job], Result], job: Job, /) -> Result:
    """Return ``function(job)``, done by a new process that ends with it.

    ``function`` must be importable by name, and job and result must survive pickling. Raises
    ``LimitError`` when the job takes more than :data:`SECONDS` or :data:`MEGABYTES`, or kills its
    process; what ``function`` raises comes out as it is.
    """
    from multiprocessing import get_context

    from pebble import ProcessExpired, ProcessPool

    pool: Any = ProcessPool(
        max_workers=1, context=get_context("spawn"), initializer=_begin, initargs=[os.getpid()]
    )
    with pool:
        try:
            result: Result = pool.schedule(function, args=[job], timeout=SECONDS).result()
        except TimeoutError as error:
            raise LimitError(f"took more than {SECONDS:g} seconds") from error
        except MemoryError as error:
            raise LimitError(f"took more than {MEGABYTES} MB of memory") from error
        except ProcessExpired as error:
            raise LimitError(f"ended its process (exit code {error.exitcode})") from error
        except BaseException:
            pool.stop()
            raise
        return result


def _begin(parent: int) -> None:
    begin(parent)
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there all the same
        return
    limit = MEGABYTES * 1024 * 1024
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    except (ValueError, OSError):  # macOS refuses; a lower limit of the session's stands
        return
