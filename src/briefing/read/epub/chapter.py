"""A chapter's markup: its encoding, what its page is, and what in it is not to be told."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from briefing.read.decode import clean
from briefing.read.outline import Part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MATTER = {
    "cover": "cover",
    "titlepage": "title page",
    "title-page": "title page",
    "halftitlepage": "title page",
    "copyright-page": "copyright page",
    "copyright": "copyright page",
    "toc": "contents",
    "landmarks": "contents",
    "loi": "contents",
    "lot": "contents",
    "page-list": "contents",
    "colophon": "colophon",
    "imprint": "imprint",
    "index": "index",
    "other-credits": "credits",
    "ad": "advertisement",
}
"""Kinds of page that are no part of the text, by ``epub:type`` or by type in the guide."""

_NOTE = re.compile(r"\b(?:footnotes?|endnotes?|rearnotes?|doc-footnote|doc-endnotes?)\b")
_BREAK = re.compile(r"\b(?:pagebreak|doc-pagebreak)\b")
_ENCODING = re.compile(
    rb"<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})|<meta[^>]{0,200}charset=[\"']?([\w.:-]{2,40})",
    re.I,
)


def decoded(body: bytes) -> str:
    """Return a chapter's text: UTF-8 as the standard demands, or what it declares itself."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")):
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if body.startswith(b"\xfe\xff"):
        return body[2:].decode("utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        match = _ENCODING.search(body[:1024])
        declared = (match[1] or match[2]).decode("ascii") if match else "cp1252"
    try:
        return body.decode(declared, "replace")
    except LookupError:
        return body.decode("cp1252", "replace")


def _types(element: HtmlElement) -> str:
    return f"{element.get('epub:type') or ''} {element.get('role') or ''}".lower()


def kind_of(root: HtmlElement) -> str | None:
    """Return what a chapter's page is when its own markup says that it is no part of the text."""
    body = root.find("body")
    if body is None:
        return None
    for element in (body, *(child for child in body if len(body) == 1)):
        for word in _types(element).replace("doc-", "").split():
            if word in MATTER:
                return MATTER[word]
    return None


def set_aside(root: HtmlElement) -> dict[HtmlElement, Sequence[Part]]:
    """Return what is to stand in place of notes, page breaks and a publisher's boilerplate."""
    instead: dict[HtmlElement, Sequence[Part]] = {}
    for element in root.iter():
        if not isinstance(element.tag, str) or _is_within(element, instead):
            continue
        types = _types(element)
        if _BREAK.search(types):
            instead[element] = ()
        elif _NOTE.search(types) and element.tag not in {"a", "body", "html", "sup", "span"}:
            instead[element] = _silent(element, "a footnote")
        elif "pg-boilerplate" in (element.get("class") or ""):
            instead[element] = _silent(element, "licence terms")
    return instead


def _is_within(element: HtmlElement, others: Container[HtmlElement]) -> bool:
    return any(above in others for above in element.iterancestors())


def _silent(element: HtmlElement, reason: str) -> tuple[Part, ...]:
    text = _said(element)
    return (Part("paragraph", (text,), silent=reason),) if text else ()


def _said(element: HtmlElement) -> str:
    return " ".join(clean(" ".join(element.itertext()))[0].split())
