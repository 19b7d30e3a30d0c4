"""The doctor and feeds: ours are sound, and what is broken in one is named, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.doctor import RULES, Verdict, examine
from briefing.doctor.items import ROLES, seconds

SOUND = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:psc="http://podlove.org/simple-chapters">
<channel>
<title>Harbour Hour</title>
<link>https://example.org/</link>
<description>What happens at the port.</description>
<language>en-us</language>
<atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/>
<itunes:category text="News"><itunes:category text="Daily News"/></itunes:category>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://example.org/cover.jpg"/>
<image><url>https://example.org/cover.jpg</url></image>
<itunes:author>The port</itunes:author>
<itunes:type>episodic</itunes:type>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
<podcast:locked>yes</podcast:locked>
<podcast:txt purpose="ai-content">true</podcast:txt>
<item>
<title>The lamps are lit</title>
<description>Forty lamps went up.</description>
<enclosure url="https://example.org/2.mp3" length="1200" type="audio/mpeg"/>
<guid isPermaLink="false">two</guid>
<pubDate>Tue, 03 Mar 2026 06:00:00 +0000</pubDate>
<itunes:duration>90</itunes:duration>
<itunes:explicit>false</itunes:explicit>
<podcast:transcript url="https://example.org/2.vtt" type="text/vtt"/>
<podcast:chapters url="https://example.org/2.json" type="application/json+chapters"/>
<podcast:soundbite startTime="1.0" duration="20.0">Lamps</podcast:soundbite>
<podcast:person role="host">Ada</podcast:person>
<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="A"/>
<psc:chapter start="00:00:30.000" title="B"/></psc:chapters>
</item>
<item>
<title>The ferry returns</title>
<description>It sails at eight.</description>
<enclosure url="https://example.org/1.mp3" length="1000" type="audio/mpeg"/>
<guid isPermaLink="false">one</guid>
<pubDate>Mon, 02 Mar 2026 06:00:00 +0000</pubDate>
<itunes:duration>60</itunes:duration>
<podcast:transcript url="https://example.org/1.vtt" type="text/vtt"/>
</item>
</channel>
</rss>
"""

LONG = "x" * 260
NOTES = "lamp " * 900


def rules(verdict: Verdict) -> list[str]:
    return [finding.rule.name for finding in verdict.findings]


def examined(text: str) -> Verdict:
    return examine(text.encode())


def test_a_sound_feed_has_nothing_wrong() -> None:
    assert rules(examined(SOUND)) == []


