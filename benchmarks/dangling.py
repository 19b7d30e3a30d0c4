"""Tell which sentences of a summary lean on a sentence that is not in it: a rule of its own.

Written for the benchmark and on purpose not shared with the program. An English sentence leans if

* a third-person pronoun (he she him her his hers they them their theirs; "they're" counts as
  "they") stands among its first six words, or "it" or "its" among its first two, and no capitalised
  word before it. "I" is no name, and the sentence's own first word counts as one only if it is no
  function word: "Officials said they" has one before, "When they" has none; or
* it opens with a connective (``CONNECTIVES``; ``ADVERBS`` if a comma follows) or with a pointing
  phrase (``POINTING``), unless that points at the time or the text itself: "this week", "this
  paper" (``AT_HAND``).

A leaning sentence dangles if the one directly before it in the source is not told too. The first
sentence of a text has none before it and never dangles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PRONOUNS = frozenset("he she him her his hers they them their theirs".split())
NEUTER = frozenset(("it", "its"))

CONNECTIVES = """
    however|also|therefore|thus|hence|but|and|or|nor|yet|so|then|moreover|furthermore|meanwhile
    nevertheless|nonetheless|consequently|accordingly|additionally|likewise|conversely|afterwards
    afterward|thereafter|thereby|thereupon|even so|in addition|in contrast|by contrast|in turn
    in response|in that case|in doing so|in other words|as a result|as such|as a consequence
    for example|for instance|for this reason|for that reason|on the other hand|on the contrary
    at the same time|at that time|at that point|after that|after this|before that|because of this
    because of that|despite this|despite that|since then|that said
    """
ADVERBS = """
    still|rather|again|indeed|finally|instead|besides|otherwise|similarly|secondly|thirdly|second
    third|too
    """
POINTING = """
    this|that|these|those|such|the former|the latter|the same|the other|the others|another|the two
    the three|(?:one|some|many|most|all|each|both|none|neither|either) of (?:them|these|those)
    all (?:this|that|these|those)
    """
AT_HAND = frozenset(
    """
    morning afternoon evening week weekend month year season century time day summer winter spring
    autumn fall monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december christmas
    article paper study report essay chapter section book story page guide thesis survey work letter
    speech talk podcast episode interview wikihow volume issue
    """.split()
)
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those some any every each all both no another such my your our his her
    its their i you we he she it they me him us them who whom whose which what when where why how
    there here then now and or but nor so yet if because although though while since until unless
    as after before once whether about above across against along among around at behind below
    beside between beyond by despite down during except for from in inside into like near of off on
    onto out outside over per through throughout to toward towards under up upon with within without
    not only even also just still again too very more most much many few several other same own
    always never often sometimes usually perhaps maybe however therefore thus hence instead
    meanwhile moreover furthermore nevertheless otherwise yes well oh is are was were be been being
    am do does did has have had can could may might must shall should will would today yesterday
    tomorrow later soon earlier recently eventually finally suddenly first second third one two
    let lets please according given due
    """.split()
)
_WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*")
_SHORT = re.compile(r"['’ʼ]\w*")


def _any(phrases: str) -> str:
    return "|".join(line.strip() for line in phrases.strip().splitlines())


def refers(text: str) -> bool:
    """Tell whether a sentence begins with a pronoun whose name stands elsewhere."""
    for at, word in enumerate(_WORD.findall(_SHORT.sub(" ", text))[:6]):
        small = word.casefold()
        if small in PRONOUNS or (small in NEUTER and at < 2):
            return True
        if word[0].isupper() and word != "I" and (at > 0 or small not in FUNCTION_WORDS):
            return False
    return False


def opens(text: str) -> bool:
    """Tell whether a sentence opens with a connective or points at what was said before."""
    return bool(_CONNECTS.match(text) or (_POINTS.match(text) and not _POINTS_AT_HAND.match(text)))


def dangling(told: Sequence[tuple[str, Sequence[int]]]) -> list[str]:
    """Return the sentences that dangle of what is told: each text with its places in the source."""
    places = {place for _, sources in told for place in sources}
    return [
        text
        for text, sources in told
        if min(sources, default=0) > 0 and min(sources) - 1 not in places
        if refers(text) or opens(text)
    ]


_CONNECTS = re.compile(
    rf"[^\w]*(?:(?:{_any(CONNECTIVES)})(?![-\w])|(?:{_any(ADVERBS)})\s*,)", re.IGNORECASE
)
_POINTS = re.compile(rf"[^\w]*(?:{_any(POINTING)})(?![-\w])", re.IGNORECASE)
_POINTS_AT_HAND = re.compile(
    rf"[^\w]*(?:this|these)(?: \w+)? (?:{'|'.join(sorted(AT_HAND))})s?\b", re.IGNORECASE
)
