"""Answers: parsed, and held against the sentences they cite. Nothing in them is believed before."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.model import Address, Statement
from briefing.summarise.llm.failed import FailedError
from briefing.summarise.llm.frame import unframed
from briefing.summarise.llm.prompt import SCHEMA
from briefing.summarise.llm.stretch import Stretch
from briefing.summarise.reference import dangles
from briefing.summarise.words import count_words, terms

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

Unsupported = Callable[[str, Sequence[str], str], Sequence[object]]
"""The figures, names and quotations of a text (first) that its sources do not hold; language."""

BORNE_OUT = 0.6
"""At least this share of a statement's content words stands in the sentences it cites."""
_ALIKE = 0.8
"""One says what the other does if it shares so much of the content words of the shorter one."""
_TOO_LONG = 2
"""An answer may be so many times as long as asked, for the choice takes of it what fits ..."""
_GRACE = 30
"""... and so many words more, for few words are hard to keep to."""
_SHORTEST = 4
"""Words that a sentence counts for at least."""
_MOST_STARTS = 200
_MARKUP = frozenset("*#`|<>{}[]_~^\\=")


# ------------------------------------------------------------------------------ the form


@dataclass(frozen=True, slots=True)
class Claim:
    """What the model says, and which sentences it says it from, by their numbers from 1."""

    text: str
    sources: tuple[int, ...]


def claims_in(text: str) -> tuple[Claim, ...]:
    """Return the claims in an answer, the most needed first; raises ``FailedError`` without any.

    The object may stand in a fence or between prose; of several that keep to the schema, the last
    counts, for models that think aloud come to their answer at the end.
    """
    answered: dict[str, Any] | None = None
    for found in _objects(text):
        if _form().is_valid(found):
            answered = found
    if answered is None:
        raise FailedError("the answer is not in the form asked for")
    claims = [
        (one["rank"], Claim(" ".join(one["text"].split()), tuple(sorted(map(int, one["sources"])))))
        for one in answered["sentences"]
    ]
    if not claims:
        raise FailedError("the answer is empty")
    return tuple(claim for _, claim in sorted(claims, key=lambda ranked: ranked[0]))


