"""Stream: the frames of anybody's MP3, counted without decoding them (ISO 11172-3, 13818-3).

``briefing.sound.mp3`` reads our own files and refuses every other form; this one describes them.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from pathlib import Path

_KBPS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Sample rates by the two bits that name the version: 1, 2 and 2.5."""

_SEARCHED = 64 * 1024
"""Bytes behind the tag in which the first frame must begin."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What the frames of an MP3 tell."""

    rate: int
    channels: int
    kbps: tuple[int, ...]
    """Every bit rate there is, the least first."""
    mean: float
    """Kilobits a second over all frames."""
    frames: int
    """Frames of sound: that of the header is not counted."""
    header: str
    """``Info`` before a constant bit rate, ``Xing`` or ``VBRI`` before others, or empty."""
    stated: int | None
    """How many frames the header says there are."""
    trims: int
    """Samples the header says to take off at the start and the end; 0 where it says nothing."""
    before: int
    """Bytes between tag and first frame."""
    behind: str
    """What stands behind the last frame, in words; empty for nothing."""

    @property
    def seconds(self) -> float:
        """How long it is, by the frames there are: a decoder may believe the header."""
        samples = 1152 if self.rate >= 32_000 else 576
        return (self.frames * samples - self.trims) / self.rate


def read_stream(path: Path, tag: int) -> Stream:
    """Return what the frames behind a tag of ``tag`` bytes tell.

    The file is mapped, not read into memory. Raises ``ValueError`` for no MP3, ``OSError``.
    """
    with path.open("rb") as file:
        if not file.seek(0, 2):
            raise ValueError("the file is empty")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as body:
            return _stream(body, tag)


def _stream(body: mmap.mmap, tag: int) -> Stream:
    start = _first(body, tag)
    version, rate, _, size = _frame(body[start : start + 4])
    mono = body[start + 3] >> 6 == 3
    header, stated, trims = _header(body[start : start + size], lsf=version != 1, mono=mono)
    at = start + size if header else start
    rates: dict[int, int] = {}
    lengths: dict[bytes, tuple[int, int]] = {}
    end, total, sound = len(body), 0, at
    while at + 4 <= end:
        head = body[at : at + 3]
        known = lengths.get(head)
        if known is None:
            try:
                _, own, kbps, size = _frame(head + b"\0")
            except ValueError:
                break
            if own != rate:
                break
            known = lengths[head] = (kbps, size)
        kbps, size = known
        if at + size > end:
            break
        rates[kbps] = rates.get(kbps, 0) + 1
        at += size
        total += 1
    if not total:
        raise ValueError("there is no whole frame of sound")
    samples = 1152 if version == 1 else 576
    mean = (at - sound) * 8 * rate / (total * samples) / 1000
    return Stream(
        rate,
        1 if mono else 2,
        tuple(sorted(rates)),
        mean,
        total,
        header,
        stated,
        trims,
        start - tag,
        _behind(body[at : at + 65_536], end - at),
    )


def _first(body: mmap.mmap, tag: int) -> int:
    """Return where the first frame begins, behind which a second one follows or the file ends."""
    at = tag
    while (at := body.find(b"\xff", at, tag + _SEARCHED)) >= 0:
        try:
            size = _frame(body[at : at + 4])[3]
            _frame(body[at + size : at + size + 4] or body[at : at + 4])
        except ValueError:
            at += 1
            continue
        return at
    raise ValueError("there is no frame of an MP3")


def _frame(head: bytes) -> tuple[int, int, int, int]:
    """Return version (1, or 2 for 2 and 2.5), sample rate, kb/s and bytes of a frame."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        raise ValueError("no header of layer III")
    bits, kbps, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if bits == 1 or rate == 3 or not 0 < kbps < 15:
        raise ValueError("a header of no kind there is")
    version = 1 if bits == 3 else 2
    hertz, speed = _RATES[bits][rate], _KBPS[version][kbps]
    size = (144_000 if version == 1 else 72_000) * speed // hertz + (head[2] >> 1 & 1)
    return version, hertz, speed, size


def _header(frame: bytes, *, lsf: bool, mono: bool) -> tuple[str, int | None, int]:
    """Return the name of the header a first frame carries, its count of frames, its trims."""
    side = (9 if mono else 17) if lsf else (17 if mono else 32)
    at = 4 + side + (0 if frame[1] & 1 else 2)
    name = frame[at : at + 4]
    if name in {b"Info", b"Xing"}:
        flags = frame[at + 7] if len(frame) > at + 7 else 0
        stated = int.from_bytes(frame[at + 8 : at + 12], "big") if flags & 1 else None
        lame = at + 8 + 4 * (flags & 1) + 2 * (flags & 2) + 25 * (flags & 4) + (flags & 8) // 2
        both = int.from_bytes(frame[lame + 21 : lame + 24], "big")
        return name.decode(), stated, (both >> 12) + (both & 0xFFF)
    if frame[36:40] == b"VBRI":
        return "VBRI", int.from_bytes(frame[50:54], "big"), 0
    return "", None, 0


def _behind(rest: bytes, length: int) -> str:
    if not length:
        return ""
    if length == 128 and rest.startswith(b"TAG"):
        return "an ID3v1 tag"
    if rest.startswith(b"APETAGEX"):
        return "an APE tag"
    return f"{length:,} bytes that are no sound"
