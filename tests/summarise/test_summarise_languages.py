"""Eight languages: which sentences lean, which words carry no meaning; others degrade softly."""

from __future__ import annotations

import pytest

from briefing.model import Address, Block, Document, Section, Sentence
from briefing.read.language import detect
from briefing.read.sentences import split
from briefing.summarise.budget import Budget
from briefing.summarise.extractive import ExtractiveSummariser
from briefing.summarise.reference import dangles, has_speaker, leans
from briefing.summarise.reference.tongue import LANGUAGES, LONGEST_PHRASE, tongue_of
from briefing.summarise.words import function_words, terms

LEANING = {
    "de": [
        ("pronoun", "Er lehnte den Antrag ab."),
        ("pronoun", "Gestern sagte sie die Reise ab."),
        ("pronoun", "Seine Mutter blieb im Dorf."),
        ("pronoun", "Doch er lehnte ab."),
        ("pronoun", "Am Montag traf er die Bäuerin."),
        ("pointing", "Dieser Damm ist alt."),
        ("pointing", "Das ist ein alter Brauch."),
        ("pointing", "Außerdem stieg der Preis."),
        ("pointing", "Deshalb blieb die Schule zu."),
        ("pointing", "In diesem Fall zahlt die Gemeinde."),
        ("pointing", "Die beiden Fähren liegen im Hafen."),
        ("connective", "Aber die Gemeinde lehnte ab."),
        ("connective", "Doch der Damm hielt."),
        ("connective", "Die Gemeinde lehnte jedoch ab."),
        ("quotation", "„Wir haben alles verloren“, sagte er."),
        ("quotation", "„Wir haben alles verloren.“"),
    ],
    "fr": [
        ("pronoun", "Il a refusé la demande."),
        ("pronoun", "Hier, elle a fermé la boulangerie."),
        ("pronoun", "Son père tenait le phare."),
        ("pronoun", "Mais ils sont restés."),
        ("pronoun", "Quand il est arrivé, le phare était éteint."),
        ("pointing", "Cette lampe vient du grenier."),
        ("pointing", "C’est une vieille coutume."),
        ("pointing", "Dans ce cas, la commune paie."),
        ("pointing", "Les deux bacs sont au port."),
        ("pointing", "L’autre bac est au port."),
        ("connective", "Cependant, la digue a tenu."),
        ("connective", "En revanche, le pain est bon marché."),
        ("connective", "D’ailleurs, la digue a tenu."),
        ("connective", "La commune a cependant refusé."),
        ("quotation", "« Nous avons tout perdu », a-t-il déclaré."),
        ("quotation", "« Nous avons tout perdu », dit-elle."),
        ("quotation", "Nous partons », a dit Solène Karadec."),
    ],
    "es": [
        ("pronoun", "Ella cerró la panadería."),
        ("pronoun", "Su padre cuidaba el faro."),
        ("pronoun", "Pero ellos se quedaron."),
        ("pronoun", "Dijo que el puente no aguanta."),
        ("pointing", "Este puente es viejo."),
        ("pointing", "Por eso cerró la escuela."),
        ("pointing", "En ese caso paga el pueblo."),
        ("pointing", "Los dos barcos están en el puerto."),
        ("pointing", "Al día siguiente abrió la panadería."),
        ("connective", "Sin embargo, la presa resistió."),
        ("connective", "Además, el pan es barato."),
        ("connective", "El pueblo, sin embargo, se negó."),
        ("quotation", "«Lo hemos perdido todo», dijo."),
        ("quotation", "«Lo hemos perdido todo», dijo a los periodistas."),
    ],
    "it": [
        ("pronoun", "Lei ha chiuso il forno."),
        ("pronoun", "Suo padre curava il faro."),
        ("pronoun", "Ma loro sono rimasti."),
        ("pointing", "Questo ponte è vecchio."),
        ("pointing", "In quel caso paga il comune."),
        ("pointing", "I due traghetti sono in porto."),
        ("pointing", "L’altro traghetto è in porto."),
        ("pointing", "Altrimenti la diga cede."),
        ("connective", "Tuttavia, la diga ha retto."),
        ("connective", "Inoltre il pane costa poco."),
        ("connective", "Il comune invece ha rifiutato."),
        ("quotation", "«Abbiamo perso tutto», ha detto."),
        ("quotation", "«Abbiamo perso tutto», ha detto ai giornalisti."),
    ],
    "pt": [
        ("pronoun", "Ela fechou a padaria."),
        ("pronoun", "Seu pai cuidava do farol."),
        ("pronoun", "Mas eles ficaram."),
        ("pronoun", "Disse que a ponte não aguenta."),
        ("pointing", "Esta ponte é velha."),
        ("pointing", "Neste caso paga a câmara."),
        ("pointing", "Os dois barcos estão no porto."),
        ("pointing", "Apesar disso, a barragem resistiu."),
        ("connective", "No entanto, a barragem resistiu."),
        ("connective", "Além disso, o pão é barato."),
        ("connective", "A câmara, porém, recusou."),
        ("quotation", "“Perdemos tudo”, disse."),
        ("quotation", "“Perdemos tudo”, disse ele."),
    ],
    "nl": [
        ("pronoun", "Hij weigerde het verzoek."),
        ("pronoun", "Gisteren sloot ze de bakkerij."),
        ("pointing", "Zijn vader bewaakte de vuurtoren."),
        ("pronoun", "Maar zij bleven."),
        ("pointing", "Deze dijk is oud."),
        ("pointing", "Daarom bleef de school dicht."),
        ("pointing", "In dat geval betaalt de gemeente."),
        ("pointing", "De twee veerboten liggen in de haven."),
        ("connective", "Maar de dijk hield stand."),
        ("connective", "De gemeente weigerde echter."),
        ("quotation", "„We zijn alles kwijt”, zei hij."),
        ("quotation", "‘We zijn alles kwijt,’ zei ze."),
    ],
    "pl": [
        ("pronoun", "Ona zamknęła piekarnię."),
        ("pronoun", "Jego ojciec pilnował latarni."),
        ("pronoun", "Ale oni zostali."),
        ("pronoun", "Powiedział, że most nie wytrzyma."),
        ("pointing", "Ten most jest stary."),
        ("pointing", "Dlatego szkoła była zamknięta."),
        ("pointing", "W tym przypadku płaci gmina."),
        ("pointing", "Oba promy stoją w porcie."),
        ("connective", "Jednak tama wytrzymała."),
        ("connective", "Ponadto chleb jest tani."),
        ("connective", "Gmina jednak odmówiła."),
        ("quotation", "„Straciliśmy wszystko”, powiedział."),
        ("quotation", "„Straciliśmy wszystko” – dodała w środę."),
    ],
}

