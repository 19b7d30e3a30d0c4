"""Hostile input through the command line: a sound document or one clear error, in bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import feedparser
import mutagen
import pytest
from commandline import Run
from traps import MARKED_TITLE, MEGABYTE, SOURCES, UNSEEN
from watching import watched

SECONDS = 60
"""When a run counts as hung. It promises 20 s, as ``benchmarks/hostile.py`` measures; a machine
that runs other tests beside it may need more."""

MOST = 500 * MEGABYTE


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
    code, out, err, most = watched(tmp_path, environment, SECONDS, "read", file, "--json")
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
