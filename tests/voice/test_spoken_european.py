"""How German, French, Spanish, Italian, Portuguese and Dutch are read.

The tables ``spoken_*.tsv`` hold the class, the written and the spoken form; digits that stay are
those eSpeak NG reads as it should.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from european_phonemes import LANGUAGES, phonemes, rows, score
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.voice.spoken import spoken_form
from briefing.voice.spoken.european import european

CLASSES = sorted({(language, row[0]) for language in LANGUAGES for row in rows(language)})
WORDS = {
    "de": "der die das und ist nicht Haus Straße Mühle läuft über Regierung am im bis einen",
    "fr": "le la les un est déjà été cœur où mangé garçon l'eau aujourd'hui président dans",
    "es": "el la los niño está según corazón también más qué pingüino gobierno y a en",
    "it": "il la gli è perché città più della governo nell'acqua sono molto a e di",
    "pt": "o a os não coração você está também irmã governo à e do muito água",
    "nl": "de het een niet huis geïnd regering zijn van naar reünie en op te",
}


@pytest.mark.parametrize(("language", "kind"), CLASSES)
def test_each_row_is_said_as_the_table_has_it_and_stays_so(language: str, kind: str) -> None:
    wanted = {written: spoken for row, written, spoken in rows(language) if row == kind}
    assert {written: spoken_form(written, language) for written in wanted} == wanted
    assert [spoken_form(spoken, language) for spoken in wanted.values()] == [*wanted.values()]


def test_the_tables_are_long_enough_and_name_each_row_once() -> None:
    for language, least in zip(LANGUAGES, (120, 120, 120, 40, 40, 40), strict=True):
        written = [row[1] for row in rows(language)]
        assert len(written) >= least
        assert len(set(written)) == len(written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_change_what_is_heard(language: str) -> None:
    """A rule that says what eSpeak NG says anyway would not be worth its place."""
    total, alone, ours = score(language)
    assert ours == total
    assert sum(alone.values()) < sum(total.values()) / 3


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de", "am 3. Mai", "am dritten Mai"),
        ("de", "5 km", "fünf Kilometer"),
        ("de", "3:1", "drei zu eins"),
        ("fr", "à 14h30", "à quatorze heures trente"),
        ("fr", "21 personnes", "vingt et une personnes"),
        ("fr", "5,50 €", "cinq euros cinquante"),
        ("es", "200 personas", "doscientas personas"),
        ("es", "5 km", "cinco kilómetros"),
        ("es", "la 3.ª vez", "la tercera vez"),
        ("it", "alle 14.30", "alle quattordici e trenta"),
        ("pt", "2 horas", "duas horas"),
        ("nl", "50 km/u", "vijftig kilometer per uur"),
    ],
)
def test_it_sounds_like_the_words_in_full(language: str, written: str, said: str) -> None:
    assert phonemes(language, spoken_form(written, language)) == phonemes(language, said)


def test_an_initial_is_no_numeral() -> None:
    assert spoken_form("José V. García", "es") == "José V García"
    assert spoken_form("José V reinó.", "es") == "José quinto reinó."


@settings(max_examples=150)
@given(st.data())
def test_ordinary_words_come_back_unchanged(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split()), min_size=1, max_size=20))
    end = data.draw(st.sampled_from([".", "!", "?", "", " …", ", und"]))
    text = " ".join(words) + end
    assert spoken_form(text, language) == text


NUMERIC = st.lists(
    st.sampled_from(
        "1 2 21 200 1999 2026 1.234 3,5 am der 3. Mai mai maggio 14:30 14h30 Uhr h € $ km m² °C %"
        " ‰ -"
        " – / : ½ 1/2 XIV Louis Ludwig Felipe siglo secolo º ª e er § & + = x < > Mio. Md€ Dr. n°"
        " St. +49 030 tel. http://a.de #x @y [1] 2e 1er personas heures horas , . ( )".split()
    ),
    max_size=16,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts)))


@settings(max_examples=400)
@given(NUMERIC | st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_no_text_is_refused_and_the_same_text_is_said_the_same(text: str, language: str) -> None:
    said = spoken_form(text, language)
    assert said == " ".join(said.split())
    assert said == spoken_form(text, language)


@settings(max_examples=200)
@given(st.integers(0, 10**6), st.sampled_from(LANGUAGES), st.sampled_from(["km", "€", "kg", "%"]))
def test_no_figure_is_lost(number: int, language: str, sign: str) -> None:
    """An amount keeps its digits, or becomes words: it never loses or gains a digit."""
    said = spoken_form(f"{number} {sign}", language)
    digits = "".join(re.findall("[0-9]", said))
    assert digits in ("", str(number))
    assert digits or len(said.split()) > 1


@settings(max_examples=100)
@given(st.integers(1000, 2099), st.integers(1, 12), st.integers(1, 28), st.sampled_from(LANGUAGES))
def test_a_date_has_no_signs_left(year: int, month: int, day: int, language: str) -> None:
    said = spoken_form(f"{year}-{month:02}-{day:02}", language)
    assert not re.search(r"[0-9][-/.][0-9]", said)


HOSTILE = (
    *(
        "1",
        "-",
        "1,",
        "1.",
        "1/",
        "1-1",
        "~",
        "<",
        "[1,",
        "A. ",
        "X",
        "12:",
        "1 km",
        "1999-",
        "1. ",
    ),
    *(
        "am 1. ",
        "1., ",
        "0 1",
        "1 1",
        "1'1",
        "+1 ",
        "Ludwig I. ",
        "XIVe",
        "1h",
        "9h-",
        "1.000.",
        "_",
    ),
    *(
        "3:1 ",
        "Sieg a ",
        "1. bis ",
        "n° ",
        "siglos XIX y ",
        "3/4 ",
        "1 1/2 ",
        "€1 bis ",
        "- ",
        "z. ",
    ),
)


@pytest.mark.timeout(120)
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hundred_thousand_hostile_letters_are_quick(language: str) -> None:
    """A quadratic rule takes minutes on one of them and is cut off; all together take seconds."""
    for unit in HOSTILE:
        assert isinstance(european(unit * (100_000 // len(unit)), language), str)


def test_each_language_is_loaded_by_itself() -> None:
    import briefing.voice.spoken.european as module

    source = Path(module.__file__).read_text(encoding="utf-8")
    assert not re.search(r"^from briefing\.voice\._spoken_(?:de|fr|es|it|pt|nl)\b", source, re.M)
