"""Files: which files of an output folder the world may have, and how each is to be served.

They are those the records name, the pages and the feed. Records, reports (they quote what was left
out), locks and whatever else a person keeps in the folder are not among them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from briefing.errors import OutputError
from briefing.model import Enclosure, Episode, Notice
from briefing.publish import missing, one_line, read_catalogue, writing
from briefing.publish.catalogue import EPISODES, FEED, PAGE, ShowRecord, enclosures
from briefing.publish.feed import JSON_FEED, OPML

FOREVER = "public, max-age=31536000, immutable"
"""For files whose name changes when their bytes do."""

CHECK_FIRST = "no-cache"
"""For pages and feeds: a copy may be kept, and is asked for again with its tag."""

_DOCUMENTS = re.compile(rf"feed-[0-9]+\.(xml|json)|{re.escape(JSON_FEED)}|{re.escape(OPML)}")
_PAGES = re.compile(rf"older-[0-9]+\.html|{re.escape(PAGE)}")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".json": "application/feed+json",
    ".opml": "text/x-opml; charset=utf-8",
}
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")


class Rank(IntEnum):
    """When a file is sent: what names others goes after them."""

    MEDIA = 0
    EPISODE_PAGE = 1
    SHOW_PAGE = 2
    DOCUMENT = 3
    FEED = 4


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that is published, measured."""

    path: str
    """Its place under the show's address, with slashes."""
    source: Path
    bytes: int
    sha256: str
    type: str
    caching: str
    """What ``Cache-Control`` should say."""
    rank: Rank

    @property
    def named_by_content(self) -> bool:
        """Tell whether other bytes would have another name."""
        return self.caching == FOREVER


@dataclass(frozen=True, slots=True)
class Inventory:
    """What an output folder publishes, in the order it is to be sent."""

    base_url: str
    files: tuple[PublishedFile, ...]
    notices: tuple[Notice, ...]


def inventory(output: Path) -> Inventory:
    """Return what ``output`` publishes. Hold the lock.

    An episode that lost a file is passed over with a notice, as the feed passes it over. Raises
    ``OutputError`` when there is no show, when a feed still names such an episode, for a record
    that cannot be read, and for a file that lies elsewhere by way of a link.
    """
    catalogue = read_catalogue(output)
    if catalogue.show is None or not (output / FEED).is_file():
        raise OutputError(
            "There is no show here.",
            where=str(output),
            remedy="Make an episode first: briefing make article.txt",
        )
    with writing(output):
        shown = tuple(_show_files(output, catalogue.show))
    damaged = [one for one in catalogue.episodes if missing(output, one)]
    _refuse_feeds_naming(damaged, output, shown)
    whole = [one for one in catalogue.episodes if one not in damaged]
    with writing(output):
        files = [*shown, *(file for one in whole for file in _episode_files(output, one))]
    _refuse_strange(output, files)
    return Inventory(
        catalogue.show.show.base_url,
        tuple(sorted(files, key=lambda file: (file.rank, file.path))),
        tuple(_damage(output, one) for one in damaged),
    )


def _episode_files(output: Path, episode: Episode) -> Iterator[PublishedFile]:
    folder = output / EPISODES / episode.folder
    place = f"{EPISODES}/{episode.folder}/"
    for file in enclosures(episode):
        if file != episode.report:
            yield _recorded(folder, file, place)
    if (folder / PAGE).exists():
        yield _read(folder / PAGE, place, Rank.EPISODE_PAGE)


def _show_files(output: Path, show: ShowRecord) -> Iterator[PublishedFile]:
    for image in (show.cover.image, show.cover.small):
        if (output / image.name).exists():
            yield _recorded(output, image)
    for path in sorted(output.iterdir()):
        if _PAGES.fullmatch(path.name):
            yield _read(path, "", Rank.SHOW_PAGE)
        elif _DOCUMENTS.fullmatch(path.name):
            yield _read(path, "", Rank.DOCUMENT)
    yield _read(output / FEED, "", Rank.FEED)


def _recorded(folder: Path, file: Enclosure, place: str = "") -> PublishedFile:
    kind = file.type
    if kind.startswith("text/") and "charset" not in kind:
        kind += "; charset=utf-8"
    caching = FOREVER if f"-{file.sha256[:8]}." in file.name else CHECK_FIRST
    return PublishedFile(
        place + file.name, folder / file.name, file.bytes, file.sha256, kind, caching, Rank.MEDIA
    )


def _read(path: Path, place: str, rank: Rank) -> PublishedFile:
    body = path.read_bytes()
    digest = hashlib.sha256(body).hexdigest()
    kind = _TYPES[path.suffix]
    return PublishedFile(place + path.name, path, len(body), digest, kind, CHECK_FIRST, rank)


def _refuse_feeds_naming(
    damaged: Sequence[Episode], output: Path, shown: Sequence[PublishedFile]
) -> None:
    """Refuse a feed that was made before an episode it names lost a file."""
    if not damaged:
        return
    with writing(output):
        feeds = [f.source.read_bytes() for f in shown if f.rank in {Rank.DOCUMENT, Rank.FEED}]
    for episode in damaged:
        if any(episode.audio.name.encode() in body for body in feeds):
            raise OutputError(
                f"The feed names {one_line(episode.title)!r}, a file of which is gone or was "
                "changed.",
                where=str(missing(output, episode)),
                remedy="Put the file back, or `briefing redo` or `briefing remove` the episode.",
            )


def _damage(output: Path, episode: Episode) -> Notice:
    text = f"{one_line(episode.title)!r} is not sent: a file of it is gone or was changed."
    return Notice("episode-damaged", text, str(missing(output, episode)))


def _refuse_strange(output: Path, files: Sequence[PublishedFile]) -> None:
    """Refuse what another machine could not name, and what a link brings in from outside."""
    root = output.resolve()
    for file in files:
        if _UNFIT.search(file.path):
            what, remedy = "This name cannot be used elsewhere.", "Rename the folder."
        elif not file.source.resolve().is_relative_to(root):
            what = "This is a link to a file outside of the output folder."
            remedy = "Put the file itself in its place."
        else:
            continue
        where = one_line(file.path) or str(output)
        raise OutputError(what, where=where, remedy=remedy)
