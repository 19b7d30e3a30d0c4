"""PDF: columns, paragraphs, headings and furniture are told apart; damaged ones are refused."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hostile import check_sound_or_refused
from madepdf import HEIGHT, WIDTH, Put, assembled, below, column, made, set_text, stream

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.pdf import PdfReader
from briefing.read.pdf.words import Lexicon
from briefing.testing.reader import ReaderContract

CORPUS = sorted((Path(__file__).parent / "corpus" / "pdf").glob("*"))

FERRY = (
    "The ferry to Haldenau has run every winter since the bridge was closed, and the crew knows "
    "each of the regular passengers by name. On Thursdays it carries the post as well."
)
WINTER = (
    "When the lake freezes, a channel is kept open by an old tug that belongs to the village. Its "
    "engine was built before the war and is mended with parts from a museum."
)
SPRING = (
    "In spring the timetable doubles and students are hired to sell tickets. Most of them come "
    "back for several years, says the harbour office, which keeps their caps in a cupboard."
)
SUMMER = (
    "By summer the ferry is so full that cyclists wait for an hour. A second boat was promised "
    "long ago, yet the council has never found the money to pay for its berth."
)


def read(body: bytes) -> Document:
    """Return what the reader makes of a PDF."""
    return PdfReader().read(Source("ferry.pdf", body), 1)


def refusal(body: bytes) -> SourceError:
    """Return why the reader refuses a PDF."""
    with pytest.raises(SourceError) as caught:
        read(body)
    assert caught.value.where == "ferry.pdf"
    assert caught.value.remedy
    return caught.value


def told(document: Document) -> list[str]:
    """Return the texts of the blocks that are spoken, in order."""
    return [
        " ".join(sentence.text for sentence in block.sentences)
        for block in document.blocks()
        if block.silent is None
    ]


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the headings with their levels."""
    return [(section.level, section.heading.text) for section in document.sections]


def article() -> list[list[Put]]:
    """Return two pages: a title, headings in two sizes, paragraphs, heads, feet and numbers."""
    first = [Put("A Winter Ferry", 60, 760, 20, "F2")]
    first += [Put("By Ada Moor", 60, 735)]
    first += [Put("Leaving the Shore", 60, 700, 14, "F2")]
    first += column([FERRY, WINTER], 60, 675)
    first += [Put("The Long Channel", 60, 560, 12, "F2")]
    first += column([SPRING], 60, 540)
    second = [Put("Coming Home", 60, 760, 14, "F2")]
    second += column([SUMMER, FERRY], 60, 735)
    for number, page in enumerate((first, second), 1):
        page += [Put("Haldenau Quarterly", 60, 810, 8), Put(f"Page {number}", 280, 30, 8)]
    return [first, second]


class TestContract(ReaderContract):
    """The PDF reader keeps the contract."""

    @pytest.fixture
    def reader(self) -> PdfReader:
        return PdfReader()

    @pytest.fixture
    def good_source(self) -> Source:
        return Source("ferry.pdf", made(article()))


