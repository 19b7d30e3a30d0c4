"""Arrange: a script and the lengths of its clips become a timeline, by integer arithmetic alone.

Mix, chapters, captions, page and feed all read the timeline, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Chapter, Clip, Cue, Line, Pause, Placement, Script, Timeline
from briefing.units import Frames, Milliseconds, frames_of, rescale

RATE = 44_100
"""The episode's sample rate in hertz: what Apple asks for, and every podcast app plays."""

PAUSES = {
    "opening": Milliseconds(250),
    "sentence": Milliseconds(280),
    "turn": Milliseconds(450),
    "paragraph": Milliseconds(600),
    "segment": Milliseconds(1000),
    "closing": Milliseconds(700),
}
"""Silence before what follows, by structure; a stated ``pause`` stands in its place. All stay far
below the 2.5 s at which a listener wonders whether the app has stopped."""

CHAPTER_LEAD = Milliseconds(150)
"""A chapter starts this long before its first word, so that a jump to it never clips one."""

JOIN_GRID = 1152
"""Joins are multiples of one MP3 frame, so that pieces encoded apart fit by concatenation."""

JOIN_SILENCE = (2304, 1152)
"""Frames of silence an encoder needs before and after a join."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A line with the silence before it and whether it opens a segment."""

    line: Line
    pause: Frames
    segment: str | None


def arrange(script: Script, clips: Sequence[Clip], voices: Sequence[str]) -> Timeline:
    """Return the timeline of ``script``, whose lines sound as ``clips``, in the order of lines.

    ``voices`` names the voice of each line. Lines of no length (nothing in them can be said) are
    passed over. All positions are frames at ``RATE``. Raises ``ValueError`` when lines, clips and
    voices are not equally many.
    """
    placements: list[Placement] = []
    cues: list[Cue] = []
    joins: list[Frames] = []
    openings: list[tuple[str, Frames]] = []
    end = Frames(0)
    owed = Frames(0)
    title: str | None = None
    for step, clip, voice in zip(_steps(script), clips, voices, strict=True):
        title = title if step.segment is None else step.segment
        owed = max(owed, step.pause)
        if not clip.frames:
            continue
        start = Frames(end + owed)
        if title is not None:
            lead = min(owed, frames_of(CHAPTER_LEAD, RATE))
            openings.append((title, Frames(start - lead if placements else 0)))
            title = None
        if placements:
            joins.extend(_join(end, start))
        placed = Placement(clip, voice, start, rescale(clip.frames, clip.rate, RATE))
        placements.append(placed)
        cues.append(Cue(start, placed.end, step.line.role, step.line.text, step.line.sources))
        end, owed = placed.end, Frames(0)
    total = Frames(end + frames_of(PAUSES["closing"], RATE))
    return Timeline(
        RATE, tuple(placements), _chapters(openings, total), tuple(cues), tuple(joins), total
    )


def _steps(script: Script) -> list[_Step]:
    steps: list[_Step] = []
    role: str | None = None
    stated: Milliseconds | None = None
    for segment in script.segments:
        opens: str | None = segment.title
        for paragraph in segment.paragraphs:
            kind = "opening" if not steps else "segment" if opens else "paragraph"
            for beat in paragraph:
                if isinstance(beat, Pause):
                    stated = Milliseconds((stated or 0) + beat.length)
                    continue
                if kind == "sentence" and beat.role != role:
                    kind = "turn"
                pause = PAUSES[kind] if stated is None else stated
                steps.append(_Step(beat, frames_of(pause, RATE), opens))
                role, kind, stated, opens = beat.role, "sentence", None, None
    return steps


def _join(end: Frames, start: Frames) -> list[Frames]:
    """Return the last place in the silence from ``end`` to ``start`` where pieces may meet."""
    before, after = JOIN_SILENCE
    join = (start - after) // JOIN_GRID * JOIN_GRID
    return [Frames(join)] if join - before >= end else []


def _chapters(openings: list[tuple[str, Frames]], total: Frames) -> tuple[Chapter, ...]:
    ends = [*(start for _, start in openings[1:]), total][: len(openings)]
    return tuple(
        Chapter(title, start, end) for (title, start), end in zip(openings, ends, strict=True)
    )
