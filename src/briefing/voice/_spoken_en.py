"""English: the order in which words, names, numbers and signs are given their spoken form."""

from __future__ import annotations

import re

from briefing.voice import _spoken_numbers as numbers
from briefing.voice._spoken_en_dates import DATES, PHONES, TIMES
from briefing.voice._spoken_en_numbers import QUANTITIES, SIGNS
from briefing.voice._spoken_en_tables import (
    ABBREVIATIONS,
    ADDRESSES,
    AFTER_NAMES,
    BARE_ABBREVIATIONS,
    COUNTED,
    INITIALISMS,
    SMALL_WORDS,
    TITLES,
)
from briefing.voice._spoken_text import (
    Rule,
    apply,
    name_emoji,
    plain_letters,
    rule,
    squeeze,
    table_rule,
)
from briefing.voice._spoken_web import WebWords, web_rules

# ------------------------------------------------------------------------- abbreviations


def _saint_or_street(match: re.Match[str]) -> str:
    """Read St. before a name as Saint, unless a numbered or named street ends there."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    numbered = re.search(r"[0-9](?:st|nd|rd|th)? (?:[A-Z]\w+ )?$", before)
    return "Street " if numbered else "Saint "


def _abbreviation(match: re.Match[str]) -> str:
    words = ABBREVIATIONS[match[1]]
    ends = match.end() == len(match.string) and match[1].endswith(".")
    return f"{words}." if ends and "." not in words[-1:] else words


def _after_name(match: re.Match[str]) -> str:
    rest = match.string[match.end() : match.end() + 2]
    return AFTER_NAMES[match[1]] + ("." if not rest or rest[0] in '"”’' else "")


_ABBREVIATIONS: tuple[Rule, ...] = (
    rule(r"(?<!\w)St\.? (?=[A-Z][a-z])", _saint_or_street),
    rule(
        r"(?<!\w)((?i:mr|mrs|ms|dr))\.? (?=[A-Z])",
        lambda match: f"{ADDRESSES[match[1].lower()]} ",
    ),
    table_rule(r"(?<!\w)({})\. ?(?=[A-Z])", {key: f"{word} " for key, word in TITLES.items()}),
    (re.compile(rf"(?<=[A-Za-z&]) ({'|'.join(AFTER_NAMES)})\."), lambda m: f" {_after_name(m)}"),
    table_rule(r"(?<!\w)({})\. ?(?=[0-9])", {key: f"{word} " for key, word in COUNTED.items()}),
    (
        re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, ABBREVIATIONS))})(?!\w)"),
        _abbreviation,
    ),
    table_rule(r"(?<![\w.])({})(?![\w.])", BARE_ABBREVIATIONS),
    rule(r"(?<=[A-Za-z]) v\.? (?=[A-Z])", " versus "),
)

# ---------------------------------------------------------------------- letters and capitals


def _spelled(match: re.Match[str]) -> str:
    return ".".join(match[0])


def _many_letters(match: re.Match[str]) -> str:
    """Set the letters of MPs or NGOs apart, whose plural eSpeak NG would swallow."""
    letters = match[1]
    if letters in INITIALISMS or not set(letters) & set("AEIOU"):
        return f"{' '.join(letters)}'s"
    return match[0]


def _initials(match: re.Match[str]) -> str:
    """Join initials without the last full stop, after which a voice would pause."""
    letters = re.findall("[A-Z]", match[0])
    if letters in (["I"], ["A"]):
        return match[0]
    return f"{'.'.join(letters)} "


def _ampersand(match: re.Match[str]) -> str:
    return f"{'.'.join(match[1])} and {'.'.join(match[2])}"


_NAMES: tuple[Rule, ...] = (
    rule(r"(?<![\w&])([A-Z]{1,3})&([A-Z]{1,3})(?![\w&])", _ampersand),
    rule(
        r"(?<![\w.])(?:[A-Z]\. ?){1,6}(?=[A-Z][a-z])(?!(?:The|He|She|It|But|And|In)\b)", _initials
    ),
    rule(rf"(?<![\w.])(?:{'|'.join(INITIALISMS)})(?![\w.]*\w)", _spelled),
    rule(r"(?<![\w.])([A-Z]{2,4})s(?!\w)", _many_letters),
)

# ---------------------------------------------------------------------------- Roman numerals

_RULERS = frozenset(
    "Albert Alexander Alfonso Alphonse Amadeus Baldwin Benedict Boniface Carl Carlos Catherine"
    " Charles Christian Clement Constantine Cyrus Darius Edward Edmund Elizabeth Eric Felipe"
    " Ferdinand Francis Franz Frederick Friedrich George Gregory Gustav Gustavus Haakon Harald"
    " Henri Henry Hugh Innocent Isabella Ivan James Joan John Joseph Juan Julius Karl Leo Leopold"
    " Louis Ludwig Malcolm Margrethe Mary Matilda Maximilian Mehmed Mohammed Murad Napoleon"
    " Nicholas Olav Oscar Otto Paul Pedro Peter Philip Philippe Pius Ptolemy Rama Ramesses Ramses"
    " Richard Robert Rudolf Sancho Selim Sigismund Sixtus Stephen Suleiman Theodore Thomas"
    " Thutmose Umberto Urban Victor Wilhelm William Xerxes Zog".split()
)
_RANKS = frozenset("King Queen Pope Emperor Empress Tsar Kaiser Sultan Shah Prince Pharaoh".split())
_HEADINGS = frozenset(
    "chapter part volume book section act scene article title appendix phase stage type class war"
    " bowl level grade figure table mark division group category unit module lesson canto annex"
    " round day step tier schedule".split()
)
_ROMAN = re.compile(
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
    value = numbers.roman(numeral)
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


_ROMANS: tuple[Rule, ...] = (
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
    (_ROMAN, _roman),
)

# ------------------------------------------------------------------------------------- signs

_SIGNS = {
    "&": "and",
    "=": "equals",
    "×": "times",
    "÷": "divided by",
    "±": "plus or minus",
    "%": "percent",
    "‰": "per thousand",
    "§": "section",
    "©": "copyright",
    "№": "number",
    "°": "degrees",
    "º": "degrees",
    "≈": "approximately",
    "≤": "at most",
    "≥": "at least",
    "≠": "is not equal to",
    "→": "to",
    "⇒": "to",
    "√": "square root of",
    "∞": "infinity",
    "@": "at",
    "\\": "backslash",
    "¢": "cents",
    "−": "minus",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₩": "won",
    "₹": "rupee",
}
_SILENT = "™®*•▪●◦‣►▶■□◆◇○†‡¶`^|_~<>{}←↑↓⁂·"


def _say_sign(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    return f" {_SIGNS[match[0]]}{' ' if after.isalnum() else ''}"


_MARKS: tuple[Rule, ...] = (
    rule(r"(?<=\w)\^(?=\w)", " to the power of "),
    rule(r"[~∼] ?(?=[$£€]?[0-9])", "about "),
    rule(r"(?<=[0-9])(?: \* |\*)(?=[0-9])", " times "),
    rule(r"(?<!\w)#(?=[0-9])", "number "),
    rule(r"(?<=[\w)]) < (?=[\w$£€-])", " less than "),
    rule(r"(?<=[\w)]) > (?=[\w$£€-])", " greater than "),
    rule(r"(?<!\w)<(?=[$£€]?[0-9])", "less than "),
    rule(r"(?<!\w)>(?=[$£€]?[0-9])", "more than "),
)
_LAST: tuple[Rule, ...] = (
    rule(r"(?<=\w)² ?", " squared "),
    rule(r"(?<=\w)³ ?", " cubed "),
    rule(r"(?<=[0-9a-z]) ?\+(?!\+)(?= ?\w)|(?<!\S)\+(?=\w)", " plus "),
    rule(r"(?<=[a-z0-9])\+(?!\+)", " plus"),
    rule(r"(?<!\w)([CF])#(?!\w)", r"\1 sharp"),
    rule("#", " hash "),
    rule(f"[{re.escape(''.join(_SIGNS))}]", _say_sign),
    rule(rf"(?<![{re.escape(_SILENT)}])[{re.escape(_SILENT)}]++(?=[,;:.!?)\]])", ""),
    rule(f"[{re.escape(_SILENT)}]", " "),
    rule(r" (?:-{1,3}|–) (?=\S)", " — "),
)
_FOOTNOTES: tuple[Rule, ...] = (
    rule(
        r" ?(?<!\W\w)\[(?:[0-9]{1,3}|note [0-9]{1,3}|citation needed)"
        r"(?:(?:, ?|[-–])[0-9]{1,3}){0,9}\]",
        "",
    ),
    rule(r"(?<=[.,;:!?”\"’)])[¹²³⁰⁴-⁹]{1,3}(?!\w)", ""),
)
_WEB = web_rules(WebWords("dot", "slash", "at", "dash", "underscore"))
_GAP = rule(r"(?<=\w)([,;!?])(?=[A-Za-z])", r"\1 ")
_DIGIT = re.compile("[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒]")


def english(text: str) -> str:
    """Return cleaned English ``text`` as it is said."""
    text = name_emoji(plain_letters(text))
    text = apply((*_FOOTNOTES, *_WEB, *_ABBREVIATIONS, *_ROMANS, *_NAMES), _lower_small_words(text))
    text = apply(_MARKS, text)
    if _DIGIT.search(text):
        text = apply((*PHONES, *DATES, *SIGNS, *TIMES, *QUANTITIES, _GAP), text)
    return squeeze(apply(_LAST, text))


def _lower_small_words(text: str) -> str:
    """Keep an engine from spelling the small words of a line that is all in capitals."""
    if not text.isupper() or text.count(" ") < 2:
        return text
    return re.sub(rf"\b(?:{'|'.join(SMALL_WORDS)})\b", lambda word: word[0].lower(), text)
