"""The guard: no figure, name or quotation is heard that its source does not say.

Each number, date, sum, percentage, unit, proper name and quotation must occur in the source
sentences a statement cites. Only the spoken forms listed in ``guard.forms`` may differ, and a
number may be rounded where the words around it say so. What else a sentence claims (who did what
to whom, whether it did *not* happen) is beyond a comparison of words: negation is out of scope.
Names are imported when they are first used: what is told in the source's own words needs none.

>>> unsupported("It cost six million dollars.", ["The bridge cost $5m."], "en")
(Unsupported(kind='money', text='six million dollars'),)
>>> unsupported("It cost five million dollars.", ["The bridge cost $5m."], "en")
()
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.called import imported_when_used

if TYPE_CHECKING:
    from briefing.guard.ground import Rounded, Unsupported
    from briefing.guard.scripts import warnings
    from briefing.guard.stories import guarded

__all__ = ["Rounded", "Unsupported", "guarded", "rounded", "unsupported", "warnings"]


def unsupported(
    text: str, sources: Sequence[str], language: str, known: Sequence[str] = ()
) -> tuple[Unsupported, ...]:
    """Return what ``text`` says that ``sources`` do not, in the order it is said.

    ``language`` is a BCP 47 tag. ``known`` are further texts that may be named: the show, the
    publisher, a speaker; a figure in one of them counts only where all of that text is said.
    Where nothing is spelled with capitals, no names are checked. Pure, and linear in what it reads.
    """
    if text in sources:
        return ()
    from briefing.guard.ground import Ground

    return Ground(sources, language, known).unsupported(text)


def rounded(text: str, sources: Sequence[str], language: str) -> tuple[Rounded, ...]:
    """Return the numbers that were allowed because ``text`` says that they are rounded.

    >>> rounded("Nearly 50 people came.", ["48 people came."], "en")
    (Rounded(text='Nearly 50', source='48'),)
    """
    from briefing.guard.ground import Ground

    return Ground(sources, language).rounded(text)


if not TYPE_CHECKING:
    __getattr__ = imported_when_used(
        __name__,
        {
            "Rounded": "ground",
            "Unsupported": "ground",
            "guarded": "stories",
            "warnings": "scripts",
        },
    )
