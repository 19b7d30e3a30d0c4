"""Arrange: a script and the lengths of its clips become a timeline, by integer arithmetic alone.

Mix, chapters, captions, page and feed all read the timeline, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from briefing.model import (
    Bed,
    Chapter,
    Clip,
    Cue,
    Line,
    Pause,
    Placement,
    Script,
    Sting,
    Timeline,
)
from briefing.timing import word_starts
from briefing.units import Frames, Milliseconds, frames_of, rescale

Kind = Literal["speech", "sting"]

RATE = 44_100
"""The episode's sample rate in hertz: what Apple asks for, and every podcast app plays."""

PAUSES = {
    "opening": Milliseconds(26),
    "sentence": Milliseconds(280),
    "turn": Milliseconds(450),
    "paragraph": Milliseconds(600),
    "segment": Milliseconds(1000),
    "sting": Milliseconds(320),
    "closing": Milliseconds(700),
}
"""Silence before what follows, by structure; a stated ``pause`` stands in its place. All stay far
below the 2.5 s at which a listener wonders whether the app has stopped."""

CHAPTER_LEAD = Milliseconds(20)
"""A chapter starts this long before its first word, so that a jump to it never clips one."""

JOIN_GRID = 1152
"""Joins are multiples of one MP3 frame, so that pieces encoded apart fit by concatenation; and so
are the starts of lines after a pause, so that a line is encoded alike wherever it stands."""

JOIN_SILENCE = (2304, 1152)
"""Frames of silence an encoder needs before and after a join."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A line or a sting with the silence before it, and the segment a line opens."""

    beat: Line | Sting
    pause: Frames
    segment: str | None = None


def arrange(  # noqa: PLR0913 (what is known of the lines, and the music between them)
    script: Script,
    clips: Sequence[Clip],
    voices: Sequence[str],
    *,
    gains: Sequence[float] = (),
    spoken: Sequence[str] = (),
    stings: Mapping[str, Clip] = MappingProxyType({}),
    bed: Clip | None = None,
) -> Timeline:
    """Return the timeline of ``script``, whose lines sound as ``clips``, in the order of lines.

    ``voices`` names the voice of each line, ``gains`` its decibels above the common level (0),
    ``spoken`` what is said for it; without that nothing is known of its words. Of the script's
    stings those sound that ``stings`` has; ``bed`` is played under each segment. Lines of no length
    (nothing in them can be said) are passed over. All positions are frames at ``RATE``. Raises
    ``ValueError`` when lines, clips and voices are not equally many.
    """
    count = sum(1 for _ in script.lines())
    known = (clips, voices, gains or (0.0,) * count, spoken or ("",) * count)
    if any(len(column) != count for column in known):
        raise ValueError(f"there are {count} lines, and not equally many clips and voices")
    told = zip(*known, strict=True)
    board = _Board(with_bed=bed is not None)
    for step in _steps(script, stings):
        if isinstance(step.beat, Sting):
            board.play(stings[step.beat.name], step.pause)
        else:
            board.say(step, step.beat, *next(told))
    return board.timeline(bed)


