"""Attribution first, in English: who says so stands before what is said, as newsreaders have it.

Only where nothing can change: a quotation that fills the sentence but for its speaker, or one plain
claim. A claim is left alone when it opens with a time or a place (moved behind "said" these would
tell when it was said), when a pronoun of it could come to mean the speaker, or when it has parts
the speaker need not have said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.summarise.wording.casing import joined_on
from briefing.summarise.wording.lazily import Lazy
from briefing.summarise.wording.quotation import opens, quotation_and_rest
from briefing.summarise.wording.quoted import overlaps, quoted
from briefing.summarise.wording.speakers import could_be_meant, is_named_plainly, is_speaker

_SAYING = frozenset(
    """
    said says say told tells added adds wrote writes explained explains warned warns noted notes
    argued argues recalled recalls insisted insists tweeted joked continued concluded asked replied
    announced confirmed admitted claimed claims stated remarked testified reported reports alleged
    alleges believe believes estimated estimates suggested suggests revealed
    """.split()
)
SAID = re.compile(rf"\b(?:{'|'.join(sorted(_SAYING))})\b")
_TAKES_A_CLAIM = frozenset(
    "said says say told announced believe believes confirmed reported alleged alleges claimed "
    "claims estimated".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_TIMES = frozenset(
    f"""
    {_DAYS} january february march april may june july august september october november december
    today yesterday tomorrow tonight day days week weeks month months year years hour hours minute
    minutes moment moments time times morning afternoon evening night weekend decade decades century
    summer winter spring autumn fall season earlier later last next ago once now then
    """.split()
)
_TAIL_OPENS = frozenset(
    f"""
    in on at of to during after before from via through when as last yesterday today this earlier
    later again afterwards afterward recently about outside by for {_DAYS}
    """.split()
)
_PLACES_OF_SAYING = Lazy(
    r"(?: in (?:a|an|the|its|his|her|their) (?:(?:written|joint|prepared|brief|news|press|short|"
    r"separate|blog|new|annual|latest) )?(?:statement|release|report|interview|conference|post|"
    r"email|letter|tweet|memo|filing|complaint)| at a (?:news|press) conference| on (?:Twitter|"
    r"Facebook|(?:its|his|her|their) (?:website|web site|blog)))?"
)
_HEARER = Lazy(
    r" (?:reporters|journalists|lawmakers|jurors|investigators|police|the (?:court|jury|hearing|"
    r"inquiry|newspaper|paper|agency|BBC|Guardian|Times|committee)|"
    r"(?:the )?(?:[A-Z][\w.'’]* ?){1,4})"
)
_APPOSED = frozenset(
    """
    a an the one who whose of from his her its their director chief president head professor
    spokesman spokeswoman spokesperson chairman chairwoman chair founder co-founder cofounder author
    manager minister mayor editor senior vice executive assistant associate deputy former analyst
    owner leader coach general secretary researcher principal co-author lead curator managing
    """.split()
)
CONNECTIVE = re.compile(r"(?:But|And|Yet)\s(?!for\b)|However,\s|Nevertheless,\s|Still,\s")
_DISTURBS = re.compile(r"[;:?!()\[\]|]|--|[–—…]|\s-\s|\.\.")
_FINITE = Lazy(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|"
    r"cannot|won't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|don't|doesn't|didn't|couldn't|"
    r"wouldn't|can't|won|left|took|went|came|made|found|fell|rose|grew|lost|began|became|gave|got|"
    r"knew|met|paid|ran|saw|sent|set|shot|spent|stood|told|thought|held|hit|kept|led|broke|brought|"
    r"built|bought|caught|chose|cut|died|drew|drove|felt|fled|flew|fought|heard|hurt|put|sold|"
    r"spoke|struck|threw|tried|wore|wrote|[a-z]{2,}ed)\b"
)
_LAST_BORDERS = (", ", ",” ", '," ', ",’ ", ",' ")
_BEFORE_SAID = Lazy(r",[\"”’']? (?=(?:said|says|reported|announced|confirmed) )")
_MOST_WORDS = 45
_REACH = 240


class Attribution(NamedTuple):
    """Who says so, ready to stand first: "Mara Quist, a farmer," and "said on Monday"."""

    speaker: str
    verb: str
    tail: str
    """What follows the verb, with the blank before it."""
    aside: str = ""
    """What the speaker is, with the comma and blank before it."""

    @property
    def front(self) -> str:
        """How it opens a sentence."""
        aside = f"{self.aside}," if self.aside else ""
        spoken = f"{self.speaker}{aside} {self.verb}{self.tail}"
        return spoken[0].upper() + spoken[1:]


def attributed_first(text: str) -> str:
    """Return ``text`` with its trailing attribution in front; itself where that is not sure."""
    if not text.endswith(".") or _SAYING.isdisjoint(text[-_REACH:].replace(".", " ").split()):
        return text
    fronted = _quotation_first(text) if opens(text) else _claim_first(text)
    return fronted or text


def _quotation_first(text: str) -> str | None:
    """Return `Quist said: "..."` of a sentence that is a quotation and says whose it is."""
    parted = quotation_and_rest(text)
    who = _attribution(parted[1]) if parted else None
    return f"{who.front}: {parted[0]}" if parted and who else None


def _attribution(rest: str) -> Attribution | None:
    """Return the attribution that ``rest`` is: "Quist said on Monday", "said Quist, a farmer"."""
    said = SAID.search(rest)
    if said is None:
        return None
    if said.start() > 0:
        return _plain(rest[: said.start()].strip(), said[0], rest[said.end() :])
    return _inverted(said[0], rest[said.end() :].strip()) if said[0] != "told" else None


def _plain(speaker: str, verb: str, tail: str) -> Attribution | None:
    if speaker.count(",") == 1 or (speaker.count(",") and not speaker.endswith(",")):
        return None  # an aside that does not open or does not close: "Quist, the mayor told"
    if not is_speaker(speaker) or not _is_tail(tail, verb):
        return None
    return Attribution(speaker, verb, tail)


def _is_tail(tail: str, verb: str) -> bool:
    words = tail.split()
    if not words:
        return verb not in {"told", "tells", "warned", "suggested", "revealed"}
    if len(words) > 12 or re.search(r"[,;:\"“”]|\b(?:and|but|or|that|he|she|they)\b", tail):
        return False
    if verb in {"told", "tells"}:
        return _HEARER.pattern.match(tail) is not None
    return words[0].lower() in _TAIL_OPENS


def _inverted(verb: str, rest: str) -> Attribution | None:
    name, *asides = rest.split(", ")
    if len(asides) > 3 or not all(_is_apposed(aside) for aside in asides):
        return None
    speaker, tail = (name, "") if asides else _parted(name)
    if not speaker or not is_speaker(speaker) or _parted(speaker)[1]:
        return None
    aside = "".join(f", {one}" for one in asides)
    return Attribution(speaker, verb, tail, aside)


def _is_apposed(aside: str) -> bool:
    words = aside.split()
    return (
        0 < len(words) <= 14
        and (words[0] in _APPOSED or words[0].isdigit() or words[0][0].isupper())
        and (SAID.search(aside) is None)
        and words[0].lower() not in _TIMES
    )


_PARTS = Lazy(
    r" (?:in (?:a|an) |at (?:a|an) |on (?:Twitter|Facebook|television|radio|[A-Z][a-z]+day)|"
    r"of (?:his|her|their|its) |(?:during|after|before|when|while) |yesterday|today|last |"
    r"earlier |this |"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_NO_NAME = Lazy(r"\b(?:in|at|on|to|as|with|because|if|until|about|over|than|since)\b")


def _parted(name: str) -> tuple[str, str]:
    """Return the speaker and what was said of the saying: "Quist", " on Monday"."""
    parts = _PARTS.pattern.search(name)
    speaker, tail = (name[: parts.start()], name[parts.start() :]) if parts else (name, "")
    if _NO_NAME.pattern.search(speaker) or (tail and not _is_tail(tail, "said")):
        return "", ""
    if tail.startswith(" of ") and not speaker.istitle():
        return "", ""  # "the father of his child"
    return speaker, tail


def _claim_first(text: str) -> str | None:
    border = max(text.rfind(one) for one in _LAST_BORDERS)
    who = _attribution(text[border + 1 : -1].lstrip("\"”’' ")) if border > 0 else None
    if who is None:
        borders = [match.start() for match in _BEFORE_SAID.pattern.finditer(text)]
        if len(borders) != 1:
            return None
        border = borders[0]
        who = _attribution(text[border + 1 : -1].lstrip("\"”’' "))
    if who is None or not _can_introduce(who):
        return None
    spans = quoted(text)
    mark = text[border + 1] if text[border + 1] != " " else ""
    if overlaps(spans, border + 1 + len(mark), len(text)):
        return None
    connective = CONNECTIVE.match(text)
    lead = connective[0] if connective else ""
    claim = text[len(lead) : border]
    if lead:
        claim = claim[0].upper() + claim[1:]
    joined = _joined(claim, text[len(lead) : border] + mark, who)
    if joined is None:
        return None
    front = who.front if not lead else lead + _inner(who)
    return f"{front} {joined}.{mark}"


def _inner(who: Attribution) -> str:
    front = who.front
    first = front.partition(" ")[0]
    return front if who.speaker[0] == first[0] else who.speaker[0] + front[1:]


def _can_introduce(who: Attribution) -> bool:
    """Tell whether a claim can follow at once, without a "that", a comma or a colon."""
    if who.verb not in _TAKES_A_CLAIM or not is_named_plainly(who.speaker):
        return False
    if who.verb == "told":
        return _HEARER.pattern.fullmatch(who.tail) is not None and _TIMES.isdisjoint(
            who.tail.lower().split()
        )
    return _PLACES_OF_SAYING.pattern.fullmatch(who.tail) is not None


def _joined(claim: str, with_mark: str, who: Attribution) -> str | None:
    words = claim.split()
    if not 3 <= len(words) <= _MOST_WORDS or not is_one_claim(claim, with_mark):
        return None
    verb = _FINITE.pattern.search(claim)
    if verb is None or could_be_meant(who.speaker, claim):
        return None
    before = claim[: verb.start()].lower().split()
    if any(word.strip(",") in _TIMES for word in before):
        return None  # behind "said" it would tell when it was said
    return joined_on(claim, "en")


def is_one_claim(claim: str, with_mark: str) -> bool:
    """Tell whether ``claim`` is one statement all of which is attributed to one speaker."""
    spans = quoted(with_mark)
    if spans and spans[0] == (0, len(with_mark)):
        return False
    said = [match for match in SAID.finditer(claim) if not overlaps(spans, *match.span())]
    if said or "according to" in claim or _DISTURBS.search(claim):
        return False
    return all(_belongs(piece) for piece in claim.split(", ")[1:])


def _belongs(piece: str) -> bool:
    """Tell whether what follows a comma is an age, a place or an apposition, no further clause."""
    words = piece.split()
    if not words:
        return False
    return words[0].isdigit() or words[0] in {"a", "an", "the"} or words[0][0].isupper()
