"""Units: frames, milliseconds, decibels, and the one way timestamps are written and read.

A *frame* is one sample of a mono signal; it means nothing without its sample rate, which is why
every value that holds frames also holds a rate. Conversions round half up and use integers, so
the same length never comes out two ways.
"""

from __future__ import annotations

import math
import re
from typing import NewType

Frames = NewType("Frames", int)
"""A count of samples of a mono signal, or a position in one."""

Milliseconds = NewType("Milliseconds", int)
"""A length or position in thousandths of a second."""

_CLOCK = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})")


def frames_of(length: Milliseconds, rate: int) -> Frames:
    """Return ``length`` as frames at ``rate`` frames a second."""
    return Frames((length * rate + 500) // 1000)


def milliseconds_of(frames: Frames, rate: int) -> Milliseconds:
    """Return ``frames`` at ``rate`` frames a second as milliseconds."""
    return Milliseconds((frames * 2000 + rate) // (2 * rate))


def rescale(frames: Frames, rate: int, to: int) -> Frames:
    """Return how many frames at rate ``to`` last as long as ``frames`` at ``rate``."""
    return Frames((frames * to * 2 + rate) // (2 * rate))


def gain_of(decibels: float) -> float:
    """Return the amplitude factor of a gain in decibels."""
    return float(10.0 ** (decibels / 20.0))


def decibels_of(gain: float) -> float:
    """Return an amplitude factor as decibels; silence is minus infinity."""
    return 20.0 * math.log10(gain) if gain > 0 else -math.inf


def format_clock(position: Milliseconds) -> str:
    """Return ``HH:MM:SS.mmm``, the form WebVTT and Podlove chapters share.

    >>> format_clock(Milliseconds(3_723_004))
    '01:02:03.004'
    """
    seconds, thousandths = divmod(position, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{thousandths:03d}"


def parse_clock(text: str) -> Milliseconds:
    """Return the position written as ``HH:MM:SS.mmm`` or ``MM:SS.mmm``.

    Raises ``ValueError`` with the text when it is neither.

    >>> parse_clock("02:03.004")
    123004
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(f"not a timestamp: {text!r}")
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return Milliseconds(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)


def format_length(length: Milliseconds) -> str:
    """Return a length as a person says it, to the second: ``3 min 12 s``."""
    seconds = (length + 500) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"
