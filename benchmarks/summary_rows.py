"""Read the files of the summary benchmarks: articles with summaries that people wrote.

A file is gzipped JSON lines. Each line has ``id``; the text, as ``article`` (paragraphs by newline)
or better as ``sections`` (``heading`` and ``paras``, lists of sentences, or ``sents``, one such
list); the summaries, as ``refs`` (several) or ``summary``; and perhaps ``title``. Lists may be
written as JSON within a string, and a sentence may be a list whose first entry is its text.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.model import Address, Block, Document, Section, Sentence
from briefing.read.sentences import split


@dataclass(frozen=True, slots=True)
class Row:
    """One article and the summaries people wrote of it, their sentences by newline."""

    name: str
    document: Document
    references: tuple[str, ...]


def rows(path: Path, limit: int | None = None) -> Iterator[Row]:
    """Yield the first ``limit`` rows of a file; those without a text or a summary are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            written = json.loads(line)
            references = tuple(_listed(written.get("refs")) or [written.get("summary") or ""])
            row = Row(str(written.get("id", number)), document_of(written), references)
            if any(reference.strip() for reference in references) and any(row.document.blocks()):
                yield row


def document_of(written: dict[str, Any]) -> Document:
    """Return the document of a line: its sentences as given, split by us where they are not."""
    heading = str(written.get("title") or "").strip()
    title = Sentence(Address(1, "title", 0, 1), heading) if heading else None
    name = str(written.get("id", ""))
    sections = _listed(written.get("sections"))
    if not sections:
        paragraphs = [list(split(line, "en")) for line in written["article"].splitlines()]
        return Document(1, name, title, "en", lead=_blocks("lead", paragraphs))
    numbered = enumerate(sections, 1)
    return Document(
        1, name, title, "en", sections=tuple(_section(f"s{at}", s) for at, s in numbered)
    )


def _section(part: str, written: dict[str, Any]) -> Section:
    heading = str(written.get("heading") or "").strip()
    paragraphs = [
        [text for one in sentences if (text := _text(one))]
        for sentences in (written.get("paras") or [written.get("sents") or []])
    ]
    head = Sentence(Address(1, part, 0, 1), heading) if heading else None
    return Section(head, _blocks(part, paragraphs))


def _text(sentence: str | list[Any]) -> str:
    return (sentence if isinstance(sentence, str) else str(sentence[0])).strip()


def _blocks(part: str, paragraphs: list[list[str]]) -> tuple[Block, ...]:
    return tuple(
        Block(
            "paragraph",
            tuple(
                Sentence(Address(1, part, number, at), text) for at, text in enumerate(sentences, 1)
            ),
        )
        for number, sentences in enumerate(filter(None, paragraphs), 1)
    )


def _listed(written: Any) -> list[Any]:
    """Return a list that may be written as JSON within a string."""
    return list(json.loads(written) if isinstance(written, str) else written or [])
