"""Dates and numbers in the form of a language: CLDR's, as Babel knows it, worded for the ear."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - the parameter is the date
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

NO_LANGUAGE = "und"
"""The tag of an undetermined language (BCP 47)."""

_TAG = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,7}")

_SAME = {"no": "nb"}
"""What a wider tag stands for in what is written with it."""

_DAY_FIRST = ("en", "en-gb")
"""English of no region puts the day first, as most regions do; CLDR takes it for American."""

_FIRST = {"fr": "1er", "it": "1º", "pt": "1º"}
"""The first of a month is said as an ordinal, the other days are not."""

_YEAR = {"be": "года", "bg": "година", "ru": "года", "uk": "року"}
"""The word that CLDR shortens to a letter and a full stop."""

_MOST_DIGITS = 28
"""As many as decimal arithmetic keeps; a number of a billion digits would fill the memory."""


def tags_of(language: str) -> tuple[str, ...]:
    """Return ``language`` and its wider tags, the closest first; nothing for what names none.

    >>> tags_of("zh-Hant-TW")
    ('zh-hant-tw', 'zh-hant', 'zh')
    """
    tag = language.lower().replace("_", "-")
    primary, *rest = tag.split("-")
    if primary == NO_LANGUAGE or not _TAG.fullmatch(tag):
        return ()
    parts = [_SAME.get(primary, primary), *rest]
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def spoken_date(date: Date | str, language: str) -> str:
    """Return ``date`` in words of ``language``; in one that CLDR lacks, as ISO 8601.

    A text is read as ISO 8601, and comes back as it is when it is none.

    >>> spoken_date(datetime(2026, 3, 2), "en-gb")
    'Monday, 2 March 2026'
    """
    day = _day(date)
    if day is None:
        return str(date)
    locale = _locale(language)
    if locale is None:
        return day.isoformat()
    from babel.dates import format_date

    return format_date(day, _pattern(day, language, locale), locale)


def number(value: float | Decimal, language: str) -> str:
    """Return ``value`` with the signs ``language`` writes, every digit kept.

    Raises ``ValueError`` for what is no number, or one of more than 28 digits. Thousands are
    grouped by a sign, never by a blank: the notation has ordinary blanks alone, and with one a
    Czech voice reads two numbers.

    >>> number(12345.5, "de"), number(12345.5, "fr")
    ('12.345,5', '12345,5')
    """
    exact = _exact(value)
    locale = _locale(language)
    if locale is None:
        return str(value)
    from babel.numbers import format_decimal, get_group_symbol

    return format_decimal(
        exact,
        locale=locale,
        decimal_quantization=False,
        group_separator=not get_group_symbol(locale).isspace(),
    )


def _exact(value: float | Decimal) -> Decimal:
    try:
        exact = Decimal(str(value))
    except ArithmeticError as error:
        raise ValueError(f"{value!r} is no number") from error
    digits = max(abs(exact.adjusted()), len(exact.as_tuple().digits))
    if not exact.is_finite() or digits > _MOST_DIGITS:
        raise ValueError(f"{value!r} is no number a person says")
    return exact


def _day(date: Date | str) -> Date | None:
    if isinstance(date, str):
        try:
            date = datetime.fromisoformat(date.strip())
        except ValueError:
            return None
    return date.date() if isinstance(date, datetime) else date


def _locale(language: str) -> Locale | None:
    """Return what CLDR knows of the closest of the tags of ``language``."""
    from babel import Locale, UnknownLocaleError

    for tag in tags_of(language):
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return None


def _pattern(day: Date, language: str, locale: Locale) -> str:
    """Return how ``day`` is written out in full, in CLDR's letters."""
    if tags_of(language)[0] in _DAY_FIRST:
        return "EEEE, d MMMM y"
    pattern = str(locale.date_formats["full"].pattern)
    if day.day == 1 and locale.language in _FIRST:
        pattern = re.sub(r"(?<!')\bd\b", f"'{_FIRST[locale.language]}'", pattern, count=1)
    if locale.language in _YEAR:
        pattern = re.sub(r"\s*'\w'\.", f" '{_YEAR[locale.language]}'", pattern)
    return pattern