class TestStructure:
    """What stands on the pages becomes title, sections and paragraphs."""

    def test_headings_come_from_sizes(self) -> None:
        """The largest line is the title, larger lines head sections, the larger the higher."""
        document = read(made(article()))
        assert document.title is not None
        assert document.title.text == "A Winter Ferry"
        assert headings(document) == [
            (1, "Leaving the Shore"),
            (2, "The Long Channel"),
            (1, "Coming Home"),
        ]

    def test_paragraphs_are_whole(self) -> None:
        """Lines of a paragraph are one text, and paragraphs stay apart."""
        assert told(read(made(article()))) == [FERRY, WINTER, SPRING, SUMMER, FERRY]

    def test_byline_is_a_fact(self) -> None:
        """A byline under the title is taken off the text."""
        assert read(made(article())).byline == "Ada Moor"

    def test_packed_pages_read_alike(self) -> None:
        """Compression makes no difference."""
        assert told(read(made(article(), packed=True))) == told(read(made(article())))

    def test_headings_from_bold_of_the_same_size(self) -> None:
        """A bold line by itself heads a section even if it is no larger than the text."""
        page = [Put("Night Ferries", 60, 780, 18, "F2"), Put("Departures", 60, 740, 10, "F2")]
        page += column([FERRY, WINTER], 60, 715)
        page += [Put("Arrivals", 60, 580, 10, "F2"), *column([SPRING], 60, 555)]
        assert headings(read(made([page]))) == [(1, "Departures"), (1, "Arrivals")]

    def test_outline_gives_levels(self) -> None:
        """Headings that the file's outline lists are at the level it has them, numbers off."""
        page = [Put("1 Departures", 60, 760, 13, "F2"), *column([FERRY], 60, 735)]
        page += [Put("2 Arrivals", 60, 650, 16, "F2"), *column([SPRING], 60, 625)]
        body = made([page], bookmarks=["Departures", "Arrivals"], info={"Title": "The Lake"})
        assert headings(read(body)) == [(1, "Departures"), (1, "Arrivals")]

    def test_a_page_without_styles_is_read_by_its_shape(self) -> None:
        """When no size and no weight marks a heading, the shape of the lines does."""
        page = column(
            [
                "Ferries in the Ice",
                FERRY,
                "Who Pays",
                WINTER + " " + SPRING,
                "Who Waits",
                SUMMER + " " + FERRY,
            ],
            60,
            780,
        )
        document = read(made([page]))
        assert [text for _, text in headings(document)] == ["Who Pays", "Who Waits"]

    def test_lists(self) -> None:
        """Points begin at bullets or numbers; a point may run over several lines."""
        page = column([FERRY], 60, 780)
        y = below(page)
        points = ["Bring warm clothes.", SPRING, "Buy the ticket on board."]
        for text in points:
            block = set_text(text, 75, y, wide=70)
            page += [Put("•", 62, y), *block]
            y = below(block, 13)
        document = read(made([page]))
        lists = [block for block in document.blocks() if block.kind == "list"]
        assert [" ".join(s.text for s in block.sentences) for block in lists] == [" ".join(points)]

    def test_captions_tables_and_code_are_silent(self) -> None:
        """What is not for the ear is kept with the reason it is silent."""
        page = column([FERRY, WINTER], 60, 780)
        y = below(page, 30)
        page += [Put("Figure 3: The tug in the ice.", 60, y)]
        for place, row in enumerate(
            (("Line", "1998", "2004"), ("Coast", "24", "31"), ("Lake", "7", "12"))
        ):
            page += [Put(cell, 60 + 120 * at, y - 40 - 14 * place) for at, cell in enumerate(row)]
        page += [Put("print(ferry.next())", 60, y - 110, 10, "F3")]
        page += column([SPRING], 60, y - 150)
        document = read(made([page]))
        silent = {block.kind: block for block in document.blocks() if block.silent}
        assert set(silent) == {"figure", "table", "code"}
        assert [s.text for s in silent["table"].sentences] == [
            "Line | 1998 | 2004",
            "Coast | 24 | 31",
            "Lake | 7 | 12",
        ]
        assert told(document) == [FERRY, WINTER, SPRING]

    def test_footnotes_are_silent_and_their_marks_gone(self) -> None:
        """Small lines at the foot are notes; the raised figure that points to them is dropped."""
        page = [*column([FERRY], 60, 780), Put("It began in 1908.", 60, 730)]
        page += [Put("1", 135, 734, 6), *set_text(WINTER, 60, 700)]
        page += column([SUMMER, SPRING], 60, 600)
        page += [Put("1 The first boat was rowed.", 60, 80, 8)]
        document = read(made([page]))
        assert "It began in 1908." in told(document)
        silent = [block for block in document.blocks() if block.silent == "a footnote"]
        assert [block.sentences[0].text for block in silent] == ["1 The first boat was rowed."]
        assert any(notice.code == "note-marks" for notice in document.notices)

    def test_contents_are_silent(self) -> None:
        """A table of contents is kept and never spoken, its heading with it."""
        page = [Put("Contents", 60, 790, 14, "F2")]
        for place, title in enumerate(("Shore", "Channel", "Home")):
            page += [Put(f"{title} " + ". " * 30 + str(place + 1), 60, 760 - 14 * place)]
        body = [Put("Shore", 60, 680, 14, "F2"), *column([FERRY, WINTER], 60, 655)]
        document = read(made([page + body]))
        assert headings(document) == [(1, "Shore")]
        assert all("Channel" not in text for text in told(document))


