"""Lettering: a title set in the one font Pillow carries, with the accents that font lacks.

The font holds ASCII and a few signs. Accents are set from those signs, and a title with a letter
that cannot be set at all is not set: boxes in place of letters would be worse than no title.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import OutputError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont

_SIZES = range(230, 58, -8)
_MOST_LINES = 5
_LEADING = 1.2


def lettering(title: str, side: int, margin: int, height: int) -> Picture | None:
    """Return the mask of ``title`` on a square of ``side``, in the top ``height`` of its margins.

    ``None`` when the font lacks a letter of it. Raises ``OutputError`` without FreeType.
    """
    from PIL import Image

    words = _drawable(title)
    if not words:
        return None
    lines, font = _fitted(words, side - 2 * margin, height)
    mask = Image.new("L", (side, side))
    for number, line in enumerate(lines):
        _set(mask, line, font, (margin, round(margin + font.size * (0.85 + _LEADING * number))))
    return mask


_SPELT = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe",
        "Ø": "O\u0338", "ø": "o\u0338", "Ł": "L\u0338", "ł": "l\u0338", "Đ": "D\u0338",
        "đ": "d\u0338",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "„": "“", "‚": "‘", "•": "·", "€": "EUR",
    }
)  # fmt: skip
"""What the font lacks, in letters it has."""

_MARKS = {
    "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "-", "\u0306": "~",
    "\u0307": ".", "\u0308": ". .", "\u030a": "°", "\u030b": "´´", "\u030c": "^",
    "\u0327": ",", "\u0328": ",", "\u0338": "/",
}  # fmt: skip
"""Combining marks, each with the sign of the font that draws it."""

_BELOW = "\u0327\u0328"
_ACROSS = "\u0338"
_UPSIDE_DOWN = "\u030c\u0306"


@dataclass(frozen=True, slots=True)
class _Letters:
    """A line of letters the font has, and the marks to be set on some of them, by position."""

    base: str
    marks: tuple[tuple[int, str], ...]


def _drawable(title: str) -> tuple[_Letters, ...]:
    """Return the title's words as the font can draw them; none if it lacks a letter of theirs.

    Pictures and invisible signs are passed over, for leaving them out changes no word.
    """
    font = _font(40)
    nothing = bytes(font.getmask("\U000e0fff"))
    words = []
    for word in unicodedata.normalize("NFKC", title).translate(_SPELT).split():
        signs = [sign for sign in unicodedata.normalize("NFD", word) if not _picture_sign(sign)]
        base = "".join(sign for sign in signs if sign not in _MARKS)
        if any(bytes(font.getmask(sign)) == nothing for sign in base):
            return ()
        words.append(_Letters(base, _placed(signs)))
    return tuple(word for word in words if word.base)


def _picture_sign(sign: str) -> bool:
    return unicodedata.category(sign) in {"So", "Cf", "Me"} or sign == "\ufe0f"


def _placed(signs: list[str]) -> tuple[tuple[int, str], ...]:
    marks: list[tuple[int, str]] = []
    position = -1
    for sign in signs:
        if sign not in _MARKS:
            position += 1
        elif position >= 0:
            marks.append((position, sign))
    return tuple(marks)


def _joined(words: list[_Letters]) -> _Letters:
    base, marks = "", []
    for word in words:
        offset = len(base) + 1 if base else 0
        base = f"{base} {word.base}" if base else word.base
        marks += [(offset + position, mark) for position, mark in word.marks]
    return _Letters(base, tuple(marks))


def _font(size: int) -> FreeTypeFont:
    """Return the font Pillow carries. A Pillow without FreeType cannot scale it."""
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise OutputError(
            "This Pillow has no FreeType, so no cover can be drawn.",
            remedy="Install Pillow's own wheel, or give an image with --cover.",
        )
    return font


def _fitted(
    words: tuple[_Letters, ...], width: int, height: int
) -> tuple[list[_Letters], FreeTypeFont]:
    """Return the words in lines that fill the box, and the font at the size at which they do."""
    for size in _SIZES:
        font = _font(size)
        lines = _broken(words, font, width)
        widest = max(font.getlength(line.base) for line in lines)
        if widest <= width and len(lines) <= _MOST_LINES and len(lines) * size * _LEADING <= height:
            break
    return lines[:_MOST_LINES], font


def _broken(words: tuple[_Letters, ...], font: FreeTypeFont, width: int) -> list[_Letters]:
    rows: list[list[_Letters]] = []
    for word in words:
        if rows and font.getlength(_joined([*rows[-1], word]).base) <= width:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_joined(row) for row in rows]


def _set(mask: Picture, line: _Letters, font: FreeTypeFont, origin: tuple[int, int]) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(mask)
    x, y = origin
    draw.text(origin, line.base, fill=255, font=font, anchor="ls", stroke_width=_stroke(font))
    heights: dict[int, float] = {}
    for position, mark in line.marks:
        letter = line.base[position]
        left, right = (font.getlength(line.base[: position + n]) for n in (0, 1))
        top = heights.get(position, font.getbbox(letter, anchor="ls")[1])
        if letter in "ij" and mark not in _BELOW + _ACROSS and position not in heights:
            stem = font.getbbox("x", anchor="ls")[1]
            draw.rectangle((x + left, y + top - 2, x + right, y + stem - 1), fill=0)  # its dot
            top = stem
        middle = x + (left + right) / 2
        heights[position] = _set_mark(mask, mark, font, (middle, y), top) - y


def _set_mark(
    mask: Picture, mark: str, font: FreeTypeFont, middle: tuple[float, int], top: float
) -> float:
    """Set one mark over, across or under a letter and return the height it reaches to."""
    from PIL import Image, ImageDraw

    side = math.ceil(font.size)
    tile = Image.new("L", (2 * side, 2 * side))
    sign = _MARKS[mark].replace(" ", "")
    ImageDraw.Draw(tile).text(
        (side // 2, side), sign, fill=255, font=font, anchor="ls", stroke_width=_stroke(font)
    )
    tile = tile.crop(tile.getbbox())
    gap = font.size * 0.06
    if mark in _UPSIDE_DOWN:
        tile = tile.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    x, y = middle
    if mark in _BELOW:
        place = y + gap / 2
    elif mark in _ACROSS:
        place = y + top / 2 - tile.height / 2
    else:
        place = y + top - gap - tile.height
    corner = (round(x - tile.width / 2), max(0, round(place)))
    mask.paste(255, corner, tile)
    return place


def _stroke(font: FreeTypeFont) -> int:
    """Return the pixels to thicken the strokes by: the font is light for a picture seen small."""
    return round(font.size / 70)
