"""The feed, whole: a schema of our own, every element a show can ask for, and hostile text."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import feedparser
import podcastparser
import pytest
from feedtrees import GUID, SCHEMA, WHOLE, checked, episode, found
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from publishing import HOSTILE, SHOW, TALK, put, timeline

from briefing.model import Credit, Enclosure, Person, Show, Soundbite
from briefing.publish.catalogue import read_catalogue
from briefing.publish.feed import NAMESPACES, documents
from briefing.publish.text import clean, one_line
from briefing.units import Milliseconds


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an episode of a show that asks for everything."""
    output = tmp_path_factory.mktemp("whole")
    long = timeline(*(("host", f"Lamp {n} of the wall was lit.") for n in range(1, 20)), seconds=8)
    credit = Credit("The Courier", "https://example.com/lamps", "Ines & <Sons>")
    put(output, WHOLE, timeline=long, credits=(credit,), people=(Person("Voice", "host"),))
    return output


# ------------------------------------------------------------------------------ elements


EVERYTHING = {
    "itunes:type/text()": ["serial"],
    "itunes:block/text()": ["Yes"],
    "podcast:block/text()": ["yes"],
    "itunes:new-feed-url/text()": ["https://elsewhere.example/feed.xml"],
    "podcast:locked/@owner": ["office@example.org"],
    "podcast:license/text()": ["cc-by-4.0"],
    "podcast:funding/@url": ["https://example.org/give"],
    "podcast:funding/text()": ["Keep the lamps lit & the <wall> dry"],
    "podcast:txt/@purpose": ["ai-content", "verify", "applepodcastsverify"],
    "podcast:updateFrequency/@rrule": ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    "podcast:person/text()": ["Ada Marsh", "Ben"],
    "podcast:person/@href": ["https://example.org/ada"],
    "podcast:person/@img": ["https://example.org/a.jpg"],
    "item/podcast:person/text()": ["Voice"],
    "item/podcast:txt/@purpose": ["ai-content"],
    "item/itunes:season/text()": ["2"],
    "item/podcast:season/text()": ["2"],
    "item/itunes:episode/text()": ["1"],
    "item/podcast:episode/text()": ["1"],
    "item/podcast:transcript/@type": [
        "text/vtt", "application/x-subrip", "application/json", "text/html",
    ],
    "item/podcast:transcript/@rel": ["captions", "captions"],
    "item/podcast:transcript/@language": ["en"] * 4,
    "item/podcast:soundbite/@startTime": ["0.000"],
}  # fmt: skip


@pytest.mark.parametrize("path", EVERYTHING)
def test_what_a_show_asks_for_is_in_its_feed(whole: Path, path: str) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    assert found(root, f"channel/{path}") == EVERYTHING[path]


def test_a_soundbite_is_as_long_as_apps_take(whole: Path) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    (length,) = found(root, "channel/item/podcast:soundbite/@duration")
    assert 15 <= float(length) <= 120


def test_notes_lead_to_sources_their_authors_and_the_page(whole: Path) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    (notes,) = found(root, "channel/item/content:encoded/text()")
    assert '<a href="https://example.com/lamps">The Courier</a>, Ines &amp; &lt;Sons&gt;' in notes
    (page,) = found(root, "channel/item/link/text()")
    assert f'<a href="{page}">' in notes
    assert page.endswith("/index.html")
    assert (whole / page.removeprefix(WHOLE.base_url)).is_file()


def test_chapters_of_the_notes_lead_where_those_of_podlove_do(tmp_path: Path) -> None:
    link = "https://example.com/lamps#:~:text=Forty%20lamps"
    image = "https://example.com/lamp.jpg"
    chapters = tuple(replace(one, link=link, image=image) for one in TALK.chapters)
    put(tmp_path, timeline=replace(TALK, chapters=chapters))
    root = checked((tmp_path / "feed.xml").read_bytes())
    assert found(root, "//psc:chapter/@href") == [link] * 3
    assert found(root, "//psc:chapter/@image") == [image] * 3
    (notes,) = found(root, "channel/item/content:encoded/text()")
    assert notes.count(f'<a href="{link}">Part ') == 3


def test_an_episode_with_a_picture_and_other_formats_names_them() -> None:
    picture = Enclosure("image-0.jpg", 9, "image/jpeg", "0" * 64)
    other = Enclosure("lamps.m4a", 77, "audio/mp4", "0" * 64)
    shown = replace(episode(), image=picture, alternates=(other,))
    root = checked(documents(SHOW, (shown,), GUID, "c.jpg")["feed.xml"])
    folder = f"{SHOW.base_url}episodes/{shown.folder}/"
    assert found(root, "//item/itunes:image/@href") == [folder + picture.name]
    assert found(root, "//podcast:alternateEnclosure/podcast:source/@uri") == [folder + other.name]
    assert len(found(root, "//item/enclosure/@url")) == 1


def test_a_feed_of_a_plain_show_follows_the_schema(tmp_path: Path) -> None:
    plain = Show("T", "D", "A", "en", "News", "http://127.0.0.1:8000/")
    put(tmp_path, plain)
    root = checked((tmp_path / "feed.xml").read_bytes())
    unasked = ("updateFrequency", "funding", "license", "block", "season", "episode")
    assert not found(root, " | ".join(f"//podcast:{name}" for name in unasked))
    assert not found(root, "//itunes:owner | //itunes:block | //itunes:complete")
    assert found(root, "channel/podcast:locked/text()") == ["yes"]


