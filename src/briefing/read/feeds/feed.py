"""RSS, RDF, Atom and JSON feeds as sources: their items, newest first, each an article to read.

An item that carries its full text is a source of its own; the page of another is to be fetched,
which is not done here. feedparser is given nothing but a stream of clean UTF-8: a string it would
open as a path or an address.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.errors import SourceError
from briefing.model import Notice, Source
from briefing.read.checked import headline, language, link
from briefing.read.decode import LARGEST
from briefing.read.feeds.item import Channel, Item, Offered, Text, item_of
from briefing.read.feeds.kinds import PAGE
from briefing.read.feeds.xml import is_well_formed, mended, xml_text

__all__ = ["Feed", "Item", "item_source", "items", "parse"]

MOST_ITEMS = 5_000
"""Items looked at; a feed that a site serves has ten to a few hundred."""

MOST_TAGS = 150_000
LARGEST_BROKEN = 512 * 1024
"""Characters of a feed that is no sound XML; finding items in it takes twenty times as long."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed understood; its items are newest first, undated ones last, else as in the feed."""

    title: str | None
    items: tuple[Item, ...]
    notices: tuple[Notice, ...]


def items(source: Source) -> tuple[Item, ...]:
    """Return the items of the feed that ``source`` is; see :func:`parse`."""
    return parse(source).items


def parse(source: Source) -> Feed:
    """Return the feed that ``source`` is, its items newest first, in a stable order.

    Raises ``SourceError`` naming the source when it is no feed, has no items, or declares
    entities. Of a broken or endless feed what is whole is read, with a notice.
    """
    source, cut = _shortened(source)
    text, notices = xml_text(source)
    if text.startswith("{"):
        found = _of_json(source, text)
    elif text.startswith("<") and not PAGE.match(text[:200].encode()):
        found = _of_xml(source, text)
    else:
        raise _no_feed(source)
    if not found.items and any(notice.code == "feed-broken" for notice in found.notices):
        raise _too_broken(source)
    if not found.items:
        raise SourceError(
            "The feed is empty: there are no items in it.",
            where=source.origin,
            remedy="Look at it in a browser, or give the address of an article instead.",
        )
    places = sorted(range(len(found.items)), key=lambda at: (found.items[at].age, at))
    ordered = tuple(found.items[place] for place in places)
    return Feed(found.title, ordered, cut + notices + found.notices)


def item_source(item: Item, origin: str) -> Source:
    """Return the text of ``item``, of the feed at ``origin``, as a source of its own."""
    kind = "text/html" if item.is_markup else "text/plain"
    return Source(
        origin=item.facts.link or f"{origin}#{item.name}",
        body=item.body.encode("utf-8"),
        media_type=f"{kind}; charset=utf-8",
        facts=item.facts,
    )


def _no_feed(source: Source) -> SourceError:
    return SourceError(
        "This is no feed: neither RSS, Atom nor JSON Feed.",
        where=source.origin,
        remedy="Give the address of the feed itself, or of an article.",
    )


def _too_broken(source: Source) -> SourceError:
    return SourceError(
        "The feed is too broken to be read.",
        where=source.origin,
        remedy="Tell whoever publishes it, or give the address of an article instead.",
    )


# --------------------------------------------------------------------------- RSS, RDF and Atom

_BYTE_CLOSES = re.compile(rb"</(?:[\w.-]{1,20}:)?(?:item|entry)\s*>")
_TAIL = 64 * 1024


def _shortened(source: Source) -> tuple[Source, tuple[Notice, ...]]:
    """Return a feed too large to be decoded without its last items, and a notice of that."""
    if len(source.body) <= LARGEST:
        return source, ()
    closes = [match.end() for match in _BYTE_CLOSES.finditer(source.body)]
    fitting = [end for end in closes if end < LARGEST - _TAIL]
    if not fitting or len(source.body) - closes[-1] > _TAIL:
        return source, ()
    body = source.body[: fitting[-1]] + source.body[closes[-1] :]
    text = f"It is very large; only the first {len(fitting)} of its items were looked at."
    return replace(source, body=body), (Notice("feed-cut", text, source.origin),)


