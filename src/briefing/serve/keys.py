"""Keys: the secret in the address of a private show, made once and kept beside the show."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from briefing.errors import ServeError, UsageError
from briefing.files import write_whole
from briefing.serve.standing import published

KEY_FILE = ".key"
KEY_VARIABLE = "BRIEFING_KEY"

_KEY = re.compile(r"[A-Za-z0-9_-]{22,128}")
_LEAST_SIGNS = 10


def private_key(folder: Path, environment: Mapping[str, str]) -> str:
    """Return the key of the show in ``folder``: the environment's, or the one kept there.

    Where there is none yet it is made. Its file can be read by its owner alone. Raises
    ``UsageError`` for a key that is easily guessed, ``ServeError`` where no show is published or
    no key can be kept, ``OutputError`` for a broken record.
    """
    path = folder / KEY_FILE
    remedy = "Write 22 letters and digits or more, drawn at random; - and _ may be among them."
    given = environment.get(KEY_VARIABLE)
    if given is not None:
        if not is_key(given):
            raise UsageError("This key is too easy.", where=KEY_VARIABLE, remedy=remedy)
        return given
    published(folder)  # a key beside anything else would be no use, and lie there
    try:
        with suppress(FileNotFoundError):
            kept = path.read_text("ascii", "replace").strip()
            if not is_key(kept):
                remedy = f"{remedy} Or remove the file: the next start makes a new key."
                raise ServeError("This key is too easy.", where=str(path), remedy=remedy)
            path.chmod(0o600)
            return kept
        key = secrets.token_urlsafe(32)
        write_whole(path, f"{key}\n".encode())
    except OSError as error:
        raise ServeError(
            f"The key cannot be kept: {error.strerror}.",
            where=str(path),
            remedy=f"Mend the permissions, or set {KEY_VARIABLE}.",
        ) from error
    return key


def is_key(text: str) -> bool:
    """Return whether ``text`` is long and mixed enough to be a secret, and stands in an address."""
    return _KEY.fullmatch(text) is not None and len(set(text)) >= _LEAST_SIGNS


def same(one: str, other: str) -> bool:
    """Return whether two secrets are equal, in a time that tells nothing of where they differ."""
    first, second = (sha256(text.encode("utf-8", "replace")).digest() for text in (one, other))
    return hmac.compare_digest(first, second)
