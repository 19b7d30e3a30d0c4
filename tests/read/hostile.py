"""What a reader may make of hostile bytes: a sound document or one clear refusal."""

from __future__ import annotations

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.reader import Reader
from briefing.testing.reader import check_addresses

ORIGIN = "hostile"


def outcome(reader: Reader, body: bytes) -> Document | SourceError:
    """Return the document that ``reader`` makes of ``body``, or its refusal."""
    try:
        return reader.read(Source(ORIGIN, body), 3)
    except SourceError as error:
        return error


def check_sound_or_refused(reader: Reader, body: bytes) -> None:
    """Assert that ``body`` gives a sound document, or a refusal that a person can act on."""
    found = outcome(reader, body)
    if isinstance(found, Document):
        check_addresses(found, 3)
        assert any(sentence.text.strip() for sentence in found.sentences())
    else:
        assert found.where == ORIGIN
        assert found.what.endswith(".")
        assert found.remedy
