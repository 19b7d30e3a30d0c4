"""Profiles: whether a document is told as news, whose beginning says most, or is expository.

Reports, papers and other treatises do not begin with what matters most, and say it in the words of
their title; that costs a news profile four to six points of ROUGE-1. Stories, interviews and
instructions are told like news: measured over thirteen kinds of text, their beginning says most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from briefing.model import Document

Profile = Literal["news", "expository"]

PROFILES: tuple[Profile, ...] = ("news", "expository")

_REFERENCE = re.compile(
    r"\([^()]{0,80}\b(?:1[89]|20)[0-9]{2}[a-z]?\)"  # (Byron, 1843)
    r"|\[[0-9]{1,3}(?:[,–-] ?[0-9]{1,3}){0,9}\]"  # [3, 7]
    r"|\bet al\b"
)
_ATTRIBUTION = re.compile(
    r"\b(?:said|says|told|sagte|sagt|dit|déclaré|dijo|dice|disse|diz|detto|afferma|zei|zegt"
    r"|powiedział|powiedziała|mówi)\b"
)
REFERRING = 0.06
"""So many references to other texts a sentence make a treatise ..."""
ATTRIBUTED = 0.1
"""... unless so many of its sentences say who said it."""
LONG = 100
"""Sentences: more of them in ..."""
HEADED = 4
"""... so many headed sections or more are a report, too."""


def profile_of(document: Document) -> Profile:
    """Return the profile of ``document``: expository if it refers to others or is long and headed.

    What is attributed to speakers again and again is news, however long.
    """
    texts = [
        sentence.text
        for block in document.blocks()
        if not block.silent
        for sentence in block.sentences
    ]
    if _share(_ATTRIBUTION, texts) >= ATTRIBUTED:
        return "news"
    headed = sum(section.heading is not None for section in document.sections)
    if headed >= HEADED and len(texts) > LONG:
        return "expository"
    return "expository" if _share(_REFERENCE, texts) >= REFERRING else "news"


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    """Return the share of ``texts`` in which ``pattern`` is found."""
    return sum(pattern.search(text) is not None for text in texts) / max(len(texts), 1)
