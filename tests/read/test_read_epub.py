"""EPUB: chapters in the order of the spine, what is no text left out, locked books refused."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hostile import check_sound_or_refused
from madezip import overlapping, raw, zeros, zipped

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.epub import EpubReader
from briefing.testing.reader import ReaderContract

CORPUS = sorted((Path(__file__).parent / "corpus" / "epub").glob("*"))

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
METADATA = (
    "<dc:title>The Lamp Keeper</dc:title><dc:creator>Ines Calder</dc:creator>"
    "<dc:publisher>Haldenau Press</dc:publisher><dc:date>2026-03-04</dc:date>"
    "<dc:language>en-GB</dc:language>"
    "<dc:identifier>https://press.example/lamp-keeper</dc:identifier>"
)
ONE = "<h2>The Rock</h2><p>The lamp was lit at four. Nobody saw it for a week.</p>"
TWO = "<h2>The Storm</h2><p>It came from the west.</p><h3>The Boats</h3><p>Three were lost.</p>"


def page(body: str, *, attributes: str = "", head: str = "") -> str:
    """Return a chapter's XHTML."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title>{head}</head>'
        f"<body{attributes}>{body}</body></html>"
    )


def book(
    chapters: Mapping[str, str],
    *,
    metadata: str = METADATA,
    spine: Sequence[str] | None = None,
    nonlinear: Sequence[str] = (),
    nav: str = "",
    extra: Mapping[str, bytes | str] | None = None,
    guide: str = "",
) -> bytes:
    """Return an EPUB of ``chapters``, by file name."""
    listed = "".join(
        f'<item id="i{place}" href="{name}" media-type="application/xhtml+xml"/>'
        for place, name in enumerate(chapters)
    )
    if nav:
        listed += (
            '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        )
    places = {name: place for place, name in enumerate(chapters)}
    refs = "".join(
        f'<itemref idref="i{places.get(name, 999)}" linear="{_linear(name in nonlinear)}"/>'
        for name in (spine if spine is not None else chapters)
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'xmlns:opf="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{listed}</manifest>"
        f"<spine>{refs}</spine><guide>{guide}</guide></package>"
    )
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": opf,
        **{f"OPS/{name}": text for name, text in chapters.items()},
    }
    if nav:
        members["OPS/nav.xhtml"] = page(f'<nav epub:type="toc"><ol>{nav}</ol></nav>')
    return zipped(members | dict(extra or {}), stored=("mimetype",))


def _linear(beside: bool) -> str:
    return "no" if beside else "yes"


def read(body: bytes) -> Document:
    """Return what the reader makes of a book."""
    return EpubReader().read(Source("lamp.epub", body), 1)


