"""The text that flows through a walk: gathered piece by piece, ended by blocks, made parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from briefing.read.decode import clean
from briefing.read.ear import CELL
from briefing.read.facts import letters
from briefing.read.outline import Part
from briefing.read.quotations import is_quotation, speaker_of
from briefing.read.sentences import join_lines

BOLD_LEVEL = 7
"""Level of a line that is bold from end to end: a heading below all six true levels."""

_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_LONGEST_HEADLINE = 120
_WORD = re.compile(r"\w")
_LAID_OUT = frozenset({"code", "math"})
_LEAST_REPEATED = 25
"""Letters of a quotation from which on the same letters elsewhere are a repetition."""


class Flow:
    """Collects the text and the parts of one container, in order.

    ``plain``: a bold line in it is no heading, as in a table's cell or a point of a list.
    """

    def __init__(self, *, plain: bool = False) -> None:
        self.bold = 0
        """How many bold elements the text now stands in."""
        self._plain = plain
        self._parts: list[Part] = []
        self._beside: list[Part] = []
        self._pieces: list[str] = []
        self._thin = False
        self._thick = False

    def say(self, text: str | None) -> None:
        """Add running text; its line ends are blanks."""
        if not text:
            return
        self._pieces.append(_BLANKS.sub(" ", text))
        if not text.isspace():
            self._thick |= self.bold > 0
            self._thin |= self.bold == 0

    def break_line(self) -> None:
        """Begin a new line; two in a row begin a new paragraph."""
        self._pieces.append("\n")

    def beside(self, part: Part) -> None:
        """Add a part that stands in a sentence: it comes after the paragraph."""
        self._beside.append(part)

    def end(self) -> None:
        """Make paragraphs of the text so far."""
        text = "".join(self._pieces)
        bold = self._thick and not self._thin
        self._pieces = []
        self._thin = self._thick = False
        for paragraph in re.split(r"\n\s*\n", text) if text.strip() else ():
            lines = [" ".join(line.split()) for line in paragraph.split("\n")]
            told = "\n".join(line for line in lines if line)
            if told:
                self._append(_paragraph(told, bold=bold and not self._plain))
        beside, self._beside = self._beside, []
        self._parts += [part for part in beside if _holds_words(part)]

    def add(self, part: Part) -> None:
        """Add a part after the text so far, if there is anything in it."""
        self.end()
        if _holds_words(part):
            self._append(part)

    def take(self, parts: Iterable[Part]) -> None:
        """Add parts after the text so far."""
        for part in parts:
            self.add(part)

    def quote(self, parts: Sequence[Part], speaker: str | None) -> None:
        """Add a quotation that holds ``parts``; a last line with a dash names the speaker."""
        self.end()
        texts: list[str] = []
        for part in parts:
            if part.role in {"paragraph", "list", "quote"} and not part.silent:
                texts += [text for text in part.texts if text.strip("—–―-~ \n")]
                speaker = speaker or part.speaker
                continue
            self.add(_quotation(texts, speaker))
            texts = []
            self.add(part)
        self.add(_quotation(texts, speaker))

    def done(self) -> list[Part]:
        """Return the parts; the flow has ended."""
        self.end()
        return self._parts

    def _append(self, part: Part) -> None:
        """Add a part; a line that only names the speaker of the quote before it goes there."""
        above = self._parts[-1] if self._parts else None
        if above and above.role == "quote" and above.speaker is None and part.role == "paragraph":
            speaker = speaker_of(part.text)
            if speaker and not part.silent:
                self._parts[-1] = replace(above, speaker=speaker)
                return
        self._parts.append(part)


def _holds_words(part: Part) -> bool:
    return any(text.strip() for text in part.texts)


def _paragraph(text: str, *, bold: bool) -> Part:
    ends = text.endswith((".", "!", ",", ";", "…", "。", ":"))
    if bold and not ends and len(text) <= _LONGEST_HEADLINE and _WORD.search(text):
        return Part("heading", (text,), level=BOLD_LEVEL)
    if is_quotation(" ".join(text.split())):
        return Part("quote", (text,))
    return Part("paragraph", (text,))


def _quotation(texts: Sequence[str], speaker: str | None) -> Part:
    texts = list(texts)
    if texts and speaker is None:
        *lines, last = texts[-1].split("\n")
        named = speaker_of(last)
        if named and (lines or len(texts) > 1):
            texts[-1:] = ["\n".join(lines)] * bool(lines)
            speaker = _without_handle(named)
    return Part("quote", tuple(texts), speaker=speaker)


def _without_handle(name: str) -> str:
    """Return the name in "Ada Moor (@adamoor) March 3, 2026", as embedded posts end."""
    return re.sub(r"\s*\(@\w{1,30}\).*$", "", name) or name


# ---------------------------------------------------------------------------- the whole walk


def settled(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a whole walk, clean, with what only the whole can tell made out.

    Bold lines are headings only where there are no others; a pull quote that repeats the text is
    silent.
    """
    tidy = [part for part in map(_cleaned, _judged_bold(parts)) if _holds_words(part)]
    return _without_repeats(list(joined(_listed(tidy))))


