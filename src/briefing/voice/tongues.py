"""Tongues: whether a voice of one language can speak another."""

from __future__ import annotations

_ANY = frozenset({"mul", "und"})
"""What a voice without a language of its own says it speaks (ISO 639-2)."""

_MACROLANGUAGE = {"cmn": "zh", "yue": "zh", "hak": "zh", "nb": "no", "nn": "no"}
"""Languages a text is as often tagged with the name of the group for (ISO 639-3)."""


def speaks(voice: str, language: str) -> bool:
    """Return whether a voice of the language ``voice`` speaks ``language``, both BCP 47 tags."""
    return speaks_any(voice) or primary(voice) == primary(language)


def speaks_any(voice: str) -> bool:
    """Return whether a voice of the language ``voice`` speaks whatever it is given."""
    return voice in _ANY


def primary(tag: str) -> str:
    """Return the language of a tag without its region, or the group it belongs to."""
    first = tag.lower().replace("_", "-").partition("-")[0]
    return _MACROLANGUAGE.get(first, first)
