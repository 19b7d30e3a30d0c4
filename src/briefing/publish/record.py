"""Record: frozen values as JSON and back. ``parse`` is the inverse of ``compose``, and strict.

An episode's record and the show's are all that a feed and a page are made from, so a record that
is not exactly what was written is refused, never guessed at.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

SCHEMA = 1
"""Version of the records; raised when a reader of the old ones could no longer read them."""

_Record = TypeVar("_Record")


def compose_json(value: object) -> bytes:
    """Return ``value`` as UTF-8 JSON the same for the same value, with a newline at the end.

    A lone surrogate is written as the escape JSON has for it. Raises ``ValueError`` for a number
    JSON cannot say.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def compose(record: object) -> bytes:
    """Return the JSON of a frozen dataclass of this package's values, with its schema version."""
    return compose_json({"schema": SCHEMA, **_plain(record)})


def parse(kind: type[_Record], body: bytes) -> _Record:
    """Return the ``kind`` that ``compose`` wrote as ``body``.

    Raises ``ValueError`` saying what is wrong with it.
    """
    try:
        table = json.loads(body)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    schema = table.pop("schema", None) if isinstance(table, dict) else None
    if schema != SCHEMA:
        newer = isinstance(schema, int) and schema > SCHEMA
        remedy = "; update briefing" if newer else ""
        raise ValueError(f"its schema is {schema!r}, and this version reads {SCHEMA}{remedy}")
    hint: Any = kind
    try:
        record: _Record = _reader(hint)(table)
    except _UnfitError as error:
        raise ValueError(f"{kind.__name__}{error.where} {error.fault}") from None
    return record


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value))
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if value == -math.inf:  # the loudness of silence, for which JSON has no number
        return "-inf"
    return value


# A show may have a thousand records, all read in every run, so what reads one is put together
# from its type once, and says where it failed only when it has.

_Read = Callable[[Any], Any]


class _UnfitError(Exception):
    """A value that is not what was written there; its place is put together on the way out."""

    def __init__(self, fault: str, where: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.where = where


@lru_cache(maxsize=128)
def _reader(hint: Any) -> _Read:
    """Return what turns JSON into a value of the type ``hint``; it raises ``_UnfitError``."""
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) is UnionType:
        return _optional(_reader(next(one for one in get_args(hint) if one is not NoneType)))
    if get_origin(hint) is tuple:
        return _several(_reader(get_args(hint)[0]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    return _number if hint is float else _exactly(hint)


def _optional(read: _Read) -> _Read:
    return lambda value: None if value is None else read(value)


def _several(read: _Read) -> _Read:
    def tuple_of(value: Any) -> Any:
        if type(value) is not list:
            raise _UnfitError("is not what it must be")
        done: list[Any] = []
        try:
            for part in value:
                done.append(read(part))  # noqa: PERF401 - how many were read says where it failed
        except _UnfitError as error:
            error.where = f"[{len(done)}]{error.where}"
            raise
        return tuple(done)

    return tuple_of


def _object(kind: Any) -> _Read:
    hints = get_type_hints(kind)
    readers = {name: _reader(hint) for name, hint in hints.items()}
    defaults = {
        field.name: field.default
        for field in dataclasses.fields(kind)
        if field.default is not dataclasses.MISSING
    }

    def object_of(table: Any) -> Any:
        if type(table) is not dict:
            raise _UnfitError("is not what it must be")
        missing = readers.keys() - defaults.keys() - table.keys()
        for name in sorted(missing | (table.keys() - readers.keys())):
            raise _UnfitError("is missing" if name in readers else "is unknown", f".{name}")
        values = dict(defaults)  # an older version wrote what it knew
        name = ""
        try:
            for name, value in table.items():
                values[name] = readers[name](value)
        except _UnfitError as error:
            error.where = f".{name}{error.where}"
            raise
        return kind(**values)

    return object_of


def _number(value: Any) -> float:
    if value == "-inf":
        return -math.inf
    if type(value) not in (int, float) or value != value:  # noqa: PLR0124 - it is no number, then
        raise _UnfitError("is not what it must be")
    return float(value)


def _exactly(kind: Any) -> _Read:
    def plain(value: Any) -> Any:
        if type(value) is not kind:
            raise _UnfitError("is not what it must be")
        return value

    return plain
