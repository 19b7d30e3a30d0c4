"""Rounding: a number that says it is rounded may stand for the exact one of the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefing.guard.folding import plain
from briefing.guard.forms.rounding import ABOUT, ABOVE, BELOW, hedge_pattern, hedges
from briefing.guard.numerals import Value, value_of

_LONGEST_HEDGE = 40
_MOST_DIGITS = 15


class Hedge(NamedTuple):
    """A word that says the number after it is rounded: its sense and where it begins."""

    sense: str
    start: int


def hedge_before(text: str, at: int, language: str) -> Hedge | None:
    """Return the word that rounds the number at ``at`` in the folded ``text``."""
    first = max(0, at - _LONGEST_HEDGE)
    before = text[first:at]
    small = plain(before)
    match = hedge_pattern(language).search(small)
    if match is None:
        return None
    start = first + match.start(1) if len(small) == len(before) else at
    return Hedge(hedges(language)[match[1]], start)


def is_rounding(said: tuple[object, ...], source: tuple[object, ...], sense: str) -> bool:
    """Tell whether ``said`` is ``source`` to its leading digits, on the side ``sense`` says."""
    if not (_is_value(said) and _is_value(source)):
        return False
    one, other = Value(*said), Value(*source)  # type: ignore[arg-type]  # checked above
    if one.digits[0] == "-" or other.digits[0] == "-" or len(one.digits) >= len(other.digits):
        return False
    return one in _roundings(other, sense)


def _is_value(value: tuple[object, ...]) -> bool:
    return len(value) == 2 and isinstance(value[0], str)


def _roundings(value: Value, sense: str) -> Iterator[Value]:
    """Yield ``value`` to each number of leading digits, as ``sense`` rounds.

    To the nearest for "about"; down for "more than" and up for "nearly", which are true of no
    other.
    """
    for kept in range(1, min(len(value.digits), _MOST_DIGITS)):
        dropped = len(value.digits) - kept
        low = int(value.digits[:kept])
        nearest = low + (value.digits[kept] >= "5")
        chosen = {ABOVE: low, BELOW: low + 1, ABOUT: nearest}[sense]
        yield value_of(str(chosen)).times(value.power + dropped)
