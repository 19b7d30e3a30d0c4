"""Asked: a request as a value: which path, by whom, under which address."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from briefing.serve.proxies import Network, Origin, is_host, seen_from

Scope = MutableMapping[str, Any]

LARGEST_HEAD = 16384
"""Bytes of a request's path and headers together; browsers and apps send a tenth of that."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request."""

    method: str
    path: str
    """As it was sent, escapes and all."""
    names: tuple[str, ...] | None
    """The names in the path; ``None`` where it is no path. The last is empty after a slash."""
    headers: Mapping[str, str]
    """By name in lower case; the values of one given twice are joined by commas."""
    origin: Origin
    prefix: str = ""
    """What stands in every address the answer names: the key, a ticket, or nothing."""


def asked_of(scope: Scope, trusted: tuple[Network, ...]) -> Asked | None:
    """Return the request in ``scope``; ``None`` if the host it names is none, or is two."""
    headers: dict[str, str] = {}
    hosts = []
    for raw_name, raw in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
        if name == "host":
            hosts.append(value)
    if len(hosts) > 1 or any(not is_host(host) for host in hosts):
        return None
    client = scope.get("client")
    found = Origin(
        scope["scheme"],
        hosts[0] if hosts else _own_host(scope),
        "",
        client[0] if client else "",
    )
    path = scope["raw_path"].decode("latin-1")
    return Asked(scope["method"], path, names_of(path), headers, seen_from(found, headers, trusted))


def head_of(scope: Scope) -> int:
    """Return the bytes of the path and the headers in ``scope``."""
    headers = sum(len(name) + len(value) + 4 for name, value in scope["headers"])
    return len(scope["raw_path"]) + len(scope["query_string"]) + headers


def names_of(path: str) -> tuple[str, ...] | None:
    """Return the names of a path, each decoded by itself, so that none can hold a slash of its own.

    ``None`` is returned for what does not begin with a slash, and where a name is no UTF-8.
    """
    if not path.startswith("/"):
        return None
    try:
        return tuple(unquote_to_bytes(name).decode("utf-8") for name in path[1:].split("/"))
    except UnicodeDecodeError:
        return None


def _own_host(scope: Scope) -> str:
    """Return the address asked without a ``Host``, as HTTP/1.0 may: that of the socket."""
    name, port = scope["server"]
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
