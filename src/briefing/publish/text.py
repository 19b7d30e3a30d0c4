"""Text: what a title or a paragraph must be like before it enters a feed, a file or a URL."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

_UNFIT = re.compile(
    # not XML 1.0 characters, or discouraged there (production 2 and its note)
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    # direction overrides: one left open in a title turns an app's whole list around
    "|[\u202a-\u202e\u2066-\u2069]"
)
_BLANKS = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

FIELD_LIMIT = 255
"""Characters Apple allows in a value of the feed, unless it says otherwise."""

SLUG_LIMIT = 48
"""Characters of a title that a file name keeps."""


def clean(text: str) -> str:
    """Return ``text`` without what XML 1.0 forbids and without direction overrides."""
    return _UNFIT.sub("", text)


def one_line(text: str, limit: int = FIELD_LIMIT) -> str:
    """Return ``text`` clean, on one line, in at most ``limit`` characters."""
    line = _BLANKS.sub(" ", clean(text)).strip()
    if len(line) <= limit:
        return line
    head, blank, _ = line[:limit].rpartition(" ")
    return (head if blank else line[: limit - 1]).rstrip() + "…"


def slug(title: str) -> str:
    """Return a file name for ``title``: ``a-z0-9-`` only, never empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain)[:SLUG_LIMIT].strip("-") or "episode"


@lru_cache(maxsize=256)
def ascii_url(url: str) -> str | None:
    """Return ``url`` in ASCII (RFC 3986, host by IDNA), or ``None`` if it is no web address."""
    try:
        parts = urlsplit(clean(url).strip())
        host = parts.hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError is one: a host no name server could know
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    kept = "/:@!$&'()*+,;=~%-._"
    return urlunsplit(
        (
            parts.scheme,
            quote(host, safe="[]:.-_") + port,
            quote(parts.path, safe=kept),
            quote(parts.query, safe=kept + "?"),
            quote(parts.fragment, safe=kept + "?"),
        )
    )


def file_url(base_url: str, *names: str) -> str:
    """Return the address of a file of the output folder, in ASCII."""
    return (ascii_url(base_url) or base_url) + "/".join(quote(name, safe="") for name in names)
