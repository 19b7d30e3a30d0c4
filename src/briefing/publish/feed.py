"""Feed: the show as RSS 2.0 that podcast apps and directories accept.

The rules are those of Apple's guide to RSS, PSP-1 and the Podcasting 2.0 namespace. Every byte
comes from the records: no clock, no version, so an unchanged show has an unchanged feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from briefing.errors import UsageError
from briefing.model import Enclosure, Episode, Show
from briefing.publish.catalogue import EPISODES, FEED, PAGE, moment
from briefing.publish.categories import check_category
from briefing.publish.notes import NOTES_LIMIT, content, description
from briefing.publish.text import ascii_url, clean, file_url, one_line
from briefing.units import format_clock

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}

CHAPTERS_TYPE = "application/json+chapters"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)


def check_show(show: Show) -> None:
    """Refuse a show whose feed no directory would take; raises ``UsageError``."""
    check_category(show.category, show.subcategory)
    if not _LANGUAGE.fullmatch(show.language):
        raise UsageError(
            f"{show.language!r} is not a language tag.",
            where="language",
            remedy="Write one such as en, de or pt-br.",
        )
    # file names are put after the base URL, which a query or a fragment would swallow
    for name, url, refused in (("base-url", show.base_url, {"?", "#"}), ("link", show.link, set())):
        if url is not None and (ascii_url(url) is None or set(url) & {"?", "#"} & refused):
            raise UsageError(
                f"{url!r} is not a web address.",
                where=name,
                remedy="Write one that begins with http:// or https:// and names a host.",
            )


def feed(show: Show, episodes: Sequence[Episode], guid: str, cover: str) -> bytes:
    """Return the feed of ``show`` with ``episodes``, the newest first, as they are given.

    ``guid`` is the show's own; ``cover`` names the image in the output folder. Addresses begin
    with ``show.base_url``.
    """
    from lxml import etree

    rss = etree.Element("rss", version="2.0", nsmap=NAMESPACES)
    channel = etree.SubElement(rss, "channel")
    _add_channel(_Writer(channel), show, episodes, guid, file_url(show.base_url, cover))
    for episode in episodes:
        _add_item(_Writer(etree.SubElement(channel, "item")), show, episode)
    etree.indent(rss, "  ")
    body = etree.tostring(rss, encoding="UTF-8", xml_declaration=False).decode("utf-8")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_hexadecimal(body)}\n'.encode()


class _Writer:
    """Adds children to an element; names may carry one of our prefixes, as in ``itunes:image``."""

    def __init__(self, element: _Element) -> None:
        self._element = element

    def child(self, name: str, attributes: dict[str, str] | None = None) -> _Writer:
        """Add an element with attributes and return a writer for it."""
        from lxml import etree

        prefix, _, local = name.rpartition(":")
        tag: Any = etree.QName(NAMESPACES[prefix], local) if prefix else local
        return _Writer(etree.SubElement(self._element, tag, attributes or {}))

    def text(self, name: str, text: str | None, attributes: dict[str, str] | None = None) -> None:
        """Add an element with text; none for no text."""
        if text:
            self.child(name, attributes)._element.text = text

    def line(self, name: str, text: str | None) -> None:
        """Add an element with a person's words, in one line as long as apps allow."""
        self.text(name, one_line(text or ""))

    def html(self, name: str, markup: str) -> None:
        """Add an element with markup, whose text is escaped already, as CDATA."""
        from lxml import etree

        if markup:
            self.child(name)._element.text = etree.CDATA(markup)


