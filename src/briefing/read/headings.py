"""Which short chunks are headings: each is scored by its shape, then like shapes are judged as one.

The evidence (length, capitals, numbering, final stop, what stands before and after) is added up
over the whole document, so that a doubtful line goes with the lines that look like it. The
weights are hand-set; ``benchmarks/structure.py`` measures what they achieve.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from briefing.read.lines import Chunk

THRESHOLD = 1.0
LONGEST_HEADING = 110
_MOST_WORDS = 16

NUMBERING = re.compile(
    r"(?:(?:chapter|section|part|step|kapitel|teil|chapitre|partie)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[IVX]{1,5}[.)])\s+(?=[^\W\d_]|[\"“„«¿])",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!;,…。！，、।۔]\W*$")
_INSIDE = re.compile(r"[.!?。！？;]\s+\S|[。！？]\S")
_CODE = re.compile(
    r"[{}<>=|\\~^`$]|::|->|\(\)|\w_\w|^\W*[./#@]|https?:|www\.|\w@\w|\.\w{2,4}$|^--?\w"
)
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’\-][^\W_]+)*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_FULL_STOP = re.compile(r"[.!?:…。！？।۔؟][\"”’»)\]」]*(?:\[\d+\])*$")
_SMALL = 4


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


def setting_of(looks: Sequence[Look], language: str) -> Setting:
    """Return what the document is like as a whole."""
    texts = [look.text for look in looks if look.kind == "text"]
    longer = [text for text in texts if length(text) > 80]
    head = " ".join(text[:400] for text in texts[:60])
    return Setting(
        caseless=head == head.lower(),
        blank=sum(look.chunk.gap for look in looks) > 0.5 * len(looks),
        stopped=(sum(map(_stops, longer)) + 1) / (len(longer) + 1),
        capital_titles=language == "en",
    )


def _stops(text: str) -> bool:
    return bool(_FULL_STOP.search(text[-8:]))


def length(text: str) -> float:
    """Return the length in characters; one of an unspaced script counts two and a half."""
    head = text[:400]
    return len(text) + 1.5 * len(_UNSPACED.findall(head))


def is_candidate(look: Look) -> bool:
    """Tell whether a chunk could be a heading at all."""
    text = look.text
    if look.kind != "text" or length(text) > LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return False
    if not _WORD.search(text) or _SENTENCE_END.search(text):
        return False
    return not _INSIDE.search(NUMBERING.sub("", text))


def headings(looks: Sequence[Look], setting: Setting) -> frozenset[int]:
    """Return the places of the chunks that are headings."""
    candidates = {place for place, look in enumerate(looks) if is_candidate(look)}
    scores = {
        place: _own(looks[place].text, setting) + _around(looks, place, candidates, setting)
        for place in sorted(candidates)
    }
    shapes: dict[object, list[int]] = defaultdict(list)
    for place in scores:
        followed = place + 1 < len(looks) and place + 1 not in candidates
        shapes[followed, _shape(looks[place], setting)].append(place)
    found = set()
    for places in shapes.values():
        common = mean(scores[place] for place in places)
        weight = 0.35 if len(places) > 1 else 0.0
        found |= {
            place for place in places if (1 - weight) * scores[place] + weight * common >= THRESHOLD
        }
    return frozenset(found)


def _shape(look: Look, setting: Setting) -> object:
    text = look.text
    return (
        bool(NUMBERING.match(text)),
        text[-1] if text[-1] in ":?" else "",
        text[:1].isupper(),
        text == text.upper() and text != text.lower(),
        bool(_CODE.search(text)),
        _title_case(text) >= 0.75 if setting.capital_titles else None,
        look.chunk.gap if setting.blank else None,
    )


def _title_case(text: str) -> float:
    """Return the share of the longer words, but the first, that begin with a capital."""
    words = [word for word in _WORD.findall(text) if len(word) >= _SMALL]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.5


def _own(text: str, setting: Setting) -> float:
    """Return what the line's own shape says."""
    words = len(text.split()) if not _UNSPACED.search(text) else int(length(text) / 6)
    score = 0.9 if words <= 6 else 0.4 if words <= 9 else -0.2 if words <= 12 else -0.8
    if NUMBERING.match(text):
        score += 1.2
        text = NUMBERING.sub("", text)
    if not setting.caseless:
        first = text.lstrip('"“„«¿¡(#')[:1]
        score += -1.6 if first.islower() else 0.3
        if setting.capital_titles and words > 1:
            score += 0.7 if _title_case(text) >= 0.75 else -0.1
        if text == text.upper() and words <= 10:
            score += 0.4
    score -= 0.9 * bool(_CODE.search(text))
    score -= 0.5 * (sum(character.isdigit() for character in text) > 0.3 * len(text))
    score -= 0.5 * text.endswith(":")
    score += 0.3 * text.endswith(("?", "？"))
    score -= 0.7 * (text[0] in '"“„«(' and text[-1] in '"”“»)')
    return score


def _around(looks: Sequence[Look], place: int, candidates: set[int], setting: Setting) -> float:
    """Return what stands before and after the line says."""
    score = -0.8 if setting.stopped < 0.5 else 0.0
    after = looks[place + 1] if place + 1 < len(looks) else None
    before = looks[place - 1] if place else None
    score += _after(after, place, candidates)
    if before is not None and before.kind == "text" and place - 1 not in candidates:
        score += 0.4 if _stops(before.text) else -0.3
        score -= 1.0 * before.text.endswith((":", "："))
    if setting.blank and not looks[place].chunk.gap:
        score -= 1.0
    if setting.blank and after is not None and not after.chunk.gap and after.kind == "text":
        score -= 0.3
    return score - _crowd(place, candidates)


def _after(after: Look | None, place: int, candidates: set[int]) -> float:
    if after is None or after.kind == "rule":
        return -3.0
    if after.kind == "list":
        return 0.2
    if after.kind != "text":
        return -0.4
    if place + 1 in candidates:
        return -0.3
    if length(after.text) >= 120:
        return 0.6
    return 0.4 if _stops(after.text) else -0.4


def _crowd(place: int, candidates: set[int]) -> float:
    """Return the weight of standing among many like it: a table or an address, not headings."""
    start = end = place
    while start - 1 in candidates and place - start < 6:
        start -= 1
    while end + 1 in candidates and end - place < 6:
        end += 1
    run = end - start + 1
    if run < 3:
        return 0.0
    last = 0.7 if end == place else 1.6
    return last + 0.2 * min(run - 3, 5)
