"""Text: what a title or a paragraph must be like before it enters a feed, a file or a URL."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlsplit, urlunsplit

_UNFIT = re.compile(
    # not XML 1.0 characters, or discouraged there (production 2 and its note)
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    # direction overrides: one left open in a title turns an app's whole list around
    "|[\u202a-\u202e\u2066-\u2069]"
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")

FIELD_LIMIT = 255
"""Characters Apple allows in a value of the feed, unless it says otherwise."""

SLUG_LIMIT = 48
"""Characters of a title that a file name keeps."""


def clean(text: str) -> str:
    """Return ``text`` without what XML 1.0 forbids and without direction overrides."""
    if text.isascii() and text.isprintable():  # most of a feed, and much quicker found out
        return text
    return _UNFIT.sub("", text)


def one_line(text: str, limit: int = FIELD_LIMIT) -> str:
    """Return ``text`` clean, on one line, in at most ``limit`` characters."""
    line = " ".join(clean(text).split())
    if len(line) <= limit:
        return line
    head, blank, _ = line[:limit].rpartition(" ")
    return (head if blank else line[: limit - 1]).rstrip() + "…"


def one_line_in(text: str, size: int) -> str:
    """Return ``text`` clean, on one line that as HTML takes at most ``size`` bytes of UTF-8."""
    line = one_line(text, size)
    while (taken := size_of(escape(line))) > size:
        line = one_line(text, len(line) * size // taken)
    return line


def size_of(text: str) -> int:
    """Return how many bytes of UTF-8 ``text`` takes."""
    return len(text.encode("utf-8"))


def slug(title: str) -> str:
    """Return a file name for ``title``: ``a-z0-9-`` only, never empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain)[:SLUG_LIMIT].strip("-") or "episode"


@lru_cache(maxsize=256)
def ascii_url(url: str) -> str | None:
    """Return ``url`` in ASCII (RFC 3986, host by IDNA), or ``None`` if it is no web address.

    A name and password in it are left out: what is published is read by all.
    """
    try:
        parts = urlsplit(clean(url).strip())
        host = parts.hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError is one: a host no name server could know
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    host = f"[{host}]" if ":" in host else host
    path, query, fragment = map(_quoted, (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


def _quoted(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe="/:@!$&'()*+,;=~%-._?")


def file_url(base_url: str, *names: str) -> str:
    """Return the address of a file of the output folder, in ASCII."""
    return (ascii_url(base_url) or base_url) + "/".join(quote(name, safe="") for name in names)
