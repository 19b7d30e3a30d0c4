"""Examination: all rules over a feed, and over the files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefing._run.workers import Map, here
from briefing.doctor.beside import beside_faults
from briefing.doctor.channel import address_faults, channel_faults, document_faults
from briefing.doctor.document import Feed, NoFeedError, parsed
from briefing.doctor.folder import Folder, file_faults
from briefing.doctor.items import item_faults
from briefing.doctor.served import Ask, served_faults
from briefing.doctor.since import changed_faults
from briefing.doctor.verdict import Fault, Verdict, verdict
from briefing.publish.catalogue import FEED

_OLDER = ("prev-archive", "next")
"""Links to the document behind one, the better first (RFC 5005, 3 and 4)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a feed beside its bytes."""

    address: str | None = None
    """Where it was got from."""
    previous: bytes | None = None
    """The same feed earlier."""
    now: datetime | None = None
    """The moment no episode should come from behind."""
    ask: Ask | None = None
    """How to ask the network how things are served; ``None`` leaves the network alone."""
    map: Map = here
    """What recordings are heard by."""


NOTHING = Known()


def examine(body: bytes, known: Known = NOTHING) -> Verdict:
    """Return what is wrong with the feed ``body``.

    What is no feed is a finding, too. Raises nothing, whatever the feed holds.
    """
    return verdict(_faults(body, known))


def examine_folder(folder: Path, known: Known = NOTHING) -> Verdict:
    """Return what is wrong with the feed in ``folder``, its archives, and all files it names there.

    Raises ``OSError`` when there is no feed to be read, or a file of the folder cannot be.
    """
    body = (folder / FEED).read_bytes()
    return verdict(_folder_faults(body, folder, known))


def _faults(body: bytes, known: Known) -> Iterator[Fault]:
    try:
        feed = parsed(body)
    except NoFeedError as error:
        yield Fault("xml", f"{error}", line=error.line)
        return
    yield from _feed_faults(feed, known)
    yield from _circles(feed)


def _folder_faults(body: bytes, folder: Path, known: Known) -> Iterator[Fault]:
    try:
        feed = parsed(body)
    except NoFeedError as error:
        yield Fault("xml", f"{error}", line=error.line)
        return
    beside = Folder(folder, feed.address.rpartition("/")[0] + "/" if feed.address else "")
    archives: list[Feed] = []
    yield from _archives(feed, beside, archives)
    items = (*feed.items, *(item for one in archives for item in one.items))
    whole = replace(feed, items=items)
    yield from _feed_faults(whole, known)
    yield from file_faults(whole, beside, known.map)
    yield from beside_faults(feed, beside)


def _feed_faults(feed: Feed, known: Known) -> Iterator[Fault]:
    yield from document_faults(feed)
    yield from channel_faults(feed)
    if known.address is not None:
        yield from address_faults(feed, known.address)
    yield from item_faults(feed, known.now)
    if known.previous is not None:
        try:
            yield from changed_faults(feed, parsed(known.previous))
        except NoFeedError as error:
            yield Fault("xml", f"{error}", "the earlier feed", error.line)
    if known.ask is not None:
        yield from served_faults(feed, known.address or feed.address, known.ask)


def _circles(feed: Feed) -> Iterator[Fault]:
    """Yield a document that says it is its own archive."""
    url, line = _older(feed)
    if url and url == feed.address:
        yield Fault("page-link", f"{url} is behind itself.", line=line)


def _archives(feed: Feed, folder: Folder, found: list[Feed]) -> Iterator[Fault]:
    """Put the documents behind ``feed`` into ``found``; yield what keeps one from being read."""
    seen = {feed.address}
    where = ""
    url, line = _older(feed)
    while url:
        path = folder.file(url)
        if url in seen or path is None or not path.is_file():
            what = f"{url} comes again." if url in seen else f"{url} is not there."
            yield Fault("page-link", what, where, line)
            return
        seen.add(url)
        where = path.name
        try:
            page = parsed(path.read_bytes(), path.name)
        except NoFeedError as error:
            yield Fault("xml", f"{error}", where, error.line)
            return
        for fault in document_faults(page):
            yield replace(fault, where=where)
        found.append(page)
        url, line = _older(page)


def _older(feed: Feed) -> tuple[str, int | None]:
    """Return the address of the document behind one, and the line it is named in."""
    links = feed.channel.all("atom:link") if feed.channel else []
    for relation in _OLDER:
        for link in links:
            if link.get("rel") == relation:
                return (link.get("href") or "").strip(), link.line
    return "", None
