"""Captions: the timeline's lines as WebVTT (W3C, 2019), with who says what.

A cue is at most two lines of ``LINE_WIDTH`` columns. A longer sentence becomes several cues that
follow each other without a gap, each from its first word on. Inside a cue every word has its time
as a timestamp tag; where the times are estimates, the text has the class ``estimated``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Cue, Timeline
from briefing.publish.text import clean
from briefing.units import Frames, Milliseconds, format_clock, parse_clock

_Clock = Callable[[Frames], Milliseconds]

LINE_WIDTH = 42
"""Columns of a caption line, the television standard; podcast apps take up to 65."""

LINES = 2
"""Lines of a cue."""

SPEAKERS = {"host": "Host", "questioner": "Questioner", "quote": "Quotation"}
"""What listeners read for a role; any other role is shown by its own name."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One cue: a part of a spoken line."""

    number: int
    """Which line of the script, from 1; parts of one line share it."""
    start: Milliseconds
    end: Milliseconds
    speaker: str
    lines: tuple[str, ...]
    sources: tuple[str, ...] = ()
    """Addresses of the source sentences the line says."""
    words: tuple[Milliseconds | None, ...] = ()
    """When each blank-divided word of ``lines`` starts, ``None`` for one without a time of its own:
    the first, which starts with the cue, and any too close to its neighbour."""
    estimated: bool = False
    """Whether those times are estimates."""


def webvtt(timeline: Timeline) -> str:
    """Return the WebVTT file of ``timeline``: every line's words, in order, inside the audio."""
    return compose(captions(timeline))


def captions(timeline: Timeline) -> tuple[Caption, ...]:
    """Return the captions of ``timeline`` in order; each ends after it starts."""
    total = timeline.milliseconds(timeline.total)
    found: list[Caption] = []
    for number, cue in enumerate(timeline.cues, 1):
        start = Milliseconds(max(0, min(timeline.milliseconds(cue.start), total - 1)))
        end = Milliseconds(max(start + 1, min(timeline.milliseconds(cue.end), total)))
        found.extend(_parts(cue, number, start, end, timeline.milliseconds))
    return tuple(found)


def compose(cues: tuple[Caption, ...]) -> str:
    """Return ``cues`` as a WebVTT file.

    A cue's identifier is the number of its line and the addresses that line speaks.
    """
    blocks = [
        f"{' '.join((str(cue.number), *cue.sources))}\n"
        f"{format_clock(cue.start)} --> {format_clock(cue.end)}\n"
        f"<v {_escaped(cue.speaker)}>{_payload(cue)}\n"
        for cue in cues
    ]
    return "\n".join(("WEBVTT\n", *blocks))


def _payload(cue: Caption) -> str:
    times = iter(cue.words)
    lines = (
        " ".join(_timed(word, next(times, None)) for word in line.split(" ")) for line in cue.lines
    )
    text = "\n".join(lines)
    return f"<c.estimated>{text}</c>" if cue.estimated else text


def _timed(word: str, start: Milliseconds | None) -> str:
    return _escaped(word) if start is None else f"<{format_clock(start)}>{_escaped(word)}"


_BLOCK = re.compile(
    r"(?P<number>[0-9]+)(?P<sources>[^\n]*)\n"
    r"(?P<start>[0-9:.]+) --> (?P<end>[0-9:.]+)\n<v (?P<speaker>[^>\n]*)>"
    r"(?P<estimated><c\.estimated>)?(?P<text>.+?)(?(estimated)</c>)",
    re.DOTALL,
)
_TIMED = re.compile(r"(?:<(?P<start>[0-9:.]+)>)?(?P<word>[^ \n]+)")


def parse(text: str) -> tuple[Caption, ...]:
    """Return the captions ``compose`` wrote as ``text``; raises ``ValueError`` for others."""
    head, *blocks = text.rstrip("\n").split("\n\n")
    if head != "WEBVTT":
        raise ValueError("not a caption file")
    found: list[Caption] = []
    for block in blocks:
        match = _BLOCK.fullmatch(block)
        if match is None:
            raise ValueError(f"not a cue of ours: {block[:60]!r}")
        found.append(_parsed(match))
    return tuple(found)


def _parsed(match: re.Match[str]) -> Caption:
    words = list(_TIMED.finditer(match["text"]))
    starts = tuple(parse_clock(word["start"]) if word["start"] else None for word in words)
    return Caption(
        int(match["number"]),
        parse_clock(match["start"]),
        parse_clock(match["end"]),
        html.unescape(match["speaker"]),
        tuple(html.unescape(_TIMED.sub(r"\g<word>", line)) for line in match["text"].split("\n")),
        tuple(match["sources"].split()),
        starts if any(start is not None for start in starts) else (),
        match["estimated"] is not None,
    )


