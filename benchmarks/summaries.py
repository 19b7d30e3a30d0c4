"""Measure the summariser against human summaries, beside what people would install instead.

    python benchmarks/summaries.py FOLDER [--limit N] [--only METHOD,...] [--bootstrap N]

FOLDER holds ``news_dev.jsonl.gz``, ``gum_dev.jsonl.gz`` and ``papers_dev.jsonl.gz``, or some of
them (summary_rows.py has the form). Needs ``rouge-score``, ``scipy``, ``sumy`` and ``summa`` from
the package index; the project itself does not.

Every method chooses among the same sentences (rivals.py). A budget of words is a ceiling at whole
sentences: a method that ranks takes in rank order what still fits, one that solves finds its own
best, and one sentence is told at least. Printed are, for each task and method: ROUGE-1, ROUGE-2 and
ROUGE-Lsum (F1 in percent, stemmed, best of several references, sentences joined by newlines) with
the half width of a 95 % interval (percentiles of bootstrap samples of the documents), the words
told, and milliseconds of CPU an article, the first, which loads the libraries, not counted. After
the rivals stands the difference of ours from the best of them, in each figure its own, paired, with
its interval. Below stand, for each method, the sentences told at 60 words on GUM, the share that
dangle (dangling.py has the rule), how many stories of all tasks were over the ceiling, and the
megabytes by which a process of its own grew at its peak, libraries included. The method ``oracle``
knows the human summaries and is a bound.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

from dangling import dangling, refers
from rivals import METHODS
from summary_rows import Row, rows

from briefing.summarise.budget import Budget
from briefing.summarise.words import count_words

MEASURES = ("rouge1", "rouge2", "rougeLsum")
OURS, BOUND = "ours", "oracle"
PROCESSES = 2
MARK = b"measured: "
"""Begins a process's answer; HiGHS prints remarks of its own beside it."""

Told = list[tuple[str, list[int]]]
"""What would be heard: texts, each with the places in the source of the sentences it says."""


class Task(NamedTuple):
    """A file and how much of its articles may be told."""

    file: str
    title: str
    budget: Callable[[Row], Budget]