def refusal(body: bytes) -> SourceError:
    """Return why the reader refuses a book."""
    with pytest.raises(SourceError) as caught:
        read(body)
    assert caught.value.where == "lamp.epub"
    assert caught.value.remedy
    return caught.value


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the headings with their levels."""
    return [(section.level, section.heading.text) for section in document.sections]


def told(document: Document) -> str:
    """Return all that is spoken below headings."""
    return " ".join(
        sentence.text
        for block in document.blocks()
        if block.silent is None
        for sentence in block.sentences
    )


class TestContract(ReaderContract):
    """The EPUB reader keeps the contract."""

    @pytest.fixture
    def reader(self) -> EpubReader:
        return EpubReader()

    @pytest.fixture
    def good_source(self) -> Source:
        return Source("lamp.epub", book({"1.xhtml": page(ONE), "2.xhtml": page(TWO)}))


class TestStructure:
    """Chapters become sections in the order of the spine."""

    def test_chapters_are_sections(self) -> None:
        """A chapter's topmost heading is at level 1, those in it below."""
        document = read(book({"1.xhtml": page(ONE), "2.xhtml": page(TWO)}))
        assert headings(document) == [(1, "The Rock"), (1, "The Storm"), (2, "The Boats")]

    def test_the_spine_says_the_order(self) -> None:
        """Neither the manifest's order nor the archive's counts."""
        chapters = {"2.xhtml": page(TWO), "1.xhtml": page(ONE)}
        document = read(book(chapters, spine=["1.xhtml", "2.xhtml"]))
        assert headings(document)[0] == (1, "The Rock")

    def test_pages_beside_the_text(self) -> None:
        """What the spine has as not linear is left out, with a notice."""
        chapters = {"1.xhtml": page(ONE), "map.xhtml": page("<p>A map of the rock.</p>")}
        document = read(book(chapters, nonlinear=["map.xhtml"]))
        assert "map" not in told(document)
        assert any("beside the text" in notice.text for notice in document.notices)

    def test_names_from_the_navigation(self) -> None:
        """A chapter without a heading has the name that the navigation gives it."""
        chapters = {"1.xhtml": page("<p>The lamp was lit.</p>"), "2.xhtml": page(TWO)}
        nav = '<li><a href="1.xhtml">The Lamp</a></li><li><a href="2.xhtml">Other</a></li>'
        assert headings(read(book(chapters, nav=nav)))[:2] == [(1, "The Lamp"), (1, "The Storm")]

    def test_names_from_an_ncx(self) -> None:
        """So it is with the navigation of EPUB 2, its document type let pass."""
        ncx = (
            '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z.dtd">'
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
            '<text>The Lamp</text></navLabel><content src="1.xhtml#a"/></navPoint></navMap></ncx>'
        )
        body = book({"1.xhtml": page("<p>The lamp was lit.</p>")}, extra={"OPS/toc.ncx": ncx})
        item = '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        assert b"</manifest>" not in body  # it is packed
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        members["OPS/book.opf"] = members["OPS/book.opf"].replace(b"</manifest>", item.encode())
        assert headings(read(zipped(members))) == [(1, "The Lamp")]

    def test_depth_from_the_navigation(self) -> None:
        """A file that the navigation has below another is below it."""
        chapters = {"1.xhtml": page(ONE), "1a.xhtml": page("<h2>The Stairs</h2><p>A hundred.</p>")}
        nav = '<li><a href="1.xhtml">a</a><ol><li><a href="1a.xhtml">b</a></li></ol></li>'
        assert headings(read(book(chapters, nav=nav))) == [(1, "The Rock"), (2, "The Stairs")]

    def test_what_is_no_text_is_left_out(self) -> None:
        """Covers, contents and copyright pages are left out and counted, however marked."""
        chapters = {
            "cover.xhtml": page('<img src="c.jpg" alt="A lamp"/>'),
            "legal.xhtml": page("<p>All rights.</p>", attributes=' epub:type="copyright-page"'),
            "half.xhtml": page("<h1>The Lamp Keeper</h1><p>Ines Calder</p>"),
            "guided.xhtml": page("<p>See chapter one.</p>"),
            "1.xhtml": page(ONE),
        }
        guide = '<reference type="toc" href="guided.xhtml"/>'
        document = read(book(chapters, guide=guide))
        assert told(document) == "The lamp was lit at four. Nobody saw it for a week."
        left = next(n.text for n in document.notices if n.code == "pages-left-out")
        assert left.endswith("(4).")

    def test_notes(self) -> None:
        """Footnotes are silent and their marks are taken out and counted."""
        text = page(
            '<h2>The Rock</h2><p>The lamp was lit<a epub:type="noteref" href="#n1">1</a> at four.'
            '</p><aside epub:type="footnote" id="n1"><p>By hand.</p></aside>'
        )
        document = read(book({"1.xhtml": text}))
        assert told(document) == "The lamp was lit at four."
        silent = [block for block in document.blocks() if block.silent == "a footnote"]
        assert [block.sentences[0].text for block in silent] == ["By hand."]
        assert any(notice.code == "note-marks" for notice in document.notices)

    def test_old_encodings(self) -> None:
        """A chapter in another encoding is read as it declares itself."""
        text = page("<h2>Café</h2><p>Der Kapitän aß Brötchen.</p>").replace("utf-8", "iso-8859-1")
        document = read(book({"1.xhtml": text.encode("latin-1")}))  # type: ignore[dict-item]
        assert told(document) == "Der Kapitän aß Brötchen."

    def test_chapters_that_are_missing(self) -> None:
        """A chapter that the book does not hold is counted, the others are read."""
        document = read(book({"1.xhtml": page(ONE)}, spine=["1.xhtml", "gone.xhtml"]))
        assert any(notice.code == "chapters-missing" for notice in document.notices)


