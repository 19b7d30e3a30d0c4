"""Bare lines that name who said the paragraph before them: no dash, no quotation marks.

Such a line looks like a heading, so the whole document is asked: whether the line has the form of
a name, whether its words are the article's own as a heading's are, whether the paragraph before
it sounds like speech where the author does not speak so, and whether other lines do the same. The
weights were rounded by hand from a logistic regression over the documents of
``benchmarks/structure.py`` whose dashes were taken off, and over those that have no quotes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.read.lengths import length
from briefing.read.plaintext.looks import (
    ASKED,
    LONG,
    Look,
    code_like,
    is_candidate,
    title_case,
)
from briefing.read.plaintext.names import (
    BEHIND_STOP,
    LONGEST_NAME,
    NO_NAMES,
    STOPS,
    SURNAMES,
    TITLED,
    WORD,
    Name,
    halves,
    name_in,
)
from briefing.read.quotations import CLOSE, OPEN

_I = re.compile(
    r"\b(?:(?-i:I)|i'm|i’m|i've|i’ve|my|me|ich|mein\w*|je|j['’](?=\w)|mon|yo|io|ik|eu|jag|я|мой|мо[яеи]|"
    r"мне|меня|ben|benim|أنا|저는|나는|मैं|मैंने|मुझे)\b|私は|私が|僕|俺|我(?!们|們)",
    re.I,
)
_WE = re.compile(
    r"\b(?:we|our|(?-i:us)|we're|we’re|wir|uns|unser\w*|nous|notre|nos|nosotros|nuestr\w+|noi|nostr\w+|"
    r"wij|nós|nosso|nossa|vi|vår|\w{3,}(?:amos|emos|imos|iamo)|мы|нас|нам|наш(?:а|е|и|у|ей|его)?|ми|"
    r"biz|bizim|nasz\w*|náš|naše|نحن|كنا|우리\w*|हम|हमारे|हमने)\b|私たち|私達|我们|我們",
    re.I,
)
_ELIDED = re.compile(r"…|\(\.\.\.\)|\.\.\.(?=\s)|(?<!\S)\W{0,2}\[[^\W\d_][^\]]*\](?!\()")
"""What an editor does to somebody else's words: leaves some out, puts some in brackets."""

_SAID = (
    r"(?:said|says|told|adds|added|explains|explained|stressed|argues|argued|notes|noted|recalls|"
    r"recalled|wrote|writes|sagt|sagte|erklärt|erklärte|dit|explique|assure|dice|dijo|explica|disse|"
    r"zegt|säger|mówi|powiedział|powiedziała|говорит|сказала?|рассказала?|каже|dedi|diyor)"
)
_SPEAKING = re.compile(rf"\b(?:{_SAID}|{TITLED})(?=\s)")
_BESIDE = 40
_QUOTATION = re.compile(rf"[{OPEN}][^{OPEN}{CLOSE}]*[{CLOSE}]")
_SENTENCE_BREAK = re.compile(r"[.!?。！？।]\s+\S|[。！？]\S")
_BEGINS = re.compile(rf"(?:^|[.!?。！？।]\s*|[{OPEN}])[{OPEN}]*(?=[^\W_])")
_SHORTEST_SPEECH, _LONGEST_SPEECH, _SHORT = 15, 900, 280
_MOST_SENTENCES = 8
_SAMPLE = 2_000
_MOST_NAMES = 200
_SAME = 30
"""Two sentences that begin with so many same characters are one said twice."""

_NEAR = 700
_AN_ACTION = 5
_BEYOND_DOUBT, _SURE, _LIKELY, _DOUBTFUL = 1.2, 0.0, -0.8, -1.4
_SEVERAL = 3
"""From so many likely speakers on, one of them sure, the document is one that has such lines."""

_HEADED = 1.3
"""Short lines for each likely speaker in a document that has headings, too."""

