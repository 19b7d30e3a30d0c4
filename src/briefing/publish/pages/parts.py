"""Parts: what pages of the show and of an episode say alike: times, dates, people, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from briefing.model import Enclosure, Episode, Show
from briefing.publish.catalogue import EPISODES, FEED, PAGE
from briefing.publish.chapters import clock
from briefing.publish.identity import is_public
from briefing.publish.text import ascii_url, file_url, one_line
from briefing.units import Milliseconds

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True)
class Link:
    """A text and the web address it leads to, if there is one."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A position in an episode as its page names it and links to it."""

    seconds: str
    clock: str
    url: str


def place(audio: str, start: Milliseconds) -> Place:
    """Return ``start`` in the file ``audio``, a media fragment (W3C, 2012) for its address."""
    seconds = f"{start // 1000}.{start % 1000:03d}".rstrip("0").rstrip(".")
    return Place(seconds, short_clock(start), f"{audio}#t={seconds}")


def short_clock(position: Milliseconds) -> str:
    """Return ``M:SS``, or ``H:MM:SS`` from an hour on."""
    hours, minutes, seconds = clock(position).split(":")
    if int(hours):
        return f"{int(hours)}:{minutes}:{seconds}"
    return f"{int(minutes)}:{seconds}"


def long_date(date: str) -> str:
    """Return the day of an ISO 8601 date as a person writes it: ``2 March 2026``."""
    day = datetime.fromisoformat(date)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def minutes(length: Milliseconds) -> str:
    """Return a length as listeners choose by it: ``12 min``, ``48 s``."""
    seconds = (length + 500) // 1000
    return f"{seconds} s" if seconds < 60 else f"{(seconds + 30) // 60} min"


def place_in_series(episode: Episode) -> str:
    """Return ``Season 2, episode 5`` as far as the episode has numbers, else nothing."""
    season = f"Season {episode.season}" if episode.season else ""
    number = f"episode {episode.number}" if episode.number else ""
    told = ", ".join(filter(None, (season, number)))
    return told[:1].upper() + told[1:]


def web(text: str, link: str | None) -> Link:
    """Return ``text`` with its address, if that is one of the web; the address if no text is."""
    url = ascii_url(link) if link else None
    return Link(one_line(text) or url or "", url)


def escaped(file: Enclosure) -> str:
    """Return the relative address of a file beside an episode's page."""
    return quote(file.name, safe="")


def episode_url(show: Show, episode: Episode) -> str:
    """Return the absolute address of an episode's page."""
    return file_url(show.base_url, EPISODES, episode.folder, PAGE)


def feed_url(show: Show) -> str:
    """Return the absolute address of the feed."""
    return file_url(show.base_url, FEED)


def known_to_the_world(show: Show) -> bool:
    """Return whether machines that meet a page may be told absolute addresses."""
    return not show.private and is_public(show.base_url)
