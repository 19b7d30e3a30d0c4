"""What a person names becomes sources: files, folders, patterns, feeds, lists of feeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from webserver import serving

from briefing.errors import SourceError
from briefing.model import Facts, Source
from briefing.read.fetch import Web, fetch
from briefing.read.gather import Gathered, gather

LONG = "The ferry leaves at nine and comes back at noon with the mail and the bread. " * 10


def known(pages: Mapping[str, bytes]) -> Callable[[str], Source]:
    """Return a fetch that knows ``pages`` and nothing else, but opens files."""

    def opened(origin: str) -> Source:
        if origin in pages:
            return Source(origin, pages[origin])
        if Path(origin).is_file():
            return Source(origin, Path(origin).read_bytes())
        raise SourceError("It is not there.", where=origin, remedy="Look elsewhere.")

    return opened


def rss(*links: str, title: str = "Harbour News", text: str = "", rest: str = "") -> bytes:
    """Return a feed of items with these links, newest first."""
    entries = "".join(
        f"<item><title>Story {at}</title><link>{link}</link>"
        f"<pubDate>{28 - at} Feb 2026 10:00:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
        for at, link in enumerate(links, 1)
    )
    return (
        f"<rss version='2.0'><channel><title>{title}</title><link>https://h.example/</link>"
        f"{entries}{rest}</channel></rss>"
    ).encode()


def opml(*addresses: str) -> bytes:
    named = "".join(f"<outline text='F' xmlUrl='{address}'/>" for address in addresses)
    return f"<opml><body>{named}</body></opml>".encode()


def origins(found: Gathered) -> list[str]:
    return [source.origin for source in found.sources]


def codes(found: Gathered) -> list[str]:
    return [notice.code for notice in found.notices]


# ------------------------------------------------------------------------- files and folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ("part 10.md", "part 2.md", "Part 1.txt", ".hidden.md", "cover.png", "LICENSE")
    for name in names:
        (tmp_path / name).write_text(f"Text of {name}.")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "deep.md").write_text("Deep text.")
    (tmp_path / "below" / ".git").mkdir()
    (tmp_path / "below" / ".git" / "x.md").write_text("No text.")
    return tmp_path


def test_a_folder_gives_its_readable_files_in_natural_order(folder: Path) -> None:
    """Not the file system's; hidden files, folders and other kinds are told in one notice."""
    found = gather([str(folder)], known({}), 1)
    assert [Path(origin).name for origin in origins(found)] == [
        "Part 1.txt",
        "part 2.md",
        "part 10.md",
    ]
    (notice,) = found.notices
    assert notice.text == (
        "Passed over: .png (1), folders (1), hidden (1), without an extension (1)."
    )
    assert notice.where == str(folder)


def test_patterns(folder: Path) -> None:
    """A pattern the shell left alone; ``**`` looks below, in no hidden folder."""
    found = gather([str(folder / "part*.md")], known({}), 1)
    assert [Path(origin).name for origin in origins(found)] == ["part 2.md", "part 10.md"]
    deep = gather([str(folder / "**" / "*.md")], known({}), 1)
    assert [Path(origin).name for origin in origins(deep)] == ["deep.md", "part 2.md", "part 10.md"]
    asked = gather([str(folder / "*.png")], known({}), 1)
    assert [Path(origin).name for origin in origins(asked)] == ["cover.png"]
    all_kinds = gather([str(folder / "*")], known({}), 1)
    assert len(all_kinds.sources) == 3


