"""QR: the feed's address as a picture a phone reads. The only module that knows segno."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8)
def qr_svg(address: str) -> str:
    """Return ``address`` as an SVG element for a page; empty if it is too long for a QR code.

    Black on white with its quiet zone in either colour scheme: many readers take nothing else.
    """
    import segno

    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:
        return ""
    return code.svg_inline(omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None)
