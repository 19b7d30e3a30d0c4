"""A person's own music: read, mixed down, trimmed, faded and brought to its level."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from briefing.sound.decoding import blocks_of, straight
from briefing.sound.limiter import limit
from briefing.sound.loudness import SILENCE, loudness_of
from briefing.sound.meter import Samples, energies, true_peak
from briefing.sound.mix import resample
from briefing.sound.music.house import BED_LUFS, STING_LUFS, at_loudness, whole
from briefing.sound.music.instruments import ramp
from briefing.sound.music.tunes import unplayable
from briefing.units import gain_of

LONGEST_STING: Final = 15
"""Seconds after which a sting is faded out: listeners came for the speech."""

LONGEST_BED: Final = 180
"""Seconds of a bed that are used; it is played again and again."""

_QUIET: Final = 0.002
"""What counts as silence, as a part of the peak."""

_CEILING: Final = -3.0
"""dBTP: a jingle with less dynamics than ours meets the limiter here, before the programme's."""

_FADE_IN: Final = 0.005
_FADE_OUT: Final = 0.05
_CUT_FADE: Final = 1.5
_CROSSFADE: Final = 1.0
"""Seconds; the last two are for a sting cut off and for a bed's end meeting its start."""

_ROUNDS: Final = 4
_RATES: Final = range(4_000, 384_001)
_BLOCK: Final = 1 << 18


def own_sting(path: Path, rate: int) -> Samples:
    """Return the sting in a person's file: at most 15 s, mono at ``rate``, -20 LUFS.

    Silence at its ends is taken off. Raises ``SoundError`` when it cannot be read or is silent.
    """
    samples = _trimmed(_read(path, 2 * LONGEST_STING, rate))
    cut = len(samples) > LONGEST_STING * rate
    samples = samples[: LONGEST_STING * rate]
    rise, fall = _fades(len(samples), rate, _CUT_FADE if cut else _FADE_OUT)
    samples[:rise] *= ramp(rise).astype(np.float32)
    samples[len(samples) - fall :] *= ramp(fall)[::-1].astype(np.float32)
    return _at_level(samples, rate, STING_LUFS, path)


def own_bed(path: Path, rate: int) -> Samples:
    """Return the bed in a person's file: a loop of at most 180 s, mono at ``rate``, -36 LUFS.

    Its last second, or a quarter of it, is blended into its first, so any recording can be played
    again and again. Raises ``SoundError`` when it cannot be read or is silent.
    """
    samples = _read(path, LONGEST_BED, rate)
    blend = min(int(_CROSSFADE * rate), len(samples) // 4)
    rising = np.sin(np.arange(blend) * (np.pi / 2 / max(1, blend))).astype(np.float32)
    falling = np.cos(np.arange(blend) * (np.pi / 2 / max(1, blend))).astype(np.float32)
    start, samples = samples[:blend], samples[blend:].copy()
    tail = samples[len(samples) - blend :]
    tail *= falling
    tail += start * rising
    return _at_level(samples, rate, BED_LUFS, path)


def _read(path: Path, seconds: int, rate: int) -> Samples:
    """Return the first ``seconds`` of sound in a file, mixed down, without DC, at ``rate``."""
    try:
        with path.open("rb") as file, straight(file) as sound:
            own = int(sound.samplerate)
            if own not in _RATES:
                raise unplayable(path, f"its sample rate of {own} Hz is out of all proportion")
            blocks = blocks_of(sound, max(1, _BLOCK // sound.channels), most=seconds * own)
            parts = [block.mean(axis=1, dtype=np.float32) for block in blocks]
    except (OSError, RuntimeError) as error:  # soundfile's own error is a RuntimeError
        raise unplayable(path, str(error) or "it is damaged") from error
    mono = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    if not np.isfinite(mono).all() or not mono.any():
        raise unplayable(path, "there is no sound in it")
    mono -= mono.mean(dtype=np.float64).astype(np.float32)
    peak = np.abs(mono).max()
    if not peak:
        raise unplayable(path, "there is no sound in it")
    return resample(mono / peak, own, rate)


def _trimmed(samples: Samples) -> Samples:
    """Return ``samples`` without the silence at either end."""
    level = np.abs(samples)
    sound = np.flatnonzero(level > level.max() * _QUIET)
    return samples[int(sound[0]) : int(sound[-1]) + 1].copy()


def _fades(length: int, rate: int, out: float) -> tuple[int, int]:
    return min(int(_FADE_IN * rate), length // 4), min(int(out * rate), length // 2)


def _at_level(samples: Samples, rate: int, lufs: float, path: Path) -> Samples:
    """Return ``samples`` at ``lufs`` with no true peak above -3 dBTP, as far as limiting goes."""
    if loudness_of(energies(samples, rate).tolist()) <= SILENCE:
        raise unplayable(path, "there is no sound in it that can be heard")
    ceiling = gain_of(_CEILING)
    for _ in range(_ROUNDS):
        samples = at_loudness(samples, rate, lufs).astype(np.float32)
        if true_peak(samples) <= ceiling:
            break
        samples = limit(samples, ceiling)
    return whole(samples)
