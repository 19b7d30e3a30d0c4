"""Plan: what a place lacks, decided from what is published, what was sent, and what is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefing.deliver.files import PublishedFile
from briefing.deliver.manifest import Entry
from briefing.deliver.places import Found


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done at a place, in order."""

    send: tuple[PublishedFile, ...]
    unchanged: tuple[PublishedFile, ...]
    remove: tuple[str, ...]
    """Paths of files of ours that are published no more."""
    entries: dict[str, Entry]
    """What is right there already, or stays although it is published no more."""

    @property
    def bytes(self) -> int:
        """How much is to be sent."""
        return sum(file.bytes for file in self.send)


def plan(
    files: Sequence[PublishedFile],
    sent: Mapping[str, Entry],
    there: Mapping[str, Found],
    served_right: Callable[[PublishedFile], bool],
    *,
    delete: bool,
) -> Plan:
    """Return what to send of ``files`` and what to remove.

    ``sent`` is the manifest, ``there`` what the place lists; ``served_right`` is asked whether a
    file the manifest does not name has its headers. A file is left alone when the place shows what
    it showed after it was sent; without an entry, when its name tells its content and its length is
    right. Only what the manifest names is ever removed, and with ``delete`` alone.
    """
    entries: dict[str, Entry] = {}
    send: list[PublishedFile] = []
    for file in files:
        found, entry = there.get(file.path), sent.get(file.path)
        if found is not None and _unchanged(file, entry, found, served_right):
            entries[file.path] = entry_of(file, found)
        else:
            send.append(file)
    published = {file.path for file in files}
    gone = sorted(path for path in sent.keys() - published if path in there)
    if not delete:
        entries |= {path: sent[path] for path in gone}
    unchanged = tuple(file for file in files if file.path in entries)
    return Plan(tuple(send), unchanged, tuple(gone) if delete else (), entries)


def entry_of(file: PublishedFile, found: Found) -> Entry:
    """Return what the manifest says of ``file`` once the place shows ``found``."""
    return Entry(file.bytes, file.sha256, found.tag, file.type, file.caching)


def _unchanged(
    file: PublishedFile,
    entry: Entry | None,
    found: Found,
    served_right: Callable[[PublishedFile], bool],
) -> bool:
    if found.bytes != file.bytes:
        return False
    if entry is None:
        return file.named_by_content and served_right(file)
    return entry == entry_of(file, found)
