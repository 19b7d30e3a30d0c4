"""One run of a program: bounded in time and output, and ended whole, whatever it does.

No shell is ever asked. The program has a process group of its own, so that whatever it started
ends with it, and a Ctrl-C is ours to pass on.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import IO, NamedTuple

LARGEST = 64 * 1024 * 1024
"""Bytes of sound a program may write for one text."""

_TALK = 1024 * 1024
"""Bytes of messages a program may write."""

_LINGER = 1.0
"""Seconds that what a program left behind may keep its output open."""

_SLICE = 0.05


class Ended(NamedTuple):
    """What a program left."""

    code: int
    """Its exit code; below 0, the signal that ended it."""
    output: bytes
    messages: str
    """What it wrote to standard error."""


class ProgramError(Exception):
    """A program that cannot be started, or that had to be ended; the reason is the message."""


def run(
    arguments: Sequence[str | bytes],
    environment: Mapping[str, str],
    seconds: float,
    *,
    text: bytes = b"",
    folder: Path | None = None,
    writes: Path | None = None,
) -> Ended:
    """Return how a program ended that was given ``arguments``, and ``text`` on standard input.

    ``writes`` is the file it is to write sound to; without one that comes on standard output.
    ``folder`` is what the caller takes away afterwards.
    Raises ``ProgramError`` when it cannot be started, takes longer than ``seconds``, or writes more
    than :data:`LARGEST` of sound or a megabyte of anything else. It is ended then, and with it all
    that is in its process group; so it is when this is interrupted.
    """
    try:
        process = subprocess.Popen(
            list(arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=dict(environment),
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise ProgramError(f"it cannot be started ({reason})") from error
    with _ended_with_us(process, folder):
        return _watched(process, text, seconds, writes)


def _watched(
    process: subprocess.Popen[bytes], text: bytes, seconds: float, writes: Path | None
) -> Ended:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    output = _Gathered(process.stdout, _TALK if writes else LARGEST)
    messages = _Gathered(process.stderr, _TALK)
    threading.Thread(target=_feed, args=(process.stdin, text), daemon=True).start()
    end = time.monotonic() + seconds
    for _ in _until_ended(process, (output, messages)):
        if output.flooded or messages.flooded or _size(writes) > LARGEST:
            raise ProgramError("it wrote without end")
        if time.monotonic() > end:
            raise ProgramError(f"it did not end within {seconds:g} seconds")
    if output.flooded or messages.flooded or _size(writes) > LARGEST:
        raise ProgramError("it wrote without end")
    said = messages.taken.decode("utf-8", "replace")
    return Ended(process.returncode, bytes(output.taken), said)


def _until_ended(process: subprocess.Popen[bytes], outputs: Sequence[_Gathered]) -> Iterator[None]:
    """Yield now and then until the program has ended and all it wrote is there.

    What it left behind may keep its output open for a moment, not for ever.
    """
    ended: float | None = None
    while True:
        open_ones = [output for output in outputs if output.thread.is_alive()]
        if process.poll() is not None:
            ended = ended or time.monotonic()
            if not open_ones:
                return
            if time.monotonic() - ended > _LINGER:
                _kill(process)  # what it started, that is
                return
        if open_ones:
            open_ones[0].thread.join(_SLICE)
        else:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_SLICE)
        yield


class _Gathered:
    """What comes out of a pipe, read by a thread of its own, up to a limit."""

    def __init__(self, pipe: IO[bytes], limit: int) -> None:
        self.taken = bytearray()
        self.flooded = False
        self._limit = limit
        self.thread = threading.Thread(target=self._read, args=(pipe,), daemon=True)
        self.thread.start()

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            while received := os.read(pipe.fileno(), 65_536):
                if len(self.taken) + len(received) > self._limit:
                    self.flooded = True
                    return
                self.taken += received


def _feed(pipe: IO[bytes], text: bytes) -> None:
    try:
        with pipe:
            left = memoryview(text)
            while left:
                left = left[pipe.write(left) :]
    except OSError:
        pass  # it did not read all of it, which is its own affair


def _size(file: Path | None) -> int:
    try:
        return file.stat().st_size if file else 0
    except OSError:
        return 0


@contextmanager
def _ended_with_us(process: subprocess.Popen[bytes], folder: Path | None) -> Iterator[None]:
    """End the program and all of its group if the block is left early, or we are told to end.

    Told to end, nobody but us will take away ``folder``.
    """
    ours = threading.current_thread() is threading.main_thread()
    usual = signal.getsignal(signal.SIGTERM) if ours else None
    if usual is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, partial(_pass_on, process, folder))
    try:
        yield
    except BaseException:
        _end(process)
        raise
    finally:
        if usual is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if process.poll() is None:
            _end(process)


def _pass_on(
    process: subprocess.Popen[bytes], folder: Path | None, number: int, frame: FrameType | None
) -> None:
    """Pass the order to end on to the program, take its folder away, and follow the order."""
    del frame
    _kill(process)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
