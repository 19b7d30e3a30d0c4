"""Items: what is wrong with what a feed says of its episodes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from briefing.doctor.channel import artwork_faults, explicit_faults
from briefing.doctor.document import Feed, Node, named
from briefing.doctor.podcasting import podcasting_faults
from briefing.doctor.since import address
from briefing.doctor.texts import is_web, path_of, size_faults, text_faults, web_faults
from briefing.doctor.times import date_fault, moment, seconds, times_in
from briefing.doctor.verdict import Fault

_TYPES = {
    ".mp3": {"audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/mpeg3"},
    ".m4a": {"audio/x-m4a", "audio/mp4", "audio/m4a", "audio/aac", "audio/x-aac", "audio/mpeg4"},
    ".mp4": {"video/mp4", "audio/mp4"},
    ".m4v": {"video/x-m4v", "video/mp4", "video/m4v"},
    ".mov": {"video/quicktime"},
    ".pdf": {"application/pdf"},
    ".epub": {"document/x-epub", "application/epub+zip"},
}
"""Extensions that Apple decides by, with the types that say the same."""

_NUMBERED = re.compile(
    r"\s{0,9}(?:s\d{1,3}\s?e\d{1,4}|(?:episode|ep\.?|folge)\s?#?\d{1,5}|#\d{1,5})\b"
    r"|\s{0,9}\d{1,4}\s?[:|]",
    re.IGNORECASE,
)
_NUMBER = re.compile("0{0,3}[1-9][0-9]{0,8}")
_A_LIST = 3
"""Times that make a list of chapters: fewer are mentions (Apple)."""


def item_faults(feed: Feed, now: datetime | None = None) -> Iterator[Fault]:
    """Yield what is wrong with the episodes, one after another, and with them together.

    ``now`` is the moment no episode's date should lie behind.
    """
    channel = feed.channel
    show = channel.value("title") if channel else ""
    serial = channel is not None and channel.value("itunes:type").lower() == "serial"
    for number, item in enumerate(feed.items, 1):
        where = named(item, number)
        yield from _titles(item, where, show)
        yield from _enclosure(item, where)
        yield from _identity(item, where, now)
        yield from _notes(item, where)
        yield from _numbers(item, where, serial=serial)
        yield from podcasting_faults(item, where)
        yield from explicit_faults(item, where)
        yield from artwork_faults(item, where)
        yield from web_faults(item, where)
    yield from _together(feed, serial=serial)


def _titles(item: Node, where: str, show: str) -> Iterator[Fault]:
    title = item.first("title")
    if title is None or not title.value():
        yield Fault("title", "There is no title.", where, item.line)
        return
    text = title.value()
    yield from text_faults(title, "title", where)
    if _NUMBERED.match(text):
        yield Fault("title-number", f"{text[:80]!r} begins with a number.", where, title.line)
    if len(show) > 3 and text != show and text.casefold().startswith(show.casefold()):
        yield Fault("title-show", f"{text[:80]!r} begins with the show's name.", where, title.line)


def _enclosure(item: Node, where: str) -> Iterator[Fault]:
    enclosures = item.all("enclosure")
    if len(enclosures) != 1:
        yield Fault("enclosure", f"There are {len(enclosures)} enclosures.", where, item.line)
    for one in enclosures[:1]:
        url, type_, length = ((one.get(name) or "").strip() for name in ("url", "type", "length"))
        suffix = "." + path_of(url).lower().rpartition(".")[2]
        if not url.isascii() or not is_web(url):
            yield Fault("enclosure-address", repr(url[:120]), where, one.line)
        elif suffix not in _TYPES:
            yield Fault("enclosure-extension", url[:120], where, one.line)
        if not re.fullmatch(r"(audio|video|application|document)/[\w.+-]{1,60}", type_.lower()):
            yield Fault("enclosure-type", f"Its type is {type_!r}.", where, one.line)
        elif type_.lower() not in _TYPES.get(suffix, {type_.lower()}):
            yield Fault("enclosure-mismatch", f"{suffix} is called {type_}.", where, one.line)
        if not re.fullmatch("[0-9]{1,15}", length):
            yield Fault("enclosure-length", f"Its length is {length!r}.", where, one.line)
        elif not int(length):
            yield Fault("enclosure-unmeasured", "Its length is 0.", where, one.line)


def _identity(item: Node, where: str, now: datetime | None) -> Iterator[Fault]:
    guid = item.first("guid")
    if guid is None or not guid.value():
        yield Fault("guid", "There is no guid.", where, item.line)
    elif (guid.get("isPermaLink") or "").lower() != "false" and not is_web(guid.value()):
        yield Fault("guid-link", f"{guid.value()!r} is taken for an address.", where, guid.line)
    dated = item.first("pubDate")
    date, line = (dated.value(), dated.line) if dated is not None else ("", item.line)
    found = moment(date)
    if not date:
        yield Fault("date-missing", "There is no pubDate.", where, line)
    elif found is None:
        yield Fault("date", f"{date!r} is none.", where, line)
    if found is None:
        return
    fault = date_fault(date)
    if fault:
        yield Fault("date-form", f"{fault}: {date!r}.", where, line)
    if now is not None and found > now:
        yield Fault("date-future", f"{date!r} is still to come.", where, line)


def _notes(item: Node, where: str) -> Iterator[Fault]:
    notes = item.text("description") or item.text("content:encoded") or item.text("itunes:summary")
    if not notes.strip():
        yield Fault("description", "There is no description.", where, item.line)
    description = item.first("description")
    yield from size_faults(description, where)
    times = times_in(item.text("description"))
    if len(times) >= _A_LIST and (times[0] or times != sorted(times)):
        line = description.line if description is not None else None
        what = f"The times in the description begin at {times[0]:.0f} s or go back."
        yield Fault("notes-chapters", what, where, line)


def _numbers(item: Node, where: str, *, serial: bool) -> Iterator[Fault]:
    duration = item.first("itunes:duration")
    if duration is None or not duration.value():
        yield Fault("duration", "There is no itunes:duration.", where, item.line)
    elif not seconds(duration.value()):
        yield Fault("duration", f"{duration.value()!r} is no length.", where, duration.line)
    elif not duration.value().isdecimal():
        yield Fault("duration-form", f"It is {duration.value()!r}.", where, duration.line)
    for name in ("itunes:episode", "itunes:season"):
        node = item.first(name)
        if node is not None and node.value() and not _NUMBER.fullmatch(node.value()):
            yield Fault("number", f"{name} is {node.value()!r}.", where, node.line)
    kind = item.value("itunes:episodeType").lower()
    if kind not in {"", "full", "trailer", "bonus"}:
        yield Fault("episode-type", f"It is {kind!r}.", where, item.line)
    if serial and not item.value("itunes:episode") and kind in {"", "full"}:
        yield Fault("serial-number", "There is no itunes:episode.", where, item.line)


def _together(feed: Feed, *, serial: bool) -> Iterator[Fault]:
    for rule, values in (
        ("guid-repeated", [item.value("guid") for item in feed.items]),
        ("enclosure-repeated", [address(item) for item in feed.items]),
        ("number-repeated", [_number(item) for item in feed.items]),
    ):
        for value, count in Counter(filter(None, values)).items():
            if count > 1:
                yield Fault(rule, f"{count} items have {value[:120]!r}.")
    dates = [found for item in feed.items if (found := moment(item.value("pubDate")))]
    if dates != sorted(dates, reverse=True) and not serial:
        yield Fault("newest-first", "The items are not in the order of their dates.")


def _number(item: Node) -> str:
    """Return season and number of a full episode; empty for any other."""
    number = item.value("itunes:episode")
    if not number or item.value("itunes:episodeType").lower() not in {"", "full"}:
        return ""
    season = item.value("itunes:season")
    return f"season {season}, episode {number}" if season else f"episode {number}"
