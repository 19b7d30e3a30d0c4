"""Application: from a request to its answer. An ASGI application of a few questions in order."""

from __future__ import annotations

import asyncio
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from briefing.errors import BriefingError
from briefing.publish.catalogue import EPISODES, PAGE
from briefing.publish.pages import OLDER_PAGE
from briefing.serve.answers import Answer, Held, absent, answered, compresses, plain
from briefing.serve.asked import LARGEST_HEAD, Asked, Scope, asked_of, head_of
from briefing.serve.door import Access, KeyDoor, UsersDoor
from briefing.serve.log import STARS, AccessLog, Entry, redacted
from briefing.serve.making import Kept, Latest
from briefing.serve.patience import Patience
from briefing.serve.proxies import FORWARDING, networks
from briefing.serve.sending import Message, Receive, Send, send_answer
from briefing.serve.shelf import FEED_DOCUMENT, Shelf, Told, is_plain
from briefing.serve.tickets import without_tickets

HEALTH = "healthz"
READING = ("GET", "HEAD")

_MADE_LIMIT = 64 << 20
_PACKED_LIMIT = 32 << 20
"""Bytes kept of what was made, and of what was compressed."""
_PACKED_AT_MOST = 8 << 20

_METHODS = "GET, HEAD, OPTIONS"
_TO_ALL = {"X-Content-Type-Options": "nosniff"}
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
_PRIVATE = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer"}


def application(
    folder: Path, access: Access | None = None, log: AccessLog | None = None
) -> Application:
    """Return the ASGI application that answers for the show published in ``folder``.

    Raises ``ServeError`` when no show is published there, ``OutputError`` for a broken record and
    ``UsageError`` for an ``access`` that cannot be.
    """
    return Application(folder, access or Access(), log)


@dataclass(slots=True)
class _Visit:
    """What came out about whoever asks."""

    user: str = ""
    entered: bool = False
    """Whether the path had the key."""


