"""Numbers, written in figures or in words, as one exact value.

The words are put together by the rules eight languages share: what is smaller adds to what stands
before it, hundreds and scales multiply it. Nothing is rounded: a value is its digits and a power
of ten, so that ``$5bn`` and ``5,000,000,000`` are the same value and no number is too long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.guard.folding import LONGEST_WORD
from briefing.guard.forms.numbers import NumberWords, number_words


class Value(NamedTuple):
    """A number: its significant digits (a minus first), and the power of ten they count in."""

    digits: str
    power: int

    def times(self, power: int) -> Value:
        """Return the value times ten to the ``power``."""
        return Value(self.digits, self.power + power) if self.digits != "0" else self

    def negated(self) -> Value:
        """Return the value below zero."""
        return Value(f"-{self.digits}", self.power) if self.digits != "0" else self


def value_of(whole: str, decimals: str = "") -> Value:
    """Return the value written ``whole.decimals``; both hold digits only."""
    digits = (whole + decimals).lstrip("0")
    short = digits.rstrip("0")
    if not short:
        return Value("0", 0)
    return Value(short, len(digits) - len(short) - len(decimals))


def whole_number(value: Value) -> int | None:
    """Return a value as a whole number of at most nine digits; ``None`` when it is none."""
    if value.power < 0 or len(value.digits) + value.power > 9 or value.digits[0] == "-":
        return None
    return int(value.digits + "0" * value.power)


_GROUPS = re.compile(r"[.,'_ ]")


def values_of_figure(written: str, decimal_comma: bool) -> tuple[Value, ...]:
    """Return what a figure such as ``3,200.5`` may mean, the likeliest first.

    Two readings where nobody can tell: a single comma or point before three digits.
    """
    groups = _GROUPS.split(written)
    if len(groups) == 1:
        return (value_of(written),)
    marks = [mark for mark in written if not mark.isdigit()]
    whole = value_of("".join(groups))
    if len(set(marks)) == 1:
        return _of_one_mark(groups, marks, decimal_comma, whole)
    if len(set(marks[:-1])) == 1 and marks[-1] in ".,":
        return (value_of("".join(groups[:-1]), groups[-1]),)
    return (whole,)


def _of_one_mark(
    groups: list[str], marks: list[str], decimal_comma: bool, whole: Value
) -> tuple[Value, ...]:
    thirds = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    indian = len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])
    if marks[0] in "'_ ":
        return (whole,)
    if len(marks) > 1:
        return (whole,) if thirds or (indian and marks[0] == ",") else ()
    decimal = value_of(groups[0], groups[1])
    if not thirds or groups[0] == "0":
        return (decimal,)
    return (decimal,) if (marks[0] == ",") == decimal_comma else (whole,)


class Spelled(NamedTuple):
    """A number in words: its value, and how many of the words it takes."""

    value: Value
    words: int


@lru_cache(maxsize=32)
def _atom_pattern(language: str) -> re.Pattern[str] | None:
    words = number_words(language)
    if not words.compound:
        return None
    inner = {**words.atoms, **{word: 1 for word in words.scales if len(word) > 3}}
    found = sorted((*inner, *words.glue), key=len, reverse=True)
    return re.compile("|".join(found))


@lru_cache(maxsize=8192)
def _atoms(word: str, language: str) -> tuple[str, ...]:
    """Return the number words that ``word`` is made of, none when it is no number."""
    words = number_words(language)
    if word in words.atoms or word in words.scales:
        return (word,)
    pattern = _atom_pattern(language)
    if pattern is None or not 6 <= len(word) <= LONGEST_WORD:
        return ()
    return _cut(word, language, pattern)


def _cut(word: str, language: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Cut a compound from the left, the longest number word first, stepping back when stuck."""
    words = number_words(language)
    stuck: set[int] = set()
    path: list[str] = []

    def walk(at: int) -> bool:
        if at == len(word):
            return path[-1] not in words.glue
        if at in stuck:
            return False
        match = pattern.match(word, at)
        for end in range(match.end() if match else at, at, -1):
            piece = word[at:end]
            known = piece in words.atoms or piece in words.scales or (piece in words.glue and at)
            if not known:
                continue
            path.append(piece)
            if walk(end):
                return True
            path.pop()
        stuck.add(at)
        return False

    return tuple(path) if walk(0) else ()


