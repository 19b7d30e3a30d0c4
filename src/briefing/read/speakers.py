"""Bare lines that name who said the paragraph before them: no dash, no quotation marks.

Such a line looks like a heading, so several things must speak for it: the paragraph sounds like
speech where the author does not speak so, the line is a name or a handle and not a phrase, and
the name comes again in the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.read.looks import Look

OPEN, CLOSE = '“"«„‘「『', '”"»“’」』'
_I = re.compile(
    r"\b(?:(?-i:I)|i'm|i’m|i've|i’ve|my|me|ich|mein\w*|je|j['’](?=\w)|mon|yo|io|ik|eu|jag|я|мой|мо[яеи]|"
    r"мне|меня|ben|benim|أنا|저는|나는)\b|私は|私が|僕|俺|我(?!们|們)",
    re.I,
)
_WE = re.compile(
    r"\b(?:we|our|(?-i:us)|we're|we’re|wir|uns|unser\w*|nous|notre|nos|nosotros|nuestr\w+|noi|nostr\w+|"
    r"wij|nós|nosso|nossa|vi|vår|\w{3,}(?:amos|emos|imos|iamo)|мы|нас|нам|наш(?:а|е|и|у|ей|его)?|ми|"
    r"biz|bizim|nasz\w*|náš|naše|نحن|كنا|우리\w*)\b|私たち|我们|我們",
    re.I,
)
_PARTICLES = frozenset("de von van der den al bin ibn da del di la le du dos y e of the".split())
_SENTENCE_BREAK = re.compile(r"[.!?。！？]\s+\S|[。！？]\S")
_HANDLE = re.compile(r"@[\w.-]{2,40}(?P<more>[\s,].{1,110})?")
_WITH_WORK = re.compile(rf"[^\W\d_][^,]{{2,60}},\s[{OPEN}][^{OPEN}{CLOSE}]{{3,100}}[{CLOSE}]")
_NAME_WORD = re.compile(r"[^\W\d_](?:[\w'’-]|\.(?!$))*\.?")
_STOPS = (".", "!", "?", "…", "。", "！")

_LONGEST_NAME = 60
_LONGEST_SPEECH = 700
_SHORT_SPEECH = 280
_MOST_SENTENCES = 8
_ENOUGH = 2.2
_LIKELY = 1.7
_OTHERS = 2
"""From so many likely speakers on, the document is one that has such lines."""


@dataclass(frozen=True, slots=True)
class Voices:
    """How the author writes, against which somebody else's words stand out."""

    words: Counter[str]
    says_i: bool
    says_we: bool
    caseless: bool


def voices(looks: Sequence[Look], caseless: bool) -> Voices:
    """Return how the author writes."""
    words = Counter(
        word.strip(".,;:!?\"'“”’()") for look in looks for word in look.text[:2_000].split()
    )
    texts = [look.text[:600] for look in looks if look.kind == "text" and len(look.text) > 60]
    bare = [re.sub(rf"[{OPEN}][^{OPEN}{CLOSE}]*[{CLOSE}]", "", text) for text in texts]
    most = max(2.0, 0.2 * len(bare))
    return Voices(
        words,
        sum(bool(_I.search(text)) for text in bare) > most,
        sum(bool(_WE.search(text)) for text in bare) > most,
        caseless,
    )


def named(looks: Sequence[Look], author: Voices) -> frozenset[int]:
    """Return the places of the paragraphs that the next line names the speaker of."""
    scores = {place: _score(looks, place, author) for place in range(len(looks) - 2)}
    likely = sum(score >= _LIKELY for score in scores.values())
    return frozenset(
        place
        for place, score in scores.items()
        if score >= _ENOUGH or (score >= _LIKELY and likely > _OTHERS)
    )


def _score(looks: Sequence[Look], place: int, author: Voices) -> float:
    """Return how much speaks for the chunk after ``place`` naming who says the one there."""
    look, line, after = looks[place : place + 3]
    if look.kind != "text" or line.kind != "text" or len(line.text) > _LONGEST_SPEECH:
        return 0.0
    likeness = like_a_name(line.text, author)
    if not likeness or not _like_speech(look.text):
        return 0.0
    score = likeness + _sounds_spoken(look.text, author)
    score += 0.2 * (after.kind == "text" and len(after.text) > 60)
    score += 0.2 * (place > 0 and len(looks[place - 1].text) > 60)
    return score


def _like_speech(text: str) -> bool:
    return (
        15 <= len(text) <= _LONGEST_SPEECH
        and len(_SENTENCE_BREAK.findall(text)) <= _MOST_SENTENCES
        and text.rstrip("\"'”’»)").endswith(_STOPS)
    )


def _sounds_spoken(text: str, author: Voices) -> float:
    """Return how much a paragraph sounds as if another than the author said it."""
    score = 2.0 * (text[0] in OPEN and text.rstrip(".!?")[-1:] in CLOSE)
    if _I.search(text):
        score += 0.7 if author.says_i else 1.2
    elif _WE.search(text):
        score += 0.4 if author.says_we else 1.2
    return score - 0.4 * (len(text) > _SHORT_SPEECH)


def like_a_name(text: str, author: Voices) -> float:
    """Return how much a line looks like somebody's name, 0 for not at all."""
    if (handle := _HANDLE.fullmatch(text)) and not text.endswith(_STOPS):
        return 2.0 if handle["more"] else 1.7
    if _WITH_WORK.fullmatch(text):
        return 1.8
    if not _is_name(text, author.caseless):
        return 0.0
    name, _, office = text.partition(",")
    last = name.split()[-1]
    again = sum(author.words[last + ending] for ending in ("", "’s", "'s"))
    proper = [word for word in name.split() if word not in _PARTICLES]
    small = any(author.words[word.lower()] for word in proper)
    score = 0.3 + 0.8 * (again > 1) + 0.4 * bool(office)
    if author.caseless:
        return score
    return max(0.0, score - 0.6) if small else score + 0.4


def _is_name(text: str, caseless: bool) -> bool:
    """Tell whether a line can be a person's name, perhaps with an office after a comma."""
    if len(text) > _LONGEST_NAME or not text[-1].isalpha():
        return False
    name, _, office = text.partition(",")
    words = name.split()
    if not 2 <= len(words) <= 5 or any(character.isdigit() for character in text):
        return False
    if any(not _NAME_WORD.fullmatch(word) for word in words):
        return False
    proper = [word for word in words if word[0].isupper()]
    small = [word for word in words if word[0].islower()]
    if caseless:
        return len(words) <= 3 and not office
    return len(proper) >= 2 and all(word in _PARTICLES for word in small)
