"""Pages remembered with their validators, so that an unchanged one costs a 304 (RFC 9110, 13).

A page is one file, put in place by a rename: a line of JSON, then the body. The line names the
address and the body's hash, so what is cut off, damaged or somebody else's is never believed; it
is as if it were not there. Deleting the folder is always safe.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.files import write_whole

MOST_PAGES = 200
MOST_BYTES = 200 * 1024 * 1024
"""In all; the pages longest not asked for go first."""

_LONGEST_HEADER = 1_000
_LONGEST_FACTS = 16 * 1024
_OURS = re.compile(r"[0-9a-f]{64}\.page|\.new-[^/]*\.page")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer worth keeping: the body unpacked, and the headers that matter, as sent."""

    body: bytes
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for the page only if it is no longer this one."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in stated.items() if value}


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Return a header's value if there is one that can be kept and sent: short printable ASCII."""
    value = headers.get(name, "").strip()
    fit = value and value.isascii() and value.isprintable() and len(value) <= _LONGEST_HEADER
    return value if fit else None


class RememberedPages:
    """The pages in a folder, by address; with no folder, none are remembered."""

    def __init__(self, folder: Path | None) -> None:
        """Keep pages in ``folder``; it is made when the first one comes."""
        self._folder = folder

    def recall(self, address: str) -> Page | None:
        """Return the page remembered for ``address``, if it is there and whole."""
        path = self._path(address)
        if path is None:
            return None
        try:
            with path.open("rb") as stream:
                facts = json.loads(stream.readline(_LONGEST_FACTS))
                body = stream.read(MOST_BYTES)
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(facts, dict) or facts.get("address") != address:
            return None
        if facts.get("sha256") != hashlib.sha256(body).hexdigest():
            return None
        fields = {name: facts.get(name) for name in ("media_type", "etag", "last_modified")}
        page = Page(body, **{name: value for name, value in fields.items() if _said(value)})
        return page if page.conditions() else None

    def keep(self, address: str, page: Page) -> None:
        """Remember ``page``; where that cannot be written it is not, which costs only time."""
        path = self._path(address)
        if path is None or not page.conditions():
            return
        facts = {
            "address": address,
            "media_type": page.media_type,
            "etag": page.etag,
            "last_modified": page.last_modified,
            "sha256": hashlib.sha256(page.body).hexdigest(),
        }
        line = json.dumps(facts).encode("ascii") + b"\n"
        if len(line) > _LONGEST_FACTS:
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, line + page.body, suffix=".page")
            _make_room(path)

    def touch(self, address: str) -> None:
        """Note that the page was asked for, so that it is not the next to go."""
        path = self._path(address)
        if path is not None:
            with contextlib.suppress(OSError):
                os.utime(path)

    def forget(self, address: str) -> None:
        """Remember nothing of ``address`` any more."""
        path = self._path(address)
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _path(self, address: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"{hashlib.sha256(address.encode('utf-8')).hexdigest()}.page"


def _said(value: object) -> bool:
    return isinstance(value, str) and header({"": value}, "") == value


def _make_room(newest: Path) -> None:
    """Take out the pages longest not asked for; what is not ours in the folder is left alone."""
    ages: list[tuple[int, str, int]] = []
    with os.scandir(newest.parent) as entries:
        ours = [entry for entry in entries if _OURS.fullmatch(entry.name)]
    for entry in ours:
        if entry.name != newest.name:
            with contextlib.suppress(OSError):  # another process may have taken it out already
                facts = entry.stat(follow_symlinks=False)
                ages.append((facts.st_mtime_ns, entry.name, facts.st_size))
    total = newest.stat().st_size
    for place, (_, name, size) in enumerate(sorted(ages, reverse=True), start=2):
        total += size
        if place > MOST_PAGES or total > MOST_BYTES:
            with contextlib.suppress(OSError):
                (newest.parent / name).unlink(missing_ok=True)
