"""The default engine: pyttsx3, with a driver of ours for eSpeak NG or with the system's voices.

pyttsx3 takes a driver by the name of a module in ``pyttsx3.drivers``. On Linux it is given ours,
because its own eSpeak driver loses audio, ignores the rate and crashes on long text. macOS and
Windows bring voices of their own, which pyttsx3's drivers for them (``nsss``, ``sapi5``) speak.
"""
# ruff: noqa: N802  (a driver's methods are called what pyttsx3 calls them)

from __future__ import annotations

import sys
import wave
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from types import ModuleType
from typing import Any, ClassVar, Protocol

from briefing.errors import VoiceError
from briefing.model import Pronunciation, Speech, Utterance, Voice
from briefing.voice.engine import Status
from briefing.voice.espeak import Espeak

DRIVER = "briefing_espeak"
"""What our driver is called in ``pyttsx3.drivers``."""

_SYSTEM_DRIVERS = {"darwin": "nsss", "win32": "sapi5"}

_SHOWN = 200
"""Characters of an unspeakable text that an error repeats."""


class _Synthesiser(Protocol):
    """One of the two ways this engine has of speaking."""

    def describe(self) -> str: ...
    def fingerprint(self) -> str: ...
    def voices(self) -> tuple[Voice, ...]: ...
    def find(self, name: str) -> Voice: ...
    def suggest(self, role: str, language: str) -> Voice: ...
    def speak(self, utterance: Utterance, voice: str) -> Speech: ...


class Pyttsx3Engine:
    """Speaks through pyttsx3: offline, with eSpeak NG on Linux, else with the system's voices."""

    name = "pyttsx3"

    rank: ClassVar[int] = 1
    """Below voices that a person went and got: it is there anyway."""

    def __init__(self, driver: str | None = None) -> None:
        """Take a driver of pyttsx3's by name; by default the one that suits the system."""
        self._driver = driver or _SYSTEM_DRIVERS.get(sys.platform, DRIVER)
        self._opened: _Synthesiser | None = None

    def status(self) -> Status:
        """Return whether pyttsx3 and its driver can be loaded, and what they bring."""
        try:
            return Status(True, self._synthesiser.describe())
        except VoiceError as error:
            return Status(False, error.what.rstrip("."), error.remedy)

    def fingerprint(self) -> str:
        """Return a text that changes with pyttsx3, the driver, and the voices behind it."""
        from importlib.metadata import version  # it takes a while, and workers need none

        return f"pyttsx3 {version('pyttsx3')}, {self._synthesiser.fingerprint()}"

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices by language; with eSpeak NG, any of its variants can be named, too."""
        return self._synthesiser.voices()

    def find(self, name: str) -> Voice:
        """Return the voice ``name``, such as ``en-us+klatt2``; ``VoiceError`` if there is none."""
        return self._synthesiser.find(name)

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice ``role`` has in ``language``: an English one if there is no other."""
        return self._synthesiser.suggest(role, language)

    def speak(self, utterance: Utterance) -> Speech:
        """Return the sound of ``utterance``.

        Text with neither letters nor digits gives next to nothing. Raises ``VoiceError``, with the
        text, when there is no such voice, or when less comes back than the text can take to say.
        """
        synthesiser = self._synthesiser
        voice = synthesiser.find(utterance.voice)
        try:
            speech = synthesiser.speak(utterance, voice.name)
        except Exception as error:  # a driver's or ctypes' own: pyttsx3 lets through any kind
            self.close()
            reason = error.what if isinstance(error, VoiceError) else f"{error!r}."
            raise _unspeakable(utterance, reason) from error
        seconds = speech.frames / speech.rate
        if seconds < least_seconds(utterance.spoken, utterance.rate):
            raise _unspeakable(utterance, f"only {seconds:.2f} seconds came back.")
        return speech

    def close(self) -> None:
        """Let go of pyttsx3 and the library; the next use makes them again."""
        self._opened = None

    @property
    def _synthesiser(self) -> _Synthesiser:
        if self._opened is None:
            self._opened = _open(self._driver)
        return self._opened


def least_seconds(spoken: str, rate: int) -> float:
    """Return what no voice needs less than for ``spoken``, in seconds.

    A quarter of the time that ``rate`` words a minute of five letters would take.
    """
    return sum(map(str.isalnum, spoken)) * 60 / (rate * 5 * 4)


def _unspeakable(utterance: Utterance, reason: str) -> VoiceError:
    text = utterance.spoken
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return VoiceError(
        f"This could not be spoken: {reason} The text: {shown!r}",
        where=f"{utterance.engine}, {utterance.voice}",
        remedy="Change the sentence in the script, or choose another voice or engine.",
    )


def _open(driver: str) -> _Synthesiser:
    return _EspeakSynthesiser(Espeak()) if driver == DRIVER else _stock(driver)


@cache
def _stock(driver: str) -> _Synthesiser:
    """Return the one synthesiser of a stock driver: they do not bear being made twice."""
    from briefing.voice.stock import StockSynthesiser

    return StockSynthesiser(_front(driver), driver)


def _front(driver: str) -> Any:
    """Return a pyttsx3 engine of our own; ``pyttsx3.init`` would share it with anyone."""
    try:
        import pyttsx3

        return pyttsx3.Engine(driver)
    except Exception as error:  # whatever a driver for another system raises on import
        raise VoiceError(
            f"pyttsx3 cannot use its driver {driver!r}: {error!r}.",
            remedy="Install it again: pip install --force-reinstall pyttsx3.",
        ) from error


