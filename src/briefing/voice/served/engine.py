"""The engine ``openai``: speaks with the voices of a server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import ClassVar

from briefing.errors import UsageError, VoiceError
from briefing.model import Speech, Utterance, Voice
from briefing.voice._heard import NOTHING, shown
from briefing.voice._listed import Speaker
from briefing.voice._parts import joined, parts
from briefing.voice._transposed import pace_for, transposed
from briefing.voice.engine import Estimate, Setup, Status
from briefing.voice.served.asking import ATTEMPTS, LONGEST_ASKED, Asking, Question
from briefing.voice.served.failed import FailedError
from briefing.voice.served.options import COMMON_KEY, OWN_KEY, key_for, server_of
from briefing.voice.served.turns import Turns
from briefing.voice.served.wire import Wire

_VERSION = 1
"""Changes whenever the same answers could become another sound."""

_SLOWEST, _FASTEST = 0.25, 4.0
"""What servers take for ``speed``."""

_MILLION = 1_000_000


class OpenAIEngine:
    """Speaks through any server that answers OpenAI's ``/v1/audio/speech``.

    What a server makes of a text is its own affair: the same text may sound another way each time.
    What is kept is not asked for again.
    """

    variables: ClassVar[tuple[str, ...]] = (OWN_KEY, COMMON_KEY)

    def __init__(self, setup: Setup | None = None) -> None:
        """Take what is said of the server; nothing is opened. Raises ``UsageError``."""
        setup = setup or Setup("openai")
        self.name = setup.name
        self._server = server_of(setup)
        server = self._server
        self._wire = Wire(server.url)
        self._refused: UsageError | None = None
        try:
            self._wire.key = key_for(server, setup.environment)
        except UsageError as error:  # the status says so; listing engines goes on
            self._refused = error
        turns = Turns(setup.shared, server.url, server.concurrency, server.a_minute)
        self._asking = Asking(server, self._wire, turns)

    @classmethod
    def configured(cls, setup: Setup) -> OpenAIEngine:
        """Return an engine for the server ``setup`` names; ``UsageError`` for a bad option."""
        return cls(setup)

    @property
    def patience(self) -> float:
        """Seconds the longest answer may take, all tries and waits included."""
        return ATTEMPTS * (self._server.timeout + LONGEST_ASKED)

    def status(self) -> Status:
        """Return whether there is a key, or somebody at an address that needs none.

        Only an address of this machine or network is looked at.
        """
        server = self._server
        if self._refused is not None:
            return Status(False, self._refused.what.rstrip("."), self._refused.remedy)
        if self._wire.key is None and not server.private and not server.keyless:
            remedy = f"Set {OWN_KEY} in the environment (for OpenAI, {COMMON_KEY} will do)."
            return Status(False, f"there is no key for {server.url}", remedy)
        if server.private and not self._wire.answers():
            remedy = "Start the server, or mend its address (the option url)."
            return Status(False, f"nobody answers at {server.url}", remedy)
        return Status(True, f"{server.model} at {server.url}, {len(self.voices())} voices")

    def fingerprint(self) -> str:
        """Return a text that changes with all that is asked, the key apart.

        A server that is given another model under the same name does not say so: that is what the
        option ``revision`` is for.
        """
        told = asdict(self._server)
        for silent in ("timeout", "concurrency", "a_minute", "price", "keyless"):
            del told[silent]
        told["voices"] = [asdict(speaker) for speaker in self._server.voices.speakers]
        return f"openai {_VERSION} {json.dumps(told, sort_keys=True)}"

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices the settings list, or OpenAI's own."""
        return self._server.voices.voices

    def find(self, name: str) -> Voice:
        """Return the voice called ``name``; raises ``VoiceError`` naming near ones."""
        return self._server.voices.speaker(name).voice

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice the settings give ``role``, or one of the language."""
        return self._server.voices.suggest(role, language)

    def estimate(self, utterances: Sequence[Utterance]) -> Estimate:
        """Return what speaking ``utterances`` would take if every request is answered at once."""
        asked = [
            part.text
            for utterance in utterances
            for part in parts(utterance.spoken, self._server.characters)
        ]
        characters = sum(map(len, asked))
        price = self._server.price
        if price is None and self._server.loopback:
            price = 0.0
        cost = None if price is None else characters * price / _MILLION
        return Estimate(characters, len(asked), cost)

    def speak(self, utterance: Utterance) -> Speech:
        """Return the sound of ``utterance``; a long text is asked for in parts.

        Text with neither letters nor digits gives next to nothing. Raises ``VoiceError``, with the
        text, when there is no such voice or the server does not answer with all of it.
        """
        speaker = self._server.voices.speaker(utterance.voice)
        if self._refused is not None:
            raise VoiceError(self._refused.what, where=self.name, remedy=self._refused.remedy)
        pace = pace_for(utterance.rate, utterance.pitch)
        try:
            spoken = [
                (self._asking.speech(self._question(part.text, speaker, pace)), part.pause)
                for part in parts(utterance.spoken, self._server.characters)
            ]
            speech = joined(spoken) if spoken else NOTHING
        except FailedError as error:
            raise self._unspeakable(utterance, f"{error.why}.", error.remedy) from error
        except VoiceError as error:
            raise self._unspeakable(utterance, error.what, error.remedy) from error
        return transposed(speech, utterance.pitch)

    def _question(self, text: str, speaker: Speaker, pace: float) -> Question:
        if not self._server.speed:
            return Question(text, speaker.called, None, speaker.natural)
        speed = min(max(pace / speaker.natural, _SLOWEST), _FASTEST)
        rate = max(pace, speaker.natural)  # some servers take a speed, and ignore it
        return Question(text, speaker.called, round(speed, 4), rate)

    def _unspeakable(self, utterance: Utterance, why: str, remedy: str) -> VoiceError:
        error = VoiceError(
            f"This could not be spoken: {why} The text: {shown(utterance.spoken)}",
            where=f"{self.name}, {utterance.voice}",
            remedy=remedy
            or "Choose another voice or engine, or try later; what is spoken is kept.",
        )
        error.engine = self.name
        return error

    def close(self) -> None:
        """Hang up."""
        self._wire.close()
