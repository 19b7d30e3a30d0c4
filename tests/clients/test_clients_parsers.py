"""Six feed parsers that others use read out of our feed what the records say."""

from __future__ import annotations

import calendar
import html
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import httpx
import podcastparser
import pytest
from installing import asked_of_node
from relaying import Relay
from station import Station

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from publishing import HOSTILE, put

from briefing.model import Episode, Person
from briefing.publish.catalogue import EPISODES, read_catalogue
from briefing.publish.text import one_line

pytestmark = pytest.mark.slow

Facts = dict[str, Any]

WHOLE = {"title", "description", "language", "explicit", "guid", "medium", "locked"} | {
    "categories",
    "people",
    "funding",
}
ITEM = {"title", "guid", "date", "enclosure", "duration"}
NUMBERED = ITEM | {"season", "number"}
PODCAST = NUMBERED | {"transcripts", "chapters_file", "soundbites", "people"}
PLAIN = {"title", "description", "language"}

READ = {
    "podcast-partytime": (WHOLE, PODCAST | {"notes"}),
    "rss-parser": (PLAIN | {"explicit", "categories"}, NUMBERED | {"notes"}),
    "podparse": (WHOLE, PODCAST),
    "feedsmith": (WHOLE, PODCAST | {"notes", "chapters"}),
    "feedsmith-json": (PLAIN, ITEM | {"notes"}),
    "feedparser": (
        PLAIN | {"guid", "medium", "categories"},
        NUMBERED | {"chapters", "notes"},
    ),
    "podcastparser": (PLAIN | {"explicit", "categories"}, NUMBERED | {"chapters", "notes"}),
}
"""What each reads of the show, and of an episode; the tests hold it to that."""


# ------------------------------------------------------------------------ what the records say


def told_of_show(station: Station, guid: str) -> Facts:
    show = station.show
    return {
        "title": show.title,
        "description": show.description,
        "language": show.language,
        "explicit": show.explicit,
        "guid": guid,
        "medium": "podcast",
        "locked": True,
        "categories": sorted((show.category, str(show.subcategory))),
        "people": [told_of_person(one) for one in show.people],
        "funding": [show.funding],
    }


def told_of_person(person: Person) -> list[str | None]:
    return [person.name, person.role, person.link]


def told_of_episode(episode: Episode, base: str) -> Facts:
    def url(name: str) -> str:
        return f"{base}{EPISODES}/{episode.folder}/{name}"

    audio, chapters, bite = episode.audio, episode.chapters_file, episode.soundbite
    return {
        "title": episode.title,
        "guid": episode.guid,
        "date": datetime.fromisoformat(episode.date).timestamp(),
        "enclosure": [url(audio.name), audio.bytes, audio.type],
        "duration": round(episode.duration / 1000),
        "season": episode.season,
        "number": episode.number,
        "transcripts": [
            [url(one.name), one.type, episode.language, "captions" if timed else None]
            for one in (episode.captions, *episode.transcripts)
            for timed in [one.type in {"text/vtt", "application/x-subrip"}]
        ],
        "chapters_file": [url(chapters.name), "application/json+chapters"],
        "chapters": [[one.start / 1000, one.title] for one in episode.chapters],
        "soundbites": [[bite.start / 1000, bite.duration / 1000, bite.title]] if bite else [],
        "people": [told_of_person(one) for one in episode.people],
    }


# ------------------------------------------------------------------------ what the parsers read


def by_feedparser(body: bytes) -> Facts:
    read = feedparser.parse(body)
    assert not read.bozo
    feed = read.feed
    return {
        "title": feed.title,
        "description": feed.subtitle,
        "language": feed.language,
        "guid": feed.podcast_guid,
        "medium": feed.podcast_medium,
        "categories": sorted(tag.term for tag in feed.tags),
        "items": [
            {
                "title": entry.title,
                "guid": entry.id,
                "date": calendar.timegm(entry.published_parsed),
                "enclosure": [one.href, int(one.length), one.type],
                "duration": int(entry.itunes_duration),
                "season": int(entry.get("itunes_season", 0)) or None,
                "number": int(entry.get("itunes_episode", 0)) or None,
                "notes": entry.content[0].value,
                "chapters": [
                    [chapter["start_parsed"].total_seconds(), chapter["title"]]
                    for chapter in entry.psc_chapters.chapters
                ],
            }
            for entry in read.entries
            for one in entry.enclosures
        ],
    }


def by_podcastparser(body: bytes) -> Facts:
    read = podcastparser.parse("https://example.org/feed.xml", BytesIO(body))
    return {
        "title": read["title"],
        "description": read["description"],
        "language": read["language"],
        "explicit": read["explicit"],
        "categories": sorted(read["itunes_categories"][0]),
        "items": [
            {
                "title": entry["title"],
                "guid": entry["guid"],
                "date": entry["published"],
                "enclosure": [one["url"], one["file_size"], one["mime_type"]],
                "duration": entry["total_time"],
                "season": entry.get("season"),
                "number": entry.get("number"),
                "notes": entry["description_html"],
                "chapters": [[one["start"], one["title"]] for one in entry["chapters"]],
            }
            for entry in read["episodes"]
            for one in entry["enclosures"]
        ],
    }


