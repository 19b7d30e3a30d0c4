"""What stands before a report: datelines, agencies, bylines and times of publication."""

from __future__ import annotations

import re

from briefing.summarise.wording.lazily import Lazy

_AGENCY = (
    r"(?:CNN|Reuters|REUTERS|AP|AFP|UPI|dpa|DPA|ANSA|Ansa|EFE|Xinhua|Bloomberg|TASS|PA|PTI|IANS|"
    r"ANP|"
    r"PAP|Lusa|LUSA|epd|KNA|SID|sid|ATS|ATS-AFP|Belga|BELGA|APA|SDA|Europa Press|EUROPA PRESS|"
    r"Associated Press|The Associated Press|Agence France-Presse|Thomson Reuters Foundation)"
)
_AGENCIES = rf"\({_AGENCY}(?: ?[/,] ?{_AGENCY}| Student News| Business| Español| Newswire)?\)"
_DASH = r"(?:\.?\s?(?:--|—|–|-)\s+|\.?\s?(?:--|—)\s?)"
_PLACE_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŻ][\w.'’-]{0,30}"
_PLACES = (
    rf"{_PLACE_WORD}(?:[ /]{_PLACE_WORD}|, {_PLACE_WORD}| (?:de|del|la|am|an der|aan|sur)){{0,5}}"
)
_MONTH_DAY = (
    r"(?:(?:[A-ZÀ-Þa-zà-ÿ]{3,12}\.? )?(?:\d{1,2}(?:er|st|nd|rd|th|\.)? [A-Za-zÀ-ÿ]{3,12}\.?|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?)"
)
_SIGNED = Lazy(
    rf"{_PLACES}(?:, {_MONTH_DAY})? {_AGENCIES}{_DASH}|"
    r"\((?:CNN|Reuters|AP|AFP|UPI|Bloomberg)\)\s*(?=[A-Z\"“‘])"
)
_SIGNED_FIRST = Lazy(
    rf"{_AGENCIES}{_DASH}(?:[A-ZÀ-Þ' ]{{3,30}}, \d{{1,2}} [A-Z]{{3,9}}\.?{_DASH})?"
)
_CITY = (
    r"(?:ABIDJAN|ABUJA|ACCRA|ADDIS ABABA|ALGIERS|AMMAN|AMSTERDAM|ANKARA|ATHENS|ATLANTA|BAGHDAD|"
    r"BANGKOK|BARCELONA|BEIJING|BEIRUT|BELFAST|BELGRADE|BERLIN|BERN|BOGOTA|BOSTON|BRASILIA|"
    r"BRATISLAVA|BRUSSELS|BUCHAREST|BUDAPEST|BUENOS AIRES|CAIRO|CANBERRA|CAPE TOWN|CARACAS|CARDIFF|"
    r"CHICAGO|COLOMBO|COPENHAGEN|DAKAR|DALLAS|DAMASCUS|DELHI|NEW DELHI|DENVER|DETROIT|DHAKA|DOHA|"
    r"DUBAI|DUBLIN|EDINBURGH|FRANKFURT|GENEVA|GLASGOW|HAMBURG|HANOI|HARARE|HAVANA|HELSINKI|HONG "
    r"KONG|HOUSTON|ISLAMABAD|ISTANBUL|JAKARTA|JERUSALEM|JOHANNESBURG|KABUL|KARACHI|KATHMANDU|"
    r"KHARTOUM|KIEV|KYIV|KUALA LUMPUR|LAGOS|LAS VEGAS|LIMA|LISBON|LIVERPOOL|LONDON|LOS ANGELES|"
    r"LUXEMBOURG|MADRID|MANCHESTER|MANILA|MELBOURNE|MEXICO CITY|MIAMI|MILAN|MINNEAPOLIS|MONTREAL|"
    r"MOSCOW|MUMBAI|MUNICH|NAIROBI|NEW YORK|NICOSIA|OSLO|OTTAWA|PARIS|PHILADELPHIA|PHOENIX|PRAGUE|"
    r"PRETORIA|PYONGYANG|QUITO|RABAT|REYKJAVIK|RIGA|RIO DE JANEIRO|RIYADH|ROME|SAN FRANCISCO|SANAA|"
    r"SANTIAGO|SAO PAULO|SARAJEVO|SEATTLE|SEOUL|SHANGHAI|SINGAPORE|SKOPJE|SOFIA|STOCKHOLM|"
    r"STRASBOURG|SYDNEY|TAIPEI|TALLINN|TBILISI|TEHRAN|TEL AVIV|THE HAGUE|TOKYO|TORONTO|TRIPOLI|"
    r"TUNIS|UNITED NATIONS|VALLETTA|VANCOUVER|VATICAN CITY|VIENNA|VILNIUS|WARSAW|WASHINGTON|"
    r"WELLINGTON|YANGON|ZAGREB|ZURICH|WIEN|MÜNCHEN|KÖLN|ZÜRICH|BRÜSSEL|MOSKAU|ROM|GENÈVE|BRUXELLES|"
    r"LYON|MARSEILLE|ROMA|MILANO|TORINO|NAPOLI|LISBOA|PORTO|WARSZAWA|KRAKÓW|DEN HAAG|BRUSSEL|"
    r"SEVILLA|BOGOTÁ|CIUDAD DE MÉXICO|SÃO PAULO|BRASÍLIA)"
)
_STATE = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|"
    r"Neb|Nev|N\.H|N\.J|N\.M|N\.Y|N\.C|N\.D|Okla|Ore|Pa|R\.I|S\.C|S\.D|Tenn|Vt|Va|Wash|W\.Va|Wis|"
    r"Wyo)\."
)
_COUNTRY = (
    r"(?:England|Scotland|Wales|Ireland|Northern Ireland|Germany|France|Italy|Spain|Portugal|"
    r"Poland|Austria|Switzerland|Belgium|Netherlands|Denmark|Sweden|Norway|Finland|Greece|Turkey|"
    r"Ukraine|Russia|Israel|Egypt|Iraq|Iran|Syria|Lebanon|India|Pakistan|China|Japan|Kenya|Nigeria|"
    r"South Africa|Brazil|Mexico|Canada|Australia|New Zealand|Texas|Ohio|Iowa|Maine|Utah|Idaho|"
    r"Alaska|Hawaii|California|Florida)"
)
_UNSIGNED = Lazy(
    rf"(?:{_CITY}(?:, (?:{_STATE}|{_COUNTRY}))?|"
    rf"[A-ZÀ-Þ]{{4,}}(?: [A-ZÀ-Þ]{{2,}}){{0,2}}, (?:{_MONTH_DAY}|{_STATE}|{_COUNTRY}))"
    rf"(?:, {_MONTH_DAY})?(?:\.?\s(?:--|—|–|-)\s|\s?—\s?)(?=[\"“‘«„]?[A-ZÀ-ÖØ-Þ0-9])"
)
_DASHES = re.compile(r"\s(?:--|–|-)\s|—")

