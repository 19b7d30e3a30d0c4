"""The W3C's strict parser accepts every caption file; chapter files keep the namespace's rules."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from installing import asked_of_node
from station import Station

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from publishing import HOSTILE, put, timeline

from briefing.model import Episode
from briefing.publish.catalogue import EPISODES

pytestmark = pytest.mark.slow

ROLES = ("host", "questioner", "quote")

LONG = (
    "a" * 70 + " " + "é" * 70 + " " + "漢" * 500,
    " ".join(["Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"] * 40),
    "https://example.org/" + "path/" * 60,
    "& < > &amp; &lt;v Nobody&gt; <c.red>x</c> <00:00:01.000> " * 30,
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """Return a show with one episode that says all that is hostile, and under such chapters."""
    home = tmp_path_factory.mktemp("hostile")
    said = [(ROLES[n % 3], text) for n, text in enumerate((*HOSTILE, *LONG))]
    talk = timeline(*said, seconds=20.0)
    chapters = tuple(
        replace(chapter, title=title)
        for chapter, title in zip(talk.chapters, HOSTILE, strict=False)
    )
    put(home / "output", timeline=replace(talk, chapters=chapters))
    return Station(home)


@pytest.fixture(scope="module", params=["real", "hostile"])
def told(request: pytest.FixtureRequest) -> Station:
    """Return a show of the pipeline's, and one of hostile texts."""
    name = {"real": "station", "hostile": "hostile"}[request.param]
    found: Station = request.getfixturevalue(name)
    return found


def read(folder: Path, modules: Path, episodes: tuple[Episode, ...]) -> list[Any]:
    """Return what the parser says of each episode's captions."""
    paths = [folder / EPISODES / one.folder / one.captions.name for one in episodes]
    found: list[Any] = asked_of_node(modules, "captions.cjs", *paths)
    assert len(found) == len(episodes) > 0
    return found


def letters(*texts: str) -> str:
    """Return what is said without blanks: a word that is wider than the line is broken there."""
    return "".join("".join(texts).split())


def test_the_strict_parser_has_no_complaint(told: Station, modules: Path) -> None:
    for found in read(told.output, modules, told.episodes):
        assert found["errors"] == []
        assert found["cues"]


def test_the_strict_parser_does_complain_of_a_bad_file(modules: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.vtt"
    bad.write_text("WEBVTT\n\n00:00:02.000 --> 00:00:01.000\n<v Host>Before & after\n")
    (found,) = asked_of_node(modules, "captions.cjs", bad)
    assert found["errors"]


def test_cues_follow_each_other_inside_the_sound(told: Station, modules: Path) -> None:
    found = read(told.output, modules, told.episodes)
    for episode, captions in zip(told.episodes, found, strict=True):
        times = [(cue["start"], cue["end"]) for cue in captions["cues"]]
        assert all(start < end for start, end in times)
        assert all(end <= start for (_, end), (start, _) in pairwise(times))
        assert times[-1][1] <= episode.duration / 1000


def test_each_cue_has_one_voice_and_nothing_is_lost_or_added(told: Station, modules: Path) -> None:
    found = read(told.output, modules, told.episodes)
    for episode, captions in zip(told.episodes, found, strict=True):
        assert all(len(cue["voices"]) == 1 and cue["voices"][0] for cue in captions["cues"])
        (file,) = (one for one in episode.transcripts if one.type == "application/json")
        path = told.output / EPISODES / episode.folder / file.name
        lines = [segment["body"] for segment in json.loads(path.read_bytes())["segments"]]
        assert letters(*(cue["text"] for cue in captions["cues"])) == letters(*lines)


CHAPTERS = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        "chapters": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["startTime"],
                "additionalProperties": False,
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "exclusiveMinimum": 0},
                    "title": {"type": "string", "minLength": 1},
                    "img": {"type": "string", "pattern": "^https?://"},
                    "url": {"type": "string", "pattern": "^https?://"},
                    "toc": {"type": "boolean"},
                },
            },
        },
    },
}
"""The podcast namespace's JSON chapters, version 1.2: what they must have, and what may be."""


def test_chapter_files_keep_the_rules_of_the_namespace(told: Station) -> None:
    for episode in told.episodes:
        path = told.output / EPISODES / episode.folder / episode.chapters_file.name
        document = json.loads(path.read_bytes())
        jsonschema.validate(document, CHAPTERS)
        chapters = document["chapters"]
        starts = [one["startTime"] for one in chapters]
        assert starts == sorted(set(starts))
        assert starts[0] == 0
        ends = [one["endTime"] for one in chapters]
        assert ends[:-1] == starts[1:]
        assert ends[-1] <= episode.duration / 1000
        assert starts == [one.start / 1000 for one in episode.chapters]
