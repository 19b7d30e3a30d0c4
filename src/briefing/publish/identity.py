"""Identity: how an episode and a show are known again. Nothing here depends on time or address."""

from __future__ import annotations

import hashlib
import heapq
import ipaddress
import re
import uuid
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from briefing.model import Document, Episode
from briefing.publish.catalogue import Catalogue
from briefing.shingles import shingles

SKETCH_SIZE = 64
"""Hashes kept of a document; the resemblance read off them is within 0.06 (one sigma)."""

ALIKE = 0.5
"""Documents at least this alike are versions of one another."""

_EPISODE_NAMESPACE = uuid.UUID("0b0f2c7c-9c3f-5d0e-8f67-2f6b3a3f6a51")
_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")

Sketch = tuple[str, ...]


def sketch(document: Document) -> Sketch:
    """Return the sketch of a document's sentences but its title: a retitled one is the same."""
    body = tuple(s.text for s in document.sentences() if s is not document.title)
    return sketch_of(body or (document.title.text if document.title else "",))


def sketch_of(sentences: Iterable[str]) -> Sketch:
    """Return the ``SKETCH_SIZE`` smallest hashes of the pairs of words that stand side by side.

    This is bottom-k sketching over shingles (Broder, On the resemblance and containment of
    documents, 1997).
    """
    hashes = (_hash(shingle) for shingle in shingles(sentences))
    return tuple(heapq.nsmallest(SKETCH_SIZE, hashes))


def resemblance(one: Sketch, other: Sketch) -> float:
    """Return the Jaccard resemblance two sketches estimate, 0 to 1; exact for short documents."""
    smallest = heapq.nsmallest(SKETCH_SIZE, set(one) | set(other))
    shared = set(one) & set(other)
    return sum(1 for hash_ in smallest if hash_ in shared) / len(smallest) if smallest else 1.0


def recognise(catalogue: Catalogue, sketches: Sequence[Sketch]) -> Episode | None:
    """Return the published episode these documents are a version of, if there is one.

    It has as many documents, each at least ``ALIKE``; the more alike wins, an equal one above all,
    and the newer of two that are equally alike. An episode that still carries the guid these
    contents give is theirs, too, however far it was edited since.
    """
    best: tuple[float, Episode] | None = None
    for episode in catalogue.episodes:
        alike = _alike(episode.sketches, sketches)
        if alike is not None and (best is None or alike > best[0]):
            best = alike, episode
    if best:
        return best[1]
    guid = new_guid(sketches)
    return next((episode for episode in catalogue.episodes if episode.guid == guid), None)


def new_guid(sketches: Sequence[Sketch]) -> str:
    """Return the guid of an episode of these contents: a UUIDv5 (RFC 9562, 5.5)."""
    name = "\n".join(" ".join(hashes) for hashes in sorted(sketches))
    return str(uuid.uuid5(_EPISODE_NAMESPACE, name))


def show_guid(feed_url: str) -> str:
    """Return the ``podcast:guid`` of a feed by the Podcasting 2.0 rule.

    UUIDv5 of the address without its scheme and without slashes at its end.

    >>> show_guid("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    name = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://", "", feed_url).rstrip("/")
    return str(uuid.uuid5(_PODCAST_NAMESPACE, name))


def is_public(url: str) -> bool:
    """Return whether the world could reach ``url``: not loopback, private or a bare name."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        private = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test")
        return "." in host and not host.endswith(private)


def _hash(shingle: str) -> str:
    return hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _alike(ones: Sequence[Sketch], others: Sequence[Sketch]) -> float | None:
    """Return how alike two lists of documents are in their best order; ``None`` if not enough."""
    if len(ones) != len(others) or not ones:
        return None
    if sorted(ones) == sorted(others):
        return 2.0  # above any estimate: 1.0 can be read off two long texts that differ a little
    left = list(others)
    total = 0.0
    for one in ones:
        best = max(left, key=lambda other: (resemblance(one, other), other))
        if resemblance(one, best) < ALIKE:
            return None
        total += resemblance(one, best)
        left.remove(best)
    return total / len(ones)
