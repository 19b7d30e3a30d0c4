"""Cover: the show's image for the feed and for tags, made once and kept in the output folder."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefing.errors import UsageError
from briefing.model import Enclosure, Show
from briefing.publish.artwork import (
    ARTWORK_VERSION,
    COVER_LIMIT,
    SMALL_LIMIT,
    SMALL_SIDE,
    draw_cover,
    draw_small,
    encoded,
)
from briefing.publish.catalogue import CoverFiles, ShowRecord, read_show
from briefing.publish.feed import check_show

JPEG = "image/jpeg"
LEAST_SIDE, MOST_SIDE = 1400, 3000
"""Pixels of a cover's side that Apple takes."""

MOST_PIXELS = 100_000_000
"""An image of more is refused before it is unpacked: a few bytes can claim to be gigabytes."""

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cover:
    """The show's cover: as the feed names it (``image``) and as tags carry it (``tag``)."""

    files: CoverFiles
    image: bytes
    tag: bytes
    tag_type: str = JPEG


def show_cover(show: Show, output: Path) -> Cover:
    """Return the cover of ``show``: the one kept in ``output`` if it is right, else a new one.

    Writes nothing. Raises ``UsageError`` for a show no directory would take and for a person's own
    image that cannot be used.
    """
    check_show(show)
    body = _own_image(show.cover) if show.cover else None
    origin = body if body is not None else show.title.encode("utf-8", "replace")
    kind = "image" if body is not None else "title"
    fingerprint = f"{kind}-{ARTWORK_VERSION}-{hashlib.sha256(origin).hexdigest()}"
    kept = _kept(output, fingerprint)
    if kept:
        return kept
    if body is None:
        return _cover(fingerprint, draw_cover(show.title), draw_small(show.title))
    return _cover(fingerprint, *converted(body, str(show.cover)))


def published_cover(record: ShowRecord, output: Path) -> Cover:
    """Return the cover that ``output`` holds, whatever it was made from; a new one if it is gone.

    Raises as ``show_cover`` does.
    """
    return _kept(output, record.cover.fingerprint) or show_cover(record.show, output)


def convert_cover(path: Path) -> bytes:
    """Return a person's own image as the feed's cover: a square RGB JPEG, 1400 to 3000 pixels.

    A picture that is not square loses its longer sides evenly. Raises ``UsageError`` for one that
    cannot be opened, is too small, or claims more than ``MOST_PIXELS``.
    """
    return converted(_own_image(path), str(path))[0]


@lru_cache(maxsize=1)
def converted(body: bytes, where: str) -> tuple[bytes, bytes]:
    """Return the image ``body`` as the feed's cover and as the small one for tags."""
    from PIL import Image, ImageOps

    remedy = "Give a JPEG or PNG of at least 1400 by 1400 pixels with --cover."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we have our own limit
            opened = Image.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP"))
            size = opened.size
            if size[0] * size[1] > MOST_PIXELS or min(size) < LEAST_SIDE:
                fault = "too small" if min(size) < LEAST_SIDE else "too large"
                what = f"This image is {fault}: {size[0]} by {size[1]} pixels."
                raise UsageError(what, where=where, remedy=remedy)
            upright = ImageOps.exif_transpose(opened)
            rgba = upright.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        what = f"This is no image that can be used: {error}."
        raise UsageError(what, where=where, remedy=remedy) from error
    side = min(MOST_SIDE, *rgba.size)
    square = ImageOps.fit(rgba, (side, side))
    flat = Image.new("RGB", square.size, (255, 255, 255))  # under what is transparent
    flat.paste(square, mask=square.getchannel("A"))
    image = encoded(flat, COVER_LIMIT)
    while len(image) >= COVER_LIMIT and flat.width > LEAST_SIDE:
        side = max(LEAST_SIDE, flat.width * 3 // 4)
        flat = flat.resize((side, side))
        image = encoded(flat, COVER_LIMIT)
    return image, encoded(flat.resize((SMALL_SIDE, SMALL_SIDE), reducing_gap=3.0), SMALL_LIMIT)


def _own_image(path: Path) -> bytes:
    remedy = "Check the name given with --cover."
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError("This file is too large for a cover.", where=str(path), remedy=remedy)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        what = f"The cover cannot be read: {reason}."
        raise UsageError(what, where=str(path), remedy=remedy) from error


def _kept(output: Path, fingerprint: str) -> Cover | None:
    record = read_show(output)
    if record is None or record.cover.fingerprint != fingerprint:
        return None
    bodies = []
    for file in (record.cover.image, record.cover.small):
        try:
            body = (output / file.name).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(body).hexdigest() != file.sha256:
            return None
        bodies.append(body)
    return Cover(record.cover, bodies[0], bodies[1])


def _cover(fingerprint: str, image: bytes, small: bytes) -> Cover:
    files = CoverFiles(fingerprint, _file("cover", image), _file("cover-small", small))
    return Cover(files, image, small)


def _file(name: str, body: bytes) -> Enclosure:
    digest = hashlib.sha256(body).hexdigest()
    return Enclosure(f"{name}-{digest[:8]}.jpg", len(body), JPEG, digest)
