"""Tongue: which lines of a script are in a language of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from briefing.model import Beat, Document, Line, Script
from briefing.read.language import foreign


def in_own_tongues(script: Script, documents: Sequence[Document]) -> Script:
    """Return ``script`` with the language of each line that is not in the script's.

    That is a line that tells of a document in another language, and a quotation in one.
    """
    tongues = {
        sentence.address.document: document.language
        for document in documents
        for sentence in islice(document.sentences(), 1)
    }
    segments = tuple(
        replace(
            segment,
            paragraphs=tuple(
                tuple(_tongued(beat, script.language, tongues) for beat in paragraph)
                for paragraph in segment.paragraphs
            ),
        )
        for segment in script.segments
    )
    return replace(script, segments=segments)


def _tongued(beat: Beat, language: str, tongues: dict[int, str]) -> Beat:
    if not isinstance(beat, Line) or not beat.sources:
        return beat
    told = tongues.get(beat.sources[0].document, language)
    tongue = foreign(beat.text, told) if beat.role == "quote" else None
    return beat if (tongue or told) == language else replace(beat, language=tongue or told)
