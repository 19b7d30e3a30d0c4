"""Paging: how the episodes of a long show are divided among the documents of its feed.

RFC 5005, 4: the newest stand in the document people subscribe to, the others in archives behind it.
An archive is filled from the oldest on and stays as it is from then: nothing in it depends on what
comes later. Links of paged feeds (RFC 5005, 3) are given, too, for some apps follow those.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

DOCUMENT_LIMIT = 4_500_000
"""Bytes of items a document holds at most; validators refuse those above five million."""

_ARCHIVES = 3
"""An archive is filled with this part of a document: the feed itself stays long."""


def divided(sizes: Sequence[int], limit: int = DOCUMENT_LIMIT) -> list[slice]:
    """Return which of a show's items, the newest first, each document holds, the newest first.

    ``sizes`` are those of the items in bytes. The feed itself is longer than ``limit`` only where
    its newest item alone takes most of that: an archive is full, or it is none.
    """
    bounds = [len(sizes)]
    left = sum(sizes)
    full = max(1, limit // _ARCHIVES)
    while left > limit:
        held, start = 0, bounds[-1]
        while start > 1 and held < full:
            start -= 1
            held += sizes[start]
        if held < full:
            break
        bounds.append(start)
        left -= held
    archives = [slice(start, end) for end, start in pairwise(bounds)]
    return [slice(0, bounds[-1]), *reversed(archives)]
