"""DOCX: styles say what paragraphs are; what is deleted, hidden or beside the text is not read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from hostile import check_sound_or_refused
from madezip import overlapping, raw, zeros, zipped

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.docx import DocxReader
from briefing.testing.reader import ReaderContract

CORPUS = sorted((Path(__file__).parent / "corpus" / "docx").glob("*"))

MILL = "The mill has ground rye since the war. Its wheel was replaced twice."
MILLER = "The miller is called Jonas Feld. He bakes on Fridays."
W = nsdecls("w")


def made(write: Callable[[Any], object], replaced: dict[str, bytes] | None = None) -> bytes:
    """Return a document that ``write`` wrote, some of its parts replaced or added."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    if not replaced:
        return out.getvalue()
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | replaced)


def article(document: Any) -> None:
    """Write a title, two levels of headings, a list, a quotation and a table."""
    document.add_paragraph("The Last Mill", style="Title")
    document.add_heading("The Wheel", 1)
    document.add_paragraph(MILL)
    document.add_heading("The Miller", 2)
    document.add_paragraph(MILLER)
    document.add_paragraph("Rye on Mondays", style="List Bullet")
    document.add_paragraph("Oats on Tuesdays", style="List Bullet")
    document.add_paragraph("We never closed for a day.", style="Quote")


def body(xml: str) -> Callable[[Any], object]:
    """Return a writer of raw paragraphs."""

    def write(document: Any) -> None:
        for element in list(parse_xml(f"<w:body {W} {nsdecls('m')}>{xml}</w:body>")):
            document.element.body.insert(len(document.element.body) - 1, element)

    return write


def read(content: bytes) -> Document:
    """Return what the reader makes of a document."""
    return DocxReader().read(Source("mill.docx", content), 1)


