"""Addresses as people paste them: which are web addresses, and how they are shown again."""

from __future__ import annotations

import re
import unicodedata

_WEB = re.compile(r"https?://", re.I)
_USERINFO = re.compile(r"//[^/?#]*@")
_WRAPPED = re.compile(r"[\t\r\n]+")
_AROUND = " \t\r\n\f\v\x85\u00a0\u2028\u2029\u3000\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"

LONGEST_SHOWN = 300
"""Characters of an address or of a server's word that reach a message."""


def is_web(origin: str) -> bool:
    """Tell whether ``origin`` is a web address (http or https), as a person may have pasted it.

    >>> is_web(" <HTTPS://Example.org/a> "), is_web("example.org/a"), is_web("file:///a.txt")
    (True, False, False)
    """
    return _WEB.match(tidy(origin)) is not None


def tidy(origin: str) -> str:
    """Return a pasted address without what stands around it and without breaks inside.

    Blanks, invisible marks and the angle brackets of a mail go; so do tabs and line ends inside
    a web address, which a browser takes out as well (WHATWG URL, section 4.4).
    """
    address = origin.strip(_AROUND)
    if address.startswith("<") and address.endswith(">"):
        address = address[1:-1].strip(_AROUND)
    return _WRAPPED.sub("", address) if _WEB.match(address) else origin


def named(origin: str) -> str:
    """Return an address on one line, without control characters and without a password.

    >>> named("http://ada:secret@example.org/\\x1b[31m")
    'http://example.org/[31m'
    """
    text = "".join(sign for sign in origin if unicodedata.category(sign)[0] != "C")
    return _USERINFO.sub("//", text, count=1)


def shown(text: str) -> str:
    """Return what a server said fit for a message: as :func:`named`, and not too long."""
    text = named(text[: 4 * LONGEST_SHOWN])
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