STANDING = {
    "de": [
        "Der Bürgermeister sagte, er lehne ab.",
        "Kühn und seine Schwester blieben im Dorf.",
        "In diesem Jahr kommt die Fähre später.",
        "Es gibt keinen Strom.",
        "Das Dorf liegt am Fluss.",
        "Haben Sie Fragen zur Fähre?",
        "„Wir haben alles verloren“, sagte Kühn.",
        "„Wir haben alles verloren“, sagte die Bäuerin.",
        "Die Fähre fährt am 3. Mai.",
    ],
    "fr": [
        "Le maire a dit qu’il refusait.",
        "Karadec et son frère sont restés.",
        "Cette année, le bac est en retard.",
        "Il y a du brouillard.",
        "Il faut réparer le toit.",
        "« Nous avons tout perdu », a déclaré Karadec.",
        "« Nous avons tout perdu », a déclaré la boulangère.",
        "En 2020, la commune a acheté le phare.",
    ],
    "es": [
        "El alcalde dijo que él se negaba.",
        "Olabarri y su hermano se quedaron.",
        "Este año el tren llega tarde.",
        "«Lo hemos perdido todo», dijo Olabarri.",
        "«Lo hemos perdido todo», dijo la alcaldesa.",
        "La presa resistió.",
        "Los que llegaron tarde no subieron.",
    ],
    "it": [
        "Il sindaco ha detto che lui rifiuta.",
        "Quest’anno il traghetto è in ritardo.",
        "In questi giorni il traghetto è in ritardo.",
        "«Abbiamo perso tutto», ha detto Bellandi.",
        "«Abbiamo perso tutto», ha detto il sindaco.",
        "La diga ha retto.",
        "Gli operai hanno riparato il tetto.",
    ],
    "pt": [
        "O prefeito disse que ele recusa.",
        "Este ano o barco está atrasado.",
        "“Perdemos tudo”, disse Amaral.",
        "“Perdemos tudo”, disse a prefeita.",
        "A barragem resistiu.",
        "O pão é barato.",
    ],
    "nl": [
        "De burgemeester zei dat hij weigert.",
        "Dit jaar komt de veerboot later.",
        "Het dorp ligt aan de rivier.",
        "„We zijn alles kwijt”, zei Verbeke.",
        "„We zijn alles kwijt”, zei de bakker.",
        "'s Ochtends vaart de veerboot niet.",
    ],
    "pl": [
        "Burmistrz powiedział, że on odmawia.",
        "W tym roku prom się spóźnia.",
        "„Straciliśmy wszystko”, powiedział Wolski.",
        "„Straciliśmy wszystko”, powiedziała piekarka.",
        "Tama wytrzymała.",
        "Most jest stary.",
    ],
}


