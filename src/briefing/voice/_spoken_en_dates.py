"""English dates, times of day and telephone numbers."""

from __future__ import annotations

import re

from briefing.voice import _spoken_numbers as numbers
from briefing.voice._spoken_en_tables import MONTHS
from briefing.voice._spoken_text import Rule, rule

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_YEAR = r"(?:1[0-9]{3}|2[01][0-9]{2})(?![0-9])"
_MONTH = (
    r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\b\.?"
)
_START = r"(?<![\w.,:/$£€-])"


def _month(name: str) -> str:
    return MONTHS[name[:3].lower()]


def _day(digits: str) -> str:
    return numbers.ordinal(digits.lstrip("0"))


def _month_day(month: str, day: str, year: str | None) -> str:
    return f"{month} {_day(day)}" + (f", {say_year(year)}" if year else "")


def say_year(digits: str) -> str:
    """Return a year as words; one of two digits as it is said: zero five is oh five."""
    if len(digits) == 2:
        return f"oh {numbers.cardinal(digits[1])}" if digits[0] == "0" else numbers.cardinal(digits)
    return numbers.year(digits)


def _iso(match: re.Match[str]) -> str:
    month = list(MONTHS.values())[int(match["m"]) - 1]
    time = f", {match['time']}{' UTC' if match['zone'] else ''}" if match["time"] else ""
    return f"{_month_day(month, match['d'], match['y'])}{time}"


def _ambiguous_month(match: re.Match[str]) -> bool:
    """Lower-case "may" and "march" are verbs unless a year follows."""
    return match["month"] in ("may", "march", "mar", "dec") and not match["y"]


def _day_first(match: re.Match[str]) -> str:
    if _ambiguous_month(match):
        return match[0]
    day, last = _day(match["d"]), match["last"]
    days = f"{day} to the {_day(last)}" if last else day
    article = (
        "" if match.string[max(0, match.start() - 4) : match.start()].lower() == "the " else "the "
    )
    year = f", {say_year(match['y'])}" if match["y"] else ""
    return f"{article}{days} of {_month(match['month'])}{year}"


def _month_first(match: re.Match[str]) -> str:
    if _ambiguous_month(match):
        return match[0]
    last = f" to {_day(match['last'])}" if match["last"] else ""
    year = f", {say_year(match['y'])}" if match["y"] else ""
    return f"{_month(match['month'])} {_day(match['d'])}{last}{year}"


def _month_only(match: re.Match[str]) -> str:
    return f"{_month(match['month'])} {say_year(match['y'])}"


def _numeric(match: re.Match[str]) -> str:
    """Say a numeric date: by name when only one reading exists, otherwise number by number."""
    first, second, year = match["a"], match["b"], match["y"]
    a, b = int(first), int(second)
    names = list(MONTHS.values())
    if (a == b and 1 <= a <= 12) or (a <= 12 < b <= 31 and a):
        return _month_day(names[a - 1], second, year)
    if b <= 12 < a <= 31 and b:
        return f"the {_day(first)} of {names[b - 1]}, {say_year(year)}"
    sign = {"/": "slash", ".": "dot", "-": "dash"}[match["sign"]]
    return f"{numbers.cardinal(str(a))} {sign} {numbers.cardinal(str(b))} {sign} {say_year(year)}"


DATES: tuple[Rule, ...] = (
    rule(
        rf"{_START}(?P<y>{_YEAR})(?P<sign>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sign)(?P<d>{_DAY})"
        r"(?:T(?P<time>[0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?P<zone>Z|\+00:?00)?)?"
        r"(?![\w/-])",
        _iso,
    ),
    rule(
        rf"{_START}(?P<a>[0-9]{{1,2}})(?P<sign>[-/.])(?P<b>[0-9]{{1,2}})(?P=sign)(?P<y>{_YEAR})"
        r"(?![\w/-])",
        _numeric,
    ),
    rule(
        rf"{_START}(?P<a>[0-9]{{1,2}})(?P<sign>/)(?P<b>[0-9]{{1,2}})/(?P<y>[0-9]{{2}})(?![\w/-])",
        _numeric,
    ),
    rule(
        rf"{_START}(?P<d>{_DAY})(?:st|nd|rd|th)?(?: ?[-–] ?(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
        rf"(?:[ -]|\sof\s){_MONTH}(?:,?[ -](?P<y>{_YEAR}))?(?!\w)",
        _day_first,
    ),
    rule(
        rf"(?<!\w){_MONTH}[ -](?P<d>{_DAY})(?:st|nd|rd|th|TH)?(?![\w%:$£€/]|,[0-9]{{3}}|\.[0-9])"
        rf"(?: ?[-–] ?(?P<last>{_DAY})(?:st|nd|rd|th)?(?!\w))?"
        rf"(?:(?:, ?|[ -])(?P<y>{_YEAR})(?!\w))?",
        _month_first,
    ),
    rule(rf"(?<!\w){_MONTH},? (?P<y>{_YEAR})(?![\w-])", _month_only),
)

