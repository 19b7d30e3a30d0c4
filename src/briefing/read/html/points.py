"""What the points of a list and the terms of a definition list hold, made parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.read.outline import Part


def points(found: Sequence[Sequence[Part]], silent: str | None) -> Iterator[Part]:
    """Yield the list that the items' parts make, parted where something else stands in it."""
    pending: list[str] = []
    for parts in found:
        words: list[str] = []
        for part in parts:
            if part.role == "paragraph" and not part.silent and part.zone == "body":
                words.append(part.text)
                continue
            pending += [" ".join(words)] if words else []
            words = []
            if part.role == "list" and not part.silent:
                pending += part.texts
                continue
            if pending:
                yield Part("list", tuple(pending), silent=silent)
                pending = []
            yield part
        pending += [" ".join(words)] if words else []
    if pending:
        yield Part("list", tuple(pending), silent=silent)


def defined(term: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the points that a term and what it means make, the term before the first."""
    if not parts and term:
        yield Part("list", (term,))
        return
    if not term:
        yield from (
            replace(part, role="list") if part.role == "paragraph" else part for part in parts
        )
        return
    for place, part in enumerate(parts):
        if place == 0 and part.role == "paragraph" and not part.silent:
            mark = "" if term.endswith((":", "?", ".", "!")) else ":"
            yield Part("list", (f"{term}{mark} {part.text}",))
        elif place == 0:
            yield Part("list", (term,))
            yield part
        else:
            yield replace(part, role="list") if part.role == "paragraph" else part
