"""A text in pieces a model can say in one go: sentences, or parts of one that is too long."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.model import Pronunciation

Run = tuple[str, bool]
"""A stretch of a clause: its words, or (``True``) the IPA that takes their place."""

Phonemes = Callable[[Sequence[Run]], Sequence[str]]
"""Return each run's phonemes in the model's symbols."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a model says in one go: phonemes, or text for one that takes text."""

    said: str
    ends: bool
    """Whether a sentence ends with it; if not, the voice goes on."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence: from ``start`` to ``end`` of the text, closed by ``mark``."""

    start: int
    end: int
    mark: str
    ends: bool


_STOPS = {
    ".": ".",
    "!": "!",
    "?": "?",
    "…": ".",
    "。": ".",
    "！": "!",
    "？": "?",
    "।": ".",
    "؟": "?",
}
_MARKS = _STOPS | {
    ",": ",", ";": ";", ":": ":", "—": ",", "–": ",", "、": ",", "，": ",", "；": ";", "：": ":",
    "،": ",", "؛": ";",
}  # fmt: skip

_CLOSED = re.compile(
    r"[.!?…,;:]+[\"'”’»)\]]*(?=\s|$)"  # written with blanks between words
    r"|[。！？、，；：।؟،؛]+[”’」』）]*"  # or without
    r"|(?<=\s)[—–]+(?=\s)|—"
    r"|\s*[\r\n]+"
)
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]$")


def spelt(
    text: str,
    pronunciations: Sequence[Pronunciation],
    room: int,
    phonemes: Phonemes,
    *,
    english: bool,
) -> tuple[Piece, ...]:
    """Return ``text`` as phonemes with marks between clauses, in pieces of at most ``room``.

    A span that has a pronunciation is said as that says, with a plural or possessive s after it;
    one that is but a part of a word is said as it is spelt. ``phonemes`` is asked once, for all.
    """
    clauses = tuple(_clauses(text))
    runs = [_runs(text, clause, pronunciations, english) for clause in clauses]
    flat = [run for clause in runs for run in clause]
    made = iter(phonemes(flat))
    said: list[tuple[str, bool]] = []
    for clause, parts in zip(clauses, runs, strict=True):
        sounds = " ".join(sound for sound in (next(made) for _ in parts) if sound)
        if sounds:
            said.append((sounds + clause.mark, clause.ends))
        elif said and clause.ends:
            said[-1] = said[-1][0], True
    return tuple(_packed(said, room))


def written(text: str, room: int) -> tuple[Piece, ...]:
    """Return ``text`` as it is written, in pieces of at most ``room`` characters."""
    cleaned = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)
    said: list[tuple[str, bool]] = []
    for clause in _clauses(cleaned):
        words = " ".join(cleaned[clause.start : clause.end].split())
        if any(map(str.isalnum, words)):
            said.append((words + clause.mark, clause.ends))
        elif said and clause.ends:
            said[-1] = said[-1][0], True
    return tuple(_packed(said, room))


def _clauses(text: str) -> Iterator[_Clause]:
    """Yield the clauses of ``text``, without the marks that close them."""
    start = 0
    for found in _CLOSED.finditer(text):
        signs = found.group().strip()
        stop = not signs or signs[0] in _STOPS
        if signs[:1] == "." and _goes_on(text, found.start(), found.end()):
            continue
        yield _Clause(start, found.start(), _mark(signs, stop=stop), stop)
        start = found.end()
    if start < len(text):
        yield _Clause(start, len(text), ".", True)


def _goes_on(text: str, stop: int, after: int) -> bool:
    """Return whether a sentence goes on after a full stop: after an initial, or in lower case."""
    following = text[after:].lstrip()[:1]
    return bool(following) and (
        following.islower() or _INITIAL.search(text[max(0, stop - 2) : stop]) is not None
    )


def _mark(signs: str, *, stop: bool) -> str:
    heard = [_MARKS[sign] for sign in signs if sign in _MARKS]
    return next((mark for mark in "?!" if mark in heard), heard[0] if heard else ".,"[not stop])


def _runs(
    text: str, clause: _Clause, pronunciations: Sequence[Pronunciation], english: bool
) -> list[Run]:
    """Return the clause in runs."""
    runs: list[Run] = []
    place = clause.start
    for one in pronunciations:
        end = one.offset + one.length
        ending = _ENDING.match(text, end)
        whole = not text[one.offset - 1 : one.offset].isalnum() or one.offset == 0
        if place <= one.offset < end <= clause.end and whole and ending is not None:
            runs.append((text[place : one.offset], False))
            runs.append((one.ipa + (_s(one.ipa, english) if ending[1] else ""), True))
            place = ending.end()
    runs.append((text[place : clause.end], False))
    return [run for run in runs if run[0].strip()]


_ENDING = re.compile(r"(['’]?s\b|)['’]?(?!\w)")
_HISSING, _VOICELESS = tuple("szʃʒɕʑʂʐ"), tuple("ptkfθ")


def _s(ipa: str, english: bool) -> str:
    """Return the sound of an s after a word: in English it follows the sound before it."""
    before = ipa.rstrip(" .ːˈˌ/]")
    if not english or before.endswith(_VOICELESS):
        return "s"
    return "ɪz" if before.endswith(_HISSING) else "z"


# ------------------------------------------------------------------------- what fits


def _packed(said: Iterable[tuple[str, bool]], room: int) -> Iterator[Piece]:
    """Yield pieces of whole clauses as far as there is room, sentence by sentence."""
    held = ""
    for clause, ends in said:
        parts = list(_cut(clause, room))
        if held and len(held) + 1 + len(clause) <= room:
            parts = [f"{held} {clause}"]
        elif held:
            yield Piece(held, False)
        for part in parts[:-1]:
            yield Piece(part, False)
        held = parts[-1]
        if ends:
            yield Piece(held, True)
            held = ""
    if held:
        yield Piece(held, True)


def _cut(clause: str, room: int) -> Iterator[str]:
    """Yield ``clause`` in parts of at most ``room``, cut at blanks where there are any."""
    start = 0
    while len(clause) - start > room:
        blank = clause.rfind(" ", start + 1, start + room)
        end = blank if blank > start else start + room
        yield clause[start:end]
        start = end + (blank > start)
    yield clause[start:]