_ZONE = r"(?: ?(?P<zone>e\.s\.t|E[SD]T|P[SD]T|C[SDE]T|M[SD]T|GMT|UTC|BST|[Ee]st|est|Z(?!\w)))?"
_HALF = r"(?P<half>[aApP])\.?[mM]\b\.?"


def _clock(match: re.Match[str]) -> str:
    """Say a time of day: seven thirty p.m., fourteen oh five, nine o'clock."""
    groups = match.groupdict()
    hour, minute, half = groups["h"], groups.get("m"), groups.get("half")
    words = numbers.cardinal(str(int(hour)))
    if minute and minute != "00":
        words += f" {say_year(minute)}"
    elif minute and not half:
        words += " o'clock" if 0 < int(hour) <= 12 else " hundred"
    if half:
        words += f" {half.lower()}.m."
    if groups.get("zone"):
        words += f" {_zone(groups['zone'])}"
    return words


def _zone(name: str) -> str:
    return "UTC" if name == "Z" else name.replace(".", "").upper()


def _duration(match: re.Match[str]) -> str:
    counts = zip(("hour", "minute", "second"), match.group("h", "m", "s"), strict=True)
    hours, minutes, seconds = (
        f"{numbers.cardinal(str(int(count)))} {unit}{'' if int(count) == 1 else 's'}"
        for unit, count in counts
    )
    half = f" {match['half'].lower()}.m." if match["half"] else ""
    zone = f" {_zone(match['zone'])}" if match["zone"] else ""
    return f"{hours}, {minutes} and {seconds}{half}{zone}"


_HOUR = r"(?P<h>[01]?[0-9]|2[0-4])"
_SIXTIETHS = r"[0-5][0-9](?![0-9])"

TIMES: tuple[Rule, ...] = (
    rule(r"(?<=[0-9ap. ][apmAPM.][mM.])(?: ?[-–] ?)(?=[0-9])", " to "),
    rule(
        rf"(?<![\w.:,-]){_HOUR} ?[-–] ?(?=(?:[0-9]|1[0-2])(?::[0-5][0-9])? ?{_HALF})", r"\g<h> to "
    ),
    rule(
        rf"(?<![\w.:])(?<![0-9],)([012]?[0-9]:[0-5][0-9]) ?[-–] ?(?=[012]?[0-9]:{_SIXTIETHS})",
        r"\1 to ",
    ),
    rule(
        rf"(?<![\w.:]){_HOUR}:(?P<m>{_SIXTIETHS}):(?P<s>{_SIXTIETHS})(?: ?{_HALF})?{_ZONE}",
        _duration,
    ),
    rule(rf"(?<![\w:])(?<![0-9]\.){_HOUR}[:.](?P<m>{_SIXTIETHS}) ?{_HALF}{_ZONE}", _clock),
    rule(rf"(?<![\w:])(?<![0-9][.:]){_HOUR}:(?P<m>{_SIXTIETHS})(?![:\d]){_ZONE}", _clock),
    rule(rf"(?<![\w:])(?<![0-9][.:]){_HOUR} ?{_HALF}{_ZONE}", _clock),
)


def _digit_groups(text: str) -> str:
    groups = re.findall("[0-9]+|[A-Za-z]+", text)
    return ", ".join(numbers.spell(group) if group.isdigit() else group for group in groups)


def _phone(match: re.Match[str]) -> str:
    return ("plus " if match[0][0] == "+" else "") + _digit_groups(match[0])


def _toll_free(match: re.Match[str]) -> str:
    return f"one, {numbers.cardinal(match[1])}, {match[2].replace('-', ' ')}"


PHONES: tuple[Rule, ...] = (
    rule(r"(?<![\w.-])1-([89]00)-((?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{4,12}+)(?!\w)", _toll_free),
    rule(
        r"(?<![\w.-])(?:\+?1[-. ]?)?(?:\([0-9]{3}\)[-. ]?|[0-9]{3}[-. ])[0-9]{3}[-.][0-9]{4}"
        r"(?:-[0-9]{1,4})?(?![\w-])",
        _phone,
    ),
    rule(r"(?<![\w.+])\+[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,4}\)?){2,5}(?![\w-])", _phone),
    rule(r"(?<![\w.,-])0[0-9]{2,4} [0-9]{3,4} ?[0-9]{3,4}(?![\w,-])", _phone),
    rule(r"(?<![\w.-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])", _phone),
    rule(r"(?<![\w.-])555-[0-9]{4}(?![\w-])", _phone),
    rule(
        r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w.]\w)",
        lambda match: " dot ".join(map(numbers.spell, match[0].split("."))),
    ),
    rule(
        r"(\b(?i:call|called|dial|dialled|dialed|phone|ring|text)(?: (?i:me at|us on|on|at))?) "
        r"([0-9]{3}|[0-9]{3}-[0-9]{4})(?![\w,.:%/-]\w| ?%)",
        lambda match: f"{match[1]} {_digit_groups(match[2])}",
    ),
)
