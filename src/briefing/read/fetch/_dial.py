"""Connections, checked where the socket opens: the name is looked up, judged, and what was judged
is what is dialled.

A check of the address as written can be fooled: by a name that leads inside, by one that answers
differently a moment later, by ``0x7f.1`` and ``2130706433``, by a redirect. Here the system says
which numbers a host stands for, every one of them must be on the public internet, and the
connection goes to that very number, while encryption and the Host header keep the name.
"""

from __future__ import annotations

import contextlib
import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import Any

import httpcore

from briefing.read.fetch._limits import Allowance, Web
from briefing.read.fetch._refusals import (
    RefusedError,
    private_host,
    unencrypted,
    unknown_host,
    unreachable,
    untrusted,
)

Resolve = Callable[[str, int, float], tuple[str, ...]]
"""Look up a host: name, port, seconds at most; the numeric addresses, the system's first choice
first. Raises ``OSError`` as ``getaddrinfo`` does, ``TimeoutError`` when it takes too long."""

_MOST_ADDRESSES = 4
"""So many addresses of a name are tried, of both families; they share the time to connect."""


# ----------------------------------------------------------------------- what is public

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NOT_YET_KNOWN = (
    ipaddress.IPv6Network("2001:db8::/32"),
    ipaddress.IPv6Network("3fff::/20"),  # documentation, RFC 9637
)


def is_public(address: str) -> bool:
    """Tell whether a numeric address is of one machine on the public internet.

    The registries of special addresses (RFC 6890) decide, as the ``ipaddress`` module has them.
    It is asked of the IPv4 address inside an IPv6 one, too: mapped, 6to4 (RFC 3056) and NAT64
    (RFC 6052) forms lead where their IPv4 address leads. Of IPv6, only what is assigned
    (RFC 4291, 2000::/3) counts, so that old and unassigned forms need no list.
    """
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv4Address):
        return number.is_global and not number.is_multicast
    if inside := _ipv4_inside(number):
        return is_public(str(inside))
    return (
        number in _GLOBAL_UNICAST
        and number.is_global
        and not any(number in network for network in _NOT_YET_KNOWN)
    )


def _ipv4_inside(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if number.ipv4_mapped:
        return number.ipv4_mapped
    if number in _NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)
    return number.sixtofour


# --------------------------------------------------------------------------- looking up


def resolve(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """Return the addresses of ``host`` as the system has them; a :data:`Resolve`.

    ``getaddrinfo`` has no time limit, so it runs in a thread that is left behind when it is late.
    """
    answer: queue.Queue[tuple[str, ...] | OSError] = queue.Queue(1)

    def look_up() -> None:
        try:
            # As bytes, the name goes to the system as it stands and not through Python's codec.
            found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
            answer.put(tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except OSError as error:
            answer.put(error)

    threading.Thread(target=look_up, daemon=True, name="briefing-look-up").start()
    try:
        result = answer.get(timeout=seconds)
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(result, OSError):
        raise result
    return result


def _of_both_families(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first few addresses, IPv6 and IPv4 in turn, so that a dead family costs one."""
    six = [address for address in addresses if ":" in address]
    four = [address for address in addresses if ":" not in address]
    pairs = zip_longest(six, four) if addresses[:1] == tuple(six[:1]) else zip_longest(four, six)
    return tuple(address for pair in pairs for address in pair if address)[:_MOST_ADDRESSES]


# ----------------------------------------------------------------------------- dialling


class Dialler(httpcore.NetworkBackend):
    """How every connection of a fetch is made; ``resolve`` and ``sockets`` are the system's."""

    def __init__(
        self,
        web: Web,
        allowance: Allowance,
        resolve: Resolve = resolve,
        sockets: httpcore.NetworkBackend | None = None,
    ) -> None:
        """Dial within ``allowance``, and to private addresses only if ``web`` allows them."""
        self._web = web
        self._allowance = allowance
        self._resolve = resolve
        self._sockets = sockets or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to ``host``; raises ``RefusedError`` when it is unknown, private or silent."""
        addresses = self._checked(host, port)
        self._allowance.phase = "connecting"
        seconds = self._allowance.seconds(timeout or self._web.connect_seconds)
        end = self._allowance.left() - seconds
        refused: RefusedError | None = None
        for place, address in enumerate(addresses):
            share = (self._allowance.left() - end) / (len(addresses) - place)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, max(share, 0.001), local_address, socket_options
                )
            except httpcore.ConnectTimeout:
                refused = self._allowance.late(seconds)
            except httpcore.ConnectError as error:
                refused = unreachable(host, _reason(error))
            else:
                return _Stream(stream, host, self._allowance)
        raise refused or unknown_host(host, passing=False)

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        self._allowance.phase = "looking up the name"
        seconds = self._allowance.seconds(self._web.connect_seconds)
        try:
            addresses = self._resolve(host, port, seconds)
        except TimeoutError as error:
            raise self._allowance.late(seconds) from error
        except OSError as error:
            passing = getattr(error, "errno", None) == socket.EAI_AGAIN
            raise unknown_host(host, passing=passing) from error
        for address in addresses:
            if not self._web.private and not is_public(address):
                raise private_host(host, address)
        return _of_both_families(addresses)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait and every byte is charged to the allowance."""

    def __init__(self, stream: httpcore.NetworkStream, host: str, allowance: Allowance) -> None:
        self._stream = stream
        self._host = host
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        seconds = self._allowance.seconds(timeout)
        try:
            received = self._stream.read(max_bytes, seconds)
        except httpcore.ReadTimeout as error:
            raise self._allowance.late(seconds) from error
        self._allowance.count(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._allowance.phase = "waiting for the answer"
        seconds = self._allowance.seconds(timeout)
        try:
            self._stream.write(buffer, seconds)
        except httpcore.WriteTimeout as error:
            raise self._allowance.late(seconds) from error

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self._allowance.phase = "agreeing on encryption"
        seconds = self._allowance.seconds(timeout)
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, seconds)
        except httpcore.ConnectTimeout as error:
            raise self._allowance.late(seconds) from error
        except httpcore.ConnectError as error:
            raise _tls_refusal(self._host, error) from error
        return _Stream(stream, self._host, self._allowance)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _tls_refusal(host: str, error: httpcore.ConnectError) -> RefusedError:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return untrusted(host, cause.verify_message)
    if isinstance(cause, ssl.SSLError):
        return unencrypted(host, (cause.reason or "no reason given").lower().replace("_", " "))
    return unreachable(host, _reason(error))


def _reason(error: httpcore.ConnectError) -> str:
    cause = error.__cause__
    return getattr(cause, "strerror", None) or str(cause or error) or "no reason given"
