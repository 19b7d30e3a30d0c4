"""pyttsx3's own drivers, driven so that no audio is lost: macOS, Windows, or eSpeak on demand.

Their ways, and what is done about them: a driver may come back before its file is there or whole
(the file is waited for, and its header read), may write AIFF under any name (the content decides),
may speak only the last of several texts (one at a time), may print (what it prints goes nowhere)
and may lose or crash on long text (long texts are spoken in parts).
"""

from __future__ import annotations

import contextlib
import io
import platform
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from briefing.errors import VoiceError
from briefing.model import Speech, Utterance, Voice
from briefing.voice._names import Description, described, unknown_voice
from briefing.voice._parts import edges
from briefing.voice._soundfiles import NotWholeError, read_speech
from briefing.voice._transposed import pace_for, transposed

_PART_BYTES = 4000
"""The stock eSpeak driver crashes at about 14,000 bytes and slows down long before."""

_PATIENCE = 20.0
"""Seconds a file may stay as it is before it is given up."""

_POLL = 0.005

_NOTHING = Speech(bytes(2 * 1102), 22_050)
"""A twentieth of a second, for a text without letters or digits: drivers may write no file then."""

_NOVELTIES = (
    "albert, bad news, bahh, bells, boing, bubbles, cellos, deranged, fred, good news, hysterical, "
    "jester, junior, kathy, organ, pipe organ, princess, ralph, superstar, trinoids, whisper, "
    "wobble, zarvox"
).split(", ")
"""Voices macOS has for fun, and its oldest; nobody's first choice."""


_SAMPLES = {
    "en": "The night train is coming back six years after the last one left. Most of its cars were "
    "bought at auction, and the first departure is on Monday.",
    "de": "Der Nachtzug kehrt sechs Jahre nach der letzten Fahrt zurück. Die meisten Wagen wurden "
    "ersteigert, und die erste Abfahrt ist am Montag.",
    "es": "El tren nocturno vuelve seis años después del último viaje. La mayoría de los coches se "
    "compró en una subasta, y la primera salida es el lunes.",
    "fr": "Le train de nuit revient six ans après le dernier voyage. La plupart des voitures ont "
    "été achetées aux enchères, et le premier départ est lundi.",
    "it": "Il treno notturno ritorna sei anni dopo l'ultimo viaggio. La maggior parte delle "
    "carrozze è stata comprata all'asta, e la prima partenza è lunedì.",
    "nl": "De nachttrein komt zes jaar na de laatste rit terug. De meeste rijtuigen zijn op een "
    "veiling gekocht, en het eerste vertrek is op maandag.",
    "pt": "O comboio noturno está de volta seis anos depois da última viagem. A maior parte das "
    "carruagens foi comprada em leilão, e a primeira partida é na segunda-feira.",
}
"""What a voice is timed by; others say the English, near enough for a pace."""

_LEAST, _MOST = 0.4, 2.5
"""A pace outside is no pace: what came back was not the sample."""