WEIGHTS = {
    "handle": 2.5,
    "handle in a sentence": -3.0,
    "with a work": 1.8,
    "work": -2.0,
    "name": -2.9,
    "caseless": -3.0,
    "unspaced": -3.0,
    "small": -2.0,
    "begins with a surname": 1.0,
    "office": 1.8,
    "title": 1.0,
    "initial": 0.8,
    "words nowhere else": 2.2,
    "known by one name": 1.6,
    "known by name": 1.2,
    "spoken of as a person": 1.5,
    "an action": -1.5,
    "a small word": -2.5,
    "words also small": -2.4,
    "titles in small letters": 1.0,
    "line again": -0.5,
    "quoted": 2.0,
    "I": 1.4,
    "I, as the author": 1.0,
    "we": 1.0,
    "we, as the author": -0.2,
    "elided": 1.0,
    "said elsewhere": 1.0,
    "short": 0.4,
    "no stop": -1.5,
    "begins small": -2.0,
    "code signs": -1.5,
    "before code": -3.0,
    "the text after is about it": -1.2,
    "before a paragraph": 0.2,
    "ends the article": -1.0,
    "speech after a short line": -0.5,
}
"""What each piece of evidence is worth; a line is a speaker from 0 on."""


@dataclass(frozen=True, slots=True)
class Voices:
    """How the author writes, against which somebody else's words stand out."""

    words: Counter[str]
    """How often each word stands in the document, as it is written."""
    folded: Counter[str]
    """The same, whether with a capital or without."""
    lines: Counter[str]
    """How often each chunk comes."""
    begun: Counter[str]
    """How often sentences begin with the same characters."""
    persons: frozenset[str]
    """The words after a title such as ``President``, and beside one such as ``said``."""
    pieces: dict[str, int]
    """How often what may be a name comes in a script that does not part words."""
    says_i: bool
    says_we: bool
    caseless: bool
    small_titles: float
    """Share of the short lines of several words that are not written with capitals throughout."""


def voices(looks: Sequence[Look], caseless: bool) -> Voices:
    """Return how the author writes."""
    words = Counter(word for look in looks for word in WORD.findall(look.text[:_SAMPLE]))
    folded: Counter[str] = Counter()
    for word, times in words.items():
        folded[word.casefold()] += times
    texts = [look.text[:600] for look in looks if look.kind == "text" and len(look.text) > 60]
    bare = [_QUOTATION.sub("", text) for text in texts]
    most = max(2.0, 0.2 * len(bare))
    return Voices(
        words,
        folded,
        Counter(look.text for look in looks),
        Counter(begun for look in looks for begun in _beginnings(look.text[:_SAMPLE])),
        frozenset(word for look in looks for word in _persons(look.text[:_SAMPLE])),
        _pieces(looks),
        sum(bool(_I.search(text)) for text in bare) > most,
        sum(bool(_WE.search(text)) for text in bare) > most,
        caseless,
        _small_titles(looks),
    )


def _persons(text: str) -> Iterator[str]:
    for match in _SPEAKING.finditer(text):
        before = text[max(0, match.start() - _BESIDE) : match.start()].split()[-1:]
        after = text[match.end() : match.end() + _BESIDE].split()[:2]
        for word in WORD.findall(" ".join((*before, *after))):
            if not word[0].islower():
                yield word


def _beginnings(text: str) -> Iterator[str]:
    for match in _BEGINS.finditer(text):
        begun = text[match.end() : match.end() + _SAME]
        if len(begun) == _SAME:
            yield begun


def _pieces(looks: Sequence[Look]) -> dict[str, int]:
    """Count what may be names in a script without spaces, and their surnames.

    Only of so many: each costs a passage over the whole text.
    """
    names = [
        name
        for look in looks
        if len(look.text) <= LONGEST_NAME
        if (name := name_in(look.text, False)) and name.form == "unspaced"
    ][:_MOST_NAMES]
    whole = "\n".join(look.text[:_SAMPLE] for look in looks) if names else ""
    return {piece: whole.count(piece) for name in names for piece in halves(name)}


