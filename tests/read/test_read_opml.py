"""OPML: which feeds a list names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read.feeds import opml
from briefing.read.feeds.kinds import is_opml

CORPUS = Path(__file__).parent / "corpus" / "opml"


def outlines(*inner: str) -> Source:
    body = "".join(inner)
    text = f'<?xml version="1.0"?><opml version="2.0"><head/><body>{body}</body></opml>'
    return Source("list.opml", text.encode())


def test_folders_are_opened_and_order_is_kept() -> None:
    """Feeds in file order, whatever folders they are in; each address once."""
    found = opml.feeds(
        outlines(
            '<outline text="Sea"><outline text="Gull &amp; Crew" type="rss" '
            'xmlUrl="https://gull.example/feed"/><outline text="Deep"><outline title="Tern" '
            'text="t" xmlurl="http://tern.example/rss"/></outline></outline>',
            '<outline text="again" xmlUrl="https://gull.example/feed"/>',
            '<outline xmlUrl="https://bare.example/"/>',
        )
    )
    assert found == (
        ("Gull & Crew", "https://gull.example/feed"),
        ("Tern", "http://tern.example/rss"),
        ("https://bare.example/", "https://bare.example/"),
    )


def test_only_web_addresses() -> None:
    """A list cannot name a file, a script or a relative address."""
    schemes = ("file:///etc/passwd", "javascript:x()", "feed.xml", "ftp://a.example/", "https://")
    inner = "".join(f'<outline text="x" xmlUrl="{address}"/>' for address in schemes)
    with pytest.raises(SourceError, match="no feed") as caught:
        opml.feeds(outlines(inner))
    assert caught.value.where == "list.opml"


def test_what_is_opml() -> None:
    """Its root element says it, not its name."""
    assert is_opml(outlines())
    assert is_opml(Source("x", b"\xef\xbb\xbf<!-- mine --><OPML/>"))
    assert not is_opml(Source("x.opml", b"<rss/>"))
    assert not is_opml(Source("x.opml", b"opml"))
    for body in (b"<rss/>", b"words", b"<opml", b"\xff\xfe\x00"):
        with pytest.raises(SourceError):
            opml.feeds(Source("x.opml", body))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE opml [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE opml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>',
    ],
)
def test_entities_are_refused(doctype: str) -> None:
    """Before any parser sees them."""
    text = f"{doctype}<opml><body><outline xmlUrl='https://a.example/&x;&b;'/></body></opml>"
    source = Source("bomb.opml", text.encode())
    assert is_opml(source)
    with pytest.raises(SourceError, match="entities"):
        opml.feeds(source)


def test_a_list_cut_short_gives_what_it_names() -> None:
    """As far as it goes; loose ampersands are let pass."""
    cut = b"<opml><body><outline text='A & B' xmlUrl='https://a.example/?x=1&y=2'/><outline te"
    assert opml.feeds(Source("x", cut)) == (("A & B", "https://a.example/?x=1&y=2"),)


def test_endless_lists_are_refused() -> None:
    """Too many feeds, and nesting without end."""
    many = "".join(f'<outline xmlUrl="https://a.example/{at}"/>' for at in range(600))
    with pytest.raises(SourceError, match="600 feeds"):
        opml.feeds(outlines(many))
    with pytest.raises(SourceError):
        opml.feeds(outlines("<outline>" * 300_000))
    deep = '<outline xmlUrl="https://a.example/"/>' + "<outline>" * 50_000
    assert opml.feeds(outlines(deep)) == (("https://a.example/", "https://a.example/"),)


def test_titles_are_clean() -> None:
    """One line, no invisible characters, no tags, not endless."""
    inner = (
        '<outline text="Sa&#x202e;fe&#10;&lt;b&gt;and&lt;/b&gt; so" xmlUrl="https://a.example/"/>'
    )
    assert opml.feeds(outlines(inner))[0].title == "Safe and so"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_what_fuzzing_found(path: Path) -> None:
    """Inputs that once led somewhere: a list or a refusal."""
    assert _told(path.read_bytes()) == _told(path.read_bytes())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_gives_a_list_or_a_refusal(data: st.DataObject) -> None:
    """A sound list with pieces cut out or overwritten."""
    body = bytearray(outlines('<outline text="A" xmlUrl="https://a.example/"/>' * 2).body)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        length = data.draw(st.integers(0, 30))
        body[at : at + length] = data.draw(st.binary(max_size=12))
    _told(bytes(body))


def _told(body: bytes) -> object:
    source = Source("fuzzed", body)
    is_opml(source)
    try:
        found = opml.feeds(source)
    except SourceError as error:
        return error.where == "fuzzed" or pytest.fail(f"it names another source: {error}")
    assert all(address.startswith(("http://", "https://")) for _, address in found)
    assert all(title.isprintable() for title, _ in found)
    return found