_MANY_ATTRIBUTES = re.compile(
    r"<[^\s<>/=]++(?:\s++[^\s<>/=]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')){300}"
)
"""feedparser takes quadratic time for them, minutes for some hundred thousand."""

_ENDS = re.compile(r"<(/?)(?:[\w.-]{1,20}:)?(?:item|entry)(?=[\s>])[^<>]*>")


def _of_xml(source: Source, text: str) -> Feed:
    """Return the feed in an XML ``text``, its items in the order they stand there."""
    text, notices = _within_bounds(source, text)
    parsed = _parsed(source, text)
    said = parsed.feed
    if not parsed.get("version") and not parsed.entries:
        raise _no_feed(source)
    channel = Channel(
        title=headline(_text_of(said, "title"), is_markup=True),
        base=link(_text_of(said, "link"), source.origin, any_host=True) or source.origin,
        language=language(_text_of(said, "language")),
        authors=_people(said) if str(parsed.get("version")).startswith("atom") else (),
    )
    entries = enumerate(parsed.entries[:MOST_ITEMS], 1)
    found = tuple(item_of(_offered(entry), place, channel) for place, entry in entries)
    return Feed(channel.title, found, notices)


def _within_bounds(source: Source, text: str) -> tuple[str, tuple[Notice, ...]]:
    """Return ``text`` less the items too many and those that are not whole, and what was done."""
    notices = []
    ends = list(_ENDS.finditer(text))
    opens = [match.start() for match in ends if not match[1]]
    if len(opens) > MOST_ITEMS:
        closed = max((match.end() for match in ends if match[1]), default=0)
        text = text[: opens[MOST_ITEMS]] + (text[closed:] if closed > opens[MOST_ITEMS] else "")
        said = f"It has {len(opens)} items; only the first {MOST_ITEMS} were looked at."
        notices.append(Notice("feed-cut", said, source.origin))
    if _MANY_ATTRIBUTES.search(text):
        raise _too_broken(source)
    crowded = text.count("<") > MOST_TAGS
    if not crowded and (is_well_formed(text) or is_well_formed(text := mended(text))):
        return text, tuple(notices)
    said = "The feed is broken; what is whole in it was read."
    if len(text) > LARGEST_BROKEN:
        said = "The feed is broken; what is whole in its first half megabyte was read."
    text = text[:LARGEST_BROKEN]
    ends = list(_ENDS.finditer(text))
    if ends and not ends[-1][1]:  # what was cut short in the middle is not read out
        text = text[: ends[-1].start()]
    return text, (*notices, Notice("feed-broken", said, source.origin))


def _parsed(source: Source, text: str) -> Any:
    """Return what feedparser makes of ``text``; raises ``SourceError`` if that is nothing."""
    import feedparser  # 60 ms that only feeds need cost

    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # the reader of HTML drops what cannot be read out
            resolve_relative_uris=False,
        )
    except Exception as error:  # the border to a library that promises none and raises many
        raise _too_broken(source) from error


def _offered(entry: Any) -> Offered:
    """Return an entry as feedparser has it: which has one shape for all kinds of feed."""
    title = _text_of(entry, "title")
    detail = _detail(entry, "title_detail")
    enclosures = [*_details(entry, "enclosures"), *_details(entry, "media_content")]
    pictures = [*_details(entry, "media_thumbnail"), *_of_type(enclosures, ("image/",))]
    summary = _detail(entry, "summary_detail")
    return Offered(
        texts=(
            *(_text(each, is_content=True) for each in _details(entry, "content")),
            *(_text(each, is_content=False) for each in (summary,) if each),
        ),
        title=title,
        title_is_markup=detail.get("type") != "text/plain" or "</" in (title or ""),
        link=_text_of(entry, "link"),
        name=_text_of(entry, "id"),
        authors=_people(entry),
        published=_text_of(entry, "published"),
        updated=_text_of(dict(entry), "updated"),  # its own ``get`` gives the publishing date
        language=_text_of(detail, "language"),
        image=next((each.get("url") or each.get("href") for each in pictures), None),
        is_recording="yt_videoid" in entry or bool(_of_type(enclosures, ("audio/", "video/"))),
    )


