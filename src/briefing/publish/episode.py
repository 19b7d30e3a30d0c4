"""Episode: editions enter and leave the show. Its folder, the pages, and the feed last.

Every change goes the same way: the records are read, all files are written aside, and then they
take their places by rename. What leaves the show goes when the new feed is in place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.errors import OutputError
from briefing.model import Episode, Notice, Show
from briefing.publish.catalogue import (
    EPISODE_RECORD,
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
from briefing.publish.cover import Cover, published_cover, show_cover
from briefing.publish.editions import Edition, add_episode
from briefing.publish.feed import documents
from briefing.publish.folder import PENDING, Batch, staging, sweep, withdraw, writing
from briefing.publish.identity import is_public, show_guid
from briefing.publish.pages import episode_page, pages_version, show_pages, told_in
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


def publish(output: Path, show: Show, edition: Edition, keep: int | None = None) -> Published:
    """Publish ``edition`` in ``output``, in the place of the episode with its guid if there is one.

    Hold the lock. The master is moved if it is staged in ``output``, and stays where it is if it is
    the one published already. Nothing changes unless everything could be written; the feed changes
    last. Of more than ``keep`` episodes the oldest are removed then, but never this one. Raises
    ``OutputError``, and ``UsageError`` for a show no directory would take.
    """
    standing = _standing(output, show)
    with _changing(output) as batch:
        episode, transcript = add_episode(batch, output, (show, standing.catalogue), edition)
        others = tuple(one for one in standing.catalogue.episodes if one.guid != episode.guid)
        notices, whole = _examined(output, others)
        aged = _aged(others, keep)
        episodes = tuple(sorted((*_without(whole, aged), episode), key=newness, reverse=True))
        files = _add_show(batch, standing, episodes, {episode.guid: transcript})
        batch.commit()
        withdraw(output, aged)
        sweep(output, files, (*_without(others, aged), episode))
    told = (*standing.cover.notices, *notices, *(_aged_notice(one, output) for one in aged))
    return Published(episode, audio_path(output, episode), output / FEED, output / PAGE, told)


def republish(output: Path, show: Show | None = None) -> Places:
    """Make feed and pages again from the records; files that would be the same are not touched.

    Without a ``show`` it is the one that is published. Hold the lock. Raises as ``publish`` does.
    """
    return _without_change(output, _standing(output, show), ())


def remove(output: Path, episodes: Collection[Episode]) -> Places:
    """Take ``episodes`` out of the show: first out of feed and pages, then their files.

    Hold the lock. Raises as ``publish`` does.
    """
    return _without_change(output, _standing(output, None), episodes)


def amend(output: Path, episode: Episode, files: Collection[Path]) -> Places:
    """Put ``episode`` in the place of the one with its guid; new ``files`` of it are moved in.

    Hold the lock; the files are staged in ``output`` under their names. Raises as ``publish`` does.
    """
    standing = _standing(output, None)
    others = tuple(one for one in standing.catalogue.episodes if one.guid != episode.guid)
    with _changing(output) as batch:
        folder = output / EPISODES / episode.folder
        for file in files:
            batch.move(file, folder / file.name)
        batch.write(folder / EPISODE_RECORD, compose(episode))
        notices, whole = _examined(output, others)
        episodes = tuple(sorted((*whole, episode), key=newness, reverse=True))
        named = _add_show(batch, standing, episodes, {episode.guid: b""})
        batch.commit()
        sweep(output, named, (*others, episode))
    return Places(output / FEED, output / PAGE, notices)


# ------------------------------------------------------------------------------ a change


@dataclass(frozen=True, slots=True)
class _Standing:
    """A show as it is found: what is said of it now, and what is published of it."""

    output: Path
    show: Show
    cover: Cover
    catalogue: Catalogue


def _standing(output: Path, show: Show | None) -> _Standing:
    catalogue = read_catalogue(output)
    if show is not None:
        return _Standing(output, show, show_cover(show, output), catalogue)
    if catalogue.show is None:
        raise OutputError(
            "There is no show here.",
            where=str(output),
            remedy="Make an episode first: briefing make article.txt",
        )
    return _Standing(
        output, catalogue.show.show, published_cover(catalogue.show, output), catalogue
    )


@contextmanager
def _changing(output: Path) -> Iterator[Batch]:
    with writing(output), staging(output, PENDING) as pending:
        yield Batch(pending)


def _without_change(output: Path, standing: _Standing, leaving: Collection[Episode]) -> Places:
    staying = _without(standing.catalogue.episodes, leaving)
    with _changing(output) as batch:
        notices, whole = _examined(output, staying)
        files = _add_show(batch, standing, whole, {})
        batch.commit()
        withdraw(output, leaving)
        sweep(output, files, staying)
    return Places(output / FEED, output / PAGE, (*standing.cover.notices, *notices))


def _without(episodes: Collection[Episode], leaving: Collection[Episode]) -> tuple[Episode, ...]:
    guids = {one.guid for one in leaving}
    return tuple(one for one in episodes if one.guid not in guids)


def _aged(others: tuple[Episode, ...], keep: int | None) -> tuple[Episode, ...]:
    """Return the oldest of ``others``, which are sorted, that leave room for one more."""
    return others[keep - 1 :] if keep is not None else ()


def _aged_notice(episode: Episode, output: Path) -> Notice:
    text = f"{one_line(episode.title)!r} of {episode.date[:10]} is removed, as the oldest."
    return Notice("episode-aged", text, str(output / EPISODES / episode.folder))


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


# ------------------------------------------------------------------------------ the show


def _add_show(
    batch: Batch, standing: _Standing, episodes: tuple[Episode, ...], fresh: dict[str, bytes]
) -> set[str]:
    """Add what tells of the whole show and return the names of its files.

    ``fresh`` holds by guid the transcripts of episodes that change.
    """
    output, show, cover = standing.output, standing.show, standing.cover
    record = _show_record(show, standing.catalogue, cover)
    kept = standing.catalogue.show
    stale = kept is None or kept.pages != record.pages
    for episode in episodes:
        path = output / EPISODES / episode.folder / PAGE
        if stale or episode.guid in fresh or not path.exists():
            words = fresh.get(episode.guid) or _words(output, episode)
            batch.write(path, episode_page(show, episode, cover.files, words))
    files = {cover.files.image.name: cover.image, cover.files.small.name: cover.tag}
    files[SHOW_RECORD] = compose(record)
    files |= show_pages(show, episodes, cover.files)
    files |= documents(show, episodes, record.guid, cover.files.image.name)
    for name, body in files.items():
        batch.write(output / name, body)
    return set(files)


def _words(output: Path, episode: Episode) -> bytes | None:
    """Return what an episode's page shows of what is said, unless that was taken away."""
    try:
        return (output / EPISODES / episode.folder / told_in(episode).name).read_bytes()
    except FileNotFoundError:
        return None


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
    plain = replace(show, cover=None)
    return ShowRecord(guid, public, plain, cover.files, pages_version(plain, cover.files))
