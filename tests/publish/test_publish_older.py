"""Records as earlier versions wrote them: they load, are published, and stay the episodes they are.

The files in ``records/`` were written by the versions before seasons, transcripts and people, and
before other formats than MP3.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from publishing import SHOW, contents, put

from briefing import publish
from briefing.errors import OutputError
from briefing.publish.catalogue import enclosures, read_catalogue
from briefing.publish.record import compose

RECORDS = Path(__file__).with_name("records")


@pytest.fixture(params=["episode.json", "episode-earlier.json"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return an output folder of an earlier version, its files as long as the record says."""
    record = (RECORDS / request.param).read_bytes()
    folder = tmp_path / "episodes" / json.loads(record)["folder"]
    folder.mkdir(parents=True)
    (folder / "episode.json").write_bytes(record)
    (tmp_path / "show.json").write_bytes((RECORDS / "show.json").read_bytes())
    (episode,) = read_catalogue(tmp_path).episodes
    for file in enclosures(episode):
        (folder / file.name).write_bytes(b"\0" * file.bytes)
    return tmp_path


def republished(output: Path) -> list[Any]:
    with publish.locked(output):
        publish.republish(output)
    parsed = feedparser.parse((output / "feed.xml").read_bytes())
    assert not parsed.bozo
    return list(parsed.entries)


def test_an_older_show_is_published_as_it_is(older: Path) -> None:
    record = json.loads(next(older.glob("episodes/*/episode.json")).read_bytes())
    before = next(older.glob("episodes/*/episode.json")).read_bytes()
    (entry,) = republished(older)
    assert (entry.id, entry.title) == (record["guid"], record["title"])
    assert entry.enclosures[0].href.endswith(record["audio"]["name"])
    assert next(older.glob("episodes/*/episode.json")).read_bytes() == before
    assert (older / "episodes" / record["folder"] / "index.html").is_file()
    assert (
        json.loads((older / "show.json").read_bytes())["guid"]
        == (json.loads((RECORDS / "show.json").read_bytes())["guid"])
    )


def test_publishing_it_again_changes_no_byte(older: Path) -> None:
    republished(older)
    before = contents(older)
    republished(older)
    assert contents(older) == before


def test_a_new_episode_joins_an_older_show(older: Path) -> None:
    put(older, replace(SHOW, title="Briefing"))
    assert len(read_catalogue(older).episodes) == 2
    assert len(republished(older)) == 2


def test_an_older_episode_can_be_renamed_and_removed(older: Path) -> None:
    (episode,) = read_catalogue(older).episodes
    with publish.locked(older):
        publish.amend(older, replace(episode, title="Another"), ())
    assert republished(older)[0].title == "Another"
    with publish.locked(older):
        publish.remove(older, [episode])
    assert republished(older) == []


def test_a_record_of_a_later_version_is_refused_with_the_advice_to_update(older: Path) -> None:
    path = next(older.glob("episodes/*/episode.json"))
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    with pytest.raises(OutputError, match="update briefing"):
        read_catalogue(older)


def test_what_was_read_is_what_is_written(older: Path) -> None:
    catalogue = read_catalogue(older)
    for episode in catalogue.episodes:
        path = older / "episodes" / episode.folder / "episode.json"
        path.write_bytes(compose(episode))
    assert read_catalogue(older) == catalogue
