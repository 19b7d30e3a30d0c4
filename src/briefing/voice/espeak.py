"""libespeak-ng, driven synchronously: text in, samples and word times out, all in memory.

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
import re
import sys
import tempfile
import unicodedata
import weakref
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from briefing.errors import VoiceError
from briefing.model import Speech, Voice, WordMark
from briefing.units import Frames
from briefing.voice._names import unknown_voice

_REVISION = 1
"""Of what this module does with a text; part of the fingerprint."""

# From the library's speak_lib.h.
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_CHARS_UTF8 = 1
_RATE = 1
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


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True, slots=True)
class _Base:
    """A language the library speaks."""

    name: str
    """Its first language tag."""
    identifier: str
    """Its file, by which the library finds it."""
    tags: tuple[tuple[int, str], ...]
    """The languages it serves, each with a rank; 1 is best."""


PARTS = {"host": "klatt2", "questioner": "f2", "quote": "michel"}
"""The variant each role is given. The clearest by a recogniser's word error rate (pocketsphinx on
twelve sentences: klatt2 7.8 %, f2 0.6 %, michel 4.2 %, no variant 17.5 %) that cannot be taken for
one another: 105, 200 and 107 Hz, and spectra 8 to 13 dB apart."""

_ENGLISH = "en-us"
"""Any English: the British voices are understood half as well (f2: 10.2 % against 0.6 %)."""

_SERVED_BY = {"nn": "nb", "zh-hk": "yue", "zh-mo": "yue"}
"""Languages the data does not name, and the nearest it has."""


class Espeak:
    """The library the ``espeakng-loader`` wheel carries, and its voices. For one thread."""

    def __init__(self) -> None:
        """Find library and data; raises ``VoiceError`` when either is missing."""
        library, self._data = _installed()
        image = library.read_bytes()
        self._digest = hashlib.sha256(image).hexdigest()[:16]
        self._path, forget = _private_copy(image)
        weakref.finalize(self, forget)

    @cached_property
    def release(self) -> str:
        """The library's version, as it states it."""
        with self._opened() as library:
            library.espeak_Info.restype = ctypes.c_char_p
            return _text(library.espeak_Info(None))

    @cached_property
    def fingerprint(self) -> str:
        """A text that changes with the library, its data or what is done with a text here."""
        data = version("espeakng-loader")
        return f"espeak-ng {self._digest}, data {data}, revision {_REVISION}"

    # ------------------------------------------------------------------------- voices

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Each language's plain voice and the three that roles are given, by language."""
        wanted = ("", *PARTS.values())
        return tuple(self._voice(base, variant) for base in self._bases for variant in wanted)

    def find(self, name: str) -> Voice:
        """Return the voice ``name``: a language tag, if wanted with ``+`` and a variant.

        Raises ``VoiceError`` for one that does not exist; the library would take another instead.
        """
        return self._voice(*self._parsed(name))

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice for ``role`` in ``language``; English when the language is not there."""
        variant = PARTS.get(role, PARTS["host"])
        return self._voice(self._spoken_for(language), variant)

    def _parsed(self, name: str) -> tuple[_Base, str]:
        tag, plus, wanted = name.partition("+")
        base = self._serving(tag)
        variant = self._variants.get(wanted.lower()) if plus else ""
        if base is not None and variant is not None:
            return base, variant
        if base is not None:
            names = [f"{base.name}+{known}" for known in self._variants.values()]
        elif tag.lower() in self._variants:
            names = [f"{_ENGLISH}+{tag}"]
        else:
            names = [voice.name for voice in self.voices]
        raise unknown_voice("pyttsx3", name, names)

    def _voice(self, base: _Base, variant: str) -> Voice:
        name = f"{base.name}+{variant}" if variant else base.name
        return Voice(name, base.name, self._sex(variant))

    @cache
    def _sex(self, variant: str) -> Literal["female", "male"] | None:
        """Return what the variant's file states. Without a variant, or with a klatt, it is male."""
        if not variant or variant.startswith("klatt"):
            return "male"
        text = (self._data / "voices" / "!v" / variant).read_text("utf-8", "replace")
        stated = re.search(r"^gender\s+(female|male)", text, re.IGNORECASE | re.MULTILINE)
        if stated is None:
            return None
        return "female" if stated[1].lower() == "female" else "male"

    def _serving(self, tag: str) -> _Base | None:
        """Return the base of that name, else the one that serves the language ``tag`` best."""
        wanted = tag.lower()
        if wanted in self._by_name:
            return self._by_name[wanted]
        if wanted == "en":
            return self._by_name[_ENGLISH]
        ranked = [
            (served != wanted, rank, place)
            for place, base in enumerate(self._bases)
            for rank, served in base.tags
            if f"{served}-".startswith(f"{wanted}-")
        ]
        return self._bases[min(ranked)[2]] if ranked else None

    def _spoken_for(self, language: str) -> _Base:
        """Return the base for ``language``, else for what it is a kind of, else English."""
        tag = language.lower().replace("_", "-")
        while tag and tag.partition("-")[0] != "en":
            if base := self._serving(_SERVED_BY.get(tag, tag)):
                return base
            tag = tag.rpartition("-")[0]
        return self._by_name[_ENGLISH]

    @cached_property
    def _by_name(self) -> dict[str, _Base]:
        return {base.name: base for base in self._bases}

    @cached_property
    def _variants(self) -> dict[str, str]:
        """The variants by lower-case name. A name with a blank is one the library cannot load."""
        files = sorted((self._data / "voices" / "!v").iterdir())
        return {file.name.lower(): file.name for file in files if " " not in file.name}

    @cached_property
    def _bases(self) -> tuple[_Base, ...]:
        """The languages, by name. Where two share their first tag, the second goes by its file."""
        bases: dict[str, _Base] = {}
        with self._opened() as library:
            for identifier, tags in _listed(library):
                name = tags[0][1]
                if name in bases:
                    name = identifier.rpartition("/")[2].lower()
                bases[name] = _Base(name, identifier, tags)
        return tuple(bases[name] for name in sorted(bases))

    # ------------------------------------------------------------------------- speaking

    def speak(self, text: str, voice: str, rate: int) -> Speech:
        """Return the sound of ``text`` at ``rate`` words a minute as asked, with word marks.

        ``text`` is only ever words: markup, notation and control characters in it do nothing. Text
        that nothing can be said of gives some milliseconds of near silence. Raises ``VoiceError``
        when there is no such voice or the library refuses.
        """
        base, variant = self._parsed(voice)
        file = f"{base.identifier}+{variant}" if variant else base.identifier
        prepared, breaks = _prepared(text)
        pcm: list[bytes] = []
        events: list[tuple[int, int, int]] = []
        with self._opened() as library:
            _accept(library.espeak_SetVoiceByName(file.encode()), voice)
            _accept(library.espeak_SetParameter(_RATE, rate, 0), voice)
            collect = _Callback(partial(_collect, pcm, events))
            library.espeak_SetSynthCallback(collect)
            encoded = prepared.encode()
            status = library.espeak_Synth(
                encoded, len(encoded) + 1, 0, 1, 0, _CHARS_UTF8, None, None
            )
            _accept(status, voice)
            frequency = library.espeak_ng_GetSampleRate()
        sound = b"".join(pcm)
        return Speech(sound, frequency, _marks(events, text, breaks, len(sound) // 2))

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """Provide the library as good as new."""
        library = ctypes.CDLL(self._path)
        try:
            data = os.fsencode(self._data)
            if library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, data, _DO_NOT_EXIT) <= 0:
                raise VoiceError(
                    "eSpeak NG cannot read its data.", where=str(self._data), remedy=_REINSTALL
                )
            try:
                _seed(library)
                yield library
            finally:
                library.espeak_Terminate()
        finally:
            _unload(library._handle)


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
            raise VoiceError("A part of eSpeak NG is missing.", where=str(needed), remedy=_REINSTALL)
    return library, data


def _private_copy(image: bytes) -> tuple[str, Callable[[], None]]:
    """Return the path of a copy nobody else has loaded, and what removes it.

    The loader tells libraries apart by their file, so a copy has its own global variables. In
    memory where the system can (nothing is left behind by a process that is killed), else in a
    temporary folder.
    """
    if sys.platform == "linux" and Path("/proc/self/fd").is_dir():
        descriptor = os.memfd_create("libespeak-ng")
        with open(descriptor, "wb", closefd=False) as copy:
            copy.write(image)
        return f"/proc/self/fd/{descriptor}", partial(os.close, descriptor)
    folder = tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True)
    file = Path(folder.name) / "espeak-ng-private.dll"
    file.write_bytes(image)
    return str(file), folder.cleanup


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
    events: list[tuple[int, int, int]],
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
            events.append((event.text_position, event.length, event.sample))
        place += 1
    return 0


