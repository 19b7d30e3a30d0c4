"""Feeds as sources: RSS, RDF, Atom and JSON Feed, whole, broken and hostile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read.feeds import feed
from briefing.read.feeds.kinds import is_feed

CORPUS = Path(__file__).parent / "corpus" / "feed"
LONG = "The ferry leaves at nine and comes back at noon with the mail and the bread. " * 10
"""A hundred and fifty words: an article, if a short one."""

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour News</title><link>https://harbour.example/</link>
<language>en-GB</language>{items}</channel></rss>"""


def rss(*items: str, encoding: str = "utf-8") -> Source:
    text = RSS.format(items="".join(items), encoding=encoding)
    return Source("https://harbour.example/feed.xml", text.encode(encoding))


def item(title: str = "A story", date: str = "", rest: str = "") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title>{dated}{rest}</item>"


def only(source: Source) -> feed.Item:
    (found,) = feed.items(source)
    return found


# ------------------------------------------------------------------------------- what is a feed


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'/>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand -->\n<rss/>",
        b"<rdf:RDF xmlns:rdf='r'/>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
        b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'/>",
        '<?xml version="1.0" encoding="utf-16"?><rss/>'.encode("utf-16"),
        b'{"version": "https://jsonfeed.org/version/1.1", "items": []}',
        rb'{"version": "https:\/\/jsonfeed.org\/version\/1", "items": []}',
        b"<!DOCTYPE rss PUBLIC '-//Example//DTD RSS 0.91//EN' 'http://dtd.example/rss'><rss/>",
    ],
)
def test_a_feed_is_known_by_its_content(body: bytes) -> None:
    """Whatever the sender calls it: many servers send feeds as text/html."""
    assert is_feed(Source("x", body, "text/html"))


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        (b"<html><body>No feed here</body></html>", "application/rss+xml"),
        (b"<!DOCTYPE html><html></html>", "application/atom+xml"),
        (b"<opml version='2.0'/>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/xml"),
        (b'{"version": 3}', "application/json"),
        (b"# The rss of it\n\nText.", "text/markdown"),
        (b"", None),
    ],
)
def test_other_things_are_no_feed(body: bytes, sent: str | None) -> None:
    """A page sent as a feed is a page; XML and JSON of other kinds are no feeds."""
    assert not is_feed(Source("x", body, sent))


def test_what_is_sent_as_a_feed_and_is_none_is_refused() -> None:
    """``parse`` says it is no feed, in a sentence that names the source."""
    for body in (b"Just words.", b"<html><p>A page</p></html>", b"<svg/>", b'{"items": 3}'):
        with pytest.raises(SourceError, match="no feed") as caught:
            feed.parse(Source("odd.xml", body))
        assert caught.value.where == "odd.xml"


# -------------------------------------------------------------------------------- what it says


def test_every_fact_of_an_rss_item() -> None:
    """Title, author, date in its own zone, language, link and the feed's name are kept."""
    source = rss(
        item(
            "The &quot;Gull&quot; &amp; &lt;em&gt;crew&lt;/em&gt;",
            "Tue, 03 Mar 2026 00:30:00 +0100",
            "<link>https://harbour.example/gull</link><dc:creator>Ada Moor</dc:creator>"
            f"<content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded>",
        )
    )
    found = only(source)
    assert found.facts.title == 'The "Gull" & crew'
    assert found.facts.byline == "Ada Moor"
    assert found.facts.published == "2026-03-03T00:30:00+01:00"
    assert found.facts.language == "en-gb"
    assert found.facts.link == "https://harbour.example/gull"
    assert found.facts.publisher == "Harbour News"
    assert found.is_full
    own = feed.item_source(found, source.origin)
    assert own.origin == "https://harbour.example/gull"
    assert own.media_type == "text/html; charset=utf-8"
    assert own.facts == found.facts
    assert LONG.strip() in own.body.decode()


