"""Speakers: whether a quotation, or "..., he said", is told with the name of who said it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.summarise.reference.quotation import NONE, Quotations
from briefing.summarise.reference.tokens import NO_WORDS, tokens_of
from briefing.summarise.reference.tongue import Tongue

_TAIL = 120
"""Characters at the end of a sentence that can be "he told reporters on Monday"."""
_LONGEST = 1_200
"""Characters outside quotations that are looked at."""
_HELPING = frozenset("ha han hanno a ont tem".split())


def is_torn(text: str, quoted: Quotations, tongue: Tongue) -> bool:
    """Return whether who says the words of ``text`` is not named in it."""
    if quoted is not NONE:
        return _is_quotation_torn(quoted, tongue)
    after = text.rfind(",", -_TAIL)
    if after < 0:
        return False
    said = tokens_of(text[after:], tongue)
    if not any(place <= 2 for place in _pronoun_speakers(said, tongue)):
        return False
    return not _names(tokens_of(text[:after][:_LONGEST], tongue), tongue)


def _is_quotation_torn(quoted: Quotations, tongue: Tongue) -> bool:
    words = tokens_of(quoted.outside[:_LONGEST], tongue)
    if all(word in NO_WORDS for word in words):
        return not quoted.opens  # one that goes on may name its speaker at the end
    unnamed = min((*_pronoun_speakers(words, tongue), *_dropped(words, tongue)), default=None)
    return unnamed is not None and not any(
        word not in NO_WORDS
        and word.lower() not in tongue.small
        and word.lower() not in tongue.says
        for word in words[:unnamed]
    )


def _pronoun_speakers(words: Sequence[str], tongue: Tongue) -> Iterator[int]:
    """Yield where a pronoun is who speaks: "he said", "sagte sie", "a-t-il dit"."""
    for at, word in enumerate(words):
        verb, _, pronoun = word.lower().rpartition("-")
        if pronoun not in tongue.speakers:
            continue
        beside = [verb.partition("-")[0]] if verb else words[max(at - 1, 0) : at]
        if any(one.lower() in tongue.says for one in (*beside, *words[at + 1 : at + 3])):
            yield at


def _dropped(words: Sequence[str], tongue: Tongue) -> Iterator[int]:
    """Yield where a verb of saying has no subject: "dijo." of a language that may leave it out."""
    if not tongue.no_subject:
        return
    for at, word in enumerate(words):
        if word.lower() in tongue.says and _stands_alone(words, at, tongue):
            yield at


def _stands_alone(words: Sequence[str], at: int, tongue: Tongue) -> bool:
    before = at - 1
    while before >= 0 and words[before].lower() in _HELPING:
        before -= 1
    if before >= 0 and words[before] not in NO_WORDS:
        return False
    following = words[at + 1].lower() if at + 1 < len(words) else ","
    return following in NO_WORDS or following in tongue.no_subject


def _names(words: Sequence[str], tongue: Tongue) -> bool:
    """Return whether a capitalised word stands there that can name somebody."""
    return any(
        word[0].isupper()
        and word.lower() not in tongue.passing
        and (at > 0 or word.lower() not in tongue.small)
        for at, word in enumerate(words)
    )
