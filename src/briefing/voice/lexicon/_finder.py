"""Finding the words of a lexicon in a text: one compiled pattern, one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.voice.lexicon.entries import Entry, folded_tag


class Found(NamedTuple):
    """A word in a text: from ``start`` to ``stop``, and what hangs on it after that."""

    start: int
    stop: int
    written: str
    tail: str
    entry: Entry

    @property
    def whole(self) -> str:
        """The word with its tail, blanks squeezed: what another place is compared by."""
        return f"{' '.join(self.written.split())}{self.tail}"


_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0df4"
    "\u0f18-\u0fbc\u200c\u200d"
)
"""Marks that belong to the letter before them, which ``\\w`` does not know; joiners too."""

_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, kana and Han: written without blanks, so words have no edges."""

_ELIDING = frozenset("ca fr gl it oc pms scn vec wa".split())
"""Languages in which an apostrophe joins an article to the next word: l'Aude."""

_TAKING_S = frozenset("de en es fr nl pt".split())
"""Languages in which a name may have an s put on."""

_CLITICS = {"en": "['’](?:s|d|ll|re|ve|m)"}


class Finder:
    """What finds the words of some entries in texts of one language."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        """Compile the entries, all of which are for ``language``, a tag in lower case."""
        self._exact: dict[str, Entry] = {}
        self._any: dict[str, Entry] = {}
        closest = sorted(entries, key=lambda entry: -len(entry.language or ""))
        for entry in closest:
            for word in entry.written:
                if entry.case_of(word) == "exact":
                    self._exact.setdefault(_key(word), entry)
                else:
                    self._any.setdefault(_key(word).casefold(), entry)
        self._pattern = re.compile(_pattern(closest, language))

    def find(self, text: str) -> list[Found]:
        """Return the words found in ``text``, in order, without overlap."""
        return [found for match in self._pattern.finditer(text) for found in self._found(match)]

    def _found(self, match: re.Match[str]) -> Iterator[Found]:
        word, tail = match["word"] or match["free"], match["tail"] or ""
        key = _key(word)
        entry = self._exact.get(key) or self._any.get(key.casefold())
        if entry is not None and (tail.lower() != "s" or _takes_s(word)):
            yield Found(match.start(), match.start() + len(word), word, tail, entry)


def _takes_s(word: str) -> bool:
    """Tell whether an s after ``word`` is put on: after "a" or "hi" it makes another word."""
    return word[-1:].isalpha() and word[-1:] not in "sS" and (len(word) > 2 or word.isupper())


def _key(word: str) -> str:
    """Return the one spelling of a word: composed, single blanks, plain apostrophe and hyphen."""
    plain = word.replace("’", "'").replace("‐", "-").replace("‑", "-")
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def _pattern(entries: Sequence[Entry], language: str) -> str:
    """Return the pattern for all words: those with edges, and those of scripts without blanks."""
    forms = {
        (form, entry.case_of(word))
        for entry in entries
        for word in entry.written
        for form in (word, unicodedata.normalize("NFD", word))
    }
    bound = [form for form in forms if not _SPACELESS.match(form[0])]
    free = [form for form in forms if _SPACELESS.match(form[0])]
    primary = folded_tag(language).partition("-")[0]
    before = "" if primary in _ELIDING else r"(?<!\w['’])"
    tails = [_CLITICS[primary]] if primary in _CLITICS else []
    tails += ["s"] if primary in _TAKING_S else []
    hanging = f"(?:{'|'.join(tails)})?" if tails else ""
    return (
        rf"(?<![\w{_MARKS}]){before}(?P<word>{_buckets(bound)})(?P<tail>{hanging})"
        rf"(?![\w{_MARKS}]|['’]\w|\+\+|#)|(?P<free>{_buckets(free)})"
    )


_NEVER = "(?!)"


def _buckets(forms: Iterable[tuple[str, str]]) -> str:
    """Return the alternatives, longest first, sorted into groups by their first character.

    A pattern tries alternatives one after the other; a group is passed over as one.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for form, case in sorted(forms, key=lambda pair: (-len(pair[0]), pair)):
        groups.setdefault(form[0].lower(), []).append((form, case))
    return "|".join(_group(first, group) for first, group in sorted(groups.items())) or _NEVER


def _group(first: str, forms: Sequence[tuple[str, str]]) -> str:
    letters = {first, *(form[0] for form, _ in forms)}
    letters |= {letter.upper() for letter in letters if len(letter.upper()) == 1}
    characters = "".join(map(re.escape, sorted(letters)))
    return f"(?=[{characters}])(?:{'|'.join(_alternative(*form) for form in forms)})"


def _alternative(form: str, case: str) -> str:
    text = re.escape(form).replace("\\ ", r"\s+")
    text = re.sub("['’]", "['’]", text)
    text = re.sub(r"\\-|‐|‑", "[-‐‑]", text)
    return f"(?i:{text})" if case == "any" else text
