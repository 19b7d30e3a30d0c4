"""Own image: a person's picture made into what directories take, or refused with a reason.

A picture that is right already is published as it is, for compressing it again would only make it
worse; but without what its file holds beside it, for a photo tells where it was taken.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import UsageError
from briefing.model import Notice
from briefing.publish.artwork import JPEG, PNG
from briefing.publish.artwork.bare import bare_jpeg, bare_png
from briefing.publish.artwork.drawing import (
    COVER_LIMIT,
    QUALITIES,
    SMALL_LIMIT,
    SMALL_SIDE,
    encoded,
    jpeg,
)

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFile import ImageFile


LEAST_SIDE, MOST_SIDE = 1400, 3000
"""Pixels of a cover's side that Apple takes."""

MOST_PIXELS, MOST_PHOTO_PIXELS = 16_000_000, 50_000_000
"""An image of more is refused before it is unpacked: a few bytes can claim to be gigabytes.

A JPEG, which is what cameras make, can be unpacked at half its size and may have more.
"""

MOST_BYTES = 64 * 1024 * 1024

_REMEDY = "Export a square JPEG or PNG of 1400 to 3000 pixels a side."
_GOOD = sum(quality > 70 for quality in QUALITIES)
"""The first so many qualities look well; before one of the others a picture is made smaller."""

_SIDES = (MOST_SIDE, 2400, 2000, 1700, LEAST_SIDE)
_ORIENTATION = 0x0112
_UPRIGHT = 1


@dataclass(frozen=True, slots=True)
class OwnImage:
    """A picture as it is published, and the small one for tags, which is a JPEG always."""

    body: bytes
    type: str
    small: bytes
    notices: tuple[Notice, ...] = ()


def read_image(path: Path) -> bytes:
    """Return the bytes of a person's image. Raises ``UsageError`` if it cannot be read."""
    remedy = "Check the name of the image."
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError("This file is too large for a cover.", where=str(path), remedy=remedy)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        what = f"The cover cannot be read: {reason}."
        raise UsageError(what, where=str(path), remedy=remedy) from error


def image_notices(body: bytes, where: str) -> tuple[Notice, ...]:
    """Return what a person should know of how ``body`` is published, from its header alone.

    Raises ``UsageError`` as ``own_image`` does for what a header tells.
    """
    with _opened(body, where) as opened:
        width, height = opened.size
    if width == height:
        return ()
    text = f"The image is not square: {width} by {height} pixels. Its longer sides are cut evenly."
    return (Notice("image-cropped", text, where),)


@lru_cache(maxsize=1)
def own_image(body: bytes, where: str) -> OwnImage:
    """Return the image ``body`` as a square RGB one of 1400 to 3000 pixels below half a megabyte.

    It is turned as its camera says, its colours are brought to sRGB, what is transparent becomes
    white, and the longer sides are cut evenly, with a notice. Raises ``UsageError`` for what
    cannot be opened, moves, is too small, or claims too many pixels.
    """
    notices = image_notices(body, where)
    with _opened(body, where) as opened:
        right = _already_right(opened, body)
        picture = _square(opened)
    small = encoded(picture.resize((SMALL_SIDE, SMALL_SIDE), reducing_gap=3.0), SMALL_LIMIT)
    if right:
        return OwnImage(*right, small, notices)
    return OwnImage(_compressed(picture), JPEG, small, notices)


# ------------------------------------------------------------------------------ opening


@contextmanager
def _opened(body: bytes, where: str) -> Iterator[ImageFile]:
    """Open an image and translate what may be wrong with it, also where its pixels are read."""
    from PIL import Image

    kind = _refused(body)
    if kind:
        raise UsageError(f"This is {kind}.", where=where, remedy=_REMEDY)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we have our own limit, and damage raises
            with Image.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as opened:
                _check(opened, where)
                yield opened
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        what = f"This is no image that can be used: {str(error).rstrip('.')}."
        raise UsageError(what, where=where, remedy=_REMEDY) from error


def _check(opened: ImageFile, where: str) -> None:
    width, height = opened.size
    photo = opened.format in {"JPEG", "MPO"}
    fault = ""
    if width * height > (MOST_PHOTO_PIXELS if photo else MOST_PIXELS):
        fault = "too large"
    elif min(width, height) < LEAST_SIDE:
        fault = "too small"
    if fault:
        what = f"This image is {fault}: {width} by {height} pixels."
        raise UsageError(what, where=where, remedy=_REMEDY)
    # a camera's JPEG may hold further pictures, such as a depth map, and yet does not move
    if not photo and getattr(opened, "is_animated", False):
        raise UsageError("This image moves, and covers do not.", where=where, remedy=_REMEDY)


