"""The default summariser: it keeps the source's own sentences, and rewrites none.

Words go to sections by what their sentences say (an equal share for each costs seven ROUGE-2
points against the plain beginning), with at least one sentence a section and every question while
the words allow it.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Address, Document, Story
from briefing.summarise.candidates import Candidate, Part, Pieces, take_apart
from briefing.summarise.choice import ALIKE, VERY_ALIKE, Choice, Refusal
from briefing.summarise.salience import WEIGHTS, Weights, salience
from briefing.summarise.story import CUT, laid_out, story_words, whole
from briefing.summarise.words import count_words

QUESTION_SHARE = 0.35
"""Questions and answers take up to this share of the words ..."""
ALL_QUESTIONS_SHARE = 0.5
"""... or up to this one, if that is enough to keep every question."""

_REASONS: dict[Refusal, str] = {
    "leans": "leans on sentences that are cut",
    "repeats": "repeats what is said elsewhere",
}


class ExtractiveSummariser:
    """Keeps whole sentences, chosen within a number of words, in the source's order."""

    name = "extractive"

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        """Weigh the features of a sentence by ``weights``."""
        self._weights = weights

    def summarise(self, document: Document, words: int) -> Story:
        """Return the story of ``document`` in at most ``words`` words, as ``count_words`` counts.

        A document that fits is kept whole. However few the words, the title and one piece of the
        text are kept, if there is any.
        """
        everything = whole(document)
        if story_words(everything) <= words:
            return everything
        pieces = take_apart(document)
        title = document.title
        room = words - (count_words(title.text) if title else 0)
        heading = title.text if title else None
        known = salience(pieces.placed, heading, document.language, self._weights)
        choice = Choice(pieces.parts, pieces.candidates, known)
        _choose(choice, pieces, room)
        kept = {title.address} if title else set()
        kept |= _addresses(pieces, choice) or set(_outline(pieces.parts, room))
        return laid_out(document, kept, _reasons(pieces, choice))


def _choose(choice: Choice, pieces: Pieces, room: int) -> None:
    pools: list[list[int]] = [[] for _ in pieces.parts]
    for number, candidate in enumerate(pieces.candidates):
        pools[candidate.part].append(number)
    questions = [n for n, part in enumerate(pieces.parts) if part.kind == "question" and pools[n]]
    body = [n for n, part in enumerate(pieces.parts) if part.kind != "question" and pools[n]]

    asked = _room_for_questions(pieces, pools, questions, room, alone=not body)
    _open(choice, pieces.parts, pools, body, room - asked)
    _fill(choice, pools, body, room - asked)
    _open(choice, pieces.parts, pools, questions, room)
    _fill(choice, pools, questions, room)
    _fill(choice, pools, body + questions, room)
    _fill(choice, pools, body + questions, room, VERY_ALIKE)  # words are left over
    if not choice.kept and pieces.candidates:
        choice.take((_least(pieces.candidates),))


def _room_for_questions(
    pieces: Pieces, pools: list[list[int]], questions: list[int], room: int, *, alone: bool
) -> int:
    """Return the words set aside for the questions: what they need, up to their share."""
    if alone:
        return room
    heads = sum(pieces.parts[number].head_words for number in questions)
    answers = [[pieces.candidates[one].words for one in pools[number]] for number in questions]
    least = heads + sum(min(lengths) for lengths in answers)
    most = heads + sum(sum(lengths) for lengths in answers)
    share = int(room * QUESTION_SHARE)
    if share < least <= int(room * ALL_QUESTIONS_SHARE):
        return least
    return min(most, share)


def _open(
    choice: Choice, parts: Sequence[Part], pools: list[list[int]], which: list[int], room: int
) -> None:
    """Keep the best piece of each part while the words last: the lead first, the closing last."""
    order = {"lead": 0, "section": 1, "question": 1, "closing": 2}
    best = {number: max(choice.score((one,)) for one in pools[number]) for number in which}
    for number in sorted(which, key=lambda n: (order[parts[n].kind], -best[n], n)):
        choice.open(number, pools[number], room - choice.words)


def _fill(
    choice: Choice, pools: list[list[int]], which: list[int], room: int, alike: float = ALIKE
) -> None:
    choice.fill([one for number in which for one in pools[number]], room - choice.words, alike)


def _least(candidates: Sequence[Candidate]) -> int:
    """Return the shortest piece that stands alone; the first one of a document always does."""
    alone = [number for number, one in enumerate(candidates) if one.leans is None]
    return min(alone, key=lambda number: (candidates[number].words, number))


def _addresses(pieces: Pieces, choice: Choice) -> set[Address]:
    """Return the addresses of what is kept, headings and questions included."""
    ranks = (rank for number in choice.kept for rank in pieces.candidates[number].ranks)
    heads = (pieces.parts[number].head for number in choice.opened)
    return {pieces.placed[rank].sentence.address for rank in ranks} | {
        head.address for head in heads if head
    }


def _outline(parts: Sequence[Part], room: int) -> list[Address]:
    """Return the first heads that fit, one at least: a document may hold nothing else."""
    kept: list[Address] = []
    for part in parts:
        room -= part.head_words
        if part.head and (room >= 0 or not kept):
            kept.append(part.head.address)
    return kept


def _reasons(pieces: Pieces, choice: Choice) -> dict[Address, str]:
    """Return why what is not kept is not, for heads and for sentences that do not just cost."""
    reasons = {}
    for number, part in enumerate(pieces.parts):
        if part.head:
            under = "its answer" if part.kind == "question" else "everything under it"
            reasons[part.head.address] = f"{under} is left out"
            if number not in choice.opened and part.kind != "question":
                cut = (one.address for block in part.blocks for one in block.sentences)
                reasons.update(dict.fromkeys(cut, "its section is cut to length"))
    for refused, why in choice.refused.items():
        for rank in pieces.candidates[refused].ranks:
            address = pieces.placed[rank].sentence.address
            if reasons.get(address, CUT) == CUT:
                reasons[address] = _REASONS[why]
    return reasons
