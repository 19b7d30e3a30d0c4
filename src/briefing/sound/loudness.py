"""Loudness by arithmetic: how loud a stretch of sound is, from the energies a meter takes.

*Energies* are the mean squares of the K-weighted signal in each 100 ms. ``meter`` takes them from
samples; here no sample is touched.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import MutableSequence, Sequence

BINS_PER_SECOND = 10
"""Energies per second: BS.1770 blocks last 400 ms and overlap by three quarters."""

DUAL_MONO = 10 * math.log10(2)
"""What two loudspeakers add to a mono file, in LU."""

SILENCE = -70.0
"""The absolute gate of BS.1770, LUFS: nothing below it counts as sound."""

_OFFSET = -0.691
_RELATIVE_GATE = 10 ** (-10 / 10)
_BLOCK = 4

_SHORT = 0.5
"""LU by which a line at most counts as less loud than it is by itself."""


def loudness_of(energies: Sequence[float]) -> float:
    """Return the integrated loudness of consecutive energies, one channel, in LUFS.

    Gated in two stages as in ITU-R BS.1770-4, annex 1. Minus infinity when nothing passes the
    absolute gate. Less than 400 ms of sound counts as one block.
    """
    starts = range(len(energies) - _BLOCK + 1)
    blocks = array("d", (math.fsum(energies[at : at + _BLOCK]) / _BLOCK for at in starts))
    if not blocks and energies:
        blocks.append(math.fsum(energies) / len(energies))
    floor = 10 ** ((SILENCE - _OFFSET) / 10)
    loud = array("d", (block for block in blocks if block > floor))
    if not loud:
        return -math.inf
    relative = math.fsum(loud) / len(loud) * _RELATIVE_GATE
    kept = array("d", (block for block in loud if block > relative))
    return _OFFSET + 10 * math.log10(math.fsum(kept) / len(kept))


def level_of(energies: Sequence[float]) -> float:
    """Return how much a line between pauses adds to the loudness of a programme, in LUFS.

    At its edges blocks are half silence, which makes a line read less loud in its programme than by
    itself: a quarter of a LU if it lasts five seconds. A programme of lines of one level then reads
    that level. Very short lines would read far less loud, and be turned up till they stood out; so
    half a LU is the most.
    """
    silence = [0.0] * (_BLOCK - 1)
    between = loudness_of((*silence, *energies, *silence))
    return max(between, loudness_of(energies) - _SHORT)


def add_energies(bins: MutableSequence[float], energies: Sequence[float], start: float) -> None:
    """Add ``energies`` to those of a programme, the first at ``start``, in bins and parts of one.

    Each is shared between the two bins it overlaps. What lies behind the last bin is left out.
    """
    whole = int(start)
    late = start - whole
    for number, energy in enumerate(energies[: max(0, len(bins) - whole)], whole):
        bins[number] += (1 - late) * energy
        if number + 1 < len(bins):
            bins[number + 1] += late * energy


def bin_frames(rate: int) -> int:
    """Return how many frames one energy covers at ``rate``."""
    return max(1, (rate + BINS_PER_SECOND // 2) // BINS_PER_SECOND)
