"""ffmpeg, as the package ``imageio-ffmpeg`` brings it: found, run, fed and listened to.

It is always given a list of arguments, never a shell's line, and every path behind ``file:``: an
option or a protocol is nothing a name can turn into.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from briefing.errors import SoundError

_BLOCK = 1 << 18
_LONGEST_COMPLAINT = 300
_SPEAKER = re.compile(r"\[[^]]* @ 0x[0-9a-f]+\] ")


def ffmpeg() -> str:
    """Return the path of the program; ``SoundError`` when it is not installed."""
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:  # it is a RuntimeError when there is no binary
        raise SoundError(
            "M4A, M4B and Opus files are made by ffmpeg, which is not installed.",
            remedy="Install it: pip install 'briefing[formats]'.",
        ) from error


def file_of(path: Path) -> str:
    """Return ``path`` as ffmpeg is given it."""
    return f"file:{path.absolute()}"


def fed(arguments: Iterable[str], pcm: Iterable[bytes], folder: Path) -> Generator[bytes]:
    """Run ffmpeg and give ``pcm`` to its standard input; yield each block once it is taken.

    What it complains of goes to a file in ``folder``. The end of the iterator is the end of the
    program; when the iterator is closed early the program is killed. Raises ``SoundError`` when it
    cannot start, dies or fails.
    """
    with _running(arguments, folder, stdin=subprocess.PIPE) as process:
        entrance = _stream(process.stdin)
        taken = False
        # A broken pipe means that it has died or refused; its complaint, if any, says why.
        with suppress(BrokenPipeError):
            for block in pcm:
                entrance.write(block)
                yield block
            entrance.close()
            taken = True
    if not taken:
        raise _failed("it did not take the whole programme")


def heard(arguments: Iterable[str], folder: Path) -> Generator[bytes]:
    """Run ffmpeg and yield what it writes to its standard output, in blocks of at most 256 KB.

    Otherwise as ``fed``.
    """
    with _running(arguments, folder, stdout=subprocess.PIPE) as process:
        exit_ = _stream(process.stdout)
        while block := exit_.read(_BLOCK):
            yield block


@contextmanager
def _running(
    arguments: Iterable[str],
    folder: Path,
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run ffmpeg for as long as the block lasts, then wait for it and look at how it ended."""
    command = [
        ffmpeg(),
        "-hide_banner",
        "-nostats",
        "-nostdin",
        "-y",
        "-loglevel",
        "error",
        *arguments,
    ]
    complaints = folder / "complaints.txt"
    with complaints.open("wb") as stderr:
        try:
            process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr)
        except OSError as error:
            raise _failed(error.strerror or str(error)) from error
        try:
            yield process
            code = process.wait()
        finally:
            process.kill()
            process.wait()
            _close(process)
    if code:
        raise _failed(_complaint(complaints) or f"it ended with code {code}")


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "the pipe was asked for"
    return stream


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            # What was still to be written is of no use to a program that has ended.
            with suppress(BrokenPipeError):
                stream.close()


def _complaint(path: Path) -> str:
    """Return the first thing ffmpeg said, which is the cause of what it said after.

    Without the name and address of the part of it that spoke, and in letters that print.
    """
    lines = path.read_text("utf-8", "replace").split("\n")
    said = next((line for line in lines if line.strip()), "")
    while match := _SPEAKER.match(said):
        said = said[match.end() :]
    return "".join(each for each in said if each.isprintable())[:_LONGEST_COMPLAINT].strip()


def _failed(why: str) -> SoundError:
    return SoundError(
        f"ffmpeg failed: {why.rstrip('.')}.",
        remedy="If the disk is not full and the bit rate not out of range, install it again: "
        "pip install --force-reinstall imageio-ffmpeg.",
    )
