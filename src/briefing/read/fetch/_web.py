"""A page fetched: the request, the redirects, the answer, within what is allowed."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache, partial
from importlib.metadata import version

import certifi
import httpcore
import httpx
import stamina

from briefing.errors import SourceError
from briefing.model import Facts, Source
from briefing.read.fetch import _refusals as refusals
from briefing.read.fetch._address import named, shown, tidy
from briefing.read.fetch._dial import Dialler
from briefing.read.fetch._inflate import Inflation
from briefing.read.fetch._limits import Allowance, Web
from briefing.read.fetch._refusals import RefusedError
from briefing.read.fetch._validators import Page, RememberedPages, header

Dial = Callable[[Web, Allowance], httpcore.NetworkBackend]
"""Make what connects; :class:`Dialler` outside of tests."""

_HEADERS = {
    "User-Agent": f"briefing/{version('briefing')} "
    "(article reader; one request per article asked for by a person)",
    "Accept": "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9, "
    "application/atom+xml;q=0.8, application/rss+xml;q=0.8, application/feed+json;q=0.8, "
    "application/epub+zip;q=0.8, application/pdf;q=0.8, */*;q=0.5",
    # Only what can be unpacked in bounded steps; httpx by itself may ask for br and zstd as well.
    "Accept-Encoding": "gzip, deflate",
}
_HOST = re.compile(r"[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_PAGES = frozenset({200, 203})
_LONGEST_WAIT = 2.0
"""Seconds between two tries when the server does not say how long to wait."""


def read_web(origin: str, web: Web, dial: Dial = Dialler) -> Source:
    """Return the page at the web address ``origin``; raises ``SourceError`` as ``fetch`` says."""
    asked = tidy(origin)
    fetched = _Fetch(web, dial)
    try:
        address = _parsed(asked)
        page = _with_retries(fetched, address)
    except RefusedError as refusal:
        raise SourceError(
            refusal.what + fetched.way(), where=named(asked), remedy=refusal.remedy
        ) from refusal
    return Source(
        named(asked),
        page.body,
        media_type=page.media_type,
        modified=_epoch(page.last_modified),
        facts=Facts(link=str(fetched.chain[-1].copy_with(fragment=None))),
    )


def _parsed(asked: str) -> httpx.URL:
    """Return a web address in the form it is sent in: names in IDNA, the rest percent-encoded."""
    try:
        address = httpx.URL(asked)
        host = address.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        raise refusals.not_an_address() from error
    if address.userinfo:
        raise refusals.with_password()
    port = address.port
    if not _HOST.fullmatch(host) or not (port is None or 0 < port < 65_536):
        raise refusals.not_an_address()
    return address


# ----------------------------------------------------------------------------- the tries


def _with_retries(fetched: _Fetch, address: httpx.URL) -> Page:
    """Return the page, asking again while the trouble may pass and the time allows."""
    # stamina announces each retry to logging, and Python prints warnings that nobody listens
    # for. This makes its logger one that is listened to, and changes nothing for who does.
    logger = logging.getLogger("stamina")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    longest = min(_LONGEST_WAIT, fetched.web.total_seconds / 10)

    def worth_it(error: Exception) -> bool | float:
        if not isinstance(error, RefusedError) or not error.passing:
            return False
        wait = longest if error.wait is None else error.wait
        if fetched.allowance.left() - wait < fetched.web.total_seconds / 4:
            return False
        return True if error.wait is None else error.wait

    again = stamina.RetryingCaller(
        attempts=max(1, fetched.web.attempts),
        timeout=None,  # worth_it asks the allowance
        wait_initial=longest / 8,
        wait_jitter=longest / 8,
        wait_max=longest,
    )
    return again(worth_it, fetched.walk, address)


class _Fetch:
    """One page being fetched, over all its redirects and retries."""

    def __init__(self, web: Web, dial: Dial) -> None:
        """Start the clock."""
        self.web = web
        self.allowance = Allowance(web)
        self.chain: list[httpx.URL] = []
        """The addresses asked so far in this try, the last one now."""
        self._dial = dial
        self._pages = RememberedPages(web.cache)

    def way(self) -> str:
        """Return what a message adds when the trouble came after a redirect."""
        return f" It was redirected to {shown(str(self.chain[-1]))}." if self.chain[1:] else ""

    def walk(self, address: httpx.URL) -> Page:
        """Return the page at the end of the redirects; raises ``RefusedError``."""
        self.chain = [address]
        asked: set[tuple[str, str]] = set()
        cookies = httpx.Cookies()
        with contextlib.closing(_Connections(self._dial(self.web, self.allowance))) as connections:
            while True:
                remembered = self._pages.recall(_without_fragment(self.chain[-1]))
                request = self._request(cookies, remembered)
                # A page may redirect to itself to set a cookie, which is no circle: it ends.
                state = (_without_fragment(request.url), request.headers.get("cookie", ""))
                if state in asked:
                    raise refusals.in_a_circle(str(request.url))
                asked.add(state)
                with self._sent(connections, request) as response:
                    cookies.extract_cookies(response)
                    answer = self._answer(response, remembered)
                if isinstance(answer, Page):
                    return answer
                if len(self.chain) > self.web.redirects:
                    raise self._too_far(answer)
                self.chain.append(answer)

    def _too_far(self, target: httpx.URL) -> RefusedError:
        if _without_fragment(target) in map(_without_fragment, self.chain):
            return refusals.in_a_circle(str(target))
        return refusals.too_many_redirects(self.web.redirects)

    def _request(self, cookies: httpx.Cookies, remembered: Page | None) -> httpx.Request:
        headers = _HEADERS | (remembered.conditions() if remembered else {})
        limits = httpx.Timeout(self.web.read_seconds, connect=self.web.connect_seconds)
        ask = partial(
            httpx.Request,
            "GET",
            self.chain[-1],
            headers=headers,
            extensions={"timeout": limits.as_dict()},
        )
        try:
            return ask(cookies=cookies)
        except UnicodeError:  # a cookie that a server set and that cannot be sent back
            cookies.clear()
            return ask()

    @contextlib.contextmanager
    def _sent(self, connections: _Connections, request: httpx.Request) -> Iterator[httpx.Response]:
        """Provide the answer to ``request``, its body not read yet; raises ``RefusedError``."""
        self.allowance.new_answer()
        try:
            response = connections.send(request)
        except httpcore.RemoteProtocolError as error:
            # httpcore says it of a connection closed before the first byte, in these words.
            hung_up = str(error).startswith("Server disconnected")
            raise (refusals.hung_up() if hung_up else refusals.not_http()) from error
        except httpcore.NetworkError as error:
            raise refusals.hung_up() from error
        except httpcore.ProtocolError as error:
            raise refusals.not_http() from error
        with contextlib.closing(response):
            yield response

    def _answer(self, response: httpx.Response, remembered: Page | None) -> Page | httpx.URL:
        """Return the page that answers, or the address it redirects to; raises ``RefusedError``."""
        status = response.status_code
        address = _without_fragment(response.request.url)
        if status in {301, 302, 303, 307, 308}:
            return _target(response)
        if status == 304 and remembered:
            self._pages.touch(address)
            return remembered
        if status not in _PAGES:
            raise refusals.status(status, _retry_after(response))
        page = Page(
            self._body(response),
            header(response.headers, "content-type"),
            header(response.headers, "etag"),
            header(response.headers, "last-modified"),
        )
        if "no-store" in response.headers.get("cache-control", "").lower():
            self._pages.forget(address)
        else:
            self._pages.keep(address, page)
        return page

    def _body(self, response: httpx.Response) -> bytes:
        """Return the body, unpacked; raises ``RefusedError`` when it is too large or not whole."""
        self.allowance.phase = "receiving the page"
        inflation = Inflation(response.headers.get("content-encoding", ""), self.web.largest)
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > self.web.largest:
            raise refusals.too_large(self.web.largest)
        try:
            # In the pieces that arrive: asked for pieces of a size, iter_raw waits until one is
            # full, and a server that drips would be waited for beyond the time allowed.
            for received in response.iter_raw():
                inflation.feed(received)
                self.allowance.seconds(None)
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise refusals.cut_short() from error
        body = inflation.finish()
        if not body:
            raise refusals.nothing_sent()
        return body


# -------------------------------------------------------------------------- connections


class _Connections:
    """The connections of one try, made by a backend of ours; what that refuses passes through.

    An ``httpx.Client`` takes no backend. It would also take proxies from the environment, which
    look names up and dial in our place, where no address can be checked, and passwords from a
    ``.netrc`` that nobody gave us.
    """

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(), http1=True, http2=False, network_backend=backend
        )

    def send(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Received(answer), request=request
        )

    def close(self) -> None:
        self._pool.close()


class _Received(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _trust() -> ssl.SSLContext:
    """Return the system's certificate authorities, or those SSL_CERT_FILE or SSL_CERT_DIR name.

    A network with an authority of its own is so believed where the rest of the system does it.
    Some Pythons come with none (the installer for macOS, bare containers): Mozilla's serve there.
    """
    return _authorities(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@lru_cache(maxsize=1)
def _authorities(file: str | None, folder: str | None) -> ssl.SSLContext:
    """Read them once for many pages (some 40 ms each time); the names are what OpenSSL goes by."""
    context = ssl.create_default_context()
    if file is None and folder is None and not context.get_ca_certs():
        context.load_verify_locations(certifi.where())
    return context


# --------------------------------------------------------------------- what a server says


def _target(response: httpx.Response) -> httpx.URL:
    """Return where a redirect leads; raises ``RefusedError`` when it is not to be followed."""
    location = response.headers.get("location", "").strip()
    try:
        target = response.request.url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise refusals.bad_redirect(location) from error
    if target.scheme not in {"http", "https"}:
        raise refusals.other_scheme(location)
    if not location:
        raise refusals.bad_redirect("")
    try:
        return _parsed(str(target))
    except RefusedError as refusal:
        raise refusals.bad_redirect(location) from refusal


def _without_fragment(address: httpx.URL) -> str:
    return str(address.copy_with(fragment=None))


def _retry_after(response: httpx.Response) -> float | None:
    """Return the seconds to wait that a Retry-After header names (RFC 9110, 10.2.3)."""
    stated = response.headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    moment = _moment(stated)
    if moment is None:
        return None
    now = _moment(response.headers.get("date", "")) or time.time()
    return max(0.0, moment - now)


def _epoch(stated: str | None) -> int | None:
    moment = _moment(stated or "")
    return int(moment) if moment is not None and moment >= 0 else None


def _moment(stated: str) -> float | None:
    """Return the seconds since the epoch of an HTTP date, or ``None`` when it is none."""
    try:
        moment: datetime = parsedate_to_datetime(stated)
        return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
