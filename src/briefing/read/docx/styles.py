"""Styles of a Word document: what a paragraph is, by its style and those it is based on.

Names are matched as the file has them, which for the styles that come with Word is English in
every language (ISO 29500-1, 17.7.4); a style of somebody's own counts as the one it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

Role = Literal["title", "heading", "quote", "list", "caption", "contents", "code", "note", "body"]

_LONGEST_CHAIN = 20
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s?([1-9])", re.I)
_ROLES: dict[str, Role] = {
    "title": "title",
    "quote": "quote",
    "intense quote": "quote",
    "quotations": "quote",
    "block text": "quote",
    "blockquote": "quote",
    "caption": "caption",
    "figure caption": "caption",
    "table caption": "caption",
    "image caption": "caption",
    "toc heading": "contents",
    "contents heading": "contents",
    "table of figures": "contents",
    "html preformatted": "code",
    "preformatted text": "code",
    "source code": "code",
    "code": "code",
    "macro": "code",
    "macro text": "code",
    "footnote text": "note",
    "endnote text": "note",
    "bibliography": "note",
}
_STARTS: tuple[tuple[str, Role], ...] = (
    ("toc ", "contents"),
    ("contents ", "contents"),
    ("list bullet", "list"),
    ("list number", "list"),
    ("list continue", "list"),
    ("index ", "contents"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says by itself; ``None`` where it leaves it to the one it is based on."""

    name: str
    base: str | None
    outline: int | None = None
    numbered: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    """Points."""


def local(element: _Element) -> str:
    """Return an element's name without its name space: Strict files have another one."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: _Element | None, *names: str) -> _Element | None:
    """Return the element that a path of names leads to; ``None`` if there is none."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def value(element: _Element | None, name: str = "val") -> str | None:
    """Return an attribute by its local name; ``None`` if element or attribute are missing."""
    if element is None:
        return None
    for key, said in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(said)
    return None


def switched(properties: _Element | None, name: str) -> bool | None:
    """Return an on-or-off property (17.17.4); ``None`` where nothing is said."""
    found = child(properties, name)
    if found is None:
        return None
    return (value(found) or "true").lower() not in {"0", "false", "off", "none"}


def number(element: _Element | None) -> int | None:
    """Return the whole number an element's value is; ``None`` for none."""
    said = value(element) or ""
    return int(said) if re.fullmatch(r"-?\d{1,9}", said) else None


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: _Element | None) -> None:
        """Take the styles part, or ``None`` for a document without one."""
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in root if root is not None else ():
            key = value(element, "styleId")
            if local(element) != "style" or key is None:
                continue
            self._styles[key] = _style(element)
            paragraph = value(element, "type") == "paragraph"
            if paragraph and value(element, "default") in {"1", "true", "on"}:
                self._default = key
        size = number(child(root, "docDefaults", "rPrDefault", "rPr", "sz"))
        self.size = (size or 22) / 2

    def chain(self, key: str | None) -> Iterator[Style]:
        """Yield the style ``key`` and those it is based on, nearest first; loops are cut."""
        key = key if key is not None else self._default
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(key) if key is not None else None
            if style is None:
                return
            yield style
            key = style.base

    def role(self, key: str | None) -> tuple[Role, int]:
        """Return what a paragraph of the style is, and its level if it is a heading."""
        for style in self.chain(key):
            name = " ".join(style.name.casefold().replace("-", " ").split())
            if match := _HEADING.fullmatch(name):
                return "heading", int(match[1])
            role = _ROLES.get(name) or next(
                (role for start, role in _STARTS if name.startswith(start)), None
            )
            if role is not None:
                return role, 1
            if style.outline is not None and 0 <= style.outline < 9:
                return "heading", style.outline + 1
        return "body", 1

    def says(self, key: str | None, what: Literal["numbered", "bold", "hidden"]) -> bool:
        """Tell whether a style, or the nearest it is based on that says anything, says so."""
        return next(
            (said for style in self.chain(key) if (said := getattr(style, what)) is not None), False
        )

    def size_of(self, key: str | None) -> float:
        """Return the font size of a style in points."""
        return next((style.size for style in self.chain(key) if style.size), self.size)


def _style(element: _Element) -> Style:
    properties, letters = child(element, "pPr"), child(element, "rPr")
    numbering = child(properties, "numPr", "numId")
    size = number(child(letters, "sz"))
    return Style(
        name=value(child(element, "name")) or "",
        base=value(child(element, "basedOn")),
        outline=number(child(properties, "outlineLvl")),
        numbered=None if numbering is None else number(numbering) != 0,
        bold=switched(letters, "b"),
        hidden=switched(letters, "vanish"),
        size=size / 2 if size else None,
    )
