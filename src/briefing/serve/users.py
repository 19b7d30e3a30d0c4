"""Users: who may hear a show that asks for a password. The file holds names and scrypt hashes.

One ``name:hash`` a line. The hash is ``scrypt$N$r$p$salt$key``, salt and key in base64; its costs
are those OWASP's Password Storage Cheat Sheet gives for 16 MiB of memory.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from briefing.errors import UsageError
from briefing.files import write_whole

_COSTS = (1 << 14, 8, 5)
_MEMORY = 64 << 20
_LINE = re.compile(
    r"(?P<name>[^:\s#][^:]*):scrypt\$(?P<n>[0-9]{1,7})\$(?P<r>[0-9]{1,2})\$(?P<p>[0-9]{1,2})"
    r"\$(?P<salt>[A-Za-z0-9+/=]{8,128})\$(?P<key>[A-Za-z0-9+/=]{24,128})"
)
_NAME_LIMIT = 64
_PASSWORD_LIMIT = 1024


def hashed(password: str) -> str:
    """Return the hash to keep of ``password``."""
    n, r, p = _COSTS
    salt = secrets.token_bytes(16)
    key = _scrypt(password, salt, (n, r, p), 32)
    return "$".join(("scrypt", str(n), str(r), str(p), _text(salt), _text(key)))


NOBODY = f"scrypt${_COSTS[0]}${_COSTS[1]}${_COSTS[2]}${'A' * 22}==${'A' * 43}="
"""A hash no password has: an unknown name takes as long to refuse as a known one."""


def matches(password: str, kept: str) -> bool:
    """Return whether ``kept`` is the hash of ``password``."""
    match = _usable(f"x:{kept}")
    if match is None or len(password) > _PASSWORD_LIMIT:
        return False
    key = base64.b64decode(match["key"])
    costs = int(match["n"]), int(match["r"]), int(match["p"])
    return hmac.compare_digest(
        _scrypt(password, base64.b64decode(match["salt"]), costs, len(key)), key
    )


def read_users(path: Path) -> dict[str, str]:
    """Return the hash of each name in the file; raises ``UsageError`` naming the line."""
    remedy = f"Add people with: briefing serve --users {path} --add-user NAME"
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = f"The users cannot be read: {getattr(error, 'strerror', 'it is no UTF-8')}."
        raise UsageError(what, where=str(path), remedy=remedy) from error
    users: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, kept = line.partition(":")
        if not _usable(line) or name in users:
            where = f"{path}:{number}"
            raise UsageError("This line is no user's.", where=where, remedy=remedy)
        users[name] = kept
    return users


def add_user(path: Path, name: str, password: str) -> None:
    """Put ``name`` with ``password`` into the file, in the place of an earlier password.

    The file is made if need be, readable by its owner alone. Raises ``UsageError``.
    """
    name = unicodedata.normalize("NFC", name)
    fine = name.isprintable() and name == name.strip() and 0 < len(name) <= _NAME_LIMIT
    if not fine or set(name) & {":", "#"}:
        raise UsageError(
            f"{name!r} cannot be a user's name.",
            where="--add-user",
            remedy=f"Choose one of at most {_NAME_LIMIT} characters, without : and #.",
        )
    if not 0 < len(password) <= _PASSWORD_LIMIT:
        remedy = f"Choose one of at most {_PASSWORD_LIMIT} characters."
        raise UsageError("This cannot be a password.", where="--add-user", remedy=remedy)
    users = read_users(path) if path.exists() else {}
    users[name] = hashed(password)
    body = "".join(f"{name}:{kept}\n" for name, kept in users.items())
    try:
        write_whole(path, body.encode())
    except OSError as error:
        raise UsageError(
            f"The users cannot be written: {error.strerror}.",
            where=str(path),
            remedy="Choose another file with --users.",
        ) from error


def credentials(header: str) -> tuple[str, str] | None:
    """Return the name and password of an ``Authorization`` header (RFC 7617), if it has them."""
    scheme, _, encoded = header.strip().partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        given = base64.b64decode(encoded.strip(), validate=True)
    except ValueError:
        return None
    try:
        text = given.decode("utf-8")
    except UnicodeDecodeError:  # clients older than the RFC
        text = given.decode("latin-1")
    name, colon, password = text.partition(":")
    return (unicodedata.normalize("NFC", name), password) if colon else None


def known_names(users: Mapping[str, str], name: str) -> str:
    """Return ``name`` if there is such a user, else nothing: all unknown ones count as one."""
    return name if name in users else ""


def _usable(line: str) -> re.Match[str] | None:
    """Return the parts of a line that can be checked in a memory and a time that are bounded."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    n, r, p = int(match["n"]), int(match["r"]), int(match["p"])
    try:
        base64.b64decode(match["salt"], validate=True)
        base64.b64decode(match["key"], validate=True)
    except ValueError:
        return None
    bounded = 128 * n * r + 128 * r * p < _MEMORY and p <= 16
    return match if bounded and n > 1 and n & (n - 1) == 0 and r > 0 and p > 0 else None


def _scrypt(password: str, salt: bytes, costs: tuple[int, int, int], length: int) -> bytes:
    text = unicodedata.normalize("NFC", password).encode("utf-8", "replace")
    n, r, p = costs
    return hashlib.scrypt(text, salt=salt, n=n, r=r, p=p, maxmem=2 * _MEMORY, dklen=length)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
