"""When each word of a shown line is heard."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import WordMark
from briefing.timing import word_starts
from briefing.units import Frames


def marks_of(spoken: str, step: int = 1000, without: tuple[int, ...] = ()) -> tuple[WordMark, ...]:
    """Return marks a thousand frames apart, none for the words numbered in ``without``."""
    return tuple(
        WordMark(Frames(number * step), match.start(), len(match[0]))
        for number, match in enumerate(re.finditer(r"\S+", spoken))
        if number not in without
    )


def test_words_that_are_said_as_they_are_shown_start_when_they_are_said() -> None:
    text = "The harbour opens in May."
    starts, estimated = word_starts(text, text, marks_of(text), Frames(5000))
    assert starts == (0, 1000, 2000, 3000, 4000)
    assert not estimated


def test_a_figure_starts_with_the_first_of_its_words() -> None:
    starts, _ = word_starts(
        "It cost $5 in May.",
        "It cost five dollars in May.",
        marks_of("It cost five dollars in May."),
        Frames(6000),
    )
    assert starts == (0, 1000, 2000, 4000, 5000)


def test_two_words_heard_as_three_share_them() -> None:
    spoken = "About one point two million people"
    starts, _ = word_starts("About 1.2m people", spoken, marks_of(spoken), Frames(6000))
    assert starts == (0, 1000, 5000)


def test_a_word_the_engine_gave_no_mark_stands_between_its_neighbours() -> None:
    text = "out of the blue"
    starts, estimated = word_starts(text, text, marks_of(text, without=(2,)), Frames(4000))
    assert starts[1] < starts[2] < starts[3]
    assert not estimated


def test_without_marks_words_share_the_time_by_their_characters() -> None:
    starts, estimated = word_starts("aaaa bbbb cc", "aaaa bbbb cc", (), Frames(1200))
    assert estimated
    assert starts == (0, 500, 1000)
    assert word_starts("a b", "", (), Frames(100)) == ((0, 50), True)


texts = st.text("ab1$ ", max_size=40)


@given(texts, texts, st.integers(0, 9), st.booleans())
def test_times_never_decrease_and_lie_inside(
    shown: str, spoken: str, step: int, marked: bool
) -> None:
    marks = marks_of(spoken, step) if marked else ()
    frames = Frames(step * (len(spoken.split()) + 1))
    starts, estimated = word_starts(shown, spoken, marks, frames)
    assert len(starts) == len(shown.split())
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= frames for start in starts)
    assert estimated == (not marks)