_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_KINDS = (
    (b"GIF8", "a GIF, which holds too few colours for a cover"),
    (b"II*\0", "a TIFF, which apps do not show"),
    (b"MM\0*", "a TIFF, which apps do not show"),
    (b"%PDF", "a PDF and no image"),
    (b"<svg", "an SVG drawing, which apps do not show"),
    (b"<?xml", "a drawing or another document, and no image"),
)


def _refused(body: bytes) -> str:
    """Return what ``body`` is, if it is one of the things people take for a usable image."""
    if body[4:8] == b"ftyp":
        return "an HEIC photo" if body[8:12] in _BRANDS else "an AVIF image or a film"
    start = body[:64].lstrip().lower()
    return next((name for mark, name in _KINDS if start.startswith(mark.lower())), "")


# ------------------------------------------------------------------------------ converting


def _already_right(opened: ImageFile, body: bytes) -> tuple[bytes, str] | None:
    """Return the picture's own file and its type, if a directory takes it as it is."""
    width, height = opened.size
    if opened.mode != "RGB" or width != height or width > MOST_SIDE:
        return None
    if opened.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT:
        return None
    if "transparency" in opened.info or not _is_srgb(opened.info.get("icc_profile")):
        return None
    if opened.format == "PNG":
        eight_bits = body[24] == 8
        bare, kind = (bare_png(body) if eight_bits else None), PNG
    else:
        bare, kind = bare_jpeg(body), JPEG
    return (bare, kind) if bare and len(bare) < COVER_LIMIT else None


def _square(opened: ImageFile) -> Picture:
    """Return the picture upright, square, in sRGB and without transparency."""
    from PIL import Image, ImageOps

    # a JPEG is unpacked no larger than needed, which for a photo saves most of the memory
    opened.draft(None, (MOST_SIDE, MOST_SIDE))
    profile = opened.info.get("icc_profile")
    ImageOps.exif_transpose(opened, in_place=True)
    picture = _opaque(opened)
    side = min(MOST_SIDE, *picture.size)
    if picture.size != (side, side):
        edge = min(picture.size)
        left, top = ((length - edge) / 2 for length in picture.size)
        box = (left, top, left + edge, top + edge)
        picture = picture.resize((side, side), Image.Resampling.LANCZOS, box, reducing_gap=3.0)
    return _in_srgb(picture, profile)


def _opaque(picture: Picture) -> Picture:
    """Return ``picture`` with 8 bits a channel, in grey, CMYK or RGB; white where it is clear."""
    from PIL import Image

    if picture.has_transparency_data:
        clear = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, (255, 255, 255))
        flat.paste(clear, mask=clear.getchannel("A"))
        return flat
    if picture.mode.startswith("I;16"):
        high = 0 if picture.mode.endswith("B") else 1
        return Image.frombytes("L", picture.size, picture.tobytes()[high::2])
    if picture.mode == "I":  # 16 bits, as older versions of Pillow open them
        return picture.point([value // 256 for value in range(65536)], "L")
    return picture if picture.mode in {"L", "CMYK", "RGB"} else picture.convert("RGB")


def _in_srgb(picture: Picture, profile: bytes | None) -> Picture:
    """Return ``picture`` as RGB. A profile that is damaged, or of other colours, is ignored."""
    from PIL import ImageCms

    if _is_srgb(profile):
        return picture.convert("RGB")
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        wanted = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(picture, found, wanted, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        made = None
    return made or picture.convert("RGB")


def _is_srgb(profile: bytes | None) -> bool:
    """Return whether colours are sRGB's: the profile says so, or there is none."""
    from PIL import ImageCms

    if not profile:
        return True
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.getProfileDescription(found).startswith("sRGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False


def _compressed(picture: Picture) -> bytes:
    """Return the largest JPEG below the limit that looks well, else the best one there is."""
    sides = [picture.width, *(side for side in _SIDES if side < picture.width)]
    for side in sides:
        smaller = picture.resize((side, side)) if side != picture.width else picture
        for quality in QUALITIES[:_GOOD]:
            body = jpeg(smaller, quality)
            if len(body) < COVER_LIMIT:
                return body
    return encoded(smaller, COVER_LIMIT)
