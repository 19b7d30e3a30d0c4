"""What the server holds does not grow with what it sends, nor with how slowly it is taken."""

from __future__ import annotations

import asyncio
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import put
from talking import command

from briefing.serve.answers import Held, answered
from briefing.serve.sending import BLOCK, send_answer

CLIENTS = 200


@given(st.integers(0, 5 * BLOCK), st.sampled_from(["GET", "HEAD"]))
def test_a_body_of_any_length_goes_out_in_blocks_and_whole(size: int, method: str) -> None:
    body = bytes(range(256)) * (size // 256) + bytes(size % 256)
    held = Held("text/html", len(body), "0" * 64, 0.0, "no-cache", body=body)
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nothing is read of a request that has nothing")

    asyncio.run(send_answer(answered(held, method, {}), method, receive, send))
    blocks = [message["body"] for message in sent[1:]]
    assert b"".join(blocks) == (body if method == "GET" else b"")
    assert all(len(block) <= BLOCK for block in blocks)
    assert [bool(message.get("more_body")) for message in sent[1:]] == [True] * (
        len(blocks) - 1
    ) + [False]
    assert (b"content-length", str(len(body)).encode()) in sent[0]["headers"]


@pytest.mark.slow
def test_clients_who_ask_and_take_nothing_cost_a_block_or_two_each(tmp_path: Path) -> None:
    show = put(tmp_path, audio=bytes(64 << 20))
    path = show.mp3.relative_to(tmp_path)
    with command(tmp_path) as (child, address):
        url = httpx.URL(address)
        server = psutil.Process(child.pid)
        before = server.memory_info().rss
        open_now = [socket.create_connection((url.host, url.port)) for _ in range(CLIENTS)]
        try:
            for client in open_now:
                client.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            for client in open_now:  # every one of them is being answered
                assert client.recv(16, socket.MSG_PEEK)
            # others are answered meanwhile, and when the buffers are full nothing grows any more
            assert httpx.get(f"{address}feed.xml", trust_env=False).status_code == 200
            held, earlier = server.memory_info().rss, 0
            while held != earlier:
                time.sleep(0.5)
                held, earlier = server.memory_info().rss, held
            assert held - before < CLIENTS * 4 * BLOCK
        finally:
            for client in open_now:
                client.close()
