"""Since: what has changed from the feed as it was, and must not have."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.doctor.document import Feed, Node, named
from briefing.doctor.times import moment
from briefing.doctor.verdict import Fault


def changed_faults(feed: Feed, previous: Feed) -> Iterator[Fault]:
    """Yield a changed guid of the show, episodes with another guid or date than they had."""
    if feed.channel is not None and previous.channel is not None:
        was, now = (one.value("podcast:guid") for one in (previous.channel, feed.channel))
        if was and was.lower() != now.lower():
            what = f"podcast:guid was {was!r} and is {now!r}."
            yield Fault("show-guid-changed", what, line=feed.channel.line)
    yield from _guids(feed, previous)
    yield from _dates(feed, previous)


def _guids(feed: Feed, previous: Feed) -> Iterator[Fault]:
    before = {item.value("title"): item.value("guid") for item in previous.items}
    before |= {address(item): item.value("guid") for item in previous.items}
    now = {item.value("guid") for item in feed.items}
    for number, item in enumerate(feed.items, 1):
        guid = item.value("guid")
        was = before.get(address(item)) or before.get(item.value("title"))
        if was and was != guid and was not in now:
            what = f"Its guid was {was!r} and is {guid!r}."
            yield Fault("guid-changed", what, named(item, number), item.line)


def _dates(feed: Feed, previous: Feed) -> Iterator[Fault]:
    before = {item.value("guid"): moment(item.value("pubDate")) for item in previous.items}
    for number, item in enumerate(feed.items, 1):
        was, now = before.get(item.value("guid")), moment(item.value("pubDate"))
        if was is not None and now is not None and was != now:
            what = f"It was {was:%Y-%m-%d %H:%M:%S} and is {now:%Y-%m-%d %H:%M:%S} (UTC)."
            yield Fault("date-changed", what, named(item, number), item.line)


def address(item: Node) -> str:
    """Return the address of an item's enclosure; empty without one."""
    enclosure = item.first("enclosure")
    return (enclosure.get("url") or "").strip() if enclosure is not None else ""
