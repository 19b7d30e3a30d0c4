"""Chapters: the MP3, the chapter file and the record agree, and each leads to its paragraph."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import mutagen.id3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE, RATE, TALK

from briefing import Settings, Source, make_episode
from briefing.edition import fingerprint_of, linked
from briefing.model import (
    Address,
    Chapter,
    Cue,
    Document,
    EpisodeChapter,
    Soundbite,
    Tags,
    Timeline,
)
from briefing.publish.chapters import chapters_json, chapters_of, clock
from briefing.publish.passages import passage_url
from briefing.publish.soundbite import soundbite_of
from briefing.sound.id3 import tag_of
from briefing.units import Frames, Milliseconds

TAGS = Tags(
    title="t", show="s", author="a", date="2026-03-02T06:00:00+00:00", language="en", guid="g",
    description="d", text="t", cover=b"", cover_type="image/png",
)  # fmt: skip

PAGE = "https://example.org/lamps"


def listened(*lengths: int, **facts: Any) -> Timeline:
    """Return a timeline whose chapters have these lengths in frames, and ``facts``."""
    chapters: list[Chapter] = []
    start = 0
    for number, length in enumerate(lengths, 1):
        end = start + length
        chapters.append(Chapter(f"Part {number}", Frames(start), Frames(end), **facts))
        start = end
    return Timeline(RATE, (), tuple(chapters), (), (), Frames(start))


def in_tag(tag: bytes) -> list[tuple[str, int, int, str | None]]:
    """Return title, start, end and link of each chapter of a tag, as another reader has them."""
    found = mutagen.id3.ID3(io.BytesIO(tag), translate=False)
    names = found.getall("CTOC")[0].child_element_ids
    chapters = [found[f"CHAP:{name}"] for name in names]
    links = [one.sub_frames.getall("WXXX") for one in chapters]
    return [
        (str(one.sub_frames["TIT2"]), one.start_time, one.end_time, link[0].url if link else None)
        for one, link in zip(chapters, links, strict=True)
    ]


def in_file(body: bytes) -> list[tuple[str, int, int, str | None]]:
    """Return the same of a chapter file."""
    return [
        (row["title"], round(row["startTime"] * 1000), round(row["endTime"] * 1000), row.get("url"))
        for row in json.loads(body)["chapters"]
    ]


def in_record(chapters: tuple[EpisodeChapter, ...]) -> list[tuple[str, int, int, str | None]]:
    """Return the same of an episode's record."""
    return [(one.title, one.start, one.end, one.link) for one in chapters]


@given(
    st.lists(st.integers(45, 10**7), min_size=1, max_size=60),
    st.none() | st.text(max_size=90) | st.sampled_from(HOSTILE),
)
def test_the_places_agree_to_the_millisecond(lengths: list[int], text: str | None) -> None:
    link = None if text is None else passage_url(PAGE, text)
    made = listened(*lengths, link=link)
    record = chapters_of(made)
    assert in_tag(tag_of(TAGS, made)) == in_file(chapters_json(record)) == in_record(record)
    assert record[0].start == 0
    assert record[-1].end == made.milliseconds(made.total)
    assert all(one.end == two.start for one, two in pairwise(record))


def test_the_chapter_file_has_links_and_pictures_where_there_are_any() -> None:
    picture = "https://example.org/a b.jpg"
    rows = json.loads(chapters_json(chapters_of(listened(RATE, link=PAGE, image=picture))))
    assert rows["version"] == "1.2.0"
    assert rows["chapters"] == [
        {
            "startTime": 0.0,
            "endTime": 1.0,
            "title": "Part 1",
            "url": PAGE,
            "img": "https://example.org/a%20b.jpg",
        }
    ]
    (plain,) = json.loads(chapters_json(chapters_of(listened(RATE))))["chapters"]
    assert not {"url", "img"} & plain.keys()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///x.png", "data:,x", "a.png"])
def test_what_is_no_web_address_is_in_no_chapter(address: str) -> None:
    (chapter,) = chapters_of(listened(RATE, link=address, image=address))
    assert (chapter.link, chapter.image) == (None, None)


def test_chapters_follow_the_timeline_and_have_a_title_each() -> None:
    chapters = chapters_of(TALK)
    assert [one.start for one in chapters] == [0, 12_000, 24_000]
    assert chapters[0].title == "Part 1 & <more>"
    nameless = replace(TALK.chapters[0], title=" \x00 ")
    assert chapters_of(replace(TALK, chapters=(nameless,)))[0].title == "1"


def test_a_clock_is_the_last_whole_second() -> None:
    assert clock(Milliseconds(3_723_999)) == "01:02:03"


# ------------------------------------------------------------------------- links and pictures


