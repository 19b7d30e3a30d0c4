"""English times of day, with their zones, and durations by hours, minutes and seconds."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.english.parts import say_year
from briefing.voice.spoken.text import Rule, rule

_ZONES = (
    r"e\.s\.t|E[SD]T|P[SD]T|C[SDE]T|CEST|M[SD]T|GMT|UTC|BST|IST|JST|KST|AE[SD]T|[ECMP]\.?T(?!\w)"
    r"|[Ee]st|est|Z(?!\w)"
)
_ZONE = rf"(?: ?(?P<zone>{_ZONES}))?"
_HALF = r"(?P<half>[aApP])\.?[mM]\b\.?"
_HOUR = r"(?P<h>[01]?[0-9]|2[0-4])"
_SIXTIETHS = r"[0-5][0-9](?![0-9])"


def _clock(match: re.Match[str]) -> str:
    """Say a time of day: seven thirty p.m., fourteen oh five, nine o'clock."""
    groups = match.groupdict()
    hour, minute, half = groups["h"], groups.get("m"), groups.get("half")
    words = numbers.cardinal(str(int(hour)))
    if "military" in groups and hour[0] == "0" and hour != "00":
        words = f"oh {words}"
    if minute and minute != "00":
        words += f" {say_year(minute)}"
    elif minute and not half:
        words += " o'clock" if 0 < int(hour) <= 12 and "military" not in groups else " hundred"
    if half:
        words += f" {half.lower()}.m."
    if groups.get("zone"):
        words += f" {_zone(groups['zone'])}"
    return words


def _zone(name: str) -> str:
    """Say a zone by its letters, parted where an engine would take two of them for a word."""
    letters = name.replace(".", "").upper()
    return "UTC" if letters == "Z" else ".".join(letters) if len(letters) == 2 else letters


def _duration(match: re.Match[str]) -> str:
    counts = zip(("hour", "minute", "second"), match.group("h", "m", "s"), strict=True)
    hours, minutes, seconds = (
        f"{numbers.cardinal(str(int(count)))} {unit}{'' if int(count) == 1 else 's'}"
        for unit, count in counts
    )
    half = f" {match['half'].lower()}.m." if match["half"] else ""
    zone = f" {_zone(match['zone'])}" if match["zone"] else ""
    return f"{hours}, {minutes} and {seconds}{half}{zone}"


def _lap(match: re.Match[str]) -> str:
    """Say minutes and seconds with decimals: two oh five point three seven."""
    seconds = say_year(match[2])
    return f"{numbers.number(match[1])} {seconds} point {numbers.spell(match[3])}"


TIMES: tuple[Rule, ...] = (
    rule(r"(?<=[0-9ap. ][apmAPM.][mM.])(?: ?[-–] ?)(?=[0-9])", " to ", needs=r"[mM.] ?[-–] ?[0-9]"),
    rule(
        rf"(?<![\w.:,-]){_HOUR} ?[-–] ?(?=(?:[0-9]|1[0-2])(?:[:.][0-5][0-9])? ?{_HALF})",
        r"\g<h> to ",
        needs=r"[0-9] ?[-–] ?[0-9]",
    ),
    rule(
        rf"(?<![\w.:])(?<![0-9],)([012]?[0-9]:[0-5][0-9]) ?[-–] ?(?=[012]?[0-9]:{_SIXTIETHS})",
        r"\1 to ",
        needs="[0-9]:[0-9]",
    ),
    rule(
        r"(?<![\w.:,])([0-9]{1,2}):([0-5][0-9])\.([0-9]{1,3})(?![\w:])",
        _lap,
        needs=r":[0-9]{2}\.[0-9]",
    ),
    rule(
        rf"(?<![\w.:]){_HOUR}:(?P<m>{_SIXTIETHS}):(?P<s>{_SIXTIETHS})(?: ?{_HALF})?{_ZONE}",
        _duration,
        needs=":[0-9]{2}:",
    ),
    rule(
        rf"(?<![\w:])(?<![0-9]\.){_HOUR}[:.](?P<m>{_SIXTIETHS}) ?{_HALF}{_ZONE}",
        _clock,
        needs="[:.][0-9]{2} ?[aApP]",
    ),
    rule(
        rf"(?<![\w:])(?<![0-9][.:]){_HOUR}:(?P<m>{_SIXTIETHS})(?![:\d]){_ZONE}",
        _clock,
        needs=":[0-9]",
    ),
    rule(
        rf"(?<![\w:])(?<![0-9][.:]){_HOUR} ?{_HALF}{_ZONE}", _clock, needs=r"[0-9] ?[aApP]\.?[mM]"
    ),
    rule(
        r"(?<![\w.:,$£€-])(?P<military>)(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])"
        r"(?: ?(?P<zone>GMT|UTC|BST|CET|CEST|EST|EDT|Z(?!\w))|(?<=0[0-9]{3})(?= hrs\b| hours\b))",
        _clock,
        needs="[0-9]{4} ?[A-Zh]",
    ),
    rule(r"(?<![\w])(GMT|UTC)(?: ?\+ ?|\+)(?=[0-9])", r"\1 plus "),
    rule(r"(?<![\w])(GMT|UTC) ?[-−–] ?(?=[0-9])", r"\1 minus "),
)
"""Rules for times of day, in order."""
