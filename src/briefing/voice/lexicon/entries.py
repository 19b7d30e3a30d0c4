"""The values of a lexicon: written words, and how each is to be said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from briefing.errors import UsageError
from briefing.voice.spoken.text import clean

Case = Literal["exact", "any"]

LONGEST_WRITTEN = 200
LONGEST_SAID = 1_000
"""Characters; what is longer is no pronunciation, but a mistake in a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that are written so and said so. At least one of ``say`` and ``ipa`` is there."""

    written: tuple[str, ...]
    """The words or phrases it is for, all said alike."""
    say: str | None = None
    """A respelling, put in the place of the written word."""
    ipa: str | None = None
    """The sounds, in the International Phonetic Alphabet, for engines that take them."""
    case: Case | None = None
    """Whether capitals matter; ``None``: by the shape of each written word, see ``case_of``."""
    language: str | None = None
    """The BCP 47 tag it is for, sub-tags included; ``None``: all."""

    def case_of(self, written: str) -> Case:
        """Return the case rule for one of the written words.

        Without a rule of its own a word in capitals, or with one inside (``iOS``), is meant exactly
        as it stands: ``US`` is not ``us``. Any other is meant with whatever capitals it has.
        """
        if self.case is not None:
            return self.case
        inner = any(word[1:] != word[1:].lower() for word in written.split())
        return "exact" if inner or written.isupper() else "any"

    def serves(self, language: str) -> bool:
        """Tell whether the entry is for texts in ``language``, a BCP 47 tag."""
        if self.language is None:
            return True
        return f"{folded_tag(language)}-".startswith(f"{folded_tag(self.language)}-")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries in order: where two are for the same word and language, the first one counts."""

    entries: tuple[Entry, ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the hash once: lexicons of thousands of entries are keys of a cache."""
        object.__setattr__(self, "_hash", hash(self.entries))

    def __hash__(self) -> int:
        """Return the hash of the entries."""
        return self._hash

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process without the hash, which differs there."""
        return Lexicon, (self.entries,)

    def __add__(self, other: Lexicon) -> Lexicon:
        """Return both, the entries of this one first, so that they win."""
        return Lexicon(self.entries + other.entries)

    def for_language(self, language: str | None) -> Lexicon:
        """Return the entries that name exactly this language; ``None``: those that name none."""
        return Lexicon(tuple(entry for entry in self.entries if entry.language == language))


def folded_tag(language: str) -> str:
    """Return a BCP 47 tag in lower case with hyphens, to compare."""
    return language.lower().replace("_", "-")


def checked_entry(
    written: Sequence[str],
    *,
    say: str | None = None,
    ipa: str | None = None,
    case: str | None = None,
    language: str | None = None,
    where: str,
) -> Entry:
    """Return an entry in its one form: clean, composed (NFC), IPA without the slashes around it.

    Raises ``UsageError`` with ``where`` when there is nothing to find or to say, something
    is too long, the case rule is neither ``exact`` nor ``any``, the language is no tag, or the IPA
    is none.
    """
    words = tuple(dict.fromkeys(_written(word, where) for word in written))
    if not words:
        raise UsageError("It names no written word.", where=where, remedy="Say what it is for.")
    respelling, sounds = _said(say, where), _ipa(ipa, where)
    if respelling is None and sounds is None:
        raise UsageError(
            f"It does not say how {words[0]!r} is said.",
            where=where,
            remedy="Give a respelling, or its sounds in IPA.",
        )
    if case not in (None, "exact", "any"):
        raise UsageError(
            f"There is no case rule called {case!r}.", where=where, remedy="Choose exact or any."
        )
    return Entry(words, respelling, sounds, cast("Case | None", case), _tag(language, where))


def _written(word: str, where: str) -> str:
    text = unicodedata.normalize("NFC", clean(word))
    if not any(unicodedata.category(one)[0] in "LNS" for one in text):
        raise UsageError(
            f"There is no word in {word[:40]!r}.", where=where, remedy="Write a word or a phrase."
        )
    return _not_longer(text, LONGEST_WRITTEN, where)


def _said(say: str | None, where: str) -> str | None:
    text = unicodedata.normalize("NFC", clean(say or ""))
    return _not_longer(text, LONGEST_SAID, where) or None


def _not_longer(text: str, longest: int, where: str) -> str:
    if len(text) > longest:
        raise UsageError(
            f"It has {len(text)} characters: {text[:40]!r}...",
            where=where,
            remedy=f"A lexicon takes {longest} at most.",
        )
    return text


_IPA_ELSEWHERE = str.maketrans({"'": "ˈ", ":": "ː"})
_IPA_SIGNS = frozenset(" .|‖‿ˈˌːˑ͜͡-'ʼ˞ǀǁǂǃ↗↘ꜛꜜ()")
_IPA_KINDS = frozenset(("Ll", "Lm", "Lo", "Mn", "Sk"))


def _ipa(ipa: str | None, where: str) -> str | None:
    text = unicodedata.normalize("NFC", clean(ipa or ""))
    around = re.fullmatch(r"/(.*)/|\[(.*)\]", text)
    text = clean((around[1] or around[2] or "") if around else text).translate(_IPA_ELSEWHERE)
    for sign in text:
        if sign not in _IPA_SIGNS and unicodedata.category(sign) not in _IPA_KINDS:
            raise UsageError(
                f"{sign!r} is no sign of the International Phonetic Alphabet.",
                where=where,
                remedy="Write IPA such as ʃɪˈvɔːn, or a respelling in its place.",
            )
    return _not_longer(text, LONGEST_SAID, where) or None


_TAG = re.compile("[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,8}")
_ANY_LANGUAGE = frozenset({"mul", "und"})


def _tag(language: str | None, where: str) -> str | None:
    if language is None or language.lower() in _ANY_LANGUAGE:
        return None
    if not _TAG.fullmatch(language):
        raise UsageError(
            f"{language[:40]!r} is no language tag.",
            where=where,
            remedy="Write a tag such as en, de or pt-BR.",
        )
    return language.replace("_", "-")
