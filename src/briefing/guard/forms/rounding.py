"""The words that say a number is rounded, and which way."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.guard.folding import plain

ABOUT, BELOW, ABOVE = "about", "below", "above"
"""The source's number lies near, above or below the one that is said.

``BELOW``: "nearly 50" is said of 48. ``ABOVE``: "more than 40" is said of 43.
"""

_WORDS = {
    "en": """
        about: about|around|roughly|approximately|approx.|some|close to|an estimated|circa|c.
        below: nearly|almost|just under|just short of|just below|under|less than|fewer than|below
        above: more than|over|just over|at least|upwards of|well over|above|in excess of""",
    "de": """
        about: rund|etwa|ungefähr|circa|ca.|zirka|gut und gern|um die|gegen|schätzungsweise
        below: fast|knapp|beinahe|nahezu|weniger als|unter
        above: mehr als|über|gut|mindestens|wenigstens""",
    "fr": """
        about: environ|à peu près|autour de|quelque|près de|approximativement
        below: presque|un peu moins de|moins de|moins d'
        above: plus de|plus d'|un peu plus de|au moins""",
    "es": """
        about: unos|unas|alrededor de|cerca de|aproximadamente|en torno a
        below: casi|menos de|algo menos de
        above: más de|algo más de|al menos|por encima de""",
    "it": """
        about: circa|intorno a|attorno a|all'incirca|più o meno
        below: quasi|poco meno di|meno di
        above: oltre|più di|poco più di|almeno""",
    "pt": """
        about: cerca de|aproximadamente|em torno de|por volta de|uns|umas
        below: quase|menos de|pouco menos de
        above: mais de|pouco mais de|pelo menos|ao menos""",
    "nl": """
        about: ongeveer|rond|circa|zo'n|rond de|ca.|omstreeks
        below: bijna|haast|krap|minder dan|net geen
        above: meer dan|ruim|ruim|minstens|boven de""",
    "pl": """
        about: około|ok.|mniej więcej|w przybliżeniu|blisko
        below: prawie|niemal|niespełna|mniej niż
        above: ponad|przeszło|więcej niż|co najmniej""",
}


@lru_cache(maxsize=32)
def hedges(language: str) -> dict[str, str]:
    """Return the words of ``language`` that round the number after them, with their sense."""
    found = {}
    for line in _WORDS.get(language, "").strip().splitlines():
        sense, _, words = line.strip().partition(": ")
        found.update(dict.fromkeys(map(plain, words.split("|")), sense))
    return found


@lru_cache(maxsize=32)
def hedge_pattern(language: str) -> re.Pattern[str]:
    """Return what finds such a word at the end of the folded text before a number."""
    words = sorted(hedges(language), key=len, reverse=True)
    found = "|".join(map(re.escape, words)) or r"(?!)"
    return re.compile(rf"(?:^|\W)({found})\W{{0,3}}$")
