"""Artwork: the show's cover, drawn from its title or made from a person's own image.

Directories ask for a square RGB image of 1400 to 3000 pixels; half a megabyte is the most that
players load without trouble. The font is the one Pillow carries, so the same title gives the same
picture on every machine.
"""

from __future__ import annotations

import hashlib
import io
import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.publish.text import one_line

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont

ARTWORK_VERSION = "1"
"""Raised when the drawing changes, so that covers are drawn anew."""

SIDE = 1500
"""Pixels of the drawn cover's side: above Apple's least, and a quarter of the work of its most."""

SMALL_SIDE = 600
"""Pixels of the cover inside the MP3 and on the page."""

COVER_LIMIT = 512 * 1024
SMALL_LIMIT = 100 * 1024
QUALITIES = (90, 84, 76, 66, 54, 40, 25)
"""JPEG qualities tried in turn until an image is small enough."""

_MARGIN = 130
_TEXT_BOX = (SIDE - 2 * _MARGIN, 640)
_SIZES = range(230, 58, -8)
_MOST_LINES = 5
_BARS = 13


def draw_cover(title: str) -> bytes:
    """Return the cover of a show called ``title``: a square JPEG of ``SIDE`` pixels.

    Its colours and its wave come from the title. A title in a script the font lacks is left to the
    apps, which show it beside the cover; the wave then fills the picture.
    """
    return _drawn(title)[0]


def draw_small(title: str) -> bytes:
    """Return the same cover with a side of ``SMALL_SIDE`` pixels, for tags and the page."""
    return _drawn(title)[1]


@lru_cache(maxsize=2)
def _drawn(title: str) -> tuple[bytes, bytes]:
    picture = _picture(title)
    return (
        encoded(picture, COVER_LIMIT),
        encoded(picture.resize((SMALL_SIDE, SMALL_SIDE), reducing_gap=3.0), SMALL_LIMIT),
    )


def encoded(picture: Picture, limit: int) -> bytes:
    """Return ``picture`` as a JPEG below ``limit`` bytes, as good as that allows."""
    body = b""
    for quality in QUALITIES:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, subsampling=0 if quality > 80 else 2)
        body = buffer.getvalue()
        if len(body) < limit:
            break
    return body


# ----------------------------------------------------------------------------- the picture


def _picture(title: str) -> Picture:
    from PIL import Image, ImageFont

    seed = hashlib.sha256(title.encode("utf-8", "replace")).digest()
    hue = seed[0] / 256 * math.tau
    paper, ink = _colour(0.30, 0.085, hue), (250, 249, 245)
    accent = _colour(0.82, 0.14, hue + math.tau * (0.35 + seed[1] / 256 * 0.3))
    picture = Image.new("RGB", (SIDE, SIDE), paper)
    words = _drawable(one_line(title, 120))
    font_of = ImageFont.load_default
    if words and isinstance(font_of(20), ImageFont.FreeTypeFont):
        lines, size = _fitted(words, font_of)
        picture.paste(accent, mask=_wave(seed, SIDE - 350, 230))
        font = font_of(size)
        assert isinstance(font, ImageFont.FreeTypeFont)
        picture.paste(ink, mask=_lettering(lines, font, size))
    else:
        picture.paste(accent, mask=_wave(seed, SIDE // 2, 480))
    return picture


def _colour(lightness: float, chroma: float, hue: float) -> tuple[int, int, int]:
    """Return an OKLCH colour as sRGB (B. Ottosson, A perceptual color space, 2020).

    Equal lightness looks equally light in every hue, so the contrast holds whatever the title.
    """
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _srgb(red), _srgb(green), _srgb(blue)


def _srgb(linear: float) -> int:
    light = min(max(linear, 0.0), 1.0)
    curved = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(curved * 255)


def _wave(seed: bytes, middle: int, reach: int) -> Picture:
    """Return the mask of a wave of rounded bars around the height ``middle``."""
    from PIL import Image, ImageDraw

    scale = 2  # drawn twice as large and averaged, which smooths the round ends
    mask = Image.new("L", (SIDE * scale, 2 * reach * scale))
    draw = ImageDraw.Draw(mask)
    step = (SIDE - 2 * _MARGIN) / _BARS
    width = step * 0.52
    for bar in range(_BARS):
        swell = math.sin(math.pi * (bar + 0.5) / _BARS) ** 0.6
        tall = reach * (0.16 + 0.84 * swell * (0.25 + 0.75 * seed[2 + bar] / 255))
        left = _MARGIN + step * bar + (step - width) / 2
        box = (left, reach - tall, left + width, reach + tall)
        draw.rounded_rectangle([edge * scale for edge in box], width * scale / 2, fill=255)
    whole = Image.new("L", (SIDE, SIDE))
    whole.paste(mask.reduce(scale), (0, middle - reach))
    return whole


# ----------------------------------------------------------------------------- the lettering

_SPELT = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe",
        "Ø": "O\u0338", "ø": "o\u0338", "Ł": "L\u0338", "ł": "l\u0338", "Đ": "D\u0338", "đ": "d\u0338",
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
    from PIL import ImageFont

    font = ImageFont.load_default(40)
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
    return unicodedata.category(sign) in {"So", "Sk", "Cf", "Me"} - {"Sk"} or sign == "\ufe0f"


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


def _fitted(words: tuple[_Letters, ...], font_of: object) -> tuple[list[_Letters], int]:
    """Return the words in lines that fill the box, and the largest size at which they do."""
    from PIL import ImageFont

    width, height = _TEXT_BOX
    lines: list[_Letters] = []
    size = _SIZES[0]
    for size in _SIZES:
        font = ImageFont.load_default(size)
        lines = _broken(words, font, width)
        widest = max(font.getlength(line.base) for line in lines)
        if widest <= width and len(lines) <= _MOST_LINES and len(lines) * size * 1.15 <= height:
            break
    return lines[:_MOST_LINES], size


def _broken(words: tuple[_Letters, ...], font: FreeTypeFont, width: int) -> list[_Letters]:
    rows: list[list[_Letters]] = []
    for word in words:
        if rows and font.getlength(_joined([*rows[-1], word]).base) <= width:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_joined(row) for row in rows]


def _lettering(lines: list[_Letters], font: FreeTypeFont, size: int) -> Picture:
    """Return the mask of the title."""
    from PIL import Image

    mask = Image.new("L", (SIDE, SIDE))
    for number, line in enumerate(lines):
        _set(mask, line, font, (_MARGIN, round(_MARGIN + size * (0.85 + 1.15 * number))))
    return mask


def _set(mask: Picture, line: _Letters, font: FreeTypeFont, origin: tuple[int, int]) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(mask)
    x, y = origin
    draw.text(origin, line.base, fill=255, font=font, anchor="ls")
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

    sign = _MARKS[mark].replace(" ", "")
    left, high, right, low = font.getbbox(sign, anchor="ls")
    gap = font.size * 0.05
    tile = Image.new("L", (math.ceil(right - left), math.ceil(low - high)))
    ImageDraw.Draw(tile).text((-left, -high), sign, fill=255, font=font, anchor="ls")
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
