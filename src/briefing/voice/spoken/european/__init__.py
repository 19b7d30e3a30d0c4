"""German, French, Spanish, Italian, Portuguese and Dutch: what eSpeak NG reads wrongly in them.

Numbers, grouping, decimals and percentages are read right in all six and stay digits.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from briefing.voice.spoken.european.grammar import (
    NUMBER,
    START,
    Grammar,
    either,
    is_one,
    split_cents,
    words,
)
from briefing.voice.spoken.text import Rule, apply, drop_emoji, plain_letters, rule, squeeze
from briefing.voice.spoken.web import web_rules

LANGUAGES = frozenset({"de", "fr", "es", "it", "pt", "nl"})
"""The primary tags of the languages that have a module of their own."""


def european(text: str, language: str) -> str:
    """Return cleaned ``text`` as it is said in ``language``, one of ``LANGUAGES``."""
    text = apply(_word_rules(language), plain_letters(drop_emoji(text)))
    if _DIGIT.search(text):
        text = apply(_number_rules(language), text)
    return squeeze(apply(_sign_rules(language), text) if _SIGN.search(text) else text)


_DIGIT = re.compile("[0-9½⅓⅔¼¾⅛]")
_SIGN = re.compile(r"[^\w\s.,;:!?'’\"()„“”«»‹›¿¡…–-]|[_ªº²³]|(?<!\w)[–-](?=\w)")


@cache
def _grammar(language: str) -> Grammar:
    # Loaded by need: each language has tables that take a millisecond or two.
    grammar: Grammar = import_module(f"briefing.voice.spoken.european.{language}").GRAMMAR
    return grammar


@cache
def _word_rules(language: str) -> tuple[Rule, ...]:
    grammar = _grammar(language)
    return (
        rule(r"(?<=[^\s\[])\[[0-9]{1,3}(?:[,–-] ?[0-9]{1,3}){0,9}\]", ""),
        rule(r"(?<=[.,;:!?”\"’)»])[¹²³⁰⁴-⁹]{1,3}(?!\w)|(?<=[^\W\d_]{4})[¹²³⁰⁴-⁹]{1,3}(?!\w)", ""),
        rule("[₀-₉]", lambda match: str("₀₁₂₃₄₅₆₇₈₉".index(match[0]))),
        *web_rules(grammar.web),
        *_abbreviation_rules(grammar),
        *grammar.names,
        *_letter_rules(grammar),
    )


@cache
def _number_rules(language: str) -> tuple[Rule, ...]:
    grammar = _grammar(language)
    return (
        *_date_rules(grammar),
        *_phone_rules(grammar),
        rule(
            r"(?<![\w.,+])([0-9]{1,3})((?: [0-9]{3})+|(?:['’][0-9]{3})+)(?![\w'’]|[ .-][0-9])",
            _join,
        ),
        *grammar.early,
        *_amount_rules(grammar),
        *grammar.late,
        rule(r"(?<=[0-9]) ?[x*] ?(?=[0-9])", f" {grammar.signs['×']} "),
    )


# ------------------------------------------------------------------------- words and names


def _abbreviation_rules(grammar: Grammar) -> tuple[Rule, ...]:
    known = _with_capitals(grammar.abbreviations)
    counted = _with_capitals(grammar.counted)
    closes = words("usw. etc. ecc. enz. u. a. m. ff. etc")

    def say(match: re.Match[str]) -> str:
        written, rest = match[1], match.string[match.end() : match.end() + 2]
        ends = not rest or (written.lower() in closes and rest[1:2].isupper())
        return known[written] + ("." if ends and written.endswith(".") else "")

    rules = [rule(rf"(?<![\w.])({either(known)})(?![\w]|\.\w)", say)]
    if grammar.titles:
        rules.append(
            rule(
                rf"(?<![\w.])({either(grammar.titles)})(?:\. ?|-|(?<=\w\w) )"
                r"(?=[^\W\d_a-zß-ÿ])(?!Too\b)",
                lambda match: grammar.titles[match[1]] + ("-" if match[0][-1] == "-" else " "),
            )
        )
    if counted:
        rules.append(
            rule(
                rf"(?<![\w.])({either(counted)})\. ?(?=[0-9]|[IVX]{{1,6}}(?!\w|\.\w))",
                lambda match: f"{counted[match[1]]} ",
            )
        )
    return tuple(rules)


def _with_capitals(table: dict[str, str]) -> dict[str, str]:
    """Return ``table`` with each entry also as it begins a sentence, and also without blanks."""
    tight = table | {key.replace(". ", "."): said for key, said in table.items()}
    return {
        f"{key[0].upper()}{key[1:]}": f"{said[0].upper()}{said[1:]}"
        for key, said in tight.items()
        if not re.match(r"[ad]\. ?(?:de )?C\.", key) and len(key) > 1
    } | tight


def _letter_rules(grammar: Grammar) -> tuple[Rule, ...]:
    letters = either(words(grammar.spelled))
    starters = "|".join(grammar.starters.split())
    return (
        rule(rf"(?<![\w.])(?:{letters})(?![\w]|\.\w)", lambda match: ".".join(match[0])),
        rule(
            r"(?<![\w.])(?:[A-ZÄÖÜÉÈÇÑ]\.[ -]?){1,4}"
            rf"(?=[A-ZÄÖÜÉÈÇÑ][a-zß-ÿ])(?!(?:{starters})\b)",
            lambda match: ".".join(re.findall(r"\w", match[0])) + " ",
        ),
    )


# ------------------------------------------------------------------------- digits


def _join(match: re.Match[str]) -> str:
    return re.sub("[ '’]", "", match[0])


def _phone_rules(grammar: Grammar) -> tuple[Rule, ...]:
    """Read a telephone number group by group, digit by digit; French reads its pairs as they are.

    Only what begins with a plus sign, a nought, or a word for telephone is one.
    """
    group = r"[0-9]{1,9}"

    def say(match: re.Match[str]) -> str:
        if sum(letter.isdigit() for letter in match["number"]) < 7:
            return match[0]
        groups = re.findall("[0-9]+", match["number"].removeprefix(match["plus"]))
        plus = f"{grammar.signs.get('+', 'plus')} {groups.pop(0)}, " if match["plus"] else ""
        return plus + ", ".join(
            " ".join(digits) if len(digits) > 2 or grammar.language != "fr" else digits
            for digits in groups
        )

    return (
        rule(
            rf"(?<![\w.,:/-])(?P<number>(?P<plus>\+|00(?=[1-9]))[1-9][0-9]{{0,2}}"
            rf"(?:[ /-]?\(?{group}\)?){{1,6}})(?![\w/]|[.,:-][0-9])",
            say,
        ),
        rule(
            rf"(?<![\w.,:/-])(?P<plus>)(?P<number>\(?0[1-9][0-9]{{0,4}}\)?(?:[ /.-]{group}){{1,6}})"
            r"(?![\w/]|[.,:-][0-9])",
            say,
        ),
        rule(
            r"(?P<plus>)(?:(?<=[Tt][eé]l\. )|(?<=fon |one |ono |oon ))"
            rf"(?P<number>[0-9]{{2,9}}(?:[ /-]{group}){{0,6}})(?![\w/]|[.,:-][0-9])",
            say,
        ),
    )


def _date_rules(grammar: Grammar) -> tuple[Rule, ...]:
    day, month, year = "0?[1-9]|[12][0-9]|3[01]", "0?[1-9]|1[0-2]", "(?:1[0-9]|20|21)[0-9]{2}"

    def say(match: re.Match[str]) -> str:
        number = int(match["d"])
        said = grammar.first if number == 1 and grammar.first else str(number)
        return grammar.date.format(d=said, month=grammar.months[int(match["m"]) - 1], y=match["y"])

    return (
        rule(
            rf"{START}(?P<y>{year})-(?P<m>0[1-9]"
            rf"|1[0-2])-(?P<d>{day})(?:T[0-9:.]{{4,12}}Z?)?(?![\w-])",
            say,
        ),
        rule(rf"{START}(?P<d>{day})(?P<s>[./-])(?P<m>{month})(?P=s)(?P<y>{year})(?![\w-])", say),
        rule(
            rf"{START}(0[1-9]|1[0-2])/((?:19|20)[0-9]{{2}})(?![\w/-])",
            lambda match: f"{grammar.months[int(match[1]) - 1]} {match[2]}",
        ),
    )


def _amount_rules(grammar: Grammar) -> tuple[Rule, ...]:
    codes, units, scales = either(grammar.currencies), either(grammar.units), either(grammar.scales)
    scaled = rf"(?P<n>{NUMBER})(?: ?(?P<scale>{scales})(?![\w.]\w|\w))?"
    per = rf"(?:/(?P<per>{units}|{codes}|[^\W\d_]{{3,14}}(?!\w)))?"
    end = r"(?![\w²³'’]|/\w)"

    def price(match: re.Match[str]) -> str:
        return _money(match, grammar) + _per(match["per"], grammar)

    def measure(match: re.Match[str]) -> str:
        one, many = grammar.units[match["unit"]]
        said = one if is_one(match["n"], grammar.below_two) else many
        return f"{match['n']} {said}{_per(match['per'], grammar)}"

    signs = either(
        {code: name for code, name in grammar.currencies.items() if not re.search("[a-z]", code)}
    )
    before = rf"(?<!\w)(?P<code>{signs}) ?(?P<n>{NUMBER})(?: {grammar.to} (?P<last>{NUMBER}))?"
    return (
        rule(
            r"(?<![^\s(\[„«“\"'])(?<![0-9] )[-−–](?=[$£€]?[0-9])|(?<![^\s(\[„«“\"'])− ?(?=[0-9])",
            f"{grammar.minus} ",
        ),
        rule(r"(?<=[0-9]) ?− ?(?=[0-9])", f" {grammar.minus} "),
        *_range_rules(grammar),
        rule(rf"{before}(?: ?(?P<scale>{scales})(?!\w))?{per}{end}", price),
        rule(rf"(?<![\w,.]){scaled} ?(?P<code>{codes}){per}{end}(?P<last>)", price),
        rule(rf"(?<![\w,.])(?P<n>{NUMBER}) ?(?P<unit>{units}){per}{end}", measure),
        rule(r"(?<!\w)km (?=[0-9])", f"{grammar.units['km'][0]} "),
        rule(rf"(?<={grammar.per} )({units}){end}", lambda match: grammar.units[match[1]][0]),
        rule(
            rf"(?<![\w,.])({NUMBER}) ?({scales})(?![\w.]\w|\w)",
            lambda match: f"{match[1]} {grammar.scales[match[2]]}",
        ),
    )


_NO_RANGE = re.compile(
    r"(?i)(?:boeing|airbus|artikel|article|artículo|articolo|artigo|artikel|loi|ley|lei|legge"
    r"|numéro"
    r"|número|numero|nummer|isbn|paragraf|absatz|typ|l|r|d) $"
)


def _range_rules(grammar: Grammar) -> tuple[Rule, ...]:
    """Say "to" between two numbers; a hyphen may also be part of a name, as in Boeing 737-800."""

    def say(match: re.Match[str]) -> str:
        first, sign, last = match[1], match[2], match[3]
        plain = first.isdigit() and last.isdigit() and sign == "-"
        if plain and (len(first) > 4 or len(last) > 4 or (len(first) > 1 and first[0] == "0")):
            return match[0]
        year = len(first) == 4 and len(last) == 2
        falls = plain and int(first) >= int(last) and not year and max(len(first), len(last)) > 2
        if falls or _NO_RANGE.search(match.string, max(0, match.start() - 12), match.start()):
            return match[0]
        return f"{first} {grammar.to} "

    return (
        rule(
            rf"(?<![\w.,:/-])({NUMBER}(?: ?[%€])?)(–|\s–\s|-)"
            rf"(?=({NUMBER})(?![/\d]|[-–]\w))",
            say,
        ),
    )


def _per(sign: str | None, grammar: Grammar) -> str:
    if not sign:
        return ""
    named = grammar.units.get(sign) or grammar.currencies.get(sign) or (sign, sign)
    return f" {grammar.per} {named[0]}"


def _money(match: re.Match[str], grammar: Grammar) -> str:
    """Say an amount: the currency after the number, the cents after the currency."""
    one, many = grammar.currencies[match["code"]]
    number, scale = match["n"], match["scale"]
    if match["last"]:
        number = f"{number} {grammar.to} {match['last']}"
    if scale:
        said = (
            f"{number} {grammar.scales[scale]}{grammar.of_scale if scale != 'mil' else ''} {many}"
        )
        return said.replace(" de e", " d'e") if grammar.language == "fr" else said
    whole, cents = split_cents(number)
    if not cents or match["code"] in "¥JPY":
        return f"{number} {one if is_one(number, grammar.below_two) else many}"
    if whole == "0" and cents != "00":
        return f"{int(cents)} {grammar.cent[int(cents) != 1]}"
    said = f"{whole} {one if is_one(whole, grammar.below_two) else many}"
    return said if cents == "00" else f"{said}{grammar.cents} {int(cents)}"


# ------------------------------------------------------------------------- signs


_SILENT = r"[™®*•▪●◦‣►▶■□◆◇○†‡`|_~<>{}←↑↓·^\\]"


@cache
def _sign_rules(language: str) -> tuple[Rule, ...]:
    grammar = _grammar(language)
    said = grammar.signs

    def say(match: re.Match[str]) -> str:
        after = match.string[match.end() : match.end() + 1]
        return f" {said[match[0]]}{' ' if after.isalnum() else ''}"

    return (
        rule(r"(?<!\w)([<>])(?= ?[0-9$€£])", lambda match: f"{said[match[1]]} "),
        rule(r"(?<=[\w)]) ([<>])(?= [\w$€£-])", lambda match: f" {said[match[1]]}"),
        rule(f"[{re.escape(''.join(sorted(said.keys() - {'<', '>'})))}]", say),
        rule(rf"(?<!{_SILENT}){_SILENT}++(?=[,;:.!?)\]])", ""),
        rule(_SILENT, " "),
    )
