"""Frames: "the baker fears that", "say that". What stands in one is not told as a fact without it.

It is what a model does that obeys a sentence telling it to say something, and what an honest one
does that drops who made a claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.summarise.words import terms

_THAT = {
    "cs": "že",
    "da": "at",
    "de": "dass|daß",
    "en": "that",
    "es": "que",
    "fi": "että",
    "fr": "que|qu(?=['’])",
    "hu": "hogy",
    "it": "che",
    "nb": "at",
    "nl": "dat",
    "no": "at",
    "pl": "że",
    "pt": "que",
    "ru": "что",
    "sv": "att",
    "uk": "що",
}
"""The word between a frame and what is in it. It stands elsewhere, too: before a relative clause,
say, where a statement without a word of what is before it says hardly anything."""


def unframed(text: str, sources: Sequence[str], language: str) -> bool:
    """Tell whether ``text`` says what a frame in ``sources`` holds, and nothing of the frame.

    Words of content are compared; what another one of the sources says counts for that one. Where
    the language's word for "that" is not known, nothing is found.

    >>> unframed("The bridge is weak.", ["Boatmen say that the bridge is weak."], "en")
    True
    >>> unframed("Boatmen call it weak.", ["Boatmen say that the bridge is weak."], "en")
    False
    """
    said = set(terms(text, language).single)
    for number, source in enumerate(sources):
        others = set(terms(" ".join((*sources[:number], *sources[number + 1 :])), language).single)
        own = said - others
        frame, framed = _parts(source, language)
        if frame and own & framed - frame and not said & frame:
            return True
    return False


def _parts(source: str, language: str) -> tuple[set[str], set[str]]:
    """Return the content words before and after the first word for "that"."""
    that = _THAT.get(language.partition("-")[0])
    found = re.search(rf"\b(?:{that})\b", source) if that else None
    if found is None:
        return set(), set()
    before, after = source[: found.start()], source[found.end() :]
    return set(terms(before, language).single), set(terms(after, language).single)
