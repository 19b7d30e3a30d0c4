"""Artwork: the show's cover, drawn from its title or made from a person's own image.

Directories ask for a square RGB image of 1400 to 3000 pixels; half a megabyte is the most that
players load without trouble. The font is the one Pillow carries, so the same title gives the same
picture on every machine.
"""

from __future__ import annotations

import hashlib
import io
import math
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.publish.lettering import lettering
from briefing.publish.text import one_line

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

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
_TEXT_HEIGHT = 640
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
    from PIL import Image

    seed = hashlib.sha256(title.encode("utf-8", "replace")).digest()
    hue = seed[0] / 256 * math.tau
    paper, ink = _colour(0.30, 0.085, hue), (250, 249, 245)
    accent = _colour(0.82, 0.14, hue + math.tau * (0.35 + seed[1] / 256 * 0.3))
    picture = Image.new("RGB", (SIDE, SIDE), paper)
    text = lettering(one_line(title, 120), SIDE, _MARGIN, _TEXT_HEIGHT)
    if text:
        picture.paste(accent, mask=_wave(seed, SIDE - 350, 230))
        picture.paste(ink, mask=text)
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
