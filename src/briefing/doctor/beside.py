"""Beside: what lies in a show's folder beside its feed: JSON Feed, list, pages, a key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from briefing.doctor.channel import blocks
from briefing.doctor.document import Feed, Node, NoFeedError, opened
from briefing.doctor.folder import Folder
from briefing.doctor.since import address
from briefing.doctor.verdict import Fault
from briefing.publish.catalogue import PAGE
from briefing.publish.feed import JSON_FEED, OPML

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEY = ".key"
"""What ``briefing serve`` keeps the key of a private show in."""

_JSON_VERSIONS = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")
_LARGEST_PAGE = 8 * 1024 * 1024


def beside_faults(feed: Feed, folder: Folder) -> Iterator[Fault]:
    """Yield what is wrong with what lies beside a feed, as far as it is there."""
    blocked = feed.channel is not None and blocks(feed.channel.first("itunes:block"))
    if (folder.path / _KEY).is_file() and not blocked:
        yield Fault("private-listed", "There is a key, and no itunes:block.", _KEY)
    if (folder.path / JSON_FEED).is_file():
        fault = _json_fault(feed, (folder.path / JSON_FEED).read_bytes())
        if fault:
            yield Fault("json-feed", fault, JSON_FEED)
    if (folder.path / OPML).is_file():
        yield from _list(feed, (folder.path / OPML).read_bytes())
    yield from _pages(feed, folder)


def _json_fault(feed: Feed, body: bytes) -> str | None:
    """Return where the JSON feed is none, or tells of other episodes than ``feed``."""
    try:
        table = json.loads(body)
        version, rows = table["version"], table["items"]
        told = [(str(row["id"]), *_attached(row)) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "It is no JSON Feed."
    if version not in _JSON_VERSIONS:
        return f"Its version is {version!r}."
    meant = [(item.value("guid"), address(item)) for item in feed.items]
    if [one[0] for one in told] != [one[0] for one in meant]:
        return f"Its {len(told)} episodes are not the {len(meant)} of the feed."
    for one, other in zip(told, meant, strict=True):
        if one[1:] and one[1] != other[1]:
            return f"{one[0]} has {one[1]!r} there, {other[1]!r} in the feed."
    return None


def _attached(row: dict[str, Any]) -> list[str]:
    return [str(one["url"]) for one in row.get("attachments", ())][:1]


def _list(feed: Feed, body: bytes) -> Iterator[Fault]:
    try:
        root = opened(body)
    except NoFeedError as error:
        yield Fault("opml", f"{error}", OPML, error.line)
        return
    listed = [str(one.get("xmlUrl")) for one in root.iter("outline") if one.get("xmlUrl")]
    if feed.address and feed.address not in listed:
        yield Fault("opml", f"It does not name {feed.address}.", OPML)


def _pages(feed: Feed, folder: Folder) -> Iterator[Fault]:
    """Yield links of the show's and the episodes' pages that lead to nothing in the folder."""
    show = folder.path / PAGE
    for page in (show, *sorted(folder.path.glob(f"episodes/*/{PAGE}"))):
        if not page.is_file() or page.stat().st_size > _LARGEST_PAGE or not folder.base:
            continue
        root = _opened_page(page)
        here = urljoin(folder.base, page.relative_to(folder.path).as_posix())
        leads = [(urljoin(here, url), one) for one, url in _leads(root)]
        name = page.relative_to(folder.path).as_posix()
        for url, one in leads:
            path = folder.file(url)
            if path is not None and not path.exists():
                yield Fault("page-broken", f"{url} is not there.", name, Node(one).line)
        if page == show and feed.address not in {url for url, one in leads if _discovers(one)}:
            yield Fault("discovery", "The page does not say where its feed is.", name)


def _leads(root: _Element | None) -> Iterator[tuple[_Element, str]]:
    for one in root.iter() if root is not None else ():
        for attribute in ("href", "src", "poster"):
            url = str(one.get(attribute) or "").strip()
            if url and not url.startswith("#"):
                yield one, url


def _discovers(element: _Element) -> bool:
    """Tell whether an element of a page says where a feed is."""
    kind = (element.get("rel"), element.get("type"))
    return element.tag == "link" and kind == ("alternate", "application/rss+xml")


def _opened_page(page: Path) -> _Element | None:
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8")
        root: _Element = html.document_fromstring(page.read_bytes(), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    return root
