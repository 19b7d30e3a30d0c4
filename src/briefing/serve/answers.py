"""Answers: what a request is told, as values; and which of them it is by its conditions.

Everything here follows RFC 9110: conditions (13), ranges (14), compression (12.5.3, 8.4).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

from briefing.serve.ranges import Span, spans_of

FOREVER = "max-age=31536000, immutable"
"""For files whose name changes when their bytes do."""

CHECK_FIRST = "no-cache"
"""For pages and feeds: a copy may be kept, and is asked for again with its tag."""

_COMPRESSED = frozenset(
    ("application/json", "application/x-subrip", "application/xml", "image/svg+xml")
)
_TEXT_SUFFIXES = ("+xml", "+json", "+chapters")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: a status, headers, and parts that are bytes or stretches of ``file``."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[bytes | Span, ...] = ()
    file: Path | None = None

    @property
    def length(self) -> int:
        """Return the number of bytes in all parts."""
        return sum(len(one) if isinstance(one, bytes) else one[1] - one[0] for one in self.parts)


@dataclass(frozen=True, slots=True)
class Held:
    """Something that can be asked for: its bytes, or the file they are in, and what is known."""

    type: str
    size: int
    sha256: str
    modified: float
    """Seconds since 1970."""
    caching: str
    body: bytes | None = None
    file: Path | None = None
    vary: str = ""
    """Names of headers that decide its bytes, apart from ``Accept-Encoding``."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Further headers of it."""


def plain(status: int, text: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return an answer of one line."""
    body = f"{text}\n".encode()
    known = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": CHECK_FIRST}
    return Answer(status, {**known, **(headers or {})}, (body,))


def absent() -> Answer:
    """Return the one answer for whatever is not there, or not for whoever asks."""
    return plain(404, "There is nothing here.")


def compresses(held: Held, headers: Mapping[str, str], method: str = "GET") -> bool:
    """Return whether ``held`` is to be sent compressed: a text, asked for whole, in gzip."""
    if not is_text(held.type) or held.size < 256:
        return False
    if method == "GET" and "range" in headers:
        return False
    return accepts_gzip(headers.get("accept-encoding", ""))


def is_text(media_type: str) -> bool:
    """Return whether files of ``media_type`` become smaller by compression."""
    kind = media_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in _COMPRESSED or kind.endswith(_TEXT_SUFFIXES)


def accepts_gzip(header: str) -> bool:
    """Return whether an ``Accept-Encoding`` header lets an answer be in gzip (RFC 9110, 12.5.3)."""
    weights: dict[str, bool] = {}
    for entry in header.lower().split(","):
        coding, _, rest = entry.partition(";")
        name, _, weight = rest.replace(" ", "").partition("=")
        weights[coding.strip()] = not (name.strip() == "q" and _is_zero(weight))
    found = (weights[name] for name in ("gzip", "x-gzip", "*") if name in weights)
    return next(found, False)


def _is_zero(weight: str) -> bool:
    return weight.strip("0.") == "" and weight.startswith("0")


def answered(
    held: Held, method: str, headers: Mapping[str, str], packed: bytes | None = None
) -> Answer:
    """Return the answer to a request for ``held``; ``packed`` is its gzip, if it is to be sent so.

    ``headers`` are those of the request, by their names in lower case.
    """
    body = packed if packed is not None else held.body
    size = held.size if packed is None else len(packed)
    about = _about(held, compressed=packed is not None)
    if _failed(headers, about):
        return Answer(412, about)
    if _fresh(headers, about):
        return Answer(304, about)
    about |= {"Content-Type": held.type, "Accept-Ranges": "bytes"}
    if packed is not None:
        about["Content-Encoding"] = "gzip"
    spans = None
    if method == "GET" and "range" in headers and _may_be_cut(headers, about):
        spans = spans_of(headers["range"], size)
    if spans is None:
        return _cut(Answer(200, about, ((0, size),), held.file), body)
    if not spans:
        refused = about | {"Content-Range": f"bytes */{size}", "Cache-Control": CHECK_FIRST}
        for name in ("Content-Type", "ETag", "Last-Modified"):
            refused.pop(name)
        return Answer(416, refused)
    return _cut(_partial(held, about, spans, size), body)


def _about(held: Held, *, compressed: bool) -> dict[str, str]:
    tag = held.sha256[:32] + ("-gz" if compressed else "")
    vary = ", ".join(filter(None, (held.vary, "Accept-Encoding" if is_text(held.type) else "")))
    about = {
        "ETag": f'"{tag}"',
        "Last-Modified": formatdate(held.modified, usegmt=True),
        "Cache-Control": held.caching,
    }
    return {**about, **({"Vary": vary} if vary else {}), **held.also}


def _partial(held: Held, about: dict[str, str], spans: tuple[Span, ...], size: int) -> Answer:
    def place(span: Span) -> str:
        return f"bytes {span[0]}-{span[1] - 1}/{size}"

    if len(spans) == 1:
        return Answer(206, about | {"Content-Range": place(spans[0])}, spans, held.file)
    boundary = secrets.token_hex(16)  # unguessable, so that no file can hold it
    parts: list[bytes | Span] = []
    for span in spans:
        head = f"--{boundary}\r\nContent-Type: {held.type}\r\nContent-Range: {place(span)}\r\n\r\n"
        parts += [(("\r\n" if parts else "") + head).encode(), span]
    parts.append(f"\r\n--{boundary}--\r\n".encode())
    kind = f"multipart/byteranges; boundary={boundary}"
    return Answer(206, about | {"Content-Type": kind}, tuple(parts), held.file)


def _cut(answer: Answer, body: bytes | None) -> Answer:
    """Return ``answer`` with its stretches cut out of ``body``, if that is at hand."""
    if body is None:
        return answer
    parts = tuple(one if isinstance(one, bytes) else body[one[0] : one[1]] for one in answer.parts)
    return Answer(answer.status, answer.headers, parts)


# ------------------------------------------------------------------------- conditions


def _failed(headers: Mapping[str, str], about: Mapping[str, str]) -> bool:
    """Return whether the client wants another version than there is (RFC 9110, 13.2.2, 1 and 2)."""
    tags = headers.get("if-match")
    if tags is not None:
        return tags.strip() != "*" and about["ETag"] not in _tags(tags)
    since = headers.get("if-unmodified-since")
    return since is not None and _not_after(about["Last-Modified"], since) is False


def _fresh(headers: Mapping[str, str], about: Mapping[str, str]) -> bool:
    """Return whether the client's copy is still right (RFC 9110, 13.2.2, 3 and 4)."""
    tags = headers.get("if-none-match")
    if tags is not None:
        known = {tag.removeprefix("W/") for tag in _tags(tags)}
        return "*" in known or about["ETag"] in known
    since = headers.get("if-modified-since")
    return since is not None and _not_after(about["Last-Modified"], since) is True


def _may_be_cut(headers: Mapping[str, str], about: Mapping[str, str]) -> bool:
    """Return whether ``If-Range`` names this very version, where there is one."""
    named = headers.get("if-range")
    return named is None or named.strip() in {about["ETag"], about["Last-Modified"]}


def _tags(header: str) -> set[str]:
    return {tag.strip() for tag in header.split(",")}


def _not_after(modified: str, since: str) -> bool | None:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):  # no date, or one without a zone: no condition
        return None
