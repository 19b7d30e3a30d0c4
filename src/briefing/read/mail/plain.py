"""The plain text of a mail: flowed lines joined, what is quoted and what is signed set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from briefing.model import Facts, Notice
from briefing.read.mail.furniture import EARLIER, SIGNATURE
from briefing.read.outline import Part
from briefing.read.plaintext.structure import recover


class Stretch(NamedTuple):
    """Lines of one depth of quoting, the marks taken off."""

    depth: int
    text: str


_MARKS = re.compile(r"(?:>[ ]?)*>|")
_SIGNED = re.compile(r"^(?:-- ?|_{20,}|={20,})$", re.M)
_ATTRIBUTION = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Den|Em|W dniu|Dnia|Пн|Вт|Ср|Чт|Пт|Сб|Вс|\d{1,4}[./-]).{4,300}"
    r"(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał\(?a?\)?|"
    r"пишет|написал\(?а?\)?)[^\n]{0,80}:\s*$",
    re.S,
)
_MOST_STRETCHES = 200
_LONGEST_SIGNATURE = 2_000
_ARMOUR = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][\w-]*:.*\n)*\n?"
    r"|^-----BEGIN PGP SIGNATURE-----\n(?s:.*?)(?:^-----END PGP SIGNATURE-----\n?|\Z)",
    re.M,
)


def parts_of_text(
    text: str, title: str | None, *, flowed: bool, joined: bool
) -> tuple[list[Part], Facts, tuple[Notice, ...]]:
    """Return the parts of a mail's plain text, what it says of itself, and notices.

    ``flowed`` and ``joined`` are its ``format=flowed`` and ``delsp=yes`` (RFC 3676). An earlier
    mail quoted at the end, or after a line such as "On Monday Ada wrote:", is silent, and so is
    what follows the signature's dashes.
    """
    body, signature = _signed(_ARMOUR.sub("", text))
    stretches = list(_stretches(body, flowed=flowed, joined=joined))
    if len(stretches) > _MOST_STRETCHES:  # no letter: what is quoted cannot be told from the rest
        stretches = [Stretch(0, "\n".join(stretch.text for stretch in stretches))]
    parts: list[Part] = []
    facts = Facts()
    notices: tuple[Notice, ...] = ()
    for place, stretch in enumerate(stretches):
        if stretch.depth == 0:
            found, said, told = recover(stretch.text, title)
            facts, notices = facts.over(said), notices + told
            parts += found
            continue
        ends = place == len(stretches) - 1 and place > 0
        attributed = bool(parts) and _ATTRIBUTION.match(parts[-1].text[:500])
        if attributed:
            parts[-1] = Part("paragraph", parts[-1].texts, silent=EARLIER)
        told_texts = tuple(" ".join(each.split()) for each in stretch.text.split("\n\n"))
        silent = EARLIER if ends or attributed else None
        parts.append(Part("quote", tuple(filter(None, told_texts)), silent=silent))
    parts = [part for part in parts if part.texts]
    if signature:
        parts.append(Part("paragraph", (signature,), silent=SIGNATURE))
    return parts, facts, notices


def _signed(text: str) -> tuple[str, str]:
    """Return the text and its signature, or the footer of a list, on one line."""
    for match in _SIGNED.finditer(text):
        rest = text[match.end() :]
        if len(rest) <= _LONGEST_SIGNATURE and text[: match.start()].strip():
            return text[: match.start()], " ".join(rest.split())
    return text, ""


def _stretches(text: str, *, flowed: bool, joined: bool) -> Iterator[Stretch]:
    lines = [_quoted(line) for line in text.split("\n")]
    for depth, group in groupby(lines, key=lambda line: min(line[0], 1)):
        own = [line for _, line in group]
        body = _unflowed(own, joined=joined) if flowed else "\n".join(own)
        if body.strip():
            yield Stretch(depth, body)


def _quoted(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and the line without the marks and the stuffed blank."""
    match = _MARKS.match(line)
    marks = match[0] if match else ""
    return marks.count(">"), line[len(marks) :].removeprefix(" ") if marks else line


def _unflowed(lines: list[str], *, joined: bool) -> str:
    """Return lines of which each that ends in a blank goes on in the next (RFC 3676)."""
    pieces: list[str] = []
    for line in lines:
        own = line.removeprefix(" ")
        goes_on = own.endswith(" ") and own != "-- "
        pieces.append((own[:-1] if joined else own) if goes_on else f"{own}\n")
    return "".join(pieces)
