"""The listening server, over real sockets: what apps ask for, and what nobody should get."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import feedparser
import httpx
import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).with_name("publish")))
from publishing import SHOW, contents, put

from briefing.errors import OutputError, ServeError
from briefing.serve import application, serve

AUDIO = bytes(range(256)) * 400


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    put(folder, audio=AUDIO)
    (folder / "secret.txt").write_text("not to be served")
    (folder / "episodes" / "loose.mp3").write_bytes(b"x")
    next((folder / "episodes").glob("lamps*")).joinpath("mine.txt").write_text("mine")
    return folder


@contextmanager
def listening(folder: Path) -> Iterator[tuple[str, int]]:
    """Run the real server on a free port; yields where it listens."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application(folder), log_level="error", proxy_headers=False)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    while not running.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()
    finally:
        running.should_exit = True
        thread.join(10)
        listener.close()


def asking(server: tuple[str, int]) -> httpx.Client:
    return httpx.Client(base_url=f"http://127.0.0.1:{server[1]}", trust_env=False)


@pytest.fixture(scope="module")
def server(output: Path) -> Iterator[tuple[str, int]]:
    with listening(output) as running:
        yield running


@pytest.fixture(scope="module")
def client(server: tuple[str, int]) -> Iterator[httpx.Client]:
    with asking(server) as made:
        yield made


@pytest.fixture(scope="module")
def mp3(client: httpx.Client) -> str:
    return str(entries(client)[0].enclosures[0].href)


def entries(client: httpx.Client, **headers: str) -> list[feedparser.FeedParserDict]:
    return list(feedparser.parse(client.get("/feed.xml", headers=headers).content).entries)


def names(output: Path) -> list[str]:
    """Return the paths of the published files that may be asked for."""
    kept = [name for name in contents(output) if not name.endswith(("show.json", "episode.json"))]
    return [
        name for name in kept if "mine" not in name and "loose" not in name and "secret" not in name
    ]


TYPES = {
    ".xml": "application/rss+xml",
    ".html": "text/html; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".jpg": "image/jpeg",
}


def test_every_published_file_is_answered_for_and_head_says_the_same(
    client: httpx.Client, output: Path
) -> None:
    assert len(names(output)) == 9
    for name in names(output):
        got, head = client.get(f"/{name}"), client.head(f"/{name}")
        assert (got.status_code, head.status_code, head.content) == (200, 200, b"")
        expected = TYPES.get(Path(name).suffix)
        if "-chapters-" in name:
            expected = "application/json+chapters"
        assert got.headers["content-type"] == (expected or "application/json")
        assert got.headers["access-control-allow-origin"] == "*"
        assert got.headers["etag"].startswith('"')
        for header in ("content-length", "content-type", "etag", "last-modified", "cache-control"):
            assert head.headers[header] == got.headers[header]
        if not name.endswith("feed.xml"):
            assert got.content == (output / name).read_bytes()


def test_the_page_is_at_the_root(client: httpx.Client, output: Path) -> None:
    assert client.get("/").content == (output / "index.html").read_bytes()


def test_the_feed_carries_the_address_it_was_asked_under(client: httpx.Client) -> None:
    for host in ("192.168.1.7:8000", "nas.local", "[::1]:9"):
        response = client.get("/feed.xml", headers={"Host": host})
        assert response.headers["vary"] == "Host"
        assert entries(client, Host=host)[0].enclosures[0].href.startswith(f"http://{host}/epis")
    assert (
        f"{SHOW.base_url}feed.xml" in client.get("/feed.xml", headers={"Host": "EXAMPLE.org"}).text
    )


def test_forwarding_headers_are_not_believed(client: httpx.Client) -> None:
    sent = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert "evil.example" not in client.get("/feed.xml", headers=sent).text


@pytest.mark.parametrize(
    "host", ["a b", "a/b", "a@b", "a<b", "-", "a:b", "a:1:2", "x" * 300, "[", "a?b", "ä"]
)
def test_a_host_that_is_none_is_refused(server: tuple[str, int], host: str) -> None:
    assert (
        status(server, f"GET /feed.xml HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        == 400
    )


def test_without_a_host_the_socket_tells(server: tuple[str, int]) -> None:
    answer = raw(server, "GET /feed.xml HTTP/1.0\r\n\r\n")
    assert f"http://127.0.0.1:{server[1]}/episodes/".encode() in answer


# ------------------------------------------------------------------------------- ranges


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, len(AUDIO)),
        ("bytes=100-199", 100, 200),
        ("bytes=-7", len(AUDIO) - 7, len(AUDIO)),
        ("bytes=-999999", 0, len(AUDIO)),
        ("bytes=5-999999", 5, len(AUDIO)),
        ("Bytes = 1-2", None, None),
        ("bytes=7-7,999999-", 7, 8),
    ],
)
def test_a_range_is_cut_out(
    client: httpx.Client, mp3: str, asked: str, start: int | None, end: int
) -> None:
    got = client.get(mp3, headers={"Range": asked})
    if start is None:
        assert (got.status_code, got.content) == (200, AUDIO)
        return
    assert got.status_code == 206
    assert got.content == AUDIO[start:end]
    assert got.headers["content-range"] == f"bytes {start}-{end - 1}/{len(AUDIO)}"


