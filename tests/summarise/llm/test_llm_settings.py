"""What a run may spend, whom the key goes to, and what is said before anything is sent."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chatserver import Chatting, chatting
from llmcases import KEY, Place, article, condensed, equipped, told, why

from briefing.errors import UsageError
from briefing.summarise.budget import Budget
from briefing.summarise.llm import LlmSummariser
from briefing.summarise.summariser import Equipped, Summariser

WORDS = Budget.of_words(90)
NOWHERE = "http://127.0.0.1:9/v1"


def refusal(**settings: Any) -> UsageError:
    """Return the error for being equipped with ``settings``."""
    with pytest.raises(UsageError) as error:
        LlmSummariser().equipped(Place(NOWHERE, **settings).workplace, [article()])
    assert error.value.remedy
    return error.value


def test_it_is_made_without_arguments_and_asks_for_its_equipment() -> None:
    summariser = LlmSummariser()
    assert isinstance(summariser, Summariser)
    assert isinstance(summariser, Equipped)
    assert summariser.name == "llm"


def test_unequipped_it_says_so() -> None:
    with pytest.raises(UsageError, match="no server to ask"):
        LlmSummariser().summarise(article(), WORDS)


def test_a_model_must_be_named() -> None:
    assert "--llm-model" in refusal(llm_model=None).remedy


def test_too_many_tokens_are_refused_before_anything_is_sent() -> None:
    with chatting() as chat:
        with pytest.raises(UsageError, match="more than 500") as error:
            condensed(chat, llm_max_tokens=500)
        assert not chat.asked
    assert "--llm-max-tokens" in error.value.remedy


def test_too_high_a_cost_is_refused() -> None:
    error = refusal(llm_input_price=5.0, llm_output_price=20.0, llm_max_cost=0.001)
    assert "--llm-max-cost" in error.remedy


@pytest.mark.parametrize("prices", [{}, {"llm_input_price": 1.0}, {"llm_output_price": 1.0}])
def test_a_limit_on_cost_needs_prices(prices: Mapping[str, float]) -> None:
    error = refusal(llm_max_cost=1.0, **prices)
    assert "price" in error.remedy


def test_a_password_in_the_address_is_refused_unshown() -> None:
    place = Place("http://ada:hunter2@127.0.0.1:9/v1")
    with pytest.raises(UsageError) as error:
        LlmSummariser().equipped(place.workplace, [article()])
    assert "hunter2" not in str(error.value)


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    assert "briefing[llm]" in refusal().remedy


def test_what_is_about_to_be_spent_is_said_before() -> None:
    place = Place(NOWHERE, llm_input_price=1.0, llm_output_price=2.0)
    LlmSummariser().equipped(place.workplace, [article()])
    assert len(place.heard) == 1
    assert "tiny" in place.heard[0]
    assert "tokens" in place.heard[0]
    assert "cost" in place.heard[0]


def test_without_prices_no_cost_is_made_up() -> None:
    place = Place(NOWHERE)
    LlmSummariser().equipped(place.workplace, [article()])
    assert "cost" not in place.heard[0]


def test_the_limit_holds_while_the_run_goes_on() -> None:
    """The server counts more than was foreseen: what is left is told from the source."""

    with chatting() as chat:
        place = Place(chat.url, llm_max_tokens=9_000)
        ready = LlmSummariser().equipped(place.workplace, [article()])
        stories = [
            ready.summarise(article(library=[f"{n} {text}" for text in TEXTS]), WORDS)
            for n in range(300)
        ]
    assert 100 * len(chat.asked) < 9_000
    assert "limit on tokens" in why(stories[-1])
    assert told(stories[-1])


TEXTS = [f"The {name} of the village stands beside the old mill road." for name in "abcdef"]


# ------------------------------------------------------------------------------ the key


def key_sent(chat: Chatting, environment: Mapping[str, str]) -> str | None:
    workplace = replace(Place(chat.url).workplace, environment=environment)
    ready = LlmSummariser().equipped(workplace, [article()])
    ready.summarise(article(), WORDS)
    return chat.asked[-1].headers.get("authorization")


def test_the_key_is_the_one_meant_for_this_or_the_usual_one_or_none() -> None:
    with chatting() as chat:
        own = {"BRIEFING_LLM_KEY": "own", "OPENAI_API_KEY": "usual"}
        assert key_sent(chat, own) == "Bearer own"
        assert key_sent(chat, {"OPENAI_API_KEY": "usual"}) == "Bearer usual"
        assert key_sent(chat, {}) is None


def test_a_key_for_others_goes_nowhere_in_the_clear() -> None:
    """Somebody else's server on the network does not get OPENAI_API_KEY unencrypted."""
    from briefing.summarise.llm.summariser import _key

    usual = {"OPENAI_API_KEY": "usual"}
    assert _key("http://192.0.2.7:8000/v1", usual) is None
    assert _key("https://api.example/v1", usual) == "usual"
    assert _key("http://192.0.2.7:8000/v1", {"BRIEFING_LLM_KEY": "own"}) == "own"


@pytest.mark.parametrize("key", ["a\nb", "käse", "a\x00"])
def test_a_key_that_is_none_is_refused_unshown(key: str) -> None:
    workplace = replace(Place(NOWHERE).workplace, environment={"BRIEFING_LLM_KEY": key})
    with pytest.raises(UsageError) as error:
        LlmSummariser().equipped(workplace, [article()])
    assert key not in str(error.value)


def test_the_key_is_in_nothing_that_is_kept_or_shown(tmp_path: Path) -> None:
    from briefing.summarise.llm.wire import Wire

    with chatting() as chat:
        place = Place(chat.url, tmp_path)
        ready = LlmSummariser().equipped(place.workplace, [article()])
        story = ready.summarise(article(), WORDS)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(KEY.encode() in path.read_bytes() for path in files)
    assert not any(KEY in path.name for path in files)
    assert KEY not in repr(story)
    assert KEY not in "".join(place.heard)
    assert KEY not in repr(Wire("http://127.0.0.1/", KEY))


def test_what_is_not_needed_is_not_loaded() -> None:
    """Listing summarisers makes no connection ready and loads no library for it."""
    import subprocess

    code = (
        "import sys, briefing.summarise.llm; "
        "sys.exit(any(name in sys.modules for name in ('httpx', 'jsonschema', 'stamina')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_equipping_sends_nothing() -> None:
    with chatting() as chat:
        equipped(chat)
        assert not chat.asked
