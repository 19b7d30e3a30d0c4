"""Targets: where to send, as a person writes it. A password in an address is refused unread.

Addresses end up in shell histories and process lists, so passwords come from the environment.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from briefing.errors import UsageError

PASSWORD = "BRIEFING_PUBLISH_PASSWORD"
"""Environment variable with the password of SFTP, WebDAV and the like."""

Kind = Literal["folder", "s3", "sftp", "webdav", "other"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_USERINFO = re.compile(r"//[^/?#]*@")
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
_REMOTE_SHELL = re.compile(r"[^/\\@\s]+@[^/\\:\s]+:")
_KINDS: dict[str, Kind] = {
    "s3": "s3",
    "sftp": "sftp",
    "ssh": "sftp",
    "webdav+https": "webdav",
    "webdavs": "webdav",
    "davs": "webdav",
    "webdav+http": "webdav",
    "dav": "webdav",
    "file": "folder",
}
_HERE = {"localhost", "127.0.0.1", "::1"}
_REMEDY = (
    "Give a folder, s3://bucket/prefix, sftp://user@host/path, webdav+https://user@host/path, or "
    "another address that fsspec can write to."
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send."""

    kind: Kind
    name: str
    """As messages call it."""
    scheme: str = ""
    host: str = ""
    """Host, or bucket."""
    port: int | None = None
    user: str | None = None
    path: str = ""
    """Without a slash at its end. Of a folder, as this machine writes it."""


def parse_target(text: str) -> Target:
    """Return what ``text`` says; raises ``UsageError`` for what cannot be a target."""
    name = shown(text)
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text) or not text.strip():
        raise UsageError("This is no place to send to.", where=name or None, remedy=_REMEDY)
    scheme = _SCHEME.match(text)
    if scheme is None:
        if "://" in text or _REMOTE_SHELL.match(text):
            what = "This address is of no known kind."
            raise UsageError(what, where=name, remedy=_REMEDY)
        return Target("folder", text, path=text)
    return _parsed(text, name, scheme[1].lower())


def shown(text: str) -> str:
    """Return an address fit for a message: on one line, without a password.

    >>> shown("sftp://ada:secret@example.org/\\x1b[31m")
    'sftp://example.org/[31m'
    """
    plain = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")
    if re.search(r"//[^/?#]*:[^/?#]*@", plain):
        plain = _USERINFO.sub("//", plain, count=1)
    return plain if len(plain) <= 300 else plain[:300] + "…"


def _parsed(text: str, name: str, scheme: str) -> Target:
    kind = _KINDS.get(scheme, "other")
    try:
        parts = urlsplit(text)
        host, port, user = parts.hostname or "", parts.port, parts.username
    except ValueError as error:
        raise UsageError("This is no address.", where=name, remedy=_REMEDY) from error
    if parts.password is not None:
        raise UsageError(
            "A password does not belong into an address.",
            where=name,
            remedy=f"Take it out, and put it into the environment as {PASSWORD}.",
        )
    _refuse(kind, scheme, name, host, text)
    if kind == "folder":
        return Target("folder", name, path=str(Path(url2pathname(parts.path))))
    if kind == "s3":
        return Target(kind, name.rstrip("/"), scheme, parts.netloc, path=parts.path.strip("/"))
    user = None if user is None else unquote(user)
    return Target(kind, name.rstrip("/"), scheme, host, port, user, unquote(parts.path).rstrip("/"))


def _refuse(kind: Kind, scheme: str, name: str, host: str, text: str) -> None:
    remedy = _REMEDY
    what = None
    if scheme in {"http", "https"}:
        what = "Nothing can be sent to a plain web address."
        remedy = "If a WebDAV server answers there, write webdav+https://…"
    elif kind in {"sftp", "webdav"} and not host:
        what = "This address names no host."
    elif kind == "s3" and not _BUCKET.fullmatch(urlsplit(text).netloc):
        what = "This address names no bucket."
    elif kind == "folder" and host not in {"", "localhost"}:
        what = "This address names a folder of another machine."
    elif {"..", "."} & set(unquote(text).replace("\\", "/").split("/")):
        what = "An address must not lead upwards."
        remedy = "Write where it leads to."
    elif kind != "other" and ("?" in text or "#" in text):
        what = "An address to send to has no ? and no #."
    elif scheme in {"webdav+http", "dav"} and host not in _HERE:
        what = "This connection would not be encrypted."
        remedy = "Use webdav+https://…"
    if what:
        raise UsageError(what, where=name, remedy=remedy)
