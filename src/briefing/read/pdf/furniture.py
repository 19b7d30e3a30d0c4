"""What is on pages but not in the text: running heads and feet, page numbers, notes below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.read.pdf.lines import Line

_BAND = 3
"""So many lines from the top and the bottom of a page may be furniture."""

_MOST_OF = 0.35
"""Share of pages with furniture at one height from which on all that stands there is such."""

_NUMBER = re.compile(
    r"[-–—|•\s]*(?:page|seite|p\.|página|pagina|стр\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|sur|из|di)\s*\d{1,4})?[-–—|•.\s]*",
    re.I,
)
_NOTE = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§¶]{1,3})\s?\S")

Pages = Sequence[Sequence[Line]]


def without_furniture(pages: Pages) -> tuple[list[list[Line]], int]:
    """Return the pages' lines less running heads, feet and page numbers, and how many those are.

    Furniture is a line in the top or bottom band that stands there in the same size on other
    pages, too, numbers aside; a bare number there; a line there that begins or ends with a number
    that counts the pages; and what stands, where many pages have such, in its place.
    """
    bands = [_bands(page) for page in pages]
    seen: Counter[tuple[str, int, bool]] = Counter()
    for band in bands:
        seen.update({(line.key, round(line.size), top) for line, top in band if line.key})
    enough = 2 if len(pages) == 2 else max(3, min(6, len(pages) // 8))
    counting = _counting(bands)
    found = [
        {
            line
            for line, top in band
            if _is_number(line)
            or seen[line.key, round(line.size), top] >= enough
            or counting & _offsets(line)
        }
        for band in bands
    ]
    _add_in_place(found, bands)
    kept = [
        [line for line in page if line not in gone] for page, gone in zip(pages, found, strict=True)
    ]
    if not any(kept):
        return [list(page) for page in pages], 0
    return kept, sum(map(len, found))


def _bands(page: Sequence[Line]) -> list[tuple[Line, bool]]:
    """Return the lines at the top (true) and at the bottom (false) of a page."""
    rows = sorted({round(line.y) for line in page}, reverse=True)
    top, bottom = set(rows[:_BAND]), set(rows[-_BAND:])
    return [(line, True) for line in page if round(line.y) in top] + [
        (line, False) for line in page if round(line.y) in bottom
    ]


def _offsets(line: Line) -> set[int]:
    """Return how far the numbers that begin or end the line are ahead of the page's place."""
    words = line.text.split()
    ends = {words[0], words[-1]} if 1 < len(words) <= 16 else set()
    return {int(word) - line.page for word in ends if word.isascii() and word.isdecimal()}


def _counting(bands: list[list[tuple[Line, bool]]]) -> set[int]:
    """Return the offsets by which numbers in the bands of many pages count those pages."""
    seen: Counter[int] = Counter()
    for band in bands:
        seen.update({offset for line, _ in band for offset in _offsets(line)})
    enough = max(3, 0.25 * len(bands))
    return {offset for offset, pages in seen.items() if pages >= enough}


def _is_number(line: Line) -> bool:
    return bool(_NUMBER.fullmatch(line.text)) and len(line.text) <= 24


def _add_in_place(found: list[set[Line]], bands: list[list[tuple[Line, bool]]]) -> None:
    """Add lines that stand exactly where many pages have furniture: heads of short chapters."""
    places: Counter[tuple[int, bool]] = Counter()
    for gone, band in zip(found, bands, strict=True):
        places.update({(round(line.y), top) for line, top in band if line in gone})
    enough = max(3, _MOST_OF * len(bands))
    usual = {place for place, pages in places.items() if pages >= enough}
    for gone, band in zip(found, bands, strict=True):
        gone |= {line for line, top in band if (round(line.y), top) in usual}


def parted_notes(pages: Pages, body: float) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return the pages' lines without the notes at their feet, and the notes, by page.

    Notes are the smaller lines at the end of a column whose first begins with a mark.
    """
    texts: list[list[Line]] = []
    notes: list[list[Line]] = []
    for page in pages:
        kept: list[Line] = []
        below: list[Line] = []
        for column in _by_column(page):
            start = _start_of_notes(column, body)
            kept += column[:start]
            below += column[start:]
        texts.append(kept)
        notes.append(below)
    return texts, notes


def _by_column(page: Sequence[Line]) -> list[list[Line]]:
    """Return the page's lines parted where reading goes back up: at the tops of columns."""
    columns: list[list[Line]] = []
    for line in page:
        if columns and line.y < columns[-1][-1].y + 0.1:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _start_of_notes(column: Sequence[Line], body: float) -> int:
    start = len(column)
    while start and column[start - 1].size <= 0.92 * body:
        start -= 1
    while start < len(column) and not _NOTE.match(column[start].text):
        start += 1
    if start == 0 or column[start - 1 : start] == []:
        return len(column)
    return start
