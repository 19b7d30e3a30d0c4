"""Listener: the socket, and the server on it until it is told to stop."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ServeError
from briefing.serve.application import Application, application
from briefing.serve.asked import LARGEST_HEAD
from briefing.serve.door import Access
from briefing.serve.log import AccessLog

if TYPE_CHECKING:
    import uvicorn

MOST_CONNECTIONS = 1000
"""Connections at once; to further ones the answer is 503."""

_BACKLOG = 1024
_LAST_SECONDS = 3
"""How long answers that are on their way may take when the server is told to stop."""


def serve(
    folder: Path,
    host: str,
    port: int,
    on_ready: Callable[[str], None] = lambda _: None,
    access: Access | None = None,
    access_log: str | None = None,
) -> None:
    """Serve ``folder`` on ``host`` and ``port`` until it is told to stop (Ctrl-C, SIGTERM).

    Port 0 means any free one. ``on_ready`` is called with the address once the server answers.
    Answers on their way are finished then, for three seconds at most. ``access_log`` is a file, or
    ``-`` for standard output. Raises ``ServeError`` when there is no show, or the address cannot be
    listened on, ``OutputError`` for a broken record, ``UsageError`` for an ``access`` that cannot
    be.
    """
    import uvicorn

    access = access or Access()
    log = AccessLog(access_log) if access_log else None
    app = application(folder, access, log)
    listener = _listener(host, port)
    address = _address(listener) + (f"{access.key}/" if access.key else "")
    _allow_files()

    class Server(uvicorn.Server):
        """uvicorn, saying when it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            on_ready(address)

    server = Server(configured(app))
    errors = logging.getLogger("uvicorn.error")
    quiet = _quiet_after(server)
    errors.addFilter(quiet)
    try:
        # uvicorn raises it again after closing in order
        with listener, suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    finally:
        errors.removeFilter(quiet)
        if log:
            log.close()


def configured(app: Application) -> uvicorn.Config:
    """Return how uvicorn is to run ``app``: without anything it would do by itself, and bounded."""
    import uvicorn

    from briefing.serve.deadlines import PunctualProtocol

    return uvicorn.Config(
        app,
        http=PunctualProtocol,
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        backlog=_BACKLOG,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )


def _quiet_after(server: object) -> Callable[[logging.LogRecord], bool]:
    """Return a filter for what uvicorn says of answers that are cut off when it stops."""
    return lambda _: not getattr(server, "should_exit", False)


def _allow_files() -> None:
    """Let this process open a file for every connection, as far as the system lets it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    wanted = 2 * MOST_CONNECTIONS + 200
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


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
        listener.listen(_BACKLOG)
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
