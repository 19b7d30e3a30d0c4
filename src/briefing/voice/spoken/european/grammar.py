"""What the rules of German, French, Spanish, Italian, Portuguese and Dutch have to know."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.voice.spoken.text import Rule
from briefing.voice.spoken.web import WebWords

Names = dict[str, tuple[str, str]]
"""A sign with its name for one and for many."""

NUMBER = r"[0-9]++(?:[.,][0-9]++)*+"
"""Digits with points and commas between them."""

START = r"(?<![\w.,:/-])"
"""Where a number begins that is not the rest of something longer."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's words for signs and numbers, and the rules that are its own."""

    language: str
    minus: str
    to: str
    per: str
    web: WebWords
    months: tuple[str, ...]
    date: str
    """How a day, month and year are put together."""
    currencies: Names
    units: Names
    scales: dict[str, str]
    """The written names of great numbers, abbreviated or not, and the said ones."""
    of_scale: str
    """What stands between a million and the thing counted."""
    cents: str
    """What stands between five euros and fifty."""
    cent: tuple[str, str]
    abbreviations: dict[str, str]
    counted: dict[str, str]
    """Abbreviations that are only read so before a number, without their full stop."""
    titles: dict[str, str]
    """Abbreviations that are only read so before a name, without their full stop."""
    spelled: str
    """Capitals that are said letter by letter though they could be a word, by blanks."""
    starters: str
    """Words that begin a sentence, and so do not follow an initial or an ordinal."""
    signs: dict[str, str]
    first: str = ""
    """The first day of a month, where it is not a plain number."""
    below_two: bool = False
    """Whether 1.5 of a thing is one of it, as in French."""
    names: tuple[Rule, ...] = ()
    """Rules for names, Roman numerals above all; need no digit."""
    early: tuple[Rule, ...] = ()
    """Rules for digits that come before amounts: dates, times, ordinals."""
    late: tuple[Rule, ...] = ()
    """Rules for digits that come after amounts: fractions, agreement, years."""


def same(text: str) -> Names:
    """Return the table in ``text``, pairs ``sign=name`` by commas, where one is like many."""
    return {sign: (name, name) for sign, name in table(text).items()}


def forms(text: str) -> Names:
    """Return the table in ``text``, entries ``sign=one/many`` by commas."""
    halves = {sign: name.partition("/") for sign, name in table(text).items()}
    return {sign: (one, many) for sign, (one, _, many) in halves.items()}


def plural_s(text: str) -> Names:
    """Return the table in ``text``, pairs ``sign=name`` by commas, whose many end in s."""
    return {sign: (name, f"{name}s") for sign, name in table(text).items()}


def table(text: str) -> dict[str, str]:
    """Return the pairs ``written=said`` of ``text``, set apart by commas."""
    pairs = (pair.strip().rpartition("=") for pair in text.split(","))
    return {written: said for written, _, said in pairs if written}


def words(text: str) -> frozenset[str]:
    """Return the words of ``text``."""
    return frozenset(text.split())


def either(keys: frozenset[str] | dict[str, str] | Names) -> str:
    """Return a pattern for any of ``keys``, the longest first."""
    return "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))


def split_cents(amount: str) -> tuple[str, str]:
    """Return the whole and the two decimals of an amount; no decimals: an empty string."""
    found = re.fullmatch(r"([0-9]{1,3}(?:[.,]?[0-9]{3}){0,5})[.,]([0-9]{2})", amount)
    return (found[1], found[2]) if found else (amount, "")


def is_one(amount: str, below_two: bool) -> bool:
    """Tell whether what is counted stands in the singular."""
    return amount == "1" or (below_two and re.fullmatch("[01](?:,[0-9]{1,3})?", amount) is not None)


def words_before(match: re.Match[str], most: int = 3) -> list[str]:
    """Return the words right before a match, at most ``most``, with their commas; no digits."""
    start = match.start()
    context = match.string[max(0, start - 24 * most) : start]
    found = re.search(rf"(?:(?<!\w)[^\W\d_]{{1,20}},? ){{0,{most}}}$", context)
    return found[0].split() if found else []
