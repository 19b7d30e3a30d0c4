"""What speaks for and against a short line being a heading: its evidence, by name.

Everything here is counted over the whole document: a bare short line means one thing where
lists have bullets and paragraphs end with stops, and another in a table that lost its lines.
The names are those of the weights in :mod:`briefing.read.plaintext.weights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log1p

from briefing.read.lengths import UNSPACED, length
from briefing.read.plaintext.looks import (
    ASKED,
    COLONS,
    LONG,
    NUMBERING,
    WORD,
    Look,
    Setting,
    breaks,
    code_like,
    is_candidate,
    stops,
    title_case,
    words_in,
)
from briefing.read.plaintext.standing import Standing

__all__ = ["NUMBERING", "evidence"]

_OPENING, _CLOSING = '"“„«‘(「『', '”"“»’)」』'
_STOCK = re.compile(
    r"(?:introduction|overview|background|summary|abstract|contents|table of contents|conclusions?|"
    r"references|bibliography|further reading|see also|external links|notes|footnotes|sources|"
    r"acknowledge?ments?|contributors|authors?|licen[cs]e|copyright|install(?:ation|ing)?|usage|"
    r"examples?|requirements|prerequisites|contributing|changelog|support|features|faqs?|"
    r"getting started|documentation|resources|methods?|results|discussion|history|appendix|"
    r"einleitung|einführung|überblick|zusammenfassung|inhalt|fazit|literatur|quellen|weblinks|"
    r"introducción|resumen|conclusión|referencias|introdução|resumo|conclusão|referências|"
    r"aperçu|résumé|conclusion|références|introduzione|conclusioni|riferimenti|"
    r"введение|заключение|ссылки|примечания|はじめに|まとめ|概要|参考文献|引言|简介|总结|结论|参考资料)"
    r"[:：]?",
    re.I,
)
"""Headings that articles of every sort have; by itself such a line is seldom anything else."""

_SMALL = 4
_WHOLE = 240
"""Characters a paragraph has that is no list's point."""

_NEAR = 700
"""So much of the text after a line is looked at for its words."""


def evidence(
    looks: Sequence[Look], place: int, standing: Standing, setting: Setting, share: float
) -> Iterator[tuple[str, float]]:
    """Yield the names of all that is true of the candidate at ``place``, each with its strength.

    ``share`` is the share of candidates among the document's chunks.
    """
    yield "always", 1.0
    yield from _own(looks[place].text, setting)
    yield from _before(looks, place)
    yield from _after(looks, place, standing, setting)
    yield from _standing(looks, place, standing, setting)
    yield "share of short lines", share
    yield "paragraphs without stops", 1.0 - setting.stopped
    if setting.coded:
        yield "document with code", 1.0
    if not setting.blank:
        yield "document without blank lines", 1.0
    if setting.listed:
        yield "document with bullets", 1.0


def _own(text: str, setting: Setting) -> Iterator[tuple[str, float]]:
    """Yield what the line's own shape says."""
    if NUMBERING.match(text):
        yield "numbered", 1.0
        text = NUMBERING.sub("", text, count=1)
    words = words_in(text)
    size = next((most for most in (1, 2, 3, 6, 9, 12, 16) if words <= most), 17)
    yield f"up to {size} words" if size < 17 else "more words", 1.0
    if not setting.caseless:
        yield from _capitals(text, words, setting)
    if code_like(text):
        yield "code signs", 1.0
        if words == 1:
            yield "code signs, one word", 1.0
    digits = sum(character.isdigit() for character in text) / len(text)
    if digits > 0.3:
        yield "figures", 1.0
    elif digits:
        yield "a figure", 1.0
    said = text.lower().split()
    if said and said[-1] in setting.common:
        yield "ends with a common word", 1.0
    if len(said) > 2:
        yield "common words", sum(word in setting.common for word in said) / len(said)
    if _STOCK.fullmatch(text):
        yield "a usual heading", 1.0
    yield from _signs(text, setting)


def _capitals(text: str, words: int, setting: Setting) -> Iterator[tuple[str, float]]:
    first = text.lstrip("\"“„«¿¡(#'‘[")[:1]
    if first.islower():
        yield "starts small", 1.0
    elif not first.isupper():
        yield "starts without a letter", 1.0
    if text == text.upper() and text != text.lower():
        yield "capitals only", 1.0
    if setting.capital_titles and words > 1:
        share = title_case(text)
        if share >= 0.75:
            yield "title case", 1.0
        elif share > 0.25:
            yield "half title case", 1.0


def _signs(text: str, setting: Setting) -> Iterator[tuple[str, float]]:
    """Yield what the marks in a line and at its ends say."""
    if text.endswith(COLONS):
        yield "ends with a colon, as most do" if setting.colons else "ends with a colon", 1.0
    elif ":" in text[:-1] or "：" in text[:-1]:
        yield "colon within", 1.0
    if text.endswith(ASKED):
        yield "asks", 1.0
        if breaks(text):
            yield "asks after a statement", 1.0
    if text.endswith(("!", "！")):
        yield "ends with an exclamation", 1.0
    if text[0] in _OPENING and text[-1] in _CLOSING:
        yield "quoted or in brackets", 1.0
    elif text[-1] in _CLOSING:
        yield "ends with a bracket or quote", 1.0
    if "," in text or "、" in text or "，" in text:
        yield "comma within", 1.0
    if " – " in text or " — " in text or " - " in text:
        yield "dash within", 1.0