def _add_channel(
    channel: _Writer, show: Show, episodes: Sequence[Episode], guid: str, cover: str
) -> None:
    link = ascii_url(show.link or show.base_url)
    self_url = file_url(show.base_url, FEED)
    channel.line("title", show.title)
    channel.text("link", link)
    # four bytes a character at most, so this is inside the limit in any script
    channel.text("description", one_line(show.description, NOTES_LIMIT // 4))
    channel.text("language", show.language.lower())
    channel.child("atom:link", {"href": self_url, "rel": "self", "type": "application/rss+xml"})
    if episodes:
        channel.text("lastBuildDate", format_datetime(moment(episodes[0])))
    channel.text("generator", "briefing")
    channel.line("copyright", show.copyright)
    _add_directory_facts(channel, show, cover)
    image = channel.child("image")
    image.text("url", cover)
    image.line("title", show.title)
    image.text("link", link)
    channel.text("podcast:guid", guid)
    owner = {"owner": one_line(show.email)} if show.email else {}
    channel.text("podcast:locked", "yes", owner)
    channel.text("podcast:medium", "podcast")
    channel.text("podcast:txt", "true", {"purpose": "ai-content"})


def _add_directory_facts(channel: _Writer, show: Show, cover: str) -> None:
    """Add what directories sort and show by, the itunes elements, and what keeps them away."""
    category = channel.child("itunes:category", {"text": show.category})
    if show.subcategory:
        category.child("itunes:category", {"text": show.subcategory})
    channel.text("itunes:explicit", _truth(show.explicit))
    channel.child("itunes:image", {"href": cover})
    channel.line("itunes:author", show.author)
    channel.text("itunes:type", "episodic")
    if show.email:
        owner = channel.child("itunes:owner")
        owner.line("itunes:name", show.author)
        owner.line("itunes:email", show.email)
    if show.private:
        channel.text("itunes:block", "Yes")
        channel.text("podcast:block", "yes")


def _add_item(item: _Writer, show: Show, episode: Episode) -> None:
    audio, captions, chapters = episode.audio, episode.captions, episode.chapters_file
    url = {
        file.name: file_url(show.base_url, EPISODES, episode.folder, file.name)
        for file in (audio, captions, chapters, *episode.alternates)
    }
    item.text("title", one_line(episode.title) or episode.folder)
    item.text("link", file_url(show.base_url, PAGE) + "#" + file_url("", episode.folder))
    item.html("description", description(episode))
    item.html("content:encoded", content(episode))
    item.child(
        "enclosure", {"url": url[audio.name], "length": str(audio.bytes), "type": audio.type}
    )
    for other in episode.alternates:
        facts = {"type": other.type, "length": str(other.bytes), "title": _suffix(other).upper()}
        alternate = item.child("podcast:alternateEnclosure", facts)
        alternate.child("podcast:source", {"uri": url[other.name]})
    item.text("guid", clean(episode.guid), {"isPermaLink": "false"})
    item.text("pubDate", format_datetime(moment(episode)))
    item.text("itunes:duration", str(max(1, (episode.duration + 500) // 1000)))
    item.text("itunes:episodeType", "full")
    item.text("itunes:explicit", _truth(show.explicit))
    item.text("podcast:txt", "true", {"purpose": "ai-content"})
    item.child(
        "podcast:transcript",
        {
            "url": url[captions.name],
            "type": captions.type,
            "language": episode.language,
            "rel": "captions",
        },
    )
    item.child("podcast:chapters", {"url": url[chapters.name], "type": CHAPTERS_TYPE})
    podlove = item.child("psc:chapters", {"version": "1.2"})
    for chapter in episode.chapters:
        podlove.child("psc:chapter", {"start": format_clock(chapter.start), "title": chapter.title})


def _suffix(file: Enclosure) -> str:
    return file.name.rpartition(".")[2]


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _hexadecimal(body: str) -> str:
    """Write ``&`` and ``<`` in text as the hex references most readers understand.

    The RSS profile's finding (rssboard.org/rss-profile, Character Data); inside CDATA they stay.
    """
    parts = _CDATA.split(body)
    parts[::2] = [
        part.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;").replace("&gt;", "&#x3E;")
        for part in parts[::2]
    ]
    return "".join(parts)
