"""JSON Feed 1.1 (jsonfeed.org): the same items for readers that would rather have no XML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefing.model import Enclosure, Episode, Show
from briefing.publish.catalogue import EPISODES, PAGE, moment
from briefing.publish.text import ascii_url, clean, file_url, one_line

JSON_FEED = "feed.json"
_VERSION = "https://jsonfeed.org/version/1.1"


Told = tuple[Episode, str]
"""An episode with its whole show notes."""


def json_documents(show: Show, parts: Sequence[Sequence[Told]], cover: str) -> dict[str, bytes]:
    """Return the documents by name, the feed last: it holds the newest part; each leads on."""
    names = [JSON_FEED, *(f"feed-{len(parts) - n}.json" for n in range(1, len(parts)))]
    found: dict[str, bytes] = {}
    for name, part, following in zip(names, parts, [*names[1:], None], strict=True):
        head = _head(show, name, cover)
        if following:
            head["next_url"] = file_url(show.base_url, following)
        items = ",\n".join(_json(_item(show, *one)) for one in part)
        # an item a line: easy to compare, and the library's indented form takes twice as long
        body = f'{_json(head)[:-1]}, "items": [\n{items}\n]}}\n'
        found[name] = body.encode("utf-8", "replace")
    return dict(reversed(found.items()))


def _json(table: dict[str, Any]) -> str:
    return json.dumps(table, ensure_ascii=False)


def _head(show: Show, name: str, cover: str) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "title": one_line(show.title),
        "home_page_url": (ascii_url(show.link) if show.link else None)
        or file_url(show.base_url, PAGE),
        "feed_url": file_url(show.base_url, name),
        "description": one_line(show.description, 1000),
        "icon": file_url(show.base_url, cover),
        "authors": [{"name": one_line(show.author)}],
        "language": show.language,
        **({"expired": True} if show.complete else {}),
    }


def _item(show: Show, episode: Episode, notes: str) -> dict[str, Any]:
    def url(name: str) -> str:
        return file_url(show.base_url, EPISODES, episode.folder, name)

    def attachment(file: Enclosure) -> dict[str, Any]:
        return {
            "url": url(file.name),
            "mime_type": file.type,
            "size_in_bytes": file.bytes,
            "duration_in_seconds": max(1, (episode.duration + 500) // 1000),
        }

    # an item points elsewhere if that is what it is about: not where it tells of several articles
    (source, *others) = episode.credits or (None,)
    link = ascii_url(source.link) if source and source.link and not others else None
    return {
        "id": clean(episode.guid),
        "url": url(PAGE),
        "title": one_line(episode.title) or episode.folder,
        "content_html": notes,
        "summary": one_line(episode.description, 500),
        "date_published": moment(episode).isoformat(),
        "language": episode.language,
        "attachments": [attachment(one) for one in (episode.audio, *episode.alternates)],
        **({"image": url(episode.image.name)} if episode.image else {}),
        **({"external_url": link} if link else {}),
    }