# An element named as one of feedparser's own keys, ``<authors>``, is a text where it has a list.


def _details(said: Any, key: str) -> list[Any]:
    found = said.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _detail(said: Any, key: str) -> Any:
    found = said.get(key)
    return found if isinstance(found, dict) else {}


def _text_of(said: Any, key: str) -> str | None:
    found = said.get(key)
    return found if isinstance(found, str) else None


def _of_type(enclosures: Iterable[Any], kinds: tuple[str, ...]) -> list[Any]:
    return [each for each in enclosures if str(each.get("type", "")).startswith(kinds)]


def _people(said: Any) -> tuple[str | None, ...]:
    return tuple(_text_of(each, "name") for each in _details(said, "authors"))


_TAGGED = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|&(?:\w{2,32}|#\w{1,8});")


def _text(detail: Any, *, is_content: bool) -> Text:
    """Return a text as markup if it is: many feeds call plain text HTML, and the reverse."""
    value = _text_of(detail, "value") or ""
    return Text(value, bool(_TAGGED.search(value)), is_content)


# ---------------------------------------------------------------------------------- JSON Feed


def _of_json(source: Source, text: str) -> Feed:
    """Return the feed in a JSON ``text`` (https://jsonfeed.org/version/1.1), in its order."""
    try:
        said = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            "The feed is broken: it is no sound JSON.",
            where=source.origin,
            remedy="Tell whoever publishes it, or give the address of an article instead.",
        ) from error
    entries = said.get("items")
    if not isinstance(entries, list):
        raise _no_feed(source)
    channel = Channel(
        title=headline(_string(said, "title"), is_markup=False),
        base=link(said.get("home_page_url"), source.origin, any_host=True) or source.origin,
        language=language(_string(said, "language")),
        authors=_writers(said),
    )
    notices: tuple[Notice, ...] = ()
    if len(entries) > MOST_ITEMS:
        told = f"It has {len(entries)} items; only the first {MOST_ITEMS} were looked at."
        notices = (Notice("feed-cut", told, source.origin),)
    found = tuple(
        item_of(_listed(entry), place, channel)
        for place, entry in enumerate(entries[:MOST_ITEMS], 1)
        if isinstance(entry, dict)
    )
    return Feed(channel.title, found, notices)


def _listed(entry: Mapping[str, Any]) -> Offered:
    """Return an entry of a JSON Feed; what has the wrong type counts as not said."""
    attached = entry.get("attachments")
    kinds = [
        str(each.get("mime_type", ""))
        for each in (attached if isinstance(attached, list) else ())
        if isinstance(each, dict)
    ]
    return Offered(
        texts=tuple(
            Text(value, is_markup=key == "content_html", is_content=key != "summary")
            for key in ("content_html", "content_text", "summary")
            if (value := _string(entry, key))
        ),
        title=_string(entry, "title"),
        link=_string(entry, "url") or _string(entry, "external_url"),
        name=_string(entry, "id"),
        authors=_writers(entry),
        published=_string(entry, "date_published"),
        updated=_string(entry, "date_modified"),
        language=_string(entry, "language"),
        image=_string(entry, "image") or _string(entry, "banner_image"),
        is_recording=any(kind.startswith(("audio/", "video/")) for kind in kinds),
    )


def _string(said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    return str(value) if isinstance(value, (str, int)) and value != "" else None


def _writers(said: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Return the names in ``authors``, or in ``author`` as version 1 has it."""
    people = said.get("authors")
    listed = people if isinstance(people, list) else [said.get("author")]
    return tuple(_string(each, "name") for each in listed[:20] if isinstance(each, dict))