def test_several_ranges_come_in_parts(client: httpx.Client, mp3: str) -> None:
    got = client.get(mp3, headers={"Range": "bytes=0-4,50-54,-3"})
    assert got.status_code == 206
    assert got.headers["content-type"].startswith("multipart/byteranges")
    for part in (AUDIO[:5], AUDIO[50:55], AUDIO[-3:]):
        assert b"\r\n\r\n" + part + b"\r\n" in got.content


@pytest.mark.parametrize("asked", ["bytes=102400-", "bytes=999999-9999999", "bytes=-0"])
def test_a_range_past_the_end_is_not_satisfiable(
    client: httpx.Client, mp3: str, asked: str
) -> None:
    got = client.get(mp3, headers={"Range": asked})
    assert got.status_code == 416
    assert got.headers["content-range"] == f"bytes */{len(AUDIO)}"


@pytest.mark.parametrize(
    "asked",
    ["bytes", "bytes=", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=5-1", "bytes=0-0," * 40],
)
def test_a_range_that_is_none_is_as_if_not_asked(
    client: httpx.Client, mp3: str, asked: str
) -> None:
    got = client.get(mp3, headers={"Range": asked})
    assert (got.status_code, got.content) == (200, AUDIO)


def test_a_range_is_for_get_alone(client: httpx.Client, mp3: str) -> None:
    head = client.head(mp3, headers={"Range": "bytes=0-9"})
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(AUDIO)))


def test_a_range_of_a_changed_file_is_the_whole_file(client: httpx.Client, mp3: str) -> None:
    fresh = client.head(mp3).headers
    for tag, code in ((fresh["etag"], 206), (fresh["last-modified"], 206), ('"old"', 200)):
        got = client.get(mp3, headers={"Range": "bytes=0-9", "If-Range": tag})
        assert got.status_code == code


@given(st.text("bytes=0123456789-, ", max_size=40), st.integers(1, 10**6))
def test_a_range_let_through_has_a_part_inside_or_none_has(asked: str, size: int) -> None:
    right = ranges_of(asked, size)
    if right is None:
        return
    assert ranges_of(right, size) == right
    for part in right.removeprefix("bytes=").split(","):
        first, _, last = part.partition("-")
        assert first or last
        assert not (first and last) or int(first) <= int(last)


# ------------------------------------------------------------------------------ caching