_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONG = re.compile(r"\S{31}")
_WORD_LIMIT = 38
_DIGITS_LIMIT = 30
"""Longer words and numbers the library cuts short, without a sign of it: it keeps 39 letters it
spells, 56 to 130 it pronounces, 32 digits. Languages written without blanks are words to it."""


def _prepared(text: str) -> tuple[str, tuple[int, ...]]:
    """Return ``text`` as the library takes it, and before which characters a blank was put.

    Characters that are no text become blanks, one for one.
    """
    cleaned = _UNSPEAKABLE.sub(" ", text)
    breaks = tuple(_breaks(cleaned)) if _LONG.search(cleaned) else ()
    pieces = (cleaned[a:b] for a, b in zip((0, *breaks), (*breaks, None), strict=True))
    return " ".join(pieces), breaks


def _breaks(text: str) -> Iterator[int]:
    letters = digits = 0
    for place, character in enumerate(text):
        if character.isspace():
            letters = digits = 0
        elif (letters >= _WORD_LIMIT or digits >= _DIGITS_LIMIT) and not _joined(character):
            yield place
            letters = digits = 0
        letters += not character.isspace()
        digits += character.isdigit()


def _joined(character: str) -> bool:
    """Return whether the character belongs to the one before it."""
    return character == "\u200d" or unicodedata.category(character).startswith("M")


def _marks(
    events: list[tuple[int, int, int]], text: str, breaks: tuple[int, ...], frames: int
) -> tuple[WordMark, ...]:
    """Return the word events as marks on ``text``: in order, apart, each on a word.

    The library counts characters from 1 in the text it was given. It reports the parts of a number
    one by one, and then points into the number or before it.
    """
    shifted = [place + count for count, place in enumerate(breaks)]
    marks: list[WordMark] = []
    free, latest = 0, 0
    for position, length, sample in events:
        count = bisect_right(shifted, position - 1)
        offset = position - 1 - count
        end = min(offset + length, len(text))
        if offset < free or end <= offset or not text[offset:end].strip():
            continue
        latest = min(max(sample, latest), frames)
        marks.append(WordMark(Frames(latest), offset, end - offset))
        free = end
    return tuple(marks)
