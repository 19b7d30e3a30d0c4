"""Transcripts: four files say the same words, in order, inside the audio, to readers of others."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import lxml.html
import pytest
import srt
import webvtt as reader
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE, RATE, TALK, timeline

from briefing.model import Address, Chapter, Cue, Timeline
from briefing.publish.captions import (
    Said,
    said,
    subrip,
    transcript_html,
    transcript_json,
    webvtt,
)
from briefing.publish.text import clean
from briefing.units import Frames, milliseconds_of

texts = st.text(max_size=300) | st.sampled_from(HOSTILE)
roles = st.sampled_from(["host", "questioner", "quote", "guest <&>", "--> \u2028 1", "\ud800"])
talks = st.lists(st.tuples(roles, texts), max_size=6)


def letters(text: str) -> str:
    """Return ``text`` without its blanks, and without what no file may hold."""
    return "".join(clean(text).split())


def as_json(lines: Sequence[Said], **passages: str) -> Any:
    """Return what the JSON transcript holds; ``passages`` by the name of a part."""
    urls = {Address(1, part, 1, 1): url for part, url in passages.items()}
    return json.loads(transcript_json(lines, "en", urls))


def as_html(lines: Sequence[Said], language: str = "en") -> Any:
    return lxml.html.document_fromstring(transcript_html("Title", language, lines, {}))


@given(talks, st.floats(0.05, 20))
def test_all_four_say_the_same_words_by_the_same_speakers(
    talk: list[tuple[str, str]], seconds: float
) -> None:
    made = timeline(*talk, seconds=seconds)
    lines = said(made)
    assert [letters(line.text) for line in lines] == [t for _, s in talk if (t := letters(s))]
    told = [(line.speaker, letters(line.text)) for line in lines]

    segments = as_json(lines)["segments"]
    assert [(one["speaker"], letters(one["body"])) for one in segments] == told

    page = as_html(lines)
    names = [cite.text_content().removesuffix(":") for cite in page.iter("cite")]
    paragraphs = [letters(p.text_content()) for p in page.iter("p")]
    assert list(zip(names, paragraphs, strict=True)) == told

    cues = list(reader.from_buffer(io.StringIO(webvtt(made))))
    spoken = [(html.unescape(cue.voice or ""), letters(html.unescape(cue.text))) for cue in cues]
    assert merged(spoken) == merged(told)

    expected, before = "", ""
    for line in lines:
        expected += letters(f"{line.speaker}: " if line.speaker != before else "")
        expected += letters(line.text)
        before = line.speaker
    assert letters("".join(cue.content for cue in srt.parse(subrip(lines)))) == expected


def merged(spoken: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return who says what, what one says on end put together."""
    found: list[tuple[str, str]] = []
    for speaker, text in spoken:
        if found and found[-1][0] == speaker:
            found[-1] = (speaker, found[-1][1] + text)
        else:
            found.append((speaker, text))
    return found


@given(talks, st.floats(0.05, 20))
def test_times_are_in_order_and_inside_the_audio(
    talk: list[tuple[str, str]], seconds: float
) -> None:
    made = timeline(*talk, seconds=seconds)
    lines = said(made)
    total = made.milliseconds(made.total)
    segments = as_json(lines)["segments"]
    spans = [(1000 * one["startTime"], 1000 * one["endTime"]) for one in segments]
    cues = list(srt.parse(subrip(lines)))
    for times in (
        [(round(start), round(end)) for start, end in spans],
        [
            (round(cue.start.total_seconds() * 1000), round(cue.end.total_seconds() * 1000))
            for cue in cues
        ],
    ):
        assert all(0 <= start < end <= total for start, end in times)
        assert all(one[1] <= two[0] for one, two in pairwise(times))
    assert [cue.index for cue in cues] == list(range(1, len(cues) + 1))


def test_lines_that_overlap_by_a_rounding_are_told_one_after_the_other() -> None:
    cues = tuple(Cue(Frames(at), Frames(at + 30), "host", "Lamp.") for at in range(0, 300, 20))
    lines = said(Timeline(RATE, (), (), cues, (), Frames(RATE)))
    assert all(one.start < one.end <= two.start for one, two in pairwise(lines))


def test_a_card_of_subrip_begins_with_its_first_word() -> None:
    words = tuple(Frames(number * RATE) for number in range(12))
    cue = Cue(Frames(0), Frames(12 * RATE), "host", "harbour " * 12, (), words)
    cards = list(srt.parse(subrip(said(Timeline(RATE, (), (), (cue,), (), Frames(13 * RATE))))))
    counts = [len(card.content.removeprefix("Host: ").split()) for card in cards]
    assert [card.start.total_seconds() for card in cards] == [
        sum(counts[:number]) for number in range(len(counts))
    ]
    assert len(cards) > 1


