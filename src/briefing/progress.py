"""Progress on standard error: a live bar on a terminal (rich), plain lines anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing._run.events import (
    Event,
    Observe,
    Step,
    StepAdvanced,
    StepEnded,
    StepNoted,
    StepStarted,
    ignore,
)
from briefing.units import format_length

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LABELS: dict[Step, str] = {
    "fetch": "Fetching",
    "read": "Reading",
    "summarise": "Condensing",
    "script": "Writing the script",
    "voice": "Speaking",
    "arrange": "Arranging",
    "sound": "Producing the MP3",
    "publish": "Publishing",
}


@contextmanager
def showing(*, quiet: bool, steps: bool, verbose: bool) -> Iterator[Observe]:
    """Provide an observer that shows events on standard error until the block ends.

    Without ``steps`` it shows what a person must see even of a command that prints a result, such
    as what is about to be spent.
    """
    if quiet:
        yield ignore
    elif not steps:
        yield _noted
    elif sys.stderr.isatty():
        with _bars() as progress:
            yield _Bars(progress, verbose=verbose).observe
    else:
        yield _Lines(verbose=verbose).observe


def _noted(event: Event) -> None:
    if isinstance(event, StepNoted):
        _say(f"{LABELS[event.step]}: {event.text}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def fetching(what: str, *, quiet: bool) -> Iterator[Callable[[int, int | None], None]]:
    """Yield what shows how much of ``what`` is fetched: bytes there, and how many there will be."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TransferSpeedColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task(f"Fetching {what}", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


class _Lines:
    """One line for each step that ends: what a log file wants."""

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose

    def observe(self, event: Event) -> None:
        if isinstance(event, StepEnded):
            took = f" ({event.seconds:.2f} s)" if self._verbose else ""
            _say(f"{LABELS[event.step]}: {event.detail}{took}")
        _noted(event)


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(finished_text="[green]✓[/]"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[detail]}", markup=False),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress


class _Bars:
    """One bar a step; the long ones move."""

    def __init__(self, progress: Progress, *, verbose: bool) -> None:
        self._progress = progress
        self._verbose = verbose
        self._tasks: dict[Step, TaskID] = {}

    def observe(self, event: Event) -> None:
        match event:
            case StepStarted(step):
                self._task(step)
            case StepAdvanced(step, done, total, reused, audio):
                again = f", {reused} reused" if reused else ""
                length = f", {format_length(audio)} of audio" if audio else ""
                detail = f"{done}/{total}{again}{length}"
                self._progress.update(self._task(step), completed=done, total=total, detail=detail)
            case StepEnded(step, seconds, detail):
                took = f" ({seconds:.2f} s)" if self._verbose else ""
                self._progress.update(
                    self._task(step), completed=1, total=1, detail=f"{detail}{took}"
                )
            case StepNoted(step, text):
                self._progress.console.print(f"{LABELS[step]}: {text}", markup=False)

    def _task(self, step: Step) -> TaskID:
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(LABELS[step], total=None, detail="")
        return self._tasks[step]
