"""Pronunciations as the parts of a text that eSpeak NG is given phonemes for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model import Pronunciation
from briefing.voice.espeak.text import Chunks

_NOTATION = re.compile(r"[ !-Z^-~]{1,200}")
"""What may stand in double brackets: printable ASCII without brackets."""

_ENDING = re.compile(r"['’]?\w*")
_S = frozenset({"s", "'s", "’s"})
_HISSING = tuple("szʃʒɕʑʂʐ")
_VOICELESS = tuple("ptkfθ")


def chunks_of(text: str, pronunciations: Sequence[Pronunciation], language: str) -> Chunks:
    """Return the parts of ``text`` to be said by phonemes, with a plural or possessive s of theirs.

    Left out, and so said as it is spelt, is what lies outside the text, overlaps one before it, is
    but a part of a word, or has sounds that the voice's ``language`` cannot be given.
    """
    return dict(_chunks(text, pronunciations, language))


def _chunks(
    text: str, pronunciations: Sequence[Pronunciation], language: str
) -> Iterator[tuple[int, tuple[int, str]]]:
    from briefing.voice.espeak.ipa import mnemonics

    free = 0
    for one in pronunciations:
        end = one.offset + one.length
        ending = _ending(text, end)
        if one.length < 1 or not free <= one.offset < end <= len(text) or ending is None:
            continue
        if text[one.offset - 1 : one.offset].isalnum():
            continue
        said = mnemonics(one.ipa, language)
        if said is not None and _NOTATION.fullmatch(said):
            said += _s(one.ipa, language) if ending else ""
            free = end + len(ending)
            yield one.offset, (free - one.offset, said)


def _ending(text: str, end: int) -> str | None:
    """Return the s that follows a word at ``end``, empty if none does, ``None`` for other letters.

    An apostrophe alone, as after a plural, is silent and no part of the word.
    """
    found = _ENDING.match(text, end)
    ending = found[0] if found else ""
    if ending in _S:
        return ending
    return "" if ending in {"", "'", "’"} else None


def _s(ipa: str, language: str) -> str:
    """Return the phonemes of an s after a word: in English they follow the sound before it."""
    sound = ipa.rstrip(" .ːˈˌ/]")
    if language.partition("-")[0] != "en" or sound.endswith(_VOICELESS):
        return "|s"
    return "|I#|z" if sound.endswith(_HISSING) else "|z"