@given(st.lists(st.sampled_from(["lamp", "harbour", "a", "ferries,"]), min_size=1, max_size=90))
def test_subrip_has_two_lines_of_32_columns_at_most(words: list[str]) -> None:
    made = timeline(("host", " ".join(words)), ("questioner", "Why? " * 20), seconds=30)
    cues = list(srt.parse(subrip(said(made))))
    assert all(len(row) <= 32 for cue in cues for row in cue.content.split("\n"))
    assert all(cue.content.count("\n") <= 1 for cue in cues)


def test_subrip_names_a_speaker_where_another_begins() -> None:
    contents = [cue.content.replace("\n", " ") for cue in srt.parse(subrip(said(TALK)))]
    named = [content.partition(": ")[0] for content in contents if ": " in content]
    assert named == ["Host", "Questioner", "Host", "Quotation", "Host"]


@pytest.mark.parametrize(
    "text",
    [
        "7 00:00:00,100 --> 00:00:00,200 Not said by anybody",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "{\\an8}{\\b1}Up there",
    ],
)
def test_no_text_makes_a_cue_or_a_tag_of_itself_in_subrip(text: str) -> None:
    """Also where the lines break so that the times stand alone on one."""
    for before in range(40):
        written = subrip(said(timeline(("host", "x" * before + " " + text), ("host", "End."))))
        assert len(re.findall("-->", written)) == len(list(srt.parse(written)))
        assert "Not" not in "".join(cue.proprietary for cue in srt.parse(written))
        assert not re.search(r"<[a-z/]|\{\\", written)


@given(texts, texts)
def test_the_html_is_complete_and_holds_no_element_but_ours(title: str, text: str) -> None:
    lines = said(timeline(("host", text), ("guest <&>", text)))
    passages = {Address(1, "lead", 1, 1): 'https://example.org/?a="><script>'}
    body = transcript_html(title, "en", lines, passages)
    assert body.startswith(b"<!DOCTYPE html>\n")
    page = lxml.html.document_fromstring(body)
    ours = {"html", "head", "meta", "title", "body", "cite", "time", "p"}
    assert {element.tag for element in page.iter()} <= ours
    # whatever the texts hold, the tags are balanced: the same file is well-formed XML without them
    plain = body.decode("utf-8").replace('<meta charset="utf-8">', "").partition("\n")[2]
    ElementTree.fromstring(plain)
    assert page.findtext("head/title")


def test_the_html_says_when_to_the_millisecond_and_where_the_words_come_from() -> None:
    lines = said(timeline(("host", "One."), ("host", "Two."), seconds=1800.2504))
    body = transcript_html("T", "en", lines, {Address(1, "lead", 1, 2): "https://e.org/?a&b"})
    page = lxml.html.document_fromstring(body)
    assert [time.get("datetime") for time in page.iter("time")] == ["PT0.000S", "PT1800.250S"]
    assert [time.text for time in page.iter("time")] == ["0:00", "30:00"]
    assert [p.get("data-source") for p in page.iter("p")] == [None, "https://e.org/?a&b"]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("ku-Arab", "rtl"), ("az", "ltr")],
)
def test_the_html_names_its_language_and_direction(language: str, direction: str) -> None:
    page = as_html(said(TALK), language)
    assert (page.get("lang"), page.get("dir")) == (language, direction)


def test_a_line_in_another_language_says_so() -> None:
    cue = replace(TALK.cues[0], language="fa")
    lines = said(replace(TALK, cues=(cue, *TALK.cues[1:])))
    first, second = as_json(lines)["segments"][:2]
    assert (first["language"], "language" in second) == ("fa", False)
    paragraphs = list(as_html(lines).iter("p"))
    assert (paragraphs[0].get("lang"), paragraphs[0].get("dir")) == ("fa", "rtl")
    assert paragraphs[1].get("lang") is None


def test_a_segment_says_who_when_where_and_from_what() -> None:
    table = as_json(said(TALK), lead="https://example.org/lamps#:~:text=Forty")
    assert (table["version"], table["language"], table["estimated"]) == ("1.0.0", "en", False)
    first = table["segments"][0]
    assert first == {
        "speaker": "Host",
        "startTime": 0.0,
        "endTime": 3.8,
        "body": "Forty lamps went up on the harbour wall in March, and the council paid half.",
        "role": "host",
        "chapter": 0,
        "sources": [
            {"address": "1:lead.1.1", "url": "https://example.org/lamps#:~:text=Forty"},
        ],
    }
    assert [one["chapter"] for one in table["segments"]] == [0, 0, 0, 1, 1, 1, 2]
    assert table["segments"][1]["sources"] == [{"address": "1:lead.1.2"}]


@given(st.text(max_size=80), st.integers(0, 30), st.booleans())
def test_each_word_has_its_time_or_none_has(text: str, count: int, estimated: bool) -> None:
    starts = tuple(Frames(number * 1000) for number in range(count))
    cue = Cue(Frames(0), Frames(31_000), "host", text, (), starts, estimated)
    table = as_json(said(Timeline(RATE, (), (), (cue,), (), Frames(40_000))))
    timed = count > 0 and count == len(clean(text).split())
    assert table["estimated"] == (timed and estimated)
    for segment in table["segments"]:
        assert ("words" in segment) == timed
        if timed:
            assert len(segment["words"]) == len(segment["body"].split(" "))
            assert segment["words"] == [milliseconds_of(at, RATE) / 1000 for at in starts]


