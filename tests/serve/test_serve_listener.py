"""The listening server as a program: it starts, stays up with whoever connects, and stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn
from publishing import contents, put
from talking import AUDIO, BRIEFING, KEY, Where, asking, command, get, listening, raw, status

from briefing.errors import OutputError, ServeError
from briefing.serve import application, serve
from briefing.serve.deadlines import PunctualProtocol
from briefing.serve.listener import configured

# --------------------------------------------------------------------------- the start


def test_without_a_show_nothing_is_served(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ServeError, match="no show here") as caught:
            serve(folder, "127.0.0.1", 0)
        assert "briefing make" in caught.value.remedy
    (tmp_path / "show.json").write_text("{")
    with pytest.raises(OutputError, match=r"show\.json"):
        application(tmp_path)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "a" * 300])
def test_an_address_of_others_is_refused(output: Path, host: str) -> None:
    with pytest.raises(ServeError, match="--port"):
        serve(output, host, 0)


def test_a_port_that_is_taken_is_refused(output: Path, server: Where) -> None:
    with pytest.raises(ServeError) as caught:
        serve(output, "127.0.0.1", server[1])
    assert caught.value.where == f"127.0.0.1:{server[1]}"
    for port in (-1, 65536):
        with pytest.raises(ServeError):
            serve(output, "127.0.0.1", port)


def test_a_private_show_is_announced_under_its_key_which_is_kept(tmp_path: Path) -> None:
    put(tmp_path)
    announced = []
    for _ in range(2):
        with command(tmp_path, "--private") as (_, address):
            announced.append(httpx.URL(address).path)
            assert httpx.get(f"{address}feed.xml", trust_env=False).status_code == 200
            assert httpx.get(httpx.URL(address).join("/"), trust_env=False).status_code == 404
    assert announced == [f"/{(tmp_path / '.key').read_text().strip()}/"] * 2


def test_a_key_in_the_environment_makes_a_show_private_by_itself(tmp_path: Path) -> None:
    put(tmp_path)
    before = contents(tmp_path)
    with command(tmp_path, env=os.environ | {"BRIEFING_KEY": KEY}) as (_, address):
        assert httpx.URL(address).path == f"/{KEY}/"
        assert httpx.get(httpx.URL(address).join("/feed.xml"), trust_env=False).status_code == 404
    assert contents(tmp_path) == before


def test_the_log_can_go_to_standard_output(output: Path) -> None:
    with command(output, "--access-log", "-") as (child, address):
        httpx.get(f"{address}feed.xml", trust_env=False)
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(2)]
    assert lines[0].startswith("Subscribe to ")
    assert '"GET /feed.xml HTTP/1.1" 200 ' in lines[1]


@pytest.mark.parametrize(
    "options",
    [["--trusted-proxy", "proxy.example"], ["--users", "no-such-file"], ["--add-user", "ada"]],
)
def test_what_cannot_be_believed_or_read_is_refused_at_the_start(
    output: Path, options: list[str]
) -> None:
    ended = subprocess.run(
        [BRIEFING, "serve", output, "--port", "0", *options], capture_output=True, check=False
    )
    assert ended.returncode == 2
    assert options[0] in ended.stderr.decode()


# ---------------------------------------------------------------------------- the end


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_ends_well(output: Path, number: signal.Signals) -> None:
    with command(output, "--host", "0.0.0.0") as (child, address):
        assert httpx.get(f"{address}feed.xml", trust_env=False).status_code == 200
        child.send_signal(number)
        _, errors = child.communicate(timeout=20)
    assert (child.returncode, errors) == (0, "Stop with Ctrl-C.\n")


@contextmanager
def half_heard(folder: Path) -> Iterator[tuple[subprocess.Popen[str], socket.socket, int]]:
    """Provide a server, a client that has taken only the beginning of a long answer, its length."""
    show = put(folder, audio=AUDIO * 300)
    path = show.mp3.relative_to(folder)
    with command(folder) as (child, address):
        url = httpx.URL(address)
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            client.connect((url.host, url.port or 0))
            client.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert client.recv(1000).startswith(b"HTTP/1.1 200 ")
            yield child, client, len(AUDIO) * 300


def drained(client: socket.socket) -> int:
    """Return how many bytes still come until the other side closes."""
    got = 0
    while part := client.recv(1 << 20):
        got += len(part)
    return got


def test_an_answer_on_its_way_is_finished_when_told_to_stop(tmp_path: Path) -> None:
    with half_heard(tmp_path) as (child, client, size):
        child.send_signal(signal.SIGTERM)
        assert drained(client) > size - 1000
        _, errors = child.communicate(timeout=20)
    assert (child.returncode, errors) == (0, "Stop with Ctrl-C.\n")


@pytest.mark.slow
def test_a_client_that_takes_nothing_does_not_keep_it_from_stopping(tmp_path: Path) -> None:
    with half_heard(tmp_path) as (child, _, _):
        child.send_signal(signal.SIGTERM)
        _, errors = child.communicate(timeout=20)
    assert (child.returncode, errors) == (0, "Stop with Ctrl-C.\n")


# ------------------------------------------------------------------------------ health


def test_health_counts_what_is_there(tmp_path: Path) -> None:
    put(tmp_path)
    show = put(tmp_path, guid="next", title="Next")
    with listening(tmp_path) as running, asking(running) as client:

        def health() -> tuple[int, dict[str, object]]:
            got = client.get("/healthz")
            assert got.headers["content-type"] == "application/json"
            assert got.headers["cache-control"] == "no-store"
            assert client.head("/healthz").status_code == got.status_code
            return got.status_code, json.loads(got.content)

        assert health() == (200, {"ok": True, "episodes": 2, "left_out": 0})
        show.mp3.unlink()
        assert health() == (200, {"ok": True, "episodes": 1, "left_out": 1})
        (show.mp3.parent / "episode.json").write_text("{")
        code, told = health()
        assert (code, told["ok"]) == (503, False)
        assert told["reason"]
        assert str(tmp_path) not in str(told)


# ------------------------------------------------------------------- who does not play


@contextmanager
def impatient(folder: Path, **changes: int) -> Iterator[tuple[Where, uvicorn.Server]]:
    """Run the real server with looks at its connections every moment, and ``changes`` to it.

    Provided are where it listens, and itself.
    """

    class Quick(PunctualProtocol):
        tick = 0.05

    config = configured(application(folder))
    config.http = Quick
    for name, value in changes.items():
        setattr(config, name, value)
    running = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        while not running.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield listener.getsockname(), running
        finally:
            running.should_exit = True
            thread.join(10)


def gone(server: uvicorn.Server) -> None:
    """Wait until ``server`` has hung up on everybody."""
    while server.server_state.connections:
        time.sleep(0.01)


@pytest.mark.parametrize("said", [b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_who_never_finishes_asking_is_hung_up_on(output: Path, said: bytes) -> None:
    with impatient(output) as (where, server), socket.create_connection(where) as client:
        client.sendall(said)
        while not server.server_state.connections:
            time.sleep(0.01)
        gone(server)


def test_who_goes_on_asking_drop_by_drop_is_hung_up_on_too(output: Path) -> None:
    with impatient(output) as (where, server), socket.create_connection(where) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        while not server.server_state.connections:
            time.sleep(0.01)
        while server.server_state.connections:
            with suppress(OSError):
                client.sendall(b"X: y\r\n")
            time.sleep(0.01)


def test_who_takes_nothing_of_an_answer_is_hung_up_on(tmp_path: Path) -> None:
    show = put(tmp_path, audio=AUDIO * 300)
    path = show.mp3.relative_to(tmp_path)
    with impatient(tmp_path) as (where, server), socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(where)
        client.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert client.recv(8) == b"HTTP/1.1"
        gone(server)
        assert asking(where).get("/feed.xml").status_code == 200


def test_who_takes_an_answer_slowly_gets_it_whole(tmp_path: Path) -> None:
    show = put(tmp_path, audio=AUDIO * 40)
    path = show.mp3.relative_to(tmp_path)
    with impatient(tmp_path) as (where, _), socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        client.connect(where)
        client.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := client.recv(65536):
            answer += part
            time.sleep(0.002)
        assert answer.endswith(AUDIO)
        assert len(answer) > len(AUDIO) * 40


def test_headers_without_end_are_refused(server: Where) -> None:
    answer = get(server, "/feed.xml", *(f"X-{number}: {'y' * 100}" for number in range(1000)))
    assert status(answer) in {400, 431}
    assert status(get(server, "/feed.xml", f"X-Long: {'y' * 15_000}")) == 200


@pytest.mark.parametrize(
    "request_line",
    ["GET", "GET /feed.xml", "\x00\x01\x02", "GET /a b HTTP/1.1"],
)
def test_what_is_no_request_is_refused(server: Where, request_line: str) -> None:
    assert status(raw(server, f"{request_line}\r\nHost: x\r\n\r\n")) == 400


def test_a_body_nobody_asked_for_does_no_harm(server: Where) -> None:
    head = "GET /feed.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\n"
    assert status(raw(server, f"{head}abcde")) == 200


def test_too_many_at_once_are_told_so(output: Path) -> None:
    with impatient(output, limit_concurrency=3) as (where, _):
        idle = [socket.create_connection(where) for _ in range(3)]
        try:
            assert status(get(where, "/feed.xml")) == 503
        finally:
            for one in idle:
                one.close()
