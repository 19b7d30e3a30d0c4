"""Attribution first in other languages: `„...“, sagte Quist.` becomes `Quist sagte: „...“.`.

Only quotations that fill their sentence are turned, and in German also a plain claim, which needs
no "that" there. The speaker is a name, a name with an office before it, or an article and a noun;
where it is not plain where the speaker ends, the sentence stays as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.summarise.wording.casing import joined_on
from briefing.summarise.wording.lazily import Lazy
from briefing.summarise.wording.quotation import opens, quotation_and_rest
from briefing.summarise.wording.quoted import quoted

_MOST_WORDS = 10
_MOST_WORDS_BESIDE = 12


class _Tongue(NamedTuple):
    """How a language says who says so."""

    said: Lazy
    articles: frozenset[str]
    beside: frozenset[str]
    """What no speaker holds: words that tell when, where or to whom, and pronouns."""
    colon: str = ":"


def _tongue(said: str, articles: str, beside: str, colon: str = ":") -> _Tongue:
    pattern = Lazy(rf"(?:{said})(?=\s)")
    return _Tongue(pattern, frozenset(articles.split()), frozenset(beside.split()), colon)


TONGUES: dict[str, _Tongue] = {
    "de": _tongue(
        "sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|warnte|warnt|schrieb|forderte",
        "der die das ein eine sein seine ihr ihre",
        "am im in an nach bei gegenüber vor während zu zum zur auf über er sie es ich wir man ihm "
        "ihnen mir uns gestern heute dazu daraufhin dann auch noch weiter später und aber dass als "
        "montag dienstag mittwoch donnerstag freitag samstag sonntag mit",
    ),
    "fr": _tongue(
        "a déclaré|a dit|a expliqué|a affirmé|a ajouté|a indiqué|a souligné|a estimé|a assuré|"
        "a précisé|a averti|a prévenu|a confié|a raconté|déclare|explique|affirme|ajoute|assure|"
        "souligne|indique|estime|confie|raconte|précise",
        "le la les un une l son sa leur",
        "à au aux dans lors devant sur sous hier ce cette lundi mardi mercredi jeudi vendredi "
        "samedi "
        "dimanche après avant pendant en il elle ils elles on je nous qui que et mais ainsi encore "
        "avec t",
        " :",
    ),
    "es": _tongue(
        "dijo|dice|afirmó|afirma|declaró|explicó|explica|aseguró|asegura|señaló|señala|añadió|"
        "agregó|advirtió|indicó|sostuvo|comentó|ha dicho|ha explicado|ha afirmado|ha asegurado|"
        "ha declarado|ha señalado",
        "el la los las un una su",
        "a al en ante durante tras este esta ayer hoy lunes martes miércoles jueves viernes sábado "
        "domingo él ella ellos ellas yo nosotros que quien y pero también después antes con sobre",
    ),
    "it": _tongue(
        "ha detto|ha dichiarato|ha spiegato|ha affermato|ha aggiunto|ha sottolineato|ha raccontato|"
        "dice|spiega|afferma|dichiara|aggiunge|sottolinea|racconta|disse|spiegò",
        "il lo la i gli le un uno una l",
        "a al alla ai in nel nella durante ieri oggi lunedì martedì mercoledì giovedì venerdì "
        "sabato "
        "domenica lui lei loro io noi che e ma anche poi dopo prima su sul sulla con questa questo",
    ),
    "pt": _tongue(
        "disse|diz|afirmou|afirma|declarou|explicou|explica|acrescentou|contou|garantiu|alertou|"
        "avisou",
        "o a os as um uma",
        "à ao aos em no na nos nas nesta neste durante ontem hoje segunda terça quarta quinta "
        "sexta "
        "sábado domingo ele ela eles elas eu nós que quem e mas também depois antes com sobre após",
    ),
    "nl": _tongue(
        "zei|zegt|verklaarde|verklaart|stelde|stelt|schreef|schrijft|benadrukte",
        "de het een zijn haar",
        "tegen op in tijdens na voor bij aan gisteren vandaag maandag dinsdag woensdag donderdag "
        "vrijdag zaterdag zondag hij zij ze het-zelf ik wij we men dat die en maar ook later met",
    ),
    "pl": _tongue(
        "powiedział|powiedziała|mówi|mówił|mówiła|podkreślił|podkreśliła|dodał|dodała|wyjaśnił|"
        "wyjaśniła|stwierdził|stwierdziła|oświadczył|oświadczyła|zaznaczył|zaznaczyła|napisał|"
        "napisała|ostrzegł|ostrzegła|przyznał|przyznała|powiedzieli|dodaje|tłumaczy|podkreśla",
        "",
        "w we na podczas po przed do o on ona oni one ja my że i ale także też potem później "
        "wczoraj "
        "dziś dzisiaj poniedziałek wtorek środę czwartek piątek sobotę niedzielę dla mu jej nam "
        "z ze",
    ),
}
_ASIDE = {
    "de": r"(?:ein|eine|der|die|das)\s|\d{1,3}$",
    "fr": r"(?:un|une|le|la|l[’']|directeur|directrice|président|présidente|maire|ministre|"
    r"professeur|"
    r"professeure|porte-parole)|\d{1,3} ans$",
    "es": r"(?:un|una|el|la|director|directora|presidente|presidenta|alcalde|alcaldesa|ministro|"
    r"ministra|profesor|profesora|portavoz)\s|de \d{1,3} años$|\d{1,3}$",
    "it": r"(?:un|una|il|la|l[’']|direttore|direttrice|presidente|sindaco|sindaca|ministro|"
    r"ministra|"
    r"professore|professoressa|portavoce)|\d{1,3} anni$",
    "pt": r"(?:um|uma|o|a|diretor|diretora|presidente|ministro|ministra|professor|professora|"
    r"porta-voz)\s|de \d{1,3} anos$",
    "nl": r"(?:een|de|het|directeur|voorzitter|burgemeester|minister|hoogleraar|woordvoerder)\s|"
    r"\d+$",
    "pl": r"(?:dyrektor|dyrektorka|prezes|burmistrz|minister|profesor|rzecznik|rzeczniczka)\s",
}
_ASIDES = {language: Lazy(pattern) for language, pattern in _ASIDE.items()}
_WORD = re.compile(r"[^\W\d_]+")
_UNSURE = re.compile(r"[;:?!()\[\]|\"“”«»„‘]|--|[–—…]|\s-\s")
_GERMAN_CLAIM = Lazy(
    r"(?P<claim>[^,]+), (?:(?P<said>sagte|erklärte|meinte|betonte) (?P<who>[^,]+)|"
    r"teilte (?P<announcer>[^,]+) mit)\."
)
_GERMAN_PRONOUNS = frozenset(
    "er sie es ihm ihn ihr ihre ihrer ihren ihrem ihres sein seine seiner seinen seinem seines ich "
    "wir mir mich uns unser unsere mein meine".split()
)


def attributed_first_abroad(text: str, primary: str) -> str:
    """Return ``text`` with its trailing attribution in front; itself where that is not sure.

    ``primary`` is one of :data:`TONGUES`.
    """
    tongue = TONGUES[primary]
    if not text.endswith("."):
        return text
    if opens(text):
        return _quotation_first(text, primary, tongue) or text
    return (_german_claim_first(text, tongue) if primary == "de" else None) or text


def _quotation_first(text: str, primary: str, tongue: _Tongue) -> str | None:
    parted = quotation_and_rest(text)
    said = tongue.said.pattern.match(parted[1]) if parted else None
    if parted is None or said is None:
        return None
    rest = parted[1][said.end() :].strip()
    speaker, *asides = rest.split(", ")
    if len(asides) > 1 or not is_speaker_in(speaker, tongue):
        return None
    if asides and not _is_aside(asides[0], primary):
        return None
    aside = f", {asides[0]}," if asides else ""
    return f"{speaker[0].upper()}{speaker[1:]}{aside} {said[0]}{tongue.colon} {parted[0]}"


def is_speaker_in(words: str, tongue: _Tongue) -> bool:
    """Tell whether ``words`` are a speaker and nothing else: "Quist", "die Sprecherin"."""
    tokens = _WORD.findall(words)
    if not 0 < len(tokens) <= _MOST_WORDS or _UNSURE.search(words) or not words[0].isalpha():
        return False
    if any(token.lower() in tongue.beside for token in tokens):
        return False
    return tokens[0] in tongue.articles or tokens[-1][0].isupper()


def _is_aside(words: str, primary: str) -> bool:
    return (
        _ASIDES[primary].pattern.match(words) is not None
        and len(words.split()) <= _MOST_WORDS_BESIDE
        and _UNSURE.search(words) is None
    )


def _german_claim_first(text: str, tongue: _Tongue) -> str | None:
    match = _GERMAN_CLAIM.pattern.fullmatch(text)
    if match is None or _UNSURE.search(text) or quoted(text):
        return None
    speaker = match["who"] or match["announcer"]
    words = {word.lower() for word in _WORD.findall(match["claim"])}
    if not is_speaker_in(speaker, tongue) or not _GERMAN_PRONOUNS.isdisjoint(words):
        return None
    joined = joined_on(match["claim"], "de")
    if joined is None or len(words) < 3:
        return None
    said = match["said"] or "teilte"
    after = "" if match["said"] else " mit"
    return f"{speaker[0].upper()}{speaker[1:]} {said}{after}, {joined}."
