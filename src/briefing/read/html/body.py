"""What of a page is the article: trafilatura decides, the page's own tree keeps the structure.

trafilatura is good at telling the main text (the best of nine extractors measured on public
benchmarks) but drops or moves headings and rows. So each run of text is given a mark before, and
the marks that come out say which runs of the page's own tree are kept. No text is compared, so none
is lost or doubled. Headings that lead a kept run, and what stands in one list, table or quotation
with it, are kept as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.read.facts import letters
from briefing.read.html.nodes import (
    LONGEST_FURNITURE,
    is_hidden,
    said,
    tag_of,
    why_silent,
)
from briefing.read.html.runs import Run, runs_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_RUNS = 15_000
_MOST_NODES = 80_000
"""More costs trafilatura many seconds; the page's own markup and density then decide."""

_FIRST, _SIGNS = 0x2801, 254
"""Braille patterns: printable, no letters, and in no article (they are taken out before)."""

_SIGN = re.compile("[\u2801-\u28fe]")
_MARKS = re.compile("([\u2801-\u28fe])([\u2801-\u28fe])")

_SENTENCE = tuple('.!?…:;"”»’)。！？」')
_LEAST = 25
"""Characters of a paragraph that can be text between the links of a page."""

_LEAST_PAGE = 1_500
"""Characters; a page that shows less may show its text by script, out of hidden elements."""

_LEAST_BODY = 250
"""Characters; where less is found, the page's own article or its density may show more."""


@dataclass(frozen=True, slots=True)
class Body:
    """The runs of a page, those of the article kept, and how they were found."""

    runs: tuple[Run, ...]
    way: str
    """``trafilatura``, ``article`` (the page's own markup) or ``density``."""

    @property
    def kept(self) -> list[Run]:
        """The runs of the article, in page order."""
        return [run for run in self.runs if run.kept]

    @property
    def left(self) -> int:
        """How many words of the page are left out."""
        left = (run for run in self.runs if not (run.kept or run.told))
        return sum(len(run.text.split()) for run in left)


def body_of(tree: HtmlElement, shown: Collection[HtmlElement] = ()) -> Body:
    """Return the runs of text of the page, those that are its main text kept.

    The tree is left as it was. ``shown`` are elements that are read even if they are hidden.
    Never raises; a page without text has no run.
    """
    body = _found(tree, runs_of(tree, shown))
    told = sum(run.length for run in body.kept)
    if told < _LEAST_BODY and sum(run.length for run in body.runs) < _LEAST_PAGE:
        hidden = [element for element in tree.iter() if tag_of(element) and is_hidden(element)]
        every = _found(tree, runs_of(tree, [*shown, *hidden])) if hidden else body
        if sum(run.length for run in every.kept) > 2 * told:
            return every  # a page that shows itself by script alone
    return body


def _found(tree: HtmlElement, runs: list[Run]) -> Body:
    furniture = _Furniture(tree)
    way = "trafilatura"
    _by_trafilatura(tree, runs)
    for run in runs:
        run.marked = run.kept
    told = sum(run.length for run in runs if run.kept)
    if told < _LEAST_BODY and _by_markup(tree, runs, told, furniture):
        way = "article"
    if not any(run.kept for run in runs):
        way = "density"
        for run in runs:
            run.kept = _reads_as_text(run, furniture)
    _drop_other_cells(runs)
    _trim(runs, furniture)
    _whole_groups(runs)
    _between(runs, furniture)
    _drop_strays(runs)
    _trim(runs, furniture)
    _headings(runs, furniture)
    return Body(tuple(runs), way)


