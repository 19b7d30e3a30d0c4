"""PDFs written by hand: text put at places, so that a test knows what stands where."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier", "F4": "Times-Italic"}
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Put:
    """A text at a place: points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 10
    font: str = "F1"

    def operators(self) -> bytes:
        """Return the operators that paint it."""
        code = self.text.encode("cp1252", "replace")
        for sign in (b"\\", b"(", b")"):
            code = code.replace(sign, b"\\" + sign)
        return b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (
            self.font.encode(),
            self.size,
            self.x,
            self.y,
            code,
        )


def set_text(
    text: str, x: float, y: float, *, size: float = 10, wide: int = 80, font: str = "F1"
) -> list[Put]:
    """Return a paragraph broken into lines of at most ``wide`` characters, from ``y`` down."""
    lines = textwrap.wrap(text, wide, break_on_hyphens=False)
    return [Put(line, x, y - 1.2 * size * place, size, font) for place, line in enumerate(lines)]


def below(lines: Sequence[Put], gap: float = 20) -> float:
    """Return the height at which the next block under ``lines`` is to begin."""
    return min(line.y for line in lines) - gap


def column(
    paragraphs: Iterable[str], x: float, y: float, *, size: float = 10, wide: int = 80
) -> list[Put]:
    """Return paragraphs below one another."""
    found: list[Put] = []
    for text in paragraphs:
        block = set_text(text, x, y, size=size, wide=wide)
        found += block
        y = below(block, 1.2 * size + 8)
    return found


def stream(body: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """Return a stream object."""
    if packed:
        body, entries = zlib.compress(body), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), entries, body)


def assembled(objects: Mapping[int, bytes], *, trailer: bytes = b"") -> bytes:
    """Return a file of numbered objects, the catalog number 1, with its table of places."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        known = number in places
        out += b"%010d %05d %s \n" % (
            places.get(number, 0),
            0 if known else 65535,
            b"fn"[known:][:1],
        )
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        last + 1,
        trailer,
        table,
    )
    return bytes(out)


def text_string(text: str) -> bytes:
    """Return a text string as a PDF has them."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass")).hex().encode() + b">"


def made(
    pages: Sequence[Sequence[Put] | bytes],
    *,
    info: Mapping[str, str] | None = None,
    bookmarks: Sequence[str] = (),
    lang: str | None = None,
    packed: bool = False,
    extra: Mapping[int, bytes] | None = None,
) -> bytes:
    """Return a PDF of ``pages``, each what is put on it or its operators."""
    fonts = {name: 10 + place for place, name in enumerate(FONTS)}
    objects: dict[int, bytes] = {
        number: b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
        % FONTS[name].encode()
        for name, number in fonts.items()
    }
    named = b" ".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in fonts.items())
    kids = []
    for place, page in enumerate(pages):
        number = 100 + 2 * place
        kids.append(b"%d 0 R" % number)
        operators = page if isinstance(page, bytes) else b"".join(put.operators() for put in page)
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << %s >> >> >>" % (WIDTH, HEIGHT, number + 1, named)
        )
        objects[number + 1] = stream(operators, packed=packed)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    entries = b"/Lang (%s)" % lang.encode() if lang else b""
    if bookmarks:
        entries += b" /Outlines 20 0 R"
        _add_outline(objects, bookmarks)
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries
    objects |= extra or {}
    said = b" ".join(
        b"/%s %s" % (key.encode(), text_string(value)) for key, value in (info or {}).items()
    )
    return assembled(objects, trailer=b"/Info << %s >>" % said)


def _add_outline(objects: dict[int, bytes], bookmarks: Sequence[str]) -> None:
    first, last = 30, 29 + len(bookmarks)
    objects[20] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R >>" % (first, last)
    for place, title in enumerate(bookmarks):
        after = b"/Next %d 0 R" % (first + place + 1) if first + place < last else b""
        objects[first + place] = b"<< /Title %s /Parent 20 0 R /Dest [100 0 R /Fit] %s >>" % (
            text_string(title),
            after,
        )