class Application:
    """Answers for one show."""

    def __init__(self, folder: Path, access: Access, log: AccessLog | None) -> None:
        """See ``application``."""
        self._private = access.private
        self._trusted = networks(access.trusted)
        vary = f"Host, {FORWARDING}" if self._trusted else "Host"
        self._shelf = Shelf(folder, Told(self._private, vary))
        self._key = KeyDoor(access.key, Patience()) if access.key else None
        self._users = (
            UsersDoor(access.users, Patience(), secret=access.secret) if access.users else None
        )
        self._log = log
        # pages and feeds are made one after another: making never holds up the sending of files
        maker = ThreadPoolExecutor(1, "making")
        self._standing = Latest(maker, self._shelf.standing)
        self._made: Kept[dict[str, Held]] = Kept(maker, _MADE_LIMIT, _size_of_made)
        self._packed: Kept[bytes] = Kept(None, _PACKED_LIMIT, len)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and write it down."""
        if scope["type"] != "http":
            return
        visit = _Visit()
        status, sent = 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            await send(message)
            if message["type"] == "http.response.start":
                status = message["status"]
            elif scope["method"] != "HEAD":
                sent += len(message.get("body", b""))

        asked = asked_of(scope, self._trusted)
        try:
            if asked is None:
                answer = plain(400, "This host is none.")
            elif head_of(scope) > LARGEST_HEAD:
                answer = plain(431, "This is too much to ask.", {"Connection": "close"})
            else:
                answer = await self._answer(asked, visit)
            await send_answer(self._headed(answer), scope["method"], receive, counted)
        finally:
            if self._log and asked:
                self._log.write(self._entry(scope, asked, visit, (status, sent)))

    async def _answer(self, asked: Asked, visit: _Visit) -> Answer:
        if asked.names == (HEALTH,):
            return await self._health(asked)
        come_in = await self._enter(asked, visit)
        if isinstance(come_in, Answer):
            return come_in
        if asked.method == "OPTIONS":
            allowed = {"Allow": _METHODS}
            return Answer(204, allowed if self._private else allowed | _PREFLIGHT)
        if asked.method not in READING:
            return plain(405, "Here one can only read.", {"Allow": _METHODS})
        try:
            return await self._found(come_in)
        except BriefingError as error:  # what is wrong, but not where it lies on this machine
            return plain(503, error.what)

    async def _enter(self, asked: Asked, visit: _Visit) -> Asked | Answer:
        """Return what is asked without the key before it, or the answer that turns it away."""
        client = asked.origin.client
        if self._key:
            if not self._key.opens(asked.names):
                return await self._key.refusal(client)
            asked = _beyond(asked)
            visit.entered = True
        if self._users:
            user: str | Answer | None = self._users.holder((asked.names or ("",))[0])
            if isinstance(user, str):
                asked = _beyond(asked)
            else:
                user = await self._users.enter(asked.headers.get("authorization"), client)
                if isinstance(user, Answer):
                    return user
                asked = replace(asked, prefix=f"{asked.prefix}{self._users.ticket(user)}/")
            visit.user = user
        return asked

    async def _found(self, asked: Asked) -> Answer:
        match asked.names:
            case ("",) | ("index.html",):
                held = await self._page(PAGE, asked)
            case ():
                return self._moved(f"{asked.path.rpartition('/')[2]}/")
            case (name,) if FEED_DOCUMENT.fullmatch(name):
                held = await self._feed(name, asked)
            case (name,) if OLDER_PAGE.fullmatch(name):
                held = await self._page(name, asked)
            case (name,) if is_plain(name):
                held = await asyncio.to_thread(self._shelf.cover, name)
            case (kind, folder, "" | "index.html") if kind == EPISODES and is_plain(folder):
                held = await self._episode(folder, asked)
            case (kind, folder, name) if kind == EPISODES and is_plain(folder) and is_plain(name):
                held = await asyncio.to_thread(self._shelf.file, folder, name)
            case _:
                return absent()
        return await self._of(held, asked) if held else absent()

    async def _of(self, held: Held, asked: Asked) -> Answer:
        packed = None
        if held.size <= _PACKED_AT_MOST and compresses(held, asked.headers, asked.method):
            try:
                packed = await self._packed.get(held.sha256, partial(_gzip, held))
            except OSError:  # gone since it was looked up
                return absent()
        return answered(held, asked.method, asked.headers, packed)

    # ------------------------------------------------------------------ what is made

    async def _feed(self, name: str, asked: Asked) -> Held | None:
        standing = await self._standing.get()
        base = self._base(asked, standing.record.show.base_url)
        make = partial(self._shelf.feed, standing, base)
        return (await self._made.get(("feed", base, standing.stamp), make)).get(name)

    async def _page(self, name: str, asked: Asked) -> Held | None:
        standing = await self._standing.get()
        base = self._base(asked, standing.record.show.base_url)
        make = partial(self._shelf.pages, standing, base)
        return (await self._made.get(("pages", base, standing.stamp), make)).get(name)

    async def _episode(self, folder: str, asked: Asked) -> Held | None:
        found = await asyncio.to_thread(self._shelf.episode, folder)
        if found is None:
            return None
        stamp, own, make = found
        base = self._base(asked, own)
        made = await self._made.get(("episode", base, stamp), lambda: {PAGE: make(base)})
        return made[PAGE]

    def _base(self, asked: Asked, own: str) -> str:
        """Return the address to put into pages: the show's own if it was asked under that host."""
        here = asked.origin.host.lower() == urlsplit(own).netloc.lower()
        return f"{own if here else asked.origin.base}{asked.prefix}"

    async def _health(self, asked: Asked) -> Answer:
        """Say whether all is well, and to nobody more of a private show than that."""
        if asked.method not in READING:
            return plain(405, "Here one can only read.", {"Allow": "GET, HEAD"})
        facts: dict[str, object] = {"ok": True}
        try:
            standing = await self._standing.get()
        except BriefingError as error:
            reason = "The show cannot be read." if self._private else error.what
            facts = {"ok": False, "reason": reason}
        else:
            if not self._private:
                facts |= {"episodes": len(standing.episodes), "left_out": standing.left_out}
        body = json.dumps(facts, ensure_ascii=False).encode() + b"\n"
        headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        return Answer(200 if facts["ok"] else 503, headers, (body,))

    # ---------------------------------------------------------------- around an answer

    def _moved(self, place: str) -> Answer:
        return plain(308, "It is one step on.", {"Location": place})

    def _headed(self, answer: Answer) -> Answer:
        """Return ``answer`` with the headers that all have."""
        headers = {**answer.headers, **_TO_ALL, **(_PRIVATE if self._private else _OPEN)}
        caching = headers.get("Cache-Control", "")
        if self._private and "private" not in caching and "no-store" not in caching:
            headers["Cache-Control"] = f"private, {caching}" if caching else "private"
        return replace(answer, headers=headers)

    def _entry(self, scope: Scope, asked: Asked, visit: _Visit, sent: tuple[int, int]) -> Entry:
        path = redacted(asked.path, private=self._key is not None, entered=visit.entered)
        return Entry(
            client=asked.origin.client,
            user=visit.user,
            when=datetime.now(UTC),
            method=asked.method,
            path=without_tickets(path, STARS) if self._users else path,
            version=scope["http_version"],
            status=sent[0],
            sent=sent[1],
            referrer="" if self._private else asked.headers.get("referer", "").partition("?")[0],
            agent=asked.headers.get("user-agent", ""),
        )


def _beyond(asked: Asked) -> Asked:
    """Return what is asked for behind the key or the ticket in front, which addresses keep."""
    first, *rest = asked.names or ("",)
    return replace(asked, names=tuple(rest), prefix=f"{asked.prefix}{first}/")


def _gzip(held: Held) -> bytes:
    body = held.body if held.body is not None else held.file.read_bytes() if held.file else b""
    return gzip.compress(body, 6, mtime=0)


def _size_of_made(made: dict[str, Held]) -> int:
    return sum(held.size for held in made.values())
