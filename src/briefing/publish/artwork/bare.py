"""Bare: an image's file without what is not the picture, such as where and when it was taken.

The compressed picture itself is copied, so nothing is lost of it.
"""

from __future__ import annotations

import re
import struct

_JPEG_START, _JPEG_END = b"\xff\xd8", 0xD9
_SCAN = 0xDA
_DROPPED = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""JPEG's segments of applications and comments; not JFIF's (E0) nor Adobe's (EE), which say how
colours are written."""

_SCAN_ENDS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = (b"IHDR", b"IDAT", b"IEND")


def bare_jpeg(body: bytes) -> bytes | None:
    """Return a JPEG's frame and scans alone; ``None`` if its segments do not follow one another.

    (ITU-T T.81, annex B: a segment is a marker and a length, a scan ends at the next marker.)
    """
    if not body.startswith(_JPEG_START):
        return None
    kept, place = [_JPEG_START], 2
    while place + 4 <= len(body) or body[place : place + 2] == bytes((0xFF, _JPEG_END)):
        if body[place] != 0xFF:
            return None
        marker = body[place + 1]
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        if marker == _JPEG_END:
            return b"".join([*kept, bytes((0xFF, _JPEG_END))])
        end = place + 2 + int.from_bytes(body[place + 2 : place + 4])
        if marker == _SCAN:
            found = _SCAN_ENDS.search(body, end)
            if not found:
                return None
            end = found.start()
        if marker not in _DROPPED:
            kept.append(body[place:end])
        place = end
    return None


def bare_png(body: bytes) -> bytes | None:
    """Return the header and the pixels of a PNG without a palette; ``None`` if it is cut short.

    (Portable Network Graphics, third edition, section 5: a chunk is length, name, data, checksum.)
    """
    if not body.startswith(_PNG_START):
        return None
    kept, place = [_PNG_START], len(_PNG_START)
    while place + 12 <= len(body):
        length, name = struct.unpack_from(">I4s", body, place)
        end = place + 12 + length
        if end > len(body):
            return None
        if name in _PNG_KEPT:
            kept.append(body[place:end])
        if name == b"IEND":
            return b"".join(kept)
        place = end
    return None
