"""libespeak-ng itself: found in its wheel, loaded, opened for one utterance and closed again.

The library keeps its state in global variables, and what an utterance sounds like depends on those
before it. So every utterance gets a library as good as new: a copy of the file that nobody else in
the process has loaded, opened for the utterance and closed after it. That takes a few milliseconds,
makes equal utterances equal to the byte, and lets each thread have an engine of its own.
"""

from __future__ import annotations

import _ctypes
import ctypes
import hashlib
import os
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import VoiceError

# From the library's speak_lib.h.
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_CHARS_UTF8 = 1
_PHONEMES = 0x100
_RATE, _PITCH = 1, 3
_END_OF_LIST, _WORD = 0, 1

_BUFFER_MS = 1000
_SEED = 1


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class _VoiceFile(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class WordEvent(NamedTuple):
    """A word as the library reports it."""

    position: int
    """Its first character, counted from 1."""
    length: int
    sample: int
    """Where it starts, in frames."""


class Sound(NamedTuple):
    """What the library made of a text."""

    pcm: bytes
    rate: int
    words: list[WordEvent]


Language = tuple[str, tuple[tuple[int, str], ...]]
"""A voice file's identifier, and the language tags it serves, each with a rank; 1 is best."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Which of the library's voices speaks, and how."""

    identifier: str
    """A voice file's."""
    variant: str = ""
    """The library ignores one that does not exist."""
    rate: int = 175
    """In the library's words a minute; below 80 it takes 80."""
    pitch: int = 50
    """From 0 to 100; 50 is the voice's own."""


class Library:
    """The library the ``espeakng-loader`` wheel carries. For one thread."""

    def __init__(self) -> None:
        """Find library and data; raises ``VoiceError`` when either is missing."""
        library, self.data = _installed()
        image = library.read_bytes()
        self.digest = hashlib.sha256(image).hexdigest()[:16]
        self._library_path, forget_library = _private_copy(image)
        self._data_path, forget_data = _short_path(self.data)
        weakref.finalize(self, forget_library)
        weakref.finalize(self, forget_data)

    def release(self) -> str:
        """Return the library's version, as it states it."""
        with self._opened() as library:
            library.espeak_Info.restype = ctypes.c_char_p
            return _text(library.espeak_Info(None))

    def languages(self) -> tuple[Language, ...]:
        """Return the languages the library has files for, in its own order."""
        with self._opened() as library:
            return tuple(_listed(library))

    def speak(self, text: str, manner: Manner, *, phonemes: bool = False) -> Sound:
        """Return the sound of ``text``: plain characters, with no NUL among them.

        With ``phonemes`` what stands in ``[[`` and ``]]`` is the library's notation of sounds.
        Raises ``VoiceError`` when the library refuses.
        """
        pcm: list[bytes] = []
        words: list[WordEvent] = []
        encoded = text.encode()
        flags = _CHARS_UTF8 | (_PHONEMES if phonemes else 0)
        with self._opened() as library:
            self._choose(library, manner.identifier, manner.variant)
            for parameter, value in ((_RATE, manner.rate), (_PITCH, manner.pitch)):
                _accept(library.espeak_SetParameter(parameter, value, 0), manner.identifier)
            collect = _Callback(partial(_collect, pcm, words))
            library.espeak_SetSynthCallback(collect)
            size = ctypes.c_size_t(len(encoded) + 1)
            status = library.espeak_Synth(encoded, size, 0, 1, 0, flags, None, None)
            _accept(status, manner.identifier)
            return Sound(b"".join(pcm), library.espeak_ng_GetSampleRate(), words)

    def _choose(self, library: Any, identifier: str, variant: str) -> None:
        """Choose a voice: by its file, where Linux gives that a name short enough for the library.

        By name, half the cost of an utterance is the library's reading of every voice file there
        is, until it finds the one so called.
        """
        suffix = f"+{variant}" if variant else ""
        if sys.platform == "linux" and _DESCRIPTORS.is_dir():
            with (self.data / "lang" / identifier).open("rb") as file:
                path = f"{_DESCRIPTORS}/{file.fileno()}{suffix}"
                _accept(library.espeak_SetVoiceByFile(path.encode()), identifier)
        else:
            name = f"{identifier}{suffix}"
            _accept(library.espeak_SetVoiceByName(name.encode()), identifier)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """Provide the library as good as new."""
        library = ctypes.CDLL(self._library_path)
        try:
            data = os.fsencode(self._data_path)
            if library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, data, _DO_NOT_EXIT) <= 0:
                raise VoiceError(
                    "eSpeak NG cannot read its data.", where=str(self.data), remedy=_REINSTALL
                )
            try:
                _seed(library)
                yield library
            finally:
                library.espeak_Terminate()
        finally:
            _unload(library._handle)


