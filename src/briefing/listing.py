"""Listings: what was read and what can speak, as text for people and as values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from briefing.model import Block, Document, Voice
from briefing.voice import Status

EngineRow = tuple[str, Status, Sequence[Voice]]
"""An engine's name, whether it can run, and its voices."""


def document_facts(document: Document) -> dict[str, Any]:
    """Return what ``briefing read --json`` prints."""
    return {
        "title": document.title.text if document.title else None,
        "byline": document.byline,
        "publisher": document.publisher,
        "published": document.published,
        "updated": document.updated,
        "language": document.language,
        "link": document.link,
        "image": document.image,
        "lead": _blocks_facts(document.lead),
        "sections": [
            {
                "heading": section.heading.text if section.heading else None,
                "level": section.level,
                "blocks": _blocks_facts(section.blocks),
            }
            for section in document.sections
        ],
        "questions": [
            {
                "question": question.question.text,
                "answer": "\n\n".join(block.text for block in question.answer),
            }
            for question in document.questions
        ],
        "closing": _blocks_facts(document.closing),
        "notices": [asdict(notice) for notice in document.notices],
    }


def _blocks_facts(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [
        {"kind": block.kind, "text": block.text}
        | ({"speaker": block.speaker} if block.kind == "quote" else {})
        for block in blocks
    ]


def document_text(document: Document) -> str:
    """Return the document as an outline: each part, its blocks, and their sentences."""
    return "\n".join(_outline(document))


def _outline(document: Document) -> Iterator[str]:
    yield document.title.text if document.title else "(no title)"
    for name in ("byline", "publisher", "published", "language", "link"):
        if value := getattr(document, name):
            yield f"  {name}: {value}"
    yield from _part("Lead", document.lead)
    for section in document.sections:
        heading = section.heading.text if section.heading else "(no heading)"
        yield from _part(heading, section.blocks, always=True)
    for question in document.questions:
        yield from _part(question.question.text, question.answer, always=True)
    yield from _part("Closing", document.closing)


def _part(heading: str, blocks: tuple[Block, ...], *, always: bool = False) -> Iterator[str]:
    if blocks or always:
        yield f"\n{heading}"
    for block in blocks:
        count = len(block.sentences)
        speaker = f" by {block.speaker}" if block.speaker else ""
        yield f"  {block.kind}{speaker}, {count} sentence{'s' * (count != 1)}"
        for sentence in block.sentences:
            yield f"    {sentence.text}"


def engines_facts(rows: Sequence[EngineRow]) -> dict[str, Any]:
    """Return what ``briefing voices --json`` prints."""
    return {
        "engines": [
            {"name": name, **asdict(status), "voices": [asdict(voice) for voice in voices]}
            for name, status, voices in rows
        ]
    }


def engines_text(rows: Sequence[EngineRow]) -> str:
    """Return the engines and under each its voices: name, language, sex."""
    return "\n".join(_engine_lines(rows))


def _engine_lines(rows: Sequence[EngineRow]) -> Iterator[str]:
    for name, status, voices in rows:
        yield f"{name}: {'ready' if status.ok else 'cannot speak here'}. {status.detail}"
        if status.remedy:
            yield f"  {status.remedy}"
        for voice in voices:
            yield f"  {voice.name:<24} {voice.language:<12} {voice.sex or ''}".rstrip()
