"""Typeface: Geologica, which has heavy Latin, Cyrillic and Greek letters, and what it can draw.

It lies here with its licence, so the same title gives the same picture on every machine. A title
with a letter it lacks is not set: boxes in place of letters would be worse than no title.
"""

from __future__ import annotations

import io
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import OutputError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

MEDIUM, BOLD, HEAVY = 500, 800, 900
"""Weights of the font."""

_FONT = Path(__file__).with_name("fonts") / "Geologica.ttf"


def core(word: str) -> str:
    """Return a word without the signs around it."""
    signs = [n for n, sign in enumerate(word) if unicodedata.category(sign)[0] in "LN"]
    return word[signs[0] : signs[-1] + 1] if signs else ""


def drawable(title: str) -> tuple[str, ...]:
    """Return the title's words as the font can draw them; none if it lacks a letter of theirs.

    Pictures and invisible signs are passed over, for leaving them out changes no word.
    """
    words = []
    for word in unicodedata.normalize("NFKC", title).split():
        kept = "".join(sign for sign in word if not _picture_sign(sign))
        if any(not _has(sign) for sign in kept):
            return ()
        words.append(kept)
    words = [word for word in words if word]
    return tuple(words) if any(core(word) for word in words) else ()


def _picture_sign(sign: str) -> bool:
    return unicodedata.category(sign) in {"So", "Sk", "Cf", "Me", "Cc", "Cs", "Co", "Cn"} or (
        "\ufe00" <= sign <= "\ufe0f"
    )


@lru_cache(maxsize=1024)
def _has(sign: str) -> bool:
    """Return whether the font has ``sign``: what it lacks is drawn as one and the same box.

    Marks that did not combine with their letter are not placed well, so they count as lacking.
    """
    if unicodedata.combining(sign):
        return False
    font = font_of(40, BOLD)
    drawn, nothing = (font.getmask(one) for one in (sign, "\U0010fffd"))
    return (drawn.size, bytes(drawn)) != (nothing.size, bytes(nothing))


@lru_cache(maxsize=4)
def font_of(size: int, weight: int) -> FreeTypeFont:
    """Return the font. Letters are laid out without the machine's shaping library."""
    from PIL import ImageFont

    try:
        font = ImageFont.truetype(
            io.BytesIO(_FONT.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC
        )
        font.set_variation_by_axes([weight, 0, 0, 0])
    except (ImportError, NotImplementedError) as error:
        raise OutputError(
            "This Pillow has no FreeType that can draw a cover's letters.",
            remedy="Install Pillow's own wheel, or give an image with --cover.",
        ) from error
    return font