class _Board:
    """Takes sounds one after another. Mutable, and gone when the timeline is there."""

    def __init__(self, *, with_bed: bool) -> None:
        self._with_bed = with_bed
        self._placements: list[Placement] = []
        self._cues: list[Cue] = []
        self._joins: list[Frames] = []
        self._openings: list[tuple[str, Frames]] = []
        self._stretches: list[list[Placement]] = []
        """What lies between two pieces of music or two openings: a bed runs under each."""
        self._fresh = True
        self._end = self._owed = Frames(0)
        self._title: str | None = None

    def say(
        self, step: _Step, line: Line, clip: Clip, voice: str, gain: float, spoken: str
    ) -> None:
        self._title = self._title if step.segment is None else step.segment
        self._owed = max(self._owed, step.pause)
        if not clip.frames:
            return
        owed, first = self._owed, not self._placements
        fresh = self._fresh or self._title is not None
        placed = self._place(clip, voice, gain, "speech", joined=fresh or not self._with_bed)
        if self._title is not None:
            lead = min(owed, frames_of(CHAPTER_LEAD, RATE))
            self._openings.append((self._title, Frames(0 if first else placed.start - lead)))
            self._title = None
        if fresh:
            self._stretches.append([])
        self._stretches[-1].append(placed)
        self._fresh = False
        self._cues.append(_cue(line, placed, spoken))

    def play(self, clip: Clip, pause: Frames) -> None:
        self._owed = max(self._owed, pause)
        self._place(clip, "", 0.0, "sting", joined=True)
        self._fresh = True

    def _place(self, clip: Clip, voice: str, gain: float, kind: Kind, *, joined: bool) -> Placement:
        start = _start(self._end, self._owed)
        if self._placements and joined:
            self._joins.extend(_join(self._end, start))
        frames = rescale(clip.frames, clip.rate, RATE)
        placed = Placement(clip, voice, start, frames, gain, kind)
        self._placements.append(placed)
        self._end, self._owed = placed.end, Frames(0)
        return placed

    def timeline(self, bed: Clip | None) -> Timeline:
        total = Frames(self._end + frames_of(PAUSES["closing"], RATE))
        beds = (
            Bed(bed, lines[0].start, lines[-1].end) for lines in self._stretches if bed is not None
        )
        return Timeline(
            rate=RATE,
            placements=tuple(self._placements),
            chapters=_chapters(self._openings, total),
            cues=tuple(self._cues),
            joins=tuple(self._joins),
            total=total,
            beds=tuple(beds),
        )


def _cue(line: Line, placed: Placement, spoken: str) -> Cue:
    clip = placed.clip
    starts, estimated = word_starts(line.text, spoken, clip.marks, clip.frames)
    words = tuple(Frames(placed.start + rescale(start, clip.rate, RATE)) for start in starts)
    return Cue(
        placed.start,
        placed.end,
        line.role,
        line.text,
        line.sources,
        words=words if spoken else (),
        estimated=estimated if spoken else False,
        language=line.language,
    )


def _steps(script: Script, stings: Container[str]) -> list[_Step]:
    """Return the lines, and the stings that sound, each with the silence due before it."""
    steps: list[_Step] = []
    role: str | None = None
    stated: Milliseconds | None = None
    for segment in script.segments:
        opens: str | None = segment.title
        for paragraph in segment.paragraphs:
            kind = "segment" if opens else "paragraph"
            for beat in paragraph:
                if isinstance(beat, Pause):
                    stated = Milliseconds((stated or 0) + beat.length)
                    continue
                if isinstance(beat, Sting) and beat.name not in stings:
                    continue
                if isinstance(beat, Line) and kind == "sentence" and beat.role != role:
                    kind = "turn"
                pause = PAUSES[_due(steps, beat, kind)] if stated is None else stated
                if isinstance(beat, Sting):
                    steps.append(_Step(beat, frames_of(pause, RATE)))
                else:
                    steps.append(_Step(beat, frames_of(pause, RATE), opens))
                    role, kind, opens = beat.role, "sentence", None
                stated = None
    return steps


def _due(steps: Sequence[_Step], beat: Line | Sting, kind: str) -> str:
    """Return which of the ``PAUSES`` is due before ``beat``; music has its own on both sides."""
    if not steps:
        return "opening"
    around = isinstance(beat, Sting) or isinstance(steps[-1].beat, Sting)
    return "sting" if around else kind


def _start(end: Frames, pause: Frames) -> Frames:
    """Return where a line starts after ``pause``: on the grid, unless there is no silence for it.

    So a pause is up to 13 ms longer or shorter than asked for.
    """
    start = (end + pause + JOIN_GRID // 2) // JOIN_GRID * JOIN_GRID
    return Frames(start if start - end >= sum(JOIN_SILENCE) or not end else end + pause)


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
