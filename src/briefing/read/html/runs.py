"""A page as runs of text: what stands between the edges of two blocks, and what it stands in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.read.html.formula import is_formula
from briefing.read.html.nodes import UNREAD, is_block, is_hidden, level_of, tag_of
from briefing.read.html.tables import grid_of, is_layout

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GROUPS = frozenset({"ul", "ol", "dl", "blockquote", "table", "figure", "pre", "aside", "form"})


@dataclass(slots=True, eq=False)
class Run:
    """Text that no block parts, and where it stands."""

    holder: HtmlElement
    """The block it stands in directly."""
    groups: tuple[HtmlElement, ...]
    """The lists, quotations, tables and the like around it, outermost first."""
    level: int | None
    """Of the heading it stands in."""
    slots: list[tuple[HtmlElement, bool]] = field(default_factory=list)
    """The elements whose text, or whose tail (true), it is made of."""
    length: int = 0
    """Characters, but for white space at the ends of its pieces."""
    linked: int = 0
    """Characters of it in links to other pages."""
    kept: bool = False
    told: bool = False
    """Whether it is told as part of a question with its answer."""
    marked: bool = False
    """Whether trafilatura kept it."""

    @property
    def text(self) -> str:
        """All its text, white space as it is."""
        return "".join((one.tail if tail else one.text) or "" for one, tail in self.slots)

    @property
    def is_linked(self) -> bool:
        """Whether most of it is links."""
        return self.linked > 0.5 * self.length


def runs_of(root: HtmlElement, shown: Collection[HtmlElement] = ()) -> list[Run]:
    """Return the runs of text under ``root`` that a reader of the page would see, in order.

    The elements in ``shown`` count as seen even if they are hidden, as answers that unfold are.
    """
    gathering = _Gathering(shown)
    gathering.inside(root, root, linked=False)
    return [run for run in gathering.runs if run.length]


class _Gathering:
    """Walks once and keeps the runs; lives for one call of :func:`runs_of`."""

    def __init__(self, shown: Collection[HtmlElement]) -> None:
        self.runs: list[Run] = []
        self._shown = shown
        self._groups: tuple[HtmlElement, ...] = ()
        self._level: int | None = None
        self._open: Run | None = None

    def inside(self, element: HtmlElement, holder: HtmlElement, *, linked: bool) -> None:
        self._slot(element, holder, tail=False, linked=linked)
        for child in element:
            self._child(child, holder, linked=linked)
            self._slot(child, holder, tail=True, linked=linked)

    def _child(self, child: HtmlElement, holder: HtmlElement, *, linked: bool) -> None:
        tag = tag_of(child)
        if not tag:
            return
        unseen = tag in UNREAD or is_hidden(child)
        if unseen and child not in self._shown and not is_formula(child):
            return
        block = is_block(child) or level_of(child) is not None
        if not block:
            self.inside(child, holder, linked=linked or _leads_away(child))
            return
        self._open = None
        groups, level = self._groups, self._level
        if tag in _GROUPS and not (tag == "table" and is_layout(child, grid_of(child))):
            self._groups = (*groups, child)
        self._level = level_of(child) or level
        self.inside(child, child, linked=linked)
        self._groups, self._level = groups, level
        self._open = None

    def _slot(self, element: HtmlElement, holder: HtmlElement, *, tail: bool, linked: bool) -> None:
        text = element.tail if tail else element.text
        if not text:
            return
        if self._open is None:
            if text.isspace():
                return
            self._open = Run(holder, self._groups, self._level)
            self.runs.append(self._open)
        self._open.slots.append((element, tail))
        length = len(text.strip())
        self._open.length += length
        self._open.linked += length if linked else 0


def _leads_away(element: HtmlElement) -> bool:
    target = element.get("href") or "#"
    return element.tag == "a" and not target.startswith("#")
