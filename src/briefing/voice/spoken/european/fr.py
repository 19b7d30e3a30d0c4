"""French: its words for signs and numbers, and its rules."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.european.grammar import Grammar, forms, plural_s, same, table
from briefing.voice.spoken.text import Rule, rule
from briefing.voice.spoken.web import WebWords

_MONTHS = tuple(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
_ABBREVIATIONS = table(
    "c.-à-d.=c'est-à-dire, c-à-d=c'est-à-dire, p. ex.=par exemple, par ex.=par exemple,"
    "av. J.-C.=avant Jésus-Christ, apr. J.-C.=après Jésus-Christ, ap. J.-C.=après Jésus-Christ,"
    "env.=environ, etc.=et cetera, cf.=confer, cf=confer, Mme=Madame, Mmes=Mesdames,"
    "Mlle=Mademoiselle, Mlles=Mesdemoiselles, Mgr=Monseigneur, MM.=Messieurs, vs=contre,"
    " vs.=contre,"
    "M€=millions d'euros, Md€=milliards d'euros, Mds€=milliards d'euros, M$=millions de dollars,"
    "Md$=milliards de dollars, k€=mille euros, tél.=téléphone, bd=boulevard, Bd=Boulevard,"
    "max.=maximum, min.=minimum, éd.=édition, boul.=boulevard, janv.=janvier, févr.=février,"
    "sept.=septembre, oct.=octobre, nov.=novembre, déc.=décembre, juil.=juillet, s. d.=sans date,"
    "qqch.=quelque chose, qqn=quelqu'un, svp=s'il vous plaît, S.A.R.L.=S.A.R.L,"
    "M. le=Monsieur le, MM. les=Messieurs les, art. L.=article L, art. R.=article R,"
    " art. D.=article D,"
    "N.B.=nota bene, P.-S.=post-scriptum, J.-C.=Jésus-Christ, St-=Saint-, Ste-=Sainte-,"
    " c.à.d.=c'est-à-dire"
)
_COUNTED = table(
    "p=page, pp=pages, art=article, chap=chapitre, vol=volume, fig=figure, t=tome, al=alinéa,"
    " éd=édition"
)
_TITLES = table(
    "M=Monsieur, Dr=Docteur, Pr=Professeur, Me=Maître, St=Saint, Ste=Sainte, Sts=Saints"
)
_SPELLED = (
    "UE USA IA OMS FMI BCE OMC PIB LFI CHU OM OL RSA RSF IVG OGM GES PME TPE CEDH EI"
    " ONG EPR UMP UDI PCF EELV AFP FIA IUT CSA HEC IEP OQTF UV AOC AOP IGP RER TER"
    " BTP ARN CIA FBI IRM IBM SARL TVA CFDT CFTC FSU BNP LGV PMA GPA PEL CDI CDD ARS"
    " CIO UCI JO UEO USB IP BFM RTE ISF OAS FLN LR PS RN PSG RDC RCA CPI TPI AME IDF"
    " BPCE ABF RTL LCI TNT SAV CGU UFC BPI PLU AMP SMS SOS CO2 CO₂"
)
_SIGNS = {
    "‰": "pour mille",
    "&": "et",
    "=": "égale",
    "≠": "différent de",
    "≈": "environ",
    "≤": "au plus",
    "≥": "au moins",
    "<": "inférieur à",
    ">": "supérieur à",
    "±": "plus ou moins",
    "×": "fois",
    "⋅": "fois",
    "÷": "divisé par",
    "√": "racine de",
    "∞": "l'infini",
    "−": "moins",
    "→": "vers",
    "§": "paragraphe",
    "©": "copyright",
    "°": "degrés",
    "²": "au carré",
    "³": "au cube",
    "€": "euros",
    "$": "dollars",
    "£": "livres",
    "#": "dièse",
    "@": "arobase",
}

# ------------------------------------------------------------------------- ordinals and Roman


def ordinal(value: int, feminine: bool = False) -> str:
    """Return an ordinal; the first as premier or première."""
    if value == 1:
        return "première" if feminine else "premier"
    said = numbers.ordinal(str(value), "fr")
    return re.sub(r"(?<=vingt|.cent|llion|liard)sième$", "ième", f" {said}").strip()


def _numbered(match: re.Match[str]) -> str:
    digits, ending = match[1], match[2]
    value = int(digits) if digits.isdigit() else numbers.roman(digits)
    if not value:
        return match[0]
    if ending in ("nd", "nde", "nds", "ndes"):
        return f"secon{ending[1:]}" if value == 2 else match[0]
    said = ordinal(value, feminine=ending in ("re", "ère", "res", "ères"))
    return said + ("s" if ending.endswith("s") and not said.endswith("s") else "")


_ENDING = r"(ers?|res?|ères?|es?|èmes?|emes?|nde?s?|ᵉʳ|ᵉ|ème)"
_HEADINGS = (
    "an|chapitre|tome|acte|livre|volume|partie|titre|article|section|annexe|scène|phase|type|classe"
)
_RULERS = (
    "Louis|Charles|Henri|François|Philippe|Napoléon|Jean-Paul|Paul|Pie|Benoît|Léon|Grégoire"
    "|Innocent"
    "|Clément|Élisabeth|Elisabeth|Elizabeth|Édouard|Guillaume|Albert|Léopold|Baudouin|Nicolas"
    "|Alexandre|Pierre|Frédéric|Ferdinand|Alphonse|Mohammed|Hassan|Georges|Jacques|Richard"
    "|Catherine"
    "|Robert|Hugues|Jean|Urbain|Ramsès|Felipe|Philippe-Auguste|Rainier|Abdallah|Guillaume|Sixte"
    "|Jules"
)


def _roman_number(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    return f"{match[1]} {numbers.cardinal(str(value), 'fr')}" if value else match[0]


_NAMES: tuple[Rule, ...] = (
    rule(r"(?<![\w.])n[°ºᵒ] ?(?=[0-9A-Z])", "numéro "),
    rule(r"(?<![\w.])N[°ºᵒ] ?(?=[0-9A-Z])", "Numéro "),
    rule(r"(?<![\w.])n[°ºᵒ]s ?(?=[0-9A-Z])", "numéros "),
    rule(r"(?<![\w.,])([IVX]{1,7})(ème|eme|ᵉ|e)(?![\w'’])", _numbered),
    rule(r"(?<![\w.,])(I)(ers?|res?|ères?|ᵉʳ)(?![\w'’])", _numbered),
    rule(rf"(?<!\w)((?i:{_HEADINGS})) ([IVX]{{1,7}})(?![\w'’-])", _roman_number),
    rule(rf"(?<!\w)({_RULERS}) ([IVX]{{2,6}}|[IVX](?!\. ?[A-ZÀ-Þ]))(?![\w'’-])", _roman_number),
    rule(r"(?<!\w)([A-ZÀ-Þ][\w-]{2,24}) ([XVI]{2,7})(?![\w&'’-])", _roman_number),
    rule(r"(?<=siècles )([IVX]{1,6})(?: et )(?=[IVX]{1,6}e)", lambda m: f"{_century(m[1])} et "),
    rule(r"(?<=\b[Ss]iècle )([IVX]{2,6})(?!\w)", lambda m: _century(m[1])),
)


def _century(numeral: str) -> str:
    value = numbers.roman(numeral)
    return ordinal(value) if value else numeral


# ------------------------------------------------------------------------- times and gender


def _time(match: re.Match[str]) -> str:
    hour, minutes = int(match[1]), int(match[2] or match[3] or 0)
    said = {0: "zéro", 1: "une", 21: "vingt et une"}.get(hour, str(hour))
    return f"{said} heure{'s' if hour > 1 else ''}" + (f" {minutes}" if minutes else "")


_FEMININE = (
    r"(?:heure|minute|seconde|année|semaine|journée|tonne|personne|voix|femme|victime|fois|place"
    r"|page"
    r"|ville|commune|fille|école|voiture|livre sterling|pièce|maison|famille|équipe|entreprise"
    r"|usine"
    r"|chambre|mesure|réponse|question|couronne|livre|médaille|étoile|île|ligne|tête|chaîne"
    r"|candidate|élève|étape|part|table|unité|arme|plainte|chance|course|partie|rencontre|victoire"
    r"|défaite|saison|calorie|matinée|soirée|nuit|tribune|salle|série|oeuvre|œuvre|bouteille|lettre"
    r"|[^\W\d_]{2,18}(?:tion|sion|aison|ité|ette|ance|ence|elle|euse|trice))s?(?!\w)"
)


def _feminine(match: re.Match[str]) -> str:
    number = match[1].replace(".", "")
    if len(number) > 1 and number[-2] in "179":
        return match[0]
    return f"{numbers.cardinal(number, 'fr')}e"


_PARTS = {"2": "demi", "3": "tiers", "4": "quart", "5": "cinquième", "8": "huitième"}


def _fraction(match: re.Match[str]) -> str:
    above, below = match[1], match[2]
    before = match.string[max(0, match.start() - 3) : match.start()].lower()
    if int(above) >= int(below) or before in ("le ", "du ", "au "):
        return match[0]
    part = _PARTS[below]
    many = int(above) > 1 and not part.endswith("s")
    return f"{numbers.cardinal(above, 'fr')} {part}{'s' if many else ''}"


_HOUR = r"([01]?[0-9]|2[0-4])"
_HALVES = table("½=et demi, ¼=un quart, ¾=trois quarts, ⅓=un tiers, ⅔=deux tiers")

GRAMMAR = Grammar(
    language="fr",
    minus="moins",
    to="à",
    per="par",
    web=WebWords("point", "slash", "arobase", "tiret", "tiret bas", "hashtag"),
    months=_MONTHS,
    date="{d} {month} {y}",
    currencies=plural_s(
        "€=euro, EUR=euro, euros=euro, euro=euro, $=dollar, dollars=dollar, £=livre, GBP=livre,"
        "₽=rouble, ₹=roupie"
    )
    | same("¥=yen, JPY=yen")
    | forms(
        "US$=dollar américain/dollars américains, USD=dollar américain/dollars américains,"
        "$US=dollar américain/dollars américains, CHF=franc suisse/francs suisses,"
        "$ CA=dollar canadien/dollars canadiens, FCFA=franc C.F.A/francs C.F.A"
    ),
    units=plural_s(
        "km=kilomètre, m=mètre, cm=centimètre, mm=millimètre, µm=micromètre, kg=kilogramme,"
        " g=gramme,"
        "mg=milligramme, µg=microgramme, kW=kilowatt, MW=mégawatt, GW=gigawatt, W=watt, V=volt,"
        "ha=hectare, l=litre, L=litre, ml=millilitre, mL=millilitre, cl=centilitre, hl=hectolitre,"
        "t=tonne, min=minute, mn=minute, s=seconde, kWh=kilowattheure, MWh=mégawattheure,"
        "GWh=gigawattheure, TWh=térawattheure, °=degré, dB=décibel, Mo=mégaoctet, Go=gigaoctet,"
        "To=téraoctet, ko=kilooctet, Mt=mégatonne, kcal=kilocalorie, h=heure"
    )
    | same("Hz=hertz, kHz=kilohertz, MHz=mégahertz, GHz=gigahertz, ‰=pour mille")
    | forms(
        "km²=kilomètre carré/kilomètres carrés, m²=mètre carré/mètres carrés,"
        "km2=kilomètre carré/kilomètres carrés, m2=mètre carré/mètres carrés,"
        "m³=mètre cube/mètres cubes, m3=mètre cube/mètres cubes, °C=degré Celsius/degrés Celsius,"
        "° C=degré Celsius/degrés Celsius, °F=degré Fahrenheit/degrés Fahrenheit,"
        "km/h=kilomètre par heure/kilomètres par heure, cm²=centimètre carré/centimètres carrés"
    ),
    scales=table(
        "millions=millions, milliards=milliards, million=million, milliard=milliard,"
        "Md=milliards, Mds=milliards, Mrd=milliards, Mio=millions, mds=milliards"
    ),
    of_scale=" de",
    cents="",
    cent=("centime", "centimes"),
    abbreviations=_ABBREVIATIONS,
    counted=_COUNTED,
    titles=_TITLES,
    spelled=_SPELLED,
    starters="Le La Les Un Une Il Elle Ils Elles On Ce Cette Ces En Dans Mais Et Puis À Au Pour",
    signs=_SIGNS,
    first="premier",
    below_two=True,
    names=_NAMES,
    early=(
        rule(r"(?<![\w.,/-])(14-18|39-45)(?![\w-])", lambda m: m[1].replace("-", " ")),
        rule(r"(?<![\w.,/-])(?:½|1/2)[ -]heure\b", "une demi-heure"),
        rule(rf"(?<![\w.,:-])({_HOUR} ?h(?: ?[0-5][0-9])?) ?[–-] ?(?={_HOUR} ?h)", r"\1 à "),
        rule(rf"(?<![\w.,:-]){_HOUR} ?(?:h(?: ?([0-5][0-9]))?|H([0-5][0-9]))(?!\w)", _time),
        rule(rf"(?<![\w:.,]){_HOUR}:([0-5][0-9])()(?![\w:])", _time),
        rule(rf"(?<![\w,.])([0-9]{{1,4}}){_ENDING}(?!\w)", _numbered),
        rule(
            rf"(?<![\w.,/-])0?1(?= (?:{'|'.join(_MONTHS)})\b)",
            "premier",
        ),
    ),
    late=(
        rule(
            r"(?<=[0-9]) ?([½¼¾⅓⅔])", lambda m: f" {'et ' if m[1] in '¼¾⅓⅔' else ''}{_HALVES[m[1]]}"
        ),
        rule(r"(?<=[0-9])/(?=(?:10|20|100)(?![\w/]|[.,][0-9]))", " sur "),
        rule(r"[½¼¾⅓⅔]", lambda m: _HALVES[m[0]].replace("et demi", "un demi")),
        rule(r"(?<![\w.,:/–-])([1-9])/(2|3|4|5|8)(?![\w/]|[.,][0-9])", _fraction),
        rule(
            rf"(?<![\w.,:/–-])(?!(?:19|20)[0-9]{{2}} )([0-9.]{{0,12}}1) (?={_FEMININE})",
            lambda m: f"{_feminine(m)} ",
        ),
    ),
)
