"""Pitch for engines that know none: speak slower or faster, and play it at another sample rate.

What is played ``2 ** (n / 12)`` times as fast sounds ``n`` semitones higher. Asked to speak slower
by the same factor, a voice keeps its pace. The timbre moves with the pitch, which three semitones
up or down bear well.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.model import Speech

_STEP = 150
"""Hertz: sample rates are whole multiples of it, so that resampling stays cheap; at 22,050 Hz a
step is an eighth of a semitone."""


def pace_for(rate: int, semitones: float) -> float:
    """Return the words a minute to ask for so that :func:`transposed` gives ``rate``."""
    return rate / 2 ** (semitones / 12)


def transposed(speech: Speech, semitones: float) -> Speech:
    """Return ``speech`` played higher by ``semitones`` (lower, if negative), and faster with it."""
    if not semitones:
        return speech
    return replace(speech, rate=round(speech.rate * 2 ** (semitones / 12) / _STEP) * _STEP)
