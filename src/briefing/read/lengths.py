"""Lengths: how long a text looks, whatever its script."""

from __future__ import annotations

import re

UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
"""Letters of scripts that write no blanks between words."""


def length(text: str) -> float:
    """Return the length in characters; one of an unspaced script counts two and a half."""
    head = text[:400]
    return len(text) + 1.5 * len(UNSPACED.findall(head))
