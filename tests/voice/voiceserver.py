"""A server of voices on this machine that can misbehave: cut, forget ranges, change, lie."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Shelves:
    """What the server has, how it misbehaves, and what it was asked for."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cut: list[int] = field(default_factory=list)
    """After how many bytes of a body each next answer breaks off; 0 or less: none of them."""
    ranges: bool = True
    tags: bool = True
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Each path with the Range header that came with it."""
    sent: int = 0

    def put(self, name: str, body: bytes) -> str:
        """Offer a file, and list it; return its SHA-256."""
        self.files[name] = body
        checksum = hashlib.sha256(body).hexdigest()
        listed = self.files.get("checksum.txt", b"").decode()
        self.files["checksum.txt"] = f"{listed}{checksum}  {name}\n".encode()
        return checksum


@contextlib.contextmanager
def shelves() -> Iterator[Shelves]:
    """Provide a server that runs until the block ends."""
    held = Shelves()

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.lstrip("/")
            held.asked.append((name, self.headers.get("Range")))
            if name in held.moved:
                self.send_response(302)
                self.send_header("Location", held.moved[name])
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = held.files.get(name)
            if body is None:
                self.send_error(404)
                return
            tag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
            start = self._start(tag)
            self.send_response(206 if start else 200)
            if held.tags:
                self.send_header("ETag", tag)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            self._send(body[start:], cuts=not name.endswith(".txt"))

        def _start(self, tag: str) -> int:
            asked = self.headers.get("Range", "")
            if not (held.ranges and asked and self.headers.get("If-Range") == tag):
                return 0
            return int(asked.removeprefix("bytes=").partition("-")[0])

        def _send(self, body: bytes, *, cuts: bool) -> None:
            most = held.cut.pop(0) if cuts and held.cut else 0
            part = body[:most] if most > 0 else body
            self.wfile.write(part)
            held.sent += len(part)
            if len(part) < len(body):
                self.close_connection = True
                self.wfile.flush()
                self.connection.close()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of connections cut on purpose."""

    server = Quiet(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    held.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
