"""Kinds: whether a source is a feed or a list of feeds, told at a glance.

Every source is asked, so nothing that reads one is loaded here.
"""

from __future__ import annotations

import re

from briefing.model import Source
from briefing.read.decode import media_type
from briefing.read.feeds.xml import root_of

_MEDIA_TYPES = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/feed+json".split()
)
_ROOTS = frozenset({"rss", "rdf", "feed"})
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<(?:html|head|body))\b", re.I)


def is_feed(source: Source) -> bool:
    """Tell whether ``source`` is a feed: by its content, then by its media type. Never raises."""
    root = root_of(source)
    if root:
        return root in _ROOTS
    if JSON.match(source.body) and _JSON_FEED.search(source.body):
        return True
    return media_type(source) in _MEDIA_TYPES and not PAGE.match(source.body)


def is_opml(source: Source) -> bool:
    """Tell whether ``source`` is OPML, by its content. Never raises."""
    return root_of(source) == "opml"
