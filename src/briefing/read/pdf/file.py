"""The file: opened within limits; what is wrong with it is said when it cannot be read."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing.errors import SourceError
from briefing.model import Document, Facts, Notice, Source
from briefing.read.decode import clean
from briefing.read.facts import find_date
from briefing.read.headed import asked, header, titled
from briefing.read.outline import Part, compose
from briefing.read.pdf.blocks import blocks_of, body_of
from briefing.read.pdf.furniture import parted_notes, without_furniture
from briefing.read.pdf.lines import Line, lines_of
from briefing.read.pdf.painting import Painter, TooMuchError
from briefing.read.pdf.structure import Bookmark, Shape, parts_of
from briefing.read.pdf.words import Lexicon
from briefing.read.plaintext.structure import recover

if TYPE_CHECKING:
    from pypdf import PdfReader as Pdf

MOST_PAGES = 1_000
"""Some ten to twenty seconds of work, and three days of speech."""

MOST_DAMAGED = 30
"""Pages that cannot be read, beyond which no more are tried."""

MOST_LETTERS = 10_000_000
"""More than a book holds; a voice needs two hundred hours for as much."""

_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 120_000_000,
    "stream_parsing_work_maximum_count": 1_500_000,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 400_000,
    "outline_maximum_entries": 10_000,
    "outline_maximum_depth": 40,
}
"""pypdf's own, in bytes and counts; a fifth to a half of what it allows by itself."""

_AGAIN = "Fetch or save it again, or give its text as a plain text file."
_SCAN = "Run text recognition (OCR) over it, such as ocrmypdf, and give the result."


def document_of(source: Source, number: int) -> Document:
    """Return the PDF's text as document ``number``; raises ``SourceError`` when there is none."""
    if b"%PDF-" not in source.body[:1024]:
        raise _refused(source, "This is no PDF.", _AGAIN)
    try:
        opened = _opened(source)
    except (SourceError, MemoryError):
        raise
    except Exception as error:
        # The border to pypdf. On damaged files it raises, beside its own errors, whatever its
        # code runs into (KeyError, AttributeError, RecursionError, struct.error and so on);
        # its documentation says so, and no list of them would hold for its next version.
        raise _refused(source, "It is damaged or not complete.", _AGAIN) from error
    return _understood(source, number, opened)


class _Opened:
    """What was taken out of the file: nothing after this touches pypdf."""

    def __init__(self) -> None:
        self.pages: list[list[Line]] = []
        self.facts = Facts()
        self.bookmarks: list[Bookmark] = []
        self.unread = 0
        self.passed_over = 0
        self.pictures = 0
        self.letters = 0


def _refused(source: Source, what: str, remedy: str) -> SourceError:
    return SourceError(what, where=source.origin, remedy=remedy)


def _opened(source: Source) -> _Opened:
    """Return the lines of every page and what the file says of itself."""
    from pypdf import Configuration, apply_configuration

    _silence_log()
    with apply_configuration(Configuration(**_LIMITS)):
        pdf = _unlocked(source)
        count = len(pdf.pages)
        if count > MOST_PAGES:
            raise _refused(
                source,
                f"It has {count} pages; {MOST_PAGES} are the most that are read.",
                "Give it in parts.",
            )
        opened = _Opened()
        painter = Painter()
        for place in range(count):
            _take_page(opened, painter, pdf, place, source)
        opened.facts = _facts(pdf)
        opened.bookmarks = _bookmarks(pdf)
    if count and opened.unread == count:
        raise _refused(source, "It is damaged: none of its pages can be read.", _AGAIN)
    return opened


def _silence_log() -> None:
    """Keep pypdf's warnings off the screen, as a program that uses a library is to."""
    log = logging.getLogger("pypdf")
    if not any(isinstance(handler, logging.NullHandler) for handler in log.handlers):
        log.addHandler(logging.NullHandler())


