"""Document: a feed as XML, opened without trust: nothing is expanded, and nothing fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.publish.text import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}
SAME_NAMESPACE = {
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": (
        NAMESPACES["podcast"]
    ),
}
"""Addresses that the podcast namespace calls identical with its own."""

MEANT = {address.lower().rstrip("/"): address for address in NAMESPACES.values()}
"""Namespaces by what remains of their addresses when they are written carelessly."""

MOST_BYTES = 32 * 1024 * 1024
MOST_ITEMS = 50_000


class NoFeedError(ValueError):
    """What is no XML, with the line where it goes wrong."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(what)
        self.line = line


@dataclass(frozen=True, slots=True)
class Node:
    """An element, asked by names with our prefixes."""

    element: _Element

    def all(self, name: str) -> list[Node]:
        """Return the children called ``name``."""
        return [Node(one) for one in self.element.iterfind(_tag(name))]

    def first(self, name: str) -> Node | None:
        """Return the first child called ``name``."""
        found = self.element.find(_tag(name))
        return None if found is None else Node(found)

    def get(self, attribute: str) -> str | None:
        """Return an attribute."""
        value = self.element.get(attribute)
        return None if value is None else str(value)

    def text(self, name: str | None = None) -> str:
        """Return the text of this element or of its first child called ``name``, as it stands."""
        node = self if name is None else self.first(name)
        return "" if node is None else "".join(map(str, node.element.itertext(with_tail=False)))

    def value(self, name: str | None = None) -> str:
        """Return the text without the blanks around it, which XML written for people has."""
        return self.text(name).strip()

    @property
    def line(self) -> int | None:
        """Where it stands."""
        line = self.element.sourceline
        return line if isinstance(line, int) else None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its root, its channel, its items, and the bytes they were read from."""

    root: Node
    channel: Node | None
    items: tuple[Node, ...]
    body: bytes

    @property
    def address(self) -> str:
        """Where the feed says it is served; empty where it says nothing."""
        for link in self.channel.all("atom:link") if self.channel else ():
            if link.get("rel") == "self":
                return (link.get("href") or "").strip()
        return ""


def parsed(body: bytes, name: str = "") -> Feed:
    """Return the feed that ``body`` holds; raises ``NoFeedError``.

    ``name`` is what its items are told apart by from those of the show's other documents. Elements
    of a namespace that is meant for one of ours are taken for it, so that a wrong letter in its
    address is one finding and not all of them.
    """
    root = opened(body, name)
    for element in root.iter():
        space, _, local = str(element.tag).rpartition("}")
        meant = meant_by(space[1:]) if space else None
        if meant and meant != space[1:]:
            element.tag = f"{{{meant}}}{local}"
    channel = root.find("channel")
    items = () if channel is None else tuple(map(Node, channel.iterfind("item")))
    if len(items) > MOST_ITEMS:
        raise NoFeedError(f"It has {len(items):,} items; no app reads so many.")
    return Feed(Node(root), None if channel is None else Node(channel), items, body)


def opened(body: bytes, name: str = "") -> _Element:
    """Return the root of an XML document; raises ``NoFeedError`` for anything unsafe or broken."""
    from lxml import etree

    if len(body) > MOST_BYTES:
        raise NoFeedError(f"It has {len(body):,} bytes; no app reads so much.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser, base_url=name)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = error.position[0] if isinstance(error, etree.XMLSyntaxError) else None
        raise NoFeedError(one_line(str(error)) or "It is no XML.", line) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NoFeedError("It has a document type, which apps refuse for safety.", 1)
    return root


def meant_by(namespace: str) -> str | None:
    """Return the namespace of ours that an address is meant for, if it is for one."""
    return SAME_NAMESPACE.get(namespace) or MEANT.get(namespace.lower().rstrip("/"))


def named(item: Node, number: int) -> str:
    """Return what a person calls an item: its title, behind the name of its document."""
    document = item.element.getroottree().docinfo.URL
    title = one_line(item.text("title"), 60) or f"item {number}"
    return f"{document}: {title}" if document else title


def _tag(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
