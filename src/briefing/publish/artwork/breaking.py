"""Breaking: where a title's words may be parted that are too long for a line of large letters."""

from __future__ import annotations

import unicodedata

_LONG = 14
"""Letters of the longest piece of a broken word."""

_SOFT = "\u00ad"
"""Ends a piece of a word: a hyphen at the end of a line, and nothing inside one."""

_VOWELS = set("aeiouyаеёиоуыэюяіїєαεηιουω")
_JOINTS = ("ungs", "heits", "keits", "schafts", "tions", "täts")
"""Ends of words that German joins to another with this s."""

_ONE_SOUND = ("sch", "ch", "sh", "th", "ph", "gh", "qu", "ck", "rh", "sz", "cz")
"""Consonants that no line may part, the longer ones first."""


def joined(row: str, word: str) -> str:
    """Return ``row`` with one more word, or piece of a word, on it."""
    return row[:-1] + word if row.endswith(_SOFT) else f"{row} {word}"


def shown(row: str) -> str:
    """Return a whole row as it is read: with a hyphen where a word goes on in the next."""
    return row[:-1] + "-" if row.endswith(_SOFT) else row


def pieces(word: str) -> list[str]:
    """Return a word in pieces that may stand on lines of their own, each but the last marked.

    A piece ends before a consonant that a vowel follows, as syllables do in most languages; a
    word without such a place, which is hardly a word, is cut where it must be.
    """
    parts, rest = [], word
    while len(rest) > _LONG:
        count = -(-len(rest) // _LONG)
        aim = round(len(rest) / count)
        places = [
            n
            for n in range(max(4, aim - 5), min(len(rest) - 3, _LONG + 1))
            if _joint(rest, n) or _opens(rest, n)
        ]
        place = min(places, key=lambda n: (not _joint(rest, n), abs(n - aim)), default=aim)
        parts.append(rest[:place].rstrip("-") + _SOFT)
        rest = rest[place:]
    return [*parts, rest]


def _joint(word: str, place: int) -> bool:
    return word[:place].endswith(_JOINTS)


def _opens(word: str, place: int) -> bool:
    """Return whether a syllable seems to begin at ``place``: consonants of one sound, a vowel."""
    folded = word.casefold()
    if len(folded) != len(word) or any(
        folded.startswith(sound, place - back)
        for sound in _ONE_SOUND
        for back in range(1, min(len(sound), place + 1))
    ):
        return False
    sound = next((one for one in _ONE_SOUND if folded.startswith(one, place)), folded[place])
    follows = folded[place + len(sound) :]
    return sound.isalpha() and not _is_vowel(sound[0]) and bool(follows) and _is_vowel(follows[0])


def _is_vowel(sign: str) -> bool:
    return unicodedata.normalize("NFD", sign)[0].casefold() in _VOWELS
