"""OPML: the list of feeds that a feed reader exports, folders and all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read import xml
from briefing.read.checked import headline, link
from briefing.read.feeds.xml import mended, xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_FEEDS = 500
"""Feeds that one list may name; so many stations are more than anybody follows."""

MOST_TAGS = 100_000


class Listed(NamedTuple):
    """A feed in a list."""

    title: str
    address: str


def feeds(source: Source) -> tuple[Listed, ...]:
    """Return the feeds that ``source`` lists, in its order, each address once.

    Outlines without a web address in ``xmlUrl`` are folders or notes, and passed over. Raises
    ``SourceError`` naming the source when it is no OPML, names no feed or too many, or declares
    entities. A list cut short is read as far as it goes.
    """
    root = _outline(source)
    found: dict[str, str] = {}
    for outline in root.iter("{*}outline"):
        said = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        address = link(said.get("xmlurl"), any_host=True)
        if address and address not in found:
            found[address] = _title(said) or address
    if not found:
        raise SourceError(
            "There is no feed in this list.",
            where=source.origin,
            remedy="Export the list again from the feed reader, or give a feed's address.",
        )
    if len(found) > MOST_FEEDS:
        raise SourceError(
            f"It lists {len(found)} feeds; {MOST_FEEDS} are the most that are read.",
            where=source.origin,
            remedy="Give a shorter list.",
        )
    return tuple(Listed(title, address) for address, title in found.items())


def _title(said: dict[str, str]) -> str | None:
    return headline(said.get("title") or said.get("text"), is_markup=True)


def _outline(source: Source) -> _Element:
    text, _ = xml_text(source)
    if text.count("<") > MOST_TAGS:
        raise SourceError(
            "This list is too large to be read.",
            where=source.origin,
            remedy="Give a shorter list.",
        )
    body = mended(text).encode("utf-8")
    root = xml.parse(body, recover=True) if text.startswith("<") else None
    if root is None or str(root.tag).rpartition("}")[2].lower() != "opml":
        raise SourceError(
            "This is no OPML list.",
            where=source.origin,
            remedy="Export the list again from the feed reader, or give a feed's address.",
        )
    return root