def _quarter(row: Row) -> Budget:
    return Budget.of_words(sum(count_words(text) for text in _sentences(row)) // 4)


TASKS = (
    Task("news_dev", "news, 3 sentences", lambda _: Budget.of_sentences(3)),
    Task("news_dev", "news, 60 words", lambda _: Budget.of_words(60)),
    Task("gum_dev", "GUM, 60 words", lambda _: Budget.of_words(60)),
    Task("gum_dev", "GUM, 25 % of words", _quarter),
    Task("papers_dev", "papers, 150 words", lambda _: Budget.of_words(150)),
)
AVERAGED = ("news, 60 words", "GUM, 60 words")
DANGLING = "GUM, 60 words"


# --------------------------------------------------------------- one method in a process of its own


def ours() -> Callable[[Row, Budget], Told]:
    """Return our summariser, a new one each time: it remembers what it worked out of a document.

    Titles and headings are not counted: human summaries have none.
    """
    from briefing.summarise.extractive import ExtractiveSummariser

    def tell(row: Row, budget: Budget) -> Told:
        story = ExtractiveSummariser().summarise(row.document, budget)
        spoken = (block.sentences for block in row.document.blocks() if not block.silent)
        addresses = (sentence.address for sentences in spoken for sentence in sentences)
        places = {address: place for place, address in enumerate(addresses)}
        statements = (one for passage in story.passages() for one in passage.statements)
        return [(one.text, [places[source] for source in one.sources]) for one in statements]

    return tell


def teller(method: str) -> Callable[[Row, Budget], Told]:
    """Return a method that tells what would be heard."""
    if method == OURS:
        return ours()
    choose = METHODS[method]()

    def tell(row: Row, budget: Budget) -> Told:
        texts = _sentences(row)
        return [(texts[number], [number]) for number in choose(row, budget)]

    return tell


def _sentences(row: Row) -> list[str]:
    blocks = [block for block in row.document.blocks() if not block.silent]
    return [sentence.text for block in blocks for sentence in block.sentences]


def measure(method: str, folder: Path, limit: int | None) -> dict[str, Any]:
    """Return what is known of a method: for each task what it took and scored, and its memory."""
    read = {name: list(rows(path, limit)) for name, path in _files(folder).items()}
    before = _memory()
    tell = teller(method)
    speed = _speed(tell, read.get("news_dev", [])) if method == OURS else None
    told, took = {}, {}
    for task in TASKS:
        for row in read.get(task.file, [])[:1]:
            tell(row, task.budget(row))  # loads what it needs
        budgets = [task.budget(row) for row in read.get(task.file, [])]
        begun = time.process_time()
        told[task.title] = [
            tell(row, budget) for row, budget in zip(read.get(task.file, []), budgets, strict=True)
        ]
        took[task.title] = (time.process_time() - begun) * 1000 / max(1, len(budgets))
    memory = _memory() - before  # before the scorer comes
    tasks = {
        task.title: _scored(task, read[task.file], told[task.title]) | {"took": took[task.title]}
        for task in TASKS
        if task.file in read
    }
    return {"tasks": tasks, "memory": memory, "speed": speed}


def _memory() -> float:
    """Return the most megabytes this process has held in memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _scored(task: Task, read: Sequence[Row], told: Sequence[Told]) -> dict[str, Any]:
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(MEASURES), use_stemmer=True, split_summaries=False)
    scores, words, over = [], [], 0
    for row, heard in zip(read, told, strict=True):
        best = scorer.score_multi(list(row.references), "\n".join(text for text, _ in heard))
        scores.append([best[measure].fmeasure * 100 for measure in MEASURES])
        words.append(sum(count_words(text) for text, _ in heard))
        budget = task.budget(row)
        over += sum(budget.cost(text) for text, _ in heard) > budget.size
    leaning = [text for heard in told for text in dangling(heard)]
    sentences = sum(map(len, told))
    return {
        "scores": scores,
        "words": mean(words),
        "over": over,
        "dangling": (len(leaning), sum(map(refers, leaning)), sentences),
        "leaning": leaning,
    }


def _speed(tell: Callable[[Row, Budget], Told], read: Sequence[Row]) -> dict[str, float]:
    """Return milliseconds of CPU for articles of 600 to 800 words: the median, scaled to 700."""
    taken = []
    for row in read:
        words = sum(map(count_words, _sentences(row)))
        begun = time.process_time()
        if 600 <= words <= 800:
            tell(row, Budget.of_words(175))
            taken.append((time.process_time() - begun) * 1000 * 700 / words)
    return {"articles": len(taken), "ms": median(taken[1:]) if taken[1:] else 0.0}


# ------------------------------------------------------------------------------------ the report


def bootstrap(samples: int, scores: Sequence[Sequence[Sequence[float]]]) -> Any:
    """Return the means over documents, averaged over sets, of resampled documents of each set.

    ``scores`` are of sets, documents and measures. The draws depend on the sizes alone, so that
    the differences of two methods are paired.
    """
    import numpy

    means = numpy.zeros((samples, len(MEASURES)))
    draws = numpy.random.default_rng(1)
    for one in scores:
        known = numpy.array(one)
        drawn = draws.integers(0, len(known), (samples, len(known)))
        means += known[drawn].mean(axis=1) / len(scores)
    return means


def lines(results: dict[str, Any], samples: int) -> Iterator[str]:
    """Yield the report."""
    known = [task.title for task in TASKS if task.title in next(iter(results.values()))["tasks"]]
    groups = {title: (title,) for title in known}
    if set(AVERAGED) <= set(known):
        groups["60 words, news and GUM averaged"] = AVERAGED
    for title, parts in groups.items():
        tasks = {
            name: [result["tasks"][part] for part in parts] for name, result in results.items()
        }
        yield from _table(title, tasks, samples)
    yield f"\n{'':10} {'told':>6} {'dangle':>8} {'by a pronoun':>14} {'over':>6} {'MB':>7}"
    for name, result in results.items():
        leaning, referring, told = result["tasks"].get(DANGLING, {}).get("dangling", (0, 0, 0))
        shares = [f"{100 * part / max(1, told):.1f} %" for part in (leaning, referring)]
        over = sum(task["over"] for task in result["tasks"].values())
        yield f"{name:10} {told:6} {shares[0]:>8} {shares[1]:>14} {over:6} {result['memory']:7.1f}"
    if OURS in results:
        speed = results[OURS]["speed"]
        yield f"\nours, a 700-word article in 175 words: {speed['ms']:.1f} ms of CPU"
        yield f"  (median of {speed['articles']} articles of 600 to 800 words, each told once)"
        alone, whole = import_time(STANDARD), import_time(f"{STANDARD}, {SUMMARISER}")
        yield f"ours, import: {whole - alone:.1f} ms of CPU beside {alone:.1f} ms for what it"
        yield "  needs of the standard library, in a fresh process (medians of nine)"


def _table(title: str, tasks: dict[str, list[dict[str, Any]]], samples: int) -> Iterator[str]:
    scores = {name: [part["scores"] for part in parts] for name, parts in tasks.items()}
    sizes = " + ".join(str(len(part)) for part in next(iter(scores.values())))
    yield f"\n{title} ({sizes} articles)"
    yield f"{'':10} {'R1':>12} {'R2':>12} {'RLsum':>12} {'words':>7} {'CPU ms':>8}"
    resampled = {name: bootstrap(samples, one) for name, one in scores.items()}
    means = {name: _means(one) for name, one in scores.items()}
    for name, parts in tasks.items():
        shown = " ".join(
            f"{figure:6.2f} ±{_half(resampled[name][:, at]):4.1f}"
            for at, figure in enumerate(means[name])
        )
        words, took = (mean(part[what] for part in parts) for what in ("words", "took"))
        yield f"{name:10} {shown} {words:7.1f} {took:8.2f}"
    rivals = [name for name in tasks if name not in (OURS, BOUND)]
    if OURS in tasks and rivals:
        yield from _lead_over(rivals, means, resampled)


def _lead_over(
    rivals: list[str], means: dict[str, list[float]], resampled: dict[str, Any]
) -> Iterator[str]:
    import numpy

    for at, figure in enumerate(("R1", "R2", "RLsum")):
        best = max(rivals, key=lambda name: means[name][at])
        low, high = numpy.percentile(resampled[OURS][:, at] - resampled[best][:, at], (2.5, 97.5))
        ahead = means[OURS][at] - means[best][at]
        yield f"  ours {ahead:+.2f} {figure} from the best, {best} [{low:+.2f}, {high:+.2f}]"


def _means(sets: Sequence[Sequence[Sequence[float]]]) -> list[float]:
    return [mean(mean(one[at] for one in each) for each in sets) for at in range(len(MEASURES))]


def _half(values: Any) -> float:
    import numpy

    low, high = numpy.percentile(values, (2.5, 97.5))
    return float(high - low) / 2


STANDARD = "re, typing, dataclasses, pathlib, heapq, unicodedata, importlib"
SUMMARISER = "briefing.summarise.extractive"


def import_time(modules: str) -> float:
    """Return milliseconds of CPU to import ``modules`` in a process that has only Python."""
    code = f"import time as t; b = t.process_time(); import {modules}; "
    command = [sys.executable, "-c", code + "print(t.process_time() - b)"]
    runs = [subprocess.run(command, check=True, capture_output=True).stdout for _ in range(9)]
    return median(float(run) * 1000 for run in runs)


# --------------------------------------------------------------------------------------- the run


def _files(folder: Path) -> dict[str, Path]:
    """Return the files there are, in the order of the tasks."""
    paths = {task.file: folder / f"{task.file}.jsonl.gz" for task in TASKS}
    return {name: path for name, path in paths.items() if path.exists()}


def in_own_process(method: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return what a process of its own measures of a method."""
    command = [sys.executable, "-W", "ignore", __file__, str(arguments.folder), "--measure", method]
    command += ["--limit", str(arguments.limit)] if arguments.limit is not None else []
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    settings = os.environ | single | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=settings)
    return dict(json.loads(done.stdout.rpartition(MARK)[2].partition(b"\n")[0]))


