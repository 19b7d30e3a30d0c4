"""Events: frozen values that tell whoever listens how a run is getting on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from briefing.units import Milliseconds

Step = Literal["fetch", "read", "summarise", "script", "voice", "arrange", "sound", "publish"]


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step has begun."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepAdvanced:
    """``done`` of ``total`` parts of a step are finished; ``reused`` of them cost nothing."""

    step: Step
    done: int
    total: int
    reused: int = 0
    audio: Milliseconds = Milliseconds(0)
    """How long what was spoken is, in the step that speaks."""


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step is finished after ``seconds`` of wall time; ``detail`` says in a word what it gave."""

    step: Step
    seconds: float
    detail: str


@dataclass(frozen=True, slots=True)
class StepNoted:
    """Something a person should see at once, such as what is about to be spent."""

    step: Step
    text: str


Event = StepStarted | StepAdvanced | StepEnded | StepNoted
Observe = Callable[[Event], None]


def ignore(event: Event) -> None:
    """Observe nothing."""
    del event
