"""The notation: ``parse`` and ``compose`` are inverse, and mistakes are named with their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ScriptError
from briefing.model import Address, Credit, Line, Pause, Script, Segment
from briefing.script import compose, parse
from briefing.script.notation import MAX_PAUSE, clean, escape, escape_anywhere
from briefing.units import Milliseconds

HOSTILE = [
    "host: something else",
    "== A segment",
    "pause: 1 ms",
    "# a comment",
    "<1:s1.1.1>",
    "text <1:s1.1.1>",
    "a \\ b \\",
    "\\<",
    "\\\\",
    "a < b > c",
    "{{ 7 * 7 }} {% raw %}",
    "\u0645\u0631\u062d\u0628\u0627 \u202e \U0001f600",
    "title: x",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.lists(st.sampled_from([*"<>\\#:=1.s ", "host", "=="]), max_size=12).map("".join),
).map(clean)
spoken = texts.filter(bool)
addresses = st.builds(
    Address,
    st.integers(0, 99),
    st.sampled_from(["title", "lead", "close", "s1", "q12"]),
    st.integers(0, 99),
    st.integers(0, 99),
)
lines = st.builds(
    Line,
    st.sampled_from(["host", "questioner", "quote", "weather-man"]),
    spoken,
    st.lists(addresses, max_size=3).map(tuple),
)
pauses = st.builds(Pause, st.integers(0, MAX_PAUSE).map(Milliseconds))
paragraphs = st.lists(st.one_of(lines, lines, pauses), min_size=1, max_size=4).map(tuple)
segments = st.builds(Segment, spoken, st.lists(paragraphs, min_size=1, max_size=3).map(tuple))
links = st.none() | st.sampled_from(["https://example.org/a?b=c&d#e", "https://example.org/"])
scripts = st.builds(
    Script,
    title=spoken,
    language=st.sampled_from(["en", "pt-br"]),
    segments=st.lists(segments, min_size=1, max_size=3).map(tuple),
    show=st.none() | spoken,
    date=st.none() | st.just("2026-03-02T06:00:00+00:00"),
    guid=st.none() | spoken,
    credits=st.lists(st.builds(Credit, spoken, links, st.none() | spoken), max_size=3).map(tuple),
).filter(lambda script: any(True for _ in script.lines()))


@given(scripts)
def test_what_is_composed_parses_to_the_same_script(script: Script) -> None:
    assert parse(compose(script), "x") == script


def test_an_author_is_that_of_the_source_above_and_may_be_a_role_all_the_same() -> None:
    text = "source: A\nsource: B <https://example.org>\nauthor: C \\< D\n\n== S\n\nauthor: I say.\n"
    script = parse(text, "x")
    assert script.credits == (Credit("A"), Credit("B", "https://example.org", "C < D"))
    assert [line.role for line in script.lines()] == ["author"]


@given(scripts)
def test_dirt_at_the_edges_does_not_count(script: Script) -> None:
    text = compose(script)
    dirty = "\ufeff" + text.rstrip("\n").replace("\n", " \r\n")
    assert parse(dirty, "x") == script


@given(st.text())
def test_any_text_is_a_script_or_a_clear_error(text: str) -> None:
    try:
        script = parse(text, "edited.txt")
    except ScriptError as error:
        where = error.where or ""
    else:
        where = "edited.txt, line "
        assert parse(compose(script), "x") == script
    assert where.startswith("edited.txt, line ")


@given(st.text())
def test_an_escaped_text_is_never_notation(text: str) -> None:
    body = f"== S\n\nhost: Before.\nhost: {escape(text)}\nhost: After.\n"
    try:
        said = [line.text for line in parse(body, "x").lines()]
    except ScriptError:
        assert clean(text) == ""
    else:
        assert said == ["Before.", clean(text), "After."]


@given(texts.filter(bool))
def test_a_text_put_at_the_start_of_a_line_is_refused_not_obeyed(text: str) -> None:
    with pytest.raises(ScriptError, match="no speaker"):
        parse(f"== S\n\nhost: Before.\n{escape_anywhere(text)}\n", "x")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 0, "nothing to say"),
        ("title: T\n\n== S\n", 3, "nothing to say"),
        ("title: T\nauthor: A\n\n== S\n", 2, "no source"),
        ("source: T\nauthor: A\nauthor: B\n\n== S\n", 3, "no source"),
        ("source: T\nauthor: A <https://example.org>\n\n== S\n", 2, "no plain text"),
        ("hello\n", 1, "no header"),
        ("title: T\nmood: good\n", 2, "no header"),
        ("date: tomorrow\n", 1, "no date"),
        ("== \n", 1, "needs a title"),
        ("== S\n\nJust words.\n", 3, "no speaker"),
        ("== S\n\nhost:\n", 3, "says nothing"),
        ("== S\n\ntitle: T\n", 3, "no role"),
        ("== S\n\npause: a while\n", 3, "no pause"),
        ("== S\n\npause: 99999 ms\n", 3, "no pause"),
        ("== S\n\nhost: a < b\n", 3, "stray"),
        ("== S\n\nhost: Hello. <there>\n", 3, "not an address"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ScriptError, match=message) as caught:
        parse(text, "edited.txt")
    assert caught.value.where == f"edited.txt, line {line}"


def test_pauses_may_be_written_in_seconds_and_comments_are_passed_over() -> None:
    script = parse("# by hand\n== S\n\npause: 0.6 s\n# why\nhost: Hello.\n", "x")
    assert script.segments[0].paragraphs == ((Pause(Milliseconds(600)), Line("host", "Hello.")),)


def test_a_script_typed_by_hand_needs_only_a_segment_and_a_line() -> None:
    script = parse("== Good morning\nhost: Hello.", "x")
    assert (script.title, script.language) == ("Good morning", "en")
