"""Shingles: the pairs of words that stand side by side, by which texts are compared.

After Broder, On the resemblance and containment of documents (1997). Case, punctuation and
typography do not count; the order of sentences does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

_WORD = re.compile(
    # scripts that put no blank between words: each character stands for itself
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
    "|[^\\W_\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff"
    "\U00020000-\U0003ffff]+"
)


def shingles(sentences: Iterable[str]) -> frozenset[str]:
    """Return the pairs of neighbouring words of ``sentences``; a lone word stands for itself."""
    return frozenset(shingle for sentence in sentences for shingle in _of(sentence))


def _of(sentence: str) -> Iterator[str]:
    words = _WORD.findall(unicodedata.normalize("NFKC", sentence).casefold())
    if len(words) > 1:
        yield from (f"{one} {two}" for one, two in pairwise(words))
    elif words or sentence.strip():
        yield words[0] if words else sentence.strip()  # a text of signs alone is still a text