_DESCRIPTORS = Path("/proc/self/fd")
"""Where Linux gives what a process has open a path, and a short one."""

_REINSTALL = "Install its wheel again: pip install --force-reinstall espeakng-loader."


def _installed() -> tuple[Path, Path]:
    """Return the library and its data folder. Without data the library would end the process."""
    try:
        import espeakng_loader  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise VoiceError(
            f"The eSpeak NG wheel cannot be imported: {error}.", remedy=_REINSTALL
        ) from error
    folder = Path(espeakng_loader.__file__).parent
    library, data = Path(espeakng_loader.get_library_path()), folder / "espeak-ng-data"
    for needed in (library, data / "phontab", data / "en_dict", data / "voices" / "!v"):
        if not needed.exists():
            raise VoiceError(
                "A part of eSpeak NG is missing.", where=str(needed), remedy=_REINSTALL
            )
    return library, data


def _private_copy(image: bytes) -> tuple[str, Callable[[], None]]:
    """Return the path of a copy nobody else has loaded, and what removes it.

    The loader tells libraries apart by their file, so a copy has its own global variables. In
    memory where the system can (nothing is left behind by a process that is killed), else in a
    temporary folder.
    """
    if sys.platform == "linux" and _DESCRIPTORS.is_dir():
        descriptor = os.memfd_create("libespeak-ng")
        with open(descriptor, "wb", closefd=False) as copy:
            copy.write(image)
        return str(_DESCRIPTORS / str(descriptor)), partial(os.close, descriptor)
    folder = tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True)
    file = Path(folder.name) / "espeak-ng-private.dll"
    file.write_bytes(image)
    return str(file), folder.cleanup


_ROOM = 120


def _short_path(folder: Path) -> tuple[str, Callable[[], None]]:
    """Return a short path of ``folder``, and what lets go of it.

    The library has room for 160 characters, its own included, and fails beyond.
    """
    long = len(os.fsencode(folder)) > _ROOM
    if sys.platform == "linux" and long and _DESCRIPTORS.is_dir():
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        return str(_DESCRIPTORS / str(descriptor)), partial(os.close, descriptor)
    return str(folder), lambda: None


def _unload(handle: int) -> None:
    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)


def _seed(library: Any) -> None:
    """Set both sources of noise: the library's own, and the C library's that klatt6 draws on."""
    library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
    if sys.platform != "win32":
        ctypes.CDLL(None).srand(_SEED)


def _accept(status: int, voice: str) -> None:
    if status:
        raise VoiceError(
            f"eSpeak NG refused to speak (error {status}).",
            where=voice,
            remedy="Choose another voice; `briefing voices` lists them.",
        )


def _listed(library: Any) -> Iterator[tuple[str, tuple[tuple[int, str], ...]]]:
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_VoiceFile))
    listed = library.espeak_ListVoices(None)
    place = 0
    while listed[place]:
        file = listed[place].contents
        yield _text(file.identifier), tuple(_languages(file.languages))
        place += 1


def _languages(address: int) -> Iterator[tuple[int, str]]:
    """Yield each rank and tag of a list in the library's form: a byte, a text, ..., a zero byte."""
    while rank := ctypes.string_at(address, 1)[0]:
        tag = ctypes.string_at(address + 1)
        yield rank, _text(tag).lower()
        address += len(tag) + 2


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _collect(
    pcm: list[bytes],
    words: list[WordEvent],
    wav: int | None,
    count: int,
    listed: Any,
) -> int:
    """Take what the library has made so far; it calls this from inside ``espeak_Synth``."""
    if wav and count:
        pcm.append(ctypes.string_at(wav, 2 * count))
    place = 0
    while (event := listed[place]).type != _END_OF_LIST:
        if event.type == _WORD:
            words.append(WordEvent(event.text_position, event.length, event.sample))
        place += 1
    return 0