BREAKS: list[tuple[str, str, str]] = [
    ("rss-version", 'version="2.0" xmlns:itunes', 'version="0.91" xmlns:itunes'),
    ("channel-title", "<title>Harbour Hour</title>", ""),
    ("channel-link", "<link>https://example.org/</link>", "<link/>"),
    ("channel-description", "<description>What happens at the port.</description>", ""),
    ("language", "en-us", "english"),
    ("language", "<language>en-us</language>", ""),
    ("category", 'text="Daily News"', 'text="Daily"'),
    ("category", '<itunes:category text="News">', '<itunes:category text="Robot News">'),
    ("explicit", "<itunes:explicit>false</itunes:explicit>\n<itunes:image", "<itunes:image"),
    ("explicit",
     ">false</itunes:explicit>\n<podcast:transcript",
     ">clean</itunes:explicit>\n<podcast:transcript"),
    ("artwork", '<itunes:image href="https://example.org/cover.jpg"/>', ""),
    ("artwork-extension",
     'href="https://example.org/cover.jpg"',
     'href="https://example.org/cover.webp"'),
    ("self-link", 'rel="self"', 'rel="alternate"'),
    ("author", "<itunes:author>The port</itunes:author>", ""),
    ("rss-image", "<image><url>https://example.org/cover.jpg</url></image>", ""),
    ("show-guid", "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>", ""),
    ("show-guid-form", "917393e3-1b1e-5cef-ace4-edaa54e1f810", "my show"),
    ("locked", "<podcast:locked>yes</podcast:locked>", ""),
    ("ai-content", '<podcast:txt purpose="ai-content">true</podcast:txt>', ""),
    ("show-type", "episodic", "weekly"),
    ("new-feed-url",
     "<podcast:locked>",
     "<itunes:new-feed-url>soon</itunes:new-feed-url><podcast:locked>"),
    ("newest-first", "Mon, 02 Mar 2026", "Wed, 04 Mar 2026"),
    ("plain-text",
     "<title>The lamps are lit</title>",
     "<title>The &lt;b&gt;lamps&lt;/b&gt;</title>"),
    ("blanks", "<title>The lamps are lit</title>", "<title> The lamps are lit</title>"),
    ("too-long", "<title>The lamps are lit</title>", f"<title>{LONG}</title>"),
    ("title", "<title>The lamps are lit</title>", ""),
    ("title-number", "<title>The lamps are lit</title>", "<title>Episode 12: The lamps</title>"),
    ("title-number", "<title>The lamps are lit</title>", "<title>S1E2 The lamps</title>"),
    ("title-show", "<title>The lamps are lit</title>", "<title>Harbour Hour: lamps</title>"),
    ("enclosure",
     '<enclosure url="https://example.org/2.mp3" length="1200" type="audio/mpeg"/>',
     ""),
    ("enclosure-repeated", "https://example.org/1.mp3", "https://example.org/2.mp3"),
    ("enclosure-length", 'length="1200"', 'length="0"'),
    ("enclosure-type", 'length="1200" type="audio/mpeg"', 'length="1200" type="audio"'),
    ("enclosure-extension", "https://example.org/2.mp3", "https://example.org/play?id=2"),
    ("enclosure-address", "https://example.org/2.mp3", "https://example.org/Größe.mp3"),
    ("guid", '<guid isPermaLink="false">two</guid>', ""),
    ("guid-repeated", ">two<", ">one<"),
    ("guid-link", '<guid isPermaLink="false">two', "<guid>two"),
    ("date", "Tue, 03 Mar 2026 06:00:00 +0000", "2026-03-03"),
    ("date", "<pubDate>Tue, 03 Mar 2026 06:00:00 +0000</pubDate>", ""),
    ("description", "<description>Forty lamps went up.</description>", ""),
    ("description-long", "Forty lamps went up.", NOTES),
    ("duration", "<itunes:duration>90</itunes:duration>", ""),
    ("duration-form",
     "<itunes:duration>90</itunes:duration>",
     "<itunes:duration>1:30</itunes:duration>"),
    ("number", "<itunes:duration>90", "<itunes:episode>0</itunes:episode><itunes:duration>90"),
    ("serial-number", "episodic", "serial"),
    ("transcript", '<podcast:transcript url="https://example.org/2.vtt" type="text/vtt"/>', ""),
    ("transcript-type",
     'url="https://example.org/2.vtt" type="text/vtt"',
     'url="https://example.org/2.vtt" type="vtt"'),
    ("chapters-type", 'type="application/json+chapters"', 'type="application/json"'),
    ("soundbite", 'duration="20.0"', 'duration="5"'),
    ("person", 'role="host"', 'role="boss"'),
    ("podlove", 'start="00:00:00.000"', 'start="00:00:10.000"'),
    ("notes-chapters", "Forty lamps went up.", "00:10 A\n00:30 B\n00:20 C\n"),
    ("https", "https://example.org/2.mp3", "http://example.org/2.mp3"),
    ("namespace",
     "http://www.itunes.com/dtds/podcast-1.0.dtd",
     "http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ("xml", "</channel>", "</chanel>"),
]  # fmt: skip

ALSO = {
    "namespace": {"category", "explicit", "artwork", "author", "duration"},
    "enclosure-repeated": set[str](),
}
"""What else is gone when a rule is broken that others build on."""


@pytest.mark.parametrize(("rule", "right", "wrong"), BREAKS)
def test_what_is_broken_is_named_and_nothing_else(rule: str, right: str, wrong: str) -> None:
    assert right in SOUND
    found = rules(examined(SOUND.replace(right, wrong, 1)))
    assert rule in found
    assert set(found) <= {rule} | ALSO.get(rule, set())


FROM_FILES = {
    "file-missing", "file-length", "artwork-size", "artwork-colours", "artwork-weight", "mp3",
    "mp3-duration", "mp3-format", "loudness", "true-peak", "dead-air", "tag", "tag-title",
    "tag-chapters", "chapters", "captions", "discovery", "page-link",
}  # fmt: skip


def test_every_rule_has_a_feed_that_breaks_it() -> None:
    broken = {rule for rule, _, _ in BREAKS}
    assert broken | FROM_FILES | {"guid-changed", "feed-size"} == set(RULES)


def test_the_docs_have_every_rule_as_it_is() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "doctor.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \|", page, re.MULTILINE))
    assert rows == {name: rule.level for name, rule in RULES.items()}


def test_a_changed_guid_is_told_against_the_earlier_feed() -> None:
    later = SOUND.replace(">two<", ">deux<")
    assert rules(examine(later.encode(), SOUND.encode())) == ["guid-changed"]
    assert rules(examine(SOUND.encode(), SOUND.encode())) == []
    retitled = SOUND.replace("The lamps are lit", "Lamps")
    assert rules(examine(retitled.encode(), SOUND.encode())) == []


