"""The engine that says nothing, exactly: digital silence of a length one can work out by hand.

It is for trying out scripts, templates and feeds, and for tests: every length in an episode made
with it follows from the text.
"""

from __future__ import annotations

import re

from briefing.model import Speech, Utterance, Voice, WordMark
from briefing.units import Frames
from briefing.voice._names import unknown_voice
from briefing.voice.engine import Status

RATE = 22_050
"""Sample rate in hertz, as eSpeak NG's."""

FRAMES_PER_CHARACTER_AND_WPM = 220_500
"""Six characters to a word: ten seconds' worth of frames a character at one word a minute."""

_VOICES = tuple(Voice(f"silent-{number}", "mul") for number in (1, 2, 3))
_PARTS = {"host": _VOICES[0], "questioner": _VOICES[1], "quote": _VOICES[2]}


def silent_frames(spoken: str, rate: int) -> Frames:
    """Return how long ``spoken`` is silent for at ``rate`` words a minute, in frames at ``RATE``.

    That is ``len(spoken) * 220500 // rate``; nothing at all is as long as one character.

    >>> silent_frames("Ten chars.", 150)
    14700
    """
    return Frames(max(1, len(spoken)) * FRAMES_PER_CHARACTER_AND_WPM // rate)


class SilentEngine:
    """Speaks every language equally well. Word marks are spread by the characters before them."""

    name = "silent"

    def status(self) -> Status:
        """Return that it can run: it needs nothing."""
        return Status(True, "silence of exactly known length")

    def fingerprint(self) -> str:
        """Return a text that changes with the rule for lengths."""
        return f"silent {RATE} {FRAMES_PER_CHARACTER_AND_WPM}"

    def voices(self) -> tuple[Voice, ...]:
        """Return three voices nobody can tell apart."""
        return _VOICES

    def find(self, name: str) -> Voice:
        """Return the voice called ``name``; raises ``VoiceError`` when there is none."""
        for voice in _VOICES:
            if voice.name == name:
                return voice
        raise unknown_voice(self.name, name, [voice.name for voice in _VOICES])

    def suggest(self, role: str, language: str) -> Voice:
        """Return a voice of its own for the host, for the questioner and for quotations."""
        del language
        return _PARTS.get(role, _PARTS["host"])

    def speak(self, utterance: Utterance) -> Speech:
        """Return silence as long as :func:`silent_frames` says."""
        self.find(utterance.voice)
        spoken = utterance.spoken
        frames = silent_frames(spoken, utterance.rate)
        marks = tuple(
            WordMark(Frames(word.start() * frames // len(spoken)), word.start(), len(word.group()))
            for word in re.finditer(r"\S+", spoken)
        )
        return Speech(bytes(2 * frames), RATE, marks)

    def close(self) -> None:
        """Hold nothing, let go of nothing."""
