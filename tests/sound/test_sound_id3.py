"""The tag, read back with mutagen and byte by byte."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from itertools import pairwise

import mutagen.id3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.model import Chapter, Tags, Timeline
from briefing.sound.id3 import tag_of
from briefing.units import Frames

RATE = 44_100

_TAGS = Tags(
    title="t", show="s", author="a", date="2026-03-02T06:00:00+00:00", language="en", guid="g",
    description="d", text="t", cover=b"", cover_type="image/png",
)  # fmt: skip

HOSTILE = st.text(st.characters(), max_size=60)


def timeline_of(*lengths: int, title: str = "Part") -> Timeline:
    """Return a timeline whose chapters have these lengths in frames."""
    chapters: list[Chapter] = []
    start = 0
    for number, length in enumerate(lengths):
        end = start + length
        chapters.append(Chapter(f"{title} {number}", Frames(start), Frames(end)))
        start = end
    return Timeline(RATE, (), tuple(chapters), (), (), Frames(start))


def read(tag: bytes) -> mutagen.id3.ID3:
    return mutagen.id3.ID3(io.BytesIO(tag), translate=False)


def frames_of_tag(tag: bytes) -> list[tuple[str, bytes]]:
    """Return names and bodies of a tag's frames in file order; the sizes must add up."""
    assert tag[:6] == b"ID3\x03\x00\x00"
    size = sum(byte << shift for byte, shift in zip(tag[6:10], (21, 14, 7, 0), strict=True))
    assert len(tag) == size + 10
    position, found = 10, []
    while position < len(tag):
        name, length, flags = struct.unpack_from(">4sIH", tag, position)
        assert flags == 0
        found.append((name.decode("ascii"), tag[position + 10 : position + 10 + length]))
        position += 10 + length
    assert position == len(tag)
    return found


def test_everything_reads_back(tags: Tags) -> None:
    found = read(tag_of(tags, timeline_of(RATE, 2 * RATE)))
    assert found.version == (2, 3, 0)
    texts = {name: str(found[name]) for name in ("TIT2", "TALB", "TPE1", "TPE2", "TCON", "TLAN")}
    assert texts == {
        "TIT2": "Monday briefing", "TALB": "The Briefing", "TPE1": "A. Writer",
        "TPE2": "A. Writer", "TCON": "Podcast", "TLAN": "eng",
    }  # fmt: skip
    assert (str(found["TYER"]), str(found["TDAT"])) == ("2026", "0203")
    assert str(found["TXXX:guid"]) == "briefing-1"
    assert found["WOAF"].url == "https://example.org/a%20b/%C3%A4"
    assert (found["COMM::eng"].text, found["USLT::eng"].text) == (
        ["What happened."], "First line.\nSecond line.",
    )  # fmt: skip
    picture = found.getall("APIC")[0]
    assert (picture.type, picture.mime, picture.data) == (3, "image/jpeg", tags.cover)


def test_chapters_stand_in_order_of_time_under_one_table(tags: Tags) -> None:
    """Also when their titles differ in length, by which some writers sort them."""
    timeline = timeline_of(*(RATE * (1 + number % 3) for number in range(12)))
    chapters = tuple(
        replace(chapter, title="x" * (50 - 4 * number))
        for number, chapter in enumerate(timeline.chapters)
    )
    tag = tag_of(tags, replace(timeline, chapters=chapters))
    (table,) = read(tag).getall("CTOC")
    assert (table.flags, len(table.child_element_ids)) == (3, 12)
    in_file = [body.split(b"\0")[0].decode() for name, body in frames_of_tag(tag) if name == "CHAP"]
    assert in_file == table.child_element_ids
    titles = [str(read(tag)[f"CHAP:{name}"].sub_frames["TIT2"]) for name in in_file]
    assert titles == [chapter.title for chapter in chapters]


@given(st.lists(st.none() | HOSTILE, min_size=1, max_size=300))
def test_a_chapter_with_a_link_has_it_in_its_frame_whatever_it_holds(
    links: list[str | None],
) -> None:
    timeline = timeline_of(*(RATE for _ in links))
    chapters = tuple(
        replace(chapter, link=link and f"https://example.org/#:~:text={link}")
        for chapter, link in zip(timeline.chapters, links, strict=True)
    )
    tag = tag_of(_TAGS, replace(timeline, chapters=chapters))
    table = read(tag).getall("CTOC")[0].child_element_ids
    frames = [read_frame(read(tag)[f"CHAP:{name}"]) for name in table]
    step = -(-len(links) // 255)
    assert [url is not None for url in frames] == [bool(link) for link in links[::step]]
    assert all(url is None or url.startswith("https://example.org/#:~:text=") for url in frames)
    assert all(url is None or (url.isascii() and url.isprintable()) for url in frames)


def read_frame(chapter: mutagen.id3.CHAP) -> str | None:
    """Return the address in a chapter's frame, which holds nothing but it and a title."""
    names = [frame.FrameID for frame in chapter.sub_frames.values()]
    assert names in (["TIT2"], ["TIT2", "WXXX"])
    links = chapter.sub_frames.getall("WXXX")
    return links[0].url if links else None


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=700))
@example([RATE] * 700)
def test_chapter_times_are_contiguous_from_zero_to_the_end(lengths: list[int]) -> None:
    timeline = timeline_of(*lengths)
    tag = tag_of(_TAGS, timeline)
    bodies = [body for name, body in frames_of_tag(tag) if name == "CHAP"]
    times = [struct.unpack_from(">IIII", body, body.index(b"\0") + 1) for body in bodies]
    assert {offset for _, _, *offsets in times for offset in offsets} == {0xFFFFFFFF}
    assert times[0][0] == 0
    assert times[-1][1] == timeline.milliseconds(timeline.total)
    assert all(this[1] == following[0] for this, following in pairwise(times))
    assert len(times) <= 255
    (table,) = (body for name, body in frames_of_tag(tag) if name == "CTOC")
    assert table[5] == len(times)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_breaks_the_tag(title: str, text: str, link: str) -> None:
    """Controls, NUL, lone surrogates and anything else: the frames still add up and read back."""
    tag = tag_of(
        replace(_TAGS, title=title, text="x" + text, link=link), timeline_of(RATE, title=title)
    )
    names = [name for name, _ in frames_of_tag(tag)]
    assert names.count("TIT2") == names.count("USLT") == names.count("CHAP") == 1
    found = read(tag)
    assert "\0" not in found.getall("USLT")[0].text
    assert str(found["TXXX:guid"]) == "g"


@pytest.mark.parametrize(
    ("title", "heard"),
    [
        ("a\0b", "ab"),
        ("two\r\nlines", "two lines"),
        ("😀 – ü", "😀 – ü"),
        ("lone \ud800 half", "lone � half"),
        ("x" * 10_000, "x" * 10_000),
        ("\x1b[31mred\x9b", "[31mred"),
    ],
)
def test_titles_keep_what_can_be_kept(title: str, heard: str) -> None:
    tag = tag_of(replace(_TAGS, title=title), timeline_of(RATE))
    assert str(read(tag)["TIT2"]) == heard


@pytest.mark.parametrize(
    ("language", "code"),
    [("de-CH", "deu"), ("pt_BR", "por"), ("yue", "und"), ("", "und"), ("ENG", "eng"), ("!", "und")],
)
def test_languages_have_three_letters(language: str, code: str) -> None:
    found = read(tag_of(replace(_TAGS, language=language), timeline_of(RATE)))
    assert str(found["TLAN"]) == code
    assert found.getall("COMM")[0].lang == code
