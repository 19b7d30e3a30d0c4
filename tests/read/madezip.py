"""Zip archives for tests: sound ones, and ones that are traps."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence


def zipped(members: Mapping[str, bytes | str], *, stored: Sequence[str] = ()) -> bytes:
    """Return an archive of ``members``, in their order; those in ``stored`` not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            info = zipfile.ZipInfo(name, (2026, 3, 4, 10, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, body)
    return out.getvalue()


def zeros(megabytes: int) -> bytes:
    """Return so many megabytes of zeros, deflated: about a thousandth of that.

    One megabyte is packed so that nothing in it looks back, and stands there so many times.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * megabytes + b"\x03\x00"


def raw(
    entries: Sequence[tuple[str, bytes, int]], *, flags: int = 0, claimed: int | None = None
) -> bytes:
    """Return an archive of members already deflated: name, deflated bytes, size unfolded.

    ``claimed`` is the size that the headers state instead of the true one.
    """
    out = bytearray()
    places = []
    for name, packed, size in entries:
        places.append(len(out))
        stated = claimed if claimed is not None else size
        out += _header(b"PK\x03\x04", name, packed, stated, flags)
        out += name.encode() + packed
    return bytes(out) + _directory(
        [
            (name, packed, claimed if claimed is not None else size, place)
            for (name, packed, size), place in zip(entries, places, strict=True)
        ],
        len(out),
        flags,
    )


def overlapping(name: str, times: int, packed: bytes, size: int) -> bytes:
    """Return an archive whose members, ``times`` of them, are all the same bytes."""
    out = _header(b"PK\x03\x04", name.format(0), packed, size, 0) + name.format(0).encode() + packed
    listed = [(name.format(number), packed, size, 0) for number in range(times)]
    return out + _directory(listed, len(out), 0)


def _header(mark: bytes, name: str, packed: bytes, size: int, flags: int) -> bytes:
    return mark + struct.pack(
        "<HHHHHIIIHH",
        20,
        flags,
        8,
        0,
        0x5C64,
        _sum(packed, size),
        len(packed),
        size,
        len(name.encode()),
        0,
    )


@functools.lru_cache(maxsize=8)
def _sum(packed: bytes, size: int) -> int:
    """Return the checksum of what is packed; of a bomb none, since nobody gets to its end."""
    return zlib.crc32(zlib.decompress(packed, -15)) if size < 50_000_000 else 0


def _directory(listed: Sequence[tuple[str, bytes, int, int]], start: int, flags: int) -> bytes:
    out = bytearray()
    for name, packed, size, place in listed:
        out += (
            b"PK\x01\x02"
            + struct.pack(
                "<HHHHHHIIIHHHHHII",
                20,
                20,
                flags,
                8,
                0,
                0x5C64,
                _sum(packed, size),
                len(packed),
                size,
                len(name.encode()),
                0,
                0,
                0,
                0,
                0,
                place,
            )
            + name.encode()
        )
    count = min(len(listed), 0xFFFF)
    return (
        bytes(out) + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(out), start, 0)
    )
