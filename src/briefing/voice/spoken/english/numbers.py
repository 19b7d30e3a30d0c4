"""English numbers: fractions, scores, ranges, ratios, ordinals and plain numbers."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.parts import DASH, NUMBER
from briefing.voice.spoken.text import Rule, rule

# --------------------------------------------------------------------------------- fractions

VULGAR = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅐": "1/7",
    "⅑": "1/9",
    "⅒": "1/10",
}
_SPLIT_EVENLY = {
    "50/50": "fifty fifty",
    "60/40": "sixty forty",
    "24/7": "twenty-four seven",
    "9/11": "nine eleven",
    "7/7": "seven seven",
    "20/20": "twenty twenty",
}
_DENOMINATORS = frozenset({*map(str, range(2, 11)), "12", "16", "32", "64", "100", "1000"})
_RATED = re.compile(
    r"\b(?:rated|rates?|rating|scor(?:ed?|es|ing)|grade|marks?|gave|got|gets?)(?: \w+){0,2} $"
)
_PRESSURE = re.compile(r"\b(?:pressure|reading|BP)(?: \w+){0,3} $")


def _fraction(top: str, bottom: str) -> str:
    name = "half" if bottom == "2" else "quarter" if bottom == "4" else numbers.ordinal(bottom)
    count = numbers.cardinal(top)
    if name.startswith("one "):  # one hundredth, not one one hundredth
        name = name[4:]
    return f"{count} {name if top == '1' else numbers.plural(name)}"


def _say_fraction(match: re.Match[str]) -> str:
    """Say a fraction; other numbers about a slash are said as they stand: eight slash fifteen."""
    whole, top, bottom = match["whole"], match["top"], match["bottom"]
    if not whole and f"{top}/{bottom}" in _SPLIT_EVENLY:
        return _SPLIT_EVENLY[f"{top}/{bottom}"]
    before = match.string[max(0, match.start() - 40) : match.start()]
    if not whole and _PRESSURE.search(before):
        return f"{numbers.number(top)} over {numbers.number(bottom)}"
    if not whole and bottom[-1] in "05" and _RATED.search(before):
        return f"{numbers.number(top)} out of {numbers.number(bottom)}"
    if not _is_fraction(match):
        first = f"{numbers.number(whole)} " if whole else ""
        return f"{first}{numbers.number(top)} slash {numbers.number(bottom)}"
    if whole:
        part = "a half" if (top, bottom) == ("1", "2") else _fraction(top, bottom)
        return f"{numbers.number(whole)} and {part}"
    return _fraction(top, bottom)


def _is_fraction(match: re.Match[str]) -> bool:
    """Tell a fraction from a day and a month, a case number or a part of an address."""
    top, bottom = match["top"], match["bottom"]
    if bottom[0] == "0" or top[0] == "0" or bottom == "1":
        return False
    common = bottom in _DENOMINATORS or bottom.endswith("0")
    return bool(match["whole"] or match["ending"] or common or 31 < int(bottom) < 100 > int(top))


FRACTIONS: tuple[Rule, ...] = (
    rule(
        rf"(?P<gap>(?<=[0-9]) ?)?(?P<sign>[{''.join(VULGAR)}])",
        lambda match: f"{' ' if match['gap'] is not None else ''}{VULGAR[match['sign']]}",
    ),
    rule("(?<=[0-9])⁄(?=[0-9])", "/"),
    rule(r"(?<=[a-z]-)(9/11|7/7|24/7)(?![\w/])", lambda match: _SPLIT_EVENLY[match[1]]),
    rule(
        r"(?<![\w.,/$£€-])(?:(?P<whole>[0-9]{1,6})[ -])?(?P<top>[0-9]{1,6})/(?P<bottom>[0-9]{1,6})"
        r"(?P<ending>th|ths|rd|rds|nd|st|TH|RD)?(?![\w/]|[.,][0-9])",
        _say_fraction,
    ),
)
"""Rules for fractions, ratings and blood pressures."""

# -------------------------------------------------------------------- scores, ratios and ranges

_BOOKS = (
    "Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|Job"
    "|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Ezekiel|Daniel|Hosea|Joel|Amos|Jonah|Micah"
    "|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians|Philippians|Colossians"
    "|Thessalonians|Timothy|Titus|Hebrews|James|Peter|Jude|Revelation|Quran|Qur’an|Koran|Surah"
)


def _sets(match: re.Match[str]) -> str:
    """Say the sets of a tennis match without the "to" of a range: six four, seven five."""
    sets = re.split(r",? ", match[0])
    return ", ".join(re.sub("[-–]", " ", one) for one in sets)


def _verse(match: re.Match[str]) -> str:
    last = f" to {numbers.number(match['last'])}" if match["last"] else ""
    return f"{match['book']} {numbers.number(match['c'])} {numbers.number(match['v'])}{last}"


def _downward(match: re.Match[str]) -> str:
    """Say the parts of a code apart: three figures never range down to a single one."""
    return f"{numbers.number(match[1])}, {numbers.spell(match[2])}"


_ONE_SET = r"(?:6[-–][0-4]|[0-4][-–]6|7[-–][56]|[56][-–]7)(?![0-9-])"
SCORES: tuple[Rule, ...] = (
    rule(rf"(?<![\w.-]){_ONE_SET}(?:,? {_ONE_SET}){{1,4}}(?![\w%])", _sets),
    rule(
        rf"(?<!\w)(?P<book>{_BOOKS}) (?P<c>[0-9]{{1,3}}):(?P<v>[0-9]{{1,3}})"
        r"(?:[-–](?P<last>[0-9]{1,3}))?(?![\w:])",
        _verse,
    ),
    rule(r"(?<![\w.,:-])(16|21):9(?![\w:])", lambda match: f"{numbers.number(match[1])} by nine"),
    rule(
        r"(?<![\w.-])(50-50|20-20|60-40(?= (?:split|share|chance)\b))(?![\w-]|[.,]\w)",
        lambda match: _SPLIT_EVENLY[match[1].replace("-", "/")].replace(" ", "-"),
    ),
)
"""Rules for tennis, verses, pictures and even chances; they come before times of day."""


def _spaced(match: re.Match[str]) -> str:
    """Read a hyphen between blanks as "to" where the numbers ascend as those of a range do."""
    low, high = (int(number.replace(",", "")) for number in match.group(1, 2))
    return f"{match[1]} to {match[2]}" if low < high <= 10 * max(low, 1) else match[0]


RANGES: tuple[Rule, ...] = (
    rule(
        r"(?<![\w.,/-])(?<![-–—] )([1-9][0-9]{0,2}(?:,[0-9]{3})?) - ([1-9][0-9]{0,2}(?:,[0-9]{3})?)"
        r"(?![\w,/:%-]|\.[0-9]| [-–—=])",
        _spaced,
        needs=" - [0-9]",
    ),
    rule(rf"(?<=[%°]){DASH}(?=[0-9])", " to "),
    rule(
        r"(?<![\w.,/-])([1-9][0-9]{2})-([0-9])(?![\w./-])(?! (?:odds|shot|win|outsiders?))",
        _downward,
    ),
    rule(
        r"(?<![\w.,/-])([0-9]{1,3})[-–](?=[0-9]{1,3}-(?:minute|hour|day|week|month|year|second|mile|page|foot)s?\b)",
        r"\1 to ",
    ),
    rule(
        rf"(?<![\w.,/-])(?<![-–] )((?!0[0-9]){NUMBER})(?:[-–]|\s–\s)(?=(?!0[0-9])[0-9.])"
        rf"(?={NUMBER}(?![/\d]|-\w|–[0-9]))",
        r"\1 to ",
    ),
    rule(r"(?<![\w:.])([0-9]{1,4}):(?=[0-9]{1,4}(?![\w:]))", r"\1 to "),
    rule(r"(?<=[0-9])(?:[x×]| x )(?=[0-9])", " by "),
    rule(
        r"(?<=[0-9])x(?= (?:faster|slower|more|less|as|better|larger|bigger|higher|the)\b)",
        " times",
    ),
)
"""Rules for ranges, ratios and dimensions."""

# -------------------------------------------------------------------- ordinals and plain numbers


def _ordinal(match: re.Match[str]) -> str:
    digits, suffix = match[1].replace(",", ""), match[2]
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
    if digits[-2:-1] == "1":
        ending = "th"
    if len(digits) > 1 and digits[0] == "0" and digits[1:2] == "0":
        return f"{numbers.spell(digits)} {suffix}"
    if suffix.lower() != ending:
        return f"{numbers.cardinal(digits)} {suffix}"
    return numbers.ordinal(digits)


def _plain(match: re.Match[str]) -> str:
    """Say a number; one that touches letters stays tied to a single one of them: A-four."""
    text, start, end = match.string, match.start(), match.end()
    words = numbers.number(match[0])
    if text[start - 1 : start].isalpha() and start:
        lone = text[start - 1].isupper() and not text[start - 2 : start - 1].isalpha()
        words = f"{'-' if lone else ' '}{words}"
    if text[end : end + 1].isalpha():
        lone = text[end].isupper() and not text[end + 1 : end + 2].isalpha()
        words = f"{words}{'-' if lone else ' '}"
    return words


def _grouped(match: re.Match[str]) -> str:
    """Return a number grouped in the Indian way, or by blanks, with commas by thousands."""
    return f"{int(re.sub('[, ]', '', match[0])):,}"


GROUPS: tuple[Rule, ...] = (
    rule(r"(?<![\w.,])[0-9]{1,2}(?:,[0-9]{2}){1,5},[0-9]{3}(?![\d,])", _grouped),
    rule(
        r"(?<![\w.,/:-])(?<![0-9] )[1-9][0-9]{0,2}(?:(?: [0-9]{3}){2,3}| 000)(?![\w,]| [0-9])",
        _grouped,
    ),
)
"""Rules for numbers grouped other than by thousands with commas."""

_COUNT = "(?:[0-9]{1,3}(?:,[0-9]{3}){1,12}+|[0-9]++)"
"""A whole number that may start after a comma, so of so many groups and no more."""

_REST = r"(?:[0-9]{0,2}(?:,[0-9]{3})++(?![0-9])|[0-9]*+)"
"""What follows the first figure of a whole number; so begun, it is found many times faster."""

PLAIN: tuple[Rule, ...] = (
    rule(
        rf"(?<![\w.])({_COUNT})(st|nd|rd|th|ST|ND|RD|TH)(?!\w)",
        _ordinal,
        needs="[0-9](?:st|nd|rd|th|ST|ND|RD|TH)",
    ),
    rule(
        r"(?<![\w.])(1,?000|100|1,?000,?000)s(?!\w)",
        lambda match: f"{numbers.cardinal(match[1].replace(',', ''))}s".removeprefix("one "),
        needs="00s",
    ),
    rule(
        r"(?<=[\w/-])(?<=[A-Za-z0-9][/-])[0-9]{6,}(?![.,][0-9])",
        lambda match: numbers.spell(match[0]),
        needs="[0-9][0-9]{5}",
    ),
    rule(
        r"(?<=[0-9])\.(?=[0-9]{1,9}\.[0-9])|(?<=[0-9]\.[0-9])\.(?=[0-9])",
        " point ",
        needs=r"[0-9]\.[0-9]",
    ),
    rule(r"\.(?<![\w.]\.)[0-9]++", _plain),
    rule(rf"[0-9]{_REST}(?:\.[0-9]++)?", _plain),
)
"""Rules for what is left: no figure stays behind them."""
