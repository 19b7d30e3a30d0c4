"""According to whom, first: "..., according to the bank." becomes "According to the bank, ...".

German and Dutch would have to turn the verb round behind "laut" and "volgens", which no rule here
can do; there the sentence stays as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.summarise.wording.attribution import CONNECTIVE, is_one_claim
from briefing.summarise.wording.casing import joined_on
from briefing.summarise.wording.lazily import Lazy
from briefing.summarise.wording.quoted import overlaps, quoted
from briefing.summarise.wording.speakers import could_be_meant, is_named_plainly, is_speaker

_MOST_WORDS = 12
_NAMED = Lazy(
    r"\b(?:reports?|sources|figures|documents|records|media|estimates|research|data|statistics|"
    r"rumou?rs|survey|surveys|polls?|study|studies|analysis|findings|minutes|transcripts?)\b"
)


class _Form(NamedTuple):
    """How a language says "according to"."""

    phrase: Lazy
    named: Lazy
    """What the source begins with: an article or a capital letter."""
    pronouns: frozenset[str]
    """Words that could come to mean the source once it stands first."""


_ARTICLED = r"(?:{}|[A-ZÀ-ÖØ-Þ])"
_FORMS = {
    "fr": _Form(
        Lazy(r", (selon) "),
        Lazy(_ARTICLED.format(r"(?:le|la|les|un|une|des) |l[’']")),
        frozenset(
            "il elle ils elles lui leur leurs son sa ses sien je j nous notre nos vous votre mon "
            "ma "
            "mes qui que".split()
        ),
    ),
    "es": _Form(
        Lazy(r", (según|de acuerdo con) "),
        Lazy(_ARTICLED.format(r"(?:el|la|los|las|un|una|unos|unas) ")),
        frozenset("él ella ellos ellas su sus suyo suya le les yo mi nosotros nuestro".split()),
    ),
    "it": _Form(
        Lazy(r", (secondo) "),
        Lazy(_ARTICLED.format(r"(?:il|lo|la|i|gli|le|un|uno|una) |l[’']|un[’']")),
        frozenset("lui lei loro suo sua suoi sue egli ella essi esse io mio noi nostro".split()),
    ),
    "pt": _Form(
        Lazy(r", (segundo|de acordo com) "),
        Lazy(_ARTICLED.format(r"(?:o|a|os|as|um|uma) ")),
        frozenset(
            "ele ela eles elas seu sua seus suas dele dela deles delas lhe lhes eu meu nós nosso "
            "você".split()
        ),
    ),
}
_ENGLISH = ", according to "
_INTRODUCING = frozenset(
    "in on at during after before since by for from with as under while although despite".split()
)
_UNSURE = Lazy(r"[,;:?!()\[\]|\"“”«»„‘]|--|[–—…]|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")


def accorded_first(text: str, primary: str) -> str:
    """Return ``text`` with a trailing "according to ..." in front; itself where not sure."""
    if not text.endswith("."):
        return text
    if primary == "en":
        at = text.rfind(_ENGLISH)
        return (_english(text, at) if at > 0 else None) or text
    form = _FORMS.get(primary)
    found = list(form.phrase.pattern.finditer(text)) if form else []
    if form is None or len(found) != 1:
        return text
    return _romance(text, found[0], form, primary) or text


def _english(text: str, at: int) -> str | None:
    source = text[at + len(_ENGLISH) : -1]
    named = is_speaker(source) and (
        is_named_plainly(source) or _NAMED.pattern.search(source) is not None
    )
    if not named or _UNSURE.pattern.search(source) or len(source.split()) > _MOST_WORDS:
        return None
    connective = CONNECTIVE.match(text)
    lead = connective[0] if connective else ""
    claim = text[len(lead) : at]
    if not is_one_claim(claim, claim) or could_be_meant(source, claim):
        return None
    joined = joined_on(claim[:1].upper() + claim[1:], "en", _INTRODUCING)
    if joined is None:
        return None
    return f"{lead}{'a' if lead else 'A'}ccording to {source}, {joined}."


def _romance(text: str, phrase: re.Match[str], form: _Form, primary: str) -> str | None:
    claim, source = text[: phrase.start()], text[phrase.end() : -1]
    if not form.named.pattern.match(source) or len(source.split()) > _MOST_WORDS:
        return None
    if (
        _UNSURE.pattern.search(source)
        or _UNSURE.pattern.search(claim)
        or overlaps(quoted(text), 0, len(text))
    ):
        return None
    if not form.pronouns.isdisjoint(word.lower() for word in _WORD.findall(claim)):
        return None
    joined = joined_on(claim, primary)
    return f"{phrase[1].capitalize()} {source}, {joined}." if joined else None
