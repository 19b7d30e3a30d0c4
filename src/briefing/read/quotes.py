"""Pull quotes: a paragraph somebody said, and the line after it that names who."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.read.headings import Look
from briefing.read.lines import ATTRIBUTION
from briefing.read.outline import Part

_OPEN, _CLOSE = '“"«„‘「『', '”"»“’」』'
_QUOTED = re.compile(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]{{8,}}[{_CLOSE}][.!?]?")
_ON_ONE_LINE = re.compile(
    rf"([{_OPEN}][^{_OPEN}{_CLOSE}]{{8,}}[{_CLOSE}][.,]?)\s*(?:—|–|--|―|-)\s*([^\W\d_][^.!?]{{1,80}})"
)
_FIRST_PERSON = re.compile(
    r"\b(?:we|(?-i:I)|our|my|(?-i:us)|me|i'm|i’m|we're|we’re|wir|ich|unser\w*|mein\w*|uns|nous|je|notre|nos|mon|"
    r"nosotros|yo|nuestr\w+|mi|noi|io|nostr\w+|wij|ik|onze|nós|eu|nosso|nossa|vi|jag|vår)\b",
    re.I,
)
_PARTICLES = frozenset("de von van der den al bin ibn da del di la le du dos y e of the".split())
_SENTENCE_BREAK = re.compile(r"[.!?。！？]\s+\S|[。！？]\S")

_NO_NAME_ENDS = (".", ":", ";", "?", "!", ",")
_LONGEST_SPEAKER = 150
_LONGEST_NAME = 60
_LONGEST_BARE_QUOTE = 280
_ENOUGH = 2.2


@dataclass(frozen=True, slots=True)
class Spoken:
    """The quotes found, by place, and the places of the lines that named their speakers."""

    parts: dict[int, Part]
    lines: frozenset[int]


def find(looks: Sequence[Look], caseless: bool) -> Spoken:
    """Return the pull quotes among ``looks``.

    Four forms: a paragraph with a dashed attribution after it; a quotation and its attribution on
    one line; a paragraph that sounds like speech before a line that is only a name; a paragraph
    that is one quotation, its speaker unknown.
    """
    words = Counter(
        word.strip(".,;:!?\"'“”’()") for look in looks for word in look.text[:2_000].split()
    )
    authors_own = _authors_own(looks)
    parts: dict[int, Part] = {}
    lines: set[int] = set()
    for place, look in enumerate(looks):
        if look.kind != "text":
            continue
        after = looks[place + 1] if place + 1 < len(looks) else None
        one_line = _ON_ONE_LINE.fullmatch(look.text) if len(look.text) < 1_500 else None
        if one_line:
            parts[place] = Part("quote", (one_line[1],), speaker=one_line[2].strip())
        elif after is not None and _is_dashed(looks, place + 1):
            speaker = ATTRIBUTION.sub("", after.text, count=1).strip()
            parts[place] = Part("quote", (look.text,), speaker=speaker)
            lines.add(place + 1)
        elif after is not None and _is_named(looks, place, words, authors_own, caseless):
            parts[place] = Part("quote", (look.text,), speaker=after.text)
            lines.add(place + 1)
        elif is_quotation(look.text):
            parts[place] = Part("quote", (look.text,))
    kept = {place: part for place, part in parts.items() if place not in lines}
    return Spoken(kept, frozenset(lines))


def is_quotation(text: str) -> bool:
    """Tell whether ``text`` is one quotation from its first character to its last."""
    return 25 <= len(text) <= 1_500 and bool(_QUOTED.fullmatch(text))


def speaker_of(line: str) -> str | None:
    """Return the speaker a dashed attribution line names; ``None`` when it is no such line."""
    match = ATTRIBUTION.match(line)
    if match is None or len(line) > _LONGEST_SPEAKER or line.endswith(_NO_NAME_ENDS):
        return None
    name = line[match.end() :].strip()
    return name if name and not name[0].islower() else None


def _is_dashed(looks: Sequence[Look], place: int) -> bool:
    """Tell whether the chunk at ``place`` attributes the one before it with a dash."""
    look, before = looks[place], looks[place - 1]
    if look.kind not in {"text", "list"} or speaker_of(look.text) is None:
        return False
    if before.text.endswith((":", "：")) or len(before.text) < 15:
        return False
    after = looks[place + 1] if place + 1 < len(looks) else None
    return look.text[0] in "—―" or after is None or after.kind != "list"


def _authors_own(looks: Sequence[Look]) -> bool:
    """Tell whether the author writes in the first person: then it is no sign of a quotation."""
    texts = [look.text[:600] for look in looks if look.kind == "text" and len(look.text) > 60]
    bare = [re.sub(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]*[{_CLOSE}]", "", text) for text in texts]
    return sum(bool(_FIRST_PERSON.search(text)) for text in bare) > max(1, 0.2 * len(bare))


def _is_named(
    looks: Sequence[Look], place: int, words: Counter[str], authors_own: bool, caseless: bool
) -> bool:
    """Tell whether the next chunk is the bare name of who says this one."""
    look, line = looks[place], looks[place + 1]
    if line.kind != "text" or not _is_name(line.text, caseless) or place + 2 >= len(looks):
        return False
    quoted = is_quotation(look.text)
    if not quoted and (
        len(look.text) > _LONGEST_BARE_QUOTE
        or len(_SENTENCE_BREAK.findall(look.text)) > 2
        or not look.text.rstrip('"”»').endswith((".", "!", "…", "。"))
    ):
        return False
    last = line.text.partition(",")[0].split()[-1]
    score = 2.0 * quoted + 0.3
    score += 1.2 * (not authors_own and bool(_FIRST_PERSON.search(look.text)))
    score += 0.8 * (words[last] + words[last + "’s"] + words[last + "'s"] > 1)
    score += 0.2 * (looks[place + 2].kind == "text" and len(looks[place + 2].text) > 60)
    score += 0.2 * (place > 0 and len(looks[place - 1].text) > 60)
    return score >= _ENOUGH


def _is_name(text: str, caseless: bool) -> bool:
    """Tell whether a line can be a person's name, perhaps with an office after a comma."""
    if len(text) > _LONGEST_NAME or not text[-1].isalpha():
        return False
    name, _, office = text.partition(",")
    words = name.split()
    if not 2 <= len(words) <= 5 or any(character.isdigit() for character in text):
        return False
    if any(not re.fullmatch(r"[^\W\d_](?:[\w'’-]|\.(?!$))*\.?", word) for word in words):
        return False
    proper = [word for word in words if word[0].isupper()]
    small = [word for word in words if word[0].islower()]
    if caseless:
        return len(words) <= 3 and not office
    return len(proper) >= 2 and all(word in _PARTICLES for word in small)
