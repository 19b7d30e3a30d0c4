"""A command watched from outside: how it ended and the most memory it and its workers took."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

import psutil
from commandline import BRIEFING


def watched(
    folder: Path, environment: Mapping[str, str], seconds: float, *arguments: str
) -> tuple[int, str, str, int]:
    """Run ``briefing``; return its exit code, output, errors and the most memory, in bytes.

    Raises ``subprocess.TimeoutExpired`` when it takes longer than ``seconds``.
    """
    process = subprocess.Popen(
        [BRIEFING, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    peaks = [0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            peaks.append(_memory(process.pid) if process.poll() is None else 0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        out, err = process.communicate(timeout=seconds)
    finally:
        process.kill()
        over.set()
        watcher.join()
    return process.returncode, out.decode(), err.decode(), max(peaks)


def _memory(number: int) -> int:
    """Return the resident memory of a process and all it started."""
    try:
        process = psutil.Process(number)
        family = [process, *process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family)
    except psutil.NoSuchProcess:
        return 0
