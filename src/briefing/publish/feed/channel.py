"""Channel: what a feed says of the show. Apple's guide to RSS, PSP-1, the podcast namespace."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from briefing.model import Episode, Person, Show
from briefing.publish.catalogue import FEED, PAGE, moment
from briefing.publish.feed.licence import licence_of
from briefing.publish.feed.rhythm import rhythm_of
from briefing.publish.feed.xml import element, line, parent, text
from briefing.publish.notes import NOTES_LIMIT
from briefing.publish.text import ascii_url, file_url, one_line, one_line_in
from briefing.taxonomy import fits, group_of

RSS_TYPE = "application/rss+xml"
_LABEL = 128
"""Characters the podcast namespace allows for a name or a button."""

VERIFY_LIMIT = 4000
"""Characters it allows for a text that proves something."""


def channel_head(show: Show, newest: Episode | None, guid: str, cover: str) -> Iterator[str]:
    """Yield the channel's elements, but its items and the links among its documents.

    ``cover`` is the address of the image. The date is that of the ``newest`` episode: a feed that
    is written again without news is the same feed.
    """
    link = ascii_url(show.link) if show.link else file_url(show.base_url, PAGE)
    yield line("title", show.title)
    yield text("link", link)
    yield text("description", one_line_in(show.description, NOTES_LIMIT))
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
    for purpose in ("verify", "applepodcastsverify"):  # Apple looks under a name of its own
        yield line("podcast:txt", show.verify, {"purpose": purpose}, VERIFY_LIMIT)
    if show.private:
        yield text("podcast:block", "yes")
    if show.license:
        name, url = licence_of(show.license, show.license_url)
        yield line("podcast:license", name, {"url": ascii_url(url or "")}, _LABEL)
    if show.funding:
        told = show.funding_text or "Support the show"
        yield line("podcast:funding", told, {"url": ascii_url(show.funding)}, _LABEL)
    yield _frequency(show)
    yield from map(person, show.people)


def _frequency(show: Show) -> str:
    """Return the rhythm of a show that has one; a show that is complete has no more."""
    if show.complete:
        return line("podcast:updateFrequency", "Complete", {"complete": "true"})
    rhythm = rhythm_of(show.frequency or "")
    if rhythm is None:
        return ""
    return line("podcast:updateFrequency", rhythm.told, {"rrule": rhythm.rule}, _LABEL)


def person(one: Person) -> str:
    """Return somebody who has a part; only addresses over https are named there.

    A role of the show's own, which the taxonomy does not know, is a narrator's.
    """
    group = one.group if fits(one.group, one.role) else group_of(one.role)
    facts = {
        "role": one.role.strip().lower() if group else "narrator",
        "group": group.strip().lower() if group else "cast",
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
