"""Gather: the one place where what a person names becomes the sources to read.

A folder or a pattern becomes the files in it, a feed its newest items, a list of feeds the newest
items of each. Everything is opened by the ``fetch`` that is handed in; only names of files are
looked up here.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from briefing.errors import SourceError
from briefing.model import Notice, Source
from briefing.read.feeds.kinds import is_feed, is_opml
from briefing.read.fetch import is_web

if TYPE_CHECKING:
    from briefing.read.feeds.feed import Feed, Item
    from briefing.read.feeds.opml import Listed

Fetch = Callable[[str], Source]
"""Opens one origin; raises ``SourceError`` naming it."""

Parse = Callable[[Source], "Feed"]
"""Reads a feed; raises ``SourceError`` naming it."""

MOST_FILES = 1_000
"""Files that one folder or pattern may give; an episode of more would last for weeks."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sources, in the order of what was named, and what there was to say on the way."""

    sources: tuple[Source, ...]
    notices: tuple[Notice, ...]


def parsed(source: Source) -> Feed:
    """Return the feed that ``source`` is; see :func:`briefing.read.feeds.feed.parse`."""
    from briefing.read.feeds.feed import parse

    return parse(source)


def gather(origins: Sequence[str], fetch: Fetch, latest: int, parse: Parse = parsed) -> Gathered:
    """Return the sources that ``origins`` name, opened by ``fetch``; of feeds ``latest`` items.

    ``parse`` reads a feed; it can be ``parsed`` under limits.
    Each is taken once, in the place where it came first. What is named itself must open; an
    item, a feed of several or a file of a folder that does not is passed over with a notice,
    unless nothing is left: then the first ``SourceError`` is raised. There is at least one.
    """
    gathering = _Gathering(fetch, max(1, latest), parse)
    for origin in origins:
        gathering.take(origin)
    if not gathering.sources:
        raise gathering.errors[0] if gathering.errors else _nothing(origins)
    return Gathered(tuple(gathering.sources), tuple(gathering.notices))


def _nothing(origins: Sequence[str]) -> SourceError:
    return SourceError(
        "There is nothing in it to be read.",
        where=origins[0] if origins else None,
        remedy="Name the files or the addresses of articles.",
    )


@dataclass(slots=True)
class _Gathering:
    """Collects sources; lives for one call of :func:`gather`."""

    fetch: Fetch
    latest: int
    parse: Parse
    sources: list[Source] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def take(self, origin: str) -> None:
        """Take what a person named: a file, an address, standard input, a folder, a pattern."""
        listing = None if origin == "-" or is_web(origin) else files_of(origin)
        if listing is None:
            self._open(origin)
            return
        self.notices += listing.notices
        for path in listing.paths:
            self._tried(partial(self._open, path, within=origin, loose=_is_loose(path)))

    def _open(self, origin: str, *, within: str | None = None, loose: bool = False) -> None:
        """Open one origin; of ``loose`` files, any XML or JSON, only feeds and lists are taken."""
        if self._is_known(origin):
            return
        source = self.fetch(origin)
        if is_opml(source):
            self._tried(partial(self._take_list, source))
        elif is_feed(source):
            self._tried(partial(self._take_feed, source))
        elif loose:
            self.notices.append(Notice("passed-over", "It is neither a feed nor a list.", origin))
        else:
            self._keep(source, within)

    def _tried(self, take: Callable[[], None]) -> None:
        """Call ``take``; what it refuses is passed over with a notice."""
        try:
            take()
        except SourceError as error:
            self.errors.append(error)
            self.notices.append(Notice("source-passed-over", error.what, error.where))

    def _is_known(self, origin: str) -> bool:
        """Tell whether ``origin`` was taken before, with a notice, and remember it."""
        name = _identity(origin)
        if name in self.seen:
            self.notices.append(Notice("taken-once", "It is named twice and taken once.", origin))
            return True
        self.seen.add(name)
        return False

    def _keep(self, source: Source, within: str | None) -> None:
        if source.facts.link:
            self.seen.add(_identity(source.facts.link))
        self.sources.append(replace(source, within=within))

    # ------------------------------------------------------------------------ feeds and lists

    def _take_list(self, source: Source) -> None:
        """Take the newest items of each feed in a list, in its order."""
        from briefing.read.feeds.opml import feeds

        for listed in feeds(source):
            self._tried(partial(self._take_listed, listed))

    def _take_listed(self, listed: Listed) -> None:
        if self._is_known(listed.address):
            return
        source = self.fetch(listed.address)
        if not is_feed(source):
            raise SourceError(
                f"This is no feed, though the list names it as {listed.title!r}.",
                where=listed.address,
                remedy="Look for the feed's present address on its site, and mend the list.",
            )
        self._take_feed(source)

    def _take_feed(self, source: Source) -> None:
        """Take the newest items of a feed: the text that is in it, else its page."""
        found = self.parse(source)
        self.notices += found.notices
        told = [item for item in found.items if item.is_full or not item.is_recording]
        recordings = len(found.items) - len(told)
        if not told:
            raise SourceError(
                f"The feed has no text to be read: its {recordings} items are audio or video.",
                where=source.origin,
                remedy="Give a feed or an address of articles.",
            )
        newest = found.items[: found.items.index(told[: self.latest][-1]) + 1]
        if passed := sum(item.is_recording and not item.is_full for item in newest):
            text = f"Items passed over as audio or video without a text: {passed}."
            self.notices.append(Notice("recording", text, source.origin))
        for item in told[: self.latest]:
            self._tried(partial(self._take_item, item, source))

    def _take_item(self, item: Item, source: Source) -> None:
        link = item.facts.link
        if link and self._is_known(link):
            return
        if item.is_full:
            from briefing.read.feeds.feed import item_source

            self._keep(item_source(item, source.origin), source.origin)
            return
        if link is None:
            raise SourceError(
                f"An item has neither a text nor a web address: {_called(item)}.",
                where=source.origin,
                remedy="Give the address of its page, if it has one.",
            )
        page = self.fetch(link)
        if is_feed(page) or is_opml(page):
            raise SourceError(
                "The page of an item is a feed itself.",
                where=link,
                remedy="Give that feed's address if it is to be read.",
            )
        self._keep(replace(page, facts=page.facts.over(item.facts)), source.origin)


