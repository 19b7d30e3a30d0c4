"""Hostile text: nothing that can be written stops the guard, or costs more than its length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.guard import rounded, unsupported

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja", "und", "en-US", "")
PIECES = [
    "5", "$", "€", "%", " ", ".", ",", "-", "'", '"', "“", "„", "«", "km", "million", "and", "a",
    "half", "March", "3rd", "Mara", "U.S.", "½", "²", "٤", "\u00a0", "\n", "XIV", "einund", "of",
    "zwanzig", "about", "d'", "\ud800", "\u0000", "9" * 30, "/", ":", "pm", "İ", "ß", "1990s",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES)).map("".join) | st.text(),
    st.lists(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(), max_size=3),
    st.sampled_from(LANGUAGES),
)
def test_any_text_is_checked_and_supports_itself(
    text: str, sources: list[str], language: str
) -> None:
    unsupported(text, sources, language)
    rounded(text, sources, language)
    assert unsupported(text, [*sources, text], language) == ()
    assert all(one.text for one in unsupported(text, sources, language))


@given(st.lists(st.sampled_from(PIECES)).map(" ".join), st.sampled_from(LANGUAGES))
def test_a_source_with_a_word_more_supports_its_figures(text: str, language: str) -> None:
    """The long way round, not the short cut for what stands in the source as it is."""
    found = unsupported(f"so {text}", [f"then {text} ,"], language)
    assert [one for one in found if one.kind not in ("quotation", "name")] == []


def steps(check: Callable[[], object]) -> int:
    """Return how many lines of Python a call runs: a measure that no busy machine disturbs."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        check()
    finally:
        sys.settrace(before)
    return count


SHAPES = [
    "5 ", "5, ", "$5 million to ", '"a b" ', '"', "“", "'a ", "Mara Quist ", "Mara. ", "one ",
    "one hundred and ", "einundzwanzig", "zwanzigund", "1,000,", "3 March 2026 and ", "A", "9",
    "about 50 ", "U.S. ", "X", "d'A", "- ", "(", "5 to ", "about ", "½", "1/2 ", "a third ", "a.",
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_cost_grows_no_faster_than_the_text(shape: str, language: str) -> None:
    def cost(length: int) -> int:
        text = shape * (length // len(shape))
        return steps(lambda: unsupported(f"x {text}", [f"y {text}", "Nothing."], language))

    cost(300)  # tables are read once
    short, long = cost(1_000), cost(4_000)
    assert long <= 5 * short + 2_000


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.slow
def test_a_hundred_thousand_characters_are_checked(shape: str) -> None:
    text = (shape * 100_000)[:100_000]
    unsupported(f"x {text}", [f"y {text}"], "en")
