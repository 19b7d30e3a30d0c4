"""Text as a program can be given it: in signs its encoding has."""

from __future__ import annotations

import re
import unicodedata

_NEAR = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒−–—―", "-"),
    **dict(zip("ßæÆœŒøØłŁđĐðþÞı", "ss ae Ae oe Oe o O l L d D d th Th i".split(), strict=True)),
}
"""What is heard alike, for signs that Unicode takes for letters of their own."""

_DASH = re.compile(r"\s+[–―]\s+|\s*—\s*")
"""A dash at which a reader pauses, as at a comma."""


def spelt(text: str, encoding: str) -> str:
    """Return ``text`` in signs that ``encoding`` has.

    Signs it lacks are replaced by near ones: quotation marks by plain ones, letters by those
    without their marks; what has none near it is a blank.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        paused = text if _fits("—", encoding) else _DASH.sub(", ", text)
        return "".join(_nearest(character, encoding) for character in paused)
    return text


def _nearest(character: str, encoding: str) -> str:
    if _fits(character, encoding):
        return character
    taken_apart = unicodedata.normalize("NFKD", _NEAR.get(character, character))
    kept = "".join(one for one in taken_apart.replace("\u2044", "/") if one.isascii())
    if kept[:1].isdigit():
        kept = f" {kept}"  # or 3½ is 31/2, and 10² is 102
    return kept if kept and _fits(kept, encoding) else " "


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def language_tag(language: str) -> str:
    """Return ``language`` with nothing in it but what language tags are made of."""
    kept = "".join(one for one in language if one.isascii() and (one.isalnum() or one == "-"))
    return kept.lstrip("-") or "en"
