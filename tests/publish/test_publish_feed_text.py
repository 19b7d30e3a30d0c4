"""Texts of the feed: limits in bytes, HTML that is never cut in a tag, addresses in ASCII."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from feedtrees import GUID, checked, episode, found
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE, SHOW

from briefing.model import Credit, EpisodeChapter
from briefing.publish.feed import documents
from briefing.publish.notes import DISCLOSURE, NOTES_LIMIT, content, description
from briefing.publish.text import ascii_url, one_line, one_line_in
from briefing.units import Milliseconds

LONG = st.sampled_from(["a", "a ", "& ", "'\"<>", "港", "港 ", "🎧", "é", "\u202e", "]]>"]).flatmap(
    lambda part: st.integers(0, 2500).map(lambda times: part * times)
)
"""Texts that take one byte, and texts that take six, for each of their characters."""


class Balance(HTMLParser):
    """Follows which elements are open, and what is shown."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        assert tag in {"p", "ul", "li", "a"}
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See an element that holds nothing."""
        assert (tag, attrs) == ("br", [])

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, and no other."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        self.texts.append(data)


def chapters(titles: list[str]) -> tuple[EpisodeChapter, ...]:
    """Return chapters of a minute each."""
    return tuple(
        EpisodeChapter(title, Milliseconds(n * 60_000), Milliseconds((n + 1) * 60_000))
        for n, title in enumerate(titles)
    )


@given(LONG, st.lists(LONG, max_size=40), st.lists(LONG, max_size=30))
def test_a_description_is_whole_html_within_the_bytes_apple_takes(
    text: str, titles: list[str], sources: list[str]
) -> None:
    changed = replace(
        episode(),
        description=text,
        chapters=chapters(titles),
        credits=tuple(
            Credit(one, f"https://example.com/{n}", one) for n, one in enumerate(sources)
        ),
    )
    for notes in (description(changed), content(changed, "https://example.org/page")):
        seen = Balance(notes)
        assert not seen.open
        assert DISCLOSURE in seen.texts
    cut, all_of_it = description(changed), content(changed, "https://example.org/page")
    assert len(cut.encode()) <= NOTES_LIMIT
    times = re.findall(r"\b\d\d:\d\d:\d\d ", all_of_it)
    assert re.findall(r"\b\d\d:\d\d:\d\d ", cut) in ([], times)
    assert all_of_it.count("<li>") == len(sources)


def test_short_notes_have_all_that_there_is() -> None:
    sources = tuple(Credit(f"Source {n}", f"https://example.com/{n}") for n in range(5))
    notes = description(replace(episode(), credits=sources))
    assert notes.count("<li>") == 5
    assert re.findall(r"\b\d\d:\d\d:\d\d ", notes) == ["00:00:00 ", "00:00:12 ", "00:00:24 "]


def test_what_is_said_of_a_show_may_be_as_long_as_apple_takes() -> None:
    told = "A harbour & a hill. " * 150
    root = checked(documents(replace(SHOW, description=told), (), GUID, "c.jpg")["feed.xml"])
    (shown,) = found(root, "channel/description/text()")
    assert shown == told.strip()
    for much in ("港" * 5000, "& " * 5000):
        root = checked(documents(replace(SHOW, description=much), (), GUID, "c.jpg")["feed.xml"])
        (shown,) = found(root, "channel/description/text()")
        assert 1000 < len(shown.encode()) <= NOTES_LIMIT
        assert much.startswith(shown.rstrip("…"))


@given(LONG | st.sampled_from(HOSTILE), st.integers(50, 4000))
def test_a_line_keeps_within_its_bytes_and_within_its_text(text: str, size: int) -> None:
    line = one_line_in(text, size)
    assert len(line.encode()) <= size
    assert one_line(text, 10_000).startswith(line.removesuffix("…").rstrip())


# ------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://straße.example/ü?q=ä#ö", "https://strasse.example/%C3%BC?q=%C3%A4#%C3%B6"),
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/100% wool", "https://example.org/100%25%20wool"),
        ("https://ada:secret@example.org/x", "https://example.org/x"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://exa mple.org/", None),
        ("https://<b>/", None),
        ("https://a..example/", None),
        ("https://example.org:99999/", None),
        ("https:///x", None),
        ("javascript:alert(1)", None),
        ("//example.org/x", None),
    ],
)
def test_an_address_is_written_as_programs_take_it(written: str, address: str | None) -> None:
    assert ascii_url(written) == address


@given(st.text() | st.text().map("https://{}".format) | st.text().map("https://e.org/{}".format))
def test_an_address_is_plain_and_stays_the_same_when_written_again(text: str) -> None:
    address = ascii_url(text)
    if address is not None:
        assert re.fullmatch(r"https?://[!-~]+", address)
        assert not re.search(r'["<>\\^`{|}]', address)
        assert urlsplit(address).hostname
        assert ascii_url(address) == address
