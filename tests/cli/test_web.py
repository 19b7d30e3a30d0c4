"""From the web through the command line: a page, a feed, and what a hostile server may try."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Ended, Run
from webserver import Asked, Misbehaving, Served, dripping, misbehaving, saying, serving

HERE = "--private-addresses"
SILENT = ("--engine", "silent", "--workers", "0")

PAGE = """<!doctype html><html lang="en"><head><title>Lamps on the wall | Eastmere Post</title>
<meta property="og:site_name" content="Eastmere Post"><meta name="author" content="Nora Quill">
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article>
<h1>Lamps on the wall</h1><p>The town of Eastmere has lit its harbour wall after years of asking.
Forty lamps went up in March, and the ferry has come back to the old landing.</p>
<h2>Why now</h2><p>Fishermen asked for the lamps in 2019, and the council said no twice. Then the
ferry returned, and with it the money to pay for them.</p></article>
<footer>Eastmere Post, 2 Quay Street</footer></body></html>"""

HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(title: str) -> tuple[int, dict[str, str], bytes]:
    """Return the answer that is a page of this title."""
    return 200, HTML, PAGE.replace("Lamps on the wall", title).encode()


def unchanged(asked: Asked) -> tuple[int, dict[str, str], bytes]:
    """Answer 304 to who holds the page already."""
    if asked.headers.get("if-none-match") == '"1"':
        return 304, {}, b""
    return 200, {**HTML, "ETag": '"1"'}, PAGE.encode()


def refused(ended: Ended, address: str, *words: str) -> None:
    """Assert that a command failed with one message that names the address."""
    assert ended.code == 3, ended.err
    assert ended.err.startswith("Error: " + address), ended.err
    assert "Traceback" not in ended.err
    for word in words:
        assert word in ended.err


def test_a_page_becomes_an_episode_and_is_fetched_once(run: Run, tmp_path: Path) -> None:
    with serving({"/lamps": unchanged}) as served:
        address = served.url("/lamps")
        made = run("make", address, HERE, "--json", *SILENT).facts
        assert made["title"] == "Lamps on the wall"
        again = run("make", address, HERE, "--json", *SILENT).facts
    assert again["guid"] == made["guid"]
    assert again["mp3"] == made["mp3"]
    assert [asked.headers.get("if-none-match") for asked in served.asked] == [None, '"1"']
    notes = (tmp_path / "output" / "feed.xml").read_text(encoding="utf-8")
    assert address in notes, "the show notes link to the page"
    script = run("script", address, HERE, *SILENT)
    assert script.code == 3
    assert "refused the connection" in script.err or "connect" in script.err


def test_this_machine_is_not_asked_unless_allowed(run: Run) -> None:
    with serving({"/": page("Lamps")}) as served:
        refused(run("read", served.url("/")), served.url("/"), HERE)
        assert served.asked == []


def feed(served: Served, full: str) -> bytes:
    """Return a feed of three items, the newest whole, the others on their pages."""
    items = "".join(
        f"<item><title>{title}</title><link>{served.url(path)}</link>"
        f"<pubDate>{day} Mar 2026 06:00:00 GMT</pubDate><description>{text}</description></item>"
        for title, path, day, text in (
            ("Old", "/old", "01", "A teaser."),
            ("Gone", "/gone", "02", "A teaser."),
            ("New", "/new", "03", full),
        )
    )
    channel = f"<channel><title>Eastmere Post</title><link>{served.url()}</link>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


def test_a_feed_gives_its_newest_items(run: Run) -> None:
    full = "&lt;p&gt;" + "The new lamp burns all night over the harbour of Eastmere. " * 40
    routes = {"/old": page("The old page")}
    with serving(routes) as served:
        routes["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed(served, full))
        facts = run("read", served.url("/feed"), HERE, "--latest", "3", "--json").facts
        one = run("read", served.url("/feed"), HERE, "--latest", "1", "--json").facts
    assert [document["title"] for document in facts["documents"]] == ["New", "The old page"]
    assert any(served.url("/gone") in notice["where"] for notice in facts["notices"])
    assert served.count("/new") == 0, "what the feed holds whole is not fetched"
    assert one["title"] == "New"
    assert one["publisher"] == "Eastmere Post"
    assert one["published"].startswith("2026-03-03")


@pytest.mark.parametrize(
    ("location", "word"),
    [("file:///etc/passwd", "file"), ("/loop", "circle"), ("ftp://example.org/", "ftp")],
)
def test_redirects_that_lead_nowhere(run: Run, location: str, word: str) -> None:
    with serving({"/loop": (302, {"Location": location}, b"")}) as served:
        refused(run("read", served.url("/loop"), HERE), served.url("/loop"), word)


def _answer(served: Misbehaving, run: Run) -> Ended:
    return run("read", served.url(), HERE)


@pytest.mark.slow
def test_a_server_that_drips_is_left_in_the_end(run: Run) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    with misbehaving(dripping(head, b"a")) as served:
        refused(_answer(served, run), served.url(), "second")


def test_an_answer_cut_short_is_no_article(run: Run) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    with misbehaving(saying(head + PAGE.encode())) as served:
        refused(_answer(served, run), served.url())


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_no_page_says_why_and_what_to_do(run: Run, status: int) -> None:
    with serving({"/a": (status, HTML, b"<p>No.</p>")}) as served:
        ended = run("read", served.url("/a"), HERE)
        refused(ended, served.url("/a"))
        assert len(ended.err.splitlines()) == 2
        assert served.count("/a") == 1
