"""Which reader a source is given to: the one that is surest the source is its own."""

from __future__ import annotations

from dataclasses import replace

from briefing.errors import SourceError, UsageError
from briefing.model import Document, Notice, Source
from briefing.plugins import plugins
from briefing.read.reader import Reader

GROUP = "briefing.readers"


def read(source: Source, number: int) -> Document:
    """Return ``source`` understood, as document ``number`` of the run (counted from 1).

    The reader with the highest claim reads it; of equals, the one first in the alphabet. A
    reader that cannot be loaded is passed over with a notice. Raises ``SourceError`` when no
    reader claims the source, or when there is nothing in it to be read.
    """
    readers, notices = _readers()
    claims = [(reader.claims(source), reader) for reader in readers]
    best, chosen = max(claims, key=lambda claim: claim[0], default=(0, None))
    if chosen is None or best <= 0:
        raise SourceError(
            "No reader knows this format.",
            where=source.origin,
            remedy="Save it as plain text or Markdown.",
        )
    document = chosen.read(source, number)
    return replace(document, notices=document.notices + notices) if notices else document


def _readers() -> tuple[list[Reader], tuple[Notice, ...]]:
    readers: list[Reader] = []
    notices: list[Notice] = []
    for name, plugin in plugins(GROUP).items():
        try:
            readers.append(plugin.load())
        except UsageError as error:  # somebody else's broken package must not stop ours
            notices.append(Notice("reader-unavailable", error.what, name))
    return readers, tuple(notices)
