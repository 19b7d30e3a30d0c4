"""Said: the spoken lines of a timeline, as every form of the transcript tells them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from briefing.model import Address, Timeline
from briefing.publish.captions.questions import Place, places
from briefing.publish.text import clean
from briefing.units import Milliseconds

SPEAKERS = {"host": "Host", "questioner": "Questioner", "quote": "Quotation"}
"""What listeners read for a role; any other role is shown by its own name."""


@dataclass(frozen=True, slots=True)
class Said:
    """A spoken line: whose, when, and where its words come from."""

    number: int
    """Which line of the script, from 1; lines without words have none."""
    start: Milliseconds
    end: Milliseconds
    role: str
    speaker: str
    text: str
    """As it is shown, on one line."""
    sources: tuple[Address, ...] = ()
    """Addresses of the source sentences it says."""
    language: str | None = None
    """BCP 47; ``None`` where it is the episode's."""
    words: tuple[Milliseconds, ...] = ()
    """When each blank-divided word of ``text`` starts; empty where nobody knows."""
    estimated: bool = False
    """Whether ``words`` are estimates."""
    chapter: int | None = None
    """Which of the episode's chapters it is in, from 0."""
    place: Place = Place()
    """Where it stands in the questions and answers."""


def said(timeline: Timeline) -> tuple[Said, ...]:
    """Return the lines of ``timeline`` that have words, in order, each inside the audio.

    Each ends after it starts, and none begins before the one before it has ended.
    """
    total = timeline.milliseconds(timeline.total)
    openings = [chapter.start for chapter in timeline.chapters]
    chapters = [max(0, bisect_right(openings, cue.start) - 1) for cue in timeline.cues]
    found: list[Said] = []
    latest = 0
    told = zip(timeline.cues, chapters, places(timeline.cues, chapters), strict=True)
    for number, (cue, chapter, place) in enumerate(told, 1):
        words = clean(cue.text).split()
        if not words:
            continue
        start = Milliseconds(max(latest, min(timeline.milliseconds(cue.start), total - 1)))
        end = Milliseconds(max(start + 1, min(timeline.milliseconds(cue.end), total)))
        timed = len(words) == len(cue.words)
        latest = end
        found.append(
            Said(
                number=number,
                start=start,
                end=end,
                role=cue.role,
                speaker=speaker_of(cue.role),
                text=" ".join(words),
                sources=cue.sources,
                language=cue.language,
                words=tuple(map(timeline.milliseconds, cue.words)) if timed else (),
                estimated=timed and cue.estimated,
                chapter=chapter if openings else None,
                place=place,
            )
        )
    return tuple(found)


def speaker_of(role: str) -> str:
    """Return what listeners read for ``role``: one line, never empty."""
    return SPEAKERS.get(role) or " ".join(clean(role).split()).capitalize() or "Host"
