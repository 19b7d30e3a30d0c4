"""Wrapping: a text in lines that a screen can hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from briefing.publish.text import clean


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return ``text`` in as few lines of at most ``width`` columns as it takes, evenly filled.

    Lines break at blanks; a word wider than a line, such as an address or a sentence in a script
    that puts no blanks, breaks between characters.
    """
    words = [piece for word in clean(text).split() for piece in _pieces(word, width)]
    pieces = [(piece, _columns(piece)) for piece in words]
    fewest = len(_filled(pieces, width))
    # the narrowest column that needs no more lines is the one that fills them evenly
    low, high = max((columns for _, columns in pieces), default=width), width
    while low < high:
        middle = (low + high) // 2
        if len(_filled(pieces, middle)) > fewest:
            low = middle + 1
        else:
            high = middle
    return _filled(pieces, low)


def _filled(pieces: list[tuple[str, int]], width: int) -> tuple[str, ...]:
    """Return the lines that ``pieces`` fill, each piece given with its columns."""
    lines: list[str] = []
    used = 0
    for piece, columns in pieces:
        if lines and used + 1 + columns <= width:
            lines[-1] += " " + piece
            used += 1 + columns
        else:
            lines.append(piece)
            used = columns
    return tuple(lines)


def _pieces(word: str, width: int) -> Iterator[str]:
    if _columns(word) <= width:
        yield word
        return
    piece, used = "", 0
    for character in word:
        columns = _columns(character)
        if piece and used + columns > width and columns:
            yield piece
            piece, used = "", 0
        piece += character
        used += columns
    yield piece


def _columns(text: str) -> int:
    """Return the columns of ``text``: two for a wide character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
