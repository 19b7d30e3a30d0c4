"""What every speech engine must keep to. Subclass :class:`EngineContract`; pytest runs the rest.

::

    class TestMyEngine(EngineContract):
        @pytest.fixture
        def engine(self):
            return MyEngine()

An engine's class must be importable by its module's name: one test speaks in a new process. One
that takes options gives a fixture called ``setup`` as well. Lengths are asked for in plain English;
an engine without it may set ``text``.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ClassVar

import numpy as np
import pytest

from briefing.errors import VoiceError
from briefing.model import ROLES, Speech, Utterance
from briefing.voice.engine import Configurable, Engine, Setup, Status

HOSTILE: tuple[str, ...] = (
    "",
    " \n\t ",
    "...",
    "— * * * —",
    "A",
    "7",
    "NUL \x00 in the middle, \x1b[31m escapes \x7f and \x85 more.",
    "Half a pair: \ud800 here.",
    "Not a character: \ufffe\uffff.",
    "\u202eright to left\u202c, zero\u200bwidth, soft\u00adhyphen",
    "<speak><break time='9s'/>markup &amp; entities</speak>",
    "[[h@l'oU]] {{ config }} {% for x in y %} @host: [pause 2s]",
    "--option; rm -rf / `id` $(id) %s %n ../../etc/passwd file:///etc/passwd",
    "🙂👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "漢字かな交じり文。中国外交部长王毅。",
    "مرحبا بالعالم، كيف الحال؟",
    "สวัสดีชาวโลก",
    "e" + "\u0301" * 400,
    "x" * 2_000,
    "7" * 2_000,
    "word " * 3_000,
    "?!" * 1_000,
    "One.\r\nTwo.\n\nThree.",
)
"""Texts no engine may stumble over: each gives a ``Speech`` or a ``VoiceError``, nothing else."""


def anew(kind: type[Engine], setup: Setup | None) -> Engine:
    """Return a new instance of an engine's class, made from ``setup`` if it takes one."""
    if setup is not None and isinstance(kind, Configurable):
        return kind.configured(setup)
    return kind()


def speak_anew(kind: type[Engine], setup: Setup | None, utterance: Utterance) -> str:
    """Return a digest of what a new instance of an engine makes of ``utterance``."""
    speaker = anew(kind, setup)
    try:
        return digest(speaker.speak(utterance))
    finally:
        speaker.close()


def digest(speech: Speech) -> str:
    """Return a digest of everything a speech holds."""
    return hashlib.sha256(repr((speech.pcm, speech.rate, speech.marks)).encode()).hexdigest()


