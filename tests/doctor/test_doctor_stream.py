"""The doctor and anybody's MP3s: frames, headers and tags of many encoders, as they are."""

from __future__ import annotations

import re
import struct
import wave
from pathlib import Path

import lameenc
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import APIC, CHAP, COMM, CTOC, ID3, TALB, TCON, TIT2, TPE1, CTOCFlags

from briefing.doctor.id3 import BrokenTagError, read_tag, tag_size
from briefing.doctor.recording import Recording, sound_faults
from briefing.doctor.stream import read_stream

SECONDS = 6


def voice(rate: int, channels: int, level: float = 0.15) -> bytes:
    """Return some seconds of something that is about as loud as speech should be."""
    noise = np.random.default_rng(7).normal(size=(rate * SECONDS, 1)) * level
    samples = np.repeat(np.clip(noise, -0.6, 0.6), channels, axis=1)
    return (samples * 32_767).astype("<i2").tobytes()


def encoded(path: Path, rate: int = 44_100, channels: int = 1, kbps: int = 96, *,
            vbr: bool = False, level: float = 0.08, header: bytes = b"Info") -> Path:  # fmt: skip
    """Write a file as LAME makes it, with a ``header`` in front if there is a name for one."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(channels)
    encoder.set_quality(7)
    if vbr:
        encoder.set_vbr(4)
        encoder.set_vbr_quality(5)
    else:
        encoder.set_bit_rate(kbps)
    encoder.silence()
    body = bytes(encoder.encode(voice(rate, channels, level))) + bytes(encoder.flush())
    path.write_bytes(body)
    if header and rate >= 32_000:
        path.write_bytes(headed(body, header, read_stream(path, 0).frames, channels))
    return path


def headed(body: bytes, name: bytes, frames: int, channels: int) -> bytes:
    """Return a file with a frame in front that says how many there are, and what to take off."""
    rate = {0: 44_100, 4: 48_000}[body[2] & 0x0C]
    start = bytes((0xFF, 0xFB, 0x90 | body[2] & 0x0C, body[3]))
    size = 144_000 * 128 // rate
    counts = struct.pack(">4sIII", name, 0xF, frames, len(body) + size) + b"\0" * 104
    lame = b"LAME3.100" + b"\0" * 12 + (576 << 12 | 1000).to_bytes(3, "big")
    start = start.ljust(21 if channels == 1 else 36, b"\0")
    return (start + counts + lame).ljust(size, b"\0") + body


@pytest.mark.parametrize(
    ("rate", "channels", "kbps"),
    [(44_100, 1, 96), (44_100, 2, 128), (48_000, 2, 192), (24_000, 1, 48), (22_050, 2, 64)],
)
def test_frames_of_any_version_are_counted(
    tmp_path: Path, rate: int, channels: int, kbps: int
) -> None:
    path = encoded(tmp_path / "a.mp3", rate, channels, kbps)
    found = read_stream(path, 0)
    assert (found.rate, found.channels, found.kbps) == (rate, channels, (kbps,))
    assert found.mean == pytest.approx(kbps, rel=0.02)
    assert found.seconds == pytest.approx(SECONDS, abs=0.2)
    assert (found.before, found.behind) == (0, "")


def test_a_changing_bit_rate_is_seen(tmp_path: Path) -> None:
    found = read_stream(encoded(tmp_path / "a.mp3", vbr=True), 0)
    assert len(found.kbps) > 1


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("name", ["Info", "Xing"])
def test_a_header_is_found_in_mono_and_stereo(tmp_path: Path, channels: int, name: str) -> None:
    plain = read_stream(encoded(tmp_path / "a.mp3", channels=channels, kbps=128, header=b""), 0)
    assert (plain.header, plain.stated, plain.trims) == ("", None, 0)
    path = encoded(tmp_path / "b.mp3", channels=channels, kbps=128, header=name.encode())
    found = read_stream(path, 0)
    assert (found.header, found.stated, found.trims) == (name, plain.frames, 1576)
    assert found.frames == plain.frames


@pytest.mark.parametrize(
    ("more", "told"),
    [(b"TAG" + b"\0" * 125, "an ID3v1 tag"), (b"APETAGEX" + b"\0" * 40, "an APE tag"),
     (b"\0" * 33, "33 bytes that are no sound")],
)  # fmt: skip
def test_what_stands_behind_the_sound_is_named(tmp_path: Path, more: bytes, told: str) -> None:
    path = encoded(tmp_path / "a.mp3")
    path.write_bytes(path.read_bytes() + more)
    assert read_stream(path, 0).behind == told


@pytest.mark.parametrize("body", [b"", b"\xff", b"\xff\xfb\x90", b"\0" * 1000, b"RIFF" * 100])
def test_what_is_no_mp3_is_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(body)
    with pytest.raises(ValueError, match=r"frame|empty"):
        read_stream(path, 0)


@given(st.binary(max_size=400))
def test_whatever_the_bytes_reading_ends(body: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.mp3"
        for start in (
            b"",
            b"\xff\xfb\x90\xc4",
            b"ID3\x03\0\0\0\0\x01\x00",
            b"ID3\x04\0\x40\0\0\0\x20",
        ):
            path.write_bytes(start + body)
            try:
                read_tag(path)
            except BrokenTagError as error:
                assert "tag" in str(error)  # noqa: PT017
            try:
                read_stream(path, min(tag_size(path), path.stat().st_size))
            except ValueError as error:
                assert str(error)  # noqa: PT017


# ------------------------------------------------------------------------------ what is told


def told(path: Path, title: str = "Lamps", duration: int = SECONDS) -> set[str]:
    """Return what is wrong with a file that a feed says this of."""
    return {one.rule for one in sound_faults(Recording(path, title, duration, "here"))}


def tagged(path: Path, version: int = 3, cover: int = 1000, first: int = 0, end: int | None = None,
           flags: int = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED) -> Path:  # fmt: skip
    """Give a file a tag by another program's hand."""
    last = round(read_stream(path, 0).seconds * 1000) if end is None else end
    tag = ID3()
    tag.add(TIT2(encoding=1, text="Lamps"))
    for frame in (TALB, TPE1, TCON):
        tag.add(frame(encoding=1, text="Harbour"))
    tag.add(COMM(encoding=1, lang="eng", desc="", text="Lamps."))
    tag.add(APIC(encoding=0, mime="image/jpeg", type=3, data=b"\0" * cover))
    for name, start, stop in (("a", first, 3000), ("b", 3000, last)):
        inner = [TIT2(encoding=1, text=name)]
        tag.add(CHAP(element_id=name, start_time=start, end_time=stop, sub_frames=inner))
    tag.add(CTOC(element_id="toc", flags=flags, child_element_ids=["a", "b"], sub_frames=[]))
    tag.save(path, v2_version=version, v1=0)
    return path