def _objects(text: str) -> Iterator[Any]:
    """Yield the JSON objects in ``text``, outermost ones only."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    starts = 0
    while at >= 0 and starts < _MOST_STARTS:
        starts += 1
        end = at + 1
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            pass
        else:
            yield found
        at = text.find("{", end)


@lru_cache(maxsize=1)
def _form() -> Validator:
    import jsonschema

    return jsonschema.Draft202012Validator(SCHEMA)


# ------------------------------------------------------------------------------ the trust


@dataclass(frozen=True, slots=True)
class Answered:
    """What a model said of a stretch, as far as it is to be believed; else why not."""

    statements: tuple[Statement, ...] = ()
    """The most needed first."""
    failed: str | None = None
    """Why nothing of it is told."""
    doubt: str | None = None
    """Why one sentence of it is not told."""
    doubted: frozenset[Address] = frozenset()
    """What that one cites and no other one tells."""
    general: bool = False
    """Whether it failed for a reason that has nothing to do with this stretch."""


def trusted(
    claims: Sequence[Claim], stretch: Stretch, words: int, unsupported: Unsupported
) -> Answered:
    """Return what to tell of an answer that was asked for in ``words``, most needed first.

    One sentence among others that says more than its sources is passed over, for a comparison of
    words has false alarms. Raises ``FailedError`` when two do, or one shows otherwise that the
    model does not keep to the source: then none is worth having. What is honest but cannot be
    told, since it leans on another sentence or mixes the order, is passed over in silence.
    """
    length = sum(max(count_words(claim.text), _SHORTEST) for claim in claims)
    if length > _TOO_LONG * words + _GRACE:
        raise FailedError("the answer is far longer than asked for")
    for claim in claims:
        _check(claim, stretch)
    _check_repeats(claims, stretch.language)
    doubts = {claim: why for claim in claims if (why := _beyond(claim, stretch, unsupported))}
    doubted, doubt = next(iter(doubts.items()), (None, None))
    if doubt and (len(doubts) > 1 or len(claims) == 1):
        raise FailedError(doubt)
    found = tuple(_in_order([claim for claim in claims if claim is not doubted], stretch))
    if not found:
        raise FailedError("no sentence of the answer can be told by itself")
    return Answered(found, doubt=doubt, doubted=_untold(doubted, found, stretch))


def _check(claim: Claim, stretch: Stretch) -> None:
    if not any(letter.isalnum() for letter in claim.text):
        raise FailedError("a sentence of the answer is empty")
    if not claim.sources or not all(1 <= n <= len(stretch.sentences) for n in claim.sources):
        raise FailedError("a sentence of the answer cites none of those it was given")
    cited = " ".join(_cited(claim, stretch))
    if _signs(claim.text) - _signs(cited):
        raise FailedError("a sentence of the answer holds markup")
    if _share(claim.text, cited, stretch.language) < BORNE_OUT:
        raise FailedError("a sentence of the answer does not say what those it cites say")


def _beyond(claim: Claim, stretch: Stretch, unsupported: Unsupported) -> str | None:
    """Return how a claim says more than its sources, for people; ``None`` if it does not."""
    cited = _cited(claim, stretch)
    invented = unsupported(claim.text, cited, stretch.language)
    if not invented:
        bare = unframed(claim.text, cited, stretch.language)
        return "a sentence of the answer tells as a fact what is only said" if bare else None
    named = ", ".join(repr(str(getattr(one, "text", one))[:40]) for one in invented[:3])
    return f"a sentence of the answer names what its sources do not: {named}"


def _cited(claim: Claim, stretch: Stretch) -> list[str]:
    return [stretch.sentences[number - 1].text for number in dict.fromkeys(claim.sources)]


def _untold(
    doubted: Claim | None, found: Sequence[Statement], stretch: Stretch
) -> frozenset[Address]:
    """Return what a doubted claim cites that does not stand among the sources of another one."""
    cited = {
        stretch.sentences[number - 1].address for number in (doubted.sources if doubted else ())
    }
    return frozenset(
        address
        for address in cited
        if not any(one.sources[0] <= address <= one.sources[-1] for one in found)
    )


def _signs(text: str) -> set[str]:
    """Return the signs in ``text`` that are notation or cannot be seen."""
    return {sign for sign in text if sign in _MARKUP or unicodedata.category(sign)[0] == "C"}


def _share(text: str, other: str, language: str) -> float:
    """Return which share of the content words of ``text`` stands in ``other``; 0 without any."""
    said = terms(text, language).single
    held = set(terms(other, language).single)
    return sum(term in held for term in said) / len(said) if said else 0.0


def _check_repeats(claims: Sequence[Claim], language: str) -> None:
    said: list[frozenset[str]] = []
    for claim in claims:
        own = content_words(claim.text, language)
        if any(alike(own, before) for before in said):
            raise FailedError("the answer says one thing twice")
        said.append(own)


def content_words(text: str, language: str) -> frozenset[str]:
    """Return the words of ``text`` that carry meaning, as they are compared."""
    return frozenset(terms(text, language).single)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether hardly any content word of one statement is not the other's as well."""
    return len(one & other) >= _ALIKE * min(len(one), len(other)) > 0


def _in_order(claims: Sequence[Claim], stretch: Stretch) -> Iterator[Statement]:
    """Yield what can be told in the order of the source whichever others are told with it."""
    spans: list[tuple[int, int]] = []
    for claim in claims:
        first, last = min(claim.sources), max(claim.sources)
        one_run = stretch.runs[first - 1] == stretch.runs[last - 1]
        apart = all(last <= start or end <= first for start, end in spans)
        if one_run and apart and not dangles(claim.text, stretch.language):
            spans.append((first, last))
            sources = (stretch.sentences[number - 1].address for number in claim.sources)
            yield Statement(claim.text, tuple(dict.fromkeys(sources)))
