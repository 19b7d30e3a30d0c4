"""Crew: a few threads that do the same to many things, and end as soon as one of them fails.

They are daemons: an interrupted upload of a long episode must not keep the program from ending.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def each(
    work: Callable[[_Item], _Result], items: Sequence[_Item], at_once: int
) -> Iterator[tuple[_Item, _Result]]:
    """Yield each item with what ``work`` returned, as they are done, ``at_once`` at a time.

    The first exception is raised once those under way have ended; what was not begun is not done.
    When the caller stops listening, as after Ctrl-C, nobody is waited for.
    """
    if at_once == 1 or len(items) < 2:
        for item in items:
            yield item, work(item)
        return
    waiting: queue.SimpleQueue[_Item] = queue.SimpleQueue()
    for item in items:
        waiting.put(item)
    done: queue.SimpleQueue[tuple[_Item, _Result] | BaseException] = queue.SimpleQueue()
    stopped = threading.Event()

    def labour() -> None:
        while not stopped.is_set():
            try:
                item = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                done.put((item, work(item)))
            except BaseException as error:  # raised again in the caller's thread
                stopped.set()
                done.put(error)

    crew = [threading.Thread(target=labour, daemon=True) for _ in range(min(at_once, len(items)))]
    for thread in crew:
        thread.start()
    try:
        for _ in items:
            answer = done.get()
            if isinstance(answer, BaseException):
                for thread in crew:
                    thread.join()
                raise answer
            yield answer
    finally:
        stopped.set()
