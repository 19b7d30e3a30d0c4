"""The doctor and the network: how things are served, asked politely, through the guarded door."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PIL import Image
from soundfeeds import SOUND
from webserver import Answer as Sent
from webserver import Asked, serving

from briefing.doctor import Answer, Known, examine
from briefing.errors import SourceError
from briefing.read import Web
from briefing.read.fetch.probing import probe

HERE = "https://example.org/"
TYPES = {
    "feed.xml": "application/rss+xml", "cover.jpg": "image/jpeg", "2.mp3": "audio/mpeg",
    "1.mp3": "audio/mpeg", "2.vtt": "text/vtt; charset=utf-8", "1.vtt": "text/vtt",
    "2.json": "application/json+chapters",
}  # fmt: skip
LENGTHS = {"2.mp3": "1200", "1.mp3": "1000"}
Change = Callable[[str, str, Answer], Answer]
"""Change an answer to a method about a file."""


def picture() -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (1500, 1500)).save(body, "JPEG")
    return body.getvalue()


class Host:
    """A host in a table that serves everything as it should be, but for what ``change`` changes."""

    def __init__(self, change: Change = lambda _, __, answer: answer) -> None:
        self.asked: list[tuple[str, str]] = []
        self._change = change
        self._picture = picture()

    def __call__(self, method: str, url: str, headers: Mapping[str, str], most: int) -> Answer:
        name = url.removeprefix(HERE)
        self.asked.append((method, name))
        return self._change(method, name, self._answer(method, name, headers, most))

    def _answer(self, method: str, name: str, headers: Mapping[str, str], most: int) -> Answer:
        if name not in TYPES:
            return Answer(404)
        told = {"content-type": TYPES[name], "access-control-allow-origin": "*", "etag": '"1"'}
        told |= {"content-length": LENGTHS[name]} if name in LENGTHS else {}
        if headers.get("If-None-Match") == '"1"':
            return Answer(304, told)
        if "Range" in headers:
            return Answer(206, told, b"xx")
        body = self._picture if name == "cover.jpg" and method == "GET" else b""
        return Answer(200, told, body[:most])


def rules(host: Host) -> list[str]:
    known = Known(address=f"{HERE}feed.xml", ask=host)
    return [finding.rule.name for finding in examine(SOUND.encode(), known).findings]


def test_a_good_host_has_nothing_wrong_and_is_not_asked_much() -> None:
    host = Host()
    assert rules(host) == []
    assert len(host.asked) <= 16
    assert ("GET", "2.mp3") in host.asked  # two bytes of it
    assert not {name for _, name in host.asked} & {"0.mp3", "0.vtt"}


def without(header: str, name: str) -> Change:
    def change(_: str, about: str, answer: Answer) -> Answer:
        if about != name:
            return answer
        return replace(answer, headers={k: v for k, v in answer.headers.items() if k != header})

    return change


def with_(header: str, value: str, name: str) -> Change:
    def change(_: str, about: str, answer: Answer) -> Answer:
        return (
            replace(answer, headers={**answer.headers, header: value}) if about == name else answer
        )

    return change


def status(code: int, name: str, *methods: str, of: int = 200) -> Change:
    def change(method: str, about: str, answer: Answer) -> Answer:
        meant = about == name and (not methods or method in methods) and answer.status == of
        return replace(answer, status=code) if meant else answer

    return change


def unreachable(_: str, about: str, answer: Answer) -> Answer:
    if about == "2.mp3":
        raise SourceError("There is no host called example.org.", where=about, remedy="Look.")
    return answer


def small(_: str, about: str, answer: Answer) -> Answer:
    body = io.BytesIO()
    Image.new("RGB", (300, 300)).save(body, "JPEG")
    return replace(answer, body=body.getvalue()) if about == "cover.jpg" else answer


SERVED: dict[str, tuple[Change, list[str]]] = {
    "a missing feed": (status(404, "feed.xml"), ["served-missing"]),
    "a feed as plain text": (with_("content-type", "text/plain", "feed.xml"), ["served-type"]),
    "a feed without an ETag": (without("etag", "feed.xml"), ["served-unchanged"]),
    "a feed always sent again": (status(200, "feed.xml", of=304), ["served-unchanged"]),
    "artwork that is gone": (status(410, "cover.jpg"), ["served-missing"]),
    "artwork without HEAD": (status(405, "cover.jpg", "HEAD"), ["served-head"]),
    "artwork as bytes": (
        with_("content-type", "binary/octet-stream", "cover.jpg"),
        ["served-type"],
    ),
    "small artwork": (small, ["artwork-size"]),
    "a missing episode": (status(404, "2.mp3"), ["served-missing"]),
    "an episode nobody reaches": (unreachable, ["served-missing"]),
    "an episode without ranges": (status(200, "2.mp3", of=206), ["served-ranges"]),
    "an episode of other bytes": (with_("content-length", "9", "2.mp3"), ["served-length"]),
    "an episode as text": (with_("content-type", "text/html", "2.mp3"), ["served-type"]),
    "captions for nobody": (without("access-control-allow-origin", "2.vtt"), ["served-cors"]),
    "captions as text": (with_("content-type", "text/plain", "2.vtt"), ["served-type"]),
    "chapters as JSON": (with_("content-type", "application/json", "2.json"), []),
}


@pytest.mark.parametrize("host", SERVED)
def test_a_host_is_told_that_has(host: str) -> None:
    change, named = SERVED[host]
    assert rules(Host(change)) == named


def test_without_leave_nothing_is_asked() -> None:
    host = Host()
    examine(SOUND.encode(), Known(address=f"{HERE}feed.xml"))
    assert host.asked == []


# ------------------------------------------------------------------------------ the door

LOOPBACK = Web(private=True)


def test_a_probe_tells_status_headers_and_the_first_bytes() -> None:
    routes = {"/a": (206, {"Content-Range": "bytes 0-1/9", "ETag": '"x"'}, b"abcdef")}
    with serving(routes) as server:
        found = probe("GET", server.url("/a"), {"Range": "bytes=0-1"}, 2, LOOPBACK)
        assert (found.status, found.body) == (206, b"ab")
        assert (found.headers["content-range"], found.headers["etag"]) == ("bytes 0-1/9", '"x"')
        assert server.asked[0].headers["range"] == "bytes=0-1"
        assert server.asked[0].headers["accept-encoding"] == "identity"
        assert probe("GET", server.url("/b"), {}, 0, LOOPBACK).status == 404
        assert probe("HEAD", server.url("/a"), {}, 0, LOOPBACK).status == 501


def test_a_probe_follows_redirects_and_ends_in_a_circle() -> None:
    routes: dict[str, Sent | Callable[[Asked], Sent]] = {
        "/a": (302, {"Location": "/b"}, b""),
        "/b": (200, {}, b"here"),
        "/c": (301, {"Location": "/c"}, b""),
        "/d": (302, {"Location": "file:///etc/passwd"}, b""),
    }
    with serving(routes) as server:
        assert probe("GET", server.url("/a"), {}, 9, LOOPBACK).body == b"here"
        for path in ("/c", "/d"):
            with pytest.raises(SourceError):
                probe("GET", server.url(path), {}, 9, LOOPBACK)


def test_a_probe_does_not_reach_private_addresses_unasked() -> None:
    with serving({"/a": (200, {}, b"secret")}) as server:
        with pytest.raises(SourceError, match="public internet"):
            probe("GET", server.url("/a"), {}, 9)
        assert server.asked == []
        with pytest.raises(SourceError):
            probe("GET", "http://ada:secret@127.0.0.1/", {}, 9, LOOPBACK)
        with pytest.raises(SourceError):
            probe("GET", "http://[::1", {}, 9, LOOPBACK)
