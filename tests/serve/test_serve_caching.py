"""What need not be sent again, and what is sent smaller. RFC 9110, 8.8, 12.5 and 13."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import put
from talking import AUDIO, asking, listening, names

from briefing.serve.answers import accepts_gzip
from briefing.serve.making import Kept, Latest
from briefing.serve.standing import Records

PLAIN = {"Accept-Encoding": "identity"}


def test_what_did_not_change_is_not_sent_again(client: httpx.Client, mp3: str) -> None:
    for url in ("/feed.xml", "/feed.json", "/", mp3):
        first = client.get(url).headers
        for ask in (
            {"If-None-Match": first["etag"]},
            {"If-None-Match": f'"x", W/{first["etag"]}'},
            {"If-None-Match": "*"},
            {"If-Modified-Since": first["last-modified"]},
        ):
            for got in (client.get(url, headers=ask), client.head(url, headers=ask)):
                assert (got.status_code, got.content) == (304, b"")
                for header in ("etag", "last-modified", "cache-control", "vary"):
                    assert got.headers.get(header) == first.get(header)
        for ask in (
            {"If-None-Match": '"x"', "If-Modified-Since": first["last-modified"]},
            {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
            {"If-Modified-Since": "a while ago"},
        ):
            assert client.get(url, headers=ask).status_code == 200


def test_whoever_wants_another_version_is_told_there_is_none(
    client: httpx.Client, mp3: str
) -> None:
    now = client.head(mp3).headers
    for ask, code in (
        ({"If-Match": '"x"'}, 412),
        ({"If-Match": now["etag"]}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 412),
        ({"If-Unmodified-Since": now["last-modified"]}, 200),
    ):
        assert client.get(mp3, headers=ask).status_code == code


def test_names_with_a_digest_may_be_kept_for_ever(client: httpx.Client, output: Path) -> None:
    for name in names(output):
        kept = client.head(f"/{name}").headers["cache-control"]
        made = "-" not in Path(name).name
        assert kept == ("no-cache" if made else "public, max-age=31536000, immutable"), name


def test_texts_are_sent_compressed_under_a_tag_of_their_own_and_nothing_else_is(
    client: httpx.Client, output: Path
) -> None:
    for name in names(output):
        packed = client.get(f"/{name}", headers={"Accept-Encoding": "gzip"})
        whole = client.get(f"/{name}", headers=PLAIN)
        assert packed.content == whole.content  # httpx has unpacked it
        if Path(name).suffix in {".mp3", ".jpg"}:
            assert "content-encoding" not in packed.headers
            assert "vary" not in packed.headers
            assert packed.headers["etag"] == whole.headers["etag"]
            continue
        assert "Accept-Encoding" in packed.headers["vary"]
        assert "Accept-Encoding" in whole.headers["vary"]
        if len(whole.content) < 256:
            continue
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["etag"] != whole.headers["etag"]
        assert int(packed.headers["content-length"]) < len(whole.content)
        head = client.head(f"/{name}", headers={"Accept-Encoding": "gzip"}).headers
        assert {**head, "date": ""} == {**packed.headers, "date": ""}


def test_a_copy_in_one_coding_is_not_one_in_the_other(client: httpx.Client) -> None:
    tags = {
        coding: client.get("/feed.xml", headers={"Accept-Encoding": coding}).headers["etag"]
        for coding in ("gzip", "identity")
    }
    for held, tag in tags.items():
        for coding in tags:
            ask = {"Accept-Encoding": coding, "If-None-Match": tag}
            expected = 304 if held == coding else 200
            assert client.get("/feed.xml", headers=ask).status_code == expected


def test_the_compressed_bytes_are_the_same_each_time(output: Path) -> None:
    bodies = set()
    for _ in range(2):
        with listening(output) as running, asking(running) as client:
            ask = client.build_request("GET", "/feed.xml", headers={"Accept-Encoding": "gzip"})
            ask.headers["Host"] = "example.org"
            got = client.send(ask, stream=True)
            bodies.add(b"".join(got.iter_raw()))
    (body,) = bodies
    assert gzip.decompress(body) == (output / "feed.xml").read_bytes()


@pytest.mark.parametrize(
    ("header", "fine"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.2", True),
        ("*", True),
        ("x-gzip", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("notgzip", False),
    ],
)
def test_gzip_is_for_those_who_take_it(header: str, fine: bool) -> None:
    assert accepts_gzip(header) is fine


@given(st.text("gzip;q=0.1,* ", max_size=30))
def test_no_header_breaks_the_choice(header: str) -> None:
    assert accepts_gzip(header) in {True, False}


# ------------------------------------------------------------------------- what is kept


def test_what_many_ask_for_at_once_is_made_once() -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b"x"

    async def many() -> None:
        kept: Kept[bytes] = Kept(ThreadPoolExecutor(1), 100, len)
        assert await asyncio.gather(*(kept.get("a", make) for _ in range(50))) == [b"x"] * 50
        assert await kept.get("a", make) == b"x"

    asyncio.run(many())
    assert len(made) == 1


def test_what_failed_is_tried_again_and_tells_all_who_waited() -> None:
    def fail() -> bytes:
        raise KeyError

    async def tried() -> None:
        kept: Kept[bytes] = Kept(None, 100, len)
        told = await asyncio.gather(
            *(kept.get("a", fail) for _ in range(3)), return_exceptions=True
        )
        assert [type(one) for one in told] == [KeyError] * 3
        assert await kept.get("a", lambda: b"y") == b"y"

    asyncio.run(tried())


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60)), max_size=30))
def test_no_more_is_kept_than_may_be(asked: list[tuple[int, int]]) -> None:
    async def held() -> None:
        kept: Kept[bytes] = Kept(None, 100, len)
        for key, size in asked:
            body = bytes(size)
            assert await kept.get((key, size), lambda body=body: body) == body
            assert sum(map(len, kept._kept.values())) == kept._held <= 100

    asyncio.run(held())


def test_a_look_begins_after_it_was_asked_for_and_many_share_one() -> None:
    looks: list[int] = []

    async def asked() -> None:
        pool = ThreadPoolExecutor(4)
        latest: Latest[int] = Latest(pool, lambda: looks.append(0) or len(looks))  # type: ignore[func-returns-value]
        first = asyncio.ensure_future(latest.get())
        await asyncio.sleep(0)
        rest = await asyncio.gather(*(latest.get() for _ in range(500)))
        assert await first == 1
        assert set(rest) <= {1, 2}
        assert await latest.get() == len(looks)

    asyncio.run(asked())
    assert len(looks) <= 3


def test_records_are_read_again_only_when_something_changed(tmp_path: Path) -> None:
    put(tmp_path, audio=AUDIO)
    records = Records(tmp_path)
    first = records.standing()
    assert records.standing() is first
    put(tmp_path, guid="next", title="Next")
    second = records.standing()
    assert (len(first.episodes), len(second.episodes)) == (1, 2)
    (tmp_path / "episodes" / second.episodes[0].folder / second.episodes[0].audio.name).unlink()
    third = records.standing()
    assert (len(third.episodes), third.left_out) == (1, 1)
