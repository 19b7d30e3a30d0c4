"""Ranges: which bytes of a file a ``Range`` header asks for. RFC 9110, 14."""

from __future__ import annotations

import re

MOST_RANGES = 16
"""Parts honoured in one answer; who asks for more gets the whole file (RFC 9110, 14.2)."""

_PART = re.compile(r"[0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18}")

_BLANK = " \t"

Span = tuple[int, int]
"""First byte, and the one after the last."""


def spans_of(asked: str, size: int) -> tuple[Span, ...] | None:
    """Return the parts to send of ``size`` bytes, in the order asked for.

    ``None`` is for a header to pass over: malformed, or of too many parts. Nothing is returned
    where every part lies past the end. Parts that meet or overlap are sent as one, so that nobody
    is sent more than there is.
    """
    unit, _, listed = asked.strip(_BLANK).partition("=")
    # a list may have empty places (RFC 9110, 5.6.1)
    parts = [part for each in listed.split(",") if (part := each.strip(_BLANK))]
    if unit.lower() != "bytes" or not 0 < len(parts) <= MOST_RANGES:
        return None
    if not all(map(_PART.fullmatch, parts)):
        return None
    spans: list[Span] = []
    for part in parts:
        first, _, last = part.partition("-")
        if first and last and int(first) > int(last):
            return None
        if first:
            start, end = int(first), min(int(last) + 1, size) if last else size
        else:
            start, end = max(0, size - int(last)), size
        if start < end:
            spans = _joined(spans, (start, end))
    return tuple(spans)


def _joined(spans: list[Span], new: Span) -> list[Span]:
    """Return ``spans`` with ``new``, which swallows those it meets and stands at their place."""
    apart: list[Span] = []
    place: int | None = None
    for span in spans:
        if new[0] <= span[1] and span[0] <= new[1]:
            new = min(new[0], span[0]), max(new[1], span[1])
            place = len(apart) if place is None else place
        else:
            apart.append(span)
    apart.insert(len(apart) if place is None else place, new)
    return apart
