"""Feed: the show as podcast apps and directories read it: RSS 2.0, JSON Feed, and OPML.

The rules are those of Apple's guide to RSS, PSP-1 and the Podcasting 2.0 namespace; each module
holds those of one part. Every byte comes from the records: no clock, no version, so an unchanged
show has an unchanged feed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model import Episode, Show
from briefing.publish.catalogue import EPISODES, FEED, PAGE
from briefing.publish.feed.channel import channel_head, linked, self_link
from briefing.publish.feed.checks import check_show
from briefing.publish.feed.item import CHAPTERS_TYPE, item
from briefing.publish.feed.json_feed import JSON_FEED, json_documents
from briefing.publish.feed.opml import OPML, Outline, opml, outline
from briefing.publish.feed.paging import DOCUMENT_LIMIT, divided
from briefing.publish.feed.xml import NAMESPACES, document, element, parent
from briefing.publish.notes import content
from briefing.publish.text import file_url, size_of

__all__ = [
    "CHAPTERS_TYPE",
    "JSON_FEED",
    "NAMESPACES",
    "OPML",
    "Outline",
    "archive_name",
    "check_show",
    "documents",
    "opml",
    "outline",
]


def documents(
    show: Show, episodes: Sequence[Episode], guid: str, cover: str, limit: int = DOCUMENT_LIMIT
) -> dict[str, bytes]:
    """Return every document of the feed by its name in the output folder, ``feed.xml`` last.

    ``episodes`` come the newest first, as they are given; ``guid`` is the show's own; ``cover``
    names the image in the output folder. Addresses begin with ``show.base_url``. A feed whose items
    pass ``limit`` bytes is divided; see :mod:`.paging`.
    """
    told = [(one, content(one, _page(show, one))) for one in episodes]
    items = [item(show, *one) for one in told]
    parts = divided([size_of(one) for one in items], limit)
    found = json_documents(show, [told[part] for part in parts], cover)
    found[OPML] = opml([outline(show)])
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        newest = episodes[part][0] if episodes else None
        head = channel_head(show, newest, guid, file_url(show.base_url, cover))
        channel = parent("channel", (*head, *_links(show, place, len(parts)), *items[part]))
        found[archive_name(place, len(parts))] = document(_rss(channel, paged=len(parts) > 1))
    return found


def _page(show: Show, episode: Episode) -> str:
    return file_url(show.base_url, EPISODES, episode.folder, PAGE)


def _rss(channel: str, *, paged: bool) -> str:
    """Return the root; history is declared only where there is some, for validators ask."""
    spaces = {
        f"xmlns:{prefix}": space for prefix, space in NAMESPACES.items() if paged or prefix != "fh"
    }
    return element("rss", f"\n{channel}\n", {"version": "2.0"} | spaces)


def archive_name(place: int, count: int, feed: str = FEED) -> str:
    """Return the name of a document: place 0 is the feed itself, archive 1 holds the oldest."""
    stem, _, suffix = feed.rpartition(".")
    return f"{stem}-{count - place}.{suffix}" if place else feed


def _links(show: Show, place: int, count: int) -> Iterator[str]:
    """Yield what leads from a document to itself, to the feed, and to what is older."""

    def url(place: int) -> str:
        return file_url(show.base_url, archive_name(place, count))

    yield self_link(show, archive_name(place, count))
    if count == 1:
        return
    yield linked("first", url(0))
    yield linked("last", url(count - 1))
    if place:
        yield element("fh:archive")
        yield linked("current", url(0))
    if place < count - 1:
        yield linked("next", url(place + 1))
        yield linked("prev-archive", url(place + 1))