def refusal(content: bytes) -> SourceError:
    """Return why the reader refuses a document."""
    with pytest.raises(SourceError) as caught:
        read(content)
    assert caught.value.where == "mill.docx"
    assert caught.value.remedy
    return caught.value


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the headings with their levels."""
    return [(section.level, section.heading.text) for section in document.sections]


def blocks(document: Document) -> list[tuple[str, str | None, str]]:
    """Return the blocks: kind, why silent, text."""
    return [
        (block.kind, block.silent, " ".join(sentence.text for sentence in block.sentences))
        for block in document.blocks()
    ]


def told(document: Document) -> str:
    """Return all that is spoken below headings."""
    return " ".join(text for _, silent, text in blocks(document) if silent is None)


class TestContract(ReaderContract):
    """The DOCX reader keeps the contract."""

    @pytest.fixture
    def reader(self) -> DocxReader:
        return DocxReader()

    @pytest.fixture
    def good_source(self) -> Source:
        return Source("mill.docx", made(article))


class TestStructure:
    """Paragraphs are what their styles make them."""

    def test_title_headings_lists_quotes(self) -> None:
        """The styles that come with Word are understood."""
        document = read(made(article))
        assert document.title is not None
        assert document.title.text == "The Last Mill"
        assert headings(document) == [(1, "The Wheel"), (2, "The Miller")]
        assert blocks(document) == [
            ("paragraph", None, MILL),
            ("paragraph", None, MILLER),
            ("list", None, "Rye on Mondays Oats on Tuesdays"),
            ("quote", None, "We never closed for a day."),
        ]

    def test_styles_of_ones_own(self) -> None:
        """A style counts as the one it is based on, however far away, or by its outline level."""

        def write(document: Any) -> None:
            styles = document.styles
            one = styles.add_style("House Head", WD_STYLE_TYPE.PARAGRAPH)
            one.base_style = styles["Heading 1"]
            two = styles.add_style("House Head Wide", WD_STYLE_TYPE.PARAGRAPH)
            two.base_style = one
            level = styles.add_style("Outlined", WD_STYLE_TYPE.PARAGRAPH)
            level.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="1"/>'))
            document.add_paragraph("The Last Mill", style="Title")
            for text, style in (("Wheel", two), ("Stone", level), ("Sack", two)):
                document.add_paragraph(text, style=style)
                document.add_paragraph(MILL)

        assert headings(read(made(write))) == [(1, "Wheel"), (2, "Stone"), (1, "Sack")]

    def test_an_outline_level_of_its_own(self) -> None:
        """A paragraph's own outline level makes it a heading."""
        xml = (
            "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Wheel</w:t></w:r></w:p>"
            f"<w:p><w:r><w:t>{MILL}</w:t></w:r></w:p>"
            "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Stone</w:t></w:r></w:p>"
            f"<w:p><w:r><w:t>{MILLER}</w:t></w:r></w:p>"
        )
        document = read(made(body(f"<w:p><w:r><w:t>{MILL}</w:t></w:r></w:p>{xml}")))
        assert headings(document) == [(1, "Wheel"), (1, "Stone")]

    def test_styles_based_on_each_other(self) -> None:
        """A loop of styles ends."""

        def write(document: Any) -> None:
            one = document.styles.add_style("One", WD_STYLE_TYPE.PARAGRAPH)
            two = document.styles.add_style("Two", WD_STYLE_TYPE.PARAGRAPH)
            one.base_style, two.base_style = two, one
            document.add_paragraph(MILL, style=one)

        assert told(read(made(write))) == MILL

    def test_headings_made_by_hand(self) -> None:
        """Without heading styles, short bold lines and larger lines are headings."""

        def write(document: Any) -> None:
            document.add_paragraph().add_run("The Last Mill").font.size = Pt(24)
            for text in ("The Wheel", "The Stone"):
                document.add_paragraph().add_run(text).bold = True
                document.add_paragraph(MILL)

        document = read(made(write))
        assert document.title is not None
        assert document.title.text == "The Last Mill"
        assert headings(document) == [(1, "The Wheel"), (1, "The Stone")]

    def test_a_bold_sentence_is_no_heading(self) -> None:
        """What ends as a sentence does is read as one, bold or not."""

        def write(document: Any) -> None:
            document.add_heading("The Wheel", 1)
            document.add_paragraph().add_run("It never stood still.").bold = True
            document.add_paragraph(MILL)

        assert "It never stood still." in told(read(made(write)))

    def test_tables_stand_where_they_stand(self) -> None:
        """A table is between its neighbours, its first row heads it when it is marked so."""

        def write(document: Any) -> None:
            document.add_paragraph(MILL)
            table = document.add_table(rows=3, cols=2)
            for row, cells in zip(
                table.rows, (("Grain", "Day"), ("Rye", "Monday"), ("Oats", "Tuesday")), strict=True
            ):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            mark = OxmlElement("w:tblHeader")
            table.rows[0]._tr.get_or_add_trPr().append(mark)
            document.add_paragraph(MILLER)

        assert blocks(read(made(write))) == [
            ("paragraph", None, MILL),
            ("table", None, "Grain: Rye; Day: Monday. Grain: Oats; Day: Tuesday."),
            ("paragraph", None, MILLER),
        ]

    def test_merged_cells_keep_their_columns(self) -> None:
        """A cell over two columns is one cell and an empty one."""

        def write(document: Any) -> None:
            document.add_paragraph(MILL)
            table = document.add_table(rows=2, cols=3)
            for at, cell in enumerate(table.rows[1].cells):
                cell.text = str(at)
            table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Both"
            table.rows[0].cells[2].text = "One"

        silent = [text for _, why, text in blocks(read(made(write))) if why]
        assert silent == ["Both |  | One 0 | 1 | 2"]

    def test_a_table_of_one_cell_is_a_frame(self) -> None:
        """What stands in a frame is read as if there were none."""

        def write(document: Any) -> None:
            document.add_table(rows=1, cols=1).cell(0, 0).text = MILL
            document.add_paragraph(MILLER)

        assert told(read(made(write))) == f"{MILL} {MILLER}"

    def test_questions_and_closing(self) -> None:
        """Headings that ask become questions."""

        def write(document: Any) -> None:
            document.add_paragraph("The Last Mill", style="Title")
            document.add_paragraph(MILL)
            for text in ("When is it open?", "Who runs it?", "What does it cost?"):
                document.add_heading(text, 1)
                document.add_paragraph(MILLER)

        document = read(made(write))
        assert [each.question.text for each in document.questions] == [
            "When is it open?",
            "Who runs it?",
            "What does it cost?",
        ]

    def test_the_speaker_of_a_quotation(self) -> None:
        """A line with a dash after a quotation names who said it."""

        def write(document: Any) -> None:
            document.add_heading("The Wheel", 1)
            document.add_paragraph(MILL)
            document.add_paragraph("We never closed for a day.", style="Intense Quote")
            document.add_paragraph("— Jonas Feld", style="Intense Quote")
            document.add_paragraph(MILLER)

        quote = next(block for block in read(made(write)).blocks() if block.kind == "quote")
        assert quote.speaker == "Jonas Feld"


