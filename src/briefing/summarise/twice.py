"""Twice: the same story from two sources is told once, and both are credited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model import Document, Omission, Story
from briefing.shingles import shingles

SAME = 0.6
"""Share of the shorter text's word pairs in the longer one from which on they are one story.

Reprints of a report share nine tenths and a cut one all it has; two reports of one event written
apart share a tenth or two.
"""

_LEAST = 30
"""Word pairs; shorter texts are alike by chance."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The document a story is told from, and those that hold the same story."""

    document: Document
    also: tuple[Document, ...] = ()


def tellings(documents: Sequence[Document]) -> tuple[Telling, ...]:
    """Return what to tell, in the order of ``documents``, each story once.

    Of documents that hold the same story the one that says most is told, in the first one's place.
    """
    pairs = [shingles(sentence.text for sentence in one.sentences()) for one in documents]
    groups: list[list[int]] = []
    for number, found in enumerate(pairs):
        group = next((group for group in groups if _same(pairs[group[0]], found)), None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
            group.sort(key=lambda at: (-len(pairs[at]), at))
    return tuple(
        Telling(documents[group[0]], tuple(documents[at] for at in sorted(group[1:])))
        for group in groups
    )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _LEAST and len(one & other) >= SAME * shorter


def credited(story: Story, telling: Telling) -> Story:
    """Return the story with the other documents credited and their sentences accounted for."""
    reason = f"the same story as document {telling.document.number}"
    omissions = tuple(
        Omission(sentence.address, reason)
        for document in telling.also
        for sentence in document.sentences()
    )
    return replace(story, also=telling.also, omissions=story.omissions + omissions)
