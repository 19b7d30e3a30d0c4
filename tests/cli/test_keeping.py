"""Keeping a show on the command line: list, remove, retitle, redo, keep."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import feedparser
import pytest
from commandline import Run
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from PIL import Image

from briefing.publish.catalogue import read_catalogue

SILENT = ("--engine", "silent", "--workers", "0", "--no-music")
OTHER = (
    "# The ferry returns\n\nThe ferry has returned to Eastmere. It sails at eight each morning.\n"
)


@pytest.fixture
def two(run: Run, article: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with two episodes, the ferry's being the newer.

    It is made once, and copied for every further test.
    """
    output, made = tmp_path / "output", tmp_path_factory.getbasetemp() / "two-episodes"
    (tmp_path / "ferry.md").write_text(OTHER)
    if not made.exists():
        for name, date in ((article, "2026-03-01"), (tmp_path / "ferry.md", "2026-03-02")):
            assert run("make", name, *SILENT, "--date", date).code == 0
        shutil.copytree(output, made)
    else:
        shutil.copytree(made, output)
    return output


def frames(mp3: Path) -> str:
    """Return a digest of what follows the tag."""
    body = mp3.read_bytes()
    size = ID3(mp3).size
    return hashlib.sha256(body[size:]).hexdigest()


def entries(output: Path) -> list[feedparser.FeedParserDict]:
    parsed = feedparser.parse(io.BytesIO((output / "feed.xml").read_bytes()))
    assert not parsed.bozo
    return list(parsed.entries)


def audio(output: Path, number: int) -> Path:
    episode = read_catalogue(output).episodes[number - 1]
    return output / "episodes" / episode.folder / episode.audio.name


def test_episodes_are_listed_the_newest_first(run: Run, two: Path) -> None:
    listed = run("episodes").out
    assert listed.index("The ferry returns") < listed.index("Lamps on the harbour wall")
    facts = run("episodes", "--json").facts["episodes"]
    assert [one["title"] for one in facts] == ["The ferry returns", "Lamps on the harbour wall"]
    assert [one["missing"] for one in facts] == [None, None]
    audio(two, 1).unlink()
    assert "is gone" in run("episodes").out


def test_an_empty_folder_lists_nothing(run: Run) -> None:
    ended = run("episodes")
    assert (ended.code, ended.out) == (0, "")
    assert "Nothing is published" in ended.err


def test_an_episode_is_removed_by_any_of_its_names(run: Run, two: Path) -> None:
    refused = run("remove", "1")
    assert (refused.code, len(entries(two))) == (2, 2)
    assert "--yes" in refused.err
    assert run("remove", "the-ferry", "--yes").code == 0
    assert [one.title for one in entries(two)] == ["Lamps on the harbour wall"]
    assert run("remove", "Lamps on the harbour wall", "--yes", "--json").facts["removed"]
    assert entries(two) == []
    assert not list(two.glob("episodes/*"))


@pytest.mark.parametrize("name", ["3", "0", "the", "nobody", "../..", "--", ""])
def test_a_name_that_is_nobodys_or_of_several_changes_nothing(
    run: Run, two: Path, name: str
) -> None:
    before = (two / "feed.xml").read_bytes()
    ended = run("remove", "--yes", "--", name)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert (two / "feed.xml").read_bytes() == before


def test_a_near_name_is_suggested(run: Run, two: Path) -> None:
    assert "the-ferry-returns" in run("remove", "The fery returns", "--yes").err