def main() -> None:
    """Measure every method in a process of its own and print the tables."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--limit", type=int, help="articles of each file")
    options.add_argument("--only", help=f"of {OURS}, {', '.join(METHODS)}")
    options.add_argument("--bootstrap", type=int, default=1000, help="samples")
    options.add_argument("--leaning", action="store_true", help="print ours that dangle, too")
    options.add_argument("--measure", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if not _files(chosen.folder):
        options.error(f"{chosen.folder} has none of the files")
    if chosen.measure:
        measured = json.dumps(measure(chosen.measure, chosen.folder, chosen.limit))
        print(MARK.decode(), measured, sep="", flush=True)
        return
    methods = chosen.only.split(",") if chosen.only else [OURS, *METHODS]
    if unknown := set(methods) - {OURS, *METHODS}:
        options.error(f"no such method: {', '.join(sorted(unknown))}")
    with ThreadPoolExecutor(PROCESSES) as pool:
        measuring = pool.map(lambda method: in_own_process(method, chosen), methods)
        results = dict(zip(methods, measuring, strict=True))
    for line in lines(results, chosen.bootstrap):
        print(line)
    if chosen.leaning and OURS in results:
        print(*results[OURS]["tasks"].get(DANGLING, {}).get("leaning", []), sep="\n")


if __name__ == "__main__":
    main()