def test_a_sound_file_of_another_encoder_is_sound(tmp_path: Path) -> None:
    assert told(tagged(encoded(tmp_path / "a.mp3"))) == set()
    assert told(tagged(encoded(tmp_path / "b.mp3", channels=2, kbps=128, level=0.09))) == set()


def test_a_file_without_a_header_is_worth_one(tmp_path: Path) -> None:
    assert told(tagged(encoded(tmp_path / "a.mp3", header=b""))) == {"mp3-header"}


def test_a_header_that_counts_more_than_there_is_is_told(tmp_path: Path) -> None:
    path = tagged(encoded(tmp_path / "a.mp3"))
    path.write_bytes(path.read_bytes()[:-2000])
    assert told(path) == {"mp3"}


LEVEL: dict[str, tuple[dict[str, float | bool], set[str]]] = {
    "too loud": ({"level": 0.3}, {"loudness"}),
    "too quiet": ({"level": 0.01}, {"loudness"}),
    "at a low rate": ({"rate": 24_000, "kbps": 64}, {"mp3-format", "mp3-header"}),
    "of many bits": ({"kbps": 192}, {"mp3-format"}),
    "of a changing bit rate": ({"vbr": True}, {"mp3-seeking"}),
}


@pytest.mark.parametrize("kind", LEVEL)
def test_a_file_is_told_that_is(tmp_path: Path, kind: str) -> None:
    how, rules = LEVEL[kind]
    path = tagged(encoded(tmp_path / "a.mp3", **how))  # type: ignore[arg-type]
    assert told(path) - {"true-peak"} == rules


def test_loudness_says_which_meter_shows_what(tmp_path: Path) -> None:
    path = tagged(encoded(tmp_path / "a.mp3", level=0.01))
    (fault,) = sound_faults(Recording(path, "Lamps", SECONDS, "here"))
    assert fault.rule == "loudness"
    both, one = map(float, re.findall(r"-\d+\.\d", fault.what))
    assert "as two speakers play it" in fault.what
    assert one == pytest.approx(both - 3, abs=0.11)


TAGS: dict[str, tuple[dict[str, int], set[str]]] = {
    "of version 2.4": ({"version": 4}, {"tag-version"}),
    "with a heavy cover": ({"cover": 600_000}, {"tag-weight"}),
    "with a late first chapter": ({"first": 500}, {"tag-chapters"}),
    "with an early last end": ({"end": 4000}, {"tag-chapters"}),
    "with a table in no order": ({"flags": CTOCFlags.TOP_LEVEL}, {"tag-chapters"}),
    "with a table below": ({"flags": CTOCFlags.ORDERED}, {"tag-chapters"}),
}


@pytest.mark.parametrize("kind", TAGS)
def test_a_tag_is_told_that_is(tmp_path: Path, kind: str) -> None:
    how, rules = TAGS[kind]
    assert told(tagged(encoded(tmp_path / "a.mp3"), **how)) == rules


def test_a_missing_tag_or_title_is_told(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.mp3")
    assert told(path) == {"tag"}
    assert told(tagged(path), title="Ships") == {"tag-title"}
    assert told(path, duration=60) == {"mp3-duration"}


def test_chapters_that_a_program_wrote_out_of_order_are_told(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.mp3")
    tag = ID3()
    tag.add(TIT2(encoding=1, text="Lamps"))
    for name, start, stop, title in (("a", 0, 3000, "a long title"), ("b", 3000, 6000, "b")):
        inner = [TIT2(encoding=1, text=title)]
        tag.add(CHAP(element_id=name, start_time=start, end_time=stop, sub_frames=inner))
    both = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tag.add(CTOC(element_id="toc", flags=both, child_element_ids=["a", "b"], sub_frames=[]))
    tag.save(path, v2_version=3, v1=0)  # which writes the shorter frame first
    assert [one.name for one in read_tag(path).chapters] == ["b", "a"]
    assert "tag-chapters" in told(path)


def test_a_wave_file_called_mp3_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(b"\0\0" * 44_100)
    assert told(path) == {"mp3"}


def test_a_tag_with_a_footer_is_all_of_it_before_the_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    frames = bytes(20)
    head = b"ID3\x04\x00\x10\x00\x00\x00\x14"
    path.write_bytes(head + frames + b"3DI" + head[3:] + b"\xff\xfb")
    assert tag_size(path) == 40
    path.write_bytes(head[:5] + b"\x00" + head[6:] + frames + b"\xff\xfb")
    assert tag_size(path) == 30