class TestColumns:
    """Pages in columns are read one column after the other."""

    def test_two_columns_below_a_wide_title(self) -> None:
        """What crosses the gutter comes first, then the left column, then the right one."""
        page = [Put("A Winter Ferry Crosses the Frozen Lake", 60, 790, 18, "F2")]
        page += column([FERRY, WINTER], 50, 740, wide=44)
        page += column([SPRING, SUMMER], 310, 740, wide=44)
        assert told(read(made([page]))) == [FERRY, WINTER, SPRING, SUMMER]

    def test_a_paragraph_goes_on_in_the_next_column(self) -> None:
        """A paragraph that the foot of a column interrupts is one paragraph."""
        lines = set_text(f"{FERRY} {WINTER} {SPRING}", 50, 740, wide=44)
        half = len(lines) // 2
        right = [Put(line.text, 310, 740 - 12 * at) for at, line in enumerate(lines[half:])]
        document = read(made([[*lines[:half], *right]]))
        assert told(document) == [f"{FERRY} {WINTER} {SPRING}"]

    def test_columns_painted_across(self) -> None:
        """The order in which lines were painted does not matter."""
        left = column([FERRY, WINTER], 50, 740, wide=44)
        right = column([SPRING, SUMMER], 310, 740, wide=44)
        across = sorted(left + right, key=lambda put: (-put.y, put.x))
        assert told(read(made([across]))) == [FERRY, WINTER, SPRING, SUMMER]

    def test_a_table_is_not_taken_for_columns(self) -> None:
        """Short cells beside each other are rows, read across."""
        page = column([FERRY], 60, 790)
        for place in range(8):
            page += [
                Put(f"Line {place}", 60, 700 - 14 * place),
                Put("Lake", 250, 700 - 14 * place),
                Put(f"{place * 3}", 400, 700 - 14 * place),
            ]
        document = read(made([page]))
        rows = next(block for block in document.blocks() if block.kind == "table")
        assert rows.sentences[3].text == "Line 3 | Lake | 9"


