"""Months, days of the week and hours, in eight languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.guard.folding import plain

_MONTHS = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
    "de": "januar jänner|februar feber|märz|april|mai|juni|juli|august|september|oktober|november|"
    "dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre setiembre|octubre|"
    "noviembre|diciembre",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|"
    "dicembre",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|"
    "dezembro",
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pl": "stycznia styczeń styczniu styczniem|lutego luty lutym|marca marzec marcu|"
    "kwietnia kwiecień kwietniu|maja maj maju|czerwca czerwiec czerwcu|lipca lipiec lipcu|"
    "sierpnia sierpień sierpniu|września wrzesień wrześniu|października październik październiku|"
    "listopada listopad listopadzie|grudnia grudzień grudniu",
}

_SHORT_MONTHS = {
    "en": "jan|feb|mar|apr|may|jun|jul|aug|sep sept|oct|nov|dec",
    "de": "jan|feb|mär mrz|apr|mai|jun|jul|aug|sep sept|okt|nov|dez",
    "fr": "janv|févr fév|mars|avr|mai|juin|juil|août|sept|oct|nov|déc",
    "es": "ene|feb|mar|abr|may|jun|jul|ago|sep sept|oct|nov|dic",
    "it": "gen|feb|mar|apr|mag|giu|lug|ago|set sett|ott|nov|dic",
    "pt": "jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez",
    "nl": "jan|feb|mrt|apr|mei|jun|jul|aug|sep sept|okt|nov|dec",
    "pl": "sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru",
}

_DAYS = {
    "en": "monday mondays|tuesday tuesdays|wednesday wednesdays|thursday thursdays|friday fridays|"
    "saturday saturdays|sunday sundays",
    "de": "montag montags|dienstag dienstags|mittwoch mittwochs|donnerstag donnerstags|"
    "freitag freitags|samstag samstags sonnabend|sonntag sonntags",
    "fr": "lundi lundis|mardi mardis|mercredi mercredis|jeudi jeudis|vendredi vendredis|"
    "samedi samedis|dimanche dimanches",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado sábados|domingo domingos",
    "it": "lunedì|martedì|mercoledì|giovedì|venerdì|sabato sabati|domenica domeniche",
    "pt": "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado sábados|"
    "domingo domingos",
    "nl": "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
    "pl": "poniedziałek poniedziałku|wtorek wtorku|środa środę środy środzie|czwartek czwartku|"
    "piątek piątku|sobota sobotę soboty sobocie|niedziela niedzielę niedzieli",
}

OTHER_WORDS = frozenset(("may", "march", "august"))
"""English months that are other words when they have no capital."""

SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
SHORT_DAYS |= {"sat": 5, "sun": 6}
"""English days when they have a capital and a full stop."""

BETWEEN = frozenset(("of", "de", "di", "del", "the", "des", "da"))
"""What may stand between a day, a month and a year."""

AFTERNOON = {"am": 0, "a.m": 0, "pm": 720, "p.m": 720}
HOUR_WORDS = {
    "de": ("uhr",),
    "fr": ("heures", "heure", "h"),
    "es": ("horas", "h"),
    "it": ("ore",),
    "pt": ("horas", "hora", "h"),
    "nl": ("uur",),
    "en": ("o'clock", "hours", "hrs"),
    "pl": ("godz", "godzinie"),
}
"""What stands after an hour of the day."""

NAMED_HOURS = {"noon": 720, "midday": 720, "midnight": 0, "mittag": 720, "mitternacht": 0}
NAMED_HOURS |= {"midi": 720, "minuit": 0, "mediodia": 720, "medianoche": 0}
NAMED_HOURS |= {"mezzogiorno": 720, "mezzanotte": 0, "middernacht": 0, "poludnie": 720}
NAMED_HOURS |= {"polnoc": 0, "meia-noite": 0, "meio-dia": 720}
"""Minutes of the day."""


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """One language's months (1 to 12) and days (0 is Monday), folded by ``plain``."""

    months: dict[str, int]
    short_months: dict[str, int]
    """Abbreviations: a month only beside a day or a year."""
    days: dict[str, int]
    hours: tuple[str, ...]


@lru_cache(maxsize=32)
def calendar_words(language: str) -> CalendarWords:
    """Return the calendar words of ``language``, a bare language tag."""
    return CalendarWords(
        months=_numbered(_MONTHS.get(language, ""), 1),
        short_months=_numbered(_SHORT_MONTHS.get(language, ""), 1),
        days=_numbered(_DAYS.get(language, ""), 0),
        hours=HOUR_WORDS.get(language, ()),
    )


def _numbered(table: str, first: int) -> dict[str, int]:
    return {
        plain(word): number
        for number, words in enumerate(table.split("|"), first)
        for word in words.split()
    }