_BYLINE = Lazy(
    r"By (?:Our (?:Own |Special |Political |Foreign |Science |Economics )?(?:Correspondent|"
    r"Reporter)|"
    r"(?:a )?Staff (?:Reporter|Writer|Correspondent)s?|Associated Press(?: Reporter)?|"
    r"Daily Mail Reporter|Mail ?Online Reporter|Agencies)\s?[.:|–—-]?\s+(?=[A-Z0-9\"“‘])"
)
_CLOCK = (
    r"\d{1,2}[:.]\d\d(?: ?[apAP]\.?[mM]\b\.?|(?! ?[apAP]\.?[mM]\b))(?: [A-Z]{2,4})?"
    r"(?:,? (?:on )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}|"
    r",? [A-Z][a-z]{2,8} \d{1,2}, \d{4})?"
)
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)"
_TIMES = Lazy(
    rf"(?:\|?\s?(?:PUBLISHED|UPDATED|Published|Updated|Last updated|Posted|First published)"
    rf"(?:\s?:\s?(?:\. )?|\s(?:at |on )?)(?:{_DAY}(?:,? (?:at )?{_CLOCK})?|{_CLOCK})(?:\s?[.|"
    rf"–—-])*\s+)+"
    r"(?=[A-Z\"“‘])"
)
_FRAME = Lazy(
    r"(?:Advertisement|ADVERTISEMENT|Scroll down for video|SCROLL DOWN FOR VIDEO)\s?[.:|]?\s+"
    r"(?=[A-Z0-9\"“‘])"
)

_OPENERS = (_BYLINE, _TIMES, _FRAME)
_OPENS_SO = (
    "By ",
    "PUB",
    "UPD",
    "Pub",
    "Upd",
    "Las",
    "Pos",
    "Fir",
    "| ",
    "Adv",
    "ADV",
    "Scr",
    "SCR",
)
_HEAD = 110
_LEAST_WORDS = 4
"""A report of fewer words is none: what seemed to stand before it may be what it says."""


def without_opening(text: str) -> str:
    """Return ``text`` without what stands before the report proper; itself when nothing does."""
    head = text[:_HEAD]
    for shape in _shapes(head):
        match = shape.pattern.match(text)
        if match and _stands_alone(text, match, shape):
            return text[match.end() :]
    return text


def _shapes(head: str) -> tuple[Lazy, ...]:
    if head.startswith(_OPENS_SO):
        return _OPENERS
    if "(" in head and ")" in head and head[:1].isupper() | (head[:1] == "("):
        return (_SIGNED_FIRST, _SIGNED) if head[0] == "(" else (_SIGNED,)
    if head[:4].isupper() and _DASHES.search(head):
        return (_UNSIGNED,)
    return ()


def _stands_alone(text: str, match: re.Match[str], shape: Lazy) -> bool:
    rest = text[match.end() :]
    if len(rest.split(None, _LEAST_WORDS)) < _LEAST_WORDS:
        return False
    # With a second dash the first may open an aside: "PARIS - The Big Smoke - sleeps".
    return shape is not _UNSIGNED or _DASHES.search(rest[:120]) is None
