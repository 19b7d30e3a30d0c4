"""Editions: the files and the record an episode becomes, its people, its place in a season."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from publishing import HOSTILE, SHOW, contents, put, timeline

from briefing import publish
from briefing.edition import people_in
from briefing.model import Address, Credit, Episode, Person
from briefing.publish.catalogue import enclosures

NEW_FIELDS = ("transcripts", "people", "soundbite", "season", "number", "image")


def folder_of(output: Path, episode: Episode) -> Path:
    return output / "episodes" / episode.folder


def test_each_transcript_is_named_by_its_content_and_measured(tmp_path: Path) -> None:
    episode = put(tmp_path).episode
    assert [one.type for one in episode.transcripts] == [
        "application/x-subrip",
        "application/json",
        "text/html",
    ]
    for file in episode.transcripts:
        body = (folder_of(tmp_path, episode) / file.name).read_bytes()
        assert (len(body), hashlib.sha256(body).hexdigest()) == (file.bytes, file.sha256)
        assert f"-transcript-{file.sha256[:8]}." in file.name
    on_disk = {path.name for path in folder_of(tmp_path, episode).iterdir()}
    assert on_disk == {file.name for file in enclosures(episode)} | {"episode.json", "index.html"}


def test_transcripts_name_the_passages_of_the_edition(tmp_path: Path) -> None:
    passages = {Address(1, "lead", 1, 2): "https://example.org/#:~:text=Who"}
    episode = put(tmp_path, passages=passages).episode
    (file,) = (one for one in episode.transcripts if one.type == "application/json")
    segments = json.loads((folder_of(tmp_path, episode) / file.name).read_bytes())["segments"]
    assert [source.get("url") for one in segments[:3] for source in one["sources"]] == [
        None,
        "https://example.org/#:~:text=Who",
        None,
    ]


def test_other_words_leave_no_older_transcript_behind(tmp_path: Path) -> None:
    before = put(tmp_path).episode
    after = put(tmp_path, timeline=timeline(("host", "Other words."))).episode
    assert {one.name for one in before.transcripts}.isdisjoint(
        {one.name for one in after.transcripts}
    )
    left = {path.name for path in folder_of(tmp_path, after).iterdir()}
    assert not {one.name for one in before.transcripts} & left


def test_no_title_makes_a_name_in_another_folder(tmp_path: Path) -> None:
    output = tmp_path / "out"
    for title in HOSTILE:
        put(output, title=title, guid=title + "x")
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    episodes = publish.read_catalogue(output).episodes
    assert len(episodes) == len(HOSTILE)
    for episode in episodes:
        assert all((folder_of(output, episode) / one.name).is_file() for one in enclosures(episode))


def aged(output: Path) -> None:
    """Make the records of ``output`` those of before there were transcripts."""
    for record in output.glob("episodes/*/episode.json"):
        table = json.loads(record.read_bytes())
        for file in table["transcripts"]:
            (record.parent / file["name"]).unlink()
        for name in NEW_FIELDS:
            del table[name]
        for credit in table["credits"]:
            del credit["author"]
        for chapter in table["chapters"]:
            del chapter["link"], chapter["image"]
        record.write_bytes(publish_json(table))


def publish_json(table: object) -> bytes:
    text = json.dumps(table, ensure_ascii=False, sort_keys=True, indent=1)
    return (text + "\n").encode("utf-8")


def test_an_episode_of_before_is_published_as_it_is_and_made_again_has_all(tmp_path: Path) -> None:
    whole = put(tmp_path).episode
    aged(tmp_path)
    with publish.locked(tmp_path):
        places = publish.republish(tmp_path, SHOW)
    assert not places.notices
    (old,) = publish.read_catalogue(tmp_path).episodes
    assert (old.transcripts, old.people, old.soundbite) == ((), (), None)
    assert old.guid.encode() in places.feed.read_bytes()
    again = put(tmp_path, guid="another", title="Another")
    assert not again.notices
    assert len(publish.read_catalogue(tmp_path).episodes) == 2
    assert put(tmp_path).episode == whole


# ------------------------------------------------------------------------ seasons and numbers


SERIAL = replace(SHOW, serial=True, season=1)


def numbers(output: Path) -> dict[str, tuple[int | None, int | None]]:
    catalogue = publish.read_catalogue(output)
    return {episode.guid: (episode.season, episode.number) for episode in catalogue.episodes}


def test_episodes_of_a_serial_are_numbered_and_a_remade_one_keeps_its_number(
    tmp_path: Path,
) -> None:
    for guid in ("a", "b", "c"):
        put(tmp_path, SERIAL, guid=guid)
    put(tmp_path, replace(SERIAL, season=2), guid="d")
    put(tmp_path, replace(SERIAL, season=2), guid="a", title="Once more")
    expected = {"a": (1, 1), "b": (1, 2), "c": (1, 3), "d": (2, 1)}
    assert numbers(tmp_path) == expected
    before = contents(tmp_path)
    put(tmp_path, replace(SERIAL, season=2), guid="d")
    assert contents(tmp_path) == before


def test_a_number_is_not_given_twice_where_one_was_removed(tmp_path: Path) -> None:
    folders = {guid: put(tmp_path, SERIAL, guid=guid).mp3.parent for guid in ("a", "b", "c")}
    shutil.rmtree(folders["b"])
    put(tmp_path, SERIAL, guid="d")
    assert numbers(tmp_path) == {"a": (1, 1), "c": (1, 3), "d": (1, 4)}


def test_only_a_serial_has_numbers_and_only_a_show_in_seasons_has_one(tmp_path: Path) -> None:
    put(tmp_path, replace(SHOW, season=3), guid="a")
    put(tmp_path, SHOW, guid="b")
    put(tmp_path, replace(SHOW, serial=True), guid="c")
    assert numbers(tmp_path) == {"a": (3, None), "b": (None, None), "c": (None, 1)}


# ------------------------------------------------------------------------------------- people


VOICES = (
    ("host", "pyttsx3:en-us+klatt2"),
    ("quote", "neural:amy"),
    ("questioner", "pyttsx3:en-gb"),
    ("host[fr]", "pyttsx3:fr"),
)


def rows(*people: Person) -> list[tuple[str, str, str]]:
    return [(one.name, one.role, one.group) for one in people]


def test_voices_nobody_named_are_named_for_what_they_are() -> None:
    assert rows(*people_in(SHOW, VOICES, ())) == [
        ("en-us+klatt2 (synthetic voice)", "host", "cast"),
        ("amy (synthetic voice)", "voice actor", "cast"),
        ("en-gb (synthetic voice)", "co-host", "cast"),
        ("fr (synthetic voice)", "host", "cast"),
    ]


@pytest.mark.parametrize("role", ["questioner", "co-host"])
def test_a_role_is_who_its_owner_says_and_only_those_heard_are_named(role: str) -> None:
    bea = Person("Bea", role, link="https://example.org/bea", image="https://example.org/b.jpg")
    show = replace(SHOW, people=(Person("Ada", "host"), bea, Person("Cy", "quote")))
    found = people_in(show, (VOICES[0], VOICES[2], VOICES[3]), ())
    assert rows(*found) == [("Ada", "host", "cast"), ("Bea", "co-host", "cast")]
    assert (found[1].link, found[1].image) == (bea.link, bea.image)


def test_who_works_on_the_show_and_is_not_heard_stays_named() -> None:
    editor = Person("Eve", "editor", "writing")
    found = people_in(replace(SHOW, people=(editor,)), VOICES[:1], ())
    assert found[1] == editor


def test_a_role_of_the_shows_own_is_named_where_it_is_heard() -> None:
    show = replace(SHOW, people=(Person("Dov", "weather"),))
    assert people_in(show, (), ()) == ()
    assert rows(*people_in(show, (("weather", "silent:one"),), ())) == [("Dov", "narrator", "cast")]


def test_the_authors_of_the_sources_are_named_once_each_and_nobody_is_invented() -> None:
    sources = (
        Credit("One", "https://example.org/1", "Ada Marsh"),
        Credit("Two", "https://example.org/2", "ADA MARSH"),
        Credit("Three", None, None),
        Credit("Four", None, "The <b>staff</b>"),
    )
    assert people_in(SHOW, (), sources) == (
        Person("Ada Marsh", "author", "writing", "https://example.org/1"),
        Person("The <b>staff</b>", "author", "writing"),
    )


def test_one_who_reads_what_she_wrote_is_named_as_both() -> None:
    show = replace(SHOW, people=(Person("Ada", "host"),))
    found = people_in(show, VOICES[:1], (Credit("One", None, "Ada"),))
    assert rows(*found) == [("Ada", "host", "cast"), ("Ada", "author", "writing")]


def test_any_other_role_is_a_narrators() -> None:
    assert rows(*people_in(SHOW, (("guest", "silent:one"),), ())) == [
        ("one (synthetic voice)", "narrator", "cast")
    ]
