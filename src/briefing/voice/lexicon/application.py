"""A lexicon at work: a text in its spoken form, in which the lexicon's words are said its way.

The normaliser of spoken forms knows nothing of lexicons and must leave their words alone. It is
given the text as it stands; if each word comes through as it went in, the words are replaced
afterwards. If not (it would have spelt ``GIF`` or read out ``e.g.``), it is given the text again
with a made-up name in the place of each word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from briefing.model import Pronunciation
from briefing.voice.lexicon._finder import Finder, Found
from briefing.voice.lexicon.entries import Lexicon, folded_tag
from briefing.voice.spoken.text import clean

SpokenForm = Callable[[str, str], str]
"""What gives a text its spoken form in a language; see ``briefing.voice.spoken``."""


def pronounced(
    text: str, language: str, lexicon: Lexicon, spoken_form: SpokenForm
) -> tuple[str, tuple[Pronunciation, ...]]:
    """Return the spoken form of ``text``, and which of its characters have which sounds.

    Whole words that ``lexicon`` has for ``language`` are replaced by their respelling, letter by
    letter as it is written there; the longest phrase wins. What hangs on a word stays: ``'s``, the
    ``s`` of a plural. Words the lexicon gives in IPA are marked, in order and without overlap. All
    else is what ``spoken_form`` makes of it. A word in a part that the normaliser does not speak
    (the far end of a long address) is not spoken either.
    """
    finder = _finder(lexicon, folded_tag(language))
    found = finder.find(text) if finder else []
    if not found or finder is None:
        return spoken_form(text, language), ()
    spoken = spoken_form(text, language)
    again = finder.find(spoken)
    if [one.whole for one in again] == [one.whole for one in found]:
        return _said(spoken, again, language)
    return _behind_names(text, language, found, spoken_form)


@lru_cache(maxsize=64)
def _finder(lexicon: Lexicon, language: str) -> Finder | None:
    entries = [entry for entry in lexicon.entries if entry.serves(language)]
    return Finder(entries, language) if entries else None


# ------------------------------------------------------------------------- made-up names


def _behind_names(
    text: str, language: str, found: list[Found], spoken_form: SpokenForm
) -> tuple[str, tuple[Pronunciation, ...]]:
    """Return the result by way of names. A word whose name gets lost is left to the normaliser."""
    while found:
        names = _names(text, found)
        spoken = spoken_form(_with_names(text, found, names), language)
        behind = dict(zip(names, found, strict=True))
        heard = [
            _standing_at(match, behind[match[0].lower()])
            for match in re.finditer("|".join(names), spoken, re.IGNORECASE)
        ]
        kept = {id(behind[name]) for name in names if name in spoken.lower()}
        if len(kept) == len(found):
            return _said(spoken, heard, language)
        found = [one for one in found if id(one) in kept]
    return spoken_form(text, language), ()


def _standing_at(name: re.Match[str], one: Found) -> Found:
    tail = one.tail if name.string.startswith(one.tail, name.end()) else ""
    return Found(name.start(), name.end(), one.written, tail, one.entry)


_STEMS = ("zovura", "jewabo", "wudola", "jopema")
_CONSONANTS = "bdfglmnprtvz"
_SYLLABLES = tuple(f"{consonant}{vowel}" for consonant in _CONSONANTS for vowel in "aeou")
"""Without i, k and s, of which Unicode knows further small and large forms."""


def _names(text: str, found: Sequence[Found]) -> list[str]:
    """Return a pronounceable lower-case name for each word; none occurs in the text."""
    lowered = text.lower()
    stem = next((stem for stem in _STEMS if stem not in lowered), "")
    while not stem or stem in lowered:
        stem = f"{stem or _STEMS[0]}qu"
    many = len(_SYLLABLES)
    return [
        stem + "".join(_SYLLABLES[place // many**power % many] for power in (2, 1, 0))
        for place in range(len(found))
    ]


def _with_names(text: str, found: Sequence[Found], names: Sequence[str]) -> str:
    """Return ``text`` with names for words: with a capital where the word has one."""
    shout = text.isupper()
    parts, at = [], 0
    for one, name in zip(found, names, strict=True):
        capital = one.written[:1].isupper()
        parts += [
            text[at : one.start],
            name.upper() if shout else name.title() if capital else name,
        ]
        at = one.stop
    return "".join((*parts, text[at:]))


# ------------------------------------------------------------------------------ putting back


def _said(
    spoken: str, found: Sequence[Found], language: str
) -> tuple[str, tuple[Pronunciation, ...]]:
    """Return ``spoken`` with each word said its way, and the marks on those that have sounds."""
    parts: list[str] = []
    marks: list[Pronunciation] = []
    at = length = 0
    for one in found:
        between = spoken[at : one.start]
        said = _replacement(one, spoken)
        if one.entry.ipa:
            sounds = f"{one.entry.ipa}{_tail_sounds(one, language)}"
            offset = length + len(between)
            marks.append(Pronunciation(offset, len(said) + len(one.tail), sounds))
        parts += [between, said, one.tail]
        length += len(between) + len(said) + len(one.tail)
        at = one.stop + len(one.tail)
    return "".join((*parts, spoken[at:])), tuple(marks)


def _replacement(one: Found, spoken: str) -> str:
    """Return what is put in the place of a word; a stop that ended its sentence as well stays."""
    said = clean(one.entry.say or "") or clean(one.written)
    last = one.written.endswith(".") and said[-1:] not in {".", "!", "?"}
    if last and not re.search(r"[\w.!?…]", spoken[one.stop :]):
        return f"{said}."
    return said


_SIBILANT = re.compile("[szʃʒɕʑʂʐ]$")
_VOICELESS = re.compile("[ptkfθcqxχ]$")
_CLITICS = {"ll": "əl", "ve": "əv", "re": "ə", "m": "m", "d": "d"}


def _tail_sounds(one: Found, language: str) -> str:
    """Return the sounds of what hangs on a word: English by its last sound, French has none."""
    tail = one.tail.lstrip("'’").lower()
    primary = folded_tag(language).partition("-")[0]
    if not tail or primary == "fr":
        return ""
    if primary != "en":
        return tail
    ipa = (one.entry.ipa or "").rstrip("ːˑ.ʰ\u031a")
    if tail == "s":
        if _SIBILANT.search(ipa):
            return "ɪz"
        return "s" if _VOICELESS.search(ipa) else "z"
    if tail == "d" and ipa[-1:] in {"t", "d"}:
        return "ɪd"
    return _CLITICS.get(tail, "")
