"""The book: chapters in their order, what stands before and after them left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.errors import SourceError
from briefing.model import Document, Notice, Source
from briefing.read.archive import Archive
from briefing.read.epub.chapter import MATTER, decoded, kind_of, set_aside
from briefing.read.epub.package import package_of, refuse_locked
from briefing.read.facts import same_title
from briefing.read.headed import asked
from briefing.read.outline import MOST_SENTENCES, Part, compose

MOST_LETTERS = 10_000_000
"""As much text as any source may have: two hundred hours of speech."""

_MATTER_NAME = re.compile(
    r"(?:^|[/_\-.\d])(cover|titlepage|title-page|halftitle|copyright|toc|contents|nav|colophon|"
    r"imprint)[_\-\d]*\.x?html?$",
    re.I,
)
_FEW_WORDS = 250
"""A page whose file name alone says it is no text holds fewer words; else it is read."""


def document_of(source: Source, number: int) -> Document:
    """Return the document; raises ``SourceError`` when there is no book to be read in it."""
    book = _Book(Archive(source), source)
    parts = list(book.parts())
    _refuse_wordless(parts, source)
    parts, announced = asked(parts)
    return compose(source, number, parts, book.package.facts, book.notices() + announced)


@dataclass(slots=True)
class _Count:
    """What was left out on the way, for the notices."""

    matter: list[str] = field(default_factory=list)
    beside: int = 0
    marks: int = 0
    letters: int = 0
    parts: int = 0


class _Book:
    """A book being read; lives for one call."""

    def __init__(self, archive: Archive, source: Source) -> None:
        self.archive = archive
        self.source = source
        self.count = _Count()
        self.package = package_of(archive)
        self._shift = 0
        self._titled = False
        refuse_locked(archive, {entry.member for entry in self.package.spine})

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the book in the order of the spine; a file twice in it once."""
        seen: set[str] = set()
        for entry in self.package.spine:
            if entry.member in seen:
                continue
            seen.add(entry.member)
            if not entry.linear:
                self.count.beside += 1
            elif entry.kind is not None:
                self.count.matter.append(entry.kind)
            else:
                yield from self._chapter(entry.member)

    def _chapter(self, member: str) -> list[Part]:
        from briefing.read.html.tree import parse
        from briefing.read.html.walk import walk

        markup = decoded(self.archive.read(member))
        if not markup.strip():
            return []
        root = parse(markup, self.source.origin)
        kind = kind_of(root)
        if kind is not None:
            self.count.matter.append(kind)
            return []
        walked = walk(root, set_aside(root))
        self.count.marks += walked.marks
        self.count.letters += sum(len(text) for part in walked.parts for text in part.texts)
        self.count.parts += len(walked.parts)
        if self.count.letters > MOST_LETTERS or self.count.parts > MOST_SENTENCES:
            raise self.archive.refused("It is too long to be heard.", "Give a part of it.")
        parts = list(walked.parts)
        if kind := self._is_matter(member, parts):
            self.count.matter.append(kind)
            return []
        return self._headed(member, parts)

    def _is_matter(self, member: str, parts: Sequence[Part]) -> str | None:
        """Return what a short page is by its file's name, or as it repeats the book's title."""
        words = sum(len(part.text.split()) for part in parts if not part.silent)
        if words > _FEW_WORDS:
            return None
        if words == 0:
            return "page without text"
        named = _MATTER_NAME.search(member)
        if named:
            return MATTER.get(named[1].lower().replace("halftitle", "titlepage"), "contents")
        first = next((part.text for part in parts if not part.silent), "")
        return "title page" if words < 60 and self._is_title(first) else None

    def _headed(self, member: str, parts: list[Part]) -> list[Part]:
        """Return a chapter's parts: its topmost heading as deep as the navigation has it, or named.

        A file that the navigation does not list goes on with the chapter before it.
        """
        title, depth = self.package.titles.get(member, (None, 0))
        levels = [part.level for part in parts if part.role == "heading"]
        if levels and depth:
            self._shift = depth - min(levels)
        elif levels and not self.package.titles:
            self._shift = 1 - min(levels)
        if levels:
            return [self._placed(part) if part.role == "heading" else part for part in parts]
        if title is None or self._is_title(title):
            return parts
        named = [part for part in parts[:2] if same_title(part.text, title)]
        kept = [part for part in parts if part not in named]
        return [Part("heading", (title,), level=depth), *kept] if parts else []

    def _placed(self, heading: Part) -> Part:
        """Return a heading at its level in the book; the one that is the book's title as that."""
        if not self._titled and self._is_title(heading.text):
            self._titled = True
            return replace(heading, role="title", level=1)
        return replace(heading, level=max(1, heading.level + self._shift))

    def _is_title(self, text: str) -> bool:
        title = self.package.facts.title
        return title is not None and same_title(text, title)

    def notices(self) -> tuple[Notice, ...]:
        """Return what a person should know was left out."""
        count, package = self.count, self.package
        kinds = ", ".join(dict.fromkeys(sorted(count.matter)))
        said = (
            (len(count.matter), "pages-left-out", f"Left out: {kinds} ({len(count.matter)})."),
            (count.beside, "pages-left-out", f"Pages beside the text left out: {count.beside}."),
            (
                package.missing,
                "chapters-missing",
                f"Chapters that the book lists and does not hold: {package.missing}.",
            ),
            (package.unread, "pages-left-out", f"Pages that are no text: {package.unread}."),
            (count.marks, "note-marks", f"Footnote marks taken out of the text: {count.marks}."),
        )
        return tuple(
            Notice(code, text, self.source.origin) for number, code, text in said if number
        )


def _refuse_wordless(parts: Sequence[Part], source: Source) -> None:
    """Raise for a book that says nothing below its headings, such as one of pictures."""
    if any(part.silent is None and part.role in {"paragraph", "list", "quote"} for part in parts):
        return
    raise SourceError(
        "There are no words to be read in it: its pages are pictures or empty.",
        where=source.origin,
        remedy="Give a book with text in it.",
    )
