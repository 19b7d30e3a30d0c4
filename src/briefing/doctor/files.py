"""Files: what is wrong with what a feed leads to, where it lies in a folder beside the feed."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from briefing.doctor.document import Feed, Node, named
from briefing.doctor.id3 import Tag, read_tag
from briefing.doctor.items import seconds
from briefing.doctor.verdict import Fault
from briefing.errors import SoundError
from briefing.sound import BrokenMp3Error, heard, inspect

SILENCE = 2.5
"""Seconds without sound after which people look whether the app has stopped."""

_SIDES = (1400, 3000)
_WEIGHT = 512 * 1024
_LOUDNESS = (-17.0, -15.0)
_NEAR = 0.002
"""Seconds by which chapters may differ between forms that have milliseconds."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that holds what lies under ``base``, the address the feed is served from."""

    path: Path
    base: str

    def file(self, url: str | None) -> Path | None:
        """Return where ``url`` lies in the folder; ``None`` if it is somewhere else."""
        if not url or not self.base or not url.startswith(self.base):
            return None
        path = self.path / unquote(url.removeprefix(self.base).partition("?")[0])
        try:
            inside = path.resolve().is_relative_to(self.path.resolve())
        except (OSError, ValueError, RuntimeError):
            return None
        return path if inside else None


def file_faults(feed: Feed, folder: Folder) -> Iterator[Fault]:
    """Yield what is wrong with the files that the feed names under the folder's address."""
    if feed.channel is not None:
        yield from _artwork(feed.channel, folder, "")
    for number, item in enumerate(feed.items, 1):
        where = named(item, number)
        yield from _links(item, folder, where)
        yield from _artwork(item, folder, where)
        enclosure = item.first("enclosure")
        sound = folder.file(enclosure.get("url")) if enclosure is not None else None
        if enclosure is not None and sound is not None and sound.is_file():
            yield from _length(enclosure, sound, where)
            yield from _sound(item, sound, where)
            yield from _captions(item, folder, where)
            yield from _chapters(item, sound, folder, where)
    yield from _discovery(folder)


def _links(item: Node, folder: Folder, where: str) -> Iterator[Fault]:
    for name, attribute in (
        ("enclosure", "url"),
        ("podcast:transcript", "url"),
        ("podcast:chapters", "url"),
    ):
        for one in item.all(name):
            path = folder.file(one.get(attribute))
            if path is not None and not path.is_file():
                yield Fault("file-missing", str(path), where, one.line)


def _length(enclosure: Node, sound: Path, where: str) -> Iterator[Fault]:
    size = sound.stat().st_size
    if (enclosure.get("length") or "") != str(size):
        what = f"{sound.name} has {size} bytes, the feed says {enclosure.get('length')}."
        yield Fault("file-length", what, where, enclosure.line)


# ------------------------------------------------------------------------------ pictures


def _artwork(node: Node, folder: Folder, where: str) -> Iterator[Fault]:
    image = node.first("itunes:image")
    path = folder.file(image.get("href")) if image is not None else None
    if path is None:
        return
    try:
        body = path.read_bytes()
    except OSError:
        yield Fault("file-missing", str(path), where)
        return
    yield from _picture(body, path.name, where)


