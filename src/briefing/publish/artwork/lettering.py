"""Lettering: a title set as large as its room allows, and its initial larger still."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.publish.artwork.breaking import joined, pieces, shown
from briefing.publish.artwork.typeface import BOLD, HEAVY, MEDIUM, core, drawable, font_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont

_LEADING = 1.06
"""From line to line, in sizes of the font: accents on capitals clear what hangs above them."""

_HANGING = 0.22
"""How far letters such as g hang below their line, in sizes of the font."""

_MOST_LINES = 6
_LEAST = 0.035
"""The font's least size, in widths of the box."""

_SMALL = 0.09
"""A size below which long words are broken, in widths of the box."""

_OVER = 0.1
"""How far accents may reach out of the box, in sizes of the font: capitals are in line with it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle to set text in, and the largest size of the font for it, in pixels."""

    left: int
    top: int
    width: int
    height: int
    largest: int


def lettering(title: str, side: int, box: Box, *, light: bool = False) -> Picture | None:
    """Return the mask of ``title`` on a square of ``side``, as large as ``box`` takes it.

    It begins at the box's top left. What is too long even in the smallest size ends in an
    ellipsis. ``None`` when there is no letter in it, or one that the font lacks. Raises
    ``OutputError`` without FreeType.
    """
    from PIL import Image, ImageDraw

    words = drawable(title)
    if not words:
        return None
    weight = MEDIUM if light else BOLD
    lines, size = _fitted(words, box, weight)
    font = font_of(size, weight)
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    first = box.top + _rise(lines[0], font)
    for number, line in enumerate(lines):
        place = (box.left + _inset(line, font), round(first + size * _LEADING * number))
        draw.text(place, line, fill=255, font=font, anchor="ls")
    return mask


def monogram(letters: str, side: int) -> Picture | None:
    """Return the mask of a few letters as large as a square of ``side`` takes, in its middle.

    ``None`` when the font cannot draw them.
    """
    from PIL import Image

    words = drawable(letters)
    if not words:
        return None
    text = "".join(words)
    wide, tall = _ink(text, side).size
    room = side * 0.66
    ink = _ink(text, int(side * min(room / tall, room * 1.12 / wide)))
    mask = Image.new("L", (side, side))
    mask.paste(ink, ((side - ink.width) // 2, (side - ink.height) // 2))
    return mask


def _ink(text: str, size: int) -> Picture:
    """Return the mask of letters and no more: the font's own boxes have room beside them."""
    from PIL import Image, ImageDraw

    font = font_of(size, HEAVY)
    left, top, right, bottom = font.getbbox(text)
    mask = Image.new("L", (round(right - left) + size, round(bottom - top) + size))
    ImageDraw.Draw(mask).text((size // 2 - left, size // 2 - top), text, fill=255, font=font)
    return mask.crop(mask.getbbox() or (0, 0, 1, 1))


def initials(title: str) -> str:
    """Return what stands for a title at a glance: its first letter, or all of a short first word.

    A leading article is passed over, for too many titles share it.
    """
    words = [word for part in title.split() if (word := core(part))]
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    if not words:
        return ""
    first = unicodedata.normalize("NFC", words[0])
    short = len(first) <= 2 or (len(first) == 3 and (first.isupper() or first.isdigit()))
    if short and len(words) > 1:
        return first
    return first[0].upper() if len(first[0].upper()) == 1 else first[0]


_ARTICLES = set("the a an der die das le la les el los las il lo gli o os as".split())


# ------------------------------------------------------------------------------ lines


def _fitted(words: tuple[str, ...], box: Box, weight: int) -> tuple[list[str], int]:
    """Return the words in lines that fill the box, and the font's size at which they do.

    Long words are broken only where the whole title would be small for their sake.
    """
    whole = _largest(words, box, weight)
    if whole < box.width * _SMALL:
        parts = tuple(piece for word in words for piece in pieces(word))
        size = _largest(parts, box, weight)
        if size > whole * 1.2 or not whole:
            words, whole = parts, size
    if whole:
        return _balanced(words, font_of(whole, weight), box.width), whole
    size = int(box.width * _LEAST)
    lines = _broken(words, font_of(size, weight), box.width)
    most = max(1, min(_MOST_LINES, int(box.height / size / _LEADING)))
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip("-") + "…"]
    return lines, size


def _largest(words: tuple[str, ...], box: Box, weight: int) -> int:
    """Return the largest size of the font at which the words fit the box; 0 if there is none."""
    low, high = int(box.width * _LEAST) - 1, box.largest + 1
    least = low
    while high - low > 1:
        size = (low + high) // 2
        font = font_of(size, weight)
        lines = _broken(words, font, box.width)
        tall = _rise(lines[0], font) + size * (_LEADING * (len(lines) - 1) + _HANGING)
        fits = len(lines) <= _MOST_LINES and tall <= box.height
        if fits and all(font.getlength(line) <= box.width for line in lines):
            low = size
        else:
            high = size
    return low if low > least else 0


def _rise(line: str, font: FreeTypeFont) -> float:
    """Return how far the first line's baseline lies below the top of its box, in pixels."""
    capitals, letters = (-font.getbbox(text, anchor="ls")[1] for text in ("H", line))
    return max(capitals, letters - _OVER * font.size)


def _inset(line: str, font: FreeTypeFont) -> int:
    """Return how far a line is moved to the right, for what its first letter has before it.

    The accent of a Greek capital stands there.
    """
    return max(0, round(-font.getbbox(line, anchor="ls")[0] - _OVER * font.size))


def _broken(words: tuple[str, ...], font: FreeTypeFont, width: float) -> list[str]:
    """Return the words in as few lines as their order allows."""
    rows: list[str] = []
    for word in words:
        longer = joined(rows[-1], word) if rows else ""
        if rows and font.getlength(shown(longer)) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return [shown(row) for row in rows]


def _balanced(words: tuple[str, ...], font: FreeTypeFont, width: int) -> list[str]:
    """Return the words in as few lines as ``width`` needs, of lengths as alike as may be."""
    lines = _broken(words, font, width)
    low, high = 0, width
    while high - low > font.size / 8:
        middle = (low + high) // 2
        tried = _broken(words, font, middle)
        if len(tried) == len(lines) and all(font.getlength(line) <= middle for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return lines
