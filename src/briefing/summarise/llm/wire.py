"""One exchange with the server: bytes out, bytes in, bounded in time and size.

This is the only module here that opens the network. It follows no redirect, uses no proxy and no
password from a file: the key goes to the address a person named, or nowhere.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import httpx

from briefing.summarise.llm.failed import FailedError, UnreachableError

if TYPE_CHECKING:
    import ssl

LARGEST = 256 * 1024
"""Bytes of an answer: ten times the longest that is ever asked for."""

_LONGEST_CONNECT = 10.0
"""Seconds until a server counts as not there, not just as thinking."""
_SHORTEST_KEY = 16


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Wire:
    """Where questions are sent. The key is in no representation of it."""

    url: str = field(repr=False)
    key: str | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The address for people: some servers take a key after the question mark."""
        return self.url.partition("?")[0]

    def told_key(self, text: str) -> bool:
        """Tell whether ``text`` holds the key, which is to be kept and shown nowhere.

        Servers without keys are given a word in its place, which a text may well hold.
        """
        return self.key is not None and len(self.key) >= _SHORTEST_KEY and self.key in text

    def exchange(self, question: bytes, seconds: float) -> Reply:
        """Return the reply to ``question`` posted as JSON, at most ``seconds`` later.

        Raises ``UnreachableError`` when there is no connection, ``FailedError`` when the reply is
        late, breaks off or is larger than :data:`LARGEST`.
        """
        # In a thread, which is left behind when it is late: neither looking up a name nor headers
        # that drip in know any limit on the whole.
        asked: Future[Reply] = Future()
        end = time.monotonic() + seconds

        def ask() -> None:
            try:
                asked.set_result(self._reply(question, end))
            except BaseException as error:  # carried over to the one who waits for it
                asked.set_exception(error)

        threading.Thread(target=ask, daemon=True, name="briefing-llm").start()
        try:
            return asked.result(seconds)
        except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout) as error:
            raise FailedError("no answer came in time") from error
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.InvalidURL) as error:
            raise UnreachableError(f"there is no connection ({str(error) or 'in time'})") from error
        except (httpx.NetworkError, httpx.ProtocolError) as error:
            raise FailedError("the connection broke off", passing=True) from error

    def _reply(self, question: bytes, end: float) -> Reply:
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        headers["User-Agent"] = "briefing"
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        wait = max(end - time.monotonic(), 0.001)
        limits = httpx.Timeout(wait, connect=min(wait / 2, _LONGEST_CONNECT))
        with (
            httpx.Client(timeout=limits, trust_env=False, verify=_trust()) as client,
            client.stream("POST", self.url, content=question, headers=headers) as response,
        ):
            body = bytearray()
            for received in response.iter_raw():
                body += received
                if len(body) > LARGEST:
                    raise FailedError("the answer is far too long")
                if time.monotonic() > end:
                    raise FailedError("no answer came in time")
            return Reply(response.status_code, dict(response.headers), bytes(body))


@cache
def _trust() -> ssl.SSLContext:
    """Return Mozilla's certificate authorities, or those SSL_CERT_FILE or SSL_CERT_DIR name."""
    return httpx.create_ssl_context()
