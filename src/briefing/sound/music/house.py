"""The house music: scores played by the instruments, in the room, at their levels."""

from __future__ import annotations

from typing import Final

import numpy as np

from briefing.errors import unknown_name
from briefing.sound.loudness import DUAL_MONO, loudness_of
from briefing.sound.meter import Samples, energies
from briefing.sound.music.instruments import Wave, ramp, sounded
from briefing.sound.music.room import in_room
from briefing.sound.music.score import BED, STINGS, Score
from briefing.units import gain_of

STING_LUFS: Final = -20.0
"""Loudness of a sting, dual mono: 4 LU under speech at -16."""

BED_LUFS: Final = -36.0
"""Loudness of the bed, dual mono: 20 LU under speech at -16."""

_FADE: Final = 0.35
"""Seconds over which a sting's last sound fades to nothing."""

_ONSET: Final = 0.003
"""Seconds of fade before the first sound: the room's filter rings a little ahead of it."""

_HALVED: Final = 40_000
"""Hertz from which on half the rate holds all that is played."""


def sting(name: str, rate: int) -> Samples:
    """Return the sting ``name`` (intro, section, closing), mono at ``rate`` hertz, -20 LUFS.

    It begins with its first sound and ends in silence. Its samples are whole 32767ths, full scale
    1.0; everything before is in double precision, whose last digit may differ between machines,
    and that rounding hides. Raises ``UsageError`` when there is no such sting.
    """
    if name not in STINGS:
        raise unknown_name("sting", name, tuple(STINGS))
    wave = _heard(STINGS[name], rate, loop=False)
    start, tail = int(_ONSET * rate), int(_FADE * rate)
    wave[:start] *= ramp(start)
    wave[-tail:] *= ramp(tail)[::-1]
    return whole(at_loudness(wave, rate, STING_LUFS))


def bed_loop(rate: int) -> Samples:
    """Return one turn of the bed, mono at ``rate`` hertz, -36 LUFS; its end meets its start."""
    return whole(at_loudness(_heard(BED, rate, loop=True), rate, BED_LUFS))


def bed(seconds: float, rate: int) -> Samples:
    """Return ``seconds`` of the bed, as many turns of its loop as fit, the last one cut off.

    It has no fade of its own: ``duck.duck_curve`` brings it in and takes it out.
    """
    return np.resize(bed_loop(rate), round(seconds * rate))


def _heard(score: Score, rate: int, *, loop: bool) -> Wave:
    """Return ``score`` played in the room.

    Nothing in it reaches a quarter of the usual rates, so it is played at half the rate.
    """
    finer = 2 if rate % 2 == 0 and rate >= _HALVED else 1
    played = _played(score, rate // finer, loop=loop)
    return in_room(played, rate // finer, finer, loop=loop)


def _played(score: Score, rate: int, *, loop: bool) -> Wave:
    """Return the notes of ``score``; what goes beyond the end is cut off, or laid on the start."""
    length = round(score.seconds * rate)
    wave = np.zeros(length)
    for note in score.notes:
        sound = sounded(note, rate)
        place = round(note.start * rate)
        while len(sound):
            part = sound[: length - place]
            wave[place : place + len(part)] += part
            sound = sound[len(part) :] if loop else sound[:0]
            place = 0
    return wave


def at_loudness(wave: Wave | Samples, rate: int, lufs: float) -> Wave | Samples:
    """Return ``wave``, which must hold sound, with the gain that brings it to ``lufs``, dual mono.

    Full scale is 1.0, which it may exceed. The gain is in whole hundredths of a decibel, so that
    the last digits of a measurement, which differ between machines, do not reach the samples.
    """
    now = loudness_of(energies(wave.astype(np.float32), rate).tolist()) + DUAL_MONO
    louder: Wave | Samples = wave * gain_of(round(lufs - now, 2))
    return louder


def whole(samples: Wave | Samples) -> Samples:
    """Return ``samples`` rounded to whole 32767ths of full scale and cut off there."""
    rounded = np.rint(np.asarray(samples, np.float64) * 32767).clip(-32767, 32767)
    return (rounded / 32767).astype(np.float32)
