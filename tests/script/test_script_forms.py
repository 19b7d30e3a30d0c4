"""Dates and numbers have the form of the language they are spoken in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.script.forms import number, spoken_date, tags_of

DATES = {
    "en": "Monday, 2 March 2026",
    "en-gb": "Monday, 2 March 2026",
    "en-us": "Monday, March 2, 2026",
    "de": "Montag, 2. März 2026",
    "de-at": "Montag, 2. März 2026",
    "fr": "lundi 2 mars 2026",
    "es": "lunes, 2 de marzo de 2026",
    "it": "lunedì 2 marzo 2026",
    "pt": "segunda-feira, 2 de março de 2026",
    "pt-br": "segunda-feira, 2 de março de 2026",
    "nl": "maandag 2 maart 2026",
    "pl": "poniedziałek, 2 marca 2026",
    "sv": "måndag 2 mars 2026",
    "da": "mandag den 2. marts 2026",
    "nb": "mandag 2. mars 2026",
    "no": "mandag 2. mars 2026",
    "fi": "maanantai 2. maaliskuuta 2026",
    "cs": "pondělí 2. března 2026",
    "ro": "luni, 2 martie 2026",
    "ru": "понедельник, 2 марта 2026 года",
    "uk": "понеділок, 2 березня 2026 року",
    "bg": "понеделник, 2 март 2026 година",
    "ca": "dilluns, 2 de març del 2026",
    "hu": "2026. március 2., hétfő",
    "ja": "2026年3月2日月曜日",
}


@pytest.mark.parametrize(("language", "expected"), DATES.items())
def test_a_date_is_written_out_in_its_language(language: str, expected: str) -> None:
    assert spoken_date(datetime(2026, 3, 2, 23, 59, tzinfo=UTC), language) == expected
    assert spoken_date(date(2026, 3, 2), language.upper().replace("-", "_")) == expected


@pytest.mark.parametrize(
    ("language", "first", "eleventh"),
    [
        ("fr", "dimanche 1er février 2026", "mercredi 11 février 2026"),
        ("it", "domenica 1º febbraio 2026", "mercoledì 11 febbraio 2026"),
        ("pt", "domingo, 1º de fevereiro de 2026", "quarta-feira, 11 de fevereiro de 2026"),
        ("es", "domingo, 1 de febrero de 2026", "miércoles, 11 de febrero de 2026"),
        ("en", "Sunday, 1 February 2026", "Wednesday, 11 February 2026"),
    ],
)
def test_the_first_of_a_month_is_said_as_people_say_it(
    language: str, first: str, eleventh: str
) -> None:
    assert spoken_date(date(2026, 2, 1), language) == first
    assert spoken_date(date(2026, 2, 11), language) == eleventh


def test_a_date_as_a_source_states_it_is_read() -> None:
    assert spoken_date("2026-03-02T06:00:00+00:00", "de") == "Montag, 2. März 2026"
    assert spoken_date("2026-03-02", "de") == "Montag, 2. März 2026"
    assert spoken_date("in spring, %(show)s", "de") == "in spring, %(show)s"


@pytest.mark.parametrize("language", ["und", "tlh", "", "..", "../../etc", "e" * 9, "en-", "x-y"])
def test_no_language_gets_no_foreign_words(language: str) -> None:
    assert spoken_date(date(2026, 3, 2), language) == "2026-03-02"
    assert number(12345, language) == "12345"


@pytest.mark.parametrize("language", ["de-zz", "de-1996", "de-latn-de-x-own"])
def test_a_region_nobody_knows_is_passed_over(language: str) -> None:
    assert spoken_date(date(2026, 3, 2), language) == "Montag, 2. März 2026"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "12,345.5"),
        ("en-gb", "12,345.5"),
        ("de", "12.345,5"),
        ("es", "12.345,5"),
        ("es-mx", "12,345.5"),
        ("it", "12.345,5"),
        ("pt", "12.345,5"),
        ("pt-br", "12.345,5"),
        ("nl", "12.345,5"),
        ("da", "12.345,5"),
        ("ro", "12.345,5"),
        ("ca", "12.345,5"),
        ("fr", "12345,5"),
        ("pl", "12345,5"),
        ("sv", "12345,5"),
        ("nb", "12345,5"),
        ("fi", "12345,5"),
        ("cs", "12345,5"),
        ("ru", "12345,5"),
        ("uk", "12345,5"),
    ],
)
def test_a_number_has_the_signs_of_its_language(language: str, expected: str) -> None:
    assert number(12345.5, language) == expected


@given(value=st.decimals(-(10**18), 10**18, places=7) | st.integers(-(10**18), 10**18))
def test_no_digit_of_a_number_is_lost(value: Decimal | int) -> None:
    written = number(value, "en").replace(",", "")
    assert Decimal(written.replace("\u2212", "-")) == value


@pytest.mark.parametrize("value", [Decimal("1e999999999"), float("inf"), float("nan"), 10**28])
def test_what_nobody_says_is_no_number(value: float | Decimal) -> None:
    with pytest.raises(ValueError, match="no number"):
        number(value, "en")


@given(language=st.text(max_size=40))
def test_whatever_claims_to_be_a_tag_does_no_harm(language: str) -> None:
    for tag in tags_of(language):
        assert not set(tag) & set("./\\ %")
    assert "2026" in spoken_date(date(2026, 3, 2), language)
    assert number(7, language) == "7"
