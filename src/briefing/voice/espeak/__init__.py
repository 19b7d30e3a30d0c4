"""eSpeak NG: its voices by name, and a text's sound and word times, exact to the sample."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from briefing.errors import VoiceError
from briefing.model import Pronunciation, Speech, Voice
from briefing.voice._names import described, unknown_voice
from briefing.voice._transposed import pace_for, transposed
from briefing.voice.espeak.library import Library, Manner
from briefing.voice.espeak.pace import asked_pitch, asked_rate
from briefing.voice.espeak.phonemes import chunks_of
from briefing.voice.espeak.text import marks_of, passed_over, prepared

_REVISION = 2
"""Of what this module does with a text; part of the fingerprint."""


@dataclass(frozen=True, slots=True)
class _Base:
    """A language the library speaks."""

    name: str
    """Its first language tag."""
    identifier: str
    """Its file, by which the library finds it."""
    tags: tuple[tuple[int, str], ...]
    """The languages it serves, each with a rank; 1 is best."""

    @property
    def language(self) -> str:
        """The tag most people know it by: ``zh-cmn`` rather than ``cmn``."""
        return next((tag for _, tag in self.tags if len(tag.partition("-")[0]) == 2), self.name)


PARTS = {"host": "klatt2", "questioner": "f2", "quote": "michel"}
"""The variant each role is given: clear ones that cannot be taken for one another. Misheard words
by ``benchmarks/heard.py`` with little help from a language model: klatt2 4.5 %, f2 5.9 %, michel
4.1 %, where others have up to 20 %; 105, 200 and 107 Hz, and spectra 8 to 13 dB apart."""

BY_SEX = {
    "female": ("f2", "f5", "f1", "f3", "f4"),
    "male": ("klatt2", "michel", "klatt4", "m3", "Storm"),
}
"""The variants that ``female``, ``female2`` and so on mean: those roles are given, then others."""

_ENGLISH = "en-us"
"""Any English. The British voices are misheard more (f2 in 8.4 % of words against 1.3 %, klatt2 in
3.7 % against 2.0 %), by a recogniser that learnt from Americans."""

_LONGEST_WORD = 120
"""Letters and digits: a stretch as long as this without a word in it was not spoken."""

_SERVED_BY = {"nn": "nb", "zh-hk": "yue", "zh-mo": "yue"}
"""Languages the data does not name, and the nearest it has."""


class Espeak:
    """The voices of eSpeak NG. For one thread."""

    def __init__(self) -> None:
        """Find the library; raises ``VoiceError`` when it or its data is missing."""
        self._library = Library()
        self._variants_folder = self._library.data / "voices" / "!v"

    @cached_property
    def release(self) -> str:
        """The library's version, as it states it."""
        return self._library.release()

    @cached_property
    def fingerprint(self) -> str:
        """A text that changes with the library, its data or what is done with a text here."""
        from importlib.metadata import version  # it takes a while, and workers need none

        data = version("espeakng-loader")
        return f"espeak-ng {self._library.digest}, data {data}, revision {_REVISION}"

    @property
    def languages(self) -> int:
        """How many languages, and kinds of one, there are."""
        return len(self._bases)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Each language's plain voice and the three that roles are given, by language."""
        wanted = ("", *PARTS.values())
        return tuple(self._voice(base, variant) for base in self._bases for variant in wanted)

    def find(self, name: str) -> Voice:
        """Return the voice ``name``: a language tag, if wanted with ``+`` and a variant or a sex.

        ``de``, ``de+f2``, ``en-gb+male``, ``fr+female2`` (the second of :data:`BY_SEX`);
        ``female`` and ``male`` alone are English.
        Raises ``VoiceError`` for one that does not exist; the library would take another instead.
        """
        return self._voice(*self._parsed(name))

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice for ``role`` in ``language``; English when the language is not there."""
        variant = PARTS.get(role, PARTS["host"])
        return self._voice(self._spoken_for(language), variant)

    def _parsed(self, name: str) -> tuple[_Base, str]:
        tag, plus, wanted = name.partition("+")
        if not plus and described(f"en+{tag}"):
            tag, plus, wanted = _ENGLISH, "+", tag
        base = self._serving(tag)
        variant = self._variant(wanted.lower()) if plus else ""
        if base is not None and variant is not None:
            return base, variant
        if base is not None:
            known = (*self._variants.values(), *BY_SEX)
            names = [f"{base.name}+{variant}" for variant in known]
        elif tag.lower() in self._variants:
            names = [f"{_ENGLISH}+{tag}"]
        else:
            names = [*(voice.name for voice in self.voices), *BY_SEX]
        raise unknown_voice("pyttsx3", name, names)

    def _variant(self, wanted: str) -> str | None:
        """Return the variant of that name, or the one that ``female``, ``male2`` and so on mean."""
        asked = described(f"en+{wanted}")
        if asked is not None and asked.sex is not None:
            return next(iter(BY_SEX[asked.sex][asked.place :]), None)
        return self._variants.get(wanted)

    def _voice(self, base: _Base, variant: str) -> Voice:
        name = f"{base.name}+{variant}" if variant else base.name
        return Voice(name, base.language, _sex(self._variants_folder / variant))

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
        files = sorted(self._variants_folder.iterdir())
        return {file.name.lower(): file.name for file in files if " " not in file.name}

    @cached_property
    def _bases(self) -> tuple[_Base, ...]:
        """The languages, by name. Where two share their first tag, the second goes by its file."""
        bases: dict[str, _Base] = {}
        for identifier, tags in self._library.languages():
            name = tags[0][1]
            if not self._has_dictionary(name, identifier):
                continue
            if name in bases:
                name = identifier.rpartition("/")[2].lower()
            bases[name] = _Base(name, identifier, tags)
        return tuple(bases[name] for name in sorted(bases))

    def _has_dictionary(self, name: str, identifier: str) -> bool:
        """Return whether the data can pronounce a language: the wheel has files for three more."""
        data = self._library.data
        if (data / f"{name.partition('-')[0]}_dict").is_file():
            return True
        text = (data / "lang" / identifier).read_text("utf-8", "replace")
        other = re.search(r"^dictionary\s+(\w+)", text, re.MULTILINE)
        return other is not None and (data / f"{other[1]}_dict").is_file()

    def speak(
        self,
        text: str,
        voice: str,
        rate: int,
        pitch: float = 0.0,
        pronunciations: Sequence[Pronunciation] = (),
    ) -> Speech:
        """Return the sound of ``text``, with word marks.

        ``rate`` is in words a minute as heard (six characters to a word), ``pitch`` in semitones
        above the voice's own. ``text`` is only ever words: markup, notation and control characters
        in it do nothing. Text that nothing can be said of gives some milliseconds of near silence.
        Raises ``VoiceError`` when there is no such voice, the library refuses, or it leaves out
        words.
        """
        base, variant = self._parsed(voice)
        chunks = chunks_of(text, pronunciations, base.name) if pronunciations else {}
        parameter, beyond = asked_pitch(pitch)
        pace = asked_rate(pace_for(rate, beyond), base.name, variant)
        manner = Manner(base.identifier, variant, pace, parameter)
        spaced, places = prepared(text, chunks)
        sound = self._library.speak(spaced, manner, phonemes=bool(chunks))
        marks = marks_of(sound.words, text, places, len(sound.pcm) // 2, chunks)
        if passed_over(text, marks) > _LONGEST_WORD:
            raise VoiceError(
                "eSpeak NG passed over a part of it.", where=voice, remedy="Make it shorter."
            )
        return transposed(Speech(sound.pcm, sound.rate, marks), beyond)


@cache
def _sex(variant: Path) -> Literal["female", "male"] | None:
    """Return what a variant's file states. Without a variant, or with a klatt, a voice is male."""
    if variant.is_dir() or variant.name.startswith("klatt"):
        return "male"
    text = variant.read_text("utf-8", "replace")
    stated = re.search(r"^gender\s+(female|male)", text, re.IGNORECASE | re.MULTILINE)
    if stated is None:
        return None
    return "female" if stated[1].lower() == "female" else "male"
