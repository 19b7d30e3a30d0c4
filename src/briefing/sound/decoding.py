"""Decoding: files of sound opened with libsndfile, and what is in them block by block."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from briefing.errors import SoundError
from briefing.units import Frames


def decoder(source: bytes | Path, path: Path) -> Any:
    """Return ``source`` opened for decoding; ``SoundError`` naming ``path`` when it is no MP3."""
    import soundfile

    try:
        return straight(io.BytesIO(source) if isinstance(source, bytes) else source)
    except soundfile.LibsndfileError as error:
        raise unsound(path, str(error)) from error


def straight(source: BinaryIO | Path) -> Any:
    """Return ``source`` opened to be read from its start on. Raises ``soundfile.LibsndfileError``.

    After each read soundfile seeks to where it is anyway. In an MP3 whose frames draw on bits of
    those before, as most do, what is decoded then is wrong for a while.
    """
    import soundfile

    class Straight(soundfile.SoundFile):  # type: ignore[misc]
        def seekable(self) -> bool:
            return False

    return Straight(source)


def decoded_length(path: Path) -> Frames:
    """Return how many samples a decoder says the file at ``path`` plays: without delay and padding.

    Raises ``SoundError`` when it cannot be decoded.
    """
    with decoder(path, path) as sound:
        return Frames(sound.frames)


def blocks_of(sound: Any, block: int, *, most: int | None = None) -> Iterator[Any]:
    """Yield the samples of an opened file as floats by channel, ``block`` frames at a time.

    ``most`` is how many frames are wanted of it. Unlike soundfile's own ``blocks``, which yields
    whatever was in memory where a file ends before its header says, this ends where the sound does.
    """
    left = sound.frames if most is None else most
    while left > 0 and len(samples := sound.read(min(block, left), "float32", always_2d=True)):
        left -= len(samples)
        yield samples


def unsound(path: Path, reason: str) -> SoundError:
    """Return the error for a file that is not what was written into it."""
    return SoundError(
        f"The MP3 just written is not sound: {reason}.",
        where=str(path),
        remedy="Run it again; should it come back, please report it.",
    )
