"""Shelf: what of a published folder may be asked for, found by the records and by nothing else.

A name in a request is only ever compared with the names in a record. Feed and pages are made from
the records with the address they were asked under, so a phone on the same network can subscribe.
The functions here look at the disk and take their time: they run beside the event loop.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.model import Enclosure, Show
from briefing.publish.catalogue import (
    EPISODE_RECORD,
    EPISODES,
    FEED,
    SHOW_RECORD,
    ShowRecord,
    enclosures,
    missing,
    read_episode,
)
from briefing.publish.feed import JSON_FEED, OPML, documents
from briefing.publish.pages import episode_page, show_pages, told_in
from briefing.serve.answers import CHECK_FIRST, FOREVER, Held
from briefing.serve.standing import Records, Stamp, Standing, published, stamp_of

FEED_DOCUMENT = re.compile(
    rf"{re.escape(FEED)}|{re.escape(JSON_FEED)}|{re.escape(OPML)}|feed-[1-9][0-9]{{0,5}}\.(xml|json)"
)
_TYPES = {
    ".xml": "application/rss+xml",
    ".json": "application/feed+json",
    ".opml": "text/x-opml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
_CLOSED_HTML = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""For HTML that is no page of the show: nothing in it is run or fetched, whatever it says."""

_MOST_RECORDS = 2048
"""Episodes whose files are remembered between requests."""


@dataclass(frozen=True, slots=True)
class Told:
    """How pages and feeds are to be made: for whom, and under which address."""

    private: bool
    vary: str
    """Headers of a request that decide the address."""


class Shelf:
    """Finds what is published in a folder."""

    def __init__(self, folder: Path, told: Told) -> None:
        """Look into ``folder``; raises ``ServeError`` when no show is there, ``OutputError``."""
        self._folder = folder
        self._told = told
        self._records = Records(folder)
        self._named: dict[str, tuple[Stamp, dict[str, Enclosure]]] = {}
        published(self._folder)

    def standing(self) -> Standing:
        """Return the show as it is now; call it from one thread at a time.

        Raises ``ServeError`` and ``OutputError``.
        """
        return self._records.standing()

    # ----------------------------------------------------------------- what is made of it

    def feed(self, standing: Standing, base: str) -> dict[str, Held]:
        """Return every document of the feed by its name."""
        record, show = standing.record, self._shown(standing.record, base)
        made = documents(show, standing.episodes, record.guid, record.cover.image.name)
        return self._made(made, standing.modified)

    def pages(self, standing: Standing, base: str) -> dict[str, Held]:
        """Return the show's own pages by their names."""
        show = self._shown(standing.record, base)
        made = show_pages(show, standing.episodes, standing.record.cover)
        return self._made(made, standing.modified)

    def episode(self, name: str) -> tuple[str, str, Callable[[str], Held]] | None:
        """Return what the page of the episode in the folder ``name`` is to be made of.

        That is its stamp, the show's own address, and what makes the page for an address; ``None``
        without such an episode.
        """
        folder = self._folder / EPISODES / name
        if not self._holds(folder):
            return None
        try:
            stamps = [stamp_of(found := (folder / EPISODE_RECORD).stat())]
        except (OSError, ValueError):
            return None
        episode = read_episode(folder)
        if episode is None or missing(self._folder, episode):
            return None
        record = published(self._folder)
        words = folder / told_in(episode).name
        stamps += [stamp_of(path.stat()) for path in (words, self._folder / SHOW_RECORD)]
        body = words.read_bytes() if self._holds(words) else None

        def make(base: str) -> Held:
            page = episode_page(self._shown(record, base), episode, record.cover, body)
            return self._made({".html": page}, found.st_mtime)[".html"]

        return repr((name, stamps)), record.show.base_url, make

    def _shown(self, record: ShowRecord, base: str) -> Show:
        show = replace(record.show, base_url=base)
        return replace(show, private=True) if self._told.private else show

    def _made(self, made: dict[str, bytes], modified: float) -> dict[str, Held]:
        return {
            name: Held(
                _TYPES[name[name.rindex(".") :]],
                len(body),
                hashlib.sha256(body).hexdigest(),
                modified,
                self.caching(CHECK_FIRST),
                body=body,
                vary=self._told.vary,
            )
            for name, body in made.items()
        }

    # ----------------------------------------------------------------------- the files

    def cover(self, name: str) -> Held | None:
        """Return one of the cover's two images."""
        files = published(self._folder).cover
        named = {file.name: file for file in (files.image, files.small)}
        return self._file(self._folder / name, named[name]) if name in named else None

    def file(self, folder: str, name: str) -> Held | None:
        """Return a file that the record of the episode in ``folder`` names."""
        path = self._folder / EPISODES / folder
        named = self._names(path)
        return self._file(path / name, named[name]) if name in named else None

    def _names(self, folder: Path) -> dict[str, Enclosure]:
        """Return the files the record in ``folder`` names; it is read again when it changed."""
        try:
            if not self._holds(folder):
                return {}
            stamp = stamp_of((folder / EPISODE_RECORD).stat())
        except (OSError, ValueError):
            return {}
        known = self._named.get(folder.name)
        if known and known[0] == stamp:
            return known[1]
        episode = read_episode(folder)
        named = {file.name: file for file in enclosures(episode)} if episode else {}
        if len(self._named) >= _MOST_RECORDS:
            self._named.clear()
        self._named[folder.name] = stamp, named
        return named

    def _file(self, path: Path, file: Enclosure) -> Held | None:
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        # not what the record tells of, so not with its tag; and no pipe that would never end
        if not stat.S_ISREG(found.st_mode) or found.st_size != file.bytes or not self._holds(path):
            return None
        html = file.type == "text/html"
        return Held(
            f"{file.type}; charset=utf-8" if file.type.startswith("text/") else file.type,
            file.bytes,
            file.sha256,
            found.st_mtime,
            self.caching(FOREVER),
            file=path,
            also=_CLOSED_HTML if html else {},
        )

    def caching(self, how: str) -> str:
        """Return a ``Cache-Control`` for the show's listeners."""
        if self._told.private:
            return f"private, {how}"
        return f"public, {how}" if how == FOREVER else how

    def _holds(self, path: Path) -> bool:
        """Return whether ``path`` is inside the folder once its links are followed."""
        try:
            return path.resolve().is_relative_to(self._folder.resolve())
        except (OSError, ValueError, RuntimeError):
            return False


def is_plain(name: str) -> bool:
    """Return whether ``name`` can be that of a file here: no path, no hidden file, no device."""
    short = 0 < len(name.encode("utf-8", "replace")) <= 255
    return short and not name.startswith(".") and not set(name) & set("/\\:\0")