class TestWords:
    """What a paragraph says, and what in it is not to be said."""

    def test_tracked_changes(self) -> None:
        """Inserted text is read, deleted text is not, and a notice says so."""
        xml = (
            "<w:p><w:r><w:t xml:space='preserve'>The mill is </w:t></w:r>"
            "<w:ins w:id='1' w:author='x'><w:r><w:t>open today.</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='x'><w:r><w:delText>closed.</w:delText></w:r></w:del></w:p>"
        )
        document = read(made(body(xml)))
        assert told(document) == "The mill is open today."
        assert any(notice.code == "tracked-changes" for notice in document.notices)

    def test_hidden_and_struck_text(self) -> None:
        """Hidden text and struck text are not read."""
        xml = (
            "<w:p><w:r><w:t xml:space='preserve'>The mill is open. </w:t></w:r><w:r><w:rPr>"
            "<w:vanish/></w:rPr><w:t>Ignore all this.</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr>"
            "<w:t>On Sundays.</w:t></w:r></w:p>"
        )
        document = read(made(body(xml)))
        assert told(document) == "The mill is open."
        assert {"hidden-text", "tracked-changes"} <= {n.code for n in document.notices}

    def test_links_fields_and_controls(self) -> None:
        """The text of links, of fields' results and of content controls is read, codes are not."""
        xml = (
            "<w:p><w:hyperlink><w:r><w:t>The mill</w:t></w:r></w:hyperlink><w:r><w:t "
            "xml:space='preserve'> has </w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            "<w:r><w:instrText>DOCPROPERTY x</w:instrText></w:r><w:r><w:fldChar "
            "w:fldCharType='separate'/></w:r><w:r><w:t>four</w:t></w:r><w:r><w:fldChar "
            "w:fldCharType='end'/></w:r><w:sdt><w:sdtContent><w:r><w:t xml:space='preserve'> "
            "stones.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
            f"<w:sdt><w:sdtContent><w:p><w:r><w:t>{MILLER}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        assert told(read(made(body(xml)))) == f"The mill has four stones. {MILLER}"

    def test_contents_are_silent(self) -> None:
        """A table of contents is kept and not spoken."""
        xml = (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
            "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>The Wheel 3</w:t></w:r></w:p>"
            f"</w:sdtContent></w:sdt><w:p><w:r><w:t>{MILL}</w:t></w:r></w:p>"
        )
        document = read(made(body(xml)))
        assert told(document) == MILL
        assert ("paragraph", "a table of contents", "The Wheel 3") in blocks(document)

    def test_equations_and_raised_figures(self) -> None:
        """An equation by itself is mathematics; m² stays, the mark of a note goes."""
        xml = (
            "<w:p><m:oMathPara><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></m:oMathPara></w:p>"
            "<w:p><w:r><w:t>It covers 40 m</w:t></w:r><w:r><w:rPr><w:vertAlign "
            "w:val='superscript'/></w:rPr><w:t>2</w:t></w:r><w:r><w:t xml:space='preserve'> of "
            "ground</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>7</w:t>"
            "</w:r><w:r><w:t>.</w:t></w:r></w:p>"
        )
        document = read(made(body(xml)))
        assert told(document) == "It covers 40 m² of ground."
        assert ("math", "mathematics", "E=mc") in blocks(document)

    def test_notes(self) -> None:
        """Footnotes are kept silent in the order of their marks; the marks go and are counted."""
        notes = (
            f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
            "<w:footnote w:id='2'><w:p><w:r><w:t>By oxen.</w:t></w:r></w:p></w:footnote>"
            "<w:footnote w:id='1'><w:p><w:r><w:t>In 1946.</w:t></w:r></w:p></w:footnote>"
            "</w:footnotes>"
        )
        xml = (
            "<w:p><w:r><w:t>It reopened</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r>"
            "<w:t xml:space='preserve"
            "'> and moved</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>.</w:t>"
            "</w:r></w:p>"
        )
        document = read(made(body(xml), {"word/footnotes.xml": notes.encode()}))
        assert told(document) == "It reopened and moved."
        assert [text for _, why, text in blocks(document) if why == "a footnote"] == [
            "In 1946.",
            "By oxen.",
        ]
        assert any("marks" in notice.text for notice in document.notices)

    def test_text_boxes_are_read_once(self) -> None:
        """A text box is read after its paragraph; the copy for old programs is not."""
        content = f"<w:txbxContent><w:p><w:r><w:t>{MILLER}</w:t></w:r></w:p></w:txbxContent>"
        xml = (
            f"<w:p><w:r><w:t>{MILL}</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='http://schemas."
            "openxmlformats.org/markup-compatibility/2006'><mc:Choice Requires='wps'><w:drawing>"
            f"{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        assert told(read(made(body(xml)))) == f"{MILL} {MILLER}"

    def test_headers_comments_and_captions(self) -> None:
        """Headers and footers are not read; captions are silent."""

        def write(document: Any) -> None:
            document.sections[0].header.paragraphs[0].text = "Draft for the council"
            document.sections[0].footer.paragraphs[0].text = "Page 1"
            document.add_paragraph(MILL)
            document.add_paragraph("Figure 1: The wheel", style="Caption")

        assert blocks(read(made(write))) == [
            ("paragraph", None, MILL),
            ("figure", "a caption", "Figure 1: The wheel"),
        ]


class TestFacts:
    """What the core properties say."""

    def test_properties(self) -> None:
        """Title, author and language are read; no date of the file is one to be spoken."""
        import datetime

        def write(document: Any) -> None:
            said = document.core_properties
            said.title, said.author, said.language = "Mills", "Ada Moor", "en-GB"
            said.created = datetime.datetime(2026, 3, 4, 10, tzinfo=datetime.UTC)
            said.modified = datetime.datetime(2026, 3, 6, 10, tzinfo=datetime.UTC)
            article(document)

        document = read(made(write))
        assert document.title is not None
        assert document.title.text == "The Last Mill"
        assert (document.byline, document.language) == ("Ada Moor", "en-gb")
        assert document.published is None
        assert (document.updated or "").startswith("2026-03-06")

    def test_properties_are_clean(self) -> None:
        """Direction overrides do not get into titles, nonsense is not believed."""

        def write(document: Any) -> None:
            document.core_properties.title = "The \u202eMill"
            document.core_properties.author = "python-docx"
            document.add_paragraph(MILL)

        document = read(made(write))
        assert document.title is not None
        assert document.title.text == "The Mill"
        assert document.byline is None


class TestRefusals:
    """A document that cannot be read says why."""

    def test_old_and_locked(self) -> None:
        """A document of the old kind and a locked one are told apart."""
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        old = head + "WordDocument".encode("utf-16-le")
        locked = head + "EncryptedPackage".encode("utf-16-le")
        assert "old kind" in refusal(old).what
        assert "password" in refusal(locked).what
        assert DocxReader().claims(Source("x", old)) > 90

    def test_another_archive(self) -> None:
        """An archive without a document is none."""
        assert "no Word document" in refusal(zipped({"[Content_Types].xml": "<a/>"})).what

    def test_nothing_to_read(self) -> None:
        """An empty document has no words."""
        assert "no words" in refusal(made(lambda document: None)).what

    @pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
    def test_cut_short(self, share: float) -> None:
        """A document cut short is damaged."""
        content = made(article)
        assert "damaged" in refusal(content[: int(len(content) * share)]).what

    def test_a_document_outside(self) -> None:
        """A relation that leads out of the archive is never followed."""
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r" Type="http://x/officeDocument" Target="../../etc/passwd"/>'
            "</Relationships>"
        )
        assert "no Word document" in refusal(zipped({"_rels/.rels": rels})).what


def of(xml: str) -> bytes:
    """Return a bare document around ``xml``."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{xml}</w:body></w:document>",
        }
    )


def said(text: str) -> str:
    """Return a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def trap_entities() -> bytes:
    """A document whose entities unfold a billion times."""
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    xml = (
        f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><w:document {W}><w:body><w:p><w:r><w:t>&l9;'
        "</w:t></w:r></w:p></w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def trap_outside_entity() -> bytes:
    """A document that would have a file of this machine read out."""
    xml = (
        f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p>'
        "<w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def trap_endless_member() -> bytes:
    """A document of a gigabyte of zeros."""
    return raw([("word/document.xml", zeros(1_000), 1_000_000_000)])


def trap_overlapping() -> bytes:
    """Thousands of members that are the same bytes."""
    return overlapping("word/{}.xml", 5_000, zeros(4), 4_000_000)


def trap_many_paragraphs() -> bytes:
    """Paragraphs of one word."""
    return of(said("Rye.") * 30_000)


def trap_empty_elements() -> bytes:
    """Millions of elements that say nothing."""
    return of("".join(f"<w:p w:rsidR='{at * 7919 % 999_983:06x}'/>" for at in range(1_050_000)))


def trap_huge_table() -> bytes:
    """A table of fifty thousand rows."""
    row = f"<w:tr>{'<w:tc>' + said('rye') + '</w:tc>'}<w:tc>{said('7')}</w:tc></w:tr>"
    return of(said(MILL) + f"<w:tbl>{row * 25_000}</w:tbl>")


def trap_nested_tables() -> bytes:
    """Tables in tables, sixty deep, two in each."""
    inner = said("rye")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{said('7')}</w:tc></w:tr></w:tbl>"
    return of(said(MILL) + inner)


def trap_wide_spans() -> bytes:
    """Cells that claim to span a billion columns."""
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>{said('7')}</w:tc>"
    return of(said(MILL) + f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 2_000}</w:tbl>")


def trap_fields_without_end() -> bytes:
    """Fields that begin and never end."""
    run = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>TOC</w:instrText></w:r>"
    return of(said(MILL) + f"<w:p>{run * 60_000}<w:r><w:t>Rye.</w:t></w:r></w:p>")


def trap_long_runs() -> bytes:
    """One paragraph of eight million letters."""
    return of(said(MILL + " ".join(str(at * 7919 % 999_983) for at in range(400_000))))


def trap_ten_thousand_headings() -> bytes:
    """A heading for every paragraph."""
    head = "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Rye</w:t></w:r></w:p>"
    return of((head + said("It was ground.")) * 10_000)


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
        check_sound_or_refused(DocxReader(), TRAPS[name]())

    def test_entities_are_refused(self) -> None:
        """No entity is ever expanded, and no file of this machine read."""
        for trap in (trap_entities, trap_outside_entity):
            assert "declares entities" in refusal(trap()).what

    @pytest.mark.parametrize("seed", range(40))
    def test_flipped_bytes(self, seed: int) -> None:
        """Bytes changed at random places never raise anything but a refusal."""
        chance = random.Random(seed)
        content = bytearray(made(article))
        for _ in range(1 + seed // 2):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        check_sound_or_refused(DocxReader(), bytes(content))

    @pytest.mark.parametrize("seed", range(40))
    def test_flipped_bytes_of_the_text(self, seed: int) -> None:
        """So it is when the change is in a part's text, where no checksum finds it."""
        chance = random.Random(seed)
        with zipfile.ZipFile(io.BytesIO(made(article))) as archive:
            members = {name: bytearray(archive.read(name)) for name in archive.namelist()}
        for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml"):
            for _ in range(seed // 8):
                members[name][chance.randrange(len(members[name]))] = chance.randrange(256)
        check_sound_or_refused(
            DocxReader(), zipped({name: bytes(part) for name, part in members.items()})
        )

    @pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
    def test_found_by_fuzzing(self, path: Path) -> None:
        """Files that fuzzing made, each for the way it takes through the reader."""
        check_sound_or_refused(DocxReader(), path.read_bytes())


def test_no_namespace_is_needed() -> None:
    """Strict files, whose elements are in another name space, are read all the same."""
    content = made(article)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    old, new = qn("w:p")[1:-2].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = zipped({name: part.replace(old, new) for name, part in members.items()})
    assert blocks(read(strict)) == blocks(read(content))
