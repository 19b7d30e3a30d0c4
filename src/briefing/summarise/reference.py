"""Dangling references: sentences that mean little without the one before.

The rule for pronouns (a third-person pronoun among the first six words with no capitalised word
before it) was measured at a precision of .67 and a recall of .64 against hand-marked coreference.
Outside English only the openings are known.
"""

from __future__ import annotations

import re

from briefing.summarise.words import FUNCTION_WORDS, primary_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」")

_PRONOUN = frozenset("he she him her his hers himself herself".split())
_NEUTRAL = frozenset("it its they them their theirs".split())
_BEFORE_WORDS = " \t“\"'‘(«"
_REACH = 6
_NEUTRAL_REACH = 2
"""``it`` and ``they`` further in mostly point inside their own sentence."""

_POINTING = {
    "en": "this these those such both neither either another others",
    "de": "dies diese diesem diesen dieser dieses er sie letztere solche solcher beide",
    "fr": "il elle ils elles ce cet cette ces celui celle ceux cela ceci lui",
    "es": "este esta estos estas ese esa esos esas esto eso él ella ellos ellas ambos",
    "pt": "este esta estes estas esse essa esses essas isto isso ele ela eles elas ambos",
    "it": "questo questa questi queste quello quella egli ella essi esse entrambi lui lei loro",
    "nl": "deze dit die hij zij ze dat zulke beide",
}
_LINKING = {
    "en": "however but and also or nor yet still moreover furthermore therefore thus hence "
    "nevertheless nonetheless otherwise instead meanwhile consequently accordingly then so "
    "likewise similarly besides additionally conversely rather indeed afterwards subsequently",
    "de": "aber und auch doch jedoch dennoch deshalb daher darum deswegen trotzdem außerdem dann "
    "dabei dagegen damit dadurch zudem danach so sondern denn also stattdessen dafür davon",
    "fr": "mais et aussi ainsi donc cependant pourtant toutefois alors puis néanmoins ensuite "
    "or car enfin",
    "es": "pero y además también sin así entonces luego después aunque asimismo",
    "pt": "mas e além também assim então porém contudo portanto depois entretanto",
    "it": "ma e inoltre anche così quindi dunque però tuttavia poi infatti invece",
    "nl": "maar en ook echter dus daarom toch bovendien dan daarna",
}
_PHRASES = re.compile(
    r"(?:the (?:former|latter|same|other|two|three|pair|resulting)\b"
    r"|that (?:is|was|means|meant|said|would|could|will|makes|made|includes|included)\b"
    r"|in (?:addition|contrast|response|turn|fact|other words|this|that|these|doing so)\b"
    r"|as (?:a result|such|well)\b|for (?:example|instance|this|that|these|those)\b"
    r"|on the (?:other hand|contrary)\b|at (?:that|the same) (?:time|point|moment)\b"
    r"|by (?:contrast|this|that|doing)\b|because of (?:this|that|these)\b|after (?:that|this)\b"
    r"|(?:by|with|from|to|of|at|under|despite|among|through) (?:this|these|those|such)\b"
    r"|even so\b|so far\b|not only that\b|to (?:this|that) end\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:he|she|they|it)\s+(?:also\s+|later\s+)?(?:said|says|added|adds|told|tells|wrote|writes"
    r"|explained|explains|continued|continues|noted|notes|asked|asks|argued|argues|recalled)\b"
    r"|\b(?:said|says|added|adds|explained|continued|noted|asked)\s+(?:he|she|they)\b",
    re.IGNORECASE,
)


def dangles(text: str, language: str = "en") -> bool:
    """Return whether ``text`` needs the sentence before it to be understood.

    ``language`` is a BCP 47 tag; for one that is not known here nothing but quotation marks tells.
    """
    primary = primary_of(language)
    if closes_quotation(text, language):
        return True
    words = _WORD.findall(text[:400])
    if not words:
        return False
    opening = words[0].lower()
    if opening in _openings(primary):
        return True
    return primary == "en" and (
        _PHRASES.match(text.lstrip(_BEFORE_WORDS)) is not None
        or _reaches_back(words)
        or _speaker_elsewhere(text)
    )


def _openings(primary: str) -> frozenset[str]:
    return _OPENINGS.get(primary, frozenset())


_OPENINGS = {
    language: frozenset(f"{_POINTING[language]} {_LINKING[language]}".split())
    for language in _POINTING
}


def _bare(word: str) -> str:
    return re.split("['’]", word, maxsplit=1)[0].lower()


def _reaches_back(words: list[str]) -> bool:
    for place, word in enumerate(words[:_REACH]):
        bare = _bare(word)
        if bare in _PRONOUN or (bare in _NEUTRAL and place < _NEUTRAL_REACH):
            return True
        if word[0].isupper() and bare not in FUNCTION_WORDS["en"]:
            return False
    return False


def _speaker_elsewhere(text: str) -> bool:
    """Return whether a quotation's speaker is only a pronoun: "...", he said."""
    outside = _QUOTED.sub(" ", text)
    if outside == text or _SAYS.search(outside) is None:
        return False
    names = (_bare(word) for word in _WORD.findall(outside) if word[0].isupper())
    return all(name in FUNCTION_WORDS["en"] for name in names)


_LOW_QUOTES = frozenset("bg cs de et hr hu is ka lt lv mk pl ro sk sl sr uk".split())
"""Languages that write „so“ or „so”: their closing mark is the English opening one."""


def closes_quotation(text: str, language: str = "en") -> bool:
    """Return whether a quotation closes in ``text`` that was opened in an earlier sentence."""
    for opening, closing in _marks(language):
        closes = min((text.find(mark) for mark in closing if mark in text), default=-1)
        if closes >= 0 and not 0 <= text.find(opening) < closes:
            return True
    return False


def opens_quotation(text: str, language: str = "en") -> bool:
    """Return whether a quotation is opened in ``text`` and not closed in it."""
    return text.count('"') % 2 == 1 or any(
        text.rfind(opening) > max(text.rfind(mark) for mark in closing)
        for opening, closing in _marks(language)
    )


def _marks(language: str) -> tuple[tuple[str, str], ...]:
    low = primary_of(language) in _LOW_QUOTES
    return (("„", "“”"),) if low else (("“", "”"), ("「", "」"))


def introduces(text: str) -> bool:
    """Return whether ``text`` ends by announcing what follows: it means nothing without it."""
    return text.rstrip().endswith((":", "："))
