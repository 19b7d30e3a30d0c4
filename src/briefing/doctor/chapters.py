"""Chapters: whether the places they stand in agree: JSON, Podlove, the tag, the description."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.doctor.document import Node
from briefing.doctor.id3 import BrokenTagError, read_tag
from briefing.doctor.times import seconds, times_in
from briefing.doctor.verdict import Fault

_NEAR = 0.002
"""Seconds by which forms that have milliseconds may differ."""

_WHOLE = 1.0
"""Seconds by which whole seconds may."""

_A_LIST = 3
"""Times in a description that make a list."""

Find = Callable[[str | None], Path | None]
"""Return the file of a web address, if it is at hand."""


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    starts: tuple[float, ...]
    titles: tuple[str, ...] = ()


def chapter_faults(item: Node, sound: Path, find: Find, where: str) -> Iterator[Fault]:
    """Yield where the forms of an episode's chapters do not agree; ``sound`` is its file."""
    forms: list[_Form] = []
    for one in item.all("podcast:chapters")[:1]:
        path = find(one.get("url"))
        if path is None or not path.is_file():
            continue
        try:
            forms.append(_read(path.read_bytes()))
        except (ValueError, KeyError, TypeError, RecursionError):
            yield Fault("chapters", f"{path.name} cannot be read.", where, one.line)
    forms += _podlove(item)
    forms += _tagged(sound)
    for form in forms[1:]:
        fault = _disagree(forms[0], form)
        if fault:
            yield Fault("chapters", fault, where)
    if forms and (forms[0].starts[0] or forms[0].starts != tuple(sorted(forms[0].starts))):
        yield Fault("chapters", f"{forms[0].name} do not start at 0, in order.", where)
    noted = times_in(item.text("description"))
    if forms and len(noted) >= _A_LIST and noted[0] == 0:
        starts = forms[0].starts
        near = (abs(one - other) <= _WHOLE for one, other in zip(noted, starts, strict=False))
        if len(noted) != len(starts) or not all(near):
            what = f"The times in the description are not those of {forms[0].name}."
            yield Fault("chapters", what, where)


def _read(body: bytes) -> _Form:
    rows = json.loads(body)["chapters"]
    shown = [row for row in rows if row.get("toc", True) is not False]
    starts = tuple(float(row["startTime"]) for row in shown)
    if not starts or not all(map(math.isfinite, starts)):
        raise ValueError("no chapters")
    return _Form("the JSON chapters", starts, tuple(str(row.get("title", "")) for row in shown))


def _podlove(item: Node) -> Iterator[_Form]:
    listed = item.first("psc:chapters")
    rows = listed.all("psc:chapter") if listed is not None else []
    starts = tuple(at for one in rows if (at := seconds(one.get("start") or "")) is not None)
    if starts and len(starts) == len(rows):
        titles = tuple(one.get("title") or "" for one in rows)
        yield _Form("Podlove's chapters", starts, titles)


def _tagged(sound: Path) -> Iterator[_Form]:
    try:
        chapters = read_tag(sound).chapters if sound.suffix.lower() == ".mp3" else ()
    except BrokenTagError:  # told of with the sound
        return
    if chapters:
        starts = tuple(one.start / 1000 for one in chapters)
        yield _Form("the tag's chapters", starts, tuple(one.title for one in chapters))


def _disagree(one: _Form, other: _Form) -> str | None:
    if len(one.starts) != len(other.starts):
        return f"There are {len(one.starts)} in {one.name}, {len(other.starts)} in {other.name}."
    for number, (a, b) in enumerate(zip(one.starts, other.starts, strict=True), 1):
        if abs(a - b) > _NEAR:
            return f"Number {number} is at {a:.3f} s in {one.name}, at {b:.3f} s in {other.name}."
    for mine, theirs in zip(one.titles, other.titles, strict=False):
        if mine.split() != theirs.split():
            return f"{mine!r} in {one.name} is {theirs!r} in {other.name}."
    return None
