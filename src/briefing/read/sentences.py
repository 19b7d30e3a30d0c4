"""Sentences: sentencex by language, then repairs for what it gets wrong in articles.

Nothing but white space is ever lost or altered: the sentences of a text, joined, are the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise

from briefing.read.abbreviations import MAY_END, NEVER_END, WRITTEN_ORDINALS

LONGEST = 600
"""Characters. More is no sentence a voice can carry; such a piece is split at its clauses."""

LONGEST_WORD = 200
"""Characters without a blank, in a script that writes blanks, that can still be a word."""

_WINDOW = 4_000
"""sentencex is quadratic in places (unclosed quotes, unspaced scripts), so it sees windows."""

_BLANKS = re.compile(r"\s+")
_STRAY_OPENER = re.compile(r"(?<=[.!?…]\s)[\"“«„‘'(¿¡]+\s*$")
_BEFORE_FIGURE = re.compile(r"(?<=[^\W\d_]{5}[.!?…]\s)(?<!str\.\s)(?=\d)")
"""Where a sentence that opens with a figure begins; abbreviations are shorter, but for streets."""
_WORDLESS = re.compile(r"[\W_]*")
_CLOSERS = "\"'”’»›」』）)]"
_QUOTED_END = re.compile(r"[.!?…,。！？‼⁇]\s?[\"”’»」』“]$")
_ASIDE = re.compile(
    r"[^.!?]{0,60}?\b(?:said|says|added|told|asked|explained|wrote|noted|argued|replied|warned|"
    r"sagte|sagt|erklärte|betonte|schrieb|fragte|a dit|a déclaré|explique|dijo|afirmó|disse|"
    r"ha detto|zei|zegt|"
    r"meinte|rief|a expliqué|a ajouté|ajoute|añadió|explicó|ha spiegato|ha aggiunto|afirmou|"
    r"explicou|vertelde|powiedziała?|dodała?|wyjaśniła?)\b[^.!?]{0,60}[.!?]?$"
)
_INITIAL_END = re.compile(r"(?:^|[\s.\-(])[^\W\d_]\.$")
_ABBREVIATED_END = re.compile(
    r"(?:^|[\s(\"“«])(?:M|MM|Mme|Mlle|Mgr|Me|St|Ste|Dr|Drs|Prof|Hr|Fr|Mr|Mrs|Ms|Sr|Sra|Sig|Dott|"
    r"Gen|Col|Lt|Capt|Sgt|Rep|Sen|Gov|Rev|Hon|No|Nr|Nos|Art|Abs|vs|approx|ca|bzw|usw|etc|Fig|Vol|"
    r"Inc|Ltd|Co|Corp|Bros)\.$"
)
_MAY_END = frozenset({"Inc", "Ltd", "Co", "Corp", "Bros", "etc", "usw", "No", "Me", "Fr", "Col"})
_CONTINUES_WITH_NUMBER = re.compile(r"(?:^|\s)(?:No|Nr|Nos|Art|Abs|Fig|Vol|ca|approx|pp|p|S)\.$")
_DOTTED_END = re.compile(r"(?:^|[\s(\"“«„])(?:[^\W\d_]{1,3}\.){2,}$")
_ORDINAL_END = re.compile(r"(?:^|\s)\d{1,3}\.$")
_DETERMINED_ORDINAL_END = re.compile(
    r"(?:^|\s)(?:[Dd](?:er|ie|as|en|em|es)|[Ii](?:m|ns)|[Aa][mb]|[Zz]u[mr]|[Vv]om|[Bb](?:eim|is)|"
    r"[Ss]ein(?:e[nmr]?)?|[Ii]hr(?:e[nmr]?)?|[Jj]ede[rsnm]?)\s\d{1,3}\.$"
)
"""German: "im 19." goes on, "er wurde 19." need not."""
_RUNS_ON = (",", ";", "º", "ª", "°")
_WORD = re.compile(r"[^\W\d_]+")

# Where a piece that is too long may be cut, best first: the cut comes after the match.
_CUTS = (
    re.compile(r"[.!?…][\"'”’»)\]]{0,2}(?=\s)|[。！？」]"),
    re.compile(r"[;:](?=\s)|[；：]"),
    re.compile(r"[,–—](?=\s)|[，、]"),
    re.compile(r"\S(?=\s)"),
)

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]"
)
"""Scripts that write no blanks between words (Korean writes them, but also long runs)."""


def split(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of ``text``, white space folded to single blanks, none empty.

    A quotation and the words that attribute it stay one sentence. No sentence is longer than
    about :data:`LONGEST` characters unless it is a single word. Time is linear in the text.
    """
    folded = _BLANKS.sub(" ", text).strip()
    if not folded:
        return ()
    caseless = folded == folded.lower()
    primary = language.partition("-")[0].lower()
    sentences = _repaired(_raw(folded, primary), primary, caseless)
    return tuple(piece for sentence in sentences for piece in _bounded(sentence))


def is_word(token: str) -> bool:
    """Tell whether a run without blanks can be words; a long one in an alphabetic script cannot."""
    if len(token) <= LONGEST_WORD:
        return True
    return len(_UNSPACED.findall(token)) * 2 > len(token)


def join_lines(lines: list[str]) -> str:
    """Return wrapped lines as one; between two characters of an unspaced script without a blank."""
    if not lines:
        return ""
    joined = [lines[0]]
    for before, line in pairwise(lines):
        tight = before and line and _UNSPACED.match(before[-1]) and _UNSPACED.match(line[0])
        joined.append(line if tight else " " + line)
    return "".join(joined)


