"""Sentence splitting: nothing is lost, quotations keep their attribution, time is linear."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.read.sentences import LONGEST, is_word, join_lines, split

WRITTEN = st.text(
    st.sampled_from("ab Zé漢かなक्.!?…,;:\"“”‘’„«»()[]-–—' 0 9\n\t。！？、「」|M r D."), max_size=400
)


def inked(text: str) -> str:
    """Return ``text`` without its white space."""
    return re.sub(r"\s+", "", text)


@given(WRITTEN, st.sampled_from(["en", "de", "fr", "nl", "pl", "ja", "zh", "hi", "xx", "pt-br"]))
def test_only_white_space_is_lost(text: str, language: str) -> None:
    sentences = split(text, language)
    assert inked("".join(sentences)) == inked(text)
    assert all(sentence and sentence == " ".join(sentence.split()) for sentence in sentences)


@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    assert inked("".join(split(text, "en"))) == inked(text)


@given(st.lists(st.sampled_from(["word", "a,", "so;", "on:", "Mr.", "the", "“x"]), min_size=1))
def test_a_word_is_never_cut(words: list[str]) -> None:
    text = " ".join(words * 40)
    heard = [word for sentence in split(text, "en") for word in sentence.split()]
    assert heard == text.split()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ['"Stop! Now!" she shouted.', "He left."]),
        ("en", ["“It is done.” Smith said.", "They went."]),
        ("en", ["“We agree. We will go on,” said Ann.", "“No.”"]),
        ("en", ['He said "No."', "The crowd cheered."]),
        ("en", ["J. K. Rowling met Dr. Smith at 5 p.m. on Sept. 5.", "It was I.", "He knew."]),
        ("en", ["It cost $3.50 in the U.S. and more.", "See Fig. 3."]),
        ("en", ["Acme Inc. said yes.", "The end."]),
        ("en", ["lower case text.", "it goes on."]),
        ("fr", ["M. Dupont a dit : « Oui. Non. »", "Il est parti."]),
        ("de", ["Am 5. Mai kam z. B. Dr. Müller.", "Die Nr. 5 lebt."]),
        ("ja", ["「はい。行きます。」と彼は言った。", "終わり！"]),
        ("es", ["¿Qué es?", "El Sr. López vino."]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    joint = "" if language == "ja" else " "
    assert list(split(joint.join(sentences), language)) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Am 3. Mai kam z. B. Dr. Kühn in die Stadt.", "Sie blieb bis zum 5. Juni."]),
        ("de", ["Das gilt d.h. für alle, u. a. für Bäcker.", "Es kostet 1.250,50 Euro."]),
        ("de", ["„Wir haben alles verloren“, sagte Kühn.", "Die Scheune brannte."]),
        ("de", ["„Wir haben alles verloren. Es ist vorbei“, sagte Kühn.", "Die Scheune brannte."]),
        ("de", ["„Wir gehen nicht!“, rief die Bäuerin.", "Niemand ging."]),
        ("de", ["„Wann fährt die Fähre?“, fragte Kühn.", "Niemand wusste es."]),
        ("de", ["Die Müller GmbH & Co. KG zahlt.", "Der 2. Weltkrieg war vorbei."]),
        ("de", ["Im 19. Jahrhundert stand hier eine Mühle.", "Am 1. 5. 2020 brannte sie ab."]),
        ("de", ["Prof. Dr. A. Kühn und Frau Dr. Lenz kamen um 8.30 Uhr.", "Die Uhr ging vor."]),
        ("de", ["Er wohnt in der Hauptstr. 5 in Kühnstadt.", "Sie auch."]),
        ("de", ["Vgl. S. 12 ff. und Abs. 3.", "Ende."]),
        ("de", ["Das war ca. 1900 bzw. etwas später.", "Die Kirche steht noch."]),
        ("de", ["Die Kirche wurde 1900 gebaut.", "Sie steht noch."]),
        ("de", ["König Ludwig II. starb am See.", "Papst Johannes XXIII. kam nie."]),
        ("fr", ["« Nous avons tout perdu », a déclaré Karadec.", "La grange brûlait."]),
        ("fr", ["« Nous avons tout perdu. C’est fini », a déclaré Karadec.", "La grange brûlait."]),
        ("fr", ["« Quand part le bac ? », a demandé Karadec.", "Personne ne savait."]),
        ("fr", ["M. Karadec et Mme Le Goff, p. ex., sont restés.", "Le Dr Morel aussi."]),
        ("fr", ["Le prix est de 1 250,50 euros.", "Voir p. 12 et art. 3 de la loi."]),
        ("fr", ["J.-P. Morel a signé.", "Mlle Roy non."]),
        ("fr", ["« Partez ! » a crié Mme Roy.", "Ils sont restés."]),
        ("es", ["El Sr. Olabarri y la Sra. Gómez llegaron a las 8.30 h.", "El tren salió."]),
        ("es", ["«Lo hemos perdido todo», dijo Olabarri.", "El granero ardía."]),
        ("es", ["«Lo hemos perdido todo. Se acabó», dijo Olabarri.", "El granero ardía."]),
        (
            "es",
            ["Cuesta 1.250,50 euros, p. ej. en mayo.", "La Dra. Ruiz vive en EE. UU. desde 1990."],
        ),
        ("es", ["«¿Cuándo sale el tren?», preguntó Olabarri.", "Nadie lo sabía."]),
        ("es", ["—No lo sé —dijo Olabarri.", "El tren salió."]),
        ("es", ["¡Ya basta!", "¿Quién paga?"]),
        ("es", ["Vive en la Avda. Mayor, núm. 5, desde hace años.", "El art. 3 no se aplica."]),
        ("it", ["Il sig. Bellandi e la dott.ssa Riva arrivano alle 8.30.", "Il treno parte."]),
        ("it", ["«Abbiamo perso tutto», ha detto Bellandi.", "Il fienile bruciava."]),
        ("it", ["«Abbiamo perso tutto. È finita», ha detto Bellandi.", "Il fienile bruciava."]),
        ("it", ["Il prof. Riva costa 1.250,50 euro, ad es. a maggio.", "L'art. 3 non vale."]),
        ("it", ["«Quando parte il treno?», ha chiesto Bellandi.", "Nessuno lo sapeva."]),
        ("it", ["Vedi pag. 12 e fig. 3.", "L'ing. G. Riva ha firmato."]),
        ("it", ["Nel sec. XIX il mulino girava.", "Oggi no."]),
        ("pt", ["O Sr. Amaral e a Sra. Dias chegaram às 8.30.", "O trem partiu."]),
        ("pt", ["“Perdemos tudo”, disse Amaral.", "O celeiro ardia."]),
        ("pt", ["“Perdemos tudo. Acabou”, disse Amaral.", "O celeiro ardia."]),
        ("pt", ["«Perdemos tudo», afirmou Amaral.", "O celeiro ardia."]),
        (
            "pt",
            ["A Dra. Dias mora na Av. Central, n.º 5, p. ex. em maio.", "Custa 1.250,50 euros."],
        ),
        ("pt", ["“Quando parte o trem?”, perguntou Amaral.", "Ninguém sabia."]),
        ("pt", ["O art. 3 e o Prof. Amaral, cf. pág. 12.", "Fim."]),
        ("nl", ["Dhr. Verbeke en mevr. De Wit kwamen bijv. op 3 mei.", "De veerboot vertrok."]),
        ("nl", ["„We zijn alles kwijt”, zei Verbeke.", "De schuur brandde."]),
        ("nl", ["„We zijn alles kwijt. Het is voorbij”, zei Verbeke.", "De schuur brandde."]),
        ("nl", ["‘We zijn alles kwijt,’ zei Verbeke.", "De schuur brandde."]),
        ("nl", ["Dat kost o.a. 1.250,50 euro, d.w.z. veel.", "Prof. dr. A. de Wit lachte."]),
        ("nl", ["“Wanneer gaat de boot?”, vroeg Verbeke.", "Niemand wist het."]),
        ("nl", ["Zie blz. 12 e.v. van het boek.", "Het was ca. 1900 n.Chr. in Delfdam."]),
        ("nl", ["Ir. J. de Wit en mr. Verbeke tekenden m.b.t. de brug.", "Klaar."]),
        (
            "pl",
            ["Dr hab. Wolski i prof. Zając przyszli np. 3 maja o godz. 8.30.", "Prom odpłynął."],
        ),
        ("pl", ["„Straciliśmy wszystko”, powiedział Wolski.", "Stodoła płonęła."]),
        ("pl", ["„Straciliśmy wszystko. To koniec”, powiedział Wolski.", "Stodoła płonęła."]),
        ("pl", ["– Straciliśmy wszystko – powiedział Wolski.", "Stodoła płonęła."]),
        ("pl", ["Kosztuje to 1250,50 zł, tj. dużo.", "Ul. Młyńska 5 jest pusta."]),
        ("pl", ["Mieszka przy ul. Młyńskiej, m.in. z bratem, od 1990 r. w Kamionce.", "Brat śpi."]),
        ("pl", ["Most zbudowano w 1990 r.", "Prom jest starszy."]),
        ("pl", ["„Kiedy odpływa prom?”, zapytał Wolski.", "Nikt nie wiedział."]),
        ("pl", ["W XIX w. stał tu młyn.", "Św. Jan patrzył."]),
        ("pl", ["Firma Wolski i Sp. z o.o. płaci.", "Zob. str. 12 i rys. 3."]),
        ("pl", ["Przyszło 200 tys. osób i 3 mln zł.", "Inż. J. Wolski podpisał."]),
        ("en", ["“We lost it. It is over,” said Quist.", "The barn burnt."]),
        ("en", ["It cost $1,250.50, i.e. a lot.", "Gov. A. B. Quist left on Jan. 5."]),
        ("en", ["“When does it sail?” asked Quist.", "Nobody knew."]),
        ("en", ["Lt. Quist met Mr. and Mrs. Byron at 8 a.m. in St. Ives.", "Rain fell."]),
        ("de", ["»Wir gehen nicht.«", "Das sagte Kühn am Abend."]),
        ("pl", ["„To koniec!” Wolski powiedział.", "Stodoła płonęła."]),
        ("es", ["«¡Se acabó!» Olabarri añadió.", "El granero ardía."]),
        ("fr", ["Le musée date du IIe siècle av. J.-C. et reste ouvert.", "Il est midi."]),
        ("nl", ["Het regende.", "de veerboot bleef in de haven."]),
    ],
)
def test_sentences_of_eight_languages(language: str, sentences: list[str]) -> None:
    assert list(split(" ".join(sentences), language)) == sentences


def test_a_stray_opening_quote_goes_with_what_it_opens() -> None:
    text = 'He wrote: "One. Two." Then he left. "An open quote begins. It never ends.'
    assert not any(sentence.endswith(' "') for sentence in split(text, "en"))


@pytest.mark.parametrize("stop", [" ", ", ", "; ", ". "])
def test_a_long_line_becomes_speakable_pieces(stop: str) -> None:
    text = stop.join(f"word{number}" for number in range(9_000))
    assert max(map(len, split(text, "en"))) <= LONGEST


def test_an_unspaced_script_is_split_too() -> None:
    assert max(map(len, split("漢字" * 3_000, "zh"))) <= LONGEST
    assert len(split("これは文です。" * 500, "ja")) == 500


@pytest.mark.timeout(60)
@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize(
    "unit",
    ["“", "a ", "これは文です。", "Mr. ", '"', "(", "x. Y ", ".", "„”", "„a. ", "np. ", "1. "],
)
def test_time_is_linear(unit: str, language: str) -> None:
    """What takes a second when linear takes minutes when not, and is cut off."""
    text = unit * (300_000 // len(unit))
    assert split(text, language)


@pytest.mark.parametrize(
    ("token", "expected"),
    [("word", True), ("x" * 200, True), ("x" * 201, False), ("漢" * 900, True), ("ไทย" * 90, True)],
)
def test_words(token: str, expected: bool) -> None:
    assert is_word(token) is expected


def test_lines_join_as_their_script_does() -> None:
    assert join_lines(["one", "two"]) == "one two"
    assert join_lines(["漢字", "かな"]) == "漢字かな"
    assert join_lines([]) == ""


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Es summt auf jedem Dach im Umland. 462 Kilogramm wogen die Waben.", 2),
        ("de", "Sie kam am 3. Mai zu Haus Nr. 5, siehe Abs. 3.", 1),
        ("cs", "Vosk je v celém okolí. 462 kilogramů vážily plástve.", 2),
    ],
)
def test_a_figure_may_open_a_sentence(language: str, text: str, count: int) -> None:
    assert len(split(text, language)) == count
