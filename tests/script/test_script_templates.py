"""Templates: what the shipped ones say, and that article text never becomes anything but text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import ScriptError, UsageError
from briefing.model import (
    Address,
    Digest,
    DigestQuestion,
    DigestSection,
    Document,
    Passage,
    Script,
    Statement,
    Story,
)
from briefing.script import compose, parse, templates, write
from briefing.script.notation import clean

SHIPPED = ("full", "interview", "newscast")
NOWHERE = Path("no-such-folder")


def statement(text: str, part: str, block: int = 1, sentence: int = 1) -> Statement:
    return Statement(text, (Address(1, part, block, sentence),))


def story(text: str = "Words.", language: str = "en", **facts: str | None) -> Story:
    """Return a story in which every text is ``text``."""

    def passage(part: str, kind: str = "paragraph", speaker: str | None = None) -> Passage:
        return Passage(kind, (statement(text, part),), speaker)  # type: ignore[arg-type]

    return Story(
        document=Document(1, "a.md", None, language, **facts),  # type: ignore[arg-type]
        title=statement(text, "title", 0),
        lead=(passage("lead"),),
        sections=(
            DigestSection(statement(text, "s1", 0), (passage("s1"), passage("s1", "quote", text))),
            DigestSection(None, (passage("s2", "quote"),)),
            DigestSection(statement(text, "s3", 0), (passage("s3", "list"),)),
        ),
        questions=(DigestQuestion(statement(text, "q1", 0), (passage("q1"),)),),
        closing=(passage("close"),),
    )


def told(template: str, *stories: Story, folder: Path = NOWHERE, show: str = "The Show") -> Script:
    date = datetime(2026, 3, 2, 6, tzinfo=UTC)
    return write(
        Digest(stories), title=None, show=show, date=date, template=template, folder=folder
    )


GOLDEN = """title: Lamps on the wall
language: en
show: The Show
date: 2026-03-02T06:00:00+00:00
source: Lamps on the wall
author: Ada Bell

== Lamps on the wall

host: This is The Show.
host: Monday, 2 March 2026.

sting: intro

host: Lamps on the wall <1:title.0.1>
host: From The Eastmere Post.
host: By Ada Bell.

host: Forty lamps went up. <1:lead.1.1>
host: Nobody counted them. <1:lead.1.2>

sting: section

== Why now

host: Why now <1:s1.0.1>

host: In the words of Nora Quill:
quote: We can see the steps again. <1:s1.1.1>

sting: section

== What it costs

host: Finally: What it costs <1:s2.0.1>

host: Each lamp costs 300 euros. <1:s2.1.1>

sting: section

== Questions and answers

host: Questions and answers.

questioner: Who pays? <1:q1.0.1>

host: The port pays. <1:q1.1.1>

sting: section

== Closing

host: The wall is lit. <1:close.1.1>

host: That was The Show.

