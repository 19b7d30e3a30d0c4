"""How much is told: minutes are met, words and sentences are ceilings, and the account adds up."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from lengths import sources, tell

from briefing import Settings
from briefing._run.store import ClipStore
from briefing.fit import ROUNDS, tolerance
from briefing.make import make
from briefing.model import Source
from briefing.speak import SpeakJob
from briefing.toolkit import Kit
from briefing.units import Milliseconds

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = [ROOT / "examples" / name for name in ("tidal-power.md", "night-trains.txt")]
SILENT = ("--engine", "silent", "--workers", "0")


def test_the_finished_file_is_as_long_as_asked(run: Run) -> None:
    ended = run("make", EXAMPLES[0], "--minutes", "1.5", "--json")
    length = ended.facts["length"]
    assert length["met"] is True
    assert length["why"] is None
    assert abs(ended.facts["duration_seconds"] - 90) <= 3
    assert length["rounds"] <= ROUNDS


def test_a_source_that_is_too_short_says_so(run: Run, article: Path) -> None:
    ended = run("make", article, "--minutes", "10", *SILENT)
    assert ended.code == 0
    assert "not 10 min: the sources hold no more" in ended.err


def test_what_cannot_be_told_so_briefly_says_so(run: Run, article: Path) -> None:
    ended = run("make", article, "--minutes", "0.02", *SILENT)
    assert ended.code == 0
    assert "cannot be told more briefly" in ended.err


def test_the_report_says_what_was_asked_and_made(run: Run, tmp_path: Path, article: Path) -> None:
    run("make", article, "--minutes", "10", *SILENT)
    (report,) = (tmp_path / "output").glob("episodes/*/*-report-*.json")
    length = json.loads(report.read_text("utf-8"))["length"]
    assert length["asked_seconds"] == 600
    assert length["met"] is False
    assert "hold no more" in length["why"]


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--sentences", "3", 3), ("--words", "12", 2), ("--ratio", "1", 10)],
)
def test_other_ways_to_say_how_much(
    run: Run, article: Path, option: str, value: str, told: int
) -> None:
    facts = run("read", article, "--account", option, value, "--json", *SILENT).facts
    text = [one for one in facts["account"] if one["address"].split(".")[1] != "0"]
    kept = [one for one in text if one["fate"] != "left out"]
    assert 1 <= len(kept) <= told


def test_two_at_once_are_refused(run: Run, article: Path) -> None:
    ended = run("script", article, "--words", "12", "--minutes", "2")
    assert ended.code == 2
    assert "at once" in ended.err


def test_the_account_lists_every_sentence_and_adds_up(run: Run, article: Path) -> None:
    ended = run("read", article, "--account", "--minutes", "0.4", *SILENT)
    assert ended.code == 0
    *entries, last = ended.out.splitlines()
    found = (re.match(r"1:\S+ +(spoken|condensed|left out) ", line) for line in entries)
    fates = Counter(one[1] for one in found if one)
    assert last == (
        f"{fates['spoken']} spoken, {fates['condensed']} condensed, "
        f"{fates['left out']} left out, {fates.total()} in all"
    )
    assert fates.total() == 15
    assert fates["left out"] > 0
    assert "cut to length)" in ended.out


def test_the_account_is_that_of_the_episode(run: Run, tmp_path: Path) -> None:
    options = ("--minutes", "1", *SILENT)
    facts = run("read", EXAMPLES[1], "--account", "--json", *options).facts
    run("make", EXAMPLES[1], *options)
    (report,) = (tmp_path / "output").glob("episodes/*/*-report-*.json")
    assert json.loads(report.read_text("utf-8"))["account"] == facts["account"]


class Watched:
    """A map over no workers that keeps the keys it was handed."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def __call__(
        self, function: Callable[[Any], Any], jobs: Iterable[Any], /, *, limit: float | None = None
    ) -> Iterator[Any]:
        for job in jobs:
            if isinstance(job, SpeakJob):
                self.keys.append(job.key)
            yield function(job)


@pytest.mark.parametrize("engine", ["silent", "pyttsx3"])
@pytest.mark.parametrize("minutes", [1.0, 2.0])
@pytest.mark.parametrize("count", [1, 2])
def test_no_clip_is_spoken_twice_and_few_in_vain(
    tmp_path: Path, engine: str, minutes: float, count: int
) -> None:
    watched = Watched()
    kit = Kit(store=ClipStore(tmp_path / "clips"), map=watched, clock=time.perf_counter)
    sources = [Source(path.name, path.read_bytes()) for path in EXAMPLES[:count]]
    settings = Settings(engine=engine, minutes=minutes, output=tmp_path / "out")
    made = make(sources, settings, kit)
    assert len(watched.keys) == len(set(watched.keys))
    asked = Milliseconds(round(minutes * 60_000))
    assert abs(made.episode.duration - asked) <= tolerance(asked)
    assert made.length.rounds <= ROUNDS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "documents", "minutes"),
    [("silent", 40, (1, 2, 3, 5, 8, 15)), ("pyttsx3", 12, (1, 3, 8))],
)
def test_the_length_is_met_wherever_the_sources_are_long_enough(
    evaluation_folder: Path, tmp_path: Path, engine: str, documents: int, minutes: tuple[int, ...]
) -> None:
    for wanted in minutes:
        for number, source in enumerate(sources(evaluation_folder, documents)):
            told = tell([source], wanted, engine, tmp_path / f"{wanted}-{number}", mp3=False)
            short = told.length.why is not None and "hold no more" in told.length.why
            assert short or told.length.met, (source.origin, wanted, told.length)
            assert told.length.rounds <= ROUNDS
