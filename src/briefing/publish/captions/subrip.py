"""SubRip: the captions that every player knows, in lines of 32 columns.

The podcast namespace asks for two lines of that length, and for the speaker's name with a colon
where another one begins. The format has no escapes: what a player could take for a tag, or a
reader for the times of a cue, is broken by a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.publish.captions.cues import Caption, parts
from briefing.publish.captions.said import Said
from briefing.units import format_clock

LINE_WIDTH = 32

_MARKUP = re.compile(r"(?<=<)(?=[A-Za-z/!?])|(?<=\{)(?=\\)|(?<=--)(?=>)")


def subrip(lines: Iterable[Said]) -> str:
    """Return ``lines`` as a SubRip file; a cue is at most two lines long."""
    cues = (cue for line in _named(lines) for cue in line)
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _named(lines: Iterable[Said]) -> Iterator[Iterator[Caption]]:
    """Yield the cues of each line; the name of a speaker stands where another begins."""
    before = ""
    for line in lines:
        yield parts(line, LINE_WIDTH, "" if line.speaker == before else f"{line.speaker}: ")
        before = line.speaker


def _block(number: int, cue: Caption) -> str:
    start, end = (format_clock(at).replace(".", ",") for at in (cue.start, cue.end))
    text = "\n".join(_MARKUP.sub(" ", line) for line in cue.lines)
    return f"{number}\n{start} --> {end}\n{text}\n"