class TestFacts:
    """What the package says of the book."""

    def test_metadata(self) -> None:
        """Title, author, publisher, date, language and address are read."""
        document = read(book({"1.xhtml": page(ONE)}))
        assert document.title is not None
        assert (
            document.title.text,
            document.byline,
            document.publisher,
            document.published,
            document.language,
            document.link,
        ) == (
            "The Lamp Keeper",
            "Ines Calder",
            "Haldenau Press",
            "2026-03-04",
            "en-gb",
            "https://press.example/lamp-keeper",
        )

    def test_roles_and_main_title(self) -> None:
        """Only authors are the byline; of several titles the main one counts."""
        metadata = (
            '<dc:title id="s">A Tale</dc:title><dc:title id="m">The Lamp</dc:title>'
            '<meta refines="#m" property="title-type">main</meta>'
            '<dc:creator opf:role="ill">Pia Ruhl</dc:creator>'
            '<dc:creator opf:role="aut">Ines Calder</dc:creator><dc:language>en</dc:language>'
        )
        document = read(book({"1.xhtml": page(ONE)}, metadata=metadata))
        assert document.title is not None
        assert (document.title.text, document.byline) == ("The Lamp", "Ines Calder")

    def test_metadata_are_clean(self) -> None:
        """Direction overrides and wrong dates are not believed."""
        metadata = (
            "<dc:title>The &#x202e;Lamp</dc:title><dc:creator>Ines\u200b Calder</dc:creator>"
            "<dc:date>next spring</dc:date><dc:language>en</dc:language>"
        )
        document = read(book({"1.xhtml": page(ONE)}, metadata=metadata))
        assert document.title is not None
        assert (document.title.text, document.byline) == ("The Lamp", "Ines Calder")
        assert document.published is None


class TestRefusals:
    """A book that cannot be read says why."""

    def test_locked(self) -> None:
        """A book whose chapters are encrypted is refused; one with hidden fonts is read."""

        def encryption(algorithm: str, uri: str) -> str:
            return (
                '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
                'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
                f'<enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
                f'<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData>'
                "</encryption>"
            )

        name = "META-INF/encryption.xml"
        drm = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/1.xhtml")
        assert "DRM" in refusal(book({"1.xhtml": page(ONE)}, extra={name: drm})).what
        fonts = encryption("http://www.idpf.org/2008/embedding", "OPS/font.otf")
        assert read(book({"1.xhtml": page(ONE)}, extra={name: fonts}))

    def test_no_package(self) -> None:
        """An archive with a container that leads nowhere is no book."""
        assert "no EPUB" in refusal(zipped({"META-INF/container.xml": CONTAINER})).what

    def test_nothing_to_read(self) -> None:
        """A book of pictures has no words."""
        assert "words" in refusal(book({"1.xhtml": page("<img src='a.jpg'/>")})).what

    @pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
    def test_cut_short(self, share: float) -> None:
        """A book cut short is damaged."""
        body = book({"1.xhtml": page(ONE), "2.xhtml": page(TWO)})
        assert "damaged" in refusal(body[: int(len(body) * share)]).what

    def test_a_chapter_outside(self) -> None:
        """Links out of the archive are never followed: such a chapter is missing."""
        chapters = {"../../etc/passwd": "x", "file:///etc/passwd": "x", "/etc/passwd": "x"}
        listed = "".join(
            f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>'
            for at, name in enumerate(chapters)
        )
        opf = (
            f"<package><manifest>{listed}</manifest><spine><itemref idref='i0'/>"
            "<itemref idref='i1'/><itemref idref='i2'/></spine></package>"
        )
        body = zipped({"META-INF/container.xml": CONTAINER, "OPS/book.opf": opf})
        assert "no chapters" in refusal(body).what


def trap_entities() -> bytes:
    """A package document whose entities unfold a billion times."""
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    opf = f'<!DOCTYPE p [<!ENTITY l0 "ha">{laughs}]><package><metadata>&l9;</metadata></package>'
    return zipped({"META-INF/container.xml": CONTAINER, "OPS/book.opf": opf})


def trap_entities_in_a_chapter() -> bytes:
    """The same in a chapter, where HTML has no such thing."""
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    body = "<html><body><p>&l9; A lamp was lit.</p></body></html>"
    text = f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>{body}'
    return book({"1.xhtml": text})


def trap_ten_thousand_chapters() -> bytes:
    """A book of ten thousand chapters."""
    return book(
        {
            f"{at}.xhtml": page(f"<h2>Night {at}</h2><p>The lamp was lit again.</p>")
            for at in range(10_000)
        }
    )


