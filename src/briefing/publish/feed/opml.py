"""OPML 2.0 (opml.org): a list of shows that apps import at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Show
from briefing.publish.catalogue import FEED, PAGE
from briefing.publish.feed.xml import document, element, line, parent
from briefing.publish.text import ascii_url, file_url, one_line

OPML = "shows.opml"


@dataclass(frozen=True, slots=True)
class Outline:
    """A show in the list."""

    title: str
    feed: str
    page: str
    description: str
    language: str


def outline(show: Show) -> Outline:
    """Return what the list says of ``show``."""
    page = (ascii_url(show.link) if show.link else None) or file_url(show.base_url, PAGE)
    feed = file_url(show.base_url, FEED)
    return Outline(show.title, feed, page, show.description, show.language)


def opml(shows: Sequence[Outline]) -> bytes:
    """Return the list of ``shows`` in their order."""
    head = parent("head", (line("title", "Shows made with briefing"),))
    body = parent("body", map(_outline, shows))
    return document(element("opml", f"\n{head}\n{body}\n", {"version": "2.0"}))


def _outline(show: Outline) -> str:
    return element(
        "outline",
        attributes={
            "type": "rss",
            "text": one_line(show.title),
            "title": one_line(show.title),
            "xmlUrl": show.feed,
            "htmlUrl": show.page,
            "description": one_line(show.description, 1000),
            "language": show.language,
        },
    )
