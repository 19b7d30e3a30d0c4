"""Folder: the files a feed leads to, where they lie in a folder beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag

from briefing._run.workers import Map, WorkerLostError
from briefing.doctor.captions import caption_faults
from briefing.doctor.chapters import chapter_faults
from briefing.doctor.document import Feed, Node, named
from briefing.doctor.pictures import picture_faults
from briefing.doctor.recording import Recording, sound_faults
from briefing.doctor.since import address
from briefing.doctor.times import seconds
from briefing.doctor.verdict import Fault


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that holds what lies under ``base``, the address the feed is served from."""

    path: Path
    base: str

    def file(self, url: str | None) -> Path | None:
        """Return where ``url`` lies in the folder; ``None`` if it is somewhere else."""
        if not url or not self.base or not url.startswith(self.base):
            return None
        name = urldefrag(url.removeprefix(self.base)).url.partition("?")[0]
        path = self.path / (unquote(name) or "index.html")
        try:
            inside = path.resolve().is_relative_to(self.path.resolve())
        except (OSError, ValueError, RuntimeError):
            return None
        return path if inside else None


_LONGEST = 900.0
"""Seconds that one recording may take: two hundred hours are decoded in them."""


def file_faults(feed: Feed, folder: Folder, map_: Map) -> Iterator[Fault]:
    """Yield what is wrong with the files that the feed names under the folder's address.

    Recordings are heard by ``map_``.
    """
    recordings: list[Recording] = []
    if feed.items and not any(folder.file(address(item)) for item in feed.items):
        what = f"None of the episodes lies under {folder.base or 'the address of the feed'}."
        yield Fault("elsewhere", what, folder.path.name)
    if feed.channel is not None:
        yield from _links(feed.channel, folder, "")
        yield from _artwork(feed.channel, folder, "")
    for number, item in enumerate(feed.items, 1):
        where = named(item, number)
        yield from _links(item, folder, where)
        yield from _artwork(item, folder, where)
        enclosure = item.first("enclosure")
        sound = folder.file(address(item))
        if enclosure is not None and sound is not None and sound.is_file():
            yield from _length(enclosure, sound, where)
            if sound.suffix.lower() == ".mp3":
                stated = seconds(item.value("itunes:duration"))
                recordings.append(Recording(sound, item.value("title"), stated, where))
            yield from chapter_faults(item, sound, folder.file, where)
        yield from caption_faults(item, folder.file, where)
    yield from _heard(recordings, map_)


def _heard(recordings: list[Recording], map_: Map) -> Iterator[Fault]:
    """Yield what is wrong with recordings, also with one that kills who decodes it."""
    left = recordings
    while left:
        done = 0
        try:
            for faults in map_(sound_faults, left, limit=_LONGEST):
                yield from faults
                done += 1
        except WorkerLostError as error:
            what = f"{left[done].path.name} cannot be decoded: {error.reason}."
            yield Fault("mp3", what, left[done].where)
            done += 1
        left = left[done:]


def _links(node: Node, folder: Folder, where: str) -> Iterator[Fault]:
    for name, attribute in (
        ("enclosure", "url"),
        ("podcast:transcript", "url"),
        ("podcast:chapters", "url"),
        ("itunes:image", "href"),
    ):
        for one in node.all(name):
            yield from _missing(folder, one.get(attribute), where, one.line)
    for alternate in node.all("podcast:alternateEnclosure"):
        for one in alternate.all("podcast:source"):
            yield from _missing(folder, one.get("uri"), where, one.line)
    image = node.first("image")
    for leads in (image.first("url") if image else None, node.first("link")):
        if leads is not None:
            yield from _missing(folder, leads.value(), where, leads.line)


def _missing(folder: Folder, url: str | None, where: str, line: int | None) -> Iterator[Fault]:
    path = folder.file(url)
    if path is not None and not path.is_file():
        yield Fault("file-missing", f"{path.relative_to(folder.path)}", where, line)


def _length(enclosure: Node, sound: Path, where: str) -> Iterator[Fault]:
    size = sound.stat().st_size
    stated = (enclosure.get("length") or "").strip()
    if stated != str(size):
        what = f"{sound.name} has {size} bytes, the feed says {stated}."
        yield Fault("file-length", what, where, enclosure.line)


def _artwork(node: Node, folder: Folder, where: str) -> Iterator[Fault]:
    image = node.first("itunes:image")
    path = folder.file(image.get("href")) if image is not None else None
    if path is not None and path.is_file():
        yield from picture_faults(path.read_bytes(), path.name, where)
