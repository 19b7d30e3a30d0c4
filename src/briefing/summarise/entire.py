"""The entire document, where it fits: nothing is cut, but nothing is said twice either."""

from __future__ import annotations

import re
from collections.abc import Container

from briefing.model import Address, Document, Story
from briefing.summarise.candidates import Part, Pieces
from briefing.summarise.story import laid_out, whole

SAYS_AGAIN = "says again what {} says"

_WORD = re.compile(r"\w+")
_REPEATABLE = 5
"""Words; what is shorter may be said again, such as "He agreed."."""


def worded_of(pieces: Pieces, told: Container[int]) -> dict[Address, str]:
    """Return the words of the sentences ``told`` that are not said as they stand."""
    return {
        one.sentence.address: words
        for rank, one in enumerate(pieces.placed)
        if rank in told and (words := pieces.words_of(rank, told)) != one.sentence.text
    }


def entire(document: Document, pieces: Pieces) -> Story:
    """Return the story that leaves out only what is said again word for word, or never spoken."""
    plain = whole(document)
    again = _said_again(pieces)
    told = set(range(len(pieces.placed))) - again.keys()
    placed = pieces.placed
    reasons = {one.address: one.reason for one in plain.omissions}
    for rank, first in again.items():
        reasons[placed[rank].sentence.address] = SAYS_AGAIN.format(placed[first].sentence.address)
    told_parts = {pieces.owner[rank] for rank in told}
    for number, part in enumerate(pieces.parts):
        if part.head and number not in told_parts and number in pieces.owner:
            reasons[part.head.address] = head_reason(part)
    kept = {sentence.address for sentence in document.sentences()} - reasons.keys()
    return laid_out(document, kept, reasons, worded_of(pieces, told))


def _said_again(pieces: Pieces) -> dict[int, int]:
    """Return the sentences that say word for word what one before them says, and that one.

    All of a candidate or nothing, and nothing that others lean on.
    """
    leant_on = {one.leans for one in pieces.candidates}
    first: dict[str, int] = {}
    again: dict[int, int] = {}
    for number, candidate in enumerate(pieces.candidates):
        said = [
            " ".join(_WORD.findall(pieces.placed[rank].sentence.text.casefold()))
            for rank in candidate.ranks
        ]
        known = [first.get(words) for words in said]
        if candidate.words >= _REPEATABLE and number not in leant_on and None not in known:
            again |= {
                rank: before
                for rank, before in zip(candidate.ranks, known, strict=True)
                if before is not None
            }
        else:
            for rank, words in zip(candidate.ranks, said, strict=True):
                first.setdefault(words, rank)
    return again


def head_reason(part: Part) -> str:
    """Return why a heading or a question is not told when nothing under it is."""
    under = "its answer" if part.kind == "question" else "everything under it"
    return f"{under} is left out"
