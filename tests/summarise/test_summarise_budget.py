"""What a budget counts, who gets how much of it, and a digest that keeps to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import document, told

from briefing.errors import UsageError
from briefing.model import Address, Document, Sentence
from briefing.summarise import Budget, count_words, held, story_cost, summarise, whole
from briefing.summarise.budget import shares

ARTICLE = document({"One": (tuple(f"Street {n} was flooded on Monday." for n in range(60)),)})
OTHER = document(
    {"One": (tuple(f"House {n} was painted on Tuesday." for n in range(30)),)},
)


def test_headings_cost_nothing_of_words_and_of_sentences() -> None:
    assert held([ARTICLE], Budget.of_words(0)) == 6 * 60
    assert held([ARTICLE, OTHER], Budget.of_sentences(0)) == 90


def test_what_is_counted_is_the_budgets_own_affair() -> None:
    counted = Budget(0, cost=len, head=lambda text: 100 * len(text))
    assert held([ARTICLE], counted) == 300 + sum(
        len(f"Street {n} was flooded on Monday.") for n in range(60)
    )
    assert counted.sized(7) == replace(counted, size=7)


@given(st.integers(0, 5_000), st.lists(st.integers(0, 3_000), min_size=1, max_size=6))
def test_shares_spend_the_words_where_they_are_wanted(words: int, hold: list[int]) -> None:
    given_ = shares(Budget.of_words(words), hold)
    assert all(0 <= share <= size for share, size in zip(given_, hold, strict=True))
    if words >= sum(hold):
        assert given_ == tuple(hold)
    else:
        assert sum(given_) == words


def test_a_longer_document_gets_more() -> None:
    short, long = shares(Budget.of_words(600), [500, 2_000])
    assert short == 200
    assert long == 400


def test_no_budget_keeps_everything() -> None:
    digest = summarise([ARTICLE, OTHER], None, "extractive")
    assert digest.stories == (whole(ARTICLE), whole(OTHER))
    assert not digest.omissions


def test_the_digest_keeps_to_the_words() -> None:
    budget = Budget.of_words(120)
    digest = summarise([ARTICLE, OTHER], budget, "extractive")
    assert 80 < sum(story_cost(story, budget) for story in digest.stories) <= 120
    assert all(told(story) for story in digest.stories)


class Half:
    """A summariser that uses half of what it is given, and remembers what that was."""

    name = "half"

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def summarise(self, document: Document, budget: Budget):
        self.sizes.append(budget.size)
        return summarise([document], budget.sized(budget.size // 2), "extractive").stories[0]


def test_what_one_story_leaves_over_the_next_gets() -> None:
    half = Half()
    budget = Budget.of_words(120)
    summarise([ARTICLE, OTHER], budget, half)
    first, second = shares(budget, [360, 180])
    assert half.sizes[0] == first
    assert second < half.sizes[1] <= second + first


def test_an_unknown_summariser_names_the_known() -> None:
    with pytest.raises(UsageError, match="extractive"):
        summarise([ARTICLE], Budget.of_words(100), "magic")


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


def test_an_address_alone_is_a_sentence_of_a_budget() -> None:
    lonely = replace(ARTICLE, sections=(), title=Sentence(Address(1, "title", 0, 1), "Alone"))
    assert held([lonely], Budget.of_words(0)) == 0