def test_a_feed_larger_than_validators_read_is_told() -> None:
    padded = SOUND.replace("</channel>", f"<!--{'x' * 5_000_000}--></channel>")
    assert rules(examined(padded)) == ["feed-size"]


def test_a_fault_of_a_thousand_items_is_told_once() -> None:
    (item,) = re.findall(r"<item>\n<title>The ferry.*?</item>\n", SOUND, re.DOTALL)
    many = "".join(
        item.replace("1.mp3", f"old-{n}.mp3").replace(">one<", f">old-{n}<").replace("60<", "1:00<")
        for n in range(1000)
    )
    (finding,) = examined(SOUND.replace("</channel>", f"{many}</channel>")).findings
    assert (finding.rule.name, finding.count, len(finding.faults)) == ("duration-form", 1000, 3)
    assert "... and 997 more" in finding.text()
    assert all(fault.line for fault in finding.faults)


def test_faults_come_the_gravest_first_and_always_the_same() -> None:
    text = SOUND.replace("<podcast:locked>yes</podcast:locked>", "").replace("en-us", "english")
    text = text.replace("<itunes:author>The port</itunes:author>", "")
    found = examined(text)
    assert [one.rule.level for one in found.findings] == ["error", "warning", "note"]
    assert found.summary() == "1 error, 1 warning, 1 note"
    assert examined(text) == found


# ------------------------------------------------------------------------------ hostile

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SOUND.partition("?>")[
    2
].replace("Harbour Hour", "&b;")
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SOUND.partition("?>")[
    2
].replace("Harbour Hour", "&a;")


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00\x01\x02", b"<html></html>", b"not xml", BOMB.encode(), OUTSIDE.encode(),
     b"<rss version='2.0'>", b"<a>" * 100_000, SOUND.encode("utf-16"), b"\xff\xfe<rss/>"],
)  # fmt: skip
def test_what_is_no_feed_is_said_in_one_finding(body: bytes) -> None:
    found = examine(body)
    if body == SOUND.encode("utf-16"):
        assert set(rules(found)) <= {"xml"}
        return
    assert found.findings[0].rule.name in {"xml", "rss-version"}
    assert "root:" not in found.findings[0].text()


@given(st.binary(max_size=300), st.integers(0, len(SOUND)))
def test_whatever_is_in_a_feed_the_doctor_ends(noise: bytes, at: int) -> None:
    body = SOUND.encode()
    examine(body[:at] + noise + body[at:])


@given(st.text(max_size=40))
def test_times_are_read_or_refused(text: str) -> None:
    assert seconds(text) is None or seconds(text) >= 0  # type: ignore[operator]


@pytest.mark.parametrize(
    ("clock", "meant"),
    [("90", 90), ("1:30", 90), ("01:01:01", 3661), ("00:00:10.500", 10.5), ("x", None), ("", None)],
)
def test_times_in_their_forms(clock: str, meant: float | None) -> None:
    assert seconds(clock) == meant


def test_roles_are_those_of_the_taxonomy() -> None:
    assert {"host", "co-host", "voice actor", "narrator", "author", "editor"} <= ROLES
    assert all(role == role.strip() and role for role in ROLES)


# ------------------------------------------------------------------------------ others' feeds


def plainer(text: str) -> str:
    """Return a feed as a large host writes it: without anything of Podcasting 2.0."""
    text = re.sub(r"<podcast:(\w+)[^>]*?(/>|>.*?</podcast:\1>)\n?", "", text)
    text = re.sub(r"<psc:chapters.*?</psc:chapters>\n?", "", text)
    text = text.replace("<itunes:explicit>false", "<itunes:explicit>true")
    return text.replace("https://example.org/2.mp3", "https://cdn.example.com/a/2.mp3?dest-id=7")


def permalinks(text: str) -> str:
    """Return a feed whose guids are addresses, as blogs write them."""
    return re.sub('<guid isPermaLink="false">(\\w+)', r"<guid>https://example.org/?p=\1", text)


def dated_in_words(text: str) -> str:
    """Return a feed whose dates have GMT for a zone."""
    return text.replace("+0000", "GMT")


@pytest.mark.parametrize("style", [plainer, permalinks, dated_in_words])
def test_feeds_of_others_have_no_false_error(style: Callable[[str], str]) -> None:
    found = examined(style(SOUND))
    assert found.count("error") == 0, [f.text() for f in found.findings]
    assert found.count("warning") == 0


def test_a_fault_knows_its_line() -> None:
    (finding,) = examined(SOUND.replace("en-us", "english")).findings
    assert finding.faults[0].line == 1 + SOUND[: SOUND.index("<language>")].count("\n")
    assert replace(finding).facts()["places"] == [
        {"what": "'english' is none.", "where": "", "line": finding.faults[0].line}
    ]
