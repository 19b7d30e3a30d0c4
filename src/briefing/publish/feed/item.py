"""Item: what a feed says of an episode."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime
from urllib.parse import quote

from briefing.model import Enclosure, Episode, EpisodeChapter, Show
from briefing.publish.catalogue import EPISODES, PAGE, moment
from briefing.publish.feed.channel import person, truth
from briefing.publish.feed.xml import element, line, markup, parent, text
from briefing.publish.notes import description
from briefing.publish.text import file_url, one_line
from briefing.units import Milliseconds, format_clock

CHAPTERS_TYPE = "application/json+chapters"

_TIMED = ("text/vtt", "application/x-subrip")
"""Transcripts an app can show in time with the sound."""

_LABEL = 128


def item(show: Show, episode: Episode, notes: str) -> str:
    """Return the item of ``episode``; addresses begin with ``show.base_url``.

    ``notes`` are its whole show notes, which the JSON feed has, too.
    """
    return parent("item", _elements(show, episode, notes))


def _elements(show: Show, episode: Episode, notes: str) -> Iterator[str]:
    folder = file_url(show.base_url, EPISODES, episode.folder, "")

    def url(name: str) -> str:
        return folder + quote(name, safe="")

    audio = episode.audio
    enclosed = {"url": url(audio.name), "length": str(audio.bytes), "type": audio.type}
    yield text("title", one_line(episode.title) or episode.folder)
    yield text("link", url(PAGE))
    yield markup("description", description(episode))
    yield markup("content:encoded", notes)
    yield element("enclosure", attributes=enclosed)
    yield from (_alternate(other, url(other.name)) for other in episode.alternates)
    yield text("guid", episode.guid, {"isPermaLink": "false"})
    yield text("pubDate", format_datetime(moment(episode)))
    yield from _directory_facts(show, episode)
    if episode.image:
        yield element("itunes:image", attributes={"href": url(episode.image.name)})
    yield text("podcast:txt", "true", {"purpose": "ai-content"})
    for file in (episode.captions, *episode.transcripts):
        yield _transcript(episode, file, url(file.name))
    yield element(
        "podcast:chapters",
        attributes={"url": url(episode.chapters_file.name), "type": CHAPTERS_TYPE},
    )
    yield _soundbite(episode)
    yield from map(person, episode.people)
    yield parent("psc:chapters", map(_podlove, episode.chapters), {"version": "1.2"})


def _directory_facts(show: Show, episode: Episode) -> Iterator[str]:
    yield text("itunes:duration", str(max(1, (episode.duration + 500) // 1000)))
    for name, number in (("season", episode.season), ("episode", episode.number)):
        if number:
            yield text(f"itunes:{name}", str(number))
            yield text(f"podcast:{name}", str(number))
    yield text("itunes:episodeType", "full")
    yield text("itunes:explicit", truth(show.explicit))


def _alternate(file: Enclosure, url: str) -> str:
    kind = file.name.rpartition(".")[2].upper()
    facts = {"type": file.type, "length": str(file.bytes), "title": kind}
    source = element("podcast:source", attributes={"uri": url})
    return element("podcast:alternateEnclosure", source, facts)


def _transcript(episode: Episode, file: Enclosure, url: str) -> str:
    facts = {"url": url, "type": file.type, "language": episode.language}
    timed = "captions" if file.type in _TIMED else None
    return element("podcast:transcript", attributes=facts | {"rel": timed})


def _soundbite(episode: Episode) -> str:
    bite = episode.soundbite
    if bite is None:
        return ""
    facts = {"startTime": _seconds(bite.start), "duration": _seconds(bite.duration)}
    return line("podcast:soundbite", bite.title, facts, _LABEL)


def _podlove(chapter: EpisodeChapter) -> str:
    facts = {"start": format_clock(chapter.start), "title": chapter.title}
    return element("psc:chapter", attributes=facts | {"href": chapter.link, "image": chapter.image})


def _seconds(length: Milliseconds) -> str:
    return f"{length // 1000}.{length % 1000:03d}"
