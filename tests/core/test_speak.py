"""Speak: each utterance once, encoded as soon as it is spoken, whoever does it."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from briefing._run.store import ClipStore
from briefing._run.workers import here, workers
from briefing.model import Utterance
from briefing.sound import Encoding, line_job
from briefing.speak import Spoken, ready, speak
from briefing.units import milliseconds_of
from briefing.voice import Company, Setup, company

ENCODING = Encoding(rate=44_100, bitrate=64, loudness=-16.0)


def lines(count: int) -> list[Utterance]:
    """Return so many different utterances, the first of them once more at the end."""
    said = [
        Utterance("pyttsx3", "en-us", 175, f"Ferry number {number} leaves now.", "en")
        for number in range(count)
    ]
    return [*said, said[0]]


@pytest.fixture
def voices() -> Iterator[Company]:
    opened = company({}, Setup(""), usual="pyttsx3")
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def pieces(store: ClipStore) -> dict[str, bytes]:
    """Return all that was encoded, by key."""
    return {path.stem: path.read_bytes() for path in store.folder.rglob("*.piece")}


def test_the_first_line_is_encoded_before_the_last_is_spoken(
    voices: Company, store: ClipStore
) -> None:
    seen: list[tuple[int, int]] = []

    def advance(done: int, total: int, reused: int, length: int) -> None:
        seen.append((done, len(pieces(store))))

    speak(lines(3), voices, store=store, map_=here, stall_seconds=60, advance=advance,
          encoding=ENCODING)  # fmt: skip
    assert seen == [(0, 0), (1, 1), (2, 2), (3, 3)]


def spoken(
    voices: Company, store: ClipStore, count: int, workers_: int, gains: tuple[float, ...] = ()
) -> Spoken:
    with workers(workers_) as map_:
        return speak(
            lines(count), voices, store=store, map_=map_, stall_seconds=60,
            advance=lambda *_: None, encoding=ENCODING, gains=gains,
        )  # fmt: skip


def test_workers_encode_what_this_process_would(voices: Company, tmp_path: Path) -> None:
    """The same clips and the same pieces, byte for byte, under the same keys."""
    stores = [ClipStore(tmp_path / str(number)) for number in range(3)]
    found = [spoken(voices, each, 4, count) for count, each in enumerate(stores)]
    assert found[0] == found[1] == found[2]
    assert pieces(stores[0]) == pieces(stores[1]) == pieces(stores[2])
    assert len(pieces(stores[0])) == 4


def test_what_is_there_is_neither_spoken_nor_encoded_again(
    voices: Company, store: ClipStore
) -> None:
    first = spoken(voices, store, 2, 0)
    before = {path: path.stat().st_mtime_ns for path in store.folder.rglob("*.*")}
    again = spoken(voices, store, 2, 0)
    assert (again.clips, again.new) == (first.clips, frozenset())
    assert {path: path.stat().st_mtime_ns for path in store.folder.rglob("*.*")} == before
    assert spoken(voices, store, 3, 0).new == {spoken(voices, store, 3, 0).clips[2].key}


def noted(told: list[tuple[int, ...]], *how_far: int) -> None:
    told.append(how_far)


def test_how_much_there_is_to_hear_is_told(voices: Company, store: ClipStore) -> None:
    for known in (0, 3):
        told: list[tuple[int, ...]] = []
        found = speak(lines(3), voices, store=store, map_=here, stall_seconds=60,
                      advance=partial(noted, told))  # fmt: skip
        lengths = [milliseconds_of(clip.frames, clip.rate) for clip in found.clips[:3]]
        assert [how_far[3] for how_far in told] == list(itertools.accumulate(lengths, initial=0))[
            known:
        ]


def test_a_piece_is_that_of_its_gain(voices: Company, store: ClipStore) -> None:
    found = spoken(voices, store, 1, 0, gains=(2.5, 2.5))
    assert set(pieces(store)) == {line_job(found.clips[0], ENCODING, store, 2.5).key}


def test_a_worker_can_rehearse_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ready()
    assert not list(tmp_path.iterdir())
