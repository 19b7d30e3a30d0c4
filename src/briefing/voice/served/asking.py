"""A question to a speech server, asked until it is answered, with the patience servers ask for."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

from briefing.model import Speech
from briefing.voice._heard import lacking
from briefing.voice.served.answer import speech_of
from briefing.voice.served.failed import FailedError
from briefing.voice.served.options import Server
from briefing.voice.served.turns import Turns
from briefing.voice.served.wire import Wire

ATTEMPTS = 5

_LONGEST_WAIT = 8.0
"""Seconds between two tries when the server does not say how long to wait."""

LONGEST_ASKED = 65.0
"""Seconds a server may ask for between two tries: limits by the minute, and a little."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text to be spoken."""

    text: str
    voice: str
    """What the server calls the voice."""
    speed: float | None
    """Of the voice's own pace; ``None`` is for servers that know no speed."""
    rate: float
    """Words of five letters a minute that may come back: too little sound is known by it."""


class Asking:
    """All that is asked of one server by one worker."""

    def __init__(self, server: Server, wire: Wire, turns: Turns) -> None:
        """Ask ``server`` over ``wire``, in ``turns`` with others."""
        self._server = server
        self._wire = wire
        self._turns = turns

    def speech(self, question: Question) -> Speech:
        """Return the sound of ``question``.

        Passing trouble is met with another try, :data:`ATTEMPTS` in all: an overloaded or failing
        server, one that cannot be reached, an answer that is late, half, silent or too short.
        Raises ``FailedError`` when there is no answer in the end.
        """
        import stamina

        # stamina announces each retry to logging; see read.fetch, which keeps it quiet likewise.
        logger = logging.getLogger("stamina")
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        longest = min(_LONGEST_WAIT, self._server.timeout / 5)
        again = stamina.RetryingCaller(
            attempts=ATTEMPTS,
            timeout=None,  # each attempt has its own limit
            wait_initial=longest / 8,
            wait_jitter=longest / 8,
            wait_max=longest,
        )
        return again(self._worth_it, self._attempt, question)

    def _worth_it(self, error: Exception) -> bool | float:
        if not isinstance(error, FailedError) or not error.passing:
            return False
        if error.wait is None:
            return True
        if error.wait > LONGEST_ASKED:
            return False
        self._turns.hold(error.wait)
        return error.wait

    def _attempt(self, question: Question) -> Speech:
        server = self._server
        with self._turns.turn(max(ATTEMPTS * server.timeout, 2 * LONGEST_ASKED)):
            reply = self._wire.exchange(_body(server, question), server.timeout)
        speech = speech_of(reply, server.format, server.pcm_rate, self._wire.key)
        wrong = lacking(speech, question.text, question.rate)
        if wrong:
            raise FailedError(wrong, remedy=_REMEDY, passing=True)
        return speech


_REMEDY = "Change the sentence in the script, or choose another voice, model or engine."


def _body(server: Server, question: Question) -> bytes:
    """Return the request as OpenAI's reference has it (API reference, "Create speech")."""
    asked: dict[str, object] = {
        "model": server.model,
        "input": question.text,
        "voice": question.voice,
        "response_format": server.format,
    }
    if question.speed is not None:
        asked["speed"] = question.speed
    if server.instructions:
        asked["instructions"] = server.instructions
    return json.dumps(asked, ensure_ascii=False).encode("utf-8")