class TestFurniture:
    """Running heads, feet and page numbers are dropped, and nothing else is."""

    def book(self, pages: int = 8) -> list[list[Put]]:
        """Return pages with a head, a counted foot and a text of their own."""
        found = []
        for number in range(1, pages + 1):
            texts = [FERRY, WINTER, SPRING, SUMMER]
            text = [f"{texts[number % 4]} That was crossing {number}.", texts[number // 4 % 4]]
            found.append(
                [
                    Put("The Haldenau Ferry", 60, 815, 9),
                    *column(text, 60, 770),
                    Put(
                        f"Chapter of crossing {'abcdefgh'[number - 1]}     {number + 4}", 60, 25, 9
                    ),
                ]
            )
        return found

    def test_heads_and_counted_feet_go(self) -> None:
        """A line that repeats, and one whose number counts the pages, is not read."""
        document = read(made(self.book()))
        text = " ".join(told(document))
        assert "Haldenau Ferry" not in text
        assert "Chapter of crossing" not in text
        assert any(notice.code == "page-furniture" for notice in document.notices)

    def test_the_text_stays(self) -> None:
        """Every page's own text is there."""
        text = " ".join(told(read(made(self.book()))))
        assert all(f"That was crossing {number}." in text for number in range(1, 9))

    def test_a_title_like_the_running_head_stays(self) -> None:
        """The title, in its own size, is not taken for the head that repeats it."""
        pages = self.book()
        pages[0].insert(1, Put("The Haldenau Ferry", 60, 795, 22, "F2"))
        title = read(made(pages)).title
        assert title is not None
        assert title.text == "The Haldenau Ferry"

    def test_repeated_text_in_the_middle_stays(self) -> None:
        """A refrain is not furniture: it does not stand at the edge of the page."""
        pages = [
            [
                *column([FERRY], 60, 790),
                Put("And the bell rang twice.", 60, 500),
                *column([SUMMER, WINTER], 60, 470),
            ]
            for _ in range(6)
        ]
        assert told(read(made(pages))).count("And the bell rang twice.") == 6

    def test_what_the_file_marks_as_artifact_goes(self) -> None:
        """Marked furniture is left out, and a notice says so."""
        operators = b"".join(put.operators() for put in column([FERRY], 60, 700))
        mark = b"/Artifact BMC " + Put("Confidential draft", 60, 400).operators() + b" EMC "
        document = read(made([operators + mark]))
        assert told(document) == [FERRY]
        assert any("marks as page furniture" in notice.text for notice in document.notices)

    def test_turned_text_and_text_off_the_page_goes(self) -> None:
        """A stamp up the margin is not read, nor what nobody sees beside the page."""
        turned = b"BT /F1 10 Tf 0 1 -1 0 20 200 Tm (Stamped sideways) Tj ET "
        hidden = Put("Whisper this secretly", 900, 400).operators()
        operators = b"".join(put.operators() for put in column([FERRY], 60, 700))
        assert told(read(made([operators + turned + hidden]))) == [FERRY]


class TestWords:
    """Words that were parted at line ends are whole again."""

    @pytest.mark.parametrize(
        ("lines", "joined"),
        [
            (["the admin-", "istrator came"], "the administrator came"),
            (["a long-", "term plan"], "a long-term plan"),
            (["a state-of-the-", "art boat"], "a state-of-the-art boat"),
            (["on the Rhine-", "Main line"], "on the Rhine-Main line"),
            (["the years 1990-", "1998"], "the years 1990-1998"),
            (["he paused -", "then left"], "he paused - then left"),
            (["the Fahr-", "gäste warten"], "the Fahrgäste warten"),
            (["漢字の", "かな"], "漢字のかな"),
        ],
    )
    def test_line_ends(self, lines: list[str], joined: str) -> None:
        """The hyphen goes where a word was parted and stays where it is the word's own."""
        assert Lexicon(lines).joined(lines) == joined

    def test_the_document_settles_it(self) -> None:
        """A compound that stands whole elsewhere keeps its hyphen; a whole word has none."""
        lexicon = Lexicon(["an ice-breaker and a copilot sat there"])
        assert lexicon.joined(["the ice-", "breaker"]) == "the ice-breaker"
        assert lexicon.joined(["the co-", "pilot"]) == "the copilot"

    def test_ligatures_and_gaps(self) -> None:
        """Ligatures become letters; a gap between strings is a blank, a small one is not."""
        operators = b"".join(put.operators() for put in column([FERRY, WINTER], 60, 700))
        operators += (
            b"BT /F1 10 Tf 60 500 Td [(of) -20 (fi) 10 (ce) -300 (hours) -170 (end.)] TJ ET"
        )
        assert told(read(made([operators])))[-1] == "office hours end."

    def test_superscripts_are_not_ruined(self) -> None:
        """A square stays one: only marks after whole words are taken for notes."""
        page = [
            Put("The lake covers 9 km", 60, 700),
            Put("2", 152.2, 704, 6),
            Put("and is deep.", 160, 700),
            *column([FERRY], 60, 650),
        ]
        assert told(read(made([page])))[0].startswith("The lake covers 9 km² and is deep.")


class TestFacts:
    """What the file says of itself."""

    def test_information(self) -> None:
        """Author, dates and language are read; the title where the text does not have one."""
        document = read(
            made(
                [column([FERRY, WINTER], 60, 780)],
                info={
                    "Title": "A Winter Ferry",
                    "Author": "Ada Moor",
                    "CreationDate": "D:20260304101500+01'00'",
                    "ModDate": "D:20260306",
                },
                lang="en-GB",
            )
        )
        assert document.title is not None
        assert document.title.text == "A Winter Ferry"
        assert (document.byline, document.published, document.updated, document.language) == (
            "Ada Moor",
            None,
            "2026-03-06",
            "en-gb",
        )

    @pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "untitled", "x.pdf", "  "])
    def test_nonsense_is_no_title(self, title: str) -> None:
        """What programs write by themselves is not believed."""
        document = read(made([column([FERRY, WINTER], 60, 780)], info={"Title": title}))
        assert document.title is None

    def test_information_is_clean(self) -> None:
        """Controls and direction overrides do not get into titles or names."""
        info = {"Title": "A \u202eWinter\x00 Ferry\x07", "Author": "Ada\u200b Moor\ud800"}
        document = read(made([column([FERRY], 60, 780)], info=info))
        assert document.title is not None
        assert document.title.text == "A Winter Ferry"
        assert document.byline == "Ada Moor"


