"""A table of the page: its rows, and whether it is one or only lays out what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.read.html.nodes import HEADINGS, is_hidden, said, tag_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_BLOCKY = frozenset({*HEADINGS, "pre", "blockquote", "article", "section", "form", "hr", "table"})
_LONGEST_CELL = 600
"""Characters; more is no cell, but a text laid out by a table."""


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, each its cells, and whether the first heads the columns."""

    rows: tuple[tuple[HtmlElement, ...], ...]
    headed: bool
    caption: HtmlElement | None


def grid_of(table: HtmlElement) -> Grid:
    """Return the rows that are the table's own, not those of a table within it."""
    rows: list[tuple[HtmlElement, ...]] = []
    headed = False
    caption = None
    for child in table:
        tag = tag_of(child)
        if tag == "caption":
            caption = child
        for row in child if tag in _GROUPS else (child,):
            if tag_of(row) != "tr" or is_hidden(row):
                continue
            cells = tuple(cell for cell in row if tag_of(cell) in {"td", "th"})
            if cells and not rows:
                headed = tag == "thead" or all(tag_of(cell) == "th" for cell in cells)
            if cells:
                rows.append(cells)
    headed = headed or _looks_headed(rows)
    return Grid(tuple(rows), headed and len(rows) > 1, caption)


def _looks_headed(rows: Sequence[Sequence[HtmlElement]]) -> bool:
    """Tell whether an unmarked first row heads columns: names over a column of figures."""
    if len(rows) < 3 or any(tag_of(cell) == "th" for row in rows for cell in row):
        return False
    heads = [said(cell) for cell in rows[0]]
    if len(heads) < 2 or not all(heads[1:]) or any(_DIGIT.search(head) for head in heads):
        return False
    figures = [[bool(_DIGIT.search(said(cell))) for cell in row] for row in rows[1:]]
    return any(
        all(len(row) > column and row[column] for row in figures) for column in range(len(heads))
    )


def is_layout(table: HtmlElement, grid: Grid) -> bool:
    """Tell whether the table only places its cells on the page, and is to be read as blocks."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if len(grid.rows) < 2 or max(map(len, grid.rows)) < 2:
        return True
    for row in grid.rows:
        for cell in row:
            if any(tag_of(inner) in _BLOCKY for inner in cell.iter()):
                return True
            if len(cell) > 1 and sum(tag_of(inner) == "p" for inner in cell) > 2:
                return True
            if len(said(cell)) > _LONGEST_CELL:
                return True
    return False
