"""Italian: its words for signs and numbers, and its rules."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.european.grammar import Grammar, forms, same, table
from briefing.voice.spoken.text import rule
from briefing.voice.spoken.web import WebWords

_MONTHS = tuple(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre".split()
)
_ABBREVIATIONS = table(
    "Sig.=signor, Sig.ra=signora, Sig.na=signorina, Sigg.=signori, Dott.=dottor,"
    " Dott.ssa=dottoressa,"
    "Prof.=professor, Prof.ssa=professoressa, Avv.=avvocato, Ing.=ingegner, Arch.=architetto,"
    "Geom.=geometra, On.=onorevole, Sen.=senatore, Mons.=monsignor, S. Em.=Sua Eminenza,"
    " ecc.=eccetera,"
    "etc.=eccetera, ad es.=ad esempio, p. es.=per esempio, per es.=per esempio,"
    " a. C.=avanti Cristo,"
    "d. C.=dopo Cristo, ca.=circa, cfr.=confronta, tel.=telefono, vs.=contro, vs=contro,"
    "c.so=corso, p.za=piazza, P.za=piazza, P.zza=piazza, v.le=viale, V.le=viale, mln=milioni,"
    "mld=miliardi, max.=massimo, min.=minimo, S.p.A.=S.P.A, s.r.l.=S.R.L, S.r.l.=S.R.L, sec.=secolo"
)
_RULERS = (
    "Vittorio Emanuele|Umberto|Carlo|Luigi|Filippo|Enrico|Federico|Francesco|Ferdinando|Leopoldo"
    "|Giovanni Paolo|Giovanni|Paolo|Pio|Benedetto|Leone|Gregorio|Clemente|Innocenzo|Sisto|Urbano"
    "|Bonifacio|Celestino|Giulio|Alessandro|Nicola|Pietro|Guglielmo|Giorgio|Edoardo|Riccardo"
    "|Napoleone|Massimiliano|Alfonso|Amedeo|Cosimo|Ottone|Corrado|Ramses|Giacomo|Juan Carlos|Felipe"
)
_QUEENS = "Elisabetta|Caterina|Margherita|Isabella|Maria|Cristina|Giovanna"
_HEADINGS = "capitolo|tomo|atto|libro|volume|parte|titolo|articolo|sezione|allegato|fase|canto|tipo"


def _ordinal(value: int, feminine: bool = False) -> str:
    said = numbers.ordinal(str(value), "it")
    return f"{said[:-1]}a" if feminine else said


def _ruler(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    queen = re.fullmatch(_QUEENS, match[1]) is not None
    return f"{match[1]} {_ordinal(value, queen)}" if value else match[0]


def _before(match: re.Match[str]) -> str:
    """Say the numeral of the second world war or the nineteenth century."""
    value = numbers.roman(match[1])
    following = match.string[match.end() :].lstrip()
    feminine = re.match("guerra|edizione|repubblica|legislatura|giornata|coppa", following, re.I)
    return _ordinal(value, feminine is not None) if value else match[0]


def _roman_number(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    return f"{match[1]} {numbers.cardinal(str(value), 'it')}" if value else match[0]


def _time(match: re.Match[str]) -> str:
    minutes = int(match[3])
    return f"{match[1]}{int(match[2])}" + (f" e {minutes}" if minutes else "")


_PARTS = {"2": "mezzo", "3": "terz", "4": "quart", "5": "quint", "8": "ottav", "10": "decim"}


def _fraction(match: re.Match[str]) -> str:
    above, part = match[1], _PARTS[match[2]]
    if int(above) >= int(match[2]):
        return match[0]
    if above == "1":
        return "un mezzo" if match[2] == "2" else f"un {part}o"
    return f"{numbers.cardinal(above, 'it')} {part}i"


_ONE = r"(?<![\w.,:/–-])1 "
_FEMININE = r"(?=(?:settimana|persona|tonnellata|donna|volta|sterlina|rupia|pagina|vittima)\b)"
_MASCULINE = (
    r"(?=(?:euro|dollaro|chilometro|metro|centimetro|millimetro|chilo|grammo|litro|ettaro|grado"
    r"|giorno"
    r"|mese|anno|minuto|secondo|milione|miliardo|punto|uomo|morto|ferito|gol|centesimo|franco)\b)"
)
_GLYPHS = table("½=mezzo, ⅓=un terzo, ⅔=due terzi, ¼=un quarto, ¾=tre quarti")

GRAMMAR = Grammar(
    language="it",
    minus="meno",
    to="a",
    per="per",
    web=WebWords("punto", "barra", "chiocciola", "trattino", "trattino basso", "hashtag"),
    months=_MONTHS,
    date="{d} {month} {y}",
    currencies=same("€=euro, EUR=euro, euro=euro, ¥=yen, JPY=yen")
    | forms(
        "$=dollaro/dollari, dollari=dollaro/dollari, £=sterlina/sterline, GBP=sterlina/sterline,"
        "US$=dollaro americano/dollari americani, USD=dollaro americano/dollari americani,"
        "CHF=franco svizzero/franchi svizzeri, ₽=rublo/rubli"
    ),
    units=forms(
        "km=chilometro/chilometri, m=metro/metri, kg=chilo/chili, cm=centimetro/centimetri,"
        "mm=millimetro/millimetri, g=grammo/grammi, mg=milligrammo/milligrammi, l=litro/litri,"
        "µg=microgrammo/microgrammi, ml=millilitro/millilitri, ha=ettaro/ettari,"
        " t=tonnellata/tonnellate,"
        "m²=metro quadrato/metri quadrati, mq=metro quadrato/metri quadrati,"
        " m³=metro cubo/metri cubi,"
        "m2=metro quadrato/metri quadrati, km²=chilometro quadrato/chilometri quadrati,"
        "kmq=chilometro quadrato/chilometri quadrati, mc=metro cubo/metri cubi,"
        "°C=grado Celsius/gradi Celsius, °=grado/gradi, h=ora/ore, min=minuto/minuti,"
        " s=secondo/secondi,"
        "km/h=chilometro all'ora/chilometri all'ora, kWh=chilowattora/chilowattora,"
        " kW=chilowatt/chilowatt,"
        "MW=megawatt/megawatt, GW=gigawatt/gigawatt, W=watt/watt, ‰=per mille/per mille"
    ),
    scales=table(
        "milioni=milioni, milione=milione, miliardi=miliardi, miliardo=miliardo, mln=milioni,"
        "mld=miliardi, mln.=milioni, mld.=miliardi"
    ),
    of_scale=" di",
    cents=" e",
    cent=("centesimo", "centesimi"),
    abbreviations=_ABBREVIATIONS,
    counted=table(
        "n=numero, nn=numeri, art=articolo, artt=articoli, pag=pagina, pagg=pagine, p=pagina,"
        "cap=capitolo, vol=volume, fig=figura"
    ),
    titles={},
    spelled=(
        "UE BCE FMI CGIL PD PM OMS OMC IA CSM PMI FBI ONG SMS GDF PCI PSI MSI TG RSA ATM"
        " CNR ISS DNA TV BCC CO2 CO₂ IP USB"
    ),
    starters="Il Lo La I Gli Le Un Una In Di Ma È Si Non Per Con Come Quando Se Al Del Nel Dal Poi",
    signs={
        "‰": "per mille",
        "&": "e",
        "=": "uguale a",
        "≠": "diverso da",
        "≈": "circa",
        "≤": "al massimo",
        "≥": "almeno",
        "<": "minore di",
        ">": "maggiore di",
        "+": "più",
        "±": "più o meno",
        "×": "per",
        "⋅": "per",
        "÷": "diviso",
        "√": "radice di",
        "∞": "infinito",
        "−": "meno",
        "→": "a",
        "§": "paragrafo",
        "©": "copyright",
        "°": "gradi",
        "²": "al quadrato",
        "³": "al cubo",
        "€": "euro",
        "$": "dollari",
        "£": "sterline",
        "#": "cancelletto",
        "@": "chiocciola",
    },
    first="primo",
    names=(
        rule(r"(?<![\w.])[nN][°º] ?(?=[0-9A-Z])", "numero "),
        rule(rf"(?<!\w)((?i:{_HEADINGS})) ([IVX]{{1,7}})(?![\w-])", _roman_number),
        rule(
            rf"(?<!\w)({_RULERS}|{_QUEENS}) ([IVX]{{2,6}}|[IVX](?!\. ?[A-ZÀ-Þ]))(?![\w-])", _ruler
        ),
        rule(
            r"(?<![\w.])([IVX]{1,6})(?= (?:secolo|[Gg]uerra|[Ee]dizione|[Rr]epubblica|legislatura"
            r"|Congresso|congresso|Giornata|Municipio|Reich)\b)",
            _before,
        ),
        rule(r"(?<=\bsecolo )([IVX]{1,6})(?![\w-])", _before),
        rule(r"(?<!\w)([A-ZÀ-Þ][\w-]{2,24}) ([XVI]{2,7})(?![\w&-])", _roman_number),
    ),
    early=(
        rule(rf"(?<![\w,./-])(?:0?1|1[°º])(?= (?:{'|'.join(_MONTHS)})\b)", "primo"),
        rule(
            r"(?<![\w,.])((?i:il|al|del|dal|nel|sul|un) )([0-9]{1,3})° (?=[a-zà-ù]{3})",
            lambda m: f"{m[1]}{_ordinal(int(m[2]))} ",
        ),
        rule(
            r"(?<![\w,.])([0-9]{1,3})°(?= (?:posto|giorno|anniversario|secolo|piano|turno"
            r"|minuto)\b)",
            lambda m: _ordinal(int(m[1])),
        ),
        rule(
            r"(?<!\w)((?:[Oo]re|[Aa]lle|[Dd]alle|[Dd]elle) |e le |le )([01]?[0-9]"
            r"|2[0-4])[.:]([0-5][0-9])"
            r"(?![\w:]|[.,][0-9])",
            _time,
        ),
        rule(
            r"(?<!\w)(all'|[Aa]ll’|dall'|dall’)(1)[.:]([0-5][0-9])(?![\w:]|[.,][0-9])",
            lambda m: f"{m[1]}una e {int(m[3])}" if int(m[3]) else f"{m[1]}una",
        ),
        rule(
            r"(?<![\w,./-])((?:1[89]|20)[0-9]{2})/((?:[0-9]{2}){1,2})(?![\w/]|[.,][0-9])", r"\1 \2"
        ),
    ),
    late=(
        rule(r"(?<=[0-9]) ?([½⅓⅔¼¾])", lambda m: f" e {_GLYPHS[m[1]]}"),
        rule(r"[½⅓⅔¼¾]", lambda m: _GLYPHS[m[0]]),
        rule(r"(?<![\w.,:/–-])([1-9])/(2|3|4|5|8|10)(?![\w/]|[.,][0-9])", _fraction),
        rule(f"{_ONE}(?=ora\\b)", "un'"),
        rule(f"{_ONE}{_FEMININE}", "una "),
        rule(f"{_ONE}{_MASCULINE}", "un "),
    ),
)
