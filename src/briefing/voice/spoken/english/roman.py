"""English Roman numerals: after rulers, headings and titles, in centuries; never the pronoun."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.text import Rule, rule

_RULERS = frozenset(
    "Albert Alexander Alfonso Alphonse Amadeus Baldwin Benedict Boniface Carl Carlos Catherine"
    " Charles Christian Clement Constantine Cyrus Darius Edward Edmund Elizabeth Eric Felipe"
    " Ferdinand Francis Franz Frederick Friedrich George Gregory Gustav Gustavus Haakon Harald"
    " Henri Henry Hugh Innocent Isabella Ivan James Joan John Joseph Juan Julius Karl Leo Leopold"
    " Louis Ludwig Malcolm Margrethe Mary Matilda Maximilian Mehmed Mohammed Murad Napoleon"
    " Nicholas Olav Oscar Otto Paul Pedro Peter Philip Philippe Pius Ptolemy Rama Ramesses Ramses"
    " Richard Robert Rudolf Sancho Selim Sigismund Sixtus Stephen Suleiman Theodore Thomas"
    " Thutmose Tutankhamun Umberto Urban Victor Vittorio Wilhelm William Xerxes Zog".split()
)
_RANKS = frozenset("King Queen Pope Emperor Empress Tsar Kaiser Sultan Shah Prince Pharaoh".split())
_HEADINGS = frozenset(
    "chapter part volume book section act scene article title appendix phase stage type class war"
    " bowl level grade figure table mark division group category unit module lesson canto annex"
    " round day step tier schedule factor apollo vatican".split()
)
_ROMAN = (
    r"(?<![\w'’.])((?:[A-Z][\w'’-]{0,20}\.? ){0,4})([A-Z][A-Za-zÀ-ÿ-]{1,20}) ([CLXVI]{1,9})"
    r"(?![\w&.]*\w)"
)
_PRONOUN_FOLLOWS = re.compile(
    r" (?:am|have|think|know|liked?|loved?|want|wanted|mean|saw|see|read|wrote|did|do|don|never|"
    r"always|really|just|will|would|can|could|should|used|played|need|needed|got|found|made|took|"
    r"went|said|say|hated?|enjoyed|remember)\b"
)
_NOT_NUMERALS = frozenset({"XX", "XXX", "CV", "CC", "XL", "CL", "LL", "CI", "LV", "LI", "CX"})


def _roman(match: re.Match[str]) -> str:
    """Read a numeral after a ruler's name as an ordinal, after a heading or title as a number."""
    before, name, numeral = match[1], match[2], match[3]
    value = 0 if numeral in ("L", "C") else numbers.roman(numeral)
    lead = f"{before}{name}"
    words = set(before.replace(".", "").split()) | {name}
    heading = name.lower() in _HEADINGS
    royal = not heading and bool(words & _RULERS or words & _RANKS)
    if not value or not (heading or royal or (len(numeral) > 1 and value < 40)):
        return match[0]
    if numeral == "I" and not _first_allowed(match, words, heading):
        return match[0]
    if (numeral in _NOT_NUMERALS and not (heading or royal)) or (name, numeral) == ("Malcolm", "X"):
        return match[0]
    digits = str(value)
    return (
        f"{lead} the {numbers.ordinal(digits)}" if royal else f"{lead} {numbers.cardinal(digits)}"
    )


def _first_allowed(match: re.Match[str], words: set[str], heading: bool) -> bool:
    """Tell whether "I" can be the numeral one: it is the pronoun wherever a verb may follow."""
    if words & _RANKS or match[2] == "War":
        return True
    follows = match.string[match.end() : match.end() + 12]
    if heading:
        return not _PRONOUN_FOLLOWS.match(follows)
    return not re.match(r" [A-Za-z]|['’](?!s\b)", follows) or follows.startswith(" of ")


ROMANS: tuple[Rule, ...] = (
    rule(
        r"(?<!\w)WW(II|I|2|1)(?!\w)",
        lambda match: f"World War {'one' if match[1] in ('I', '1') else 'two'}",
    ),
    rule(r"(?<=iPhone )X(?!\w)", "ten"),
    rule(
        r"(?<![\w.])(?=[XVI]{2})([XVI]{2,6})(?= [Cc]entur)",
        lambda m: numbers.ordinal(str(numbers.roman(m[1]))) if numbers.roman(m[1]) else m[0],
    ),
    rule(
        r"(?<!\w)((?i:chapter|part|volume|book|section|act|scene|article|appendix)) "
        r"([CLXV][CLXVI]{0,8}|I[CLXVI]{1,8})(?![\w&.]*\w)",
        lambda m: (
            f"{m[1]} {numbers.cardinal(str(numbers.roman(m[2])))}" if numbers.roman(m[2]) else m[0]
        ),
    ),
    rule(_ROMAN, _roman),
)
"""Rules for Roman numerals, in order."""
