"""The default engine: our driver behind pyttsx3's own front, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import pytest
import pyttsx3

from briefing.errors import VoiceError
from briefing.model import Speech, Utterance
from briefing.voice import pyttsx3 as ours
from briefing.voice.espeak import Espeak
from briefing.voice.espeak import library as _libespeak
from briefing.voice.pyttsx3 import DRIVER, EspeakDriver, Pyttsx3Engine, least_seconds

SENTENCE = "The minister said on Monday that the talks would go on."


def asked(spoken: str, voice: str = "en-us+klatt2", rate: int = 150) -> Utterance:
    return Utterance("pyttsx3", voice, rate, spoken, "en")


@pytest.fixture
def engine() -> Pyttsx3Engine:
    return Pyttsx3Engine(DRIVER)


def test_speaking_goes_through_pyttsx3(
    engine: Pyttsx3Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    say = pyttsx3.Engine.say

    def listening(self: Any, text: str, name: str | None = None) -> Any:
        said.append(text)
        return say(self, text, name)

    monkeypatch.setattr(pyttsx3.Engine, "say", listening)
    engine.speak(asked(SENTENCE))
    assert said == [SENTENCE]


def test_what_the_front_gives_is_what_the_library_gave(engine: Pyttsx3Engine) -> None:
    for voice, rate in (("en-us+klatt2", 150), ("de+f2", 220), ("en-us+klatt2", 150)):
        assert engine.speak(asked(SENTENCE, voice, rate)) == Espeak().speak(SENTENCE, voice, rate)


def test_two_engines_live_side_by_side() -> None:
    first, second = Pyttsx3Engine(DRIVER), Pyttsx3Engine(DRIVER)
    wanted = first.speak(asked(SENTENCE))
    second.speak(asked("Was?", "de+f2", 200))
    second.close()
    assert first.speak(asked(SENTENCE)) == wanted
    assert not [name for name in sys.modules if name.endswith(DRIVER)]


def test_the_driver_serves_anyone_who_uses_pyttsx3(tmp_path: Path) -> None:
    """Events in their order, properties, and a file that is whole when ``runAndWait`` is over."""
    espeak = Espeak()
    front = ours._front_with(lambda proxy: EspeakDriver(proxy, espeak))
    events: list[tuple[str, dict[str, Any]]] = []
    for topic in ("started-utterance", "started-word", "finished-utterance", "error"):
        front.connect(topic, lambda topic=topic, **facts: events.append((topic, facts)))
    front.setProperty("voice", "en+f2")
    front.setProperty("rate", 200)
    files = [tmp_path / f"{number}.wav" for number in range(4)]
    for file in files:
        front.save_to_file(SENTENCE, str(file))
    front.say("Two words.", "greeting")
    front.runAndWait()
    assert (front.getProperty("voice"), front.getProperty("rate")) == ("en-us+f2", 200)
    assert len(front.getProperty("voices")) == len(espeak.voices)
    wanted = espeak.speak(SENTENCE, "en-us+f2", 200)
    for file in files:
        with wave.open(str(file)) as opened:
            assert opened.getframerate() == wanted.rate
            assert opened.readframes(opened.getnframes()) == wanted.pcm
    assert [topic for topic, _ in events[-4:]] == [
        "started-utterance", "started-word", "started-word", "finished-utterance",
    ]  # fmt: skip
    assert events[-1][1] == {"name": "greeting", "completed": True}
    front.setProperty("voice", "nobody")
    front.setProperty("volume", 0.5)
    assert [topic for topic, _ in events[-2:]] == ["error", "error"]


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize("length", [0, 100, 8_000])
def test_too_little_sound_is_an_error_with_the_text(
    engine: Pyttsx3Engine, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    short = Speech(bytes(2 * length), 22_050)
    monkeypatch.setattr(Espeak, "speak", lambda *_: short)
    with pytest.raises(VoiceError, match="The minister said") as caught:
        engine.speak(asked(SENTENCE))
    assert caught.value.where == "pyttsx3, en-us+klatt2"


def test_what_is_plausible_follows_text_and_rate() -> None:
    assert least_seconds("", 150) == least_seconds("?! …", 150) == 0
    assert least_seconds("x" * 50, 150) == 1.0
    assert least_seconds("x" * 50, 300) == 0.5


@pytest.mark.parametrize("fault", [OSError("no"), MemoryError(), VoiceError("No.", remedy="Yes.")])
def test_whatever_the_driver_raises_is_a_voice_error_and_the_engine_speaks_on(
    engine: Pyttsx3Engine, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def failing(*_: object) -> Speech:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(Espeak, "speak", failing)
        with pytest.raises(VoiceError, match="The minister said"):
            engine.speak(asked(SENTENCE))
    assert engine.speak(asked(SENTENCE)).frames


def test_a_long_text_is_not_repeated_whole_in_an_error(
    engine: Pyttsx3Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Espeak, "speak", lambda *_: Speech(b"", 22_050))
    with pytest.raises(VoiceError) as caught:
        engine.speak(asked("word " * 10_000))
    assert len(str(caught.value)) < 1_000


def test_without_the_library_the_status_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> tuple[Path, Path]:
        raise VoiceError("A part of eSpeak NG is missing.", remedy="Install it.")

    monkeypatch.setattr(_libespeak, "_installed", missing)
    status = Pyttsx3Engine(DRIVER).status()
    assert (status.ok, status.detail, status.remedy) == (
        False, "A part of eSpeak NG is missing", "Install it.",
    )  # fmt: skip


@pytest.mark.parametrize(("system", "driver"), [("darwin", "nsss"), ("win32", "sapi5")])
def test_elsewhere_the_systems_voices_speak_and_their_absence_is_a_status(
    monkeypatch: pytest.MonkeyPatch, system: str, driver: str
) -> None:
    monkeypatch.setattr(ours.sys, "platform", system)
    engine = Pyttsx3Engine()
    monkeypatch.undo()
    if sys.platform == system:
        pytest.skip("this is such a system")
    status = engine.status()
    assert not status.ok
    assert repr(driver) in status.detail
    assert status.remedy


# --------------------------------------------------------------------------------- cost


def test_importing_the_package_imports_no_engine() -> None:
    program = "import sys, json; import briefing.voice; print(json.dumps(sorted(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(json.loads(ended.stdout))
    heavy = {"pyttsx3", "espeakng_loader", "ctypes", "numpy", "wave", "briefing.voice.spoken"}
    assert not loaded & heavy
