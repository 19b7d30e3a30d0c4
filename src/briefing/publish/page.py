"""Page: the show as one HTML file, to listen, read along and subscribe; it asks no one else.

The only module besides the script templates that knows jinja2. Everything a person or an article
wrote is escaped by autoescape; style and script are ours, stand in the file itself, and are the
only ones its content security policy lets run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from urllib.parse import quote

from briefing.model import Credit, Enclosure, Episode, EpisodeChapter, Show
from briefing.publish.captions import parse
from briefing.publish.catalogue import EPISODES, FEED
from briefing.publish.chapters import clock
from briefing.publish.text import ascii_url, file_url, one_line
from briefing.units import Milliseconds, format_length

if TYPE_CHECKING:
    from jinja2 import Template

TRANSCRIPTS = 20
"""Episodes, from the newest, whose transcript stands in the page; older ones link to a file."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A position in an episode as the page links to it."""

    seconds: str
    clock: str
    url: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A line of a transcript; ``speaker`` is empty where the one before goes on."""

    at: _Place
    speaker: str
    text: str
    sources: str


@dataclass(frozen=True, slots=True)
class _Item:
    """An episode as the page shows it."""

    anchor: str
    title: str
    language: str
    date: str
    day: str
    length: str
    description: str
    audio: str
    script: str
    captions: str
    chapters: tuple[tuple[_Place, str], ...]
    transcript: tuple[_Said, ...]
    credits: tuple[tuple[str, str | None], ...]


def page(
    show: Show, episodes: Sequence[Episode], cover: str, transcripts: Mapping[str, str]
) -> bytes:
    """Return ``index.html`` for ``show``.

    ``cover`` names the small image in the output folder; ``transcripts`` holds WebVTT files by
    guid. Links into the folder are relative, so the page works wherever the folder is served.
    """
    return rendered(
        "page.html.j2",
        show=show,
        title=one_line(show.title),
        items=[_item(episode, transcripts.get(episode.guid, "")) for episode in episodes],
        cover=quote(cover),
        feed=file_url(show.base_url, FEED),
        link=ascii_url(show.link) if show.link else None,
    )


def rendered(template: str, **values: object) -> bytes:
    """Return the page that one of our templates makes of ``values``, with our style and script."""
    style, script = _part("page.css"), _part("page.js")
    ours = {"style": style, "script": script}
    hashes = {"style_hash": _hash(style), "script_hash": _hash(script)}
    text = _template(template).render(**values, **ours, **hashes)
    return (text.rstrip() + "\n").encode("utf-8", "replace")


def _item(episode: Episode, captions: str) -> _Item:
    def url(file: Enclosure) -> str:
        return "/".join((EPISODES, quote(episode.folder, safe=""), quote(file.name, safe="")))

    audio = url(episode.audio)
    return _Item(
        anchor=episode.folder,
        title=one_line(episode.title),
        language=episode.language,
        date=episode.date,
        day=episode.date[:10],
        length=format_length(episode.duration),
        description=episode.description,
        audio=audio,
        script=url(episode.script),
        captions=url(episode.captions),
        chapters=tuple((_place(audio, c.start), c.title) for c in _worth_listing(episode)),
        transcript=_transcript(audio, captions),
        credits=tuple((one_line(c.title), _web(c)) for c in episode.credits),
    )


def _worth_listing(episode: Episode) -> tuple[EpisodeChapter, ...]:
    return episode.chapters if len(episode.chapters) > 1 else ()


def _web(credit: Credit) -> str | None:
    return ascii_url(credit.link) if credit.link else None


def _transcript(audio: str, captions: str) -> tuple[_Said, ...]:
    """Return the lines of a caption file, the parts of each put together again."""
    try:
        cues = parse(captions) if captions else ()
    except ValueError:  # somebody edited it; the page links to the file instead
        return ()
    lines: list[_Said] = []
    before = ""
    for _, parts in groupby(cues, key=lambda cue: cue.number):
        told = list(parts)
        first = told[0]
        text = _rejoined([line for part in told for line in part.lines])
        speaker = "" if first.speaker == before else first.speaker
        lines.append(_Said(_place(audio, first.start), speaker, text, " ".join(first.sources)))
        before = first.speaker
    return tuple(lines)


def _rejoined(lines: list[str]) -> str:
    """Return caption lines as running text; scripts without blanks get none at the breaks."""
    text = lines[0]
    for before, line in pairwise(lines):
        wide = east_asian_width(before[-1]) in "WF" and east_asian_width(line[0]) in "WF"
        text += line if wide else " " + line
    return text


def _place(audio: str, start: Milliseconds) -> _Place:
    seconds = f"{start / 1000:.3f}"
    return _Place(seconds, clock(start).removeprefix("00:"), f"{audio}#t={seconds}")


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_part(name))


def _part(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the hash by which the page's policy knows its own style and script (CSP 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
