"""Forwarding headers: believed of proxies the owner named, and as far as they agree."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import Where, asking, listening

from briefing.errors import UsageError
from briefing.serve import Access
from briefing.serve.proxies import Origin, is_host, networks, seen_from

PROXIES = networks(["10.0.0.0/8", "fd00::/8"])
ASKED = Origin("http", "inside:8000", "", "10.0.0.1")


def seen(asked: Origin = ASKED, **headers: str) -> Origin:
    return seen_from(
        asked, {key.replace("_", "-"): value for key, value in headers.items()}, PROXIES
    )


EVERYTHING = {
    "x_forwarded_for": "192.0.2.7",
    "x_forwarded_host": "radio.example",
    "x_forwarded_proto": "https",
    "x_forwarded_prefix": "/show",
}


def test_a_trusted_proxy_tells_where_and_by_whom_one_was_asked() -> None:
    assert seen(**EVERYTHING) == Origin("https", "radio.example", "/show", "192.0.2.7")
    assert seen(**EVERYTHING).base == "https://radio.example/show/"
    by_rfc = seen(forwarded='for="[2001:db8::7]:4711";host="radio.example:8443";proto=https')
    assert by_rfc == Origin("https", "radio.example:8443", "", "2001:db8::7")


@pytest.mark.parametrize("client", ["192.0.2.1", "11.0.0.1", "fe80::1", "", "unix:", "testclient"])
def test_of_nobody_else_anything_is_believed(client: str) -> None:
    asked = Origin("http", "inside:8000", "", client)
    forwarded = "for=192.0.2.7;host=radio.example;proto=https"
    assert seen(asked, forwarded=forwarded, **EVERYTHING) == asked


def test_an_address_that_is_mapped_into_ipv6_is_the_same() -> None:
    asked = Origin("http", "inside:8000", "", "::ffff:10.0.0.1")
    assert seen(asked, **EVERYTHING).client == "192.0.2.7"


def test_the_client_is_the_nearest_that_is_no_proxy_whatever_it_wrote_before() -> None:
    assert seen(x_forwarded_for="1.1.1.1, 192.0.2.7, 10.0.0.9").client == "192.0.2.7"
    assert seen(x_forwarded_for="1.1.1.1, nonsense, 10.0.0.9").client == "10.0.0.1"
    assert seen(x_forwarded_for="10.0.0.9").client == "10.0.0.1"
    told = seen(forwarded="for=1.1.1.1;host=evil.example, for=192.0.2.7;host=radio.example")
    assert (told.client, told.host) == ("192.0.2.7", "radio.example")
    told = seen(forwarded="for=192.0.2.7;host=radio.example, for=10.0.0.9;host=inner")
    assert (told.client, told.host) == ("192.0.2.7", "radio.example")


def test_where_the_two_kinds_of_header_disagree_neither_is_believed() -> None:
    told = seen(forwarded="for=1.1.1.1;host=evil.example;proto=http", **EVERYTHING)
    assert told == Origin("http", "inside:8000", "/show", "10.0.0.1")
    assert seen(forwarded="for=192.0.2.7;proto=HTTPS", **EVERYTHING).scheme == "https"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("x_forwarded_host", "evil example"),
        ("x_forwarded_host", '"><script>'),
        ("x_forwarded_host", "user@host"),
        ("x_forwarded_proto", "javascript"),
        ("x_forwarded_prefix", "//evil.example"),
        ("x_forwarded_prefix", "/../x"),
        ("x_forwarded_prefix", "/a?b"),
        ("x_forwarded_prefix", "no-slash"),
        ("x_forwarded_prefix", "/a" * 9),
        ("forwarded", 'host="evil example"'),
        ("forwarded", "proto=https;="),
        ("forwarded", 'for="unfinished'),
        ("forwarded", "for=unknown"),
    ],
)
def test_what_cannot_stand_in_an_address_is_passed_over(header: str, value: str) -> None:
    assert seen(**{header: value}) == ASKED


@given(st.dictionaries(st.sampled_from([*EVERYTHING, "forwarded"]), st.text(max_size=40)))
def test_whatever_headers_say_the_address_is_one(headers: dict[str, str]) -> None:
    told = seen(**headers)
    assert told.scheme in {"http", "https"}
    assert is_host(told.host)
    assert not set(told.prefix) & set("?#\\<>\"' %\n")
    assert ".." not in told.prefix.split("/")


@given(st.text('for=;,"\\:[]host10.2', max_size=60))
def test_no_header_of_the_rfc_is_read_without_end(header: str) -> None:
    told = seen(forwarded=header)
    assert is_host(told.host)


def test_what_is_no_address_cannot_be_trusted() -> None:
    assert networks(["127.0.0.1", "10.1.2.3/8"]) == (
        ip_network("127.0.0.1/32"),
        ip_network("10.0.0.0/8"),
    )
    for wrong in ("", "proxy.example", "10.0.0.0/33", "10.0.0"):
        with pytest.raises(UsageError, match=r"--trusted-proxy"):
            networks([wrong])


@pytest.fixture(scope="module")
def trusting(output: Path) -> Iterator[Where]:
    with listening(output, Access(trusted=("127.0.0.0/8",))) as running:
        yield running


def test_feed_and_page_have_the_address_the_proxy_was_asked_under(trusting: Where) -> None:
    sent = {
        "X-Forwarded-Host": "radio.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/show",
    }
    with asking(trusting) as client:
        for path in ("/feed.xml", "/feed.json", "/shows.opml", "/"):
            got = client.get(path, headers=sent)
            assert "https://radio.example/show/" in got.text, path
            assert {"Host", "X-Forwarded-Host", "Forwarded"} <= set(got.headers["vary"].split(", "))
        assert "radio.example" not in client.get("/feed.xml").text


def test_nothing_is_believed_where_no_proxy_is_named(server: Where) -> None:
    sent = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=evil.example;proto=https",
    }
    with asking(server) as client:
        for path in ("/feed.xml", "/"):
            got = client.get(path, headers=sent)
            assert got.content == client.get(path).content
            assert "evil" not in got.text
