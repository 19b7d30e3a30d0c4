"""Quotations: whether a text is one from end to end, and whom a line after one names."""

from __future__ import annotations

import re

OPEN, CLOSE = '"“«„‘「『', '”"»“’」』'
ATTRIBUTION = re.compile(r"(?:—|–|--|―|-)\s?(?=[^\W_]|[@\[(\"“„«_])")

_QUOTED = re.compile(rf"[{OPEN}][^{OPEN}{CLOSE}]{{8,}}[{CLOSE}][.!?]?")
_NO_NAME_ENDS = (".", ":", ";", "?", "!", ",")
LONG_DASHES = "—―"
"""After one of them a speaker may be named in small letters, as "— a neighbour"."""

_LONGEST_SPEAKER = 150


def is_quotation(text: str) -> bool:
    """Tell whether ``text`` is one quotation from its first character to its last."""
    return 25 <= len(text) <= 1_500 and bool(_QUOTED.fullmatch(text))


def speaker_of(line: str) -> str | None:
    """Return the speaker a dashed attribution line names; ``None`` when it is no such line."""
    match = ATTRIBUTION.match(line)
    if match is None or len(line) > _LONGEST_SPEAKER or line.endswith(_NO_NAME_ENDS):
        return None
    name = line[match.end() :].strip(" _*")
    named = name and (not name[0].islower() or match[0][0] in LONG_DASHES)
    return name if named else None
