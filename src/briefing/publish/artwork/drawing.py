"""Artwork: the show's cover and its episodes' pictures, drawn from titles and a colour.

A square of flat colours: the title in heavy letters over a pattern of bold shapes, lines of text
that turn into sound, and its initial as large as a quarter of the picture, which is what is left
to see in the list of an app. Directories ask for a square RGB image of 1400 to 3000 pixels; half
a megabyte is the most that players load without trouble.
"""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.publish.artwork.lettering import Box, initials, lettering, monogram
from briefing.publish.artwork.palette import Colour, Palette, palette
from briefing.publish.artwork.tiles import kinds, tile
from briefing.publish.text import one_line

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SIDE = 3000
"""Pixels of the drawn cover's side: the most Apple takes."""

SMALL_SIDE = 600
"""Pixels of the cover inside the MP3 and on the page: a whole part of the large one's."""

EPISODE_SIDE = 1500
"""Pixels of an episode's picture: above Apple's least, and quick to draw in each run."""

COVER_LIMIT = 512 * 1024
SMALL_LIMIT = 100 * 1024
QUALITIES = (90, 84, 76, 66, 54, 40, 25)
"""JPEG qualities tried in turn until an image is small enough."""

_HEROES = 4
"""The first so many shapes may be large: sound, waves, lines and a disc."""

_COARSE_COLOUR = 2000
"""Pixels of a side from which on nobody sees that colour has half the resolution."""

_GRID = 4
"""Tiles in a row of the picture."""

_LONGEST = 120
"""Characters of a title that are set."""


def draw_cover(title: str, colour: str | None = None) -> bytes:
    """Return the cover of a show called ``title``: a square JPEG of ``SIDE`` pixels.

    Its ground is ``colour`` (``#rrggbb``) or comes, as all else does, from the title. A title in a
    script the font lacks is left to the apps, which show it beside the cover; the pattern then
    fills the picture. Raises ``ValueError`` for another form of colour.
    """
    return _drawn(title, colour)[0]


def draw_small(title: str, colour: str | None = None) -> bytes:
    """Return the same cover with a side of ``SMALL_SIDE`` pixels, for tags and the page."""
    return _drawn(title, colour)[1]


@lru_cache(maxsize=2)
def _drawn(title: str, colour: str | None) -> tuple[bytes, bytes]:
    picture = _cover(title, colour)
    small = picture.reduce(SIDE // SMALL_SIDE)
    return encoded(picture, COVER_LIMIT, flat=True), encoded(small, SMALL_LIMIT, flat=True)


def draw_episode(show: str, title: str, colour: str | None = None) -> bytes:
    """Return the picture of the episode ``title`` of a show, in the colours of the show's cover.

    A square JPEG of ``EPISODE_SIDE`` pixels. Raises as ``draw_cover`` does.
    """
    return encoded(_episode(show, title, colour), COVER_LIMIT, flat=True)


def encoded(picture: Picture, limit: int, *, flat: bool = False) -> bytes:
    """Return ``picture`` as a JPEG below ``limit`` bytes, as good as that allows.

    Should even the last of ``QUALITIES`` not be enough, what that gives is returned.
    A ``flat`` one, of few colours, gets Huffman tables of its own: a third less. Others do not,
    for Pillow's buffer may be too small for that.
    """
    body = b""
    for quality in QUALITIES:
        body = jpeg(picture, quality, flat=flat)
        if len(body) < limit:
            break
    return body


def jpeg(picture: Picture, quality: int, *, flat: bool = False) -> bytes:
    """Return ``picture`` as a JPEG of that quality, with nothing but the picture in it."""
    fine = quality > 80 and picture.width < _COARSE_COLOUR
    subsampling = "4:4:4" if fine else "4:2:0"
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, subsampling=subsampling, optimize=flat)
    return buffer.getvalue()


# ----------------------------------------------------------------------------- the pictures