def _picture(body: bytes, name: str, where: str) -> Iterator[Fault]:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(body), formats=("JPEG", "PNG"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        yield Fault("artwork", f"{name} is no JPEG or PNG: {error}", where)
        return
    width, height = opened.size
    if width != height or not _SIDES[0] <= width <= _SIDES[1]:
        yield Fault("artwork-size", f"{name} has {width} by {height} pixels.", where)
    if opened.mode != "RGB":
        yield Fault("artwork-colours", f"{name} is saved as {opened.mode}.", where)
    if len(body) > _WEIGHT:
        yield Fault("artwork-weight", f"{name} has {len(body):,} bytes.", where)


# ------------------------------------------------------------------------------ sound


def _sound(item: Node, path: Path, where: str) -> Iterator[Fault]:
    try:
        found = heard(path)
    except SoundError as error:
        yield Fault("mp3", error.what, where)
        return
    stated = seconds(item.text("itunes:duration").strip())
    if stated is not None and abs(stated - found.seconds) > 1:
        what = f"It lasts {found.seconds:.0f} s, the feed says {stated:.0f}."
        yield Fault("mp3-duration", what, where)
    if found.rate not in {44_100, 48_000} or found.channels > 2:
        yield Fault("mp3-format", f"{found.rate} Hz in {found.channels} channels.", where)
    if not _LOUDNESS[0] <= found.lufs <= _LOUDNESS[1]:
        yield Fault("loudness", f"It is at {found.lufs:.1f} LUFS.", where)
    if found.dbtp > -1:
        yield Fault("true-peak", f"It reaches {found.dbtp:.1f} dBTP.", where)
    if found.silence > SILENCE:
        yield Fault("dead-air", f"It is silent for {found.silence:.1f} s.", where)
    if path.suffix.lower() == ".mp3":
        yield from _stream(path, where)
        yield from _tag(item, path, where)


def _stream(path: Path, where: str) -> Iterator[Fault]:
    try:
        kbps = inspect(path).kbps
    except BrokenMp3Error as error:
        yield Fault("mp3-format", f"No constant bit rate with an Info header: {error}.", where)
        return
    if not 64 <= kbps <= 256:
        yield Fault("mp3-format", f"It has {kbps} kb/s.", where)


def _tag(item: Node, path: Path, where: str) -> Iterator[Fault]:
    try:
        tag = read_tag(path)
    except ValueError as error:
        yield Fault("tag", f"{error}.", where)
        return
    if tag.version != 3 or not tag.title or not tag.pictures:
        yield Fault("tag", "There is no ID3v2.3 tag with title and cover.", where)
    title = item.text("title").strip()
    if tag.title and tag.title.strip() != title:
        yield Fault("tag-title", f"The tag says {tag.title!r}.", where)
    yield from _tag_chapters(tag, where)


def _tag_chapters(tag: Tag, where: str) -> Iterator[Fault]:
    if not tag.chapters:
        return
    names = tuple(one.name for one in tag.chapters)
    starts = [one.start for one in tag.chapters]
    ends = [one.end for one in tag.chapters]
    if not tag.ordered or tag.listed != names or starts != sorted(starts):
        yield Fault("tag-chapters", "There is no ordered table of all chapters in time.", where)
    elif starts[0] != 0 or starts[1:] != ends[:-1]:
        yield Fault("tag-chapters", "The chapters leave gaps or do not start at 0.", where)


# ------------------------------------------------------------------------------ text in time


def _chapters(item: Node, sound: Path, folder: Folder, where: str) -> Iterator[Fault]:
    """Yield where the forms of the chapters do not agree."""
    forms: dict[str, list[float]] = {}
    for one in item.all("podcast:chapters")[:1]:
        path = folder.file(one.get("url"))
        try:
            table = json.loads(path.read_bytes()) if path is not None else {"chapters": []}
            forms["JSON"] = [float(row["startTime"]) for row in table["chapters"]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            yield Fault("chapters", "The JSON chapters cannot be read.", where, one.line)
    listed = item.first("psc:chapters")
    if listed is not None:
        found = (seconds(one.get("start") or "") for one in listed.all("psc:chapter"))
        forms["Podlove"] = [at for at in found if at is not None]
    try:
        tagged = read_tag(sound).chapters if sound.suffix.lower() == ".mp3" else ()
        forms |= {"the tag": [one.start / 1000 for one in tagged]} if tagged else {}
    except ValueError:
        pass  # told of already
    told = {name: starts for name, starts in forms.items() if starts}
    for name, starts in told.items():
        first, expected = next(iter(told.items()))
        near = (abs(one - other) <= _NEAR for one, other in zip(starts, expected, strict=False))
        if len(starts) != len(expected) or not all(near):
            yield Fault("chapters", f"Those of {name} are not those of {first}.", where)


def _captions(item: Node, folder: Folder, where: str) -> Iterator[Fault]:
    total = seconds(item.text("itunes:duration").strip())
    for one in item.all("podcast:transcript"):
        path = folder.file(one.get("url"))
        if one.get("type") != "text/vtt" or path is None or not path.is_file():
            continue
        fault = _webvtt_fault(path.read_bytes(), total)
        if fault:
            yield Fault("captions", f"{path.name}: {fault}", where, one.line)


def _webvtt_fault(body: bytes, total: float | None) -> str | None:
    """Return what is wrong with captions: their form, the order of cues, or where they end."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "it is not UTF-8"
    if not text.startswith("WEBVTT"):
        return "it does not begin with WEBVTT"
    before = 0.0
    for line in text.splitlines():
        start, arrow, end = line.partition(" --> ")
        if not arrow:
            continue
        times = seconds(start), seconds(end.split(" ")[0])
        if None in times:
            return f"no times: {line[:60]!r}"
        first, last = (at or 0.0 for at in times)
        if first < before or last <= first:
            return f"out of order: {line[:60]!r}"
        if total is not None and last > total + 1:
            return f"after the end of the sound: {line[:60]!r}"
        before = first
    return None


def _discovery(folder: Folder) -> Iterator[Fault]:
    page = folder.path / "index.html"
    if page.is_file() and b"application/rss+xml" not in page.read_bytes()[:100_000]:
        yield Fault("discovery", "The page does not say where its feed is.", page.name)
