"""Fit: a script as long as was asked for.

How long a line takes is known once it was spoken, and estimated until then from how long other
lines of the same role took. So a script is measured before it is spoken, most of the search for
the right one costs no speech, and what is spoken once is never spoken again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, TypeVar

from briefing.arrange import PAUSES, RATE, arrange
from briefing.model import Clip, Line, Script
from briefing.units import Milliseconds, format_length, frames_of, milliseconds_of

ROUNDS = 3
"""A script is spoken, measured and mended at most so often."""

_SHARE = 50
"""An episode is as long as asked within a fiftieth ..."""
_LEAST = Milliseconds(3_000)
"""... or this, if that is more."""

_TRIES = 8
"""Scripts measured, unspoken, in search of one."""
_ASIDE = (2, -2, 4, -4)
"""Quarters of what is allowed by which the search then aims above and below."""
_AROUND = 15
"""Percent of an episode that is not sentences: headings, pauses between parts; a first guess."""

_MARK = re.compile(r"[,;:—–()](?!\d)")
_DIGIT = re.compile(r"\d")
_MARK_UNITS = 3
_DIGIT_UNITS = 5
"""A clause mark is a pause, and a digit a word. On 500 sentences of news the default voice's
lengths follow these units within 0.56 seconds (root mean square) of 8.3; characters alone, 0.91."""


def tolerance(asked: Milliseconds) -> Milliseconds:
    """Return by how much an episode may miss the length asked for."""
    return Milliseconds(max(asked // _SHARE, _LEAST))


def units(text: str) -> int:
    """Return how much there is to say in ``text``: characters, more for marks and digits."""
    marks = len(_MARK.findall(text))
    return len(text) + _MARK_UNITS * marks + _DIGIT_UNITS * len(_DIGIT.findall(text)) + 1


@dataclass(frozen=True, slots=True)
class Pace:
    """How long lines take to say."""

    known: Mapping[tuple[str, str], Milliseconds] = field(default_factory=dict)
    """By role and text, of lines that were spoken."""
    measured: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Units and milliseconds spoken so far, by role."""

    def learned(self, lines: Sequence[Line], clips: Sequence[Clip]) -> Pace:
        """Return the pace as it is known once ``lines`` were spoken as ``clips``."""
        known = dict(self.known)
        measured = dict(self.measured)
        for line, clip in zip(lines, clips, strict=True):
            if (line.role, line.text) in known:
                continue
            length = milliseconds_of(clip.frames, clip.rate)
            known[line.role, line.text] = length
            said, took = measured.get(line.role, (0, 0))
            measured[line.role] = said + units(line.text), took + length
        return Pace(known, measured)

    def length(self, role: str, text: str) -> Milliseconds:
        """Return how long ``text`` takes in ``role``: exactly if it was spoken, else about."""
        if (role, text) in self.known:
            return self.known[role, text]
        said, took = self.measured.get(role) or self.measured.get("host") or (0, 0)
        return Milliseconds(units(text) * took // said if said else 0)

    def sentence(self, text: str) -> int:
        """Return what a sentence costs of a budget in milliseconds, its pause included."""
        return self.length("host", text) + PAUSES["sentence"]

    def head(self, text: str) -> int:
        """Return what opening a section or a question costs, its pauses included."""
        return self.length("host", text) + PAUSES["segment"] + PAUSES["paragraph"]

    def estimated(
        self, script: Script, stings: Mapping[str, Clip] = MappingProxyType({})
    ) -> Milliseconds:
        """Return how long ``script`` would be, arranged as it will be."""
        lines = tuple(script.lines())
        clips = tuple(self._clip(line) for line in lines)
        timeline = arrange(script, clips, [line.role for line in lines], stings=stings)
        return timeline.milliseconds(timeline.total)

    def _clip(self, line: Line) -> Clip:
        frames = frames_of(self.length(line.role, line.text), RATE)
        return Clip(key="", frames=frames, rate=RATE)


class Attempt(Protocol):
    """A script that was measured, spoken or not."""

    @property
    def length(self) -> Milliseconds:
        """How long the whole episode would be."""
        ...

    @property
    def cost(self) -> int:
        """How much of that the budget's own count makes: sentences and heads with their pauses."""
        ...


A = TypeVar("A", bound=Attempt)


def closest(asked: Milliseconds, allowed: Milliseconds, attempt: Callable[[int], A]) -> A:
    """Return the attempt whose length comes closest to ``asked``.

    ``attempt`` makes one for a budget in milliseconds. What the budget does not count (the words
    of the template, longer pauses) is what the last attempt was longer than its cost, and a
    summariser may leave some unspent; corrected by both, two or three attempts mostly do. The
    search ends at one within half of ``allowed``.
    """
    tried: dict[int, A] = {}
    size = asked * (100 - _AROUND) // 100
    more = True
    while more and size not in tried and len(tried) < _TRIES:
        made = attempt(size)
        if 2 * abs(made.length - asked) <= allowed:
            return made
        more = all(made.length != other.length for other in tried.values())
        tried[size] = made
        unspent = max(size - made.cost - allowed // 2, 0)
        size = max(asked + allowed // 4 - (made.length - made.cost) + unspent, 0)
    for aside in _ASIDE if more else ():  # the sentences leave a hole just there: aim beside it
        if any(abs(one.length - asked) <= allowed for one in tried.values()):
            break
        beside = max(size + aside * allowed // 4, 0)
        tried[beside] = attempt(beside)
    return min(tried.values(), key=lambda one: (abs(one.length - asked), one.length))


@dataclass(frozen=True, slots=True)
class Length:
    """How long an episode was to be, how long it is, and why that is not the same."""

    asked: Milliseconds | None
    """``None`` where no number of minutes had to be met."""
    made: Milliseconds
    rounds: int = 1
    """How often a script was spoken and mended."""
    why: str | None = None
    """Why it is not as asked, for people; ``None`` when it is."""

    @property
    def met(self) -> bool:
        """Whether it is as asked, if anything was."""
        return self.asked is None or abs(self.made - self.asked) <= tolerance(self.asked)

    def facts(self) -> dict[str, object]:
        """Return it as a program reads it, in seconds."""
        return {
            "asked_seconds": self.asked / 1000 if self.asked is not None else None,
            "made_seconds": self.made / 1000,
            "met": self.met,
            "rounds": self.rounds,
            "why": self.why,
        }


def reason(
    asked: Milliseconds, made: Milliseconds, *, least: int | None = None, most: int | None = None
) -> str:
    """Return why an episode of ``made`` is not as long as ``asked``.

    ``least`` or ``most`` is the length of the shortest or of the longest telling, in milliseconds.
    """
    said = f"The episode is {format_length(made)} long, not {format_length(asked)}"
    if most is not None and made >= most - _LEAST:
        return f"{said}: the sources hold no more, unless something is said twice."
    if least is not None and made <= least + _LEAST:
        return f"{said}: the sources cannot be told more briefly; give fewer, or more minutes."
    return f"{said}: no choice of their sentences comes closer."
