"""Hostile input through the command line: a sound document or one clear error, in bounds."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import feedparser
import mutagen
import psutil
import pytest
from commandline import BRIEFING, Run
from traps import MARKED_TITLE, MEGABYTE, SOURCES, UNSEEN

SECONDS = 20
"""How long reading anything may take. It is a limit to stop at, not a figure to compare."""

MOST = 500 * MEGABYTE


def memory(process: psutil.Process) -> int:
    """Return the resident memory of a process and all it started, in bytes."""
    try:
        family = [process, *process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family)
    except psutil.NoSuchProcess:
        return 0


def watched(
    folder: Path, environment: dict[str, str], *arguments: str
) -> tuple[int, str, str, int]:
    """Run ``briefing``; return its exit code, output, errors and the most memory it took."""
    process = subprocess.Popen(
        [BRIEFING, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    peaks = [0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            peaks.append(memory(psutil.Process(process.pid)) if process.poll() is None else 0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        out, err = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
        over.set()
        watcher.join()
    return process.returncode, out.decode(), err.decode(), max(peaks)


def texts(document: dict[str, object]) -> Iterator[str]:
    """Yield every text of a document as ``briefing read --json`` prints it."""
    for value in document.values():
        if isinstance(value, str):
            yield value
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict):
                yield from texts(one)


@pytest.mark.parametrize("name", SOURCES)
def test_a_sound_document_or_one_clear_error(
    name: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    file, make = SOURCES[name]
    (tmp_path / file).write_bytes(make())
    code, out, err, most = watched(tmp_path, environment, "read", file, "--json")
    assert "Traceback" not in err
    assert most < MOST, f"{most // MEGABYTE} MB"
    facts = json.loads(out)
    if code == 0:
        assert list(texts(facts))
        assert not set("".join(texts(facts))) & set(UNSEEN.replace("gnp", "").replace("[31m", ""))
    else:
        assert code == 3, err
        assert facts["error"]["where"].startswith(file)
        assert facts["error"]["remedy"]
        assert len(err.splitlines()) == 2


def test_what_cannot_be_seen_reaches_nothing_that_is_published(run: Run, tmp_path: Path) -> None:
    (tmp_path / "marked.md").write_text(MARKED_TITLE, encoding="utf-8")
    made = run("make", "marked.md", "--engine", "silent", "--workers", "0", "--json").facts
    mp3 = tmp_path / made["mp3"]
    assert mp3.resolve().is_relative_to((tmp_path / "output" / "episodes").resolve())
    assert all(character.isascii() and character.isprintable() for character in made["mp3"])
    feed = feedparser.parse((tmp_path / "output" / "feed.xml").read_bytes())
    tags = mutagen.File(mp3)
    shown = [made["title"], feed.entries[0].title, str(tags["TIT2"]), str(tags["USLT::eng"])]
    for text in shown:
        assert not set(text) & set("\u202e\u200b\x07\x1b\ufeff")
        assert "49" not in text
