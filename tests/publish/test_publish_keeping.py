"""Keeping a show: episodes leave it, age out and change, and what is published stays valid."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publishing import HOSTILE, SHOW, contents, put

from briefing import publish
from briefing.errors import OutputError
from briefing.publish import folder as folders
from briefing.publish.catalogue import enclosures, read_catalogue

FIRST = datetime(2026, 3, 1, 6, tzinfo=UTC)


def added(output: Path, number: int, **changes: Any) -> publish.Published:
    """Publish the episode called ``number``, dated so many days after the first."""
    return put(
        output,
        guid=f"guid-{number}",
        title=f"Part {number}",
        date=(FIRST + timedelta(days=number)).isoformat(),
        sketches=((f"{number:016x}",),),
        **changes,
    )


def removed(output: Path, *numbers: int) -> publish.Places:
    leaving = [
        e for e in read_catalogue(output).episodes if e.guid in {f"guid-{n}" for n in numbers}
    ]
    with publish.locked(output):
        return publish.remove(output, leaving)


def assert_sound(output: Path) -> list[str]:
    """Assert that the folder tells one story; return the guids of the feed."""
    parsed = feedparser.parse((output / "feed.xml").read_bytes())
    assert not parsed.bozo
    episodes = read_catalogue(output).episodes
    guids = [entry.id for entry in parsed.entries]
    assert guids == [episode.guid for episode in episodes]
    assert len(set(guids)) == len(guids)
    for entry in parsed.entries:
        (enclosure,) = entry.enclosures
        local = output / unquote(enclosure.href.removeprefix(SHOW.base_url))
        assert local.stat().st_size == int(enclosure.length)
    for episode in episodes:
        folder = output / "episodes" / episode.folder
        for file in enclosures(episode):
            assert hashlib.sha256((folder / file.name).read_bytes()).hexdigest() == file.sha256
        named = {file.name for file in enclosures(episode)} | {"episode.json", "index.html"}
        assert {path.name for path in folder.iterdir()} == named
    items = json.loads((output / "feed.json").read_bytes())["items"]
    assert [item["id"] for item in items] == guids
    there = {path.name for path in (output / "episodes").iterdir()}
    assert there == {episode.folder for episode in episodes}
    return guids


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for number in range(1, 4):
        added(tmp_path / "out", number)
    return tmp_path / "out"


def test_a_removed_episode_leaves_feed_pages_and_folder(output: Path) -> None:
    (gone,) = [e for e in read_catalogue(output).episodes if e.guid == "guid-2"]
    removed(output, 2)
    assert assert_sound(output) == ["guid-3", "guid-1"]
    assert gone.folder not in (output / "index.html").read_text()


def test_others_are_not_touched(output: Path) -> None:
    before = contents(output)
    removed(output, 2)
    after = contents(output)
    assert all(after[name] == before[name] for name in after if name.startswith("episodes/"))


def test_a_persons_files_stay_in_the_folder_of_a_removed_episode(output: Path) -> None:
    episode = read_catalogue(output).episodes[0]
    own = output / "episodes" / episode.folder / "notes.md"
    own.write_text("mine")
    removed(output, 3)
    assert own.read_text() == "mine"
    assert [path.name for path in own.parent.iterdir()] == ["notes.md"]


def test_a_folder_a_person_renamed_goes_as_well(output: Path) -> None:
    episode = read_catalogue(output).episodes[0]
    (output / "episodes" / episode.folder).rename(output / "episodes" / "Mine")
    removed(output, 3)
    assert assert_sound(output) == ["guid-2", "guid-1"]


class Killed(BaseException):
    """What no code of ours catches, like the end of the process."""


@pytest.mark.parametrize("moment", range(12))
def test_killed_at_any_moment_of_a_removal_what_is_published_is_valid(
    output: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    done = 0

    def counted(original: Any) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done > moment:
                raise Killed
            return original(*arguments, **named)

        return call

    with monkeypatch.context() as patched:
        patched.setattr(folders.os, "replace", counted(folders.os.replace))
        patched.setattr(Path, "unlink", counted(Path.unlink))
        with pytest.raises(Killed):
            removed(output, 2)
    parsed = feedparser.parse((output / "feed.xml").read_bytes())
    for entry in parsed.entries:
        local = output / unquote(entry.enclosures[0].href.removeprefix(SHOW.base_url))
        assert local.stat().st_size == int(entry.enclosures[0].length)
    removed(output, 2)
    assert assert_sound(output) == ["guid-3", "guid-1"]


def test_nothing_can_be_removed_where_no_show_is(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no show"):
        publish.remove(tmp_path, ())


def test_what_is_removed_keeps_the_show_as_its_owner_described_it(tmp_path: Path) -> None:
    show = replace(SHOW, title="Another title", explicit=True, colour="#123456")
    for number in (1, 2):
        put(tmp_path, show, guid=f"guid-{number}", title=f"Part {number}")
    before = read_catalogue(tmp_path).show
    removed(tmp_path, 1)
    assert read_catalogue(tmp_path).show == before


# ------------------------------------------------------------------------------ keep


def kept(output: Path, number: int, keep: int) -> publish.Published:
    with publish.locked(output), publish.staging(output) as stage:
        from publishing import edition

        new = edition(
            stage,
            guid=f"guid-{number}",
            title=f"Part {number}",
            date=(FIRST + timedelta(days=number)).isoformat(),
        )
        return publish.publish(output, SHOW, new, keep)


def test_of_more_than_are_kept_the_oldest_go_and_each_is_named(output: Path) -> None:
    published = kept(output, 4, 2)
    assert assert_sound(output) == ["guid-4", "guid-3"]
    aged = [notice for notice in published.notices if notice.code == "episode-aged"]
    assert ["Part 2" in aged[0].text, "Part 1" in aged[1].text] == [True, True]


def test_the_one_just_made_stays_however_old_it_is(output: Path) -> None:
    kept(output, 0, 2)
    assert assert_sound(output) == ["guid-3", "guid-0"]


def test_an_episode_made_again_takes_no_ones_place(output: Path) -> None:
    assert not kept(output, 2, 3).notices
    assert assert_sound(output) == ["guid-3", "guid-2", "guid-1"]


# ------------------------------------------------------------------------------ any order

STEPS = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 6)),
    st.tuples(st.just("remove"), st.integers(1, 6)),
    st.tuples(st.just("amend"), st.integers(1, 6)),
    st.tuples(st.just("again"), st.integers(1, 6)),
    st.tuples(st.just("keep"), st.integers(1, 6)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8))
def test_after_any_change_feed_records_and_files_agree(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    output = tmp_path_factory.mktemp("show")
    added(output, 1)
    for step, number in steps:
        known = {e.guid: e for e in read_catalogue(output).episodes}
        if step == "add":
            added(output, number, audio=b"\xff\xfb\x90\x64" + bytes(100 + number))
        elif step == "keep":
            kept(output, number, 3)
        elif step == "again":
            with publish.locked(output):
                publish.republish(output, SHOW)
        elif step == "remove":
            removed(output, number)
        elif f"guid-{number}" in known:
            title = HOSTILE[number]
            episode = replace(known[f"guid-{number}"], title=publish.one_line(title) or "x")
            with publish.locked(output):
                publish.amend(output, episode, ())
        assert_sound(output)
