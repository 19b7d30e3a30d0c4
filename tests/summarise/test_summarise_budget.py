"""How many words fit the minutes, and who gets how many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import document, told

from briefing.errors import UsageError
from briefing.summarise import count_words, story_words, summarise, whole, words_for
from briefing.summarise.budget import LEAST_A_STORY, shares

ARTICLE = document({"One": (tuple(f"Street {n} was flooded on Monday." for n in range(60)),)})


def test_three_minutes_are_the_default_for_each_story() -> None:
    assert words_for(None, [ARTICLE], 170) == words_for(3, [ARTICLE], 170)
    assert words_for(None, [ARTICLE] * 2, 170) == words_for(6, [ARTICLE] * 2, 170)


OTHER = document(
    {"One": (tuple(f"House {n} was painted on Tuesday." for n in range(30)),)},
)


def test_pauses_and_connecting_words_are_taken_off() -> None:
    # 10 min x 100 words, less 12 % of pauses, 10 + 6 + 2 connecting words
    assert words_for(10, [ARTICLE], 100) == 880 - 18


def test_a_few_seconds_still_make_a_story() -> None:
    assert words_for(0.01, [ARTICLE], 170) == LEAST_A_STORY


@given(st.integers(0, 5_000), st.lists(st.integers(0, 3_000), min_size=1, max_size=6))
def test_shares_spend_the_words_where_they_are_wanted(words: int, held: list[int]) -> None:
    given_ = shares(words, held)
    floor = sum(min(size, LEAST_A_STORY) for size in held)
    assert sum(given_) <= max(words, 0) + floor
    for share, size in zip(given_, held, strict=True):
        assert min(size, LEAST_A_STORY) <= share <= size
    if words >= sum(held):
        assert given_ == tuple(held)
    else:
        assert sum(given_) >= words


def test_a_longer_document_gets_more() -> None:
    short, long = shares(600, [500, 2_000])
    assert short == 200
    assert long == 400


def test_no_budget_keeps_everything() -> None:
    digest = summarise([ARTICLE, OTHER], None, "extractive")
    assert digest.stories == (whole(ARTICLE), whole(OTHER))
    assert not digest.omissions


def test_the_digest_keeps_to_the_words() -> None:
    digest = summarise([ARTICLE, OTHER], 120, "extractive")
    assert 80 < sum(map(story_words, digest.stories)) <= 120
    assert all(told(story) for story in digest.stories)


def test_an_unknown_summariser_names_the_known() -> None:
    with pytest.raises(UsageError, match="extractive"):
        summarise([ARTICLE], 100, "magic")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … !", 0),
        ("A five-and-a-half-hour meeting cost €3.2m.", 5),
        ("北京会談", 2),
        ("Xi met 王毅 there.", 4),
        ("x" * 240, 10),
        ("\ud800 \x00", 0),
    ],
)
def test_words_for_the_ear(text: str, words: int) -> None:
    assert count_words(text) == words
