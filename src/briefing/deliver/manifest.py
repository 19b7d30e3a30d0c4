"""Manifest: what was sent to a place, kept there, so that the next time only changes are sent.

It is a hint and never believed alone: an entry counts while the place still shows what it showed
when the file had been sent. One that is missing or broken costs a comparison, and no more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from briefing.publish.record import compose_json

MANIFEST = ".briefing-manifest.json"
LARGEST = 64 * 1024 * 1024
"""Bytes of a manifest that is read; ten thousand episodes have one of 25 million."""

SCHEMA = 1

_PATH = re.compile(
    r"(?:episodes/(?!\.\.?/)[^/\\\x00-\x1f\x7f]{1,255}/)?[A-Za-z0-9][\w.-]{0,250}", re.A
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was sent."""

    bytes: int
    sha256: str
    tag: str
    """What the place showed of it afterwards: an ETag, or when it was written."""
    type: str
    caching: str


def parse_manifest(body: bytes | None) -> dict[str, Entry]:
    """Return the entries of a manifest by path; none for one that is missing or not ours.

    A path that no published file could have is passed over: whoever can write there must not
    decide what is removed elsewhere.
    """
    try:
        table = json.loads(body or b"")
        entries = table["files"] if table["schema"] == SCHEMA else {}
        found = {path: Entry(**facts) for path, facts in entries.items() if _PATH.fullmatch(path)}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    return found if all(map(_sound, found.values())) else {}


def compose_manifest(entries: Mapping[str, Entry]) -> bytes:
    """Return the manifest of ``entries``; the inverse of ``parse_manifest``."""
    files = {path: asdict(entry) for path, entry in entries.items()}
    return compose_json({"schema": SCHEMA, "files": files})


def _sound(entry: Entry) -> bool:
    texts = (entry.sha256, entry.tag, entry.type, entry.caching)
    return type(entry.bytes) is int and all(isinstance(text, str) for text in texts)
