"""Sound files as speech drivers write them, by what they hold and not by what they are called.

RIFF WAVE after Microsoft's "Multimedia Programming Interface" (1991), AIFF and AIFF-C after Apple's
"Audio Interchange File Format" (1989, 1991). Python's own ``aifc`` is gone from 3.13 on, and its
``wave`` takes the length a header states for the length there is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Literal

from briefing.errors import VoiceError
from briefing.model import Speech


class NotWholeError(Exception):
    """A file that is not there yet, or not all of it."""


def read_speech(content: bytes) -> Speech:
    """Return the samples of a WAV, AIFF or AIFF-C file, its channels mixed into one.

    Raises ``NotWholeError`` when there is less than the header says, and ``VoiceError`` for what is
    no such file or not of 8, 16, 24 or 32 bits.
    """
    form, kind = content[:4], content[8:12]
    if form == b"RIFF" and kind == b"WAVE":
        return _wave(dict(_chunks(content, "<")))
    if form == b"FORM" and kind in {b"AIFF", b"AIFC"}:
        return _aiff(dict(_chunks(content, ">")), compressed=kind == b"AIFC")
    if len(content) < 12:
        raise NotWholeError
    raise _unreadable(f"it begins with {content[:4]!r}")


def _chunks(content: bytes, order: Literal["<", ">"]) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk; they begin at even places."""
    (stated,) = struct.unpack_from(order + "I", content, 4)
    if len(content) < stated + 8:
        raise NotWholeError
    place = 12
    while place + 8 <= len(content):
        name = content[place : place + 4]
        (size,) = struct.unpack_from(order + "I", content, place + 4)
        if place + 8 + size > len(content):
            raise NotWholeError
        yield name, content[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _wave(chunks: dict[bytes, bytes]) -> Speech:
    header, samples = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(header) < 16 or not samples:
        raise NotWholeError
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", header)
    if kind == 0xFFFE and len(header) >= 26:  # WAVE_FORMAT_EXTENSIBLE names the kind further on
        (kind,) = struct.unpack_from("<H", header, 24)
    if kind != 1:
        raise _unreadable(f"its samples are of kind {kind}")
    if bits == 8:  # the one size WAVE keeps without a sign
        samples = bytes(sample ^ 0x80 for sample in samples)
    return _speech(samples, bits, channels, rate, "<")


_AIFC_KINDS: dict[bytes, Literal["<", ">"]] = {b"NONE": ">", b"twos": ">", b"sowt": "<"}


def _aiff(chunks: dict[bytes, bytes], *, compressed: bool) -> Speech:
    header, sound = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    if len(header) < 18 + 4 * compressed or len(sound) <= 8:
        raise NotWholeError
    channels, frames, bits = struct.unpack_from(">HIH", header)
    kind = header[18:22] if compressed else b"NONE"
    if kind not in _AIFC_KINDS:
        raise _unreadable(f"its samples are of kind {kind!r}")
    (offset,) = struct.unpack_from(">I", sound)
    samples = sound[8 + offset :][: frames * channels * (-(-bits // 8))]
    return _speech(samples, bits, channels, _extended(header[8:18]), _AIFC_KINDS[kind])


def _extended(number: bytes) -> int:
    """Return an 80-bit IEEE 754 number, as which AIFF keeps its sample rate, as an integer."""
    exponent, mantissa = struct.unpack(">HQ", number)
    shift = 63 - ((exponent & 0x7FFF) - 16383)
    return int(mantissa >> shift) if 0 <= shift < 64 else 0


def _speech(
    samples: bytes, bits: int, channels: int, rate: int, order: Literal["<", ">"]
) -> Speech:
    if bits not in {8, 16, 24, 32} or not channels or not rate:
        raise _unreadable(f"{bits} bits, {channels} channels at {rate} Hz")
    import numpy as np

    width = bits // 8
    whole = len(samples) - len(samples) % (width * channels)
    octets = np.frombuffer(samples[:whole], np.uint8).reshape(-1, width)
    octets = octets if order == "<" else octets[:, ::-1]
    values = octets[:, -1].astype(np.int16) << 8
    if width > 1:
        values |= octets[:, -2]
    mono = values.reshape(-1, channels).mean(axis=1).round().astype("<i2")
    return Speech(mono.tobytes(), rate)


def _unreadable(reason: str) -> VoiceError:
    return VoiceError(
        f"The driver wrote a sound file that cannot be read: {reason}.",
        remedy="Choose another voice.",
    )
