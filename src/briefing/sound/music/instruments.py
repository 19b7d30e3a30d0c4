"""The instruments: each is a few partials that fade, and how softly they begin and end.

Additive synthesis. A partial that fades is a power of one complex number, so a stretch of it is an
outer product of two short ones, and a note of many partials is one product of two narrow matrices:
a hundred times less work than a sine for each sample, in double precision throughout.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from briefing.sound.music.score import Note

Wave = NDArray[np.float64]
"""Samples before they are brought to their level."""

_HOLDS = math.inf
_FALL = math.log(1000.0)
"""What an exponent reaches when a sound has fallen by 60 dB."""

_COLUMNS = 256
_ROWS = 32
"""Of a product at a time: few enough for a BLAS to leave its threads asleep."""

_TOP = 0.4
"""Part of the sample rate above which no partial is sounded."""


@dataclass(frozen=True, slots=True)
class Partial:
    """One sine of a sound: its frequency over the note's, its level, and its fall."""

    ratio: float
    level: float
    decay: float
    """Seconds until it has fallen by 60 dB."""


@dataclass(frozen=True, slots=True)
class Timbre:
    """How an instrument sounds at a pitch; times are seconds."""

    partials: tuple[Partial, ...]
    attack: float
    release: float
    loudness: float = 1.0


def keys(hertz: float) -> Timbre:
    """Return a mellow electric piano: a tine with a marimba's fourth harmonic at the touch."""
    ring = 3.4 * (440.0 / hertz) ** 0.4
    partials = (
        Partial(1.0, 1.0, ring),
        Partial(2.0, 0.22, 0.8 * ring),
        Partial(3.0, 0.05, 0.5 * ring),
        Partial(3.93, 0.16, 0.22 * ring),
        Partial(9.2, 0.03, 0.07 * ring),
    )
    return Timbre(partials, attack=0.006, release=0.25)


def bell(hertz: float) -> Timbre:
    """Return a small soft bell, its overtones nearly harmonic, that begins without a strike."""
    ring = 3.0 * (880.0 / hertz) ** 0.5
    partials = (
        Partial(1.0, 1.0, ring),
        Partial(1.0023, 0.5, ring),
        Partial(2.005, 0.3, 0.6 * ring),
        Partial(3.01, 0.1, 0.3 * ring),
    )
    return Timbre(partials, attack=0.02, release=0.4)


def bass(_hertz: float) -> Timbre:
    """Return a round bass with just enough overtones to be heard on a telephone."""
    partials = (
        Partial(1.0, 1.0, 3.2),
        Partial(2.0, 0.45, 2.2),
        Partial(3.0, 0.18, 1.4),
        Partial(4.0, 0.06, 0.8),
    )
    return Timbre(partials, attack=0.014, release=0.35)


def pad(_hertz: float) -> Timbre:
    """Return warm strings: pairs a little apart that beat slowly, rising and falling gently."""
    partials = (
        Partial(0.9985, 0.5, _HOLDS),
        Partial(1.0015, 0.5, _HOLDS),
        Partial(1.9975, 0.14, _HOLDS),
        Partial(2.0025, 0.14, _HOLDS),
        Partial(3.0, 0.05, 6.0),
    )
    return Timbre(partials, attack=0.12, release=0.9, loudness=0.55)


def haze(_hertz: float) -> Timbre:
    """Return the bed's pad: next to nothing but fundamentals, a breath in and a breath out."""
    partials = (
        Partial(0.9992, 0.5, _HOLDS),
        Partial(1.0008, 0.5, _HOLDS),
        Partial(2.0, 0.02, _HOLDS),
    )
    return Timbre(partials, attack=1.8, release=1.8)


def pluck(_hertz: float) -> Timbre:
    """Return the bed's pluck: a felted string, low and without an edge."""
    partials = (Partial(1.0, 1.0, 2.4), Partial(2.0, 0.04, 1.0))
    return Timbre(partials, attack=0.06, release=0.8)


def glint(_hertz: float) -> Timbre:
    """Return the bed's glint: small high glass, a pair that beats, breathed rather than struck."""
    partials = (Partial(0.9994, 0.5, 1.9), Partial(1.0006, 0.5, 1.5))
    return Timbre(partials, attack=0.09, release=1.0, loudness=1.6)


INSTRUMENTS: Mapping[str, Callable[[float], Timbre]] = MappingProxyType(
    {each.__name__: each for each in (keys, bell, bass, pad, haze, pluck, glint)}
)
"""Every instrument a score may name: a function from a pitch in hertz to its timbre."""


def sounded(note: Note, rate: int) -> Wave:
    """Return the samples of ``note``, from its start to the end of its release.

    It begins and ends at zero, along half a period of a cosine each. Firm notes are brighter.
    Raises ``KeyError`` for an instrument that does not exist.
    """
    timbre = INSTRUMENTS[note.instrument](note.hertz)
    length = round((note.length + timbre.release) * rate)
    angle, fall, level = _partials(timbre, note, rate)
    power = 1j * angle - fall
    blocks = -(-length // (_COLUMNS * _ROWS))
    rows = np.exp(np.outer(_COLUMNS * np.arange(blocks * _ROWS), power))
    columns = np.exp(np.outer(power, np.arange(_COLUMNS))) * level[:, None]
    left = np.hstack((rows.real, rows.imag)).reshape(blocks, _ROWS, -1)
    wave: Wave = (left @ np.vstack((columns.imag, columns.real))).reshape(-1)[:length]
    rise, fade = _ends(length, timbre, rate)
    wave[:rise] *= ramp(rise)
    wave[length - fade :] *= ramp(fade)[::-1]
    return wave


def _partials(timbre: Timbre, note: Note, rate: int) -> tuple[Wave, Wave, Wave]:
    """Return each partial's angle and fall in a sample, and its level."""
    heard = [each for each in timbre.partials if each.ratio * note.hertz < _TOP * rate]
    angle = [2 * math.pi * each.ratio * note.hertz / rate for each in heard]
    fall = [_FALL / (each.decay * rate) for each in heard]
    loudness = note.velocity * timbre.loudness
    level = [loudness * each.level * (1.0 if each.ratio < 1.5 else note.velocity) for each in heard]
    return np.array(angle), np.array(fall), np.array(level)


def _ends(length: int, timbre: Timbre, rate: int) -> tuple[int, int]:
    """Return the samples of rise and of fall; where they would meet, each has its share."""
    share = min(1.0, length / ((timbre.attack + timbre.release) * rate))
    return int(share * timbre.attack * rate), int(share * timbre.release * rate)


def ramp(length: int) -> Wave:
    """Return the way from 0 towards 1 in ``length`` samples, along half a period of a cosine."""
    wave: Wave = 0.5 - 0.5 * np.cos(np.pi * np.arange(length) / max(1, length))
    return wave
