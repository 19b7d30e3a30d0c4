"""Names: words with a capital that are no common words, and whether a source says them.

A name is compared word by word, without accents, possessives and plurals; in languages that
inflect names, without their endings. Two words of one name must belong together in the source,
too: of Mara Quist and Ilse Mora no Mara Mora can be made. Scripts without capitals have no names
that can be told by their letters; nothing is checked there.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.guard.folding import LONGEST_WORD, plain
from briefing.guard.forms.names import (
    ABBREVIATED,
    CAPITAL_NOUNS,
    COUNTRY_NAME,
    ELISIONS,
    ENDINGS,
    kin,
)
from briefing.guard.forms.openings import ends_commonly, no_names, openings
from briefing.guard.numerals import roman

_WORD = re.compile(rf"{COUNTRY_NAME}|[^\W\d_]+(?:'[^\W\d_]+)*|(?:(?<!\w)[A-Z]\.){{2,}}|\d+|[^\w\s]")
_STARTS = frozenset('.!?:\u2026"\u201c\u201e\u00ab\u00bb\u2018(\u2022;[')
_STEM = 5
_NEAR = 4
"""Words within which two words of one name stand: Mara J. van Quist."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as names are compared."""

    text: str
    key: str
    """Without accents, capitals and possessive."""
    start: int
    end: int
    capital: bool
    opens: bool
    """It stands where any word has a capital."""
    joined: bool
    """Only a blank or a hyphen parts it from the word before."""
    possessive: bool


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    return re.compile(_WORD)


def words_of(text: str) -> list[Word]:
    """Return the words of a folded text; countries are one word whatever they are called."""
    found: list[Word] = []
    opens, linked = True, -1
    for match in _word_pattern().finditer(text):
        piece = match[0]
        if piece == "." and found and match.start() == found[-1].end:
            ends = len(found[-1].text) > 1 and found[-1].key not in ABBREVIATED
            opens, linked = ends, -1 if ends else match.end()
        elif piece == "-":
            linked = match.end() if linked == match.start() else -1
        elif not piece[0].isalpha():
            opens, linked = piece in _STARTS or (opens and not piece.isdigit()), -1
        else:
            joined = linked >= 0 and match.start() - linked <= 1
            found.append(_word(match, opens=opens, joined=joined))
            opens, linked = False, match.end()
    return found


def _word(match: re.Match[str], *, opens: bool, joined: bool) -> Word:
    written, start = match[0], match.start()
    if match.lastgroup:
        return Word(written, match.lastgroup, start, match.end(), True, opens, joined, False)
    before, mark, after = written.partition("'")
    if mark and before.lower() in ELISIONS and len(after) > 1:
        written, start = after, start + len(before) + 1
    possessive = written[-2:] in ("'s", "'S")
    key = plain(written[:-2] if possessive else written.replace(".", ""))
    capital = written != written.lower()
    return Word(written, key, start, match.end(), capital, opens, joined, possessive)


@dataclass(frozen=True, slots=True)
class Named:
    """The words of some sources by which names are known."""

    language: str
    words: frozenset[str]
    small: frozenset[str]
    """Words that stand there without a capital somewhere, too."""
    kin: frozenset[int]
    after: Mapping[str, frozenset[str]]
    """Capitalised words with those that come after them in one name."""
    lead: frozenset[str]
    """Capitalised words with another right after them."""
    follow: frozenset[str]
    initials: frozenset[str]
    stems: frozenset[str]
    """How the words without a capital begin."""
    pieces: str
    """All words in a row, for compounds of languages that write them as one."""

    @classmethod
    def of(cls, sources: Sequence[str], language: str) -> Named:
        """Gather the words of ``sources``, which are folded."""
        words: set[str] = set()
        small: set[str] = set()
        after: dict[str, set[str]] = {}
        lead: set[str] = set()
        follow: set[str] = set()
        initials: set[str] = set()
        for source in sources:
            found = words_of(source)
            words.update(word.key for word in found)
            small.update(word.key for word in found if not word.capital)
            _gather(found, after, lead, follow)
            initials |= _initials(found)
        groups = kin()
        return cls(
            language,
            frozenset(words),
            frozenset(small),
            frozenset(groups[word] for word in words if word in groups),
            {word: frozenset(others) for word, others in after.items()},
            frozenset(lead),
            frozenset(follow),
            frozenset(initials),
            frozenset(word[:_STEM] for word in small if len(word) >= _STEM),
            " ".join(sorted(words)) if language in CAPITAL_NOUNS else "",
        )

    def has(self, word: Word) -> bool:
        """Tell whether the sources say the name that ``word`` is."""
        key = word.key
        if key in self.words or key in self.initials:
            return True
        if kin().get(key, -1) in self.kin:
            return True
        if key.endswith("s") and (key[:-1] in self.words or key[:-2] in self.words):
            return True
        return f"{key}s" in self.words or f"{key}es" in self.words or self._inflected(key)

    def _inflected(self, key: str) -> bool:
        endings = _endings(self.language)
        if len(key) > LONGEST_WORD or len(endings) < 3:
            return False
        for ending in endings:
            stem = key[: len(key) - len(ending)] if ending else key
            if not key.endswith(ending) or len(stem) < 3:
                continue
            if stem in self.words or any(stem + other in self.words for other in endings):
                return True
        return bool(self.pieces) and len(key) >= _STEM and self._compound(key)

    def _compound(self, key: str) -> bool:
        return key[: max(_STEM, len(key) - 3)] in self.pieces

    def begins_like(self, key: str) -> bool:
        """Tell whether a word that opens a sentence is one of the source's in another form."""
        return len(key) >= _STEM and key[:_STEM] in self.stems


