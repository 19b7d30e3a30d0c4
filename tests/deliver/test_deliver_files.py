"""What of an output folder is sent: what is published, all of it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from destinations import HARBOUR, in_folder, lost_links, published_in, show_in
from publishing import put

from briefing import publish
from briefing.deliver import inventory
from briefing.deliver.files import CHECK_FIRST, FOREVER
from briefing.errors import OutputError, UsageError
from briefing.publish import feed


def test_everything_that_feeds_and_pages_link_to_is_sent(tmp_path: Path) -> None:
    output = show_in(tmp_path, "ferry", "museum")
    files = inventory(output).files
    assert {file.path: file.source.read_bytes() for file in files} == published_in(output)
    assert lost_links({file.path: file.source.read_bytes() for file in files}) == set()


def test_all_documents_of_a_long_feed_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(*given: object) -> dict[str, bytes]:
        return documents(*given, limit=5_000)  # type: ignore[arg-type]

    documents = feed.documents
    monkeypatch.setattr("briefing.publish.episode.documents", short)
    output = show_in(tmp_path, "ferry", "museum")
    paths = [file.path for file in inventory(output).files]
    assert {"feed-1.xml", "feed-1.json"} <= set(paths)
    assert set(paths) == published_in(output).keys()
    assert paths[-1] == "feed.xml"


def test_sound_comes_before_pages_and_pages_before_feeds(tmp_path: Path) -> None:
    files = inventory(show_in(tmp_path, "ferry", "museum")).files
    order = [file.rank for file in files]
    assert order == sorted(order)
    assert files[-1].path == "feed.xml"
    of_pages = [n for n, file in enumerate(files) if file.path.endswith(".html")]
    last_sound = max(n for n, file in enumerate(files) if file.path.endswith(".mp3"))
    first_feed = min(n for n, file in enumerate(files) if file.path.startswith("feed"))
    pages_alone = [n for n in of_pages if files[n].path.endswith("index.html")]
    assert last_sound < min(pages_alone) < max(pages_alone) < first_feed


def test_names_that_tell_their_content_last_for_ever_and_others_are_asked_for_again(
    tmp_path: Path,
) -> None:
    for file in inventory(show_in(tmp_path)).files:
        named = file.sha256[:8] in file.path.rpartition("/")[2]
        assert file.caching == (FOREVER if named else CHECK_FIRST), file.path
        assert named or file.path.endswith(("index.html", "feed.xml", "feed.json", "shows.opml"))


def test_text_says_that_it_is_utf_8(tmp_path: Path) -> None:
    for file in inventory(show_in(tmp_path)).files:
        if file.type.startswith("text/") or "+xml" in file.type:
            assert file.type.endswith("; charset=utf-8"), file.path


def test_an_episode_that_the_feed_names_and_that_lost_a_file_keeps_all_back(
    tmp_path: Path,
) -> None:
    output = show_in(tmp_path / "output", "ferry")
    next(output.glob("episodes/the-ferry*/*.mp3")).unlink()
    with pytest.raises(OutputError, match="ferry"):
        inventory(output)
    place = in_folder(tmp_path / "place")
    with pytest.raises(OutputError):
        place.send(output)
    assert place.contents() == {}


def test_an_episode_that_the_feed_passes_over_is_passed_over(tmp_path: Path) -> None:
    output = show_in(tmp_path, "ferry")
    next(output.glob("episodes/the-ferry*/*.mp3")).unlink()
    with publish.locked(output):
        publish.republish(output)
    found = inventory(output)
    assert [notice.code for notice in found.notices] == ["episode-damaged"]
    assert not any("ferry" in file.path for file in found.files)


def test_a_sound_that_was_changed_is_not_sent_for_what_it_was(tmp_path: Path) -> None:
    output = show_in(tmp_path / "output")
    sound = next(output.glob("episodes/*/*.mp3"))
    sound.write_bytes(b"x" * sound.stat().st_size)
    place = in_folder(tmp_path / "place")
    with pytest.raises(OutputError, match="record"):
        place.send(output)
    assert "feed.xml" not in place.contents()


@pytest.mark.parametrize("name", ["episodes/*/index.html", "feed.xml", "index.html"])
def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    output = show_in(tmp_path / "output")
    (tmp_path / "secret").write_text("secret")
    page = next(output.glob(name))
    page.unlink()
    page.symlink_to(tmp_path / "secret")
    with pytest.raises(OutputError, match="link"):
        in_folder(tmp_path / "place").send(output)


def test_a_folder_that_is_no_show_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    with pytest.raises(OutputError, match="no show"):
        in_folder(tmp_path / "place").send(tmp_path / "output")
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert list((tmp_path / "output").iterdir()) == []


@pytest.mark.parametrize(
    "base_url",
    ["http://127.0.0.1:8000/", "http://localhost/", "http://192.168.1.7/", "http://nas/"],
)
def test_a_feed_the_world_cannot_follow_is_sent_by_force_alone(
    tmp_path: Path, base_url: str
) -> None:
    output = tmp_path / "output"
    put(output, replace(HARBOUR, base_url=base_url))
    place = in_folder(tmp_path / "place")
    with pytest.raises(UsageError) as refused:
        place.send(output)
    assert "--base-url" in refused.value.remedy
    assert place.contents() == {}
    assert place.send(output, force=True).feed == f"{base_url}feed.xml"
    assert place.published() == published_in(output)


@pytest.mark.parametrize("inside", ["", "episodes", "copy/of/it"])
def test_a_show_is_not_sent_into_itself(tmp_path: Path, inside: str) -> None:
    output = show_in(tmp_path)
    with pytest.raises(UsageError, match="own folder"):
        in_folder(output / inside).send(output)


def test_no_run_changes_the_show_while_it_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.deliver.folder import Folder

    output = show_in(tmp_path / "output")
    busy: list[str] = []
    real = Folder.put

    def watching(self, path, source, headers):  # type: ignore[no-untyped-def]
        with pytest.raises(OutputError, match="Another run"), publish.locked(output, timeout=0):
            pass
        busy.append(path)
        real(self, path, source, headers)

    monkeypatch.setattr(Folder, "put", watching)
    in_folder(tmp_path / "place").send(output)
    assert busy
