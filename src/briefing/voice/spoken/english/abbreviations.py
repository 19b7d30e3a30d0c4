"""English abbreviations: titles, addresses, companies, states, Latin, and slashes between words."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.tables import (
    ABBREVIATIONS,
    ADDRESSES,
    AFTER_NAMES,
    BARE_ABBREVIATIONS,
    BARE_AFTER_NAMES,
    BARE_TITLES,
    COUNTED,
    NOT_AFTER_NUMBERS,
    PARTIES,
    POSTAL_STATES,
    STATES,
    TITLES,
)
from briefing.voice.spoken.text import Rule, rule, table_rule


def _keys(words: dict[str, str]) -> str:
    return "|".join(re.escape(key) for key in sorted(words, key=len, reverse=True))


def _stop(match: re.Match[str]) -> str:
    """Return the full stop that an abbreviation shares with the end of its sentence."""
    rest = match.string[match.end() : match.end() + 2]
    return "." if match[0].endswith(".") and (not rest or rest[0] in '"”’') else ""


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
    return f" {AFTER_NAMES[match[1]]}{_stop(match)}"


def _member(match: re.Match[str]) -> str:
    """Say the party and state of a member of Congress: Democrat of California."""
    state = match["state"]
    name = STATES.get(state) or POSTAL_STATES.get(state) or state
    return f"{PARTIES[match['party']]} of {name}"


def _state(match: re.Match[str]) -> str:
    return f"{match[1]}{STATES[match[2]]}{_stop(match)}"


def _zip(match: re.Match[str]) -> str:
    code = " dash ".join(map(numbers.spell, match[2].split("-")))
    return f"{POSTAL_STATES[match[1]]} {code}"


_FULL_STATES = "Texas|Maine|Ohio|Iowa|Utah|Idaho|Alaska|Hawaii|Oregon"

SLASHED: tuple[Rule, ...] = (
    rule(r"(?<!\w)(?:and/or)(?!\w)", "and or"),
    rule(
        r"(?<!\w)((?i:he|she|him|her|his|hers|himself|herself|either|man|woman))"
        r"/(she|he|her|him|hers|his|herself|himself|woman|man|they)(?![\w/])",
        r"\1 or \2",
    ),
    rule(r"(?<!\w)((?i:either))/or(?!\w)", r"\1 or"),
    rule(r"(?<!\w)(?:s/he)(?!\w)", "she or he"),
    rule(r"(?<![\w/.])([A-Z]{2,4})/([A-Z]{2,4})(?![\w/])", r"\1 \2"),
)
"""Rules for words about a slash."""

ABBREVIATION_RULES: tuple[Rule, ...] = (
    rule(r"(?<!\w)St\.? (?=[A-Z][a-z])", _saint_or_street, needs="St"),
    rule(r"(?<=[0-9] )([A-Z][a-z]+) St(?![\w.])", r"\1 Street", needs=" St"),
    rule(
        rf"(?<![\w.-])(?P<party>[DRI])-(?P<state>{_keys(STATES)}|(?:{_keys(POSTAL_STATES)})(?!\w)"
        rf"|(?:{_FULL_STATES})(?!\w))",
        _member,
        needs="[DRI]-",
    ),
    rule(rf"(?<=[a-z])(, )({_keys(STATES)})(?!\w)", _state, needs=", [A-Z]"),
    rule(
        rf"(?<=[a-z], )({_keys(POSTAL_STATES)}) ([0-9]{{5}}(?:-[0-9]{{4}})?)(?![\w-])",
        _zip,
        needs="[A-Z][A-Z] [0-9]{5}",
    ),
    rule(r"(?<!\w)(?:Mr|MR|mr)\.? (and|&) (?=M(?:rs|RS)\b)", r"Mister \1 ", needs="[mM][rR]"),
    rule(
        r"(?<!\w)((?i:mr|mrs|dr)|Ms|ms)\.? (?=[A-Z])",
        lambda match: f"{ADDRESSES[match[1].lower()]} ",
        needs="[mMdD](?i:rs?|s)[. ]",
    ),
    table_rule(
        r"(?<!\w)({})\. ?(?=[A-Z])",
        {key: f"{word} " for key, word in TITLES.items()},
        needs=r"\. ?[A-Z]",
    ),
    table_rule(
        r"(?<!\w)({}) (?=[A-Z][a-z])",
        {key: f"{word} " for key, word in BARE_TITLES.items()},
        needs=r"[RPLCSM][a-zA-Z ]{1,6} [A-Z]",
    ),
    rule(rf"(?<=[A-Za-z&]) ({_keys(AFTER_NAMES)})\.", _after_name, needs=r"[A-Z][a-z]{1,4}\."),
    rule(r"(?<=[A-Za-z™®],) (Inc|Jr|Sr|Ltd|Esq)\.", _after_name, needs=", [IJSLE]"),
    table_rule(r"(?<=[a-z] )({})(?![\w.])", BARE_AFTER_NAMES, needs="Inc|Corp|Ltd|Jr"),
    rule(
        r"(?<![\w.])No (?=[0-9]{1,3}\b(?! (?:[a-z]+s|people|men|women|children)\b|,[0-9]))",
        "number ",
        needs="No [0-9]",
    ),
    table_rule(
        r"(?<![\w.])(?<![0-9] )({})\. ?(?=[0-9])",
        {key: f"{word} " for key, word in NOT_AFTER_NUMBERS.items()},
        needs=r"\. ?[0-9]",
    ),
    rule(r"(?<![\w.])b\. ?(?=(?:1[0-9]|20)[0-9]{2}(?!\w))", "born ", needs=r"b\. ?[0-9]"),
    rule(r"(?<![\w.])d\. ?(?=(?:1[0-9]|20)[0-9]{2}(?!\w))", "died ", needs=r"d\. ?[0-9]"),
    table_rule(
        r"(?<![\w.])({})\. ?(?=[0-9])",
        {key: f"{word} " for key, word in COUNTED.items()},
        needs=r"\. ?[0-9]",
    ),
    rule(rf"(?<![\w.])({_keys(ABBREVIATIONS)})(?!\w)", _abbreviation),
    table_rule(r"(?<![\w.])({})(?![\w.])", BARE_ABBREVIATIONS),
    rule(r"(?<=[A-Za-z]) v\.? (?=[A-Z])", " versus ", needs=" v"),
    rule(r"(?<=[0-9%])pc(?!\w)", " percent", needs="[0-9%]pc"),
)
"""Rules for abbreviations, in order."""
