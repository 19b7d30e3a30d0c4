"""Words: how many a text has for the ear, and the terms by which sentences are compared.

Nothing here knows a language beyond a list of function words: scripts that put no blanks between
words are cut into character bigrams, which retrieve as well as a segmenter does (Nie et al., "On
the use of words and n-grams for Chinese information retrieval", IRAL 2000).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Han
    "\U00020000-\U0003ffff"  # the rarer Han
)
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_TOKEN = re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\\W_])+")

LETTERS_A_WORD = 24
"""A run of letters longer than this is spoken as several words: it is an address or a compound."""

STEM = 7
"""Terms are compared by their first letters: a stemmer for every alphabet, and nearly as good as
one made for the language (McNamee and Mayfield, "Character n-gram tokenization", 2004)."""


def count_words(text: str) -> int:
    """Return how many words ``text`` has for the ear.

    Pieces between blanks that hold a letter or digit count one, very long ones one for every 24
    characters; in scripts without blanks (Han, kana, Thai ...) two characters count as a word.
    """
    unspaced = 0
    if not text.isascii():
        unspaced = sum(len(run) for run in _UNSPACED_RUN.findall(text))
        text = _UNSPACED_RUN.sub(" ", text) if unspaced else text
    spaced = sum(
        -(-len(piece) // LETTERS_A_WORD)
        for piece in text.split()
        if any(character.isalnum() for character in piece)
    )
    return spaced + (unspaced + 1) // 2


class Terms(NamedTuple):
    """The terms of a sentence that carry meaning."""

    single: tuple[str, ...]
    """Content words, stemmed, in order, as often as they stand there."""
    pairs: tuple[str, ...]
    """Neighbouring content words joined by a blank, each once."""


def terms(text: str, language: str) -> Terms:
    """Return the terms of ``text``: case, width, inflection and function words taken off.

    ``language`` is a BCP 47 tag.
    """
    small = FUNCTION_WORDS.get(primary_of(language), frozenset())
    single: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if not token.isascii() and _UNSPACED_RUN.match(token):
            single += [token[at : at + 2] for at in range(max(1, len(token) - 1))]
        elif token not in small and (len(token) > 1 or token.isdigit()):
            single.append(token[:STEM])
    pairs = dict.fromkeys(f"{one} {two}" for one, two in pairwise(single))
    return Terms(tuple(single), tuple(pairs))


def primary_of(language: str) -> str:
    """Return the language itself of a BCP 47 tag: ``pt`` of ``pt-br``."""
    return language.partition("-")[0].lower()


FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a about above after again against all almost along also although am among an and any
            are aren't around as at be became because become been before being below between
            both but by can cannot could did didn do does doesn doing don down during each
            either even ever every few for from further get go got had has hasn have haven
            having he her here hers herself him himself his how however i if in into is isn it
            its itself just ll may me might mine more most much must my myself neither no nor
            not now of off on once one only or other others our ours out over own per quite
            rather re s said same say says several shall she should since so some still such t
            than that the their theirs them themselves then there these they this those though
            through thus to too toward towards under until up upon us ve very via was wasn we
            were weren what when where whether which while who whom whose why will with within
            without won would yes yet you your yours
        """,
        "de": """
            aber als am an auch auf aus bei bin bis da das dass dem den denn der des die dies
            diese dieser dieses doch dort du durch ein eine einem einen einer eines er es für
            hat hatte ich ihr ihre im in ist ja kann kein keine man mehr mit nach nicht noch nun
            nur ob oder ohne sein seine sich sie sind so über um und uns unter vom von vor war
            waren was weil wenn wer wie wir wird wurde wurden zu zum zur zwischen
        """,
        "fr": """
            au aux avec ce ces cet cette comme dans de depuis des dont du elle elles en entre
            est et eu fait il ils la le les leur leurs lui mais même ne nous on ont ou où par
            pas plus pour qu que qui sa sans se selon ses si son sont sous sur très un une vous
            y été être
        """,
        "es": """
            al algo ante como con contra cual cuando de del desde donde el ella ellos en era es
            esa ese eso esta este esto fue ha había han hasta hay la las le les lo los más muy
            ni no o otra otro para pero por porque que se ser si sin sobre su sus también un una
            uno unos y ya
        """,
        "pt": """
            a ao aos as até com como da das de do dos e ela ele eles em entre era essa esse esta
            este eu foi há isso isto já mais mas mesmo muito na nas no nos não num numa o os ou
            para pela pelo por qual quando que se sem ser seu seus sua suas são também um uma à
            às é
        """,
        "it": """
            a agli ai al alla alle anche che chi ci come con cui da dal dalla dei del della
            delle dello di e gli ha hanno i il in io la le lei lo loro lui ma mi ne nei nel
            nella non o per più quale quella quello questa questo se si sono su sua suo tra
            tutti un una è
        """,
        "nl": """
            aan als bij dan dat de deze die dit door een en er hebben heeft het hij hun ik in
            maar meer met naar niet nog om ook op over te uit van voor was wat werd wij worden
            wordt ze zich zij zijn
        """,
    }.items()
}
"""Words that carry no meaning by themselves. In other languages rarity alone tells."""
