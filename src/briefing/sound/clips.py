"""Clips: the speech of an engine, cleaned, trimmed, faded and measured."""

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

_WINDOW = Milliseconds(5)
_LEAD = Milliseconds(10)
_TAIL = Milliseconds(20)
"""Kept before the first and after the last sound, so that no onset and no release is cut."""

_FADE_IN = 4
_FADE_OUT = 12
_RUMBLE = 40.0
"""Corner of the high-pass in hertz. No voice is lower; eSpeak leaves a slow drift there that costs
headroom and makes a thump of every cut."""


def clip_of(speech: Speech, key: str) -> tuple[bytes, Clip]:
    """Return the WAV file of ``speech`` without the silence at its edges, and its ``Clip``.

    The file is mono, 16 bits, at the engine's own rate. Speech that is nothing but silence keeps
    its exact length. Marks count from the trimmed clip's first frame and stay inside it.
    """
    import numpy as np

    from briefing.sound.meter import energies, peaks

    samples = np.frombuffer(speech.pcm, "<i2", speech.frames)
    first, last = _bounds(samples, speech.rate)
    cleaned = _without_rumble(samples[first:last], speech.rate)
    wav, faded = _faded(cleaned, speech.rate)
    heard = np.frombuffer(faded, "<i2").astype(np.float32) / np.float32(32768)
    return wav, Clip(
        key=key,
        frames=Frames(last - first),
        rate=speech.rate,
        energies=_figures(energies(heard, speech.rate)),
        peaks=_figures(peaks(heard, speech.rate)),
        marks=_shifted(speech.marks, first, last),
    )


def _figures(values: np.typing.NDArray[Any]) -> tuple[float, ...]:
    """Return ``values`` to the five figures that are worth keeping."""
    return tuple(float(f"{value:.4e}") for value in values)


def _bounds(samples: np.typing.NDArray[np.int16], rate: int) -> tuple[int, int]:
    """Return the first frame to keep and the one after the last."""
    import numpy as np

    level = np.abs(samples.astype(np.int32))
    peak = int(level.max(initial=0))
    if not peak:
        return 0, len(samples)
    sound = np.flatnonzero(level > peak * _QUIET)
    first = int(sound[0]) - frames_of(_LEAD, rate)
    last = int(sound[-1]) + 1 + frames_of(_TAIL, rate)
    return max(0, first), min(len(samples), last)


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


def _faded(samples: np.typing.NDArray[np.int16], rate: int) -> tuple[bytes, bytes]:
    """Return ``samples`` as a WAV file, and as samples, without a click at either end."""
    sound = _segment(samples.tobytes(), rate)
    half = len(samples) * 1000 // rate // 2
    if half and samples.any():
        sound = sound.fade_in(min(_FADE_IN, half)).fade_out(min(_FADE_OUT, half))
        pcm = sound.raw_data  # pydub counts in milliseconds and can be off by a frame
        sound = _segment(pcm[: 2 * len(samples)].ljust(2 * len(samples), b"\0"), rate)
    file = io.BytesIO()
    sound.export(file, format="wav")
    return file.getvalue(), sound.raw_data


def _segment(pcm: bytes, rate: int) -> Any:
    with warnings.catch_warnings():
        # On import pydub warns that there is no ffmpeg, which nothing here asks of it.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment

    return AudioSegment(data=pcm, sample_width=2, frame_rate=rate, channels=1)


def _shifted(marks: tuple[WordMark, ...], first: int, last: int) -> tuple[WordMark, ...]:
    end = max(0, last - first - 1)
    return tuple(
        WordMark(Frames(min(max(0, mark.start - first), end)), mark.offset, mark.length)
        for mark in marks
    )