def _unlocked(source: Source) -> Pdf:
    """Return the file opened, an encrypted one if it needs no password; refuse one that does."""
    import io

    from pypdf import PdfReader as Pdf
    from pypdf.errors import DependencyError

    try:
        pdf = Pdf(io.BytesIO(source.body))
        fits = not pdf.is_encrypted or bool(pdf.decrypt(""))
    except DependencyError as error:
        raise _refused(
            source,
            "It is encrypted with AES, which needs another library to be read.",
            "Install it: pip install 'briefing[encrypted]'.",
        ) from error
    if not fits:
        raise _refused(
            source,
            "It is encrypted: a password is needed to read it.",
            "Open it with the password, save it without one (print to PDF), and give that.",
        )
    return pdf


def _take_page(opened: _Opened, painter: Painter, pdf: Pdf, place: int, source: Source) -> None:
    """Add a page's lines; a damaged page among sound ones is counted and gone without."""
    try:
        painted = painter.page(pdf.pages[place])
    except MemoryError:
        raise
    except TooMuchError as error:
        what = "Its pages are drawn with more operators than can be followed."
        remedy = "Give a part of it, or its text as a plain text file."
        raise _refused(source, what, remedy) from error
    except Exception:  # the same border as above: anything at all, on a damaged page
        opened.unread += 1
        opened.pages.append([])
        if opened.unread > MOST_DAMAGED:
            what = f"It is damaged: more than {MOST_DAMAGED} of its pages cannot be read."
            raise _refused(source, what, _AGAIN) from None
        return
    opened.letters += sum(len(run.text) for run in painted.runs)
    if opened.letters > MOST_LETTERS:
        raise _refused(source, "This is more than 10 MB of text.", "Give a part of it.")
    opened.pictures += painted.pictures
    opened.passed_over += bool(painted.artifacts) + bool(painted.turned)
    opened.pages.append(lines_of(painted, place))


# ---------------------------------------------------------------------------------- facts

_DATE = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(
    r"untitled.*|microsoft (?:word|powerpoint)\b.*|"
    r".*\.(?:docx?|pdf|tex|dvi|indd|qxd|pptx?|odt|html?)|"
    r"(?:document|dokument|title|layout|slide|print)\s?\d*|[\W\d_]*",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"[\W\d_]*|(?:admin(?:istrator)?|user|owner|author|unknown|root|\w+@.*)", re.I
)
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")


def _facts(pdf: Pdf) -> Facts:
    """Return what the file's document information says (14.3.3), nonsense left out.

    When the file was made is not when the article was published, and would be spoken.
    """
    try:
        said: Any = pdf.metadata or {}
        title = _stated(said.get("/Title"))
        byline = _stated(said.get("/Author"))
        updated = _date(said.get("/ModDate"))
        language = _stated(pdf.root_object.get("/Lang")).lower().replace("_", "-")
    except Exception:  # the same border as above; the text is worth more than what is said of it
        return Facts()
    return Facts(
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        byline=byline if byline and not _NO_AUTHOR.fullmatch(byline) else None,
        updated=updated,
        language=language if _TAG.fullmatch(language) else None,
    )


def _stated(value: Any) -> str:
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, bytes):  # what pypdf could not decode
        wide = value.startswith(b"\xfe\xff")
        value = value.decode("utf-16-be" if wide else "latin-1", "ignore")
    return " ".join(clean(value)[0].split())[:300] if isinstance(value, str) else ""


def _date(value: Any) -> str | None:
    match = _DATE.match(_stated(value))
    found = find_date("-".join(match.groups())) if match else None
    return found[0] if found else None


def _bookmarks(pdf: Pdf) -> list[Bookmark]:
    try:
        return list(_listed(pdf.outline, 1))
    except Exception:  # the same border as above; the outline only confirms what is found
        return []


def _listed(entries: Sequence[Any], depth: int) -> Iterator[Bookmark]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _listed(entry, depth + 1)
        elif title := _stated(getattr(entry, "title", None)):
            yield Bookmark(title, depth)


# -------------------------------------------------------------------------- understanding