_BULLET = re.compile(r"[•·▪●○◦‣⁃]\s*(?=\w)")


def _listed(parts: Sequence[Part]) -> list[Part]:
    """Return ``parts``, two or more paragraphs in a row that begin with bullets made a list."""
    result: list[Part] = []
    for bulleted, run in groupby(parts, _is_bulleted):
        together = list(run)
        if bulleted and len(together) > 1:
            texts = tuple(_BULLET.sub("", part.text, count=1) for part in together)
            together = [replace(together[0], role="list", texts=texts)]
        result += together
    return result


def _is_bulleted(part: Part) -> bool:
    return part.role == "paragraph" and not part.silent and bool(_BULLET.match(part.text))


def _cleaned(part: Part) -> Part:
    if part.role in _LAID_OUT:
        texts = tuple(clean(text)[0] for text in part.texts)
    elif part.role == "table":
        texts = tuple(
            CELL.join(" ".join(clean(cell)[0].split()) for cell in row.split(CELL))
            for row in part.texts
        )
    else:
        cleaned = (clean(text)[0].split("\n") for text in part.texts)
        lines = ([" ".join(line.split()) for line in text] for text in cleaned)
        texts = tuple(join_lines([line for line in text if line]) for text in lines)
        texts = tuple(text for text in texts if text)
    speaker = " ".join(clean(part.speaker)[0].split()) if part.speaker else None
    return replace(part, texts=texts, speaker=speaker or None)


def _judged_bold(parts: Sequence[Part]) -> list[Part]:
    """Return ``parts``, bold lines made paragraphs again unless they head sections."""
    bold = [place for place, part in enumerate(parts) if _is_bold(part)]
    true = any(part.role == "heading" and 1 < part.level < BOLD_LEVEL for part in parts)
    heads = [
        place
        for place in bold
        if place + 1 < len(parts)
        and not _is_bold(parts[place + 1])
        and parts[place + 1].role in {"paragraph", "list", "quote", "table"}
        and not parts[place + 1].silent
    ]
    kept = set() if true or len(heads) < 2 else set(heads)
    return [
        replace(part, role="paragraph", level=1) if _is_bold(part) and place not in kept else part
        for place, part in enumerate(parts)
    ]


def _is_bold(part: Part) -> bool:
    return part.role == "heading" and part.level == BOLD_LEVEL and not part.silent


def _without_repeats(parts: Sequence[Part]) -> list[Part]:
    """Return ``parts``, quotations silent that repeat part of another text, or one before them."""
    said = [
        letters(part.text) if part.role in _TELLING and not part.silent else "" for part in parts
    ]
    quotes = [place for place, part in enumerate(parts) if part.role == "quote" and said[place]]
    result = list(parts)
    for place in quotes[:_MOST_QUOTES]:
        words = said[place]
        if len(words) < _LEAST_REPEATED:
            continue
        if words in said[:place] or any(words in other for other in said if other != words):
            silent = "a pull quote that repeats the text"
            result[place] = replace(parts[place], silent=silent)
    return result


_TELLING = frozenset({"paragraph", "quote", "list"})
_MOST_QUOTES = 100
"""Quotations looked at: each is sought in the whole text."""


def joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield ``parts``, lists that follow on each other made one."""
    pending: Part | None = None
    for part in parts:
        same = pending is not None and replace(part, texts=()) == replace(pending, texts=())
        if pending is not None and same and part.role == "list":
            pending = replace(pending, texts=pending.texts + part.texts)
            continue
        if pending is not None:
            yield pending
        pending = part
    if pending is not None:
        yield pending