# --------------------------------------------------------------------- questions and answers


def asked(*rows: tuple[str, str, str]) -> list[tuple[int | None, bool]]:
    """Return question and asking of lines given as role, text and address; ``==`` is a chapter."""
    cues: list[Cue] = []
    starts: list[Frames] = []
    for role, text, address in rows:
        start = Frames(len(cues) * RATE)
        if role == "==":
            starts.append(start)
            continue
        sources = tuple(map(Address.parse, address.split()))
        cues.append(Cue(start, Frames(start + RATE // 2), role, text, sources))
    total = Frames(len(cues) * RATE)
    ends = [*starts[1:], total]
    chapters = tuple(Chapter("C", start, end) for start, end in zip(starts, ends, strict=True))
    table = as_json(said(Timeline(RATE, (), chapters, tuple(cues), (), total)))
    return [(one.get("question"), one.get("asks", False)) for one in table["segments"]]


def test_a_question_is_asked_and_answered_up_to_the_next_and_no_farewell_answers_it() -> None:
    assert asked(
        ("==", "", ""),
        ("host", "The lamps are new.", "1:lead.1.1"),
        ("==", "", ""),
        ("host", "Questions and answers.", ""),
        ("questioner", "Who pays?", "1:q1.0.1"),
        ("host", "The port.", "1:q1.1.1"),
        ("host", "In the words of the mayor:", ""),
        ("quote", "We pay gladly.", "1:q1.2.1"),
        ("questioner", "The lamps are lit at dusk.", "1:q2.0.1"),
        ("questioner", "Why?", "1:q2.0.2"),
        ("host", "To save power.", "1:q2.1.1"),
        ("host", "That was The Harbour.", ""),
    ) == [
        (None, False),
        (None, False),
        (1, True),
        (1, False),
        (1, False),
        (1, False),
        (2, True),
        (2, True),
        (2, False),
        (None, False),
    ]


def test_what_leads_through_an_interview_is_no_question_of_the_source() -> None:
    told = asked(
        ("==", "", ""),
        ("questioner", "This is The Harbour.", ""),
        ("questioner", "What is it about?", ""),
        ("host", "The lamps are new.", "1:lead.1.1"),
        ("==", "", ""),
        ("questioner", "Who pays?", "1:s1.0.1"),
        ("host", "The port does.", "1:s1.1.1"),
        ("==", "", ""),
        ("questioner", "Why?", "1:q1.0.1"),
        ("host", "To see.", "1:q1.1.1"),
    )
    assert told == [(None, False)] * 5 + [(1, True), (1, False)]


def test_the_same_number_in_two_sources_is_two_questions() -> None:
    told = asked(
        ("==", "", ""),
        ("questioner", "Why?", "1:q1.0.1"),
        ("host", "To see.", "1:q1.1.1"),
        ("questioner", "Who pays?", "2:q1.0.1"),
        ("host", "The port.", "2:q1.1.1"),
    )
    assert told == [(1, True), (1, False), (2, True), (2, False)]


def test_a_script_of_a_persons_own_has_questions_by_its_roles() -> None:
    told = asked(
        ("==", "", ""),
        ("questioner", "Welcome to the harbour.", ""),
        ("questioner", "Who pays for “the lamps?”", ""),
        ("host", "The port.", ""),
        ("host", "All of it.", ""),
        ("questioner", "وماذا بعد؟", ""),
        ("host", "Nothing.", ""),
    )
    assert told == [(None, False), (1, True), (1, False), (1, False), (2, True), (2, False)]


def test_an_answer_that_names_no_source_ends_where_another_is_told() -> None:
    told = asked(
        ("==", "", ""),
        ("questioner", "Who pays?", "1:q1.0.1"),
        ("host", "I wrote this answer.", ""),
        ("host", "The wall is old.", "1:s1.1.1"),
    )
    assert told == [(1, True), (1, False), (None, False)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["==", "host", "questioner", "quote"]),
            st.sampled_from(["Who pays?", "The port."]),
            st.sampled_from(["", "1:q1.0.1", "1:q1.1.1", "2:q1.0.1 1:q2.0.1", "1:s1.1.1"]),
        ),
        max_size=14,
    )
)
def test_questions_count_from_one_without_a_gap_and_each_is_asked_first(
    rows: list[tuple[str, str, str]],
) -> None:
    told = asked(("==", "", ""), *rows)
    numbers = [number for number, _ in told if number is not None]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers, default=0) + 1))
    for number in set(numbers):
        assert next(asks for found, asks in told if found == number)
    assert all(number is not None for number, asks in told if asks)
