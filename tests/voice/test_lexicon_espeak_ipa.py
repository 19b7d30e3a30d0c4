"""IPA as eSpeak NG's mnemonics: what goes in as IPA is what the library then says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from espeaktrace import Trace
from hypothesis import given
from hypothesis import strategies as st

from briefing.voice.espeak.ipa import mnemonics

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the trace goes to a C stream of the program's own C library"
)

ENGLISH = """
    the harbour that runs on moon tide fishing has taken its electricity from turbines each tall
    as a house sit seabed metres below ferry lane and turn whenever water moves town people paid
    for them itself last week it published full set of figures they are better than engineers
    had promised strait only wide twice day half cubic kilometre seawater squeeze through
    strongest current reaches per second faster most can run long rated kilowatts together
    produced between march january enough to meet demand cold store alone which keeps catch
    degrees used cost year bill will be about june drifting net wrapped around stopped regional
    fund lent over years households bought shares rest came own savings shareholders received
    first dividend share not fortune before went biologists spent counting seals porpoises
    cliffs does power stop when turns yes minutes four times battery size shipping containers
    carries slack how designed lifted out every fifth summer so bearings could replaced my do
    same if fast close shore surveyors look above depth saturday switch off diesel generator
    give museum judge thousand vision church azure butter little button bird near hair pure tour
    fire flower boy loud thought bath lot goose foot strut trap dress kit happy comma letter
    north force cure start square nurse choice mouth price face goat fleece palm cloth song
    singer thing this
""".split()
GERMAN = """
    auf dem dach der alten druckerei stehen bienenstöcke und sie haben im vergangenen sommer
    mehr honig gebracht als jeder hof umland kilogramm wogen die waben am ende fast jahr davor
    stadt mit ihren einwohnern gilt nicht grün straßen sind eng bäume jung aber balkone blühen
    von april bis oktober angefangen hat alles zwei völkern einem geliehenen anzug heute kümmern
    sich neun menschen um keiner ihnen hauptberuflich mai wenn völker schwärmen wollen dritten
    tag oben stock kostet volk werkzeug rund euro verein verkauft glas für damit eingenommen
    geld fließt neue rahmen futter den winter führungen schulklassen pfeffer zeit deutsch leute
    über ich buch können männer uhr rot herr schön quelle singen jung mädchen möbel häuser feuer
    vogel zwölf könig
""".split()
FRENCH = """
    gouvernement français annoncé mercredi nouvelles mesures entreraient vigueur printemps
    prochain enfants regardent feuilles tomber jardin tandis grand mère prépare gâteau pruneaux
    brouillard enveloppait montagne chien dormait près feu parfum lavande flottait air chaud
    cuisine régionale attire beaucoup voyageurs cherchent authenticité lumière silence oiseaux
    huit nuit puis bruit yeux fauteuil travail soleil gagner agneau campagne oignon bonjour vin
    brun bon peur rue oui fille rouge sœur cœur eau
""".split()
SPANISH = """
    gobierno anunció miércoles nuevas medidas entrarán vigor próxima primavera niños miran cómo
    caen hojas jardín mientras abuela prepara pastel ciruelas lluvia llegó tarde perro dormía
    cerca fuego cien guitarras jirafa ciudad zaragoza huevo agua averiguar pingüino ahora carro
    rey aire causa europa hoy cuidado deuda abogado desde cantan hambre enfermo año señor calle
    yo ayer hielo
""".split()

VOICES = {"en-us": "en-us", "en-gb": "en", "de": "de", "fr": "fr", "es": "es"}
WORDS = {"en-us": ENGLISH, "en-gb": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trace]:
    opened = Trace(Path(tmp_path_factory.mktemp("espeak")))
    yield opened
    opened.close()


@pytest.mark.parametrize("language", VOICES)
def test_what_the_library_says_it_says_again_from_its_ipa(trace: Trace, language: str) -> None:
    """A word's IPA, turned into mnemonics and spoken, is that IPA again: for 98 words of 100."""
    unlike = []
    for word in dict.fromkeys(WORDS[language]):
        heard = trace.ipa(word, VOICES[language])
        said = mnemonics(heard, language)
        again = trace.ipa(f"[[{said}]]", VOICES[language]) if said else None
        if again != heard:
            unlike.append((word, heard, said, again))
    assert len(unlike) <= len(WORDS[language]) // 50, unlike


@pytest.mark.parametrize(
    ("language", "written", "heard"),
    [
        ("en", "ʃɪˈvɔːn", "ʃɪvˈɔːn"),
        ("en-US", "ˈlɛstɚ", "lˈɛstɚ"),
        ("en-GB", "ˈwʊstə", "wˈʊstə"),
        ("en", "/ˈt͡ʃaɪ̯.kɔf.ski/", "tʃˈaɪkɔfski"),
        ("en", "ˈkreɪtə leɪk", "kɹˈeɪɾə leɪk"),
        ("de-AT", "ˈjoːhan ˈvɔlfɡaŋ fɔn ˈɡøːtə", "jˈoːhan vˈɔlfɡaŋ fɔn ɡˈøːtə"),
        ("fr", "ɛmanɥɛl makʁˈɔ̃", "ɛmanyɛl makʁˈɔ̃"),
        ("es", "xoˈse ˈsantʃeθ", "xosˈe sˈantʃeθ"),
    ],
)
def test_names_as_dictionaries_write_them(
    trace: Trace, language: str, written: str, heard: str
) -> None:
    """Stress may stand before the syllable; ties, dots and slashes are nothing to hear."""
    said = mnemonics(written, language)
    voice = {"en-gb": "en", "en": "en-us", "de-at": "de"}.get(language.lower(), language.lower())
    assert trace.ipa(f"[[{said}]]", voice) == heard


def test_a_word_of_one_syllable_is_stressed(trace: Trace) -> None:
    """Dictionaries leave the mark out there; without it the word would be swallowed."""
    assert trace.ipa(f"Take the [[{mnemonics('ɡɪf', 'en')}]] home.", "en-us") == (
        "tˈeɪk ðə ɡˈɪf hˈoʊm"
    )


@pytest.mark.parametrize(
    ("ipa", "language"),
    [
        ("ǃʰɔ", "en"),
        ("x2", "en"),
        ("", "en"),
        (" ", "de"),
        ("]] [[", "en"),
        ("ma˥", "fr"),
        ("maʃ", "tlh"),
        ("ˈa" * 200, "es"),
    ],
)
def test_unknown_symbols_and_languages_are_said_as_spelt(ipa: str, language: str) -> None:
    assert mnemonics(ipa, language) is None


@given(st.text(alphabet="ptkʃɪvɔːnˈˌ []|'_%= ɹəaɪʊ.ɡ͡χʼøœŋ12", max_size=30))
def test_mnemonics_never_end_their_own_brackets(ipa: str) -> None:
    """Whatever the IPA, the answer is a row of mnemonics: no bracket, blank or markup in it."""
    for language in VOICES:
        said = mnemonics(ipa, language)
        assert said is None or re.fullmatch(r"[A-Za-z0-9@#:;^~|',*?-]+", said)
