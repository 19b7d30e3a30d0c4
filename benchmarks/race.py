"""Race ``briefing make`` against what people would do without it, in one run, as ratios.

    python benchmarks/race.py [--short-words 370] [--long-words 50000] [--rounds 3]

Contenders, on the same text, to an MP3 of 44.1 kHz mono at 96 kb/s:

* ``pipeline``  ``espeak-ng --stdout | lame`` in a shell: the baseline all ratios refer to;
* ``plain``     the program everyone writes with pyttsx3 and pydub (``plain_program.py``); on the
                long text it reads only ``--plain-words`` words and its time is scaled up, because
                it is quadratic and would take the better part of an hour: the true figure is worse;
* ``cold``      ``briefing make --full`` with an empty store and an empty output folder;
* ``warm``      the same command again;
* ``edited``    the same with one sentence of the article changed.

Wall time is the median of the rounds; memory is the highest sum of the resident sets of the whole
process tree, sampled every 20 ms. Needs espeak-ng, lame and ffmpeg on PATH for the baselines, and
psutil. Nothing is asserted: figures are for people.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

HERE = Path(__file__).parent
WORDS = (
    "river harbour council engineer morning report cable signal winter garden market bridge "
    "captain village energy budget letter museum teacher island forest window machine journey "
    "pattern silver country doctor history minister company water paper question answer number "
    "carries follows measures opens closes repairs promises explains collects divides improves "
    "quiet early public narrow steady broken modern distant careful simple several former"
).split()


PIPELINE = (
    "espeak-ng -v en-us+klatt2 -s 150 --stdout -f article.md"
    " | lame --quiet --resample 44.1 -m m -b 96 - out.mp3"
)


@dataclass(frozen=True)
class Result:
    """Wall seconds and peak megabytes of one command."""

    seconds: float
    megabytes: float


def measure(command: list[str], cwd: Path) -> Result:
    """Run ``command`` and return its wall time and the peak memory of its whole process tree."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    root, peak = psutil.Process(child.pid), 0
    while child.poll() is None:
        peak = max(peak, tree_memory(root))
        time.sleep(0.02)
    seconds = time.perf_counter() - begun
    if child.returncode:
        sys.exit(f"{command} failed:\n{child.stderr.read().decode() if child.stderr else ''}")
    return Result(seconds, peak / 1e6)


def tree_memory(root: psutil.Process) -> int:
    """Return the resident bytes of a process and of everything it started."""
    total = 0
    try:
        for process in (root, *root.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total


def article(words: int) -> str:
    """Return an article of about ``words`` words in sections; the same one every time."""
    chance = random.Random(2026)
    lines, count = ["# The long way to the harbour", ""], 0
    while count < words:
        lines += [f"## {' '.join(chance.sample(WORDS, 4)).capitalize()}", ""]
        for _ in range(4):
            sentences = [
                " ".join(chance.choices(WORDS, k=chance.randint(8, 22))).capitalize() + "."
                for _ in range(4)
            ]
            count += sum(len(sentence.split()) for sentence in sentences)
            lines += [" ".join(sentences), ""]
            if count >= words:
                break
    return "\n".join(lines)


def race(words: int, rounds: int, plain_words: int) -> dict[str, Result]:
    """Return the median result of each contender on an article of ``words`` words."""
    results: dict[str, list[Result]] = {}
    briefing = str(Path(sys.executable).with_name("briefing"))
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            (here / "article.md").write_text(article(words))
            (here / "short.md").write_text(article(min(words, plain_words)))
            make = [briefing, "make", "article.md", "--full", "--cache", "clips", "-q"]
            results.setdefault("pipeline", []).append(measure(["sh", "-c", PIPELINE], here))
            results.setdefault("cold", []).append(measure(make, here))
            results.setdefault("warm", []).append(measure(make, here))
            text = (here / "article.md").read_text()
            (here / "article.md").write_text(text.replace(".", ", as before.", 1))
            results.setdefault("edited", []).append(measure(make, here))
            if number == 0 and plain_words:
                command = [sys.executable, str(HERE / "plain_program.py"), "short.md", "plain.mp3"]
                plain = measure(command, here)
                scale = max(1.0, words / plain_words)
                results["plain"] = [Result(plain.seconds * scale, plain.megabytes)]
    return {
        name: Result(
            statistics.median(result.seconds for result in found),
            max(result.megabytes for result in found),
        )
        for name, found in results.items()
    }


def table(words: int, results: dict[str, Result]) -> str:
    """Return the results as lines, each with its ratio to the pipeline's wall time."""
    base = results["pipeline"]
    lines = [f"{words} words", f"{'':10}{'seconds':>9}{'of pipeline':>13}{'MB':>8}"]
    for name, result in results.items():
        ratio = result.seconds / base.seconds
        lines.append(f"{name:10}{result.seconds:9.2f}{ratio:13.2f}{result.megabytes:8.0f}")
    return "\n".join(lines)


def main() -> None:
    """Run both races and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--short-words", type=int, default=370)
    parser.add_argument("--long-words", type=int, default=50_000)
    parser.add_argument("--plain-words", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for program in ("espeak-ng", "lame", "ffmpeg"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not on PATH; the baselines need it.")
    print(
        table(options.short_words, race(options.short_words, options.rounds, options.plain_words))
    )
    if options.long_words:
        print(table(options.long_words, race(options.long_words, 1, options.plain_words)))


if __name__ == "__main__":
    main()
