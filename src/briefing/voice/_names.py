"""The one refusal of a voice that does not exist, for every engine of ours."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from briefing.errors import VoiceError

_FEW = 12
"""So many names are read; more are looked up."""


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