def locked(password: str, algorithm: str) -> bytes:
    """Return the article encrypted."""
    from pypdf import PdfReader as Pdf
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=Pdf(io.BytesIO(made(article()))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class TestTurnedPages:
    """A page that is to be shown turned is read as it is shown."""

    @pytest.mark.parametrize(
        ("turn", "matrix"),
        [
            (90, b"0 1 -1 0 %g %g"),
            (180, b"-1 0 0 -1 %g %g"),
            (270, b"0 -1 1 0 %g %g"),
        ],
    )
    def test_turned(self, turn: int, matrix: bytes) -> None:
        """Text painted sideways on a page that is turned back stands upright."""
        placed = {
            90: lambda x, y: (WIDTH - y, x),
            180: lambda x, y: (WIDTH - x, HEIGHT - y),
            270: lambda x, y: (y, HEIGHT - x),
        }[turn]
        operators = b""
        for put in column([FERRY, WINTER], 60, 500):
            upright = b"1 0 0 1 %g %g Tm" % (put.x, put.y)
            turned = matrix % placed(put.x, put.y) + b" Tm"
            operators += put.operators().replace(upright, turned)
        page = (
            b"<< /Type /Page /Parent 2 0 R /Rotate %d /MediaBox [0 0 %d %d] /Contents 101 0 R "
            b"/Resources << /Font << /F1 10 0 R >> >> >>" % (turn, WIDTH, HEIGHT)
        )
        assert told(read(made([operators], extra={100: page}))) == [FERRY, WINTER]


class TestRefusals:
    """A PDF that cannot be read says why, and what to do."""

    def test_a_scan(self) -> None:
        """Pictures of pages need text recognition."""
        picture = stream(
            b"\x00" * 12,
            b"/Type /XObject /Subtype /Image /Width 2 /Height 2 "
            b"/ColorSpace /DeviceRGB /BitsPerComponent 8",
        )
        page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 101 0 R "
            b"/Resources << /XObject << /Im 50 0 R >> >> >>"
        )
        body = made([b"q 595 0 0 842 0 0 cm /Im Do Q"], extra={50: picture, 100: page})
        error = refusal(body)
        assert "scan" in error.what
        assert "ocrmypdf" in error.remedy

    def test_an_empty_page(self) -> None:
        """Nothing on the pages is no text."""
        assert "no text" in refusal(made([b""])).what

    def test_letters_that_mean_nothing(self) -> None:
        """Codes without a meaning are not read out."""
        page = [Put("\x93\x94\x95\x96\x97+*#%&$=~^" * 6, 60, 700 - 20 * line) for line in range(9)]
        assert "fonts" in refusal(made([page])).what

    @pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
    def test_a_password_is_needed(self, algorithm: str) -> None:
        """Encrypted with a password: refused with that reason. Without one: opened."""
        assert "password" in refusal(locked("sesame", algorithm)).what
        assert told(read(locked("", algorithm))) == [FERRY, WINTER, SPRING, SUMMER, FERRY]

    def test_no_library_for_aes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library for AES the error says how to get it."""
        body = locked("", "AES-256")
        from pypdf import _encryption
        from pypdf._crypt_providers import _fallback

        for name in ("CryptAES", "aes_ecb_decrypt", "aes_cbc_decrypt", "aes_cbc_encrypt"):
            monkeypatch.setattr(_encryption, name, getattr(_fallback, name))
        assert "briefing[encrypted]" in refusal(body).remedy

    @pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8])
    def test_cut_short(self, share: float) -> None:
        """A file cut short is refused, or what can be saved of it is a sound document."""
        body = made(article())
        check_sound_or_refused(PdfReader(), body[: int(len(body) * share)])

    def test_not_a_pdf(self) -> None:
        """Bytes without the signature are refused, whatever their name."""
        assert "no PDF" in refusal(b"Just some words.").what

    def test_too_many_pages(self) -> None:
        """More pages than anybody hears are refused."""
        kids = b"100 0 R " * 2_500
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
        tree = b"<< /Type /Pages /Kids [%s] /Count 2500 >>" % kids
        body = assembled({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree, 100: page})
        assert "2500 pages" in refusal(body).what


def trap_self_parent() -> bytes:
    """A page tree whose nodes are their own children and parents."""
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 3 0 R >>",
            3: b"<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>",
        }
    )


def trap_reference_loop() -> bytes:
    """Objects that are each other."""
    return made([column([FERRY], 60, 700)], extra={2: b"3 0 R", 3: b"2 0 R"})


def trap_inflate_bomb() -> bytes:
    """A page whose packed stream unfolds to 400 MB."""
    import zlib

    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(400)) + packer.flush()
    body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return made([b""], extra={101: body})


def trap_nested_filters() -> bytes:
    """A stream packed many times over."""
    import zlib

    body = b"\0" * 50_000_000
    for _ in range(6):
        body = zlib.compress(body, 9)
    names = b"/FlateDecode " * 6
    packed = b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(body), names, body)
    return made([b""], extra={101: packed})


def trap_deep_outline() -> bytes:
    """Bookmarks nested three thousand deep, the last one leading back to the first."""
    extra = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 1000 0 R >>",
        1000: b"<< /First 1001 0 R /Last 1001 0 R >>",
    }
    for number in range(1001, 4000):
        extra[number] = b"<< /Title (deep) /First %d 0 R /Parent %d 0 R >>" % (
            number + 1,
            number - 1,
        )
    extra[4000] = b"<< /Title (loop) /First 1001 0 R /Next 4000 0 R >>"
    return made([column([FERRY, WINTER], 60, 700)], extra=extra)


def trap_forms_in_forms() -> bytes:
    """Forms that each paint the next one twenty times over: 20 to the 12th paintings."""
    extra = {}
    for number in range(200, 212):
        extra[number] = stream(
            b"/X Do " * 20,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources "
            b"<< /XObject << /X %d 0 R >> >>" % (number + 1),
        )
    extra[212] = stream(
        b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 200 0 R >> >>",
    )
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 101 0 R "
        b"/Resources << /XObject << /X 200 0 R >> /Font << /F1 10 0 R >> >> >>"
    )
    text = b"".join(put.operators() for put in column([FERRY], 60, 700))
    return made([text + b"/X Do"], extra=extra | {100: page})


def trap_brackets() -> bytes:
    """Operands nested a hundred thousand deep."""
    return made([b"[" * 100_000 + b"]" * 100_000 + b" TJ"])


def trap_huge_numbers() -> bytes:
    """Sizes and places beyond all measure."""
    huge = b"9" * 60
    text = b"BT /F1 %s Tf %s 0 0 %s 1e308 1e308 Tm (Huge words) Tj ET " % (huge, huge, huge)
    return made([text + b"".join(put.operators() for put in column([FERRY], 60, 700))])


def trap_many_operators() -> bytes:
    """A page of a million operators."""
    return made([b"q Q " * 500_000], packed=True)


def trap_dots_and_letters() -> bytes:
    """Lines without end: of dots, of letters, of single letters each put by itself."""
    lines = [Put("." * 60_000 + "x", 60, 700), Put("a" * 60_000 + "-", 60, 680)]
    singles = b"".join(b"1 0 0 1 %g 600 Tm (a) Tj " % (at * 0.2) for at in range(3_000))
    small = b"".join(b"1 0 0 1 %g 604 Tm (1) Tj " % (at * 0.2) for at in range(3_000))
    text = b"BT /F1 10 Tf " + singles + b"/F1 5 Tf " + small + b"ET "
    return made([text + b"".join(put.operators() for put in [*lines, *column([FERRY], 60, 500)])])


def trap_many_pages() -> bytes:
    """As many pages as are read at all."""
    return made([column([FERRY, WINTER], 60, 780) for _ in range(1_000)])


def pages_of(body: bytes) -> bytes:
    """Return a file of a hundred pages that all have the stream ``body``."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 101 0 R >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count 100 >>" % (b"100 0 R " * 100)
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    return assembled({1: catalog, 2: tree, 100: page, 101: body})


