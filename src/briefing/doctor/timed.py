"""Timed: WebVTT and SubRip read strictly (w3.org/TR/webvtt1; SubRip has no standard)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefing.doctor.times import seconds


class NotTimedError(ValueError):
    """A file of captions that is none; says where."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown for a while; times in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]
    """As a person sees them, without speaker."""
    speaker: str = ""


_CLOCK = r"(?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
_VTT_TIMES = re.compile(rf"({_CLOCK})[ \t]+-->[ \t]+({_CLOCK})((?:[ \t]+[a-z]+:[^ \t]+)*)[ \t]*")
_SRT_TIMES = re.compile(
    r"([0-9]{2,}:[0-5][0-9]:[0-5][0-9],[0-9]{3}) --> ([0-9]{2,}:[0-5][0-9]:[0-5][0-9],[0-9]{3})[ ]*"
)
_TAG = re.compile(r"<(/?)(?:(v|lang|c|i|b|u|ruby|rt)((?:\.[^ \t>.]+)*)(?:[ \t]+([^>]*))?)?>")
_STAMP = re.compile(rf"<({_CLOCK})>")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|lrm|rlm|nbsp|quot|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)")


def read_vtt(body: bytes) -> tuple[Cue, ...]:
    """Return the cues of a WebVTT file; raises ``NotTimedError`` for what the standard forbids."""
    head, *blocks = _blocks(_text(body))
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", head[0]) or any("-->" in one for one in head):
        raise NotTimedError("it does not begin with a line WEBVTT and an empty one")
    return tuple(
        _vtt_cue(block) for block in blocks if not re.match(r"(NOTE|STYLE|REGION)\b", block[0])
    )


def _vtt_cue(block: list[str]) -> Cue:
    lines = block if "-->" in block[0] else block[1:]
    times = _VTT_TIMES.fullmatch(lines[0]) if lines else None
    if times is None or any("-->" in line for line in lines[1:]):
        raise NotTimedError(f"no cue: {block[0][:60]!r}")
    start, end = (seconds(times[part]) or 0.0 for part in (1, 2))
    payload = "\n".join(lines[1:])
    stamps = [start, *(seconds(one) or 0.0 for one in _STAMP.findall(payload)), end]
    if any(later <= earlier for earlier, later in pairwise(stamps)):
        raise NotTimedError(f"times within the cue at {start:.3f} s are not in order")
    plain = _TAG.sub("", _STAMP.sub("", payload))
    if "<" in plain or _BARE.search(payload):
        raise NotTimedError(f"the cue at {start:.3f} s has a < or & that is not escaped")
    voices = [one[4] for one in _TAG.finditer(payload) if one[2] == "v" and not one[1]]
    shown = tuple(html.unescape(line) for line in plain.split("\n"))
    return Cue(start, end, shown, html.unescape(voices[0] or "") if voices else "")


def read_srt(body: bytes) -> tuple[Cue, ...]:
    """Return the cues of a SubRip file; raises ``NotTimedError``.

    ``Name: `` at the start of a cue is taken for who speaks.
    """
    return tuple(_srt_cues(_blocks(_text(body))))


def _srt_cues(blocks: list[list[str]]) -> Iterator[Cue]:
    for number, block in enumerate(blocks, 1):
        times = _SRT_TIMES.fullmatch(block[1]) if len(block) > 1 else None
        if times is None or block[0].strip() != str(number):
            raise NotTimedError(f"no cue {number}: {block[0][:60]!r}")
        start, end = (seconds(times[part].replace(",", ".")) or 0.0 for part in (1, 2))
        yield Cue(start, end, tuple(block[2:]))


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTimedError("it is not UTF-8") from error
    if "\0" in text:
        raise NotTimedError("it has NUL characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> list[list[str]]:
    """Return the lines between empty ones."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    found = [block for block in blocks if block]
    if not found:
        raise NotTimedError("it is empty")
    return found
