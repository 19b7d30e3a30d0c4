"""Sources: the addresses of source sentences in few bytes, for pages of long episodes.

Most of a passage's address is said already: the page it lies in is the same for a whole story, and
its text directive repeats the sentence's own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from briefing.publish.pages.reading import Answered, Stretch, Told

_DIRECTIVE = ":~:text="


class Sources:
    """The pages that sentences come from, and each sentence's source told by them."""

    def __init__(self, parts: Iterable[Stretch]) -> None:
        """Collect the pages of every sentence in ``parts``."""
        found = (_base(told.source) for part in parts for told in _lines(part) if told.source)
        self.bases: tuple[str, ...] = tuple(dict.fromkeys(found))
        """Addresses up to their text directive, a ``#`` before it included."""

    def brief(self, told: Told) -> str:
        """Return a sentence's source as the page's script reads it.

        The number of its base; then how many of the sentence's words the directive names from the
        start and from the end, or ``=`` and the directive itself where it names others.
        """
        base, _, directive = (told.source or "").partition(_DIRECTIVE)
        number = str(self.bases.index(base))
        if not directive:
            return number
        words = told.text.split(" ")
        counts: list[str] = []
        ends = [unquote(end).split(" ") for end in directive.split(",")]
        if len(ends) <= 2 and ends[0] == words[: len(ends[0])]:
            counts.append(str(len(ends[0])))
        if len(ends) == 2 and ends[1] == words[-len(ends[1]) :]:
            counts.append(str(len(ends[1])))
        return " ".join((number, *(counts if len(counts) == len(ends) else [f"={directive}"])))


def _base(source: str) -> str:
    return source.partition(_DIRECTIVE)[0]


def _lines(part: Stretch) -> Iterable[Told]:
    for block in part.blocks:
        for turn in block.turns if isinstance(block, Answered) else (block,):
            for paragraph in turn.paragraphs:
                yield from paragraph
