"""Examination: all rules over a feed, and over the files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.doctor.channel import channel_faults, document_faults
from briefing.doctor.document import Feed, NoFeedError, parsed
from briefing.doctor.files import Folder, file_faults
from briefing.doctor.items import changed_faults, item_faults
from briefing.doctor.verdict import Fault, Verdict, verdict
from briefing.publish.catalogue import FEED

_PAGES = ("next", "prev-archive")


def examine(body: bytes, previous: bytes | None = None) -> Verdict:
    """Return what is wrong with the feed ``body``, and since ``previous``, the same feed earlier.

    Never raises: what is no feed is a finding, too.
    """
    try:
        feed = parsed(body)
    except NoFeedError as error:
        return verdict([Fault("xml", f"{error}", line=error.line)])
    return verdict(_faults(feed, previous))


def examine_folder(folder: Path, previous: bytes | None = None) -> Verdict:
    """Return what is wrong with the feed in ``folder``, its pages and all files it names there.

    Raises ``OSError`` when there is no feed to be read.
    """
    body = (folder / FEED).read_bytes()
    try:
        feed = parsed(body)
    except NoFeedError as error:
        return verdict([Fault("xml", f"{error}", line=error.line)])
    base = _base(feed)
    return verdict([*_faults(feed, previous), *_in_folder(feed, Folder(folder, base))])


def _faults(feed: Feed, previous: bytes | None) -> Iterator[Fault]:
    yield from document_faults(feed)
    yield from channel_faults(feed)
    yield from item_faults(feed)
    if previous is not None:
        try:
            yield from changed_faults(feed, parsed(previous))
        except NoFeedError as error:
            yield Fault("xml", f"The earlier feed: {error}", line=error.line)


def _in_folder(feed: Feed, folder: Folder) -> Iterator[Fault]:
    yield from file_faults(feed, folder)
    for link in feed.channel.all("atom:link") if feed.channel else ():
        path = folder.file(link.get("href")) if link.get("rel") in _PAGES else None
        if path is not None and not path.is_file():
            yield Fault("page-link", str(path), line=link.line)


def _base(feed: Feed) -> str:
    """Return the address of the folder: that of the feed itself without its name."""
    links = feed.channel.all("atom:link") if feed.channel else []
    for link in links:
        if link.get("rel") == "self":
            return (link.get("href") or "").rpartition("/")[0] + "/"
    return ""
