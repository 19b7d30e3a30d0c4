"""Honest paraphrases, in eight languages, raise no alarm: the listed spoken forms and no more."""

from __future__ import annotations

import pytest

from briefing.guard import rounded, unsupported

HONEST = {
    "en": [
        ("The bridge will reopen in May, the council said.",
         "The council said the bridge will reopen in May."),
        ("The Orvale mill cost $5bn.", "The mill at Orvale cost five billion dollars."),
        ("The firm paid US$5,000,000,000 for it.", "It paid $5 billion."),
        ("Profit rose to £3.2m.", "Profit rose to 3.2 million pounds."),
        ("Sales fell by 50% in the 1990s.", "In the nineties, sales fell by fifty per cent."),
        ("About 50 percent agreed.", "About 50% agreed."),
        ("The vote is on 3 March 2026.", "The vote is on March 3, 2026."),
        ("Due 2026-03-03, it came late.", "It was due on the 3rd of March 2026."),
        ("She opened the 3rd of five locks.", "She opened the third of 5 locks."),
        ("The ferry leaves at 7pm.", "At 19:00 the ferry leaves."),
        ("Doors open at 7.30 p.m. on Friday.", "Doors open at 19:30 on Friday."),
        ("The path is 12 km long and climbs 340 m.",
         "The path climbs 340 metres in 12 kilometres."),
        ("It was 21 °C and gusts hit 60 mph.",
         "Gusts of 60 miles per hour came at 21 degrees Celsius."),
        ("Two-thirds of members left.", "2/3 of the members left."),
        ("Ilse Mora, 47, mayor of Orvale, resigned.",
         "The 47-year-old mayor of Orvale, Ilse Mora, resigned."),
        ("King Aldric VIII built it.", "It was built by Aldric the Eighth."),
        ("The World Weir Organization warned of floods.", "The WWO warned of floods."),
        ("The United States signed in 1984.", "The U.S. signed in nineteen eighty-four."),
        ("French officials met in Brill.", "Officials from France met in Brill."),
        ("Between 5 and 7 km of pipe froze.", "From five to seven kilometres of pipe froze."),
        ("Fees are between $2 million and $3 million.", "Fees are $2-3 million."),
        ("A dozen swans, 24 geese.", "24 geese and 12 swans."),
        ("Mara Quist's boat, the Heron, sank.", "The Heron, a boat of Mara Quist, sank."),
        ("“We lost the whole crop,” said Mara Quist, a farmer.",
         "Mara Quist, a farmer, said: \"We lost the whole crop.\""),
        ("Quist said: ‘It’s over … for now’.", "“It's over ... for now,” Quist said."),
        ("However, the tide (pictured) turned at noon, according to Tomas Brandt.",
         "According to Tomas Brandt, the tide turned at noon."),
        ("The lake holds 1,250,000 litres.", "The lake holds 1.25 million litres."),
        ("It took two and a half hours.", "It took 2½ hours."),
        ("Rates rose 0.25 percentage points.", "Rates rose by 0.25 percentage points."),
        ("In 2019 three hundred and five boats came.", "305 boats came in 2019."),
        ("Farmers lost hay worth half a million euros.", "Hay worth €500,000 was lost."),
        ("The island of Fenn has 1 doctor.", "There is one doctor on Fenn."),
    ],
    "de": [
        ("Die Brücke kostet 3,2 Mio. Euro.", "3,2 Millionen Euro kostet die Brücke."),
        ("Die Wahl ist am 3. März 2026.", "Am 03.03.2026 ist die Wahl."),
        ("Fünfundzwanzig Prozent der Höfe gaben auf.", "25 % der Höfe gaben auf."),
        ("Der Zug fährt um 19 Uhr ab.", "Um 19:00 Uhr fährt der Zug ab."),
        ("Der Pfad ist 12 Kilometer lang.", "12 km lang ist der Pfad."),
        ("Bürgermeisterin Ilse Mora eröffnete das Orvaler Wehr.",
         "Das Wehr von Orvale hat Ilse Mora eröffnet, die Bürgermeisterin."),
        ("Die Gemeinde zählt 1.250 Einwohner.", "1250 Einwohner zählt die Gemeinde."),
        ("„Das war knapp“, sagte Brandt.", "Brandt sagte: „Das war knapp.“"),
        ("In den 90er Jahren kam die Flut.", "Die Flut kam in den neunziger Jahren."),
        ("Zwei Drittel der Felder sind nass.", "Nass sind 2/3 der Felder."),
    ],
    "fr": [
        ("Le pont a coûté 3,2 millions d'euros.", "Le pont a coûté 3,2 M€."),
        ("Le vote aura lieu le 1er mars 2026.", "C'est le 1 mars 2026 qu'aura lieu le vote."),
        ("Quatre-vingt-dix pour cent des fermes ferment.", "90 % des fermes ferment."),
        ("Le train part à 19h30.", "À 19:30, le train part."),
        ("L'île compte 5 000 habitants.", "Cinq mille habitants vivent sur l'île."),
        ("« Nous avons tout perdu », a dit Mara Quist.",
         "Mara Quist a dit : « Nous avons tout perdu. »"),
        ("Le maire d'Orvale, Ilse Mora, démissionne.", "Ilse Mora, maire d’Orvale, démissionne."),
        ("Deux tiers des champs sont noyés.", "Les deux tiers des champs sont noyés."),
    ],
    "es": [
        ("El puente costó 5 mil millones de dólares.", "El puente costó $5.000.000.000."),
        ("La votación es el 3 de marzo de 2026.", "El 3/3/2026 es la votación."),
        ("El cincuenta por ciento se fue.", "Se fue el 50 %."),
        ("La alcaldesa de Orvale, Ilse Mora, dimitió.", "Dimitió Ilse Mora, alcaldesa de Orvale."),
        ("Recorrió veintiún kilómetros.", "Recorrió 21 km."),
        ("«Lo perdimos todo», dijo Quist.", "Quist dijo: “Lo perdimos todo”."),
    ],
    "it": [
        ("Il ponte è costato 3 milioni di euro.", "Il ponte è costato 3.000.000 €."),
        ("Si vota il 3 marzo 2026.", "Il voto è il 03/03/2026."),
        ("Il cinquanta per cento ha votato.", "Ha votato il 50%."),
        ("La sindaca dell'Orvale, Ilse Mora, lascia.", "Ilse Mora, sindaca di Orvale, lascia."),
        ("Ha percorso ventotto chilometri.", "Ha percorso 28 km."),
        ("«È finita per tutti», ha detto Quist.", "Quist ha detto: \"È finita per tutti\"."),
    ],
    "pt": [
        ("A ponte custou 3,2 milhões de euros.", "A ponte custou € 3,2 milhões."),
        ("A votação é na segunda-feira, 2 de março de 2026.", "No dia 2/3/2026 há votação."),
        ("Cinquenta por cento votaram.", "Votaram 50%."),
        ("São vinte e cinco quilómetros até Orvale.", "Até Orvale são 25 km."),
        ("“Perdemos tudo”, disse Mara Quist.", "Mara Quist disse: «Perdemos tudo.»"),
        ("O rio subiu mil e duzentos metros.", "O rio subiu 1200 metros."),
    ],
    "nl": [
        ("De brug kostte 3,2 miljoen euro.", "De brug kostte € 3.200.000."),
        ("De stemming is op 3 maart 2026.", "Op 3-3-2026 is de stemming."),
        ("Vijfentwintig procent vertrok.", "25% vertrok."),
        ("Het pad is twaalf kilometer lang.", "Het pad is 12 km lang."),
        ("Burgemeester Ilse Mora van Orvale stapt op.", "Ilse Mora, burgemeester van Orvale."),
        ("‘We zijn alles kwijt’, zei Quist.", "Quist zei: “We zijn alles kwijt.”"),
    ],
    "pl": [
        ("Most kosztował 5 tys. złotych.", "Most kosztował pięć tysięcy złotych."),
        ("Głosowanie odbędzie się 3 marca 2026 r.", "Głosowanie jest 03.03.2026."),
        ("Dwadzieścia pięć procent odeszło.", "Odeszło 25%."),
        ("Burmistrz Orvalu, Jan Kowalski, zrezygnował.", "Nie ma już burmistrza Jana Kowalskiego."),
        ("Szlak ma dwanaście kilometrów.", "Szlak ma 12 km."),
        ("„Straciliśmy wszystko” – powiedział Brandt.", "Brandt: „Straciliśmy wszystko”."),
    ],
}  # fmt: skip

