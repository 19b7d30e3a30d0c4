"""The silent engine: lengths one can work out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import VoiceError
from briefing.model import Utterance
from briefing.testing.engine import check_speech
from briefing.voice.silent import RATE, SilentEngine, silent_frames


@given(st.text(max_size=200), st.integers(60, 450))
def test_length_is_exact_and_silence_is_silent(spoken: str, rate: int) -> None:
    speech = SilentEngine().speak(Utterance("silent", "silent-2", rate, spoken, "en"))
    assert speech.frames == silent_frames(spoken, rate)
    assert not any(speech.pcm)
    check_speech(speech, spoken)
    assert [spoken[m.offset : m.offset + m.length] for m in speech.marks] == spoken.split()


@pytest.mark.parametrize("rate", [60, 150, 175, 450])
def test_six_characters_are_a_word(rate: int) -> None:
    seconds = Fraction(silent_frames("x" * 600, rate), RATE)
    assert abs(seconds - Fraction(100 * 60, rate)) < Fraction(1, RATE)


def test_unknown_voice_lists_the_three() -> None:
    with pytest.raises(VoiceError, match="silent-1, silent-2, silent-3"):
        SilentEngine().find("Zira")
