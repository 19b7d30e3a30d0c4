"""Pull quotes: a paragraph somebody said, and the line after it that names who."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.read.outline import Part
from briefing.read.plaintext import speakers
from briefing.read.plaintext.looks import Look
from briefing.read.plaintext.speakers import Voices
from briefing.read.quotations import (
    ATTRIBUTION,
    CLOSE,
    LONG_DASHES,
    OPEN,
    is_quotation,
    speaker_of,
)

_ON_ONE_LINE = re.compile(
    rf"([{OPEN}][^{OPEN}{CLOSE}]{{8,}}[{CLOSE}][.,]?)\s*(?:—|–|--|―|-)\s*([^\W\d_][^.!?]{{1,80}})"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The quotes found, by place, and the places of the lines that named their speakers."""

    parts: dict[int, Part]
    lines: frozenset[int]


def find(looks: Sequence[Look], caseless: bool) -> Spoken:
    """Return the pull quotes among ``looks``.

    Four forms: a paragraph with a dashed attribution after it; a quotation and its attribution on
    one line; a paragraph that sounds like speech before a line that is only a name; a paragraph
    that is one quotation, its speaker unknown.
    """
    author = speakers.voices(looks, caseless)
    named = speakers.named(looks, author)
    parts: dict[int, Part] = {}
    lines: set[int] = set()
    for place, look in enumerate(looks):
        if look.kind != "text" or place in lines:
            continue
        after = looks[place + 1] if place + 1 < len(looks) else None
        one_line = _ON_ONE_LINE.fullmatch(look.text) if len(look.text) < 1_500 else None
        if one_line:
            parts[place] = Part("quote", (one_line[1],), speaker=one_line[2].strip())
        elif after is not None and _is_dashed(looks, place + 1, author):
            speaker = speaker_of(after.text)
            parts[place] = Part("quote", (look.text,), speaker=speaker)
            lines.add(place + 1)
        elif after is not None and place in named:
            parts[place] = Part("quote", (look.text,), speaker=named[place])
            lines.add(place + 1)
        elif is_quotation(look.text):
            parts[place] = Part("quote", (look.text,))
    return Spoken(parts, frozenset(lines))


def dashed(looks: Sequence[Look], lines: frozenset[int]) -> list[Look]:
    """Return ``looks`` with a dash before each of ``lines``, which name speakers.

    So a name is no heading, and the lines around it are judged as if it had stood there dashed.
    """
    return [
        replace(look, chunk=replace(look.chunk, text=f"— {look.text}"))
        if place in lines and not ATTRIBUTION.match(look.text)
        else look
        for place, look in enumerate(looks)
    ]


def _is_dashed(looks: Sequence[Look], place: int, author: Voices) -> bool:
    """Tell whether the chunk at ``place`` attributes the one before it with a dash.

    A short dash is a bullet too, so what follows it must be a name, or a work's in quotation marks.
    """
    look, before = looks[place], looks[place - 1]
    name = speaker_of(look.text)
    if look.kind not in {"text", "list"} or name is None:
        return False
    if before.text.endswith((":", "：")) or len(before.text) < 15:
        return False
    after = looks[place + 1] if place + 1 < len(looks) else None
    if look.text[0] in LONG_DASHES:
        return True
    known = name[0] in OPEN or speakers.like_a_name(name, author) or is_quotation(before.text)
    return known and (after is None or after.kind != "list")
