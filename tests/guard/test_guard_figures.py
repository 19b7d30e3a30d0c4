"""Figures are compared as values: every listed spoken form is one, and nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from briefing.guard import Unsupported, unsupported
from briefing.guard.folding import plain
from briefing.guard.numerals import ordinal, spelled, value_of

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")


def words_of(text: str) -> list[str]:
    return [plain(word) for word in re.findall(r"[^\W\d_]+", text)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 10**9) | st.integers(0, 3000))
def test_a_number_is_read_back_from_its_words(language: str, number: int) -> None:
    # num2words writes Italian eighteens with one t: diciotto as dicotto.
    words = words_of(num2words(number, lang=language).replace("dicotto", "diciotto"))
    assert spelled(words, language) == (value_of(str(number)), len(words))


@pytest.mark.parametrize("language", ["en", "de", "fr", "it", "nl", "pl"])
@pytest.mark.parametrize("number", range(2, 20))
def test_an_ordinal_is_read_back_from_its_word(language: str, number: int) -> None:
    words = words_of(num2words(number, lang=language, to="ordinal"))
    if len(words) == 1:  # dix-septième is two
        assert ordinal(words[0], language) == number
    else:
        source = f"x {num2words(number, lang=language, to='ordinal')} x"
        assert unsupported(f"{number}e", [source], language) == ()


SAME = [
    ("en", "$5bn", "5 billion dollars"),
    ("en", "$5bn", "five billion dollars"),
    ("en", "$5bn", "US$5,000,000,000"),
    ("en", "€3.2m", "3.2 million euros"),
    ("en", "50%", "fifty per cent"),
    ("en", "2.5 million", "two point five million"),
    ("en", "1,234.5", "1234.50"),
    ("en", "twenty-first", "21st"),
    ("en", "nineteen eighty-four", "1984"),
    ("en", "two hundred and five", "205"),
    ("en", "March 3, 2026", "3/3/2026"),
    ("en", "13/3/2026", "3/13/2026"),
    ("en", "Sept. 3", "3 September"),
    ("en", "2 March 2026", "Monday"),
    ("en", "noon", "12pm"),
    ("en", "12.15am", "00:15"),
    ("en", "-5 °C", "minus five degrees Celsius"),
    ("en", "£0.99", "0.99 pounds"),
    ("en", "10 sq km", "10 km²"),
    ("en", "１２ km", "12 km"),
    ("en", "٤٧", "47"),
    ("en", "1,00,000", "100,000"),
    ("en", "5\u2009000", "5,000"),
    ("de", "1.234,5", "1234,5"),
    ("de", "3,2 Mrd. €", "3,2 Milliarden Euro"),
    ("de", "der 3. Mai", "dritten Mai"),
    ("fr", "soixante-dix-neuf", "79"),
    ("fr", "le XXIe", "21e"),
    ("es", "mil novecientos", "1.900"),
    ("it", "l'8%", "otto per cento"),
    ("pt", "mil milhões", "1.000.000.000"),
    ("nl", "tweeëntwintig", "22"),
    ("pl", "dwudziestu pięciu", "25"),
]


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_one_value_however_it_is_written(language: str, one: str, other: str) -> None:
    assert unsupported(f"{other}.", [f"x {one} x"], language) == ()


DIFFERENT = [
    ("7 km", "5 km and 7 kg", "unit"),
    ("5 kg", "5 km and 7 kg", "unit"),
    ("5 percent", "5 percentage points", "percent"),
    ("5 percentage points", "5%", "percent"),
    ("€5", "$5", "money"),
    ("5 US dollars", "A$5", "money"),
    ("$5 million", "$5 billion", "money"),
    ("5 million", "$5 million", "number"),
    ("50", "50%", "number"),
    ("7 miles", "7 km", "unit"),
    ("three weeks", "three days", "unit"),
    ("4 March", "3 March", "date"),
    ("3 March 2025", "3 March 2026", "date"),
    ("3 May", "3 March", "date"),
    ("March 3, 2026", "March 3, and in 2026", "date"),
    ("3/4/2026", "3 April 2026", "date"),  # American or British: nobody can tell
    ("Tuesday", "2 March 2026", "date"),
    ("7pm", "7am", "date"),
    ("the 1980s", "the 1990s", "date"),
    ("the 1990s", "in 1990", "date"),
    ("third", "3 people", "number"),
    ("3 people", "the third man", "number"),
    ("a third", "a quarter", "number"),
    ("half", "50%", "number"),
    ("twenty-five", "twenty and five", "number"),
    ("five", "twenty-five", "number"),
    ("4.5", "4,500", "number"),
    ("-5 °C", "5 °C", "unit"),
    ("21 °F", "21 °C", "unit"),
    ("4G", "5G", "number"),
    ("version 3.11.2", "version 3.11.12", "number"),
    ("one million", "one", "number"),
]


@pytest.mark.parametrize(("text", "source", "kind"), DIFFERENT)
def test_another_value_or_unit_is_another_figure(text: str, source: str, kind: str) -> None:
    assert [one.kind for one in unsupported(f"It was {text} then.", [source], "en")] == [kind]


def test_a_figure_is_named_as_it_is_said() -> None:
    found = unsupported("It cost $6bn, or six billion dollars.", ["It cost $5bn."], "en")
    assert found == (Unsupported("money", "$6bn"), Unsupported("money", "six billion dollars"))


def test_one_as_a_pronoun_needs_no_source() -> None:
    assert unsupported("One of them knows.", ["A few of them know."], "en") == ()
    assert unsupported("One week later.", ["Two weeks later."], "en") != ()


def test_each_sentence_supports_only_itself() -> None:
    """A day of one sentence and a month of another make no date."""
    assert unsupported("It is on 3 March.", ["It was 3.", "March was wet."], "en") != ()


@given(st.integers(2, 10**12))
def test_a_number_of_any_size_differs_from_the_next(number: int) -> None:
    assert unsupported(f"{number:,} came.", [f"{number} came."], "en") == ()
    assert unsupported(f"{number + 1} came.", [f"{number:,} came."], "en") != ()
