"""Summarise: from documents to a digest that fits the time there is.

>>> digest = summarise(documents, words_for(5, documents, 170), "extractive")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Digest, Document
from briefing.plugins import plugin
from briefing.summarise.budget import shares, words_for
from briefing.summarise.story import story_words, whole
from briefing.summarise.summariser import Summariser
from briefing.summarise.twice import credited, tellings
from briefing.summarise.words import count_words

__all__ = [
    "Summariser",
    "count_words",
    "story_words",
    "summarise",
    "whole",
    "words_for",
]

GROUP = "briefing.summarisers"
"""The entry-point group summarisers are found in."""


def summarise(documents: Sequence[Document], words: int | None, summariser: str) -> Digest:
    """Return the digest of ``documents`` in about ``words`` words, a story for each in order.

    The same story from several documents is told once. ``None`` words keep every sentence. The
    words are shared by what the documents hold. Raises ``UsageError`` when there is no summariser
    of that name or it cannot be loaded.
    """
    told = tellings(documents)
    if words is None:
        return Digest(tuple(credited(whole(one.document), one) for one in told))
    condense: Summariser = plugin(GROUP, "summariser", summariser)
    held = [story_words(whole(one.document)) for one in told]
    return Digest(
        tuple(
            credited(condense.summarise(one.document, share), one)
            for one, share in zip(told, shares(words, held), strict=True)
        )
    )
