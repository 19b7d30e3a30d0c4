"""What hangs on the end of a report: prompts, credits, places of pictures."""

from __future__ import annotations

import re

from briefing.summarise.wording.lazily import Lazy
from briefing.summarise.wording.quoted import overlaps, quoted

_LONGEST = 160
_FRAME = Lazy(
    r"(?<=[.!?…\"”’»])\s+(?:"
    r"(?:Read more|READ MORE|Read also|Read next|See also|More on this|Related|RELATED|Watch|WATCH)"
    r"\s?:\s(?=[A-Z\"“‘]).{3,120}|"
    r"Click here(?: (?:to|for) [^.!?]{3,80}[.!]?|\.?)|CLICK HERE [^.!?]{3,80}[.!]?|"
    r"(?:Photo|Photograph|Photos|Picture|Image|Photo credit|Image credit|Foto|Crédit photo|Fot\.)"
    r"\s?:\s[^.!?]{2,60}\.?|"
    r"Advertisement|ADVERTISEMENT|Scroll down for (?:video|more)\.?|"
    r"Share (?:this|on) (?:article|story|page|post|Facebook|Twitter|WhatsApp|X)\.?|"
    r"(?:Last )?[Uu]pdated:? (?:\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?|[A-Z][a-z]{2,8}\.? \d{1,2}"
    r"(?:, \d{4})?)\.?|"
    r"Follow (?:us|@\w+) on (?:Facebook|Twitter|Instagram|X)\.?"
    r")$"
)
_STOPS = (". ", "! ", "? ", "… ", '" ', "” ", "’ ", "» ")
_SIDE = r"(?: (?:above|below|left|right|here|centre|center|together|far left|far right))?"
_PICTURED_LAST = Lazy(rf",? (?:(?:which|who) (?:is|are) |as )?pictured{_SIDE}(?=\.$)")
_PICTURED_WITHIN = Lazy(rf", (?:(?:who|which) (?:is|are) )?pictured{_SIDE},(?= )")
_AGE = re.compile(r", \d{1,3}$")
_NAME_LAST = re.compile(r"[^\W\d_]$")


def without_ending(text: str) -> str:
    """Return ``text`` without a prompt or a credit glued on after its last stop."""
    if not any(stop in text for stop in _STOPS):
        return text
    start = max(0, len(text) - _LONGEST)
    match = _FRAME.pattern.search(text, start)
    if match is None or overlaps(quoted(text), *match.span()):
        return text
    return text[: match.start()]


def without_pictured(text: str) -> str:
    """Return ``text`` without ", pictured left,": nobody hears a picture."""
    match = _PICTURED_WITHIN.pattern.search(text)
    if match is None:
        last = _PICTURED_LAST.pattern.search(text) if text.count("pictured") == 1 else None
        if last is None or not last[0].startswith(",") or quoted(text):
            return text
        return text[: last.start()] + text[last.end() :]
    if overlaps(quoted(text), *match.span()):
        return text
    before, after = text[: match.start()], text[match.end() :]
    if _AGE.search(before):
        return f"{before},{after}"
    if "," not in before and _NAME_LAST.search(before):
        return before + after
    return text
