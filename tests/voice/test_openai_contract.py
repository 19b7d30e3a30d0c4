"""The engine ``openai`` keeps the engine contract, against a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import speechserver

from briefing.model import Utterance
from briefing.testing.engine import EngineContract, check_speech, semitones, sounding
from briefing.voice import Setup
from briefing.voice.engine import Configurable, Priced
from briefing.voice.served import OpenAIEngine

VOICES = {"low": {"language": "en", "sex": "male"}, "high": {"language": "mul", "sex": "female"}}


class TestOpenAI(EngineContract):
    @pytest.fixture
    def setup(self) -> Iterator[Setup]:
        with speechserver.speaking() as server:
            yield Setup("openai", "openai", {"url": server.url, "voices": VOICES, "timeout": 20})

    @pytest.fixture
    def engine(self, setup: Setup) -> Iterator[OpenAIEngine]:
        engine = OpenAIEngine.configured(setup)
        yield engine
        engine.close()

    def test_takes_options_and_knows_its_price(self, engine: OpenAIEngine) -> None:
        assert isinstance(OpenAIEngine, Configurable)
        assert isinstance(engine, Priced)


@pytest.mark.parametrize("form", ["wav", "pcm", "mp3", "flac"])
def test_every_format_sounds_alike(form: str) -> None:
    """Whatever a server sends, the same is heard, at the pace and the pitch asked for."""
    text = " ".join([EngineContract.text] * 3)
    with speechserver.speaking() as server:
        table = {"url": server.url, "voices": VOICES}
        plain = OpenAIEngine.configured(Setup("plain", "openai", table))
        other = OpenAIEngine.configured(Setup("other", "openai", {**table, "format": form}))
        expected = plain.speak(Utterance("plain", "low", 150, text, "en"))
        heard = other.speak(Utterance("other", "low", 150, text, "en", 3.0))
        assert [asked.body["response_format"] for asked in server.asked] == ["wav", form]
    check_speech(heard, text)
    assert abs(sounding(heard) - sounding(expected)) < 0.2
    assert abs(semitones(expected, heard) - 3) < 0.3


def test_a_length_left_open_is_no_half_answer() -> None:
    """Servers that stream do not know how long a WAV will be, and state no length, or any."""
    with speechserver.speaking() as server:
        table = {"url": server.url, "voices": VOICES}
        engine = OpenAIEngine.configured(Setup("openai", "openai", table))
        asked = Utterance("openai", "low", 150, EngineContract.text, "en")
        expected = engine.speak(asked)
        for stated in (0xFFFFFFFF, 0x7FFFF000, 0):
            for chunked in (True, False):
                server.answer = lambda asked, stated=stated, chunked=chunked: speechserver.Reply(
                    speechserver.wav(speechserver.samples(asked), length=stated), chunked=chunked
                )
                assert engine.speak(asked) == expected