def told(*chapters: str) -> Timeline:
    """Return a timeline with a line for each address in ``chapters``; - stands for none."""
    cues: list[Cue] = []
    starts: list[Frames] = []
    for chapter in chapters:
        starts.append(Frames(len(cues) * RATE))
        for written in chapter.split():
            sources = () if written == "-" else (Address.parse(written),)
            start = Frames(len(cues) * RATE)
            cues.append(Cue(start, Frames(start + RATE // 2), "host", "Words.", sources))
    total = Frames(len(cues) * RATE)
    bounds = zip(starts, [*starts[1:], total], strict=True)
    made = tuple(Chapter("C", start, end) for start, end in bounds)
    return Timeline(RATE, (), made, tuple(cues), (), total)


def test_a_chapter_leads_to_its_first_paragraph_and_a_storys_first_has_the_picture() -> None:
    timeline = told(
        "- 1:title.0.1 1:lead.1.1 1:lead.1.2",
        "1:s1.0.1 1:s1.1.1",
        "- 1:q1.0.1 1:q1.1.1",
        "- 2:title.0.1 2:lead.1.1",
        "3:s1.0.1",
        "-",
    )
    passages = {
        at: f"{PAGE}#{at}" for cue in timeline.cues for at in cue.sources if at.document != 2
    }
    documents = [
        Document(number, "a", None, "en", image=f"https://example.org/{number}.jpg")
        for number in (1, 2, 3)
    ]
    chapters = linked(timeline, documents, passages).chapters
    assert [one.link and one.link.partition("#")[2] for one in chapters] == [
        "1:lead.1.1",
        "1:s1.1.1",
        "1:q1.0.1",
        None,
        "3:s1.0.1",
        None,
    ]
    assert [one.image and one.image[-5:] for one in chapters] == [
        "1.jpg",
        None,
        None,
        "2.jpg",
        "3.jpg",
        None,
    ]


def test_another_link_is_another_mp3_and_another_picture_is_not() -> None:
    def digest(**facts: str) -> str:
        return fingerprint_of(listened(RATE, **facts), TAGS, Settings(), "1")

    assert digest(link=PAGE) != digest()
    assert digest(image=PAGE) == digest()


ARTICLE = b"""<html lang="en"><head><title>Forty lamps on the harbour wall</title>
<link rel="canonical" href="https://example.org/lamps#top"><meta name="author" content="Ada Marsh">
<meta property="og:image" content="https://example.org/lamps.jpg"></head><body><article>
<h1>Forty lamps on the harbour wall</h1>
<p>Forty lamps went up on the harbour wall in March, and the council paid half of it.</p>
<h2>Costs</h2><p>The lamps cost 40,000 pounds in all, and a third of that was for cables.</p>
<h2>Questions and answers</h2><h3>Who pays for the power?</h3>
<p>The town pays for the power from its own budget, and it is not much.</p>
</article></body></html>"""


def test_an_article_on_the_web_is_linked_from_the_mp3_the_record_and_the_transcript(
    tmp_path: Path,
) -> None:
    settings = Settings(
        output=tmp_path / "out", cache=tmp_path / "cache", engine="silent", full=True, workers=0
    )
    made = make_episode([Source("lamps.html", ARTICLE, "text/html")], settings)
    record = made.episode
    assert in_tag(made.mp3.read_bytes()) == in_record(record.chapters)
    assert in_file((made.mp3.parent / record.chapters_file.name).read_bytes()) == in_record(
        record.chapters
    )
    links = [one.link for one in record.chapters]
    assert links == [
        "https://example.org/lamps#top:~:text=Forty%20lamps%20went%20up%20on,"
        "council%20paid%20half%20of%20it.",
        "https://example.org/lamps#top:~:text=The%20lamps%20cost%2040%2C000%20pounds%20in%20all"
        "%2C%20and%20a%20third%20of%20that%20was%20for%20cables.",
        "https://example.org/lamps#top:~:text=Who%20pays%20for%20the%20power%3F",
    ]
    assert [one.image for one in record.chapters] == ["https://example.org/lamps.jpg", None, None]
    assert record.chapters[-1].end == record.duration
    (transcript,) = (one for one in record.transcripts if one.type == "application/json")
    segments = json.loads((made.mp3.parent / transcript.name).read_bytes())["segments"]
    cited = [source["url"] for one in segments for source in one.get("sources", ())]
    assert set(filter(None, links)) <= set(cited)
    assert [one["body"] for one in segments if one.get("asks")] == ["Who pays for the power?"]
    assert [(one.name, one.role, one.group, one.link) for one in record.people][-1] == (
        "Ada Marsh",
        "author",
        "writing",
        "https://example.org/lamps#top",
    )


# ---------------------------------------------------------------------------------- soundbite


def spoken(*lines: tuple[float, str]) -> Timeline:
    """Return a timeline of lines, each given with its seconds and its address."""
    cues: list[Cue] = []
    at = 0
    for number, (seconds, address) in enumerate(lines):
        end = at + round(seconds * RATE)
        sources = (Address.parse(address),) if address else ()
        cues.append(Cue(Frames(at), Frames(end), "host", f"Line {number}.", sources))
        at = end
    return Timeline(RATE, (), (), tuple(cues), (), Frames(at))


def test_the_soundbite_is_whole_lines_from_the_first_of_the_source() -> None:
    made = spoken(
        (4, ""), (6, "1:lead.1.1"), (2, ""), (6, "1:lead.1.2"), (5, "1:lead.1.3"), (9, "")
    )
    assert soundbite_of(made) == Soundbite(Milliseconds(4000), Milliseconds(19_000), "Line 1.")


@pytest.mark.parametrize(
    "lines",
    [[], [(60, "")], [(9, ""), (14.9, "1:lead.1.1")], [(1, "1:lead.1.1"), (121, "1:lead.1.2")]],
)
def test_an_episode_with_no_stretch_of_that_length_has_no_soundbite(
    lines: list[tuple[float, str]],
) -> None:
    assert soundbite_of(spoken(*lines)) is None


@given(
    st.lists(st.tuples(st.floats(0.1, 90), st.sampled_from(["", "1:lead.1.1"])), max_size=20),
    st.text(max_size=400) | st.sampled_from(HOSTILE),
)
def test_a_soundbite_keeps_the_limits_of_the_namespace(
    lines: list[tuple[float, str]], text: str
) -> None:
    made = spoken(*lines)
    made = replace(made, cues=tuple(replace(cue, text=text + " end") for cue in made.cues))
    bite = soundbite_of(made)
    if bite:
        assert 15_000 <= bite.duration <= 120_000
        assert bite.start + bite.duration <= made.milliseconds(made.total)
        assert 1 <= len(bite.title) <= 128
        assert "\n" not in bite.title
