"""Dates as a person reads them out, in the languages the shipped templates speak."""

from __future__ import annotations

from datetime import datetime

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar M\u00e4rz April Mai Juni Juli August September Oktober November Dezember",
    "fr": (
        "janvier f\u00e9vrier mars avril mai juin juillet ao\u00fbt septembre octobre novembre"
        " d\u00e9cembre"
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes mi\u00e9rcoles jueves viernes s\u00e1bado domingo",
}
_ORDER = {
    "en": "{day}, {number} {month} {year}",
    "de": "{day}, {number}. {month} {year}",
    "fr": "{day} {number} {month} {year}",
    "es": "{day}, {number} de {month} de {year}",
}


def spoken_date(date: datetime, language: str) -> str:
    """Return ``date`` in words of ``language``; in one we have no words for, as ISO 8601.

    >>> spoken_date(datetime(2026, 3, 2), "en-gb")
    'Monday, 2 March 2026'
    """
    primary = language.partition("-")[0]
    if primary not in _ORDER:
        return date.date().isoformat()
    return _ORDER[primary].format(
        day=_DAYS[primary].split()[date.weekday()],
        number=date.day,
        month=_MONTHS[primary].split()[date.month - 1],
        year=date.year,
    )
