"""Decoding: every common encoding is read, every other thing is refused by name."""

from __future__ import annotations

import codecs
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read.decode import clean, decode, probe

ARTICLE = "Über die Brücke: “Naïve” cafés cost £3 – or €4.\nA second line, quite plain. " * 12
XML_1_0 = re.compile("[\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


def text_of(body: bytes) -> str:
    """Return what is decoded from ``body``."""
    return decode(Source("here.txt", body)).text


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE.encode(),
        codecs.BOM_UTF8 + ARTICLE.encode(),
        ARTICLE.encode("utf-16"),
        ARTICLE.encode("utf-16-le"),
        ARTICLE.encode("utf-16-be"),
        ARTICLE.encode("utf-32"),
        ARTICLE.encode("utf-32-be"),
        ARTICLE.encode("cp1252"),
        ARTICLE.replace("\n", "\r\n").encode(),
        ARTICLE.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", ARTICLE).encode(),
    ],
)
def test_one_text_in_many_encodings(body: bytes) -> None:
    assert text_of(body) == ARTICLE


def test_older_encodings_are_detected() -> None:
    russian = "Это довольно обычный русский текст о погоде и о море. " * 20
    assert text_of(russian.encode("koi8-r")) == russian or text_of(russian.encode("cp1251"))
    assert text_of(russian.encode("cp1251")) == russian
    japanese = "これは普通の日本語の文章です。海と風について書かれています。" * 20
    assert text_of(japanese.encode("shift_jis")) == japanese


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x7fELF\x02\x01\x01" + bytes(50), "program"),
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "Word"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/epub+zip", "EPUB"),
        (b"PK\x03\x04\x14\0\0\0stuff", "zip"),
        (b"ID3\x04\0\0\0\0\0\0", "MP3"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "HTML"),
        (b"<?xml version='1.0'?>\n<rss></rss>", "XML"),
        (bytes(range(32)) * 40, "binary"),
        (b"ab\0\0\0\1\2\3" * 100, "binary"),
    ],
)
def test_other_things_are_refused_by_name(body: bytes, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(Source("thing.bin", body))
    assert kind in caught.value.what
    assert caught.value.where == "thing.bin"
    assert caught.value.remedy


def test_a_text_about_formats_is_a_text() -> None:
    assert text_of(b"ID3 tags hold titles. GIF8 is no word.").startswith("ID3 tags")
    assert text_of(b"<b>Bold</b> claims were made.").startswith("<b>")


@pytest.mark.parametrize("body", [b"", b" \r\n\t ", b"\0\0\0\0"])
def test_nothing_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError, match="nothing in it"):
        decode(Source("empty.txt", body))


def test_a_few_broken_bytes_are_mended_with_a_notice() -> None:
    body = ARTICLE.encode().replace(b"plain", b"pl\xffin", 1)
    decoded = decode(Source("a.txt", body))
    assert "pl\ufffdin" in decoded.text
    assert "cafés" in decoded.text
    assert [notice.code for notice in decoded.notices] == ["undecodable"]


def test_many_broken_bytes_are_refused() -> None:
    body = "é".encode() * 300 + bytes(range(0x80, 0xC0)) * 40
    with pytest.raises(SourceError, match=r"cannot be decoded|binary"):
        decode(Source("a.txt", body))
    with pytest.raises(SourceError, match="UTF-16"):
        decode(Source("a.txt", codecs.BOM_UTF16_LE + b"\x00\xd8" * 400))


def test_control_characters_go_with_a_notice() -> None:
    decoded = decode(Source("a.txt", b"One \x07two\x00 \x1b[1mthree. And some more words here."))
    assert decoded.text == "One two [1mthree. And some more words here."
    assert [notice.code for notice in decoded.notices] == ["control-characters"]


@pytest.mark.parametrize(
    ("dirty", "pure"),
    [
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("left\u202eright\u2066x\u2069", "leftrightx"),
        ("no\u00a0break\u202fspace", "no break space"),
        ("a\u2028b\u2029c\u0085d", "a\nb\n\nc\nd"),
        ("cafe\u0301", "café"),
        ("lone\ud800 \udfffsurrogates", "lone surrogates"),
        ("A\u200dB", "AB"),
        ("क्\u200dष", "क्\u200dष"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_cleaning(dirty: str, pure: str) -> None:
    assert clean(dirty)[0] == pure


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_only_clean_characters_survive_and_cleaning_is_idempotent(text: str) -> None:
    pure, _ = clean(text)
    assert XML_1_0.fullmatch(pure)
    assert unicodedata.is_normalized("NFC", pure)
    assert clean(pure) == (pure, 0)


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(body: bytes) -> None:
    source = Source("any", body)
    probe(source)
    try:
        text = decode(source).text
    except SourceError:
        return
    assert XML_1_0.fullmatch(text)
