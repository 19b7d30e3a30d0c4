"""Dutch: its words for signs and numbers, and its rules."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.european.grammar import Grammar, forms, same, table
from briefing.voice.spoken.text import rule
from briefing.voice.spoken.web import WebWords

_MONTHS = tuple(
    "januari februari maart april mei juni juli augustus september oktober november"
    " december".split()
)
_ABBREVIATIONS = table(
    "bijv.=bijvoorbeeld, bv.=bijvoorbeeld, d.w.z.=dat wil zeggen, d.m.v.=door middel van,"
    "enz.=enzovoort, enzv.=enzovoort, etc.=et cetera, o.a.=onder andere, o.m.=onder meer,"
    "ca.=circa, dhr.=de heer, mevr.=mevrouw, mw.=mevrouw, mln.=miljoen, mld.=miljard, mln=miljoen,"
    "mld=miljard, m.b.t.=met betrekking tot, t.o.v.=ten opzichte van, i.p.v.=in plaats van,"
    "i.v.m.=in verband met, n.a.v.=naar aanleiding van, t.a.v.=ten aanzien van, a.s.=aanstaande,"
    "jl.=jongstleden, resp.=respectievelijk, vgl.=vergelijk, incl.=inclusief, excl.=exclusief,"
    "max.=maximaal, min.=minimaal, evt.=eventueel, v.Chr.=voor Christus, n.Chr.=na Christus,"
    "v. Chr.=voor Christus, n. Chr.=na Christus, prof.=professor, drs.=doctorandus, ir.=ingenieur,"
    "mr.=meester, ing.=ingenieur, dr.=dokter, ds.=dominee, tel.=telefoon,"
    " m.a.w.=met andere woorden,"
    "t.w.v.=ter waarde van, z.g.=zogenaamd, zgn.=zogenaamd, e.d.=en dergelijke, e.a.=en anderen,"
    "t/m=tot en met, vs.=tegen, ong.=ongeveer, blz.=bladzijde, afd.=afdeling, gem.=gemiddeld,"
    "St.=Sint, jhr.=jonkheer, nl.=namelijk, p.p.=per persoon, p.j.=per jaar, a.u.b.=alstublieft"
)
_ABBREVIATIONS["dr."] = "doctor"
_RULERS = (
    "Willem|Lodewijk|Karel|Filips|Frederik|Hendrik|Leopold|Albert|Boudewijn|Napoleon|Johannes"
    " Paulus"
    "|Johannes|Paulus|Pius|Benedictus|Leo|Gregorius|Clemens|Innocentius|Wilhelm|George|Eduard|Frans"
    "|Jozef|Ferdinand|Alexander|Nicolaas|Peter|Karel|Charles|Felipe|Harald|Elizabeth|Catharina"
    "|Margrethe|Philips|Jacobus|Otto|Ramses|Xerxes|Richard|Edward"
)
_HEADINGS = "hoofdstuk|deel|akte|boek|artikel|titel|bijlage|fase|type|klasse|categorie"


def _ordinal(digits: str) -> str:
    return numbers.ordinal(digits, "nl")


def _ruler(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    return f"{match[1]} de {_ordinal(str(value))}" if value else match[0]


def _roman_number(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    return f"{match[1]} {numbers.cardinal(str(value), 'nl')}" if value else match[0]


def _century(match: re.Match[str]) -> str:
    value = numbers.roman(match[1])
    return _ordinal(str(value)) if value else match[0]


def _time(match: re.Match[str]) -> str:
    minutes = int(match[2])
    return f"{int(match[1])} uur" + (f" {minutes}" if minutes else "")


_PARTS = {"2": "half", "3": "derde", "4": "kwart", "5": "vijfde", "8": "achtste", "10": "tiende"}


def _fraction(match: re.Match[str]) -> str:
    above, part = match[1], _PARTS[match[2]]
    if int(above) >= int(match[2]):
        return match[0]
    if above == "1":
        return f"een {part}"
    return f"{numbers.cardinal(above, 'nl')} {part}"


_HOUR = r"([01]?[0-9]|2[0-4])"
_GLYPHS = table("½=een half, ⅓=een derde, ⅔=twee derde, ¼=een kwart, ¾=drie kwart")
_PLAYED = (
    r"(?:(?:won|wint|verloor|verliest|zege|nederlaag|versloeg|verslaat|gelijkspel|eindstand"
    r"|ruststand"
    r"|voorsprong|achterstand|eindigde|werd het|stond het|uitslag)(?: [^\W\d_]{1,14}){0,3} )"
)

GRAMMAR = Grammar(
    language="nl",
    minus="min",
    to="tot",
    per="per",
    web=WebWords("punt", "slash", "apenstaartje", "streepje", "liggend streepje", "hashtag"),
    months=_MONTHS,
    date="{d} {month} {y}",
    currencies=same(
        "€=euro, EUR=euro, euro=euro, $=dollar, dollar=dollar, US$=Amerikaanse dollar,"
        "USD=Amerikaanse dollar, £=pond, GBP=pond, ¥=yen, CHF=Zwitserse frank"
    ),
    units=same(
        "km=kilometer, m=meter, cm=centimeter, mm=millimeter, kg=kilo, g=gram, mg=milligram,"
        " l=liter,"
        "µg=microgram, ml=milliliter, ha=hectare, t=ton, km²=vierkante kilometer,"
        " m²=vierkante meter,"
        "m2=vierkante meter, m³=kubieke meter, m3=kubieke meter, kWh=kilowattuur, MWh=megawattuur,"
        "kW=kilowatt, MW=megawatt, GW=gigawatt, W=watt, GB=gigabyte, MB=megabyte, TB=terabyte,"
        " u=uur,"
        "km/u=kilometer per uur, km/h=kilometer per uur, ‰=promille, Hz=hertz, dB=decibel, h=uur"
    )
    | forms(
        "°C=graad Celsius/graden Celsius, °=graad/graden, s=seconde/seconden, min=minuut/minuten"
    ),
    scales=table(
        "miljoen=miljoen, miljard=miljard, mln.=miljoen, mld.=miljard, mln=miljoen, mld=miljard,"
        "biljoen=biljoen"
    ),
    of_scale="",
    cents="",
    cent=("cent", "cent"),
    abbreviations=_ABBREVIATIONS,
    counted=table(
        "nr=nummer, nrs=nummers, art=artikel, blz=bladzijde, p=pagina, hfst=hoofdstuk, H=hoofdstuk"
    ),
    titles={},
    spelled=(
        "EU VN VS NOS ANP WHO IMF ECB UWV VK CDA AOW CIA FBI IC KNMI ABN ING AIVD MIVD"
        " RIVM AFM OM EK WK ADHD HIV NPO RTL AEX AI IT USB SMS TU CAO IND OR USA GGD CO2"
        " CO₂ ANWB LTO NGO IP ICT"
    ),
    starters="De Het Een In Op Maar En Hij Zij Ze We Ik Dat Die Dit Deze Er Met Voor Na Bij Als Om",
    signs={
        "‰": "promille",
        "&": "en",
        "=": "is gelijk aan",
        "≠": "is niet gelijk aan",
        "≈": "ongeveer",
        "≤": "hoogstens",
        "≥": "minstens",
        "<": "kleiner dan",
        ">": "groter dan",
        "+": "plus",
        "±": "plusminus",
        "×": "keer",
        "⋅": "keer",
        "÷": "gedeeld door",
        "√": "wortel van",
        "∞": "oneindig",
        "−": "min",
        "→": "naar",
        "§": "paragraaf",
        "©": "copyright",
        "°": "graden",
        "²": "kwadraat",
        "³": "tot de derde",
        "€": "euro",
        "$": "dollar",
        "£": "pond",
        "#": "hekje",
        "@": "apenstaartje",
    },
    names=(
        rule(rf"(?<!\w)((?i:{_HEADINGS})) ([IVX]{{1,7}})(?![\w-])", _roman_number),
        rule(rf"(?<!\w)({_RULERS}) ([IVX]{{2,6}}|[IVX](?!\. ?[A-ZÀ-Þ]))(?![\w-])", _ruler),
        rule(r"(?<![\w.,])([IVX]{1,6})(?:e|de|ste)(?= eeuw)", _century),
        rule(r"(?<!\w)([A-ZÀ-Þ][\w-]{2,24}) ([XVI]{2,7})(?![\w&-])", _roman_number),
    ),
    early=(
        rule(r"(?<![\w,.])([1-9][0-9]{0,2})(?:e|de|ste)(?!\w)", lambda m: _ordinal(m[1])),
        rule(
            rf"(?<![\w:.,]){_HOUR}[.:]([0-5][0-9]) ?(?:–|-|tot) ?(?={_HOUR}[.:][0-5][0-9] uur)",
            lambda m: f"{_time(m)} tot ",
        ),
        rule(rf"(?<![\w:.,]){_HOUR}[.:]([0-5][0-9]) uur\b", _time),
        rule(rf"({_PLAYED})([0-9]{{1,2}})-([0-9]{{1,2}})(?![\w-])", r"\1\2 \3"),
        rule(
            r"(?<![\w,./-])((?:1[89]|20)[0-9]{2})/((?:[0-9]{2}){1,2})(?![\w/]|[.,][0-9])", r"\1 \2"
        ),
    ),
    late=(
        rule(r"(?<=[0-9]) ?([½⅓⅔¼¾])", lambda m: f" en {_GLYPHS[m[1]]}"),
        rule(r"[½⅓⅔¼¾]", lambda m: _GLYPHS[m[0]]),
        rule(r"(?<![\w.,:/–-])([1-9])/(2|3|4|5|8|10)(?![\w/]|[.,][0-9])", _fraction),
        rule(
            r"(?<![\w.,:/$£€-])1[1-9][0-9]{2}(?![\w/:%]|[.,][0-9]| (?:euro|dollar|mensen|meter"
            r"|kilometer))",
            lambda m: numbers.year(m[0], "nl"),
        ),
    ),
)
