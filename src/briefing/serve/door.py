"""Door: who may come in: whoever has the key in the address, or a name and its password.

Only a failure is ever made to wait. Who has come in once comes in at once, however much somebody
else guesses from the same address, so a proxy that is not trusted locks nobody out.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError
from briefing.serve.answers import Answer, absent, plain
from briefing.serve.keys import same
from briefing.serve.patience import Patience, neighbourhood
from briefing.serve.tickets import holder, ticket_of
from briefing.serve.users import NOBODY, credentials, known_names, matches, read_users

MOST_WAITING = 64
"""Requests that may wait at a door at once; further ones are turned away, or not slowed."""

WAITING_EACH = 4
"""Of these, how many tries of one address for one name."""

_MOST_KNOWN = 1024

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask, and what is believed of requests; by default everyone, and nothing."""

    key: str | None = None
    """The first name in every path of a private show."""
    users: Path | None = None
    """The file of those who may come in with a password."""
    secret: str | None = None
    """What tickets are made with; without one they end with the process."""
    trusted: tuple[str, ...] = ()
    """Addresses and networks of proxies whose forwarding headers are believed."""

    @property
    def private(self) -> bool:
        """Return whether not everyone may come in."""
        return self.key is not None or self.users is not None


class KeyDoor:
    """Lets those in whose path begins with the key."""

    def __init__(self, key: str, patience: Patience, sleep: Sleep = asyncio.sleep) -> None:
        """Compare with ``key``."""
        self._key = key
        self._patience = patience
        self._sleep = sleep
        self._waiting = 0

    def opens(self, names: tuple[str, ...] | None) -> bool:
        """Return whether the path of these names begins with the key."""
        return bool(names) and same(names[0] if names else "", self._key)

    async def refusal(self, client: str) -> Answer:
        """Return the answer without the key, later each time the same client has it.

        The key has so much chance in it that the delay is a courtesy: where too many wait, nobody
        waits, and a good key never does.
        """
        whom = neighbourhood(client)
        self._patience.failed(whom)
        if self._waiting < MOST_WAITING:
            self._waiting += 1
            try:
                await self._sleep(self._patience.wait(whom))
            finally:
                self._waiting -= 1
        return absent()


class UsersDoor:
    """Lets those in who have a name and its password: HTTP Basic, RFC 7617."""

    def __init__(
        self,
        users: Path,
        patience: Patience,
        sleep: Sleep = asyncio.sleep,
        secret: str | None = None,
    ) -> None:
        """Know the users in a file, now and whenever it changes; raises ``UsageError``."""
        self._path = users
        self._tickets = secret or secrets.token_urlsafe(32)
        self._patience = patience
        self._sleep = sleep
        self._users = read_users(users)
        self._stamp = self._stamped()
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, str] = OrderedDict()
        self._checks: dict[bytes, asyncio.Future[str | Answer]] = {}
        self._waiting: Counter[tuple[str, str]] = Counter()
        self._turns: dict[tuple[str, str], asyncio.Lock] = {}
        # one at a time: whoever guesses gets no more of this machine than that
        self._hashing = ThreadPoolExecutor(1, "passwords")

    async def enter(self, authorization: str | None, client: str) -> str | Answer:
        """Return the name of whoever asks, or the answer that turns them away."""
        self._look_again()
        given = credentials(authorization) if authorization else None
        if given is None:
            return _challenge()
        # what is remembered of a password is worthless elsewhere, and without this process
        token = hmac.digest(self._secret, "\0".join(given).encode("utf-8", "replace"), "sha256")
        if token in self._known:
            self._known.move_to_end(token)
            return self._known[token]
        if token not in self._checks:  # five downloads of one app at once are one check
            check = asyncio.ensure_future(self._checked(given, token, client))
            self._checks[token] = check
            check.add_done_callback(lambda _: self._checks.pop(token, None))
        return await asyncio.shield(self._checks[token])

    def ticket(self, name: str) -> str:
        """Return the ticket of a user who has come in."""
        return ticket_of(self._tickets, name, self._users.get(name, NOBODY))

    def holder(self, ticket: str) -> str | None:
        """Return the user whose ticket this is."""
        self._look_again()
        return holder(self._tickets, self._users, ticket)

    async def _checked(self, given: tuple[str, str], token: bytes, client: str) -> str | Answer:
        name, password = given
        users = self._users
        whom = neighbourhood(client), known_names(users, name)
        if self._waiting[whom] >= WAITING_EACH or self._waiting.total() >= MOST_WAITING:
            return plain(429, "Too many wrong passwords. Wait a little.", {"Retry-After": "10"})
        self._waiting[whom] += 1
        turn = self._turns.setdefault(whom, asyncio.Lock())
        try:
            async with turn:
                await self._sleep(self._patience.wait(whom))
                right = await asyncio.get_running_loop().run_in_executor(
                    self._hashing, matches, password, users.get(name, NOBODY)
                )
                if not right:
                    self._patience.failed(whom)
                    return _challenge()
                self._patience.succeeded(whom)
        finally:
            self._waiting[whom] -= 1
            if not self._waiting[whom]:
                del self._waiting[whom]
                del self._turns[whom]
        if users is self._users:  # else the file changed meanwhile, and may know them no more
            self._known[token] = name
            while len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return name

    def _look_again(self) -> None:
        """Read the file again if it changed; one that is gone or broken lets nobody in."""
        stamp = self._stamped()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._known.clear()
        try:
            self._users = read_users(self._path)
        except BriefingError:
            self._users = {}

    def _stamped(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self._path)  # noqa: PTH116 - once a request
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino


def _challenge() -> Answer:
    realm = 'Basic realm="Private show", charset="UTF-8"'
    return plain(401, "Give your name and password.", {"WWW-Authenticate": realm})
