"""``briefing check`` of a feed: folders, files, web addresses, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run

SILENT = ("--engine", "silent", "--workers", "0", "--base-url", "https://example.org/show/")


@pytest.fixture
def output(run: Run, article: Path, tmp_path: Path) -> Path:
    assert run("make", article, *SILENT).code == 0
    return tmp_path / "output"


def test_a_folder_of_ours_is_sound_but_for_what_silence_is(run: Run, output: Path) -> None:
    ended = run("check", output, "--json")
    assert ended.code == 0
    assert ended.facts["ok"] is True
    heard = {"loudness", "dead-air"}  # the silent engine says nothing
    assert {one["rule"] for one in ended.facts["findings"]} <= heard
    assert run("check", output, "--strict").code == 9


def test_an_error_ends_with_its_own_code(run: Run, output: Path) -> None:
    feed = output / "feed.xml"
    feed.write_text(feed.read_text().replace("<itunes:explicit>false", "<itunes:explicit>no"))
    ended = run("check", feed)
    assert ended.code == 9
    assert "error: explicit (Apple Podcasts)" in ended.out
    assert "Write true or false." in ended.out
    assert ended.out.splitlines()[-1].startswith("1 error")


def test_guids_are_held_against_the_earlier_feed(run: Run, output: Path, tmp_path: Path) -> None:
    (tmp_path / "before.xml").write_bytes((output / "feed.xml").read_bytes())
    feed = output / "feed.xml"
    text = feed.read_text()
    start = text.index('isPermaLink="false">') + len('isPermaLink="false">')
    feed.write_text(f"{text[:start]}another{text[text.index('<', start) :]}")
    ended = run("check", feed, "--previous", tmp_path / "before.xml")
    assert ended.code == 9
    assert "guid-changed" in ended.out


def test_standard_input_is_read(run: Run, output: Path) -> None:
    assert run("check", "-", stdin=(output / "feed.xml").read_bytes()).code == 0


@pytest.mark.parametrize("place", ["nothing.xml", ".", "http://127.0.0.1:9/feed.xml"])
def test_what_cannot_be_opened_is_one_clear_error(run: Run, place: str) -> None:
    ended = run("check", place)
    assert ended.code == 3
    assert ended.err.startswith("Error: ")
    assert "Traceback" not in ended.err
