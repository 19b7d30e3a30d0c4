"""Version: what an episode's page depends on besides the episode itself."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from briefing.model import Show
from briefing.publish.catalogue import CoverFiles
from briefing.publish.record import compose


def pages_version(show: Show, covers: CoverFiles) -> str:
    """Return a digest of the show, its cover and these templates: pages of an equal one stand."""
    facts = (compose(replace(show, cover=None)), compose(covers), _templates())
    return hashlib.sha256(b"".join(facts)).hexdigest()


@lru_cache(maxsize=1)
def _templates() -> bytes:
    ours = (".css", ".j2", ".js", ".py")
    files = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in ours)
    return b"".join(path.read_bytes() for path in files)
