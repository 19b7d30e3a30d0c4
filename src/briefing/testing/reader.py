"""What every reader must keep to. Subclass :class:`ReaderContract`; pytest runs the rest.

::

    class TestMyReader(ReaderContract):
        @pytest.fixture
        def reader(self):
            return MyReader()

        @pytest.fixture
        def good_source(self):
            return Source("article.mine", b"...")
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from briefing.errors import SourceError
from briefing.model import Address, Document, Source
from briefing.read.reader import Reader

HOSTILE: tuple[bytes, ...] = (
    b"",
    b" \n\t\n",
    b"\0" * 64,
    bytes(range(256)) * 8,
    b"\x89PNG\r\n\x1a\n" + bytes(200),
    b"%PDF-1.7\n" + bytes(range(128, 256)),
    b"PK\x03\x04" + bytes(60),
    b"\xff\xfe" + "Half a pair: \ud800 here.".encode("utf-16-le", "surrogatepass"),
    b"\xef\xbb\xbf# \xe2\x80\xaeTitle\n\nText \x07 with \x1b[31m controls\x00 and \xc2\xad more.",
    b"{{ config }} {% for x in y %} @host: <script>alert(1)</script> file:///etc/passwd",
    b"word " * 20_000,
    b"x" * 100_000,
    b">" * 5_000 + b" deep",
    b"[" * 5_000 + b"](" * 500,
    b"- " * 3_000 + b"nested",
    b"*" * 5_000 + b"a" + b"_" * 5_000,
    b"`" * 5_001,
    b"---\n" * 2_000,
    b"a\n\n" * 3_000,
    b"What? " * 3_000,
    "漢字かな。".encode() * 2_000,
    "🙂👩‍👩‍👧 ".encode() * 500,
    "مرحبا \u202e كيف\n".encode() * 50,
    b"Latin one: caf\xe9, na\xefve, \xa3" + b"3, and so on for a while." * 5,
)
"""Bytes no reader may stumble over: each gives a document or a ``SourceError``, nothing else."""


class ReaderContract:
    """The promises of :class:`briefing.read.reader.Reader`, as tests."""

    @pytest.fixture
    def reader(self) -> Reader:
        """Return a new instance of the reader under test."""
        raise NotImplementedError("give a fixture called reader")

    @pytest.fixture
    def good_source(self) -> Source:
        """Return a source the reader claims and understands; with more than one sentence."""
        raise NotImplementedError("give a fixture called good_source")

    def test_is_a_reader_with_a_name(self, reader: Reader) -> None:
        """It meets the protocol, and its name is a word a person can type."""
        assert isinstance(reader, Reader)
        assert reader.name == reader.name.strip().lower() != ""

    def test_claims_are_from_0_to_100(self, reader: Reader, good_source: Source) -> None:
        """Claims never raise, stay in range, and its own format is claimed."""
        assert 0 < reader.claims(good_source) <= 100
        for body in HOSTILE:
            assert 0 <= reader.claims(Source("-", body)) <= 100

    def test_reads_what_it_claims(self, reader: Reader, good_source: Source) -> None:
        """A good source gives a document that knows where it is from and holds words."""
        document = reader.read(good_source, 1)
        assert isinstance(document, Document)
        assert document.origin == good_source.origin
        assert document.language == document.language.lower() != ""
        assert len(list(document.sentences())) > 1

    def test_modification_time_is_carried(self, reader: Reader, good_source: Source) -> None:
        """``modified`` is handed on as it came; no clock and no file is asked."""
        assert reader.read(replace(good_source, modified=1234), 1).modified == 1234
        assert reader.read(replace(good_source, modified=None), 1).modified is None

    @pytest.mark.parametrize("number", [1, 7, 900])
    def test_addresses(self, reader: Reader, good_source: Source, number: int) -> None:
        """Addresses are unique, count the document, and survive being written and parsed."""
        document = reader.read(good_source, number)
        check_addresses(document, number)

    def test_is_pure(self, reader: Reader, good_source: Source) -> None:
        """The same bytes give an equal document, from this reader or another instance."""
        assert reader.read(good_source, 2) == reader.read(good_source, 2)
        assert type(reader)().read(good_source, 2) == reader.read(good_source, 2)

    @pytest.mark.parametrize("place", range(len(HOSTILE)))
    def test_hostile_bytes(self, reader: Reader, good_source: Source, place: int) -> None:
        """Hostile bytes give a sound document or a ``SourceError`` that names the source."""
        source = Source(good_source.origin, HOSTILE[place])
        document = _document_or_refusal(reader, source)
        if document is None:
            return
        check_sound(document, 3)


def _document_or_refusal(reader: Reader, source: Source) -> Document | None:
    """Return the document, or ``None`` for a refusal a person can act on."""
    try:
        return reader.read(source, 3)
    except SourceError as error:
        if error.where != source.origin or not error.remedy:
            pytest.fail(f"a refusal that does not name the source and a remedy: {error}")
        return None


_CONTROLS = (*range(9), 11, 12, *range(14, 32), 127)
_INVISIBLE = (*range(0x202A, 0x202F), 0x200B, 0xFEFF, 0xFFFE)
_HALVES = range(0xD800, 0xE000)
_FORBIDDEN = frozenset(map(chr, (*_CONTROLS, *_INVISIBLE, *_HALVES)))
"""Controls, halves of characters, direction overrides and invisible ones: no ear is for them."""


def check_sound(document: Document, number: int) -> None:
    """Assert that ``document`` can be handed on: addresses, words, facts and levels are sound."""
    check_addresses(document, number)
    facts = (document.byline, document.publisher, document.link, document.image)
    for text in (*(sentence.text for sentence in document.sentences()), *filter(None, facts)):
        assert text.strip(), "nothing is blank"
        assert not set(text) & _FORBIDDEN, text
    assert all(section.level >= 1 for section in document.sections)
    assert (
        any(block.silent is None for block in document.blocks())
        or any(
            part is not None
            for part in (document.title, *(one.heading for one in document.sections))
        )
        or document.questions
    ), "there is something to be spoken"
    for address in filter(None, (document.link, document.image)):
        assert address.startswith(("http://", "https://"))
    for date in filter(None, (document.published, document.updated)):
        datetime.fromisoformat(date)


def check_addresses(document: Document, number: int) -> None:
    """Assert that every sentence of ``document`` has an address of its own that is well formed."""
    assert document.number == number
    seen: set[Address] = set()
    for sentence in document.sentences():
        address = sentence.address
        assert address.document == number
        assert Address.parse(str(address)) == address
        assert address not in seen
        assert address.sentence >= 1
        seen.add(address)
    for block in document.blocks():
        places = [sentence.address for sentence in block.sentences]
        assert places, "a block holds at least one sentence"
        assert {place[:3] for place in places} == {places[0][:3]}
        assert [place.sentence for place in places] == list(range(1, len(places) + 1))
