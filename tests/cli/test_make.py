"""The whole line, end to end, through the command line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
import webvtt
from commandline import BRIEFING, Run

SILENT = ("--engine", "silent", "--workers", "0")


def test_an_article_becomes_an_episode_and_a_feed(run: Run, article: Path, tmp_path: Path) -> None:
    ended = run("make", article)
    assert ended.code == 0, ended.err
    mp3, feed, summary = ended.out.splitlines()
    assert Path(tmp_path, mp3).is_file()
    assert feed == "output/feed.xml"
    assert "min" in summary or "s," in summary
    parsed = feedparser.parse((tmp_path / feed).read_bytes())
    assert not parsed.bozo
    assert parsed.entries[0].title == "Lamps on the harbour wall"
    length = int(parsed.entries[0].enclosures[0].length)
    assert length == Path(tmp_path, mp3).stat().st_size


def test_json_says_what_was_made(run: Run, article: Path, tmp_path: Path) -> None:
    facts = run("make", article, "--json").facts
    assert abs(facts["integrated_lufs"] + 16) <= 0.5
    assert facts["true_peak_dbtp"] <= -1
    assert facts["clips"]["spoken"] > 0
    chapters = [chapter["title"] for chapter in facts["chapters"]]
    assert "Why now" in chapters
    assert "What it costs" in chapters
    told = facts["sentences"]
    read = run("read", article, "--json").facts
    assert told["spoken"] + told["condensed"] + told["left_out"] >= len(read["sections"])
    report = json.loads(next((tmp_path / "output").rglob("*report*.json")).read_text())
    assert len(report["account"]) == sum(told.values())
    assert set(facts["seconds"]) >= {"read", "summarise", "voice", "sound", "publish"}


def test_a_second_run_speaks_nothing_and_changes_no_byte(
    run: Run, article: Path, tmp_path: Path
) -> None:
    def files() -> dict[Path, tuple[bytes, int]]:
        found = (p for p in (tmp_path / "output").rglob("*") if p.is_file() and p.name != ".lock")
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}

    first = run("make", article, "--json").facts
    before = files()
    second = run("make", article, "--json").facts
    assert first["clips"]["spoken"] > 0
    assert second["clips"]["spoken"] == 0
    assert second["clips"]["reused"] > 0
    assert files() == before


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_whatever_the_workers(
    run: Run, article: Path, tmp_path: Path
) -> None:
    made = [
        run(
            "make",
            article,
            "-o",
            f"out{workers}",
            "--cache",
            f"c{workers}",
            "--workers",
            workers,
            "--json",
        )
        for workers in ("0", "1", "3")
    ]
    files = [Path(tmp_path, ended.facts["mp3"]).read_bytes() for ended in made]
    assert files[0] == files[1] == files[2]
    feeds = {(tmp_path / f"out{workers}" / "feed.xml").read_bytes() for workers in "013"}
    assert len(feeds) == 1


def test_an_edited_article_stays_the_same_episode(run: Run, article: Path, tmp_path: Path) -> None:
    first = run("make", article, "--json").facts
    text = article.read_text().replace("Lamps on", "New lamps on").replace("Forty", "Fifty")
    article.write_text(text)
    second = run("make", article, "--json").facts
    assert second["guid"] == first["guid"]
    assert second["date"] == first["date"]
    assert second["title"] == "New lamps on the harbour wall"
    assert 0 < second["clips"]["spoken"] < first["clips"]["spoken"]
    entries = feedparser.parse((tmp_path / "output/feed.xml").read_bytes()).entries
    assert [entry.title for entry in entries] == ["New lamps on the harbour wall"]
    assert len(list((tmp_path / "output").rglob("*.mp3"))) == 1


@pytest.mark.slow
def test_a_script_can_be_edited_and_spoken(run: Run, article: Path, tmp_path: Path) -> None:
    drafted = run("script", article)
    assert drafted.code == 0, drafted.err
    assert not (tmp_path / "output" / "feed.xml").exists()
    first = run("make", article, "--json").facts
    edited = drafted.out.replace(
        "Forty lamps went up in March.", "Forty lamps were put up in March."
    )
    assert edited != drafted.out
    (tmp_path / "edited.txt").write_text(edited)
    second = run("make", "--script", "edited.txt", "--json")
    assert second.code == 0, second.err
    assert second.facts["guid"] == first["guid"]
    captions = next((tmp_path / "output").rglob("*.vtt")).read_text()
    assert "were put up" in " ".join(re.sub("<[^>]*>", "", captions).split())


def test_several_sources_are_one_episode(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(
        "A second story\n\nThe mill stands still. It has stood still for 12 years.\n"
    )
    ended = run(
        "make", article, "b.txt", "--title", "Monday briefing", "--json", *SILENT,
        "--date", "2026-03-02T06:00:00Z", "--base-url", "https://example.org/show/", "-o", "out",
    )  # fmt: skip
    assert ended.facts["title"] == "Monday briefing"
    entry = feedparser.parse((tmp_path / "out" / "feed.xml").read_bytes()).entries[0]
    assert entry.published == "Mon, 02 Mar 2026 06:00:00 +0000"
    assert entry.enclosures[0].href.startswith("https://example.org/show/episodes/")
    titles = " ".join(chapter["title"] for chapter in ended.facts["chapters"])
    assert "A second story" in titles


def test_standard_input_is_read(run: Run, article: Path) -> None:
    ended = run("make", "-", "--json", *SILENT, stdin=article.read_bytes())
    assert ended.facts["title"] == "Lamps on the harbour wall"


def test_full_leaves_nothing_out(run: Run, article: Path) -> None:
    facts = run("make", article, "--full", "--json", *SILENT).facts
    assert facts["sentences"]["left_out"] == facts["sentences"]["condensed"] == 0


def test_quiet_says_nothing_but_the_result(run: Run, article: Path) -> None:
    ended = run("make", article, "-q", *SILENT)
    assert ended.err == ""
    assert len(ended.out.splitlines()) == 3


def test_progress_goes_to_standard_error(run: Run, article: Path) -> None:
    ended = run("make", article, "-v", *SILENT)
    assert "Speaking" in ended.err
    assert "Speaking" not in ended.out


def test_captions_hold_every_spoken_line(run: Run, article: Path, tmp_path: Path) -> None:
    run("make", article, *SILENT)
    captions = webvtt.read(next((tmp_path / "output").rglob("*.vtt")))
    heard = " ".join(" ".join(caption.text.split()) for caption in captions)
    for words in ("Who pays for the lamps?", "When were they lit?", "We can see the steps again."):
        assert words in heard


def test_the_seed_article_is_what_the_listener_expects(
    run: Run, seed: Path, tmp_path: Path
) -> None:
    read = run("read", seed, "--json").facts
    assert read["title"] == "Blinken\u2019s Talks in Beijing Echo Xi Jinping\u2019s Unity Call"
    assert sum(1 for section in read["sections"] if section["heading"]) >= 4
    assert len(read["questions"]) == 3
    assert read["closing"]
    quotes = [
        block
        for section in read["sections"]
        for block in section["blocks"]
        if block["kind"] == "quote"
    ]
    assert [quote["speaker"] for quote in quotes] == ["Xi Jinping"]
    made = run("make", seed, "--json").facts
    assert 120 <= made["duration_seconds"] <= 240
    titles = [chapter["title"] for chapter in made["chapters"]]
    for section in read["sections"]:
        assert section["heading"] in titles
    captions = webvtt.read(next((tmp_path / "output").rglob("*.vtt")))
    heard = " ".join(" ".join(caption.text.split()) for caption in captions)
    for question in read["questions"]:
        assert question["question"] in heard


HEAVY = (
    "pyttsx3 pydub jinja2 numpy lxml PIL starlette uvicorn soundfile lameenc markdown_it rich "
    "espeakng_loader num2words sentencex charset_normalizer pebble"
).split()


@pytest.mark.parametrize("arguments", [["--help"], ["make", "--help"], ["--version"]])
def test_help_imports_no_audio_engine_or_web_library(arguments: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", BRIEFING, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in ended.stderr.splitlines()}
    assert not imported & set(HEAVY)


@pytest.mark.parametrize("command", ["make", "script", "read", "voices", "check", "serve"])
def test_each_commands_help_ends_with_an_example(run: Run, command: str) -> None:
    ended = run(command, "--help")
    assert re.search(r"Example:\n(  briefing .*\n?)+$", ended.out) or "Example:" in ended.out
    assert ended.out.rstrip().splitlines()[-1].strip().startswith(("briefing", "cat"))


def test_voices_and_check_tell_what_works_here(run: Run) -> None:
    facts = run("voices", "--language", "en", "--json").facts
    engines = {engine["name"]: engine for engine in facts["engines"]}
    assert engines["pyttsx3"]["ok"]
    assert engines["silent"]["ok"]
    assert engines["pyttsx3"]["voices"]
    checked = run("check", "--json")
    assert checked.code == 0, checked.out
    assert checked.facts["ok"]


def test_an_earlier_episode_that_lost_a_file_is_told_of(
    run: Run, article: Path, tmp_path: Path
) -> None:
    run("make", article, *SILENT)
    next((tmp_path / "output").rglob("*.mp3")).unlink()
    (tmp_path / "other.md").write_text("# Boats\n\nTwo boats left Oslo on Monday.\n")
    made = run("make", "other.md", *SILENT, "--json").facts
    assert [notice["code"] for notice in made["notices"]] == ["episode-damaged"]