def all_read(folder: Path, modules: Path, rss: bytes, json_feed: bytes) -> dict[str, Facts]:
    """Return what each parser reads of the two documents."""
    paths = folder / "feed.xml", folder / "feed.json"
    for path, body in zip(paths, (rss, json_feed), strict=True):
        path.write_bytes(body)
    read: dict[str, Facts] = asked_of_node(modules, "readers.cjs", *paths)
    return read | {"feedparser": by_feedparser(rss), "podcastparser": by_podcastparser(rss)}


@pytest.fixture(scope="module")
def read(
    station: Station, modules: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Facts]:
    """Return what each parser reads of the feed as it lies in the folder."""
    documents = [(station.output / name).read_bytes() for name in ("feed.xml", "feed.json")]
    return all_read(tmp_path_factory.mktemp("read"), modules, *documents)


every_parser = pytest.mark.parametrize("parser", READ)


@every_parser
def test_the_show_reads_as_it_is_recorded(
    parser: str, read: dict[str, Facts], station: Station
) -> None:
    found = {name: value for name, value in read[parser].items() if name != "items"}
    record = read_catalogue(station.output).show
    assert record is not None
    told = told_of_show(station, record.guid)
    assert set(found) == READ[parser][0]
    assert found == {name: told[name] for name in found}


@every_parser
def test_each_episode_reads_as_it_is_recorded(
    parser: str, read: dict[str, Facts], station: Station
) -> None:
    assert len(station.episodes) == 3
    # two of them turn a serial show round, so that its first episode comes first
    items = sorted(read[parser]["items"], key=lambda item: item["date"], reverse=True)
    for episode, found in zip(station.episodes, items, strict=True):
        told = told_of_episode(episode, station.show.base_url)
        if parser == "podcastparser":  # it keeps whole seconds
            told["chapters"] = [[int(start), title] for start, title in told["chapters"]]
        assert set(found) == READ[parser][1]
        assert {name: value for name, value in found.items() if name != "notes"} == {
            name: told[name] for name in found if name != "notes"
        }


def test_some_episode_has_each_thing_that_is_compared(station: Station) -> None:
    assert any(one.soundbite for one in station.episodes)
    assert any(len(one.people) > 1 for one in station.episodes)
    assert all(len(one.chapters) > 1 and len(one.transcripts) == 3 for one in station.episodes)
    assert all("&" in str(value) for value in (station.show.category, station.show.funding))


def test_all_parsers_that_read_notes_read_the_same(read: dict[str, Facts]) -> None:
    def notes(parser: str) -> list[str]:
        items = sorted(read[parser]["items"], key=lambda item: item["date"])
        # partytime resolves the references in HTML, too, and feedparser writes it anew
        return [html.unescape(item["notes"]).replace("<br />", "<br/>") for item in items]

    readers = [parser for parser in READ if "notes" in READ[parser][1]]
    assert len(readers) == 6
    for parser in readers:
        assert notes(parser) == notes("feedsmith"), parser
    assert all("<p>00:00:00 " in one and "index.html" in one for one in notes("feedsmith"))


def test_what_is_served_reads_the_same_but_for_its_address(
    station: Station, air: Relay, modules: Path, read: dict[str, Facts], tmp_path: Path
) -> None:
    with httpx.Client(base_url=air.address, trust_env=False) as client:
        documents = [client.get(name).content for name in ("feed.xml", "feed.json")]
    served = all_read(tmp_path, modules, *documents)
    for parser in READ:
        expected = repr(read[parser]).replace(station.show.base_url, air.address)
        assert repr(served[parser]) == expected, parser


# ------------------------------------------------------------------------ hostile titles


@pytest.fixture(scope="module")
def hostile(
    modules: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[tuple[Episode, ...], dict[str, Facts]]:
    """Return the episodes of a show whose titles are all hostile, and what each parser reads."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, title in enumerate(HOSTILE, 1):
        guid = f"7f1de61e-6b2c-5a0a-9a55-0c6cf7d4a0{number:02d}"
        put(folder, title=title, guid=guid, date=f"2026-03-{number:02d}T06:00:00+00:00")
    documents = [(folder / name).read_bytes() for name in ("feed.xml", "feed.json")]
    return read_catalogue(folder).episodes, all_read(folder, modules, *documents)


@every_parser
def test_hostile_titles_stay_titles(
    parser: str, hostile: tuple[tuple[Episode, ...], dict[str, Facts]]
) -> None:
    episodes, read = hostile
    found = [item["title"] for item in read[parser]["items"]]
    told = [one_line(episode.title) for episode in episodes]
    if parser == "feedparser":  # it takes a title with references in it for HTML
        found, told = [html.unescape(one) for one in found], [html.unescape(one) for one in told]
    assert found == told
    assert len(found) == len(HOSTILE)
    assert [item["guid"] for item in read[parser]["items"]] == [one.guid for one in episodes]
