"""What a run may take: tokens and cost, estimated before anything is sent and kept to after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.errors import UsageError
from briefing.model import Document
from briefing.settings import Settings
from briefing.summarise.llm.prompt import messages, tokens_for, tokens_of, words_for
from briefing.summarise.llm.stretch import stretches

_MILLION = 1_000_000
_ASKINGS = 2
"""Where an episode is made to fit, a section is mostly asked for in one or two lengths."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens sent to a model and received from it."""

    sent: int = 0
    received: int = 0

    def __add__(self, other: Tokens) -> Tokens:
        """Return both together."""
        return Tokens(self.sent + other.sent, self.received + other.received)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take, and what a token costs."""

    tokens: int
    cost: float | None = None
    prices: tuple[float, float] | None = None
    """Of a million tokens sent, and of a million received."""

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits set; raises ``UsageError`` for one on cost where prices are missing."""
        sent, received = settings.llm_input_price, settings.llm_output_price
        prices = None if sent is None or received is None else (sent, received)
        if settings.llm_max_cost is not None and prices is None:
            raise UsageError(
                "A limit on cost means nothing without prices.",
                remedy="Give --llm-input-price and --llm-output-price, or no --llm-max-cost.",
            )
        return cls(settings.llm_max_tokens, settings.llm_max_cost, prices)

    def price(self, tokens: Tokens) -> float | None:
        """Return what ``tokens`` cost, if the prices are known."""
        if self.prices is None:
            return None
        return (tokens.sent * self.prices[0] + tokens.received * self.prices[1]) / _MILLION

    def allow(self, tokens: Tokens) -> bool:
        """Tell whether a run may take so many tokens."""
        price = self.price(tokens)
        dear = price is not None and self.cost is not None and price > self.cost
        return tokens.sent + tokens.received <= self.tokens and not dear

    def check(self, tokens: Tokens) -> None:
        """Raise ``UsageError`` when a run may not take so many tokens."""
        if self.allow(tokens):
            return
        if tokens.sent + tokens.received > self.tokens:
            raise UsageError(
                f"The model could take {tokens.sent + tokens.received:,} tokens, more than "
                f"{self.tokens:,}. Nothing was sent.",
                remedy="Give fewer or shorter sources, or raise --llm-max-tokens.",
            )
        raise UsageError(
            f"The model could cost {self.price(tokens):,.4f}, more than {self.cost:,.4f}. "
            "Nothing was sent.",
            remedy="Give fewer or shorter sources, or raise --llm-max-cost.",
        )

    def announcement(self, model: str, tokens: Tokens) -> str:
        """Return a line that says what is about to be spent at most."""
        price = self.price(tokens)
        cost = "" if price is None else f", at a cost of up to {price:,.4f}"
        return (
            f"asking {model}: up to about {tokens.sent:,} tokens sent and "
            f"{tokens.received:,} received{cost}"
        )


def estimate(documents: Sequence[Document]) -> Tokens:
    """Return what condensing ``documents`` takes if all is asked for twice, in full length."""
    total = Tokens()
    for document in documents:
        for stretch in stretches(document):
            words = words_for(stretch.words)
            once = question_tokens(messages(stretch, words), words)
            total += Tokens(_ASKINGS * once.sent, _ASKINGS * once.received)
    return total


def question_tokens(asked: Sequence[dict[str, str]], words: int) -> Tokens:
    """Return what a question and its answer of ``words`` words take at most."""
    return Tokens(sum(tokens_of(one["content"]) for one in asked), tokens_for(words))
