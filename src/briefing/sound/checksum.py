"""CRC-16 as MPEG tools use it (polynomial 8005, reflected, from zero), of bytes few and many."""

from __future__ import annotations

from functools import cache

_POLYNOMIAL = 0xA001
_LANES = 4096


def _table() -> tuple[int, ...]:
    table = list(range(256))
    for _ in range(8):
        table = [crc >> 1 ^ (_POLYNOMIAL if crc & 1 else 0) for crc in table]
    return tuple(table)


_TABLE = _table()


def crc16(data: bytes) -> int:
    """Return the checksum of a few bytes.

    >>> hex(crc16(b"123456789"))
    '0xbb3d'
    """
    crc = 0
    for byte in data:
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc


@cache
def crc16_of_repeated(part: bytes, count: int) -> int:
    """Return the checksum of ``part`` so many times over."""
    whole = 0
    one = crc16(part)
    for _ in range(count):
        whole = joined(whole, len(part), one)
    return whole


def joined(crc: int, length: int, following: int) -> int:
    """Return the checksum of two stretches of bytes from those of each.

    ``length`` is that of the second. A CRC that starts from zero is linear: the first stretch's
    share is its own checksum carried through as many zero bytes.
    """
    for power in range(length.bit_length()):
        if length >> power & 1:
            crc = _applied(_doubled(power), crc)
    return crc ^ following


def crc16_of_many(data: bytes) -> int:
    """Return the checksum of many bytes: several thousand stretches side by side, then joined."""
    import numpy as np

    depth = -(-len(data) // _LANES)
    lanes = np.frombuffer(data.rjust(depth * _LANES, b"\0"), np.uint8).reshape(_LANES, depth)
    columns = np.ascontiguousarray(lanes.T).astype(np.uint16)
    table = np.array(_TABLE, np.uint16)
    crcs = np.zeros(_LANES, np.uint16)
    for column in columns:
        crcs = crcs >> 8 ^ table[(crcs ^ column) & 0xFF]
    step = _through_zeros(depth)
    while len(crcs) > 1:
        # Neighbours become one stretch of twice the length; zeros put in front change nothing.
        bits = crcs[0::2, None] >> np.arange(16, dtype=np.uint16) & 1
        crcs = np.bitwise_xor.reduce(bits * np.array(step, np.uint16), axis=1) ^ crcs[1::2]
        step = [_applied(step, column) for column in step]
    return int(crcs[0])


def _through_zeros(length: int) -> list[int]:
    """Return what becomes of each bit of a checksum when ``length`` zero bytes follow."""
    whole = [1 << bit for bit in range(16)]
    for power in range(length.bit_length()):
        if length >> power & 1:
            whole = [_applied(_doubled(power), column) for column in whole]
    return whole


@cache
def _doubled(power: int) -> list[int]:
    """Return what becomes of each bit when two to the ``power`` zero bytes follow."""
    if power == 0:
        return [crc >> 8 ^ _TABLE[crc & 0xFF] for crc in (1 << bit for bit in range(16))]
    half = _doubled(power - 1)
    return [_applied(half, column) for column in half]


def _applied(step: list[int], crc: int) -> int:
    result = 0
    for bit, column in enumerate(step):
        if crc >> bit & 1:
            result ^= column
    return result
