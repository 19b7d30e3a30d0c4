"""The digest: documents told within one budget, each story and each sentence once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model import Digest, Document, Story
from briefing.plugins import plugin
from briefing.summarise.budget import Budget, shares
from briefing.summarise.repeats import without_repeats
from briefing.summarise.story import story_cost, whole
from briefing.summarise.summariser import Equipped, Summariser, Workplace
from briefing.summarise.twice import Telling, credited, tellings

GROUP = "briefing.summarisers"
"""The entry-point group summarisers are found in."""


def summariser_called(name: str) -> Summariser:
    """Return a new summariser of that name.

    Raises ``UsageError`` when there is none or it cannot be loaded.
    """
    found: Summariser = plugin(GROUP, "summariser", name).load()
    return found


def ready(
    summariser: str | Summariser,
    documents: Sequence[Document],
    workplace: Callable[[], Workplace],
) -> Summariser:
    """Return the summariser, or the one of that name, equipped for ``documents`` if it asks."""
    found = summariser_called(summariser) if isinstance(summariser, str) else summariser
    return found.equipped(workplace(), documents) if isinstance(found, Equipped) else found


def budget_for(
    documents: Sequence[Document], words: int | None, sentences: int | None, ratio: float | None
) -> Budget | None:
    """Return the budget of the one that is given; ``None`` when none is."""
    if sentences is not None:
        return Budget.of_sentences(sentences)
    if words is not None:
        return Budget.of_words(words)
    if ratio is None:
        return None
    counted = Budget.of_words(0)
    return counted.sized(round(held(documents, counted) * ratio))


def summarise(
    documents: Sequence[Document], budget: Budget | None, summariser: Summariser | str
) -> Digest:
    """Return the digest of ``documents`` within ``budget``, a story for each in order.

    The same story from several documents is told once, and so is a sentence that two stories
    share. No budget keeps every sentence as it stands. The budget is shared by what the documents
    hold; what one leaves over, the next gets.
    Raises ``UsageError`` when there is no summariser of that name or it cannot be loaded.
    """
    told = tellings(documents)
    if budget is None:
        return Digest(tuple(credited(whole(one.document), one) for one in told))
    condense = summariser_called(summariser) if isinstance(summariser, str) else summariser
    return Digest(tuple(_stories(told, budget, condense)))


def held(documents: Sequence[Document], budget: Budget) -> int:
    """Return what telling all of ``documents`` would cost, counted as ``budget`` counts."""
    return sum(story_cost(whole(document), budget) for document in documents)


def _stories(told: Sequence[Telling], budget: Budget, condense: Summariser) -> list[Story]:
    hold = [held((one.document,), budget) for one in told]
    stories: list[Story] = []
    left = 0
    for one, share in zip(told, shares(budget, hold), strict=True):
        story = condense.summarise(one.document, budget.sized(share + left))
        story = without_repeats(story, stories)
        left = max(share + left - story_cost(story, budget), 0)
        stories.append(credited(story, one))
    return stories
