"""Whatever the sentence: no new word, no new figure, no quotation changed, and done in time."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.summarise.wording import worded

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "hu")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”')

openings = st.sampled_from(["", "OSLO (AFP) - ", "(CNN) -- ", "PARIS — ", "Advertisement "])
connectives = st.sampled_from(
    ["", "But ", "However, ", "And ", "Also, ", "Still, ", "Yet ", "In fact, ", "As a result, "]
)
claims = st.sampled_from(
    [
        "the bridge will reopen in May",
        "Lake Osk has risen by 2.4 metres",
        "47 boats were lost, 3 of them new",
        "she was late for the vote",
        "on Monday the road was closed",
        'the sale was "a mistake"',
        "Mara Quist, 34 (left), won 1,200 votes",
        "the road, however, is open",
        "prices fell by 3 %",
        "“we’re done”",
        "Mara Quist, pictured, was paid $5bn",
        "the bridge is shut; it leans",
    ]
)
speakers = st.sampled_from(
    [
        "the council",
        "police",
        "Mara Quist",
        "he",
        "Orla Venn, a pilot,",
        "officials in Osk",
        "a",
        "",
    ]
)
verbs = st.sampled_from(["said", "says", "told the Courier", "said on Friday", "added", "asked"])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Sentences of the shapes the rules look for, in right and in odd combinations."""
    claim = draw(claims)
    if draw(st.booleans()):
        claim = draw(
            st.sampled_from(['"{},"', "“{},”", "‘{},’", "'{},'", '"{}",', "« {} »,"])
        ).format(claim.replace('"', ""))
        joint = " "
    else:
        joint = ", "
    who, verb = draw(speakers), draw(verbs)
    end = draw(
        st.sampled_from(
            ["", f"{joint}{who} {verb}", f"{joint}{verb} {who}", f"{joint}according to {who}"]
        )
    )
    whole = draw(connectives) + claim + end
    tail = draw(st.sampled_from([".", "?", "", ". Photo: Orm", ".”", ' "so."', ", Venn added."]))
    return draw(openings) + whole[:1].upper() + whole[1:] + tail


scraps = st.lists(
    st.sampled_from(
        [
            *"\"'“”‘’«»„()[],.:;-—–?! ",
            " ",
            " ",
            ", ",
            ". ",
            ",” ",
            '," ',
            " said",
            " Quist",
            " the",
            " council",
            " according to ",
            "But ",
            "However, ",
            " (left)",
            " [3]",
            " 47",
            " May",
            "é",
            "PARIS — ",
            "(AP) - ",
            " sagte",
            " selon la ",
            ", pictured,",
            " Photo: ",
            " et al. (2019)",
            " is",
            "\u00a0",
            "\u200b",
            "字",
            "\n",
        ]
    ),
    max_size=25,
).map("".join)

anything = st.one_of(sentences(), scraps, st.text(max_size=60))


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _quotations(text: str) -> list[str]:
    return [(one or other).strip(" ,.") for one, other in _QUOTED.findall(text)]


@given(anything, st.sampled_from(LANGUAGES), st.booleans())
def test_no_word_is_new(source: str, language: str, alone: bool) -> None:
    assert _words(worded(source, language, alone=alone)) <= _words(source)


@given(anything, st.sampled_from(LANGUAGES), st.booleans())
def test_saying_it_again_changes_nothing(source: str, language: str, alone: bool) -> None:
    said = worded(source, language, alone=alone)
    assert worded(said, language, alone=alone) == said


@given(anything, st.sampled_from(LANGUAGES), st.booleans())
def test_something_is_left_of_something(source: str, language: str, alone: bool) -> None:
    said = worded(source, language, alone=alone)
    assert bool(said.strip()) == bool(source.strip())
    assert any(map(str.isalnum, said)) == any(map(str.isalnum, source))


@given(sentences(), st.sampled_from(LANGUAGES), st.booleans())
def test_every_figure_is_kept_and_none_is_new(source: str, language: str, alone: bool) -> None:
    said = worded(source, language, alone=alone)
    assert Counter(_NUMBER.findall(said)) == Counter(_NUMBER.findall(source))


@given(sentences(), st.sampled_from(LANGUAGES), st.booleans())
def test_quotations_are_the_source_s_word_for_word(source: str, language: str, alone: bool) -> None:
    said = worded(source, language, alone=alone)
    for quotation in _quotations(said):
        assert quotation in source


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "'",
        "‘",
        "“a,” said B ",
        "(",
        "[",
        " (left",
        "[1]",
        "(A et al., 2004; ",
        ", ",
        ", said x",
        ", according to ",
        "A (CNN) -- ",
        "By . ",
        "a. Photo: ",
        "However, ",
        "PARIS — ",
        "A, ",
        " - ",
    ],
)
def test_hostile_sentences_end(piece: str, language: str) -> None:
    long = piece * (100_000 // len(piece))
    short = piece * (3_900 // len(piece))
    assert worded(long, language, alone=True) == long
    for hostile in (short, f'"{short}," said B.', f"The {short}, the council said."):
        assert _words(worded(hostile, language, alone=True)) <= _words(hostile)
