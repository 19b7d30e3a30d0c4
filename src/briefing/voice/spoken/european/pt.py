"""Portuguese, of Portugal and Brazil: its words for signs and numbers, and its rules.

Numbers stay digits where they can: sixteen is dezasseis in one country and dezesseis in the other.
"""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.european.grammar import Grammar, forms, plural_s, same, table
from briefing.voice.spoken.text import rule
from briefing.voice.spoken.web import WebWords

_MONTHS = tuple(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro".split()
)
_ABBREVIATIONS = table(
    "Sr.=senhor, Sra.=senhora, Sr.ª=senhora, Srs.=senhores, Srta.=senhorita, Dr.=doutor,"
    " Dra.=doutora,"
    "Dr.ª=doutora, D.ª=dona, Prof.=professor, Profa.=professora, Prof.ª=professora,"
    " Eng.=engenheiro,"
    "Gen.=general, Exmo.=excelentíssimo, Exma.=excelentíssima, etc.=et cetera, p. ex.=por exemplo,"
    "por ex.=por exemplo, a. C.=antes de Cristo, d. C.=depois de Cristo, aprox.=aproximadamente,"
    "tel.=telefone, vs.=contra, vs=contra, av.=avenida, máx.=máximo, mín.=mínimo, cia.=companhia,"
    "ltda.=limitada, Lda.=limitada, mi.=milhões, bi.=bilhões, séc.=século, Sto.=Santo, Sta.=Santa"
)
_RULERS = (
    "Pedro|João|José|Afonso|Manuel|Carlos|Luís|Filipe|Sebastião|Fernando|Sancho|Dinis|Duarte"
    "|Henrique"
    "|João Paulo|Paulo|Pio|Bento|Leão|Gregório|Clemente|Inocêncio|Miguel|Felipe|Eduardo|Jorge"
    "|Guilherme|Ricardo|Napoleão|Nicolau|Alexandre|Alberto|Francisco|Ramsés|Frederico"
)
_QUEENS = "Maria|Isabel|Elizabeth|Elisabete|Catarina|Margarida|Cristina"
_HEADINGS = (
    "capítulo|tomo|ato|acto|livro|volume|parte|título|artigo|seção|secção|anexo|fase|tipo|séculos?"
)


def _ordinal(value: int, feminine: bool = False) -> str:
    said = numbers.ordinal(str(value), "pt")
    return re.sub(r"o\b", "a", said) if feminine else said


def _ruler(match: re.Match[str]) -> str:
    """Say a ruler's numeral: an ordinal up to ten, a number beyond."""
    value = numbers.roman(match[2])
    if not value:
        return match[0]
    queen = re.fullmatch(_QUEENS, match[1]) is not None
    return f"{match[1]} {_ordinal(value, queen) if value <= 10 else value}"


def _event(match: re.Match[str]) -> str:
    value = numbers.roman(match[1])
    following = match.string[match.end() + 1 :]
    feminine = re.match("guerra|edição|república|cúpula|cimeira|feira|bienal|copa", following, re.I)
    return _ordinal(value, feminine is not None) if value else match[0]