def test_a_show_served_over_https_names_nothing_else_in_the_podcast_namespace(whole: Path) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    addresses = "@url | @uri | @href | @img"
    named = [
        address
        for one in root.iter("{*}*")
        if etree.QName(one).namespace == NAMESPACES["podcast"]
        for address in found(one, addresses)
    ]
    assert len(named) >= 9
    assert all(address.startswith("https://") for address in named)


BREAKS = {
    "duration": lambda one: setattr(one("//itunes:duration"), "text", "00:02:32"),
    "explicit": lambda one: setattr(one("channel/itunes:explicit"), "text", "no"),
    "category": lambda one: one("channel/itunes:category").attrib.clear(),
    "date": lambda one: setattr(one("//pubDate"), "text", "2026-03-02T06:00:00Z"),
    "guid": lambda one: one("//item/guid").attrib.clear(),
    "image": lambda one: one("channel").remove(one("channel/itunes:image")),
    "self": lambda one: one("channel").remove(one("channel/atom:link")),
    "enclosure": lambda one: one("//item").remove(one("//item/enclosure")),
    "suffix": lambda one: one("//item/enclosure").set("url", "https://example.org/a.wav"),
    "two": lambda one: one("//item").append(etree.Element("enclosure")),
    "own": lambda one: one("channel").append(etree.Element("surprise")),
    "insecure": lambda one: one("channel/podcast:funding").set("url", "http://example.org"),
}


@pytest.mark.parametrize("change", BREAKS)
def test_the_schema_finds_what_is_wrong(whole: Path, change: str) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    BREAKS[change](lambda path: root.xpath(path, namespaces=NAMESPACES)[0])
    assert not SCHEMA.validate(root)


# ------------------------------------------------------------------------------ hostile text


def written_by(text: str) -> Show:
    """Return a show whose every text is ``text``."""
    people = (Person(text, text, text, text, text),)
    return replace(
        WHOLE, title=text, description=text, author=text, copyright=text, email=text,
        funding_text=text, verify=text, license=text, frequency=text, people=people,
    )  # fmt: skip


ANYTHING = st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE)


@given(ANYTHING)
def test_whatever_is_written_stays_text(text: str) -> None:
    changed = replace(
        episode(),
        title=text, description=text, guid=text, people=(Person(text, text, text, text),),
        credits=(Credit(text, text, text),),
        soundbite=Soundbite(Milliseconds(1000), Milliseconds(20_000), text),
        chapters=tuple(replace(one, title=f"x{text}", link=None) for one in episode().chapters),
    )  # fmt: skip
    made = documents(written_by(text), (changed,), GUID, "cover.jpg")
    root = etree.fromstring(made["feed.xml"])
    plain = replace(episode(), soundbite=Soundbite(Milliseconds(0), Milliseconds(15_000), "x"))
    plain = replace(plain, people=(Person("Ada", "host"),))
    again = etree.fromstring(documents(WHOLE, (plain,), GUID, "c.jpg")["feed.xml"])
    assert {one.tag for one in root.iter()} <= {one.tag for one in again.iter()}
    (item,) = json.loads(made["feed.json"])["items"]
    shown = one_line(text)
    assert found(root, "channel/title/text()") == ([shown] if shown else [])
    assert found(root, "channel/item/title/text()") == [shown or changed.folder] == [item["title"]]
    assert found(root, "//psc:chapter/@title") == [clean(f"x{text}")] * 3
    assert found(root, "channel/podcast:txt[@purpose='ai-content']/text()") == ["true"]


@given(ANYTHING)
def test_other_readers_read_what_was_written(text: str) -> None:
    changed = replace(episode(), title=text)
    body = documents(replace(SHOW, title=f"x {text}"), (changed,), GUID, "c.jpg")["feed.xml"]
    parsed = feedparser.parse(io.BytesIO(body))
    assert not parsed.bozo
    (entry,) = parsed.entries
    assert entry.id == changed.guid
    podcast = podcastparser.parse(SHOW.base_url + "feed.xml", io.BytesIO(body))
    assert [one["guid"] for one in podcast["episodes"]] == [changed.guid]
    if text.isalnum() and text.isascii():  # of others they make what they like: strip, escape
        assert entry.title == text[:255] or len(text) > 255
        assert podcast["title"] == one_line(f"x {text}")


# ------------------------------------------------------------------------------ the show


def test_a_catalogue_of_none_has_a_feed_of_none() -> None:
    root = checked(documents(SHOW, (), GUID, "c.jpg")["feed.xml"])
    assert not found(root, "channel/item")
    assert not found(root, "channel/lastBuildDate")


def test_no_title_has_a_number_or_the_shows_name_put_to_it(whole: Path) -> None:
    root = checked((whole / "feed.xml").read_bytes())
    assert found(root, "//item/title/text()") == ["Lamps on the harbour wall"]


def test_a_show_that_moves_keeps_who_it_is(tmp_path: Path) -> None:
    put(tmp_path)
    before = checked((tmp_path / "feed.xml").read_bytes())
    moved = replace(
        SHOW, base_url="https://new.example/show/", new_feed_url="https://new.example/show/feed.xml"
    )
    put(tmp_path, moved)
    after = checked((tmp_path / "feed.xml").read_bytes())
    for path in (
        "channel/podcast:guid/text()",
        "channel/item/guid/text()",
        "channel/item/pubDate/text()",
    ):
        assert found(after, path) == found(before, path)
    assert found(after, "channel/item/enclosure/@url")[0].startswith("https://new.example/show/")
    assert found(after, "channel/itunes:new-feed-url/text()") == [moved.new_feed_url]
    assert not re.search(rb"https://example.org/show/", (tmp_path / "feed.xml").read_bytes())
    assert len(read_catalogue(tmp_path).episodes) == 1
