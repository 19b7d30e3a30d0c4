"""A text as eSpeak NG can take all of it, and its word events as marks on the text.

The library has room for so many characters of a word and so many sounds of a clause, and says
nothing about what it leaves out beyond. Measured on release 1.52: it keeps 39 letters of a word it
spells, 56 to 130 of one it pronounces, 32 digits of a number; about 1,000 sounds of a clause, which
is 200 digits, or 800 letters. Languages that are written without blanks have words of that length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from briefing.model import WordMark
from briefing.units import Frames
from briefing.voice.espeak.library import WordEvent

_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_WORD_LETTERS = 38
_NUMBER_DIGITS = 30
_CLAUSE_SOUNDS = 600

_PAUSES = frozenset(",.;:!?")
"""What ends a clause before a blank."""

_WIDE_PAUSES = frozenset("，。、；：！？")
"""What ends one anywhere."""


Chunks = Mapping[int, tuple[int, str]]
"""By where it begins in the text: how many characters are said otherwise, and their phonemes."""

_NONE: Chunks = MappingProxyType({})


def prepared(text: str, chunks: Chunks = _NONE) -> tuple[str, Sequence[int]]:
    """Return ``text`` with all that the library needs, and for each character where it was.

    Characters that are no text become blanks. Blanks are put into words that are too long, commas
    into clauses that are. Chunks stand in double brackets in place of their characters; square
    brackets of the text's own are round then, which are read alike.
    """
    cleaned = _UNSPEAKABLE.sub(" ", text)
    if chunks:
        cleaned = cleaned.replace("[", "(")
    spaced = list(_spaced(cleaned, chunks))
    if not chunks and len(spaced) == len(cleaned):
        return cleaned, range(len(cleaned))
    return "".join(character for character, _ in spaced), [place for _, place in spaced]


def _spaced(text: str, chunks: Chunks) -> Iterator[tuple[str, int]]:
    """Yield the characters of ``text`` and those put in, each with its place in ``text``."""
    letters = digits = sounds = spoken = 0
    before = ""
    for place, character in enumerate(text):
        if place in chunks:
            length, phonemes = chunks[place]
            spoken = place + length
            sounds += len(phonemes)
            letters = digits = 0
            before = "]"
            yield from ((said, place) for said in f" [[{phonemes}]]")
        if place < spoken:
            continue
        blank = character.isspace()
        if blank and before in _PAUSES:
            sounds = 0
        full = letters >= _WORD_LETTERS or digits >= _NUMBER_DIGITS
        if blank or (full and not _joined(character)):
            if sounds > _CLAUSE_SOUNDS:
                yield ",", place
                sounds = 0
            if not blank:
                yield " ", place
            letters = digits = 0
        if not blank:
            letters += 1
            digits += character.isdigit()
            sounds = 0 if character in _WIDE_PAUSES else sounds + _sounds(character)
        yield character, place
        before = character


def _joined(character: str) -> bool:
    """Return whether the character belongs to the one before it."""
    return character == "\u200d" or unicodedata.category(character).startswith("M")


def _sounds(character: str) -> int:
    """Return how many sounds a character may have: a letter by itself up to three, a digit six."""
    if character.isdigit():
        return 6
    return 1 if character < "\u2e80" else 5


def passed_over(text: str, marks: Sequence[WordMark]) -> int:
    """Return how many letters and digits the longest stretch has in which no word was heard."""
    starts = [mark.offset for mark in marks]
    stretches = zip([0, *starts], [*starts, len(text)], strict=True)
    return max(sum(map(str.isalnum, text[a:b])) for a, b in stretches)


def marks_of(
    words: Sequence[WordEvent],
    text: str,
    places: Sequence[int],
    frames: int,
    chunks: Chunks = _NONE,
) -> tuple[WordMark, ...]:
    """Return the word events as marks on ``text``: in order, apart, each on a word.

    The library counts characters from 1 in the text it was given. It reports the parts of a number
    one by one, and then points into the number or before it. A chunk is one word.
    """
    marks: list[WordMark] = []
    free, latest = 0, 0
    for position, length, sample in words:
        if not 1 <= position <= len(places):
            continue
        offset = places[position - 1]
        end = min(offset + (chunks[offset][0] if offset in chunks else length), len(text))
        if offset < free or end <= offset or not text[offset:end].strip():
            continue
        latest = min(max(sample, latest), frames)
        marks.append(WordMark(Frames(latest), offset, end - offset))
        free = end
    return tuple(marks)
