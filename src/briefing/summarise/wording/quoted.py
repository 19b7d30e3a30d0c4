"""Quoted stretches: the words of others, which no rule may touch."""

from __future__ import annotations

import re

_MARK = re.compile("[\"“”«»„‹›「」‘’']")
_DOUBLE = re.compile('["“”«»„‹›「」]')
_PAIR = re.compile(
    '“[^“”]*”|"[^"]*"|«[^«»]*»|»[^«»]*«|„[^„“”]*[“”]|‹[^‹›]*›|「[^「」]*」',
)
_OPENS = re.compile(r"‘|(?<![^\s(\[—–-])'")
_CLOSES = re.compile(r"(?<=\S)[’'](?!\w)")
_CLOSES_SURELY = re.compile(r"(?<=[,.!?…])\s?[’'](?!\w)")

Span = tuple[int, int]


def quoted(text: str) -> tuple[Span, ...]:
    """Return the stretches of ``text`` that are or may be quoted, as (start, end).

    Rather too much than too little: with a mark that has no partner everything counts as quoted,
    and single marks, which may be apostrophes, reach from the first that opens to the last that
    closes. Time is linear in the text.
    """
    if _MARK.search(text) is None:
        return ()
    spans = [match.span() for match in _PAIR.finditer(text)]
    if 2 * len(spans) != len(_DOUBLE.findall(text)):
        return ((0, len(text)),)
    single = _single(text)
    return (*spans, single) if single else tuple(spans)


def _single(text: str) -> Span | None:
    opening = _OPENS.search(text)
    sure = _CLOSES_SURELY.search(text)
    if opening is None and sure is None:
        return None
    start = opening.start() if opening else 0
    if sure and sure.start() < start:
        start = 0  # it closes what an earlier sentence opened
    closing = [match.end() for match in _CLOSES.finditer(text, start + 1)]
    return start, closing[-1] if closing else len(text)


def overlaps(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Tell whether what stands from ``start`` to ``end`` is quoted, in part at least."""
    return any(start < last and first < end for first, last in spans)
