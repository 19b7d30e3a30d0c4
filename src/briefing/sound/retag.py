"""Retag: a finished MP3 under another title. Its audio stays as it is, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefing.errors import SoundError
from briefing.model import Episode, Master
from briefing.sound.id3 import tag_header, title_frame
from briefing.sound.mp3 import opened_again, recheck, tag_size

_HEADER = 10
"""Bytes before the frames of a tag, and before the body of each frame (id3.org, ID3v2.3.0, 3)."""


def retitled(source: Path, episode: Episode, title: str, path: Path) -> Master:
    """Write the MP3 of ``episode``, which lies at ``source``, to ``path`` with another title.

    Of the tag only the title changes. What was written is opened again. Raises ``SoundError`` when
    ``source`` is not what the record says, ``OSError`` when a file cannot be read or written.
    """
    if recheck(source, episode) is None:
        raise SoundError(
            "This MP3 is gone or was changed.",
            where=str(source),
            remedy=f"Make the episode again: briefing redo {episode.folder}.",
        )
    with source.open("rb") as old, path.open("wb") as new:
        size = tag_size(old)
        old.seek(_HEADER)
        frames = _with_title(old.read(size - _HEADER), title)
        new.write(tag_header(len(frames)) + frames)
        shutil.copyfileobj(old, new)
    return opened_again(path, episode)


def _with_title(frames: bytes, title: str) -> bytes:
    """Return the frames of a tag of ours with the episode's title, the first in it, replaced."""
    start, end = 0, _end(frames, 0)
    while frames[start : start + 4] != b"TIT2":
        start, end = end, _end(frames, end)
    return frames[:start] + title_frame(title) + frames[end:]


def _end(frames: bytes, start: int) -> int:
    return start + _HEADER + int.from_bytes(frames[start + 4 : start + 8], "big")
