"""Tunes: the music of a show, ours or a person's own, as files to be kept beside the clips.

A tune is a name and a key; its samples are made when they are asked for, which is when the store
does not hold the key. Nothing here needs numpy before that.
"""

from __future__ import annotations

import hashlib
import io
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.errors import SoundError, UsageError
from briefing.model import Clip
from briefing.units import Frames

if TYPE_CHECKING:
    from briefing.sound.meter import Samples

RATE: Final = 44_100
"""Sample rate of every tune, in hertz."""

MUSIC_VERSION: Final = "1"
"""Changes whenever a tune could sound different: part of every tune's key."""

NAMES: Final = ("intro", "section", "closing", "bed")
ENDINGS: Final = (".wav", ".aiff", ".aif", ".flac", ".mp3", ".ogg")


@dataclass(frozen=True, slots=True)
class Tune:
    """A piece of music: ``name`` is one of ``NAMES``, ``path`` a person's own file or ``None``."""

    name: str
    path: Path | None
    key: str
    """SHA-256 of all that decides how it sounds, in hexadecimal."""

    def wav(self) -> bytes:
        """Return the tune as a WAV file: mono, 16 bits, 44.1 kHz, at its level.

        Stings are at -20 LUFS and a bed at -36 (dual mono): 4 and 20 LU under speech at -16.
        Raises ``SoundError`` when a person's own file cannot be read or holds no sound.
        """
        file = io.BytesIO()
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(_pcm(self._samples()))
        return file.getvalue()

    def clip(self) -> tuple[bytes, Clip]:
        """Return the tune's WAV file and its ``Clip``, as ``clip_of`` returns those of speech.

        Nothing is trimmed or filtered: a bed must meet its own start. Raises like ``wav``.
        """
        wav = self.wav()
        with wave.open(io.BytesIO(wav)) as file:
            return wav, Clip(key=self.key, frames=Frames(file.getnframes()), rate=RATE)

    def _samples(self) -> Samples:
        if self.path is not None:
            from briefing.sound.music.own import own_bed, own_sting

            return (own_bed if self.name == "bed" else own_sting)(self.path, RATE)
        from briefing.sound.music.house import bed_loop, sting

        return bed_loop(RATE) if self.name == "bed" else sting(self.name, RATE)


@dataclass(frozen=True, slots=True)
class Music:
    """The music of a show; ``None`` where nothing is to be played."""

    intro: Tune | None = None
    section: Tune | None = None
    closing: Tune | None = None
    bed: Tune | None = None


def music_of(folder: Path | None) -> Music:
    """Return the house music, or that of a person's ``folder`` in its stead.

    The folder holds ``intro``, ``section``, ``closing`` and ``bed``, each ending in one of
    ``ENDINGS``; what it does not hold is not played. Raises ``UsageError`` when there is no such
    folder, when it holds none of them or one of them twice, ``SoundError`` when a file in it cannot
    be opened.
    """
    if folder is None:
        return Music(*(Tune(name, None, _key(name, "house", "")) for name in NAMES))
    found = _files(folder)
    if not found:
        raise UsageError(
            "There is no music in this folder.",
            where=str(folder),
            remedy=f"Put in it one or more of {', '.join(NAMES)}, ending in "
            f"{', '.join(ENDINGS)}: for example intro.wav.",
        )
    return Music(**{name: Tune(name, path, _own_key(name, path)) for name, path in found.items()})


def _files(folder: Path) -> dict[str, Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(
            f"The folder of music cannot be read: {error.strerror or error}.",
            where=str(folder),
            remedy="Name a folder that exists, or leave the setting out for the house music.",
        ) from error
    found: dict[str, Path] = {}
    for path in paths:
        name = path.stem.lower()
        if name not in NAMES or path.suffix.lower() not in ENDINGS:
            continue
        if name in found:
            raise UsageError(
                f"There are two files for the {name}: {found[name].name} and {path.name}.",
                where=str(folder),
                remedy="Keep one of them.",
            )
        found[name] = path
    return found


def _own_key(name: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            return _key(name, "own", hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise unplayable(path, error.strerror or str(error)) from error


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(("music", MUSIC_VERSION, *parts)).encode()).hexdigest()


def _pcm(samples: Samples) -> bytes:
    import numpy as np

    pcm: bytes = np.rint(samples * np.float32(32767)).astype("<i2").tobytes()
    return pcm


def unplayable(path: Path, why: str) -> SoundError:
    """Return the error for a person's file that cannot be used as music, and ``why``."""
    return SoundError(
        f"This file cannot be used as music: {why.rstrip('.')}.",
        where=str(path),
        remedy="Give a WAV, AIFF, FLAC, MP3 or OGG file that plays, or take it out of the folder.",
    )
