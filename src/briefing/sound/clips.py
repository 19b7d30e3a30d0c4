"""Clips: the speech of an engine, cleaned, trimmed and faded."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from briefing.model import Clip, Speech, WordMark
from briefing.units import Frames, Milliseconds, frames_of

if TYPE_CHECKING:
    import numpy as np


_QUIET = 0.002
"""What counts as silence, as a part of the clip's peak: -54 dB, far below the weakest consonant."""

_LEAD = Milliseconds(10)
_TAIL = Milliseconds(20)
"""Kept before the first and after the last sound, so that no onset and no release is cut."""

_DEAD_AIR = Milliseconds(1500)
"""Longest silence within a line; what an engine leaves beyond that is taken out of its middle."""

_FADE_IN = 4
_FADE_OUT = 12
_RUMBLE = 40.0
"""Corner of the high-pass in hertz. No voice is lower; eSpeak leaves a slow drift there that costs
headroom and makes a thump of every cut."""


def clip_of(speech: Speech, key: str) -> tuple[bytes, Clip]:
    """Return the WAV file of ``speech`` without the silence at its edges, and its ``Clip``.

    The file is mono, 16 bits, at the engine's own rate. Of silence within at most a second and a
    half is kept. Speech that is nothing but silence keeps its exact length. Marks count from the
    trimmed clip's first frame and stay inside it.
    """
    import numpy as np

    samples = np.frombuffer(speech.pcm, "<i2", speech.frames)
    kept = _kept(samples, speech.rate)
    trimmed = np.concatenate([samples[first:last] for first, last in kept])
    wav = _faded(_without_rumble(trimmed, speech.rate), speech.rate)
    marks = _shifted(speech.marks, kept)
    return wav, Clip(key, Frames(len(trimmed)), speech.rate, marks)


def _kept(samples: np.typing.NDArray[np.int16], rate: int) -> list[tuple[int, int]]:
    """Return the stretches of ``samples`` that are kept: first frame, and the one after the last.

    They begin and end in silence.
    """
    import numpy as np

    level = np.abs(samples.astype(np.int32))
    peak = int(level.max(initial=0))
    if not peak:
        return [(0, len(samples))]
    sound = np.flatnonzero(level > peak * _QUIET)
    start = max(0, int(sound[0]) - frames_of(_LEAD, rate))
    end = min(len(samples), int(sound[-1]) + 1 + frames_of(_TAIL, rate))
    longest = frames_of(_DEAD_AIR, rate)
    kept = []
    for before in np.flatnonzero(np.diff(sound) > longest):
        last = int(sound[before]) + longest // 2
        kept.append((start, last))
        start = int(sound[before + 1]) - (longest - longest // 2)
    return [*kept, (start, end)]


def _without_rumble(samples: np.typing.NDArray[np.int16], rate: int) -> np.typing.NDArray[np.int16]:
    """Return ``samples`` through a gentle high-pass: Butterworth's magnitude, second order.

    Applied in the spectrum, hence without phase: consonants keep their shape.
    """
    import numpy as np

    if not samples.any():
        return samples
    size = _fast_length(len(samples) + rate // 10)
    frequencies = np.arange(size // 2 + 1, dtype=np.float32) * np.float32(rate / size)
    square = (frequencies / np.float32(_RUMBLE)) ** 2
    spectrum = np.fft.rfft(samples.astype(np.float32), size) * (square / np.sqrt(1 + square**2))
    cleaned = np.rint(np.fft.irfft(spectrum, size)[: len(samples)])
    return cleaned.clip(-32768, 32767).astype("<i2")


def _fast_length(least: int) -> int:
    """Return the smallest length of at least ``least`` that a Fourier transform is quick at."""
    power = 1 << (least - 1).bit_length()
    return min(size for size in (power // 16 * 9, power // 8 * 5, power // 4 * 3, power)
               if size >= least)  # fmt: skip


def _faded(samples: np.typing.NDArray[np.int16], rate: int) -> bytes:
    """Return ``samples`` as a WAV file without a click at either end."""
    sound = _segment(samples.tobytes(), rate)
    half = len(samples) * 1000 // rate // 2
    if half and samples.any():
        sound = sound.fade_in(min(_FADE_IN, half)).fade_out(min(_FADE_OUT, half))
        pcm = sound.raw_data  # pydub counts in milliseconds and can be off by a frame
        sound = _segment(pcm[: 2 * len(samples)].ljust(2 * len(samples), b"\0"), rate)
    file = io.BytesIO()
    sound.export(file, format="wav")
    return file.getvalue()


def _segment(pcm: bytes, rate: int) -> Any:
    with warnings.catch_warnings():
        # On import pydub warns that there is no ffmpeg, which nothing here asks of it.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment

    return AudioSegment(data=pcm, sample_width=2, frame_rate=rate, channels=1)


def _shifted(marks: tuple[WordMark, ...], kept: list[tuple[int, int]]) -> tuple[WordMark, ...]:
    """Return ``marks`` counted in what is ``kept``; one in what is not goes to where that was."""
    last = max(0, sum(end - start for start, end in kept) - 1)
    return tuple(
        WordMark(Frames(min(_place(mark.start, kept), last)), mark.offset, mark.length)
        for mark in marks
    )


def _place(frame: int, kept: list[tuple[int, int]]) -> int:
    return sum(min(max(frame - start, 0), end - start) for start, end in kept)
