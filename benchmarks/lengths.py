"""Measure whether episodes are as long as was asked for.

    python benchmarks/lengths.py FOLDER [--documents N] [--minutes 1,2,3] [--engine NAME] [--mp3]

FOLDER holds ``papers_dev.jsonl.gz``, ``gum_dev.jsonl.gz`` and ``news_dev.jsonl.gz`` as for
``summaries.py``; documents are taken from each in turn, then some are told together, three to an
episode. Every episode is drafted and spoken as ``briefing make`` does it; with ``--mp3`` the file
is made, too, and its own length is taken. Prints for each engine and number of minutes: episodes
whose sources are long enough, how many of them missed (by more than two percent and three
seconds), the largest miss in seconds, rounds of speaking, clips spoken in vain, and what the
program said of the others.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from summary_rows import rows

from briefing import Settings
from briefing._run.store import ClipStore
from briefing._run.workers import workers
from briefing.fit import Length, tolerance
from briefing.make import make
from briefing.model import Document, Source
from briefing.take import Take, told_as_asked
from briefing.toolkit import Kit, started
from briefing.units import Milliseconds

SETS = ("papers_dev", "gum_dev", "news_dev")


def markdown(document: Document) -> str:
    """Return a document as an article in Markdown, as a person would hand it in."""
    parts = [f"# {document.title.text}" if document.title else "# Untitled"]
    parts += [block.text for block in document.lead]
    for section in document.sections:
        parts += [f"## {section.heading.text}"] if section.heading else []
        parts += [block.text for block in section.blocks]
    return "\n\n".join(parts)


def sources(folder: Path, count: int) -> list[Source]:
    """Return ``count`` documents, from each set in turn."""
    sets = [rows(folder / f"{name}.jsonl.gz") for name in SETS]
    found = [row for some in islice(zip_longest(*sets), count) for row in some if row]
    return [
        Source(f"{row.name}.md", markdown(row.document).encode("utf-8", "replace"), "text/markdown")
        for row in found[:count]
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """An episode: its length, clips spoken and clips used, seconds it took."""

    length: Length
    spoken: int
    used: int
    seconds: float

    @property
    def missed(self) -> Milliseconds:
        """By how much it misses what was asked."""
        return Milliseconds(abs(self.length.made - (self.length.asked or 0)))


def tell(some: list[Source], minutes: float, engine: str, folder: Path, mp3: bool) -> Told:
    """Return how one episode came out."""
    settings = Settings(minutes=minutes, engine=engine, output=folder / "out")
    begun = time.perf_counter()
    with workers(0) as map_:
        kit = Kit(store=ClipStore(folder / "clips"), map=map_, clock=time.perf_counter)
        if mp3:
            made = make(some, settings, kit)
            length = Length(
                made.length.asked, made.episode.duration, made.length.rounds, made.length.why
            )
            return Told(length, made.spoken, made.spoken, time.perf_counter() - begun)
        run = started(settings, kit, rehearsing=True)
        take = told_as_asked(run, some)
    assert isinstance(take, Take)
    used = {clip.key for clip in take.spoken.clips}
    return Told(take.length, len(run.spoken), len(used), time.perf_counter() - begun)


def main() -> None:
    """Tell every episode and print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--documents", type=int, default=48)
    options.add_argument("--minutes", default="1,2,3,5,8,15")
    options.add_argument("--engine", default="silent,pyttsx3")
    options.add_argument("--mp3", action="store_true")
    chosen = options.parse_args()
    found = sources(chosen.folder, chosen.documents)
    episodes = [[one] for one in found] + [found[at : at + 3] for at in range(0, len(found) - 2, 9)]
    print("engine   min  enough missed worst s rounds vain %  s/ep  said of the others")
    for engine in chosen.engine.split(","):
        for minutes in map(float, chosen.minutes.split(",")):
            with TemporaryDirectory() as folder:
                told = [
                    tell(one, minutes, engine, Path(folder) / str(number), chosen.mp3)
                    for number, one in enumerate(episodes)
                ]
            enough = [
                one for one in told if not (one.length.why and "hold no more" in one.length.why)
            ]
            missed = [
                one for one in enough if one.missed > tolerance(Milliseconds(int(minutes * 60_000)))
            ]
            worst = max((one.missed for one in enough), default=0) / 1000
            rounds = Counter(one.length.rounds for one in enough)
            spoken, used = sum(one.spoken for one in told), sum(one.used for one in told)
            others = Counter(one.length.why.split(":")[1].strip() for one in told if one.length.why)
            print(
                f"{engine:8} {minutes:4g} {len(enough):6} {len(missed):6} {worst:7.1f} "
                f"{'/'.join(str(rounds[n]) for n in (1, 2, 3)):>6} "
                f"{100 * (spoken - used) / max(spoken, 1):6.1f} "
                f"{sum(one.seconds for one in told) / len(told):5.2f}  {dict(others)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
