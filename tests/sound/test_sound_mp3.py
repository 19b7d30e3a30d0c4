"""MPEG frames as bytes: Info header, checksums, walking, and the cheap check of a warm run."""

from __future__ import annotations

import binascii
import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Enclosure, Episode, Master
from briefing.settings import MONO_BITRATES
from briefing.sound import recheck
from briefing.sound.checksum import crc16, crc16_of_many, crc16_of_repeated, joined
from briefing.sound.jobs import EncodeJob, Scene, encode
from briefing.sound.mp3 import (
    FRAME,
    BrokenMp3Error,
    cut,
    frames_for,
    info_frame,
    info_of,
    info_size,
    inspect,
    padding_due,
    silent_frame,
)
from briefing.sound.shelf import unpacked
from briefing.units import Frames

RATE = 44_100


def test_crc_is_the_one_the_tools_know() -> None:
    assert crc16(b"123456789") == 0xBB3D
    assert crc16(b"123456789") != binascii.crc_hqx(b"123456789", 0)


@given(st.binary(max_size=20_000))
def test_crc_of_many_is_crc_of_few(data: bytes) -> None:
    assert crc16_of_many(data) == crc16(data)


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_crcs_join(first: bytes, second: bytes) -> None:
    assert joined(crc16(first), len(second), crc16(second)) == crc16(first + second)


@given(st.binary(min_size=1, max_size=50), st.integers(0, 40))
def test_crc_of_something_repeated(part: bytes, count: int) -> None:
    assert crc16_of_repeated(part, count) == crc16(part * count)


@given(st.integers(0, 10**9))
def test_info_counts_to_the_sample(total: int) -> None:
    """Delay and padding leave exactly the programme, and the padding fits its twelve bits."""
    info = info_of(Frames(total), 1000, 0, 96, RATE)
    assert info.samples == total
    assert 529 <= info.padding < 529 + FRAME
    assert info.frames == frames_for(Frames(total))


def silent_file(path: Path, kbps: int, frames: int, tag: bytes = b"") -> Path:
    """Write an MP3 of silence that plays as long as ``frames`` frames can hold."""
    total = Frames(frames * FRAME - 1105)
    encoded = unpacked(encode(EncodeJob(Scene((), (), RATE), frames, kbps)))
    assert encoded is not None
    info = info_of(total, len(encoded.mp3), encoded.crc, kbps, RATE)
    path.write_bytes(tag + info_frame(info, kbps, RATE) + encoded.mp3)
    return path


@pytest.mark.parametrize("kbps", MONO_BITRATES)
def test_a_finished_file_reads_as_it_was_written(tmp_path: Path, kbps: int) -> None:
    path = silent_file(
        tmp_path / "a.mp3", kbps, 50, b"ID3\x03\x00\x00\x00\x00\x01\x02" + bytes(130)
    )
    found = inspect(path)
    assert (found.kbps, found.rate, found.info.frames) == (kbps, RATE, 50)
    assert found.audio == 140 + info_size(kbps, RATE)
    assert found.info.samples == 50 * FRAME - 1105
    assert found.info.crc == crc16(path.read_bytes()[found.audio :])
    assert found.crc32 == zlib.crc32(path.read_bytes()[found.audio :])


@pytest.mark.parametrize("kbps", MONO_BITRATES)
def test_frames_of_silence_are_frames_and_silent(kbps: int) -> None:
    """Alone, and between a piece and the next: they take nothing from it and give it nothing."""
    frames = silent_frame(kbps, RATE) * 5 + silent_frame(kbps, RATE, padded=True) * 4
    assert cut(frames, 9, kbps, RATE) == frames
    piece = unpacked(encode(EncodeJob(Scene((), (), RATE), 5, kbps)))
    assert piece is not None
    with soundfile.SoundFile(io.BytesIO(piece.mp3 + frames + piece.mp3)) as sound:
        heard = sound.read()
    assert len(heard) == 19 * FRAME
    assert np.abs(heard).max() < 1e-6


@given(st.integers(1, 10**6), st.integers(-2000, 2000), st.integers(0, 50))
def test_padding_keeps_to_the_bit_rate(frames: int, ahead: int, count: int) -> None:
    """As far as so few frames can: where they can make up for it the rate is met to the byte."""
    count = min(count, frames)
    expected = frames * 144_000 * 96 / RATE
    written = round((frames - count) * 144_000 * 96 / RATE) + ahead
    padded = padding_due(frames, written, count, 96, RATE)
    assert 0 <= padded <= count
    if 0 < padded < count:
        assert abs(written + count * 313 + padded - expected) <= 0.5


HEAD = 313  # length of a frame without padding at 96 kb/s
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda whole: whole[:-1],
    "a frame lost": lambda whole: whole[:HEAD] + whole[2 * HEAD :],
    "junk behind": lambda whole: whole + b"TAG" + bytes(125),
    "a byte between": lambda whole: whole[: 2 * HEAD] + b"\0" + whole[2 * HEAD :],
    "no Info": lambda whole: whole[HEAD:],
    "Info changed": lambda whole: whole.replace(b"Info\0\0\0\x0f\0", b"Info\0\0\0\x0f\1"),
    "empty": lambda whole: b"",
    "text": lambda whole: b"hello" * 100,
    "tag only": lambda whole: b"ID3\x03\x00\x00\x00\x00\x01\x02" + bytes(130),
    "endless tag": lambda whole: b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + whole,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_seen(tmp_path: Path, damage: str) -> None:
    path = silent_file(tmp_path / "a.mp3", 96, 20)
    inspect(path)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    with pytest.raises(BrokenMp3Error):
        inspect(path)


@given(st.binary(max_size=2000))
def test_any_bytes_are_walked_without_a_crash(data: bytes) -> None:
    with pytest.raises(BrokenMp3Error):
        cut(data, 1000, 96, RATE)


def episode_of(master: Master) -> Episode:
    """Return the record of an episode whose audio is ``master``."""
    small = Enclosure("a", 1, "text/plain", "")
    audio = Enclosure(master.path.name, master.bytes, "audio/mpeg", master.sha256)
    return Episode(
        guid="g", title="t", folder="f", date="2026-03-02T06:00:00+00:00", language="en",
        description="", duration=master.duration, audio=audio, captions=small,
        chapters_file=small, script=small, report=small, chapters=(), credits=(),
        integrated_lufs=master.integrated_lufs, true_peak_dbtp=master.true_peak_dbtp,
        fingerprint="x",
    )  # fmt: skip


def test_recheck_knows_its_file_and_no_other(tmp_path: Path) -> None:
    path = silent_file(tmp_path / "a.mp3", 96, 100)
    found = inspect(path)
    frames = Frames(found.info.samples)
    master = Master(path, found.bytes, found.sha256, frames, RATE, -16.02, -1.5)
    episode = episode_of(master)
    assert recheck(path, episode) == master
    body = bytearray(path.read_bytes())
    body[-100] ^= 1
    path.write_bytes(body)
    assert recheck(path, episode) is None
    path.write_bytes(body[:-1])
    assert recheck(path, episode) is None
    path.unlink()
    assert recheck(path, episode) is None
    assert recheck(tmp_path, replace(episode)) is None