def test_what_did_not_change_is_not_sent_again(client: httpx.Client, mp3: str) -> None:
    for url in ("/feed.xml", "/", mp3):
        first = client.get(url).headers
        for ask in (
            {"If-None-Match": first["etag"]},
            {"If-None-Match": f'"x", W/{first["etag"]}'},
            {"If-Modified-Since": first["last-modified"]},
        ):
            again = client.get(url, headers=ask)
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == first["etag"]
        for ask in (
            {"If-None-Match": '"x"', "If-Modified-Since": first["last-modified"]},
            {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
            {"If-Modified-Since": "a while ago"},
        ):
            assert client.get(url, headers=ask).status_code == 200


def test_names_with_a_digest_may_be_kept_for_ever(client: httpx.Client, mp3: str) -> None:
    assert "immutable" in client.head(mp3).headers["cache-control"]
    assert client.head("/feed.xml").headers["cache-control"] == "no-cache"


def test_web_players_of_others_may_ask(client: httpx.Client, mp3: str) -> None:
    asked = {"Origin": "https://player.example", "Access-Control-Request-Method": "GET"}
    got = client.options(mp3, headers=asked | {"Access-Control-Request-Headers": "range"})
    assert got.status_code == 204
    assert got.headers["access-control-allow-origin"] == "*"
    assert "Range" in got.headers["access-control-allow-headers"]
    assert "Content-Range" in client.get(mp3).headers["access-control-expose-headers"]


# ---------------------------------------------------------------------------- refusals


def raw(server: tuple[str, int], request: str) -> bytes:
    with socket.create_connection(server, timeout=10) as connection:
        connection.sendall(request.encode("utf-8"))
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


def status(server: tuple[str, int], request: str) -> int:
    return int(raw(server, request).split(b" ", 2)[1])


@pytest.mark.parametrize(
    "path",
    [
        "/show.json", "/.lock", "/secret.txt", "/episodes", "/episodes/", "/episodes/loose.mp3",
        "/episodes/{lamps}/episode.json", "/episodes/{lamps}/mine.txt", "/episodes/{lamps}/",
        "/../secret.txt", "/episodes/../show.json", "/episodes/%2e%2e/show.json",
        "/episodes/{lamps}/../../secret.txt", "/episodes/{lamps}/..%2f..%2fsecret.txt",
        "/episodes/{lamps}%2f..%2f{lamps}/{mp3}", "//secret.txt", "/%00", "/episodes/%00/x",
        "/episodes/{lamps}/%5c..%5cshow.json", "/feed.xml/", "/FEED.XML", "/%ff%fe",
        "/" + "a" * 5000, "/episodes/" + "a" * 300 + "/x.mp3",
    ],
)  # fmt: skip
def test_nothing_else_of_the_folder_is_given(
    server: tuple[str, int], output: Path, path: str
) -> None:
    (mp3,) = output.glob("episodes/*/*.mp3")
    path = path.replace("{lamps}", mp3.parent.name).replace("{mp3}", mp3.name)
    answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert int(answer.split(b" ", 2)[1]) in {404, 307, 400}
    assert b"not to be served" not in answer
    assert AUDIO[:64] not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_only_reading_is_possible(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/feed.xml").status_code == 405


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "out")
    (mp3,) = (tmp_path / "out").glob("episodes/*/*.mp3")
    with listening(tmp_path / "out") as running, asking(running) as client:
        url = f"/{mp3.relative_to(tmp_path / 'out')}"
        assert client.get(url).status_code == 200
        outside = tmp_path / "outside.mp3"
        mp3.rename(outside)
        mp3.symlink_to(outside)
        assert client.get(url).status_code == 404
        folder = mp3.parent
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
        assert client.get(url).status_code == 404


def test_a_file_that_is_not_what_its_record_says_is_not_given(tmp_path: Path) -> None:
    put(tmp_path)
    (mp3,) = tmp_path.glob("episodes/*/*.mp3")
    with listening(tmp_path) as running, asking(running) as client:
        mp3.write_bytes(b"cut short")
        assert client.get(f"/{mp3.relative_to(tmp_path)}").status_code == 404
        assert "<item>" not in client.get("/feed.xml").text
        (record,) = tmp_path.glob("episodes/*/episode.json")
        record.write_text("{")
        broken = client.get("/feed.xml")
        assert broken.status_code == 503
        assert str(tmp_path) not in broken.text


def test_a_new_episode_is_heard_of_at_once(tmp_path: Path) -> None:
    put(tmp_path)
    with listening(tmp_path) as running, asking(running) as client:
        before = client.get("/feed.xml")
        put(tmp_path, guid="next", title="Next", audio=b"next" * 99)
        after = client.get("/feed.xml", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert "<title>Next</title>" in after.text


# ------------------------------------------------------------------------- the listener


def test_without_a_show_nothing_is_served(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ServeError, match="no show here") as caught:
            serve(folder, "127.0.0.1", 0)
        assert "briefing make" in caught.value.remedy
    (tmp_path / "show.json").write_text("{")
    with pytest.raises(OutputError, match=r"show\.json"):
        application(tmp_path)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "a" * 300])
def test_an_address_of_others_is_refused(output: Path, host: str) -> None:
    with pytest.raises(ServeError, match="--port"):
        serve(output, host, 0)


def test_a_port_that_is_taken_is_refused(output: Path, server: tuple[str, int]) -> None:
    with pytest.raises(ServeError) as caught:
        serve(output, "127.0.0.1", server[1])
    assert caught.value.where == f"127.0.0.1:{server[1]}"
    for port in (-1, 65536):
        with pytest.raises(ServeError):
            serve(output, "127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "number"), [("127.0.0.1", signal.SIGINT), ("0.0.0.0", signal.SIGTERM)]
)
def test_it_says_when_it_is_ready_and_stops_when_told(
    output: Path, host: str, number: signal.Signals
) -> None:
    code = (
        "import signal, sys; from pathlib import Path; from briefing.serve import serve\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "signal.signal(signal.SIGTERM, stop)\n"
        f"serve(Path({str(output)!r}), {host!r}, 0, lambda url: print(url, flush=True))"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout
    address = child.stdout.readline().decode().strip()
    local = "http://127.0.0.1:" + address.rsplit(":", 1)[1]
    assert httpx.get(local + "feed.xml", trust_env=False).status_code == 200
    os.kill(child.pid, number)
    _, errors = child.communicate(timeout=20)
    assert (child.returncode, errors) == (0, b"")
