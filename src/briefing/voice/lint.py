"""The lint for the ear: what reads well and sounds wrong.

After the BBC News Styleguide and NPR's advice on writing for radio: one idea a sentence, few
numbers, nothing in brackets, no word about what can only be seen, and a quotation is announced.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.model import Script, Utterance
from briefing.voice._lint_tables import (
    ABBREVIATIONS,
    ADDRESS_SIGNS,
    ARTICLES,
    BARE_ABBREVIATIONS,
    CUES,
    LAST_ABBREVIATIONS,
    SIGHT,
)

LONGEST_SENTENCE = 30
"""Words a listener can hold until the full stop."""
MOST_NUMBERS = 3
"""Numbers in one sentence."""
LONGEST_ADDRESS = 8
"""Words of an address, its dots and slashes among them."""
LONGEST_ASIDE = 8
"""Words in brackets."""


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line of a script as it is shown and as it is heard."""

    number: int
    role: str
    text: str
    spoken: str
    language: str
    """BCP 47."""


def heard_lines(script: Script, utterances: Sequence[Utterance]) -> tuple[HeardLine, ...]:
    """Return the lines of ``script``, counted from 1, with what each is cast to say."""
    return tuple(
        HeardLine(number, line.role, line.text, utterance.spoken, utterance.language)
        for number, (line, utterance) in enumerate(zip(script.lines(), utterances, strict=True), 1)
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that will sound wrong."""

    line: int
    rule: str
    excerpt: str
    """The words in question, at most sixty characters of them."""
    why: str
    remedy: str


Flaw = tuple[str, str]
"""What was found, and why it sounds wrong."""

Check = Callable[[HeardLine], Flaw | None]


def findings(heard: Sequence[HeardLine]) -> tuple[Finding, ...]:
    """Return what will sound wrong in the lines of a script, in their order.

    At most one finding of each rule a line. English has every rule; German, French and Spanish
    those that need words of the language; any other language the rest. Never raises.
    """
    found = [
        Finding(line.number, rule, _excerpt(flaw[0]), flaw[1], _REMEDIES[rule])
        for place, line in enumerate(heard)
        for rule, flaw in _flaws(heard, place, line)
    ]
    return tuple(found)


def _flaws(heard: Sequence[HeardLine], place: int, line: HeardLine) -> Iterator[tuple[str, Flaw]]:
    for rule, check in _CHECKS.items():
        if flaw := check(line):
            yield rule, flaw
    before = heard[max(0, place - 3) : place]
    if flaw := _same_opening(before, line):
        yield "same-opening", flaw
    if flaw := _unheard_quotation(before, line):
        yield "quotation-unheard", flaw


_SHOWN = 60


def _excerpt(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _primary(line: HeardLine) -> str:
    return re.split("[-_]", line.language.lower(), maxsplit=1)[0]


_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=\w\w[.!?…])[\"”’»)]*\s+(?=[\"“„«¿¡(]?[A-ZÀ-Þ])")


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


# ------------------------------------------------------------------------- what was not said


@cache
def _abbreviations(language: str) -> re.Pattern[str]:
    inside, last, bare = (
        _alternatives(table.get(language, ""))
        for table in (ABBREVIATIONS, LAST_ABBREVIATIONS, BARE_ABBREVIATIONS)
    )
    return re.compile(rf"(?<![\w.])(?:(?:{inside})\.(?= ?\w)|(?:{last})\.|(?:{bare})(?![\w.]))")


def _alternatives(words: str) -> str:
    listed = [re.escape(word).replace("_", " ?") for word in words.split()]
    return "|".join(sorted(listed, key=len, reverse=True)) or "(?!)"


def _abbreviation(line: HeardLine) -> Flaw | None:
    match = _abbreviations(_primary(line)).search(line.spoken)
    if match is None:
        return None
    return match[0], f"An abbreviation is left as it is written, and a voice may read {match[0]!r}."


_DIGITS = re.compile(r"(?<![\w])[0-9][0-9.,:/-]*(?![\w])")


def _digits(line: HeardLine) -> Flaw | None:
    """Flag digits where every number is written out; in other languages engines read them."""
    match = _DIGITS.search(line.spoken) if _primary(line) == "en" else None
    return match and (match[0], "Digits are left, which each engine reads in its own way.")


_SIGNS = {
    True: re.compile(r"[#@&%$€£¥=+*/\\<>|~^_°§×÷±≤≥≠≈→←↑↓•{}]"),
    False: re.compile(r"[#@*\\<>|~^_{}=→←↑↓•]"),
}


def _signs(line: HeardLine) -> Flaw | None:
    match = _SIGNS[_primary(line) == "en"].search(line.spoken)
    if match is None:
        return None
    around = line.spoken[max(0, match.start() - 12) : match.end() + 12]
    return around, f"The sign {match[0]!r} is left, and most voices pass over it."


_SILENT = frozenset("©®™℠°№℃℉")
"""Symbols that are said in words of their own, or that nobody says."""


def _dropped(line: HeardLine) -> Flaw | None:
    spoken = line.spoken.lower()
    for sign in line.text:
        if unicodedata.category(sign) not in ("So", "Co", "Cn") or sign in _SILENT:
            continue
        shape = "\u2500" <= sign <= "\u25ff" or "\U0001f1e6" <= sign <= "\U0001f1ff"
        names = unicodedata.name(sign, "nameless").lower().split()
        if not shape and sign not in spoken and not any(name in spoken for name in names):
            return sign, f"The sign {sign!r} is shown, and nothing of it is heard."
    return None


# -------------------------------------------------------------------------- what is not seen


@cache
def _sight(language: str) -> re.Pattern[str]:
    return re.compile("|".join(SIGHT.get(language, ("(?!)",))), re.IGNORECASE)


def _unseen(line: HeardLine) -> Flaw | None:
    match = _sight(_primary(line)).search(line.text)
    return match and (match[0].strip(" .,;:"), "It points at something that a listener cannot see.")


# ------------------------------------------------------------------------ what is too much


def _long_sentence(line: HeardLine) -> Flaw | None:
    for sentence in _sentences(line.spoken):
        words = len(_WORD.findall(sentence))
        if words > LONGEST_SENTENCE:
            return sentence, f"The sentence has {words} words, and a listener cannot go back."
    return None


_DATE = re.compile(
    r"(?:[0-9]{1,2}\.?(?: de)? )?[A-ZÀ-Þa-zà-ÿ]{3,12}\.?(?: de)? (?:[0-9]{1,2}(?:st|nd|rd|th)?,? )?"
    r"(?:1[0-9]|20)[0-9]{2}(?!\w)|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
_RANGE = re.compile(r"(?<=[0-9])(?:–|-)(?=[0-9])|(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_NUMBER = re.compile(r"(?<![\w.,:/])[#$€£¥+−-]?[A-Z]{0,3}[$€£]?[0-9]+(?:[.,:/'’][0-9]+)*")


def _numbers(line: HeardLine) -> Flaw | None:
    for sentence in _sentences(line.text):
        plain = _RANGE.sub("", _DATE.sub("1", sentence))
        count = len(_NUMBER.findall(plain))
        if count > MOST_NUMBERS:
            return sentence, f"It has {count} numbers, and a listener keeps one or two."
    return None


_SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{2,}(?:[^\w.!?]{1,3}[A-ZÀ-Þ]{2,}){2,}\b")


def _capitals(line: HeardLine) -> Flaw | None:
    match = _SHOUTED.search(line.text)
    if match is None or match[0] not in line.spoken:
        return None
    return match[0], "A voice may spell words that are all in capitals."


@cache
def _address(language: str) -> re.Pattern[str]:
    signs = "|".join(ADDRESS_SIGNS.get(language, ADDRESS_SIGNS["en"]).split())
    return re.compile(rf"\b\w+(?: (?:{signs}) (?:(?:{signs}) )?\w+){{2,}}")


_WRITTEN_ADDRESS = re.compile(r"://|www\.|\w@\w|\w\.\w{2,}/\w|\w\.(?:com|org|net|\w\w)\b")


def _long_address(line: HeardLine) -> Flaw | None:
    if not _WRITTEN_ADDRESS.search(line.text):
        return None
    for match in _address(_primary(line)).finditer(line.spoken):
        words = len(match[0].split())
        if words > LONGEST_ADDRESS:
            return match[
                0
            ], f"An address of {words} words is read out, and nobody can note it down."
    return None


_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def _brackets(line: HeardLine) -> Flaw | None:
    asides = _BRACKETS.findall(line.spoken)
    longest = max(asides, key=lambda aside: len(aside.split()), default="")
    if len(asides) > 1:
        return f"({asides[1]})", f"It has {len(asides)} brackets, and brackets are not heard."
    if len(longest.split()) > LONGEST_ASIDE:
        return f"({longest})", "The aside in brackets is long, and brackets are not heard."
    return None


# --------------------------------------------------------------------- what a voice cannot say


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


_LETTERS = re.compile(r"[^\W\d_]+")


def _foreign_script(line: HeardLine) -> Flaw | None:
    words = _LETTERS.findall(line.spoken)
    latin = sum(len(word) for word in words if word.isascii() or _script(word[0]) == "LATIN")
    others = [word for word in words if not word.isascii() and _script(word[0]) in _SCRIPTS]
    if not others or latin * 2 < sum(map(len, words)):
        return None
    for word in others:
        if len(word) > 1 or _script(word[0]) != "GREEK":  # single Greek letters are read by name
            return word, "The word is in another script, which this voice spells or leaves out."
    return None


_SCRIPTS = frozenset(
    "ARABIC ARMENIAN BENGALI CJK CYRILLIC DEVANAGARI ETHIOPIC GEORGIAN GREEK GUJARATI GURMUKHI"
    " HANGUL HEBREW HIRAGANA KANNADA KATAKANA KHMER LAO MALAYALAM MYANMAR SINHALA TAMIL TELUGU THAI"
    " TIBETAN".split()
)


# --------------------------------------------------------------------- what lines do together


def _opening(line: HeardLine) -> str:
    """Return the word a line opens with; after an article, with the next one."""
    words = [word.lower() for word in _LETTERS.findall(line.spoken)[:2]]
    return " ".join(words if words and words[0] in ARTICLES else words[:1])


def _same_opening(before: Sequence[HeardLine], line: HeardLine) -> Flaw | None:
    """Flag the third of three lines in one role that open alike, and none after it."""
    openings = [_opening(one) for one in (*before, line) if one.role == line.role]
    opening = openings[-1]
    last = openings[-4:]
    if not opening or last[-3:] != [opening] * 3 or last == [opening] * 4:
        return None
    return opening, f"Three sentences in a row open with {opening!r}."


_QUOTED = re.compile('[“"„«]([^“”"„«»]{2,}?)(?:[”“"»]|$)')
_INTRODUCED = re.compile('\\w[,:] ?[“"„«]')
"""Words, and then the quotation: a voice pauses there."""
_SHORT_QUOTATION = 4
"""Words that are rather a name or a turn of phrase."""


def _unheard_quotation(before: Sequence[HeardLine], line: HeardLine) -> Flaw | None:
    """Flag a quotation that nothing announces: no voice of its own, no verb, no line before."""
    if line.role == "quote" or _primary(line) not in CUES:
        return None
    long = [quoted for quoted in _QUOTED.findall(line.text) if not _is_name(quoted)]
    if not long or _announced(line) or (before and _goes_on(before, line)):
        return None
    return long[0], "Quotation marks are not heard, and nothing says who speaks."


def _is_name(quoted: str) -> bool:
    words = _WORD.findall(quoted)
    capital = sum(word[0].isupper() for word in words)
    return len(words) <= _SHORT_QUOTATION or capital * 2 > len(words)


def _announced(line: HeardLine) -> bool:
    if _INTRODUCED.search(line.text):
        return True
    outside = _WORD.findall(_QUOTED.sub(" ", line.text).lower())
    return bool(_cues(_primary(line)).intersection(outside))


def _goes_on(before: Sequence[HeardLine], line: HeardLine) -> bool:
    """Tell whether the line carries on a quotation, or the line before it announced one."""
    last = before[-1]
    if last.role != line.role:
        return False
    ends = last.text.rstrip()
    quoted = bool(_QUOTED.search(last.text)) and ends[-1:] in '”“"»’.!?…'
    return quoted or ends.endswith(":")


@cache
def _cues(language: str) -> frozenset[str]:
    return frozenset(CUES[language].split())


_CHECKS: dict[str, Check] = {
    "abbreviation-left": _abbreviation,
    "digits-left": _digits,
    "sign-left": _signs,
    "sign-dropped": _dropped,
    "unseen": _unseen,
    "sentence-long": _long_sentence,
    "numbers-many": _numbers,
    "capitals": _capitals,
    "address-long": _long_address,
    "brackets": _brackets,
    "script-foreign": _foreign_script,
}

_REMEDIES = {
    "abbreviation-left": "Write it out, or put it in the lexicon.",
    "digits-left": "Write the number as it is said, or put it in the lexicon.",
    "sign-left": "Write what it stands for.",
    "sign-dropped": "Say in words what it shows, or leave it out.",
    "unseen": "Say what is to be seen there, or leave it out.",
    "sentence-long": "Make two sentences of it.",
    "numbers-many": "Round them, spread them over sentences, or leave some out.",
    "capitals": "Write it in small letters.",
    "address-long": "Name the site alone; the show notes have the link.",
    "brackets": "Make a sentence of the aside, or leave it out.",
    "script-foreign": "Write the word in Latin letters, or put its sound in the lexicon.",
    "same-opening": "Open one of them another way.",
    "quotation-unheard": "Say before it who speaks, or give it to the role quote.",
}

RULES = tuple(_REMEDIES)
"""The name of every rule."""