class StockSynthesiser:
    """Speaks through a front whose driver came with pyttsx3. One for the life of the process."""

    def __init__(self, front: Any, driver: str) -> None:
        """Take the front, and start it: before its first loop a driver drops what it is told."""
        self._front = front
        self._driver = driver
        self._error: Exception | None = None
        self._paces: dict[tuple[str, int], float] = {}
        front.connect("error", self._on_error)
        with _unprinted():
            front.runAndWait()
            _settle()
            self._voices = {voice.name: (voice, key) for voice, key in _voices(front)}
            self._default = str(front.getProperty("voice")).casefold()
        if not self._voices:
            raise VoiceError(
                f"The driver {driver!r} has no voices.",
                remedy="Install a voice in the system's settings for speech.",
            )

    def describe(self) -> str:
        """Return what was found, in one line."""
        return f"the voices of {platform.system()} ({self._driver}) through pyttsx3"

    def fingerprint(self) -> str:
        """Return a text that changes with the system the voices belong to."""
        return f"{self._driver}, {platform.platform()}"

    def voices(self) -> tuple[Voice, ...]:
        """Return the system's voices by language and name."""
        found = (voice for voice, _ in self._voices.values())
        return tuple(sorted(found, key=lambda voice: (voice.language, voice.name)))

    def find(self, name: str) -> Voice:
        """Return the voice of that name or identifier, or one that fits it as a description.

        ``de``, ``female``, ``en-gb+male2``; see :func:`briefing.voice._names.described`. Raises
        ``VoiceError`` if there is none.
        """
        wanted = name.casefold()
        for voice, key in self._voices.values():
            if wanted in (voice.name.casefold(), key.casefold()):
                return voice
        asked = described(name)
        fit = self._described(asked) if asked else []
        if asked and asked.place < len(fit):
            return fit[asked.place]
        raise unknown_voice("pyttsx3", name, list(self._voices))

    def _described(self, asked: Description) -> list[Voice]:
        """Return the voices of a language and a sex, the best first; those of its country before.

        Unlike :meth:`_fitting` there may be none.
        """
        fit = [
            voice
            for voice in self.voices()
            if f"{voice.language}-".startswith(f"{asked.language}-")
            and asked.sex in (None, voice.sex)
        ]
        own = _own(asked.language)
        return sorted(fit, key=lambda voice: (*self._preference(voice), voice.language != own))

    def suggest(self, role: str, language: str) -> Voice:
        """Return a voice of the language, another for each role as far as there are voices.

        The host has the system's own choice if it fits; the questioner is of the other sex, if the
        system says who is of which.
        """
        host, *others = self._fitting(language)
        both = {"female", "male"}
        questioner = next((voice for voice in others if {voice.sex, host.sex} == both), None)
        questioner = questioner or (others or [host])[0]
        if role == "questioner":
            return questioner
        if role == "quote":
            return next((voice for voice in others if voice != questioner), questioner)
        return host

    def _fitting(self, language: str) -> list[Voice]:
        """Return the voices for ``language``, the best first: never none."""
        tag = language.lower().replace("_", "-")
        primary = tag.partition("-")[0]
        own = _own(primary)
        for wanted in (own if tag == "en" else tag, own, primary, "en-us", "en"):
            fit = [
                voice for voice in self.voices() if f"{voice.language}-".startswith(f"{wanted}-")
            ]
            if fit:
                return sorted(fit, key=self._preference)
        return list(self.voices())

    def _preference(self, voice: Voice) -> tuple[bool, bool]:
        _, key = self._voices[voice.name]
        return key.casefold() != self._default, voice.name.casefold() in _NOVELTIES

    def speak(self, utterance: Utterance, voice: str) -> Speech:
        """Return the sound of ``utterance``; no driver here gives word times one can rely on.

        What a driver makes of a rate differs by system and voice, so each voice is heard once at
        each rate, and asked for what gives the words a minute that are wanted. Pronunciations are
        passed over.
        """
        if not any(map(str.isalnum, utterance.spoken)):
            return _NOTHING
        _, key = self._voices[voice]
        wanted = pace_for(utterance.rate, utterance.pitch)
        with _unprinted(), tempfile.TemporaryDirectory(prefix="briefing-") as folder:
            asked = round(wanted / self._pace(voice, round(wanted), Path(folder)))
            speech = self._said(utterance.spoken, key, asked, Path(folder))
        return transposed(speech, utterance.pitch)

    def _pace(self, voice: str, rate: int, folder: Path) -> float:
        """Return how many words a minute are heard for each that is asked for."""
        if (voice, rate) not in self._paces:
            found, key = self._voices[voice]
            sample = _SAMPLES.get(found.language.partition("-")[0], _SAMPLES["en"])
            speech = self._said(sample, key, rate, folder)
            first, end = edges(speech)
            pace = len(sample) * 10 * speech.rate / max(1, end - first) / rate
            self._paces[voice, rate] = pace if _LEAST < pace < _MOST else 1.0
        return self._paces[voice, rate]

    def _said(self, spoken: str, key: str, rate: int, folder: Path) -> Speech:
        """Return the sound of ``spoken`` at the rate that the driver is told."""
        self._front.setProperty("voice", key)
        self._front.setProperty("rate", rate)
        _settle()
        parts = [
            self._part(text, folder / f"{number}.wav") for number, text in enumerate(_parts(spoken))
        ]
        return Speech(b"".join(part.pcm for part in parts), parts[0].rate)

    def _part(self, text: str, file: Path) -> Speech:
        self._error = None
        file.unlink(missing_ok=True)
        self._front.save_to_file(text, str(file))
        self._front.runAndWait()
        if self._error is not None:
            raise self._error
        speech = _awaited(file)
        _settle()
        return speech

    def _on_error(self, name: str | None, exception: Exception) -> None:
        del name
        self._error = exception


def _own(language: str) -> str:
    """Return the tag of a language as most people know it: ``en-us``, ``de-de``."""
    return f"{language}-{'us' if language == 'en' else language}"


def _settle() -> None:
    """Wait for the stock eSpeak driver's thread: what it is told before that, it forgets."""
    library = sys.modules.get("pyttsx3.drivers._espeak")
    if library is not None:
        library.Synchronize()


def _unprinted() -> contextlib.AbstractContextManager[object]:
    return contextlib.redirect_stdout(io.StringIO())


def _awaited(file: Path) -> Speech:
    """Return what ``file`` holds once it is whole; ``VoiceError`` if nothing happens any more."""
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < _PATIENCE:
        content = file.read_bytes() if file.is_file() else b""
        try:
            return read_speech(content)
        except NotWholeError:
            if len(content) != seen:
                seen, since = len(content), time.monotonic()
            time.sleep(_POLL)
    raise VoiceError(
        f"The driver wrote no whole file within {_PATIENCE:g} seconds ({max(seen, 0)} bytes).",
        remedy="Choose another voice, or try again.",
    )


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def _parts(spoken: str) -> Iterator[str]:
    """Yield ``spoken`` in parts short enough for any driver, cut at blanks where there are any."""
    rest = _CONTROLS.sub(" ", spoken).strip()
    limit = _PART_BYTES // 4
    while len(rest) > limit:
        cut = rest.rfind(" ", 1, limit + 1)
        cut = cut if cut > 0 else limit
        yield rest[:cut]
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def _voices(front: Any) -> Iterator[tuple[Voice, str]]:
    """Yield each voice and its identifier; where names are shared, the identifier is the name."""
    seen: set[str] = set()
    for found in front.getProperty("voices"):
        key = str(found.id)
        name = str(found.name or key).strip()
        name = key if name in seen else name
        seen.add(name)
        yield Voice(name, _language(found.languages), _sex(found.gender)), key


def _language(stated: Any) -> str:
    tag = stated[0] if stated else ""
    tag = tag.decode("ascii", "replace") if isinstance(tag, bytes) else str(tag)
    found = re.search(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", tag)
    return found.group().lower().replace("_", "-") if found and "Unknown" not in tag else "und"


def _sex(stated: Any) -> Literal["female", "male"] | None:
    """Read ``Female``, ``VoiceGenderFemale`` and the like."""
    text = str(stated or "").lower()
    if "female" in text:
        return "female"
    return "male" if "male" in text else None