def _small_titles(looks: Sequence[Look]) -> float:
    titles = [
        look.text
        for look in looks
        if is_candidate(look) and not look.text.endswith(ASKED) and " " in look.text
    ]
    small = sum(text != text.lower() and title_case(text) < 0.75 for text in titles)
    return small / len(titles) if titles else 0.0


def like_a_name(text: str, author: Voices) -> bool:
    """Tell whether a line is somebody's name, perhaps with an office, a work or a handle."""
    name = name_in(text, author.caseless)
    if name is None or name.form in {"small", "work"}:
        return False
    return name.form != "name" or name.office or not _also_small(name, author)


def named(looks: Sequence[Look], author: Voices) -> dict[int, str]:
    """Return who says the paragraphs whose next line names the speaker, by their places."""
    names = {
        place: name
        for place, (look, line) in enumerate(pairwise(looks))
        if look.kind == line.kind == "text" and (name := name_in(line.text, author.caseless))
    }
    scores = {
        place: sum(
            WEIGHTS[what] * strength for what, strength in evidence(looks, place, name, author)
        )
        for place, name in names.items()
        if _like_speech(looks[place].text)
    }
    least = _least(list(scores.values()), sum(map(is_candidate, looks)))
    turns = _turns(looks, names)
    taken: dict[int, str] = {}
    for place, score in scores.items():
        if score >= least and place - 1 not in taken and place not in turns:
            taken[place] = looks[place + 1].text.strip(" _*")
    return taken


def _least(scores: Sequence[float], short: int) -> float:
    """Return what is asked of a speaker: less where there are others, and headings beside them.

    Of so many ``short`` lines some must be no names, or the names are the headings. So they are
    where most of those that may be names follow nothing that sounds spoken: there more is asked.
    """
    sure = sum(score >= _SURE for score in scores)
    likely = sum(score >= _LIKELY for score in scores)
    if likely < _SEVERAL:
        return _SURE
    if 2 * sure < likely:
        return _BEYOND_DOUBT
    return _SURE if short < _HEADED * likely else _DOUBTFUL


def _turns(looks: Sequence[Look], places: Iterable[int]) -> frozenset[int]:
    """Return those of ``places`` where names and speeches take turns and few names come often.

    There each name heads the speech after it, as in a transcript.
    """
    chains: dict[int, list[int]] = {}
    for place in places:
        chain = chains.pop(place - 2, [])
        chain.append(place)
        chains[place] = chain
    found: list[int] = []
    for chain in chains.values():
        names = {looks[place + 1].text for place in chain}
        if len(chain) >= _SEVERAL and 2 * len(names) <= len(chain):
            found += chain
    return frozenset(found)


def _like_speech(text: str) -> bool:
    sentences = len(_SENTENCE_BREAK.findall(text)) if len(text) <= _LONGEST_SPEECH else 99
    return len(text) >= _SHORTEST_SPEECH and sentences <= _MOST_SENTENCES


def evidence(
    looks: Sequence[Look], place: int, name: Name, author: Voices
) -> Iterator[tuple[str, float]]:
    """Yield all that says whether ``name``, after the chunk at ``place``, says what stands there.

    Each comes with its strength, mostly 1; the names are those of ``WEIGHTS``.
    """
    yield from _of_the_name(name, looks[place + 1].text, author)
    yield from _of_the_speech(looks[place].text, author)
    if place + 2 == len(looks):
        yield "ends the article", 1.0
    after = looks[place + 2 : place + 5]
    if name.form in {"name", "caseless"}:
        near = " ".join(look.text[:_NEAR] for look in after)[:_NEAR].casefold()
        known = [word[:6].casefold() for word in name.words if len(word) > 3]
        if known and not _known_by_one(name, author):
            yield "the text after is about it", sum(word in near for word in known) / len(known)
    if after and after[0].kind == "code":
        yield "before code", 1.0
    if after and after[0].kind == "text" and length(after[0].text) > LONG:
        yield "before a paragraph", 1.0
    if place and is_candidate(looks[place - 1]):
        yield "speech after a short line", 1.0


