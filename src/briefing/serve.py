"""Serve: a published folder over HTTP, as podcast apps want it; and nothing else of the folder.

Only files that the records name are answered for. The feed is made from the records with the
address it was asked under, so a phone on the same network can subscribe. Forwarding headers are
not believed; behind a proxy the show's own ``base_url`` is recognised by its host.
"""

from __future__ import annotations

import hashlib
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.errors import BriefingError, ServeError
from briefing.model import Enclosure
from briefing.publish.catalogue import (
    EPISODE_RECORD,
    EPISODES,
    FEED,
    PAGE,
    SHOW_RECORD,
    ShowRecord,
    enclosures,
    missing,
    read_catalogue,
    read_episode,
    read_show,
)
from briefing.publish.feed import documents

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOREVER = "public, max-age=31536000, immutable"
"""For files whose name changes when their bytes do."""

CHECK_FIRST = "no-cache"
"""For the page and the feed: a copy may be kept, and is asked for again with its tag."""

MOST_RANGES = 16

_HOST = re.compile(
    r"(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?)(?::[0-9]{1,5})?"
)
_RANGES = re.compile(r"bytes=((?:[ \t]*[0-9]{0,18}-[0-9]{0,18}[ \t]*(?:,|$))+)", re.IGNORECASE)

_OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


def application(folder: Path) -> Starlette:
    """Return the ASGI application that answers for the show published in ``folder``.

    Raises ``ServeError`` when no show is published there, ``OutputError`` for a broken record.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Route

    _published_show(folder)
    files = _Files(folder)
    return Starlette(
        routes=[
            Route("/", files.page),
            Route(f"/{PAGE}", files.page),
            Route(f"/{FEED}", files.feed),
            Route(f"/{EPISODES}/{{folder}}/{{name}}", files.episode_file),
            Route("/{name}", files.cover),
        ],
        middleware=[Middleware(_Guard)],
        exception_handlers={BriefingError: _unreadable},
    )


def serve(
    folder: Path, host: str, port: int, on_ready: Callable[[str], None] = lambda _: None
) -> None:
    """Serve ``folder`` on ``host`` and ``port`` until it is told to stop (Ctrl-C, SIGTERM).

    Port 0 means any free one. ``on_ready`` is called with the address once the server answers.
    Raises ``ServeError`` when there is no show or the address cannot be listened on.
    """
    import uvicorn

    app = application(folder)
    listener = _listener(host, port)

    class Server(uvicorn.Server):
        """uvicorn, saying when it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            on_ready(_address(listener))

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    with listener, suppress(KeyboardInterrupt):  # uvicorn raises it again after closing in order
        Server(config).run(sockets=[listener])


def _published_show(folder: Path) -> ShowRecord:
    show = read_show(folder)
    if show is None or not (folder / FEED).is_file():
        raise ServeError(
            "There is no show here.",
            where=str(folder),
            remedy="Make an episode first: briefing make article.txt",
        )
    return show


# --------------------------------------------------------------------------- the answers


class _Files:
    """What may be asked for, each method one kind of it. Endpoints run in a pool of threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def page(self, request: Request) -> Response:
        """Answer with the show's page."""
        path = self._folder / PAGE
        try:
            body, modified = path.read_bytes(), path.stat().st_mtime
        except OSError:
            return _absent()
        return _answered(request, body, "text/html; charset=utf-8", modified)

    def feed(self, request: Request) -> Response:
        """Answer with the feed, its addresses those of the host it was asked under."""
        record = _published_show(self._folder)
        found = read_catalogue(self._folder).episodes
        episodes = tuple(e for e in found if not missing(self._folder, e))
        show = replace(record.show, base_url=_base_url(request, record.show.base_url))
        body = documents(show, episodes, record.guid, record.cover.image.name)[FEED]
        records = (self._folder / EPISODES / e.folder / EPISODE_RECORD for e in episodes)
        modified = max(
            path.stat().st_mtime
            for path in (self._folder / FEED, self._folder / SHOW_RECORD, *records)
        )
        return _answered(request, body, "application/rss+xml", modified)

    def episode_file(self, request: Request) -> Response:
        """Answer with a file an episode's record names."""
        folder, name = request.path_params["folder"], request.path_params["name"]
        if not (_plain(folder) and _plain(name)):
            return _absent()
        path = self._folder / EPISODES / folder
        episode = read_episode(path) if self._holds(path) else None
        named = {file.name: file for file in enclosures(episode)} if episode else {}
        return self._file(request, path / name, named.get(name))

    def cover(self, request: Request) -> Response:
        """Answer with one of the cover's two images."""
        files = _published_show(self._folder).cover
        named = {file.name: file for file in (files.image, files.small)}
        name = request.path_params["name"]
        return self._file(request, self._folder / name, named.get(name))

    def _file(self, request: Request, path: Path, file: Enclosure | None) -> Response:
        from starlette.responses import FileResponse

        if file is None or not self._holds(path):
            return _absent()
        try:
            found = path.stat()
        except OSError:
            return _absent()
        if found.st_size != file.bytes:  # not what the record tells of, so not with its tag
            return _absent()
        headers = _validators(file.sha256, found.st_mtime, FOREVER)
        fresh = _unchanged(request, headers)
        if fresh:
            return fresh
        _put_range_right(request, file.bytes)
        return FileResponse(path, headers=headers, media_type=file.type, stat_result=found)

    def _holds(self, path: Path) -> bool:
        """Return whether ``path`` is inside the folder once its links are followed."""
        try:
            return path.resolve().is_relative_to(self._folder.resolve())
        except (OSError, ValueError, RuntimeError):
            return False


