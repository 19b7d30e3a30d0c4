"""Sending: an answer's parts to a client; of a file block by block, so memory stays flat."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from briefing.serve.answers import Answer, absent
from briefing.serve.ranges import Span

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BLOCK = 65536
"""Bytes read and handed on at a time; as many wait in the server for a slow client."""

_NOWAIT = getattr(os, "RWF_NOWAIT", None)
"""Lets a read return at once what is in memory already; Linux alone has it."""


async def send_answer(answer: Answer, method: str, receive: Receive, send: Send) -> None:
    """Send ``answer``; of one to ``HEAD`` the headers alone, which are those ``GET`` would get."""
    if method == "HEAD":
        await _begin(answer, send)
        await send({"type": "http.response.body", "body": b""})
        return
    if answer.file is None:
        await _begin(answer, send)
        for part in answer.parts:
            if isinstance(part, bytes):
                await _whole(part, send)
        await send({"type": "http.response.body", "body": b""})
        return
    try:
        file = await asyncio.to_thread(
            os.open, answer.file, os.O_RDONLY | getattr(os, "O_BINARY", 0)
        )
    except OSError:  # gone since it was looked up
        await send_answer(absent(), method, receive, send)
        return
    gone = asyncio.ensure_future(_left(receive))
    try:
        await _begin(answer, send)
        for part in answer.parts:
            if isinstance(part, bytes):
                await send({"type": "http.response.body", "body": part, "more_body": True})
            elif not await _stretch(file, part, gone, send):
                return
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        os.close(file)


async def _begin(answer: Answer, send: Send) -> None:
    headers = [
        (name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers.items()
    ]
    if answer.status not in {204, 304}:
        headers.append((b"content-length", str(answer.length).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})


async def _whole(body: bytes, send: Send) -> None:
    """Send ``body`` in blocks, too: what one slow client has not taken yet is held for it alone."""
    for start in range(0, len(body), BLOCK):
        block = body[start : start + BLOCK]
        await send({"type": "http.response.body", "body": block, "more_body": True})


async def _left(receive: Receive) -> None:
    """Return when the client is gone; what it still sends is thrown away."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stretch(file: int, span: Span, gone: asyncio.Future[None], send: Send) -> bool:
    """Send a stretch of ``file``; return whether it got there whole."""
    start, end = span
    while start < end:
        if gone.done():
            return False
        block = _at_hand(file, start, min(BLOCK, end - start))
        if block is None:
            block = await asyncio.to_thread(_read, file, start, min(BLOCK, end - start))
        if not block:  # cut short meanwhile: the client sees that bytes are missing
            return False
        start += len(block)
        await send({"type": "http.response.body", "body": block, "more_body": True})
    return True


def _at_hand(file: int, start: int, count: int) -> bytes | None:
    """Return bytes the system has in memory; ``None`` where the disk must be waited for."""
    if _NOWAIT is None:
        return None
    block = bytearray(count)
    try:
        got = os.preadv(file, [block], start, _NOWAIT)
    except OSError:  # not in memory, or a file system that cannot say so
        return None
    return bytes(block) if got == count else None


def _read(file: int, start: int, count: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(file, count, start)
    os.lseek(file, start, os.SEEK_SET)  # one reader has this handle, and reads in order
    return os.read(file, count)
