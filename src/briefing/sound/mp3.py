"""MPEG-1 layer III as bytes: frames, the Info header, and walking a finished file.

Constant bit rate, mono. Standard library only: a warm run examines its MP3 with this module alone.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from briefing.model import Episode, Master
from briefing.sound.checksum import crc16
from briefing.units import Frames

FRAME = 1152
"""Samples in a frame."""

ENCODER_DELAY = 576
"""Samples LAME puts before the first one; written into the Info header."""

DELAY = ENCODER_DELAY + 529
"""Where the first sample is heard: decoders add 529 of their own, and know to take both off."""

_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES = (44_100, 48_000, 32_000)
_SYNC = b"\xff\xfb"  # MPEG-1, layer III, no checksum
_MONO = 0xC4  # single channel, original
_INFO = 21  # four bytes of header, seventeen of side information for one channel
_LENGTH = struct.Struct(">4sIII")  # "Info", flags, frames, bytes
_LAME = struct.Struct(">9sBBfHHBB3sBBHIH")
_LAME_AT = _INFO + _LENGTH.size + 100 + 4
_CHUNK = 1 << 20


class BrokenMp3Error(ValueError):
    """Bytes that are not the MP3 they should be; says where and what is wrong."""


@lru_cache(maxsize=16)
def frame_sizes(kbps: int, rate: int) -> dict[int, int]:
    """Return the bytes of a frame by the third byte of its header: without and with padding."""
    third = _KBPS.index(kbps) << 4 | _RATES.index(rate) << 2
    plain = 144_000 * kbps // rate
    return {third: plain, third | 2: plain + 1}


def cut(mp3: bytes, frames: int, kbps: int, rate: int) -> bytes:
    """Return the first ``frames`` frames of a stream; ``BrokenMp3Error`` when it is no such thing.

    Cutting is safe: a frame's data may begin in frames before it, never in those behind.
    """
    sizes = frame_sizes(kbps, rate)
    position = 0
    for number in range(frames):
        head = mp3[position : position + 3]
        if len(head) < 3 or head[:2] != _SYNC or head[2] not in sizes:
            raise BrokenMp3Error(f"no frame header at frame {number} of {frames}")
        position += sizes[head[2]]
    if position > len(mp3):
        raise BrokenMp3Error(f"the last of {frames} frames is cut short")
    return mp3[:position]


@lru_cache(maxsize=16)
def silent_frame(kbps: int, rate: int, *, padded: bool = False) -> bytes:
    """Return a frame that sounds of nothing and refers to none before it."""
    third, size = sorted(frame_sizes(kbps, rate).items())[padded]
    return (_SYNC + bytes((third, _MONO))).ljust(size, b"\0")


def padding_due(frames: int, written: int, count: int, kbps: int, rate: int) -> int:
    """Return how many of the last ``count`` of ``frames`` frames must be padded.

    That brings a stream of which so many bytes were ``written`` before them closest to its bit
    rate, by which players seek.
    """
    plain = len(silent_frame(kbps, rate))
    due = round(frames * 144_000 * kbps / rate) - written - count * plain
    return min(max(due, 0), count)


# ------------------------------------------------------------------------ the Info header


@dataclass(frozen=True, slots=True)
class Info:
    """What the Info header says of the frames behind it."""

    frames: int
    """Frames of audio; the header's own is not counted."""
    bytes: int
    """Length of the header's frame and all frames of audio."""
    delay: int
    padding: int
    crc: int
    """CRC-16 of the frames of audio."""

    @property
    def samples(self) -> int:
        """Samples a decoder gives back."""
        return self.frames * FRAME - self.delay - self.padding


def info_of(total: Frames, audio_bytes: int, crc: int, kbps: int, rate: int) -> Info:
    """Return the Info for ``total`` samples of programme in ``audio_bytes`` of frames."""
    frames = frames_for(total)
    padding = frames * FRAME - ENCODER_DELAY - total
    return Info(frames, info_size(kbps, rate) + audio_bytes, ENCODER_DELAY, padding, crc)