def _answered(request: Request, body: bytes, media_type: str, modified: float) -> Response:
    from starlette.responses import Response

    headers = _validators(hashlib.sha256(body).hexdigest(), modified, CHECK_FIRST)
    headers |= {"Vary": "Host", "Content-Type": media_type}
    return _unchanged(request, headers) or Response(body, headers=headers)


def _validators(sha256: str, modified: float, caching: str) -> dict[str, str]:
    return {
        "ETag": f'"{sha256[:32]}"',
        "Last-Modified": formatdate(modified, usegmt=True),
        "Cache-Control": caching,
    }


def _unchanged(request: Request, headers: dict[str, str]) -> Response | None:
    """Return a 304 if the client's copy is still right (RFC 9110, 13.2.2), else ``None``."""
    from starlette.responses import Response

    tags = request.headers.get("if-none-match")
    since = request.headers.get("if-modified-since")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        fresh = "*" in known or headers["ETag"] in known
    else:
        fresh = since is not None and _not_after(headers["Last-Modified"], since)
    kept = {name: value for name, value in headers.items() if name != "Content-Type"}
    return Response(status_code=304, headers=kept) if fresh else None


def _not_after(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):  # no date, or one without a zone: no condition
        return False


def _put_range_right(request: Request, size: int) -> None:
    """Leave in the request only a ``Range`` that Starlette answers as RFC 9110, 14.2 asks.

    It is for GET alone; a malformed one, or one of too many parts, is as none; and parts beyond the
    end do not spoil those before it.
    """
    asked = request.headers.get("range")
    if asked is None:
        return
    right = ranges_of(asked, size) if request.method == "GET" else None
    kept = [header for header in request.scope["headers"] if header[0] != b"range"]
    request.scope["headers"] = kept + ([(b"range", right.encode("ascii"))] if right else [])


def ranges_of(asked: str, size: int) -> str | None:
    """Return the ``Range`` header to honour for a file of ``size`` bytes; ``None`` for none."""
    match = _RANGES.fullmatch(asked.strip())
    parts = [part.strip() for part in match[1].split(",")] if match else []
    parts = [part for part in parts if part]
    if not parts or len(parts) > MOST_RANGES or "-" in parts:
        return None
    within = []
    for part in parts:
        first, _, last = part.partition("-")
        if first and last and int(first) > int(last):
            return None
        if int(first) < size if first else int(last) > 0:
            within.append(part)
    return "bytes=" + ",".join(within or parts[:1])


def _base_url(request: Request, own: str) -> str:
    """Return the address to put into the feed: the show's own if it was asked under that host."""
    host = request.headers.get("host")
    if not host:  # HTTP/1.0
        name, port = request.scope["server"]
        host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    if host.lower() == urlsplit(own).netloc.lower():
        return own
    return f"{request.url.scheme}://{host}/"


def _plain(name: str) -> bool:
    short = 0 < len(name.encode("utf-8", "replace")) <= 255
    return short and not name.startswith(".") and not set(name) & set("/\\:\0")


def _absent() -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("There is nothing here.\n", status_code=404)


def _unreadable(_request: Request, error: Exception) -> Response:
    """Say what is wrong with the show, but not where it lies on this machine."""
    from starlette.responses import PlainTextResponse

    what = error.what if isinstance(error, BriefingError) else "The show cannot be read."
    return PlainTextResponse(f"{what}\n", status_code=503)


class _Guard:
    """Refuses hosts that are none, answers preflights, and opens every answer to web players."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.datastructures import Headers, MutableHeaders
        from starlette.responses import PlainTextResponse, Response

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_OPEN_TO_ALL)
            await send(message)

        app = self._app
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        hosts = Headers(scope=scope).getlist("host")
        if any(not _HOST.fullmatch(host) for host in hosts) or len(hosts) > 1:
            app = PlainTextResponse("This host name is none.\n", status_code=400)
        elif scope["method"] == "OPTIONS":
            app = Response(status_code=204, headers=_PREFLIGHT)
        await app(scope, receive, send_open)


# --------------------------------------------------------------------------- the listener


def _listener(host: str, port: int) -> socket.socket:
    remedy = "Choose another with --host and --port; port 0 takes any that is free."
    where = f"{host}:{port}"
    if not 0 <= port <= 65535:  # the resolver would take it modulo 65536
        raise ServeError("There is no such port.", where=where, remedy=remedy)
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
    except (OSError, UnicodeError) as error:
        reason = f"This address cannot be listened on: {error}."
        raise ServeError(reason, where=where, remedy=remedy) from error
    try:
        if hasattr(socket, "AF_UNIX"):  # elsewhere the option would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = f"This address cannot be listened on: {error.strerror or error}."
        raise ServeError(reason, where=where, remedy=remedy) from error
    return listener


def _address(listener: socket.socket) -> str:
    """Return the address to open: of this machine on its network when it listens on all."""
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:
        host = _own_address()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _own_address() -> str:
    """Return the address other machines reach this one by; nothing is sent to find it."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # an address reserved for examples, RFC 5737
            return str(probe.getsockname()[0])
    except OSError:
        return "127.0.0.1"
