"""A real HTTP server on loopback that speaks ``/v1/audio/speech``, well or badly as a test wants.

Its voices are tones with harmonics that last as long as the text does at the speed asked for.
"""

from __future__ import annotations

import contextlib
import io
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

RATE = 24_000
NATURAL = 165
"""Words a minute at speed 1."""

PITCHES = {"low": 120, "high": 200}
"""Hertz, by voice."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    when: float


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back, and how badly."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    """Close the connection after so many bytes of the body."""
    chunked: bool = False
    late: float = 0.0
    """Seconds until the headers."""
    drip: float = 0.0
    """Seconds between two bytes."""


def tone(voice: str, seconds: float) -> bytes:
    """Return the samples of a voice that hums."""
    period = RATE // PITCHES.get(voice, 150)
    phase = 2 * np.pi * np.arange(period) / period
    wave = sum(np.sin(phase * number) / number for number in range(1, 8))
    hum = np.resize(wave, int(seconds * RATE)) * 6_000
    return hum.astype("<i2").tobytes()


def wav(pcm: bytes, rate: int = RATE, length: int | None = None) -> bytes:
    """Return a WAV file whose header states ``length`` bytes of samples, or as many as there are.

    A length of 0xFFFFFFFF, or of 0, is how servers begin what they do not know the end of.
    """
    stated = len(pcm) if length is None else length
    whole = min(stated + 36, 0xFFFFFFFF) if stated else 0
    header = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", whole, b"WAVE", b"fmt ", 16, 1, 1, rate,
                         2 * rate, 2, 16)  # fmt: skip
    return header + struct.pack("<4sI", b"data", stated) + pcm


def mp3(pcm: bytes) -> bytes:
    """Return ``pcm`` as an MP3."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


def flac(pcm: bytes) -> bytes:
    """Return ``pcm`` as a FLAC file."""
    import soundfile

    file = io.BytesIO()
    soundfile.write(file, np.frombuffer(pcm, "<i2"), RATE, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def samples(asked: Asked) -> bytes:
    """Return the sound of what was asked for."""
    words = len(asked.body["input"]) / 6
    return tone(asked.body["voice"], words * 60 / NATURAL / asked.body.get("speed", 1.0))


def speaks(asked: Asked) -> Reply:
    """Answer well, in the format asked for."""
    written = {"wav": wav, "mp3": mp3, "flac": flac, "pcm": bytes}[asked.body["response_format"]]
    return Reply(written(samples(asked)))


def streams(asked: Asked) -> Reply:
    """Answer well, piece by piece, with a WAV that leaves its length open."""
    return Reply(wav(samples(asked), length=0xFFFFFFFF), chunked=True)


def complained(status: int, message: str = "no", **headers: str) -> Reply:
    """Return an error as OpenAI words it; in the names of headers, _ stands for -."""
    body = json.dumps({"error": {"message": message, "type": "invalid_request_error"}})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(body.encode(), status, {"Content-Type": "application/json", **named})


def first(*replies: Reply) -> Callable[[Asked], Reply]:
    """Return an answer that gives ``replies`` one after another, and then speaks."""
    left = iter(replies)
    return lambda asked: next(left, None) or speaks(asked)


def badly(**how: Any) -> Callable[[Asked], Reply]:
    """Return an answer that speaks, but sends it as ``how`` says."""
    return lambda asked: replace(speaks(asked), **how)


@dataclass
class Speaking:
    """A running server: where it is, what it was asked, how many were at it at once."""

    port: int
    answer: Callable[[Asked], Reply]
    asked: list[Asked] = field(default_factory=list)
    present: int = 0
    most: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """What goes into the option ``url``."""
        return f"http://127.0.0.1:{self.port}/v1"

    @contextlib.contextmanager
    def visited(self) -> Iterator[None]:
        """Count who is here."""
        with self.lock:
            self.present += 1
            self.most = max(self.most, self.present)
        try:
            yield
        finally:
            with self.lock:
                self.present -= 1


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    speaking: Speaking

    def do_HEAD(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", "0"))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, json.loads(self.rfile.read(length)), time.monotonic())
        with self.speaking.visited():
            self.speaking.asked.append(asked)
            known = self.path == "/v1/audio/speech"
            reply = self.speaking.answer(asked) if known else complained(404, "not here")
            self.speaking.over.wait(reply.late)
            with contextlib.suppress(OSError):  # who asked may have heard enough
                self.reply(reply)

    def reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        body = reply.body[: reply.cut]
        step = 1 if reply.drip else 65_536
        for start in range(0, len(body), step):
            piece = body[start : start + step]
            framed = b"%x\r\n%b\r\n" % (len(piece), piece) if reply.chunked else piece
            self.wfile.write(framed)
            if reply.drip and self.speaking.over.wait(reply.drip):
                return
        if reply.cut is not None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif reply.chunked:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: Any) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 32

    def handle_error(self, *_: Any) -> None:
        pass  # a client that hangs up is what some tests want


@contextlib.contextmanager
def speaking(answer: Callable[[Asked], Reply] = speaks) -> Iterator[Speaking]:
    """Serve ``/v1/audio/speech`` on a free loopback port."""
    state = Speaking(0, answer)
    handler = type("Answering", (_Answering,), {"speaking": state})
    server = _Quiet(("127.0.0.1", 0), handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
