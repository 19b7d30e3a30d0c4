"""Soundbite: the stretch of an episode that is to make people listen to the rest: its lead."""

from __future__ import annotations

from briefing.model import Soundbite, Timeline
from briefing.publish.captions import said
from briefing.publish.text import one_line
from briefing.units import Milliseconds

SHORTEST = Milliseconds(15_000)
LONGEST = Milliseconds(120_000)
"""How long the podcast namespace lets one be."""


TITLE_LIMIT = 128


def soundbite_of(timeline: Timeline) -> Soundbite | None:
    """Return the soundbite of an episode: whole lines from the first that says a source's words.

    It is as short as is allowed, and its first line is its title. ``None`` where no lines say a
    source's words, too few, or none that end in time.
    """
    lines = said(timeline)
    first = next((number for number, line in enumerate(lines) if line.sources), len(lines))
    if first == len(lines):
        return None
    start = lines[first].start
    for line in lines[first:]:
        length = Milliseconds(line.end - start)
        if length >= SHORTEST:
            title = one_line(lines[first].text, TITLE_LIMIT)
            return Soundbite(start, length, title) if length <= LONGEST else None
    return None
