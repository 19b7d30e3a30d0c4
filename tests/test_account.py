"""The account covers every sentence once, and says what became of it."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.account import NOT_IN_SCRIPT, Counts, account, counts
from briefing.model import (
    Address,
    Block,
    Document,
    Line,
    Omission,
    Pause,
    Script,
    Segment,
    Sentence,
)
from briefing.testing.summariser import documents
from briefing.units import Milliseconds

TEXTS = ("The river rose.", "It fell on\u00a0Tuesday.", "Nobody was hurt.", "Rain is due.")
ADDRESSES = tuple(Address(1, "lead", 1, at) for at in range(1, 5))
ARTICLE = Document(
    number=1,
    origin="river.txt",
    title=None,
    language="en",
    lead=(
        Block("paragraph", tuple(Sentence(*pair) for pair in zip(ADDRESSES, TEXTS, strict=True))),
    ),
)


def script(*lines: Line) -> Script:
    """Return a script of one segment, with a pause before its lines."""
    return Script("River", "en", (Segment("River", ((Pause(Milliseconds(5)), *lines),)),))


def test_each_fate_is_told_apart() -> None:
    entries = account(
        [ARTICLE],
        [Omission(ADDRESSES[2], "cut to length")],
        script(
            Line("host", "Good morning."),
            Line("host", "Now this. The river  rose.", (ADDRESSES[0],)),
            Line("host", "The water fell.", (ADDRESSES[1],)),
        ),
    )
    assert [(one.fate, one.reason, one.line) for one in entries] == [
        ("spoken", None, 1),
        ("condensed", None, 2),
        ("left out", "cut to length", None),
        ("left out", NOT_IN_SCRIPT, None),
    ]
    assert [one.text for one in entries] == list(TEXTS)
    assert counts(entries) == Counts(spoken=1, condensed=1, left_out=2)


def test_blanks_do_not_matter_but_case_does() -> None:
    said = Line("host", "It fell on Tuesday.", (ADDRESSES[1],))
    shouted = Line("host", "THE RIVER ROSE.", (ADDRESSES[0],))
    fates = [one.fate for one in account([ARTICLE], (), script(said, shouted))]
    assert fates == ["condensed", "spoken", "left out", "left out"]


def test_the_line_that_says_it_is_named_rather_than_one_that_hints_at_it() -> None:
    hint = Line("host", "More on the river.", (ADDRESSES[0],))
    said = Line("host", TEXTS[0], (ADDRESSES[0],))
    assert account([ARTICLE], (), script(hint, said))[0].line == 1


def test_a_line_without_the_citation_does_not_count() -> None:
    assert account([ARTICLE], (), script(Line("host", TEXTS[0])))[0].fate == "left out"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(document=documents(), pick=st.randoms(use_true_random=False))
def test_counts_add_up_to_the_sentences(document: Document, pick: Random) -> None:
    sentences = list(document.sentences())
    lines = [
        Line("host", one.text if pick.random() < 0.5 else "Otherwise.", (one.address,))
        for one in sentences
        if pick.random() < 0.7
    ]
    entries = account([document], (), script(*lines))
    assert [entry.address for entry in entries] == [one.address for one in sentences]
    total = counts(entries)
    assert total.spoken + total.condensed + total.left_out == len(sentences)
    assert total.left_out == len(sentences) - len(lines)
    assert all((entry.line is None) == (entry.reason is not None) for entry in entries)