@lru_cache(maxsize=32)
def _endings(language: str) -> tuple[str, ...]:
    return ("", *dict.fromkeys(plain(ending) for ending in ENDINGS.get(language, ())))


def _gather(
    found: Sequence[Word], after: dict[str, set[str]], lead: set[str], follow: set[str]
) -> None:
    """Note which words belong together: those of one run of capitals, small particles aside."""
    for at, word in enumerate(found):
        if not word.capital:
            continue
        last = at
        for other in found[at + 1 : at + 1 + _NEAR]:
            if not other.joined:
                break
            if other.capital:
                after.setdefault(word.key, set()).add(other.key)
            elif other.key not in _PARTICLES:
                break
            last += 1
        if last > at and found[at + 1].capital:
            lead.add(word.key)
            follow.add(found[at + 1].key)


_PARTICLES = frozenset("of the for de la du des der den di del da do van von zu bin al el".split())
_SMALL_IN_NAMES = frozenset("of and the for de la du des der und di del e y do da van von".split())


def _initials(found: Sequence[Word]) -> set[str]:
    """Return the acronyms of the capitalised names: World Health Organization gives who."""
    made: set[str] = set()
    run: list[str] = []
    for word in found:
        if word.capital and word.text[0].isupper():
            run = [*run[-7:], word.key[0]] if run and word.joined else [word.key[0]]
            made.update("".join(run[first:]) for first in range(max(0, len(run) - 1)))
        elif word.key not in _SMALL_IN_NAMES:
            run = []
    return {letters for letters in made if len(letters) > 1}


def are_told(words: Sequence[Word], sources: Sequence[str]) -> bool:
    """Tell whether the capitalised words stand in ``sources`` as they do here, in the same runs.

    The quick way for sentences that are told nearly as they stand.
    """
    run: list[str] = []
    for word in words:
        if word.capital and run and word.joined:
            run.append(word.text)
            continue
        if run and not _stands(" ".join(run), sources):
            return False
        run = [word.text] if word.capital else []
    return not run or _stands(" ".join(run), sources)


def _stands(run: str, sources: Sequence[str]) -> bool:
    for source in sources:
        at = source.find(run)
        after = source[at + len(run) : at + len(run) + 1]
        if at >= 0 and not source[max(0, at - 1) : at].isalnum() and not after.isalnum():
            return True
    return False


def strangers(
    words: list[Word],
    named: Named,
    known: Named,
    taken: Sequence[tuple[int, int]],
    places: Container[int] = (),
) -> list[tuple[int, int]]:
    """Return where the ``words`` of a text name what neither ``named`` nor ``known`` does.

    ``taken`` are stretches, in order, that are no names: figures and quotations that were checked.
    ``places`` are the ordinals the sources have: of them Henry the Eighth may be Henry VIII.
    """
    words = _untaken(words, taken)
    title = _is_title(words)
    found: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        if not word.capital or _is_no_name(word, named, word.opens or title):
            continue
        if known.has(word) or roman(word.text) in places:
            continue
        if not named.has(word):
            found.append((word.start, word.end))
        elif at and _is_mixed(words[at - 1], word, named, known):
            found.append((words[at - 1].start, word.end))
    return _merged(found)


def _untaken(words: list[Word], taken: Sequence[tuple[int, int]]) -> list[Word]:
    kept: list[Word] = []
    spans = iter((*sorted(taken), (10**9, 10**9)))
    first, last = next(spans)
    for word in words:
        while word.start >= last:
            first, last = next(spans)
        if not first <= word.start < last:
            kept.append(word)
    return kept


_I = frozenset(("I", "I'm", "I've", "I'd", "I'll"))


def _is_no_name(word: Word, named: Named, opens: bool) -> bool:
    language = named.language
    if word.key in no_names(language) or word.text in _I:
        return True
    opens = opens or language in CAPITAL_NOUNS
    if opens and (word.key in openings(language) or word.key in named.small):
        return True
    if opens and not word.text.isupper() and ends_commonly(word.key, language):
        return True
    if opens and not word.text.isupper() and named.begins_like(word.key):
        return True
    return opens and not no_names(language)


def _is_title(words: Sequence[Word]) -> bool:
    """Tell whether most long words have a capital: then a capital says nothing."""
    long = [word for word in words if len(word.key) > 3]
    return len(long) > 3 and sum(word.capital for word in long) > 0.7 * len(long)


def _is_mixed(one: Word, other: Word, named: Named, known: Named) -> bool:
    """Tell whether two words of a name come from two different names of the source."""
    apart = not other.joined or other.start - one.end > 2  # a figure was taken out
    if named.language in CAPITAL_NOUNS or apart or not one.capital:
        return False
    if one.possessive or other.text.isupper() or one.text.isupper():
        return False
    if one.key in openings(named.language) or one.key in named.small or other.key in named.small:
        return False
    comes = named.after.get(one.key, frozenset())
    if other.key in comes or known.has(one):
        return False
    if comes & named.after.get(other.key, frozenset()):
        return False  # President Biden and Joe Biden make President Joe
    return one.key in named.words and (one.key in named.lead or other.key in named.follow)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbouring words of one name."""
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
