"""What every speech engine must keep to. Subclass :class:`EngineContract`; pytest runs the rest.

::

    class TestMyEngine(EngineContract):
        @pytest.fixture
        def engine(self):
            return MyEngine()

An engine's class must be importable by its module's name: one test speaks in a new process. Lengths
are asked for in plain English; an engine without it may set ``text``.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ClassVar

import pytest

from briefing.errors import VoiceError
from briefing.model import ROLES, Speech, Utterance
from briefing.voice.engine import Engine, Status

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


def speak_anew(engine: type[Engine], utterance: Utterance) -> str:
    """Return a digest of what a new instance of ``engine`` makes of ``utterance``."""
    speaker = engine()
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

    text: ClassVar[str] = "The minister said on Monday that the talks would go on for a week."

    @pytest.fixture
    def engine(self) -> Iterator[Engine]:
        """Return a new instance of the engine under test."""
        raise NotImplementedError("give a fixture called engine")

    def utterance(self, engine: Engine, spoken: str, *, rate: int = 150) -> Utterance:
        """Return an utterance in the host's voice."""
        voice = engine.suggest("host", "en").name
        return Utterance(engine.name, voice, rate, spoken, "en")

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

    def test_fingerprint_is_stable(self, engine: Engine) -> None:
        """Equal instances have equal fingerprints, whatever they have spoken."""
        before = engine.fingerprint()
        engine.speak(self.utterance(engine, self.text))
        assert before == engine.fingerprint() == type(engine)().fingerprint() != ""

    def test_voices(self, engine: Engine) -> None:
        """There are voices, each of its own name, in an order that stays."""
        voices = engine.voices()
        assert voices == engine.voices() == type(engine)().voices()
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
        lengths = {
            rate: engine.speak(self.utterance(engine, self.text, rate=rate)).frames
            for rate in (150, 300, 110, 200)
        }
        assert lengths[110] > lengths[150] > lengths[200] > lengths[300]

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

    def test_same_utterance_same_bytes(self, engine: Engine) -> None:
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
        assert speak_anew(type(engine), asked) == first
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            assert pool.submit(speak_anew, type(engine), asked).result(timeout=60) == first

    def test_close(self, engine: Engine) -> None:
        """Closing twice is harmless, also before anything was spoken."""
        type(engine)().close()
        engine.speak(self.utterance(engine, self.text))
        engine.close()
        engine.close()


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
