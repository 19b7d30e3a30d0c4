"""Episode: an edition enters the show. The folder, the record, the page, and the feed last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.model import Credit, Enclosure, Episode, Master, Notice, Show, Timeline
from briefing.publish.captions import webvtt
from briefing.publish.catalogue import (
    EPISODE_RECORD,
    EPISODES,
    FEED,
    PAGE,
    SHOW_RECORD,
    Catalogue,
    ShowRecord,
    audio_path,
    fault_of,
    missing,
    newness,
    read_catalogue,
)
from briefing.publish.chapters import chapters_json, chapters_of
from briefing.publish.cover import Cover, show_cover
from briefing.publish.feed import CHAPTERS_TYPE, feed
from briefing.publish.folder import PENDING, Batch, staging, sweep, writing
from briefing.publish.identity import is_public, show_guid
from briefing.publish.page import TRANSCRIPTS, page
from briefing.publish.record import compose, compose_json
from briefing.publish.text import clean, file_url, one_line, slug


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


@dataclass(frozen=True, slots=True)
class Places:
    """Where a show lies once it is published, and what was found amiss with earlier episodes."""

    feed: Path
    page: Path
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """An episode that is in the feed."""

    episode: Episode
    mp3: Path
    feed: Path
    page: Path
    notices: tuple[Notice, ...] = ()


def publish(output: Path, show: Show, edition: Edition) -> Published:
    """Publish ``edition`` in ``output``, in the place of the episode with its guid if there is one.

    Hold the lock. The master is moved if it is staged in ``output``, and stays where it is if it is
    the one published already. Nothing changes unless everything could be written; the feed changes
    last. Raises ``OutputError``, and ``UsageError`` for a show no directory would take.
    """
    cover = show_cover(show, output)
    catalogue = read_catalogue(output)
    with writing(output), staging(output, PENDING) as pending:
        batch = Batch(pending)
        captions = webvtt(edition.timeline)
        episode = _add_episode(batch, output, catalogue, edition, captions)
        others = tuple(other for other in catalogue.episodes if other.guid != episode.guid)
        notices, whole = _examined(output, others)
        episodes = tuple(sorted((*whole, episode), key=newness, reverse=True))
        fresh = {episode.guid: captions}
        places = _add_show(batch, output, (show, catalogue, cover), episodes, fresh)
        batch.commit()
        sweep(output)
    mp3 = audio_path(output, episode)
    return Published(episode, mp3, places.feed, places.page, notices)


def republish(output: Path, show: Show) -> Places:
    """Make feed and page again from the records; files that would be the same are not touched.

    Hold the lock. Raises as ``publish`` does.
    """
    cover = show_cover(show, output)
    catalogue = read_catalogue(output)
    with writing(output), staging(output, PENDING) as pending:
        batch = Batch(pending)
        notices, whole = _examined(output, catalogue.episodes)
        places = _add_show(batch, output, (show, catalogue, cover), whole, {})
        batch.commit()
        sweep(output)
    return replace(places, notices=notices)


def _examined(
    output: Path, episodes: tuple[Episode, ...]
) -> tuple[tuple[Notice, ...], tuple[Episode, ...]]:
    """Return a notice for each episode that lost a file, and the episodes that did not.

    A feed that named a file that is not there would be worse than one without the episode.
    """
    lost = {episode.guid: missing(output, episode) for episode in episodes}
    notices = tuple(
        Notice(
            "episode-damaged",
            f"{one_line(episode.title)!r} is left out of the feed until it is made again: a file "
            "of it is gone or was changed.",
            str(lost[episode.guid]),
        )
        for episode in episodes
        if lost[episode.guid]
    )
    return notices, tuple(episode for episode in episodes if not lost[episode.guid])


# ------------------------------------------------------------------------------ the episode


def _add_episode(
    batch: Batch, output: Path, catalogue: Catalogue, edition: Edition, captions: str
) -> Episode:
    previous = next((e for e in catalogue.episodes if e.guid == edition.guid), None)
    name = slug(edition.title)
    folder = previous.folder if previous else _new_folder(catalogue, name, edition.guid)
    path = output / EPISODES / folder
    chapters = chapters_of(edition.timeline)
    bodies = {
        "vtt": ("text/vtt", captions.encode("utf-8")),
        "chapters": (CHAPTERS_TYPE, chapters_json(chapters)),
        "script": ("text/plain", edition.script_text.encode("utf-8", "replace")),
        "report": ("application/json", compose_json(_jsonable(edition.report))),
    }
    audio = _add_audio(batch, path, name, edition.master, "audio/mpeg")
    alternates = tuple(_add_audio(batch, path, name, one, one.type) for one in edition.alternates)
    files = {kind: _file(name, kind, *bodies[kind]) for kind in bodies}
    for kind, (_, body) in bodies.items():
        batch.write(path / files[kind].name, body)
    episode = Episode(
        guid=edition.guid,
        title=one_line(edition.title) or folder,
        folder=folder,
        date=edition.date,
        language=edition.language,
        description=" ".join(clean(edition.description).split()),
        duration=edition.master.duration,
        audio=audio,
        captions=files["vtt"],
        chapters_file=files["chapters"],
        script=files["script"],
        report=files["report"],
        chapters=chapters,
        credits=edition.credits,
        integrated_lufs=edition.master.integrated_lufs,
        true_peak_dbtp=edition.master.true_peak_dbtp,
        fingerprint=edition.fingerprint,
        sketches=edition.sketches,
        notices=edition.notices,
        alternates=alternates,
    )
    fault = fault_of(episode)
    if fault:  # a caller's mistake, caught before a record that no later run could read
        raise ValueError(f"not an episode: {fault}")
    batch.write(path / EPISODE_RECORD, compose(episode))
    return episode


_SUFFIXES = {"vtt": ".vtt", "chapters": ".json", "script": ".txt", "report": ".json"}


def _file(name: str, kind: str, media_type: str, body: bytes) -> Enclosure:
    digest = hashlib.sha256(body).hexdigest()
    middle = "" if kind == "vtt" else f"-{kind}"
    file_name = f"{name}{middle}-{digest[:8]}{_SUFFIXES[kind]}"
    return Enclosure(file_name, len(body), media_type, digest)


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


# ------------------------------------------------------------------------------ the show


def _add_show(
    batch: Batch,
    output: Path,
    facts: tuple[Show, Catalogue, Cover],
    episodes: tuple[Episode, ...],
    fresh: dict[str, str],
) -> Places:
    """Add what tells of the whole show; ``fresh`` holds captions not in their folder yet."""
    show, catalogue, cover = facts
    record = _show_record(show, catalogue, cover)
    transcripts = {e.guid: _captions(output, e, fresh) for e in episodes[:TRANSCRIPTS]}
    batch.write(output / cover.files.image.name, cover.image)
    batch.write(output / cover.files.small.name, cover.tag)
    batch.write(output / SHOW_RECORD, compose(record))
    batch.write(output / PAGE, page(show, episodes, cover.files.small.name, transcripts))
    body = feed(show, episodes, record.guid, cover.files.image.name)
    batch.write(output / FEED, body)
    return Places(output / FEED, output / PAGE)


def _captions(output: Path, episode: Episode, fresh: dict[str, str]) -> str:
    if episode.guid in fresh:
        return fresh[episode.guid]
    path = output / EPISODES / episode.folder / episode.captions.name
    return path.read_text(encoding="utf-8", errors="replace")


def _show_record(show: Show, catalogue: Catalogue, cover: Cover) -> ShowRecord:
    """Return the show's record with the guid it keeps for ever, wherever the feed moves to.

    A guid made for an address nobody else could reach is made once more when the show first gets
    one that the world can.
    """
    kept = catalogue.show
    public = is_public(show.base_url)
    if kept and (kept.public or not public):
        guid, public = kept.guid, kept.public
    else:
        guid = show_guid(file_url(show.base_url, FEED))
    return ShowRecord(guid, public, replace(show, cover=None), cover.files)
