"""Figures: every number, sum, share, measure, date and hour that a text holds, as values.

A figure may have several readings (``3.2m`` is a scale or metres, ``5 to 7 km`` gives five its
kilometres); it is supported when the source has one of them.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from briefing.guard.calendar import (
    day_first,
    hour_at,
    iso_date,
    month_first,
    named_hour,
    numeric_date,
    weekday_at,
)
from briefing.guard.folding import plain
from briefing.guard.forms.calendar import NAMED_HOURS, SHORT_DAYS, calendar_words
from briefing.guard.forms.numbers import SCALE_SIGNS, number_words
from briefing.guard.forms.units import AGED
from briefing.guard.measures import currency_before, unit_after
from briefing.guard.neighbours import with_neighbours
from briefing.guard.numerals import (
    Value,
    ordinal,
    roman,
    scale_after,
    spelled,
    value_of,
    values_of_figure,
    whole_number,
)
from briefing.guard.readings import Figure, Reading
from briefing.guard.scan import Scan

_ORDINAL_ENDINGS = frozenset("st nd rd th er re ere eme ieme e o a ste de te".split())
_HALVES = frozenset(
    "half halves halfte moitie mitad metade helft polowa polowe polowy polowie pol".split()
)
_ARTICLE_SCALES = 3
"""The least power of ten that an article makes a number of: a thousand, not a hundred and."""


def figures(scan: Scan) -> tuple[Figure, ...]:
    """Return the figures of a text in order; each piece belongs to one at most."""
    found: list[Figure] = []
    at, end = 0, len(scan.pieces)
    while at < end:
        figure = _figure_at(scan, at)
        if figure is None:
            at += 1
            continue
        found.append(figure)
        at += 1
        while at < end and scan.pieces[at].start < figure.end:
            at += 1
    return with_neighbours(scan.text, found)


def _figure_at(scan: Scan, at: int) -> Figure | None:
    kind = scan.pieces[at].kind
    if kind == "word":
        begins = _begins(scan.words[at], scan.language)
        return _of_word(scan, at) if begins else None
    if kind == "number":
        return _of_number(scan, at)
    if kind in ("iso", "date"):
        date = iso_date(scan, at) if kind == "iso" else numeric_date(scan, at)
        return date or _as_it_stands(scan, at)
    if kind == "clock":
        hour, minute = map(int, scan.pieces[at].text.split(":"))
        return hour_at(scan, at, at + 1, hour, minute) or _as_it_stands(scan, at)
    if kind == "fraction":
        over, under = map(int, scan.pieces[at].text.split("/"))
        return _fraction(scan, at, at + 1, over, under)
    return None


def _as_it_stands(scan: Scan, at: int) -> Figure:
    """Return the figure of what is written like an hour or a date and is none: 25:45, 31/4/2026."""
    piece = scan.pieces[at]
    return Figure((Reading("@as", (piece.text,)),), piece.start, piece.end)


# ------------------------------------------------------------------------ numbers in words


@lru_cache(maxsize=16384)
def _begins(word: str, language: str) -> bool:
    """Tell whether a figure may begin with ``word``: most words are sorted out by this alone."""
    calendar = calendar_words(language)
    tables = (calendar.months, calendar.short_months, calendar.days, NAMED_HOURS, SHORT_DAYS)
    if any(word in table for table in (*tables, number_words(language).parts)):
        return True
    if word in number_words(language).articles or any(
        day.startswith(f"{word}-") for day in calendar.days
    ):
        return True
    return bool(
        spelled([word], language) or ordinal(word, language) or decade_of(word, language)
    ) or any(hour.startswith(f"{word}-") for hour in NAMED_HOURS)


def _of_word(scan: Scan, at: int) -> Figure | None:
    dates = month_first(scan, at) or weekday_at(scan, at) or named_hour(scan, at)
    if dates:
        return dates
    word = scan.words[at]
    run = scan.run(at)
    words = [scan.words[piece] for piece in run]
    found = spelled(words, scan.language)
    if found and not _is_lone_scale(scan, words, found.words):
        return _spelled_figure(scan, at, run, found.value, found.words)
    if word in scan.numbers.articles and len(run) > 1:
        return _after_article(scan, at, run, words)
    return _part_or_ordinal(scan, at, run, words)


def _is_lone_scale(scan: Scan, words: list[str], count: int) -> bool:
    """Tell whether this is a scale without a number: millions of people, mil in a sentence.

    In languages that say so, a thousand is a number by itself (mil, mille, tausend).
    """
    scales = scan.numbers.scales
    return count == 1 and scales.get(words[0], 3) != 3


def _spelled_figure(scan: Scan, at: int, run: list[int], value: Value, count: int) -> Figure | None:
    after = run[count - 1] + 1
    number = whole_number(value)
    words = [scan.words[piece] for piece in run[count:]]
    if words:
        figure = _part_after(scan, at, run[count], number, words[0])
        if figure:
            return figure
    if number is not None:
        figure = day_first(scan, at, after, number) or hour_at(scan, at, after, number, None)
        if figure and not (number == 1 and scan.words[at] in scan.numbers.articles):
            return figure
        if (
            words
            and scan.language == "en"
            and 18 <= number <= 20
            and decade_of(words[0], scan.language)
        ):
            decade = number * 100 + decade_of(words[0], scan.language)
            return _plain(scan, at, run[count] + 1, Reading("@decade", (decade,)))
    return _counted(scan, at, after, (value,), spelled=True)


def _part_after(scan: Scan, at: int, last: int, number: int | None, word: str) -> Figure | None:
    """Return two thirds, or twenty-third, when ``word`` at piece ``last`` makes one of a number."""
    if number is None:
        return None
    place = ordinal(word, scan.language)
    least = 10 if scan.language == "fr" else 20  # dix-septième
    if number >= least and number % 10 == 0 and 0 < place < 10:
        figure = _plain(scan, at, last + 1, Reading("@ordinal", (number + place,)))
        return day_first(scan, at, last + 1, number + place) or figure
    under = scan.numbers.parts.get(word, 0)
    if under and number < 20 and not (under == 2 and number > 1):
        return _fraction(scan, at, last + 1, number, under)
    return None


def _after_article(scan: Scan, at: int, run: list[int], words: list[str]) -> Figure | None:
    """Return a million, a third, a week: an article that stands for one."""
    if words[1] in scan.numbers.scales or scan.numbers.atoms.get(words[1]) == 100:
        found = spelled(words[1:], scan.language)
        if found:
            return _spelled_figure(scan, at, run[1:], found.value, found.words)
    if words[1] in scan.numbers.parts and words[1] not in _HALVES:
        figure = _fraction(scan, at, run[1] + 1, 1, scan.numbers.parts[words[1]])
        place = ordinal(words[1], scan.language)
        return figure.also(Reading("@ordinal", (place,))) if place else figure
    return None


def _part_or_ordinal(scan: Scan, at: int, run: list[int], words: list[str]) -> Figure | None:
    word = words[0]
    if scan.numbers.parts.get(word) == 2:
        return _half(scan, at, run, words)
    place = ordinal(word, scan.language)
    if place > 1:
        figure = _plain(scan, at, at + 1, Reading("@ordinal", (place,)))
        return day_first(scan, at, at + 1, place) or figure
    decade = decade_of(word, scan.language)
    return _plain(scan, at, at + 1, Reading("@decade", (decade,))) if decade else None


def _half(scan: Scan, at: int, run: list[int], words: list[str]) -> Figure | None:
    """Return half a million as a number, and half by itself as a fraction."""
    skip = 2 if len(words) > 2 and words[1] in scan.numbers.articles else 1
    power, count = scale_after(words[skip:], scan.language)
    if power >= _ARTICLE_SCALES:
        value = value_of("0", "5").times(power)
        return _counted(scan, at, run[skip + count - 1] + 1, (value,), spelled=True)
    return _fraction(scan, at, at + 1, 1, 2) if words[0] in _HALVES else None


def decade_of(word: str, language: str) -> int:
    """Return the decade a word names, 90 for nineties and Neunziger; 0 if it names none."""
    atoms = number_words(language).atoms
    if language == "en" and word.endswith("ties"):
        return atoms.get(f"{word[:-3]}y", 0)
    if language == "de" and word[-4:-2] == "ig" and word.endswith("er"):
        return atoms.get(word[:-2], 0)
    return 0


# ---------------------------------------------------------------------- numbers in figures


def _of_number(scan: Scan, at: int) -> Figure | None:
    written = scan.pieces[at].text
    values = values_of_figure(written, scan.numbers.decimal_comma)
    if not values:
        return _plain(scan, at, at + 1, Reading("@as", (written,)))
    number = whole_number(values[0])
    figure = _mixed(scan, at, values[0]) or _clock_of(scan, at, written, number)
    if figure:
        return figure
    if number is not None and written.isdigit():
        figure = day_first(scan, at, at + 1, number) or _suffixed(scan, at, number)
        if figure:
            return figure
    return _counted(scan, at, at + 1, values, spelled=False)


def _mixed(scan: Scan, at: int, value: Value) -> Figure | None:
    """Return 2½ as 2.5."""
    if scan.kind(at + 1) != "fraction" or not scan.near(at + 1):
        return None
    over, under = map(int, scan.pieces[at + 1].text.split("/"))
    if not 0 < over < under or 1000 % under:
        return None
    decimals = f"{1000 * over // under:03d}"
    whole = "0" if value.digits == "0" else value.digits + "0" * value.power
    return _counted(scan, at, at + 2, (value_of(whole, decimals),), spelled=False)


def _clock_of(scan: Scan, at: int, written: str, number: int | None) -> Figure | None:
    """Return 7pm, 7.30pm, 19 Uhr or 19h30."""
    if number is not None and written.isdigit() and len(written) <= 2:
        return hour_at(scan, at, at + 1, number, None)
    match = re.fullmatch(r"(\d{1,2})\.([0-5]\d)", written)
    if match is None:
        return None
    after = scan.word(at + 1)
    if after in ("am", "pm", "a", "p", *scan.calendar.hours):
        return hour_at(scan, at, at + 1, int(match[1]), int(match[2]))
    return None


def _suffixed(scan: Scan, at: int, number: int) -> Figure | None:
    """Return 3rd, 1990s, 90er, and in languages that write so, 3."""
    after = at + 1
    word = scan.word(after)
    if scan.word(after) == "'" and scan.touches(after) and scan.word(after + 1) == "s":
        after, word = after + 1, "s"
    if not scan.touches(after):
        return None
    if word == "s" or (word == "er" and scan.language == "de"):
        readings = [Reading("", value_of(str(number)))]
        if number % 10 == 0:
            readings = [Reading("@decade", (number,))]
        return _plain(scan, at, after + 1, *readings)
    if word in _ORDINAL_ENDINGS:
        return _plain(scan, at, after + 1, Reading("@ordinal", (number,)))
    if word == "." and scan.language in ("de", "pl", "da", "nb", "fi", "cs") and number < 100:
        figure = _counted(scan, at, at + 1, (value_of(str(number)),), spelled=False)
        return figure.also(Reading("@ordinal", (number,))) if figure else None
    return None


def _counted(
    scan: Scan, at: int, after: int, values: tuple[Value, ...], *, spelled: bool
) -> Figure | None:
    """Return the figure of a number with its sign, its scale and what it counts."""
    currency = currency_before(scan, at)
    start = scan.pieces[at - 1].start if currency else scan.pieces[at].start
    minus = _is_negative(scan, at - 1 if currency else at)
    power, end, doubtful = _scale(scan, after, bool(currency))
    counted = _past_of(scan, end) if power or spelled else end
    unit, end = unit_after(scan, counted) if not currency else (currency, end)
    if not unit:
        end = min(end, counted) if counted != end else end
    values = tuple(value.negated() if minus else value for value in values)
    readings = [Reading(unit, value.times(power)) for value in values]
    if doubtful:
        metres, end_of_metres = unit_after(scan, after)
        readings += [Reading(metres, value) for value in values if metres]
        end = max(end, end_of_metres)
    if _is_aged(scan, at) and not unit:
        readings += [Reading("@age", value) for value in values]
    if scan.word(at - 1) in scan.numbers.decades and not unit:
        readings += [Reading("@decade", (whole,)) for whole in map(whole_number, values) if whole]
    end = max(end, after)
    if not spelled and scan.touches(end) and scan.kind(end) == "word" and not unit:
        # 5G and 4K are names of things, not numbers of them.
        end += 1
        readings = [Reading("@as", (plain(scan.slice(at, end - 1)),))]
    return Figure(
        tuple(dict.fromkeys(readings)),
        start,
        scan.pieces[end - 1].end,
        values[0],
        power,
        unit,
        spelled,
    )


def _scale(scan: Scan, at: int, money: bool) -> tuple[int, int, bool]:
    """Return the power of ten that stands at piece ``at``, the piece after it, and any doubt.

    The m of 3.2m is in doubt: it is millions, or metres.
    """
    first = scan.past_hyphen(at)
    if scan.kind(first) != "word" or not scan.near(first):
        return 0, at, False
    sign = scan.pieces[first].text
    glued = scan.touches(first)
    before_money = scan.kind(first + 1) == "currency" and scan.touches(first + 1)
    if sign in SCALE_SIGNS and (glued or money or len(sign) > 1 or before_money):
        doubt = len(sign) == 1 and sign.islower() and not money and not before_money
        return SCALE_SIGNS[sign], _past_abbreviation(scan, first + 1), doubt
    run = scan.run(first)
    power, count = scale_after([scan.words[piece] for piece in run], scan.language)
    if not count or (power == 0):
        return 0, at, False
    return power, _past_abbreviation(scan, run[count - 1] + 1), False


def _past_abbreviation(scan: Scan, at: int) -> int:
    """Step over the full stop of Mio. and tys. when something follows it."""
    short = len(scan.word(at - 1)) <= 3
    return at + 1 if short and scan.word(at) == "." and scan.near(at + 1) else at


def _past_of(scan: Scan, at: int) -> int:
    of = scan.word(at)
    return at + 1 if of in scan.numbers.of and of != "of" and scan.near(at + 1) else at


def _is_negative(scan: Scan, at: int) -> bool:
    before = at - 1
    if scan.word(before) in scan.numbers.minus:
        return True
    if scan.word(before) != "-" or not scan.touches(at):
        return False
    start = scan.pieces[before].start
    return start == 0 or scan.text[start - 1] in " \t\n(["


def _is_aged(scan: Scan, at: int) -> bool:
    return scan.word(at - 1) in AGED or scan.word(at - 2) in AGED


def _fraction(scan: Scan, at: int, end: int, over: int, under: int) -> Figure:
    common = math.gcd(over, under) or 1
    reading = Reading("@fraction", (over // common, under // common))
    return _plain(scan, at, end, reading)


def _plain(scan: Scan, at: int, end: int, *readings: Reading) -> Figure:
    return Figure(readings, scan.pieces[at].start, scan.pieces[end - 1].end)


def romans(scan: Scan) -> tuple[Reading, ...]:
    """Return what the Roman numerals of a text stand for: a place, or a number."""
    found: list[Reading] = []
    for piece in scan.pieces:
        letters = piece.text.rstrip("e") if scan.language == "fr" else piece.text
        number = roman(letters) if piece.kind == "word" and letters[:1].isupper() else 0
        if number:
            found += [Reading("@ordinal", (number,)), Reading("", value_of(str(number)))]
    return tuple(found)
