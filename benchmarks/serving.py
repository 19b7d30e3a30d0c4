"""Measure the listening server: hundreds of clients who each want a stretch of an episode at once.

    python benchmarks/serving.py [--clients 500] [--rounds 3] [--size 16] [--episodes 300]

Printed for ``briefing serve`` and for its baselines are the seconds until the last of the clients
has its stretch of 256 KiB, how many had an error or wrong bytes, and the server's memory before and
at its peak. The baselines are nginx, where it is installed, with one worker, for ours is one
process; and Python's ``http.server``, which knows no ranges: its clients are sent the file from its
beginning and stop when they have their stretch. A tenth of them ask it, and ours once more. Then
the feed of a long show, asked for by as many at once: ours makes it in the first round, and looks
at the whole folder in each; nginx sends a file. Nothing is asserted: figures are for people.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "publish"))

import psutil
from catalogue import grown
from publishing import put

from briefing import publish

STRETCH = 256 * 1024
NGINX = """{user}
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{ access_log off; types {{ audio/mpeg mp3; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port} backlog=1024; root {show}; }} }}
"""


@dataclass(frozen=True, slots=True)
class Round:
    """What became of one round of clients."""

    seconds: float
    errors: int
    wrong: int


async def one_client(port: int, path: str, span: tuple[int, int], gate: asyncio.Event) -> bytes:
    """Return the bytes of ``span`` as the server sends them, or as it would have."""
    await gate.wait()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    start, end = span
    ranged = f"Range: bytes={start}-{end - 1}\r\n" if end else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n{ranged}Connection: close\r\n\r\n".encode())
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        code = int(head.split(b" ", 2)[1])
        if not end:
            return await reader.read(-1) if code == 200 else b""
        if code == 200:
            await reader.readexactly(start)
        return await reader.readexactly(end - start) if code in {200, 206} else b""
    finally:
        writer.close()


async def one_round(port: int, path: str, spans: list[tuple[int, int]], audio: bytes) -> Round:
    """Let all clients ask at once."""
    gate = asyncio.Event()
    tasks = [asyncio.ensure_future(one_client(port, path, span, gate)) for span in spans]
    await asyncio.sleep(0)
    begun = time.perf_counter()
    gate.set()
    got = await asyncio.gather(*tasks, return_exceptions=True)
    seconds = time.perf_counter() - begun
    errors = sum(isinstance(one, BaseException) for one in got)
    wrong = sum(
        isinstance(one, bytes) and one != (audio[span[0] : span[1]] if span[1] else audio)
        for one, span in zip(got, spans, strict=True)
    )
    return Round(seconds, errors, wrong)


@contextmanager
def running(command: list[str], port: int) -> Iterator[psutil.Process]:
    """Run a server until the block ends; provide the process that answers."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while not answers(port) and time.monotonic() < deadline:
            time.sleep(0.05)
        process = psutil.Process(child.pid)
        yield next(iter(process.children()), process)
    finally:
        child.terminate()
        child.wait(10)


def answers(port: int) -> bool:
    """Return whether somebody listens on ``port``."""
    return any(
        one.status == psutil.CONN_LISTEN and one.laddr.port == port
        for one in psutil.net_connections("tcp")
    )


def most_memory(process: psutil.Process) -> int:
    """Return the most bytes a process ever held, where the system tells; else what it holds."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return int(process.memory_info().rss)
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


def measured(
    name: str,
    process: psutil.Process,
    port: int,
    path: str,
    asked: tuple[list[list[tuple[int, int]]], bytes],
) -> float:
    """Print what rounds of clients cost, and return the median seconds of one."""
    rounds, audio = asked
    before = peak = process.memory_info().rss
    done = []
    for spans in rounds:
        done.append(asyncio.run(one_round(port, path, spans, audio)))
        peak = max(peak, most_memory(process))
    seconds = statistics.median(one.seconds for one in done)
    print(
        f"{name:<24} {seconds:7.2f} s  errors {sum(one.errors for one in done):>4}"
        f"  wrong {sum(one.wrong for one in done):>4}"
        f"  memory {before / 1e6:6.1f} -> {peak / 1e6:6.1f} MB"
    )
    return seconds


def main() -> None:
    """Serve a show three ways and ask."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", type=int, default=16, help="megabytes of an episode")
    parser.add_argument("--episodes", type=int, default=300, help="of the long show")
    options = parser.parse_args()
    chance = random.Random(1)
    audio = chance.randbytes(options.size << 20)

    def span() -> tuple[int, int]:
        start = chance.randrange(len(audio) - STRETCH)
        return start, start + STRETCH

    asked = [[span() for _ in range(options.clients)] for _ in range(options.rounds)], audio
    fewer = [spans[: max(1, options.clients // 10)] for spans in asked[0]], audio
    with tempfile.TemporaryDirectory() as place:
        show, work = Path(place, "show"), Path(place, "work")
        work.mkdir()
        episode = put(show, audio=audio)
        path = f"/{episode.mp3.relative_to(show)}"
        ours, theirs = 18601, 18602
        serving = [sys.executable, "-m", "briefing", "serve", str(show), "--port", str(ours)]
        with running(serving, ours) as process:
            mine = measured("briefing serve", process, ours, path, asked)
        if shutil.which("nginx"):
            config = work / "nginx.conf"
            user = "user root;" if os.geteuid() == 0 else ""
            config.write_text(NGINX.format(user=user, folder=work, port=theirs, show=show))
            with running(["nginx", "-c", str(config)], theirs) as process:
                other = measured("nginx, one worker", process, theirs, path, asked)
            print(f"briefing serve takes {mine / other:.1f} times as long as nginx")
        plain = [sys.executable, "-m", "http.server", str(theirs), "--bind", "127.0.0.1"]
        with running([*plain, "--directory", str(show)], theirs) as process:
            other = measured("python -m http.server", process, theirs, path, fewer)
        with running(serving, ours) as process:
            mine = measured("briefing serve, as few", process, ours, path, fewer)
        print(f"python -m http.server takes {other / mine:.1f} times as long as briefing serve")
        several = Path(place, "several")
        grown(several, options.episodes)
        with publish.locked(several):
            publish.republish(several)
        everyone = [[(0, 0)] * options.clients] * options.rounds
        with running([*serving[:4], str(several), *serving[5:]], ours) as process:
            body = asyncio.run(one_client(ours, "/feed.xml", (0, 0), _open()))
            name = f"the feed, {len(body) / 1e6:.1f} MB"
            mine = measured(name, process, ours, "/feed.xml", (everyone, body))
        if shutil.which("nginx"):
            config.write_text(NGINX.format(user=user, folder=work, port=theirs, show=several))
            with running(["nginx", "-c", str(config)], theirs) as process:
                body = (several / "feed.xml").read_bytes()
                other = measured(
                    "nginx, one worker", process, theirs, "/feed.xml", (everyone, body)
                )
            print(f"briefing serve takes {mine / other:.1f} times as long as nginx")


def _open() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


if __name__ == "__main__":
    main()
