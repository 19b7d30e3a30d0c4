"""The shelf: where encoded pieces of programme wait to be put together, in this run or a later one.

A piece depends on nothing outside it, so its key is of what is heard in it and how it is encoded,
and it comes with all that is known of its sound: whoever takes it from the shelf need not decode it
again.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_FACTS = struct.Struct("<4sIHId")
_MAGIC = b"BPC1"
_DIGEST = 32


class Shelf(Protocol):
    """Keeps clips and encoded pieces by key; it travels to any worker."""

    def audio(self, key: str) -> Path:
        """Return where the WAV file of a clip is."""
        ...

    def holds(self, key: str) -> bool:
        """Return whether there is a piece under ``key``."""
        ...

    def piece(self, key: str) -> bytes | None:
        """Return the packed piece kept under ``key``, if there is one."""
        ...

    def keep(self, key: str, packed: bytes) -> None:
        """Keep a packed piece; ``OutputError`` when that cannot be."""
        ...


@dataclass(frozen=True, slots=True)
class Encoded:
    """A piece as MP3 frames that refer to none before them, and what they sound like."""

    mp3: bytes
    crc: int
    """CRC-16 of the frames."""
    energies: tuple[float, ...]
    """Of the frames as they are decoded, from the piece's first sample on."""
    true_peak: float
    """Full scale 1.0."""

    def packed(self) -> bytes:
        """Return the piece as bytes that tell whether they are whole."""
        count = len(self.energies)
        facts = _FACTS.pack(_MAGIC, len(self.mp3), self.crc, count, self.true_peak)
        body = facts + struct.pack(f"<{count}d", *self.energies) + self.mp3
        return hashlib.sha256(body).digest() + body


def unpacked(packed: bytes) -> Encoded | None:
    """Return the piece that ``packed`` holds; ``None`` when it is not whole."""
    body = packed[_DIGEST:]
    if len(body) < _FACTS.size or hashlib.sha256(body).digest() != packed[:_DIGEST]:
        return None
    magic, length, crc, count, true_peak = _FACTS.unpack_from(body)
    if magic != _MAGIC or len(body) != _FACTS.size + 8 * count + length:
        return None
    energies = struct.unpack_from(f"<{count}d", body, _FACTS.size)
    return Encoded(body[-length:] if length else b"", crc, energies, true_peak)
