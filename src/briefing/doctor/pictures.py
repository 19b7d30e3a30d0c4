"""Pictures: what is wrong with artwork as its bytes are."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from briefing.doctor.verdict import Fault

SIDES = (1400, 3000)
"""Pixels of a side, least and most."""

WEIGHT = 512 * 1024
"""Bytes at most."""

_EXTENSIONS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}


def picture_faults(body: bytes, name: str, where: str) -> Iterator[Fault]:
    """Yield what is wrong with the picture ``body``; ``name`` is its file's. It is not decoded."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(body), formats=("JPEG", "PNG"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        yield Fault("artwork", f"{name} is no JPEG or PNG.", where)
        return
    width, height = opened.size
    if width != height or not SIDES[0] <= width <= SIDES[1]:
        yield Fault("artwork-size", f"{name} has {width} by {height} pixels.", where)
    if opened.mode != "RGB":
        yield Fault("artwork-colours", f"{name} is saved as {opened.mode}.", where)
    if len(body) > WEIGHT:
        yield Fault("artwork-weight", f"{name} has {len(body):,} bytes.", where)
    kind = str(opened.format)
    if "." in name and not name.lower().endswith(_EXTENSIONS[kind]):
        yield Fault("artwork-extension", f"{name} is a {kind}.", where)
