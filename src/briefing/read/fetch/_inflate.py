"""Unpacking in bounded steps: however small a bomb is sent, no more than the limit comes out.

gzip and deflate are asked for and nothing else is taken, because ``zlib`` is the decompressor
that can be told how much to give at a time. Formats: RFC 1950 to 1952, RFC 9110 section 8.4.
"""

from __future__ import annotations

import zlib

from briefing.read.fetch._refusals import cut_short, damaged, too_large, unknown_packing

_STEP = 64 * 1024
"""Bytes unpacked at a time."""

_PIECE = 16 * 1024
"""Packed bytes taken at a time: zlib copies what it has not used after every step."""

_MOST_MEMBERS = 1_000
"""A gzip body may be several set end to end; none that means well is thousands of tiny ones."""

_GZIP = 16 + zlib.MAX_WBITS
_ZLIB = zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS


class Inflation:
    """The body of one answer as it is unpacked; ``largest`` bounds it before and after."""

    def __init__(self, encoding: str, largest: int) -> None:
        """Prepare for the value of a Content-Encoding header.

        Raises ``RefusedError`` when it names anything but one layer of gzip or deflate.
        """
        names = [name.strip().lower() for name in encoding.split(",")]
        layers = [name for name in names if name not in {"", "identity"}]
        if len(layers) > 1 or (layers and layers[0] not in {"gzip", "x-gzip", "deflate"}):
            raise unknown_packing(encoding)
        self._layer = layers[0].removeprefix("x-") if layers else None
        self._largest = largest
        self._received = 0
        self._members = 0
        self._unpacker: zlib._Decompress | None = None
        self._body = bytearray()

    def feed(self, packed: bytes) -> None:
        """Take the next bytes as received; raises ``RefusedError`` at the limit or at damage."""
        self._received += len(packed)
        if self._received > self._largest:
            raise too_large(self._largest)
        if self._layer is None:
            self._body += packed
            return
        for start in range(0, len(packed), _PIECE):
            self._unpack(packed[start : start + _PIECE])

    def finish(self) -> bytes:
        """Return the whole body; raises ``RefusedError`` when its packing is not at its end."""
        if self._layer and self._received and (self._unpacker is None or not self._unpacker.eof):
            raise cut_short()
        return bytes(self._body)

    def _unpack(self, packed: bytes) -> None:
        while packed:
            if self._unpacker is None or self._unpacker.eof:
                if self._members and not self._another(packed):
                    return  # padding after the end, which gzip itself ignores, too
                self._unpacker = self._begin(packed)
            try:
                self._body += self._unpacker.decompress(packed, _STEP)
            except zlib.error as error:
                raise damaged() from error
            if len(self._body) > self._largest:
                raise too_large(self._largest)
            packed = self._unpacker.unconsumed_tail or self._unpacker.unused_data

    def _another(self, packed: bytes) -> bool:
        return self._layer == "gzip" and packed.startswith(b"\x1f")

    def _begin(self, packed: bytes) -> zlib._Decompress:
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise damaged()
        if self._layer == "gzip":
            return zlib.decompressobj(_GZIP)
        # Some servers send the bare stream and not the zlib format that "deflate" means. A zlib
        # header begins with 8 in its low half, and no bare stream of a text does (RFC 1950).
        return zlib.decompressobj(_ZLIB if packed[0] & 0x0F == 8 else _RAW)
