"""What the tests of the listening server share: a show, the real server, and ways to ask it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import feedparser
import httpx
import uvicorn

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from publishing import contents

from briefing.serve import Access, application
from briefing.serve.listener import configured
from briefing.serve.log import AccessLog

BRIEFING = str(Path(sys.executable).with_name("briefing"))
AUDIO = bytes(range(256)) * 400
KEY = "Zm9yLXRlc3RzLW9ubHk_-0123456789"
STRANGERS = ("mine", "loose", "secret", ".key")
"""In the names of files that lie in the folder and are not of the show."""

Where = tuple[str, int]


@contextmanager
def listening(
    folder: Path, access: Access | None = None, log: str | None = None
) -> Iterator[Where]:
    """Run the real server on a free port; yields where it listens.

    Its doors make nobody wait: how long is tried apart, by a clock of the tests' own.
    """
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    lines = AccessLog(log) if log else None
    app = application(folder, access, lines)
    for door in (app._key, app._users):
        if door:
            door._sleep = _at_once
    running = uvicorn.Server(configured(app))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    while not running.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield listener.getsockname()
    finally:
        running.should_exit = True
        thread.join(10)
        listener.close()
        if lines:
            lines.close()


async def _at_once(seconds: float) -> None:
    del seconds


def asking(server: Where, **how: Any) -> httpx.Client:
    """Return a client of ``server``."""
    return httpx.Client(base_url=f"http://127.0.0.1:{server[1]}", trust_env=False, **how)


@contextmanager
def command(*arguments: str | Path, **how: Any) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run ``briefing serve`` as a person does; yields it and the address it says to listen at."""
    child = subprocess.Popen(
        [BRIEFING, "serve", *map(str, arguments), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )
    assert child.stdout
    try:
        found = re.search(r"http://\S+", child.stdout.readline())
        yield child, re.sub(r"//[^/]+:", "//127.0.0.1:", found[0]) if found else ""
    finally:
        child.kill()
        child.communicate()


def raw(server: Where, request: str | bytes) -> bytes:
    """Return all that ``server`` says to bytes sent as they are."""
    with socket.create_connection(server, timeout=10) as connection:
        connection.sendall(request if isinstance(request, bytes) else request.encode("utf-8"))
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


def get(server: Where, path: str, *headers: str, host: str = "x") -> bytes:
    """Return the whole answer to a path that no client library tidies up first."""
    lines = (f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers)
    return raw(server, "".join(f"{line}\r\n" for line in (*lines, "")))


def status(answer: bytes) -> int:
    """Return the status of an answer."""
    return int(answer.split(b" ", 2)[1])


def entries(client: httpx.Client, path: str = "/feed.xml", **headers: str) -> list[Any]:
    """Return the items of the feed."""
    return list(feedparser.parse(client.get(path, headers=headers).content).entries)


def names(output: Path) -> list[str]:
    """Return the paths of the published files that may be asked for."""
    kept = [name for name in contents(output) if not name.endswith(("show.json", "episode.json"))]
    return [name for name in kept if not any(word in name for word in STRANGERS)]
