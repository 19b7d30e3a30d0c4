"""What the tests of publishing share: a show, timelines and finished editions made by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing import publish
from briefing.model import Address, Chapter, Credit, Cue, Master, Show, Timeline
from briefing.units import Frames

RATE = 44_100

SHOW = Show(
    title="Harbour & Hill",
    description="Articles worth hearing <every> week.",
    author="The harbour office",
    language="en",
    category="News",
    base_url="https://example.org/show/",
    subcategory="Daily News",
    email="office@example.org",
    copyright="2026 The harbour office",
)

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "]]> & <![CDATA[ <b>&amp;",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "../../etc/passwd",
    "nul\x00 bell\x07 escape\x1b[31m",
    "lone \ud800 surrogate and \ufffe",
    "\u202eright to left\u2066",
    "a --> b\n\nNOTE c\r\nWEBVTT",
    "Новости 日本語ニュース 🎧",
    "con",
    "x" * 5000,
    "word " * 2000,
)


def timeline(*said: tuple[str, str], seconds: float = 4.0) -> Timeline:
    """Return a timeline of (role, text), each ``seconds`` long; each third opens a chapter."""
    length = round(seconds * RATE)
    cues = tuple(
        Cue(
            Frames(number * length),
            Frames((number + 1) * length - length // 20),
            role,
            text,
            (Address(1, "lead", 1, number + 1),),
        )
        for number, (role, text) in enumerate(said)
    )
    total = Frames(length * len(said) + RATE // 2)
    starts = [Frames(number * length) for number in range(0, len(said), 3)]
    chapters = tuple(
        Chapter(f"Part {number} & <more>", start, end)
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], total], strict=False), 1)
    )
    return Timeline(RATE, (), chapters, cues, (), total)


TALK = timeline(
    ("host", "Forty lamps went up on the harbour wall in March, and the council paid half."),
    ("questioner", "Who pays for the lamps & the <cables>?"),
    ("host", "The port pays the rest."),
    ("quote", "We can see the steps again."),
    ("host", "The ferry has returned to the town of Eastmere after a long and stormy winter."),
    ("host", "The lamps are lit at dusk."),
    ("host", "That is all."),
)


def edition(
    stage: Path,
    *,
    title: str = "Lamps on the harbour wall",
    guid: str = "7f1de61e-6b2c-5a0a-9a55-0c6cf7d4a001",
    audio: bytes = b"\xff\xfb\x90\x64" + bytes(3000),
    **changes: Any,
) -> publish.Edition:
    """Return an edition whose MP3 lies in ``stage``; publishing never looks inside of it."""
    path = stage / "episode.mp3"
    path.write_bytes(audio)
    digest = hashlib.sha256(audio).hexdigest()
    talk = changes.get("timeline", TALK)
    master = Master(path, len(audio), digest, talk.total, RATE, -16.0, -1.5)
    made = publish.Edition(
        guid=guid,
        title=title,
        date="2026-03-02T06:00:00+00:00",
        language="en",
        description="Forty lamps went up. The council paid half.",
        master=master,
        timeline=talk,
        script_text=f"title: {title}\n",
        report={"title": title, "sentences": {"spoken": 7}},
        credits=(Credit("The Eastmere Courier", "https://example.com/lamps?a=1&b=2"),),
        sketches=(publish.sketch_of(cue.text for cue in talk.cues),),
        fingerprint="f" * 64,
    )
    return replace(made, **changes)


def put(output: Path, show: Show = SHOW, **changes: Any) -> publish.Published:
    """Publish an edition the way the recipe does."""
    with publish.locked(output), publish.staging(output) as stage:
        return publish.publish(output, show, edition(stage, **changes))


def contents(output: Path) -> dict[str, bytes]:
    """Return every published file with its bytes."""
    files = sorted(path for path in output.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(output)): path.read_bytes() for path in files}
