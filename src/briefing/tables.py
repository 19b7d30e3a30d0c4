"""Tables: the parts of ``briefing.toml`` that no option on the command line could hold.

::

    [cast.host]
    voice = "en-us+klatt2"
    rate = 165

    [cast.host.de]
    voice = "neural:thorsten"

    [people.host]
    name = "Ada"

    [engines.flite]
    kind = "command"
    run = ["flite", "-voice", "{voice}", "-o", "{output}", "-f", "{textfile}"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.errors import UsageError
from briefing.model import Part, Person
from briefing.taxonomy import GROUPS, ROLES, fits, group_of

_ROLE = re.compile(r"[a-z][a-z0-9-]{0,31}")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,7}")
_ENGINE = re.compile(r"[a-z][a-z0-9_-]{0,31}")

LOWEST_RATE, HIGHEST_RATE = 60, 450
"""Words a minute anybody may be asked for."""

_LIMITS: dict[str, tuple[float, float]] = {
    "rate": (LOWEST_RATE, HIGHEST_RATE),
    "pitch": (-12, 12),
    "gain": (-12, 12),
}
_KINDS: dict[str, type[str] | type[int] | type[float]] = {
    "voice": str,
    "rate": int,
    "pitch": float,
    "gain": float,
}


def parts_of(table: object, where: str) -> tuple[Part, ...]:
    """Return the parts a ``[cast]`` table holds, by role and, within one, by language.

    Raises ``UsageError`` naming the key that is unknown or unusable; ``where`` says whose it is.
    """
    roles = _table(table, where)
    return tuple(part for role in roles for part in _parts(role, roles[role], f"{where}.{role}"))


def _parts(role: str, table: object, where: str) -> Iterator[Part]:
    if not _ROLE.fullmatch(role):
        raise UsageError(
            f"{role!r} is no role.", where=where, remedy="Roles are words such as host or weather."
        )
    entries = _table(table, where)
    yield _part(role, None, {k: v for k, v in entries.items() if not isinstance(v, dict)}, where)
    for tag, inner in entries.items():
        if not isinstance(inner, dict):
            continue
        if not _TAG.fullmatch(tag):
            remedy = "Languages are tags such as de or pt-br."
            raise UsageError(f"{tag!r} is no language.", where=where, remedy=remedy)
        yield _part(role, tag.lower(), inner, f"{where}.{tag}")


def _part(role: str, language: str | None, entries: Mapping[str, object], where: str) -> Part:
    for key, value in entries.items():
        if key not in _KINDS:
            remedy = f"A part has {', '.join(_KINDS)}, and tables by language."
            raise UsageError(f"A part has no {key!r}.", where=where, remedy=remedy)
        kind = _KINDS[key]
        allowed = (int, float) if kind is float else (kind,)
        if not isinstance(value, allowed) or isinstance(value, bool) or not _within(key, value):
            raise UsageError(f"{value!r} is no {key}.", where=f"{where}.{key}", remedy=_wanted(key))
    return Part(role, language, **dict(entries))  # type: ignore[arg-type] # each was checked


def _within(key: str, value: object) -> bool:
    if key not in _LIMITS:
        return bool(str(value).strip())
    low, high = _LIMITS[key]
    return isinstance(value, int | float) and low <= value <= high


def _wanted(key: str) -> str:
    if key not in _LIMITS:
        return "Give the name of a voice; `briefing voices` lists them."
    low, high = _LIMITS[key]
    return f"Give a number from {low} to {high}."


def engines_of(table: object, where: str) -> dict[str, dict[str, Any]]:
    """Return an ``[engines]`` table: by engine what is said of it. Its keys are the engine's own.

    Raises ``UsageError`` for a name no voice could be written with.
    """
    engines = {
        name: _table(inner, f"{where}.{name}") for name, inner in _table(table, where).items()
    }
    for name, options in engines.items():
        if not _ENGINE.fullmatch(name):
            remedy = "Use small letters, digits, - and _."
            raise UsageError(f"{name!r} is no name for an engine.", where=where, remedy=remedy)
        if not isinstance(options.get("kind", ""), str):
            remedy = "Name an engine that `briefing voices` lists."
            raise UsageError("The kind is no name.", where=f"{where}.{name}", remedy=remedy)
    return engines


TAXONOMY = {"host": "host", "questioner": "co-host", "quote": "voice actor"}
"""What our roles are called in the podcast taxonomy; any other that is heard is a narrator's."""

_PERSON = ("name", "role", "group", "link", "image")


def people_of(table: object, where: str) -> tuple[Person, ...]:
    """Return who a ``[people]`` table says has which part in the show.

    Raises ``UsageError`` naming the key that is unknown or unusable.
    """
    roles = _table(table, where)
    return tuple(_person(role, roles[role], f"{where}.{role}") for role in roles)


def _person(role: str, table: object, where: str) -> Person:
    given = _table(table, where)
    entries = {"role": TAXONOMY.get(role, role)} | given
    for key, value in entries.items():
        if key not in _PERSON or not isinstance(value, str) or not value.strip():
            remedy = f"A person has {', '.join(_PERSON)}, each a text."
            raise UsageError(f"{key} = {value!r} says nothing here.", where=where, remedy=remedy)
    if "name" not in entries:
        raise UsageError("This person has no name.", where=where, remedy='Write name = "…".')
    group = entries.setdefault("group", group_of(entries["role"]) or "cast")
    # the role of a table's own name may be one of the cast's; one that is written out is not
    if ("role" in given or "group" in given) and not fits(group, entries["role"]):
        what = f"There is no {entries['role']!r} in the group {group!r}."
        raise UsageError(what, where=where, remedy=_nearest_role(entries["role"], group))
    return Person(**entries)


def _nearest_role(role: str, group: str) -> str:
    import difflib

    roles = GROUPS.get(group.strip().lower())
    if roles is None:
        return f"The groups are: {', '.join(GROUPS)}."
    near = difflib.get_close_matches(role.lower(), sorted(roles), n=1)
    near = near or difflib.get_close_matches(role.lower(), sorted(ROLES), n=1)
    if near:
        return f"Did you mean {near[0]!r}, in the group {group_of(near[0])!r}?"
    return f"Its roles are: {', '.join(sorted(roles))}."


def _table(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{value!r} is no table.", where=where, remedy=f"Write [{where}] there.")
    return value


TABLES = {"cast": parts_of, "engines": engines_of, "people": people_of}
"""The tables, and what reads each."""


def with_assignments(table: Mapping[str, Any], assignments: tuple[str, ...]) -> dict[str, Any]:
    """Return ``table`` with each ``KEY=VALUE``, the key with dots between tables, put into it.

    A value that is not TOML is taken for a text: ``engines.openai.url=http://...``. Raises
    ``UsageError`` for what is no assignment.
    """
    result = dict(table)
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", key.strip()):
            raise UsageError(
                f"{assignment!r} sets nothing.",
                where="--set",
                remedy="Write it as cast.host.rate=165.",
            )
        result = _put(result, key.strip().split("."), _value(value.strip()), assignment)
    return result


def _value(text: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _put(table: dict[str, Any], keys: list[str], value: Any, assignment: str) -> dict[str, Any]:
    first, *rest = keys
    if not rest:
        return table | {first: value}
    inner = table.get(first, {})
    if not isinstance(inner, dict):
        raise UsageError(
            f"{first} is no table.", where=f"--set {assignment}", remedy="Give it a value at once."
        )
    return table | {first: _put(inner, rest, value, assignment)}
