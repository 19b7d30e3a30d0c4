"""Files fetched whole: resumed after a cut, and kept only if their checksum is right."""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import OutputError, UsageError, VoiceError

Advance = Callable[[int, int | None], None]
"""Called with how many bytes are there, and how many there will be, if that is known."""

_BLOCK = 1 << 16
_ATTEMPTS = 4
"""Times a server may break off without having sent anything new."""

LARGEST = 4 << 30
"""Bytes: no voice is larger."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is there, whole."""

    path: Path
    sha256: str


def file_of(address: str) -> str:
    """Return the name of the file at an address, or at a path.

    >>> file_of("https://example.org/a/x.tar.bz2?download=1"), file_of("a/x.zip")
    ('x.tar.bz2', 'x.zip')
    """
    return (
        re.split(r"[?#]", address)[0].rpartition("/")[2] if "://" in address else Path(address).name
    )


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def fetch(address: str, to: Path, sha256: str | None, advance: Advance) -> Fetched:
    """Return the file at ``address`` under the path ``to``, whole and checked.

    ``address`` is http, https or the path of a file. What has come so far lies in ``to`` with
    ``.part`` added, and is gone on from in the next call, if the server has the same file still
    (RFC 9110, If-Range); if not, it is fetched anew. With ``sha256``, a file of another checksum is
    removed and refused.

    Raises ``UsageError`` for another kind of address, ``VoiceError`` when it cannot be fetched or
    is not what it should be, ``OutputError`` when it cannot be written.
    """
    part = to.with_name(f"{to.name}.part")
    with _writing(part):
        if not to.is_file():
            if _is_web(address):
                _download(address, part, advance)
            elif "://" in address:
                raise _not_an_address(address)
            else:
                _copied(Path(address), part, advance)
            part.replace(to)
            part.with_name(f"{part.name}.tag").unlink(missing_ok=True)
        found = _sum(to)
        if sha256 is not None and found != sha256:
            to.unlink()
            raise VoiceError(
                f"The file is not the one that was listed: its SHA-256 is {found}, not {sha256}.",
                where=_shown(address),
                remedy="Try again; if it stays so, do not trust that server.",
            )
    return Fetched(to, found)


def read(address: str, most: int = 8 << 20) -> bytes:
    """Return the few bytes at ``address``; errors as :func:`fetch` raises them."""
    if not _is_web(address):
        if "://" in address:
            raise _not_an_address(address)
        try:
            with Path(address).open("rb") as file:
                return file.read(most)
        except OSError as error:
            raise _unreachable(address, error.strerror or str(error)) from error
    import httpx

    try:
        with _client() as client, client.stream("GET", address) as answer:
            _accept(answer, address)
            body = bytearray()
            for block in answer.iter_bytes(_BLOCK):
                body += block
                if len(body) > most:
                    raise _unreachable(address, "the answer is too long")
            return bytes(body)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreachable(address, str(error) or type(error).__name__) from error


# ------------------------------------------------------------------------------- over http


def _client() -> Any:
    import httpx

    limits = httpx.Timeout(30, connect=10)  # seconds without a byte, not in all
    return httpx.Client(follow_redirects=True, max_redirects=5, timeout=limits, trust_env=True)


def _download(address: str, part: Path, advance: Advance) -> None:
    """Fetch ``address`` into ``part``, going on where a server breaks off."""
    import httpx

    idle, reason = 0, ""
    while idle < _ATTEMPTS:
        before = _size(part)
        try:
            with _client() as client:
                if _stream(client, address, part, advance):
                    return
            reason = "it broke off"
        except (httpx.TransportError, httpx.StreamError) as error:
            reason = str(error) or type(error).__name__
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _unreachable(address, str(error) or type(error).__name__) from error
        idle = 0 if _size(part) > before else idle + 1
    raise _unreachable(address, reason)


def _stream(client: Any, address: str, part: Path, advance: Advance) -> bool:
    """Fetch what is missing in ``part``; return whether it is whole then."""
    tag = part.with_name(f"{part.name}.tag")
    there = _size(part)
    known = tag.read_text("utf-8", "replace").strip() if there and tag.is_file() else ""
    asked = {"Accept-Encoding": "identity"}
    if known:
        asked |= {"Range": f"bytes={there}-", "If-Range": known}
    with client.stream("GET", address, headers=asked) as answer:
        resumed = answer.status_code == 206 and _starts(answer) == there
        if answer.status_code == 416 or (answer.status_code == 206 and not resumed):
            part.unlink(missing_ok=True)
            return False
        _accept(answer, address)
        length = answer.headers.get("content-length", "")
        start = there if resumed else 0
        total = start + int(length) if length.isdecimal() else None
        if (total or 0) > LARGEST:
            raise _unreachable(address, "the file is larger than any voice")
        _remember(tag, answer)
        done = start
        with part.open("ab" if resumed else "wb") as file:
            for block in answer.iter_raw():  # with a size it would hold back what a cut loses
                file.write(block)
                done += len(block)
                if done > LARGEST:
                    raise _unreachable(address, "the file is larger than any voice")
                advance(done, total)
        return total is None or done == total


def _starts(answer: Any) -> int | None:
    """Return the first byte a partial answer holds."""
    first = answer.headers.get("content-range", "").removeprefix("bytes ").partition("-")[0]
    return int(first) if first.isdecimal() else None


def _remember(tag: Path, answer: Any) -> None:
    """Keep what tells this version of the file from others: a strong ETag, else its date."""
    etag = answer.headers.get("etag", "")
    version = etag if etag and not etag.startswith("W/") else answer.headers.get("last-modified")
    if version:
        tag.write_text(version, "utf-8")
    else:
        tag.unlink(missing_ok=True)


def _accept(answer: Any, address: str) -> None:
    if answer.status_code not in {200, 206}:
        raise _unreachable(address, f"the server answered {answer.status_code}")


# ------------------------------------------------------------------------------- on disk


def _copied(source: Path, part: Path, advance: Advance) -> None:
    try:
        size = source.stat().st_size
        with source.open("rb") as file, part.open("wb") as copy:
            shutil.copyfileobj(file, copy, _BLOCK)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise _unreachable(str(source), error.strerror or str(error)) from error
    advance(size, size)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into an error that says so."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise OutputError(
            "The disk is full." if full else f"It cannot be written: {error.strerror or error}.",
            where=str(path.parent),
            remedy="Make room and try again: what has come so far is kept."
            if full
            else "Choose another folder for voices, or change its rights.",
        ) from error


def _shown(address: str) -> str:
    """Return an address on one line, without a password."""
    before, at, after = address.partition("@")
    plain = f"{before.partition('://')[0]}://{after}" if at and "://" in before else address
    return "".join(sign for sign in plain if sign.isprintable())[:300]


def _not_an_address(address: str) -> UsageError:
    return UsageError(
        "Voices are fetched over http or https, or from a file.",
        where=_shown(address),
        remedy="Give an address that begins with https://, or a path.",
    )


def _unreachable(address: str, reason: str) -> VoiceError:
    return VoiceError(
        f"This cannot be fetched: {reason[:200].rstrip('.')}.",
        where=_shown(address),
        remedy="Try again (it goes on where it stopped), or name another server with --mirror.",
    )