def test_atom_and_rdf_items() -> None:
    """Atom's content and authors, RDF's items beside the channel."""
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Isle</title>
    <author><name>Bo Lind</name></author>
    <entry><title type="text">If 3 &lt; 4</title><id>tag:isle.example,2026:1</id>
    <link rel="alternate" href="/one"/><updated>2026-03-04T10:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p></div></content>
    </entry></feed>"""
    found = only(Source("https://isle.example/atom", atom.encode()))
    assert found.facts.title == "If 3 < 4"
    assert found.facts.byline == "Bo Lind"
    assert found.facts.link == "https://isle.example/one"
    assert found.facts.published == "2026-03-04T10:00:00Z"
    assert (found.is_full, found.is_markup) == (True, True)
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/"><channel><title>Old</title></channel>
    <item><title>One</title><link>https://old.example/1</link></item></rdf:RDF>"""
    old = only(Source("https://old.example/rdf", rdf.encode()))
    assert (old.facts.title, old.facts.link) == ("One", "https://old.example/1")
    assert not old.is_full


def test_a_json_feed() -> None:
    """Both versions' authors, HTML before text, dates as they stand."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Quay",
        "language": "sv",
        "items": [
            {
                "id": 7,
                "url": "/a",
                "title": "One",
                "content_text": LONG,
                "author": {"name": "Cy Ek"},
            },
            {"id": "b", "content_html": "<p>Short.</p>", "authors": [{"name": "Eva Fors"}, 3]},
            "no item",
            {"id": "c", "url": ["x"], "title": {"a": 1}, "summary": 5.5, "date_published": False},
        ],
    }
    found = feed.items(Source("https://quay.example/feed.json", json.dumps(told).encode()))
    assert [each.facts.byline for each in found[:2]] == ["Cy Ek", "Eva Fors"]
    assert found[0].facts.link == "https://quay.example/a"
    assert (found[0].is_markup, found[1].is_markup) == (False, True)
    assert found[1].is_full, "it has no page, so this is all there is"
    assert feed.item_source(found[1], "https://quay.example/feed.json").origin.endswith("#b")
    assert not found[2].is_full
    assert {each.facts.language for each in found} == {"sv"}


def test_newest_first_and_ties_as_in_the_feed() -> None:
    """Dates order the items across zones; undated ones come last, in the feed's order."""
    found = feed.items(
        rss(
            item("undated one"),
            item("older", "Mon, 02 Mar 2026 10:00:00 GMT"),
            item("tie one", "Tue, 03 Mar 2026 12:00:00 +0200"),
            item("no date", "soon"),
            item("newest", "Tue, 03 Mar 2026 11:00:00 GMT"),
            item("tie two", "Tue, 03 Mar 2026 10:00:00 GMT"),
        )
    )
    titles = [each.facts.title for each in found]
    assert titles == ["newest", "tie one", "tie two", "older", "undated one", "no date"]


@pytest.mark.parametrize(
    "date",
    ["", "soon", "32 Foo 2026", "2026-99-99", "-1", "Tue, 03 Mar 999 00:00:00 GMT", "9" * 150],
)
def test_a_date_that_is_none_is_none(date: str) -> None:
    """What cannot be read as a date is not guessed at."""
    assert only(rss(item(date=date))).facts.published is None


@pytest.mark.parametrize(
    ("text", "full"),
    [
        (f"<p>{LONG}</p>", True),
        (f"<p>{LONG}</p><p>Continue reading</p>", False),
        (f"<p>{LONG} [&hellip;]</p>", False),
        (f"{LONG} ...", False),
        (f"<p>{LONG}</p><a href='x'>Weiterlesen →</a>", False),
        (f"<p>{LONG} […]</p><p>The post <a>A story</a> appeared first on <a>News</a>.</p>", False),
        (f"<p>{LONG}</p><p>The post <a>A story</a> appeared first on <a>News</a>.</p>", True),
        ("<p>Only a line.</p>", False),
        ("渡船は九時に港を出て正午に郵便とパンを積んで戻ります。" * 10, True),
    ],
)
def test_a_teaser_is_told_from_the_whole_text(text: str, full: bool) -> None:
    """Long enough, and not ending in a sign that there is more on the page."""
    rest = f"<link>https://h.example/x</link><content:encoded><![CDATA[{text}]]></content:encoded>"
    assert only(rss(item(rest=rest))).is_full is full


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("https://h.example/x", "https://h.example/x"),
        ("/x?a=1&amp;b=2", "https://harbour.example/x?a=1&b=2"),
        ("  https://h.example/x\n ", "https://h.example/x"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("ftp://h.example/x", None),
        ("https://", None),
        ("http://[::1", None),
        ("https://h.example:99999/", None),
    ],
)
def test_only_web_addresses_are_links(link: str, meant: str | None) -> None:
    """Relative ones are seen from the feed's own link; other schemes are no link."""
    assert only(rss(item(rest=f"<link>{link}</link>"))).facts.link == meant


