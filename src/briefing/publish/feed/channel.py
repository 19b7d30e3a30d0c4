"""Channel: what a feed says of the show. Apple's guide to RSS, PSP-1, the podcast namespace."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from briefing.model import Episode, Person, Show
from briefing.publish.catalogue import FEED, PAGE, moment
from briefing.publish.feed.checks import FREQUENCIES
from briefing.publish.feed.xml import element, line, parent, text
from briefing.publish.notes import NOTES_LIMIT
from briefing.publish.text import ascii_url, file_url, one_line

RSS_TYPE = "application/rss+xml"
_LABEL = 128
"""Characters the podcast namespace allows for a name or a button."""


def channel_head(show: Show, newest: Episode | None, guid: str, cover: str) -> Iterator[str]:
    """Yield the channel's elements, but its items and the links among its documents.

    ``cover`` is the address of the image. The date is that of the ``newest`` episode: a feed that
    is written again without news is the same feed.
    """
    link = ascii_url(show.link) if show.link else file_url(show.base_url, PAGE)
    yield line("title", show.title)
    yield text("link", link)
    # four bytes a character at most, so this is inside the limit in any script
    yield line("description", show.description, limit=NOTES_LIMIT // 4)
    yield text("language", show.language.lower())
    yield text("lastBuildDate", format_datetime(moment(newest)) if newest else None)
    yield text("generator", "briefing")
    yield line("copyright", show.copyright)
    yield parent("image", (text("url", cover), line("title", show.title), text("link", link)))
    yield from _directory_facts(show, cover)
    yield from _podcast_facts(show, guid)


def self_link(show: Show, name: str = FEED) -> str:
    """Return the link of a document to itself."""
    return linked("self", file_url(show.base_url, name))


def linked(relation: str, url: str) -> str:
    """Return a link to a document of the feed."""
    return element("atom:link", attributes={"href": url, "rel": relation, "type": RSS_TYPE})


def _directory_facts(show: Show, cover: str) -> Iterator[str]:
    """Yield what directories sort and show by, the itunes elements."""
    inner = element("itunes:category", attributes={"text": show.subcategory})
    category = {"text": show.category}
    yield element("itunes:category", inner if show.subcategory else "", category)
    yield text("itunes:explicit", truth(show.explicit))
    yield element("itunes:image", attributes={"href": cover})
    yield line("itunes:author", show.author)
    yield text("itunes:type", "serial" if show.serial else "episodic")
    if show.email:
        owner = (line("itunes:name", show.author), line("itunes:email", show.email))
        yield parent("itunes:owner", owner)
    if show.private:
        yield text("itunes:block", "Yes")
    if show.complete:
        yield text("itunes:complete", "Yes")
    yield text("itunes:new-feed-url", ascii_url(show.new_feed_url or ""))


def _podcast_facts(show: Show, guid: str) -> Iterator[str]:
    """Yield the elements of the podcast namespace."""
    yield text("podcast:guid", guid)
    yield text("podcast:locked", "yes", {"owner": one_line(show.email) if show.email else None})
    yield text("podcast:medium", "podcast")
    yield text("podcast:txt", "true", {"purpose": "ai-content"})
    yield line("podcast:txt", show.verify, {"purpose": "verify"})
    if show.private:
        yield text("podcast:block", "yes")
    if show.license:
        yield line("podcast:license", show.license, {"url": ascii_url(show.license_url or "")})
    if show.funding:
        told = show.funding_text or "Support the show"
        yield line("podcast:funding", told, {"url": ascii_url(show.funding)}, _LABEL)
    if show.frequency or show.complete:
        yield _frequency(show)
    yield from map(person, show.people)


def _frequency(show: Show) -> str:
    asked = show.frequency or ""
    rule = FREQUENCIES.get(asked, asked) or None
    told = asked if asked in FREQUENCIES else "by rule" if asked else "complete"
    facts = {"rrule": rule, "complete": "true" if show.complete else None}
    return line("podcast:updateFrequency", told, facts, _LABEL)


def person(one: Person) -> str:
    """Return somebody who has a part; only addresses over https are named there."""
    facts = {
        "role": one.role,
        "group": one.group,
        "img": _secure(one.image),
        "href": _secure(one.link),
    }
    return line("podcast:person", one.name, facts, _LABEL)


def truth(value: bool) -> str:
    """Return a truth as Apple reads it: in a word, and in no other."""
    return "true" if value else "false"


def _secure(url: str | None) -> str | None:
    address = ascii_url(url) if url else None
    return address if address and address.startswith("https:") else None
