"""Noise that is the same each time: what makes a neural voice repeatable without making it flat.

Models of the VITS kind draw random numbers inside their graph, from a generator that the runtime
seeds with the clock and carries on from one sentence to the next. Here each such node is replaced
by ordinary ones that compute noise of the same spread from the place of each number alone: a
congruential sequence squared twice modulo the prime 2**31 - 1, and Box and Muller's transform
(Annals of Mathematical Statistics 29, 1958) for a normal spread.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from briefing.voice.neural.onnxfile import (
    NODE_ATTRIBUTE,
    NODE_INPUT,
    NODE_OP,
    NODE_OUTPUT,
    fields,
    sized,
    varint,
)

OLDEST = 11
"""The opset that has all the operators used here."""

REVISION = 1
"""Of the noise; part of an engine's fingerprint."""

_PRIME = 2**31 - 1
_RANDOM = {b"RandomNormalLike": (b"mean", 0.0, b"scale", 1.0)} | {
    b"RandomUniformLike": (b"low", 0.0, b"high", 1.0)
}
_FLOAT, _INT64 = 1, 7
_TENSOR = 4


def repeatable(node: bytes, place: int) -> Sequence[bytes] | None:
    """Return the nodes that stand for ``node``, the ``place``-th of a graph.

    ``None`` for any that draws no random numbers, or draws them in another type than 32-bit floats.
    """
    parts = dict.fromkeys((NODE_INPUT, NODE_OUTPUT, NODE_OP), b"")
    settings: dict[bytes, float] = {}
    for field in fields(node, 0, len(node)):
        if field.number in parts:
            parts[field.number] = node[field.start : field.end]
        elif field.number == NODE_ATTRIBUTE:
            settings |= _attribute(node[field.start : field.end])
    operator = parts[NODE_OP]
    if operator not in _RANDOM or settings.get(b"dtype", _FLOAT) != _FLOAT:
        return None
    low, low_value, high, high_value = _RANDOM[operator]
    spread = settings.get(low, low_value), settings.get(high, high_value)
    normal = operator == b"RandomNormalLike"
    return tuple(_nodes(parts[NODE_INPUT], parts[NODE_OUTPUT], place, spread, normal))


def _attribute(message: bytes) -> dict[bytes, float]:
    """Return a node's attribute by name, if it is a number."""
    name, value = b"", None
    for field in fields(message, 0, len(message)):
        if field.number == 1:
            name = message[field.start : field.end]
        elif field.number == 2 and field.end - field.start == 4:
            value = struct.unpack("<f", message[field.start : field.end])[0]
        elif field.number == 3:
            value = float(field.value)
    return {} if value is None else {name: value}


def _nodes(
    like: bytes, output: bytes, place: int, spread: tuple[float, float], normal: bool
) -> Iterator[bytes]:
    """Yield the nodes that fill ``output`` with noise of the shape of ``like``."""
    prefix = f"briefing.noise.{place}.".encode()
    first = prefix + b"u"
    for name, whole in (
        (b"zero", 0), (b"one", 1), (b"prime", _PRIME), (b"step", 48_271),
        (b"a", 1_299_709 + 7_919 * place), (b"b", 15_485_863), (b"c", 32_452_843 + place),
    ):  # fmt: skip
        yield _constant(prefix + name, _INT64, struct.pack("<q", whole))
    for name, number in (
        (b"unit", 2.0**-31), (b"minus2", -2.0), (b"turn", 6.283185307179586),
        (b"low", spread[0]), (b"width", spread[1] if normal else spread[1] - spread[0]),
    ):  # fmt: skip
        yield _constant(prefix + name, _FLOAT, struct.pack("<f", number))
    named = {name: prefix + name for name in _WIRED} | {b"like": like, b"y": output}
    yield _node(b"Shape", (like,), prefix + b"shape")
    yield _node(b"ReduceProd", (prefix + b"shape",), prefix + b"count", keepdims=0)
    for operator, inputs, wire in _SCRAMBLED:
        yield _node(operator, [named[name] for name in inputs], named[wire])
    yield _node(b"Cast", (prefix + b"h1",), prefix + b"f1", to=_FLOAT)
    yield _node(b"Mul", (prefix + b"f1", prefix + b"unit"), first)
    if normal:
        yield _node(b"Cast", (prefix + b"h2",), prefix + b"f2", to=_FLOAT)
        for operator, inputs, wire in _BOX_MULLER:
            yield _node(operator, [named[name] for name in inputs], named[wire])
    raw = prefix + b"n" if normal else first
    yield _node(b"Mul", (raw, prefix + b"width"), prefix + b"w")
    yield _node(b"Add", (prefix + b"w", prefix + b"low"), prefix + b"flat")
    yield _node(b"Reshape", (prefix + b"flat", prefix + b"shape"), output)


