"""Record: frozen values as JSON and back. ``parse`` is the inverse of ``compose``, and strict.

An episode's record and the show's are all that a feed and a page are made from, so a record that
is not exactly what was written is refused, never guessed at.
"""

from __future__ import annotations

import dataclasses
import json
import math
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
        raise ValueError(f"its schema is {schema!r}, and this version reads {SCHEMA}")
    record: _Record = _typed(kind, table, kind.__name__)
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


def _typed(hint: Any, value: Any, where: str) -> Any:
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) is UnionType:
        return None if value is None else _typed(_without_none(hint), value, where)
    if get_origin(hint) is tuple and isinstance(value, list):
        kind = get_args(hint)[0]
        return tuple(_typed(kind, part, f"{where}[{n}]") for n, part in enumerate(value))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
        return _object(hint, value, where)
    if hint is float and value == "-inf":
        return -math.inf
    if hint is float and type(value) is int:
        return float(value)
    if hint in {str, int, float, bool} and type(value) is hint and value == value:  # noqa: PLR0124
        return value
    raise ValueError(f"{where} is not what it must be")


def _without_none(hint: Any) -> Any:
    return next(part for part in get_args(hint) if part is not NoneType)


def _object(kind: type, table: dict[str, Any], where: str) -> Any:
    hints = _hints(kind)
    table = _defaults(kind) | table
    for name in (*hints.keys() - table.keys(), *table.keys() - hints.keys()):
        fault = "is missing" if name in hints else "is unknown"
        raise ValueError(f"{where}.{name} {fault}")
    return kind(**{name: _typed(hints[name], table[name], f"{where}.{name}") for name in hints})


def _defaults(kind: type) -> dict[str, Any]:
    """Return the values that what an older version wrote may lack, as JSON would have them."""
    return {
        one.name: _plain(one.default)
        for one in dataclasses.fields(kind)
        if one.default is not dataclasses.MISSING
    }


@lru_cache(maxsize=32)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
