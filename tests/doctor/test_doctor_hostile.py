"""The doctor and hostile feeds: each ends in a clear finding, soon, and nothing is expanded."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE, SHOW, put, timeline
from soundfeeds import SOUND

from briefing.doctor import Known, examine, examine_folder
from briefing.model import Credit

BODY = SOUND.partition("?>")[2]
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + BODY.replace(
    "Harbour Hour", "&b;"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY.replace(
    "Harbour Hour", "&a;"
)
PARAMETER = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + BODY


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00\x01\x02", b"<html></html>", b"not xml", BOMB.encode(), OUTSIDE.encode(),
     PARAMETER.encode(), b"<rss version='2.0'>", b"<a>" * 100_000, b"\xff\xfe<rss/>", b"{}",
     b"<rss version='2.0'><channel>" + b"<item/>" * 60_000 + b"</channel></rss>",
     b"\x1f\x8b\x08" + b"\0" * 50, SOUND.encode("utf-16")[:-7], b"x" * (33 * 1024 * 1024)],
    ids=range(15),
)  # fmt: skip
def test_what_is_no_feed_is_said_in_one_finding(body: bytes) -> None:
    found = examine(body)
    assert found.findings[0].rule.name in {"xml", "rss-version"}
    assert found.findings[0].count == 1
    assert "root:" not in "".join(finding.text() for finding in found.findings)


@given(st.binary(max_size=300), st.integers(0, len(SOUND)))
def test_whatever_is_in_a_feed_the_doctor_ends(noise: bytes, at: int) -> None:
    body = SOUND.encode()
    examine(body[:at] + noise + body[at:], Known(previous=body))


VALUES = ['"https://example.org/2.mp3"', '"1200"', '"audio/mpeg"', '"00:00:30.000"', '"20.0"',
          '"1.0"', '"host"', '"https://example.org/feed.xml"', '"News"', ">two<", ">90<", ">1<",
          ">Tue, 03 Mar 2026 06:00:00 +0000<", ">The lamps are lit<", ">en-us<", ">yes<",
          ">episodic<", ">It sails at eight.<"]  # fmt: skip
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters='<&">'),
    max_size=30,
) | st.sampled_from(
    ["http://[::1", "https://[x]/a.mp3", "9" * 5000, "nan", "inf", "-1", "1e999", "//", "%",
     "Mon, 99 Foo 99999 99:99:99 +9999", "31 Feb 2026 25:61:61 +0000", "urn:x", "data:,"]
)  # fmt: skip


@given(st.sampled_from(VALUES), WORDS)
def test_whatever_a_value_is_the_doctor_ends(value: str, word: str) -> None:
    assert value in SOUND
    text = SOUND.replace(value, f"{value[0]}{word}{value[-1]}")
    for finding in examine(text.encode(), Known(previous=SOUND.encode())).findings:
        assert all(len(line) < 1000 for line in finding.text().splitlines())


@pytest.mark.parametrize(
    "tedious",
    ["\n" * 200_000, " " * 200_000, "<" * 200_000, "<a" * 100_000, "&amp;lt" * 50_000,
     "00:00 " * 50_000, "\n00:" * 50_000, ">" * 200_000],
    ids=range(8),
)  # fmt: skip
@pytest.mark.timeout(60)
def test_no_text_takes_long(tedious: str) -> None:
    inside = tedious.replace("<", "&lt;").replace(">", "&gt;")
    for right in ("It sails at eight.", "The lamps are lit", "What happens at the port.", "Ada"):
        examine(SOUND.replace(right, inside).encode())


def test_what_is_told_can_be_shown_in_a_terminal() -> None:
    hostile = "12: \u202e\u0085\x9b31m<b>\u2066lamps\n</b>"
    text = SOUND.replace("The lamps are lit", hostile.replace("<", "&lt;"))
    found = examine(text.encode())
    assert {"title-number", "plain-text"} <= {one.rule.name for one in found.findings}
    for finding in found.findings:
        assert not any(
            unicodedata.category(sign)[0] == "C" for sign in finding.text().replace("\n", "")
        )


@pytest.mark.parametrize("word", HOSTILE, ids=range(len(HOSTILE)))
def test_what_we_publish_of_hostile_articles_is_sound(word: str, tmp_path: Path) -> None:
    talk = timeline(
        ("host", f"Lamps {word}"), ("questioner", word), ("host", f"b {word}"), (word[:30], "c")
    )
    credit = Credit(word, "https://example.com/a")
    show = replace(SHOW, title=f"Hour {word[:50]}", description=f"{word} x")
    output = tmp_path / "output"
    put(output, show, title=word, description=word, timeline=talk, credits=(credit,))
    found = {one.rule.name for one in examine_folder(output).findings}
    assert found - {"mp3"} <= ({"plain-text", "description-tags"} if "<" in word else set())