def _identity(origin: str) -> str:
    """Return what is the same for two names of one source."""
    if origin == "-":
        return origin
    try:
        return urldefrag(origin).url if is_web(origin) else os.path.realpath(origin)
    except ValueError:  # a name that cannot be one; ``fetch`` says so
        return origin


def _called(item: Item) -> str:
    return repr(item.facts.title or item.name)


# ------------------------------------------------------------------- names of files, looked up

READABLE = frozenset(
    ".md .markdown .mdown .mkd .txt .text .html .htm .xhtml .pdf .epub .docx .eml "
    ".rss .atom .opml".split()
)
"""Ends of the names of files that are taken out of a folder."""

LOOSE = frozenset({".xml", ".rdf", ".json"})
"""Ends of names that say little: of these the feeds and the lists of feeds are taken."""

_MAGIC = re.compile(r"[*?\[]")
_MOST_LISTED = 100_000
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Listing:
    """The files a folder or a pattern stands for, in natural order of their names."""

    paths: tuple[str, ...]
    notices: tuple[Notice, ...]


def files_of(origin: str) -> Listing | None:
    """Return the files that ``origin`` stands for; ``None`` when it is no folder and no pattern.

    A folder gives the readable files directly in it; hidden ones, folders and other kinds are
    passed over with a notice. In a pattern ``**`` stands for any folders below, links not
    followed; one that ends in an extension of its own, as ``*.log``, takes what it names. A
    name that truly exists is never a pattern. Raises ``SourceError`` naming ``origin`` when no
    file is left, there are more than :data:`MOST_FILES`, or the folder may not be listed.
    """
    path = Path(origin)
    try:
        if path.is_dir():
            return _listing(origin, path, "*")
        if path.exists() or not _MAGIC.search(origin):
            return None
        place = next(at for at, part in enumerate(path.parts) if _MAGIC.search(part))
        return _listing(origin, Path(*path.parts[:place]), str(Path(*path.parts[place:])))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"Its files cannot be listed: {reason}.",
            where=origin,
            remedy="Check the name and its permissions, or name the files one by one.",
        ) from error


def _listing(origin: str, base: Path, pattern: str) -> Listing:
    """Return the files below ``base`` that match; ``glob`` follows no links for ``**``."""
    asked = re.search(r"\.[^.*?\[\]/\\]+$", pattern) is not None
    hidden = any(part.startswith(".") for part in Path(pattern).parts)
    if not base.is_dir():
        raise NotADirectoryError(None, f"there is no folder {str(base)!r}")
    os.scandir(base).close()  # ``glob`` says nothing of a folder that may not be listed
    paths: list[Path] = []
    passed: Counter[str] = Counter()
    for path in islice(base.glob(pattern), _MOST_LISTED):
        name = path.relative_to(base)
        if not hidden and any(part.startswith(".") for part in name.parts):
            passed["hidden"] += 1
        elif path.is_dir():
            passed["folders"] += "**" not in pattern
        elif not path.is_file():  # a socket, a device, a link to nowhere
            passed["no files"] += 1
        elif asked or path.suffix.lower() in READABLE | LOOSE:
            paths.append(path)
        else:
            passed[path.suffix.lower() or "without an extension"] += 1
    return _sorted(origin, paths, +passed)


def _sorted(origin: str, paths: list[Path], passed: Counter[str]) -> Listing:
    if len(paths) > MOST_FILES:
        raise SourceError(
            f"It holds {len(paths)} files to be read; {MOST_FILES} are the most.",
            where=origin,
            remedy="Name the files, or use a pattern that takes fewer, such as a*.md.",
        )
    if not paths:
        raise SourceError(
            "There is no file of a kind that is read.",
            where=origin,
            remedy="Check the name; 'folder/**/*.md', in quotes, looks in the folders below, too.",
        )
    paths.sort(key=lambda path: _natural(str(path)))
    return Listing(tuple(map(str, paths)), tuple(_told(origin, passed)))


def _told(origin: str, passed: Counter[str]) -> Iterator[Notice]:
    if passed:
        kinds = ", ".join(f"{kind} ({passed[kind]})" for kind in sorted(passed))
        yield Notice("passed-over", f"Passed over: {kinds}.", origin)


def _natural(path: str) -> tuple[list[list[tuple[int, int, str]]], str]:
    """Return the key by which ``part 2`` comes before ``part 10``, on every machine alike."""
    return [
        [
            (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
            for piece in _DIGITS.split(part)
            if piece
        ]
        for part in Path(path).parts
    ], path


def _is_loose(path: str) -> bool:
    return Path(path).suffix.lower() in LOOSE
