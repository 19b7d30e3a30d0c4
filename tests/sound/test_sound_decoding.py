"""Files of sound are heard as far as they go, whatever their headers claim."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from briefing.errors import SoundError
from briefing.sound import heard
from briefing.sound.decoding import blocks_of, decoder

RATE = 44_100


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "whole.mp3"
    samples = 0.25 * np.sin(2 * np.pi * 220 / RATE * np.arange(4 * RATE))
    soundfile.write(path, samples.astype(np.float32), RATE)
    return path


@pytest.fixture
def short(whole: Path, tmp_path: Path) -> Path:
    """An MP3 whose header counts four seconds, of which the last two are missing."""
    path = tmp_path / "short.mp3"
    body = whole.read_bytes()
    path.write_bytes(body[: len(body) // 2])
    return path


@pytest.mark.parametrize("block", [441, 1000, 65_536, 10**6])
def test_blocks_hold_all_there_is(whole: Path, block: int) -> None:
    with decoder(whole, whole) as sound:
        blocks = list(blocks_of(sound, block))
        assert sum(map(len, blocks)) == sound.frames
    assert all(len(one) == block for one in blocks[:-1])
    samples = np.concatenate(blocks)
    assert np.array_equal(samples, soundfile.read(whole, dtype="float32", always_2d=True)[0])


def test_no_more_than_is_wanted_is_read(whole: Path) -> None:
    with decoder(whole, whole) as sound:
        assert [len(one) for one in blocks_of(sound, 1000, most=2500)] == [1000, 1000, 500]


def test_a_file_that_ends_before_its_header_says_is_heard_as_far_as_it_goes(
    whole: Path, short: Path
) -> None:
    found, all_of_it = heard(short), heard(whole)
    assert all_of_it.seconds == pytest.approx(4, abs=0.1)
    assert found.seconds == pytest.approx(2, abs=0.2)
    assert found.dbtp == pytest.approx(all_of_it.dbtp, abs=0.5)
    assert found.lufs == pytest.approx(all_of_it.lufs, abs=0.5)
    with decoder(short, short) as sound:
        samples = np.concatenate(list(blocks_of(sound, 65_536)))
    assert np.abs(samples).max() < 0.3  # and nothing of what was in the memory


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.mp3"
    path.write_text("This is no MP3.")
    with pytest.raises(SoundError):
        heard(path)
