"""The room: a gentle reverberation, and the filter that takes edge and rumble off."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.sound.music.instruments import Wave, ramp

_SEED: Final = 20_261
_SECONDS: Final = 1.1
_DECAY: Final = 0.9
"""Seconds until the room has fallen by 60 dB: a small studio with curtains."""

_BEFORE: Final = 0.012
"""Seconds until the first reflection."""

_DENSITY: Final = 1800
"""Reflections a second."""

_WET: Final = 0.3
"""Amplitude of the reverberation for a steady sound, the sound itself being 1."""

_DARK: Final = 2_600.0
_SOFT: Final = 6_500.0
_RUMBLE: Final = 20.0
"""Corners in hertz: what the room swallows, and what nobody is to hear of the whole."""


def in_room(dry: Wave, rate: int, finer: int, *, loop: bool = False) -> Wave:
    """Return ``dry``, at ``rate``, as heard in the room: as long, at ``finer`` times the rate.

    Rumble and edge are taken off. With ``loop`` what rings on beyond the end is heard at the start,
    and the end meets the start.
    """
    size = len(dry) if loop else _fast(len(dry) + int(_SECONDS * rate))
    hertz = np.fft.rfftfreq(size, 1 / rate)
    room = np.fft.rfft(_wrapped(_reflections(rate), size))
    heard = 1 + room / (1 + (hertz / _DARK) ** 2)
    tone = finer / np.sqrt(1 + (hertz / _SOFT) ** 4)
    low = (hertz / _RUMBLE) ** 2
    wave: Wave = np.fft.irfft(
        np.fft.rfft(dry, size) * heard * (tone * low / (1 + low)), size * finer
    )
    return wave[: len(dry) * finer]


@lru_cache(maxsize=2)
def _reflections(rate: int) -> Wave:
    """Return the room's answer to a single pulse.

    Velvet noise: one pulse of either sign at a random place in each of many equal spans, which is
    smoother to the ear than white noise (Karjalainen and Jarvelainen, "Reverberation modeling
    using velvet noise", AES 2007). Only ``random`` is asked of the generator: Python promises its
    sequence for a seed, in every version.
    """
    dice = random.Random(_SEED)
    answer = np.zeros(int(_SECONDS * rate))
    span = rate / _DENSITY
    first = int(_BEFORE * rate)
    count = int((len(answer) - first) / span) - 1
    for number in range(count):
        place = first + int((number + dice.random()) * span)
        seconds = (place - first) / rate
        answer[place] = (1 if dice.random() < 0.5 else -1) * 10 ** (-3 * seconds / _DECAY)
    tail = rate // 5
    answer[-tail:] *= ramp(tail)[::-1]
    return answer * (_WET / float(np.sqrt(np.sum(answer**2))))


def _wrapped(answer: Wave, size: int) -> Wave:
    """Return ``answer`` laid round a circle of ``size`` samples."""
    turns = -(-len(answer) // size)
    padded: NDArray[np.float64] = np.zeros(turns * size)
    padded[: len(answer)] = answer
    wave: Wave = padded.reshape(turns, size).sum(axis=0)
    return wave


def _fast(least: int) -> int:
    """Return a length of at least ``least`` that a Fourier transform is quick at."""
    power = 1 << (least - 1).bit_length()
    return next(size for size in (power // 8 * 5, power // 4 * 3, power) if size >= least)
