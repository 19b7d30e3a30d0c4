"""Palette: the colours of a show, chosen so that each stands out from what it lies on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

Colour = tuple[int, int, int]

TEXT_CONTRAST = 4.5
"""Least contrast of letters (WCAG 2.2, success criterion 1.4.3)."""

SHAPE_CONTRAST = 3.0
"""Least contrast of a shape one must make out (WCAG 2.2, success criterion 1.4.11)."""

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_SOFT_BLACK, _SOFT_WHITE = (21, 20, 26), (252, 249, 242)
_TURNS = (0.12, 0.33, 0.45, 0.55, 0.67, 0.88)
"""Parts of the colour circle from the ground's hue to the accent's."""

_GROUNDS = ((0.27, 0.09), (0.42, 0.17), (0.50, 0.20), (0.84, 0.15), (0.955, 0.02))
"""Lightness and chroma of the grounds a title may get: deep, rich, vivid, bright and paper."""

_MUDDY, _BRIGHT = (math.radians(35), math.radians(140)), 0.7
"""Orange and yellow hues, and the lightness below which they are brown and olive."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a cover. ``ink`` on ``ground`` and ``accent_ink`` on ``accent`` are readable.

    ``accent`` and ``second`` stand out from the ground as shapes do.
    """

    ground: Colour
    ink: Colour
    accent: Colour
    accent_ink: Colour
    second: Colour


def palette(seed: bytes, ground: str | None = None) -> Palette:
    """Return the colours that ``seed`` chooses, on ``ground`` (``#rrggbb``) if that is given.

    Raises ``ValueError`` for another form of colour.
    """
    hue = seed[0] / 256 * math.tau
    if ground is None:
        lightness, chroma = _GROUNDS[seed[1] % len(_GROUNDS)]
        if lightness < _BRIGHT:  # all hues but the muddy ones, evenly
            first, last = _MUDDY
            hue = last + hue * (1 - (last - first) / math.tau)
        base = oklch(lightness, chroma, hue)
    else:
        base = parsed(ground)
        _, chroma, own = _in_oklch(base)
        hue = own if chroma > 0.02 else hue  # black, white and greys have no hue of their own
    turn = _TURNS[seed[2] % len(_TURNS)]
    accent = _standing_out(base, 0.80, 0.16, hue + turn * math.tau)
    second = _standing_out(base, 0.66, 0.19, hue + (turn + 0.25) * math.tau)
    return Palette(base, readable_on(base), accent, readable_on(accent), second)


def parsed(colour: str) -> Colour:
    """Return ``#rrggbb`` as its three parts. Raises ``ValueError`` for anything else."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"{colour!r} is no colour")
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def readable_on(ground: Colour) -> Colour:
    """Return the ink, black or white, that is read best on ``ground``: at least 4.58 to 1.

    It is softened a little where that leaves it contrast enough.
    """
    if contrast(_WHITE, ground) >= contrast(_BLACK, ground):
        soft, full = _SOFT_WHITE, _WHITE
    else:
        soft, full = _SOFT_BLACK, _BLACK
    return soft if contrast(soft, ground) >= TEXT_CONTRAST else full


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=256)
def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Return an OKLCH colour as sRGB (B. Ottosson, A perceptual color space, 2020).

    A colour sRGB cannot show loses chroma until it can: clipping would change its hue.
    """
    while True:
        linear = _linear_srgb(lightness, chroma, hue)
        if chroma <= 0 or all(-1e-4 <= part <= 1 + 1e-4 for part in linear):
            red, green, blue = (_srgb(part) for part in linear)
            return red, green, blue
        chroma = max(0.0, chroma - 0.005)


def _standing_out(ground: Colour, lightness: float, chroma: float, hue: float) -> Colour:
    """Return the colour of this hue that is a shape on ``ground``, as near as can be.

    There is one for every ground: it is three times as light, or as dark, as one end of the tries.
    """
    tries = sorted((step / 50 for step in range(10, 50)), key=lambda one: abs(one - lightness))
    found = (oklch(one, chroma, _clear(hue, one)) for one in tries)
    return next(one for one in found if contrast(one, ground) >= SHAPE_CONTRAST)


def _clear(hue: float, lightness: float) -> float:
    """Return ``hue``, moved out of the yellows where they would be dark: that looks muddy."""
    first, last = _MUDDY
    hue %= math.tau
    if lightness >= _BRIGHT or not first < hue < last:
        return hue
    return first if hue < (first + last) / 2 else last


def _linear_srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _in_oklch(colour: Colour) -> tuple[float, float, float]:
    """Return lightness, chroma and hue of an sRGB colour."""
    red, green, blue = (_linear(part) for part in colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _srgb(linear: float) -> int:
    light = min(max(linear, 0.0), 1.0)
    curved = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(curved * 255)
