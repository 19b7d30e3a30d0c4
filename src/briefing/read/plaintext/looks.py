"""A chunk as the seekers of headings and quotes see it, and what its document is like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.read.lengths import UNSPACED, length
from briefing.read.plaintext.lines import Chunk

LONGEST_HEADING = 120
_LONGEST_ASKED = 180
_MOST_WORDS = 20
_MOST_ASKED = 32
_MOST_QUESTIONS = 2
LONG = 80
"""Characters from which on a block counts as running text."""

ASKED = ("?", "？", "؟", "⁇", "\u037e")
COLONS = (":", "：")
NUMBERING = re.compile(
    r"(?:(?:chapter|section|part|step|kapitel|teil|chapitre|partie)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[IVX]{1,5}[.)])\s+(?=[^\W\d_]|[\"“„«¿])",
    re.I,
)
_ABBREVIATED = re.compile(r"\b(?:[A-Z][a-z]{0,3}|[A-Z]|vs|ca|z\.B|d\.h|p\. ex|o\.a)\.\s|\.\.\.")
_INITIALS = re.compile(r"(?:\b[A-Z]\.){2,}$")
_SENTENCE_END = re.compile(r"[.;,…。，、।۔](?:[\"”’»)\]」]*)$")
_INSIDE = re.compile(r"[.!?。！？;]\s+\S|[。！？]\S")
_CODE = re.compile(
    r"[{}<>=|\\~^`$]|::|->|\(\)|\w_\w|^\W*[./#@]|https?:|www\.|\w@\w|\.\w{2,4}$|^--?\w"
)
WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’\-][^\W_]+)*")
_FULL_STOP = re.compile(r"[.!?:…。！？：।۔؟][\"”’»)\]」]*(?:\[\d+\])*$")
_DASHES = "—–―"
_SMALL = 4
_COMMON, _OFTEN, _SAMPLE, _SAMPLED = 40, 4, 1_000, 700


@dataclass(frozen=True, slots=True)
class Look:
    """A chunk as the scorer sees it."""

    chunk: Chunk
    kind: str
    """``text``, ``list``, ``code``, ``rule`` and so on: what else is known of it."""

    @property
    def text(self) -> str:
        """The chunk's text."""
        return self.chunk.text


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole is like; a line means different things in different ones."""

    caseless: bool
    """Whether it is written without capitals, or in a script that has none."""
    blank: bool
    """Whether blank lines part its blocks."""
    stopped: float
    """Share of its longer blocks that end with a full stop."""
    capital_titles: bool
    """Whether capitals mark titles, as in English; German nouns have theirs anyway."""
    listed: bool
    """Whether its lists have bullets."""
    coded: bool
    """Whether there is code in it."""
    common: frozenset[str]
    """Its commonest words: mostly small ones that sentences are full of and titles are not."""
    colons: bool
    """Whether most of its short lines end with a colon, as headings do in some documents."""


def setting_of(looks: Sequence[Look], language: str) -> Setting:
    """Return what the document is like as a whole."""
    texts = [look.text for look in looks if look.kind == "text"]
    longer = [text for text in texts if length(text) > LONG]
    head = " ".join(text[:400] for text in texts[:60])
    return Setting(
        caseless=head == head.lower(),
        blank=sum(look.chunk.gap for look in looks) > 0.5 * len(looks),
        stopped=(sum(map(stops, longer)) + 1) / (len(longer) + 1),
        capital_titles=language == "en",
        listed=any(look.kind in {"list", "point"} for look in looks),
        coded=sum(look.kind == "code" for look in looks) > 2,
        common=_commonest(texts),
        colons=_mostly_colons([look.text for look in looks[:_SAMPLE] if is_candidate(look)]),
    )


def _commonest(texts: Sequence[str]) -> frozenset[str]:
    words = Counter(
        word
        for text in texts[:_SAMPLE]
        for word in text[:_SAMPLED].lower().split()
        if word.isalpha()
    )
    return frozenset(word for word, count in words.most_common(_COMMON) if count >= _OFTEN)


def _mostly_colons(texts: Sequence[str]) -> bool:
    told = [text for text in texts if not text.endswith(ASKED)]
    ending = sum(text.endswith(COLONS) for text in told)
    return ending > 1 and ending > len(told) / 2


def stops(text: str) -> bool:
    """Tell whether ``text`` ends as a sentence does."""
    return bool(_FULL_STOP.search(text[-8:]))


def words_in(text: str) -> int:
    """Return how many words ``text`` has, or would have if its script parted them."""
    return len(text.split()) if not UNSPACED.search(text) else int(length(text) / 6) + 1


def is_candidate(look: Look) -> bool:
    """Tell whether a chunk could be a heading at all."""
    text = look.text
    if look.kind != "text" or len(text) > _LONGEST_ASKED or not WORD.search(text):
        return False
    if text[0] in _DASHES:
        return False
    asks = text.endswith(ASKED)
    longest, most = (_LONGEST_ASKED, _MOST_ASKED) if asks else (LONGEST_HEADING, _MOST_WORDS)
    if length(text) > longest or len(text.split()) > most:
        return False
    if _SENTENCE_END.search(text) and not _INITIALS.search(text):
        return False
    if asks:
        return sum(text.count(mark) for mark in ASKED) <= _MOST_QUESTIONS
    return not breaks(text)


def breaks(text: str) -> bool:
    """Tell whether a sentence ends within ``text``."""
    if not _INSIDE.search(text):
        return False
    return bool(_INSIDE.search(_ABBREVIATED.sub(" ", NUMBERING.sub("", text))))


def code_like(text: str) -> bool:
    """Tell whether there are marks in ``text`` that code, paths and addresses have."""
    return bool(_CODE.search(text))


def title_case(text: str) -> float:
    """Return the share of the longer words that begin with a capital."""
    words = [word for word in WORD.findall(text) if len(word) >= _SMALL]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.5