# ------------------------------------------------------------------------- our driver


class _EspeakSynthesiser:
    """Speaks through pyttsx3's front with our driver behind it."""

    def __init__(self, espeak: Espeak) -> None:
        self._espeak = espeak
        self._front = _front_with(partial(EspeakDriver, espeak=espeak))
        self._front.connect("spoken", self._on_spoken)
        self._front.connect("error", self._on_error)
        self._speech: Speech | None = None
        self._error: Exception | None = None

    def describe(self) -> str:
        count = self._espeak.languages
        return f"eSpeak NG {self._espeak.release} through pyttsx3, {count} languages"

    def fingerprint(self) -> str:
        return self._espeak.fingerprint

    def voices(self) -> tuple[Voice, ...]:
        return self._espeak.voices

    def find(self, name: str) -> Voice:
        return self._espeak.find(name)

    def suggest(self, role: str, language: str) -> Voice:
        return self._espeak.suggest(role, language)

    def speak(self, utterance: Utterance, voice: str) -> Speech:
        self._speech = self._error = None
        self._front.setProperty("voice", voice)
        self._front.setProperty("rate", utterance.rate)
        self._front.setProperty("pitch", utterance.pitch)
        self._front.setProperty("pronunciations", utterance.pronunciations)
        spoken = utterance.spoken
        self._front.say(spoken if spoken.strip() else ".")  # the front passes over a blank text
        self._front.runAndWait()
        if self._error is not None:
            raise self._error
        if self._speech is None:
            raise VoiceError("pyttsx3 said nothing.", where=voice, remedy="Try once more.")
        return self._speech

    def _on_spoken(self, name: str | None, speech: Speech) -> None:
        del name
        self._speech = speech

    def _on_error(self, name: str | None, exception: Exception) -> None:
        del name
        self._error = exception


def _front_with(build_driver: Callable[[Any], Any]) -> Any:
    """Return a pyttsx3 engine with the driver that ``build_driver`` makes.

    pyttsx3 imports a driver by name; the name is there while it does.
    """
    module = ModuleType(f"pyttsx3.drivers.{DRIVER}")
    module.__dict__["buildDriver"] = build_driver
    sys.modules[module.__name__] = module
    try:
        return _front(DRIVER)
    finally:
        del sys.modules[module.__name__]


class EspeakDriver:
    """A driver of pyttsx3's kind, synchronous: when ``say`` returns, all has been said.

    Besides pyttsx3's own events it notifies ``spoken`` with the :class:`Speech`. Nothing is played.
    """

    def __init__(self, proxy: Any, espeak: Espeak) -> None:
        """Take the proxy that pyttsx3 hands a driver."""
        self._proxy = proxy
        self._espeak = espeak
        self._properties: dict[str, Any] = {
            "voice": espeak.suggest("host", "en").name,
            "rate": 200,
            "volume": 1.0,
            "pitch": 0.0,
            "pronunciations": (),
        }

    def getProperty(self, name: str) -> Any:
        """Return ``voices``, or the property ``name``; raises ``KeyError`` for others."""
        if name == "voices":
            from pyttsx3.voice import Voice as FrontVoice

            return [
                FrontVoice(voice.name, voice.name, [voice.language], voice.sex)
                for voice in self._espeak.voices
            ]
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:
        """Set a property for what is said from now on.

        ``voice``; ``rate``, in words a minute as heard; ``pitch``, in semitones above the voice's
        own; ``pronunciations``, of parts of the next texts. Raises ``VoiceError`` for an unknown
        voice, ``KeyError`` for any other property: what is heard at which level is not an engine's
        to decide.
        """
        self._properties[name] = self._readers[name](value)

    @cached_property
    def _readers(self) -> dict[str, Callable[[Any], Any]]:
        """How each property that can be set is read."""
        return {
            "voice": lambda name: self._espeak.find(name).name,
            "rate": int,
            "pitch": float,
            "pronunciations": tuple[Pronunciation, ...],
        }

    def say(self, text: str) -> None:
        """Speak ``text`` in memory and notify whoever is connected."""
        self._proxy.notify("started-utterance")
        speech = self._spoken(text)
        for mark in speech.marks:
            self._proxy.notify("started-word", location=mark.offset, length=mark.length)
        self._proxy.notify("spoken", speech=speech)
        self._proxy.notify("finished-utterance", completed=True)

    def save_to_file(self, text: str, filename: str) -> None:
        """Write ``text`` as a WAV file, mono, 16 bits; it is whole when this returns."""
        speech = self._spoken(text)
        with wave.open(filename, "wb") as file:
            file.setparams((1, 2, speech.rate, 0, "NONE", "not compressed"))
            file.writeframes(speech.pcm)
        self._proxy.notify("finished-utterance", completed=True)

    def _spoken(self, text: str) -> Speech:
        wanted = ("voice", "rate", "pitch", "pronunciations")
        return self._espeak.speak(text, *(self._properties[name] for name in wanted))

    def startLoop(self) -> None:
        """Let the front work through its queue; nothing is left to wait for then."""
        self._proxy.setBusy(False)

    def iterate(self) -> Iterator[None]:
        """Do the same for a front whose caller has a loop of its own."""
        self._proxy.setBusy(False)
        yield

    def endLoop(self) -> None:
        """End nothing: there is no loop."""

    def stop(self) -> None:
        """Stop nothing: what was asked has been said."""

    def destroy(self) -> None:
        """Hold nothing that the library's own end would not let go of."""
