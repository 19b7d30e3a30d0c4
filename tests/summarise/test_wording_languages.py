"""Attribution first, and connectives that fall, in the languages where the rest can stay."""

from __future__ import annotations

import pytest

from briefing.summarise.wording import worded

FIRST = [
    (
        "de",
        "„Wir haben alles verloren“, sagte Mara Quist.",
        "Mara Quist sagte: „Wir haben alles verloren“.",
    ),
    ("de", "„Wer zahlt das?“, fragte sie.", "„Wer zahlt das?“, fragte sie."),
    (
        "de",
        "Die Brücke werde im Mai öffnen, sagte der Rat.",
        "Der Rat sagte, die Brücke werde im Mai öffnen.",
    ),
    (
        "de",
        "Die Brücke öffnet im Mai, teilte die Stadt mit.",
        "Die Stadt teilte mit, die Brücke öffnet im Mai.",
    ),
    (
        "fr",
        "« Nous avons tout perdu », a déclaré Mara Quist.",
        "Mara Quist a déclaré : « Nous avons tout perdu ».",
    ),
    (
        "fr",
        "Le pont rouvrira en mai, selon la mairie.",
        "Selon la mairie, le pont rouvrira en mai.",
    ),
    ("es", "«Lo perdimos todo», dijo Mara Quist.", "Mara Quist dijo: «Lo perdimos todo»."),
    (
        "es",
        "El puente abrirá en mayo, según el ayuntamiento.",
        "Según el ayuntamiento, el puente abrirá en mayo.",
    ),
    (
        "it",
        "«Abbiamo perso tutto», ha detto il sindaco Quist.",
        "Il sindaco Quist ha detto: «Abbiamo perso tutto».",
    ),
    (
        "it",
        "Il ponte riapre a maggio, secondo il comune.",
        "Secondo il comune, il ponte riapre a maggio.",
    ),
    ("pt", "“Perdemos tudo”, disse Mara Quist.", "Mara Quist disse: “Perdemos tudo”."),
    (
        "pt",
        "A ponte reabre em maio, segundo a câmara.",
        "Segundo a câmara, a ponte reabre em maio.",
    ),
    (
        "nl",
        "‘We zijn alles kwijt,’ zei burgemeester Quist.",
        "Burgemeester Quist zei: ‘We zijn alles kwijt.’",
    ),
    (
        "pl",
        "„Straciliśmy wszystko”, powiedziała Mara Quist.",
        "Mara Quist powiedziała: „Straciliśmy wszystko”.",
    ),
]

STAYS = [
    ("de", "Die Brücke öffnet im Mai, laut Polizei."),
    ("de", "Sie war betrunken, sagte Quist."),
    ("de", "„Alles ist weg“, sagte die Sprecherin am Montag."),
    ("de", "„Alles“, sagte Quist, „ist weg.“"),
    ("fr", "« Nous avons tout perdu », a-t-il déclaré."),
    ("fr", "Son fils est mort en mai, selon la mairie."),
    ("fr", "Les œufs sont triés, selon qui paie."),
    ("es", "La casa de su hijo ardió, según la policía."),
    ("nl", "De brug gaat in mei open, volgens de gemeente."),
    ("it", "Il ponte riapre, secondo lui."),
    ("hu", "„Mindent elvesztettünk”, mondta Mara Quist."),
]

FALLS = [
    ("de", "Aber die Brücke bleibt zu.", "Die Brücke bleibt zu."),
    ("de", "Doch die Brücke bleibt zu.", "Die Brücke bleibt zu."),
    ("fr", "Cependant, le pont reste fermé.", "Le pont reste fermé."),
    ("fr", "Mais l’usine reste fermée aujourd’hui.", "L’usine reste fermée aujourd’hui."),
    ("es", "Sin embargo, el puente sigue cerrado.", "El puente sigue cerrado."),
    ("it", "Tuttavia il ponte resta chiuso.", "Il ponte resta chiuso."),
    ("pt", "No entanto, a ponte continua fechada.", "A ponte continua fechada."),
    ("nl", "Maar de brug blijft dicht.", "De brug blijft dicht."),
    ("pl", "Ale most pozostaje zamknięty dzisiaj.", "Most pozostaje zamknięty dzisiaj."),
]

DOES_NOT_FALL = [
    ("de", "Außerdem stieg der Preis um 3 Euro."),
    ("de", "Doch stieg der Preis um 3 Euro."),
    ("de", "Deshalb bleibt die Brücke zu."),
    ("nl", "Toch blijft de brug dicht vandaag."),
    ("fr", "Donc, le pont reste fermé."),
    ("pl", "Ale się nie udało tym razem."),
    ("en", "Therefore, the bridge stays closed."),
    ("hu", "De a híd zárva marad ma."),
]

OPENINGS = [
    ("de", "Berlin (dpa) - Die Brücke öffnet im Mai.", "Die Brücke öffnet im Mai."),
    ("fr", "PARIS (AFP) — Le pont rouvre en mai.", "Le pont rouvre en mai."),
    ("es", "Madrid, 3 mar (EFE).- El puente abre en mayo.", "El puente abre en mayo."),
    ("it", "(ANSA) - ROMA, 3 MAR - Il ponte riapre a maggio.", "Il ponte riapre a maggio."),
    ("pt", "Lisboa, 3 mar (Lusa) – A ponte reabre em maio.", "A ponte reabre em maio."),
    ("nl", "DEN HAAG (ANP) - De brug gaat in mei open.", "De brug gaat in mei open."),
    ("pl", "Warszawa (PAP) - Most otwiera się w maju.", "Most otwiera się w maju."),
]


@pytest.mark.parametrize(("language", "source", "said"), [*FIRST, *OPENINGS])
def test_the_safe_shapes_of_each_language(language: str, source: str, said: str) -> None:
    assert worded(source, language) == said
    assert worded(source, f"{language}-XX") == said


@pytest.mark.parametrize(("language", "source"), STAYS)
def test_where_a_verb_would_have_to_turn_or_a_pronoun_would(language: str, source: str) -> None:
    assert worded(source, language) == source


@pytest.mark.parametrize(("language", "source", "said"), FALLS)
def test_connectives_outside_the_word_order_fall(language: str, source: str, said: str) -> None:
    assert worded(source, language, alone=True) == said


@pytest.mark.parametrize(("language", "source"), DOES_NOT_FALL)
def test_connectives_that_mean_or_hold_something_stay(language: str, source: str) -> None:
    assert worded(source, language, alone=True) == source


@pytest.mark.parametrize("language", ["en", "de", "hu", "zh", "und", ""])
def test_citation_marks_are_for_the_eye_in_every_language(language: str) -> None:
    assert worded("Osk Venn Quist.[3]", language) == "Osk Venn Quist."
