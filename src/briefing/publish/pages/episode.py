"""Episode: the page on which one episode is heard, read along, and followed to its sources."""

from __future__ import annotations

from urllib.parse import quote

from briefing.model import Enclosure, Episode, Show
from briefing.publish.catalogue import FEED, PAGE, CoverFiles
from briefing.publish.notes import DISCLOSURE
from briefing.publish.pages.linked_data import episode_data
from briefing.publish.pages.parts import (
    episode_url,
    escaped,
    known_to_the_world,
    long_date,
    minutes,
    place,
    place_in_series,
    short_clock,
    web,
)
from briefing.publish.pages.reading import Stretch, questions, stretches, wide
from briefing.publish.pages.rendering import direction, rendered
from briefing.publish.pages.sources import Sources
from briefing.publish.text import clean, file_url, one_line

PAGE_LIMIT = 100_000
"""Bytes a page should not pass, style and script and all."""

_FORMS = ((False, True), (True, True), (True, False))
"""Whether sentences are brief, and whether their words have times: the first that fits is taken."""


def episode_page(
    show: Show, episode: Episode, covers: CoverFiles, transcript: bytes | None
) -> bytes:
    """Return the ``index.html`` of ``episode``, to lie in its folder.

    ``transcript`` is its transcript (JSON) or, where it has none, its captions; without either the
    page links to the captions.

    In a page that would pass ``PAGE_LIMIT`` sentences are brief: the script makes their links, and
    without it there are those of chapters and turns. The next to go are the times of words. The
    text is never cut, so an episode of hours has a page as long as what it says.
    """
    parts = stretches(episode, transcript)
    body = b""
    for form in _FORMS:
        body = _page(show, episode, covers, parts, form)
        if len(body) <= PAGE_LIMIT:
            break
    return body


def told_in(episode: Episode) -> Enclosure:
    """Return the file of ``episode`` whose words its page shows."""
    transcripts = (one for one in episode.transcripts if one.type == "application/json")
    return next(transcripts, episode.captions)


def _page(
    show: Show,
    episode: Episode,
    covers: CoverFiles,
    parts: tuple[Stretch, ...],
    form: tuple[bool, bool],
) -> bytes:
    known = known_to_the_world(show)
    brief, words = form
    pages = Sources(parts)
    audio = escaped(episode.audio)
    image = escaped(episode.image) if episode.image else f"../../{quote(covers.small.name)}"
    return rendered(
        "episode.html.j2",
        styles=("style.css", "episode.css"),
        script="player.js",
        data=episode_data(show, episode, covers, questions(parts)) if known else None,
        show=show,
        series=one_line(show.title),
        episode=episode,
        title=one_line(episode.title) or episode.folder,
        description=" ".join(clean(episode.description).split()),
        language=episode.language,
        direction=direction(episode.language),
        ours=not episode.language.lower().startswith("en"),
        home=f"../../{PAGE}",
        feed_file=f"../../{FEED}",
        image=image,
        audio=audio,
        captions=escaped(episode.captions),
        day=long_date(episode.date),
        length=minutes(episode.duration),
        clock=short_clock(episode.duration),
        place_in_series=place_in_series(episode),
        seconds=f"{episode.duration / 1000:.3f}",
        chapters=_chapters(episode, audio),
        told=parts,
        at=lambda start: place(audio, start),
        close=wide,
        brief=brief,
        words=words,
        pages=pages,
        files=_files(episode),
        sources=[(web(one.title, one.link), one_line(one.author or "")) for one in episode.credits],
        people=[(web(one.name, one.link), one.role) for one in episode.people],
        disclosure=DISCLOSURE,
        canonical=episode_url(show, episode) if known else "",
        public=_public(show, episode, covers) if known else {},
    )


def _chapters(episode: Episode, audio: str) -> list[tuple[object, str, str | None]]:
    """Return the place, title and source of each chapter; none where there is one alone."""
    if len(episode.chapters) < 2:
        return []
    return [
        (place(audio, one.start), one_line(one.title), web("", one.link).url)
        for one in episode.chapters
    ]


def _files(episode: Episode) -> list[tuple[str, str]]:
    """Return what there is to download: what it is called and its address."""
    names = {"text/vtt": "WebVTT", "application/x-subrip": "SRT", "application/json": "JSON"}
    sounds = [(one.name.rpartition(".")[2].upper(), one) for one in episode.alternates]
    words = [(names.get(one.type, "HTML"), one) for one in episode.transcripts]
    every = [
        ("MP3", episode.audio),
        *sounds,
        ("WebVTT", episode.captions),
        *words,
        ("Script", episode.script),
    ]
    return [(label, escaped(file)) for label, file in every]


def _public(show: Show, episode: Episode, covers: CoverFiles) -> dict[str, str]:
    """Return the absolute addresses that Open Graph asks for."""
    folder = episode_url(show, episode).removesuffix(PAGE)
    image = (
        folder + escaped(episode.image)
        if episode.image
        else file_url(show.base_url, covers.image.name)
    )
    return {"image": image, "audio": folder + escaped(episode.audio)}
