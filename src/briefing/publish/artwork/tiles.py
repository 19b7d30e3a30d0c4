"""Tiles: the bold shapes a cover's pattern is laid of, lines of text turning into sound.

Each fills a square and is still itself at the size of a list in an app, where a tile has a
dozen pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

_SMOOTH = 4
"""A tile is drawn so many times larger and averaged."""

_ROUND = 0.499
"""Radius of a round corner, in sides: at half a side some versions of Pillow fail."""

_LEVELS = (0.38, 0.72, 1.0, 0.56, 0.84, 0.46, 0.64)
_LENGTHS = (1.0, 0.74, 0.9, 0.5, 0.82)


def tile(kind: int, side: int, turn: int = 0, shift: int = 0) -> Picture:
    """Return the mask of a tile of ``side`` pixels, turned by ``turn`` quarters.

    ``kind`` counts through the shapes and begins anew after the last; ``shift`` varies those
    that come in several forms.
    """
    from PIL import Image, ImageDraw

    draw, may_turn = _SHAPES[kind % len(_SHAPES)]
    edge = side * _SMOOTH
    mask = Image.new("L", (edge, edge))
    draw(ImageDraw.Draw(mask), edge, shift)
    small = mask.reduce(_SMOOTH)
    steps = turn % 4 if may_turn else 0
    return small.rotate(90 * steps) if steps else small


def kinds() -> int:
    """Return how many shapes there are."""
    return len(_SHAPES)


def _levels(pen: Pen, edge: int, shift: int) -> None:
    """Bars of sound."""
    count = 4
    step = edge / count
    for bar in range(count):
        tall = edge * 0.92 * _LEVELS[(bar + shift) % len(_LEVELS)]
        left = step * (bar + 0.2)
        box = (left, (edge - tall) / 2, left + step * 0.6, (edge + tall) / 2)
        pen.rounded_rectangle(box, step * 0.3, fill=255)


def _lines(pen: Pen, edge: int, shift: int) -> None:
    """Lines of an article."""
    count = 4
    step = edge / count
    for row in range(count):
        long = edge * 0.84 * _LENGTHS[(row + shift) % len(_LENGTHS)]
        top = step * (row + 0.25)
        pen.rectangle((edge * 0.08, top, edge * 0.08 + long, top + step * 0.5), fill=255)


def _waves(pen: Pen, edge: int, _: int) -> None:
    """Rings that leave a corner, as sound does."""
    for number, fill in enumerate((255, 0, 255, 0, 255)):
        reach = edge * (1 - number / 5)
        pen.pieslice((-reach, -reach, reach, reach), 0, 90, fill=fill)


def _quarter(pen: Pen, edge: int, _: int) -> None:
    pen.pieslice((-edge, -edge, edge, edge), 0, 90, fill=255)


def _arch(pen: Pen, edge: int, _: int) -> None:
    pen.rounded_rectangle(
        (0, 0, edge, edge), edge * _ROUND, fill=255, corners=(True, True, False, False)
    )


def _disc(pen: Pen, edge: int, shift: int) -> None:
    gap = edge * 0.06
    pen.ellipse((gap, gap, edge - gap, edge - gap), fill=255)
    if shift % 2:
        gap = edge * 0.30
        pen.ellipse((gap, gap, edge - gap, edge - gap), fill=0)


def _leaf(pen: Pen, edge: int, _: int) -> None:
    pen.rounded_rectangle(
        (0, 0, edge, edge), edge * _ROUND, fill=255, corners=(True, False, True, False)
    )


def _wedge(pen: Pen, edge: int, _: int) -> None:
    pen.polygon(((0, 0), (edge, 0), (0, edge)), fill=255)


_SHAPES: tuple[tuple[Callable[[Pen, int, int], None], bool], ...] = (
    (_levels, False),
    (_waves, True),
    (_lines, False),
    (_disc, False),
    (_quarter, True),
    (_arch, True),
    (_leaf, True),
    (_wedge, True),
)
"""Each shape, and whether it may be turned."""
