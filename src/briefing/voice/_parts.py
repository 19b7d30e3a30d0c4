"""A text cut into parts that a server or a program takes, and their sound joined again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.errors import VoiceError
from briefing.model import Speech
from briefing.units import Frames, Milliseconds, frames_of

_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")

_SENTENCE = re.compile(
    r"""(?:(?:(?<=\w{3})|(?<=\s[a-z]{2}))\.|[!?…])["'”’»)\]]*\s+|[。！？]+[」』”]*\s*"""
)
"""Where a sentence ends. Other full stops after short words mostly belong to abbreviations."""

_CLAUSE = re.compile(r"[,;:–—]\s+|[，、；：]")
_STOP = re.compile(r"""\.["'”’»)\]]*\s+""")
_BLANK = re.compile(r"\s+")

_PLACES: tuple[tuple[re.Pattern[str], Milliseconds], ...] = (
    (_SENTENCE, Milliseconds(250)),
    (_CLAUSE, Milliseconds(120)),
    (_STOP, Milliseconds(250)),
    (_BLANK, Milliseconds(0)),
)
"""Where to cut, the best place first, and the pause a speaker makes there."""

_QUIET = 0.01
"""What counts as silence at the edge of a part, as a share of its peak."""
_EDGE = Milliseconds(10)


class Part(NamedTuple):
    """A part of a text, and the pause after it."""

    text: str
    pause: Milliseconds


def plain(text: str) -> str:
    """Return ``text`` with blanks for whatever is no text, its edges trimmed."""
    return _UNSPEAKABLE.sub(" ", text).strip()


def parts(text: str, limit: int) -> Iterator[Part]:
    """Yield ``text`` in parts of at most ``limit`` characters, blanks at the cuts left out.

    Cuts are where sentences end, else where clauses do, else at blanks, else anywhere but before a
    mark that belongs to the letter before it. Parts without a letter or digit are left out: there
    is nothing to be heard of them.
    """
    rest = plain(text)
    while len(rest) > limit:
        end, pause = _cut(rest, limit)
        if any(map(str.isalnum, rest[:end])):
            yield Part(rest[:end].rstrip(), pause)
        rest = rest[end:].lstrip()
    if any(map(str.isalnum, rest)):
        yield Part(rest, Milliseconds(0))


def _cut(text: str, limit: int) -> tuple[int, Milliseconds]:
    window = text[: limit + 1]
    for place, pause in _PLACES:
        ends = (found.end() for found in place.finditer(window))
        fitting = [end for end in ends if len(window[:end].rstrip()) <= limit]
        if fitting:
            return fitting[-1], pause
    end = limit
    while end > max(1, limit // 2) and _belongs(text[end]):
        end -= 1
    return end, Milliseconds(0)


def _belongs(character: str) -> bool:
    """Return whether ``character`` belongs to the one before it."""
    return character == "\u200d" or unicodedata.category(character).startswith("M")


def joined(spoken: Sequence[tuple[Speech, Milliseconds]]) -> Speech:
    """Return the speeches one after another, each followed by its pause but for the last.

    Silence at the edges between them is left out, so that the pauses are what they say. Raises
    ``VoiceError`` when their sample rates differ.
    """
    if len(spoken) == 1:
        return spoken[0][0]
    rate = spoken[0][0].rate
    if any(speech.rate != rate for speech, _ in spoken):
        raise VoiceError(
            "Parts of one text came back at different sample rates.",
            remedy="Choose one format and one model for all.",
        )
    last = len(spoken) - 1
    pieces = []
    for number, (speech, pause) in enumerate(spoken):
        first, end = edges(speech)
        start = 0 if number == 0 else first
        stop = speech.frames if number == last else end
        pieces.append(speech.pcm[2 * start : 2 * stop])
        if number != last:
            pieces.append(bytes(2 * frames_of(pause, rate)))
    return Speech(b"".join(pieces), rate)


def edges(speech: Speech) -> tuple[Frames, Frames]:
    """Return where sound begins and ends in ``speech``, with a hundredth of a second around it.

    Speech that is nothing but silence has no sound anywhere: both are 0.
    """
    import numpy as np

    level = np.abs(np.frombuffer(speech.pcm, "<i2").astype(np.int32))
    peak = int(level.max(initial=0))
    if not peak:
        return Frames(0), Frames(0)
    heard = np.flatnonzero(level > peak * _QUIET)
    edge = frames_of(_EDGE, speech.rate)
    first, end = int(heard[0]) - edge, int(heard[-1]) + 1 + edge
    return Frames(max(0, first)), Frames(min(end, speech.frames))