def test_titles_cannot_carry_what_is_invisible_or_markup() -> None:
    """Control, bidirectional and zero-width characters and tags never reach a title."""
    found = only(rss(item("Safe&#x202e; &lt;script&gt;and&lt;/script&gt; so\u200bund\u0085 it is")))
    assert found.facts.title == "Safe and sound it is"
    long = only(rss(item("word " * 200)))
    assert long.facts.title is not None
    assert len(long.facts.title) <= 300


def test_recordings_are_known() -> None:
    """An enclosure of sound or pictures in motion."""
    rest = "<enclosure url='https://h.example/1.mp3' type='audio/mpeg' length='1'/>"
    assert only(rss(item(rest=rest))).is_recording
    assert not only(rss(item())).is_recording


# ------------------------------------------------------------------------------ broken, hostile


def test_an_empty_feed_says_so() -> None:
    """In all three formats."""
    atom = Source("a", b"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title></feed>")
    told = Source("j", b'{"version": "https://jsonfeed.org/version/1", "items": []}')
    for source in (rss(), atom, told):
        with pytest.raises(SourceError, match="empty"):
            feed.parse(source)


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!doctype rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
        '<!DOCTYPE rss SYSTEM "x" [<!ENTITY x "y">]>',
        "<!-- a ] comment --><!DOCTYPE rss [<!ELEMENT rss ANY>]>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(doctype: str, encoding: str) -> None:
    """Before any parser sees them, in whichever encoding."""
    text = f"{doctype}<rss><channel>{item('&c;&x;')}</channel></rss>"
    source = Source("bomb.xml", text.encode(encoding))
    assert is_feed(source)
    with pytest.raises(SourceError, match="entities") as caught:
        feed.parse(source)
    assert caught.value.where == "bomb.xml"


def test_an_article_may_write_about_entities() -> None:
    """What stands in the text of an item is text."""
    rest = "<description><![CDATA[Write <!DOCTYPE x [<!ENTITY a 'b'>]> first.]]></description>"
    assert only(rss(item(rest=rest))).facts.title == "A story"


def test_a_truncated_feed_gives_its_whole_items() -> None:
    """And says that it is broken; the item cut in the middle is not read."""
    whole = rss(item("one"), item("two"), item("three", rest="<description>And then"))
    cut = whole.body[: whole.body.index(b"And then") + 4]
    found = feed.parse(Source("cut.xml", cut))
    assert [each.facts.title for each in found.items] == ["one", "two"]
    assert [notice.code for notice in found.notices] == ["feed-broken"]


def test_a_feed_broken_before_its_first_item_is_refused() -> None:
    with pytest.raises(SourceError, match="too broken"):
        feed.parse(Source("cut.xml", b"<rss><channel><title>Harb"))


def test_loose_xml_is_read_as_it_was_meant() -> None:
    """HTML's entities and bare ampersands are the commonest mistakes of feeds."""
    found = feed.parse(
        rss(item("Caf&eacute; & bar&#0;", rest="<link>https://h.example/?a=1&b=2</link>"))
    )
    assert found.items[0].facts.title == "Café & bar"
    assert found.items[0].facts.link == "https://h.example/?a=1&b=2"
    assert found.notices == ()