def frames_for(total: Frames) -> int:
    """Return how many frames hold ``total`` samples and the delay before them."""
    return -(-(total + DELAY) // FRAME)


def info_size(kbps: int, rate: int) -> int:
    """Return the length of the Info frame."""
    return min(frame_sizes(_info_kbps(kbps, rate), rate).values())


def _info_kbps(kbps: int, rate: int) -> int:
    """Return the bit rate of the frame: the stream's own, or the least that holds the header."""
    needed = _LAME_AT + _LAME.size + 2
    return next(
        each for each in _KBPS if each >= kbps and min(frame_sizes(each, rate).values()) >= needed
    )


def info_frame(info: Info, kbps: int, rate: int) -> bytes:
    """Return the frame that stands before the audio: silence that carries ``info``.

    Xing's layout under the name ``Info``, by which players know a constant bit rate and seek by
    arithmetic, with LAME's extension, by which they take delay and padding off. The table of
    contents is a straight line, as it is for a constant bit rate.
    """
    own = _info_kbps(kbps, rate)
    header = _SYNC + bytes((min(frame_sizes(own, rate)), _MONO))
    head = header.ljust(_INFO, b"\0") + _LENGTH.pack(b"Info", 0xF, info.frames, info.bytes)
    contents = bytes(part * 256 // 100 for part in range(100))
    quality = struct.pack(">I", 50)  # 100 at best, less 10 for each of LAME's five steps below it
    trims = (info.delay << 12 | info.padding).to_bytes(3, "big")
    source = {32_000: 0, 44_100: 1, 48_000: 2}[rate] << 6
    method = 1  # revision 0 of the extension, constant bit rate
    lame = _LAME.pack(
        b"LAME3.100", method, 0, 0.0, 0, 0, 0, kbps, trims, source, 0, 0, info.bytes, info.crc
    )
    body = head + contents + quality + lame
    return (body + struct.pack(">H", crc16(body))).ljust(info_size(kbps, rate), b"\0")


def _read_info(frame: bytes) -> Info:
    """Return what an Info frame says; ``BrokenMp3Error`` when it is none or is damaged."""
    if len(frame) < _LAME_AT + _LAME.size + 2 or frame[_INFO : _INFO + 4] != b"Info":
        raise BrokenMp3Error("the Info header is missing")
    _, _, frames, length = _LENGTH.unpack_from(frame, _INFO)
    fields = _LAME.unpack_from(frame, _LAME_AT)
    end = _LAME_AT + _LAME.size
    if crc16(frame[:end]) != int.from_bytes(frame[end : end + 2], "big"):
        raise BrokenMp3Error("the Info header's checksum is wrong")
    trims = int.from_bytes(fields[8], "big")
    return Info(frames, length, trims >> 12, trims & 0xFFF, fields[13])


# ------------------------------------------------------------------- a finished file


@dataclass(frozen=True, slots=True)
class Inspection:
    """A finished file as its bytes tell: every frame header was read."""

    bytes: int
    sha256: str
    audio: int
    """Where the first frame of audio starts."""
    crc32: int
    """Of all from there to the end."""
    info: Info
    kbps: int
    rate: int


def inspect(path: Path) -> Inspection:
    """Return what the bytes of a finished file tell: tag, Info header, every frame to the end.

    Raises ``BrokenMp3Error`` for anything but one tag, one Info header that agrees with what
    follows, and frames of one bit rate with nothing between or behind them; ``OSError``.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        length = file.tell()
        start = tag_size(file)
        file.seek(start)
        head = file.read(3)
        size = min(frame_sizes(*_stream_of(head)).values())
        info = _read_info(head + file.read(size - 3))
        kbps, rate = _stream_of(file.read(3))
        file.seek(start + size)
        frames, crc32 = _walk(file, frame_sizes(kbps, rate))
    if (frames, length - start) != (info.frames, info.bytes):
        raise BrokenMp3Error("the Info header counts other frames or bytes than there are")
    return Inspection(length, sha256, start + size, crc32, info, kbps, rate)


def recheck(path: Path, episode: Episode) -> Master | None:
    """Return the master of ``episode`` if the file at ``path`` still is it, byte for byte.

    The file is opened, its length and SHA-256 compared, and its frames walked; loudness and peak
    are those measured when it was made. ``None`` when it is missing, changed or broken.
    """
    try:
        if path.stat().st_size != episode.audio.bytes:
            return None
        master = opened_again(path, episode)
    except (OSError, BrokenMp3Error):
        return None
    return master if master.sha256 == episode.audio.sha256 else None


def opened_again(path: Path, episode: Episode) -> Master:
    """Return the file at ``path``, which sounds like ``episode``'s, as its bytes measure.

    Raises ``BrokenMp3Error`` and ``OSError`` as ``inspect`` does.
    """
    found = inspect(path)
    return Master(
        path=path,
        bytes=found.bytes,
        sha256=found.sha256,
        frames=Frames(found.info.samples),
        rate=found.rate,
        integrated_lufs=episode.integrated_lufs,
        true_peak_dbtp=episode.true_peak_dbtp,
    )


def tag_size(file: BinaryIO) -> int:
    """Return the length of the ID3v2 tag at the start of ``file``; 0 when there is none."""
    file.seek(0)
    head = file.read(10)
    if len(head) < 10 or head[:3] != b"ID3":
        return 0
    return 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])


def _stream_of(head: bytes) -> tuple[int, int]:
    """Return bit rate and sample rate of the frame whose header starts with ``head``."""
    if len(head) == 3 and head[:2] == _SYNC:
        kbps, rate = head[2] >> 4, head[2] >> 2 & 3
        if 0 < kbps < len(_KBPS) and rate < len(_RATES):
            return _KBPS[kbps], _RATES[rate]
    raise BrokenMp3Error("no frame header where audio should start")


def _walk(file: BinaryIO, sizes: dict[int, int]) -> tuple[int, int]:
    """Return how many frames there are from here to the end of ``file``, and their CRC-32."""
    crc32 = count = ahead = (
        0  # ``ahead``: where the next frame starts, counted from what was not read yet
    )
    rest = b""
    while chunk := file.read(_CHUNK):
        crc32 = zlib.crc32(chunk, crc32)
        data = rest + chunk
        end = len(data) - 2
        while ahead < end:
            if data[ahead] != 0xFF or data[ahead + 1] != 0xFB or data[ahead + 2] not in sizes:
                raise BrokenMp3Error(f"no frame header behind frame {count} of audio")
            ahead += sizes[data[ahead + 2]]
            count += 1
        rest = data[ahead:]
        ahead = max(0, ahead - len(data))
    if rest or ahead:
        raise BrokenMp3Error("the last frame of audio is cut short")
    return count, crc32
