"""Timestamps and lengths: one way to write them, and back again."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.units import (
    Frames,
    Milliseconds,
    decibels_of,
    format_clock,
    format_length,
    frames_of,
    gain_of,
    milliseconds_of,
    parse_clock,
    rescale,
)

lengths = st.integers(0, 99 * 3_600_000).map(Milliseconds)
rates = st.sampled_from([8000, 16000, 22050, 24000, 44100, 48000])


@given(lengths)
def test_a_timestamp_reads_back_as_written(length: Milliseconds) -> None:
    assert parse_clock(format_clock(length)) == length


@given(lengths, rates)
def test_milliseconds_survive_a_trip_through_frames(length: Milliseconds, rate: int) -> None:
    assert milliseconds_of(frames_of(length, rate), rate) == length


@given(st.integers(0, 10**9).map(Frames), rates, rates)
def test_rescaling_is_off_by_at_most_half_a_frame(frames: Frames, rate: int, to: int) -> None:
    assert abs(rescale(frames, rate, to) - frames * to / rate) <= 0.5


@given(st.lists(st.integers(0, 10**7), min_size=2).map(sorted), rates)
def test_conversions_keep_order(positions: list[int], rate: int) -> None:
    converted = [milliseconds_of(Frames(position), rate) for position in positions]
    assert converted == sorted(converted)


@pytest.mark.parametrize("text", ["", "1:2:3", "00:60:00.000", "00:00:00,000", "00:00:0.000"])
def test_what_is_no_timestamp_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="not a timestamp"):
        parse_clock(text)


def test_the_short_form_without_hours_is_read() -> None:
    assert parse_clock("01:02.003") == 62_003


@given(st.floats(-120, 20))
def test_decibels_and_gain_are_inverse(decibels: float) -> None:
    assert math.isclose(decibels_of(gain_of(decibels)), decibels, abs_tol=1e-9)


def test_silence_is_minus_infinity() -> None:
    assert decibels_of(0.0) == -math.inf


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, "0 s"),
        (499, "0 s"),
        (61_000, "1 min 1 s"),
        (3_600_000, "1 h"),
        (3_725_400, "1 h 2 min 5 s"),
    ],
)
def test_a_length_is_written_for_people(length: int, text: str) -> None:
    assert format_length(Milliseconds(length)) == text