@pytest.mark.parametrize(("stated", "true"), [("utf-8", "cp1252"), ("us-ascii", "utf-8")])
def test_a_wrongly_declared_encoding(stated: str, true: str) -> None:
    """The bytes are believed before what is said of them."""
    text = RSS.format(encoding=stated, items=item("Grüße aus Łódź" if true == "utf-8" else "Grüße"))
    found = only(Source("x", text.encode(true)))
    assert found.facts.title in {"Grüße aus Łódź", "Grüße"}


def test_the_declared_encoding_counts() -> None:
    """Of one that cannot be seen in the bytes."""
    title = "Новости порта и острова: паром снова ходит каждый день"
    source = rss(item(title, rest=f"<description>{title * 5}</description>"), encoding="koi8-r")
    assert only(source).facts.title == title


def test_a_hundred_thousand_items() -> None:
    """The first few thousand are looked at, with a notice."""
    found = feed.parse(rss(*(item(f"s{at}") for at in range(100_000))))
    assert len(found.items) == feed.MOST_ITEMS
    assert "feed-cut" in [notice.code for notice in found.notices]


def test_a_feed_too_large_is_cut_after_a_whole_item() -> None:
    """Podcasts keep a decade of items in theirs; the first are the newest."""
    source = rss(
        *(item(f"s{at}", rest=f"<description>{LONG}</description>") for at in range(9_000))
    )
    found = feed.parse(source)
    assert [notice.code for notice in found.notices] == ["feed-cut"]
    assert found.items[0].facts.title == "s0"
    assert len(found.items) > 1_000


def test_tags_with_endless_attributes_are_refused() -> None:
    """They would cost the parser minutes."""
    body = "<rss><channel><item " + "".join(f"a{at}='b' " for at in range(200_000)) + "/></channel>"
    with pytest.raises(SourceError, match="too broken"):
        feed.parse(Source("x", body.encode() + b"</rss>"))


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "&", "<![CDATA[", "<!--", "<?", "<b>", "</", "<a b='", "<item>", "&#1", "<!"],
)
def test_endless_markup_in_a_feed(piece: str) -> None:
    """Five megabytes of it give a feed or a refusal, within the test's time."""
    text = RSS.format(encoding="utf-8", items=item("one")).replace(
        "</channel></rss>", f"<item><title>{piece * (5_000_000 // len(piece))}"
    )
    _told(text.encode())


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": "\\ud800", "id": 1'
        + b"0" * 5000
        + b"}]}",
        b'{"version": "https://jsonfeed.org/version/1", "items"',
        b'{"items": NaN, "version": "https://jsonfeed.org/version/1"}',
    ],
)
def test_broken_json(body: bytes) -> None:
    """Deep, cut or absurd: refused in one sentence."""
    with pytest.raises(SourceError) as caught:
        feed.parse(Source("f.json", body))
    assert caught.value.where == "f.json"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_what_fuzzing_found(path: Path) -> None:
    """Inputs that once led somewhere: a feed or a refusal, the same each time."""
    assert _told(path.read_bytes()) == _told(path.read_bytes())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_gives_a_feed_or_a_refusal(data: st.DataObject) -> None:
    """A sound feed with pieces cut out, doubled or overwritten."""
    body = bytearray(rss(item("one", rest=f"<description>{LONG}</description>"), item("two")).body)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        length = data.draw(st.integers(0, 40))
        body[at : at + length] = data.draw(st.binary(max_size=12) | st.sampled_from(PIECES))
    _told(bytes(body))


PIECES = [
    b"<item>",
    b"</item>",
    b"]]>",
    b"<![CDATA[",
    b"&#x0;",
    b"<!DOCTYPE a [",
    b"\xff\xfe",
    b"\0",
]


def _told(body: bytes) -> object:
    source = Source("fuzzed", body)
    is_feed(source)
    try:
        found = feed.parse(source)
    except SourceError as error:
        return error.where == "fuzzed" or pytest.fail(f"it names another source: {error}")
    for each in found.items:
        assert each.facts.title is None or each.facts.title.isprintable()
        assert each.facts.link is None or each.facts.link.startswith(("http://", "https://"))
        assert feed.item_source(each, "fuzzed").body.decode() == each.body
    return found
