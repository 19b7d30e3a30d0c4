"""Feeds: RSS, Atom and JSON Feed as lists of articles, OPML as a list of feeds.

``kinds`` tells what is one, ``feed`` reads the formats, ``item`` judges one item, ``opml`` lists
feeds, and ``xml`` opens what they share. What becomes of them :mod:`briefing.read.gather` decides.
"""

from __future__ import annotations