def test_patterns_where_one_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative ones give relative names."""
    monkeypatch.chdir(folder)
    assert origins(gather(["part*.md"], known({}), 1)) == ["part 2.md", "part 10.md"]
    assert origins(gather(["below"], known({}), 1)) == [str(Path("below", "deep.md"))]


def test_a_name_that_exists_is_no_pattern(tmp_path: Path) -> None:
    """Even if it holds the signs of one."""
    (tmp_path / "notes [1].md").write_text("One.")
    (tmp_path / "notes 1.md").write_text("Other.")
    name = str(tmp_path / "notes [1].md")
    assert origins(gather([name], known({}), 1)) == [name]


def test_a_folder_or_pattern_without_files_is_refused(tmp_path: Path) -> None:
    """With the name as it was given."""
    (tmp_path / "x.png").write_text("x")
    for origin in (str(tmp_path), str(tmp_path / "*.md"), str(tmp_path / "none" / "*.md")):
        with pytest.raises(SourceError) as caught:
            gather([origin], known({}), 1)
        assert caught.value.where == origin
    with pytest.raises(SourceError, match="not there"):
        gather([str(tmp_path / "none.md")], known({}), 1)
    with pytest.raises(SourceError):
        gather(["a\0b*.md"], known({}), 1)


def test_links_that_lead_in_a_circle(folder: Path) -> None:
    """Neither end nor double the files."""
    (folder / "below" / "up").symlink_to(folder)
    (folder / "below" / "up too").symlink_to(folder)
    (folder / "self.md").symlink_to(folder / "self.md")
    (folder / "again.md").symlink_to(folder / "part 2.md")
    found = gather([str(folder / "**" / "*.md")], known({}), 1)
    names = [Path(origin).name for origin in origins(found)]
    assert names == ["again.md", "deep.md", "part 10.md"]
    assert "taken-once" in codes(found)


def test_only_feeds_are_taken_from_names_that_say_little(tmp_path: Path) -> None:
    """Any XML or JSON may lie in a folder; what is named itself is kept whatever it is."""
    (tmp_path / "settings.json").write_text('{"a": 1}')
    (tmp_path / "news.xml").write_bytes(rss("", text=LONG))
    found = gather([str(tmp_path)], known({}), 1)
    assert [source.facts.title for source in found.sources] == ["Story 1"]
    named = str(tmp_path / "settings.json")
    assert origins(gather([named], known({}), 1)) == [named]


def test_nothing_but_other_xml_and_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"a": 1}')
    with pytest.raises(SourceError, match="nothing") as caught:
        gather([str(tmp_path)], known({}), 1)
    assert caught.value.where == str(tmp_path)


def test_too_many_files(tmp_path: Path) -> None:
    for at in range(1_001):
        (tmp_path / f"{at}.md").touch()
    with pytest.raises(SourceError, match="1001 files"):
        gather([str(tmp_path)], known({}), 1)


# ------------------------------------------------------------------------------------- feeds


def test_the_newest_items_in_the_place_of_the_feed() -> None:
    """Each with what the feed says of it; the other arguments keep their order."""
    pages = {f"https://h.example/{at}": b"<p>Page</p>" for at in (1, 2, 3)}
    feed = rss("https://h.example/1", "https://h.example/2", "https://h.example/3")
    fetched = known({"a.md": b"A", "b.md": b"B", "https://h.example/feed": feed, **pages})
    found = gather(["a.md", "https://h.example/feed", "b.md"], fetched, 2)
    assert origins(found) == ["a.md", "https://h.example/1", "https://h.example/2", "b.md"]
    assert found.sources[1].facts == Facts(
        title="Story 1",
        published="2026-02-27T10:00:00+00:00",
        link="https://h.example/1",
        publisher="Harbour News",
    )


def test_full_text_needs_no_page() -> None:
    """The feed's own text is the source, as HTML or plain text."""
    feed = rss("https://h.example/1", text=f"{LONG}{LONG}")
    (source,) = gather(["feed.xml"], known({"feed.xml": feed}), 5).sources
    assert (source.origin, source.media_type) == (
        "https://h.example/1",
        "text/plain; charset=utf-8",
    )
    assert LONG in source.body.decode()


def test_one_failing_item_is_passed_over() -> None:
    """With a notice; when all fail, the first error is raised."""
    feed = rss("https://h.example/1", "https://h.example/2")
    found = gather(["f"], known({"f": feed, "https://h.example/2": b"Two"}), 2)
    assert origins(found) == ["https://h.example/2"]
    (notice,) = found.notices
    assert (notice.code, notice.where) == ("source-passed-over", "https://h.example/1")
    with pytest.raises(SourceError) as caught:
        gather(["f"], known({"f": feed}), 2)
    assert caught.value.where == "https://h.example/1"


def test_what_is_named_must_open() -> None:
    """A name with a slip in it is not passed over, whatever else there is."""
    with pytest.raises(SourceError) as caught:
        gather(["a.md", "slip.md"], known({"a.md": b"A"}), 1)
    assert caught.value.where == "slip.md"


def test_the_same_link_is_taken_once() -> None:
    """Across feeds and arguments, fragments aside."""
    one = rss("https://h.example/1#top", "https://h.example/2")
    two = rss("https://h.example/2#comments", "https://h.example/3")
    pages = dict.fromkeys(("https://h.example/1#top", "https://h.example/2"), b"Page")
    pages |= {"https://h.example/1": b"Page", "https://h.example/3": b"Page"}
    fetched = known({"one": one, "two": two, **pages})
    found = gather(["https://h.example/1", "one", "two", "one"], fetched, 9)
    assert origins(found) == ["https://h.example/1", "https://h.example/2", "https://h.example/3"]
    assert codes(found) == ["taken-once"] * 3


