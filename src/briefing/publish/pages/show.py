"""Show: the front page, with the newest episodes and all it takes to subscribe; older ones by page.

A show of a thousand episodes has a front page as light as one of fifty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from briefing.model import Episode, Show
from briefing.publish.catalogue import EPISODES, FEED, PAGE, CoverFiles
from briefing.publish.notes import DISCLOSURE
from briefing.publish.pages.linked_data import series_data
from briefing.publish.pages.parts import (
    Link,
    escaped,
    feed_url,
    known_to_the_world,
    long_date,
    minutes,
    place_in_series,
    web,
)
from briefing.publish.pages.qr import qr_svg
from briefing.publish.pages.rendering import direction, rendered
from briefing.publish.text import file_url, one_line

PER_PAGE = 50
"""Episodes of a page of older ones; the front page holds from this many to twice less one."""

OLDER_PAGE = re.compile(r"older-[1-9][0-9]{0,5}\.html")
"""Names of the pages of older episodes: 1 holds the oldest."""

_TEASER = 280
"""Characters of an episode's description in a list."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An episode in a list."""

    title: str
    url: str
    audio: str
    language: str
    direction: str
    date: str
    day: str
    length: str
    series: str
    description: str


def show_pages(show: Show, episodes: Sequence[Episode], covers: CoverFiles) -> dict[str, bytes]:
    """Return the pages of ``show`` by name: ``index.html`` and those of older episodes.

    ``episodes`` are the newest first. A page of older ones holds ``PER_PAGE`` counted from the
    oldest, and stays as it is when another is added; nothing but those episodes and the show's
    title decides its bytes.
    """
    older = max(0, len(episodes) // PER_PAGE - 1)
    first = len(episodes) - older * PER_PAGE
    pages = {PAGE: _front(show, episodes[:first], covers, older)}
    for number in range(older, 0, -1):
        start = first + (older - number) * PER_PAGE
        part = episodes[start : start + PER_PAGE]
        pages[_older_name(number)] = _older(show, part, covers, number)
    return pages


def _front(show: Show, episodes: Sequence[Episode], covers: CoverFiles, older: int) -> bytes:
    feed = feed_url(show)
    known = known_to_the_world(show)
    return rendered(
        "show.html.j2",
        styles=("style.css", "show.css"),
        script="show.js",
        data=series_data(show, covers) if known else None,
        **_facts(show, covers),
        items=[_item(episode) for episode in episodes],
        older=[(_older_name(number), _range(number)) for number in range(older, 0, -1)],
        feed=feed,
        schemes=_schemes(feed),
        qr=qr_svg(feed),
        link=web("Web site", show.link) if show.link else Link(""),
        funding=web(show.funding_text or "Support the show", show.funding)
        if show.funding
        else Link(""),
        people=[(web(one.name, one.link), one.role) for one in show.people],
        license=web(show.license or "", show.license_url),
        canonical=file_url(show.base_url, PAGE) if known else "",
        image=file_url(show.base_url, covers.image.name) if known else "",
    )


def _older(show: Show, episodes: Sequence[Episode], covers: CoverFiles, number: int) -> bytes:
    return rendered(
        "older.html.j2",
        styles=("style.css", "show.css"),
        **_facts(show, covers),
        items=[_item(episode) for episode in episodes],
        range=_range(number),
        before=_older_name(number - 1) if number > 1 else "",
        canonical=file_url(show.base_url, _older_name(number)) if known_to_the_world(show) else "",
    )


def _facts(show: Show, covers: CoverFiles) -> dict[str, Any]:
    return {
        "show": show,
        "title": one_line(show.title),
        "language": show.language,
        "direction": direction(show.language),
        "ours": not show.language.lower().startswith("en"),
        "cover": quote(covers.small.name),
        "home": PAGE,
        "feed_file": FEED,
        "disclosure": DISCLOSURE,
    }


def _item(episode: Episode) -> _Item:
    folder = f"{EPISODES}/{quote(episode.folder, safe='')}"
    return _Item(
        title=one_line(episode.title) or episode.folder,
        url=f"{folder}/{PAGE}",
        audio=f"{folder}/{escaped(episode.audio)}",
        language=episode.language,
        direction=direction(episode.language),
        date=episode.date,
        day=long_date(episode.date),
        length=minutes(episode.duration),
        series=place_in_series(episode),
        description=one_line(episode.description, _TEASER),
    )


def _older_name(number: int) -> str:
    return f"older-{number}.html"


def _range(number: int) -> str:
    return f"{(number - 1) * PER_PAGE + 1}–{number * PER_PAGE}"


def _schemes(feed: str) -> tuple[tuple[str, str, str], ...]:
    """Return what opens an app that listens to one of these schemes: label, scheme, address.

    None of them leads over a server of somebody's.
    """
    bare = feed.partition("://")[2]
    return (
        ("Podcast app", "podcast://", f"podcast://{bare}"),
        ("Older app", "pcast://", f"pcast://{bare}"),
        ("Feed reader", "feed:", f"feed:{feed}"),
    )