_Wiring = tuple[tuple[bytes, tuple[bytes, ...], bytes], ...]

_SCRAMBLED: _Wiring = (
    (b"Range", (b"zero", b"count", b"one"), b"i"),
    (b"Mul", (b"i", b"step"), b"s0"), (b"Add", (b"s0", b"a"), b"s1"),
    (b"Mod", (b"s1", b"prime"), b"s2"), (b"Mul", (b"s2", b"s2"), b"s3"),
    (b"Add", (b"s3", b"b"), b"s4"), (b"Mod", (b"s4", b"prime"), b"s5"),
    (b"Mul", (b"s5", b"s5"), b"s6"), (b"Add", (b"s6", b"c"), b"s7"),
    (b"Mod", (b"s7", b"prime"), b"s8"), (b"Add", (b"s8", b"one"), b"h1"),
    (b"Mul", (b"s8", b"step"), b"t0"), (b"Add", (b"t0", b"a"), b"t1"),
    (b"Mod", (b"t1", b"prime"), b"t2"), (b"Mul", (b"t2", b"t2"), b"t3"),
    (b"Add", (b"t3", b"c"), b"t4"), (b"Mod", (b"t4", b"prime"), b"h2"),
)  # fmt: skip
"""Two rows of whole numbers, from 1 to the prime and from 0 to below it."""

_BOX_MULLER: _Wiring = (
    (b"Log", (b"u",), b"l"), (b"Mul", (b"l", b"minus2"), b"m"), (b"Sqrt", (b"m",), b"r"),
    (b"Mul", (b"f2", b"unit"), b"v"), (b"Mul", (b"v", b"turn"), b"p"), (b"Cos", (b"p",), b"q"),
    (b"Mul", (b"r", b"q"), b"n"),
)  # fmt: skip

_WIRED = frozenset(
    name for _, inputs, wire in (*_SCRAMBLED, *_BOX_MULLER) for name in (*inputs, wire)
)


def _node(operator: bytes, inputs: Sequence[bytes], output: bytes, **settings: int) -> bytes:
    """Return a NodeProto."""
    attributes = b"".join(
        sized(
            NODE_ATTRIBUTE,
            sized(1, name.encode()) + varint(3 << 3) + varint(value) + varint(20 << 3) + b"\x02",
        )
        for name, value in settings.items()
    )
    wired = b"".join(sized(NODE_INPUT, one) for one in inputs) + sized(NODE_OUTPUT, output)
    return wired + sized(3, output) + sized(NODE_OP, operator) + attributes


def _constant(name: bytes, kind: int, raw: bytes) -> bytes:
    """Return a NodeProto that gives one number."""
    tensor = varint(2 << 3) + varint(kind) + sized(9, raw)
    value = sized(1, b"value") + sized(5, tensor) + varint(20 << 3) + varint(_TENSOR)
    return sized(NODE_OUTPUT, name) + sized(3, name) + sized(NODE_OP, b"Constant") + sized(
        NODE_ATTRIBUTE, value
    )  # fmt: skip
