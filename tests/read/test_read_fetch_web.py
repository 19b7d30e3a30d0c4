"""Pages fetched from real servers on this machine: what comes back, and what is said when not."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from email.utils import formatdate
from importlib.metadata import version

import pytest
from stamina import instrumentation
from webserver import Answer, Asked, Route, misbehaving, saying, serving

from briefing.errors import SourceError
from briefing.model import Facts, Source
from briefing.read.fetch import Web, fetch

HERE = Web(private=True, attempts=1)
RETRYING = Web(private=True, attempts=3, total_seconds=4)
HTML = {"Content-Type": 'text/html; charset="windows-1252"'}
BODY = b"<h1>Lamps</h1><p>The lamps are lit.</p>"


def refusal(origin: str, web: Web = HERE) -> SourceError:
    """Return the error that fetching ``origin`` raises."""
    with pytest.raises(SourceError) as caught:
        fetch(origin, web=web)
    assert caught.value.where == origin
    assert caught.value.remedy
    assert str(caught.value).isprintable() or str(caught.value).count("\n") == 1
    return caught.value


def test_a_page_with_its_type_time_and_link() -> None:
    headers = HTML | {"Last-Modified": "Tue, 14 Nov 2023 22:13:20 GMT"}
    with serving({"/a?b=c": (200, headers, BODY)}) as here:
        asked = here.url("/a?b=c#part")
        assert fetch(f" <{asked}>\n", web=HERE) == Source(
            asked,
            BODY,
            media_type='text/html; charset="windows-1252"',
            modified=1_700_000_000,
            facts=Facts(link=here.url("/a?b=c")),
        )


def test_a_page_that_says_nothing_of_itself() -> None:
    for modified in ("yesterday", "Tue, 99 Nov 2023 22:13:20 GMT", "Thu, 01 Jan 1099 00:00:00 GMT"):
        with serving({"/": (200, {"Last-Modified": modified}, BODY)}) as here:
            source = fetch(here.url(), web=HERE)
        assert (source.media_type, source.modified) == (None, None)


def test_it_is_asked_politely() -> None:
    with serving({"/": (200, HTML, BODY)}) as here:
        fetch(here.url(), web=HERE)
    (asked,) = here.asked
    assert asked.headers["user-agent"].startswith(f"briefing/{version('briefing')} (")
    assert asked.headers["accept"].startswith("text/html")
    assert asked.headers["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "authorization", "referer", "if-none-match"} & set(asked.headers)


def test_nothing_of_the_environment_comes_between(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".netrc").write_text("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NETRC", str(home / ".netrc"))
    with serving({"/": (200, HTML, BODY)}) as here, serving({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url("/"))
        assert fetch(here.url(), web=HERE).body == BODY
    assert proxy.asked == []
    assert "authorization" not in here.asked[0].headers


# ------------------------------------------------------------------------------ redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_the_last_address_kept(status: int) -> None:
    routes = {
        "/": (status, {"Location": "b/c?d#e"}, b"gone"),
        "/b/c?d": (status, {"Location": "../é"}, b""),
        "/%C3%A9": (200, HTML, BODY),
    }
    with serving(routes) as here:
        source = fetch(here.url(), web=HERE)
        assert source.origin == here.url()
        assert source.facts == Facts(link=here.url("/%C3%A9"))
        assert source.body == BODY


def test_so_many_redirects_and_no_more() -> None:
    routes: dict[str, Route] = {
        f"/{number}": (302, {"Location": f"/{number + 1}"}, b"") for number in range(9)
    }
    routes["/5"] = (200, HTML, BODY)
    with serving(routes) as here:
        assert fetch(here.url("/0"), web=HERE).body == BODY
        assert "more than 4 times" in refusal(here.url("/0"), Web(private=True, redirects=4)).what
        assert here.count("/5") == 1
        assert "more than 0 times" in refusal(here.url("/0"), Web(private=True, redirects=0)).what


def test_a_circle_is_called_one() -> None:
    routes = {"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a#again"}, b"")}
    with serving(routes) as here:
        assert "in a circle" in refusal(here.url("/a")).what
        assert (here.count("/a"), here.count("/b")) == (1, 1)


def test_a_redirect_that_only_sets_a_cookie_is_no_circle() -> None:
    def gate(asked: Asked) -> Answer:
        if asked.headers.get("cookie") == "seen=1":
            return 200, HTML, BODY
        return 302, {"Location": "/", "Set-Cookie": "seen=1"}, b""

    with serving({"/": gate}) as here:
        assert fetch(here.url(), web=HERE).body == BODY
        assert here.count("/") == 2


def test_a_circle_with_a_cookie_that_changes_ends_too() -> None:
    turns = iter(range(1_000))

    def turning(asked: Asked) -> Answer:
        return 302, {"Location": "/", "Set-Cookie": f"turn={next(turns)}"}, b""

    with serving({"/": turning}) as here:
        assert "in a circle" in refusal(here.url()).what
        assert here.count("/") == 6


@pytest.mark.parametrize("cookie", ["a=\xe9", 'a="\xff"', "=;;;", "a=" + "b" * 60_000, "a=\t b"])
def test_odd_cookies_do_no_harm(cookie: str) -> None:
    routes = {
        "/": (302, {"Location": "/b", "Set-Cookie": cookie}, b""),
        "/b": (200, HTML, BODY),
    }
    with serving(routes) as here:
        assert fetch(here.url(), web=HERE).body == BODY


def test_cookies_stay_with_their_host_and_their_fetch() -> None:
    with serving({"/b": (200, HTML, BODY)}, host="localhost") as other:
        leaving = (302, {"Location": other.url("/b"), "Set-Cookie": "a=1"}, b"")
        with serving({"/": leaving}) as here:
            assert fetch(here.url(), web=HERE).body == BODY
            assert fetch(here.url(), web=HERE).body == BODY
    assert all("cookie" not in asked.headers for asked in here.asked + other.asked)


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://a.example/b", "data:text/html,<p>b", "gopher://a.example/",
     "javascript:alert(1)", "mailto:ada@a.example"],
)  # fmt: skip
def test_no_other_scheme_is_followed(target: str) -> None:
    with serving({"/": (302, {"Location": target}, b"")}) as here:
        assert "only http and https" in refusal(here.url()).what


@pytest.mark.parametrize(
    "target",
    ["", " ", "http://ada:secret@127.0.0.1/", "http://h:99999/", "http://a..b/", "http://[::1/"],
)
def test_redirects_to_nowhere(target: str) -> None:
    with serving({"/": (302, {"Location": target}, b"")}) as here:
        error = refusal(here.url())
    assert "to no address" in error.what
    assert "secret" not in str(error)


def test_a_redirect_without_a_target() -> None:
    with serving({"/": (302, {}, b"")}) as here:
        assert "to no address" in refusal(here.url()).what


def test_what_a_server_says_cannot_steer_a_terminal() -> None:
    target = b"ftp://a.example/\x1b[2J\xe2\x80\xaeb" + b"c" * 5_000
    head = b"HTTP/1.1 302 \x1b[2J\r\nLocation: " + target + b"\r\n\r\n"
    with misbehaving(saying(head)) as here:
        error = refusal(here.url())
    assert "\x1b" not in str(error)
    assert "\u202e" not in str(error)
    assert len(error.what) < 500


# ----------------------------------------------------------------------------- the answers


@pytest.mark.parametrize(
    ("status", "what", "remedy"),
    [
        (401, "log in", "browser"),
        (402, "pay", "browser"),
        (403, "does not let", "browser"),
        (404, "no such page", "address"),
        (410, "taken away", "saved copy"),
        (418, "refuses", "browser"),
        (429, "too often", "later"),
        (451, "legal reasons", "saved copy"),
        (500, "in trouble", "later"),
        (503, "in trouble", "later"),
        (599, "in trouble", "later"),
        (202, "no page", "later"),
        (204, "nothing there", "address"),
        (206, "no page", "browser"),
        (300, "no page", "browser"),
        (304, "not asked", "browser"),
        (305, "no page", "browser"),
        (999, "in trouble", "later"),
    ],
)
def test_every_status_says_what_it_means_and_what_to_do(
    status: int, what: str, remedy: str
) -> None:
    with serving({"/a": (302, {"Location": "/"}, b""), "/": (status, HTML, BODY)}) as here:
        error = refusal(here.url())
        assert what in error.what
        assert str(status) in error.what
        assert remedy in error.remedy.lower()
        assert f"redirected to {here.url()}" in refusal(here.url("/a")).what


def test_an_empty_page() -> None:
    with serving({"/": (200, HTML, b"")}) as here:
        assert "empty page" in refusal(here.url()).what


@pytest.mark.parametrize(
    "sent",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n\r\n",
        b"\x00\x01\x02\x03" * 100,
        b"220 mail.example ready\r\n",
        b"HTTP/2.0 200 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: b",
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 200_000 + b"\r\n\r\nc",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nabc",
    ],
)
def test_what_is_no_http(sent: bytes) -> None:
    with misbehaving(saying(sent)) as here:
        assert refusal(here.url()).what


def test_what_hangs_up_and_what_is_not_there() -> None:
    with misbehaving(saying(b"")) as here:
        assert "hung up" in refusal(here.url()).what
    assert "cannot be reached" in refusal(here.url()).what


# --------------------------------------------------------------------------------- retries


def after(failures: int, failure: Answer) -> Callable[[Asked], Answer]:
    """Return a route that fails so often and then serves the page."""
    turns = iter(range(1_000))
    return lambda asked: failure if next(turns) < failures else (200, HTML, BODY)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(status: int) -> None:
    with serving({"/": after(2, (status, {}, b""))}) as here:
        assert fetch(here.url(), web=RETRYING).body == BODY
        assert here.count("/") == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501, 204])
def test_what_will_not_pass_is_asked_once(status: int) -> None:
    with serving({"/": (status, {}, b"")}) as here:
        assert str(status) in refusal(here.url(), RETRYING).what
        assert here.count("/") == 1


def test_it_gives_up_after_so_many_tries() -> None:
    with serving({"/": (503, {}, b"")}) as here:
        assert "503" in refusal(here.url(), RETRYING).what
        assert here.count("/") == 3


def test_a_connection_that_breaks_is_tried_again() -> None:
    answers = iter([b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"])

    def breaking(connection: socket.socket, over: threading.Event) -> None:
        whole = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nText"
        connection.sendall(next(answers, whole))

    with misbehaving(breaking) as here:
        assert fetch(here.url(), web=RETRYING).body == b"Text"
        assert here.connections == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "0"},
        {"Retry-After": "Tue, 14 Nov 2023 22:13:20 GMT"},
        {"Retry-After": "soon"},
    ],
)
def test_a_short_wait_that_is_asked_for_is_kept(headers: dict[str, str]) -> None:
    with serving({"/": after(1, (503, headers, b""))}) as here:
        assert fetch(here.url(), web=RETRYING).body == BODY


def test_the_wait_that_is_asked_for_is_the_one_kept() -> None:
    waits: list[float] = []
    instrumentation.set_on_retry_hooks([lambda details: waits.append(details.wait_for)])
    try:
        with serving({"/": after(1, (429, {"Retry-After": "1"}, b""))}) as here:
            assert fetch(here.url(), web=RETRYING).body == BODY
    finally:
        instrumentation.set_on_retry_hooks(None)
    assert waits == [1.0]


@pytest.mark.parametrize("wait", ["3600", "9" * 400, "date"])
def test_a_long_wait_that_is_asked_for_is_told(wait: str) -> None:
    stated = formatdate(4_000_000_000, usegmt=True) if wait == "date" else wait
    with serving({"/": (429, {"Retry-After": stated}, b"")}) as here:
        error = refusal(here.url(), RETRYING)
        assert here.count("/") == 1
    assert "left alone for" in error.remedy
    assert "seconds" in error.remedy


def test_retries_print_nothing_of_their_own() -> None:
    program = "import sys; from briefing.read.fetch import Web, fetch; "
    program += "print(fetch(sys.argv[1], web=Web(private=True)).body)"
    with serving({"/": after(1, (503, {}, b""))}) as here:
        # In a process of its own: pytest listens to all logging, and so hides what is printed.
        command = [sys.executable, "-c", program, here.url()]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        assert here.count("/") == 2
    assert (ended.stdout, ended.stderr) == (f"{BODY!r}\n", "")
