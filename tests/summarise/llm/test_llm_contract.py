"""The summariser that asks a model keeps the contract, whatever the document and the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from chatserver import Asked, Chatting, Claim, Reply, chatting, complained, extracts, form, said
from llmcases import article, equipped

from briefing.summarise.budget import Budget
from briefing.summarise.summariser import Summariser
from briefing.testing.summariser import SummariserContract


@pytest.fixture(scope="module")
def good() -> Iterator[Chatting]:
    with chatting(extracts) as chat:
        yield chat


class TestLlmAnsweredWell(SummariserContract):
    """A model that answers with the section's own sentences."""

    @pytest.fixture
    def summariser(self, good: Chatting) -> Summariser:
        return equipped(good, llm_max_tokens=10**9)

    def test_the_model_is_asked(self, good: Chatting, summariser: Summariser) -> None:
        """These are tests of answers, not of a summariser that never asks."""
        before = len(good.asked)
        story = summariser.summarise(article(), Budget.of_words(90))
        assert len(good.asked) == before + 3
        assert not story.notices


def wild(asked: Asked) -> Reply:
    """Answer somehow: well, backwards, with several sources, with wrong ones, or not at all."""
    texts = asked.texts
    mood = hashlib.sha256(json.dumps(asked.article).encode()).digest()[0] % 16
    singles: list[Claim] = [(text, [number]) for number, text in enumerate(texts, 1)]
    pairs: list[Claim] = [
        (f"{one} {other}", [number, number + 1])
        for number, (one, other) in enumerate(pairwise(texts), 1)
    ]
    spans: list[Claim] = [(f"{texts[0]} {texts[-1]}", [len(texts), 1])]
    answers: list[list[Claim]] = [
        [*reversed(singles)],
        pairs or singles,
        [*reversed(pairs + singles)],
        [*spans, *singles],
        [*pairs[:1], *singles[1:2], *spans],
        [*singles, ("And more.", [len(texts) + 1])],
    ]
    if mood < 12:
        return said(form(*answers[mood % len(answers)]))
    return extracts(asked) if mood < 14 else said("no") if mood < 15 else complained(422)


@pytest.fixture(scope="module")
def any_mood() -> Iterator[Chatting]:
    with chatting(wild) as chat:
        yield chat


@pytest.mark.slow
class TestLlmAnsweredAnyhow(SummariserContract):
    """A model whose answers are good, odd or useless, as it happens."""

    @pytest.fixture
    def summariser(self, any_mood: Chatting) -> Summariser:
        return equipped(any_mood, llm_max_tokens=10**9)
