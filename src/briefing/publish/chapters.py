"""Chapters: the timeline's chapters for the feed, the page and a file of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.model import EpisodeChapter, Timeline
from briefing.publish.record import compose_json
from briefing.publish.text import ascii_url, one_line
from briefing.units import Milliseconds


def chapters_of(timeline: Timeline) -> tuple[EpisodeChapter, ...]:
    """Return the timeline's chapters in milliseconds, each with a title of one line.

    A link or a picture that is no web address is left out.
    """
    return tuple(
        EpisodeChapter(
            one_line(chapter.title) or str(number),
            timeline.milliseconds(chapter.start),
            timeline.milliseconds(chapter.end),
            ascii_url(chapter.link) if chapter.link else None,
            ascii_url(chapter.image) if chapter.image else None,
        )
        for number, chapter in enumerate(timeline.chapters, 1)
    )


def chapters_json(chapters: Sequence[EpisodeChapter]) -> bytes:
    """Return the chapter file of Podcasting 2.0 (JSON chapters 1.2); times are in seconds."""
    return compose_json({"version": "1.2.0", "chapters": [_row(chapter) for chapter in chapters]})


def _row(chapter: EpisodeChapter) -> dict[str, Any]:
    row: dict[str, Any] = {
        "startTime": chapter.start / 1000,
        "endTime": chapter.end / 1000,
        "title": chapter.title,
    }
    links = {"url": chapter.link, "img": chapter.image}
    return row | {name: link for name, link in links.items() if link}


def clock(position: Milliseconds) -> str:
    """Return ``HH:MM:SS``, as apps find chapters in show notes; the last whole second."""
    minutes, seconds = divmod(position // 1000, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
