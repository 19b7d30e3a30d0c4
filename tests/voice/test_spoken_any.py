"""What the spoken form promises for any text in any language."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.voice.spoken import SPOKEN_VERSION, spoken_form
from briefing.voice.spoken.european import LANGUAGES
from briefing.voice.spoken.numbers import roman

EVERY = (*sorted(LANGUAGES), "en", "en-us", "ja", "ar", "hi", "xx", "", "EN_GB", "-")

HEARD = {
    "de": [
        ("Das kostet 5 €.", "Das kostet 5 Euro."),
        ("€10 und 5 Mrd. €", "10 Euro und 5 Milliarden Euro"),
        ("5 km/h bei −5 °C", "5 Kilometer pro Stunde bei minus 5 Grad Celsius"),
        ("10–15 Leute, z. B. wir", "10 bis 15 Leute, zum Beispiel wir"),
        ("im Jahr 1999", "im Jahr neunzehnhundertneunundneunzig"),
        ("am 3. Oktober", "am dritten Oktober"),
        ("der 3. Oktober", "der dritte Oktober"),
        ("um 14:30 Uhr", "um 14 Uhr 30"),
        ("Ludwig XIV. war König.", "Ludwig der Vierzehnte war König."),
        ("Kapitel IV.", "Kapitel vier."),
        ("1.234,56 und 3,5 %", "1.234,56 und 3,5 %"),
    ],
    "fr": [
        ("5 € et 3 milliards €", "5 euros et 3 milliards d'euros"),
        ("Louis XIV", "Louis quatorze"),
        ("le XXe siècle", "le vingtième siècle"),
        ("M. Dupont, n° 5", "Monsieur Dupont, numéro 5"),
        ("10–15", "10 à 15"),
        ("à 14:30", "à 14 heures 30"),
        ("10\u202f000 personnes", "10000 personnes"),
    ],
    "es": [
        ("5 millones €", "5 millones de euros"),
        ("Felipe VI", "Felipe sexto"),
        ("la 3.ª vez", "la tercera vez"),
        ("EE. UU.", "Estados Unidos."),
        ("2026-03-02", "2 de marzo de 2026"),
    ],
    "it": [("50 km/h, −5 °C", "50 chilometri all'ora, meno 5 gradi Celsius")],
    "pt": [("R$ 5", "5 reais"), ("1 km", "1 quilômetro")],
    "nl": [("€5 in 1999", "5 euro in negentien honderd negenennegentig")],
}


@pytest.mark.parametrize(
    ("language", "written", "heard"),
    [(language, *pair) for language, pairs in HEARD.items() for pair in pairs],
)
def test_european_languages(language: str, written: str, heard: str) -> None:
    assert spoken_form(written, language) == heard
    assert spoken_form(heard, f"{language}-x") == heard


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "2026年3月2日、1,234円です。"),
        ("ar", "في عام ٢٠٢٦، 5% — نعم"),
        ("hi", "क्\u200dष 5 किमी ½ $5"),
        ("fa", "می\u200cخواهم"),
        ("ko", "삼성전자 -3.2%"),
        ("ru", "В 1999 году, 5 км"),
    ],
)
def test_other_languages_survive_untouched(language: str, text: str) -> None:
    assert spoken_form(text, language) == text


def test_other_scripts_survive_in_english() -> None:
    text = "the words 日本語 and العربية and हिन्दी"
    assert spoken_form(text, "en") == text


def test_what_no_voice_can_say_is_gone() -> None:
    text = "a\u200bb\x00c\ud800d\u202e \n\r\t\x0b e\ue000\ufeff\u2028f\U000e0041"
    for language in EVERY:
        assert spoken_form(text, language) == "abcd e f"


@pytest.mark.parametrize("language", EVERY)
def test_only_nothing_is_silent(language: str) -> None:
    assert spoken_form("", language) == ""
    assert spoken_form(" \n\x00\u200b", language) == ""
    assert spoken_form("x", language) == "x"


ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(list("0123456789$€£%°½²-–−.,:/'\"#@&+=[]IVXaApm \u00a0\u200d\u20e3\ud800")),
    ),
    max_size=80,
)
PIECES = st.lists(
    st.sampled_from(
        "1 5 12 007 1999 2026 1990s $ € US$ bn million km /h m² % ° - – − . , : / am p.m. Jan March"
        " Dr. St. No. I II XIV Henry Chapter King @a # http://a.org [1] ½ e.g. U.S. a & = x × ' \""
        " Uhr Mio. siècle 🎉 \U0001f1fa 000".split()
    ),
    max_size=14,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts)))


@settings(max_examples=300)
@given(ODD | PIECES, st.sampled_from(EVERY))
def test_any_text_gives_one_clean_line(text: str, language: str) -> None:
    spoken = spoken_form(text, language)
    assert spoken == " ".join(spoken.split())
    assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Co") for letter in spoken)
    assert spoken == spoken_form(text, language)
    if language.startswith("en"):
        assert not re.search("[0-9]", spoken)
    if any(letter.isascii() and letter.isalpha() for letter in re.sub(r"\[.*?\]", "", text)):
        assert spoken


HOSTILE = [
    *("1", "-", "$", "I. ", "a.a.a.", "0", "1,", "1.", "1/", "1-1", "~", "*", "<", " ", "½", "[1,"),
    *("A", "A. ", "Henry V ", "X", "@a", "a@a.", "http://", "www.a", "12:", "1:00-", "+1(", "1 km"),
    *(
        "Jan 1 ",
        "$1-",
        "1999-",
        "\u200d",
        "🎉",
        "\ufe0f",
        "\n",
        "\ud800",
        '1"',
        "'1'",
        "555-",
        "é.",
    ),
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_time_is_linear_on_hostile_text(unit: str, language: str) -> None:
    """A quadratic rule takes minutes at 200 KB and is cut off; a linear one takes a second."""
    size = 200_000 if unit in {"1", "-", "$", "I. ", "a.a.a.", "~", " "} else 40_000
    assert isinstance(spoken_form(unit * (size // len(unit)), language), str)


def test_a_huge_number_is_read_digit_by_digit() -> None:
    assert spoken_form("9" * 5000, "en") == " ".join(["nine"] * 5000)
    grouped = "9" + ",999" * 400
    assert spoken_form(grouped, "en").split() == ["nine"] * 1201
    assert spoken_form(f"${'9' * 400}", "en").endswith("nine dollars")


def test_roman_numerals_in_standard_form_only() -> None:
    assert [roman(text) for text in ("I", "IV", "IX", "XIV", "XL", "XC", "CCCXCIX")] == [
        *(1, 4, 9, 14, 40, 90, 399)
    ]
    assert [roman(text) for text in ("", "IIII", "VX", "IC", "MIX", "A")] == [0] * 6


def test_the_version_is_a_word_for_the_key_of_a_clip() -> None:
    assert SPOKEN_VERSION
    assert SPOKEN_VERSION.strip() == SPOKEN_VERSION
