"""Wording: a source sentence as a newsreader would say it, no fact of it changed.

What a voice cannot say or a listener cannot use goes: datelines, bylines, "(pictured)", citation
marks. Who says something stands before what is said, as the BBC's and NPR's guides for writers have
it. Each rule is a module of its own and leaves alone what it does not surely know; no rule touches
quoted words, and none adds a word.
"""

from __future__ import annotations

from briefing.summarise.wording.according import accorded_first
from briefing.summarise.wording.attribution import attributed_first
from briefing.summarise.wording.brackets import without_eye_brackets
from briefing.summarise.wording.connectives import without_connective
from briefing.summarise.wording.endings import without_ending, without_pictured
from briefing.summarise.wording.openings import without_opening
from briefing.summarise.wording.tongues import TONGUES, attributed_first_abroad
from briefing.summarise.words import primary_of

__all__ = ["worded"]

_LONGEST = 4_000
"""Characters. What is longer is no sentence that anybody says."""
_MOST_ROUNDS = 6


def worded(text: str, language: str, *, alone: bool = False) -> str:
    """Return ``text``, one source sentence, as it is said; itself when no rule surely applies.

    ``language`` is a BCP 47 tag. ``alone`` says that the sentence before it is not spoken: a
    leading "However," then goes too. The words are words of ``text``, in another order at most;
    quotations stay as they are but for a comma before the closing mark that becomes a full stop.
    Saying the result again changes nothing. Time is linear in the text.
    """
    if len(text) > _LONGEST:
        return text
    primary = primary_of(language)
    said = text
    for _ in range(_MOST_ROUNDS):
        further = _once(said, primary, alone)
        if further == said:
            return said
        said = further
    return text  # rules that undo each other: not a sentence they were made for


def _once(text: str, primary: str, alone: bool) -> str:
    said = without_ending(without_opening(text))
    if "pictured" in said:
        said = without_pictured(said)
    if "(" in said or "[" in said:
        said = without_eye_brackets(said)
    if alone:
        said = without_connective(said, primary)
    if primary == "en":
        said = attributed_first(said)
    elif primary in TONGUES:
        said = attributed_first_abroad(said, primary)
    said = accorded_first(said, primary).strip()
    return said if any(character.isalnum() for character in said) else text
