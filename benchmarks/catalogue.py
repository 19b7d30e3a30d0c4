"""Measure what a long show costs: one episode more, beside ten and beside a thousand.

    python benchmarks/catalogue.py [--episodes 1000] [--rounds 5]

Printed are the seconds that publishing an episode takes (everything after its MP3 is made: the
catalogue read, files, feed and pages written), the time of a run that changes nothing, the peak of
the memory Python allocated meanwhile, and the sizes of the feed's documents. Episodes are copies of
one of eight minutes with sixty lines and seven chapters. The show of ten is the baseline: the
ratios are what the other episodes cost. Nothing is asserted: figures are for people.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "publish"))

from publishing import SHOW, edition, timeline

from briefing import publish
from briefing.publish.catalogue import EPISODE_RECORD, EPISODES, read_catalogue
from briefing.publish.record import compose

SENTENCES = (
    "Forty lamps went up on the harbour wall in March, and the council paid half of number {}.",
    "Who pays for the lamps by the ferry stairs, and since when has anybody asked for {} of them?",
    "The port pays the rest, as it has paid for the stairs, the wall and the clock of {}.",
)
ROLES = ("host", "questioner", "host")
FIRST = datetime(2020, 1, 1, 6, tzinfo=UTC)
TALK = timeline(
    *((ROLES[n % 3], SENTENCES[n % 3].format(n)) for n in range(60)),
    seconds=8.0,
)


def grown(output: Path, count: int) -> None:
    """Publish an episode and copy it until there are ``count``, a day apart."""
    added(output, 0)
    (episode,) = read_catalogue(output).episodes
    folder = output / EPISODES / episode.folder
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for number in range(1, count):
        name = f"lamps-{number:08x}"
        copy = output / EPISODES / name
        copy.mkdir()
        for file, body in files.items():
            (copy / file).write_bytes(body)
        record = replace(
            episode,
            guid=f"guid-{number}",
            title=f"Lamps on the harbour wall, part {number}",
            date=(FIRST - timedelta(days=number)).isoformat(),
            sketches=(publish.sketch_of(f"{number} {cue.text}" for cue in TALK.cues),),
        )
        (copy / EPISODE_RECORD).write_bytes(compose(record))


def added(output: Path, number: int) -> float:
    """Publish one episode and return the seconds it took."""
    with publish.locked(output), publish.staging(output) as stage:
        new = edition(
            stage,
            guid=f"new-{number}",
            title=f"A new one, {number}",
            timeline=TALK,
            date=(FIRST + timedelta(days=number)).isoformat(),
        )
        begun = time.perf_counter()
        publish.publish(output, SHOW, new)
        return time.perf_counter() - begun


def unchanged(output: Path) -> float:
    """Publish the show anew without any change and return the seconds it took."""
    with publish.locked(output):
        begun = time.perf_counter()
        publish.republish(output, SHOW)
        return time.perf_counter() - begun


def megabytes(work: Callable[[], object]) -> float:
    """Return the peak of what Python allocates while ``work`` is done."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Grow a small and a long show, and print what the next episode costs each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--episodes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{'episodes':>8}{'add s':>9}{'same s':>9}{'MB':>8}  feed")
    baseline: tuple[float, float] | None = None
    for count in (10, options.episodes):
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "output"
            grown(output, count)
            added(output, 1)  # pages and feed of the copies are written
            adding = [added(output, 2 + n) for n in range(options.rounds)]
            same = [unchanged(output) for _ in range(options.rounds)]
            memory = megabytes(lambda place=output: added(place, 99))
            sizes = [f"{p.name} {p.stat().st_size:,}" for p in sorted(output.glob("feed*"))]
            figures = statistics.median(adding), statistics.median(same)
            print(f"{count:8}{figures[0]:9.3f}{figures[1]:9.3f}{memory:8.1f}  {', '.join(sizes)}")
            if baseline:
                ratios = (figure / base for figure, base in zip(figures, baseline, strict=True))
                print("   ratio" + "".join(f"{ratio:9.1f}" for ratio in ratios))
            baseline = baseline or figures


if __name__ == "__main__":
    main()
