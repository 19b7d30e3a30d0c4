"""Spanish: its words for signs and numbers, and its rules."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.european.grammar import Grammar, forms, plural_s, same, table
from briefing.voice.spoken.text import Rule, rule
from briefing.voice.spoken.web import WebWords

_MONTHS = tuple(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre".split()
)
_ABBREVIATIONS = table(
    "Sr.=señor, Sra.=señora, Srta.=señorita, Sres.=señores, Sras.=señoras, Dr.=doctor,"
    " Dra.=doctora,"
    "Dres.=doctores, D.ª=doña, Dña.=doña, Prof.=profesor, Profa.=profesora, Lic.=licenciado,"
    "Ing.=ingeniero, Arq.=arquitecto, Gral.=general, Excmo.=excelentísimo, Excma.=excelentísima,"
    "Ilmo.=ilustrísimo, Ilma.=ilustrísima, Rvdo.=reverendo, Mons.=monseñor, Sto.=Santo, Sta.=Santa,"
    "EE. UU.=Estados Unidos, EEUU=Estados Unidos, EE.UU=Estados Unidos, EE UU=Estados Unidos,"
    "p. ej.=por ejemplo, por ej.=por ejemplo, núm.=número, núms.=números, Ud.=usted, Uds.=ustedes,"
    "Vd.=usted, Vds.=ustedes, etc.=etcétera, a. C.=antes de Cristo, d. C.=después de Cristo,"
    "a. de C.=antes de Cristo, d. de C.=después de Cristo, aprox.=aproximadamente, s. f.=sin fecha,"
    "JJ. OO.=Juegos Olímpicos, JJOO=Juegos Olímpicos, CC. OO.=Comisiones Obreras,"
    "CCOO=Comisiones Obreras, RR. HH.=recursos humanos, FF. AA.=Fuerzas Armadas,"
    "CC. AA.=comunidades autónomas, CCAA=comunidades autónomas, DD. HH.=derechos humanos,"
    "RR. EE.=relaciones exteriores, avda.=avenida, av.=avenida, c/=calle, pza.=plaza,"
    " ctra.=carretera,"
    "tel.=teléfono, teléf.=teléfono, tlf.=teléfono, vs.=contra, vs=contra, máx.=máximo,"
    " mín.=mínimo,"
    "admón.=administración, dpto.=departamento, depto.=departamento, Cía.=compañía, Hnos.=hermanos,"
    "izq.=izquierda, dcha.=derecha, prov.=provincia, ed.=edición, S. M.=Su Majestad,"
    "SS. MM.=Sus Majestades, S. A. R.=Su Alteza Real, P. D.=posdata,"
    " q. e. p. d.=que en paz descanse,"
    "M€=millones de euros, Sra. Dña.=señora doña"
)
_SIGNS = {
    "‰": "por mil",
    "&": "y",
    "=": "igual a",
    "≠": "distinto de",
    "≈": "aproximadamente",
    "≤": "como máximo",
    "≥": "al menos",
    "<": "menor que",
    ">": "mayor que",
    "+": "más",
    "±": "más menos",
    "×": "por",
    "⋅": "por",
    "÷": "entre",
    "√": "raíz de",
    "∞": "infinito",
    "−": "menos",
    "→": "a",
    "§": "sección",
    "©": "copyright",
    "°": "grados",
    "²": "al cuadrado",
    "³": "al cubo",
    "€": "euros",
    "$": "dólares",
    "£": "libras",
    "#": "almohadilla",
    "@": "arroba",
}

# ------------------------------------------------------------------------- ordinals and Roman


def ordinal(value: int, feminine: bool = False) -> str:
    """Return an ordinal, such as decimotercero; each of its words in the gender asked for."""
    said = {11: "undécimo", 12: "duodécimo"}.get(value) or numbers.ordinal(str(value), "es")
    if 13 <= value <= 19:
        said = said.replace("décimo ", "decimo").replace("decimooctavo", "decimoctavo")
    return re.sub(r"o\b", "a", said) if feminine else said


def _numbered(match: re.Match[str]) -> str:
    value, ending = int(match[1]), match[2]
    if not 1 <= value <= 999:
        return match[0]
    said = ordinal(value, feminine=ending in ("ª", "a", "as"))
    if ending in ("er", "ᵉʳ") and said.endswith("ero"):
        said = said[:-1]
    return said


_KINGS = (
    "Felipe|Carlos|Alfonso|Juan|Juan Pablo|Pablo|Pío|Benedicto|Enrique|Luis|Jaime|Pedro|Sancho"
    "|Fernando|León|Gregorio|Clemente|Inocencio|Sixto|Urbano|Ramiro|García|Jorge|Eduardo|Guillermo"
    "|Ricardo|Francisco|Napoleón|Alejandro|Nicolás|Leopoldo|Alberto|Mohamed|Hasán|Abdalá|Balduino"
    "|Iván|Federico|Maximiliano|Ramsés|Julio|Manuel|Carlos Gustavo|Harald|Bonifacio|Alfredo|Víctor"
    " Manuel|José"
)
_QUEENS = "Isabel|Juana|Margarita|Catalina|Cristina|Urraca|María|Petronila|Blanca|Ana"
_HEADINGS = "capítulo|tomo|acto|libro|volumen|parte|título|artículo|sección|anexo|fase|tipo|escena"
_EVENTS_F = (
    "Guerra|Edición|República|Legislatura|Feria|Bienal|Cumbre|Gala|Semana|Copa|Jornada|Conferencia"
    "|Asamblea|Internacional|Marcha|Carrera|Muestra|Dinastía|Convención|Brigada|Región|Convocatoria"
)
_EVENTS_M = (
    "Congreso|Foro|Festival|Concilio|Concurso|Encuentro|Reich|Plan|Premio|Torneo|Campeonato"
    "|Certamen"
    "|Simposio|Seminario|Curso|Aniversario|Centenario|Convenio|Milenio|Trofeo|Ciclo|Coloquio|Salón"
)


def _ruler(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    if not value:
        return match[0]
    queen = re.fullmatch(_QUEENS, match[1]) is not None
    said = ordinal(value, queen) if value <= 10 else numbers.cardinal(str(value), "es")
    return f"{match[1]} {said}"


def _event(match: re.Match[str]) -> str:
    value = numbers.roman(match[1])
    if not value or value > 39:
        return match[0]
    feminine = re.match(f" (?:{_EVENTS_F})", match.string[match.end() : match.end() + 30], re.I)
    said = ordinal(value, feminine is not None)
    return said[:-1] if said.endswith(("primero", "tercero")) else said


def _roman_number(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    return f"{match[1]} {numbers.cardinal(str(value), 'es')}" if value else match[0]


_NAMES: tuple[Rule, ...] = (
    rule("& (?=H?[iIíÍ](?![aeiou]))", "e "),
    rule(
        r"(?<![\w.])([nN])\.?[º°] ?(?=[0-9A-Z])", lambda m: f"{'Nú' if m[1] == 'N' else 'nú'}mero "
    ),
    rule(r"(?<![\w.])D\. (?=[A-ZÁÉÍÓÚ][a-zñá-ú])(?!El |La )", "don "),
    rule(rf"(?<!\w)((?i:{_HEADINGS})) ([IVX]{{1,7}})(?![\w-])", _roman_number),
    rule(
        rf"(?<!\w)({_KINGS}|{_QUEENS}) ([IVX]{{2,6}}|[IVX](?!\. ?[A-ZÀ-Þ]))(?![\w-]| [A-Z]{{2}})",
        _ruler,
    ),
    rule(rf"(?<![\w.])([IVX]{{1,6}})(?= (?:{_EVENTS_F}|{_EVENTS_M})\b)", _event),
    rule(r"(?<!\w)([Ss]iglos?) ([IVX]{1,5})(?!\w)", _roman_number),
    rule(r"(?<!\w)(siglos? [a-zéí]{3,20} (?:y|al|a|e|o|y el)) ([IVX]{1,5})(?!\w)", _roman_number),
    rule(r"(?<!\w)([A-ZÀ-Þ][\w-]{2,24}) ([XVI]{2,7})(?![\w&-])", _roman_number),
)

# ------------------------------------------------------------------------- gender


_FEMININE = (
    r"(?:[^\W\d_]{3,20}(?:ciones|siones|dades|tades|tudes|umbres|triz|trices)"
    r"|(?!d[ií]as\b|problem|tem|program|sistem|map|planet|clim|idiom|kilogram|gram|drama|poema"
    r"|telegram|diagram|dilem|lem|esquem|futbolist|periodist|artist|turist|ciclist|tenist|atlet"
    r"|dentist|especialist|policí|cura|guard|patriarc|poet|pirat|monarc|piloto|belg|colega|papas\b"
    r"|más|tras\b|además|jamás|apenas|mientras|quizás|gracias|mas\b|las\b|otras\b|sofá|pijam|crucigram|dálmat|asteroid|aficionad|camarad|astronaut"
    r"|demócrat|diplomátic|internaut|vigí|taxist|ecologist|activist|terrorist|yihadist|comunist"
    r"|socialist|analist|accionist|economist|jurist|nacionalist|separatist)"
    r"[^\W\d_]{2,20}as"
    r"|mujeres|veces|voces|leyes|redes|luces|noches|tardes|partes|calles|torres|naves|muertes"
    r"|clases"
    r"|bases|fases|frases|llaves|sedes|series|fuentes|víctimas|manos|fotos|motos|libras|cruces"
    r"|actrices|imágenes|órdenes|cárceles|habitaciones|razones|sesiones|especies|crisis|tesis|dosis"
    r"|hora|tonelada|persona|vez|semana|mujer|pulgada|milla|libra|década|página|calle|empresa"
    r"|vivienda|víctima|hectárea|rupia|corona|medalla)(?!\w)"
)
_MASCULINE_ONE = (
    r"(?=(?:años?|millón|millones|euros?|dólar(?:es)?|kilómetros?|metros?|centímetros?|milímetros?|"
    r"kilos?|kilogramos?|gramos?|litros?|grados?|puntos?|días?|meses|mes|minutos?|segundos?"
    r"|yen(?:es)?"
    r"|pesos?|muertos?|heridos?|goles?|gol|votos?|escaños?|países|país|partidos?|billones|billón"
    r"|mil\b"
    r"|kilovatios?|megavatios?|francos?|hombres?|niños?|casos?|diputados?|jugadores|jugador"
    r"|equipos?"
    r"|por ciento|miembros?|centímos?|céntimos?|trabajadores|empleados?|detenidos?|mil|bares"
    r"|estados"
    r"|desaparecid[oa]|fallecid[oa]|soldados?|policías?|niños?|médicos?|accidentes?|lesionados?"
    r"|[^\W\d_]{3,20}(?:mientos|os))(?!\w))"
)


def _words(number: str) -> str:
    """Return a number in words; num2words has veintiuno mil for veintiún mil."""
    said = numbers.cardinal(number.replace(".", ""), "es")
    said = re.sub(r"veintiuno(?= mil)", "veintiún", said)
    return re.sub(r"\buno(?= mil)", "un", said)


def _before_feminine(match: re.Match[str]) -> str:
    said = re.sub("cientos", "cientas", _words(match[1]))
    said = re.sub("quinientos", "quinientas", said)
    if "illon" in said or "illón" in said:
        return match[0]
    return re.sub("un(?= mil)", "una", re.sub("uno$", "una", said)) + " "


def _before_masculine(match: re.Match[str]) -> str:
    said = re.sub(r"veintiuno$", "veintiún", _words(match[1]))
    return re.sub(r"\buno$", "un", said) + " "


_ONE = r"(?<![\w.,:/–-])(?!(?:19|20)[0-9]{2} )([0-9.]{0,12}(?<!1)1|1) "
_THOUSAND_ONE = (
    r"(?<![\w.,:/–-])(?!(?:19|20)[0-9]{2} )([0-9.]{0,9}[02-9]1\.[0-9]{3})(?![\w]|[.,][0-9])"
)

# ------------------------------------------------------------------------- times, fractions


def _time(match: re.Match[str]) -> str:
    hour, minutes = int(match[1]), int(match[2] or 0)
    article = match.string[max(0, match.start() - 4) : match.start()].lower()
    spoken = {1: "una", 21: "veintiuna"}.get(hour, str(hour))
    clock = article in ("las ", " la ") or article == "la "
    said = spoken + (
        f" y {minutes}" if minutes and minutes < 10 else f" {minutes}" if minutes else ""
    )
    if match[3] and 0 < minutes < 10:
        return f"{said} minutos"
    if match[3] or (not clock and not minutes):
        return f"{said} hora{'s' if hour != 1 else ''}"
    return said


_PARTS = {
    "2": "medio", "3": "tercio", "4": "cuarto", "5": "quinto", "8": "octavo", "10": "décimo",
}  # fmt: skip
_GLYPHS = table("½=medio, ⅓=un tercio, ⅔=dos tercios, ¼=un cuarto, ¾=tres cuartos")


def _fraction(match: re.Match[str]) -> str:
    above, below = match[1], match[2]
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    if int(above) >= int(below) or before.endswith((" el ", " al ", "del ")):
        return match[0]
    if above == "1":
        return f"un {_PARTS[below]}"
    return f"{numbers.cardinal(above, 'es')} {_PARTS[below]}s"


_HOUR = r"([01]?[0-9]|2[0-4])"

GRAMMAR = Grammar(
    language="es",
    minus="menos",
    to="a",
    per="por",
    web=WebWords("punto", "barra", "arroba", "guion", "guion bajo", "hashtag"),
    months=_MONTHS,
    date="{d} de {month} de {y}",
    currencies=plural_s(
        "€=euro, EUR=euro, euros=euro, euro=euro, £=libra, GBP=libra, ₽=rublo, ₹=rupia, pesos=peso"
    )
    | forms(
        "$=dólar/dólares, dólares=dólar/dólares, US$=dólar estadounidense/dólares estadounidenses,"
        "USD=dólar estadounidense/dólares estadounidenses, ¥=yen/yenes, JPY=yen/yenes,"
        "MXN=peso mexicano/pesos mexicanos, CHF=franco suizo/francos suizos"
    ),
    units=plural_s(
        "km=kilómetro, m=metro, cm=centímetro, mm=milímetro, kg=kilogramo, g=gramo, mg=miligramo,"
        "µg=microgramo, ha=hectárea, l=litro, L=litro, ml=mililitro, t=tonelada, min=minuto,"
        "s=segundo, kW=kilovatio, MW=megavatio, GW=gigavatio, W=vatio, V=voltio, h=hora, °=grado,"
        "dB=decibelio, hl=hectolitro, hm=hectómetro, kcal=kilocaloría, µm=micrómetro"
    )
    | same("GB=gigas, MB=megas, TB=teras, Hz=hercios, kHz=kilohercios, MHz=megahercios, ‰=por mil")
    | forms(
        "km²=kilómetro cuadrado/kilómetros cuadrados, km2=kilómetro cuadrado/kilómetros cuadrados,"
        "m²=metro cuadrado/metros cuadrados, m2=metro cuadrado/metros cuadrados,"
        "m³=metro cúbico/metros cúbicos, m3=metro cúbico/metros cúbicos,"
        "hm³=hectómetro cúbico/hectómetros cúbicos, cm²=centímetro cuadrado/centímetros cuadrados,"
        "°C=grado Celsius/grados Celsius, ºC=grado Celsius/grados Celsius,"
        "° C=grado Celsius/grados Celsius, °F=grado Fahrenheit/grados Fahrenheit,"
        "kWh=kilovatio hora/kilovatios hora, MWh=megavatio hora/megavatios hora,"
        "GWh=gigavatio hora/gigavatios hora, km/h=kilómetro por hora/kilómetros por hora"
    ),
    scales=table(
        "mil millones=mil millones, millones=millones, millón=millón, billones=billones,"
        " mill.=millones,"
        "mdd=mil millones de dólares"
    ),
    of_scale=" de",
    cents=" con",
    cent=("céntimo", "céntimos"),
    abbreviations=_ABBREVIATIONS,
    counted=table(
        "pág=página, págs=páginas, art=artículo, arts=artículos, cap=capítulo, vol=volumen,"
        "fig=figura, p=página, pp=páginas, t=tomo"
    ),
    titles={},
    spelled=(
        "UE OMS FMI IPC UGT DNI ERC ADN IU AI IA UPN EH UPYD BNG ITV EGB GPS ONG UIT UV"
        " USB SMS SOS HP ETT ATP IPV IRPF CGPJ CO2 CO₂ RSF CE PCE IP VIH OIT OMC LGTBI"
        " ELN UAB UPF CDC OCDE"
    ),
    starters="El La Los Las Un Una En De Pero Y Es Se No Su Por Para Con Como Cuando Si Al Del Lo",
    signs=_SIGNS,
    names=_NAMES,
    early=(
        rule(r"(?<![\w.,/-])(?:½|1/2) (?=(?:hora|docena|pensión)\b)", "media "),
        rule(r"(?<![\w.,:-])(?P<n>[0-9]{1,2})(?: ?[–-] ?| a )(?=[0-9]{1,2} ?h\b)", r"\g<n> a "),
        rule(rf"(?<![\w.,:-]){_HOUR}[:.]([0-5][0-9])( ?h(?:s|rs)?(?!\w)| horas?(?!\w))", _time),
        rule(rf"(?<![\w.,:-]){_HOUR}:([0-5][0-9])()(?![\w:])", _time),
        rule(
            r"(?<=[-−–])([0-9]{1,2}) ?º(?!\w)"
            r"|(?<![\w,.])([0-9]{1,2}) ?º(?= (?:bajo|sobre|a la sombra|centígrados|de (?:máx|mín"
            r"|temp)))",
            lambda m: f"{m[1] or m[2]} grados",
        ),
        rule(r"(?<![\w,.])([0-9]{1,3})\.?[ ]?(º|ª|er|ᵉʳ)(?![\wC])", _numbered),
        rule(
            r"(?<![\w,./-])((?:1[89]|20)[0-9]{2})/((?:[0-9]{2}){1,2})(?![\w/]|[.,][0-9])", r"\1 \2"
        ),
    ),
    late=(
        rule(r"(?<=[0-9]) ?([½⅓⅔¼¾])", lambda m: f" y {_GLYPHS[m[1]]}"),
        rule(r"[½⅓⅔¼¾]", lambda m: _GLYPHS[m[0]]),
        rule(r"(?<![\w.,:/–-])([1-9])/(2|3|4|5|8|10)(?![\w/]|[.,][0-9])", _fraction),
        rule(
            rf"(?<![\w.,:/–-])([0-9.]{{0,9}}[2-9][0-9]{{2}}(?:\.[0-9]{{3}})?) "
            rf"(?={_FEMININE})",
            _before_feminine,
        ),
        rule(rf"{_ONE}(?={_FEMININE})", _before_feminine),
        rule(rf"{_ONE}{_MASCULINE_ONE}", _before_masculine),
        rule(_THOUSAND_ONE, lambda m: _words(m[1])),
    ),
)
