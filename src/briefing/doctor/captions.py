"""Captions: whether transcripts are what they say they are, and say the same words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.doctor.document import Node
from briefing.doctor.timed import Cue, NotTimedError, read_srt, read_vtt
from briefing.doctor.times import seconds
from briefing.doctor.verdict import Fault

WIDTH = 65
"""Characters Apple shows of a line."""

_BEHIND = 1.0
"""Seconds a cue may end behind the length the feed states, which is whole seconds."""

Find = Callable[[str | None], Path | None]
"""Return the file of a web address, if it is at hand."""


Said = list[tuple[str, str]]
"""Who says what, in order."""


def caption_faults(item: Node, find: Find, where: str) -> Iterator[Fault]:
    """Yield what is wrong with an item's transcripts, one after another, and compared."""
    total = seconds(item.value("itunes:duration"))
    forms: dict[str, Said] = {}
    for one in item.all("podcast:transcript"):
        path = find(one.get("url"))
        if path is None or not path.is_file():
            continue
        kind = (one.get("type") or "").strip().lower()
        try:
            cues, said = _read(kind, path.read_bytes())
        except NotTimedError as error:
            yield Fault("captions", f"{path.name}: {error}.", where, one.line)
            continue
        for rule, fault in _cue_faults(cues, total, narrow=kind == "text/vtt"):
            yield Fault(rule, f"{path.name}: {fault}.", where, one.line)
        if said:
            forms.setdefault(kind, said)
    differ = _disagreement(forms)
    if differ:
        yield Fault("captions-agree", differ, where)


def _read(kind: str, body: bytes) -> tuple[tuple[Cue, ...], Said]:
    """Return the cues of a transcript and all that is said; raises ``NotTimedError``."""
    if kind == "text/vtt":
        cues = read_vtt(body)
    elif kind in {"application/x-subrip", "application/srt"}:
        cues = read_srt(body)
    elif kind == "application/json":
        cues = _read_json(body)
    elif kind == "text/html":
        return (), _read_html(body)
    else:
        return (), []
    return cues, [(cue.speaker, " ".join(cue.lines)) for cue in cues]


def _read_json(body: bytes) -> tuple[Cue, ...]:
    try:
        return tuple(
            Cue(
                float(row["startTime"]),
                float(row["endTime"]),
                (str(row["body"]),),
                str(row.get("speaker", "")),
            )
            for row in json.loads(body)["segments"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotTimedError("it has no segments with startTime, endTime and body") from error


def _read_html(body: bytes) -> Said:
    """Return what the paragraphs say; who says it is in the ``cite`` before them."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise NotTimedError("it is no HTML") from error
    said: Said = []
    speaker = ""
    for one in root.iter("cite", "p"):
        text = "".join(map(str, one.itertext())).strip()
        if one.tag == "cite":
            speaker = text.removesuffix(":")
        else:
            said.append((speaker, text))
    return said


def _cue_faults(
    cues: tuple[Cue, ...], total: float | None, *, narrow: bool
) -> Iterator[tuple[str, str]]:
    before = 0.0
    for number, cue in enumerate(cues, 1):
        told = f"cue {number}, at {cue.start:.3f} s"
        if not cue.start >= before or not cue.end > cue.start:
            yield "captions", f"{told}, is out of order"
        if total is not None and not cue.end <= total + _BEHIND:
            yield "captions", f"{told}, ends behind the sound"
        before = max(before, cue.start)
        widest = max(map(len, cue.lines), default=0)
        if narrow and widest > WIDTH:
            yield "captions-width", f"{told}, has {widest} characters in a line"


def _disagreement(forms: dict[str, Said]) -> str | None:
    """Return where two forms do not say the same.

    Blanks count for nothing, for SubRip breaks with them what a player could take for a tag; and a
    speaker's name may stand in the text, where another begins, or beside it.
    """
    if len(forms) < 2:
        return None
    (first, said), *others = forms.items()
    for kind, other in others:
        if not {_plain(said), _named(said)} & {_plain(other), _named(other)}:
            one, two = _plain(said), _plain(other)
            at = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
            at = max(0, at - 10)
            return f"{one[at : at + 40]!r} in {first} is {two[at : at + 40]!r} in {kind}."
    return None


def _plain(said: Said) -> str:
    return "".join("".join(text.split()) for _, text in said)


def _named(said: Said) -> str:
    found: list[str] = []
    before = ""
    for speaker, text in said:
        found.append(f"{speaker}:{text}" if speaker != before else text)
        before = speaker
    return "".join("".join(text.split()) for text in found)
