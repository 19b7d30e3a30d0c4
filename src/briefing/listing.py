"""Listings: what was read and what can speak, as text for people and as values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from briefing.account import Entry, counts
from briefing.model import Block, Document, Notice, Script, Voice
from briefing.voice import Status
from briefing.voice.lint import Finding, HeardLine

EngineRow = tuple[str, Status, Sequence[Voice]]
"""An engine's name, whether it can run, and its voices."""


def document_facts(document: Document) -> dict[str, Any]:
    """Return a document as a program reads it."""
    return {
        "origin": document.origin,
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
        {"kind": block.kind, "text": block.text, "sentences": len(block.sentences)}
        | ({"speaker": block.speaker} if block.kind == "quote" else {})
        | ({"silent": block.silent} if block.silent else {})
        for block in blocks
    ]


def documents_facts(documents: Sequence[Document], notices: Sequence[Notice]) -> dict[str, Any]:
    """Return what ``briefing read --json`` prints: the document, or ``documents`` if several."""
    if len(documents) == 1 and not notices:
        return document_facts(documents[0])
    return {
        "documents": [document_facts(document) for document in documents],
        "notices": [asdict(notice) for notice in notices],
    }


@dataclass(frozen=True, slots=True)
class _Branch:
    """A line of a tree and what stands under it."""

    line: str
    under: tuple[_Branch, ...] = ()


def document_text(document: Document, *, whole: bool = False) -> str:
    """Return the document as a tree: its facts, then each part and block with sentence counts.

    A block shows its first words, or with ``whole`` its sentences, one a line.
    """
    silent = sum(len(block.sentences) for block in document.blocks() if block.silent)
    total = sum(1 for _ in document.sentences())
    spoken = f"{_counted(total, 'sentence')}, {silent} of them not for the ear"
    names = ("byline", "publisher", "published", "updated", "language", "link", "image")
    facts = [f"{name}: {value}" for name in names if (value := getattr(document, name))]
    title = document.title.text if document.title else "(no title)"
    head = [title, *(f"  {fact}" for fact in facts), f"  {spoken}"]
    return "\n".join((*head, *_drawn(tuple(_branches(document, whole=whole)))))


def _branches(document: Document, *, whole: bool) -> Iterator[_Branch]:
    def part(name: str, blocks: tuple[Block, ...]) -> _Branch:
        count = sum(len(block.sentences) for block in blocks)
        under = tuple(_block(block, whole=whole) for block in blocks)
        return _Branch(f"{name} ({_counted(count, 'sentence')})", under)

    if document.lead:
        yield part("Lead", document.lead)
    sections = [
        (
            section.level,
            part(section.heading.text if section.heading else "(no heading)", section.blocks),
        )
        for section in document.sections
    ]
    yield from _nested(sections)
    if document.questions:
        asked = tuple(part(one.question.text, one.answer) for one in document.questions)
        yield _Branch(f"Questions ({len(asked)})", asked)
    if document.closing:
        yield part("Closing", document.closing)
    if document.notices:
        told = tuple(_Branch(notice.text) for notice in document.notices)
        yield _Branch(f"Notes ({len(told)})", told)


def _nested(sections: Sequence[tuple[int, _Branch]]) -> tuple[_Branch, ...]:
    """Return sections of falling rank as branches of one another."""
    found: list[_Branch] = []
    at = 0
    while at < len(sections):
        level, branch = sections[at]
        end = at + 1
        while end < len(sections) and sections[end][0] > level:
            end += 1
        found.append(_Branch(branch.line, branch.under + _nested(sections[at + 1 : end])))
        at = end
    return tuple(found)


_SHOWN = 64
"""Characters of a block that show which one it is."""


def _block(block: Block, *, whole: bool) -> _Branch:
    kind = f"{block.kind} by {block.speaker}" if block.speaker else block.kind
    silent = f", not for the ear: {block.silent}" if block.silent else ""
    line = f"{kind}, {len(block.sentences)}{silent}"
    if whole:
        return _Branch(line, tuple(_Branch(_folded(one.text)) for one in block.sentences))
    words = _folded(block.text)
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"
    return _Branch(f"{line}: {shown}")


def _folded(text: str) -> str:
    return " ".join(text.split())


def account_text(entries: Sequence[Entry], script: Script) -> str:
    """Return what became of each source sentence, one a line, and how many met which fate.

    Under a condensed one stands the line of the script it went into.
    """
    lines = [line.text for line in script.lines()]
    return "\n".join((*_account_lines(entries, lines), f"{counts(entries)}, {len(entries)} in all"))


def _account_lines(entries: Sequence[Entry], lines: Sequence[str]) -> Iterator[str]:
    width = max((len(str(entry.address)) for entry in entries), default=0)
    for entry in entries:
        why = f" ({entry.reason})" if entry.reason else ""
        yield f"{entry.address!s:<{width}}  {entry.fate:<9}  {_folded(entry.text)}{why}"
        if entry.fate == "condensed" and entry.line is not None:
            yield f"{'':<{width}}  {'':<9}  -> {lines[entry.line]}"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"


def _drawn(branches: tuple[_Branch, ...], indent: str = "") -> Iterator[str]:
    for branch in branches:
        last = branch is branches[-1]
        yield f"{indent}{'└─' if last else '├─'} {branch.line}"
        yield from _drawn(branch.under, indent + ("   " if last else "│  "))


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


def heard_facts(heard: Sequence[HeardLine], flagged: Sequence[Finding]) -> dict[str, Any]:
    """Return what ``briefing lint --json`` prints."""
    return {
        "lines": [asdict(line) for line in heard],
        "findings": [asdict(finding) for finding in flagged],
    }


def heard_text(
    heard: Sequence[HeardLine], flagged: Sequence[Finding], *, only_flagged: bool = False
) -> str:
    """Return each line as it is shown, as it is heard where that is different, and its flaws."""
    by_line: dict[int, list[Finding]] = {}
    for finding in flagged:
        by_line.setdefault(finding.line, []).append(finding)
    lines = [
        text
        for line in heard
        if by_line.get(line.number) or not only_flagged
        for text in _heard_line(line, by_line.get(line.number, ()))
    ]
    return "\n".join((*lines, f"{_counted(len(heard), 'line')}, {len(flagged)} flagged"))


def _heard_line(line: HeardLine, flaws: Sequence[Finding]) -> Iterator[str]:
    yield f"{line.number:>4}  {line.role:<10}  {line.text}"
    if line.spoken.rstrip(".") != line.text.rstrip("."):
        yield f"{'heard:':>16}  {line.spoken}"
    for flaw in flaws:
        yield f"{'!':>16}  {flaw.rule}: {flaw.excerpt!r}. {flaw.why} {flaw.remedy}"
