"""Phonemes of a text, by eSpeak NG: sherpa-onnx 2 takes them from outside."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Sequence

from briefing.errors import VoiceError
from briefing.voice.espeak.library import Library
from briefing.voice.espeak.text import prepared

_CHARS_UTF8 = 1
_IPA = 0x02

_SWITCH = re.compile(r"\([a-z-]+\)")
"""Where the library changes to another language's rules, it says so among the phonemes."""


class Phonemiser:
    """Makes phonemes in any of eSpeak NG's languages. For one thread."""

    def __init__(self) -> None:
        """Find the library; raises ``VoiceError`` when it or its data is missing."""
        self._library = _PhonemeLibrary()
        self._languages = self._library.languages()

    @property
    def digest(self) -> str:
        """A text that changes with the library."""
        return self._library.digest

    def phonemes(self, texts: Sequence[str], language: str) -> list[str]:
        """Return each text in IPA, with stress marks and blanks between words.

        Punctuation is not among it. Texts are only ever words; ``language`` is a tag such as
        ``en-gb-x-rp``; for one the library lacks, the nearest is taken. Raises ``VoiceError`` when
        it has none.
        """
        return self._library.phonemes([prepared(text)[0] for text in texts], self._file(language))

    def _file(self, language: str) -> str:
        """Return the voice file that serves a language best."""
        tag = {"zh": "cmn", "zh-cn": "cmn", "no": "nb"}.get(language.lower(), language.lower())
        while tag:
            ranked = [
                (served != tag, rank, identifier)
                for identifier, tags in self._languages
                for rank, served in tags
                if f"{served}-".startswith(f"{tag}-")
            ]
            if ranked:
                return min(ranked)[2]
            tag = tag.rpartition("-")[0]
        raise VoiceError(
            f"eSpeak NG, which makes the phonemes, does not know the language {language[:20]!r}.",
            where="neural",
            remedy="Choose a voice of another language; `briefing voices` lists them.",
        )


class _PhonemeLibrary(Library):
    """The library as it is asked for phonemes rather than for sound."""

    def phonemes(self, texts: Iterable[str], identifier: str) -> list[str]:
        """Return each text's phonemes; as in ``speak``, the library is as good as new."""
        with self._opened() as library:
            self._choose(library, identifier, "")
            return [_of(library, text) for text in texts]


def _of(library: object, text: str) -> str:
    """Return one text's phonemes. The library gives them clause by clause."""
    ask = library.espeak_TextToPhonemes  # type: ignore[attr-defined]
    ask.restype = ctypes.c_char_p
    buffer = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses: list[str] = []
    while place.value:
        raw: bytes | None = ask(ctypes.byref(place), _CHARS_UTF8, _IPA)
        clauses.append((raw or b"").decode("utf-8", "replace"))
    joined = _SWITCH.sub("", " ".join(clauses)).replace("_", " ")
    return " ".join(joined.split())
