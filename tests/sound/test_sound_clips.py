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
    assert max(clip.peaks) == pytest.approx(np.abs(heard).max() / 32768, rel=1e-4)
    assert len(clip.peaks) == len(clip.energies)


def test_rumble_is_taken_out_and_the_voice_is_not() -> None:
    time = np.arange(2 * RATE) / RATE
    voice = 0.4 * np.sin(2 * np.pi * 300 * time)
    wav, _ = clip_of(Speech(pcm_of(voice + 0.2 + 0.1 * np.sin(2 * np.pi * 8 * time)), RATE), "key")
    middle = samples_of(wav)[RATE // 2 : -RATE // 2] / 32768
    assert abs(middle.mean()) < 0.003
    assert middle.std() == pytest.approx(voice.std(), rel=0.02)


@pytest.mark.parametrize("frames", [0, 1, 441, 50_000])
def test_silence_keeps_its_exact_length(frames: int) -> None:
    wav, clip = clip_of(Speech(bytes(2 * frames), RATE), "key")
    assert clip.frames == frames
    assert not samples_of(wav).any()
    assert not any(clip.peaks)
    assert not any(clip.energies)


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
    assert all(0 <= peak <= 1 for peak in clip.peaks)
    assert all(energy >= 0 for energy in clip.energies)
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