def _pairs(by_language: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in by_language.items() for text in texts]


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [(language, *one) for language, leaning in LEANING.items() for one in leaning],
)
def test_these_lean(language: str, kind: str, text: str) -> None:
    assert leans(text, language) == kind
    assert dangles(text, f"{language}-x-any")


@pytest.mark.parametrize(("language", "text"), _pairs(STANDING))
def test_these_stand_alone(language: str, text: str) -> None:
    assert leans(text, language) is None
    assert has_speaker(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_a_table_can_be_found(language: str) -> None:
    tongue = tongue_of(language)
    assert tongue
    assert max(len(phrase.split()) for phrase in tongue.openings) <= LONGEST_PHRASE
    assert max(len(phrase.split()) for phrase in tongue.inner) <= LONGEST_PHRASE
    words = tongue.pronouns | tongue.opening_pronouns | tongue.says | tongue.passing
    assert not [word for word in words if " " in word or word != word.lower()]


def test_no_table_of_an_unknown_language() -> None:
    assert tongue_of("hu") is None
    assert leans("Ő azonban elutasította.", "hu") is None
    assert leans("Мы потеряли всё», сказал он.", "ru") == "quotation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_function_words_carry_no_meaning(language: str) -> None:
    small = function_words(language)
    assert len(small) >= 120
    assert terms(" ".join(sorted(small)), language).single == ()


def test_a_word_and_its_plural_are_one_term() -> None:
    one, many = terms("a story of one dog stopped", "en"), terms("stories and dogs stopping", "en")
    assert one.single == many.single


ARTICLES = {
    "hu": """
        A dombvári könyvtár újra kinyitott. A régi épület tetejét három év alatt javították meg.
        Az asztalosok fenyőfát használtak. A városban kétszázan vártak a megnyitásra. A könyvtáros
        szerint a gyerekek a dinoszauruszokat keresik. A jövő héten a kávézó is megnyílik, és a
        tetőn kert lesz.
    """,
    "tr": """
        Eski değirmen yeniden çalışıyor. Köylüler çatıyı iki yılda onardı ve dişlileri temizledi.
        İlk hafta üç yüz kişi geldi. Değirmenci, unun çok daha iyi olduğunu söylüyor. Belediye yol
        için para verdi. Gelecek ay bir fırın açılacak ve ekmek köyde satılacak.
    """,
    "vi": """
        Thư viện nhỏ bên sông đã mở cửa trở lại. Người dân sửa mái nhà trong hai năm. Tuần đầu có
        ba trăm người đến đọc sách. Trẻ em hỏi về khủng long. Thị trấn sẽ trả tiền điện. Tháng sau
        quán cà phê cũng mở cửa và có chỗ ngồi ngoài vườn.
    """,
    "ja": """
        島の映画館が再開した。座席は四十二席で、すべて売り切れた。映写機は倉庫で見つかった。
        時計屋が一年かけて直した。屋根の修理には八百万円かかる。町は半分を出すと約束した。
        次の上映は金曜の夜だ。
    """,
    "de": """
        Die Mühle am Fluss läuft wieder. Zwei Jahre lang haben die Bauern das Dach geflickt. In
        der ersten Woche kamen dreihundert Gäste. Deshalb backt die Bäckerin jetzt jeden Tag. Die
        Gemeinde zahlt den Strom. Im Mai öffnet nebenan ein Café mit einem Garten am Wasser.
    """,
    "pl": """
        Młyn nad rzeką znów działa. Rolnicy naprawiali dach przez dwa lata. W pierwszym tygodniu
        przyszło trzysta osób. Dlatego piekarka piecze teraz codziennie. Gmina płaci za prąd. W
        maju obok młyna otworzy się kawiarnia z ogrodem.
    """,
}


@pytest.mark.parametrize("language", ARTICLES)
def test_a_text_in_any_language_is_summarised(language: str) -> None:
    text = " ".join(ARTICLES[language].split())
    if language == "ja":
        text = text.replace(" ", "")
    assert detect(text) == language
    sentences = tuple(
        Sentence(Address(1, "s1", 1, number), one)
        for number, one in enumerate(split(text, language), 1)
    )
    assert len(sentences) >= 6
    blocks = (Block("paragraph", sentences),)
    document = Document(1, "a.txt", None, language, sections=(Section(None, blocks),))
    story = ExtractiveSummariser().summarise(document, Budget.of_words(30))
    kept = [one for passage in story.passages() for one in passage.statements]
    assert 0 < len(kept) < len(sentences)
    assert {address for one in kept for address in one.sources} <= {
        one.address for one in sentences
    }
