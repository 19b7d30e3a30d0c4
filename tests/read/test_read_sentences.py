"""Sentence splitting: nothing is lost, quotations keep their attribution, time is linear."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.read.sentences import LONGEST, is_word, join_lines, split

WRITTEN = st.text(
    st.sampled_from("ab Zé漢かなक्.!?…,;:\"“”‘’«»()[]-–—' 0 9\n\t。！？、「」|M r D."), max_size=400
)


def inked(text: str) -> str:
    """Return ``text`` without its white space."""
    return re.sub(r"\s+", "", text)


@given(WRITTEN, st.sampled_from(["en", "de", "fr", "ja", "zh", "hi", "xx", "pt-br"]))
def test_only_white_space_is_lost(text: str, language: str) -> None:
    sentences = split(text, language)
    assert inked("".join(sentences)) == inked(text)
    assert all(sentence and sentence == " ".join(sentence.split()) for sentence in sentences)


@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    assert inked("".join(split(text, "en"))) == inked(text)


@given(st.lists(st.sampled_from(["word", "a,", "so;", "on:", "Mr.", "the", "“x"]), min_size=1))
def test_a_word_is_never_cut(words: list[str]) -> None:
    text = " ".join(words * 40)
    heard = [word for sentence in split(text, "en") for word in sentence.split()]
    assert heard == text.split()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ['"Stop! Now!" she shouted.', "He left."]),
        ("en", ["“It is done.” Smith said.", "They went."]),
        ("en", ["“We agree. We will go on,” said Ann.", "“No.”"]),
        ("en", ['He said "No."', "The crowd cheered."]),
        ("en", ["J. K. Rowling met Dr. Smith at 5 p.m. on Sept. 5.", "It was I.", "He knew."]),
        ("en", ["It cost $3.50 in the U.S. and more.", "See Fig. 3."]),
        ("en", ["Acme Inc. said yes.", "The end."]),
        ("en", ["lower case text.", "it goes on."]),
        ("fr", ["M. Dupont a dit : « Oui. Non. »", "Il est parti."]),
        ("de", ["Am 5. Mai kam z. B. Dr. Müller.", "Die Nr. 5 lebt."]),
        ("ja", ["「はい。行きます。」と彼は言った。", "終わり！"]),
        ("es", ["¿Qué es?", "El Sr. López vino."]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    joint = "" if language == "ja" else " "
    assert list(split(joint.join(sentences), language)) == sentences


def test_a_stray_opening_quote_goes_with_what_it_opens() -> None:
    text = 'He wrote: "One. Two." Then he left. "An open quote begins. It never ends.'
    assert not any(sentence.endswith(' "') for sentence in split(text, "en"))


@pytest.mark.parametrize("stop", [" ", ", ", "; ", ". "])
def test_a_long_line_becomes_speakable_pieces(stop: str) -> None:
    text = stop.join(f"word{number}" for number in range(9_000))
    assert max(map(len, split(text, "en"))) <= LONGEST


def test_an_unspaced_script_is_split_too() -> None:
    assert max(map(len, split("漢字" * 3_000, "zh"))) <= LONGEST
    assert len(split("これは文です。" * 500, "ja")) == 500


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["“", "a ", "これは文です。", "Mr. ", '"', "(", "x. Y ", "."])
def test_time_is_linear(unit: str) -> None:
    """What takes a second when linear takes minutes when not, and is cut off."""
    text = unit * (300_000 // len(unit))
    assert split(text, "en")


@pytest.mark.parametrize(
    ("token", "expected"),
    [("word", True), ("x" * 200, True), ("x" * 201, False), ("漢" * 900, True), ("ไทย" * 90, True)],
)
def test_words(token: str, expected: bool) -> None:
    assert is_word(token) is expected


def test_lines_join_as_their_script_does() -> None:
    assert join_lines(["one", "two"]) == "one two"
    assert join_lines(["漢字", "かな"]) == "漢字かな"
    assert join_lines([]) == ""
