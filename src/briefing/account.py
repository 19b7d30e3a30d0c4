"""The account: what became of each source sentence, so that nothing is dropped unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.model import Address, Document, Omission, Script, Sentence

Fate = Literal["spoken", "condensed", "left out"]

NOT_IN_SCRIPT = "not in the script"
"""Why a sentence is not spoken that no summariser left out: a template or a person dropped it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one source sentence."""

    address: Address
    text: str
    fate: Fate
    reason: str | None = None
    """Why it was left out; ``None`` if it was not."""
    line: int | None = None
    """The script's line that says it, counted from 0; ``None`` if none does."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many source sentences met which fate; together, all of them."""

    spoken: int
    condensed: int
    left_out: int

    def __str__(self) -> str:
        """Return the counts in words."""
        return f"{self.spoken} spoken, {self.condensed} condensed, {self.left_out} left out"


def account(
    documents: Sequence[Document], omissions: Sequence[Omission], script: Script
) -> tuple[Entry, ...]:
    """Return what became of every sentence of ``documents``, in reading order.

    A sentence is spoken when a line that cites it holds its text as it stands (blanks aside),
    condensed when it is only cited by lines that say it otherwise, and left out when no line cites
    it: for the reason its omission gives, or because it is "not in the script".
    """
    reasons = {omission.address: omission.reason for omission in omissions}
    lines = [_even(line.text) for line in script.lines()]
    citing: dict[Address, list[int]] = {}
    for number, line in enumerate(script.lines()):
        for address in line.sources:
            citing.setdefault(address, []).append(number)
    return tuple(
        _entry(sentence, citing.get(sentence.address, []), lines, reasons)
        for document in documents
        for sentence in document.sentences()
    )


def account_facts(entries: Sequence[Entry], script: Script) -> list[dict[str, object]]:
    """Return the account as a program reads it, each entry with the line that says it."""
    lines = tuple(script.lines())
    return [
        {
            "address": str(entry.address),
            "fate": entry.fate,
            "reason": entry.reason,
            "text": entry.text,
            "line": lines[entry.line].text if entry.line is not None else None,
        }
        for entry in entries
    ]


def counts(entries: Sequence[Entry]) -> Counts:
    """Return how many of ``entries`` were spoken, condensed and left out."""
    fates = [entry.fate for entry in entries]
    return Counts(fates.count("spoken"), fates.count("condensed"), fates.count("left out"))


def _entry(
    sentence: Sentence, citing: list[int], lines: list[str], reasons: dict[Address, str]
) -> Entry:
    address, text = sentence.address, sentence.text
    if not citing:
        return Entry(address, text, "left out", reasons.get(address, NOT_IN_SCRIPT))
    wanted = _even(text)
    for number in citing:
        if wanted in lines[number]:
            return Entry(address, text, "spoken", line=number)
    return Entry(address, text, "condensed", line=citing[0])


def _even(text: str) -> str:
    return " ".join(text.split())
