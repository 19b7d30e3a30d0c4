"""JSON Feed and OPML: they say what the RSS does, and lead to it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import podcastparser
import pytest
from feedtrees import GUID, WHOLE, checked, episode, found
from lxml import etree
from publishing import HOSTILE, SHOW, put

from briefing.model import Credit, Enclosure, Episode
from briefing.publish.feed import documents, opml, outline


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("whole")
    put(output, WHOLE)
    put(output, WHOLE, guid="b", title="Fog on the bay", date="2026-03-03T06:00:00+02:00")
    return output


def item_of(changed: Episode) -> dict[str, Any]:
    """Return the item of an episode in its show's JSON feed."""
    (item,) = json.loads(documents(SHOW, (changed,), GUID, "c.jpg")["feed.json"])["items"]
    assert isinstance(item, dict)
    return item


def test_json_and_rss_say_the_same(whole: Path) -> None:
    table = json.loads((whole / "feed.json").read_bytes())
    root = checked((whole / "feed.xml").read_bytes())
    assert table["version"] == "https://jsonfeed.org/version/1.1"
    for key, path in (
        ("title", "channel/title"),
        ("home_page_url", "channel/link"),
        ("description", "channel/description"),
        ("language", "channel/language"),
        ("icon", "channel/image/url"),
    ):
        assert found(root, f"{path}/text()") == [table[key]]
    assert found(root, "channel/itunes:author/text()") == [one["name"] for one in table["authors"]]
    assert table["feed_url"] == WHOLE.base_url + "feed.json"
    assert "next_url" not in table
    for item, row in zip(root.iterfind("channel/item"), table["items"], strict=True):
        (attachment,) = row["attachments"]
        assert found(item, "enclosure/@url") == [attachment["url"]]
        assert found(item, "enclosure/@type") == [attachment["mime_type"]]
        assert found(item, "enclosure/@length") == [str(attachment["size_in_bytes"])]
        assert found(item, "itunes:duration/text()") == [str(attachment["duration_in_seconds"])]
        assert found(item, "guid/text()") == [row["id"]]
        assert found(item, "title/text()") == [row["title"]]
        assert found(item, "link/text()") == [row["url"]]
        assert found(item, "content:encoded/text()") == [row["content_html"]]
        (date,) = found(item, "pubDate/text()")
        assert datetime.fromisoformat(row["date_published"]) == parsedate_to_datetime(date)


def test_other_formats_are_attachments_beside_the_mp3() -> None:
    other = Enclosure("lamps.m4a", 77, "audio/mp4", "0" * 64)
    attachments = item_of(replace(episode(), alternates=(other,)))["attachments"]
    assert [one["mime_type"] for one in attachments] == ["audio/mpeg", "audio/mp4"]
    assert attachments[1]["size_in_bytes"] == 77


def test_an_item_points_to_the_article_if_there_is_one_alone() -> None:
    article = Credit("The Courier", "https://example.com/lamps")
    item = item_of(replace(episode(), credits=(article,)))
    assert item["external_url"] == "https://example.com/lamps"
    for sources in ((), (Credit("Typed"),), (article, article), (Credit("x", "javascript:1"),)):
        assert "external_url" not in item_of(replace(episode(), credits=sources))


def test_a_show_that_is_complete_has_expired() -> None:
    ended = documents(replace(SHOW, complete=True), (episode(),), GUID, "c.jpg")
    going = documents(SHOW, (episode(),), GUID, "c.jpg")
    assert json.loads(ended["feed.json"])["expired"] is True
    assert "expired" not in json.loads(going["feed.json"])


def test_a_show_without_episodes_has_a_feed_without_items() -> None:
    assert json.loads(documents(SHOW, (), GUID, "c.jpg")["feed.json"])["items"] == []


# ------------------------------------------------------------------------------ OPML


def test_several_shows_make_one_list() -> None:
    other = replace(SHOW, title="Hills & <Dales>", base_url="https://other.example/")
    root = etree.fromstring(opml([outline(SHOW), outline(other)]))
    assert [one.get("xmlUrl") for one in root.iter("outline")] == [
        "https://example.org/show/feed.xml",
        "https://other.example/feed.xml",
    ]
    assert [one.get("htmlUrl") for one in root.iter("outline")] == [
        "https://example.org/show/index.html",
        "https://other.example/index.html",
    ]
    assert [one.get("text") for one in root.iter("outline")] == [SHOW.title, other.title]
    assert {one.get("type") for one in root.iter("outline")} == {"rss"}


def test_the_list_names_the_feed_that_is_there(whole: Path) -> None:
    root = etree.fromstring((whole / "shows.opml").read_bytes())
    assert [one.get("xmlUrl") for one in root.iter("outline")] == [WHOLE.base_url + "feed.xml"]
    parsed = podcastparser.parse(
        WHOLE.base_url + "feed.xml", io.BytesIO((whole / "feed.xml").read_bytes())
    )
    assert parsed["title"] == WHOLE.title


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_of_shows_stay_names(text: str) -> None:
    root = etree.fromstring(opml([outline(replace(SHOW, title=text, description=text))]))
    (one,) = root.iter("outline")
    assert {element.tag for element in root.iter()} == {"opml", "head", "title", "body", "outline"}
    assert one.get("text") == one.get("title")
    assert one.get("xmlUrl") == SHOW.base_url + "feed.xml"