def _cover(title: str, colour: str | None) -> Picture:
    from PIL import Image

    line = one_line(title, _LONGEST)
    seed = _seed(title)
    colours = palette(seed, colour)
    picture = Image.new("RGB", (SIDE, SIDE), colours.ground)
    cell = SIDE // _GRID
    margin = SIDE * 6 // 100
    box = Box(margin, margin, SIDE - 2 * margin, 2 * cell - margin * 3 // 2, SIDE * 37 // 100)
    text = lettering(line, SIDE, box)
    pattern = _Pattern(picture, colours, cell, seed)
    if text is None:
        pattern.whole()
        return picture
    _ink(picture, colours.ink, text)
    del text
    pattern.initial(initials(line), (0, 2), 2)
    for number, place in enumerate(((2, 2), (3, 2), (2, 3), (3, 3))):
        pattern.tile(number, place)
    return picture


def _episode(show: str, title: str, colour: str | None) -> Picture:
    from PIL import Image

    colours = palette(_seed(show), colour)
    picture = Image.new("RGB", (EPISODE_SIDE, EPISODE_SIDE), colours.ground)
    cell = EPISODE_SIDE // _GRID
    margin = EPISODE_SIDE * 6 // 100
    width = EPISODE_SIDE - 2 * margin
    pattern = _Pattern(picture, colours, cell, _seed(f"{show}\n{title}"))
    line = Box(margin, margin, width, cell // 4, EPISODE_SIDE // 15)
    name = lettering(one_line(show, 60), EPISODE_SIDE, line, light=True)
    top = margin + cell * 4 // 10 if name else margin
    box = Box(margin, top, width, 3 * cell - margin // 2 - top, EPISODE_SIDE // 5)
    text = lettering(one_line(title, _LONGEST), EPISODE_SIDE, box)
    if text is None:
        pattern.whole()
        return picture
    for mask in (name, text):
        if mask:
            _ink(picture, colours.ink, mask)
    letters = initials(one_line(show, _LONGEST)) if name else ""
    pattern.initial(letters, (0, 3), 1)
    for number in range(1, _GRID):
        pattern.tile(number, (number, 3))
    return picture


def _ink(picture: Picture, colour: Colour, mask: Picture) -> None:
    """Lay ``colour`` where the mask is; most of it is empty, which would take longest."""
    if box := mask.getbbox():
        picture.paste(colour, box, mask.crop(box))


def _seed(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


class _Pattern:
    """The tiles of one picture: shapes and colours come from a seed, no shape twice in a row."""

    def __init__(self, picture: Picture, colours: Palette, cell: int, seed: bytes) -> None:
        self._picture = picture
        self._colours = colours
        self._cell = cell
        self._seed = seed
        self._order = sorted(range(kinds()), key=lambda kind: (seed[8 + kind], kind))
        ground, ink = colours.ground, colours.ink
        accent, second = colours.accent, colours.second
        self._pairs = ((ground, second), (ink, ground), (second, ground), (ground, accent))

    def tile(self, number: int, place: tuple[int, int], span: int = 1) -> None:
        """Lay the tile ``number`` of the pattern at a column and a row of the grid."""
        paper, figure = self._pairs[(number + self._seed[3]) % len(self._pairs)]
        choice = self._seed[16 + number % 16]
        kind = self._order[number % len(self._order)]
        self._lay(place, span, paper, figure, tile(kind, span * self._cell, choice, choice // 4))

    def initial(self, letters: str, place: tuple[int, int], span: int) -> None:
        """Lay a block of the accent's colour with ``letters``, or with a shape without any."""
        edge, choice = span * self._cell, self._seed[7]
        mask = monogram(letters, edge) or tile(choice // 4 % _HEROES, edge, choice, choice)
        self._lay(place, span, self._colours.accent, self._colours.accent_ink, mask)

    def whole(self) -> None:
        """Fill the picture with the pattern, around a large shape in its middle."""
        number = 0
        for row in range(_GRID):
            for column in range(_GRID):
                if not {row, column} <= {1, 2}:
                    self.tile(number + row, (column, row))
                    number += 1
        self.initial("", (1, 1), 2)

    def _lay(
        self, place: tuple[int, int], span: int, paper: Colour, figure: Colour, mask: Picture
    ) -> None:
        corner = (place[0] * self._cell, place[1] * self._cell)
        edge = span * self._cell
        self._picture.paste(paper, (*corner, corner[0] + edge, corner[1] + edge))
        self._picture.paste(figure, corner, mask)