class _Sum:
    """A number being put together from its words."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.total = 0
        self.group = 0
        self.empty = True
        self.zero = False

    def room(self) -> int:
        """Return what a part must be smaller than to be added: ten after twenty."""
        if self.empty:
            return 10**9
        number = self.group
        if number == 0:
            return 1000 if self.total else 0
        return 1 if number % 10 else 10 if number % 100 else 100

    def take(self, atom: int, inside: bool) -> bool:
        """Add or multiply ``atom``; ``False`` when it cannot belong to this number."""
        if self.zero:
            return False
        if atom == 100 and 1 <= self.group % 1000 < 100:
            self.group *= 100
        elif inside or atom < self.room() or self._french(atom):
            self.group += 76 if self._eighty(atom) else atom  # quatre-vingt
        elif self._year(atom):
            self.group = self.group * 100 + atom
        else:
            return False
        self.zero = self.empty and atom == 0
        self.empty = False
        return True

    def scale(self, power: int) -> bool:
        """Multiply by a thousand, a million and so on; a dozen has power 0."""
        factor = 10**power if power else 12
        if self.zero or (self.total and power == 0):
            return False
        if self.total and self.total < factor:
            self.total = (self.total + self.group) * factor
        else:
            self.total += (self.group or 1) * factor
        self.group = 0
        self.empty = False
        return True

    def _eighty(self, atom: int) -> bool:
        return self.language == "fr" and self.group % 100 == 4 and atom == 20

    def _french(self, atom: int) -> bool:
        if self.language != "fr":
            return False
        return self._eighty(atom) or (self.group % 100 in (60, 80) and 10 <= atom < 20)

    def _year(self, atom: int) -> bool:
        pair = 10 <= self.group < 100 and 10 <= atom < 100
        return self.language == "en" and not self.total and pair


def spelled(words: Sequence[str], language: str) -> Spelled | None:
    """Return the number that ``words``, folded by ``plain``, begin with; ``None`` if they do not.

    >>> spelled(["twenty", "one", "people"], "en")
    Spelled(value=Value(digits='21', power=0), words=2)
    """
    table = number_words(language)
    number = _Sum(language)
    taken = at = 0
    while at < len(words):
        parts = _atoms(words[at], language)
        linked = words[at] in table.links and taken
        if not parts:
            if not linked or not _goes_on(words, at + 1, number, table, language):
                break
            at += 1
            continue
        if not _take(number, parts, table):
            break
        at += 1
        taken = at
    if not taken:
        return None
    whole = value_of(str(number.total + number.group))
    return _with_decimals(whole, words, taken, table, language)


def _take(number: _Sum, parts: Sequence[str], table: NumberWords) -> bool:
    inside = False
    for part in parts:
        if part in table.atoms:
            taken = number.take(table.atoms[part], inside)
        elif part in table.scales:
            taken = number.scale(table.scales[part])
        else:
            taken = True  # glue: fünf*und*zwanzig
        if not taken:
            return False
        inside = True
    return True


def _goes_on(
    words: Sequence[str], at: int, number: _Sum, table: NumberWords, language: str
) -> bool:
    """Tell whether an "and" is inside the number: two hundred and five, not five and six."""
    if at >= len(words) or number.zero:
        return False
    atom = table.atoms.get(words[at])
    if atom is None:
        parts = _atoms(words[at], language)
        return bool(parts) and number.room() >= 100
    if language == "en" and number.room() < 100:
        return False
    return 0 < atom < number.room() or (
        language == "fr" and number.group % 100 == 60 and atom == 11
    )


def _with_decimals(
    whole: Value, words: Sequence[str], taken: int, table: NumberWords, language: str
) -> Spelled:
    rest = words[taken : taken + 3]
    for half in table.half:
        if " ".join(rest[: half.count(" ") + 1]) == half and whole.power >= 0:
            digits = "0" if whole.digits == "0" else whole.digits + "0" * whole.power
            return Spelled(value_of(digits, "5"), taken + half.count(" ") + 1)
    if not rest or rest[0] not in table.point:
        return Spelled(whole, taken)
    decimals = ""
    for word in words[taken + 1 : taken + 9]:
        digit = table.atoms.get(word, 10)
        if digit > 9:
            break
        decimals += str(digit)
    if not decimals or whole.power < 0:
        return Spelled(whole, taken)
    digits = "0" if whole.digits == "0" else whole.digits + "0" * whole.power
    value = value_of(digits, decimals)
    power, scales = scale_after(words[taken + 1 + len(decimals) :], language)
    return Spelled(value.times(power), taken + 1 + len(decimals) + scales)


def scale_after(words: Sequence[str], language: str) -> tuple[int, int]:
    """Return the power of ten that ``words`` begin with and how many words say it: 6, 1."""
    table = number_words(language)
    power = count = 0
    for word in words[:2]:
        step = table.scales.get(word, 2 if table.atoms.get(word) == 100 else 0)
        if step == 0:
            break
        power += step
        count += 1
    return power, count


@lru_cache(maxsize=4096)
def ordinal(word: str, language: str) -> int:
    """Return the place that an ordinal in one word, folded by ``plain``, names; 0 if it is none."""
    table = number_words(language)
    if word in table.ordinals:
        return table.ordinals[word]
    for pattern, repair in _ORDINAL_ENDINGS.get(language, ()):
        match = pattern.fullmatch(word)
        if match is None:
            continue
        stem = repair.get(match[1], match[1])
        if language in ("de", "nl") and f"{stem}e" in table.ordinals:
            return table.ordinals[f"{stem}e"]
        for vowel in ("", "e", "s", "u", "i", "o", "a"):
            found = spelled([stem + vowel], language)
            if found and found.value.power < 4 and found.value != value_of("1"):
                return int(found.value.digits + "0" * found.value.power)
        if language == "pl":
            return next((n for whole, n in table.ordinals.items() if whole[:-1] == stem), 0)
    return 0


_ORDINAL_ENDINGS: dict[str, tuple[tuple[re.Pattern[str], dict[str, str]], ...]] = {
    "de": (
        (re.compile(r"(\w+?)s?te[nrsm]?"), {}),
        (re.compile(r"((?:erst|zweit|dritt|siebt|acht))e[nrsm]?"), {}),
    ),
    "nl": ((re.compile(r"(\w+?)(?:de|ste)"), {}),),
    "fr": (
        (
            re.compile(r"(\w+?)iemes?"),
            {"quatr": "quatre", "cinqu": "cinq", "neuv": "neuf", "onz": "onze", "douz": "douze"}
            | {"trent": "trente", "quinz": "quinze", "treiz": "treize", "seiz": "seize"},
        ),
    ),
    "it": (
        (
            re.compile(r"(\w+?)esim[oaie]"),
            {"undic": "undici", "dodic": "dodici", "trent": "trenta"},
        ),
    ),
    "pl": ((re.compile(r"(\w+?)(?:y|a|e|i|ego|ej|emu|ym|im|ych|ymi)"), {}),),
}

_ROMAN = re.compile("(?=[MDCLXVI])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral in its standard form, in capitals; 0 if it is none."""
    if len(numeral) > 15 or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_ROMAN_LETTERS[letter] for letter in numeral]
    after = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, after, strict=True))
