"""Cleaning that holds for every language, and the one way rules are applied."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

Rule = tuple[str, Callable[[re.Match[str]], str], str]
"""What to find, what to say in its place, and what a text must have for the rule to find anything.

Patterns are compiled when a text first needs them.
"""


def rule(pattern: str, say: Callable[[re.Match[str]], str] | str, needs: str = "") -> Rule:
    """Return the rule that says ``say`` (words, or a function of the match) for ``pattern``.

    ``needs`` is a pattern that is found wherever the rule is, and quicker: one that begins with a
    character or a set of them, which Python seeks many times faster than one that looks behind.
    """
    if not isinstance(say, str):
        return pattern, say, needs
    if "\\" in say:
        return pattern, lambda match: match.expand(say), needs
    return pattern, lambda match: say, needs  # noqa: ARG005 (a template is parsed for each match)


def table_rule(pattern: str, words: dict[str, str], needs: str = "") -> Rule:
    """Return the rule that replaces each key of ``words``; ``{}`` in ``pattern`` is the keys."""
    keys = "|".join(re.escape(key) for key in sorted(words, key=len, reverse=True))
    return pattern.replace("{}", keys), lambda match: words[match[1]], needs


def apply(rules: Iterable[Rule], text: str) -> str:
    """Return ``text`` after every rule, in order."""
    for pattern, say, needs in rules:
        if not needs or compiled(needs).search(text):
            text = compiled(pattern).sub(say, text)
    return text


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return ``pattern`` compiled, which for all of a language takes longer than to start."""
    return re.compile(pattern)


_UNSPEAKABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]+"
)
"""Controls, invisible and bidirectional marks, lone surrogates, private use, non-characters."""

_STRAY_JOINER = re.compile(
    "(?<![\u0590-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+|[\u200c\u200d]+$"
)
"""Joiners mean something inside Persian and Indic words, and nothing elsewhere."""

_STYLED = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]+")
"""Ligatures, full-width forms and mathematical letters: plain letters in costume."""


def clean(text: str) -> str:
    """Return ``text`` without what no voice can say; single blanks, nothing else changed."""
    if text.isascii() and text.isprintable():
        return squeeze(text)
    return squeeze(_STRAY_JOINER.sub("", _UNSPEAKABLE.sub("", text)))


def plain_letters(text: str) -> str:
    """Return ``text`` with ligatures and styled letters as the letters they stand for."""
    return _STYLED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def squeeze(text: str) -> str:
    """Return ``text`` with every run of blanks and line ends as one blank, and none at the ends."""
    return " ".join(text.split())


_PICTURE = (
    "[\u203c\u2049\u231a\u231b\u23e9-\u23fa\u2600-\u2767"
    "\u2795-\u2797\u27b0\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff]"
)
_MARK = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_EMOJI = re.compile(f"{_FLAG}{{1,2}}|{_PICTURE}{_MARK}*+(?:\u200d{_PICTURE}{_MARK}*+)*+")
_EMOJI_RUN = re.compile(f"{_PICTURE}(?:{_PICTURE}|{_MARK}|[\u200d ](?={_PICTURE}))*+|{_MARK}+")
_COLOUR = re.compile(r"\b(?:black|white|heavy|sign|symbol)\b ?")


def name_emoji(text: str) -> str:
    """Return ``text`` with each emoji by its Unicode name, a repeated one once."""
    if text.isascii():
        return text
    return _EMOJI_RUN.sub(
        lambda run: f" {' '.join(dict.fromkeys(map(_emoji_name, _EMOJI.findall(run[0]))))} ", text
    )


def drop_emoji(text: str) -> str:
    """Return ``text`` without emoji: their names are English, and a voice would guess."""
    return text if text.isascii() else _EMOJI_RUN.sub(" ", text)


def _emoji_name(emoji: str) -> str:
    if "\U0001f1e6" <= emoji[0] <= "\U0001f1ff":
        letters = ".".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in emoji)
        return f"{letters} flag"
    name = unicodedata.name(emoji[0], "").lower()
    return _COLOUR.sub("", name).strip() or name
