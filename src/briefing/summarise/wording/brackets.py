"""Brackets that are for the eye: pictures, cross references, citations, addresses of pages.

What else stands in brackets, figures, names, units, acronyms and qualifications above all, stays
as it is: whoever speaks it makes a pause of the brackets.
"""

from __future__ import annotations

import re

from briefing.summarise.wording.lazily import Lazy
from briefing.summarise.wording.quoted import overlaps, quoted

LONGEST = 160
"""Characters between brackets up to which they are looked at."""

_BRACKETED = re.compile(rf"\s?(?:\(([^()\[\]]{{0,{LONGEST}}})\)|\[([^()\[\]]{{0,40}})\])")

_SIDE = (
    "above|below|left|right|centre|center|middle|top|bottom|inset|here|together|"
    "(?:far|top|bottom|second|main|front|back) (?:left|right)|(?:second|third) from (?:left|right)|"
    "left and right|top and bottom|above and below|main"
)
_PICTURE = Lazy(
    rf"{_SIDE}|(?:as )?(?:pictured|shown)(?:,? (?:{_SIDE}))?|(?:see|seen|shown) (?:above|below|"
    rf"here)|"
    r"not (?:pictured|shown)|(?:see |in )?(?:the )?(?:file |stock )?(?:photo|picture|image)s?"
    r"(?: (?:above|below|left|right))?|scroll down for (?:video|more)|click to (?:enlarge|expand)|"
    r"im bild(?: (?:oben|unten|links|rechts))?|(?:siehe )?(?:foto|bild)(?: (?:oben|unten))?|"
    r"siehe (?:oben|unten)|s\. ?[ou]\.|sur la photo|(?:notre )?photo|(?:voir )?ci-(?:dessus|"
    r"dessous|"
    r"contre)|(?:en|ver) la (?:foto|imagen)|(?:en la )?foto|(?:nella|na) foto|nella foto|na foto|"
    r"(?:vedi|ver|veja) (?:sopra|sotto|acima|abaixo|arriba|abajo)|op de foto|zie (?:boven|onder|"
    r"hieronder|hierboven)|na zdjęciu|(?:zob\.|patrz) (?:niżej|wyżej)",
    re.IGNORECASE,
)
_NOTE = Lazy(
    r"pdf|video|audio|external link|opens in (?:a )?new (?:window|tab)|link opens in .{0,30}|"
    r"subscription required|registration required|paywall|paywalled|emphasis (?:added|mine|ours)|"
    r"citation needed|clarification needed|"
    r"(?:https?://|www\.)\S+|doi: ?\S+",
    re.IGNORECASE,
)
_NUMBERS = r"\d{1,3}[a-z]?(?:\.\d{1,2})*"
_FIGURE = (
    r"(?:fig(?:ure|s|ures)?|tables?|tab|abb(?:ildung|ildungen)?|tabellen?|tableaux?|figuras?|"
    r"tablas?|"
    r"tabelas?|figur[ae]?|tabell[ae]|figuren|rys|rysunek|tabela|tabl)"
)
_SEE = (
    r"(?:see|see also|cf|compare|siehe|vgl|voir|ver|véase|vedi|veja|zie|zob|patrz)\.?"
    r"(?: (?:the|our|die|der|das|la|le|el|il|a|o|de|het))?"
)
_CROSS_REFERENCE = Lazy(
    rf"(?:{_SEE} )?{_FIGURE}\.? ?{_NUMBERS}(?:(?:, ?| ?[-–] ?| and | & | und | et | y | e | en | "
    rf"i )"
    rf"(?:{_FIGURE}\.? ?)?{_NUMBERS}){{0,4}}|"
    rf"{_SEE} (?:{_FIGURE}|section|chapter|appendix|box|map|chart|graphic|video|page|p|pp|"
    rf"abschnitt|"
    rf"kapitel|seite|encadré|page|sección|página|sezione|pagina|seção|rozdział|strona)s?\.?"
    rf"(?: ?(?:{_NUMBERS}|[A-Z]))?(?: (?:above|below|oben|unten))?",
    re.IGNORECASE,
)
_NUMBERED_CITATION = Lazy(
    r"[1-9]\d{0,2}(?:\s?[,;–-]\s?[1-9]\d{0,2}){0,8}|(?:note|nb|fn) \d{1,3}|citation needed|"
    r"clarification needed|edit",
)
_NAME = r"(?:(?:v[ao]n|d[eiu]|der|den|del|la|le|da|dos|ten|ter) ){0,3}[A-ZÀ-ÖØ-ÞŁŚŻ][\w'’.-]{1,30}"
_YEAR = r"(?:1[6-9]|20)\d\d[a-z]?"
_CITATION = (
    rf"(?:see(?: also)?,? |cf\. ?|e\.g\.,? |i\.e\.,? |for (?:example|instance),? )?{_NAME}"
    rf"(?:(?:, and | and |, & | & |, ){_NAME}){{0,6}}(?:,? et al\.?,?|,? and colleagues)?,? "
    rf"{_YEAR}(?:, {_YEAR}){{0,4}}(?:(?:, pp?\. ?|: ?|, ?)\d{{1,4}}(?:[-–]\d{{1,4}})?)?"
)
_CITATIONS = Lazy(rf"{_CITATION}(?:; ?(?:{_CITATION}|{_YEAR})){{0,9}}")
_SURELY_CITED = Lazy(
    r"\bet al\b|^(?:see|cf|e\.g)\b|\bpp?\. ?\d| & |\b(?:1[6-9]|20)\d\d(?:[a-z]\b|: ?\d)"
)
_YEARS_ALONE = Lazy(rf"{_YEAR}(?:, {_YEAR}){{0,4}}(?:(?:, pp?\. ?|: ?)\d{{1,4}})?")

