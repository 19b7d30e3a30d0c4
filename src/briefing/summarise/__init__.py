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

    ``None`` words keep every sentence. The words are shared by what the documents hold. Raises
    ``UsageError`` when there is no summariser of that name or it cannot be loaded.
    """
    if words is None:
        return Digest(tuple(whole(document) for document in documents))
    condense: Summariser = plugin(GROUP, "summariser", summariser)
    held = [story_words(whole(document)) for document in documents]
    return Digest(
        tuple(
            condense.summarise(document, share)
            for document, share in zip(documents, shares(words, held), strict=True)
        )
    )
