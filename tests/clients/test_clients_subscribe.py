"""Real podcast clients subscribe to ``briefing serve``, and get every byte once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from listeners import LISTENERS, Gpodder, Greg, Listener, Newsboat, Podget
from relaying import Relay
from station import FOG, FOG_TITLE, Station

from briefing.model import Episode

pytestmark = pytest.mark.slow

New = Callable[[type[Listener]], Listener]
every_client = pytest.mark.parametrize("kind", LISTENERS, ids=lambda kind: kind.program)

ADDED = "# Ice\n\nIce closed the harbour in January. The ferry stayed away for a week.\n"


def digests(files: Iterable[Path]) -> list[str]:
    return sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)


def named(episodes: Iterable[Episode]) -> list[str]:
    return sorted(episode.audio.sha256 for episode in episodes)


def subscribed(listener: Listener, air: Relay) -> Listener:
    """Return the client once it follows the show and has all there is of it."""
    listener.subscribe(f"{air.address}feed.xml")
    listener.fetch()
    return listener


@every_client
def test_every_episode_arrives_byte_for_byte_under_its_title(
    kind: type[Listener], new_listener: New, station: Station, air: Relay
) -> None:
    listener = subscribed(new_listener(kind), air)
    assert digests(listener.files()) == named(station.episodes)
    assert len(station.episodes) == 3
    if kind is not Podget:  # which keeps none
        by_guid = {one.guid: one.title for one in station.episodes}
        by_file = {one.audio.name: one.title for one in station.episodes}
        assert listener.titles() == (by_file if kind is Greg else by_guid)


@every_client
def test_a_second_run_fetches_the_feed_and_no_more(
    kind: type[Listener], new_listener: New, air: Relay
) -> None:
    listener = subscribed(new_listener(kind), air)
    air.forget()
    listener.fetch()
    assert {exchange.path for exchange in air.seen} == {"/feed.xml"}


@every_client
def test_of_a_show_that_grew_only_the_new_episode_is_fetched(
    kind: type[Listener], new_listener: New, own_station: Station, own_air: Relay
) -> None:
    listener = subscribed(new_listener(kind), own_air)
    added = own_station.make(ADDED, "2026-03-04")
    own_air.forget()
    listener.fetch()
    fetched = [one.path for one in own_air.asked_for(".mp3") if one.method == "GET"]
    assert [path.rpartition("/")[2] for path in fetched] == [added.audio.name]
    assert digests(listener.files()) == named(own_station.episodes)


def remade(station: Station) -> Episode:
    """Make an episode again with more to say and under another title; return what it is now."""
    (before,) = (one for one in station.episodes if one.title == FOG_TITLE)
    after = station.make(FOG + "\nIt is red.\n", "2026-03-01", "--title", "Frost & <fog>")
    assert (after.guid, after.date) == (before.guid, before.date)
    assert after.audio.sha256 != before.audio.sha256
    return after


def test_an_episode_made_again_is_updated_in_place_in_gpodder(
    new_listener: New, own_station: Station, own_air: Relay
) -> None:
    gpo = new_listener(Gpodder)
    assert isinstance(gpo, Gpodder)
    subscribed(gpo, own_air)
    after = remade(own_station)
    assert "0 new episodes" in gpo.update()
    assert gpo.titles() == {one.guid: one.title for one in own_station.episodes}
    addresses = {guid: str(url) for guid, url in gpo.rows("guid, url")}
    assert addresses[after.guid].endswith(f"/{after.audio.name}")


def test_an_episode_made_again_is_not_queued_again_by_newsboat(
    new_listener: New, own_station: Station, own_air: Relay
) -> None:
    newsboat = new_listener(Newsboat)
    assert isinstance(newsboat, Newsboat)
    subscribed(newsboat, own_air)
    remade(own_station)
    newsboat.reload()
    assert newsboat.waiting == []
    assert newsboat.titles() == {one.guid: one.title for one in own_station.episodes}


def test_gpodder_asks_with_the_tag_it_was_given_and_is_told_nothing_changed(
    new_listener: New, air: Relay
) -> None:
    gpo = subscribed(new_listener(Gpodder), air)
    air.forget()
    gpo.fetch()
    assert [(one.status, bool(one.asked["If-None-Match"])) for one in air.seen] == [(304, True)]


def test_gpodder_knows_the_chapters_lengths_and_notes(
    new_listener: New, station: Station, air: Relay
) -> None:
    gpo = new_listener(Gpodder)
    assert isinstance(gpo, Gpodder)
    gpo.subscribe(f"{air.address}feed.xml")
    found = gpo.rows("guid, total_time, chapters, description_html")
    assert len(found) == 3
    for episode, (guid, seconds, chapters, notes) in zip(station.episodes, found, strict=True):
        assert (guid, seconds) == (episode.guid, round(episode.duration / 1000))
        kept = [(one["start"], one["title"]) for one in json.loads(str(chapters))]
        assert kept == [(one.start // 1000, one.title) for one in episode.chapters]
        assert "00:00:00" in str(notes)


@pytest.mark.parametrize("kind", [Gpodder, Podget], ids=lambda kind: kind.program)
def test_a_download_that_broke_off_is_taken_up_where_it_stopped(
    kind: type[Listener], new_listener: New, own_station: Station, own_air: Relay
) -> None:
    listener = new_listener(kind)
    listener.subscribe(f"{own_air.address}feed.xml")
    own_air.cut = 200_000
    listener.fetch()
    (resumed,) = (one for one in own_air.asked_for(".mp3") if one.asked["Range"])
    assert (resumed.asked["Range"], resumed.status) == ("bytes=200000-", 206)
    assert digests(listener.files()) == named(own_station.episodes)


def test_the_list_of_shows_leads_a_client_to_the_feed(
    new_listener: New, station: Station, air: Relay
) -> None:
    newsboat = new_listener(Newsboat)
    assert isinstance(newsboat, Newsboat)
    newsboat.subscribe("")
    newsboat.run("--import-from-opml", station.output / "shows.opml")
    urls = (newsboat.data / "urls").read_text("utf-8")
    assert f"{station.show.base_url}feed.xml" in urls