def trap_bomb_on_every_page() -> bytes:
    """A hundred pages that each unfold to sixty megabytes."""
    return pages_of(stream(b"\0" * 60_000_000, packed=True))


def trap_blanks_on_every_page() -> bytes:
    """A hundred pages of nineteen megabytes of blanks."""
    return pages_of(stream(b" " * 19_000_000, packed=True))


def trap_operators_on_every_page() -> bytes:
    """A hundred pages of a hundred and fifty thousand operators."""
    return pages_of(stream(b"q Q " * 75_000, packed=True))


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
        """Loops, bombs and nesting end, and end well."""
        check_sound_or_refused(PdfReader(), TRAPS[name]())

    @pytest.mark.parametrize("seed", range(40))
    def test_flipped_bytes(self, seed: int) -> None:
        """Bytes changed at random places never raise anything but a refusal."""
        chance = random.Random(seed)
        body = bytearray(made(article(), packed=seed % 2 == 1, bookmarks=["Coming Home"]))
        for _ in range(1 + seed):
            body[chance.randrange(9, len(body))] = chance.randrange(256)
        check_sound_or_refused(PdfReader(), bytes(body))

    @pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
    def test_found_by_fuzzing(self, path: Path) -> None:
        """Files that fuzzing made, each for the way it takes through the reader."""
        check_sound_or_refused(PdfReader(), path.read_bytes())