PAIRS = [(language, *pair) for language, pairs in HONEST.items() for pair in pairs]


def test_there_are_pairs_enough_in_every_language() -> None:
    assert len(PAIRS) >= 60
    assert set(HONEST) == {"en", "de", "fr", "es", "it", "pt", "nl", "pl"}


@pytest.mark.parametrize(("language", "source", "text"), PAIRS)
def test_an_honest_paraphrase_raises_no_alarm(language: str, source: str, text: str) -> None:
    assert unsupported(text, [source], language) == ()


@pytest.mark.parametrize(("language", "source", "text"), PAIRS)
def test_no_paraphrase_stands_on_an_empty_source(language: str, source: str, text: str) -> None:
    """Or the pairs above would prove nothing."""
    assert unsupported(text, ["Nothing."], language) != ()


ROUNDED = [
    ("en", "48 people came.", "Nearly 50 people came.", "Nearly 50"),
    ("en", "It cost $1,234,567.", "It cost more than $1.2 million.", "more than $1.2 million"),
    ("en", "It is 1,952 m long.", "It is about 2,000 metres long.", "about 2,000 metres"),
    ("en", "51.7% agreed.", "Just over 50 percent agreed.", "Just over 50 percent"),
    ("de", "Es kamen 48 Leute.", "Es kamen fast 50 Leute.", "fast 50"),
    ("fr", "1 234 bateaux sont venus.", "Plus de 1 200 bateaux sont venus.", "Plus de 1 200"),
    ("es", "Llegaron 1.952 personas.", "Llegaron casi 2.000 personas.", "casi 2.000"),
    ("it", "Sono venute 412 persone.", "Sono venute circa 400 persone.", "circa 400"),
    ("pt", "Vieram 1.234 pessoas.", "Vieram mais de 1.200 pessoas.", "mais de 1.200"),
    ("nl", "Er kwamen 48 mensen.", "Er kwamen bijna 50 mensen.", "bijna 50"),
    ("pl", "Przyszło 1234 osób.", "Przyszło ponad 1200 osób.", "ponad 1200"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "text", "said"), ROUNDED)
def test_a_number_may_be_rounded_where_it_says_so_and_that_is_reported(
    language: str, source: str, text: str, said: str
) -> None:
    assert unsupported(text, [source], language) == ()
    assert [one.text for one in rounded(text, [source], language)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "50 people came.",  # does not say it is rounded
        "More than 50 people came.",  # the wrong side of 48
        "Nearly 60 people came.",  # 48 rounds to 50
        "About 40 people came.",
        "Nearly 50 boats and 51 people came.",
    ],
)
def test_no_other_number_passes_for_a_rounded_one(text: str) -> None:
    assert unsupported(text, ["48 people came, and boats."], "en") != ()


def test_an_exact_number_is_not_reported_as_rounded() -> None:
    assert rounded("About 48 people came.", ["48 people came."], "en") == ()
