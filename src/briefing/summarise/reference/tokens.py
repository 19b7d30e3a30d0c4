"""The words and commas of a sentence, as the tables of leaning words have them."""

from __future__ import annotations

import re

from briefing.summarise.reference.quotation import OUTSIDE
from briefing.summarise.reference.tongue import Tongue

_APOSTROPHES = "'’ʼ"
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}‑-][^\W_]+)*|[,{OUTSIDE}]|[–—](?=\s)")
_ELIDING_WORD = re.compile(rf"[^\W_]+(?:[‑-][^\W_]+)*|[,{OUTSIDE}]|[–—](?=\s)")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")

NO_WORDS = frozenset((",", OUTSIDE, "–", "—"))
"""Tokens that are none."""


def tokens_of(text: str, tongue: Tongue) -> list[str]:
    """Return words, commas and dashes: "he's" as ``he``, "qu'il" as two words."""
    if tongue.splits_elisions:
        return _ELIDING_WORD.findall(text)
    words = _WORD.findall(text)
    if text.isascii() and "'" not in text:
        return words
    return [_APOSTROPHE.split(word, maxsplit=1)[0] or word for word in words]  # ʼ is a letter
