"""What is answered for: everything published, under its type; and nothing else of the folder."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from publishing import SHOW, put
from talking import AUDIO, STRANGERS, Where, asking, entries, get, listening, names, raw, status

from briefing.serve.asked import names_of
from briefing.serve.shelf import is_plain

TYPES = {
    "feed.xml": "application/rss+xml",
    "feed.json": "application/feed+json",
    "shows.opml": "text/x-opml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip",
    ".txt": "text/plain; charset=utf-8",
    ".jpg": "image/jpeg",
    ".json": "application/json",
}
MADE = ("feed.xml", "feed.json", "shows.opml", "index.html")
"""What is made with the address it is asked under."""


def test_every_published_file_is_answered_for_and_head_says_the_same(
    client: httpx.Client, output: Path
) -> None:
    published = names(output)
    kinds = {Path(name).suffix for name in published}
    assert kinds == {".xml", ".json", ".opml", ".html", ".jpg", ".mp3", ".vtt", ".srt", ".txt"}
    for name in published:
        got, head = client.get(f"/{name}"), client.head(f"/{name}")
        assert (got.status_code, head.status_code, head.content) == (200, 200, b""), name
        expected = TYPES.get(name) or TYPES[Path(name).suffix]
        if "-chapters-" in name:
            expected = "application/json+chapters"
        assert got.headers["content-type"] == expected
        assert got.headers["access-control-allow-origin"] == "*"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["etag"].startswith('"')
        assert {**head.headers, "date": ""} == {**got.headers, "date": ""}
        if Path(name).name not in MADE:
            assert got.content == (output / name).read_bytes()


def test_every_link_of_feed_and_pages_leads_to_what_is_there(client: httpx.Client) -> None:
    from html.parser import HTMLParser

    class Links(HTMLParser):
        """Collects where a page leads to, and what it loads."""

        def __init__(self, page: str) -> None:
            super().__init__()
            self.found: set[httpx.URL] = set()
            self.page = httpx.URL(page)
            self.feed(client.get(page).text)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            told = [value for name, value in attrs if name in {"href", "src"} and value]
            where = (self.page.join(value).copy_with(fragment=None) for value in told)
            self.found |= {url for url in where if url.scheme == "http" and url.port}

    front = Links(f"{client.base_url}")
    (episode,) = [url for url in front.found if url.path.endswith("/index.html")]
    feed = json.loads(client.get("/feed.json").content)
    of_feed = {httpx.URL(one["url"]) for item in feed["items"] for one in item["attachments"]}
    found = front.found | Links(str(episode)).found | of_feed
    assert {Path(url.path).suffix for url in found} >= {".mp3", ".xml", ".json", ".html", ".jpg"}
    for url in found:
        assert client.head(url).status_code == 200, url


def test_a_page_is_at_the_address_of_its_folder(client: httpx.Client) -> None:
    folder = entries(client)[0].enclosures[0].href.rpartition("/")[0]
    assert client.get("/").content == client.get("/index.html").content
    assert client.get(f"{folder}/").content == client.get(f"{folder}/index.html").content


def test_html_that_is_no_page_of_ours_may_do_nothing(client: httpx.Client, output: Path) -> None:
    (reading,) = [name for name in names(output) if "-transcript-" in name and "html" in name]
    policy = client.get(f"/{reading}").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")


def test_the_feed_carries_the_address_it_was_asked_under(client: httpx.Client) -> None:
    for host in ("192.168.1.7:8000", "nas.local", "[::1]:9"):
        response = client.get("/feed.xml", headers={"Host": host})
        assert response.headers["vary"] == "Host, Accept-Encoding"
        assert entries(client, Host=host)[0].enclosures[0].href.startswith(f"http://{host}/epis")
        assert f"http://{host}/" in client.get("/feed.json", headers={"Host": host}).text
    assert (
        f"{SHOW.base_url}feed.xml" in client.get("/feed.xml", headers={"Host": "EXAMPLE.org"}).text
    )


def test_asked_under_its_own_address_a_folder_is_served_as_it_is_published(
    client: httpx.Client, output: Path
) -> None:
    here = {"Host": "example.org"}
    for name in names(output):
        assert client.get(f"/{name}", headers=here).content == (output / name).read_bytes(), name


@pytest.mark.parametrize(
    "host", ["a b", "a/b", "a@b", "a<b", "-", "a:b", "a:1:2", "x" * 300, "[", "a?b", "ä", ""]
)
def test_a_host_that_is_none_is_refused(server: Where, host: str) -> None:
    assert status(get(server, "/feed.xml", host=host)) == 400


def test_two_hosts_are_refused(server: Where) -> None:
    assert status(get(server, "/feed.xml", "Host: other")) == 400


def test_without_a_host_the_socket_tells(server: Where) -> None:
    answer = raw(server, "GET /feed.xml HTTP/1.0\r\n\r\n")
    assert f"http://127.0.0.1:{server[1]}/episodes/".encode() in answer


def test_web_players_of_others_may_ask(client: httpx.Client, mp3: str) -> None:
    asked = {"Origin": "https://player.example", "Access-Control-Request-Method": "GET"}
    got = client.options(mp3, headers=asked | {"Access-Control-Request-Headers": "range"})
    assert got.status_code == 204
    assert got.headers["access-control-allow-origin"] == "*"
    assert "Range" in got.headers["access-control-allow-headers"]
    assert "Content-Range" in client.get(mp3).headers["access-control-expose-headers"]


# ---------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    "path",
    [
        "/show.json", "/.lock", "/.key", "/.staging/", "/secret.txt", "/episodes", "/episodes/",
        "/episodes/loose.mp3", "/episodes/loose.mp3/", "/episodes/{lamps}/episode.json",
        "/episodes/{lamps}/mine.txt", "/episodes/{lamps}/.", "/episodes/./{lamps}/{mp3}",
        "/../secret.txt", "/episodes/../show.json", "/episodes/%2e%2e/show.json",
        "/episodes/{lamps}/../../secret.txt", "/episodes/{lamps}/..%2f..%2fsecret.txt",
        "/episodes/{lamps}%2f{mp3}", "/episodes%2f{lamps}/{mp3}", "//secret.txt", "//episodes/",
        "/%00", "/episodes/%00/x", "/episodes/{lamps}/{mp3}%00",
        "/episodes/{lamps}/%5c..%5cshow.json",
        "/feed.xml/", "/FEED.XML", "/feed-0.xml", "/feed-2.xml", "/older-1.html", "/%ff%fe",
        "/" + "a" * 5000, "/episodes/" + "a" * 300 + "/x.mp3", "/CON", "/episodes/NUL/x", "*",
        "http://127.0.0.1/feed.xml/..", "/.well-known/x", "/episodes/{lamps}/{mp3}/",
    ],
)  # fmt: skip
def test_nothing_else_of_the_folder_is_given(server: Where, output: Path, path: str) -> None:
    (mp3,) = output.glob("episodes/*/*.mp3")
    path = path.replace("{lamps}", mp3.parent.name).replace("{mp3}", mp3.name)
    answer = get(server, path)
    assert status(answer) in {404, 400}
    assert b"not to be served" not in answer
    assert AUDIO[:64] not in answer


PIECES = st.sampled_from(
    "episodes index.html feed.xml show.json secret.txt .key .. . %2e%2e %2f / // %5c %00 "
    "loose.mp3 mine.txt episode.json {lamps} {mp3}".split()
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(PIECES | st.text(min_size=1, max_size=4).map(quote), max_size=7),
    st.sampled_from(["/", "", "%2f"]),
)
@example(["episodes", "{lamps}", "episode.json"], "/")
@example(["episodes", "{lamps}", "{mp3}"], "/")
def test_whatever_path_is_asked_only_bytes_of_named_files_come(
    client: httpx.Client, output: Path, pieces: list[str], between: str
) -> None:
    (mp3,) = output.glob("episodes/*/*.mp3")
    path = ("/" + between.join(pieces)).replace("{lamps}", mp3.parent.name)
    answer = get(("127.0.0.1", client.base_url.port or 0), path.replace("{mp3}", mp3.name))
    body = answer.partition(b"\r\n\r\n")[2]
    if status(answer) != 200:
        assert status(answer) in {308, 404}
        return
    named = {(output / name).read_bytes() for name in names(output)}
    named |= {client.get(f"/{name}", headers={"Host": "x"}).content for name in MADE}
    page = f"/episodes/{mp3.parent.name}/"
    assert body in named | {client.get(page, headers={"Host": "x"}).content}


@given(st.text(max_size=20))
def test_a_name_in_a_path_never_gains_a_separator(text: str) -> None:
    found = names_of("/" + quote(text, safe=""))
    assert found == (text,)
    if is_plain(text):
        assert not {"/", "\\", "\0", ":"} & set(text)
        assert not text.startswith(".")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_only_reading_is_possible(client: httpx.Client, method: str) -> None:
    for path in ("/feed.xml", "/healthz"):
        answer = client.request(method, path)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "out")
    (mp3,) = (tmp_path / "out").glob("episodes/*/*.mp3")
    with listening(tmp_path / "out") as running, asking(running) as client:
        url = f"/{mp3.relative_to(tmp_path / 'out')}"
        page = f"{url.rpartition('/')[0]}/"
        assert client.get(url).status_code == client.get(page).status_code == 200
        outside = tmp_path / "outside.mp3"
        mp3.rename(outside)
        mp3.symlink_to(outside)
        assert client.get(url).status_code == 404
        folder = mp3.parent
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
        assert client.get(url).status_code == client.get(page).status_code == 404


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
def test_a_pipe_in_the_place_of_a_file_holds_nobody_up(tmp_path: Path) -> None:
    show = put(tmp_path)
    url = f"/{show.mp3.relative_to(tmp_path)}"
    with listening(tmp_path) as running, asking(running, timeout=20) as client:
        show.mp3.unlink()
        os.mkfifo(show.mp3)
        assert client.get(url).status_code == 404


# ---------------------------------------------------------------------------- changes


def test_a_file_that_is_not_what_its_record_says_is_not_given(tmp_path: Path) -> None:
    put(tmp_path)
    (mp3,) = tmp_path.glob("episodes/*/*.mp3")
    url = f"/{mp3.relative_to(tmp_path)}"
    with listening(tmp_path) as running, asking(running) as client:
        assert client.get(url).status_code == 200
        mp3.write_bytes(b"cut short")
        assert client.get(url).status_code == 404
        assert "<item>" not in client.get("/feed.xml").text
        (record,) = tmp_path.glob("episodes/*/episode.json")
        record.write_text("{")
        broken = client.get("/feed.xml")
        assert broken.status_code == 503
        assert str(tmp_path) not in broken.text


def test_a_change_of_the_folder_is_heard_of_at_once(tmp_path: Path) -> None:
    put(tmp_path)
    with listening(tmp_path) as running, asking(running) as client:
        before = client.get("/feed.xml")
        put(tmp_path, guid="next", title="Next", audio=b"next" * 99)
        after = client.get("/feed.xml", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert "<title>Next</title>" in after.text
        assert "Next" in client.get("/").text
        page = f"/episodes/{entries(client)[0].enclosures[0].href.split('/')[-2]}/"
        assert "Renamed" not in client.get(page).text
        put(tmp_path, guid="next", title="Renamed", audio=b"next" * 99)
        assert "Renamed" in client.get(page).text
        shutil.rmtree(tmp_path / page.strip("/"))
        assert client.get(page).status_code == 404
        assert [entry.title for entry in entries(client)] != []
        assert "Renamed" not in client.get("/feed.xml").text


def test_what_a_person_keeps_in_the_folder_is_not_named_either(
    client: httpx.Client, output: Path
) -> None:
    for name in ("/", "/feed.xml", "/feed.json", "/shows.opml"):
        told = client.get(name).text
        assert not any(word in told for word in ("mine.txt", "loose.mp3", *STRANGERS[2:]))