def _before(looks: Sequence[Look], place: int) -> Iterator[tuple[str, float]]:
    """Yield what the chunk before says."""
    if not place:
        yield "first", 1.0
        return
    before = looks[place - 1]
    if before.kind != "text":
        yield f"after {before.kind}", 1.0
        return
    text = before.text
    if text.endswith(COLONS):
        yield "after a colon", 1.0
    elif is_candidate(before):
        yield "after a short line", 1.0
    elif not stops(text):
        yield "after a paragraph without a stop", 1.0
    elif length(text) < LONG:
        yield "after a short sentence", 1.0
    else:
        yield "after a paragraph", 1.0


def _after(
    looks: Sequence[Look], place: int, standing: Standing, setting: Setting
) -> Iterator[tuple[str, float]]:
    """Yield what the chunks after the run of short lines, and right after this one, say."""
    after = looks[place + 1] if place + 1 < len(looks) else None
    last = standing.place == standing.run - 1
    if after is None or after.kind == "rule":
        yield "before nothing", 1.0
        return
    if not last:
        yield "before a short line", 1.0
        end = place + standing.run - standing.place
        yield f"run {_following(looks[end]) if end < len(looks) else 'before nothing'}", 1.0
        return
    yield _following(after), 1.0
    if after.kind == "text":
        if after.text.endswith(COLONS):
            yield "before a colon", 1.0
        if after.text[:1].islower() and not setting.caseless:
            yield "before a small letter", 1.0
    yield "its words come again", _again(looks, place)
    if looks[place].text.endswith(COLONS) and not setting.colons:
        what = after.kind if after.kind in {"list", "point", "code"} else "text"
        yield f"colon before {what}", 1.0
        if standing.again > 2:
            yield f"said again and again with a colon before {what}", 1.0


def _following(after: Look) -> str:
    """Return the name of what stands after a line or a run of lines."""
    if after.kind != "text":
        return f"before {after.kind}"
    size = length(after.text)
    name = "paragraph" if size > _WHOLE else "short paragraph" if size > LONG else "sentence"
    return f"before a {name}" + ("" if stops(after.text) else " without a stop")


def _again(looks: Sequence[Look], place: int) -> float:
    """Return the share of the line's longer words that the text after it uses."""
    near = " ".join(look.text[:_NEAR] for look in looks[place + 1 : place + 4])[:_NEAR].casefold()
    text = looks[place].text.casefold()
    if UNSPACED.search(text):
        pieces = [text[at : at + 2] for at in range(0, len(text) - 1, 2)]
    else:
        pieces = [word[:6] for word in WORD.findall(text) if len(word) >= _SMALL]
    return sum(piece in near for piece in pieces) / len(pieces) if pieces else 0.0


def _standing(
    looks: Sequence[Look], place: int, standing: Standing, setting: Setting
) -> Iterator[tuple[str, float]]:
    """Yield what its neighbours among the short lines, and the blank lines, say."""
    if standing.run > 1:
        size = "two" if standing.run == 2 else "three" if standing.run == 3 else "many"
        last = standing.place == standing.run - 1
        where = "last" if last else "first" if not standing.place else "inner"
        yield f"{where} of {size}", 1.0
        yield "longer run", min(standing.run, 20) / 10
        if setting.listed:
            yield "short lines beside bullets", 1.0
    yield "text before the next short line", min(log1p(standing.after), 8.0)
    yield "text since the last short line", min(log1p(standing.before), 8.0)
    if standing.again > 2:
        yield "said again and again", 1.0
    elif standing.again == 2:
        yield "said twice", 1.0
    if standing.introduced:
        yield "in a run after a colon", 1.0
    if standing.listing:
        yield "short chunks since a colon", 1.0
    if looks[place].chunk.indent:
        yield "indented", 1.0
    yield from _blanks(looks, place, standing, setting)


def _blanks(
    looks: Sequence[Look], place: int, standing: Standing, setting: Setting
) -> Iterator[tuple[str, float]]:
    """Yield what the blank lines around it say, where blank lines part the blocks."""
    gap = looks[place].chunk.gap
    before = looks[place - 1] if place else None
    parted = before is None or (stops(before.text) and not before.text.endswith(COLONS))
    if code_like(looks[place].text) and parted:
        yield "code signs after a stop", 1.0
    if not setting.blank:
        if gap:
            yield "blank line before, unlike others", 1.0
        return
    if not gap:
        yield "no blank line before", 1.0
    if standing.group > 1:
        yield "lines stand together", 1.0
    elif parted:
        yield "alone after a stop", 1.0
    elif before and before.kind == "code":
        yield "alone after code", 1.0
