"""Captions: all the words, in order, inside the audio, in lines a screen can hold."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
import webvtt as reader
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE, TALK, timeline

from briefing.model import Cue, Timeline
from briefing.publish.captions import LINE_WIDTH, captions, compose, parse, webvtt, wrapped
from briefing.publish.text import clean
from briefing.units import Frames

texts = st.text(max_size=300) | st.sampled_from(HOSTILE)
talks = st.lists(
    st.tuples(st.sampled_from(["host", "questioner", "quote", "guest <&>"]), texts), max_size=6
)


def letters(text: str) -> str:
    """Return ``text`` without its blanks, and without what no file may hold."""
    return "".join(clean(text).split())


@given(talks, st.floats(0.05, 20))
def test_captions_hold_every_word_in_order_inside_the_audio(
    said: list[tuple[str, str]], seconds: float
) -> None:
    made = timeline(*said, seconds=seconds)
    cues = captions(made)
    told = {}
    for cue in cues:
        told[cue.number] = told.get(cue.number, "") + letters("".join(cue.lines))
    wanted = {n: letters(text) for n, (_, text) in enumerate(said, 1)}
    assert told == {number: text for number, text in wanted.items() if text}
    assert all(cue.start < cue.end <= made.milliseconds(made.total) for cue in cues)
    assert all(one.end <= two.start for one, two in pairwise(cues))
    assert all(one.end == two.start for one, two in pairwise(cues) if one.number == two.number)


@given(talks)
def test_the_file_reads_back_as_it_was(said: list[tuple[str, str]]) -> None:
    cues = captions(timeline(*said, seconds=9))
    assert parse(compose(cues)) == cues
    for block in compose(cues).split("\n\n")[1:]:
        assert block.count("-->") == 1


@given(st.lists(st.text("abcdé,.", min_size=1, max_size=30), max_size=60))
def test_words_are_kept_whole_and_lines_short(words: list[str]) -> None:
    lines = wrapped(" ".join(words), LINE_WIDTH)
    assert " ".join(lines).split() == words
    assert all(len(line) <= LINE_WIDTH for line in lines)


@given(st.lists(st.sampled_from(["lamp", "harbour", "a", "ferries,"]), min_size=20, max_size=90))
def test_cues_have_two_lines_at_most_and_are_evenly_filled(words: list[str]) -> None:
    cues = captions(timeline(("host", " ".join(words)), seconds=30))
    assert all(1 <= len(cue.lines) <= 2 for cue in cues)
    assert max(map(len, cues[-1].lines)) > 10, "no last word stands alone"


def test_another_reader_agrees() -> None:
    read = reader.from_buffer(io.StringIO(webvtt(TALK)))
    assert [cue.voice for cue in read][:4] == ["Host", "Questioner", "Host", "Quotation"]
    assert read[1].start == "00:00:04.000"
    assert read[3].text == "We can see the steps again."
    assert read[1].raw_text.endswith("lamps &amp; the &lt;cables&gt;?")


@st.composite
def timed(draw: st.DrawFn) -> Timeline:
    """Return a timeline of one line whose words have times, some of them no good."""
    text = draw(st.text("abé<&漢 ", min_size=1, max_size=200) | st.just("word " * 40))
    count = len(clean(text).split())
    total = draw(st.integers(1, 20 * 44_100))
    starts = sorted(draw(st.lists(st.integers(0, total), min_size=count, max_size=count)))
    words = tuple(map(Frames, starts))
    cue = Cue(Frames(0), Frames(total), "host", text, (), words, draw(st.booleans()))
    return Timeline(44_100, (), (), (cue,), (), Frames(total + 44_100))


@given(timed())
def test_words_keep_their_times_and_the_file_reads_back(made: Timeline) -> None:
    cues = captions(made)
    assert parse(compose(cues)) == cues
    known = {made.milliseconds(start) for start in made.cues[0].words}
    for cue in cues:
        inside = [time for time in cue.words if time is not None]
        assert inside == sorted(set(inside))
        assert all(cue.start < time < cue.end for time in inside)
        assert set(inside) <= known
        assert not cue.words or len(cue.words) == sum(len(line.split()) for line in cue.lines)
        assert not cue.words or cue.words[0] is None or cue.start not in known


def test_another_reader_sees_the_words_and_not_their_times() -> None:
    words = tuple(Frames(n * 22_050) for n in range(1, 9))
    cue = Cue(Frames(22_050), Frames(220_500), "host", "It opens in < 7 days, more or", (), words)
    made = Timeline(44_100, (), (), (cue,), (), Frames(441_000))
    (read,) = reader.from_buffer(io.StringIO(webvtt(made)))
    assert " ".join(read.text.split()) == "It opens in &lt; 7 days, more or"
    assert "<00:00:01.000>opens" in read.raw_text
    assert "estimated" not in read.raw_text


def test_estimated_times_say_so() -> None:
    cue = Cue(Frames(0), Frames(99_999), "host", "One two", (), (Frames(0), Frames(9_999)), True)
    assert "<c.estimated>One <00:" in webvtt(Timeline(44_100, (), (), (cue,), (), Frames(441_000)))


def test_wide_letters_fill_two_columns_and_marks_none() -> None:
    assert max(map(len, wrapped("漢" * 60, LINE_WIDTH))) == LINE_WIDTH // 2
    assert wrapped("e\u0301" * LINE_WIDTH, LINE_WIDTH) == ("e\u0301" * LINE_WIDTH,)


def test_no_line_gives_no_cue() -> None:
    assert webvtt(timeline()) == "WEBVTT\n"


def test_a_cue_too_short_for_its_text_still_ends_after_it_starts() -> None:
    cue = Cue(Frames(10), Frames(11), "host", "word " * 100)
    made = Timeline(44_100, (), (), (cue,), (), Frames(44_100))
    (only,) = captions(made)
    assert only.start < only.end
    assert letters("".join(only.lines)) == "word" * 100


@pytest.mark.parametrize("text", ["", "WEBVTT\n\nfree text\n", "WEBVTT\n\n1\n0 --> 1\nno voice\n"])
def test_a_file_of_others_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"caption|cue"):
        parse(text)