def _of_the_name(name: Name, line: str, author: Voices) -> Iterator[tuple[str, float]]:
    """Yield what the line itself and its words elsewhere in the document say."""
    yield name.form, 1.0
    if author.lines[line] > 1 and name.form != "small":
        yield "line again", 1.0
    if name.form not in {"name", "caseless", "unspaced"}:
        return
    yield "office", float(name.office)
    yield "title", float(name.title)
    yield "initial", float(name.initial)
    if any(word in author.persons for word in name.words):
        yield "spoken of as a person", 1.0
    if name.form == "unspaced" and name.words[0][0] in SURNAMES:
        yield "begins with a surname", 1.0
    if name.form == "name":
        if len(name.words[0]) > _AN_ACTION and name.words[0].endswith("ing"):
            yield "an action", 1.0
        if any(word.lower() in NO_NAMES for word in name.words):
            yield "a small word", 1.0
        yield "words also small", _also_small(name, author)
        yield "titles in small letters", author.small_titles
    if _nowhere_else(name, line, author):
        yield "words nowhere else", 1.0
    elif _known_by_one(name, author):
        yield "known by one name", 1.0
    elif name.form == "name" and _always_capital(name, author):
        yield "known by name", 1.0


def _nowhere_else(name: Name, line: str, author: Voices) -> bool:
    lines = author.lines[line]
    if name.form == "unspaced":
        return 0 < author.pieces.get(name.words[0], 0) <= lines
    return all(author.folded[word.casefold()] <= lines for word in name.words)


def _also_small(name: Name, author: Voices) -> float:
    """Return the share of a name's words that are ordinary ones of the article."""
    small = sum(
        any(author.words[form] for form in (low, low + "s", low.removesuffix("s")))
        for low in map(str.lower, name.words)
    )
    return small / len(name.words) if name.words else 0.0


def _always_capital(name: Name, author: Voices) -> bool:
    """Tell whether the article has a name's words elsewhere, and never in small letters."""
    return all(author.folded[word.casefold()] == author.words[word] for word in name.words)


def _known_by_one(name: Name, author: Voices) -> bool:
    """Tell whether the article speaks of somebody by one name alone, as after the first time."""
    if name.form == "unspaced":
        whole, surname = halves(name)
        return author.pieces.get(surname, 0) > author.pieces.get(whole, 0)
    if len(name.words) < 2:
        return False
    first, last = name.words[0].casefold(), name.words[-1].casefold()
    if first.upper() == first:  # a script without capitals, which may write either name first
        rare, often = sorted((author.folded[first], author.folded[last]))
        return rare == 1 and often > 1
    alone = author.folded[last] > author.folded[first]
    return alone and (author.caseless or author.folded[last] == author.words[name.words[-1]])


def _of_the_speech(text: str, author: Voices) -> Iterator[tuple[str, float]]:
    """Yield how a paragraph sounds as if another than the author said it."""
    if not text.rstrip(BEHIND_STOP).endswith(STOPS):
        yield "no stop", 1.0
    elif text[0] in OPEN and text[1] not in OPEN and text.rstrip(".!?")[-1:] in CLOSE:
        yield "quoted", 1.0
    if _ELIDED.search(text):
        yield "elided", 1.0
    if _I.search(text):
        yield "I, as the author" if author.says_i else "I", 1.0
    elif _WE.search(text):
        yield "we, as the author" if author.says_we else "we", 1.0
    if length(text) <= _SHORT:
        yield "short", 1.0
    if text[0].islower() and not author.caseless:
        yield "begins small", 1.0
    if code_like(text) and len(text) < LONG:
        yield "code signs", 1.0
    if author.begun[text.lstrip(OPEN)[:_SAME]] > author.lines[text]:
        yield "said elsewhere", 1.0
