"""Pieces of speech joined: edges trimmed, natural pauses between, as 16-bit samples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_BETWEEN_SENTENCES, _WITHIN = 0.25, 0.08
"""Seconds at a voice's own pace; a slower voice pauses longer."""

_EDGE = 0.02
"""Seconds left before and after what is heard, so that no sound loses its onset."""

_QUIET = 0.01
"""Of a piece's peak: below it nothing is heard."""

_GAIN = 32_767 * 10 ** (-3 / 20)
"""Some models exceed full scale; levels are matched later, clipping cannot be undone."""


def joined(pieces: Iterable[tuple[Any, bool]], rate: int, speed: float) -> bytes:
    """Return the pieces, given as samples at ``rate`` hertz, as 16-bit samples, 3 dB softer.

    Each comes with whether a sentence ends with it. Only one piece is held as floats at a time.
    """
    import numpy as np

    pcm = bytearray()
    pause = 0.0
    for samples, ends in pieces:
        heard = _trimmed(samples, rate)
        if not len(heard):
            continue
        if pcm:
            pcm += bytes(2 * round(pause / speed * rate))
        pcm += np.clip(np.rint(heard * _GAIN), -32_768, 32_767).astype("<i2").tobytes()
        pause = _BETWEEN_SENTENCES if ends else _WITHIN
    return bytes(pcm)


def _trimmed(samples: Any, rate: int) -> Any:
    """Return ``samples`` without the silence at both ends, but for a little of it."""
    import numpy as np

    level = np.abs(samples)
    heard = np.flatnonzero(level > max(level.max(initial=0.0) * _QUIET, 1e-5))
    if not len(heard):
        return samples[:0]
    edge = round(_EDGE * rate)
    return samples[max(0, heard[0] - edge) : heard[-1] + edge]