@pytest.mark.parametrize("title", ["Boats & <boats> 🎧", "Ελλάδα", "]]> {{ 7 * 7 }}"])
def test_a_retitled_episode_is_the_same_one_with_the_same_sound(
    run: Run, two: Path, title: str
) -> None:
    before, was = entries(two)[0], frames(audio(two, 1))
    assert run("retitle", "1", title).code == 0
    after = entries(two)[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert after.enclosures[0].href != before.enclosures[0].href
    assert ID3(audio(two, 1))["TIT2"].text == [title] == [after.title]
    assert frames(audio(two, 1)) == was
    assert MP3(audio(two, 1)).info.length == pytest.approx(int(after.itunes_duration), abs=1)


def test_a_title_given_by_hand_stays_when_the_episode_is_made_again(
    run: Run, two: Path, tmp_path: Path
) -> None:
    assert run("retitle", "1", "Boats at last").code == 0
    told = {path: path.read_bytes() for path in two.rglob("*.xml")}
    assert run("make", tmp_path / "ferry.md", *SILENT, "--date", "2026-03-02").code == 0
    assert {path: path.read_bytes() for path in told} == told
    assert run("make", tmp_path / "ferry.md", *SILENT, "--title", "Another").code == 0
    assert entries(two)[0].title == "Another"


def test_a_title_that_says_nothing_is_refused(run: Run, two: Path) -> None:
    assert run("retitle", "1", " \n ").code == 2
    assert entries(two)[0].title == "The ferry returns"


def test_an_episode_is_spoken_again_with_todays_settings(run: Run, two: Path) -> None:
    before, report = entries(two)[0], account(two)
    ended = run("redo", "1", *SILENT, "--rate", "100", "--json")
    assert ended.code == 0, ended.err
    after = entries(two)[0]
    assert (after.id, after.published, after.title) == (before.id, before.published, before.title)
    assert int(after.itunes_duration) > int(before.itunes_duration)
    assert after.enclosures[0].href != before.enclosures[0].href
    assert account(two) == report, "what became of the source's sentences is still told"


def account(output: Path) -> object:
    (path,) = output.glob("episodes/the-ferry*/*-report-*.json")
    return json.loads(path.read_text())["account"]


def test_an_episode_is_made_anew_of_other_words(run: Run, two: Path, tmp_path: Path) -> None:
    before = entries(two)[0]
    (tmp_path / "new.md").write_text(
        "# Nothing sails\n\nA storm has closed the port of Eastmere.\n"
    )
    assert run("redo", "1", tmp_path / "new.md", *SILENT).code == 0
    after = entries(two)[0]
    assert (after.id, after.published, after.title) == (
        before.id,
        before.published,
        "Nothing sails",
    )
    assert len(entries(two)) == 2
    assert run("make", tmp_path / "new.md", *SILENT).code == 0
    assert len(entries(two)) == 2, "from now on it is known by the new words"


def test_the_oldest_age_out(run: Run, two: Path, tmp_path: Path) -> None:
    (tmp_path / "third.md").write_text("# Third\n\nA third thing happened at the port today.\n")
    ended = run("make", tmp_path / "third.md", *SILENT, "--date", "2026-03-03", "--keep", "2")
    assert ended.code == 0, ended.err
    assert "Lamps on the harbour wall" in ended.err
    assert [one.title for one in entries(two)] == ["Third", "The ferry returns"]
    assert run("make", tmp_path / "third.md", *SILENT, "--keep", "0").code == 2


def test_an_episode_has_a_picture_of_its_own_if_wanted_and_a_new_title_a_new_one(
    run: Run, article: Path, tmp_path: Path
) -> None:
    assert run("make", article, *SILENT, "--episode-art").code == 0
    output = tmp_path / "output"
    before = entries(output)[0].image.href
    (picture,) = output.glob("episodes/*/image-*")
    assert before.endswith(picture.name)
    with Image.open(picture) as opened:
        assert (opened.mode, opened.width) == ("RGB", opened.height)
        assert opened.width >= 1400
    assert run("retitle", "1", "Boats").code == 0
    (renamed,) = output.glob("episodes/*/image-*")
    assert entries(output)[0].image.href.endswith(renamed.name)
    assert renamed.name != picture.name
    told = (output / "feed.xml").read_bytes()
    assert run("make", article, *SILENT, "--episode-art").code == 0
    assert (output / "feed.xml").read_bytes() == told
    assert run("make", article, *SILENT).code == 0
    assert not list(output.glob("episodes/*/image-*"))
