"""A text laid out for reading: its pieces, and each piece as the tables hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.guard.folding import plain
from briefing.guard.forms.calendar import CalendarWords, calendar_words
from briefing.guard.forms.numbers import NumberWords, number_words
from briefing.guard.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Scan:
    """A folded text and its pieces in one language, a bare language tag."""

    text: str
    language: str
    tag: str
    """The whole tag: English dates are read by region."""
    pieces: Sequence[Token]
    words: Sequence[str]
    """Each piece in small letters without accents and possessive."""
    numbers: NumberWords
    calendar: CalendarWords

    @classmethod
    def of(cls, text: str, tag: str) -> Scan:
        """Lay out ``text``, which is folded; ``tag`` is a BCP 47 tag."""
        language = tag.partition("-")[0].lower()
        pieces = tokens(text, language)
        words = [plain(piece.text).removesuffix("'s") for piece in pieces]
        return cls(
            text, language, tag, pieces, words, number_words(language), calendar_words(language)
        )

    def word(self, at: int) -> str:
        """Return the word at piece ``at``; nothing where there is no piece."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def kind(self, at: int) -> str:
        """Return what the piece ``at`` is; nothing where there is no piece."""
        return self.pieces[at].kind if 0 <= at < len(self.pieces) else ""

    def touches(self, at: int) -> bool:
        """Tell whether the piece ``at`` touches the one before it."""
        return 0 < at < len(self.pieces) and self.pieces[at - 1].end == self.pieces[at].start

    def near(self, at: int) -> bool:
        """Tell whether at most one blank stands before the piece ``at``."""
        return 0 < at < len(self.pieces) and self.pieces[at].start - self.pieces[at - 1].end <= 1

    def slice(self, first: int, last: int) -> str:
        """Return the text from piece ``first`` to piece ``last``, both included."""
        return self.text[self.pieces[first].start : self.pieces[last].end]

    def past_hyphen(self, at: int) -> int:
        """Return the piece after a hyphen that joins two others; else ``at``."""
        joins = self.word(at) == "-" and self.touches(at) and self.touches(at + 1)
        return at + 1 if joins else at

    def run(self, at: int, most: int = 14) -> list[int]:
        """Return the pieces from ``at`` on that are words with only blanks and hyphens between."""
        found: list[int] = []
        while len(found) < most and self.kind(at) == "word":
            if found and not self.near(at):
                break
            found.append(at)
            at = self.past_hyphen(at + 1)
        return found