def _roman_number(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    return f"{match[1]} {value}" if value else match[0]


_FEMININE_NOUN = (
    r"(?:horas?|pessoas?|mulheres|mulher|semanas?|toneladas?|vezes|vez|páginas?|casas|empresas?"
    r"|escolas"
    r"|famílias|crianças|vítimas?|vagas|cidades?|milhas?|libras?|rupias?|vidas|mortes|lojas|obras"
    r"|unidades|meninas|noites?|tardes|ruas|ilhas|doses|medalhas?|vitórias?|derrotas?|mil pessoas"
    r"|mil toneladas|mil famílias|mil mulheres|mil crianças|mil vagas"
    r"|[^\W\d_]{2,18}(?:ções|sões|dades|gens))(?!\w)"
)


def _before_feminine(match: re.Match[str]) -> str:
    """Say the hundreds and the last one or two of a number as the feminine things it counts."""
    digits = match[1].replace(".", "")
    thousands, hundreds, rest = digits[:-3], int(digits[-3:-2] or 0), int(digits[-2:])
    if int(thousands or 0) % 1000 > 99 or not (hundreds > 1 or rest % 10 in (1, 2)):
        return match[0]
    parts = []
    if int(thousands or 0):
        one_two = int(thousands) if int(thousands) in (1, 2) else 0
        parts.append({1: "mil", 2: "duas mil"}.get(one_two, f"{thousands} mil"))
    if hundreds:
        said = numbers.cardinal(f"{hundreds}00", "pt").replace("entos", "entas")
        said = "cento" if hundreds == 1 and rest else said.replace("duzentos", "duzentas")
        parts.append(said)
    if rest:
        tens = _tens(rest)
        parts.append(f"e {tens}" if parts else tens)
    return " ".join(parts) + " "


def _tens(rest: int) -> str:
    if rest in (11, 12) or rest % 10 not in (1, 2):
        return str(rest)
    said = numbers.cardinal(str(rest), "pt")
    return re.sub("um$", "uma", re.sub("dois$", "duas", said))


def _time(match: re.Match[str]) -> str:
    hour, minutes = int(match[1]), int(match[2] or 0)
    said = {1: "uma", 2: "duas", 21: "vinte e uma", 22: "vinte e duas"}.get(hour, str(hour))
    return f"{said} hora{'s' if hour != 1 else ''}" + (f" e {minutes}" if minutes else "")


_PARTS = {"2": "meio", "3": "terço", "4": "quarto", "5": "quinto", "8": "oitavo", "10": "décimo"}


def _fraction(match: re.Match[str]) -> str:
    above, part = match[1], _PARTS[match[2]]
    if int(above) >= int(match[2]):
        return match[0]
    return f"um {part}" if above == "1" else f"{numbers.cardinal(above, 'pt')} {part}s"


_HOUR = r"([01]?[0-9]|2[0-4])"
_GLYPHS = table("½=meio, ⅓=um terço, ⅔=dois terços, ¼=um quarto, ¾=três quartos")

GRAMMAR = Grammar(
    language="pt",
    minus="menos",
    to="a",
    per="por",
    web=WebWords("ponto", "barra", "arroba", "hífen", "sublinhado", "hashtag"),
    months=_MONTHS,
    date="{d} de {month} de {y}",
    currencies=plural_s("€=euro, EUR=euro, euros=euro, £=libra, GBP=libra, $=dólar")
    | forms(
        "¥=iene/ienes, R$=real/reais, BRL=real/reais, reais=real/reais, dólares=dólar/dólares,"
        "US$=dólar americano/dólares americanos, USD=dólar americano/dólares americanos,"
        "CHF=franco suíço/francos suíços, ₽=rublo/rublos"
    ),
    units=plural_s(
        "km=quilômetro, m=metro, cm=centímetro, mm=milímetro, kg=quilo, g=grama, mg=miligrama,"
        " l=litro,"
        "L=litro, ml=mililitro, ha=hectare, t=tonelada, min=minuto, s=segundo, h=hora, °=grau,"
        " W=watt,"
        "kW=quilowatt, MW=megawatt, GW=gigawatt, kWh=quilowatt-hora, µg=micrograma"
    )
    | same("GB=gigabytes, MB=megabytes, ‰=por mil")
    | forms(
        "km²=quilômetro quadrado/quilômetros quadrados, m²=metro quadrado/metros quadrados,"
        "m2=metro quadrado/metros quadrados, m³=metro cúbico/metros cúbicos,"
        " °C=grau Celsius/graus Celsius,"
        "ºC=grau Celsius/graus Celsius, km/h=quilômetro por hora/quilômetros por hora"
    ),
    scales=table(
        "mil milhões=mil milhões, milhões=milhões, milhão=milhão, bilhões=bilhões, bilhão=bilhão,"
        "mi=milhões, bi=bilhões, mil=mil, trilhões=trilhões"
    ),
    of_scale=" de",
    cents=" e",
    cent=("centavo", "centavos"),
    abbreviations=_ABBREVIATIONS,
    counted=table(
        "pág=página, págs=páginas, art=artigo, arts=artigos, cap=capítulo, vol=volume, p=página"
    ),
    titles={},
    spelled=(
        "UE OMS FMI BCE OMC FBI IPO IBGE INSS CPI OIT IA USP UFRJ EDP IRS TSE CNE CE DNA"
        " ADN ERC IP USB SMS SOS CO2 CO₂"
    ),
    starters="O A Os As Um Uma Em De Mas E É Se Não Por Para Com Como Quando No Na Do Da Ao",
    signs={
        "‰": "por mil",
        "&": "e",
        "=": "igual a",
        "≠": "diferente de",
        "≈": "aproximadamente",
        "≤": "no máximo",
        "≥": "pelo menos",
        "<": "menor que",
        ">": "maior que",
        "+": "mais",
        "±": "mais ou menos",
        "×": "vezes",
        "⋅": "vezes",
        "÷": "dividido por",
        "√": "raiz de",
        "∞": "infinito",
        "−": "menos",
        "→": "para",
        "§": "parágrafo",
        "©": "copyright",
        "°": "graus",
        "²": "ao quadrado",
        "³": "ao cubo",
        "€": "euros",
        "$": "dólares",
        "£": "libras",
        "#": "cardinal",
        "@": "arroba",
    },
    first="primeiro",
    names=(
        rule(rf"(?<![\w.])D\. (?=(?:{_RULERS})\b)", "Dom "),
        rule(rf"(?<![\w.])D\. (?=(?:{_QUEENS})\b)", "Dona "),
        rule(
            r"(?<![\w.])([nN])\.?[º°] ?(?=[0-9A-Z])",
            lambda m: f"{'Nú' if m[1] == 'N' else 'nú'}mero ",
        ),
        rule(rf"(?<!\w)((?i:{_HEADINGS})) ([IVX]{{1,7}})(?![\w-])", _roman_number),
        rule(r"(?<!\w)(séculos [0-9]{1,2} e) ([IVX]{1,5})(?![\w-])", _roman_number),
        rule(
            rf"(?<!\w)({_RULERS}|{_QUEENS}) ([IVX]{{2,6}}|[IVX](?!\. ?[A-ZÀ-Þ]))(?![\w-])", _ruler
        ),
        rule(
            r"(?<![\w.])([IVX]{1,6})(?= (?:[Gg]uerra|[Ee]dição|[Rr]epública|[Cc]úpula|Cimeira"
            r"|Congresso"
            r"|Feira|Bienal|Copa|Festival|Fórum|Reich)\b)",
            _event,
        ),
        rule(r"(?<!\w)([A-ZÀ-Þ][\w-]{2,24}) ([XVI]{2,7})(?![\w&-])", _roman_number),
    ),
    early=(
        rule(rf"(?<![\w,./-])(?:0?1|1\.?º)(?= de (?:{'|'.join(_MONTHS)})\b)", "primeiro"),
        rule(r"(?<![\w,.])([0-9]{1,3})\.([ºª])(?!\w)", r"\1\2"),
        rule(rf"(?<![\w.,:-])({_HOUR} ?h(?:[0-5][0-9])?) ?[–-] ?(?={_HOUR} ?h)", r"\1 a "),
        rule(rf"(?<![\w.,:-]){_HOUR} ?h ?([0-5][0-9])?(?:min)?(?!\w)", _time),
        rule(rf"(?<=[àÀ]s ){_HOUR}:([0-5][0-9])(?![\w:])", _time),
        rule(
            r"(?<![\w,./-])((?:1[89]|20)[0-9]{2})/((?:[0-9]{2}){1,2})(?![\w/]|[.,][0-9])", r"\1 \2"
        ),
    ),
    late=(
        rule(r"(?<=[0-9]) ?([½⅓⅔¼¾])", lambda m: f" e {_GLYPHS[m[1]]}"),
        rule(r"[½⅓⅔¼¾]", lambda m: _GLYPHS[m[0]]),
        rule(r"(?<![\w.,:/–-])([1-9])/(2|3|4|5|8|10)(?![\w/]|[.,][0-9])", _fraction),
        rule(
            rf"(?<![\w.,:/–-])(?!(?:19|20)[0-9]{{2}} )"
            rf"([0-9]{{1,2}}\.[0-9]{{3}}|[0-9]{{1,5}}) "
            rf"(?={_FEMININE_NOUN})",
            _before_feminine,
        ),
    ),
)
