"""Channel: what is wrong with what a feed says of its show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.doctor.document import NAMESPACES, Feed, Node
from briefing.doctor.verdict import Fault
from briefing.errors import UsageError
from briefing.publish import check_category

if TYPE_CHECKING:
    from lxml.etree import _Element

FEED_LIMIT = 5_000_000
TEXT_LIMIT = 255
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(amp|lt|gt|quot|#[0-9]{1,6});")
_IMAGES = (".jpg", ".jpeg", ".png")
_KNOWN = {address.lower().rstrip("/"): prefix for prefix, address in NAMESPACES.items()}


def document_faults(feed: Feed) -> Iterator[Fault]:
    """Yield what is wrong with the document as a whole."""
    root = feed.root.element
    if root.tag != "rss" or root.get("version") != "2.0" or feed.channel is None:
        yield Fault("rss-version", f"This is {_plain(root)}, not RSS 2.0.", line=feed.root.line)
    for prefix, address in sorted((p or "", a) for p, a in root.nsmap.items()):
        meant = _KNOWN.get(address.lower().rstrip("/"))
        right = NAMESPACES.get(meant or prefix)
        if right and address != right and (meant or prefix in {"itunes", "podcast"}):
            yield Fault("namespace", f"xmlns:{prefix} is {address!r}; it must be {right!r}.")
    if feed.bytes > FEED_LIMIT:
        yield Fault("feed-size", f"It has {feed.bytes:,} bytes; validators stop at 5,000,000.")


def channel_faults(feed: Feed) -> Iterator[Fault]:
    """Yield what is wrong with the show."""
    channel = feed.channel
    if channel is None:
        return
    yield from _required(channel)
    yield from _directories(channel)
    yield from _podcasting(channel)
    for name in ("title", "itunes:author", "copyright"):
        yield from text_faults(channel.first(name), name)


def _required(channel: Node) -> Iterator[Fault]:
    for name, rule in (
        ("title", "channel-title"),
        ("link", "channel-link"),
        ("description", "channel-description"),
    ):
        if not channel.text(name).strip():
            yield Fault(rule, f"There is no {name}.", line=channel.line)
    language = channel.first("language")
    if language is None or not _LANGUAGE.fullmatch(language.text().strip()):
        told = "There is no language." if language is None else f"{language.text()!r} is none."
        yield Fault("language", told, line=(language or channel).line)
    links = [one for one in channel.all("atom:link") if one.get("rel") == "self"]
    if not links or not (links[0].get("href") or "").startswith(("http://", "https://")):
        yield Fault("self-link", "There is no atom:link to the feed itself.", line=channel.line)


def _directories(channel: Node) -> Iterator[Fault]:
    yield from _category(channel)
    yield from explicit_faults(channel, required=True)
    yield from artwork_faults(channel, required=True)
    if channel.first("image") is None:
        yield Fault("rss-image", "There is no image element.", line=channel.line)
    if not channel.text("itunes:author").strip():
        yield Fault("author", "There is no itunes:author.", line=channel.line)
    kind = channel.first("itunes:type")
    if kind is not None and kind.text().strip().lower() not in {"episodic", "serial"}:
        yield Fault("show-type", f"itunes:type is {kind.text()!r}.", line=kind.line)
    moved = channel.first("itunes:new-feed-url")
    if moved is not None and not moved.text().strip().startswith(("http://", "https://")):
        yield Fault("new-feed-url", f"{moved.text()!r} is no address.", line=moved.line)


def _category(channel: Node) -> Iterator[Fault]:
    categories = channel.all("itunes:category")
    if not categories:
        yield Fault("category", "There is no itunes:category.", line=channel.line)
    for category in categories:
        inner = category.first("itunes:category")
        name = category.get("text") or ""
        try:
            check_category(name, inner.get("text") if inner is not None else None)
        except UsageError as error:
            yield Fault("category", f"{error.what} {error.remedy}", line=category.line)


def _podcasting(channel: Node) -> Iterator[Fault]:
    guid = channel.first("podcast:guid")
    if guid is None:
        yield Fault("show-guid", "There is no podcast:guid.", line=channel.line)
    elif not _UUID.fullmatch(guid.text().strip()):
        yield Fault("show-guid-form", f"{guid.text()!r} is no UUID.", line=guid.line)
    locked = channel.first("podcast:locked")
    if locked is None or locked.text().strip() not in {"yes", "no"}:
        told = "There is no podcast:locked." if locked is None else f"It is {locked.text()!r}."
        yield Fault("locked", told, line=(locked or channel).line)
    told_ai = [one for one in channel.all("podcast:txt") if one.get("purpose") == "ai-content"]
    if not told_ai:
        told = "Nothing says whether voices or words are made by machines."
        yield Fault("ai-content", told, line=channel.line)


def explicit_faults(node: Node, where: str = "", *, required: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the mark for explicit words of a channel or an item."""
    explicit = node.first("itunes:explicit")
    if explicit is None:
        if required:
            yield Fault("explicit", "There is no itunes:explicit.", where, node.line)
    elif explicit.text().strip().lower() not in {"true", "false"}:
        yield Fault("explicit", f"It is {explicit.text()!r}.", where, explicit.line)


def artwork_faults(node: Node, where: str = "", *, required: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the address of a picture of a channel or an item."""
    image = node.first("itunes:image")
    url = (image.get("href") or "").strip() if image is not None else ""
    if not url.startswith(("http://", "https://")):
        if required or image is not None:
            yield Fault("artwork", "There is no address in itunes:image.", where, node.line)
    elif not url.partition("?")[0].lower().endswith(_IMAGES):
        yield Fault("artwork-extension", url, where, image.line if image is not None else None)


def text_faults(node: Node | None, name: str, where: str = "") -> Iterator[Fault]:
    """Yield what is wrong with a text that apps show as it is."""
    if node is None:
        return
    text = node.text()
    if _MARKUP.search(text):
        yield Fault("plain-text", f"{name} has markup: {text[:80]!r}", where, node.line)
    if text != text.strip():
        yield Fault("blanks", f"{name} begins or ends with blanks.", where, node.line)
    if len(text.strip()) > TEXT_LIMIT:
        yield Fault("too-long", f"{name} has {len(text.strip())} characters.", where, node.line)


def _plain(root: _Element) -> str:
    version = root.get("version")
    tag = str(root.tag).rpartition("}")[2]
    return f"{tag} {version}" if version else tag
