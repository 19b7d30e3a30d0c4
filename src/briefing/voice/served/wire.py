"""One exchange with a speech server: bytes out, bytes in, bounded in time and size.

This is the only module here that opens the network. It follows no redirect, uses no proxy and no
password from a file: the key goes to the address a person named, or nowhere.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from briefing.voice.served.failed import FailedError

if TYPE_CHECKING:
    import httpx

LARGEST = 64 * 1024 * 1024
"""Bytes of an answer: twenty minutes of the best sound there is."""

_LONGEST_CONNECT = 10.0
"""Seconds until a server counts as not there, not just as slow to speak."""

_LOOK = 2.0
"""Seconds a server in reach has to show that it is there."""

_DUMMY = "none"
"""What servers that check no key are sent; some refuse a request that has none."""


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes


@dataclass(slots=True)
class Wire:
    """A line to one server, kept open between questions. The key is in no representation of it."""

    url: str
    key: str | None = field(default=None, repr=False)
    _client: httpx.Client | None = field(default=None, repr=False)

    def exchange(self, question: bytes, seconds: float) -> Reply:
        """Return the reply to ``question`` posted as JSON, at most ``seconds`` later.

        Raises ``FailedError`` when there is no connection, or the reply is late, breaks off or is
        larger than :data:`LARGEST`.
        """
        import httpx

        # In a thread, which is left behind when it is late: neither looking up a name nor headers
        # that drip in know any limit on the whole.
        asked: Future[Reply] = Future()
        end = time.monotonic() + seconds
        client = self._opened()

        def ask() -> None:
            try:
                asked.set_result(self._reply(client, question, end))
            except BaseException as error:  # carried over to the one who waits for it
                asked.set_exception(error)

        threading.Thread(target=ask, daemon=True, name="briefing-speech").start()
        try:
            return asked.result(seconds)
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError | httpx.ReadTimeout | httpx.WriteTimeout):
                raise FailedError(f"no answer within {seconds:g} seconds", passing=True) from error
            if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.InvalidURL):
                why = f"there is no connection to {self.url} ({str(error) or 'in time'})"
                raise FailedError(why, remedy=_START, passing=True) from error
            if isinstance(error, httpx.NetworkError | httpx.ProtocolError):
                raise FailedError("the answer broke off", passing=True) from error
            raise

    def _reply(self, client: httpx.Client, question: bytes, end: float) -> Reply:
        import httpx

        wait = max(end - time.monotonic(), 0.001)
        limits = httpx.Timeout(wait, connect=min(wait, _LONGEST_CONNECT))
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        headers |= {"User-Agent": "briefing", "Authorization": f"Bearer {self.key or _DUMMY}"}
        address = f"{self.url}/audio/speech"
        with client.stream(
            "POST", address, content=question, headers=headers, timeout=limits
        ) as response:
            body = bytearray()
            for received in response.iter_raw():
                body += received
                if len(body) > LARGEST:
                    raise FailedError("the answer is far too long")
                if time.monotonic() > end:
                    raise TimeoutError
            return Reply(response.status_code, dict(response.headers), bytes(body))

    def answers(self) -> bool:
        """Return whether anybody is at the address. Sends neither text nor key."""
        import httpx

        try:
            with httpx.Client(timeout=_LOOK, trust_env=False, follow_redirects=False) as client:
                client.head(self.url, headers={"User-Agent": "briefing"})
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.InvalidURL):
            return False
        except httpx.HTTPError:
            return True  # somebody is there, busy or ill-mannered
        return True

    def close(self) -> None:
        """Hang up; the next question opens the line again."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _opened(self) -> httpx.Client:
        if self._client is None:
            import httpx

            self._client = httpx.Client(trust_env=False, follow_redirects=False)
        return self._client


_START = "Start the server, or mend its address (the option url)."