sting: closing
"""


def test_a_newscast_is_told_as_a_person_would_tell_it() -> None:
    lead = (
        statement("Forty lamps went up.", "lead"),
        statement("Nobody counted them.", "lead", 1, 2),
    )
    lamps = Story(
        document=Document(1, "a.md", None, "en", byline="Ada Bell", publisher="The Eastmere Post"),
        title=statement("Lamps on the wall", "title", 0),
        lead=(Passage("paragraph", lead),),
        sections=(
            DigestSection(
                statement("Why now", "s1", 0),
                (
                    Passage(
                        "quote", (statement("We can see the steps again.", "s1"),), "Nora Quill"
                    ),
                ),
            ),
            DigestSection(
                statement("What it costs", "s2", 0),
                (Passage("paragraph", (statement("Each lamp costs 300 euros.", "s2"),)),),
            ),
        ),
        questions=(
            DigestQuestion(
                statement("Who pays?", "q1", 0),
                (Passage("paragraph", (statement("The port pays.", "q1"),)),),
            ),
        ),
        closing=(Passage("paragraph", (statement("The wall is lit.", "close"),)),),
    )
    assert compose(told("newscast", lamps)) == GOLDEN


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "host: x",
            "== y",
            "pause: 1 ms",
            "a\n\n== b\nhost: c",
            "<1:s1.1.1>",
            "\\",
            "{{ 7*7 }}{% for x in y %}",
            "{}",
            "{0.__class__}",
            "%(show)s",
            "%(heading)s %(x)d %s %",
            "100 %",
            "<b>&amp;</b>",
            "\x00\x1b[31m\u2028z",
            "# no",
        ]
    ),
    st.text(min_size=1, max_size=30),
).filter(lambda text: bool(clean(text)))


@pytest.mark.parametrize("template", SHIPPED)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(text=HOSTILE)
def test_no_text_of_an_article_becomes_anything_but_text(template: str, text: str) -> None:
    harmless = told(template, story("Words"))
    hostile = told(template, story(text))
    shape = [
        [(line.role, line.sources) for line in segment.lines()] for segment in harmless.segments
    ]
    assert shape == [
        [(line.role, line.sources) for line in segment.lines()] for segment in hostile.segments
    ]
    cited = {line.text for line in hostile.lines() if line.sources}
    assert all(clean(text) in said for said in cited)
    assert parse(compose(hostile), "x") == hostile


@pytest.mark.parametrize("template", SHIPPED)
@pytest.mark.parametrize("language", ["en", "de", "pt-br", "uk", "ja"])
def test_every_statement_is_told_once_in_order(template: str, language: str) -> None:
    script = told(template, story(language=language, byline="A", publisher="B"))
    cited = [source for line in script.lines() for source in line.sources]
    whole = story()
    expected = [whole.title, *[s for p in whole.lead for s in p.statements]]
    for section in whole.sections:
        expected += [section.heading] if section.heading else []
        expected += [s for p in section.passages for s in p.statements]
    for question in whole.questions:
        expected += [question.question, *[s for p in question.answer for s in p.statements]]
    expected += [s for p in whole.closing for s in p.statements]
    assert cited == [source for s in expected if s for source in s.sources]


def test_a_language_without_phrases_gets_no_foreign_words() -> None:
    lines = [line.text for line in told("newscast", story("\u8a9e", "ja")).lines()]
    assert set(lines) == {
        "\u8a9e",
        "\u8a9e:",
        "The Show.",
        "2026\u5e743\u67082\u65e5\u6708\u66dc\u65e5",
    }


@pytest.mark.parametrize("template", SHIPPED)
def test_stories_of_every_shape_are_told(template: str) -> None:
    whole = story()
    document = whole.document
    shapes = [
        Story(document, whole.title),
        Story(document, None, lead=whole.lead),
        Story(document, None, sections=(DigestSection(statement("Only", "s1", 0), ()),)),
        Story(document, None, questions=whole.questions),
        Story(document, None, closing=whole.closing),
    ]
    for shape in shapes:
        assert any(line.sources for line in told(template, shape).lines())
    script = told(template, *shapes)
    assert len(script.credits) == len(shapes)


def test_an_origin_on_this_machine_is_not_credited() -> None:
    assert [credit.link for credit in told("newscast", story()).credits] == [None]
    linked = told("newscast", story(link="https://example.org/a"))
    assert [credit.link for credit in linked.credits] == ["https://example.org/a"]


def test_the_users_folder_wins_and_is_listed(tmp_path: Path) -> None:
    (tmp_path / "newscast.txt.j2").write_text("== S\n\nhost: Mine.\n")
    (tmp_path / "own.txt.j2").write_text("== S\n\nhost: Own {{ title }}\n")
    assert templates(tmp_path) == ("full", "interview", "newscast", "own")
    assert [line.text for line in told("newscast", story(), folder=tmp_path).lines()] == ["Mine."]
    assert [line.text for line in told("own", story("T"), folder=tmp_path).lines()] == ["Own T"]


@pytest.mark.parametrize("name", ["none", "../newscast", "newscast.txt", "_parts", ""])
def test_a_name_that_is_no_template_lists_those_there_are(name: str) -> None:
    with pytest.raises(UsageError, match="newscast"):
        told(name, story())


@pytest.mark.parametrize(
    "body",
    [
        "{% if %}",
        "{{ nothing }}",
        "{{ title.nothing }}",
        "{{ ''.__class__ }}",
        "{{ 'a' * 10**10 }}",
        "{{ [0] * 10000000 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ title | center(10**9) }}",
        "{% for x in range(10**9) %}{% endfor %}",
        "{{ 1 / 0 }}",
        "{% include 'newscast.txt' %}",
        "{{ stories.append(1) }}",
        "== S\n\nno speaker\n",
        "== S\n\n{{ title }}\n",
    ],
)
def test_a_template_with_a_mistake_is_named(tmp_path: Path, body: str) -> None:
    (tmp_path / "bad.txt.j2").write_text(body)
    with pytest.raises(ScriptError) as caught:
        told("bad", story("host: x"), folder=tmp_path)
    assert "bad" in (caught.value.where or "")


def test_the_example_in_the_documentation_runs(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    example = guide.split("```jinja\n", 1)[1].split("```", 1)[0]
    (tmp_path / "headlines.txt.j2").write_text(example)
    script = told("headlines", story("Words."), folder=tmp_path)
    assert next(line.role for line in script.lines()) == "host"
    assert any("Words." in line.text for line in script.lines())
