"""What is painted on a page: runs of text with their places, from the page's operators.

pypdf parses the operators and knows the fonts; the pen is followed here (ISO 32000-2, 9.4), since
pypdf's own text carries no right edges, and columns, word gaps and tables hang on those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.read.pdf.pen import Face, Matrix, Pen, Run, State, dictionary, times

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import ContentStream

MOST_OPERATIONS = 400_000
"""Of one page and the forms on it; a dense page of a newspaper has some 20,000."""

MOST_IN_ALL = 1_500_000
"""Operators on all pages; a page of text has some 400, a page of a map a hundred thousand."""

MOST_BYTES = 40_000_000
"""Of all pages' operators, unfolded; a thousand pages of text have some twenty million."""

_DEEPEST_FORM = 8
_MOST_FORMS = 300


@dataclass(frozen=True, slots=True)
class Painted:
    """What is on a page: runs in the order they are painted, and what was passed over."""

    runs: tuple[Run, ...]
    artifacts: int = 0
    """Characters the file itself marks as no part of the text, such as page numbers."""
    turned: int = 0
    """Characters that do not run from left to right, or stand outside the page."""
    pictures: int = 0


class TooMuchError(Exception):
    """The pages of a file are more work than any text is."""


class Painter:
    """Follows the pen over pages; keeps the fonts it has met. Lives for one document."""

    def __init__(self) -> None:
        """Begin with no fonts known."""
        self._in_all = self._bytes = 0
        self._faces: dict[object, Face | None] = {}
        self._runs: list[Run] = []
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._operations = self._forms = self._artifacts = self._turned = self._pictures = 0

    def page(self, page: PageObject) -> Painted:
        """Return what is painted on ``page``, upright.

        Raises ``TooMuchError`` when it and those before it are more work than a text can be, and
        what pypdf raises on damaged pages, which is nearly everything.
        """
        self._runs = []
        self._operations = self._forms = self._artifacts = self._turned = self._pictures = 0
        ctm = self._upright(page)
        stream = page.get_contents()
        resources = dictionary(page.get_inherited("/Resources", default={}))
        if stream is not None:
            self._paint(stream, resources, State(ctm), ())
        return Painted(tuple(self._runs), self._artifacts, self._turned, self._pictures)

    def _upright(self, page: PageObject) -> Matrix:
        """Return the matrix that stands the visible part of the page upright at the origin."""
        x0, y0, x1, y1 = (float(number) for number in page.cropbox)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        wide, tall = x1 - x0, y1 - y0
        turn = int(page.rotation or 0) % 360
        if turn in {90, 270}:
            self._box = (0.0, 0.0, tall, wide)
        else:
            self._box = (0.0, 0.0, wide, tall)
        placed: dict[int, Matrix] = {
            90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
            180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
            270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
        }
        return placed.get(turn, (1.0, 0.0, 0.0, 1.0, -x0, -y0))

    def _paint(
        self, stream: ContentStream, resources: Any, state: State, above: tuple[int, ...]
    ) -> None:
        """Follow the operators of a page, or of a form within the forms ``above``."""
        pen = Pen(self, resources, state)
        for operands, operator in self._followed(stream):
            self._operations += 1
            if self._operations > MOST_OPERATIONS:
                return
            if operator == b"Do" and operands:
                self._paint_object(operands[0], pen, above)
            else:
                pen.follow(operator, operands)

    def _followed(self, stream: ContentStream) -> Sequence[Any]:
        """Return the operators of a stream, counted before the next is asked for."""
        self._bytes += len(stream.get_data())
        if self._bytes > MOST_BYTES:
            raise TooMuchError
        operations = stream.operations
        self._in_all += len(operations)
        if self._in_all > MOST_IN_ALL:
            raise TooMuchError
        return operations

    def _paint_object(self, name: Any, pen: Pen, above: tuple[int, ...]) -> None:
        shapes = dictionary(pen.resources.get("/XObject", {}))
        form = shapes.get(name)
        form = form.get_object() if form is not None else None
        if form is None or not hasattr(form, "get"):
            return
        if form.get("/Subtype") == "/Image":
            self._pictures += 1
        if form.get("/Subtype") != "/Form" or id(form) in above or len(above) >= _DEEPEST_FORM:
            return
        self._forms += 1
        if self._forms > _MOST_FORMS:
            return
        from pypdf.generic import ContentStream

        state = pen.state.copy()
        matrix = form.get("/Matrix")
        if matrix is not None and len(matrix) == 6:
            state.ctm = times(matrix(matrix), state.ctm)
        own = dictionary(form.get("/Resources", pen.resources))
        stream = ContentStream(form, getattr(form.indirect_reference, "pdf", None))
        self._paint(stream, own, state, (*above, id(form)))

    def face(self, resources: Any, name: Any) -> Face | None:
        """Return the font called ``name``; ``None`` when there is none or it cannot be read."""
        fonts = dictionary(resources.get("/Font", {}))
        raw = fonts.raw_get(name) if name in fonts else None
        if raw is None:
            return None
        key = (raw.idnum, raw.generation) if hasattr(raw, "idnum") else id(raw)
        if key not in self._faces:
            try:
                self._faces[key] = Face(raw.get_object())
            except Exception:  # a font pypdf cannot make out, in any of its ways, says nothing
                self._faces[key] = None
        return self._faces[key]

    def put(self, run: Run, *, upright: bool, artifact: bool) -> None:
        """Take a run that was painted, or count it as passed over."""
        shown = len(run.text.strip())
        if artifact:
            self._artifacts += shown
        elif not upright or not self._is_on_page(run):
            self._turned += shown
        elif run.text:
            self._runs.append(run)

    def _is_on_page(self, run: Run) -> bool:
        left, bottom, right, top = self._box
        return left - 2 <= run.x0 <= right + 2 and bottom - 2 <= run.y <= top + 2
