"""German numbers that bend: ordinals, rulers and the number one.

The endings are those of the adjective after a determiner: weak, mixed or strong.
"""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.european.grammar import words, words_before
from briefing.voice.spoken.text import Rule, rule

MONTHS = tuple(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
STARTERS = (
    "Der Die Das Den Dem Des Ein Eine Einen Er Sie Es Wir Ich Ihr In Im Am An Auf Aber Und Doch"
    " Dann Danach Dort Da Mit Nach Bei Für Von Zu Zum Zur Wer Was Wie Wo Warum Wenn Weil Dass Nur"
    " Auch Noch Nun Jetzt Heute Gestern Morgen Damit Dabei Seit Vor Um Unter Über Als So Seine Ihre"
    " Dies Diese Dieser Kein Keine Man Alle Beim Vom Ob Hier Insgesamt Zudem Außerdem Denn"
)

# ------------------------------------------------------------------------- gender

_MASCULINE = (
    r"tag|stock|versuch|grad|rang|sieg|krieg|satz|gang|spieler|advent|bezirk|kreis|senat|titel"
    r"|abschnitt|prozess|rekord|meister|monat|anlauf|schritt|punkt|artikel|absatz|kongress|gipfel"
    r"|jahrgang|block|lauf|treffer|stern|preis|fall|platz|mittwoch|sonnabend|jänner|film|erfolg"
    r"|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    r"|\b(?:teil|band|akt|fc|sc|sv|fsv|vfb|tsv|patient|mann|zug|ort|hinweis)"
)
_FEMININE = (
    r"klasse|liga|runde|etage|auflage|halbzeit|minute|stunde|sekunde|welle|staffel|amtszeit|ausgabe"
    r"|woche|stufe|stelle|sinfonie|symphonie|hälfte|person|reihe|niederlage|folge|etappe|kammer"
    r"|periode|zeile|spalte|republik|armee|dosis|frau|partie|saison|phase|position|hand|spitze"
    r"|instanz|ebene|strophe|serie|gruppe|internationale|tagung|lesung|wahl|nacht|ehe|million"
    r"|hilfe|adresse"
    r"|\b(?:geige|liga|mahnung)|ung|heit|keit|schaft|tion|sion|tät"
)
_NEUTER = (
    r"jahrhundert|jahrtausend|quartal|halbjahr|jahr|kapitel|spiel|buch|kind|semester|geschoss"
    r"|stockwerk|gebot|viertel|drittel|finale|rennen|bataillon|regiment|treffen|duell|festival"
    r"|album|konzil|gesetz|programm|jahrzehnt|bein|bild|rad|paket|wochenende|gleis|mitglied"
    r"|\b(?:mal|tor|reich|mädchen|opfer|haus|konzert|angebot|gespräch|turnier)"
)
_GENDERS = tuple(
    (gender, re.compile(rf"(?i)(?:{endings})$"))
    for gender, endings in (("m", _MASCULINE), ("f", _FEMININE), ("n", _NEUTER))
)


def _gender(noun: str) -> str:
    """Return m, f or n for a noun whose gender is certain, else an empty string."""
    return next((gender for gender, pattern in _GENDERS if pattern.search(noun)), "")


# ------------------------------------------------------------------------- ordinals

_EN = words(
    "dem den des am im vom zum beim zur einem einen einer eines keinem keinen keiner jedem jeden"
    " diesem diesen dieses seinem seinen seiner seines ihrem ihren ihrer ihres unserem unseren"
    " unserer meinem meinen meiner deinem deinen deiner überm unterm hinterm vorm"
)
_E = words(
    "die das jede jeder jedes diese dieser eine keine seine ihre unsere meine deine ins ans fürs"
    " ums übers"
)
_MIXED = words("ein kein sein ihr mein dein unser euer")
_DATIVE = words("in mit nach von bei aus zu vor auf an unter ab seit zwischen trotz wegen laut")
_ACCUSATIVE = words("für gegen durch ohne um bis pro")
_STRONG = {
    "": {"m": "r", "f": "", "n": "s"},
    "dative": {"m": "m", "f": "r", "n": "m"},
    "accusative": {"m": "n", "f": "", "n": "s"},
}
_BEFORE_FEMININE = words(
    "in von mit bei zu aus seit nach vor auf an unter während wegen trotz über hinter neben"
    " zwischen laut innerhalb außerhalb anfang ende mitte gegenüber seitens"
)


def ordinal(digits: str) -> str:
    """Return the ordinal of a number without its last letters: dritte, which may take n, r, s."""
    return numbers.ordinal(digits.lstrip("0") or "0", "de")


def _after_der(lead: str, noun: str) -> str:
    """Return the ending after "der": masculine nominative, or feminine dative and genitive."""
    gender = _gender(noun)
    if gender:
        return "" if gender == "m" else "n"
    return "n" if lead.lower() in _BEFORE_FEMININE or lead[:1].isupper() else ""


def _ending(match: re.Match[str]) -> str | None:
    """Return what follows "dritte" here, or nothing where the dot may end a sentence."""
    lead, det = ["", "", *words_before(match, 2)][-2:]
    noun, word = match["next"] or "", det.lower().rstrip(",")
    if re.match("[a-zß-ÿ]", noun):
        if word not in _EN | _E | _MIXED | {"der"}:
            return None
        # An adjective beside it has the same ending.
        adjective = re.search("e([nmrs]?)$", noun)
        if adjective and noun not in ("bis", "der", "des", "dem", "den", "alle", "beide"):
            return adjective[1]
    if word in _EN | _E:
        return "n" if word in _EN else ""
    return _after_der(lead, noun) if word == "der" else _strong(lead, word, noun)


def _strong(lead: str, word: str, noun: str) -> str | None:
    """Return the ending where no article shows the case: that of the noun, if it is known."""
    gender = _gender(noun)
    if not gender or noun in STARTERS.split():
        return None
    if word in ("ab", "seit", "bis") and noun in MONTHS:
        return "n"
    if re.match("(?:mon|diens|donners|frei|sams|sonn)tag$|mittwoch$", word):
        return "n" if lead.lower() in ("am", "vom", "zum", "bis") else "r"
    case = "dative" if word in _DATIVE else "accusative" if word in _ACCUSATIVE else ""
    return _STRONG[case][gender]


_ONE = r"[0-9]{1,4}(?:\.|(?=–[0-9]{1,3}\. ))"
_RUN = rf"{_ONE}(?:(?:, | und | oder | bzw\. | sowie | bis | bis zum | zum |/|–|-){_ONE})*+"
_ORDINAL = (
    rf"(?<![\w.,:/§-])(?P<run>{_RUN})"
    r"(?= (?P<next>[^\W\d_][\w-]*)|(?P<end>[,;:)!?]| ?$|\. ?$| [–(„\"]))"
)


def _ordinal(match: re.Match[str]) -> str:
    """Say "am 3." as am dritten, whatever stands between it and its noun."""
    ending = _ending(match)
    run = match["run"]
    if ending is None or re.search("[0-9]{4}", run):
        return match[0]
    said = re.sub(r"([0-9]+)\.?", lambda one: f"{ordinal(one[1])}{ending}", run)
    said = re.sub("[–-]", " bis ", said).replace("/", " ")
    closes = match["next"] in STARTERS.split() or (not match["next"] and not match["end"].strip())
    return f"{said}{'.' if closes else ''}"


_ROMAN_ORDINAL = (
    r"(?<![\w.])([IVX]{1,6})\. (?=[\w-]*(?:[Kk]rieg|Vatikan|Liga|Quartal|Halbjahr|Korps|Armee"
    r"|Reich|Internationale|Republik|Satz|Akt|Kapitel|Sinfonie|Symphonie|Senat|Zivilsenat"
    r"|Bundesliga|Parteitag|Weltkongress|Obergeschoss|Abschnitt|Abteilung|Division))"
)


def _numeric_date(match: re.Match[str]) -> str:
    year = f" {match['y']}" if match["y"] else ""
    det = match.groupdict().get("det") or ""
    return f"{det}{match['d']}. {MONTHS[int(match['m']) - 1]}{year}"


_NUMERIC_DAY = r"(?P<d>0?[1-9]|[12][0-9]|3[01])\. ?(?P<m>0?[1-9]|1[0-2])\."
ORDINALS: tuple[Rule, ...] = (
    rule(rf"(?<![\w.,:/-]){_NUMERIC_DAY} ?(?P<y>(?:1[0-9]|20)[0-9]{{2}})(?![\w-])", _numeric_date),
    rule(
        rf"(?<!\w)(?P<det>(?:[Aa]m|[Vv]om|[Bb]is|zum|den|der|dem|[Ss]eit"
        rf"|[Aa]b) ){_NUMERIC_DAY}(?P<y>)"
        r"(?! ?[0-9])",
        _numeric_date,
    ),
    rule(_ORDINAL, _ordinal),
)

# ------------------------------------------------------------------------- rulers

_KINGS = (
    "Ludwig|Friedrich|Wilhelm|Heinrich|Karl|Otto|Philipp|Ferdinand|Leopold|Franz|Josef|Joseph|Max"
    "|Maximilian|Albert|Albrecht|August|Georg|Gustav|Adolf|Christian|Charles|Paul|Pius|Benedikt"
    "|Johannes|Leo|Gregor|Innozenz|Klemens|Sixtus|Urban|Nikolaus|Alexander|Peter|Iwan|Napoleon"
    "|Harald|Olav|Haakon|Juan Carlos|Felipe|Jakob|Eduard|Edward|Richard|Konrad|Rudolf|Sigismund"
    "|Ernst|Umberto|Viktor Emanuel|Abdullah|Mohammed|Hussein|Ramses|Konstantin|William|George|Carl"
    "|Ruprecht|Bonifatius|Clemens|Julius|Franz Joseph|Franz Josef|Johannes Paul|Carl Gustaf"
)
_QUEENS = "Elisabeth|Elizabeth|Katharina|Margarethe|Margrethe|Maria|Isabella|Anna|Beatrix|Christina"
_RULER = rf"\b(?P<name>{_KINGS}|{_QUEENS})(?P<s>s?) (?P<numeral>[IVX]{{1,6}})(?P<stop>\.?)(?![\w-])"
_RANKS = words(
    "König Königs Königin Kaiser Kaisers Kaiserin Papst Papstes Zar Zaren Zarin Herzog Herzogs"
    " Fürst"
    " Fürsten Großherzog Kurfürst Kurfürsten Prinz Prinzen Erzherzog Sultan Graf Johannes Franz"
    " Karl"
)
_ROMAN_NAME = r"(?<!\w)([A-ZÄÖÜ][\w-]{2,24}) ([XVI]{2,7})(?![\w&-])"
_HEADING = (
    r"(?<!\w)(Kapitel|Teil|Band|Artikel|Abschnitt|Akt|Buch|Stufe|Phase|Typ|Klasse|Gruppe|Weltkrieg)"
    r" ([IVX]{1,6})(?![\w-])"
)


def _ruler(match: re.Match[str]) -> str:
    """Say a ruler's numeral with the article and ending that the words before it ask for."""
    value = numbers.roman(match["numeral"])
    if not value or value > 30:
        return match[0]
    small = [word.lower() for word in words_before(match) if word not in _RANKS]
    last = small[-1] if small else ""
    case = "g" if match["s"] or last == "des" else "d" if last in _DATIVE | {"dem", "vom"} else ""
    case = "a" if not case and last in _ACCUSATIVE | {"den"} else case
    if re.fullmatch(_QUEENS, match["name"]):
        article = "der" if case in ("g", "d") else "die"
    else:
        article = {"g": "des", "d": "dem", "a": "den"}.get(case, "der")
    stem = ordinal(str(value))
    ending = "" if article == "die" or (article == "der" and not case) else "n"
    rest = match.string[match.end() :].lstrip()[:12].split(" ")[0]
    stop = "." if match["stop"] and (not rest or rest in STARTERS.split()) else ""
    lead = f"{match['name']}{match['s']}"
    return f"{lead} {article} {stem[0].upper()}{stem[1:]}{ending}{stop}"


def _roman_number(match: re.Match[str]) -> str:
    value = numbers.roman(match[2])
    return f"{match[1]} {numbers.cardinal(str(value), 'de')}" if value else match[0]


def _roman_ordinal(match: re.Match[str]) -> str:
    value = numbers.roman(match[1])
    return f"{value}. " if value else match[0]


NAMES: tuple[Rule, ...] = (
    rule(_HEADING, _roman_number),
    rule(_RULER, _ruler),
    rule(_ROMAN_ORDINAL, _roman_ordinal),
    rule(_ROMAN_NAME, _roman_number),
)

# ------------------------------------------------------------------------- one

_ONE_FEMININE = (
    "Million|Milliarde|Billion|Stunde|Minute|Sekunde|Tonne|Woche|Person|Frau|Stimme|Seite"
    "|Kilowattstunde|Megawattstunde|Gigawattstunde|Meile|Tasse|Flasche|Portion|Kalorie|Runde|Krone"
)
_ONE_MASCULINE = (
    "Euro|Cent|Dollar|US-Dollar|U.S-Dollar|Franken|Yen|Rubel|Kilometer|Meter|Zentimeter"
    "|Millimeter|Liter"
    "|Milliliter|Tag|Monat|Punkt|Prozentpunkt|Grad|Quadratmeter|Quadratkilometer|Kubikmeter|Mensch"
    "|Mann|Teelöffel|Esslöffel|Hektoliter|Platz"
)
_ONE_NEUTER = (
    "Jahr|Prozent|Promille|Kilogramm|Kilo|Gramm|Milligramm|Kind|Tor|Mal|Pfund|Hektar|Megawatt"
    "|Gigawatt|Kilowatt|Gigabyte|Megabyte|Terabyte|Watt|Volt|Viertel|Drittel|Barrel"
)


def _one(match: re.Match[str]) -> str:
    """Bend the number one before a thing counted; "ein" wherever the case is not certain."""
    word, noun = ["", *words_before(match, 1)][-1].lower(), match["noun"]
    feminine = re.fullmatch(_ONE_FEMININE, noun) is not None
    masculine = re.fullmatch(_ONE_MASCULINE, noun) is not None
    if word in ("mit", "von", "nach", "seit", "aus", "bei", "zu", "vor", "ab", "binnen"):
        said = "einer" if feminine else "einem"
    elif masculine and word in (
        *("für", "gegen", "ohne", "durch", "pro", "um", "je", "kostet", "kosten", "zahlt"),
        *("zahlen", "kostete", "gewann", "verlor", "bekommt", "erhält", "spendet"),
    ):
        said = "einen"
    else:
        said = "eine" if feminine else "ein"
    return f"{said} "


ONE: tuple[Rule, ...] = (
    rule(
        r"(?<![\w.,:/-])1 (Million|Milliarde|Billion)en(?!\w)",
        r"1 \1",
    ),
    rule(
        r"(?<![\w.,:/-])1 "
        rf"(?=(?P<noun>{_ONE_FEMININE}|{_ONE_MASCULINE}|{_ONE_NEUTER})(?!\w))",
        _one,
    ),
    rule(r"(?<![\w.,:/-])1 (?=Uhr\b)", "ein "),
    rule(r"(?<![\w.,:/-])0(?= Uhr\b)", "null"),
)
