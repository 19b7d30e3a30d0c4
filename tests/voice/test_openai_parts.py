"""Texts in parts, and sound files of every make: what servers and programs have in common."""

from __future__ import annotations

import contextlib
import io
import struct

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from speechserver import mp3, tone, wav

from briefing.errors import VoiceError
from briefing.model import Speech
from briefing.units import Milliseconds
from briefing.voice._heard import lacking
from briefing.voice._parts import edges, joined, parts, plain
from briefing.voice._soundfiles import (
    NotWholeError,
    read_samples,
    read_sound,
    read_speech,
    sound_kind,
)

# ------------------------------------------------------------------ parts


@given(st.text(), st.integers(5, 80))
def test_parts_hold_every_letter_in_order_within_the_limit(text: str, limit: int) -> None:
    """Only blanks are lost, and stretches in which there is nothing to say."""
    found = list(parts(text, limit))
    assert all(0 < len(part.text) <= limit for part in found)
    assert all(any(map(str.isalnum, part.text)) for part in found)
    said = [one for part in found for one in part.text if one.isalnum()]
    assert said == [one for one in plain(text) if one.isalnum()]


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("One is enough. Two are many.", 20, ["One is enough.", "Two are many."]),
        ("Ask: “What now?” He left.", 20, ["Ask: “What now?”", "He left."]),
        ("He saw Dr. Ada there, and left.", 25, ["He saw Dr. Ada there,", "and left."]),
        ("One two three four", 9, ["One two", "three", "four"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("漢字です。仮名です。", 6, ["漢字です。", "仮名です。"]),
        ("Done. ?! ... !? More.", 6, ["Done.", "More."]),
        ("ae\u0301ae\u0301ae\u0301", 4, ["ae\u0301a", "e\u0301a", "e\u0301"]),
    ],
)  # fmt: skip
def test_cuts_are_where_a_speaker_would_pause(text: str, limit: int, cut: list[str]) -> None:
    assert [part.text for part in parts(text, limit)] == cut


def test_pauses_are_longest_between_sentences() -> None:
    found = list(parts("One is enough. Two, or three, are rather many", 16))
    assert [part.pause for part in found] == [250, 120, 0]


def test_a_short_text_is_one_part_as_it_is() -> None:
    assert list(parts("  One. Two. ", 4_096)) == [("One. Two.", 0)]


def test_joined_speech_has_the_pauses_and_no_other_silence_within() -> None:
    silence, hum = bytes(2 * 24_000), tone("low", 1.0)
    piece = Speech(silence + hum + silence, 24_000)
    whole = joined([(piece, Milliseconds(250)), (piece, Milliseconds(0))])
    assert whole.frames / 24_000 == pytest.approx(1 + 1 + 0.25 + 1 + 1, abs=0.03)
    first, end = edges(whole)
    assert first == pytest.approx(24_000, abs=300)
    assert end == pytest.approx(whole.frames - 24_000, abs=300)


def test_parts_at_different_rates_are_refused() -> None:
    with pytest.raises(VoiceError, match="sample rates"):
        joined([(Speech(bytes(4), rate), Milliseconds(0)) for rate in (8_000, 16_000)])


@pytest.mark.parametrize(
    ("seconds", "text", "rate", "why"),
    [
        (4.0, "x" * 60, 165, None),
        (1.5, "x" * 60, 165, "only 1.52 seconds"),
        (0.2, "Yes.", 165, None),
        (0.01, "Yes, indeed.", 165, "seconds"),
        (0.0, "Yes.", 165, "silence"),
        (0.0, "?!", 165, None),
    ],
)
def test_too_little_sound_is_known(seconds: float, text: str, rate: int, why: str | None) -> None:
    """Silence around it does not count."""
    speech = Speech(bytes(24_000) + tone("low", seconds) + bytes(240_000), 24_000)
    found = lacking(speech, text, rate)
    assert why in found if why and found else found == why