class _Furniture:
    """Tells furniture, each element looked at once; lives for one page."""

    def __init__(self, tree: HtmlElement) -> None:
        self._longest = min(LONGEST_FURNITURE, len(said(tree)) // 3)
        self._known: dict[HtmlElement, bool] = {}

    def holds(self, run: Run) -> bool:
        """Tell whether the run stands in something that is not the article."""
        path: list[HtmlElement] = []
        place: HtmlElement | None = run.holder
        while place is not None and place not in self._known:
            path.append(place)
            place = place.getparent()
        found = place is not None and self._known[place]
        for one in reversed(path):
            found = found or why_silent(one, self._longest) in _OUTSIDE
            self._known[one] = found
        return found


_OUTSIDE = frozenset(
    {
        "a share bar",
        "a pointer to other pages",
        "a sign-up form",
        "an advertisement",
        "a notice about cookies",
        "page furniture",
        "a button",
        "a form",
    }
)


# --------------------------------------------------------------------------- trafilatura


def _by_trafilatura(tree: HtmlElement, runs: list[Run]) -> bool:
    """Mark the runs that trafilatura keeps; tell whether it found any."""
    if len(runs) > _MOST_RUNS or sum(1 for _ in tree.iter()) > _MOST_NODES:
        return False
    from trafilatura import bare_extraction  # half a second that other formats need not cost
    from trafilatura.settings import Document as TrafilaturaDocument

    found = bare_extraction(
        _marked(tree, runs), include_comments=False, include_tables=True, with_metadata=False
    )
    if not isinstance(found, TrafilaturaDocument) or found.body is None:
        return False
    text = "".join(map(str, found.body.itertext()))
    places = {
        (ord(first) - _FIRST) * _SIGNS + ord(second) - _FIRST
        for first, second in _MARKS.findall(text)
    }
    for place in places:
        if place < len(runs):
            runs[place].kept = True
    if not places and text.strip():  # the article's text as JSON-LD has it
        whole = letters(text)
        for run in runs:
            words = letters(run.text)
            run.kept = len(words) >= _LEAST and words in whole
    return any(run.kept for run in runs)


def _marked(tree: HtmlElement, runs: list[Run]) -> HtmlElement:
    """Return a copy of ``tree`` in which each run begins with two signs that tell its place."""
    twins = deepcopy(tree)
    first = {run.slots[0]: place for place, run in enumerate(runs)}
    for own, twin in zip(tree.iter(), twins.iter(), strict=True):
        for tail in (False, True):
            place = first.get((own, tail))
            if place is None:
                continue
            text = (own.tail if tail else own.text) or ""
            text = _SIGN.sub("", text)
            signs = chr(_FIRST + place // _SIGNS) + chr(_FIRST + place % _SIGNS)
            text = f"{text[: len(text) - len(text.lstrip())]}{signs}{text.lstrip()}"
            if tail:
                twin.tail = text
            else:
                twin.text = text
    return twins


# --------------------------------------------------------------- the page's own markup, density


def _by_markup(tree: HtmlElement, runs: list[Run], told: int, furniture: _Furniture) -> bool:
    """Keep the text in the page's own article if it is much more than was found."""
    best: tuple[int, list[Run]] = (max(told * 2, 1), [])
    for place in tree.xpath(
        "//article|//main|//*[@role='main']|//*[@itemprop='articleBody']|//*[@role='article']"
    ):
        inner = [run for run in runs if place in (run.holder, *run.holder.iterancestors())]
        texts = [run for run in inner if _reads_as_text(run, furniture)]
        length = sum(run.length for run in texts)
        if length > best[0]:
            best = length, texts
    for run in best[1]:
        run.kept = True
    return bool(best[1])


def _reads_as_text(run: Run, furniture: _Furniture) -> bool:
    """Tell a paragraph or a point of a list from labels and links, by its length and its end."""
    if run.level is not None or run.is_linked or furniture.holds(run):
        return False
    text = run.text.strip()
    dense = any("\u2e80" < character < "\uffdc" for character in text[:40])
    long = run.length >= (_LEAST if dense else 2 * _LEAST)
    return long or (run.length >= 15 and text.endswith(_SENTENCE) and "." in text)


# ------------------------------------------------------------------------- what belongs with it


def _trim(runs: list[Run], furniture: _Furniture) -> None:
    """Let go of furniture before and after the text, unless it is most of what was kept."""
    kept = [place for place, run in enumerate(runs) if run.kept]
    texts = [place for place in kept if not furniture.holds(runs[place])]
    if 2 * sum(runs[place].length for place in texts) < sum(runs[place].length for place in kept):
        return
    for place in kept:
        runs[place].kept = texts[0] <= place <= texts[-1]


def _drop_other_cells(runs: list[Run]) -> None:
    """Let go of little cells beside the one that holds the text, where a table lays out a page."""
    cells: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        if run.kept and not any(tag_of(one) == "table" for one in run.groups):
            places = (run.holder, *run.holder.iterancestors())
            cell = next((place for place in places if tag_of(place) in {"td", "th"}), None)
            if cell is not None:
                cells.setdefault(cell, []).append(run)
    lengths = {cell: sum(run.length for run in held) for cell, held in cells.items()}
    every = sum(run.length for run in runs if run.kept)
    main = max(lengths, key=lambda cell: lengths[cell], default=None)
    if main is None or lengths[main] < _MAIN_CELL * every or len(cells[main]) < 4:
        return
    for cell, held in cells.items():
        if cell is not main and not any(outer is main for outer in cell.iterancestors()):
            for run in held:
                run.kept = lengths[cell] > _STRAY * lengths[main]


_MAIN_CELL = 0.6


def _whole_groups(runs: list[Run]) -> None:
    """Keep all of a list, quotation or table of which much is kept."""
    found: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        for place in run.groups:
            if tag_of(place) in {"ul", "ol", "dl", "blockquote", "table", "pre"}:
                found.setdefault(place, []).append(run)
                break
    for together in found.values():
        kept = sum(run.length for run in together if run.kept)
        if kept and kept * 3 >= sum(run.length for run in together):
            for run in together:
                run.kept = True


def _between(runs: list[Run], furniture: _Furniture) -> None:
    """Keep paragraphs, lists and tables that stand among kept ones, in the same block.

    Quotations, tables, figures and code may stand in some blocks of their own, as site builders
    wrap them.
    """
    spans: dict[HtmlElement, tuple[int, int]] = {}
    for place, run in enumerate(runs):
        if run.kept and run.level is None:
            for outer in run.holder.iterancestors():
                spans[outer] = (spans.get(outer, (place, place))[0], place)
    for place, run in enumerate(runs):
        if run.kept or run.level is not None or run.is_linked or furniture.holds(run):
            continue
        home: HtmlElement | None = _home(run)
        for _ in range(_MOST_WRAPPERS if _is_wrapped(run) else 1):
            if home is None or home in spans:
                break
            home = home.getparent()
        first, last = spans.get(home, (place, place)) if home is not None else (place, place)
        run.kept = first < place < last


_MOST_WRAPPERS = 5
_WRAPPED = frozenset({"blockquote", "table", "figure", "pre", "ul", "ol", "dl"})


def _is_wrapped(run: Run) -> bool:
    return any(tag_of(one) in _WRAPPED for one in run.groups)


_WIDE_GAP = 25
"""Runs of text not kept, between kept ones, from which on what follows may be another thing."""

_STRAY = 0.2


def _drop_strays(runs: list[Run]) -> None:
    """Let go of little pieces that stand far from the text and in no block with it."""
    kept = [place for place, run in enumerate(runs) if run.kept and run.level is None]
    pieces: list[list[int]] = []
    for before, place in zip([-_WIDE_GAP, *kept], kept, strict=False):
        if place - before > _WIDE_GAP or not pieces:
            pieces.append([])
        pieces[-1].append(place)
    if len(pieces) < 2:
        return
    lengths = [sum(runs[place].length for place in piece) for piece in pieces]
    main = pieces[lengths.index(max(lengths))]
    homes = {_home(runs[place]) for place in main}
    for piece, length in zip(pieces, lengths, strict=True):
        away = all(_home(runs[place]) not in homes for place in piece)
        if away and length < _STRAY * max(lengths):
            for place in piece:
                runs[place].kept = False


def _home(run: Run) -> HtmlElement:
    """Return the block whose child the run's paragraph, list or table is."""
    place = run.groups[0] if run.groups else run.holder
    parent = place.getparent()
    return parent if parent is not None else place


def _headings(runs: list[Run], furniture: _Furniture) -> None:
    """Keep headings that lead a kept run within the article; drop those that lead none."""
    texts = [place for place, run in enumerate(runs) if run.kept and run.level is None]
    if not texts:
        return
    first, last = texts[0], texts[-1]
    for place, run in enumerate(runs):
        if run.level is None:
            continue
        wanted = run.marked or not (run.is_linked or furniture.holds(run))
        run.kept = wanted and place < last and _leads(runs, place, first)


def _leads(runs: list[Run], place: int, first: int) -> bool:
    """Tell whether a kept run comes below the heading before another as high."""
    level = runs[place].level or 1
    passed = 0
    for run in runs[place + 1 :]:
        if run.level is not None:
            if run.holder is not runs[place].holder and run.level <= level:
                return False
        elif run.kept:
            return place > first or passed <= 400
        else:
            passed += run.length
            if place > first and run.length > 200 and not run.is_linked:
                return False
    return False


# ------------------------------------------------------------------------------- the cut


def cut(tree: HtmlElement, body: Body, stay: Collection[HtmlElement] = ()) -> HtmlElement:
    """Take out of ``tree`` what is not the article; return it. ``stay`` are never taken out.

    Pictures with no words stay where they stand among kept text.
    """
    holding: set[HtmlElement] = set(stay)
    for run in body.kept:
        holding.update(element.getparent() if tail else element for element, tail in run.slots)
    for element in tuple(holding):
        holding.update(element.iterancestors())
    for element in holding:
        if is_hidden(element):
            for reason in ("hidden", "aria-hidden", "style", "class"):
                element.attrib.pop(reason, None)
    for run in body.runs:
        for element, tail in () if run.kept else run.slots:
            if tail:
                element.tail = " "
            else:
                element.text = " "
    unkept = [run.holder for run in body.runs if not run.kept]
    bare = [figure for figure in tree.iter("figure") if figure.getparent() not in holding]
    for element in (*unkept, *bare):
        if element not in holding and element.getparent() is not None:
            element.drop_tree()
    return tree