def wrapped(text: str, width: int = LINE_WIDTH) -> tuple[str, ...]:
    """Return ``text`` in as few lines of at most ``width`` columns as it takes, evenly filled.

    Lines break at blanks; a word wider than a line, such as an address or a sentence in a script
    that puts no blanks, breaks between characters.
    """
    words = [piece for word in clean(text).split() for piece in _pieces(word, width)]
    pieces = [(piece, _columns(piece)) for piece in words]
    fewest = len(_filled(pieces, width))
    # the narrowest column that needs no more lines is the one that fills them evenly
    low, high = max((columns for _, columns in pieces), default=width), width
    while low < high:
        middle = (low + high) // 2
        if len(_filled(pieces, middle)) > fewest:
            low = middle + 1
        else:
            high = middle
    return _filled(pieces, low)


def _parts(
    cue: Cue, number: int, start: Milliseconds, end: Milliseconds, clock: _Clock
) -> Iterator[Caption]:
    lines = wrapped(cue.text)
    if not lines:
        return
    count = min(-(-len(lines) // LINES), end - start)
    bounds = [len(lines) * part // count for part in range(count + 1)]
    groups = [lines[a:b] for a, b in pairwise(bounds)]
    times = _piece_times(cue, [line for group in groups for line in group], clock)
    speaker = SPEAKERS.get(cue.role) or " ".join(clean(cue.role).split()).capitalize() or "Host"
    sources = tuple(map(str, cue.sources))
    begin = start
    starts = _part_starts(groups, times, start, end)
    for place, group in enumerate(groups):
        # each part keeps a millisecond at least, and leaves one to each that follows
        following = starts[place + 1] if place + 1 < count else end
        stop = Milliseconds(min(max(following, begin + 1), end - (count - 1 - place)))
        size = sum(len(line.split(" ")) for line in group)
        words = _inside(times[:size], begin, stop)
        yield Caption(
            number, begin, stop, speaker, group, sources, words, bool(words) and cue.estimated
        )
        begin, times = stop, times[size:]


def _piece_times(cue: Cue, lines: Sequence[str], clock: _Clock) -> list[Milliseconds | None]:
    """Return the time of each piece of ``lines``; the later pieces of a broken word have none."""
    words = clean(cue.text).split()
    pieces = [piece for line in lines for piece in line.split(" ")]
    if len(words) != len(cue.words):
        return [None] * len(pieces)
    times: list[Milliseconds | None] = []
    started = zip(words, cue.words, strict=True)
    rest = ""
    for piece in pieces:
        if rest:
            times.append(None)
        else:
            rest, start = next(started)
            times.append(clock(start))
        rest = rest.removeprefix(piece)
    return times


def _part_starts(
    groups: Sequence[Sequence[str]],
    times: Sequence[Milliseconds | None],
    start: Milliseconds,
    end: Milliseconds,
) -> list[Milliseconds]:
    """Return where each part starts: with its first word, or after its share of the characters."""
    weights = [sum(map(len, group)) for group in groups]
    starts: list[Milliseconds] = []
    place = told = 0
    for group, weight in zip(groups, weights, strict=True):
        share = Milliseconds(start + (end - start) * told // sum(weights))
        found = times[place]
        starts.append(share if found is None else found)
        place += sum(len(line.split(" ")) for line in group)
        told += weight
    return starts


def _inside(
    times: Sequence[Milliseconds | None], begin: Milliseconds, stop: Milliseconds
) -> tuple[Milliseconds | None, ...]:
    """Return those times a cue may hold: each after the one before, all inside (WebVTT 1, 4.2)."""
    kept: list[Milliseconds | None] = []
    latest = begin
    for time in times:
        fits = time is not None and latest < time < stop
        kept.append(time if fits else None)
        if time is not None and fits:
            latest = time
    return tuple(kept) if any(time is not None for time in kept) else ()


def _filled(pieces: list[tuple[str, int]], width: int) -> tuple[str, ...]:
    """Return the lines that ``pieces`` fill, each piece given with its columns."""
    lines: list[str] = []
    used = 0
    for piece, columns in pieces:
        if lines and used + 1 + columns <= width:
            lines[-1] += " " + piece
            used += 1 + columns
        else:
            lines.append(piece)
            used = columns
    return tuple(lines)


def _pieces(word: str, width: int) -> Iterator[str]:
    piece, used = "", 0
    for character in word:
        columns = _columns(character)
        if piece and used + columns > width and columns:
            yield piece
            piece, used = "", 0
        piece += character
        used += columns
    yield piece


def _columns(text: str) -> int:
    """Return the columns of ``text``: two for a wide character, none for a combining mark."""
    return sum(
        0
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
