"""What a server may not do: be slow for ever, send without end, unpack without end, stop early."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webserver import Route, dripping, misbehaving, saying, serving

from briefing.errors import SourceError
from briefing.read.fetch import Web, fetch
from briefing.read.fetch._inflate import Inflation
from briefing.read.fetch._limits import Allowance
from briefing.read.fetch._refusals import RefusedError

HERE = Web(private=True, attempts=1)
QUICK = Web(private=True, total_seconds=1)
SMALL = Web(private=True, largest=10_000, attempts=1)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
TEXT = b"The lamps on the harbour wall are lit. " * 50


def refusal(origin: str, web: Web = HERE) -> str:
    """Return what the error says that fetching ``origin`` raises."""
    with pytest.raises(SourceError) as caught:
        fetch(origin, web=web)
    assert caught.value.where == origin
    return caught.value.what


def packed(body: bytes, encoding: str) -> dict[str, Route]:
    return {"/": (200, {"Content-Encoding": encoding}, body)}


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


# ------------------------------------------------------------------------------------ time


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (b"HTTP/1.1 200 OK\r\n", b"X: a\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
)
def test_headers_that_drip_are_not_waited_for(first: bytes, drop: bytes) -> None:
    with misbehaving(dripping(first, drop)) as here:
        assert "longer than 1 seconds" in refusal(here.url(), QUICK)
        assert here.connections == 1


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: a\r\n"),
    ],
)
def test_a_body_that_drips_is_not_waited_for(first: bytes, drop: bytes) -> None:
    with misbehaving(dripping(first, drop)) as here:
        what = refusal(here.url(), QUICK)
    assert "longer than 1 seconds" in what
    assert "receiving the page" in what


def test_the_time_is_one_for_all_redirects() -> None:
    def further(connection: socket.socket, over: threading.Event) -> None:
        over.wait(0.25)
        place = here.connections
        connection.sendall(f"HTTP/1.1 302 F\r\nLocation: /{place}\r\n\r\n".encode())

    with misbehaving(further) as here:
        assert "longer than 1 seconds" in refusal(here.url(), QUICK)
        assert 1 < here.connections < 5


def test_the_time_is_one_for_all_tries() -> None:
    web = Web(private=True, read_seconds=0.2, total_seconds=2, attempts=50)

    def silent(connection: socket.socket, over: threading.Event) -> None:
        over.wait(30)

    with misbehaving(silent) as here:
        what = refusal(here.url(), web)
        assert 1 < here.connections < 20
    assert "waiting for the answer" in what


def test_a_wait_is_never_longer_than_what_is_left() -> None:
    allowance = Allowance(Web(total_seconds=5))
    assert allowance.seconds(60) <= 5
    assert allowance.seconds(None) <= 5
    assert allowance.seconds(2) == 2
    with pytest.raises(RefusedError, match="longer than 0 seconds"):
        Allowance(Web(total_seconds=0)).seconds(60)


def test_silence_is_told_from_slowness() -> None:
    def silent(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")
        over.wait(30)

    with misbehaving(silent) as here:
        what = refusal(here.url(), Web(private=True, read_seconds=1, attempts=1))
    assert what == "Nothing came for 1 seconds while receiving the page."


def test_a_server_that_takes_no_connection() -> None:
    full = socket.create_server(("127.0.0.1", 0), backlog=0)
    port = full.getsockname()[1]
    waiting = []
    with full:
        for _ in range(4):  # as many as the system keeps for one that accepts none
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
            waiting.append(one)
        web = Web(private=True, connect_seconds=0.2, read_seconds=0.2, attempts=1)
        what = refusal(f"http://127.0.0.1:{port}/", web)
        for one in waiting:
            one.close()
    assert "Nothing came for 0.2 seconds while" in what


# ------------------------------------------------------------------------------------ size


def test_a_page_of_the_size_allowed_and_one_byte_more() -> None:
    for encoding, body in (("", b"a" * 10_000), ("gzip", gzip.compress(b"a" * 10_000, mtime=0))):
        with serving(packed(body, encoding)) as here:
            assert fetch(here.url(), web=SMALL).body == b"a" * 10_000
    for encoding, body in (("", b"a" * 10_001), ("gzip", gzip.compress(b"a" * 10_001, mtime=0))):
        with serving(packed(body, encoding)) as here:
            assert "larger than 10000 bytes" in refusal(here.url(), SMALL)


@pytest.mark.parametrize("length", ["10001", "9" * 19, "99999999999"])
def test_a_length_beyond_the_limit_is_refused_before_the_body(length: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode()
    with misbehaving(dripping(head, b"")) as here:  # no byte of the body ever comes
        assert "larger than" in refusal(here.url(), SMALL)


def test_a_length_of_a_thousand_digits() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 1_000 + b"\r\n\r\n"
    with misbehaving(dripping(head, b"")) as here:
        assert refusal(here.url(), SMALL)


@pytest.mark.parametrize(
    ("first", "more"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 50_000),
        (CHUNKED, b"3e8\r\n%b\r\n" % (b"a" * 1_000)),
        (CHUNKED, b"1;x=%b\r\na\r\n" % (b"b" * 9_000)),
        (b"", b"HTTP/1.1 103 Early Hints\r\nX: %b\r\n\r\n" % (b"a" * 9_000)),
    ],
)
def test_what_never_ends_is_stopped_at_the_limit(first: bytes, more: bytes) -> None:
    sent = 0

    def endless(connection: socket.socket, over: threading.Event) -> None:
        nonlocal sent
        connection.sendall(first)
        while not over.is_set():
            connection.sendall(more)
            sent += len(more)

    with misbehaving(endless) as here:
        assert "larger than 10000 bytes" in refusal(here.url(), SMALL)
    assert sent < 20_000_000  # the most that the system's own buffers take


# --------------------------------------------------------------------------------- packing


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT, mtime=0)),
        ("identity, gzip", gzip.compress(TEXT, mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT, 0)),
        ("deflate", raw_deflate(TEXT)),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT[:99], mtime=0) + gzip.compress(TEXT[99:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0" * 512),
    ],
)
def test_what_is_packed_is_unpacked(encoding: str, body: bytes) -> None:
    with serving(packed(body, encoding)) as here:
        assert fetch(here.url(), web=HERE).body == TEXT


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "\x1b[m"])
def test_other_packing_is_refused(encoding: str) -> None:
    with serving(packed(TEXT, encoding)) as here:
        if encoding.isprintable():
            assert "not asked for" in refusal(here.url())
        else:
            assert "\x1b" not in refusal(here.url())


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize(
    "body", [b"<p>not packed at all", b"\x1f\x8b\x08", b"\x1f\x8b" + b"\xff" * 99]
)
def test_what_does_not_unpack(encoding: str, body: bytes) -> None:
    with serving(packed(body, encoding)) as here:
        what = refusal(here.url())
    assert "damaged" in what or "cut short" in what


def bomb(layers: int, wbits: int = 31) -> bytes:
    """Return ``layers`` MB of blanks, packed into about a thousandth."""
    packer = zlib.compressobj(9, wbits=wbits)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(layers)) + packer.flush()


@pytest.mark.parametrize(("encoding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
def test_a_bomb_is_stopped_at_the_limit(encoding: str, wbits: int) -> None:
    with serving(packed(bomb(40, wbits), encoding)) as here:
        assert "larger than 1 MB" in refusal(here.url(), Web(private=True, largest=2**20))


def test_a_bomb_takes_no_memory() -> None:
    body, inflation = bomb(200), Inflation("gzip", 2**20)
    tracemalloc.start()
    with pytest.raises(RefusedError):
        inflation.feed(body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 2**20


def test_a_thousand_tiny_members_are_no_page() -> None:
    with pytest.raises(RefusedError, match="damaged"):
        Inflation("gzip", 2**24).feed(gzip.compress(b"", mtime=0) * 5_000)


@settings(deadline=None)
@given(st.binary(), st.integers(1, 50), st.sampled_from(["gzip", "deflate", "raw", "none"]))
def test_however_it_is_cut_it_is_the_same(body: bytes, piece: int, form: str) -> None:
    sent = {"gzip": gzip.compress, "deflate": zlib.compress, "raw": raw_deflate, "none": bytes}
    encoded = sent[form](body)
    inflation = Inflation({"raw": "deflate", "none": ""}.get(form, form), 2**20)
    for start in range(0, len(encoded), piece):
        inflation.feed(encoded[start : start + piece])
    assert inflation.finish() == body


@settings(deadline=None)
@given(st.binary(min_size=1), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_unpack_or_are_refused(body: bytes, form: str) -> None:
    inflation = Inflation(form, 10_000)
    with contextlib.suppress(RefusedError):
        inflation.feed(body)
        assert len(inflation.finish()) <= 10_000


# ------------------------------------------------------------------------------- truncation


def test_a_page_cut_short_is_no_shorter_page() -> None:
    def check(head: bytes, body: bytes) -> None:
        with misbehaving(saying(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + body)) as here:
            assert "cut short" in refusal(here.url())

    whole = gzip.compress(TEXT, mtime=0)
    check(b"Content-Length: 100", b"a" * 99)
    check(b"Content-Length: 100", b"")
    check(b"Transfer-Encoding: chunked", b"5\r\nabcde\r\n")
    check(b"Transfer-Encoding: chunked", b"5\r\nabc")
    check(b"Transfer-Encoding: chunked", b"5\r\nabcde\r\n0\r\n")
    check(b"Transfer-Encoding: chunked", b"zz\r\nabcde\r\n0\r\n\r\n")
    for end in (1, 20, len(whole) - 9, len(whole) - 1):
        check(b"Content-Encoding: gzip", whole[:end])
        check(b"Content-Encoding: gzip\r\nContent-Length: %d" % end, whole[:end])


def test_a_page_whose_end_is_the_connections_is_whole() -> None:
    with misbehaving(saying(b"HTTP/1.0 200 OK\r\n\r\nText")) as here:
        assert fetch(here.url(), web=HERE).body == b"Text"


def test_chunks_are_put_together() -> None:
    chunked = b"Transfer-Encoding: chunked\r\n\r\n2\r\nTe\r\n2;x=y\r\nxt\r\n0\r\nX: y\r\n\r\n"
    with misbehaving(saying(b"HTTP/1.1 200 OK\r\n" + chunked)) as here:
        assert fetch(here.url(), web=HERE).body == b"Text"
