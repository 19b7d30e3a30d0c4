"""Pages remembered: an unchanged one costs a 304, and nothing in the folder is trusted blindly."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from webserver import Answer, Asked, Route, serving

from briefing.errors import SourceError
from briefing.read.fetch import Web, _validators, fetch
from briefing.read.fetch._validators import Page, RememberedPages

BODY = b"The lamps are lit.\n\nAll forty of them."
HEADERS = {
    "Content-Type": "text/plain; charset=utf-8",
    "ETag": 'W/"lamps-1"',
    "Last-Modified": "Tue, 14 Nov 2023 22:13:20 GMT",
}


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(private=True, cache=tmp_path / "pages", attempts=1)


def unchanged(headers: dict[str, str] = HEADERS, body: bytes = BODY) -> Callable[[Asked], Answer]:
    """Return a route that sends its page once and a 304 to whoever has it."""

    def answer(asked: Asked) -> Answer:
        conditions = (
            asked.headers.get("if-none-match"),
            asked.headers.get("if-modified-since"),
        )
        if conditions == (headers.get("ETag"), headers.get("Last-Modified")):
            return 304, {}, b""
        return 200, headers, body

    return answer


def files(web: Web) -> list[Path]:
    assert web.cache is not None
    return sorted(web.cache.iterdir())


@pytest.mark.parametrize("left_out", [None, "ETag", "Last-Modified"])
def test_an_unchanged_page_costs_a_304(web: Web, left_out: str | None) -> None:
    headers = {name: value for name, value in HEADERS.items() if name != left_out}
    with serving({"/": unchanged(headers)}) as here:
        first = fetch(here.url("/#a"), web=web)
        second = fetch(here.url("/#a"), web=web)
    assert first == second
    assert second.body == BODY
    assert "if-none-match" not in here.asked[0].headers
    assert here.asked[1].headers.get("if-none-match") == headers.get("ETag")
    assert len(here.asked) == 2


def test_a_changed_page_takes_the_place_of_the_old(web: Web) -> None:
    routes: dict[str, Route] = {"/": unchanged()}
    with serving(routes) as here:
        fetch(here.url(), web=web)
        routes["/"] = unchanged({"ETag": '"lamps-2"'}, b"Dark again.")
        for _ in range(2):
            assert fetch(here.url(), web=web).body == b"Dark again."
    assert len(here.asked) == 3
    assert len(files(web)) == 1


def test_a_page_behind_a_redirect_and_one_packed(web: Web) -> None:
    packed = {**HEADERS, "Content-Encoding": "gzip"}
    routes = {"/": (302, {"Location": "/b"}, b""), "/b": unchanged(packed, gzip.compress(BODY))}
    with serving(routes) as here:
        for _ in range(2):
            source = fetch(here.url(), web=web)
            assert source.body == BODY
            assert source.facts.link == here.url("/b")
    assert "if-none-match" in here.asked[3].headers
    assert "if-none-match" not in here.asked[2].headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {**HEADERS, "Cache-Control": "private, No-Store"},
        {"ETag": '"\xe9"'},
        {"ETag": '"' + "x" * 5_000 + '"'},
    ],
)
def test_what_is_not_remembered(web: Web, headers: dict[str, str]) -> None:
    with serving({"/": (200, headers, BODY)}) as here:
        for _ in range(2):
            assert fetch(here.url(), web=web).body == BODY
    assert "if-none-match" not in here.asked[1].headers
    assert not (web.cache and web.cache.exists())


def test_a_page_that_may_no_longer_be_kept_is_forgotten(web: Web) -> None:
    routes: dict[str, Route] = {"/": (200, HEADERS, BODY)}
    with serving(routes) as here:
        fetch(here.url(), web=web)
        routes["/"] = (200, {**HEADERS, "Cache-Control": "no-store"}, BODY)
        fetch(here.url(), web=web)
    assert files(web) == []


def test_without_a_folder_nothing_is_remembered() -> None:
    with serving({"/": unchanged()}) as here:
        for _ in range(2):
            fetch(here.url(), web=Web(private=True))
    assert "if-none-match" not in here.asked[1].headers


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"forty", b"fifty"))


def rename(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"127.0.0.1", b"127.0.0.2"))


def nest(path: Path) -> None:
    path.write_bytes(b"[" * 10_000 + b"\n" + BODY)


def injected(path: Path) -> None:
    line, _, body = path.read_bytes().partition(b"\n")
    facts = json.loads(line)
    facts["etag"], facts["last_modified"] = "a\r\nX-Evil: yes", ["a"]
    path.write_bytes(json.dumps(facts).encode() + b"\n" + body)


@pytest.mark.parametrize(
    "spoil",
    [
        cut,
        flip,
        rename,
        nest,
        injected,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"[1, 2]\n" + BODY),
        lambda path: path.write_bytes(b"\xff\xfe{}\n" + BODY),
        lambda path: path.write_bytes(b"{}"),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: path.unlink(),
    ],
)
def test_what_is_spoilt_is_as_if_it_were_not_there(
    web: Web, spoil: Callable[[Path], object]
) -> None:
    with serving({"/": unchanged()}) as here:
        fetch(here.url(), web=web)
        spoil(files(web)[0])
        assert fetch(here.url(), web=web).body == BODY
    assert not {"if-none-match", "if-modified-since", "x-evil"} & set(here.asked[1].headers)


def test_a_304_that_was_not_asked_for(web: Web) -> None:
    with serving({"/": (304, {}, b"")}) as here, pytest.raises(SourceError, match="not asked"):
        fetch(here.url(), web=web)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    web = Web(private=True, cache=tmp_path / "file" / "pages")
    with serving({"/": unchanged()}) as here:
        for _ in range(2):
            assert fetch(here.url(), web=web).body == BODY


def test_the_folder_stays_small_and_other_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_validators, "MOST_PAGES", 3)
    pages = RememberedPages(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    page = Page(BODY, etag='"a"')

    def age(address: str, seconds: int) -> None:
        before = {path.name for path in tmp_path.iterdir()}
        pages.keep(address, page)
        for path in tmp_path.iterdir():
            if path.name not in before:
                os.utime(path, (seconds, seconds))

    for number in range(1, 4):
        age(f"http://a.example/{number}", number)
    pages.touch("http://a.example/1")  # asked for again: now the youngest
    pages.keep("http://a.example/4", page)
    remembered = [bool(pages.recall(f"http://a.example/{number}")) for number in range(1, 5)]
    assert remembered == [True, False, True, True]
    monkeypatch.setattr(_validators, "MOST_BYTES", 10)
    pages.keep("http://a.example/5", page)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".page", ".txt"]
