"""ONNX files, as much of them as must be known before a loader may see them.

sherpa-onnx ends the process when a model lacks metadata or is not what it should be, so models are
looked into first. An ONNX file is one protocol-buffer message (ModelProto in ``onnx.proto``), and a
message is a row of numbered fields; walking them takes no library and reads no weights.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from briefing.errors import VoiceError

# Numbers of fields, from onnx.proto.
MODEL_GRAPH, _MODEL_OPSET, _MODEL_METADATA = 7, 8, 14
_GRAPH_NODE, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 11, 12
NODE_INPUT, NODE_OUTPUT, NODE_OP, NODE_ATTRIBUTE = 1, 2, 4, 5
_VARINT, _EIGHT, _SIZED, _FOUR = 0, 1, 2, 5

Bytes = bytes | mmap.mmap


class Field(NamedTuple):
    """A field of a message: its number, where it begins, and where its value lies."""

    number: int
    begin: int
    start: int
    end: int
    value: int
    """Of a number; the length of anything else."""


@dataclass(frozen=True, slots=True)
class OnnxFile:
    """What a model file says of itself."""

    metadata: Mapping[str, str]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    opset: int


def described(path: Path) -> OnnxFile:
    """Return what the model at ``path`` says of itself.

    Raises ``VoiceError`` for a file that cannot be read, is cut off, or is no ONNX model.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as body:
            return _described(body)
    except (OSError, ValueError) as error:
        raise broken(path, f"it is no whole ONNX model ({error})") from error


def broken(path: Path, reason: str) -> VoiceError:
    """Return the error for a file of a voice that cannot be used."""
    return VoiceError(
        f"A file of this voice cannot be used: {reason}.",
        where=str(path),
        remedy="Fetch the voice again: `briefing voices install NAME`, or take its folder away.",
    )


def _described(body: Bytes) -> OnnxFile:
    metadata: dict[str, str] = {}
    inputs: list[str] = []
    outputs: list[str] = []
    opset, graphs = 0, 0
    for field in fields(body, 0, len(body)):
        if field.number == MODEL_GRAPH:
            graphs += 1
            for part in fields(body, field.start, field.end):
                if part.number == _GRAPH_INPUT:
                    inputs.append(_text(body, part, 1))
                elif part.number == _GRAPH_OUTPUT:
                    outputs.append(_text(body, part, 1))
        elif field.number == _MODEL_OPSET and not _text(body, field, 1):
            opset = next((f.value for f in _within(body, field) if f.number == 2), 0)
        elif field.number == _MODEL_METADATA:
            metadata[_text(body, field, 1)] = _text(body, field, 2)
    if graphs != 1 or not outputs:
        raise ValueError("there is no graph in it")
    return OnnxFile(metadata, tuple(inputs), tuple(outputs), opset)


def fields(body: Bytes, start: int, end: int) -> Iterator[Field]:
    """Yield the fields of the message that lies from ``start`` to ``end``.

    Raises ``ValueError`` where it is not one.
    """
    place = start
    while place < end:
        begin = place
        tag, place = _varint(body, place, end)
        number, wire = tag >> 3, tag & 7
        value = 0
        if wire == _VARINT:
            first = place
            value, place = _varint(body, place, end)
            yield Field(number, begin, first, place, value)
            continue
        if wire == _SIZED:
            value, place = _varint(body, place, end)
        elif wire in {_EIGHT, _FOUR}:
            value = 8 if wire == _EIGHT else 4
        else:
            raise ValueError(f"no field can be of kind {wire}")
        if not number or place + value > end:
            raise ValueError("it ends too early")
        yield Field(number, begin, place, place + value, value)
        place += value


def _within(body: Bytes, field: Field) -> Iterator[Field]:
    return fields(body, field.start, field.end)


def _text(body: Bytes, field: Field, number: int) -> str:
    """Return the text in field ``number`` of a message; empty if there is none."""
    found = (body[one.start : one.end] for one in _within(body, field) if one.number == number)
    return bytes(next(found, b"")).decode("utf-8", "replace")


def _varint(body: Bytes, place: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while place < end and shift < 70:
        byte = body[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
    raise ValueError("it ends inside a number")


# ------------------------------------------------------------------------------- writing


def sized(number: int, value: bytes) -> bytes:
    """Return a field that holds bytes, a text or a message."""
    return varint(number << 3 | _SIZED) + varint(len(value)) + value


def varint(value: int) -> bytes:
    """Return a whole number as protocol buffers write it; a negative one as 64 bits."""
    value &= 0xFFFF_FFFF_FFFF_FFFF
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(written + bytes((value,)))


Replace = Callable[[bytes, int], Sequence[bytes] | None]
"""Return the nodes that stand for a node, given its message and its place; ``None`` keeps it."""


def rewritten(path: Path, to: BinaryIO, metadata: Mapping[str, str], replace: Replace) -> None:
    """Write the model at ``path`` to ``to`` with ``metadata`` added and nodes replaced.

    Weights are copied as they are, whatever their size. Raises ``OSError``, and ``ValueError``
    for a file :func:`described` would refuse.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as body:
        for field in fields(body, 0, len(body)):
            if field.number == MODEL_GRAPH:
                _write_graph(body, field, to, replace)
            else:
                _copy(body, field.begin, field.end, to)
    for key, value in metadata.items():
        to.write(sized(_MODEL_METADATA, sized(1, key.encode()) + sized(2, value.encode())))


def _write_graph(body: Bytes, graph: Field, to: BinaryIO, replace: Replace) -> None:
    """Write the graph; what is kept is copied in the longest stretches there are."""
    stretches: list[tuple[int, int] | bytes] = []
    kept = graph.start
    for place, part in enumerate(_within(body, graph)):
        if part.number != _GRAPH_NODE:
            continue
        nodes = replace(bytes(body[part.start : part.end]), place)
        if nodes is not None:
            stretches.append((kept, part.begin))
            stretches.extend(sized(_GRAPH_NODE, node) for node in nodes)
            kept = part.end
    stretches.append((kept, graph.end))
    length = sum(len(one) if isinstance(one, bytes) else one[1] - one[0] for one in stretches)
    to.write(varint(MODEL_GRAPH << 3 | _SIZED) + varint(length))
    for one in stretches:
        if isinstance(one, bytes):
            to.write(one)
        else:
            _copy(body, *one, to)


_BLOCK = 1 << 20


def _copy(body: Bytes, start: int, end: int, to: BinaryIO) -> None:
    for place in range(start, end, _BLOCK):
        to.write(body[place : min(place + _BLOCK, end)])
