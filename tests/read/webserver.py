"""Loopback servers that tests of the network share: one that serves routes, one that misbehaves."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Mapping[str, str], bytes]
"""Status, headers, body. Content-Length is added unless the headers state a length."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: the target as sent, the headers by their names in lower case."""

    target: str
    headers: Mapping[str, str]


Route = Answer | Callable[[Asked], Answer]


@dataclass
class Served:
    """A running server: where it is and what it was asked, in order."""

    port: int
    scheme: str = "http"
    host: str = "127.0.0.1"
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        """Return the address of ``path`` on this server."""
        return f"{self.scheme}://{self.host}:{self.port}{path}"

    def count(self, path: str) -> int:
        """Return how often ``path`` was asked for."""
        return sum(asked.target == path for asked in self.asked)


@contextlib.contextmanager
def serving(
    routes: Mapping[str, Route], tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[Served]:
    """Serve ``routes`` by path (404 for others) on a free loopback port, encrypted with ``tls``.

    ``host`` is the name by which :meth:`Served.url` calls the server; it listens on 127.0.0.1.
    """
    served = Served(0, "https" if tls else "http", host)

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
            served.asked.append(asked)
            route = routes.get(self.path) or (404, {}, b"no such page")
            status, headers, body = route(asked) if callable(route) else route
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            names = {name.lower() for name in headers}
            if status >= 200 and status not in {204, 304} and "content-length" not in names:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked may have heard enough
                self.wfile.write(body)
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass  # a client that refuses our certificate or hangs up is what some tests want

    server = Quiet(("127.0.0.1", 0), Answering)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Misbehaving:
    """A running server of raw bytes and how many connections it took."""

    port: int
    connections: int = 0

    def url(self, path: str = "/") -> str:
        """Return the address of ``path`` on this server."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextlib.contextmanager
def misbehaving(
    speak: Callable[[socket.socket, threading.Event], None],
) -> Iterator[Misbehaving]:
    """Serve by ``speak``, handed each connection once a request has come in, then closed.

    The event is set when the test is over, so that what drips can end.
    """
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    state = Misbehaving(listener.getsockname()[1])

    def one(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(5)
            request = b""
            while b"\r\n\r\n" not in request:
                received = connection.recv(65_536)
                if not received:
                    return
                request += received
            speak(connection, over)

    def accept() -> None:
        while not over.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                state.connections += 1
                threading.Thread(target=one, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept)
    thread.start()
    try:
        yield state
    finally:
        over.set()
        thread.join()
        listener.close()


def saying(sent: bytes) -> Callable[[socket.socket, threading.Event], None]:
    """Return what sends ``sent`` and hangs up."""
    return lambda connection, over: connection.sendall(sent)


def dripping(first: bytes, drop: bytes) -> Callable[[socket.socket, threading.Event], None]:
    """Return what sends ``first``, then ``drop`` every twentieth of a second for ever."""

    def drip(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(first)
        while not over.wait(0.05):
            connection.sendall(drop)

    return drip
