"""Editions: what is to be published as an episode, and the files and the record it becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.model import (
    Address,
    Credit,
    Enclosure,
    Episode,
    Master,
    Notice,
    Person,
    Show,
    Timeline,
)
from briefing.publish.captions import said, subrip, transcript_html, transcript_json, webvtt
from briefing.publish.catalogue import EPISODE_RECORD, EPISODES, Catalogue, fault_of
from briefing.publish.chapters import chapters_json, chapters_of
from briefing.publish.cover import EpisodeImage
from briefing.publish.feed import CHAPTERS_TYPE
from briefing.publish.folder import Batch
from briefing.publish.record import compose, compose_json
from briefing.publish.soundbite import soundbite_of
from briefing.publish.text import clean, one_line, slug


@dataclass(frozen=True, slots=True)
class Alternate:
    """The episode's sound in another format: a finished file, and its media type."""

    path: Path
    bytes: int
    sha256: str
    type: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What is to be published as an episode: a finished master and all that is known of it."""

    guid: str
    title: str
    date: str
    """ISO 8601 date-time with zone."""
    language: str
    description: str
    master: Master
    timeline: Timeline
    script_text: str
    report: Mapping[str, Any]
    credits: tuple[Credit, ...] = ()
    sketches: tuple[tuple[str, ...], ...] = ()
    fingerprint: str = ""
    notices: tuple[Notice, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    passages: Mapping[Address, str] = field(default_factory=dict)
    """Where on the web source sentences stand; see :func:`briefing.publish.passages_of`."""
    people: tuple[Person, ...] = ()
    own_title: bool = False
    """Whether a person gave the title."""
    image: EpisodeImage | None = None
    """A picture of its own."""


_Kind = tuple[str, str, str]
"""What of an episode a file holds: a word in its name, its suffix, and its media type."""

_CAPTIONS: _Kind = ("", ".vtt", "text/vtt")
_CHAPTERS: _Kind = ("-chapters", ".json", CHAPTERS_TYPE)
_SCRIPT: _Kind = ("-script", ".txt", "text/plain")
_REPORT: _Kind = ("-report", ".json", "application/json")
_SUBRIP: _Kind = ("-transcript", ".srt", "application/x-subrip")
_TRANSCRIPT: _Kind = ("-transcript", ".json", "application/json")
_READING: _Kind = ("-transcript", ".html", "text/html")


def add_episode(
    batch: Batch, output: Path, facts: tuple[Show, Catalogue], edition: Edition
) -> tuple[Episode, bytes]:
    """Add the files of ``edition`` to ``batch``, the record last; return episode and transcript.

    The transcript is the JSON that a page is made from. An episode of the same guid in the
    catalogue is replaced: its folder and its number are kept. Raises ``ValueError`` for one whose
    record no later run could read, ``OSError`` for a file.
    """
    show, catalogue = facts
    previous = next((e for e in catalogue.episodes if e.guid == edition.guid), None)
    # files are called as at first: a new title is no reason for new addresses
    name = previous.captions.name.rpartition("-")[0] if previous else slug(edition.title)
    folder = previous.folder if previous else _new_folder(catalogue, name, edition.guid)
    path = output / EPISODES / folder
    title = one_line(edition.title) or folder
    language, passages = edition.language, edition.passages
    chapters = chapters_of(edition.timeline)
    lines = said(edition.timeline)
    transcript = transcript_json(lines, language, passages)

    def written(kind: _Kind, body: bytes) -> Enclosure:
        word, suffix, media_type = kind
        digest = hashlib.sha256(body).hexdigest()
        file_name = f"{name}{word}-{digest[:8]}{suffix}"
        batch.write(path / file_name, body)
        return Enclosure(file_name, len(body), media_type, digest)

    audio = _add_audio(batch, path, name, edition.master, "audio/mpeg")
    alternates = tuple(_add_audio(batch, path, name, one, one.type) for one in edition.alternates)
    season = (previous.season if previous else None) or show.season
    episode = Episode(
        guid=edition.guid,
        title=title,
        folder=folder,
        date=edition.date,
        language=language,
        description=" ".join(clean(edition.description).split()),
        duration=edition.master.duration,
        audio=audio,
        captions=written(_CAPTIONS, webvtt(edition.timeline).encode("utf-8")),
        chapters_file=written(_CHAPTERS, chapters_json(chapters)),
        script=written(_SCRIPT, edition.script_text.encode("utf-8", "replace")),
        report=written(_REPORT, compose_json(_jsonable(edition.report))),
        chapters=chapters,
        credits=edition.credits,
        integrated_lufs=edition.master.integrated_lufs,
        true_peak_dbtp=edition.master.true_peak_dbtp,
        fingerprint=edition.fingerprint,
        sketches=edition.sketches,
        notices=edition.notices,
        alternates=alternates,
        transcripts=(
            written(_SUBRIP, subrip(lines).encode("utf-8")),
            written(_TRANSCRIPT, transcript),
            written(_READING, transcript_html(title, language, lines, passages)),
        ),
        people=edition.people,
        soundbite=soundbite_of(edition.timeline),
        season=season,
        number=_number(show, catalogue, previous, season),
        own_title=edition.own_title,
        image=_add_image(batch, path, edition.image),
    )
    fault = fault_of(episode)
    if fault:  # a caller's mistake, caught before a record that no later run could read
        raise ValueError(f"not an episode: {fault}")
    batch.write(path / EPISODE_RECORD, compose(episode))
    return episode, transcript


def _add_image(batch: Batch, folder: Path, image: EpisodeImage | None) -> Enclosure | None:
    if image is None:
        return None
    batch.write(folder / image.file.name, image.body)
    return image.file


def _number(
    show: Show, catalogue: Catalogue, previous: Episode | None, season: int | None
) -> int | None:
    """Return the place of an episode in its season, if its show is to be heard in order.

    One that is made again keeps its place; a new one comes after all that are there.
    """
    if not show.serial:
        return None
    if previous and previous.number:
        return previous.number
    taken = (one.number or 0 for one in catalogue.episodes if one.season == season)
    return max(taken, default=0) + 1


def _add_audio(
    batch: Batch, folder: Path, name: str, made: Master | Alternate, media_type: str
) -> Enclosure:
    """Add a sound under a name with its digest in it: an old feed's file is never overwritten."""
    if made.path.parent == folder:
        file_name = made.path.name
    else:
        file_name = f"{name}-{made.sha256[:8]}{made.path.suffix}"
        batch.move(made.path, folder / file_name)
    return Enclosure(file_name, made.bytes, media_type, made.sha256)


def kept_alternates(output: Path, episode: Episode) -> tuple[Alternate, ...] | None:
    """Return the other formats of ``episode`` as they lie there; ``None`` if one was changed."""
    folder = output / EPISODES / episode.folder
    found = [(folder / one.name, one) for one in episode.alternates]
    try:
        whole = all(_digest(path) == one.sha256 for path, one in found)
    except OSError:
        return None
    if not whole:
        return None
    return tuple(Alternate(path, one.bytes, one.sha256, one.type) for path, one in found)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _new_folder(catalogue: Catalogue, name: str, guid: str) -> str:
    """Return a folder name no other episode has; a guid is not trusted to be one."""
    digest = hashlib.sha256(guid.encode("utf-8", "replace")).hexdigest()
    taken = {episode.folder for episode in catalogue.episodes}
    names = (f"{name}-{digest[:length]}" for length in (8, 16, 64))
    return next(folder for folder in names if folder not in taken)


def _jsonable(report: Mapping[str, Any]) -> Any:
    """Return the report as JSON reads it, tuples as lists, so that it is the same either way."""
    return json.loads(json.dumps(dict(report), default=str))
