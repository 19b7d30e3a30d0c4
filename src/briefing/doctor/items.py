"""Items: what is wrong with what a feed says of its episodes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from briefing.doctor.channel import artwork_faults, explicit_faults, text_faults
from briefing.doctor.document import Feed, Node, named
from briefing.doctor.verdict import Fault

NOTES_LIMIT = 4000
_AUDIO = {
    ".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".mp4": "video/mp4", ".m4v": "video/x-m4v",
    ".mov": "video/quicktime", ".pdf": "application/pdf", ".epub": "document/x-epub",
}  # fmt: skip
"""Extensions Apple decides by, and a type for each."""

_TYPES = {*_AUDIO.values(), "audio/mp4", "audio/aac", "audio/mp3", "audio/x-m4a"}
_TRANSCRIPTS = {
    "text/vtt", "application/x-subrip", "application/srt", "application/json", "text/html",
    "text/plain",
}  # fmt: skip
_NUMBERED = re.compile(
    r"^\s*(?:s\d{1,3}\s?e\d{1,4}|(?:episode|ep\.?|folge)\s*#?\d{1,5}|#\d{1,5})\b|^\s*\d{1,4}\s*[:|]",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})\.?(\d{0,3})")
_IN_NOTES = re.compile(r"(?:^|>|\n)\s*\(?((?:\d{1,2}:)?\d{1,2}:\d{2})\)?\s+(?=\S)")
_PARENT_ONLY = 2
"""Times in notes that make no list of chapters: two are mentions."""

ROLES = frozenset(
    """
    director|assistant director|executive producer|senior producer|producer|associate producer|
    development producer|creative director|host|co-host|guest host|guest|voice actor|narrator|
    announcer|reporter|author|editorial director|co-writer|writer|songwriter|guest writer|
    story editor|managing editor|script editor|script coordinator|researcher|editor|fact checker|
    translator|transcriber|logger|studio coordinator|technical director|technical manager|
    audio engineer|remote recording engineer|post production engineer|audio editor|sound designer|
    foley artist|composer|theme music|music production|music contributor|production coordinator|
    booking coordinator|production assistant|content manager|marketing manager|sales representative|
    sales manager|graphic designer|cover art designer|social media manager|consultant|intern|
    camera operator|lighting designer|camera grip|assistant camera|editor|assistant editor
    """.replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip
"""Roles of the podcast taxonomy."""


def item_faults(feed: Feed) -> Iterator[Fault]:
    """Yield what is wrong with the episodes, one after another, and with them together."""
    show = feed.channel.text("title").strip() if feed.channel else ""
    serial = bool(feed.channel) and _text(feed.channel, "itunes:type").lower() == "serial"
    for number, item in enumerate(feed.items, 1):
        where = named(item, number)
        yield from _titles(item, where, show)
        yield from _enclosure(item, where)
        yield from _identity(item, where)
        yield from _notes(item, where)
        yield from _numbers(item, where, serial=serial)
        yield from _podcasting(item, where)
        yield from _podlove(item, where)
        yield from explicit_faults(item, where)
        yield from artwork_faults(item, where)
    yield from _together(feed)


def changed_faults(feed: Feed, previous: Feed) -> Iterator[Fault]:
    """Yield episodes whose guid is another than it was: apps show them twice."""
    before = {_address(item): _text(item, "guid") for item in previous.items}
    before |= {_text(item, "title"): _text(item, "guid") for item in previous.items}
    now = {_text(item, "guid") for item in feed.items}
    for number, item in enumerate(feed.items, 1):
        guid = _text(item, "guid")
        was = before.get(_address(item)) or before.get(_text(item, "title"))
        if was and was != guid and was not in now:
            what = f"Its guid was {was!r} and is {guid!r}."
            yield Fault("guid-changed", what, named(item, number), item.line)


def _titles(item: Node, where: str, show: str) -> Iterator[Fault]:
    title = item.first("title")
    if title is None or not title.text().strip():
        yield Fault("title", "There is no title.", where, item.line)
        return
    text = title.text().strip()
    yield from text_faults(title, "title", where)
    if _NUMBERED.search(text):
        yield Fault("title-number", f"{text[:80]!r} begins with a number.", where, title.line)
    if len(show) > 3 and text != show and text.casefold().startswith(show.casefold()):
        yield Fault("title-show", f"{text[:80]!r} begins with the show's name.", where, title.line)


def _enclosure(item: Node, where: str) -> Iterator[Fault]:
    enclosures = item.all("enclosure")
    if len(enclosures) != 1:
        yield Fault("enclosure", f"There are {len(enclosures)} enclosures.", where, item.line)
    for one in enclosures[:1]:
        url, line = one.get("url") or "", one.line
        path = urlsplit(url).path.lower() if url.isascii() else ""
        if not url.isascii() or not url.startswith(("http://", "https://")) or " " in url:
            yield Fault("enclosure-address", repr(url[:120]), where, line)
        elif not path.endswith(tuple(_AUDIO)):
            yield Fault("enclosure-extension", url[:120], where, line)
        if one.get("type") not in _TYPES:
            yield Fault("enclosure-type", f"Its type is {one.get('type')!r}.", where, line)
        if not re.fullmatch("[1-9][0-9]*", (one.get("length") or "").strip()):
            yield Fault("enclosure-length", f"Its length is {one.get('length')!r}.", where, line)
        if url.startswith("http://"):
            yield Fault("https", url[:120], where, line)


def _identity(item: Node, where: str) -> Iterator[Fault]:
    guid = item.first("guid")
    if guid is None or not guid.text().strip():
        yield Fault("guid", "There is no guid.", where, item.line)
    elif guid.get("isPermaLink") != "false" and not guid.text().strip().startswith("http"):
        yield Fault("guid-link", f"{guid.text()!r} is taken for an address.", where, guid.line)
    if _moment(item) is None:
        told = _text(item, "pubDate")
        what = f"{told!r} is none." if told else "There is no pubDate."
        yield Fault("date", what, where, item.line)


def _notes(item: Node, where: str) -> Iterator[Fault]:
    notes = item.text("description") or item.text("content:encoded") or item.text("itunes:summary")
    if not notes.strip():
        yield Fault("description", "There is no description.", where, item.line)
    size = len(item.text("description").encode("utf-8", "replace"))
    if size > NOTES_LIMIT:
        yield Fault("description-long", f"It has {size:,} bytes.", where, item.line)
    times = [seconds(found) or 0.0 for found in _IN_NOTES.findall(item.text("description"))]
    if len(times) > _PARENT_ONLY and (times[0] or times != sorted(times)):
        yield Fault("notes-chapters", "The times in the description are no list.", where, item.line)


def _numbers(item: Node, where: str, *, serial: bool) -> Iterator[Fault]:
    duration = item.first("itunes:duration")
    if duration is None:
        yield Fault("duration", "There is no itunes:duration.", where, item.line)
    elif not duration.text().strip().isdecimal():
        yield Fault("duration-form", f"It is {duration.text()!r}.", where, duration.line)
    for name in ("itunes:episode", "itunes:season"):
        node = item.first(name)
        if node is not None and not re.fullmatch("[1-9][0-9]*", node.text().strip()):
            yield Fault("number", f"{name} is {node.text()!r}.", where, node.line)
    if serial and item.first("itunes:episode") is None:
        full = _text(item, "itunes:episodeType").lower() in {"", "full"}
        if full:
            yield Fault("serial-number", "There is no itunes:episode.", where, item.line)


def _podcasting(item: Node, where: str) -> Iterator[Fault]:
    transcripts = item.all("podcast:transcript")
    if not transcripts:
        yield Fault("transcript", "There is no transcript.", where, item.line)
    for one in transcripts:
        if one.get("type") not in _TRANSCRIPTS or not one.get("url"):
            yield Fault("transcript-type", f"Its type is {one.get('type')!r}.", where, one.line)
    for one in item.all("podcast:chapters"):
        if one.get("type") != "application/json+chapters" or not one.get("url"):
            yield Fault("chapters-type", f"Its type is {one.get('type')!r}.", where, one.line)
    for one in item.all("podcast:soundbite"):
        try:
            fits = 15 <= float(one.get("duration") or "") <= 120
            fits = fits and float(one.get("startTime") or "") >= 0
        except ValueError:
            fits = False
        if not fits:
            yield Fault("soundbite", f"It lasts {one.get('duration')!r} s.", where, one.line)
    for one in item.all("podcast:person"):
        if (one.get("role") or "host").strip().lower() not in ROLES:
            yield Fault("person", f"{one.get('role')!r} is no role.", where, one.line)


def _podlove(item: Node, where: str) -> Iterator[Fault]:
    listed = item.first("psc:chapters")
    if listed is None:
        return
    starts = [seconds(one.get("start") or "") for one in listed.all("psc:chapter")]
    if None in starts or starts != sorted(starts, key=lambda at: at or 0) or starts[:1] != [0.0]:
        yield Fault("podlove", "The chapters do not start at 0, in order.", where, listed.line)


def _together(feed: Feed) -> Iterator[Fault]:
    for rule, values in (
        ("guid-repeated", [_text(item, "guid") for item in feed.items]),
        ("enclosure-repeated", [_address(item) for item in feed.items]),
    ):
        for value, count in Counter(filter(None, values)).items():
            if count > 1:
                yield Fault(rule, f"{count} items have {value[:120]!r}.")
    dates = [moment for item in feed.items if (moment := _moment(item))]
    kind = _text(feed.channel, "itunes:type").lower() if feed.channel else ""
    if dates != sorted(dates, reverse=True) and kind != "serial":
        yield Fault("newest-first", "The items are not in the order of their dates.")


def seconds(clock: str) -> float | None:
    """Return the seconds that ``HH:MM:SS.mmm`` or ``MM:SS`` says, ``None`` for anything else."""
    match = _CLOCK.fullmatch(clock.strip())
    if match is None:
        return float(clock) if clock.strip().isdecimal() else None
    hours, minutes, rest, part = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{part or 0}")


def _moment(item: Node) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_text(item, "pubDate"))
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def _address(item: Node) -> str:
    enclosure = item.first("enclosure")
    return (enclosure.get("url") or "") if enclosure is not None else ""


def _text(node: Node | None, name: str) -> str:
    return node.text(name).strip() if node is not None else ""
