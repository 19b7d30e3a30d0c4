"""Texts: what is wrong with titles, descriptions and addresses, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefing.doctor.document import Node
from briefing.doctor.verdict import Fault

TEXT_LIMIT = 255
"""Characters Apple shows of a value, unless its guide says otherwise."""

NOTES_LIMIT = 4000
"""Bytes Apple takes of a description."""

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(amp|lt|gt|quot|nbsp|#[0-9]{1,6});")
_ESCAPED = re.compile(r"&lt;/?(p|br|a|b|i|ul|ol|li|em|strong|div|span|h[1-6])\b", re.IGNORECASE)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_SHOWN = frozenset("p ol ul li a b i strong em br".split())


def is_web(url: str | None) -> bool:
    """Tell whether ``url`` can be the address of something on the web."""
    if not url or any(blank in url for blank in " \n\t"):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def path_of(url: str) -> str:
    """Return the path of a web address; empty for what is none."""
    return urlsplit(url).path if is_web(url) else ""


def text_faults(node: Node | None, name: str, where: str = "") -> Iterator[Fault]:
    """Yield what is wrong with a text that apps show as it is."""
    if node is None:
        return
    text = node.text()
    if _MARKUP.search(text):
        yield Fault("plain-text", f"{name} has markup: {text[:80]!r}", where, node.line)
    if text != text.strip():
        yield Fault("blanks", f"{name} begins or ends with blanks.", where, node.line)
    if len(text.strip()) > TEXT_LIMIT:
        yield Fault("too-long", f"{name} has {len(text.strip())} characters.", where, node.line)


def size_faults(description: Node | None, where: str = "") -> Iterator[Fault]:
    """Yield what is wrong with a description: its length, and HTML that is shown as it is."""
    if description is None:
        return
    text, line = description.value(), description.line
    size = len(text.encode("utf-8", "replace"))
    if size > NOTES_LIMIT:
        yield Fault("description-long", f"It has {size:,} bytes.", where, line)
    escaped = _ESCAPED.search(text)
    if escaped and not _TAG.search(text):  # beside tags that are none, it is what is talked about
        told = text[max(0, escaped.start() - 20) : escaped.start() + 40]
        yield Fault("description-escaped", repr(told), where, line)
    others = sorted({tag.lower() for tag in _TAG.findall(text)} - _SHOWN)
    if others:
        yield Fault("description-tags", f"It has {', '.join(others[:8])}.", where, line)


def web_faults(node: Node, where: str = "") -> Iterator[Fault]:
    """Yield the addresses that are not secure, of what an app loads from a channel or an item."""
    for name, attribute in (
        ("enclosure", "url"),
        ("itunes:image", "href"),
        ("podcast:transcript", "url"),
        ("podcast:chapters", "url"),
        ("podcast:person", "img"),
        ("podcast:person", "href"),
        ("podcast:funding", "url"),
    ):
        for one in node.all(name):
            url = one.get(attribute) or ""
            if url.lower().startswith("http:"):
                yield Fault("https", f"{name} {url[:120]}", where, one.line)
