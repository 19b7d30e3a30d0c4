"""Parts of files, as players that jump and apps that resume ask for them. RFC 9110, 14."""

from __future__ import annotations

import asyncio
import email
import random
from pathlib import Path

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from publishing import put
from talking import AUDIO, command

from briefing.serve.answers import Held, answered
from briefing.serve.ranges import MOST_RANGES, spans_of


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, len(AUDIO)),
        ("bytes=100-199", 100, 200),
        ("bytes=-7", len(AUDIO) - 7, len(AUDIO)),
        ("bytes=-999999", 0, len(AUDIO)),
        ("bytes=5-999999", 5, len(AUDIO)),
        ("Bytes=1-2", 1, 3),
        ("bytes=7-7,999999-", 7, 8),
        ("bytes=0-4,3-9", 0, 10),
        ("bytes=5-9, ,0-4", 0, 10),
    ],
)
def test_a_range_is_cut_out(
    client: httpx.Client, mp3: str, asked: str, start: int, end: int
) -> None:
    got = client.get(mp3, headers={"Range": asked})
    assert got.status_code == 206
    assert got.content == AUDIO[start:end]
    assert got.headers["content-range"] == f"bytes {start}-{end - 1}/{len(AUDIO)}"
    assert got.headers["content-length"] == str(end - start)


def test_several_ranges_come_in_parts_in_the_order_asked_for(
    client: httpx.Client, mp3: str
) -> None:
    got = client.get(mp3, headers={"Range": "bytes=50-54,0-4,-3"})
    assert got.status_code == 206
    assert int(got.headers["content-length"]) == len(got.content)
    head = f"Content-Type: {got.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + got.content)
    parts = message.get_payload()
    assert isinstance(parts, list)
    size = len(AUDIO)
    expected = {"bytes 50-54": AUDIO[50:55], "bytes 0-4": AUDIO[:5]}
    expected[f"bytes {size - 3}-{size - 1}"] = AUDIO[-3:]
    assert [part["content-range"] for part in parts] == [f"{key}/{size}" for key in expected]
    assert [part.get_content_type() for part in parts] == ["audio/mpeg"] * 3
    for wanted in expected.values():  # the parser takes some bytes for ends of lines
        assert b"\r\n\r\n" + wanted + b"\r\n--" in got.content


@pytest.mark.parametrize("asked", ["bytes=102400-", "bytes=999999-9999999", "bytes=-0"])
def test_a_range_past_the_end_is_416(client: httpx.Client, mp3: str, asked: str) -> None:
    got = client.get(mp3, headers={"Range": asked})
    assert got.status_code == 416
    assert got.headers["content-range"] == f"bytes */{len(AUDIO)}"


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes", "bytes=", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=5-1", "bytes=0-0," * 40),
        *("Bytes = 1-2", "bytes=0-0;1-1", "bytes=--5", "bytes=1-2-3", "bytes=٣-٤", "bytes=0x1-2"),
    ],
)
def test_a_range_that_is_none_is_as_if_not_asked(
    client: httpx.Client, mp3: str, asked: str
) -> None:
    got = client.get(mp3, headers={"Range": asked.encode()})
    assert (got.status_code, got.content) == (200, AUDIO)


def test_a_range_is_for_get_alone(client: httpx.Client, mp3: str) -> None:
    head = client.head(mp3, headers={"Range": "bytes=0-9"})
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(AUDIO)))


def test_a_range_of_a_changed_file_is_the_whole_file(client: httpx.Client, mp3: str) -> None:
    fresh = client.head(mp3).headers
    for tag, code in (
        (fresh["etag"], 206),
        (fresh["last-modified"], 206),
        ('"old"', 200),
        (f"W/{fresh['etag']}", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
    ):
        got = client.get(mp3, headers={"Range": "bytes=0-9", "If-Range": tag})
        assert got.status_code == code, tag


def test_the_feed_and_pages_can_be_had_in_parts_too(client: httpx.Client) -> None:
    for path in ("/feed.xml", "/"):
        whole = client.get(path).content
        got = client.get(path, headers={"Range": "bytes=10-19", "Accept-Encoding": "gzip"})
        assert (got.status_code, got.content) == (206, whole[10:20])
        assert "content-encoding" not in got.headers


RANGE = st.text("bytes=0123456789-, ", max_size=40) | st.lists(
    st.tuples(st.integers(0, 3000) | st.none(), st.integers(0, 3000) | st.none()), max_size=20
).map(lambda parts: "bytes=" + ",".join(f"{_number(a)}-{_number(b)}" for a, b in parts))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


@given(RANGE, st.integers(0, 2000))
@example("bytes=0-", 0)
def test_spans_lie_inside_apart_and_hold_every_byte_asked_for(asked: str, size: int) -> None:
    spans = spans_of(asked, size)
    if spans is None:
        return
    assert len(spans) <= MOST_RANGES
    sent = [byte for start, end in spans for byte in range(start, end)]
    assert len(sent) == len(set(sent)) <= size
    wanted: set[int] = set()
    for part in asked.partition("=")[2].replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first:
            wanted |= set(range(int(first), min(int(last or size) + 1, size)))
        elif last:
            wanted |= set(range(max(0, size - int(last)), size))
    assert set(sent) == wanted


@given(RANGE, st.binary(max_size=2000))
def test_an_answer_is_as_long_as_it_says(asked: str, body: bytes) -> None:
    held = Held("audio/mpeg", len(body), "0" * 64, 0.0, "no-cache", body=body)
    answer = answered(held, "GET", {"range": asked})
    sent = b"".join(part for part in answer.parts if isinstance(part, bytes))
    assert len(sent) == answer.length
    if answer.status == 200:
        assert sent == body
    if answer.status == 206 and "Content-Range" in answer.headers:
        place = answer.headers["Content-Range"].removeprefix("bytes ").partition("/")[0]
        first, _, last = place.partition("-")
        assert sent == body[int(first) : int(last) + 1]


@pytest.mark.slow
def test_five_hundred_at_once_each_get_their_very_bytes(tmp_path: Path) -> None:
    chance = random.Random(6)
    audio = chance.randbytes(8 << 20)
    show = put(tmp_path, audio=audio)

    async def one(url: httpx.URL, start: int, end: int, gate: asyncio.Event) -> bool:
        await gate.wait()
        reader, writer = await asyncio.open_connection(url.host, url.port)
        ask = f"GET {url.path} HTTP/1.1\r\nHost: x\r\nRange: bytes={start}-{end - 1}\r\n"
        writer.write(f"{ask}Connection: close\r\n\r\n".encode())
        answer = await reader.read(-1)
        writer.close()
        head, _, body = answer.partition(b"\r\n\r\n")
        return head.startswith(b"HTTP/1.1 206 ") and body == audio[start:end]

    async def everyone(url: httpx.URL) -> list[bool]:
        gate = asyncio.Event()
        starts = [chance.randrange(len(audio) - 300_000) for _ in range(500)]
        ends = [start + chance.randrange(1, 300_000) for start in starts]
        tasks = [
            asyncio.ensure_future(one(url, start, end, gate))
            for start, end in zip(starts, ends, strict=True)
        ]
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*tasks)

    with command(tmp_path) as (_, address):
        url = httpx.URL(address).join(str(show.mp3.relative_to(tmp_path)))
        assert asyncio.run(everyone(url)) == [True] * 500
