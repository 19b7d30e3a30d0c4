"""Sending: the recipe. Look, decide, send in order, make sure, remove, note what was done."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from briefing._run.events import Observe, StepAdvanced, StepEnded, StepStarted, ignore
from briefing.deliver.crew import each
from briefing.deliver.files import CHECK_FIRST, Inventory, PublishedFile, Rank, inventory
from briefing.deliver.manifest import LARGEST, MANIFEST, compose_manifest, parse_manifest
from briefing.deliver.opening import place_at
from briefing.deliver.places import Found, Headers, Place, is_part, parent_of
from briefing.deliver.plan import Plan, entry_of, plan
from briefing.deliver.trying import tried
from briefing.errors import OutputError, UsageError
from briefing.model import Notice
from briefing.publish import locked, writing
from briefing.publish.catalogue import FEED
from briefing.publish.identity import is_public
from briefing.publish.text import file_url


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asks of a delivery."""

    delete: bool = False
    """Remove what an earlier delivery sent and the show publishes no more."""
    rehearse: bool = False
    """Look and decide, and change nothing."""
    force: bool = False
    """Send a feed that leads to an address the world cannot reach."""
    endpoint_url: str | None = None
    """Address of an S3 server that is not Amazon's."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was done, or would be."""

    target: str
    feed: str
    """Address to subscribe to."""
    sent: tuple[PublishedFile, ...]
    unchanged: int
    removed: tuple[str, ...]
    rehearsed: bool
    notices: tuple[Notice, ...]

    @property
    def bytes(self) -> int:
        """How much was sent."""
        return sum(file.bytes for file in self.sent)

    def summary(self) -> str:
        """Return it in a line."""
        would = "Would send" if self.rehearsed else "Sent"
        files = f"{len(self.sent)} file{'' if len(self.sent) == 1 else 's'}"
        parts = [f"{would} {files}, {size_text(self.bytes)}", f"{self.unchanged} unchanged"]
        if self.removed:
            parts.append(f"{len(self.removed)} {'to remove' if self.rehearsed else 'removed'}")
        return "; ".join(parts) + "."

    def facts(self) -> dict[str, object]:
        """Return it as a program reads it."""
        return {
            "target": self.target,
            "feed": self.feed,
            "dry_run": self.rehearsed,
            "sent": [{"path": file.path, "bytes": file.bytes} for file in self.sent],
            "bytes": self.bytes,
            "unchanged": self.unchanged,
            "removed": list(self.removed),
            "notices": [asdict(notice) for notice in self.notices],
        }


def deliver(
    output: Path,
    target: str,
    environment: Mapping[str, str],
    wishes: Wishes = Wishes(),
    observe: Observe = ignore,
) -> Delivery:
    """Send what ``output`` publishes to ``target``, and only what changed of it.

    No other run changes ``output`` meanwhile. Interrupted at any moment, what stands at the target
    is valid, and running it again does what was left. Raises ``UsageError`` for a target that is
    none, ``OutputError`` for a show that cannot be sent and a target that does not take it.
    """
    begun = time.perf_counter()
    place = place_at(target, output, environment, wishes.endpoint_url)
    if not (output / FEED).is_file():
        inventory(output)  # says what is missing, and leaves no lock in a folder that is no show
    with locked(output), closing(place):
        found = inventory(output)
        _refuse_private(found.base_url, wishes)
        observe(StepStarted("publish"))
        delivery = _delivered(place, found, wishes, observe)
    observe(StepEnded("publish", time.perf_counter() - begun, delivery.summary().rstrip(".")))
    return delivery


