"""How a claim that is no longer first begins: with a small letter where it is surely no name."""

from __future__ import annotations

import re

_SMALL = {
    "en": """
        a an the there this these those he she it they his her its their some many most several all
        no nobody none nothing both each every few another other others more fewer less much any
        anyone everyone someone somebody two three four five six seven eight nine ten eleven twelve
        twenty thirty forty fifty sixty seventy eighty ninety one dozens hundreds thousands millions
        tens half nearly almost about around roughly approximately only up police officials
        authorities investigators prosecutors detectives officers doctors scientists researchers
        experts residents witnesses people men women children students teachers workers firefighters
        soldiers troops rebels militants protesters demonstrators rescuers survivors passengers
        shares sales prices profits profit revenue costs rates temperatures winds rain snow flights
        trains schools homes houses buildings roads emergency former suspect suspects gunmen
        attackers victims families parents relatives staff customers members supporters fans voters
        lawmakers government unemployment inflation production exports imports demand growth
        traffic water power electricity fire firefighting security negotiations talks details
        evidence tests results plans work construction that's it's there's
    """,
    "de": "der die das ein eine einer es zwei drei vier fünf sechs sieben acht neun zehn mehrere "
    "viele alle einige dieser diese dieses kein keine",
    "fr": "le la les un une des ce cette ces deux trois quatre cinq six sept huit neuf dix "
    "plusieurs aucun aucune il elle en au aux dans selon",
    "es": "el la los las un una unos unas este esta estos estas dos tres cuatro cinco seis siete "
    "ocho nueve diez varios varias en",
    "it": "il lo la i gli le un uno una due tre quattro cinque sei sette otto nove dieci in nel "
    "nella",
    "pt": "o a os as um uma uns umas este esta dois duas três quatro cinco seis sete oito nove dez "
    "em no na nos nas",
    "pl": "w we na dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
    "nl": "de het een twee drie vier vijf zes zeven acht negen tien",
}
SMALL = {language: frozenset(words.split()) for language, words in _SMALL.items()}

_FIRST = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ELIDED = re.compile(r"(?:L|D|Un|Dell|Nell|All)['’](?=\w)")
_NAMED = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]{2,}\b|[A-Z]\w*[A-Z]\w*|[A-ZÀ-ÖØ-ÞŁŚŻ][\w'’.-]+ [A-ZÀ-Þ]"
)
_ADVERB_OR_DEED = re.compile(r"[A-Z]\w+(?:ing|ly|ed)\b")


def joined_on(claim: str, primary: str, further: frozenset[str] = frozenset()) -> str | None:
    """Return ``claim`` as it reads further in a sentence; ``None`` where that is not sure.

    A small word, an article or a numeral, say, gets a small letter; a name, known by its capitals
    or by the name that follows it, keeps its own. ``further`` words are small here too.
    """
    if claim[:1].isdigit():
        return claim
    first = _FIRST.match(claim)
    if first is None:
        return None
    word = first[0].lower()
    known = word in SMALL.get(primary, ()) or word in further
    if known and (first[0][1:].islower() or len(word) == 1):
        return claim[0].lower() + claim[1:]
    if primary in {"fr", "it"} and _ELIDED.match(claim):
        return claim[0].lower() + claim[1:]
    if _NAMED.match(claim) and not _ADVERB_OR_DEED.match(claim):
        return claim
    return None