# ------------------------------------------------------------------ sound files

HUM = tone("low", 0.5)
HEARD = Speech(HUM, 24_000)


def floating(values: np.ndarray, channels: int = 1) -> bytes:
    """Return a WAV in floating point, as PyTorch and ONNX servers write it."""
    file = io.BytesIO()
    kind = "FLOAT" if values.dtype == np.float32 else "DOUBLE"
    soundfile.write(file, values.reshape(-1, channels), 24_000, format="WAV", subtype=kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("channels", [1, 2])
def test_floating_point_is_read(kind: type, channels: int) -> None:
    values = np.repeat(np.frombuffer(HUM, "<i2").astype(kind) / 32768, channels)
    assert read_speech(floating(values, channels)) == HEARD


def test_what_is_no_number_or_beyond_full_scale_is_borne() -> None:
    values = np.array([np.nan, np.inf, -np.inf, 2.0, -2.0, 0.5], np.float32)
    expected = np.array([0, 32767, -32768, 32767, -32768, 16384], "<i2").tobytes()
    assert read_speech(floating(values)).pcm == expected


@pytest.mark.parametrize("stated", [0xFFFFFFFF, 0x7FFFF000, 0])
def test_an_open_length_lasts_to_the_end_only_where_that_is_allowed(stated: int) -> None:
    """A driver that is still writing leaves it open, too."""
    content = wav(HUM, length=stated)
    assert read_speech(content, streamed=True) == read_sound(content) == HEARD
    with pytest.raises(NotWholeError):
        read_speech(content)


@pytest.mark.parametrize("cut", [0, 1, 11, 20, 43, 44, 45, 100, -1])
def test_half_a_file_is_not_whole(cut: int) -> None:
    with pytest.raises(NotWholeError):
        read_sound(wav(HUM)[:cut])


@pytest.mark.parametrize(
    "written",
    [
        {"format": "FLAC", "subtype": "PCM_16"},
        {"format": "OGG", "subtype": "VORBIS"},
        {"format": "WAV", "subtype": "PCM_24"},
        {"format": "WAVEX", "subtype": "PCM_16"},
        {"format": "AIFF", "subtype": "PCM_16"},
    ],
    ids=str,
)
def test_other_files_are_read_by_what_they_are(written: dict[str, str]) -> None:
    file = io.BytesIO()
    soundfile.write(file, np.frombuffer(HUM, "<i2"), 24_000, **written)
    speech = read_sound(file.getvalue())
    assert (speech.rate, speech.frames) == (HEARD.rate, HEARD.frames)
    if written["subtype"] != "VORBIS":
        assert speech == HEARD


def test_mp3_is_read() -> None:
    speech = read_sound(mp3(HUM))
    assert speech.rate == 24_000
    assert speech.frames >= HEARD.frames


@given(
    st.binary(max_size=60), st.sampled_from([b"", b"RIFF", b"fLaC", b"OggS", b"ID3", b"\xff\xfb"])
)
def test_any_bytes_are_sound_or_refused(body: bytes, start: bytes) -> None:
    """Never anything but speech, or one of the two errors."""
    for content in (start + body, b"RIFF" + body[:4] + b"WAVEfmt " + body):
        sound_kind(content)
        with contextlib.suppress(NotWholeError, VoiceError):
            assert read_sound(content).frames


@pytest.mark.parametrize("rate", [0, 1, 3_999, 192_001, 0xFFFFFFFF])
def test_a_rate_nothing_is_sampled_at_is_refused(rate: int) -> None:
    content = wav(HUM)
    spoilt = content[:24] + struct.pack("<I", rate) + content[28:]
    with pytest.raises(VoiceError):
        read_sound(spoilt)


def test_bare_samples_are_whole_or_not() -> None:
    assert read_samples(HUM, 24_000) == HEARD
    for content in (b"", b"\x00"):
        with pytest.raises(NotWholeError):
            read_samples(content, 24_000)
