"""The lint for the ear: it hears what sounds wrong, and leaves good lines alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Line, Script, Segment, Utterance
from briefing.voice.lint import RULES, Finding, HeardLine, findings, heard_lines

Case = tuple[str, str, str]


def heard(*lines: tuple[str, str], role: str = "host", language: str = "en") -> list[HeardLine]:
    """Return lines, each given as shown and as spoken."""
    return [
        HeardLine(number, role, text, spoken, language)
        for number, (text, spoken) in enumerate(lines, 1)
    ]


def rules(text: str, spoken: str | None = None, language: str = "en") -> set[str]:
    """Return the rules that one line breaks."""
    line = (text, text if spoken is None else spoken)
    return {finding.rule for finding in findings(heard(line, language=language))}


UNSEEN = {
    "en": [
        "See figure 2.",
        "As shown below, prices rose.",
        "In the chart above, prices rise.",
        "Click here to sign up.",
        "Please click the button.",
        "Use the link below.",
        "The mayor, pictured left, agreed.",
        "The mayor (above) agreed.",
        "The mayor (pictured with her dog) agreed.",
        "The results are in Table 4.",
        "Figure 3 has the details.",
        "Scroll down for the video.",
        "The map on the right has the route.",
        "The temperatures are listed below.",
        "As seen in the photo, it leans.",
        "Read more here.",
        "See the diagram opposite.",
    ],
    "de": [
        "Siehe Abbildung 2.",
        "Wie oben gezeigt, steigen die Preise.",
        "Klicken Sie hier.",
        "Die Grafik unten hat die Zahlen.",
        "Die Bürgermeisterin (links) stimmte zu.",
        "Der untenstehende Link führt hin.",
        "Das hat Tabelle 3.",
    ],
    "fr": [
        "Voir la figure 2.",
        "Le tableau ci-dessous donne les chiffres.",
        "Cliquez ici.",
        "La maire (à gauche) était d'accord.",
        "Comme le montre le graphique, tout monte.",
        "Lire la suite…",
    ],
    "es": [
        "Véase la figura 2.",
        "Como se muestra a continuación, suben.",
        "Haga clic aquí.",
        "La alcaldesa (izquierda) aceptó.",
        "El gráfico siguiente lo resume.",
    ],
}

SEEN_BY_NOBODY = {
    "en": [
        "The figure rose to two million, well above the average.",
        "Temperatures fell below zero, and the table was laid.",
        "She clicked with the audience and follows the links between towns.",
        "The party on the left lost, and the one on the right won.",
        "He left the picture above the fireplace.",
        "As shown by a study, cats sleep.",
        "They see more of each other below deck.",
        "The bill (right or wrong) passed.",
        "People click on adverts by mistake.",
        "The flats are listed by the council.",
    ],
    "de": ["Die Preise oben in der Liste steigen.", "Links davon liegt der See.", "Er klickte."],
    "fr": ["La droite a gagné.", "On voit la mer.", "Il dessous la table et le tableau de Monet."],
    "es": ["La izquierda ganó.", "Ver a la familia es bueno.", "Subió arriba con el cuadro."],
}


@pytest.mark.parametrize(
    ("language", "text"), [(tag, text) for tag, texts in UNSEEN.items() for text in texts]
)
def test_what_cannot_be_seen_is_flagged(language: str, text: str) -> None:
    assert "unseen" in rules(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"), [(tag, texts) for tag, all_ in SEEN_BY_NOBODY.items() for texts in all_]
)
def test_ordinary_words_point_at_nothing(language: str, text: str) -> None:
    """Left, below and picture are words, too."""
    assert "unseen" not in rules(text, language=language)


@pytest.mark.parametrize(
    ("rule", "text", "spoken"),
    [
        ("abbreviation-left", "Prof. Hu", "Prof. Hu"),
        ("abbreviation-left", "about approx ten", "about approx ten"),
        ("abbreviation-left", "Lantern Rail Inc.", "Lantern Rail Inc."),
        ("digits-left", "They took 27 of them", "They took 27 of them"),
        ("sign-left", "salt & pepper", "salt & pepper"),
        ("sign-dropped", "Well done 🎉", "Well done"),
        ("numbers-many", "From 3 to 5, 7 to 9 and 11.", "From three to five"),
        ("capitals", "WE MUST LEAVE, she said", "WE MUST LEAVE, she said"),
        ("script-foreign", "The word Москва is Moscow", "The word Москва is Moscow"),
        ("brackets", "A (b) and c (d)", "A (b) and c (d)"),
        ("brackets", "A (one two three four five six seven eight nine)", "A (" + "b " * 9 + ")"),
        (
            "address-long",
            "at https://news.example.org/a/b-c/d",
            "at news dot example dot org slash a slash b dash c slash d",
        ),
        ("sentence-long", "short", " ".join(["word"] * 31) + "."),
        (
            "quotation-unheard",
            '"We never saw it coming at all."',
            '"We never saw it coming at all."',
        ),
    ],
)
def test_each_rule_hears_its_flaw(rule: str, text: str, spoken: str) -> None:
    assert rule in rules(text, spoken)


@pytest.mark.parametrize(
    ("rule", "text", "spoken", "language"),
    [
        ("abbreviation-left", "Prof. Hu", "Professor Hu", "en"),
        ("abbreviation-left", "She ate a fig. They wed.", "She ate a fig. They wed.", "en"),
        ("digits-left", "27", "twenty-seven", "en"),
        ("digits-left", "Es sind 27", "Es sind 27", "de"),
        ("digits-left", "an A380 lands", "an A380 lands", "en"),
        ("sign-left", "[sic] 5%", "[sic] five percent", "en"),
        ("sign-left", "5 % und 3 €", "5 % und 3 €", "de"),
        ("sign-dropped", "Well done 🎉", "Well done party popper", "en"),
        ("sign-dropped", "Lantern™ ■ and more", "Lantern and more", "en"),
        ("numbers-many", "On 14 January 2026, 3 of 10,000", "…", "en"),
        ("numbers-many", "Am 3. Februar 2026 waren es 7,50 bis 8–10", "…", "de"),
        ("capitals", "NATO and the EU, NASA", "NATO and the EU, NASA", "en"),
        ("capitals", "WE MUST LEAVE", "we must leave", "en"),
        ("script-foreign", "a π of β-carotene, café, Łódź", "a π of β-carotene, café, Łódź", "en"),
        ("script-foreign", "Москва NATO", "Москва NATO", "ru"),
        ("brackets", "A (b) and [1] [2]", "A (b) and", "en"),
        ("address-long", "at example.org", "at example dot org", "en"),
        ("address-long", "the dot on the map", "dot slash dot slash dot slash dot slash dot", "en"),
        ("sentence-long", "short", " ".join(["word"] * 30) + ". " + " ".join(["Word"] * 9), "en"),
        ("quotation-unheard", "She said: “We never saw it coming.”", "…", "en"),
        ("quotation-unheard", "“We never saw it coming,” Osei told us.", "…", "en"),
        ("quotation-unheard", "The “old town square” is open", "…", "en"),
        ("quotation-unheard", "“The Old Man and the Sea” won", "…", "en"),
        ("quotation-unheard", "„Das haben wir nie gesehen“, sagt Moos.", "…", "de"),
    ],
)
def test_no_rule_hears_what_is_not_there(rule: str, text: str, spoken: str, language: str) -> None:
    assert rule not in rules(text, spoken, language)


def test_three_alike_openings_are_one_finding() -> None:
    """The third line has it; the fourth is not a second case, and articles do not count."""
    lines = [("They came.", "They came.")] * 5
    assert [(one.line, one.rule) for one in findings(heard(*lines))] == [(3, "same-opening")]
    articles = [(f"The {noun} came.",) * 2 for noun in ("dog", "cat", "cow")]
    assert not findings(heard(*articles))
    assert [one.rule for one in findings(heard(*[("The dog came.",) * 2] * 3))] == ["same-opening"]


def test_a_quotation_goes_on_in_the_next_line() -> None:
    """Once announced, it may run over lines; given to another role it is heard as such."""
    quoted = '"A bed earns money for ten hours a night."'
    announced = [('Thornbury said: "A seat earns money."',) * 2, (quoted,) * 2]
    assert not findings(heard(*announced))
    assert not findings(heard((quoted,) * 2, role="quote"))
    assert findings(heard(("It is late.",) * 2, (quoted,) * 2))[0].line == 2


def test_a_finding_says_what_why_and_what_to_do() -> None:
    (finding,) = findings(heard(("See figure 2 for it all.", "See figure two for it all.")))
    assert finding == Finding(
        1,
        "unseen",
        "See figure 2",
        "It points at something that a listener cannot see.",
        "Say what is to be seen there, or leave it out.",
    )


def test_lines_are_heard_as_they_are_cast() -> None:
    """Each line with its own utterance, in the language that is spoken."""
    script = Script("T", "en", (Segment("T", ((Line("host", "5 of us"), Line("quote", "Ja")),)),))
    cast = [
        Utterance("silent", "silent", 150, spoken, language)
        for spoken, language in (("five of us", "en"), ("Ja", "de"))
    ]
    assert heard_lines(script, cast) == (
        HeardLine(1, "host", "5 of us", "five of us", "en"),
        HeardLine(2, "quote", "Ja", "Ja", "de"),
    )


def test_good_lines_are_left_alone() -> None:
    """Sentences written for the ear, with the spoken form of what they show."""
    good = [
        ("This is Briefing.", "This is Briefing."),
        ("Tuesday, 24 February 2026.", "Tuesday, the twenty-fourth of February twenty twenty-six."),
        ("By Ines Calloway.", "By Ines Calloway."),
        ("The town of 3,400 people paid for them.", "The town of three thousand people paid."),
        ("In Falkenrath's words:", "In Falkenrath's words:"),
        ("Next: Who paid, and who is paid back", "Next: Who paid, and who is paid back"),
        ("Does the power stop when the tide turns?", "Does the power stop when the tide turns?"),
    ]
    assert findings(heard(*good)) == ()


@given(
    st.lists(
        st.tuples(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["host", "quote"])),
        max_size=6,
    ),
    st.sampled_from(["en", "de-CH", "fr", "es", "ja", "", "-"]),
)
def test_any_lines_can_be_heard(lines: list[tuple[str, str, str]], language: str) -> None:
    """It never raises; findings are in order, of known rules, once a rule and line, and short."""
    given_lines = [
        HeardLine(number, role, text, spoken, language)
        for number, (text, spoken, role) in enumerate(lines)
    ]
    found = findings(given_lines)
    places = [(one.line, one.rule) for one in found]
    assert len(set(places)) == len(places)
    assert [line for line, _ in places] == sorted(line for line, _ in places)
    assert all(one.rule in RULES and len(one.excerpt) <= 60 and one.remedy for one in found)
