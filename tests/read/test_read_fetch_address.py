"""Which addresses are dialled: what is pasted, what a name stands for, what is inside."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from functools import partial
from typing import Any

import httpcore
import pytest
from webserver import serving

from briefing.errors import SourceError
from briefing.read.fetch import Web, fetch, is_web
from briefing.read.fetch._address import named, shown, tidy
from briefing.read.fetch._dial import Dialler, _of_both_families, is_public, resolve
from briefing.read.fetch._web import read_web

PAGE = (200, {"Content-Type": "text/html"}, b"<p>The lamps are lit.</p>")
PUBLIC = "8.8.4.4"
"""An address of the public internet that no test connects to."""


def test_web_addresses_are_told_from_paths() -> None:
    for origin in (
        "http://a.example",
        "HTTPS://a.example/b",
        "  https://a.example/ \n",
        "<https://a.example/>",
        "\ufeff< https://a.example/ >\u200b",
    ):
        assert is_web(origin)
    for origin in ("a.txt", "-", "", "<", "file:///a", "ftp://a.example", "data:,a", "http:a"):
        assert not is_web(origin)
        assert tidy(origin) == origin


def test_what_is_pasted_is_tidied() -> None:
    assert tidy(" <https://a.example/long\r\n\t-name> ") == "https://a.example/long-name"
    assert tidy("https://a.example/a b") == "https://a.example/a b"
    assert tidy(" a file.txt ") == " a file.txt "


def test_what_is_shown_is_one_line_without_passwords() -> None:
    assert named("http://u:p@a.example/\x1b[2J\u202ex\ny") == "http://a.example/[2Jxy"
    assert named("http://u:p@q@a.example/?mail=b@c") == "http://a.example/?mail=b@c"
    assert len(shown("http://a.example/" + "x" * 100_000)) == 301


PRIVATE = """
127.0.0.1 127.255.255.254 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 0.1.2.3
224.0.0.1 239.255.255.250 255.255.255.255 240.0.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1
203.0.113.1 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 ff0e::1 fec0::1 100::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
64:ff9b:1::7f00:1 2002:7f00:1:: 2002:a00:1::1 2001:0:7f00:1::1 2001:db8::1 3fff::1 5f00::1 4000::1
0x7f.1 2130706433 017700000001 127.1 localhost a.example [::1] 8.8.8.8.8
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_on_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    "8.8.8.8 1.1.1.1 93.184.215.14 2606:4700:4700::1111 2a00:1450:4001:81b::200e ::ffff:8.8.8.8 "
    "64:ff9b::808:808 2002:808:808::1".split(),
)
def test_what_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 127.1 0x7f.1 0x7f000001 2130706433 017700000001 0177.0.0.1 0.0.0.0 0 localhost "
    "[::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::] 127.0.0.1. LOCALHOST "
    "[0:0:0:0:0:0:0:1] %31%32%37.0.0.1 １２７.0.0.1 ①②⑦.0.0.1 127。0。0。1".split(),
)
def test_no_spelling_of_this_machine_reaches_it(host: str) -> None:
    with serving({"/": PAGE}) as here, pytest.raises(SourceError):
        fetch(f"http://{host}:{here.port}/")
    assert here.asked == []


def test_this_machine_is_named_private() -> None:
    with serving({"/": PAGE}) as here:
        with pytest.raises(
            SourceError, match=r"not on the public internet.*127\.0\.0\.1"
        ) as caught:
            fetch(here.url())
        assert "--private-addresses" in caught.value.remedy
        assert caught.value.where == here.url()
        assert fetch(here.url(), web=Web(private=True)).body == PAGE[2]


# ------------------------------------------------------------ names and what they stand for


class Redirecting(httpcore.SyncBackend):
    """Sockets that lead every address to the loopback, and keep which were asked for."""

    def __init__(self) -> None:
        self.dialled: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append(host)
        return super().connect_tcp("127.0.0.1", port, timeout, local_address, socket_options)


class Names:
    """A resolver that answers from lists, one answer after another."""

    def __init__(self, **answers: list[tuple[str, ...]]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        self.asked.append(host)
        answers = self.answers.get(host.removesuffix(".example"), [])
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]


def opened(origin: str, names: Names, sockets: Redirecting) -> bytes:
    return read_web(origin, Web(), partial(Dialler, resolve=names, sockets=sockets)).body


def test_the_checked_number_is_dialled_and_the_name_is_asked_for() -> None:
    sockets = Redirecting()
    with serving({"/": PAGE}, host="lamps.example") as here:
        assert opened(here.url(), Names(lamps=[(PUBLIC,)]), sockets) == PAGE[2]
        assert here.asked[0].headers["host"] == f"lamps.example:{here.port}"
    assert sockets.dialled == [PUBLIC]


def test_one_private_answer_is_enough_to_refuse() -> None:
    sockets = Redirecting()
    with (
        serving({"/": PAGE}, host="lamps.example") as here,
        pytest.raises(SourceError, match=r"10\.0\.0\.7"),
    ):
        opened(here.url(), Names(lamps=[(PUBLIC, "10.0.0.7")]), sockets)
    assert sockets.dialled == []


