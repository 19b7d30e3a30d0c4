"""What six languages call months, units, currencies and abbreviations."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.voice._spoken_web import WebWords

Names = dict[str, tuple[str, str]]
"""A sign with its name for one and for many."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's words for signs and numbers."""

    language: str
    minus: str
    to: str
    and_: str
    web: WebWords
    months: tuple[str, ...]
    date: str
    """How a day, month and year are put together."""
    currencies: Names
    units: Names
    scales: tuple[str, ...]
    abbreviations: dict[str, str]
    of_scale: str = field(default="")
    """What stands between a million and the thing counted."""


def _same(*pairs: str) -> Names:
    return {sign: (name, name) for sign, name in (pair.split("=") for pair in pairs)}


def _plural_s(*pairs: str) -> Names:
    return {sign: (name, f"{name}s") for sign, name in (pair.split("=") for pair in pairs)}


def _units(names: Names, hour: str) -> Names:
    """Return ``names`` with the speeds that are made of them."""
    one, many = names["km"]
    speed = (f"{one} {hour}", f"{many} {hour}")
    return names | {"km/h": speed}


_GERMAN = Grammar(
    "de",
    "minus",
    "bis",
    "und",
    WebWords("Punkt", "Schrägstrich", "ät", "Bindestrich", "Unterstrich"),
    tuple(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
    ),
    "{d}. {month} {y}",
    _same("€=Euro", "EUR=Euro", "$=Dollar", "US$=US-Dollar", "USD=US-Dollar", "£=Pfund")
    | _same("¥=Yen", "CHF=Franken"),
    _units(
        _same("km=Kilometer", "m=Meter", "cm=Zentimeter", "mm=Millimeter", "kg=Kilogramm")
        | _same("g=Gramm", "mg=Milligramm", "km²=Quadratkilometer", "m²=Quadratmeter")
        | _same("m2=Quadratmeter", "km2=Quadratkilometer", "m³=Kubikmeter", "°C=Grad Celsius")
        | _same("kWh=Kilowattstunden", "GB=Gigabyte", "MB=Megabyte", "ha=Hektar", "l=Liter")
        | _same("kW=Kilowatt", "MW=Megawatt", "GW=Gigawatt", "°=Grad"),
        "pro Stunde",
    ),
    ("Millionen", "Milliarden", "Million", "Milliarde", "Billionen"),
    {
        "z. B.": "zum Beispiel",
        "z.B.": "zum Beispiel",
        "d. h.": "das heißt",
        "d.h.": "das heißt",
        "u. a.": "unter anderem",
        "u.a.": "unter anderem",
        "usw.": "und so weiter",
        "bzw.": "beziehungsweise",
        "ca.": "circa",
        "Dr.": "Doktor",
        "Prof.": "Professor",
        "Nr.": "Nummer",
        "Mio.": "Millionen",
        "Mrd.": "Milliarden",
        "Mio": "Millionen",
        "Mrd": "Milliarden",
        "vgl.": "vergleiche",
        "ggf.": "gegebenenfalls",
        "evtl.": "eventuell",
        "inkl.": "inklusive",
        "St.": "Sankt",
    },
)

_FRENCH = Grammar(
    "fr",
    "moins",
    "à",
    "et",
    WebWords("point", "slash", "arobase", "tiret", "tiret bas"),
    tuple(
        "janvier février mars avril mai juin juillet août septembre octobre novembre"
        " décembre".split()
    ),
    "{d} {month} {y}",
    _plural_s("€=euro", "EUR=euro", "$=dollar", "£=livre")
    | _same("¥=yen")
    | {"US$": ("dollar américain", "dollars américains")}
    | {"CHF": ("franc suisse", "francs suisses")},
    _units(
        _plural_s("km=kilomètre", "m=mètre", "cm=centimètre", "mm=millimètre", "kg=kilogramme")
        | _plural_s("g=gramme", "mg=milligramme", "kW=kilowatt", "ha=hectare", "l=litre")
        | {"km²": ("kilomètre carré", "kilomètres carrés"), "m²": ("mètre carré", "mètres carrés")}
        | {"km2": ("kilomètre carré", "kilomètres carrés"), "m2": ("mètre carré", "mètres carrés")}
        | {"m³": ("mètre cube", "mètres cubes"), "°C": ("degré Celsius", "degrés Celsius")}
        | {"kWh": ("kilowattheure", "kilowattheures"), "°": ("degré", "degrés")},
        "par heure",
    ),
    ("millions", "milliards", "million", "milliard"),
    {
        "M.": "Monsieur",
        "Mme": "Madame",
        "Mlle": "Mademoiselle",
        "MM.": "Messieurs",
        "Dr": "Docteur",
        "n°": "numéro",
        "N°": "Numéro",
        "c.-à-d.": "c'est-à-dire",
        "p. ex.": "par exemple",
        "av. J.-C.": "avant Jésus-Christ",
        "env.": "environ",
        "Md€": "milliards €",
        "M€": "millions €",
    },
    " de",
)

