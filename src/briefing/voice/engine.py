"""What an engine is: the one protocol behind which every way of turning text into sound stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from briefing.model import Speech, Utterance, Voice


@dataclass(frozen=True, slots=True)
class Status:
    """Whether an engine can run here; if not, why, and how to mend it."""

    ok: bool
    detail: str
    """One line: what was found, or what is missing."""
    remedy: str | None = None


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
