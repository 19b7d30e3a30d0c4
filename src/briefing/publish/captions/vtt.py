"""WebVTT (W3C, 2019): captions with who says what, and when each word is heard.

Inside a cue every word has its time as a timestamp tag; where the times are estimates, the text has
the class ``estimated``.
"""

from __future__ import annotations

import html
import re

from briefing.model import Timeline
from briefing.publish.captions.cues import Caption, captions
from briefing.units import Milliseconds, format_clock, parse_clock


def webvtt(timeline: Timeline) -> str:
    """Return the WebVTT file of ``timeline``: every line's words, in order, inside the audio."""
    return compose(captions(timeline))


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


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
