"""Notes: what an app shows below an episode: its description, chapters and sources, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from briefing.model import Episode
from briefing.publish.chapters import clock
from briefing.publish.text import ascii_url, clean, one_line, one_line_in, size_of

NOTES_LIMIT = 4000
"""Bytes Apple allows in a description."""

_TEXT_LIMIT = 2000
"""Bytes of the description proper, so that chapters and sources still find room."""

DISCLOSURE = "Read aloud by synthetic voices."


def description(episode: Episode) -> str:
    """Return the show notes in at most ``NOTES_LIMIT`` bytes of UTF-8, never cut inside a tag.

    Chapters stand there all or not at all, for an app that reads them from here would take a part
    for the whole; sources go in as far as there is room.
    """
    text = _paragraph(escape(one_line_in(episode.description, _TEXT_LIMIT)))
    notes = text + _paragraph(DISCLOSURE)
    chapters = _chapters(episode)
    if size_of(notes + chapters) <= NOTES_LIMIT:
        notes += chapters
    kept: list[str] = []
    left = NOTES_LIMIT - size_of(f"{notes}<ul></ul>")
    for source in map(_item, _sources(episode)):
        left -= size_of(source)
        if left < 0:
            break
        kept.append(source)
    return notes + _list(kept)


def content(episode: Episode, page: str) -> str:
    """Return the whole show notes, for apps that read ``content:encoded``.

    Chapters lead to their places in the sources, and a link to the address of the episode's own
    ``page``, where every sentence does.
    """
    text = _paragraph(escape(" ".join(clean(episode.description).split())))
    reading = _paragraph(_link("Read along, sentence by sentence", page))
    return (
        text
        + _paragraph(DISCLOSURE)
        + _chapters(episode, linked=True)
        + _list(map(_item, _sources(episode)))
        + reading
    )


def _chapters(episode: Episode, *, linked: bool = False) -> str:
    if len(episode.chapters) < 2:
        return ""
    lines = (
        f"{clock(one.start)} {_link(one_line(one.title), one.link if linked else None)}"
        for one in episode.chapters
    )
    return _paragraph("<br/>".join(lines))


def _sources(episode: Episode) -> Iterable[str]:
    for credit in episode.credits:
        author = f", {escape(one_line(credit.author))}" if credit.author else ""
        yield _link(one_line(credit.title) or "Source", credit.link) + author


def _link(text: str, link: str | None) -> str:
    """Return ``text`` as HTML, leading to ``link`` if that is a web address."""
    url = ascii_url(link) if link else None
    return f'<a href="{escape(url)}">{escape(text)}</a>' if url else escape(text)


def _list(items: Iterable[str]) -> str:
    listed = "".join(items)
    return f"<ul>{listed}</ul>" if listed else ""


def _item(inside: str) -> str:
    return f"<li>{inside}</li>"


def _paragraph(inside: str) -> str:
    return f"<p>{inside}</p>" if inside else ""
