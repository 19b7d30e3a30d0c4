"""What is true of every place a show is sent to: a folder, S3, SFTP, WebDAV, what fsspec has."""

from __future__ import annotations

import json
from pathlib import Path

from destinations import Destination, published_in, show_in
from publishing import put

from briefing import publish
from briefing.deliver.manifest import MANIFEST


def test_what_is_published_lies_there_and_nothing_else(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output", "ferry")
    (output / "mine.txt").write_text("mine")
    next((output / "episodes").glob("lamps*")).joinpath("mine.txt").write_text("mine")

    delivery = destination.send(output)

    assert destination.published() == published_in(output)
    assert not any("report" in path or "episode.json" in path for path in destination.contents())
    assert {file.path for file in delivery.sent} == set(destination.published())


def test_what_is_there_already_is_not_sent_again(destination: Destination, tmp_path: Path) -> None:
    output = show_in(tmp_path / "output", "ferry")
    destination.send(output)
    before = destination.contents()

    again = destination.send(output)

    assert again.sent == ()
    assert again.removed == ()
    assert again.unchanged == len(before) - 1
    assert destination.contents() == before


def test_of_a_new_episode_its_files_the_front_page_and_the_feed_are_sent(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    destination.send(output)
    show_in(output, "museum")

    sent = [file.path for file in destination.send(output).sent]

    own = [path for path in sent if path.startswith("episodes/a-museum-of-salt-")]
    assert set(sent) - set(own) == {"index.html", "feed.json", "feed.xml"}
    assert sent[-1] == "feed.xml"
    assert destination.published() == published_in(output)


def test_what_somebody_removed_or_changed_there_is_sent_again(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    sound = next(file.path for file in destination.send(output).sent if "mp3" in file.path)
    page = destination.contents()["index.html"]
    destination.drop(sound)
    destination.put("index.html", page[:-9] + b"<!-- x -->"[:9])

    sent = {file.path for file in destination.send(output).sent}

    # of a time stamp in whole seconds a change within the second does not show
    assert sound in sent
    assert sent <= {sound, "index.html"}
    assert destination.published()[sound] == published_in(output)[sound]


def test_a_file_cut_short_there_is_sent_again(destination: Destination, tmp_path: Path) -> None:
    output = show_in(tmp_path / "output")
    destination.send(output)
    destination.put("feed.xml", destination.contents()["feed.xml"][:100])

    assert [file.path for file in destination.send(output).sent] == ["feed.xml"]
    assert destination.published() == published_in(output)


def test_what_left_the_show_stays_there_until_its_removal_is_asked_for(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output", "ferry")
    destination.send(output)
    with publish.locked(output):
        leaving = [e for e in publish.read_catalogue(output).episodes if "ferry" in e.folder]
        publish.remove(output, leaving)
    folder = f"episodes/{leaving[0].folder}"
    destination.put(f"{folder}/mine.txt", b"mine")
    destination.put("mine.txt", b"mine")
    left = {path for path in destination.contents() if folder in path} - {f"{folder}/mine.txt"}

    kept = destination.send(output)
    assert kept.removed == ()
    assert left <= set(destination.contents())

    gone = destination.send(output, delete=True)
    assert set(gone.removed) == left
    mine = {f"{folder}/mine.txt": b"mine", "mine.txt": b"mine"}
    assert destination.published() == published_in(output) | mine
    assert destination.send(output, delete=True).removed == ()


def test_a_rehearsal_says_what_would_be_done_and_does_nothing(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output", "ferry")
    first = destination.send(output, rehearse=True)
    assert destination.contents() == {}
    assert first.sent == destination.send(output).sent

    put(output, title="Lamps, at last")  # the same episode, in a new folder
    before = destination.contents()
    told = destination.send(output, rehearse=True, delete=True)
    assert destination.contents() == before

    done = destination.send(output, delete=True)
    assert (told.sent, told.removed) == (done.sent, done.removed)
    assert told.rehearsed
    assert told.summary().startswith("Would send")


def test_without_a_manifest_only_what_could_be_something_else_is_sent_again(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output", "ferry")
    whole = destination.send(output)
    for broken in (None, b'{"schema": 1, "files": {"index.html": {}}}'):
        if broken is None:
            destination.drop(MANIFEST)
        else:
            destination.put(MANIFEST, broken)

        sent = {file.path for file in destination.send(output, delete=True).sent}

        assert sent == {file.path for file in whole.sent if not file.named_by_content}
        assert destination.published() == published_in(output)


def test_names_a_person_gave_their_folders_arrive_as_they_are(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    folder = next((output / "episodes").iterdir())
    folder.rename(folder.with_name(destination.odd_name))
    with publish.locked(output):
        publish.republish(output)

    destination.send(output)

    assert destination.published() == published_in(output)
    assert destination.send(output).sent == ()


def test_the_manifest_names_what_lies_there_and_nothing_private(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    destination.send(output)

    told = json.loads(destination.contents()[MANIFEST])

    assert told["files"].keys() == destination.published().keys()
    assert str(tmp_path).encode() not in destination.contents()[MANIFEST]
