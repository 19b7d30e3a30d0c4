"""A relay before a server: it notes what is asked and what is answered, and changes neither.

Each connection carries one request: the relay asks the server to close after it, the one header it
replaces, so that an answer ends where its bytes end.
"""

from __future__ import annotations

import contextlib
import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPMessage, parse_headers
from io import BytesIO
from typing import BinaryIO

_CONNECTION = re.compile(rb"(?im)^(?:proxy-)?connection:.*\r\n")
_PIECE = 65_536


@dataclass(frozen=True)
class Exchange:
    """A request and how it was answered."""

    method: str
    path: str
    asked: HTTPMessage
    status: int
    answered: HTTPMessage


@dataclass
class Relay:
    """Where it listens, and what it saw: noted before the client hears anything of the answer."""

    address: str
    seen: list[Exchange] = field(default_factory=list)
    cut: int | None = None
    """Bytes after which the next answer with more is broken off."""

    def asked_for(self, ending: str) -> list[Exchange]:
        """Return what was asked for whose path ends so, in order."""
        return [exchange for exchange in self.seen if exchange.path.endswith(ending)]

    def forget(self) -> None:
        """Begin anew: what was seen is no longer told."""
        self.seen.clear()


@contextlib.contextmanager
def relaying(port: int) -> Iterator[Relay]:
    """Listen on a free port of this machine, and pass on to ``port`` of it."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):  # a client or a server that hangs up
                _pass_on(self.rfile, self.wfile, port, relay)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        relay = Relay(f"http://127.0.0.1:{server.server_address[1]}/")
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield relay
        finally:
            server.shutdown()
            thread.join(10)


def _pass_on(asking: BinaryIO, answering: BinaryIO, port: int, relay: Relay) -> None:
    request, headers = _head(asking)
    if not request:
        return
    with (
        socket.create_connection(("127.0.0.1", port), timeout=60) as server,
        server.makefile("rb") as answer,
    ):
        server.sendall(request + _closing(headers))
        status, answered = _head(answer)
        told = parse_headers(BytesIO(answered))
        method, path, _ = request.decode("latin-1").split(" ", 2)
        code = int(status.split()[1])
        relay.seen.append(Exchange(method, path, parse_headers(BytesIO(headers)), code, told))
        answering.write(status + _closing(answered))
        if relay.cut is not None and int(told["Content-Length"] or 0) > relay.cut:
            left, relay.cut = relay.cut, None
            answering.write(answer.read(left))
            return
        while piece := answer.read1(_PIECE):
            answering.write(piece)


def _head(stream: BinaryIO) -> tuple[bytes, bytes]:
    """Return the first line, and the headers with the empty line after them."""
    first, headers = stream.readline(_PIECE), b""
    while line := stream.readline(_PIECE):
        headers += line
        if line == b"\r\n":
            break
    return first, headers


def _closing(headers: bytes) -> bytes:
    return b"Connection: close\r\n" + _CONNECTION.sub(b"", headers)
