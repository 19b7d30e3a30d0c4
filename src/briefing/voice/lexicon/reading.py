"""A lexicon out of a file's bytes, in either form."""

from __future__ import annotations

from pathlib import PurePath

from briefing.errors import UsageError
from briefing.voice.lexicon.entries import Lexicon

LARGEST = 2 * 1024 * 1024
"""Bytes: some thirty thousand entries."""


def read_lexicon(path_name: str, raw: bytes) -> Lexicon:
    """Return the lexicon in ``raw``: W3C PLS 1.0 or TOML.

    The suffix of ``path_name`` decides (``.pls`` and ``.xml``, ``.toml``), else the first
    character. Raises ``UsageError`` with file and line for a mistake in it, and when it is larger
    than two megabytes.
    """
    if len(raw) > LARGEST:
        raise UsageError(
            "It is larger than two megabytes.", where=path_name, remedy="Give a smaller lexicon."
        )
    if _is_pls(path_name, raw):
        from briefing.voice.lexicon.pls import read_pls

        return read_pls(path_name, raw)
    from briefing.voice.lexicon.toml import read_toml

    return read_toml(path_name, raw)


def _is_pls(path_name: str, raw: bytes) -> bool:
    suffix = PurePath(path_name).suffix.lower()
    if suffix in (".pls", ".xml", ".toml"):
        return suffix != ".toml"
    return raw[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
