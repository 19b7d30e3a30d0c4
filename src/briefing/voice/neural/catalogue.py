"""The catalogue of voices on a server: its list of checksums, as ``sha256sum`` writes it.

The makers of sherpa-onnx publish their voices as archives beside a ``checksum.txt``: a SHA-256 and
a file's name on each line. A mirror is a folder with archives and such a list, which
``sha256sum *.tar.bz2 > checksum.txt`` makes. So a checksum comes from whoever publishes the voice,
and none is kept here that could be out of date.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from briefing.errors import UsageError, VoiceError
from briefing.voice.neural.archive import is_archive, without_ending
from briefing.voice.neural.speakers import language_of

OFFICIAL = "https://github.com/k2-fsa/sherpa-onnx/releases/download/tts-models"
"""Where the makers of sherpa-onnx publish voices."""

FILE = "checksum.txt"
"""What the list is called."""

_FEW = 12

_OTHERS = re.compile(r"espeak-ng-data|pocket|supertonic|zipvoice")
"""In the names of archives there that are no voice, or of a family that is not spoken here."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A voice that can be fetched."""

    name: str
    language: str
    """As far as the name tells; English if it does not."""
    file: str
    """The archive, beside the catalogue."""
    sha256: str


_NAME = re.compile(r"\w[\w.+-]{0,119}")
_SUM = re.compile(r"[0-9a-f]{64}")


def is_name(name: str) -> bool:
    """Return whether ``name`` can be a voice's: a word that is safe as a folder's name."""
    return _NAME.fullmatch(name) is not None and ".." not in name and not name.endswith(".")


def is_sum(text: str) -> bool:
    """Return whether ``text`` is a SHA-256 as 64 hexadecimal digits in lower case."""
    return _SUM.fullmatch(text) is not None


def catalogue(body: bytes, where: str) -> tuple[Listed, ...]:
    """Return the voices a list of checksums names, in its order.

    Sum and name may come in either order; lines that name no archive are passed over. Raises
    ``VoiceError`` naming ``where`` when no line does.
    """
    voices: dict[str, Listed] = {}
    for line in body.decode("utf-8", "replace").splitlines():
        words = line.split()
        if len(words) != 2:
            continue
        first, second = words
        checksum, file = (first, second) if is_sum(first.lower()) else (second, first)
        file = file.removeprefix("*").removeprefix("./")
        name = without_ending(file)
        named = is_archive(file) and is_name(file) and is_name(name) and not _OTHERS.search(name)
        if is_sum(checksum.lower()) and named:
            voices[name] = Listed(name, language_of({}, name), file, checksum.lower())
    if not voices:
        raise VoiceError(
            "This is no list of voices: no line of it has a SHA-256 and the name of an archive.",
            where=where,
            remedy="Name the folder of a mirror with a checksum.txt, as docs/voices.md has it.",
        )
    return tuple(voices.values())


def chosen(voices: tuple[Listed, ...], name: str, where: str) -> Listed:
    """Return the voice called ``name``; ``UsageError`` naming near ones."""
    for voice in voices:
        if voice.name == name:
            return voice
    names = [voice.name for voice in voices]
    near = difflib.get_close_matches(name[:80], names, n=5, cutoff=0.4)
    near = [one for one in names if name.lower() in one.lower()][:_FEW] or near
    raise UsageError(
        f"No voice called {name[:80]!r} is listed there.",
        where=where,
        remedy=f"Near it are: {', '.join(near)}."
        if near
        else f"There are {', '.join(names[:_FEW])}.",
    )