class EngineContract:
    """The promises of :class:`briefing.voice.engine.Engine`, as tests."""

    deterministic: ClassVar[bool] = True
    """Set to ``False`` by an engine whose voices are not its own, and which says so in its docs."""

    keeps_pace: ClassVar[bool] = True
    """Set to ``False`` by an engine whose voices cannot be told how fast to speak."""

    sings: ClassVar[bool] = True
    """Set to ``False`` by an engine whose voices have no pitch that could be raised."""

    text: ClassVar[str] = "The minister said on Monday that the talks would go on for a week."

    @pytest.fixture
    def engine(self) -> Iterator[Engine]:
        """Return a new instance of the engine under test."""
        raise NotImplementedError("give a fixture called engine")

    @pytest.fixture
    def setup(self) -> Setup | None:
        """Return what the engine under test was made from; ``None`` if it takes no options."""
        return None

    def utterance(
        self, engine: Engine, spoken: str, *, rate: int = 150, pitch: float = 0.0
    ) -> Utterance:
        """Return an utterance in the host's voice."""
        voice = engine.suggest("host", "en").name
        return Utterance(engine.name, voice, rate, spoken, "en", pitch)

    def test_is_an_engine_with_a_name(self, engine: Engine) -> None:
        """It meets the protocol, and its name is a word a person can type."""
        assert isinstance(engine, Engine)
        assert engine.name == engine.name.strip().lower() != ""
        assert " " not in engine.name

    def test_can_run_here(self, engine: Engine) -> None:
        """Its status is good and says in one line what was found."""
        status = engine.status()
        assert isinstance(status, Status)
        assert status.ok, status.detail
        assert len(status.detail.splitlines()) == 1

    def test_fingerprint_is_stable(self, engine: Engine, setup: Setup | None) -> None:
        """Equal instances have equal fingerprints, whatever they have spoken."""
        before = engine.fingerprint()
        engine.speak(self.utterance(engine, self.text))
        assert before == engine.fingerprint() == anew(type(engine), setup).fingerprint() != ""

    def test_voices(self, engine: Engine, setup: Setup | None) -> None:
        """There are voices, each of its own name, in an order that stays."""
        voices = engine.voices()
        assert voices == engine.voices() == anew(type(engine), setup).voices()
        assert 0 < len(voices) == len({voice.name for voice in voices})
        for voice in voices:
            assert voice.name.strip() == voice.name != ""
            assert voice.language == voice.language.lower() != ""
            assert voice.sex in {"female", "male", None}

    def test_finds_each_voice_it_lists(self, engine: Engine) -> None:
        """Every name in the list finds that voice."""
        for voice in engine.voices():
            assert engine.find(voice.name) == voice

    @pytest.mark.parametrize("name", ["", "no-such-voice", "../../x", "a\x00b", "é" * 5_000])
    def test_refuses_an_unknown_voice(self, engine: Engine, name: str) -> None:
        """Looking for it and speaking with it raise ``VoiceError`` with a remedy."""
        with pytest.raises(VoiceError) as found:
            engine.find(name)
        assert found.value.remedy
        with pytest.raises(VoiceError):
            engine.speak(Utterance(engine.name, name, 150, self.text, "en"))

    @pytest.mark.parametrize("role", [*ROLES, "weather"])
    @pytest.mark.parametrize("language", ["en", "en-gb", "de", "pt-br", "zh", "xx", "tlh-x-y", ""])
    def test_suggests_a_voice_for_any_role_and_language(
        self, engine: Engine, role: str, language: str
    ) -> None:
        """There is always one, it can be found again, and it is always the same."""
        voice = engine.suggest(role, language)
        assert engine.find(voice.name) == voice == engine.suggest(role, language)

    def test_speech_is_sound(self, engine: Engine) -> None:
        """Speech is whole frames at a usual rate and lasts about as long as saying it does."""
        speech = engine.speak(self.utterance(engine, self.text))
        check_speech(speech, self.text)
        assert speech.marks == () or len(speech.marks) > 3
        assert 1.5 < speech.frames / speech.rate < 15

    def test_rate(self, engine: Engine) -> None:
        """A higher rate takes less time, whatever was asked for before."""
        if not self.keeps_pace:
            pytest.skip(f"{engine.name} cannot be told how fast to speak")
        lengths = {
            rate: engine.speak(self.utterance(engine, self.text, rate=rate)).frames
            for rate in (150, 300, 110, 200)
        }
        assert lengths[110] > lengths[150] > lengths[200] > lengths[300]

    @pytest.mark.parametrize("rate", [130, 150, 180, 210])
    def test_rate_is_what_is_heard(self, engine: Engine, rate: int) -> None:
        """Words a minute are as asked, within an eighth, so that a cast of two engines keeps time.

        A word is six characters with its blank; silence at the edges is not counted.
        """
        if not self.keeps_pace:
            pytest.skip(f"{engine.name} cannot be told how fast to speak")
        text = " ".join([self.text] * 4)
        speech = engine.speak(self.utterance(engine, text, rate=rate))
        heard = len(text) / 6 / (sounding(speech) / 60)
        assert rate * 0.875 < heard < rate * 1.125

    def test_pitch(self, engine: Engine) -> None:
        """Three semitones up and down are heard as that, within one, and change no length much."""
        low, plain, high = (
            engine.speak(self.utterance(engine, self.text, pitch=pitch)) for pitch in (-3, 0, 3)
        )
        if not self.sings:
            assert low == plain == high
            return
        assert 2 < semitones(plain, high) < 4
        assert -4 < semitones(plain, low) < -2
        for other in (low, high):
            assert 0.85 < sounding(other) / sounding(plain) < 1.15

    def test_longer_texts_take_longer(self, engine: Engine) -> None:
        """No part of a long text is lost: twenty sentences take about twenty times as long."""
        one = engine.speak(self.utterance(engine, self.text))
        many = engine.speak(self.utterance(engine, " ".join([self.text] * 20)))
        assert 14 * one.frames < many.frames < 30 * one.frames

    @pytest.mark.parametrize("place", range(len(HOSTILE)))
    def test_hostile_texts(self, engine: Engine, place: int) -> None:
        """They give a sound ``Speech`` or a ``VoiceError``, and the engine speaks on."""
        text = HOSTILE[place]
        with contextlib.suppress(VoiceError):
            check_speech(engine.speak(self.utterance(engine, text)), text)
        assert engine.speak(self.utterance(engine, self.text)).frames

    def test_nothing_is_printed(self, engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
        """Standard output is for what the user asked to see."""
        engine.speak(self.utterance(engine, self.text))
        assert capfd.readouterr().out == ""

    def test_same_utterance_same_bytes(self, engine: Engine, setup: Setup | None) -> None:
        """Neither what came before nor which instance or process speaks makes a difference."""
        if not self.deterministic:
            pytest.skip(f"{engine.name} makes no promise of equal bytes")
        asked = self.utterance(engine, self.text)
        first = digest(engine.speak(asked))
        for voice in [
            engine.suggest(role, language) for role in ROLES for language in ("en", "de")
        ]:
            engine.speak(Utterance(engine.name, voice.name, 230, "Something else: why?", "en"))
        assert digest(engine.speak(asked)) == first
        assert speak_anew(type(engine), setup, asked) == first
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            there = pool.submit(speak_anew, type(engine), setup, asked)
            assert there.result(timeout=60) == first

    def test_close(self, engine: Engine, setup: Setup | None) -> None:
        """Closing twice is harmless, also before anything was spoken."""
        anew(type(engine), setup).close()
        engine.speak(self.utterance(engine, self.text))
        engine.close()
        engine.close()


def sounding(speech: Speech) -> float:
    """Return the seconds between the first and last sample above a hundredth of the peak.

    Speech that is nothing but silence counts whole.
    """
    level = np.abs(np.frombuffer(speech.pcm, "<i2").astype(np.int32))
    heard = np.flatnonzero(level > level.max(initial=0) / 100)
    return float(heard[-1] - heard[0] if len(heard) else speech.frames) / speech.rate


def semitones(plain: Speech, other: Speech) -> float:
    """Return by how many semitones the median pitch of ``other`` is above that of ``plain``."""
    return 12 * math.log2(_fundamental(other) / _fundamental(plain))


def _fundamental(speech: Speech) -> float:
    """Return the median over 60 ms windows of the strongest period from 60 to 500 Hz, in hertz."""
    samples = np.frombuffer(speech.pcm, "<i2").astype(np.float64)
    size = speech.rate * 6 // 100
    shortest, longest = speech.rate // 500, speech.rate // 60
    pitches = []
    for start in range(0, len(samples) - size, size // 2):
        window = samples[start : start + size] - samples[start : start + size].mean()
        spectrum = np.fft.rfft(window, 2 * size)
        likeness = np.fft.irfft(np.abs(spectrum) ** 2)[: longest + 1]
        likeness /= np.linspace(1, 1 - longest / size, longest + 1)  # fewer samples overlap
        best = shortest + int(likeness[shortest:].argmax())
        if likeness[0] > 0 and likeness[best] > 0.5 * likeness[0]:
            first = next(p for p in range(shortest, best + 1) if likeness[p] > 0.9 * likeness[best])
            pitches.append(speech.rate / _summit(likeness, first))
    return float(np.median(pitches))


def _summit(likeness: np.typing.NDArray[np.float64], place: int) -> int:
    """Return the top of the hill on whose slope ``place`` is."""
    while place + 1 < len(likeness) and likeness[place + 1] > likeness[place]:
        place += 1
    return place


def check_speech(speech: Speech, spoken: str) -> None:
    """Assert what holds for any speech: whole frames, and marks in order on the text's words."""
    assert isinstance(speech, Speech)
    assert len(speech.pcm) % 2 == 0
    assert 8_000 <= speech.rate <= 96_000
    starts = [mark.start for mark in speech.marks]
    assert starts == sorted(starts)
    assert all(0 <= start <= speech.frames for start in starts)
    free = 0
    for mark in speech.marks:
        assert free <= mark.offset < mark.offset + mark.length <= len(spoken)
        assert spoken[mark.offset : mark.offset + mark.length].strip()
        free = mark.offset + mark.length
