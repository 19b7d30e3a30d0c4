"""A real HTTP server on loopback that speaks the chat protocol, well or badly as a test wants."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def article(self) -> dict[str, Any]:
        """What the user's message holds: the JSON object with the numbered sentences."""
        found: dict[str, Any] = json.loads(self.body["messages"][1]["content"])
        return found

    @property
    def texts(self) -> list[str]:
        """The numbered sentences."""
        return [one["text"] for one in self.article["sentences"]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back. ``cut`` closes the connection after so many bytes of the body."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None


Claim = tuple[str, Sequence[int]]


def form(*claims: Claim) -> str:
    """Return claims in the form asked for, ranked as they stand."""
    return json.dumps(
        {
            "sentences": [
                {"text": text, "sources": list(sources), "rank": rank}
                for rank, (text, sources) in enumerate(claims, 1)
            ]
        }
    )


def said(content: str | None, *, finish: str = "stop", **more: Any) -> Reply:
    """Return a reply in which the model says ``content``."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content} | more}
    return Reply(
        json.dumps(
            {
                "object": "chat.completion",
                "choices": [choice | {"finish_reason": finish}],
                "usage": {"prompt_tokens": 100, "completion_tokens": 20},
            }
        ).encode()
    )


def complained(status: int, message: str = "no", **headers: str) -> Reply:
    """Return an error as servers word it; in the names of headers, _ stands for -."""
    body = json.dumps({"error": {"message": message, "type": "invalid_request_error"}})
    return Reply(
        body.encode(), status, {name.replace("_", "-"): value for name, value in headers.items()}
    )


def extracts(asked: Asked) -> Reply:
    """Answer well: the section's own sentences, from the first, while the words last."""
    room = asked.article["words"]
    claims: list[Claim] = []
    for number, text in enumerate(asked.texts, 1):
        room -= len(text.split())
        if room >= 0 and any(sign.isalnum() for sign in text):
            claims.append((text, [number]))
    return said(form(*(claims or [(asked.texts[0], [1])])))


@dataclass
class Chatting:
    """A running server: where it is, what it was asked, and what it answers."""

    port: int
    answer: Callable[[Asked], Reply]
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """What goes into ``--llm-url``."""
        return f"http://127.0.0.1:{self.port}/v1"


@contextlib.contextmanager
def chatting(answer: Callable[[Asked], Reply] = extracts) -> Iterator[Chatting]:
    """Serve ``/v1/chat/completions`` on a free loopback port."""
    chat = Chatting(0, answer)

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, json.loads(self.rfile.read(length)))
            chat.asked.append(asked)
            known = self.path == "/v1/chat/completions"
            self.reply(chat.answer(asked) if known else complained(404))

        def reply(self, reply: Reply) -> None:
            self.close_connection = True
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked may have heard enough
                self.wfile.write(reply.body[: reply.cut])
                if reply.cut is not None:
                    self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            pass  # a client that hangs up is what some tests want

    server = Quiet(("127.0.0.1", 0), Answering)
    chat.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield chat
    finally:
        chat.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
