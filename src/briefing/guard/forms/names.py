"""Names that stand for one another, and what is put before and after a name."""

from __future__ import annotations

from functools import lru_cache

COUNTRIES = {
    "usa": r"[Uu]nited [Ss]tates(?: of America)?|U\. ?S\. ?A\.|U\. ?S\.?|u\.s\.a?\.?|USA?"
    r"|[Vv]ereinigten? [Ss]taaten(?: von Amerika)?|[ÉEée]tats-Unis"
    r"|Estados Unidos(?: da América| de América)?|EE\. ?UU\.?|EEUU|EUA|[Ss]tati [Uu]niti"
    r"|Verenigde Staten|VS|Stan(?:y|ów|ach|ami|om) Zjednoczon(?:e|ych|ymi|ym)",
    "uk": r"[Uu]nited [Kk]ingdom|U\. ?K\.?|u\.k\.|UK|[Gg]reat [Bb]ritain|Vereinigtes Königreich"
    r"|Vereinigten Königreichs?|Großbritanniens?|Royaume-Uni|Grande-Bretagne|Reino Unido"
    r"|Gran Bretaña|Regno Unito|Gran Bretagna|Grã-Bretanha|Verenigd Koninkrijk"
    r"|Wielk(?:a|iej|ą) Brytani(?:a|i|ą|ę)",
    "un": r"[Uu]nited [Nn]ations|U\. ?N\.?|UN|Vereinten? Nationen|UNO|Nations [Uu]nies|ONU"
    r"|Naciones Unidas|Nazioni Unite|Nações Unidas|Verenigde Naties|VN"
    r"|ONZ|Narod(?:y|ów) Zjednoczon(?:e|ych)",
    "eu": r"[Ee]uropean [Uu]nion|E\. ?U\.|EU|Europäischen? Union|Union européenne|UE"
    r"|Unión Europea|Unione [Ee]uropea|União Europeia|Europese Unie"
    r"|Uni(?:a|i|ą|ę) Europejsk(?:a|iej|ą)",
    "uae": r"[Uu]nited [Aa]rab [Ee]mirates|U\. ?A\. ?E\.|UAE",
}
"""A country or body by any of its names, with the word it is compared by."""

COUNTRY_NAME = r"(?<!\w)(?=[A-Z\u00c9ueg\u00e9])(?:{})(?!\w)".format(
    "|".join(rf"(?P<{short}>{forms})" for short, forms in COUNTRIES.items())
)
"""A regular expression for all of them; the name of the group that matched is the word."""

_KIN = """
usa america american americans amerika amerikaner amerikanisch amerikanische amerikanischen
uk britain british briton britons britisch britische britischen
france french frenchman frenchmen frenchwoman
germany german germans
spain spanish spaniard spaniards
netherlands dutch holland
switzerland swiss
denmark danish dane danes
sweden swedish swede swedes
norway norwegian norwegians
finland finnish finn finns
poland polish pole poles
portugal portuguese
greece greek greeks
turkey turkish turk turks turkiye
wales welsh welshman
scotland scottish scot scots
ireland irish irishman
england english englishman
china chinese
japan japanese
russia russian russians
italy italian italians
canada canadian canadians
mexico mexican mexicans
brazil brazilian brazilians
argentina argentine argentinian argentinians
australia australian australians aussie
zealand zealander zealanders
india indian indians
pakistan pakistani pakistanis
iran iranian iranians
iraq iraqi iraqis
israel israeli israelis
egypt egyptian egyptians
syria syrian syrians
ukraine ukrainian ukrainians
europe european europeans
africa african africans
asia asian asians
belgium belgian belgians
austria austrian austrians
hungary hungarian hungarians
romania romanian romanians
yemen yemeni yemenis
kenya kenyan kenyans
nigeria nigerian nigerians
somalia somali somalis
vietnam vietnamese
thailand thai
indonesia indonesian indonesians
korea korean koreans
cuba cuban cubans
islam islamic islamist islamists muslim muslims
christianity christian christians
judaism jewish jew jews
catholicism catholic catholics
cyprus cypriot cypriots
philippines philippine filipino filipinos
wales welsh
paris parisian parisians
london londoner londoners
rome roman romans
tv television
"""


@lru_cache(maxsize=1)
def kin() -> dict[str, int]:
    """Return names that stand for one another, each with the number of its group."""
    return {word: number for number, line in enumerate(_KIN.split("\n")) for word in line.split()}


ABBREVIATED = frozenset(
    """
    mr mrs ms dr st prof gen sen rep gov lt col capt sgt maj rev hon adm mt ft jr sr no vs co inc
    ltd corp bros dept jan feb mar apr jun jul aug sep sept oct nov dec nr mme mlle sra dra ing av
    ks inz mgr hr ul al tel art bzw ca ok
    """.split()
)
"""Short forms whose full stop ends no sentence."""

ELISIONS = frozenset(
    "l d dell all nell sull dall un qu s n c j m t quell quest jusqu lorsqu puisqu".split()
)
"""What loses its vowel before a name: l'Italie, dell'Europa."""

ENDINGS = {
    "de": "e en ens er ern es em n ns s in innen isch ische ischen ischer isches".split(),
    "pl": """
        a ą e ę i y u o ie em om ami ach owi owie ów ow iem ego emu ej ym im ich ych ymi imi m mi
        ski ska skie skiego skiej skim skich cki cka ckie ckiego ckiej""".split(),
    "nl": "s e en 's".split(),
    "es": "s es a o os as".split(),
    "pt": "s es a o os as".split(),
    "it": "a e i o".split(),
    "fr": "s e es".split(),
    "en": ["s", "es"],
}
"""What inflection puts after a name; two forms are one name when only these differ."""

CAPITAL_NOUNS = frozenset(("de", "lb"))
"""Languages in which every noun has a capital."""
