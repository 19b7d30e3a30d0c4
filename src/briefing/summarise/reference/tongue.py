"""What a language's table of leaning words says, and how the table is written.

Phrases are separated by semicolons; a slash between words stands for either of them; a comma is a
word of its own: ``second/third ,`` is two phrases. A table is unfolded when its language is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import product
from typing import NamedTuple

from briefing.summarise.words import function_words

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
LONGEST_PHRASE = 6
"""Words, commas counted."""


class Table(NamedTuple):
    """A language's leaning words as they are written down, in lower case."""

    pronouns: str
    """Words for persons told of before, found a few words into a sentence."""
    opening_pronouns: str
    """Words that stand for something told of before only where they open a sentence."""
    connectives: str
    """Openings that can be taken off, and what is left is a sentence."""
    pointing: str
    """Openings that cannot."""
    inner: str
    """Connectives that stand a few words into a sentence, and link it as much."""
    standing: str
    """Longer openings that look like the others and lean on nothing."""
    says: str
    """Verbs that attribute a quotation."""
    speakers: str
    """Pronouns that stand beside such a verb."""
    passing: str
    """Openings that are neither names nor nouns, beside the function words: times above all."""
    capitalised: str = ""
    """Pronouns that are others, or names, where they stand inside a sentence with a capital."""
    splits_elisions: bool = False
    """Whether ``l'`` and ``qu'`` are words of their own."""
    only_capitals: bool = False
    """Whether only a capitalised word, not any noun, is taken for what a pronoun stands for."""
    verb_second: bool = False
    """Whether a verb follows where a sentence opens with a time."""
    pronominal: str = ""
    """Adverbs a few words in that stand for a thing told of before, unless a clause follows."""
    no_subject: str = ""
    """Where a verb may stand without its subject ("dijo" is "he said"): what then follows it."""


class Tongue(NamedTuple):
    """A language's table, unfolded."""

    pronouns: frozenset[str]
    opening_pronouns: frozenset[str]
    openings: dict[str, str]
    """Opening phrases: ``connective``, ``pointing`` or ``standing``."""
    opening_heads: dict[str, int]
    """Their first words, and how many words the longest of each has."""
    inner: frozenset[str]
    inner_heads: dict[str, int]
    says: frozenset[str]
    speakers: frozenset[str]
    passing: frozenset[str]
    small: frozenset[str]
    """Function words, and ``passing``."""
    pronominal: frozenset[str]
    no_subject: frozenset[str]
    capitalised: frozenset[str]
    splits_elisions: bool
    only_capitals: bool
    verb_second: bool


@cache
def tongue_of(primary: str) -> Tongue | None:
    """Return what is known of a language, given as ``de``; nothing for one without a table."""
    if primary not in LANGUAGES:
        return None
    table: Table = import_module(f"briefing.summarise.reference.{primary}").TABLE
    openings = {
        phrase: kind
        for kind, written in (
            ("pointing", table.pointing),
            ("connective", table.connectives),
            ("standing", table.standing),
        )
        for phrase in unfolded(written)
    }
    inner = frozenset(unfolded(table.inner))
    passing = frozenset(unfolded(table.passing))
    return Tongue(
        frozenset(unfolded(table.pronouns)),
        frozenset(unfolded(table.opening_pronouns)),
        openings,
        _heads(openings),
        inner,
        _heads(inner),
        frozenset(unfolded(table.says)),
        frozenset(unfolded(table.speakers)),
        passing,
        passing | function_words(primary),
        frozenset(unfolded(table.pronominal)),
        frozenset(unfolded(table.no_subject)),
        frozenset(unfolded(table.capitalised)),
        table.splits_elisions,
        table.only_capitals,
        table.verb_second,
    )


def _heads(phrases: Iterable[str]) -> dict[str, int]:
    heads: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.split()
        heads[words[0]] = max(heads.get(words[0], 0), len(words))
    return heads


def unfolded(written: str) -> Iterator[str]:
    """Yield the phrases of a table's entry, each choice by itself."""
    for phrase in written.split(";"):
        slots = [slot.split("/") for slot in phrase.split()]
        if slots:
            yield from (" ".join(choice) for choice in product(*slots))
