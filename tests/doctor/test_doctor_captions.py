"""The doctor and captions: WebVTT and SubRip strictly, and all forms of one transcript."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.doctor.captions import caption_faults
from briefing.doctor.document import Node, opened
from briefing.doctor.timed import Cue, NotTimedError, read_srt, read_vtt

VTT = """WEBVTT

NOTE made by hand

1
00:00.000 --> 00:02.500
<v Ada>Forty <00:01.000>lamps &amp; one

00:00:03.000 --> 00:00:04.000 align:start
<v Bob>They are &lt;lit&gt;.
"""
SRT = """1
00:00:00,000 --> 00:00:02,500
Ada: Forty lamps & one

2
00:00:03,000 --> 00:00:04,000
Bob: They are < lit>.
"""
JSON = json.dumps(
    {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ada", "startTime": 0.0, "endTime": 2.5, "body": "Forty lamps & one"},
            {"speaker": "Bob", "startTime": 3.0, "endTime": 4.0, "body": "They are <lit>."},
        ],
    }
)
HTML = (
    "<!DOCTYPE html><html><body><cite>Ada:</cite><time>0:00</time><p>Forty lamps &amp; one</p>"
    "<cite>Bob:</cite><time>0:03</time><p>They are &lt;lit&gt;.</p></body></html>"
)
FORMS = {
    "text/vtt": VTT, "application/x-subrip": SRT, "application/json": JSON, "text/html": HTML,
}  # fmt: skip


def faults(folder: Path, forms: dict[str, str], duration: int = 5) -> list[tuple[str, str]]:
    """Return what is wrong with an item that has ``forms`` of a transcript."""
    links = ""
    for number, (kind, text) in enumerate(forms.items()):
        (folder / f"{number}").write_text(text, encoding="utf-8")
        links += (
            '<p:transcript xmlns:p="https://podcastindex.org/namespace/1.0" '
            f'url="{number}" type="{kind}"/>'
        )
    item = f"<item xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>{links}"
    item += f"<i:duration>{duration}</i:duration></item>"
    node = Node(opened(item.encode()))
    found = caption_faults(node, lambda url: folder / url if url else None, "here")
    return [(one.rule, one.what) for one in found]


def test_four_forms_of_one_transcript_agree(tmp_path: Path) -> None:
    assert faults(tmp_path, FORMS) == []


@pytest.mark.parametrize("kind", FORMS)
def test_another_word_in_one_form_is_told(tmp_path: Path, kind: str) -> None:
    spoilt = FORMS | {kind: FORMS[kind].replace("lamps", "ships")}
    ((rule, what),) = faults(tmp_path, spoilt)
    assert rule == "captions-agree"
    assert "lamps" in what
    assert "ships" in what


def test_a_form_alone_has_nothing_to_agree_with(tmp_path: Path) -> None:
    for kind, text in FORMS.items():
        assert faults(tmp_path, {kind: text}) == []


@pytest.mark.parametrize("kind", list(FORMS)[:3])
def test_cues_behind_the_end_are_told(tmp_path: Path, kind: str) -> None:
    assert {rule for rule, _ in faults(tmp_path, {kind: FORMS[kind]}, duration=1)} == {"captions"}


def test_a_line_wider_than_apple_shows_is_told(tmp_path: Path) -> None:
    narrow, wide = ("word " * 12 + "x" * size for size in (5, 6))
    for line, told in ((narrow, []), (wide, ["captions-width"])):
        text = VTT.replace("They are &lt;lit&gt;.", line)
        assert [rule for rule, _ in faults(tmp_path, {"text/vtt": text})] == told


def test_webvtt_is_read_as_people_see_it() -> None:
    assert read_vtt(VTT.encode()) == (
        Cue(0.0, 2.5, ("Forty lamps & one",), "Ada"),
        Cue(3.0, 4.0, ("They are <lit>.",), "Bob"),
    )
    assert read_vtt(b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").encode()) == read_vtt(VTT.encode())
    assert len(read_srt(SRT.encode())) == 2


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("WEBVTT", "WEBVTTX"), ("WEBVTT\n\n", "WEBVTT\n00:00.000 --> 00:01.000\n"), ("WEBVTT", ""),
     ("00:00.000", "0:00.000"), ("00:02.500", "00:02,500"), ("00:02.500", "00:62.500"),
     ("00:02.500", "00:00.000"), ("<00:01.000>", "<00:03.000>"), ("&amp;", "&"), ("&lt;", "<"),
     ("<v Ada>", "<v Ada"), (" --> 00:02", " -> 00:02"), ("lamps", "-->"), ("lamps", "\0"),
     (" align:start", " start")],
)  # fmt: skip
def test_webvtt_that_breaks_the_standard_is_refused(right: str, wrong: str) -> None:
    assert right in VTT
    with pytest.raises(NotTimedError):
        read_vtt(VTT.replace(right, wrong, 1).encode())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("1\n", "2\n"), ("00:00:00,000", "00:00:00.000"), (" --> ", " - "), ("1\n", "")],
)
def test_subrip_without_number_or_times_is_refused(right: str, wrong: str) -> None:
    with pytest.raises(NotTimedError):
        read_srt(SRT.replace(right, wrong, 1).encode())


NO_SEGMENTS = ("", "{}", "[1]", '{"segments":[1]}', "[" * 100_000, '{"segments":[{"body":"x"}]}')


@pytest.mark.parametrize("body", NO_SEGMENTS, ids=range(6))
def test_json_without_segments_is_told(tmp_path: Path, body: str) -> None:
    ((rule, _),) = faults(tmp_path, {"application/json": body})
    assert rule == "captions"


def test_times_that_are_no_numbers_are_told(tmp_path: Path) -> None:
    body = JSON.replace("2.5", "NaN")
    assert {rule for rule, _ in faults(tmp_path, {"application/json": body})} == {"captions"}


@given(st.binary(max_size=200))
def test_whatever_the_bytes_reading_ends(body: bytes) -> None:
    for read in (read_vtt, read_srt):
        for start in (b"", b"WEBVTT\n\n", b"1\n00:00:00,000 --> 00:00:01,000\n"):
            try:
                read(start + body)
            except NotTimedError as error:
                assert str(error)  # noqa: PT017
