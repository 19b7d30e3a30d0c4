"""The store of spoken clips: content-addressed, safe to share between processes and to delete.

A clip is two files under its key: ``<key>.wav`` and ``<key>.json``. The sound is put in place first
and the facts by a rename last, so a clip whose facts can be read is whole; a process killed in
between leaves a file that the next run writes again.
"""

from __future__ import annotations

import hashlib
import json
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
        try:
            audio.parent.mkdir(parents=True, exist_ok=True)
            write_whole(audio, wav)
            write_whole(audio.with_suffix(".json"), json.dumps(_facts(clip)).encode("ascii"))
        except OSError as error:
            raise OutputError(
                f"A spoken clip cannot be kept: {error.strerror or error}.",
                where=str(self.folder),
                remedy="Free some space, or choose another folder with --cache.",
            ) from error


def _facts(clip: Clip) -> dict[str, object]:
    return {
        "frames": clip.frames,
        "rate": clip.rate,
        "energies": clip.energies,
        "peaks": clip.peaks,
        "marks": [(mark.start, mark.offset, mark.length) for mark in clip.marks],
    }


def _clip(key: str, facts: dict[str, object]) -> Clip:
    frames, rate = facts["frames"], facts["rate"]
    energies, peaks, marks = facts["energies"], facts["peaks"], facts["marks"]
    if not (isinstance(frames, int) and isinstance(rate, int)):
        raise TypeError(key)
    if not (isinstance(energies, list) and isinstance(peaks, list) and isinstance(marks, list)):
        raise TypeError(key)
    return Clip(
        key=key,
        frames=Frames(frames),
        rate=rate,
        energies=tuple(energies),
        peaks=tuple(peaks),
        marks=tuple(WordMark(*mark) for mark in marks),
    )
