"""One order of picks for each document: what a budget keeps, a longer one keeps too."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import block, document, reasons, told

from briefing.model import Address, Document, Section, Story
from briefing.summarise.budget import Budget
from briefing.summarise.extractive import ExtractiveSummariser
from briefing.summarise.order import STAGES
from briefing.summarise.story import story_cost, whole
from briefing.testing.summariser import documents, sources_of

LADDER = (60, 100, 150, 300, 450, 750, 1200)
_WORDS = (
    "harbour ferry council bridge flood tax school orchard museum tunnel station market budget "
    "festival library engine winter harvest mayor garden tower railway island lighthouse quarry "
    "meadow mill canal granary foundry vineyard dam reservoir chapel barracks smithy dairy"
).split()
_VERBS = "closed reopened grew shrank moved burned won lost doubled halved froze recovered".split()
_OPENINGS = ("The {}", "A {}", "Every {}", "However, the {}", "It was the {} that", "This {}")


def article(seed: int, sections: int, questions: int = 0) -> Document:
    """Return a made-up article, some of whose sentences lean on the one before."""
    draw = random.Random(seed)

    def sentence() -> str:
        opening = draw.choice(_OPENINGS).format(draw.choice(_WORDS))
        rest = " ".join(draw.choices(_WORDS, k=draw.randint(2, 24)))
        return f"{opening} {draw.choice(_VERBS)} near the {rest} in {draw.randint(2, 900)} days."

    def paragraphs() -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(sentence() for _ in range(draw.randint(1, 6))) for _ in range(draw.randint(2, 5))
        )

    return document(
        {f"Part {number}": paragraphs() for number in range(sections)},
        questions={f"What of place {number}?": paragraphs()[0] for number in range(questions)},
        lead=paragraphs()[0],
        title=f"The {draw.choice(_WORDS)} and the {draw.choice(_WORDS)}",
    )


def kept(story: Story) -> set[Address]:
    """Return the sentences of the text that a story tells."""
    return {
        source
        for passage in story.passages()
        for statement in passage.statements
        for source in statement.sources
    }


def milliseconds(text: str) -> int:
    """Return how long a made-up voice takes."""
    return 60 * len(text) + 300


@pytest.mark.parametrize("seed", range(12))
def test_budgets_that_end_with_a_stage_are_nested_exactly(seed: int) -> None:
    summariser = ExtractiveSummariser()
    long = article(seed, sections=seed % 5 + 1, questions=seed % 4)
    assert set(LADDER) <= set(STAGES)
    chosen = [kept(summariser.summarise(long, Budget.of_words(size))) for size in LADDER]
    for shorter, longer in pairwise(chosen):
        assert shorter <= longer


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 300), st.integers(1, 6), st.integers(60, 900), st.integers(60, 900))
def test_a_longer_budget_keeps_nine_tenths_or_all_but_a_sentence(
    seed: int, sections: int, one: int, other: int
) -> None:
    summariser = ExtractiveSummariser()
    long = article(seed, sections, questions=seed % 3)
    shorter, longer = (
        kept(summariser.summarise(long, Budget.of_words(size))) for size in sorted((one, other))
    )
    lost = shorter - longer
    assert len(lost) <= max(2, 0.1 * len(shorter))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.lists(st.integers(0, 200), min_size=1, max_size=5), st.booleans())
def test_what_was_asked_before_plays_no_part(
    one: Document, sizes: list[int], in_sentences: bool
) -> None:
    of = Budget.of_sentences if in_sentences else Budget.of_words
    summariser = ExtractiveSummariser()
    for size in sizes:
        assert summariser.summarise(one, of(size)) == ExtractiveSummariser().summarise(
            one, of(size)
        )


def test_a_document_changed_is_not_taken_for_the_one_before() -> None:
    summariser = ExtractiveSummariser()
    for seed in range(80):
        fresh = article(seed, sections=1)
        story = summariser.summarise(fresh, Budget.of_words(60))
        assert story.document is fresh


def test_every_section_has_a_sentence_before_any_has_a_third_helping() -> None:
    for seed in range(10):
        long = article(seed, sections=4)
        story = ExtractiveSummariser().summarise(long, Budget.of_words(260))
        assert [section.heading is not None for section in story.sections] == [True] * 4
        assert story.lead


def test_the_lead_is_told_first() -> None:
    for seed in range(10):
        story = ExtractiveSummariser().summarise(article(seed, 4, 2), Budget.of_words(45))
        assert story.lead


@pytest.mark.parametrize("size", [120, 200, 400, 700])
def test_questions_have_their_share_and_no_more(size: int) -> None:
    for seed in range(6):
        long = article(seed, sections=3, questions=12)
        story = ExtractiveSummariser().summarise(long, Budget.of_words(size))
        answers = sum(
            Budget.of_words(0).cost(statement.text)
            for question in story.questions
            for passage in question.answer
            for statement in passage.statements
        )
        assert 0 < answers <= 0.5 * size


def test_few_questions_are_all_asked() -> None:
    asked = {
        "Is the swimming pool open?": ("Swimmers are let in from May on.",),
        "Who paints the pier?": ("Volunteers with brushes of their own.",),
        "What does a ticket cost?": ("Children ride free, others give four crowns.",),
    }
    long = replace(article(3, sections=4), questions=document({}, questions=asked).questions)
    story = ExtractiveSummariser().summarise(long, Budget.of_words(150))
    assert len(story.questions) == 3


@pytest.mark.parametrize("seconds", [45, 60, 90, 120, 180])
def test_a_length_is_met_where_the_source_holds_enough(seconds: int) -> None:
    summariser = ExtractiveSummariser()
    for seed in range(10):
        long = article(seed, sections=seed % 4 + 1, questions=seed % 3)
        size = seconds * 1000
        budget = Budget(size, milliseconds, milliseconds, slack=3_000)
        if story_cost(whole(long), budget) < 1.5 * size:
            continue
        cost = story_cost(summariser.summarise(long, budget), budget)
        assert size - budget.slack <= cost <= size


def test_an_answer_that_says_again_what_a_section_says_is_left_out() -> None:
    said = "The ferry to the island stops for the winter on the third of November."
    asked = {
        "When does the ferry stop?": (said,),
        "Who runs the harbour?": ("The harbour is run by nine fishing families together.",),
    }
    fits = document({"The ferry": ((said, "A smaller boat takes the mail."),)}, questions=asked)
    story = ExtractiveSummariser().summarise(fits, Budget.of_words(500))
    assert told(story).count(said) == 1
    assert reasons(story)[said] == "says again what 1:s1.1.1 says"
    assert reasons(story)["When does the ferry stop?"] == "its answer is left out"
    assert [one.question.text for one in story.questions] == ["Who runs the harbour?"]


def test_other_figures_are_another_statement() -> None:
    streets = tuple(f"Street {n} reopens when its {n + 7} cellars are dry again." for n in range(9))
    town = document({"Streets": (streets, (streets[3],))})
    size = story_cost(whole(town), Budget.of_words(0)) - 1
    story = ExtractiveSummariser().summarise(town, Budget.of_words(size))
    assert told(story) == list(streets)


def test_the_same_said_with_a_word_more_is_left_out_when_words_are_short() -> None:
    said = "The old granary by the canal burned down in the night to Tuesday"
    again = block("q1", 1, (f"{said}, firefighters report.",))
    long = article(5, sections=2)
    first = long.sections[0]
    blocks = (block("s1", 1, (f"{said}.", *(one.text for one in first.blocks[0].sentences))),)
    asked = document({}, questions={"What burned?": ("x",)}).questions[0]
    long = replace(
        long,
        sections=(Section(first.heading, (*blocks, *first.blocks[1:])), *long.sections[1:]),
        questions=(replace(asked, answer=(again,)),),
    )
    for size in range(40, 400, 20):
        texts = told(ExtractiveSummariser().summarise(long, Budget.of_words(size)))
        assert sum(said in text for text in texts) <= 1


def test_a_connective_falls_where_the_sentence_before_is_not_told() -> None:
    texts = (
        "The dam above Carrow held through the night of the great storm without any damage.",
        "However, the lower bridge of Carrow was closed to all traffic on Monday morning.",
    )
    carrow = document({"One": (texts,)}, title="The lower bridge of Carrow")
    alone = [
        text
        for size in range(10, 27)
        for text in told(ExtractiveSummariser().summarise(carrow, Budget.of_words(size)))
        if "lower bridge" in text
    ]
    assert set(alone) == {"The lower bridge of Carrow was closed to all traffic on Monday morning."}
    both = ExtractiveSummariser().summarise(carrow, Budget.of_words(100))
    assert told(both) == list(texts)


def test_a_story_tells_in_the_order_of_the_source_whatever_the_order_of_picks() -> None:
    long = article(9, sections=5, questions=2)
    places = {one.address: at for at, one in enumerate(long.sentences())}
    for size in (60, 150, 450):
        story = ExtractiveSummariser().summarise(long, Budget.of_words(size))
        said = [places[address] for address in sources_of(story)]
        assert said == sorted(said)
