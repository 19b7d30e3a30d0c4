"""An episode with all a page can show: chapters, turns, questions, foreign words, sources."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from publishing import RATE, SHOW, put

from briefing import publish
from briefing.model import Address, Chapter, Credit, Cue, Episode, Person, Show, Timeline
from briefing.publish.catalogue import EPISODES, CoverFiles, read_show
from briefing.publish.pages import episode_page, show_pages, told_in
from briefing.units import Frames

ARTICLE = "https://example.com/2026/lamps"
SECONDS = 4

SAID: tuple[tuple[str, str, str, str | None], ...] = (
    ("host", "Forty lamps went up on the harbour wall in March.", "1:lead.1.1", None),
    ("host", "The council paid for half of them, and the port & its users for the rest.", "", None),
    ("quote", "We can see the steps again.", "1:s1.1.1", None),
    ("quote", "Wir sehen wieder, wohin wir treten.", "1:s1.1.2", "de"),
    (
        "host",
        "The ferry has returned to Eastmere after a long and stormy winter.",
        "1:s1.2.1",
        None,
    ),
    ("host", "It runs twice a day.", "1:s1.2.2", None),
    ("questioner", "Who pays for the <cables>?", "1:q1.0.1", None),
    ("host", "The port does.", "1:q1.1.1", None),
    ("host", "It has done so since the storm.", "1:q1.1.2", None),
    ("questioner", "When are they lit?", "1:q2.0.1", None),
    ("host", "At dusk.", "1:q2.1.1", None),
    ("host", "That is all.", "", None),
)
"""Role, text, address of the source and language of each line; each lasts ``SECONDS``."""

CHAPTERS = (("Lamps", 0), ("Steps & ferries", 2), ("Questions and answers", 6), ("Closing", 11))
"""Title of each chapter, and its first line."""


def harbour(lines: tuple[tuple[str, str, str, str | None], ...] = SAID) -> Timeline:
    """Return the timeline of ``lines``, every word with its time."""
    length = SECONDS * RATE
    cues = []
    for number, (role, text, source, language) in enumerate(lines):
        words = text.split()
        start = number * length
        step = length * 9 // 10 // max(1, len(words))
        cues.append(
            Cue(
                Frames(start),
                Frames(start + length * 19 // 20),
                role,
                text,
                (Address.parse(source),) if source else (),
                tuple(Frames(start + place * step) for place in range(len(words))),
                language=language,
            )
        )
    total = Frames(length * len(lines))
    opening = [(title, Frames(first * length)) for title, first in CHAPTERS]
    ends = [*(start for _, start in opening[1:]), total]
    chapters = tuple(
        Chapter(title, start, end, f"{ARTICLE}#part" if start else None)
        for (title, start), end in zip(opening, ends, strict=True)
    )
    return Timeline(RATE, (), chapters, tuple(cues), (), total)


def passages(lines: tuple[tuple[str, str, str, str | None], ...] = SAID) -> dict[Address, str]:
    """Return where each source sentence stands on the web."""
    found = ((Address.parse(source), text) for _, text, source, _ in lines if source)
    return {address: url for address, text in found if (url := publish.passage_url(ARTICLE, text))}


@lru_cache(maxsize=1)
def tone() -> bytes:
    """Return a real MP3 as long as the episode."""
    import lameenc
    import numpy

    time = numpy.arange(SECONDS * len(SAID) * RATE) / RATE
    wave = (numpy.sin(2 * numpy.pi * 220 * time) * 3000).astype("<i2")
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode(wave.tobytes()) + encoder.flush())


def published(output: Path, show: Show = SHOW, **changes: object) -> Episode:
    """Publish the episode in ``output``, and return it."""
    facts: dict[str, object] = {
        "audio": tone(),
        "timeline": harbour(),
        "passages": passages(),
        "credits": (Credit("The Eastmere Courier", ARTICLE, "Ann Lee"),),
        "people": (Person("Ada (synthetic voice)", "host"),),
    }
    return put(output, show, **(facts | changes)).episode


def write_pages(output: Path, show: Show = SHOW) -> None:
    """Write every page in ``output`` anew, of a show no directory would take, too."""
    episodes = publish.read_catalogue(output).episodes
    for name, body in show_pages(show, episodes, covers(output)).items():
        (output / name).write_bytes(body)
    for episode in episodes:
        body = episode_page(show, episode, covers(output), transcript(output, episode))
        (output / EPISODES / episode.folder / "index.html").write_bytes(body)


def covers(output: Path) -> CoverFiles:
    """Return the names of the cover of the show in ``output``."""
    record = read_show(output)
    assert record
    return record.cover


def transcript(output: Path, episode: Episode) -> bytes:
    """Return the file whose words the page of ``episode`` shows."""
    return (output / EPISODES / episode.folder / told_in(episode).name).read_bytes()
