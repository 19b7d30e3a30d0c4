"""Ducking, by its promises: down in time, never above the bed's own level, never in a jump."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sound.duck import FLOOR, Curve, duck_curve, gains, mixed
from briefing.units import Frames

RATE = 1_000
Spans = list[tuple[Frames, Frames]]


@st.composite
def spans(draw: st.DrawFn) -> tuple[Spans, Frames]:
    """Return speech spans in order, and the length of a bed that they may overrun."""
    found: Spans = []
    end = draw(st.integers(-RATE, 2 * RATE))
    for _ in range(draw(st.integers(0, 6))):
        start = end + draw(st.integers(0, 3 * RATE))
        end = start + draw(st.integers(1, 2 * RATE))
        found.append((Frames(start), Frames(end)))
    return found, Frames(max(1, end + draw(st.integers(-RATE, 2 * RATE))))


def decibels(curve: Curve) -> np.typing.NDArray[np.float64]:
    """Return the gain at every frame."""
    return 20 * np.log10(gains(curve, Frames(0), curve.total).astype(np.float64))


@given(spans(), st.floats(0.5, 20), st.floats(0.01, 1), st.floats(0.01, 1))
def test_down_under_every_frame_of_speech_and_never_above_the_bed_itself(
    case: tuple[Spans, Frames], depth: float, attack: float, release: float
) -> None:
    speech, total = case
    level = decibels(
        duck_curve(speech, total, RATE, depth_db=depth, attack=attack, release=release, fade=0)
    )
    assert level.max() <= 0
    assert level.min() >= -depth - 1e-5
    for start, end in speech:
        assert level[max(0, start) : max(0, end)] == pytest.approx(-depth, abs=1e-5)


@given(spans(), st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0, 2))
def test_no_step_is_steeper_than_a_cosine_between_the_levels(
    case: tuple[Spans, Frames], attack: float, release: float, fade: float
) -> None:
    speech, total = case
    curve = duck_curve(speech, total, RATE, attack=attack, release=release, fade=fade)
    steepest = 8 / min(round(attack * RATE), round(release * RATE))
    if curve.fade:
        steepest += -FLOOR / curve.fade
    assert np.abs(np.diff(decibels(curve))).max(initial=0) <= steepest * np.pi / 2 + 1e-4


@given(spans(), st.floats(0.01, 1), st.floats(0.01, 1))
def test_seen_from_its_end_it_is_the_curve_of_the_speech_seen_from_its_end(
    case: tuple[Spans, Frames], attack: float, release: float
) -> None:
    speech, total = case
    mirrored = [(Frames(total - end), Frames(total - start)) for start, end in reversed(speech)]
    there = decibels(duck_curve(speech, total, RATE, attack=attack, release=release))
    back = decibels(duck_curve(mirrored, total, RATE, attack=release, release=attack))
    assert back[1:][::-1] == pytest.approx(there[1:], abs=1e-4)


def test_up_again_only_where_there_is_time_for_it() -> None:
    second = RATE
    speech = [(0, 1), (2, 3), (4.5, 5)]
    curve = duck_curve(
        [(Frames(int(a * second)), Frames(int(b * second))) for a, b in speech],
        Frames(8 * second), RATE, depth_db=6, attack=0.5, release=1.0, fade=0,
    )  # fmt: skip
    level = decibels(curve)
    assert level[: 3 * second] == pytest.approx(-6, abs=1e-5)
    assert level[4 * second] == 0
    assert level[int(4.25 * second)] == pytest.approx(-3, abs=1e-4)
    assert level[6 * second :] == pytest.approx(0, abs=1e-5)


def test_a_bed_comes_from_silence_and_goes_to_it() -> None:
    level = decibels(duck_curve([], Frames(4 * RATE), RATE, fade=1))
    assert level[0] == pytest.approx(FLOOR, abs=1e-3)
    assert level[-1] == pytest.approx(FLOOR, abs=1e-3)
    assert level[RATE : 3 * RATE] == pytest.approx(0, abs=1e-6)


@given(spans(), st.lists(st.integers(1, 3 * RATE), max_size=12), st.integers(1, RATE))
def test_windows_end_to_end_are_the_whole(
    case: tuple[Spans, Frames], cuts: list[int], turn: int
) -> None:
    """However the bed is cut into windows, and however often its loop goes round in it."""
    speech, total = case
    bed = np.random.default_rng(turn).standard_normal(turn).astype("f4")
    curve = duck_curve(speech, total, RATE)
    edges = [0, *sorted({cut % total for cut in cuts}), int(total)]
    windows = [mixed(bed, curve, Frames(here), there - here) for here, there in pairwise(edges)]
    whole = mixed(bed, curve)
    assert np.concatenate(windows) == pytest.approx(whole, abs=1e-6)
    assert whole == pytest.approx(np.resize(bed, total) * gains(curve, Frames(0), total), abs=1e-6)


@pytest.mark.parametrize(
    ("speech", "options"),
    [
        ([(5, 5)], {}),
        ([(5, 9), (8, 12)], {}),
        ([(9, 12), (1, 3)], {}),
        ([], {"attack": 0}),
        ([], {"release": -1}),
        ([], {"depth_db": -1}),
        ([], {"depth_db": 90}),
        ([], {"fade": -1}),
    ],
)
def test_what_makes_no_sense_is_refused(speech: Spans, options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"span|at least"):
        duck_curve(speech, Frames(100), RATE, **options)


def test_windows_outside_the_bed_are_refused() -> None:
    curve = duck_curve([], Frames(100), RATE)
    for start, frames in ((-1, 5), (96, 5), (0, 101)):
        with pytest.raises(ValueError, match="within"):
            gains(curve, Frames(start), Frames(frames))
    with pytest.raises(ValueError, match="no length"):
        mixed(np.zeros(0, "f4"), curve)