def trap_one_chapter_many_times() -> bytes:
    """A spine that has one long chapter ten thousand times."""
    text = page("<h2>Night</h2>" + "<p>The lamp was lit again.</p>" * 2_000)
    return book({"1.xhtml": text}, spine=["1.xhtml"] * 10_000)


def trap_endless_member() -> bytes:
    """A chapter of a gigabyte of zeros."""
    return raw(
        [
            ("META-INF/container.xml", *_packed(CONTAINER)),
            (
                "OPS/book.opf",
                *_packed(
                    "<package><manifest><item id='a' href='1.xhtml' media-type="
                    "'application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine>"
                    "</package>"
                ),
            ),
            ("OPS/1.xhtml", zeros(1_000), 1_000_000_000),
        ]
    )


def trap_overlapping() -> bytes:
    """Thousands of members that are the same bytes."""
    return overlapping("OPS/{}.xhtml", 5_000, zeros(4), 4_000_000)


def trap_deep_markup() -> bytes:
    """A chapter nested a hundred thousand deep, and a deep table of contents."""
    nav = "<li><a href='1.xhtml'>x</a><ol>" * 50_000
    return book({"1.xhtml": page("<div>" * 100_000 + "A lamp.")}, nav=nav)


def trap_huge_table() -> bytes:
    """A table of a hundred thousand rows."""
    return book(
        {
            "1.xhtml": page(
                "<h2>Log</h2><p>As follows.</p><table>"
                + "<tr><td>four</td><td>lit</td></tr>" * 60_000
                + "</table>"
            )
        }
    )


def trap_long_metadata() -> bytes:
    """Titles and names without end."""
    return book(
        {"1.xhtml": page(ONE)},
        metadata=f"<dc:title>{'lamp ' * 500_000}</dc:title>"
        + "<dc:creator>Ines</dc:creator>" * 20_000,
    )


def _packed(text: str) -> tuple[bytes, int]:
    import zlib

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(text.encode()) + packer.flush(), len(text.encode())


TRAPS = {
    name.removeprefix("trap_"): trap
    for name, trap in sorted(globals().items())
    if name.startswith("trap_")
}


class TestHostile:
    """Whatever the bytes, the result is a sound document or one clear refusal."""

    @pytest.mark.slow
    @pytest.mark.parametrize("name", TRAPS)
    def test_traps(self, name: str) -> None:
        """Bombs, loops and nesting end, and end well."""
        check_sound_or_refused(EpubReader(), TRAPS[name]())

    @pytest.mark.parametrize("seed", range(40))
    def test_flipped_bytes(self, seed: int) -> None:
        """Bytes changed at random places never raise anything but a refusal."""
        chance = random.Random(seed)
        body = bytearray(
            book(
                {"1.xhtml": page(ONE), "2.xhtml": page(TWO)},
                nav="<li><a href='1.xhtml'>One</a></li>",
            )
        )
        for _ in range(1 + seed // 2):
            body[chance.randrange(4, len(body))] = chance.randrange(256)
        check_sound_or_refused(EpubReader(), bytes(body))

    @pytest.mark.parametrize("seed", range(40))
    def test_flipped_bytes_of_a_package(self, seed: int) -> None:
        """So it is when the change is in the text of a member, where no checksum finds it."""
        chance = random.Random(seed)
        opf = bytearray(
            b"<package><metadata><title>The Lamp</title></metadata><manifest><item id='a' "
            b"href='1.xhtml' media-type='application/xhtml+xml'/></manifest><spine>"
            b"<itemref idref='a'/></spine></package>"
        )
        text = bytearray(page(ONE).encode())
        for body in (opf, text):
            for _ in range(1 + seed // 4):
                body[chance.randrange(len(body))] = chance.randrange(256)
        check_sound_or_refused(
            EpubReader(),
            zipped(
                {
                    "META-INF/container.xml": CONTAINER,
                    "OPS/book.opf": bytes(opf),
                    "OPS/1.xhtml": bytes(text),
                }
            ),
        )

    @pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
    def test_found_by_fuzzing(self, path: Path) -> None:
        """Files that fuzzing made, each for the way it takes through the reader."""
        check_sound_or_refused(EpubReader(), path.read_bytes())
