"""Sound as drivers, programs and servers write it, by what it is and not by what it is called.

RIFF WAVE after Microsoft's "Multimedia Programming Interface" (1991), AIFF and AIFF-C after Apple's
"Audio Interchange File Format" (1989, 1991). Python's own ``aifc`` is gone from 3.13 on, and its
``wave`` takes the length a header states for the length there is. MP3, FLAC and Ogg are read by
libsndfile.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Literal

from briefing.errors import VoiceError
from briefing.model import Speech

_OPEN_ENDED = 0x7FFF0000
"""A length from here on, or of 0, is what a program writes that cannot know it yet."""


class NotWholeError(Exception):
    """A file that is not there yet, or not all of it."""


def read_speech(content: bytes, *, streamed: bool = False) -> Speech:
    """Return the samples of a WAV, AIFF or AIFF-C file, its channels mixed into one.

    With ``streamed``, a WAV whose header leaves the length open lasts to the end of ``content``.
    Raises ``NotWholeError`` when there is less than the header says, and ``VoiceError`` for what is
    no such file or not of 8, 16, 24 or 32 bits, or 32 or 64 in floating point.
    """
    form, kind = content[:4], content[8:12]
    if form == b"RIFF" and kind == b"WAVE":
        return _wave(dict(_chunks(content, "<", streamed=streamed)))
    if form == b"FORM" and kind in {b"AIFF", b"AIFC"}:
        return _aiff(dict(_chunks(content, ">")), compressed=kind == b"AIFC")
    if len(content) < 12:
        raise NotWholeError
    raise _unreadable(f"it begins with {content[:4]!r}")


def read_sound(content: bytes) -> Speech:
    """Return the samples of any sound file :func:`sound_kind` knows, its channels mixed into one.

    Raises ``NotWholeError`` and ``VoiceError`` as :func:`read_speech` does; a WAV may be streamed.
    """
    kind = sound_kind(content)
    if kind in {"mp3", "flac", "ogg"}:
        return _compressed(content, kind)
    return read_speech(content, streamed=True)


def read_samples(content: bytes, rate: int) -> Speech:
    """Return bare samples, mono, 16 bits, little endian, as speech at ``rate`` hertz.

    Raises ``NotWholeError`` when there is none, or half of one.
    """
    if not content or len(content) % 2:
        raise NotWholeError
    return Speech(content, rate)


def sound_kind(content: bytes) -> str | None:
    """Return ``wav``, ``aiff``, ``mp3``, ``flac`` or ``ogg`` by how ``content`` begins, or none."""
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    frame = content[:2]  # of MPEG audio: eleven bits set, then a version and a layer there is
    if len(frame) == 2 and frame[0] == 0xFF and frame[1] & 0xE0 == 0xE0 and frame[1] & 0x06:
        return "mp3"
    return None


_STARTS = {b"RIFF": "wav", b"FORM": "aiff", b"ID3": "mp3", b"fLaC": "flac", b"OggS": "ogg"}


def _compressed(content: bytes, kind: str) -> Speech:
    import numpy as np
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise _unreadable(f"libsndfile finds no {kind} in it") from error
    if not len(samples):
        raise NotWholeError
    mono = samples.mean(axis=1) * np.float32(32768)
    full = np.clip(mono.round(), -32768, 32767).astype("<i2")
    return _usual(Speech(full.tobytes(), int(rate)))


def _chunks(
    content: bytes, order: Literal["<", ">"], *, streamed: bool = False
) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk; they begin at even places."""
    (stated,) = struct.unpack_from(order + "I", content, 4)
    if len(content) < stated + 8 and not (streamed and stated >= _OPEN_ENDED):
        raise NotWholeError
    place = 12
    while place + 8 <= len(content):
        name = content[place : place + 4]
        (size,) = struct.unpack_from(order + "I", content, place + 4)
        start, left = place + 8, len(content) - place - 8
        if streamed and name == b"data" and (size >= _OPEN_ENDED or size == 0):
            size = left
        if size > left:
            raise NotWholeError
        yield name, content[start : start + size]
        place = start + size + size % 2


def _wave(chunks: dict[bytes, bytes]) -> Speech:
    header, samples = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(header) < 16 or not samples:
        raise NotWholeError
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", header)
    if kind == 0xFFFE and len(header) >= 26:  # WAVE_FORMAT_EXTENSIBLE names the kind further on
        (kind,) = struct.unpack_from("<H", header, 24)
    if kind == 3:
        return _floating(samples, bits, channels, rate)
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
    return _usual(Speech(mono.tobytes(), rate))


def _floating(samples: bytes, bits: int, channels: int, rate: int) -> Speech:
    """Return samples in floating point, full scale 1.0, as 16 bits; what is no number is silent."""
    if bits not in {32, 64} or not channels or not rate:
        raise _unreadable(f"{bits} bits in floating point, {channels} channels at {rate} Hz")
    import numpy as np

    width = bits // 8
    whole = len(samples) - len(samples) % (width * channels)
    values = np.frombuffer(samples[:whole], f"<f{width}").reshape(-1, channels)
    mono = np.nan_to_num(values.mean(axis=1, dtype=np.float64), posinf=1.0, neginf=-1.0)
    full = np.clip((mono * 32768).round(), -32768, 32767)
    return _usual(Speech(full.astype("<i2").tobytes(), rate))


_RATES = range(4_000, 192_001)


def _usual(speech: Speech) -> Speech:
    """Return ``speech``; raises ``VoiceError`` when no sound is ever sampled at such a rate."""
    if speech.rate not in _RATES:
        raise _unreadable(f"its sample rate is {speech.rate} Hz")
    return speech


def _unreadable(reason: str) -> VoiceError:
    return VoiceError(
        f"A sound file cannot be read: {reason}.", remedy="Choose another voice or format."
    )