def _understood(source: Source, number: int, opened: _Opened) -> Document:
    """Return the document that the lines make."""
    every = [line for page in opened.pages for line in page]
    _refuse_without_text(source, opened, every)
    pages, dropped = without_furniture(opened.pages)
    body = body_of([line for page in pages for line in page])
    pages, notes = parted_notes(pages, body.size)
    lines = [line for page in pages for line in page]
    lexicon = Lexicon(line.text for line in lines)
    shape = Shape(blocks_of(lines, body), body, lexicon, opened.bookmarks, title=opened.facts.title)
    parts = parts_of(shape, notes)
    notices = _notices(source, opened, dropped, sum(line.marks for line in lines))
    if not any(part.role in {"heading", "title"} for part in parts):
        return _from_plain_text(source, number, parts, opened.facts, notices)
    if parts[0].role != "title":
        parts = titled(parts, opened.facts.title)
    said, parts = header(parts)
    parts, announced = asked(parts)
    facts = _titled_by_text(said.over(opened.facts), parts)
    return compose(source, number, parts, facts, notices + announced)


def _titled_by_text(facts: Facts, parts: Sequence[Part]) -> Facts:
    title = next((part.text for part in parts if part.role == "title"), None)
    return Facts(title=title).over(facts)


def _from_plain_text(
    source: Source, number: int, parts: list[Part], facts: Facts, notices: tuple[Notice, ...]
) -> Document:
    """Return the document when no style marks a heading: its shape is all there is to go by."""
    plain = all(part.role in {"paragraph", "quote", "list"} or part.silent for part in parts)
    found: tuple[Notice, ...] = ()
    if plain:
        text = "\n\n".join(
            f"- {text}" if part.role == "list" else text
            for part in parts
            if not part.silent
            for text in part.texts
        )
        silent = [part for part in parts if part.silent]
        told, said, found = recover(text, facts.title)
        parts, facts = told + silent, said.over(facts)
    return compose(source, number, parts, facts, notices + found)


def _refuse_without_text(source: Source, opened: _Opened, lines: Sequence[Line]) -> None:
    """Raise for a file without text, or whose fonts do not say what letters they show."""
    sample = "".join(line.text for line in lines)[:200_000]
    inked = sum(not letter.isspace() for letter in sample)
    if inked == 0 or (opened.pictures >= len(opened.pages) and inked < 8 * len(opened.pages)):
        what = (
            "It is a scan: pictures of pages, without text."
            if opened.pictures
            else "There is no text in it."
        )
        raise _refused(source, what, _SCAN)
    written = sum(letter.isalnum() for letter in sample)
    strange = sum(_is_strange(letter) for letter in sample)
    if written < 0.45 * inked or strange > 0.1 * inked or _is_babel(sample):
        raise _refused(source, "Its fonts do not say which letters they show.", _SCAN)


def _is_babel(sample: str) -> bool:
    """Tell whether the letters are of so many scripts that their codes must mean others."""
    scripts = Counter(
        unicodedata.name(letter, "?").split("-")[0].split()[0]
        for letter in sample[:50_000]
        if letter.isalpha()
    )
    letters = sum(scripts.values())
    seen = [script for script, count in scripts.items() if count > 0.002 * letters]
    usual = sum(count for _, count in scripts.most_common(3))
    return letters > 200 and len(seen) >= 8 and letters - usual > 0.03 * letters


def _is_strange(letter: str) -> bool:
    return "\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" or letter >= "\U000f0000"


def _notices(source: Source, opened: _Opened, dropped: int, marks: int) -> tuple[Notice, ...]:
    said = (
        (dropped, "page-furniture", f"Running heads, feet and page numbers left out: {dropped}."),
        (
            opened.passed_over,
            "page-furniture",
            "Text that the file marks as page furniture, that is turned, or that stands outside "
            f"the page left out on {opened.passed_over} pages.",
        ),
        (opened.unread, "damaged-pages", f"Damaged pages that cannot be read: {opened.unread}."),
        (marks, "note-marks", f"Footnote marks taken out of the text: {marks}."),
    )
    return tuple(Notice(code, text, source.origin) for count, code, text in said if count)
