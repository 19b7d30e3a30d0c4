"""The chat protocol: one question, one answer, with the patience that servers ask for."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any

from briefing.errors import UsageError
from briefing.summarise.llm.failed import FailedError, UnreachableError
from briefing.summarise.llm.wire import Reply, Wire

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that a second request may well not meet; 529 is an overloaded server's."""
_ATTEMPTS = 4
_LONGEST_WAIT = 4.0
"""Seconds between two tries when the server does not say how long to wait."""
_SEED = 7

Messages = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer as it came."""

    text: str
    sent: int | None = None
    """Tokens of the question, where the server counts them."""
    received: int | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a server wants to be asked. The protocol has dialects, and servers do not say which."""

    form: str = "json_schema"
    """``response_format``: ``json_schema``, ``json_object``, or nothing."""
    limit: str = "max_tokens"
    steady: tuple[str, ...] = ("temperature", "seed")
    """What makes answers the same each time, as far as a server does it."""

    def parameters(self, most: int, schema: Mapping[str, object]) -> dict[str, object]:
        """Return what goes beside model and messages for an answer of ``most`` tokens."""
        wanted: dict[str, object] = {self.limit: most, "stream": False}
        wanted |= {name: {"temperature": 0, "seed": _SEED}[name] for name in self.steady}
        if self.form == "json_schema":
            named = {"name": "summary", "strict": True, "schema": schema}
            wanted["response_format"] = {"type": self.form, "json_schema": named}
        elif self.form:
            wanted["response_format"] = {"type": self.form}
        return wanted

    def milder(self, complaint: str) -> Manner | None:
        """Return a manner without what ``complaint`` names, else one that asks less of the form.

        ``None`` when there is nothing left to give up.
        """
        if self.limit in complaint and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        for name in self.steady:
            if name in complaint:
                return replace(self, steady=tuple(one for one in self.steady if one != name))
        milder = {"json_schema": "json_object", "json_object": ""}.get(self.form)
        return None if milder is None else replace(self, form=milder)


class Chat:
    """A model on a server. It learns once in what manner the server wants to be asked."""

    def __init__(self, wire: Wire, model: str, seconds: float) -> None:
        """Ask ``model``; each answer may take ``seconds``, all tries and waits included."""
        self._wire = wire
        self._model = model
        self._seconds = seconds
        self._manner = Manner()
        self._reached = False

    def complete(self, messages: Messages, schema: Mapping[str, object], most: int) -> Completion:
        """Return the answer to ``messages``, of at most ``most`` tokens.

        Raises ``UsageError`` when no answer will ever come: the server cannot be reached at the
        first question, or does not know the key or the model. Raises ``FailedError`` when only
        this one did not come, or was cut off or refused.
        """
        import stamina

        # stamina announces each retry to logging; see read.fetch, which keeps it quiet likewise.
        logger = logging.getLogger("stamina")
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        end = time.monotonic() + self._seconds
        longest = min(_LONGEST_WAIT, self._seconds / 5)

        def worth_it(error: Exception) -> bool | float:
            if not isinstance(error, FailedError) or not error.passing:
                return False
            wait = longest if error.wait is None else error.wait
            if time.monotonic() + wait >= end:
                return False
            return True if error.wait is None else error.wait

        again = stamina.RetryingCaller(
            attempts=_ATTEMPTS,
            timeout=None,  # worth_it knows the time
            wait_initial=longest / 4,
            wait_jitter=longest / 4,
            wait_max=longest,
        )
        return again(worth_it, self._attempt, messages, schema, most, end)

    def _attempt(
        self, messages: Messages, schema: Mapping[str, object], most: int, end: float
    ) -> Completion:
        manner: Manner | None = self._manner
        while manner:
            asked: dict[str, object] = {"model": self._model, "messages": messages}
            asked |= manner.parameters(most, schema)
            reply = self._sent(json.dumps(asked, ensure_ascii=False).encode("utf-8"), end)
            if reply.status not in {400, 422}:
                self._manner = manner  # what a server took once it takes again
                return self._completion(reply)
            manner = manner.milder(_complaint(reply))
        raise FailedError(f"the server does not take the question (status {reply.status})")

    def _sent(self, question: bytes, end: float) -> Reply:
        left = end - time.monotonic()
        if left <= 0:
            raise FailedError("no answer came in time")
        try:
            reply = self._wire.exchange(question, left)
        except UnreachableError as error:
            if self._reached:
                raise
            raise UsageError(
                f"The server of the language model cannot be reached: {error.why}.",
                where=self._wire.shown,
                remedy="Start the server, or choose --summariser extractive.",
            ) from error
        self._reached = True
        return reply

    def _completion(self, reply: Reply) -> Completion:
        if reply.status in {401, 403}:
            raise UsageError(
                f"The server of the language model refuses the key (status {reply.status}).",
                where=self._wire.shown,
                remedy="Set BRIEFING_LLM_KEY in the environment to a key it knows.",
            )
        if reply.status == 404:
            raise UsageError(
                f"The server knows no model called {self._model!r}, or no chat (status 404).",
                where=self._wire.shown,
                remedy="Check --llm-model and --llm-url; the address mostly ends with /v1.",
            )
        if 300 <= reply.status < 400:
            raise UsageError(
                f"The server redirects (status {reply.status}), which is not followed with a key.",
                where=self._wire.shown,
                remedy="Give the address it redirects to with --llm-url.",
            )
        if reply.status != 200:
            raise FailedError(
                f"the server answered with status {reply.status}",
                passing=reply.status in _PASSING,
                wait=_retry_after(reply),
            )
        completion = completion_of(reply.body)
        if self._wire.told_key(completion.text):
            raise FailedError("the answer repeats the key")
        return completion


def completion_of(body: bytes) -> Completion:
    """Return the answer in the body of a reply; raises ``FailedError`` when there is none."""
    try:
        whole = json.loads(body)
        choice = whole["choices"][0]
        message = choice["message"]
        text, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FailedError("the reply is not of the chat protocol") from error
    if choice.get("finish_reason") == "length":
        raise FailedError("the answer was cut off")
    if refusal or choice.get("finish_reason") == "content_filter":
        raise FailedError("the model refused")
    if not isinstance(text, str) or not text.strip():
        raise FailedError("the answer is empty")
    usage = whole.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Completion(text, _count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))


def _count(usage: Mapping[str, Any], name: str) -> int | None:
    counted = usage.get(name)
    return counted if type(counted) is int and 0 <= counted < 10_000_000 else None


def _complaint(reply: Reply) -> str:
    """Return what a server says of a request it does not take; only names are looked for in it."""
    return reply.body[:4_000].decode("utf-8", "replace")


def _retry_after(reply: Reply) -> float | None:
    """Return the seconds to wait that a Retry-After header names (RFC 9110, 10.2.3)."""
    stated = reply.headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        moment = parsedate_to_datetime(stated).timestamp()
        now = parsedate_to_datetime(reply.headers.get("date", "")).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, moment - now)