def _raw(text: str, language: str) -> Iterator[str]:
    """Yield sentencex's sentences, a window at a time; a window's last one opens the next."""
    import sentencex  # only a run that reads needs it

    start = 0
    while start < len(text):
        window = text[start : start + _WINDOW]
        pieces = _segmented(sentencex.segment, language, window)
        if start + _WINDOW < len(text):
            kept = pieces[:-1] or [window[: _cut(window, LONGEST)]]
        else:
            kept = pieces
        yield from kept
        start += sum(map(len, kept))


def _segmented(
    segment: Callable[[str, str], Iterable[str]], language: str, window: str
) -> list[str]:
    """Return sentencex's pieces of a window, which joined are the window."""
    if "„" in window and "”" in window:  # it knows „so“ and “so” only
        shown = window.replace("„", "“")
        ends = list(accumulate(len(piece) for piece in segment(language, shown)))
        pieces = [window[start:end] for start, end in pairwise([0, *ends]) if end > start]
    else:
        pieces = [piece for piece in segment(language, window) if piece]
    if language in WRITTEN_ORDINALS:  # it takes any figure after a stop for one
        pieces = [part for piece in pieces for part in _BEFORE_FIGURE.split(piece) if part]
    # Its promise, which nothing may be lost to:
    return pieces if "".join(pieces) == window else [window]


def _repaired(pieces: Iterator[str], language: str, caseless: bool) -> Iterator[str]:
    current = ""
    for piece in pieces:
        if current and not _belongs(current, piece, language, caseless):
            stray = _STRAY_OPENER.search(current)  # an opening mark that went to the wrong side
            yield current[: stray.start() if stray else None].strip()
            current = stray[0].strip() if stray else ""
        current += piece
    if current.strip():
        yield current.strip()


def _belongs(current: str, piece: str, language: str, caseless: bool) -> bool:
    """Tell whether ``piece`` goes on with the sentence that ``current`` begins."""
    before, after = current.rstrip(), piece.strip()
    if not after or len(before) + len(after) > LONGEST:
        return not after
    if _WORDLESS.fullmatch(after) or _WORDLESS.fullmatch(before):
        return True
    if after[0] in _RUNS_ON or (piece[0] in "-‑" and before == current):
        return True
    if before[-1] == "." and _is_abbreviated(before, after, language, caseless):
        return True
    return _is_attributed(before, after, caseless)


def _is_abbreviated(before: str, after: str, language: str, caseless: bool) -> bool:
    """Tell whether the stop before ``after`` belongs to an initial, abbreviation or ordinal."""
    goes_on = after[0].islower() and not caseless
    if _INITIAL_END.search(before[-4:]) and before[-2].isupper():
        return goes_on or (after[0].isupper() and not before.endswith(" I."))  # the pronoun
    if language in WRITTEN_ORDINALS and _ORDINAL_END.search(before[-5:]):
        return goes_on or (language == "de" and bool(_DETERMINED_ORDINAL_END.search(before[-12:])))
    return (
        (goes_on and bool(_DOTTED_END.search(before[-16:])))
        or _is_known(before, goes_on, language)
        or _is_common(before, after)
    )


def _is_known(before: str, goes_on: bool, language: str) -> bool:
    """Tell whether an abbreviation of the language ends ``before``, and does not end a sentence."""
    if language not in NEVER_END:
        return False
    last = before[-16:-1].rpartition(" ")[2].lower().rpartition("'")[2].rpartition("’")[2]
    last = last.lstrip('("“«„‘')
    return last in NEVER_END[language] or (goes_on and last in MAY_END[language])


def _is_common(before: str, after: str) -> bool:
    """Tell whether an abbreviation of many languages ends ``before``, and goes on."""
    abbreviated = _ABBREVIATED_END.search(before[-12:])
    if abbreviated is None:
        return False
    if after[0].isdigit() and _CONTINUES_WITH_NUMBER.search(before[-8:]):
        return True
    return abbreviated[0].strip(' ("“«.') not in _MAY_END or after[0].islower()


def _is_attributed(before: str, after: str, caseless: bool) -> bool:
    """Tell whether ``after`` says who spoke the quotation before it, or runs on in lower case."""
    quoted = bool(_QUOTED_END.search(before[-3:]))
    if before[-1] in "」』" and after[0] in "とって":
        return True
    if after[0].islower() and not caseless:
        return quoted or not before.endswith((".", "!", "?", "…", "。", ":", ";"))
    return quoted and bool(_ASIDE.match(after)) and _opens_late(after)


def _opens_late(after: str) -> bool:
    """An attribution is short: ``Smith said.``, not a sentence of its own that reports more."""
    return len(_WORD.findall(after)) <= 7


def _bounded(sentence: str) -> Iterator[str]:
    """Yield a sentence in pieces of at most about :data:`LONGEST` characters."""
    while len(sentence) > LONGEST:
        at = _cut(sentence, LONGEST)
        yield sentence[:at].strip()
        sentence = sentence[at:].lstrip()
    if sentence:
        yield sentence


def _cut(text: str, limit: int) -> int:
    """Return where to cut ``text``, best within ``limit`` and not before a third of it."""
    head = text[: limit + 1]
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(head) if match.end() <= limit]
        if ends and ends[-1] > limit // 3:
            return ends[-1]
    ends = [match.end() for match in _CUTS[-1].finditer(head) if match.end() <= limit]
    if ends:
        return ends[-1]
    blank = text.find(" ", limit)
    whole = blank if blank > 0 else len(text)
    return whole if not _UNSPACED.search(head) else limit
