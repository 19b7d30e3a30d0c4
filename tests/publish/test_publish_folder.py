"""The folder: nothing changes unless all of it can, a killed run leaves it valid, nothing stale."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from publishing import SHOW, contents, edition, put

from briefing import publish
from briefing.errors import OutputError


def assert_valid(output: Path) -> None:
    """Assert that every file the feed names is there and as long as it says."""
    parsed = feedparser.parse((output / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.entries
    for entry in parsed.entries:
        (enclosure,) = entry.enclosures
        assert local(output, enclosure.href).stat().st_size == int(enclosure.length)
        assert local(output, entry.podcast_transcript["url"]).is_file()
    assert local(output, parsed.feed.image.href).is_file()


def local(output: Path, url: str) -> Path:
    return output / url.removeprefix(SHOW.base_url)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return a folder with one episode in it."""
    put(tmp_path / "out")
    return tmp_path / "out"


CHANGED: dict[str, Any] = {"title": "Lamps & more", "audio": b"other" * 999}


def test_publishing_again_changes_no_byte_and_touches_no_file(output: Path) -> None:
    before = contents(output)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*.*") if path.is_file()}
    (episode,) = publish.read_catalogue(output).episodes
    mp3 = publish.audio_path(output, episode)
    with publish.locked(output), publish.staging(output) as stage:
        again = edition(stage)
        kept = replace(again, master=replace(again.master, path=mp3))
        published = publish.publish(output, SHOW, kept)
        publish.republish(output, SHOW)
    assert published.episode == episode
    assert published.mp3 == mp3
    assert contents(output) == before
    assert {p: p.stat().st_mtime_ns for p in times if p.name != ".lock"} == {
        p: t for p, t in times.items() if p.name != ".lock"
    }


