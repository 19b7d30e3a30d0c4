"""Names of voices: what describes one, and the one refusal of a voice that does not exist."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.errors import VoiceError

_FEW = 12
"""So many names are read; more are looked up."""


_DESCRIPTION = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z0-9]{1,8})*)?(?:(?:^|\+)(?P<sex>female|male)(?P<place>[1-9]?))?"
)


class Description(NamedTuple):
    """What a person wants of a voice, who has no name for it."""

    language: str
    """A tag in lower case; English if none was written."""
    sex: Literal["female", "male"] | None
    place: int
    """Which of those it fits, from 0, the best first."""


def described(name: str) -> Description | None:
    """Return what ``name`` describes: a language tag, ``female`` or ``male``, or ``TAG+female``.

    A digit after the sex chooses the second voice, the third and so on. ``None`` if it is no
    description.
    """
    found = _DESCRIPTION.fullmatch(name.lower())
    if found is None or not (found["language"] or found["sex"]):
        return None
    sex: Literal["female", "male"] | None = None
    if found["sex"]:
        sex = "female" if found["sex"] == "female" else "male"
    return Description(found["language"] or "en", sex, int(found["place"] or 1) - 1)


def unknown_voice(engine: str, name: str, names: Sequence[str]) -> VoiceError:
    """Return the error for a voice that does not exist; its remedy names near ones."""
    asked = name[:80]
    near = difflib.get_close_matches(asked, names, n=3)
    if near:
        remedy = f"Did you mean {' or '.join(near)}?"
    elif len(names) <= _FEW:
        remedy = f"Choose one of: {', '.join(names) or 'none'}."
    else:
        remedy = "Choose one that `briefing voices` lists."
    return VoiceError(f"There is no voice called {asked!r}.", where=engine, remedy=remedy)