def test_a_name_that_changes_its_answer_is_checked_each_time() -> None:
    names, sockets = Names(lamps=[(PUBLIC,), ("127.0.0.1",)]), Redirecting()
    routes = {"/": (302, {"Location": "/inside", "Connection": "close"}, b""), "/inside": PAGE}
    with (
        serving(routes, host="lamps.example") as here,
        pytest.raises(SourceError, match=r"not on the public internet.*redirected to .*/inside"),
    ):
        opened(here.url(), names, sockets)
    assert names.asked == ["lamps.example"] * 2
    assert sockets.dialled == [PUBLIC]
    assert here.count("/inside") == 0


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/inside", "http://inner.example:{port}/inside", "//0x7f.1/"]
)
def test_a_redirect_to_a_private_address_is_refused(target: str) -> None:
    routes: dict[str, Any] = {"/inside": PAGE}
    names = Names(
        lamps=[(PUBLIC,)],
        inner=[("::ffff:192.168.1.1",)],
        **{"127.0.0.1": [("127.0.0.1",)], "0x7f.1": [("127.0.0.1",)]},
    )
    with serving(routes, host="lamps.example") as here:
        routes["/"] = (302, {"Location": target.format(port=here.port)}, b"")
        with pytest.raises(SourceError, match="not on the public internet") as caught:
            opened(here.url(), names, Redirecting())
    assert caught.value.where == here.url()
    assert "redirected to" in caught.value.what
    assert here.count("/inside") == 0


def test_a_name_nobody_knows() -> None:
    with pytest.raises(SourceError, match=r"no host called nowhere\.example"):
        opened("http://nowhere.example/", Names(), Redirecting())


def test_a_name_that_takes_too_long_is_not_waited_for() -> None:
    def late(host: str, port: int, seconds: float) -> tuple[str, ...]:
        raise TimeoutError

    with pytest.raises(SourceError, match="looking up the name"):
        read_web("http://a.example/", Web(attempts=1), partial(Dialler, resolve=late))


def test_another_address_of_the_name_is_tried() -> None:
    class Broken(Redirecting):
        def connect_tcp(self, host: str, *rest: Any, **named: Any) -> httpcore.NetworkStream:
            if ":" in host:
                self.dialled.append(host)
                raise httpcore.ConnectError("no route")
            return super().connect_tcp(host, *rest, **named)

    sockets = Broken()
    names = Names(lamps=[("2606:4700::1", "2606:4700::2", "2606:4700::3", PUBLIC)])
    with serving({"/": PAGE}, host="lamps.example") as here:
        assert opened(here.url(), names, sockets) == PAGE[2]
    assert sockets.dialled == ["2606:4700::1", PUBLIC]


def test_both_families_are_among_the_few_that_are_tried() -> None:
    six = tuple(f"2606:4700::{number}" for number in range(1, 9))
    assert _of_both_families((*six, PUBLIC)) == (six[0], PUBLIC, six[1], six[2])
    assert _of_both_families((PUBLIC, *six))[:2] == (PUBLIC, six[0])
    assert _of_both_families(("1.1.1.1",)) == ("1.1.1.1",)


def test_the_system_looks_names_up() -> None:
    assert "127.0.0.1" in resolve("localhost", 80, 5) or "::1" in resolve("localhost", 80, 5)
    with pytest.raises(OSError, match=r"\w"):
        resolve("x" * 64 + ".invalid", 80, 5)


# -------------------------------------------------------------------- what is no address


@pytest.mark.parametrize(
    "origin",
    [
        "http://",
        "http:///a",
        "https://?a",
        "http://a.example:0/",
        "http://a.example:99999/",
        "http://a.example:port/",
        "http://a..example/",
        "http://.example/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://a b.example/",
        "http://a.example\\.b.example/",
        "http://" + "a" * 64 + ".example/",
        "http://☃.example/",
        "http://a.example/\x00",
        "http://a.example/" + "a" * 70_000,
    ],
)
def test_what_cannot_be_an_address_is_said_so(origin: str) -> None:
    with pytest.raises(SourceError, match="not a web address"):
        fetch(origin)


@pytest.mark.parametrize(
    "origin", ["http://ada:secret@a.example/", "http://ada@a.example/", "http://x\\@a.example/"]
)
def test_passwords_are_neither_sent_nor_told(origin: str) -> None:
    with pytest.raises(SourceError, match="name or password") as caught:
        fetch(origin)
    assert caught.value.where == "http://a.example/"
    assert "secret" not in str(caught.value)
    assert "ada" not in str(caught.value)


def test_a_name_in_any_script_and_a_path_with_blanks() -> None:
    names = Names(**{"xn--bcher-kva": [(PUBLIC,)]})
    target = "/d%C3%A4%20mmerung?q=%C3%B6%20x"
    with serving({target: PAGE}, host="bücher.example") as here:
        asked = here.url("/dä mmerung?q=ö x#teil")
        assert opened(asked, names, Redirecting()) == PAGE[2]
    assert [asked.target for asked in here.asked] == [target]
    assert names.asked == ["xn--bcher-kva.example"]
