"""Programs from Debian keep the engine contract, run for real."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from briefing.errors import VoiceError
from briefing.model import Utterance
from briefing.testing.engine import EngineContract, check_speech, semitones, sounding
from briefing.voice import Setup
from briefing.voice.command import CommandEngine

ENVIRONMENT = {name: os.environ[name] for name in CommandEngine.variables if name in os.environ}


def preset(name: str, **options: object) -> Setup:
    """Return a setup of a program that needs no more than its name."""
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} here (on Debian: apt-get install {name})")
    return Setup(name, "command", {"preset": name, **options}, ENVIRONMENT)


class Keeping(EngineContract):
    """What a program has to keep to."""

    @pytest.fixture
    def engine(self, setup: Setup) -> Iterator[CommandEngine]:
        engine = CommandEngine.configured(setup)
        yield engine
        engine.close()


class TestFlite(Keeping):
    """With its quickest voice: the others take ten times as long, for the same promises."""

    @pytest.fixture
    def setup(self) -> Setup:
        return preset("flite", roles={"host": "kal16"})


@pytest.mark.slow
class TestFliteAsItIs(Keeping):
    @pytest.fixture
    def setup(self) -> Setup:
        return preset("flite", timeout=300)


class TestEspeakNg(Keeping):
    @pytest.fixture
    def setup(self) -> Setup:
        return preset("espeak-ng")


TEXT = " ".join([EngineContract.text] * 3)


@pytest.mark.parametrize("name", ["flite", "espeak-ng"])
def test_every_voice_of_a_preset_speaks_at_the_pace_asked_for(name: str) -> None:
    """Within a quarter: paces were measured of English, and not every voice speaks that."""
    engine = CommandEngine.configured(preset(name))
    for voice in engine.voices():
        speech = engine.speak(Utterance(name, voice.name, 170, TEXT, voice.language))
        check_speech(speech, TEXT)
        heard = len(TEXT) / 6 / (sounding(speech) / 60)
        assert 127 < heard < 213, voice


@pytest.mark.parametrize("voice", ["slt", "rms", "awb", "kal16"])
def test_flites_voices_can_be_pitched(voice: str) -> None:
    """Three semitones are heard as that, and the pace stays."""
    engine = CommandEngine.configured(preset("flite"))
    plain, high = (
        engine.speak(Utterance("flite", voice, 170, EngineContract.text, "en", pitch))
        for pitch in (0.0, 3.0)
    )
    assert abs(semitones(plain, high) - 3) < 0.5
    assert abs(sounding(high) / sounding(plain) - 1) < 0.05


def test_flites_voices_are_different_ones() -> None:
    engine = CommandEngine.configured(preset("flite"))
    heard = {
        engine.speak(Utterance("flite", voice.name, 170, "Good evening.", "en")).pcm
        for voice in engine.voices()
    }
    assert len(heard) == len(engine.voices()) == 4


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("The man’s “word” is naïve.", 'The man\'s "word" is naive.'),
        ("Łódź and Ærø – both.", "Lodz and Aero, both."),
    ],
)
def test_flite_is_given_signs_it_knows(written: str, alike: str) -> None:
    """Of others it makes noise: it reads an apostrophe of typographers as three letters."""
    engine = CommandEngine.configured(preset("flite"))
    first, second = (
        engine.speak(Utterance("flite", "slt", 170, text, "en")) for text in (written, alike)
    )
    assert abs(first.frames - second.frames) < first.rate / 4


def test_text_flite_has_no_signs_for_is_refused() -> None:
    """It would be silent."""
    engine = CommandEngine.configured(preset("flite"))
    with pytest.raises(VoiceError, match="ascii"):
        engine.speak(Utterance("flite", "slt", 170, "漢字かな交じり文。", "ja"))


def test_espeak_ng_reads_its_own_notation_out() -> None:
    """What an article holds is text, also where the program has a notation for sounds."""
    engine = CommandEngine.configured(preset("espeak-ng"))

    def frames(text: str) -> int:
        return engine.speak(Utterance("espeak-ng", "en-us", 170, text, "en")).frames

    assert frames("Say [[h@l'oU w'3:ld]] now.") > 1.3 * frames("Say hello world now.")