_SPANISH = Grammar(
    "es",
    "menos",
    "a",
    "y",
    WebWords("punto", "barra", "arroba", "guion", "guion bajo"),
    tuple(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
        " diciembre".split()
    ),
    "{d} de {month} de {y}",
    _plural_s("€=euro", "EUR=euro", "£=libra")
    | {"$": ("dólar", "dólares")}
    | {"US$": ("dólar estadounidense", "dólares estadounidenses"), "¥": ("yen", "yenes")},
    _units(
        _plural_s("km=kilómetro", "m=metro", "cm=centímetro", "mm=milímetro", "kg=kilogramo")
        | _plural_s("g=gramo", "mg=miligramo", "ha=hectárea", "l=litro")
        | {"km²": ("kilómetro cuadrado", "kilómetros cuadrados")}
        | {"km2": ("kilómetro cuadrado", "kilómetros cuadrados")}
        | {
            "m²": ("metro cuadrado", "metros cuadrados"),
            "m2": ("metro cuadrado", "metros cuadrados"),
        }
        | {"m³": ("metro cúbico", "metros cúbicos"), "°C": ("grado Celsius", "grados Celsius")}
        | {"kWh": ("kilovatio hora", "kilovatios hora"), "°": ("grado", "grados")},
        "por hora",
    ),
    ("millones", "millón"),
    {
        "Sr.": "señor",
        "Sra.": "señora",
        "Dr.": "doctor",
        "Dra.": "doctora",
        "D.ª": "doña",
        "EE. UU.": "Estados Unidos",
        "EE.UU.": "Estados Unidos",
        "EEUU": "Estados Unidos",
        "p. ej.": "por ejemplo",
        "n.º": "número",
        "núm.": "número",
        "Ud.": "usted",
        "Uds.": "ustedes",
        "etc.": "etcétera",
    },
    " de",
)

_ITALIAN = Grammar(
    "it",
    "meno",
    "a",
    "e",
    WebWords("punto", "barra", "chiocciola", "trattino", "trattino basso"),
    tuple(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
        " dicembre".split()
    ),
    "{d} {month} {y}",
    _same("€=euro", "EUR=euro", "¥=yen")
    | {"$": ("dollaro", "dollari")}
    | {"£": ("sterlina", "sterline"), "US$": ("dollaro americano", "dollari americani")},
    _units(
        {"km": ("chilometro", "chilometri"), "m": ("metro", "metri"), "kg": ("chilo", "chili")}
        | {"cm": ("centimetro", "centimetri"), "mm": ("millimetro", "millimetri")}
        | {"g": ("grammo", "grammi"), "l": ("litro", "litri"), "ha": ("ettaro", "ettari")}
        | {"m²": ("metro quadrato", "metri quadrati"), "m³": ("metro cubo", "metri cubi")}
        | {"km²": ("chilometro quadrato", "chilometri quadrati")}
        | {"°C": ("grado Celsius", "gradi Celsius"), "°": ("grado", "gradi")},
        "all'ora",
    ),
    ("milioni", "milione", "miliardi", "miliardo"),
    {"Sig.": "signor", "Sig.ra": "signora", "Dott.": "dottor", "Dott.ssa": "dottoressa"}
    | {"ecc.": "eccetera", "ad es.": "ad esempio", "n.": "numero", "Prof.": "professor"},
    " di",
)

_PORTUGUESE = Grammar(
    "pt",
    "menos",
    "a",
    "e",
    WebWords("ponto", "barra", "arroba", "hífen", "sublinhado"),
    tuple(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
        " dezembro".split()
    ),
    "{d} de {month} de {y}",
    _plural_s("€=euro", "EUR=euro", "£=libra", "$=dólar")
    | {"¥": ("iene", "ienes")}
    | {"R$": ("real", "reais"), "US$": ("dólar americano", "dólares americanos")},
    _units(
        _plural_s("km=quilômetro", "m=metro", "cm=centímetro", "mm=milímetro", "kg=quilo")
        | _plural_s("g=grama", "l=litro", "ha=hectare")
        | {"km²": ("quilômetro quadrado", "quilômetros quadrados")}
        | {"m²": ("metro quadrado", "metros quadrados"), "m³": ("metro cúbico", "metros cúbicos")}
        | {"°C": ("grau Celsius", "graus Celsius"), "°": ("grau", "graus")},
        "por hora",
    ),
    ("milhões", "milhão", "bilhões", "bilhão"),
    {"Sr.": "senhor", "Sra.": "senhora", "Dr.": "doutor", "Dra.": "doutora"}
    | {"etc.": "et cetera", "p. ex.": "por exemplo", "n.º": "número", "nº": "número"},
    " de",
)

_DUTCH = Grammar(
    "nl",
    "min",
    "tot",
    "en",
    WebWords("punt", "slash", "apenstaartje", "streepje", "liggend streepje"),
    tuple(
        "januari februari maart april mei juni juli augustus september oktober november"
        " december".split()
    ),
    "{d} {month} {y}",
    _same("€=euro", "EUR=euro", "$=dollar", "US$=Amerikaanse dollar", "£=pond", "¥=yen"),
    _units(
        _same("km=kilometer", "m=meter", "cm=centimeter", "mm=millimeter", "kg=kilo", "g=gram")
        | _same("l=liter", "ha=hectare", "km²=vierkante kilometer", "m²=vierkante meter")
        | _same("m³=kubieke meter", "kWh=kilowattuur")
        | {"°C": ("graad Celsius", "graden Celsius"), "°": ("graad", "graden")},
        "per uur",
    ),
    ("miljoen", "miljard"),
    {"bijv.": "bijvoorbeeld", "bv.": "bijvoorbeeld", "d.w.z.": "dat wil zeggen"}
    | {"enz.": "enzovoort", "nr.": "nummer", "o.a.": "onder andere", "ca.": "circa"}
    | {"dhr.": "de heer", "mevr.": "mevrouw", "mln.": "miljoen", "mld.": "miljard"},
)

GRAMMARS = {
    grammar.language: grammar
    for grammar in (_GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH)
}
