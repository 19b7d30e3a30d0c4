"""The store of spoken clips and of encoded pieces: content-addressed, safe to share and to delete.

A clip is two files under its key: ``<key>.wav`` and ``<key>.json``. The sound is put in place first
and the facts by a rename last, so a clip whose facts can be read is whole; a process killed in
between leaves a file that the next run writes again. A piece is one file, ``<key>.piece``, that
tells by itself whether it is whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError
from briefing.files import write_whole
from briefing.model import Clip, WordMark
from briefing.units import Frames

_WAV_HEADER = 44


def key_of(*parts: object) -> str:
    """Return the key of a clip made from ``parts``: plain values that decide how it sounds."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class ClipStore:
    """Clips in a folder. Holds nothing but the folder's name, so it travels to any worker."""

    folder: Path

    def audio(self, key: str) -> Path:
        """Return where the WAV file of a clip is, or would be."""
        return self.folder / key[:2] / f"{key}.wav"

    def get(self, key: str) -> Clip | None:
        """Return the clip stored under ``key`` if it is there and whole."""
        audio = self.audio(key)
        try:
            facts = json.loads(audio.with_suffix(".json").read_bytes())
            clip = _clip(key, facts)
            whole = audio.stat().st_size == _WAV_HEADER + 2 * clip.frames
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return clip if whole else None

    def put(self, wav: bytes, clip: Clip) -> None:
        """Keep a clip; raises ``OutputError`` when the folder cannot be written."""
        audio = self.audio(clip.key)
        facts = json.dumps(_facts(clip)).encode("ascii")
        with self._keeping("A spoken clip"):
            audio.parent.mkdir(parents=True, exist_ok=True)
            write_whole(audio, wav)
            write_whole(audio.with_suffix(".json"), facts)

    def holds(self, key: str) -> bool:
        """Return whether there is a piece under ``key``."""
        return self._piece(key).is_file()

    def piece(self, key: str) -> bytes | None:
        """Return the piece kept under ``key`` if there is one."""
        try:
            return self._piece(key).read_bytes()
        except OSError:
            return None

    def keep(self, key: str, packed: bytes) -> None:
        """Keep a piece; raises ``OutputError`` when the folder cannot be written."""
        path = self._piece(key)
        with self._keeping("A piece of the MP3"):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, packed)

    def _piece(self, key: str) -> Path:
        return self.audio(key).with_suffix(".piece")

    @contextmanager
    def _keeping(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"{what} cannot be kept: {error.strerror or error}.",
                where=str(self.folder),
                remedy="Free some space, or choose another folder with --cache.",
            ) from error


def _facts(clip: Clip) -> dict[str, object]:
    return {
        "frames": clip.frames,
        "rate": clip.rate,
        "marks": [(mark.start, mark.offset, mark.length) for mark in clip.marks],
    }


def _clip(key: str, facts: dict[str, object]) -> Clip:
    frames, rate, marks = facts["frames"], facts["rate"], facts["marks"]
    if not (isinstance(frames, int) and isinstance(rate, int) and isinstance(marks, list)):
        raise TypeError(key)
    return Clip(key, Frames(frames), rate, tuple(WordMark(*mark) for mark in marks))