def test_the_same_edition_elsewhere_is_the_same_bytes(output: Path, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere")
    assert contents(tmp_path / "elsewhere") == contents(output)


def test_an_edited_episode_keeps_guid_and_folder_and_leaves_nothing_stale(output: Path) -> None:
    (before,) = publish.read_catalogue(output).episodes
    published = put(output, **CHANGED)
    (after,) = publish.read_catalogue(output).episodes
    assert published.episode == after
    assert (after.guid, after.folder) == (before.guid, before.folder)
    assert after.audio.name != before.audio.name
    assert len(list(output.glob("episodes/*/*"))) == 10
    assert_valid(output)


def test_a_feed_made_from_the_records_alone_is_the_same(output: Path) -> None:
    before = contents(output)
    (output / "feed.xml").unlink()
    (output / "index.html").write_text("broken")
    with publish.locked(output):
        publish.republish(output, SHOW)
    assert contents(output) == before


class Killed(BaseException):
    """What no code of ours catches, like the end of the process."""


def renames(monkeypatch: pytest.MonkeyPatch, run: Callable[[], object]) -> int:
    """Return how many renames ``run`` takes."""
    count = 0
    rename = os.replace

    def counted(source: Any, target: Any) -> None:
        nonlocal count
        count += 1
        rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", counted)
        run()
    return count


def test_killed_at_any_rename_the_folder_stays_valid(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "model")
    show = replace(SHOW, title="Another title")
    total = renames(monkeypatch, lambda: put(tmp_path / "model", show, **CHANGED))
    assert total >= 10
    rename = os.replace
    for moment in range(total):
        left = moment

        def killed(source: Any, target: Any) -> None:
            nonlocal left
            if not left:
                raise Killed
            left -= 1
            rename(source, target)

        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", killed)
            with pytest.raises(Killed):
                put(output, show, **CHANGED)
        assert_valid(output)
        publish.read_catalogue(output)
        put(output)  # back to the first edition, for the next moment
        assert_valid(output)
    put(output, show, **CHANGED)
    assert contents(output) == contents(tmp_path / "model")


def test_what_a_killed_run_left_is_removed_and_a_persons_files_stay(output: Path) -> None:
    left = output / "episodes" / "half-done-01234567"
    left.mkdir()
    (left / "half-done-89abcdef.mp3").write_bytes(b"x")
    mine = output / "episodes" / "my-notes-01234567"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine")
    (output / "cover-01234567.jpg").write_bytes(b"x")
    (output / ".staging-files").mkdir()
    (output / ".staging").mkdir()
    (output / ".staging" / "episode.mp3").write_bytes(b"x")
    (output / "CNAME").write_text("example.org")
    put(output)
    assert not left.exists()
    assert (mine / "notes.txt").read_text() == "mine"
    assert (output / "CNAME").is_file()
    assert not list(output.glob("cover-0*"))
    assert {path.name for path in output.glob(".*")} <= {".lock"}


@pytest.mark.parametrize("operation", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_fails_is_an_error_and_nothing_is_lost(
    output: Path, monkeypatch: pytest.MonkeyPatch, operation: str, number: int
) -> None:
    before = contents(output)

    def fails(*_: Any) -> None:
        raise OSError(number, os.strerror(number), "some/file")

    with monkeypatch.context() as patched:
        patched.setattr(os, operation, fails)
        with pytest.raises(OutputError) as caught:
            put(output, **CHANGED)
    assert caught.value.where == "some/file"
    assert "--output" in caught.value.remedy
    assert contents(output) == before


def test_an_episode_that_lost_a_file_is_left_out_and_named(output: Path) -> None:
    first = put(output).mp3
    put(output, guid="second", title="Second", audio=b"second" * 100)
    first.write_bytes(b"shorter")
    published = put(output, guid="second", title="Second", audio=b"second" * 100)
    (notice,) = published.notices
    assert notice.where == str(first)
    assert notice.code == "episode-damaged"
    assert_valid(output)
    assert len(feedparser.parse((output / "feed.xml").read_bytes()).entries) == 1
    assert not put(output).notices, "making it again mends it"
    assert len(feedparser.parse((output / "feed.xml").read_bytes()).entries) == 2


def test_a_lost_script_is_written_again(output: Path) -> None:
    before = contents(output)
    next(output.glob("episodes/*/*-script-*.txt")).unlink()
    put(output)
    assert contents(output) == before


def test_a_second_run_waits_then_says_so(output: Path) -> None:
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with publish.locked(output):
            inside.set()
            done.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(20)
    try:
        with pytest.raises(OutputError, match="Another run"), publish.locked(output, timeout=0.1):
            pass
    finally:
        done.set()
        holder.join()
    with publish.locked(output, timeout=5):
        pass


def test_an_output_that_cannot_be_is_refused_early(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/dev/null/x")):
        with pytest.raises(OutputError) as caught:
            publish.writable(place)
        assert caught.value.where
        with pytest.raises(OutputError), publish.locked(place):
            pass
    publish.writable(tmp_path / "new" / "folder")
    assert list((tmp_path / "new" / "folder").iterdir()) == []


def test_a_guid_of_any_kind_gives_a_folder_of_its_own(tmp_path: Path) -> None:
    for guid in ("../..", "https://example.org/1", "x" * 999):
        put(tmp_path, guid=guid)
    folders = {episode.folder for episode in publish.read_catalogue(tmp_path).episodes}
    assert len(folders) == 3
    assert {path.name for path in (tmp_path / "episodes").iterdir()} == folders


@pytest.mark.parametrize("change", [{"guid": " "}, {"date": "yesterday"}])
def test_a_record_nobody_could_read_is_never_written(output: Path, change: dict[str, str]) -> None:
    before = contents(output)
    with pytest.raises(ValueError, match=r"guid|date"):
        put(output, **change)
    assert contents(output) == before


def test_importing_the_package_imports_no_heavy_library() -> None:
    code = (
        "import sys, briefing.publish, briefing.serve; "
        "print([n for n in ('lxml', 'PIL', 'jinja2', 'filelock', 'starlette', 'uvicorn') "
        "if n in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ended.stdout.strip() == b"[]"


def test_a_warm_run_draws_no_cover(output: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from briefing import publish; "
        "from briefing.publish.catalogue import read_show; "
        f"output = Path({str(output)!r}); show = read_show(output).show; "
        "publish.show_cover(show, output); publish.republish(output, show); "
        "print('PIL' in sys.modules)"
    )
    before = contents(output)
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ended.stdout.strip() == b"False"
    assert contents(output) == before