_LEADS_ON = frozenset(
    "in see by of from to with and or as at than on for the a an is are was were ref refs "
    "reference "
    "references equation eq interval range between set vector section lemma theorem turn turned "
    "include includes included including like only contains keep step items item siehe in von "
    "bei und voir dans par et en de y e di da via per".split()
)
_LAST_WORD = re.compile(r"([^\W_]+)\W{0,2}$")
_MAY_FOLLOW = frozenset(" .,;:!?)]([”’\"'»")


def without_eye_brackets(text: str) -> str:
    """Return ``text`` without the brackets that only a reader can use; quotations stay whole."""
    spans = quoted(text)

    def kept(match: re.Match[str]) -> str:
        whole = match.group()
        if overlaps(spans, match.start(), match.end()):
            return whole
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :][:1]
        if after and after not in _MAY_FOLLOW:
            return whole
        return "" if _is_for_the_eye(match, before) else whole

    return _BRACKETED.sub(kept, text)


def _is_for_the_eye(match: re.Match[str], before: str) -> bool:
    inside, squared = match[1], match[2]
    glued = not match[0][0].isspace()
    if before and before[-1] in "(,;[":
        return False  # what is left would have nothing to hold on to
    word = _LAST_WORD.search(before)
    last = word[1] if word else ""
    if squared is not None:
        if _NUMBERED_CITATION.pattern.fullmatch(squared.strip()) is None or not last:
            return False
        if glued:
            return len(last) > 1
        return len(last) > 1 and last.lower() not in _LEADS_ON and "-" not in squared
    return not (glued and before) and _says_nothing(" ".join(inside.split()), before, last)


def _says_nothing(inside: str, before: str, last: str) -> bool:
    if _CROSS_REFERENCE.pattern.fullmatch(inside) or _NOTE.pattern.fullmatch(inside):
        return last.lower() not in _LEADS_ON
    if _PICTURE.pattern.fullmatch(inside):
        return bool(last) and last.lower() not in _LEADS_ON
    if _YEARS_ALONE.pattern.fullmatch(inside):
        return before.endswith(("et al.", "et al"))
    return _is_citation(inside, before)


def _is_citation(inside: str, before: str) -> bool:
    """Tell whether works are cited: not who sang a song or where a treaty was signed, and when."""
    word = _LAST_WORD.search(before)
    return (
        _SURELY_CITED.pattern.search(inside) is not None
        and word is not None
        and (word[1].islower() or "et al" in inside)
        and word[1] not in _LEADS_ON
        and before[-1] not in "”\"’'»"
        and _CITATIONS.pattern.fullmatch(inside) is not None
    )
