"""Episode: an edition enters the show. The folder, the record, the page, and the feed last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from briefing.model import Episode, Notice, Show
from briefing.publish.captions import webvtt
from briefing.publish.catalogue import (
    EPISODES,
    FEED,
    PAGE,
    SHOW_RECORD,
    Catalogue,
    ShowRecord,
    audio_path,
    missing,
    newness,
    read_catalogue,
)
from briefing.publish.cover import Cover, show_cover
from briefing.publish.editions import Edition, add_episode
from briefing.publish.feed import feed
from briefing.publish.folder import PENDING, Batch, staging, sweep, writing
from briefing.publish.identity import is_public, show_guid
from briefing.publish.page import TRANSCRIPTS, page
from briefing.publish.record import compose
from briefing.publish.text import file_url, one_line


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
        episode = add_episode(batch, output, (show, catalogue), edition, captions)
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
