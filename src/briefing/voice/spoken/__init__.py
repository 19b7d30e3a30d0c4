"""The spoken form of a text: what a voice would read wrongly, written as it is said.

The classes of written words follow R. Sproat et al., "Normalization of non-standard words",
Computer Speech & Language 15 (2001): numbers, dates, money, measures, abbreviations, addresses.
"""

from __future__ import annotations

import re

from briefing.voice.spoken.text import clean, drop_emoji

SPOKEN_VERSION = "2"
"""Changes whenever the spoken form of any text could change; part of a clip's key."""


def spoken_form(text: str, language: str) -> str:
    """Return ``text`` as it is said in ``language``, a BCP 47 tag: one line, single blanks.

    English is expanded thoroughly, an ambiguous date in figures by the country in the tag if there
    is one; German, French, Spanish, Italian, Portuguese and Dutch where eSpeak NG reads wrongly;
    any other language is only cleaned. Words without digits, signs or abbreviations come back
    unchanged. Empty when nothing can be said. Never raises.
    """
    primary, *subtags = re.split("[-_]", language.lower())
    if primary == "en":
        from briefing.voice.spoken.english import english

        region = next((tag for tag in subtags if len(tag) == 2), "")
        return clean(english(clean(_NARROW_GROUP.sub(",", text)), region))
    from briefing.voice.spoken.european import LANGUAGES, european

    if primary in LANGUAGES:
        return clean(european(clean(_NARROW_GROUP.sub("", text)), primary))
    return clean(drop_emoji(clean(text)))


_NARROW_GROUP = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
"""Thousands set apart by a blank that does not break, which cleaning would make any blank."""
