"""Served: how the things a feed names are served, asked of the network in a few requests."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field

from briefing.doctor.document import Feed, Node, named
from briefing.doctor.pictures import picture_faults
from briefing.doctor.texts import is_web, path_of
from briefing.doctor.verdict import Fault
from briefing.errors import BriefingError

EPISODES = 2
"""So many of the newest episodes are asked for: hosts serve all alike."""

_FEEDS = frozenset("application/rss+xml application/xml text/xml".split())
_TWO_BYTES = "bytes=0-1"
_PICTURE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered at the end of its redirects."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """By names in small letters."""
    body: bytes = b""
    """As much of it as was wanted."""

    @property
    def type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


Ask = Callable[[str, str, Mapping[str, str], int], Answer]
"""Ask by a method, of an address, with headers, for so many bytes of the body at most; raises a
``BriefingError`` for what cannot be reached or is not to be asked."""


def served_faults(feed: Feed, address: str, ask: Ask) -> Iterator[Fault]:
    """Yield what is wrong with how the feed at ``address``, its artwork and episodes are served.

    Asks some dozen times, one after another: the feed, its artwork, its newest ``EPISODES``.
    """
    if is_web(address):
        yield from _feed(address, ask)
    image = feed.channel.first("itunes:image") if feed.channel else None
    picture = (image.get("href") or "").strip() if image is not None else ""
    if is_web(picture):
        yield from _picture(picture, ask)
    for number, item in enumerate(feed.items[:EPISODES], 1):
        yield from _episode(item, named(item, number), ask)


def _feed(url: str, ask: Ask) -> Iterator[Fault]:
    found = yield from _head(url, "the feed", ask)
    if found is None:
        return
    if found.type not in _FEEDS:
        yield Fault("served-type", f"It is sent as {found.type!r}.", "the feed")
    conditions = {
        condition: found.headers[mark]
        for condition, mark in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        if found.headers.get(mark)
    }
    again = _asked(ask, "GET", url, conditions, 0) if conditions else "no ETag, no Last-Modified"
    if isinstance(again, str) or again.status != 304:
        told = again if isinstance(again, str) else f"status {again.status} instead of 304"
        yield Fault("served-unchanged", f"What has not changed is sent again: {told}.", "the feed")


def _picture(url: str, ask: Ask) -> Iterator[Fault]:
    if (yield from _head(url, "the artwork", ask)) is None:
        return
    got = _asked(ask, "GET", url, {}, _PICTURE)
    if isinstance(got, Answer) and got.status == 200:
        if got.type not in {"image/jpeg", "image/png"}:
            yield Fault("served-type", f"It is sent as {got.type!r}.", "the artwork")
        yield from picture_faults(got.body, path_of(url).rpartition("/")[2], "the artwork")


def _episode(item: Node, where: str, ask: Ask) -> Iterator[Fault]:
    enclosure = item.first("enclosure")
    url = (enclosure.get("url") or "").strip() if enclosure is not None else ""
    if enclosure is not None and is_web(url):
        found = yield from _head(url, where, ask)
        if found is not None:
            yield from _sound(enclosure, url, found, where, ask)
    for one in (*item.all("podcast:transcript"), *item.all("podcast:chapters")):
        document = (one.get("url") or "").strip()
        found = (yield from _head(document, where, ask)) if is_web(document) else None
        if found is None:
            continue
        if not found.headers.get("access-control-allow-origin"):
            yield Fault("served-cors", f"{document} is for no web player.", where, one.line)
        stated = (one.get("type") or "").lower()
        if found.type not in {stated, stated.removesuffix("+chapters")}:
            what = f"{document} is sent as {found.type!r}, and called {stated!r}."
            yield Fault("served-type", what, where, one.line)


def _sound(enclosure: Node, url: str, found: Answer, where: str, ask: Ask) -> Iterator[Fault]:
    if not found.type.startswith(("audio/", "video/")):
        yield Fault("served-type", f"It is sent as {found.type!r}.", where, enclosure.line)
    length = found.headers.get("content-length", "")
    stated = (enclosure.get("length") or "").strip()
    if length.isdecimal() and length != stated:
        what = f"{length} bytes are sent, the feed says {stated}."
        yield Fault("served-length", what, where, enclosure.line)
    part = _asked(ask, "GET", url, {"Range": _TWO_BYTES}, 2)
    if isinstance(part, str) or part.status != 206 or len(part.body) != 2:
        told = part if isinstance(part, str) else f"status {part.status} instead of 206"
        yield Fault("served-ranges", f"Two bytes cannot be had: {told}.", where, enclosure.line)


def _head(url: str, where: str, ask: Ask) -> Generator[Fault, None, Answer | None]:
    """Return the answer to HEAD at ``url`` if there is one to go on from; yield what is wrong."""
    found = _asked(ask, "HEAD", url, {}, 0)
    if isinstance(found, Answer) and found.status == 200:
        return found
    if isinstance(found, Answer) and found.status in {403, 404, 405, 501}:
        got = _asked(ask, "GET", url, {}, 0)
        if isinstance(got, Answer) and got.status == 200:
            what = f"{url} answers HEAD with {found.status}, and GET with 200."
            yield Fault("served-head", what, where)
            return got
    told = found if isinstance(found, str) else f"status {found.status}"
    yield Fault("served-missing", f"{url}: {told}.", where)
    return None


def _asked(ask: Ask, method: str, url: str, headers: Mapping[str, str], most: int) -> Answer | str:
    """Return the answer, or in words why there is none."""
    try:
        return ask(method, url, headers, most)
    except BriefingError as error:
        return error.what.rstrip(".")
