"""Heard words are the written words: a recogniser listens to the finished MP3."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from heard import (
    RATE,
    Score,
    arpabet,
    at_rate,
    captioned,
    errors,
    heard,
    rate,
    shuffled,
    words,
)
from hypothesis import given
from hypothesis import strategies as st

ARTICLE = Path(__file__).parents[2] / "examples" / "night-trains.txt"

WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=6)


@given(WORDS, WORDS, WORDS)
def test_errors_are_a_distance(one: list[str], two: list[str], three: list[str]) -> None:
    """Zero only for the same words, the same both ways, and never longer by a detour."""
    assert (errors(one, two) == 0) == (one == two)
    assert errors(one, two) == errors(two, one)
    assert errors(one, three) <= errors(one, two) + errors(two, three)
    assert abs(len(one) - len(two)) <= errors(one, two) <= max(len(one), len(two))


@pytest.mark.parametrize(
    ("written", "said", "count"),
    [("the cat sat", "the cat sat", 0), ("the cat sat", "the sat", 1), ("the cat", "a cat sat", 2)],
)
def test_errors_are_words_put_in_left_out_or_exchanged(written: str, said: str, count: int) -> None:
    assert errors(written.split(), said.split()) == count


def test_the_control_has_the_same_words_in_other_lines() -> None:
    scores = [Score("Host", ("one", "two", "three"), ("one",)), Score("Host", ("four",), ())]
    control = shuffled(scores)
    assert [len(score.written) for score in control] == [3, 1]
    assert sorted(word for score in control for word in score.written) == [
        "four", "one", "three", "two",
    ]  # fmt: skip
    assert rate(scores) == 3 / 4


def test_a_line_of_several_cues_is_one_line() -> None:
    vtt = (
        "WEBVTT\n\n1\n00:00:00.250 --> 00:00:01.050\n<v Host>Fish &amp;\nchips.\n\n"
        "2 1:s1.1.1\n00:00:02.000 --> 00:00:03.000\n<v Quotation>Half a\n\n"
        "2 1:s1.1.1\n00:00:03.000 --> 00:00:04.500\n<v Quotation>line.\n"
    )
    first, second = captioned(vtt)
    assert (first.role, first.text, first.start, first.end) == ("Host", "Fish & chips.", 0.25, 1.05)
    assert (second.role, second.text) == ("Quotation", "Half a line.")
    assert (second.start, second.end) == (2.0, 4.5)


def test_a_tone_is_the_same_tone_at_the_recognisers_rate() -> None:
    seconds = 0.5
    tone = np.sin(2 * np.pi * 440 * np.arange(round(44_100 * seconds)) / 44_100) / 2
    heard_tone = at_rate(tone, 44_100)
    wanted = np.sin(2 * np.pi * 440 * np.arange(round(RATE * seconds)) / RATE) / 2 * 32767
    assert len(heard_tone) == len(wanted)
    assert np.abs(heard_tone - wanted)[500:-500].max() < 50


def test_words_and_sounds() -> None:
    assert words("It’s half-past two, O'Hare.") == ["It’s", "half", "past", "two", "O'Hare"]
    assert arpabet("hɔlbɹʊk") == "HH AO L B R UH K"


@pytest.mark.slow
def test_the_default_cast_is_understood() -> None:
    """At most six words of a hundred are misheard; compared with other words, most are."""
    scores = heard(ARTICLE)
    assert {score.role for score in scores} >= {"Host", "Questioner"}
    assert sum(len(score.written) for score in scores) > 300
    assert rate(scores) <= 0.06
    assert rate(shuffled(scores)) > 0.6


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")
def test_flite_is_understood_too() -> None:
    """In at most three words of a hundred it is not: speech of a recorded voice."""
    engine = ["--set=engines.flite.kind=command", "--set=engines.flite.preset=flite"]
    scores = heard(ARTICLE, ["--engine=flite", *engine])
    assert rate(scores) <= 0.03
    assert rate(shuffled(scores)) > 0.6
