"""Asking: all that is asked in one run, each question once, within its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.summarise.llm.answer import Answered, Unsupported, claims_in, trusted
from briefing.summarise.llm.failed import FailedError
from briefing.summarise.llm.kept import KeptAnswers, key_of
from briefing.summarise.llm.limits import Limits, Tokens, question_tokens
from briefing.summarise.llm.prompt import SCHEMA, VERSION, messages, tokens_for, words_for
from briefing.summarise.llm.stretch import Stretch

if TYPE_CHECKING:
    from briefing.summarise.llm.chat import Chat

_PATIENCE = 3
"""So many answers in a row that are none, and the server is asked no more."""


class Asking:
    """A model asked about stretches. It remembers, so the same question has one answer a run."""

    def __init__(
        self, chat: Chat, model: str, limits: Limits, kept: KeptAnswers, unsupported: Unsupported
    ) -> None:
        """Ask ``chat`` what is not ``kept``, and hold the answers against their sources."""
        self._chat = chat
        self._model = model
        self._limits = limits
        self._kept = kept
        self._unsupported = unsupported
        self._spent = Tokens()
        self._in_a_row = 0
        self._said: dict[str, str | FailedError] = {}
        self._answered: dict[tuple[Stretch, int], Answered] = {}

    def about(self, stretch: Stretch, share: int) -> Answered:
        """Return what to tell of ``stretch`` where ``share`` words are wanted, and some more.

        What goes beyond the share is there to choose from: a budget is seldom met by the sentences
        that were to meet it.
        Raises ``UsageError`` when the server cannot be reached at all, or knows no such key or
        model.
        """
        words = words_for(min(share + share // 2, stretch.words))
        known = self._answered.get((stretch, words))
        if known:
            return known
        try:
            claims = claims_in(self._answer(stretch, words))
            answered = trusted(claims, stretch, words, self._unsupported)
        except FailedError as error:
            answered = Answered(failed=error.why)
        except _StoppedError as error:
            return Answered(failed=str(error), general=True)
        self._answered[stretch, words] = answered
        return answered

    def _answer(self, stretch: Stretch, words: int) -> str:
        """Return the model's own words; the same text elsewhere is the same question."""
        asked = messages(stretch, words)
        key = key_of((VERSION, asked, self._model, tokens_for(words), SCHEMA))
        if key not in self._said:
            try:
                self._said[key] = self._kept.recall(key) or self._fresh(key, asked, words)
            except FailedError as error:
                self._said[key] = error
        said = self._said[key]
        if isinstance(said, FailedError):
            raise said
        return said

    def _fresh(self, key: str, asked: tuple[dict[str, str], ...], words: int) -> str:
        if self._in_a_row >= _PATIENCE:
            raise _StoppedError(
                f"{_PATIENCE} answers in a row were none, so no more were asked for"
            )
        expected = question_tokens(asked, words)
        if not self._limits.allow(self._spent + expected):
            raise _StoppedError("the limit on tokens or cost was reached, so no more was asked")
        self._in_a_row += 1
        answer = self._asked(asked, words, expected)
        claims_in(answer)
        self._in_a_row = 0
        self._kept.keep(key, answer)
        return answer

    def _asked(self, asked: tuple[dict[str, str], ...], words: int, expected: Tokens) -> str:
        before = self._spent
        self._spent = before + expected  # what fails may have cost all the same
        completion = self._chat.complete(asked, SCHEMA, tokens_for(words))
        self._spent = before + Tokens(
            expected.sent if completion.sent is None else completion.sent,
            expected.received if completion.received is None else completion.received,
        )
        return completion.text


class _StoppedError(Exception):
    """No more is asked in this run."""
