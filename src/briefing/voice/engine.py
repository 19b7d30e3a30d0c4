"""What an engine is: the one protocol behind which every way of turning text into sound stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

from briefing.model import Speech, Utterance, Voice
from briefing.plugins import Plugin


@dataclass(frozen=True, slots=True)
class Status:
    """Whether an engine can run here; if not, why, and how to mend it."""

    ok: bool
    detail: str
    """One line: what was found, or what is missing."""
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """What is said of one engine in the settings. A plain value: it travels to every worker."""

    name: str
    """What the engine is called here; its voices are written ``name:voice``."""
    kind: str = ""
    """The plug-in it is made by; its name, if empty."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """The table ``[engines.NAME]`` of the settings without ``kind``, as TOML gives it."""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Those variables of the environment that the engine's class names, as far as they are set."""
    voices: Path | None = None
    """The folder that `briefing voices install` puts voices into."""
    plugin: Plugin | None = None
    """The plug-in itself, once it was looked up; workers then need not look."""
    shared: Path | None = None
    """A folder, perhaps not there yet, for locks that all workers of this machine see."""


@runtime_checkable
class Configurable(Protocol):
    """An engine's class that has options: it is made from a setup, by having this."""

    variables: ClassVar[tuple[str, ...]]
    """The variables of the environment it may read."""

    @classmethod
    def configured(cls, setup: Setup) -> Engine:
        """Return an engine made as ``setup`` says, cheaply, opening nothing yet.

        Raises ``UsageError`` naming the option for one that is unknown or unusable.
        """
        ...


@dataclass(frozen=True, slots=True)
class Estimate:
    """What speaking some utterances will take of a server that may charge for it."""

    characters: int
    requests: int
    cost: float | None
    """In the currency of the prices given; 0 when it is free, ``None`` when no price is known."""


@runtime_checkable
class Priced(Protocol):
    """An engine that may cost money: a person is asked before it speaks."""

    def estimate(self, utterances: Sequence[Utterance]) -> Estimate:
        """Return what speaking ``utterances`` would take. Asks nobody."""
        ...


@runtime_checkable
class Patient(Protocol):
    """An engine that may rightly be silent for longer than the settings allow a sentence."""

    patience: float
    """Seconds one utterance may take."""


@runtime_checkable
class Ranked(Protocol):
    """An engine that ``auto`` may choose; the highest rank that has the language is taken."""

    rank: ClassVar[int]


@runtime_checkable
class Engine(Protocol):
    """Turns an utterance into sound. Made without arguments, cheaply; works on first use.

    An engine lives in one worker process, is used by one thread, and may be asked for any number
    of utterances. The same utterance gives the same bytes whatever came before it.
    """

    name: str

    def status(self) -> Status:
        """Return whether it can run here. Never raises and speaks nothing."""
        ...

    def fingerprint(self) -> str:
        """Return a text that changes whenever the sound of an utterance could change."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices that can speak here, in a stable order."""
        ...

    def find(self, name: str) -> Voice:
        """Return the voice called ``name``; ``VoiceError`` naming near ones when there is none."""
        ...

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice this engine gives ``role`` in ``language`` unless told otherwise."""
        ...

    def speak(self, utterance: Utterance) -> Speech:
        """Return the sound of ``utterance``; ``VoiceError`` with the text when it cannot."""
        ...

    def close(self) -> None:
        """Let go of what it holds; calling it twice is harmless."""
        ...
