"""German: its words for signs and numbers, and its rules."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.european.de_ordinals import MONTHS, NAMES, ONE, ORDINALS, STARTERS
from briefing.voice.spoken.european.grammar import START, Grammar, forms, same, table
from briefing.voice.spoken.text import Rule, rule
from briefing.voice.spoken.web import WebWords

_ABBREVIATIONS = table(
    "z. B.=zum Beispiel, d. h.=das heißt, u. a.=unter anderem, u. U.=unter Umständen,"
    "usw.=und so weiter, bzw.=beziehungsweise, ca.=circa, vgl.=vergleiche, ggf.=gegebenenfalls,"
    "evtl.=eventuell, inkl.=inklusive, exkl.=exklusive, einschl.=einschließlich, sog.=sogenannte,"
    "zzgl.=zuzüglich, abzgl.=abzüglich, rd.=rund, lt.=laut, gem.=gemäß, bes.=besonders,"
    "insb.=insbesondere, insbes.=insbesondere, allg.=allgemein, ehem.=ehemalige,"
    " o. Ä.=oder Ähnliches,"
    "u. Ä.=und Ähnliches, o. g.=oben genannte, i. d. R.=in der Regel, i. d.=in der, z. T.=zum Teil,"
    "z. Z.=zur Zeit, z. Zt.=zur Zeit, zzt.=zurzeit, u. v. m.=und vieles mehr,"
    " u. a. m.=und andere mehr,"
    "s. o.=siehe oben, s. u.=siehe unten, m. E.=meines Erachtens, v. a.=vor allem,"
    " a. D.=außer Dienst,"
    "e. V.=eingetragener Verein, i. R.=im Ruhestand, v. Chr.=vor Christus, n. Chr.=nach Christus,"
    "a. M.=am Main, geb.=geboren, gest.=gestorben, verh.=verheiratet, Jh.=Jahrhundert,"
    "Jhs.=Jahrhunderts, Mio.=Millionen, Mrd.=Milliarden, Tsd.=Tausend, Mio=Millionen,"
    " Mrd=Milliarden,"
    "mind.=mindestens, max.=maximal, etc.=et cetera, ff.=fortfolgende, bzgl.=bezüglich, vs.=gegen,"
    "Hbf=Hauptbahnhof, Hbf.=Hauptbahnhof, Bhf.=Bahnhof, Tel.=Telefon, Hrsg.=Herausgeber,"
    "wg.=wegen, urspr.=ursprünglich, dt.=deutsch, engl.=englisch, frz.=französisch,"
    " ital.=italienisch,"
    "entspr.=entsprechend, vermutl.=vermutlich, jährl.=jährlich, monatl.=monatlich, tägl.=täglich,"
    "Dipl.-Ing.=Diplom-Ingenieur, Mwst.=Mehrwertsteuer, MwSt.=Mehrwertsteuer, MwSt=Mehrwertsteuer,"
    "v. l. n. r.=von links nach rechts, v. l.=von links, h. c.=honoris causa, Dr.=Doktor,"
    "Dr. med.=Doktor med, Dr. phil.=Doktor phil, Dr. jur.=Doktor jur, Dr. rer. nat.=Doktor rer nat,"
    "Dr.-Ing.=Doktor-Ingenieur, Prof.=Professor,"
    "Std.=Stunden, Min.=Minuten, Sek.=Sekunden, BAföG=Bafög, Co.=Co, St. Pauli=Sankt Pauli"
)
_COUNTED = table(
    "Nr=Nummer, Nrn=Nummern, S=Seite, Bd=Band, Abs=Absatz, Art=Artikel, Kap=Kapitel,"
    "Abb=Abbildung, Str=Straße, Tab=Tabelle, min=mindestens, Pkt=Punkt, Jg=Jahrgang, Aufl=Auflage"
)
_TITLES = table(
    "Dr=Doktor, Prof=Professor, Hr=Herr, Hrn=Herrn, Fr=Frau, St=Sankt, Str=Straße, Dres=Doktores,"
    "Nr=Nummer, Fam=Familie, Fa=Firma, Ing=Ingenieur, Dipl=Diplom, Hl=Heiliger, Hptm=Hauptmann"
)
_SPELLED = (
    "EU EG USA UN US UK WHO WTO IWF EZB ARD ADAC AOK ICE IC KI WM EM AG OB UKW AKW"
    " EKG ADHS AfD BKA LKA BIP HIV IBM ISS IG CIA FBI SAP LED SMS SOS DFB BSI OECD"
    " OSZE IOC FIA IAA TU FU LMU AKP PKK ÖBB SBB ORF ÖVP SPÖ FPÖ SVP UBS EVP AKK IHK"
    " ILO IAEA IOK EEG GEW DAK IT PR TV GEZ EnBW RBB MDR NDR WDR SWR BR AfA UKE LVR"
    " LWL EDV BGH BVG ÖPNV CO2 CO₂ ICC EKD ESM EFSF ASB DLRG RKI IOM NGO IP AI USB"
)
_SIGNS = {
    "‰": "Promille",
    "&": "und",
    "=": "gleich",
    "≠": "ungleich",
    "≈": "ungefähr",
    "≤": "höchstens",
    "≥": "mindestens",
    "<": "kleiner als",
    ">": "größer als",
    "+": "plus",
    "±": "plus minus",
    "×": "mal",
    "⋅": "mal",
    "÷": "geteilt durch",
    "√": "Wurzel aus",
    "∞": "unendlich",
    "−": "minus",
    "→": "nach",
    "§": "Paragraf",
    "©": "Copyright",
    "°": "Grad",
    "²": "hoch zwei",
    "³": "hoch drei",
    "€": "Euro",
    "$": "Dollar",
    "£": "Pfund",
    "#": "Raute",
    "@": "ät",
}

# ------------------------------------------------------------------------- times and scores


def _time(match: re.Match[str]) -> str:
    minutes = int(match[2])
    return f"{int(match[1])} Uhr" + (f" {minutes}" if minutes else "")


def _score(match: re.Match[str]) -> str:
    return f"{match[1]} zu {match[2]}"


_HOUR = r"([01]?[0-9]|2[0-4])"
_PLAYED = (
    r"(?:(?:[Ss]ieg|siegte|gewann|gewinnt|verlor|verliert|unterlag|schlug|besiegte|Endstand"
    r"|Niederlage"
    r"|[Ee]rgebnis|Halbzeit|führte|Führung|Rückstand|Remis|Satz|endete|Unentschieden|Erfolg)"
    r"(?: [^\W\d_]{1,14}){0,3} )"
)
_TIMES: tuple[Rule, ...] = (
    rule(
        rf"(?<![\w:.]){_HOUR}[.:]([0-5][0-9])(?=(?: ?[–-] ?"
        rf"| bis (?:um )?){_HOUR}[.:][0-5][0-9] Uhr\b)",
        _time,
    ),
    rule(rf"(?<![\w:.,]){_HOUR}[.:]([0-5][0-9])(?: Uhr(?!\w)| h(?!\w))", _time),
    rule(r"(?<![\w:.,])([0-9]{1,2})(?: ?[–-] ?)(?=[0-9]{1,2} Uhr\b)", r"\1 bis "),
    rule(
        r"(?<= Uhr)(?: [0-9]{1,2})?(?: ?– ?|-)(?=[0-9]{1,2} Uhr\b)",
        lambda m: re.sub(" ?[–-] ?", " bis ", m[0]),
    ),
    rule(rf"({_PLAYED})([0-9]{{1,3}}):([0-9]{{1,3}})(?![\w:])", r"\1\2 zu \3"),
    rule(r"(?<![\w:.,])([0-9]{1,3}):([0-9]|[6-9][0-9]|[0-9]{3})(?![\w:]|[.,][0-9])", _score),
    rule(r"(?<![\w:.,])(2[5-9]|[3-9][0-9]|1[0-9]{2}):([0-9]{2})(?![\w:]|[.,][0-9])", _score),
)

# ------------------------------------------------------------------------- fractions and years

_PARTS = {
    2: "halb",
    3: "Drittel",
    4: "Viertel",
    5: "Fünftel",
    6: "Sechstel",
    8: "Achtel",
    10: "Zehntel",
}
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8)}


def _say_fraction(whole: str, above: int, below: int) -> str:
    if below == 2:
        # Eineinhalb is one word, as dreieinhalb is.
        said = re.sub("eins$", "ein", numbers.cardinal(whole, "de")) if whole else ""
        return f"{said}einhalb" if whole else "ein halb"
    part = f"{'ein' if above == 1 else numbers.cardinal(str(above), 'de')} {_PARTS[below]}"
    return f"{whole} {part}" if whole else part


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match[2]), int(match[3])
    if above >= below or below not in _PARTS:
        return match[0]
    return _say_fraction((match[1] or "").strip(), above, below)


def _glyph(match: re.Match[str]) -> str:
    return _say_fraction(match[1] or "", *_GLYPHS[match[2]])


def _year(match: re.Match[str]) -> str:
    return numbers.year(match[0], "de")


_LATE: tuple[Rule, ...] = (
    rule(r"(?<![\w.,:/])(?:([0-9]{1,3}) ?)?([½⅓⅔¼¾⅛])", _glyph),
    rule(r"(?<![\w.,:/–-])([1-9][0-9]? )?([1-9])/(2|3|4|5|6|8|10)(?![\w/]|[.,][0-9])", _fraction),
    *ONE,
    rule(
        r"(?<![\w.,:/$£€-])1[1-9][0-9]{2}(?=er\b|/[0-9]{2}(?![0-9])|(?![\w/:%]|[.,][0-9]))", _year
    ),
    rule(r"(?<=[a-z])/(?=[0-9]{2}(?![0-9]))", " "),
    rule(r"(?<![\w.,])([0-9]{1,3})x(?!\w)", r"\1-mal"),
)

_UNITS = same(
    "km=Kilometer, m=Meter, cm=Zentimeter, mm=Millimeter, dm=Dezimeter, µm=Mikrometer,"
    "nm=Nanometer, kg=Kilogramm, g=Gramm, mg=Milligramm, µg=Mikrogramm, km²=Quadratkilometer,"
    "qkm=Quadratkilometer, qm=Quadratmeter, m²=Quadratmeter, m2=Quadratmeter,"
    " km2=Quadratkilometer,"
    "m³=Kubikmeter, m3=Kubikmeter, cm²=Quadratzentimeter, °C=Grad Celsius, ° C=Grad Celsius,"
    "°F=Grad Fahrenheit, °=Grad, kW=Kilowatt, MW=Megawatt, GW=Gigawatt, W=Watt, V=Volt,"
    " kB=Kilobyte,"
    "MB=Megabyte, GB=Gigabyte, TB=Terabyte, Mbit=Megabit, Gbit=Gigabit, ha=Hektar, l=Liter,"
    "ml=Milliliter, TL=Teelöffel, EL=Esslöffel, hl=Hektoliter, kHz=Kilohertz, MHz=Megahertz,"
    " GHz=Gigahertz, Hz=Hertz, dB=Dezibel,"
    "hPa=Hektopascal, kcal=Kilokalorien, ‰=Promille, PS=P.S"
) | forms(
    "kWh=Kilowattstunde/Kilowattstunden, MWh=Megawattstunde/Megawattstunden, h=Stunde/Stunden,"
    "GWh=Gigawattstunde/Gigawattstunden, TWh=Terawattstunde/Terawattstunden, t=Tonne/Tonnen,"
    "min=Minute/Minuten, Min.=Minute/Minuten, Std.=Stunde/Stunden, Sek.=Sekunde/Sekunden,"
    "s=Sekunde/Sekunden, sm=Seemeile/Seemeilen, Mt=Megatonne/Megatonnen"
)


def _compound(match: re.Match[str]) -> str:
    unit = _UNITS.get(match[2])
    return f"{match[1]}-{unit[0]}-" if unit else match[0]


GRAMMAR = Grammar(
    language="de",
    minus="minus",
    to="bis",
    per="pro",
    web=WebWords("Punkt", "Schrägstrich", "ät", "Bindestrich", "Unterstrich", "Hashtag"),
    months=MONTHS,
    date="{d}. {month} {y}",
    currencies=same(
        "€=Euro, EUR=Euro, Euro=Euro, $=Dollar, Dollar=Dollar, US$=U.S-Dollar, USD=U.S-Dollar,"
        "US-Dollar=U.S-Dollar, U.S-Dollar=U.S-Dollar, £=Pfund, GBP=Pfund, Pfund=Pfund, ¥=Yen,"
        " JPY=Yen, CHF=Franken,"
        "Fr.=Franken, SFr.=Franken, Franken=Franken, ₽=Rubel, ₹=Rupien, Cent=Cent, ct=Cent"
    ),
    units=_UNITS,
    scales=table(
        "Mio.=Millionen, Mrd.=Milliarden, Mio=Millionen, Mrd=Milliarden, Bio.=Billionen,"
        "Tsd.=Tausend, Millionen=Millionen, Milliarden=Milliarden, Million=Million,"
        "Milliarde=Milliarde, Billionen=Billionen, Billion=Billion"
    ),
    of_scale="",
    cents="",
    cent=("Cent", "Cent"),
    abbreviations=_ABBREVIATIONS,
    counted=_COUNTED,
    titles=_TITLES,
    spelled=_SPELLED,
    starters=STARTERS,
    signs=_SIGNS,
    names=(rule(r"(?<=Absatz )([0-9]{1,2}) Seite (?=[0-9])", r"\1 Satz "), *NAMES),
    early=(
        rule(rf"{START}([0-9]+)-([a-zµ²³]{{1,3}}|kW|MW)-(?=[A-ZÄÖÜ])", _compound),
        rule(r"(?<=[0-9])%ig(?=e)", "-prozentig"),
        rule("§§ ?(?=[0-9])", "Paragrafen "),
        *_TIMES,
        *ORDINALS,
    ),
    late=_LATE,
)
