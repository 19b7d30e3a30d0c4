"""The clip store: what is read back is whole or is not there."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing._run.store import ClipStore, key_of
from briefing.errors import OutputError
from briefing.model import Clip, WordMark
from briefing.units import Frames

KEY = key_of("a")
CLIP = Clip(KEY, Frames(100), 22_050, (WordMark(Frames(3), 0, 4),))
WAV = bytes(44 + 200)


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def test_a_clip_comes_back_as_it_was_put(store: ClipStore) -> None:
    assert store.get(KEY) is None
    store.put(WAV, CLIP)
    assert store.get(KEY) == CLIP
    assert store.audio(KEY).read_bytes() == WAV


@pytest.mark.parametrize("suffix", [".wav", ".json"])
def test_a_clip_cut_short_is_not_there(store: ClipStore, suffix: str) -> None:
    store.put(WAV, CLIP)
    path = store.audio(KEY).with_suffix(suffix)
    path.write_bytes(path.read_bytes()[:-1])
    assert store.get(KEY) is None


@pytest.mark.parametrize("facts", ["null", "[]", "{}", '{"frames": "100"}'])
def test_facts_that_make_no_sense_are_no_clip(store: ClipStore, facts: str) -> None:
    store.put(WAV, CLIP)
    store.audio(KEY).with_suffix(".json").write_text(facts)
    assert store.get(KEY) is None


def test_nothing_temporary_is_left(store: ClipStore) -> None:
    store.put(WAV, CLIP)
    names = {path.name for path in store.audio(KEY).parent.iterdir()}
    assert names == {f"{KEY}.wav", f"{KEY}.json"}


def test_a_piece_comes_back_as_it_was_kept(store: ClipStore) -> None:
    assert (store.holds(KEY), store.piece(KEY)) == (False, None)
    store.keep(KEY, b"piece")
    assert (store.holds(KEY), store.piece(KEY)) == (True, b"piece")
    assert store.get(KEY) is None


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="--cache"):
        ClipStore(tmp_path / "file").put(WAV, CLIP)
    with pytest.raises(OutputError, match="--cache"):
        ClipStore(tmp_path / "file").keep(KEY, b"piece")


def test_a_full_disk_is_one_clear_error(store: ClipStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        store.put(WAV, CLIP)
    assert not list(store.folder.rglob(".new-*"))


values = st.one_of(st.text(), st.integers(), st.none())


@given(st.lists(values, min_size=1), st.lists(values, min_size=1))
def test_keys_differ_exactly_when_the_parts_do(one: list[object], other: list[object]) -> None:
    same = json.dumps(one) == json.dumps(other)
    assert (key_of(*one) == key_of(*other)) is same