def size_text(count: int) -> str:
    """Return a number of bytes as a person says it.

    >>> size_text(999), size_text(34_512_345)
    ('1.0 kB', '34.5 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB"


def _refuse_private(base_url: str, wishes: Wishes) -> None:
    if not is_public(base_url) and not wishes.force:
        raise UsageError(
            "The feed leads to an address that the world cannot reach.",
            where=base_url,
            remedy="Make an episode with --base-url, the address the target is served from, or "
            "set base-url in briefing.toml; --force sends it as it is.",
        )


def _delivered(place: Place, found: Inventory, wishes: Wishes, observe: Observe) -> Delivery:
    top = tried(place, "", lambda: place.listing({""}))
    noted = top.get(MANIFEST)
    readable = noted is not None and noted.bytes <= LARGEST
    body = tried(place, MANIFEST, lambda: place.read(MANIFEST)) if readable else None
    sent = parse_manifest(body)
    folders = {parent_of(path) for path in (*sent, *(file.path for file in found.files))} - {""}
    there = top | (tried(place, "", lambda: place.listing(folders)) if folders else {})
    what = plan(found.files, sent, there, partial(_served_right, place), delete=wishes.delete)
    if not wishes.rehearse:
        for path in filter(is_part, there):  # of an interrupted run
            tried(place, path, partial(place.remove, path))
        _carried_out(place, what, body, observe)
    return Delivery(
        place.name,
        file_url(found.base_url, FEED),
        what.send,
        len(what.unchanged),
        what.remove,
        wishes.rehearse,
        found.notices,
    )


def _carried_out(place: Place, what: Plan, noted: bytes | None, observe: Observe) -> None:
    """Do what was decided; the manifest comes last, for it tells of what is done."""
    entries = dict(what.entries)
    done = 0

    def advanced() -> None:
        nonlocal done
        done += 1
        observe(StepAdvanced("publish", done, len(what.send)))

    named = [file for file in what.send if file.rank < Rank.DOCUMENT]
    naming = [file for file in what.send if file.rank >= Rank.DOCUMENT]
    for files in (named, naming):
        _sent(place, files, advanced)
        there = _arrived(place, files)
        entries |= {file.path: entry_of(file, there[file.path]) for file in files}
    for feed in (file for file in naming if file.rank is Rank.FEED):
        _read_back(place, feed)
    for path in what.remove:
        tried(place, path, partial(place.remove, path))
    for folder in sorted({parent_of(path) for path in what.remove} - {""}):
        place.tidy(folder)
    note = compose_manifest(entries)
    if note != noted:
        with writing(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as aside:
            file = Path(aside) / "manifest"
            file.write_bytes(note)
            headers = Headers("application/json", CHECK_FIRST)
            tried(place, MANIFEST, partial(place.put, MANIFEST, file, headers))


def _sent(place: Place, files: Sequence[PublishedFile], advanced: Callable[[], None]) -> None:
    """Send ``files``, all of one rank before any of the next."""
    for _, rank in groupby(files, key=lambda file: file.rank):
        for _ in each(partial(_put, place), tuple(rank), place.at_once):
            advanced()


def _put(place: Place, file: PublishedFile) -> None:
    with writing(file.source.parent):
        with file.source.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        if digest != file.sha256:
            raise OutputError(
                "This file is not what its record says.",
                where=str(file.source),
                remedy="Put it back from a copy, or `briefing redo` the episode.",
            )
    headers = Headers(file.type, file.caching)
    tried(place, file.path, partial(place.put, file.path, file.source, headers))


def _arrived(place: Place, files: Sequence[PublishedFile]) -> dict[str, Found]:
    """Return what the place lists of ``files`` now, which must be all of them and whole."""
    if not files:
        return {}
    folders = {parent_of(file.path) for file in files}
    there = tried(place, "", lambda: place.listing(folders))
    for file in files:
        found = there.get(file.path)
        if found is None or found.bytes != file.bytes:
            raise _not_whole(place, file.path)
    return there


def _read_back(place: Place, feed: PublishedFile) -> None:
    body = tried(place, feed.path, lambda: place.read(feed.path))
    if body is None or hashlib.sha256(body).hexdigest() != feed.sha256:
        raise _not_whole(place, feed.path)


def _not_whole(place: Place, path: str) -> OutputError:
    return OutputError(
        "What was sent is not what lies there now.",
        where=f"{place.name}/{path}",
        remedy="Make sure that nothing else writes there, and run it again.",
    )


def _served_right(place: Place, file: PublishedFile) -> bool:
    headers = Headers(file.type, file.caching)
    return tried(place, file.path, lambda: place.served_right(file.path, headers))
