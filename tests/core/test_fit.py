"""A length is met: lines that were spoken are known, others are estimated, and the search ends."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.arrange import PAUSES, RATE
from briefing.fit import Length, Pace, closest, reason, tolerance, units
from briefing.model import Clip, Line, Script, Segment
from briefing.units import Milliseconds, frames_of


def clip(milliseconds: int) -> Clip:
    """Return a clip that long."""
    return Clip("", frames_of(Milliseconds(milliseconds), RATE), RATE)


def test_two_percent_or_three_seconds() -> None:
    assert tolerance(Milliseconds(60_000)) == 3_000
    assert tolerance(Milliseconds(600_000)) == 12_000


def test_what_was_spoken_is_known_and_the_rest_estimated_by_role() -> None:
    host, guest = Line("host", "A ferry left."), Line("quote", "We were late.")
    pace = Pace().learned([host, guest], [clip(1_000), clip(3_000)])
    assert pace.length("host", host.text) == 1_000
    assert pace.length("quote", host.text) == 3_000 * units(host.text) // units(guest.text)
    assert pace.length("questioner", guest.text) == units(guest.text) * 1_000 // units(host.text)


def test_a_line_said_twice_is_learned_once() -> None:
    line = Line("host", "A ferry left.")
    once = Pace().learned([line], [clip(1_000)])
    assert once.learned([line], [clip(1_000)]) == once


def test_figures_and_clauses_take_longer_than_letters() -> None:
    assert units("It cost 4,250.") > units("It cost much.")
    assert units("Late, wet, cold") > units("Late wet cold..")


def test_an_estimate_is_the_arranged_length() -> None:
    lines = (Line("host", "A ferry left."), Line("host", "It was full."))
    pace = Pace().learned(lines, [clip(1_000), clip(1_500)])
    length = pace.estimated(Script("Ferry", "en", (Segment("Ferry", (lines,)),)))
    pauses = PAUSES["opening"] + PAUSES["sentence"] + PAUSES["closing"]
    assert abs(length - (2_500 + pauses)) <= 1
    assert pace.sentence("It was full.") == 1_500 + PAUSES["sentence"]
    assert pace.head("It was full.") > pace.sentence("It was full.")


@dataclass(frozen=True)
class Told:
    """An attempt in a world where sentences take ``grain`` and a frame of words comes on top."""

    length: Milliseconds
    cost: int


@given(
    asked=st.integers(30_000, 900_000),
    grain=st.integers(1, 1_400),
    around=st.integers(0, 20_000),
    share=st.integers(0, 30),
)
def test_the_search_ends_near_whatever_the_template_adds(
    asked: int, grain: int, around: int, share: int
) -> None:
    def attempt(size: int) -> Told:
        cost = size // grain * grain
        return Told(Milliseconds(cost + around + cost * share // 100), cost)

    wanted = Milliseconds(asked)
    found = closest(wanted, tolerance(wanted), attempt)
    assert abs(found.length - asked) <= tolerance(wanted)


def test_what_cannot_be_met_ends_with_the_closest() -> None:
    sizes: list[int] = []

    def attempt(size: int) -> Told:
        sizes.append(size)
        return Told(Milliseconds(20_000), 18_000)

    assert closest(Milliseconds(60_000), Milliseconds(3_000), attempt).length == 20_000
    assert len(sizes) <= 8


@pytest.mark.parametrize(
    ("made", "least", "most", "said"),
    [
        (31_000, None, 31_500, "hold no more"),
        (90_000, 89_500, None, "more briefly"),
        (70_000, 30_000, None, "no choice"),
        (50_000, None, 200_000, "no choice"),
    ],
)
def test_the_reason_is_the_true_one(
    made: int, least: int | None, most: int | None, said: str
) -> None:
    why = reason(Milliseconds(60_000), Milliseconds(made), least=least, most=most)
    assert said in why
    assert "not 1 min" in why


def test_a_length_nobody_asked_for_is_met() -> None:
    assert Length(None, Milliseconds(5)).met
    assert not Length(Milliseconds(60_000), Milliseconds(64_000)).met
    assert Length(Milliseconds(60_000), Milliseconds(63_000)).facts()["met"] is True
