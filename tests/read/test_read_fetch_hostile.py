"""Whatever a server sends and whatever is called an address: a page, or one error of ours."""

from __future__ import annotations

import contextlib
import gzip

import httpcore
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read.fetch import Web, is_web
from briefing.read.fetch._dial import Dialler
from briefing.read.fetch._limits import Allowance
from briefing.read.fetch._web import read_web

_PIECES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 100 Continue\r\n",
        b"HTTP/1.1 304 Not Modified\r\n", b"HTTP/1.1 503 Busy\r\n", b"HTTP/1.0 200\r\n",
        b"HTTP/1.1 206 Partial Content\r\n", b"HTTP/1.1 101 Switching Protocols\r\n",
        b"Content-Length: 5\r\n", b"Content-Length: 99999999\r\n", b"Content-Length: -1\r\n",
        b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Connection: close\r\n",
        b"Content-Encoding: deflate\r\n", b"Content-Encoding: \xff\r\n", b"Set-Cookie: a=b\r\n",
        b"Set-Cookie: \xe9=\xff; Domain=.; Expires=never\r\n", b"Location: /next\r\n",
        b"Location: //\xff\r\n", b"Location: http://[\r\n", b"Location: http://b.example:0/\r\n",
        b"Location: \xc3\xa9?\xe2\x80\xae#\r\n", b"Location: http:///\r\n", b"Retry-After: 0\r\n",
        b"Retry-After: Wed, 99 Abc 99999 99:99:99 GMT\r\n", b"Date: 0\r\n", b"ETag: \xff\r\n",
        b"Last-Modified: Mon, 01 Jan 0000 00:00:00 -9999\r\n", b"Cache-Control: \xe9\r\n",
        b"Content-Type: text/html; charset=\xff\r\n", b"\r\n", b"5\r\nabcde\r\n", b"0\r\n\r\n",
        b"abcde", gzip.compress(b"abcde" * 9, mtime=0), gzip.compress(b"a" * 50_000, mtime=0),
        b"\x78\x9c\x03", b"\0",
    ]
)  # fmt: skip
_ANSWERS = st.lists(_PIECES | st.binary(max_size=12), max_size=14).map(b"".join)
_BROAD = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@_BROAD
@given(st.lists(_ANSWERS, min_size=1, max_size=3), st.integers(1, 40))
def test_any_answers_are_a_page_or_one_error(answers: list[bytes], piece: int) -> None:
    def dial(web: Web, allowance: Allowance) -> httpcore.NetworkBackend:
        def resolve(host: str, port: int, seconds: float) -> tuple[str, ...]:
            return ("8.8.4.4",)

        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        pieces = [answer[start : start + piece] for start in range(0, len(answer), piece)]
        return Dialler(web, allowance, resolve, httpcore.MockBackend(pieces))

    web = Web(largest=10_000, attempts=2, total_seconds=0.5)
    try:
        source = read_web("http://a.example/", web, dial)
    except SourceError as error:
        text = f"{error.what} {error.remedy}"
        assert text.isprintable(), text
        assert len(text) < 1_500
    else:
        assert isinstance(source, Source)
        assert 0 < len(source.body) <= 10_000


@_BROAD
@given(st.text(max_size=40) | st.text("ab.:/@[]%?#\\<> 0xé\u3002☃", max_size=30))
def test_any_address_is_looked_up_or_refused(rest: str) -> None:
    hosts: list[str] = []

    def dial(web: Web, allowance: Allowance) -> httpcore.NetworkBackend:
        def resolve(host: str, port: int, seconds: float) -> tuple[str, ...]:
            hosts.append(host)
            return ("127.0.0.1",)

        return Dialler(web, allowance, resolve, httpcore.MockBackend([]))

    origin = f"http://{rest}"
    assert is_web(origin)
    with contextlib.suppress(SourceError):
        read_web(origin, Web(), dial)
        raise AssertionError("nothing is fetched from this machine")
    assert all(host.isascii() and host.isprintable() for host in hosts)
