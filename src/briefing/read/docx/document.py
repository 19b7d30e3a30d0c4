"""The document of a Word file: opened within limits, its text, notes and properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Document, Facts, Notice, Source
from briefing.read.archive import Archive, resolve
from briefing.read.decode import clean
from briefing.read.docx.body import Body
from briefing.read.docx.reader import LOCKED, OLE
from briefing.read.docx.styles import Styles, local, value
from briefing.read.docx.words import Left
from briefing.read.headed import asked, header, titled
from briefing.read.outline import Part, compose
from briefing.read.plaintext.structure import recover

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_LETTERS = 10_000_000
"""As much text as any source may have: two hundred hours of speech."""

_AGAIN = "Fetch or save it again, or give its text as a plain text file."
_NO_TITLE = re.compile(
    r"untitled.*|microsoft word\b.*|word document|.*\.(?:docx?|pdf|odt|dotx?)|"
    r"(?:document|dokument|title|titel)\s?\d*|[\W\d_]*",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"[\W\d_]*|(?:admin(?:istrator)?|user|owner|author|unknown|python-docx)", re.I
)


def document_of(source: Source, number: int) -> Document:
    """Return the document; raises ``SourceError`` when there is no text to be read in it."""
    _refuse_old(source)
    package = _Package(Archive(source))
    body = Body(Styles(package.part("styles")))
    parts = body.parts(package.document)
    letters = sum(len(text) for part in parts for text in part.texts)
    if letters > MOST_LETTERS:
        raise package.archive.refused("This is more than 10 MB of text.", "Give a part of it.")
    left = body.writer.left
    notes = _notes(package, body)
    facts = _facts(package)
    notices = _notices(source, left)
    if _is_shapeless(parts):
        text = "\n\n".join(text for part in parts for text in part.texts)
        parts, said, found = recover(text)
    else:
        if parts[:1] and not any(part.role == "title" for part in parts):
            parts = titled(parts, None)
        said, parts = header(parts)
        parts, found = asked(parts)
    title = next((part.text for part in parts if part.role == "title"), None)
    facts = Facts(title=title).over(said.over(facts))
    return compose(source, number, parts + notes, facts, notices + found)


def _is_shapeless(parts: list[Part]) -> bool:
    """Tell whether nothing but paragraphs is known: then their shape is all there is to go by."""
    return bool(parts) and all(part.role == "paragraph" and not part.silent for part in parts)


def _refuse_old(source: Source) -> None:
    if not source.body.startswith(OLE):
        return
    locked = LOCKED in source.body
    raise SourceError(
        "It is locked with a password." if locked else "It is a Word document of the old kind.",
        where=source.origin,
        remedy="Open it in Word or LibreOffice and save it as DOCX, without a password.",
    )


class _Package:
    """The parts of a Word document that are read; all others are never unfolded."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.name = self._main()
        self.document = archive.xml(self.name)
        self._related = self._relations()

    def _main(self) -> str:
        """Return the name of the main part; raises ``SourceError`` when there is none."""
        rels = "_rels/.rels"
        if rels in self.archive:
            for relation in self.archive.xml(rels):
                kind, target = value(relation, "Type") or "", value(relation, "Target") or ""
                name = resolve("package", target.lstrip("/"))
                if kind.endswith("/officeDocument") and name in self.archive:
                    return str(name)
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        raise self.archive.refused("It is no Word document: its text is missing.", _AGAIN)

    def _relations(self) -> dict[str, str]:
        folder, _, leaf = self.name.rpartition("/")
        rels = f"{folder}/_rels/{leaf}.rels".lstrip("/")
        found: dict[str, str] = {}
        if rels not in self.archive:
            return found
        for relation in self.archive.xml(rels):
            kind = (value(relation, "Type") or "").rpartition("/")[2]
            target = value(relation, "Target") or ""
            base = self.name if not target.startswith("/") else "package"
            name = resolve(base, target.lstrip("/"))
            if name in self.archive and value(relation, "TargetMode") != "External":
                found.setdefault(kind, str(name))
        return found

    def part(self, kind: str) -> _Element | None:
        """Return the root of the part of a kind, such as ``styles``; ``None`` without one."""
        name = self._related.get(kind) or f"{self.name.rpartition('/')[0]}/{kind}.xml"
        return self.archive.xml(name) if name in self.archive else None

    def properties(self) -> _Element | None:
        """Return the root of the core properties; ``None`` without them."""
        name = "docProps/core.xml"
        return self.archive.xml(name) if name in self.archive else None


def _notes(package: _Package, body: Body) -> list[Part]:
    """Return the notes that the text refers to, in the order it does."""
    waiting = list(dict.fromkeys(body.writer.left.notes))
    known: dict[tuple[str, str], _Element] = {}
    for kind in ("footnote", "endnote"):
        if not any(each[0] == kind for each in waiting):
            continue
        root = package.part(f"{kind}s")
        for element in root if root is not None else ():
            if local(element) == kind:
                known.setdefault((kind, value(element, "id") or ""), element)
    found = (body.note(known[each]) for each in waiting if each in known)
    return [note for note in found if note is not None]


def _facts(package: _Package) -> Facts:
    """Return what the core properties say (ISO 29500-2, 8.3), nonsense left out.

    When the file was made is not when the article was published, and would be spoken: templates
    carry the date of theirs.
    """
    from briefing.read import checked

    root = package.properties()
    said: dict[str, str] = {}
    for element in root if root is not None else ():
        text = " ".join(clean(element.text or "")[0].split())
        if text:
            said.setdefault(local(element), text)
    title, author = checked.line(said.get("title")), said.get("creator", "")
    return Facts(
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        byline=None if _NO_AUTHOR.fullmatch(author) else checked.names(author.split(";"), None),
        updated=checked.date(said.get("modified")),
        language=checked.language(said.get("language")),
    )


def _notices(source: Source, left: Left) -> tuple[Notice, ...]:
    said = (
        (left.marks, "note-marks", f"Footnote marks taken out of the text: {left.marks}."),
        (
            left.deleted,
            "tracked-changes",
            f"Deleted text that the document still keeps was not read: {left.deleted} places.",
        ),
        (left.hidden, "hidden-text", f"Hidden text was not read: {left.hidden} places."),
    )
    return tuple(Notice(code, text, source.origin) for count, code, text in said if count)
