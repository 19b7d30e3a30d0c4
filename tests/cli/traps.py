"""Hostile sources, made here: each a file name and its bytes. Nothing of them is kept on disk."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from madepdf import column, made, stream
from madezip import raw, zeros, zipped
from pypdf import PdfReader, PdfWriter

MEGABYTE = 1024 * 1024

SENTENCE = "The lamp is lit and the harbour sleeps again. "


def _bomb(root: str) -> str:
    """Return an XML document whose entities unfold to a billion words (the "billion laughs")."""
    entities = "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>{root}'


_RSS = (
    "<rss version='2.0'><channel><title>&l9;</title><item><title>&l9;</title>"
    "<description>&l9;</description></item></channel></rss>"
)
_CONTAINER = (
    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
    "<rootfile full-path='book.opf' media-type='application/oebps-package+xml'/></rootfiles>"
    "</container>"
)
_TYPES = (
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships"
    "+xml'/><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-"
    "officedocument.wordprocessingml.document.main+xml'/></Types>"
)


def _epub(opf: bytes | str, **more: bytes | str) -> bytes:
    first = {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER}
    return zipped({**first, "book.opf": opf, **more})


def _zip_bomb(*members: tuple[str, str]) -> bytes:
    """Return an archive of ``members`` and one that unfolds to 400 MB of zeros."""
    packed = [(name, _deflated(text.encode()), len(text)) for name, text in members]
    return raw([*packed, ("c.xhtml", zeros(400), 400_000_000)])


def _deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


def _pdf() -> bytes:
    return made([column([SENTENCE * 6] * 8, 60, 780)] * 3)


def _locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf())))
    writer.encrypt("secret", "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _inflating() -> bytes:
    """Return a PDF whose page unfolds to 300 MB of operators."""
    packed = zlib.compress(b"0 0 m " * 50_000_000, 9)
    body = made([b""])
    return body.replace(stream(b""), stream(packed, b"/Filter /FlateDecode"))


def _many_chapters() -> bytes:
    count = 10_000
    manifest = "".join(
        f"<item id='c{n}' href='c{n}.xhtml' media-type='application/xhtml+xml'/>"
        for n in range(count)
    )
    spine = "".join(f"<itemref idref='c{n}'/>" for n in range(count))
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata/>"
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    chapters = {f"c{n}.xhtml": f"<p>{SENTENCE}</p>" for n in range(count)}
    return _epub(opf, **chapters)


def _feed_of(count: int) -> bytes:
    item = f"<item><title>Lamps</title><description>{SENTENCE * 40}</description></item>"
    return f"<rss version='2.0'><channel><title>Post</title>{item * count}</channel></rss>".encode()


SOURCES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("empty.txt", lambda: b""),
    "binary-as-text": ("a.txt", lambda: bytes(range(256)) * 400),
    "100-mb-of-text": ("big.txt", lambda: SENTENCE.encode() * (100 * MEGABYTE // 46)),
    "9-mb-of-text": ("long.txt", lambda: (SENTENCE * 12 + "\n\n").encode() * 16_000),
    "9-mb-of-markdown": ("long.md", lambda: ("# A\n\n" + SENTENCE * 12 + "\n\n").encode() * 16_000),
    "5-mb-line": ("line.txt", lambda: SENTENCE.encode() * (5 * MEGABYTE // 46)),
    "5-mb-word": ("word.txt", lambda: b"Told here. " + b"a" * 5 * MEGABYTE),
    "ten-thousand-sections": (
        "sections.md",
        lambda: b"".join(
            f"## Section {n}\n\nLamp {n} is lit. It burns.\n\n".encode() for n in range(10_000)
        ),
    ),
    "ten-thousand-plain-sections": (
        "sections.txt",
        lambda: b"".join(
            f"The Lamps of Street {n}\n\n{SENTENCE * 3}\n\n".encode() for n in range(10_000)
        ),
    ),
    "only-headings": ("heads.md", lambda: b"# One\n\n## Two\n\n## Three\n"),
    "only-questions": ("asked.txt", lambda: b"Who lit it?\n\nWhy now?\n\nWhat next?\n"),
    "no-title": ("untitled.txt", (SENTENCE * 3).encode),
    "duplicate-headings": ("twice.md", lambda: b"# A\n\n" + b"## Same\n\nLamps burn.\n\n" * 50),
    "deep-html": (
        "deep.html",
        lambda: b"<!doctype html><body>" + b"<div>" * 100_000 + b"<p>Lamps burn.",
    ),
    "wide-html": (
        "wide.html",
        lambda: b"<!doctype html><body><article>" + b"<p>Lamps burn.</p>" * 200_000,
    ),
    "html-attributes": (
        "attributes.html",
        lambda: (
            b"<!doctype html><body><p "
            + b"".join(b"a%d=1 " % n for n in range(300_000))
            + b">Lamps burn all night in the harbour of Eastmere."
        ),
    ),
    "html-entities": (
        "entities.html",
        lambda: b"<!doctype html><body><p>Lamps burn. " + b"&amp;&#x202e;&#0;&zwj;" * 200_000,
    ),
    "html-truncated": ("cut.html", lambda: b"<!doctype html><html><body><p>Lamps <b"),
    "rss-entity-bomb": ("bomb.xml", lambda: _bomb(_RSS).encode()),
    "atom-external-entity": (
        "external.xml",
        (
            "<!DOCTYPE feed [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><feed xmlns='"
            "http://www.w3.org/2005/Atom'><title>&x;</title><entry><title>&x;</title>"
            "<content>&x;</content></entry></feed>"
        ).encode,
    ),
    "opml-entity-bomb": (
        "bomb.opml",
        lambda: _bomb("<opml><body><outline text='&l9;' xmlUrl='&l9;'/></body></opml>").encode(),
    ),
    "feed-of-5000": ("many.xml", lambda: _feed_of(5_000)),
    "epub-entity-bomb": ("bomb.epub", lambda: _epub(_bomb("<package>&l9;</package>"))),
    "epub-zip-bomb": (
        "zip.epub",
        lambda: _zip_bomb(
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER),
            ("book.opf", "<package/>"),
        ),
    ),
    "epub-ten-thousand-chapters": ("chapters.epub", _many_chapters),
    "epub-truncated": ("cut.epub", lambda: _many_chapters()[:5_000]),
    "epub-traversal": (
        "up.epub",
        lambda: _epub(
            "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' href="
            "'../../../etc/passwd' media-type='application/xhtml+xml'/></manifest><spine>"
            "<itemref idref='a'/></spine></package>",
            **{"../../../etc/passwd": "<p>root: no.</p>"},
        ),
    ),
    "docx-entity-bomb": (
        "bomb.docx",
        lambda: zipped(
            {
                "[Content_Types].xml": _TYPES,
                "_rels/.rels": _bomb("<Relationships>&l9;</Relationships>"),
                "word/document.xml": _bomb("<w:document xmlns:w='x'>&l9;</w:document>"),
            }
        ),
    ),
    "docx-zip-bomb": (
        "zip.docx",
        lambda: _zip_bomb(("[Content_Types].xml", _TYPES), ("word/document.xml", "<w/>")),
    ),
    "epub-encrypted": (
        "locked.epub",
        lambda: _epub(
            "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' href='a.xhtml' "
            "media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine>"
            "</package>",
            **{
                "a.xhtml": bytes(range(256)),
                "META-INF/encryption.xml": "<encryption xmlns="
                "'urn:oasis:names:tc:opendocument:xmlns:container' xmlns:enc="
                "'http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData><enc:EncryptionMethod "
                "Algorithm='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/><enc:CipherData>"
                "<enc:CipherReference URI='a.xhtml'/></enc:CipherData></enc:EncryptedData>"
                "</encryption>",
            },
        ),
    ),
    "docx-encrypted": (
        "locked.docx",
        lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(504)
            + "EncryptedPackage".encode("utf-16-le")
            + bytes(1_000)
        ),
    ),
    "lone-surrogates": (
        "halves.txt",
        lambda: b"\xff\xfe" + ("Lamps \ud800 burn. " * 40).encode("utf-16-le", "surrogatepass"),
    ),
    "docx-truncated": (
        "cut.docx",
        lambda: zipped({"[Content_Types].xml": _TYPES, "word/document.xml": "<w/>"})[:200],
    ),
    "unknown-zip": ("a.zip", lambda: zipped({"a": "b"})),
    "pdf-truncated": ("cut.pdf", lambda: _pdf()[:1_500]),
    "pdf-without-its-end": ("half.pdf", lambda: _pdf()[: len(_pdf()) // 2]),
    "pdf-encrypted": ("locked.pdf", _locked),
    "pdf-scanned": ("scan.pdf", lambda: made([b"q 595 0 0 842 0 0 cm 0 0 1 1 re f Q"] * 3)),
    "pdf-inflating": ("inflating.pdf", _inflating),
    "mixed-encodings": (
        "mixed.txt",
        lambda: "Größe zählt. ".encode() * 40 + "Straße ".encode("cp1252") + b"\x81\x8d",
    ),
    "wrong-charset": (
        "wrong.html",
        lambda: (
            "<!doctype html><meta charset=utf-16><p>Größe zählt in Eastmere, und das ist gut."
            "".encode("cp1252")
        ),
    ),
    "mail-of-many-parts": (
        "parts.eml",
        lambda: (
            b"From: a@example.org\nSubject: Lamps\nMIME-Version: 1.0\n"
            b"Content-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: text/plain\n\nLamps burn.\n" * 20_000
            + b"--b--\n"
        ),
    ),
    "mail-nested": (
        "nested.eml",
        lambda: (
            b"From: a@example.org\nSubject: Lamps\nMIME-Version: 1.0\n"
            + b"".join(
                b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
                for n in range(3_000)
            )
            + b"Content-Type: text/plain\n\nLamps burn.\n"
        ),
    ),
}
"""Name of the trouble: a file name, and how to make its bytes."""

UNSEEN = "\u202egnp\u200b\x07\x1b[31m\ufeff"
"""A direction override, an invisible blank, controls, a byte order mark."""

MARKED_TITLE = f"# ../../{UNSEEN}etc/passwd <b>&amp; {{{{ 7*7 }}}}: lamps\n\nLamps burn.\n"
"""A title no file name, tag, feed or template may take at its word."""
