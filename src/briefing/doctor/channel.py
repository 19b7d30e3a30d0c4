"""Channel: what is wrong with a feed's document, and with what it says of its show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.doctor.document import NAMESPACES, SAME_NAMESPACE, Feed, Node, meant_by
from briefing.doctor.texts import is_web, path_of, size_faults, text_faults
from briefing.doctor.verdict import Fault
from briefing.errors import UsageError
from briefing.publish import check_category
from briefing.publish.identity import show_guid

if TYPE_CHECKING:
    from lxml.etree import _Element

FEED_LIMIT = 5_000_000
"""Bytes above which the W3C validator reads no further."""

_LANGUAGES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu in
    """.split()
)
"""ISO 639-1, with the codes it once had; those of three letters are not looked up."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})([-_][A-Za-z0-9]{2,8})*")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_IMAGES = (".jpg", ".jpeg", ".png")
_NAMED_LIKE_OURS = ("itunes", "podcast", "psc")
_RAW = re.compile(rb"<title>[^<]*?&(?:amp|lt|#38|#60);")


def document_faults(feed: Feed) -> Iterator[Fault]:
    """Yield what is wrong with the document as a whole."""
    root = feed.root.element
    if root.tag != "rss" or root.get("version") != "2.0" or feed.channel is None:
        yield Fault("rss-version", f"This is {_plain(root)}, not RSS 2.0.", line=feed.root.line)
    encoding = str(root.getroottree().docinfo.encoding or "UTF-8")
    if encoding.upper() not in {"UTF-8", "US-ASCII", "ASCII"}:
        yield Fault("encoding", f"It is in {encoding}.", line=1)
    for prefix, address in sorted((p or "", a) for p, a in root.nsmap.items()):
        right = meant_by(address) or (NAMESPACES[prefix] if prefix in _NAMED_LIKE_OURS else None)
        if right and address != right and address not in SAME_NAMESPACE:
            yield Fault("namespace", f"xmlns:{prefix} is {address!r}; it must be {right!r}.")
    if len(feed.body) > FEED_LIMIT:
        yield Fault("feed-size", f"It has {len(feed.body):,} bytes.")
    for found in _RAW.finditer(feed.body):
        line = feed.body.count(b"\n", 0, found.end()) + 1
        yield Fault("character-data", found[0].decode("utf-8", "replace")[:80], line=line)


def channel_faults(feed: Feed) -> Iterator[Fault]:
    """Yield what is wrong with the show."""
    channel = feed.channel
    if channel is None:
        return
    yield from _required(channel)
    yield from _directories(channel)
    yield from _blocked(channel)
    yield from _podcasting(feed, channel)
    for name in ("title", "itunes:author", "copyright"):
        yield from text_faults(channel.first(name), name)
    yield from size_faults(channel.first("description"))


def address_faults(feed: Feed, address: str) -> Iterator[Fault]:
    """Yield what is wrong with where the feed was got: it says that it is somewhere else."""
    said = feed.address
    if said and said.rstrip("/") != address.rstrip("/"):
        yield Fault("self-link-other", f"It says {said}, and was got from {address}.")


def _required(channel: Node) -> Iterator[Fault]:
    for name, rule in (
        ("title", "channel-title"),
        ("link", "channel-link"),
        ("description", "channel-description"),
    ):
        if not channel.value(name):
            yield Fault(rule, f"There is no {name}.", line=channel.line)
    language = channel.first("language")
    match = _LANGUAGE.fullmatch(language.value()) if language else None
    code = match[1].lower() if match else ""
    if language is None or not (len(code) == 3 or code in _LANGUAGES):
        told = "There is no language." if language is None else f"{language.value()!r} is none."
        yield Fault("language", told, line=(language or channel).line)
    links = [one for one in channel.all("atom:link") if one.get("rel") == "self"]
    if not links or not is_web(links[0].get("href")):
        yield Fault("self-link", "There is no atom:link to the feed itself.", line=channel.line)


def _directories(channel: Node) -> Iterator[Fault]:
    yield from _category(channel)
    yield from explicit_faults(channel, required=True)
    yield from artwork_faults(channel, required=True)
    if channel.first("image") is None:
        yield Fault("rss-image", "There is no image element.", line=channel.line)
    if not channel.value("itunes:author"):
        yield Fault("author", "There is no itunes:author.", line=channel.line)
    kind = channel.first("itunes:type")
    if kind is not None and kind.value().lower() not in {"episodic", "serial", ""}:
        yield Fault("show-type", f"itunes:type is {kind.value()!r}.", line=kind.line)
    moved = channel.first("itunes:new-feed-url")
    if moved is not None and moved.value() and not is_web(moved.value()):
        yield Fault("new-feed-url", f"{moved.value()!r} is no address.", line=moved.line)
    ended = channel.first("itunes:complete")
    if ended is not None and ended.value().lower() not in {"yes", "no", ""}:
        yield Fault("complete", f"It is {ended.value()!r}.", line=ended.line)


def _category(channel: Node) -> Iterator[Fault]:
    categories = channel.all("itunes:category")
    if not categories:
        yield Fault("category", "There is no itunes:category.", line=channel.line)
    for place, category in enumerate(categories):
        inner = category.first("itunes:category")
        name = category.get("text") or ""
        try:
            check_category(name, inner.get("text") if inner is not None else None)
        except UsageError as error:
            rule = "category-other" if place else "category"
            yield Fault(rule, f"{error.what} {error.remedy}", line=category.line)


def _blocked(channel: Node) -> Iterator[Fault]:
    apple, cast2 = channel.first("itunes:block"), channel.first("podcast:block")
    if apple is not None and apple.value().lower() not in {"yes", "no", "false", ""}:
        yield Fault("block", f"It is {apple.value()!r}.", line=apple.line)
    if blocks(apple) and cast2 is None:
        yield Fault("block-half", "There is no podcast:block.", line=channel.line)
    everywhere = [one for one in channel.all("podcast:block") if not one.get("id")]
    if any(map(blocks, everywhere)) and not blocks(apple):
        yield Fault("block-half", "There is no itunes:block.", line=channel.line)


def blocks(block: Node | None) -> bool:
    """Tell whether an element keeps a show out of directories."""
    return block is not None and block.value().lower() == "yes"


def _podcasting(feed: Feed, channel: Node) -> Iterator[Fault]:
    guid = channel.first("podcast:guid")
    if guid is None:
        yield Fault("show-guid", "There is no podcast:guid.", line=channel.line)
    elif not _UUID.fullmatch(guid.value()):
        yield Fault("show-guid-form", f"{guid.value()!r} is no UUID.", line=guid.line)
    elif feed.address and guid.value().lower() != show_guid(feed.address):
        what = f"By the feed's address it would be {show_guid(feed.address)}."
        yield Fault("show-guid-other", what, line=guid.line)
    locked = channel.first("podcast:locked")
    if locked is None:
        yield Fault("locked", "There is no podcast:locked.", line=channel.line)
    elif locked.value().lower() not in {"yes", "no"}:
        yield Fault("locked-form", f"It is {locked.value()!r}.", line=locked.line)
    told = [one for one in channel.all("podcast:txt") if one.get("purpose") == "ai-content"]
    if not told:
        what = "Nothing says whether voices or words are made by machines."
        yield Fault("ai-content", what, line=channel.line)
    for one in told:
        if one.value().lower() not in {"true", "false"}:
            yield Fault("ai-content-form", f"It is {one.value()!r}.", line=one.line)


def explicit_faults(node: Node, where: str = "", *, required: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the mark for explicit words of a channel or an item."""
    explicit = node.first("itunes:explicit")
    if explicit is None or not explicit.value():
        if required:
            yield Fault("explicit", "There is no itunes:explicit.", where, node.line)
    elif explicit.value().lower() not in {"true", "false"}:
        yield Fault("explicit", f"It is {explicit.value()!r}.", where, explicit.line)


def artwork_faults(node: Node, where: str = "", *, required: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the address of a picture of a channel or an item."""
    image = node.first("itunes:image")
    url = (image.get("href") or "").strip() if image is not None else ""
    if not is_web(url):
        if required or url:
            yield Fault("artwork", "There is no address in itunes:image.", where, node.line)
    elif not (url.lower().endswith(_IMAGES) or path_of(url).lower().endswith(_IMAGES)):
        yield Fault("artwork-extension", url, where, image.line if image is not None else None)


def _plain(root: _Element) -> str:
    version = root.get("version")
    tag = str(root.tag).rpartition("}")[2]
    return f"{tag} {version}" if version else tag
