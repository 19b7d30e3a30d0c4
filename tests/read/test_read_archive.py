"""An archive is opened within limits: bombs, traps and names that lead out of it are refused."""

from __future__ import annotations

import zlib

import pytest
from madezip import overlapping, raw, zeros, zipped

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read.archive import MOST_MEMBERS, Archive, resolve


def opened(body: bytes) -> Archive:
    """Return the archive in ``body``."""
    return Archive(Source("box.zip", body))


def refusal(body: bytes, member: str = "a.txt") -> str:
    """Return why the archive, or reading a member of it, is refused."""
    with pytest.raises(SourceError) as caught:
        opened(body).read(member)
    assert caught.value.where == "box.zip"
    assert caught.value.remedy
    return caught.value.what


class TestReading:
    """What a sound archive holds is read."""

    def test_members(self) -> None:
        """Members are listed in their order and read whole; folders are none."""
        archive = opened(zipped({"b/": b"", "b/one.txt": b"One.", "a.txt": b"x" * 500_000}))
        assert archive.names == ("b/one.txt", "a.txt")
        assert archive.read("b/one.txt") == b"One."
        assert len(archive.read("a.txt")) == 500_000
        assert "a.txt" in archive
        assert "c.txt" not in archive

    def test_names_have_one_spelling(self) -> None:
        """Backslashes and dots on the way make no difference."""
        assert opened(zipped({"./b\\one.txt": b"One."})).names == ("b/one.txt",)

    def test_a_missing_member(self) -> None:
        """Asking for what is not there says what is missing."""
        assert "b.txt" in refusal(zipped({"a.txt": b"A"}), "b.txt")


class TestLimits:
    """No archive unfolds to more than can be read."""

    def test_one_endless_member(self) -> None:
        """A gigabyte of zeros in a megabyte is refused by what its header says."""
        assert "unfolds to more" in refusal(raw([("a.txt", zeros(1_000), 1_000_000_000)]))

    def test_headers_that_lie(self) -> None:
        """Bytes are counted as they unfold, whatever the header says their number is."""
        packed = zeros(100)
        assert refusal(raw([("a.txt", packed, 100_000_000)], claimed=1_000_000)).endswith(".")

    def test_steep_members(self) -> None:
        """What unfolds a thousandfold is a bomb even when it is not too large."""
        assert "bomb" in refusal(raw([("a.txt", zeros(20), 20_000_000)]))

    def test_many_members_together(self) -> None:
        """The sum counts, not only each."""
        text = zlib.compressobj(1, zlib.DEFLATED, -15)
        body = b"".join(b"%d bottles on the wall " % number for number in range(1_200_000))
        packed = text.compress(body) + text.flush()
        names = [f"{number}.txt" for number in range(5)]
        archive = opened(raw([(name, packed, len(body)) for name in names]))
        with pytest.raises(SourceError, match="unfolds to more"):
            sum(len(archive.read(name)) for name in names)

    def test_overlapping_members(self) -> None:
        """Members that share their bytes are refused before any is read."""
        packed = zeros(1)
        what = refusal(overlapping("{}.txt", 500, packed, 1_000_000), "3.txt")
        assert "share their bytes" in what or "damaged" in what

    def test_too_many_members(self) -> None:
        """A million files are not even listed."""
        body = b"PK\x01\x02" * (MOST_MEMBERS + 1)
        assert "more than" in refusal(zipped({"a.txt": b"A"}) + body)


class TestTraps:
    """Names and contents that mean harm are refused."""

    @pytest.mark.parametrize(
        "name", ["../a.txt", "x/../../a.txt", "/etc/passwd", "C:\\a.txt", "..\\a.txt", "//host/a"]
    )
    def test_names_that_lead_out(self, name: str) -> None:
        """A name that is a way out of the archive is refused, and shown."""
        assert "leads out of it" in refusal(zipped({name: b"A", "a.txt": b"A"}))

    def test_two_of_one_name(self) -> None:
        """Which of two is meant cannot be known."""
        assert "two files called 'a.txt'" in refusal(zipped({"a.txt": b"A", "./a.txt": b"B"}))

    def test_locked(self) -> None:
        """Members locked with a password are named as such."""
        assert "password" in refusal(raw([("a.txt", zeros(1), 1_000_000)], flags=1))

    def test_names_in_messages_are_clean(self) -> None:
        """Controls and direction overrides of a name do not reach the person."""
        what = refusal(zipped({"../\u202e\x1b[31mfdp.exe": b"A"}))
        assert not set(what) & {"\u202e", "\x1b"}

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.4, 0.7, 0.95, 0.999])
    def test_cut_short(self, share: float) -> None:
        """An archive cut short says so."""
        body = zipped({"a.txt": bytes(range(256)) * 50, "b.txt": b"B" * 900})
        assert "damaged" in refusal(body[: int(len(body) * share)])


class TestXml:
    """XML is read without anything in it being expanded, fetched or loaded."""

    def test_sound(self) -> None:
        """Elements come out, a document type without declarations is let pass if asked."""
        body = zipped({"a.xml": '<!DOCTYPE ncx PUBLIC "-//X//DTD" "http://example.org/x"><ncx/>'})
        assert opened(body).xml("a.xml", doctype=True).tag == "ncx"
        with pytest.raises(SourceError):
            opened(body).xml("a.xml")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
    @pytest.mark.parametrize(
        "subset",
        [
            '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">',
            '<!ENTITY a SYSTEM "file:///etc/passwd">',
            '<!ENTITY % a SYSTEM "http://example.org/x.dtd"> %a;',
        ],
    )
    def test_entities(self, subset: str, encoding: str) -> None:
        """Declared entities are refused, whatever they are and however they are written."""
        text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE r [{subset}]><r>&a;</r>'
        with pytest.raises(SourceError, match="declares entities"):
            opened(zipped({"a.xml": text.encode(encoding)})).xml("a.xml", doctype=True)

    @pytest.mark.parametrize("text", ["", "words", "<a><b></a>", "<a>" * 100_000, "<a>\0</a>"])
    def test_broken(self, text: str) -> None:
        """What is no XML says so."""
        with pytest.raises(SourceError, match=r"no sound XML"):
            opened(zipped({"a.xml": text})).xml("a.xml")


class TestLinks:
    """Links are followed within the archive, never out of it."""

    @pytest.mark.parametrize(
        ("base", "link", "found"),
        [
            ("OPS/a.opf", "b.xhtml", "OPS/b.xhtml"),
            ("OPS/a.opf", "text/b%20c.xhtml#d", "OPS/text/b c.xhtml"),
            ("OPS/x/a.opf", "../b.xhtml", "OPS/b.xhtml"),
            ("a.opf", "../b.xhtml", None),
            ("OPS/a.opf", "../../etc/passwd", None),
            ("OPS/a.opf", "%2e%2e/%2e%2e/b", None),
            ("a.opf", "/etc/passwd", None),
            ("a.opf", "file:///etc/passwd", None),
            ("a.opf", "http://example.org/b", None),
            ("a.opf", "//example.org/b", None),
            ("a.opf", "C:\\b", None),
            ("a.opf", "", None),
            ("a.opf", "#here", None),
            ("a.opf", "http://[", None),
        ],
    )
    def test_resolve(self, base: str, link: str, found: str | None) -> None:
        """A link gives a member's name, or nothing when it leads elsewhere."""
        assert resolve(base, link) == found