def test_an_item_is_never_a_feed_again() -> None:
    """One level only; the page of an item that is a feed is passed over."""
    outer = rss("https://h.example/inner", "https://h.example/page")
    inner = rss("https://h.example/deep")
    pages = {"https://h.example/inner": inner, "https://h.example/page": b"Page"}
    found = gather(["f"], known({"f": outer, **pages}), 2)
    assert origins(found) == ["https://h.example/page"]
    assert codes(found) == ["source-passed-over"]


def test_an_item_cannot_lead_to_a_file(tmp_path: Path) -> None:
    """Whatever its link says; nothing but web addresses is fetched for it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret.")
    asked: list[str] = []

    def fetched(origin: str) -> Source:
        asked.append(origin)
        return Source(origin, rss(str(secret), secret.as_uri(), "-", title="T"))

    with pytest.raises(SourceError):
        gather(["https://h.example/feed"], fetched, 3)
    assert all(origin.startswith("https://h.example/") for origin in asked)


def test_a_feed_of_recordings_says_so() -> None:
    """Sound and pictures have nothing to be read; among articles they are passed over."""
    sound = (
        "<item><title>Talk</title><pubDate>28 Feb 2026 10:00:00 GMT</pubDate>"
        "<enclosure url='https://h.example/1.mp3' type='audio/mpeg' length='1'/></item>"
    )
    with pytest.raises(SourceError, match="audio or video"):
        gather(["f"], known({"f": rss(rest=sound)}), 1)
    mixed = rss("https://h.example/1", rest=sound)
    found = gather(["f"], known({"f": mixed, "https://h.example/1": b"One"}), 1)
    assert (origins(found), codes(found)) == (["https://h.example/1"], ["recording"])


def test_a_page_that_points_to_a_feed_is_an_article() -> None:
    page = b"<html><head><link rel=alternate type='application/rss+xml' href=/f></head></html>"
    assert origins(gather(["p"], known({"p": page}), 3)) == ["p"]


def test_a_list_of_feeds() -> None:
    """The newest of each in the list's order; what is no feed or gone is passed over."""
    pages = {
        "list.opml": opml("https://b.example/f", "https://x.example/f", "https://a.example/f"),
        "https://a.example/f": rss("https://a.example/1", "https://a.example/2"),
        "https://b.example/f": rss("https://b.example/1"),
        "https://x.example/f": b"<html><p>Moved</p></html>",
        **{f"https://{host}.example/1": b"Page" for host in "ab"},
    }
    found = gather(["list.opml"], known(pages), 1)
    assert origins(found) == ["https://b.example/1", "https://a.example/1"]
    (notice,) = found.notices
    assert notice.where == "https://x.example/f"


def test_one_broken_feed_of_several() -> None:
    """An empty one is passed over beside others, and an error alone."""
    found = gather(["f", "a.md"], known({"f": rss(), "a.md": b"A"}), 1)
    assert (origins(found), codes(found)) == (["a.md"], ["source-passed-over"])
    with pytest.raises(SourceError, match="empty"):
        gather(["f"], known({"f": rss()}), 1)


# ------------------------------------------------------------------------- over a real network


def test_feeds_from_a_real_server() -> None:
    """Full text from the feed, pages where there is none, one of them gone."""
    page = b"<html><body><h1>The page</h1><p>Told at length.</p></body></html>"
    here = partial(fetch, web=Web(private=True, attempts=1))
    routes: dict[str, tuple[int, Mapping[str, str], bytes]] = {
        "/two": (200, {"Content-Type": "text/html"}, page)
    }
    with serving(routes) as served:
        gone, two = served.url("/gone"), served.url("/two")
        kind = {"Content-Type": "text/html"}  # as many servers send feeds
        routes["/full"] = (200, kind, rss(served.url("/full/1"), text=f"{LONG}{LONG}"))
        routes["/bare"] = (200, kind, rss(gone, two))
        found = gather([served.url("/full"), served.url("/bare")], here, 2)
    assert origins(found) == [served.url("/full/1"), two]
    assert served.count("/full/1") == 0, "its text came with the feed"
    assert found.sources[1].body == page
    assert found.sources[1].facts.title == "Story 2"
    assert [notice.where for notice in found.notices] == [gone]
