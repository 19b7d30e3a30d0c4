"""German, French, Spanish, Italian, Portuguese and Dutch: what eSpeak NG reads wrongly in them.

Numbers, grouping and percentages are read right in all six and stay digits.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.voice import _spoken_numbers as numbers
from briefing.voice._spoken_european_tables import GRAMMARS, Grammar
from briefing.voice._spoken_text import Rule, apply, drop_emoji, plain_letters, rule
from briefing.voice._spoken_web import web_rules

LANGUAGES = frozenset(GRAMMARS)

_NUMBER = r"[0-9]++(?:[.,][0-9]++)*+"
_START = r"(?<![\w.,/-])"


def european(text: str, language: str) -> str:
    """Return cleaned ``text`` as it is said in ``language``, one of ``LANGUAGES``."""
    return apply(_rules(language), plain_letters(drop_emoji(text)))


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    grammar = GRAMMARS[language]
    return (
        rule(r"(?<=[^\s\[])\[[0-9]{1,3}(?:[,–-] ?[0-9]{1,3}){0,9}\]", ""),
        *web_rules(grammar.web),
        *_abbreviation_rules(grammar),
        *_OWN[language],
        *_date_rules(grammar),
        *_amount_rules(grammar),
        *_year_rules(language),
        rule(r"[™®•▪●◦‣►▶■□◆◇†‡`*_|]", " "),
        rule("&", f" {grammar.and_} "),
    )


def _abbreviation_rules(grammar: Grammar) -> tuple[Rule, ...]:
    keys = "|".join(map(re.escape, sorted(grammar.abbreviations, key=len, reverse=True)))

    def say(match: re.Match[str]) -> str:
        ends = match.end() == len(match.string) and match[1].endswith(".")
        return grammar.abbreviations[match[1]] + ("." if ends else "")

    return (rule(rf"(?<![\w.])({keys})(?!\w)", say),)


def _date_rules(grammar: Grammar) -> tuple[Rule, ...]:
    def say(match: re.Match[str]) -> str:
        return grammar.date.format(
            d=int(match[3]), month=grammar.months[int(match[2]) - 1], y=match[1]
        )

    day = "0?[1-9]|[12][0-9]|3[01]"
    iso = rf"{_START}([12][0-9]{{3}})-(0[1-9]|1[0-2])-({day})(?![\w-])"
    return (rule(iso, say), *_ordinal_day_rules(grammar, day))


def _ordinal_day_rules(grammar: Grammar, day: str) -> tuple[Rule, ...]:
    """German days are ordinals whose ending the word before them decides."""
    if grammar.language != "de":
        return ()
    months = "|".join(grammar.months)

    def say(match: re.Match[str]) -> str:
        before, stem = match[1] or "", numbers.ordinal(str(int(match[2])), "de")
        word = before.strip().lower()
        ending = "n" if word in _DATIVE else "" if word in ("der", "die", "das") else "r"
        return f"{before}{stem}{ending} "

    numeric = rule(
        rf"{_START}({day})\.(0?[1-9]|1[0-2])\.([12][0-9]{{3}})(?![\w-])",
        lambda match: f"{match[1]}. {grammar.months[int(match[2]) - 1]} {match[3]}",
    )
    return numeric, rule(rf"(\b[A-Za-z]{{2,5}} )?(?<![\w.,])({day})\. (?={months})", say)


_DATIVE = frozenset("am vom zum bis dem den im seit ab beim".split())


def _amount_rules(grammar: Grammar) -> tuple[Rule, ...]:
    codes = "|".join(map(re.escape, sorted(grammar.currencies, key=len, reverse=True)))
    units = "|".join(map(re.escape, sorted(grammar.units, key=len, reverse=True)))
    scales = "|".join(grammar.scales)

    def money(match: re.Match[str]) -> str:
        one, many = grammar.currencies[match["code"]]
        if not match["scale"]:
            return f"{match['n']} {one if match['n'] == '1' else many}"
        words = f"{match['n']} {match['scale']}{grammar.of_scale} {many}"
        return words.replace(" de e", " d'e") if grammar.language == "fr" else words

    def measure(match: re.Match[str]) -> str:
        one, many = grammar.units[match["unit"]]
        return f"{match['n']} {one if match['n'] == '1' else many}"

    amount = rf"(?P<n>{_NUMBER})(?: (?P<scale>{scales})(?!\w))?"
    return (
        rule(r"(?<![^\s(\[„«“\"'])[-−](?=[$£€]?[0-9])", f"{grammar.minus} "),
        rule(r"(?<=[0-9]) ?− ?(?=[0-9])", f" {grammar.minus} "),
        rule(
            rf"{_START}({_NUMBER})(?:–|\s–\s|-)(?={_NUMBER}(?![/\d]|[-–]\w))", rf"\1 {grammar.to} "
        ),
        rule(rf"(?<!\w)(?P<code>{codes}) ?{amount}", money),
        rule(rf"(?<![\w,.]){amount} ?(?P<code>{codes})(?!\w)", money),
        rule(rf"(?<![\w,.])(?P<n>{_NUMBER}) ?(?P<unit>{units})(?![\w²³/])", measure),
    )


_ACT_OF_COUNTING = r"(?:Uhr|Euro|Dollar|Menschen|Personen|Meter|Kilometer|Prozent|euro|mensen)"


def _year_rules(language: str) -> tuple[Rule, ...]:
    """German and Dutch say the years before 2000 in hundreds."""
    if language not in ("de", "nl"):
        return ()
    return (
        rule(
            rf"(?<![\w.,:/$£€-])1[1-9][0-9]{{2}}(?=er\b|(?![\w/:%]|[.,][0-9]| {_ACT_OF_COUNTING}))",
            lambda match: numbers.year(match[0], language),
        ),
    )


def _german_roman(match: re.Match[str]) -> str:
    name, numeral, stop = match[1], match[2], match[3]
    value = numbers.roman(numeral)
    if not value:
        return match[0]
    if stop and name not in _GERMAN_HEADINGS:
        ordinal = numbers.ordinal(str(value), "de")
        end = "." if match.end() == len(match.string) else ""
        return f"{name} der {ordinal[0].upper()}{ordinal[1:]}{end}"
    return f"{name} {numbers.cardinal(str(value), 'de')}{stop}"


_GERMAN_HEADINGS = frozenset("Kapitel Teil Band Artikel Abschnitt Akt Weltkrieg Buch Stufe".split())


def _roman_number(language: str) -> Rule:
    def say(match: re.Match[str]) -> str:
        value = numbers.roman(match[2])
        if not value:
            return match[0]
        ordinal = language == "es" and value <= 10 and match[1] in _SPANISH_RULERS
        said = (numbers.ordinal if ordinal else numbers.cardinal)(str(value), language)
        return f"{match[1]} {said}"

    return rule(r"(?<!\w)([A-ZÀ-Þ][a-zß-ÿ]{2,20}) ([XVI]{2,7})(?![\w.&]*\w)", say)


_SPANISH_RULERS = frozenset(
    "Felipe Carlos Alfonso Juan Pablo Pío Benedicto Enrique Luis Jaime Pedro Sancho".split()
)


def _french_century(match: re.Match[str]) -> str:
    value = numbers.roman(match[1])
    return numbers.ordinal(str(value), "fr") if value else match[0]


_OWN: dict[str, tuple[Rule, ...]] = {
    "de": (
        rule(
            r"(?<![\w:.])([01]?[0-9]|2[0-4])[.:]([0-5][0-9]) Uhr(?!\w)",
            lambda m: f"{int(m[1])} Uhr" + (f" {int(m[2])}" if int(m[2]) else ""),
        ),
        rule(r"(?<!\w)([A-ZÄÖÜ][a-zäöüß]{2,20}) ([XVI]{2,7})(\.?)(?!\w)", _german_roman),
    ),
    "fr": (
        rule(r"(?<!\w)([XVI]{1,6})e(?= siècle)", _french_century),
        rule(r"(?<![\w:])([01]?[0-9]|2[0-4]):([0-5][0-9])(?![\w:])", r"\1 heures \2"),
        rule(r"(?<![\w,.])([1-9][0-9]{0,2}) (?=[0-9]{3}(?![\w-]))", r"\1"),
        rule(r"(?<![\w,.])([0-9]{1,4})(?:e|ème)(?!\w)", lambda m: numbers.ordinal(m[1], "fr")),
        _roman_number("fr"),
    ),
    "es": (
        rule(r"(?<=[0-9]) ?½", " y medio"),
        rule("½", "medio"),
        rule(r"(?<![\w,.])([0-9]{1,3})\.?º(?!\w)", lambda m: numbers.ordinal(m[1], "es")),
        rule(
            r"(?<![\w,.])([0-9]{1,3})\.?ª(?!\w)",
            lambda m: re.sub(r"o\b", "a", numbers.ordinal(m[1], "es")),
        ),
        _roman_number("es"),
    ),
    "it": (),
    "pt": (),
    "nl": (),
}
