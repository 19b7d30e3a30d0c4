"""Music and formats, through the command line."""

from __future__ import annotations

import hashlib
import json
import wave
from pathlib import Path

import feedparser
import mutagen
import pytest
from commandline import Run

pytest.importorskip("imageio_ffmpeg", reason="the extra `formats` is not installed")

SILENT = ("--engine", "silent", "--workers", "0")


def published(folder: Path, suffix: str) -> Path:
    """Return the one file of an episode that ends in ``suffix``."""
    (found,) = (folder / "output" / "episodes").rglob(f"*{suffix}")
    return found


@pytest.mark.slow
def test_further_formats_lie_beside_the_mp3_with_its_chapters(
    run: Run, article: Path, tmp_path: Path
) -> None:
    made = run("make", article, "--also", "m4a, opus", "--json")
    assert made.code == 0, made.err
    length = made.facts["duration_seconds"]
    titles = [chapter["title"] for chapter in made.facts["chapters"]]
    mp4 = mutagen.File(published(tmp_path, ".m4a"))
    assert mp4.info.length == pytest.approx(length, abs=0.05)
    assert [chapter.title for chapter in mp4.chapters] == titles
    opus = mutagen.File(published(tmp_path, ".opus"))
    assert opus.info.length == pytest.approx(length, abs=0.05)
    assert [opus[f"CHAPTER{n:03}NAME"][0] for n in range(len(titles))] == titles
    feed = (tmp_path / "output" / "feed.xml").read_text()
    for suffix, media_type in ((".m4a", "audio/mp4"), (".opus", "audio/ogg")):
        file = published(tmp_path, suffix)
        assert (
            f'<podcast:alternateEnclosure type="{media_type}" length="{file.stat().st_size}"'
            in feed
        )
        assert file.name in feed
    (entry,) = feedparser.parse(feed.encode()).entries
    assert [link.type for link in entry.enclosures] == ["audio/mpeg"]


@pytest.mark.slow
def test_a_second_run_makes_no_format_again_and_mends_a_broken_one(
    run: Run, article: Path, tmp_path: Path
) -> None:
    def files() -> dict[str, str]:
        found = (path for path in (tmp_path / "output").rglob("*.*") if path.is_file())
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in found}

    command = ("make", article, "--also", "opus", "--json")
    assert run(*command).code == 0
    before, time = files(), published(tmp_path, ".opus").stat().st_mtime_ns
    assert run(*command).code == 0
    assert (files(), published(tmp_path, ".opus").stat().st_mtime_ns) == (before, time)
    published(tmp_path, ".opus").write_bytes(b"broken")
    assert run(*command).code == 0
    assert files() == before


def test_a_format_nobody_knows_is_refused(run: Run, article: Path) -> None:
    ended = run("make", article, "--also", "m4a,wma")
    assert ended.code == 2
    assert "m4a, m4b, opus" in ended.err


def test_without_music_only_the_words_are_heard(run: Run, article: Path, tmp_path: Path) -> None:
    with_it = run("make", article, *SILENT, "--full", "--json").facts
    without = run("make", article, *SILENT, "--full", "--json", "--no-music").facts
    assert [one["title"] for one in with_it["chapters"]] == [
        one["title"] for one in without["chapters"]
    ]
    assert with_it["duration_seconds"] > without["duration_seconds"] + 7
    assert without["integrated_lufs"] < -60, "what is left is silence"


def test_a_persons_own_stings_take_the_place_of_ours(
    run: Run, article: Path, tmp_path: Path
) -> None:
    own = tmp_path / "jingles"
    own.mkdir()
    with wave.open(str(own / "closing.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        file.writeframes(b"".join((b"\x00\x30" * 20 + b"\x00\xd0" * 20) for _ in range(400)))
    plain = run("make", article, *SILENT, "--full", "--json", "--no-music").facts
    mine = run("make", article, *SILENT, "--full", "--json", "--sounds", own).facts
    longer = mine["duration_seconds"] - plain["duration_seconds"]
    assert 2 < longer < 3, "two seconds of closing, and the pause before it"
    (own / "intro.wav").write_bytes(b"RIFF, but no sound")
    refused = run("make", article, *SILENT, "--full", "--sounds", own)
    assert refused.code == 6
    assert "intro.wav" in refused.err


@pytest.mark.slow
def test_a_bed_lies_under_the_words_and_moves_none(run: Run, article: Path, tmp_path: Path) -> None:
    plain = run("make", article, "--full", "--json", "-o", "a").facts
    bedded = run("make", article, "--full", "--json", "-o", "b", "--bed").facts
    assert bedded["duration_seconds"] == plain["duration_seconds"]
    assert bedded["chapters"] == plain["chapters"]
    assert abs(bedded["integrated_lufs"] + 16) <= 0.3
    assert bedded["true_peak_dbtp"] <= -1
    texts = [next((tmp_path / folder).rglob("*.vtt")).read_text() for folder in ("a", "b")]
    assert texts[0] == texts[1]
    assert json.dumps(bedded) != json.dumps(plain)
