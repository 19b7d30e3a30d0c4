"""Lines to running text: words that were parted at line ends put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.read.sentences import join_lines

_PARTED = re.compile(r"([^\W\d_]+)[-‐]$")
_LAST = re.compile(r"(\S+)[-‐]$")
_FIRST = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LONGEST = 80
"""Letters of a word that can be parted, or be a compound."""

_WORD = re.compile(r"[^\W\d_]{3,}")

_KEEPS_ITS_HYPHEN = frozenset(
    "all anti co cross ex far full half high inter large long low mid multi non one open post pre "
    "quasi real right left second self semi short single small so sub third two three four five "
    "six ten twenty thirty forty fifty sixty seventy eighty ninety ultra well year best hard well "
    "e x deutsch süd nord ost west".split()
)
"""First parts of English and German compounds that are written with a hyphen when in doubt."""


class Lexicon:
    """The words and the hyphenated compounds of one document: they settle what a hyphen means."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the words that stand whole within the lines ``texts``."""
        self.words: set[str] = set()
        self.compounds: set[str] = set()
        for text in texts:
            tokens = text.casefold().replace("‐", "-").split()
            if tokens and tokens[-1].endswith("-"):
                tokens.pop()
            for token in tokens:
                if "-" in token and len(token) < _LONGEST:
                    self.compounds.update(_COMPOUND.findall(token))
                self.words.update(_WORD.findall(token))

    def joined(self, lines: Sequence[str]) -> str:
        """Return the lines of a paragraph as one text."""
        result: list[str] = []
        for line in lines:
            if result and (mended := self._mended(result[-1], line)) is not None:
                result[-1] = mended
            else:
                result.append(line)
        return join_lines(result)

    def _mended(self, before: str, after: str) -> str | None:
        """Return the two lines as one if a word goes over the break, else ``None``.

        Only before a small letter: a name such as Rhine-Main keeps its hyphen. The hyphen goes
        where the document has the whole word; it stays where it has the compound, or where the
        first part is one that compounds begin with and the whole word is not known.
        """
        first, rest = _PARTED.search(before[-_LONGEST:]), _FIRST.match(after)
        if not before.endswith(("-", "‐")) or before.endswith((" -", "--")):
            return None
        if first is None or rest is None:
            return (
                before + after if _LAST.search(before[-_LONGEST:]) and after[:1].isalnum() else None
            )
        head, tail = first[1].casefold(), rest[0].casefold()
        if after[0].isupper() and not first[1].isupper():
            return before + after
        if f"{head}-{tail}" in self.compounds:
            return before + after
        known = head + tail in self.words
        whole_parts = head in _KEEPS_ITS_HYPHEN or self._is_chain(before)
        if whole_parts and not known:
            return before + after
        return before[:-1] + after

    def _is_chain(self, before: str) -> bool:
        """Tell whether the word has a hyphen before this one already, as in state-of-the-."""
        last = _LAST.search(before[-_LONGEST:])
        return last is not None and "-" in last[1]
