"""HTML nobody writes in good faith: it costs little, and gives a sound document or one error."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.html.reader import HtmlReader
from briefing.read.html.tree import DEEPEST, MOST_TAGS, parse
from briefing.read.html.walk import walk
from briefing.testing.reader import check_addresses

WORDS = (
    "The lighthouse keeper of Sable Reach kept a diary of the fog, and in forty years he never "
    "once wrote that he could see it. "
)
STORY = "".join(f"<p>{at}. {WORDS}</p>" for at in range(12))


def read(markup: str | bytes) -> Document | None:
    """Return the document; ``None`` for a refusal that names the source and a remedy."""
    body = markup.encode("utf-8", "surrogatepass") if isinstance(markup, str) else markup
    try:
        document = HtmlReader().read(Source("fog.html", body, "text/html"), 1)
    except SourceError as error:
        if error.where != "fog.html" or not error.remedy:
            pytest.fail(f"a refusal that does not name the source and a remedy: {error}")
        return None
    check_addresses(document, 1)
    for sentence in document.sentences():
        assert not _UNSOUND.search(sentence.text)
    return document


_UNSOUND = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff]")


def text(document: Document | None) -> str:
    assert document is not None
    return " ".join(sentence.text for sentence in document.sentences())


def _deep() -> Iterator[tuple[str, str]]:
    for tag in ("div", "b", "span", "ul><li", "blockquote", "table><tr><td", "a", "font", "em><p"):
        opened = "".join(f"<{one}>" for one in tag.split("><"))
        closed = "".join(f"</{one}>" for one in reversed(tag.split("><")))
        yield opened * 20_000 + "the deepest word" + closed * 20_000, tag
        yield opened * 20_000 + "the deepest word", f"{tag}, never closed"
        yield f"{opened}fog " * 300 + "the deepest word" + closed * 300, f"{tag}, with text"


@pytest.mark.parametrize("nested", [pytest.param(markup, id=name) for markup, name in _deep()])
def test_deep_nesting_loses_no_text(nested: str) -> None:
    """However deep, the tree is of bounded depth and holds the words before, in and after."""
    root = parse(f"<html><body><p>before it</p>{nested}<p>after it</p></body></html>")
    assert not root.xpath(f"boolean(//*[ancestor::*[{DEEPEST + 20}]])")
    found = " ".join(part.text for part in walk(root).parts)
    for words in ("before it", "the deepest word", "after it"):
        assert words in found
    assert found.count("fog") == nested.count("fog")


def test_deep_nesting_in_a_page_is_read() -> None:
    """The article is found around and within nesting that no person writes."""
    document = read(f"<html><body>{STORY}{'<div>' * 100_000}{STORY}</body></html>")
    assert "keeper of Sable Reach" in text(document)


def test_more_tags_or_paragraphs_than_are_read() -> None:
    """More than the limit are refused."""
    assert read("<html><body>" + f"<p>{WORDS}" * 40_000) is None
    assert read("<html>" + "<p>x</p>" * (MOST_TAGS + 1)) is None


def test_many_paragraphs() -> None:
    """A page with more paragraphs than trafilatura can bear is read all the same."""
    assert text(read("<html><body>" + f"<p>{WORDS}" * 18_000)).count("Sable Reach") == 18_000


@pytest.mark.parametrize(
    "attributes",
    [
        "title='" + "x" * 3_000_000 + "'",
        "style='background:url(data:image/png;base64," + "x" * 9_000_000 + ")'",
        " ".join(f"a{at}=1" for at in range(200_000)),
        " ".join(f"a{at}='<'" for at in range(200_000)),
        "/".join(f"a{at}" for at in range(200_000)),
        "class='" + "share related " * 100_000 + "'",
        "style='" + "display:" * 200_000 + "'",
    ],
    ids=[
        "one of 3 MB",
        "a picture of 9 MB",
        "200,000",
        "with tags in them",
        "with slashes",
        "names",
        "style",
    ],
)
def test_attributes(attributes: str) -> None:
    """Attributes of any length and number do not hide the text beside them."""
    assert "keeper of Sable Reach" in text(
        read(f"<html><body><article><p {attributes}>Fog.</p>{STORY}</article></body></html>")
    )


@pytest.mark.parametrize(
    "odd",
    [
        "&amp;" * 200_000,
        "&#8238;&lt;&nosuch;&#0;&#xD800;&#x110000;" * 20_000,
        "<!DOCTYPE x [<!ENTITY a 'fog'><!ENTITY b '&a;&a;&a;'>]>&b;",
        "<![CDATA[fog]]>" * 1_000,
        "<!--" * 100_000,
        "<script>" * 50_000,
        "<p><script>document.write('<p>no</p>')</script>",
        "<style>" + "p{}" * 100_000 + "</style>",
        "<p title='unclosed>" + "fog " * 10_000,
        "<table>" * 5_000,
        "<select><option>" * 20_000,
        "</div>" * 100_000,
        "<" * 400_000,
        "<p>" + "<b>fog" * 100 + "</i>" * 100,
        "<frameset><frame src=x></frameset>",
        "<svg>" + "<g>" * 5_000,
        "<math>" * 5_000,
        "<ruby>" + "<rt>" * 5_000,
        "<details><summary>Why?" * 2_000,
        "<dl><dt>Why?<dd>Fog." * 2_000,
        "<blockquote><footer>" * 2_000,
        "<a href='#fn1'><sup>1" * 2_000,
        "<div class=share>" * 10_000 + "fog",
        "<ul><li><a href=x>fog" * 3_000,
        pytest.param("<br>" * 100_000, marks=pytest.mark.slow),
        pytest.param("<h2>Fog?</h2><p>Yes." * 10_000, marks=pytest.mark.slow),
        "<td colspan=999999999>fog" * 100,
        "\x00\x07\u202e\ufeff\u2028",
        "<img class=emoji alt='\u202e\x00'>" * 100,
    ],
    ids=lambda odd: odd[:20],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_odd_markup(odd: str, place: str) -> None:
    """Markup of any shape beside an article gives a sound document or one clear error."""
    story = f"<article>{STORY}</article>"
    before, after = (odd, story) if place == "before" else (story, odd)
    read(f"<!doctype html><html><body>{before}{after}</body></html>")
    read(odd)


def test_plaintext_and_its_kin_are_read_as_text() -> None:
    """What follows ``<plaintext>`` is text, tags and all."""
    found = walk(parse(f"<p>{WORDS}</p><plaintext>fog <b>and</b> fog")).parts
    assert [part.role for part in found] == ["paragraph", "code"]


@pytest.mark.parametrize(
    "body",
    [
        STORY.encode() + b"\xff\xfe\xfa" * 40 + b" caf\xe9",
        STORY.replace("fog", "caf\u00e9").encode("cp1252") + STORY.encode(),
        ("<meta charset=utf-16>" + STORY).encode(),
        ("<meta charset=no-such-thing>" + STORY).encode() + b"\xe9",
        ("<meta charset=zlib_codec>" + STORY).encode() + b"\xe9",
        STORY.encode("utf-16")[:-1],
        b"\xef\xbb\xbf" + STORY.encode("cp1252", "replace"),
    ],
)
def test_wrong_and_mixed_encodings(body: bytes) -> None:
    """Bytes that are not what they say give text or one clear error."""
    read(b"<html><body><article>" + body)


@pytest.mark.parametrize("code", [1, 8, 11, 12, 27, 127, 0xFFFE, 0xFFFF, 0x1FFFE, 0x80, 0xDFFF])
def test_controls_spelt_as_references(code: int) -> None:
    """Characters no tree may hold come in as references; they never come out."""
    mark = f"&#{code};"
    markup = f"<html><body><article>{mark}{STORY.replace('fog', f'f{mark}og{mark}')}{mark}"
    assert "keeper of Sable Reach" in text(read(f"{markup}<p title='{mark}'>{mark} end{mark}"))


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            (
                "<p>",
                "</p>",
                "<div class=share>",
                "</div>",
                "<ul>",
                "<li>",
                "<table>",
                "<tr><td>",
                "<h2>Fog?</h2>",
                "<blockquote>",
                "</blockquote>",
                "<figure><figcaption>",
                "<details><summary>Why?</summary>",
                "<pre>",
                "<sup><a href='#1'>1</a></sup>",
                "<script type=application/ld+json>",
                "</script>",
                "<!--",
                "-->",
                "<a href=x>",
                "<math><mi>",
                "<br><br>",
                "<svg>",
                "<plaintext>",
                WORDS,
                "&#8238;",
                "\x00",
                "<article>",
                "<nav>",
                "<form><input type=password>",
            )
        ),
        st.text(max_size=8),
        st.binary(max_size=4).map(lambda raw: raw.decode("latin-1")),
    ),
    max_size=40,
)


@given(_PIECES, st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_soup_of_tags(pieces: list[str], page: bool) -> None:
    """Tags in any order give a sound document or one clear error."""
    read(("<html><body>" if page else "") + "".join(pieces))
