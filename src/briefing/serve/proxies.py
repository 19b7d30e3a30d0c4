"""Proxies: under which address a request was made, and by whom, where a proxy stands before.

Forwarding headers are written by anyone. They are believed of a proxy the owner named, and there
only as far as its two ways of saying a thing (X-Forwarded-* and RFC 7239) do not contradict each
other: a proxy that sets one of them passes the other through as a client sent it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from briefing.errors import UsageError

Network = IPv4Network | IPv6Network

FORWARDING = "X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Prefix, Forwarded"
"""Headers that decide an answer's addresses where a proxy is trusted."""

_HOST = re.compile(
    r"(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?)(?::[0-9]{1,5})?"
)
_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,100}){1,8}/?")
_PAIR = re.compile(
    r'\s*(?P<name>[A-Za-z]+)\s*=\s*(?P<value>"(?:[^"\\]|\\.)*"|[^\s;,"]*)\s*(?P<end>[;,]|$)'
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request was made to, and by whom."""

    scheme: str
    host: str
    """With the port, if the address has one."""
    prefix: str
    """Path before all of ours, such as ``/show``; mostly empty."""
    client: str
    """Address of whoever asks."""

    @property
    def base(self) -> str:
        """Return the address of the output folder."""
        return f"{self.scheme}://{self.host}{self.prefix}/"


def networks(addresses: Iterable[str]) -> tuple[Network, ...]:
    """Return addresses and ranges (CIDR) as networks; raises ``UsageError``."""
    found = []
    for address in addresses:
        try:
            found.append(ip_network(address.strip(), strict=False))
        except ValueError as error:
            raise UsageError(
                f"{address!r} is no address of a proxy.",
                where="--trusted-proxy",
                remedy="Write one such as 127.0.0.1, 10.0.0.0/8 or fd00::/8.",
            ) from error
    return tuple(found)


def is_host(host: str) -> bool:
    """Return whether ``host`` can be that of an address, a port after it or not."""
    return _HOST.fullmatch(host) is not None


def seen_from(asked: Origin, headers: Mapping[str, str], trusted: tuple[Network, ...]) -> Origin:
    """Return ``asked`` as whoever made the request sees it, by what trusted proxies tell.

    ``headers`` are by name in lower case, the values of one given twice joined by commas.
    """
    if not _among(asked.client, trusted):
        return asked
    by_rfc = _forwarded(headers.get("forwarded", ""), trusted)
    by_custom = {
        "for": _client(_listed(headers.get("x-forwarded-for")), trusted),
        "host": _last(headers.get("x-forwarded-host")),
        "proto": _last(headers.get("x-forwarded-proto")),
    }
    told = {name: _agreed(by_rfc.get(name), by_custom[name]) for name in by_custom}
    scheme = (told["proto"] or "").lower()
    prefix = _last(headers.get("x-forwarded-prefix")) or ""
    return Origin(
        scheme if scheme in {"http", "https"} else asked.scheme,
        told["host"] if told["host"] and is_host(told["host"]) else asked.host,
        prefix.rstrip("/") if _PREFIX.fullmatch(prefix) else asked.prefix,
        told["for"] or asked.client,
    )


def _agreed(one: str | None, other: str | None) -> str | None:
    if one and other and one.lower() != other.lower():
        return None
    return one or other


def _listed(header: str | None) -> list[str]:
    return [part.strip() for part in (header or "").split(",") if part.strip()]


def _last(header: str | None) -> str | None:
    found = _listed(header)
    return found[-1] if found else None


def _client(hops: list[str], trusted: tuple[Network, ...]) -> str | None:
    """Return the nearest address that is not a trusted proxy's; what is before it may be made up.

    ``None`` where that is no address at all.
    """
    for hop in reversed(hops):
        address = _address(hop)
        if address is None or not _among(address, trusted):
            return address
    return None


def _forwarded(header: str, trusted: tuple[Network, ...]) -> dict[str, str]:
    """Return what the proxy at the edge says in ``Forwarded``: the first that is asked by others.

    Nothing is returned for a header that cannot be read to its end.
    """
    hops: list[dict[str, str]] = [{}]
    place = 0
    while place < len(header):
        match = _PAIR.match(header, place)
        if match is None:
            return {}
        value = match["value"]
        if value.startswith('"'):
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        hops[-1].setdefault(match["name"].lower(), value)
        if match["end"] == ",":
            hops.append({})
        place = match.end()
    for hop in reversed(hops):
        address = _address(hop.get("for", ""))
        if address is None:
            return {name: value for name, value in hop.items() if name != "for"}
        if not _among(address, trusted):
            return hop | {"for": address}
    return {}


def _address(text: str) -> str | None:
    """Return the address of a hop without port and brackets, ``None`` if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def _among(address: str, trusted: tuple[Network, ...]) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    return any(known in network for network in trusted)
