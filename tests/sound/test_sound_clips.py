"""Clips: trimming, fading, marks, and what happens to silence and to next to nothing."""

from __future__ import annotations

import io
import subprocess
import sys
import wave

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from studio import pcm_of, speech_like

from briefing.model import Speech, WordMark
from briefing.sound import clip_of
from briefing.units import Frames

RATE = 22_050


def samples_of(wav: bytes) -> np.typing.NDArray[np.int16]:
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def spoken(before: int, after: int) -> Speech:
    """Return a second of sound with silence before and behind it, and a mark at its start."""
    sound = pcm_of(speech_like(1.0, RATE, 5) + 0.02)
    pcm = bytes(2 * before) + sound + bytes(2 * after)
    return Speech(pcm, RATE, (WordMark(Frames(before), 0, 4), WordMark(Frames(10**6), 5, 4)))


def test_silence_at_the_edges_is_taken_off_but_no_onset() -> None:
    wav, clip = clip_of(spoken(5000, 6615), "key")
    assert RATE < clip.frames <= RATE + int(0.032 * RATE)
    assert len(samples_of(wav)) == clip.frames
    assert len(wav) == 44 + 2 * clip.frames
    assert clip.marks[0].start <= int(0.011 * RATE)
    assert clip.marks[1].start == clip.frames - 1
    assert (clip.key, clip.rate) == ("key", RATE)


def test_trimming_is_relative_to_the_clip() -> None:
    quiet = Speech(bytes(8000) + pcm_of(speech_like(1.0, RATE, 5, peak=0.01)) + bytes(8000), RATE)
    _, clip = clip_of(quiet, "key")
    assert RATE * 0.85 < clip.frames < RATE * 1.05


def test_nothing_clicks_at_the_edges() -> None:
    wav, clip = clip_of(Speech(pcm_of(np.full(RATE, 0.5)), RATE), "key")
    heard = samples_of(wav).astype(int)
    assert abs(heard[0]) < 100
    assert abs(heard[-1]) < 100
    assert np.abs(np.diff(heard)).max() < 1500
    assert clip.frames == len(heard)


def test_rumble_is_taken_out_and_the_voice_is_not() -> None:
    time = np.arange(2 * RATE) / RATE
    voice = 0.4 * np.sin(2 * np.pi * 300 * time)
    wav, _ = clip_of(Speech(pcm_of(voice + 0.2 + 0.1 * np.sin(2 * np.pi * 8 * time)), RATE), "key")
    middle = samples_of(wav)[RATE // 2 : -RATE // 2] / 32768
    assert abs(middle.mean()) < 0.003
    assert middle.std() == pytest.approx(voice.std(), rel=0.02)


@given(st.lists(st.integers(0, 6 * RATE), min_size=1, max_size=4), st.integers(0, 3000))
def test_dead_air_within_a_line_is_shortened_and_nothing_else(gaps: list[int], lead: int) -> None:
    """Every word is there in its order, its mark at its start, no silence over 1.5 seconds."""
    longest = 3 * RATE // 2
    word = pcm_of(np.sin(np.arange(2000) / 9) * np.hanning(2000))
    pcm, marks = bytes(2 * lead), []
    for number, gap in enumerate([0, *gaps]):
        pcm += bytes(2 * gap)
        marks.append(WordMark(Frames(len(pcm) // 2), 5 * number, 4))
        pcm += word
    wav, clip = clip_of(Speech(pcm, RATE, tuple(marks)), "key")
    heard = np.abs(samples_of(wav).astype(int))
    loud = np.flatnonzero(heard > 200)
    assert np.diff(loud).max() <= longest + 200
    for before, after, gap in zip(clip.marks, clip.marks[1:], gaps, strict=False):
        between = after.start - before.start - 2000
        assert abs(between - min(gap, longest)) <= (200 if gap > longest - 200 else 0)
    for mark in clip.marks:
        assert heard[mark.start : mark.start + 2000].max() > 25_000
        assert heard[mark.start : mark.start + 100].max() < 1_500


@pytest.mark.parametrize("frames", [0, 1, 441, 50_000])
def test_silence_keeps_its_exact_length(frames: int) -> None:
    wav, clip = clip_of(Speech(bytes(2 * frames), RATE), "key")
    assert clip.frames == frames
    assert not samples_of(wav).any()


@given(
    st.binary(max_size=3000), st.sampled_from([8_000, 11_025, 22_050, 48_000]), st.integers(0, 9)
)
def test_any_bytes_make_a_clip(pcm: bytes, rate: int, start: int) -> None:
    """Also an odd byte at the end, a single sample, and marks past the end."""
    speech = Speech(pcm, rate, (WordMark(Frames(start * 1000), 0, 1),))
    wav, clip = clip_of(speech, "key")
    heard = samples_of(wav)
    assert len(heard) == clip.frames <= speech.frames
    assert 0 <= clip.marks[0].start <= max(0, clip.frames - 1)
    assert clip_of(speech, "key") == (wav, clip)


def test_importing_and_working_says_nothing_about_ffmpeg() -> None:
    """pydub warns on import when there is no ffmpeg on PATH; nobody needs to hear that."""
    script = (
        "import sys, briefing.sound as sound\n"
        "heavy = {'numpy', 'pydub', 'lameenc', 'soundfile'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "from briefing.model import Speech\n"
        "sound.clip_of(Speech(bytes(2000), 22050), 'key')\n"
        "print(sound.try_encoder())\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", script],
        capture_output=True,
        text=True,
        env={"PATH": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ffmpeg" not in done.stderr
    assert done.stdout.startswith("LAME")
