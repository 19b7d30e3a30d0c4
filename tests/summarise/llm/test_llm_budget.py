"""How much is asked for, and what of it is told within the budget."""

from __future__ import annotations

import pytest
from chatserver import Asked, Claim, Reply, chatting, form, said
from llmcases import ANSWER, HARBOUR, LIBRARY, QUOTED, article, block, condensed, equipped, told

from briefing.model import Address, Document, Section, Sentence
from briefing.summarise.budget import Budget
from briefing.summarise.llm.prompt import words_for
from briefing.summarise.llm.stretch import LONGEST, stretches
from briefing.summarise.story import story_cost, whole


def test_what_is_asked_for_does_not_depend_on_the_exact_budget() -> None:
    """An episode is made to fit by trying budgets that differ a little."""
    with chatting() as chat:
        ready = equipped(chat)
        for words in range(84, 96):
            ready.summarise(article(), Budget.of_words(words))
        assert len(chat.asked) <= 6
        for asked in chat.asked:
            assert asked.article["words"] == words_for(asked.article["words"])


def test_the_ladder_leads_up_in_coarse_steps() -> None:
    rungs = sorted({words_for(share) for share in range(2_000)})
    assert len(rungs) < 20
    assert all(words_for(share) >= share for share in range(2_000))
    assert all(words_for(share) <= 1.51 * share + 1 for share in range(12, 2_000))


def spread(asked: Asked) -> Reply:
    """Answer with every sentence cut short, the last one most needed."""
    claims: list[Claim] = [
        (" ".join(text.rstrip(".").split()[:9]) + ".", [number])
        for number, text in enumerate(asked.texts, 1)
    ]
    return said(form(*reversed(claims)))


@pytest.mark.parametrize("words", range(40, 160, 7))
def test_the_budget_is_kept_in_words(words: int) -> None:
    budget = Budget.of_words(words)
    with chatting(spread) as chat:
        story = equipped(chat).summarise(article(), budget)
    assert story_cost(story, budget) <= words
    assert not story.notices


def test_the_budget_is_kept_in_sentences_and_milliseconds() -> None:
    timed = Budget(30_000, lambda text: 60 * len(text) + 300, lambda text: 2_000, 3_000)
    with chatting(spread) as chat:
        for budget in (Budget.of_sentences(4), timed):
            story = equipped(chat).summarise(article(), budget)
            assert 0 < story_cost(story, budget) <= budget.size
            assert any(text not in (*HARBOUR, *LIBRARY, *ANSWER) for text in told(story))


def test_the_most_needed_comes_first_and_is_told_in_the_order_of_the_source() -> None:
    ranked: list[Claim] = [
        (HARBOUR[3], [4]),
        (HARBOUR[0], [1]),
        (HARBOUR[4], [5]),
        (HARBOUR[2], [3]),
    ]

    def answer(asked: Asked) -> Reply:
        one_word = [(text, numbers) for text, numbers in ranked]
        return said(form(*one_word)) if asked.article["heading"] == "The harbour" else said("no")

    with chatting(answer) as chat:
        story = condensed(chat, words=90)
    harbour = [text for text in told(story) if text in HARBOUR]
    assert HARBOUR[3] in harbour
    assert harbour == [text for text in HARBOUR if text in harbour]


def test_what_fits_as_it_stands_is_not_asked_about() -> None:
    with chatting() as chat:
        story = condensed(chat, words=1_000)
        assert not chat.asked
    assert story == whole(article())


def test_quotations_are_neither_sent_nor_reworded() -> None:
    with chatting(spread) as chat:
        for words in range(60, 170, 10):
            story = condensed(chat, words=words)
            spoken = [one for one in story.passages() if one.kind == "quote"]
            assert all(tuple(s.text for s in one.statements) == QUOTED for one in spoken)
            assert all(one.speaker == "Jon Aasen" for one in spoken)
        assert chat.asked
        assert not any(set(QUOTED) & set(asked.texts) for asked in chat.asked)


def test_nothing_is_said_twice_across_sections() -> None:
    """The article repeats itself; the model is asked of each section alone and cannot know."""
    news: Claim = ("The harbour of Tolmer will be dredged in spring.", [1])
    doubled = article(library=(HARBOUR[0], *LIBRARY[1:]))

    def answer(asked: Asked) -> Reply:
        others: list[Claim] = [(text, [n]) for n, text in enumerate(asked.texts[1:3], 2)]
        return said(form(news, *others)) if "Monday" in asked.texts[0] else spread(asked)

    with chatting(answer) as chat:
        story = condensed(chat, doubled, words=110)
    assert told(story).count(news[0]) <= 1
    reasons = {one.address: one.reason for one in story.omissions}
    assert reasons.get(Address(1, "s2", 1, 1), "").startswith("repeats")


def long_section(words: int, *, paragraphs: int) -> Document:
    """Return a document of one section with about so many words."""
    each = words // paragraphs // 10
    blocks = tuple(
        block(
            "s1",
            number,
            [f"Buoy {number} {at} lies north of the pier at low tide." for at in range(each)],
        )
        for number in range(1, paragraphs + 1)
    )
    heading = Sentence(Address(1, "s1", 0, 1), "Buoys")
    return Document(1, "buoys.txt", None, "en", sections=(Section(heading, blocks),))


@pytest.mark.parametrize("paragraphs", [1, 4, 40])
def test_a_long_section_is_asked_for_in_portions(paragraphs: int) -> None:
    """A small model forgets the beginning of what is too long for it, and says nothing of it."""
    document = long_section(4_000, paragraphs=paragraphs)
    portions = stretches(document)
    assert len(portions) >= 4
    assert all(portion.words <= LONGEST for portion in portions)
    sentences = [one for portion in portions for one in portion.sentences]
    assert sentences == [one for b in document.sections[0].blocks for one in b.sentences]
