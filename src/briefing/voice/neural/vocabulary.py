"""The symbols of a model (``tokens.txt``), and phonemes in them.

A line is a symbol, a blank and its number; a line with a number alone is the blank's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from briefing.voice.neural.onnxfile import broken

_MOST = 20_000_000


def read(path: Path, *, single: bool) -> dict[str, int]:
    """Return the symbols in ``path``; with ``single``, each must be one character.

    Raises ``VoiceError`` for a line that is none, and for a symbol that comes twice: the loader
    would end the process.
    """
    try:
        if path.stat().st_size > _MOST:
            raise ValueError("it is too large")
        lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise broken(path, f"it is no list of symbols ({error})") from error
    symbols: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line and number == len(lines):
            continue
        symbol, place = _parsed(line)
        if place is None or (single and symbol in symbols):
            raise broken(path, f"line {number} is no symbol with its number")
        if single and len(symbol) != 1:
            if symbol == "<BLNK>":
                continue
            raise broken(path, f"line {number} has a symbol of several characters")
        symbols.setdefault(symbol, place)
    if not symbols:
        raise broken(path, "it is empty")
    return symbols


_BLANKS = " \t\r\v\f"
"""What a C++ stream skips; other blanks may be symbols."""


def _parsed(line: str) -> tuple[str, int | None]:
    parts = line.strip(_BLANKS).replace("\t", " ").split(" ")
    parts = [part for part in parts if part]
    if len(parts) == 1:
        parts.insert(0, " ")
    if len(parts) != 2 or not parts[1].isascii() or not parts[1].isdigit():
        return "", None
    return parts[0], int(parts[1])


def written(symbols: Mapping[str, int]) -> str:
    """Return ``symbols`` as such a file."""
    return "".join(f"{symbol} {number}\n" for symbol, number in symbols.items())


_ALIKE = {
    "g": "ɡ", "ɡ": "g", "r": "ɹ", "ɹ": "r", "ɐ": "ə", "ɚ": "əɹ", "ɝ": "ɜɹ", "ᵻ": "ɪ", "ɫ": "l",
    "ʧ": "tʃ", "ʤ": "dʒ", "ʦ": "ts", "ʣ": "dz", "ɬ": "l", "ʍ": "w", "ɦ": "h", "x": "k", "ç": "ʃ",
    "ʔ": "t", "ɒ": "ɑ", "ɵ": "o", "ʏ": "y", "ɧ": "ʃ", "'": "ˈ", "ʲ": "j", "ː": ":", "ɱ": "m",
}  # fmt: skip
"""What stands for a sound that a model does not know."""


def fitted(ipa: str, symbols: Mapping[str, int], *, apart: bool) -> str:
    """Return ``ipa`` in symbols of a model: what it does not know becomes the nearest it does.

    With ``apart``, accents are characters of their own where they can be, as Piper has them.
    Sounds without any likeness are left out.

    >>> fitted("gɚ̃x", {"ɡ": 1, "ə": 2, "ɹ": 3, "x": 4}, apart=True)
    'ɡəɹx'
    """
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFD", "NFC") if apart else ("NFC", "NFD")
    out: list[str] = []
    for letter in _letters(unicodedata.normalize("NFC", ipa)):
        for form in forms:
            parts = unicodedata.normalize(form, letter)
            if all(part in symbols for part in parts):
                out.append(parts)
                break
        else:
            for sign in unicodedata.normalize("NFD", letter):
                likeness = sign if sign in symbols else _ALIKE.get(sign, "")
                out.append("".join(part for part in likeness if part in symbols))
    return "".join(out)


def _letters(text: str) -> list[str]:
    """Return ``text`` in letters, each with the accents that could not be composed into it."""
    letters: list[str] = []
    for sign in text:
        if letters and unicodedata.combining(sign):
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters
