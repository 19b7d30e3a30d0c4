"""Podcasting: what is wrong with transcripts, chapters, people and soundbites of an item."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.doctor.document import Node
from briefing.doctor.texts import is_web
from briefing.doctor.times import seconds
from briefing.doctor.verdict import Fault
from briefing.taxonomy import fits

_TRANSCRIPTS = frozenset(
    """
    text/vtt application/x-subrip application/srt application/json text/html text/plain
    """.split()
)
_CHAPTERS = "application/json+chapters"
_BITE = (15, 120)
"""Seconds a soundbite lasts."""

_LABEL = 128
"""Characters of a soundbite's title."""


def podcasting_faults(item: Node, where: str) -> Iterator[Fault]:
    """Yield what is wrong with the elements of the podcast namespace and of Podlove."""
    yield from _documents(item, where)
    for one in item.all("podcast:soundbite"):
        fault = _bite_fault(one, seconds(item.value("itunes:duration")))
        if fault:
            yield Fault("soundbite", fault, where, one.line)
    for one in item.all("podcast:person"):
        if not fits(one.get("group"), one.get("role")):
            told = " ".join(filter(None, (one.get("group"), one.get("role"))))
            yield Fault("person", f"There is no {told!r}.", where, one.line)
    listed = item.first("psc:chapters")
    if listed is not None:
        starts = [seconds(one.get("start") or "") for one in listed.all("psc:chapter")]
        known = [start for start in starts if start is not None]
        if starts != sorted(known) or starts[:1] != [0.0]:
            what = "The chapters do not start at 0, in order."
            yield Fault("podlove", what, where, listed.line)


def _documents(item: Node, where: str) -> Iterator[Fault]:
    transcripts = item.all("podcast:transcript")
    if not transcripts:
        yield Fault("transcript", "There is no transcript.", where, item.line)
    for one in transcripts:
        if (one.get("type") or "").strip().lower() not in _TRANSCRIPTS:
            yield Fault("transcript-type", f"Its type is {one.get('type')!r}.", where, one.line)
        elif not is_web(one.get("url")):
            what = f"{one.get('url')!r} is no address."
            yield Fault("transcript-type", what, where, one.line)
        elif one.get("rel") not in {None, "", "captions"}:
            yield Fault("transcript-type", f"Its rel is {one.get('rel')!r}.", where, one.line)
    for one in item.all("podcast:chapters"):
        if one.get("type") != _CHAPTERS or not is_web(one.get("url")):
            what = f"{one.get('url')!r} has the type {one.get('type')!r}."
            yield Fault("chapters-type", what, where, one.line)


def _bite_fault(bite: Node, total: float | None) -> str | None:
    start, length = (seconds(bite.get(name) or "") for name in ("startTime", "duration"))
    if start is None or length is None:
        return "It has no startTime or no duration in seconds."
    if not _BITE[0] <= length <= _BITE[1]:
        return f"It lasts {length:g} s."
    if total and start + length > total + 1:
        return f"It ends at {start + length:g} s, the episode at {total:g} s."
    if len(bite.value()) > _LABEL:
        return f"Its title has {len(bite.value())} characters."
    return None
