"""The package document: what belongs to a book, in which order, and what it says of itself.

EPUB 3.3, section 5, and OPF 2.0.1. Elements are known by their local names, since makers of books
mix up the name spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Facts
from briefing.read.archive import Archive, resolve
from briefing.read.decode import clean
from briefing.read.epub.chapter import MATTER, decoded
from briefing.read.epub.reader import CONTAINER

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

AGAIN = "Fetch or save it again, or give its text as a plain text file."

_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_CHAPTER_NAME = re.compile(r"\.x?html?$", re.I)
_FONT_ALGORITHMS = (
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the spine: a member of the archive, and what the package says of it."""

    member: str
    linear: bool
    kind: str | None
    """What it is when it is no part of the text."""


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says."""

    facts: Facts
    spine: tuple[Entry, ...]
    titles: dict[str, tuple[str, int]]
    """Names of chapters and their depth, by member, from the navigation."""
    missing: int
    unread: int


def _all(root: _Element, name: str) -> list[_Element]:
    """Return the elements called ``name`` in whatever name space; makers of books mix them up."""
    return [element for element in root.iter() if _is_called(element, name)]


def package_of(archive: Archive) -> Package:
    """Return what the package document says; raises ``SourceError`` when there is none."""
    name = _package_name(archive)
    root = archive.xml(name, doctype=True)
    items = {
        item.get("id", ""): (member, item)
        for item in _all(root, "item")
        if (member := resolve(name, item.get("href", ""))) is not None
    }
    kinds = {
        member: kind
        for reference in _all(root, "reference")
        if (kind := MATTER.get(reference.get("type", "").lower()))
        and (member := resolve(name, reference.get("href", ""))) is not None
    }
    spine: list[Entry] = []
    missing = unread = 0
    for itemref in _all(root, "itemref"):
        member, item = items.get(itemref.get("idref", ""), ("", None))
        if item is None or member not in archive:
            missing += 1
        elif not _is_chapter(member, item):
            unread += 1
        else:
            contents = "nav" in (item.get("properties") or "").split()
            kind = "contents" if contents else kinds.get(member)
            spine.append(Entry(member, itemref.get("linear", "yes") != "no", kind))
    if not spine:
        raise archive.refused("It lists no chapters that are in it.", AGAIN)
    titles = _titles(archive, items.values())
    return Package(_facts(root), tuple(spine), titles, missing, unread)


def _package_name(archive: Archive) -> str:
    if CONTAINER in archive:
        for rootfile in _all(archive.xml(CONTAINER, doctype=True), "rootfile"):
            member = resolve("package.opf", rootfile.get("full-path", ""))
            if member in archive:
                return str(member)
    for name in archive.names:
        if name.lower().endswith(".opf"):
            return name
    raise archive.refused("It is no EPUB book: it has no package document.", AGAIN)


def _is_chapter(member: str, item: _Element) -> bool:
    kind = (item.get("media-type") or "").lower()
    return kind in _CHAPTER_TYPES or (
        kind in {"", "application/xml", "text/plain"} and bool(_CHAPTER_NAME.search(member))
    )


def _titles(archive: Archive, items: Iterable[tuple[str, _Element]]) -> dict[str, tuple[str, int]]:
    """Return the names of chapters and their depth, by member; the first for each counts."""
    titles: dict[str, tuple[str, int]] = {}
    for member, item in sorted(items, key=lambda each: each[0]):
        nav = "nav" in (item.get("properties") or "").split()
        ncx = item.get("media-type") == "application/x-dtbncx+xml"
        if member not in archive or not (nav or ncx):
            continue
        try:
            links = _nav_links(archive, member) if nav else _ncx_links(archive, member)
            for link, title, depth in links:
                target = resolve(member, link)
                if target and title:
                    titles.setdefault(target, (title, depth))
        except SourceError:  # a broken table of contents costs names, not the book
            continue
    return titles


def _nav_links(archive: Archive, member: str) -> Iterator[tuple[str, str, int]]:
    from briefing.read.html.tree import parse

    root = parse(decoded(archive.read(member)), member)
    for nav in root.iter("nav"):
        if (nav.get("epub:type") or "toc") == "toc":
            for link in nav.iter("a"):
                depth = sum(above.tag == "ol" for above in link.iterancestors())
                yield link.get("href", ""), _line(link), max(1, depth)


def _ncx_links(archive: Archive, member: str) -> Iterator[tuple[str, str, int]]:
    for point in _all(archive.xml(member, doctype=True), "navPoint"):
        labels = [child for child in point if _is_called(child, "navLabel")]
        targets = [child for child in point if _is_called(child, "content")]
        depth = 1 + sum(_is_called(above, "navPoint") for above in point.iterancestors())
        if labels and targets:
            yield targets[0].get("src", ""), _line(labels[0]), depth


def _is_called(element: _Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name


def _line(element: _Element | HtmlElement) -> str:
    """Return the words in an element, clean and on one line."""
    return " ".join(clean("".join(map(str, element.itertext(with_tail=False))))[0].split())[:300]


def _facts(root: _Element) -> Facts:
    """Return what the package's metadata say, checked as a page's are."""
    from briefing.read import checked

    def said(name: str) -> list[_Element]:
        return [element for element in _all(root, name) if _line(element)]

    refined = {
        (meta.get("refines", "").lstrip("#"), meta.get("property")): _line(meta)
        for meta in said("meta")
    }
    titles = said("title")
    main = [each for each in titles if refined.get((each.get("id", ""), "title-type")) == "main"]
    authors = [
        _line(each)
        for each in said("creator")
        if (_role(each) or refined.get((each.get("id", ""), "role"), "aut")) == "aut"
    ]
    publisher = checked.line(next(map(_line, said("publisher")), None))
    dates = sorted(said("date"), key=lambda each: _event(each) != "publication")
    modified = refined.get(("", "dcterms:modified"))
    links = (checked.link(_line(each)) for name in ("identifier", "source") for each in said(name))
    published = next(
        (date for each in dates if _event(each) != "modification" and (date := _date(each))), None
    )
    return Facts(
        title=checked.line(next(map(_line, main + titles), None)),
        byline=checked.names(authors, publisher),
        published=published,
        updated=checked.date(modified) if modified else None,
        language=checked.language(next(map(_line, said("language")), None)),
        link=next(filter(None, links), None),
        publisher=publisher,
    )


def _date(element: _Element) -> str | None:
    from briefing.read import checked

    return checked.date(_line(element))


def _role(element: _Element) -> str | None:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}role")), None)


def _event(element: _Element) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("event")), "")


def refuse_locked(archive: Archive, chapters: set[str]) -> None:
    """Raise for a book whose text is encrypted; obfuscated fonts do not matter."""
    name = "META-INF/encryption.xml"
    if name not in archive:
        return
    for entry in _all(archive.xml(name, doctype=True), "EncryptedData"):
        method = [each.get("Algorithm", "") for each in _all(entry, "EncryptionMethod")]
        targets = [
            resolve("package.opf", each.get("URI", "")) for each in _all(entry, "CipherReference")
        ]
        if not set(method) <= set(_FONT_ALGORITHMS) and chapters & set(targets):
            raise archive.refused(
                "It is locked by its seller (DRM): its text is encrypted.",
                "Ask the seller for a copy without DRM, or give another edition.",
            )
