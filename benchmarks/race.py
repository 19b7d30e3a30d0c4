"""Race ``briefing make`` against what people would do without it, in one run, as ratios.

    python benchmarks/race.py [--short-words 370] [--long-words 50000] [--rounds 3] [--workers N]

Contenders, on the same text, to an MP3 of 44.1 kHz mono at 96 kb/s:

* ``pipeline``  ``espeak-ng --stdout | lame`` in a shell: the baseline all ratios refer to;
* ``plain``     the program everyone writes with pyttsx3 and pydub (``plain_program.py``); on the
                long text it reads only ``--plain-words`` words and its time is scaled up, because
                it is quadratic and would take the better part of an hour: the true figure is worse;
* ``cold``      ``briefing make --full`` with an empty store and an empty output folder;
* ``warm``      the same command again;
* ``edited``    the same with one sentence of the article changed.

Wall time is the median of the rounds, and a ratio the median of the ratios within each round:
contenders of one round ran within seconds of one another, on a machine as busy as it was then.
Processor time (of all processes, user and system) is there for machines that are shared. Memory is
the highest sum of the resident sets of the whole process tree, sampled every 20 ms. Bytecode is
cached, as it is once a package is installed. At the end the episodes of one and of two workers are
compared, byte for byte. Needs espeak-ng, lame and ffmpeg on PATH for the baselines, and psutil.
Nothing is asserted: figures are for people.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
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
    """Wall and processor seconds and peak megabytes of one command."""

    seconds: float
    processor: float
    megabytes: float


def measure(command: list[str], cwd: Path) -> Result:
    """Run ``command`` and return its times, and the peak memory of its whole process tree."""
    cached = {"PYTHONPYCACHEPREFIX": str(cwd.parent / "bytecode")}
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    child = subprocess.Popen(
        command,
        cwd=cwd,
        env=environment | cached,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    seen: list[int] = []
    watch = threading.Thread(target=watched, args=(child, seen), daemon=True)
    watch.start()
    child.wait()
    seconds = time.perf_counter() - begun
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode:
        sys.exit(f"{command} failed:\n{child.stderr.read().decode() if child.stderr else ''}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Result(seconds, used, max(seen, default=0) / 1e6)


def watched(child: subprocess.Popen[bytes], seen: list[int]) -> None:
    """Note what the process tree holds every 20 ms, until it ends."""
    root = psutil.Process(child.pid)
    while child.returncode is None:
        seen.append(tree_memory(root))
        time.sleep(0.02)


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


def race(words: int, rounds: int, plain_words: int, workers: int) -> dict[str, list[Result]]:
    """Return the results of each contender on an article of ``words`` words, a round at a time."""
    results: dict[str, list[Result]] = {}
    with tempfile.TemporaryDirectory() as folder:
        one_round(article(15), Path(folder) / "first", workers)  # bytecode is written
        for number in range(rounds):
            here = Path(folder) / f"round{number}"
            for name, result in one_round(article(words), here, workers).items():
                results.setdefault(name, []).append(result)
            if number == 0 and plain_words:
                (here / "short.md").write_text(article(min(words, plain_words)))
                command = [sys.executable, str(HERE / "plain_program.py"), "short.md", "plain.mp3"]
                plain = measure(command, here)
                scale = max(1.0, words / plain_words)
                scaled = Result(plain.seconds * scale, plain.processor * scale, plain.megabytes)
                results["plain"] = [scaled]
            shutil.rmtree(here)
    return results


def one_round(text: str, here: Path, workers: int) -> dict[str, Result]:
    """Return the results of all but the plain program, one after another, in a new folder."""
    here.mkdir()
    source = here / "article.md"
    source.write_text(text)
    make = [briefing(), "make", "article.md", "--full", "--engine", "pyttsx3"]
    make += ["--host", "en-us+klatt2", "--no-music", "--cache", "clips", "-q"]
    make += ["--workers", str(workers)]
    results = {"pipeline": measure(["sh", "-c", PIPELINE], here)}
    results["cold"] = measure(make, here)
    results["warm"] = measure(make, here)
    source.write_text(text.replace(".", ", as before.", 1))
    results["edited"] = measure(make, here)
    return results


def briefing() -> str:
    """Return the command under test."""
    return str(Path(sys.executable).with_name("briefing"))


def same_bytes(words: int) -> bool:
    """Return whether one worker and two, each from nothing, make the same episode."""
    made = []
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder) / "here"
            here.mkdir()
            (here / "article.md").write_text(article(words))
            command = [briefing(), "make", "article.md", "--full", "--engine", "pyttsx3", "-q"]
            measure([*command, "--cache", "clips", "--workers", str(workers)], here)
            (mp3,) = (here / "output").rglob("*.mp3")
            made.append(mp3.read_bytes())
    return made[0] == made[1]


def table(words: int, results: dict[str, list[Result]]) -> str:
    """Return the results as lines, each with its ratio to the pipeline's wall time."""
    base = results["pipeline"]
    head = f"{'':10}{'seconds':>9}{'of pipeline':>13}{'processor':>11}{'MB':>8}"
    lines = [f"{words} words", head]
    for name, found in results.items():
        seconds = statistics.median(result.seconds for result in found)
        pairs = zip(found, base, strict=False)
        ratio = statistics.median(result.seconds / beside.seconds for result, beside in pairs)
        used = statistics.median(result.processor for result in found)
        most = max(result.megabytes for result in found)
        lines.append(f"{name:10}{seconds:9.2f}{ratio:13.2f}{used:11.2f}{most:8.0f}")
    return "\n".join(lines)


def main() -> None:
    """Run both races and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--short-words", type=int, default=370)
    parser.add_argument("--long-words", type=int, default=50_000)
    parser.add_argument("--plain-words", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    for program in ("espeak-ng", "lame", "ffmpeg"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not on PATH; the baselines need it.")
    for words, rounds in ((options.short_words, options.rounds), (options.long_words, 1)):
        if words:
            found = race(words, rounds, options.plain_words, options.workers)
            print(table(words, found), flush=True)
    if options.short_words:
        alike = "the same bytes" if same_bytes(options.short_words) else "DIFFERENT bytes"
        print(f"one worker and two: {alike}")


if __name__ == "__main__":
    main()
