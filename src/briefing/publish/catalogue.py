"""Catalogue: what the output folder holds, read from the records and from nothing else."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from briefing.errors import OutputError
from briefing.model import Enclosure, Episode, Show
from briefing.publish.record import parse

EPISODES = "episodes"
EPISODE_RECORD = "episode.json"
SHOW_RECORD = "show.json"
FEED = "feed.xml"
PAGE = "index.html"

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class CoverFiles:
    """The cover as it lies in the output folder; ``fingerprint`` is of what it was made from."""

    fingerprint: str
    image: Enclosure
    small: Enclosure


@dataclass(frozen=True, slots=True)
class ShowRecord:
    """What is kept of the show from one run to the next."""

    guid: str
    """The show's ``podcast:guid``, made once."""
    public: bool
    """Whether the guid was made from an address the world can reach."""
    show: Show
    """The channel's facts; without the path of a person's own cover, which is theirs to keep."""
    cover: CoverFiles
    pages: str = ""
    """Digest of all but the episodes that decides the bytes of their pages."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The show's record, if it was ever published, and its episodes, the newest first."""

    show: ShowRecord | None
    episodes: tuple[Episode, ...]


def read_catalogue(output: Path) -> Catalogue:
    """Return what ``output`` holds; an empty catalogue if there is no such folder.

    A folder without a record is what a killed run left, and is passed over. Raises ``OutputError``
    for a record that cannot be read, and for two that tell of the same episode.
    """
    try:
        folders = sorted(path for path in (output / EPISODES).iterdir() if path.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        folders = []
    except OSError as error:
        raise OutputError(
            f"The folder cannot be read: {error.strerror}.",
            where=str(output / EPISODES),
            remedy="Mend its permissions.",
        ) from error
    found = (read_episode(folder) for folder in folders)
    episodes = tuple(episode for episode in found if episode)
    _refuse_doubles(output, episodes)
    return Catalogue(read_show(output), tuple(sorted(episodes, key=newness, reverse=True)))


def read_episode(folder: Path) -> Episode | None:
    """Return the episode whose record ``folder`` holds; ``None`` if it holds none.

    The folder's own name counts, so a person may rename it. Raises ``OutputError``.
    """
    path = folder / EPISODE_RECORD
    remedy = "Put the record back from a copy, or remove the folder and make the episode again."
    episode = _read(Episode, path, remedy)
    if episode is None:
        return None
    fault = fault_of(episode)
    if fault:
        raise OutputError(f"This record cannot be used: {fault}.", where=str(path), remedy=remedy)
    return replace(episode, folder=folder.name)


def read_show(output: Path) -> ShowRecord | None:
    """Return the show's record, ``None`` if there is none; raises ``OutputError``."""
    remedy = "Put the record back from a copy, or remove it: the next run writes it anew."
    path = output / SHOW_RECORD
    record = _read(ShowRecord, path, remedy)
    if record and not all(map(_plain_name, (record.cover.image.name, record.cover.small.name))):
        raise OutputError("This record names a strange file.", where=str(path), remedy=remedy)
    return record


def enclosures(episode: Episode) -> tuple[Enclosure, ...]:
    """Return every file the episode's record names."""
    return (
        episode.audio,
        *episode.alternates,
        episode.captions,
        *episode.transcripts,
        episode.chapters_file,
        episode.script,
        episode.report,
        *((episode.image,) if episode.image else ()),
    )


def audio_path(output: Path, episode: Episode) -> Path:
    """Return where the episode's MP3 lies."""
    return output / EPISODES / episode.folder / episode.audio.name


def missing(output: Path, episode: Episode) -> Path | None:
    """Return the first file of ``episode`` that is gone or not as long as its record says."""
    folder = output / EPISODES / episode.folder
    try:
        sizes = {one.name: one.stat().st_size for one in os.scandir(folder)}
    except OSError:
        return folder
    lost = (one.name for one in enclosures(episode) if sizes.get(one.name) != one.bytes)
    return next((folder / name for name in lost), None)


def moment(episode: Episode) -> datetime:
    """Return the episode's date as a moment with a zone."""
    date = datetime.fromisoformat(episode.date)
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def newness(episode: Episode) -> tuple[datetime, str]:
    """Return what episodes are sorted by: their date, and among equals their guid."""
    return moment(episode), episode.guid


def _read(kind: type[_Record], path: Path, remedy: str) -> _Record | None:
    try:
        return parse(kind, path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        what = f"The record cannot be read: {error.strerror}."
        raise OutputError(what, where=str(path), remedy="Mend its permissions.") from error
    except ValueError as error:
        what = f"This record cannot be used: {error}."
        raise OutputError(what, where=str(path), remedy=remedy) from error


def _plain_name(name: str) -> bool:
    return _FILE_NAME.fullmatch(name) is not None


def fault_of(episode: Episode) -> str | None:
    """Return what makes ``episode`` unfit for a feed, ``None`` if nothing does."""
    if not all(_plain_name(enclosure.name) for enclosure in enclosures(episode)):
        return "it names a file that is not in its folder"
    if not episode.guid.strip():
        return "its guid is empty"
    try:
        moment(episode)
    except ValueError:
        return "its date is no ISO 8601 date"
    return None


def _refuse_doubles(output: Path, episodes: tuple[Episode, ...]) -> None:
    seen: dict[str, str] = {}
    for episode in episodes:
        if episode.guid in seen:
            raise OutputError(
                f"{seen[episode.guid]} and {episode.folder} hold the same episode.",
                where=str(output / EPISODES),
                remedy="Remove one of the two folders: apps drop an episode whose guid is twice.",
            )
        seen[episode.guid] = episode.folder
