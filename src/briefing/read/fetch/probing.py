"""Probing: one question about a web address, answered with status and headers, for the doctor.

Where ``fetch`` returns a page or says why there is none, this tells how a server answers: to HEAD,
to a range, to a condition. It goes through the same door: the address dialled is the one checked,
and seconds, bytes and redirects are limited.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore
import httpx

from briefing.errors import SourceError
from briefing.read.fetch import _refusals as refusals
from briefing.read.fetch._address import named, tidy
from briefing.read.fetch._dial import Dialler
from briefing.read.fetch._limits import Allowance, Web
from briefing.read.fetch._refusals import RefusedError
from briefing.read.fetch._web import _HEADERS, Dial, _Connections, _parsed, _target

_ORDINARY = Web()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Probed:
    """What answers at the end of the redirects."""

    status: int
    headers: Mapping[str, str]
    """By names in small letters; of several of one name all, with commas."""
    body: bytes
    """Its first bytes as sent, as many as were asked for."""


def probe(
    method: str,
    url: str,
    headers: Mapping[str, str],
    most: int,
    web: Web = _ORDINARY,
    dial: Dial = Dialler,
) -> Probed:
    """Return the answer to ``method`` at ``url`` with ``headers``, and ``most`` bytes of its body.

    Asks once, without tries. Raises ``SourceError`` where ``fetch`` would for an address that
    cannot be reached or may not be asked; any status is an answer.
    """
    allowance = Allowance(web)
    asked = tidy(url)
    try:
        address = _parsed(asked)
        for _ in range(web.redirects + 1):
            with contextlib.closing(_Connections(dial(web, allowance))) as connections:
                found = _once(connections, allowance, method, address, headers, most)
            if isinstance(found, Probed):
                return found
            address = found
        raise refusals.too_many_redirects(web.redirects)
    except RefusedError as refusal:
        raise SourceError(refusal.what, where=named(asked), remedy=refusal.remedy) from refusal


def _once(
    connections: _Connections,
    allowance: Allowance,
    method: str,
    address: httpx.URL,
    headers: Mapping[str, str],
    most: int,
) -> Probed | httpx.URL:
    """Return the answer, or the address it redirects to; raises ``RefusedError``."""
    limits = httpx.Timeout(allowance.seconds(10), connect=5)
    asking = _HEADERS | {"Accept": "*/*", "Accept-Encoding": "identity"} | dict(headers)
    request = httpx.Request(
        method, address, headers=asking, extensions={"timeout": limits.as_dict()}
    )
    allowance.new_answer()
    try:
        with contextlib.closing(connections.send(request)) as response:
            if response.status_code in _REDIRECTS:
                return _target(response)
            lower = {name.lower(): value for name, value in response.headers.items()}
            return Probed(response.status_code, lower, _start(response, most))
    except httpcore.NetworkError as error:
        raise refusals.hung_up() from error
    except httpcore.ProtocolError as error:
        raise refusals.not_http() from error


def _start(response: httpx.Response, most: int) -> bytes:
    """Return the first ``most`` bytes of the body; the rest is not waited for."""
    body = bytearray()
    if most:
        for received in response.iter_raw():
            body += received
            if len(body) >= most:
                break
    return bytes(body[:most])
