"""Score the reading of web pages against trafilatura alone: words, structure, facts, pairs, cost.

Usage: ``python benchmarks/pages.py [FOLDER] [-v] [--cost]``. The folder holds either pages with
their truth beside them (``NAME.html``, ``NAME.json``, the form of ``tests/read/pages``, which is
read if no folder is given) or ScrapingHub's article extraction benchmark (``ground-truth.json``
and ``html/ID.html.gz``).

For each page the words of the body (as a bag; and for ScrapingHub's pages the shingles of four
that its own evaluator counts), then, where the truth knows them, headings, points of lists,
quotations, facts and questions with answers. Scores are means over the pages. A page that is
refused scores nothing. ``--cost`` also times both on the same pages, each in a process of its own,
and says how much memory each took at its highest.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.html.reader import HtmlReader

_PAGES = Path(__file__).resolve().parent.parent / "tests" / "read" / "pages"
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]|[^\\W_]+")
_FACTS = ("title", "byline", "published", "language", "publisher")
_ROUNDS = 5


@dataclass
class Told:
    """What one of the two made of a page, in the words of the truth files."""

    body: str = ""
    spoken: str = ""
    headings: list[str] = field(default_factory=list)
    list_items: list[str] = field(default_factory=list)
    quotations: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A page's bytes and what is true of it."""

    name: str
    markup: bytes
    body: str
    truth: dict[str, Any]


# ------------------------------------------------------------------------------ the pages


def pages_in(folder: Path) -> Iterator[Page]:
    """Yield the pages of a folder in either form."""
    listed = folder / "ground-truth.json"
    if listed.exists():
        for name, entry in sorted(json.loads(listed.read_text("utf-8")).items()):
            packed = folder / "html" / f"{name}.html.gz"
            yield Page(name, gzip.decompress(packed.read_bytes()), entry["articleBody"], {})
        return
    for page in sorted(folder.glob("*.html")):
        truth = json.loads(page.with_suffix(".json").read_text("utf-8"))
        if not truth.get("refused"):
            yield Page(page.stem, page.read_bytes(), _true_body(truth), truth)


def _true_body(truth: dict[str, Any]) -> str:
    texts = [text for _, text in truth.get("headings", ())]
    texts += truth.get("paragraphs", ())
    texts += truth.get("list_items", ())
    texts += [quotation["text"] for quotation in truth.get("quotations", ())]
    texts += [cell for table in truth.get("tables", ()) for row in table for cell in row]
    texts += [*truth.get("code", ()), *truth.get("captions", ())]
    for pair in truth.get("pairs", ()):
        texts += [pair["question"], pair["answer"]]
    return "\n".join(texts)


# ------------------------------------------------------------------------------ the two


def by_us(page: Page) -> Told:
    """Return what our reader tells of a page; nothing if it refuses it."""
    try:
        document = HtmlReader().read(Source(f"{page.name}.html", page.markup), 1)
    except SourceError:
        return Told()
    return _told(document)


def _told(document: Document) -> Told:
    told = Told()
    told.headings = [section.heading.text for section in document.sections]
    body, spoken = [*told.headings], [*told.headings]
    for block in document.blocks():
        texts = [sentence.text for sentence in block.sentences]
        body += texts
        if block.silent is None:
            spoken += texts
        if block.kind == "list":
            told.list_items += texts
        elif block.kind == "quote":
            told.quotations.append(" ".join(texts))
    for question in document.questions:
        asked = question.question.text
        told.questions.append(asked)
        told.answers[_key(asked)] = " ".join(block.text for block in question.answer)
    told.body = "\n".join([*body, *told.questions])
    told.spoken = "\n".join([*spoken, *told.questions])
    told.facts = {fact: getattr(document, fact) for fact in _FACTS if fact != "title"}
    told.facts["title"] = document.title.text if document.title else None
    return told


def by_library(page: Page) -> Told:
    """Return what trafilatura by itself tells of a page."""
    from trafilatura import bare_extraction

    found = bare_extraction(page.markup, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict) or found.body is None:
        return Told()
    told = Told(facts={"title": found.title, "byline": found.author, "published": found.date})
    told.facts |= {"language": found.language, "publisher": found.sitename}
    for tag, texts in (
        ("head", told.headings),
        ("item", told.list_items),
        ("quote", told.quotations),
    ):
        texts += ["".join(map(str, one.itertext())) for one in found.body.iter(tag)]
    told.body = told.spoken = "\n".join(map(str, found.body.itertext()))
    return told


# ------------------------------------------------------------------------------ the scores


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


@dataclass
class Score:
    """Means of precision and recall over the pages counted."""

    rows: list[tuple[float, float]] = field(default_factory=list)

    def add(self, found: Counter[Any], true: Counter[Any]) -> None:
        """Count a page."""
        right = (found & true).total()
        precision = right / found.total() if found else float(not true)
        self.rows.append((precision, right / true.total() if true else float(not found)))

    def __str__(self) -> str:
        """Return precision, recall and the F1 of their means."""
        precision, recall = (
            sum(column) / len(self.rows) for column in zip(*self.rows, strict=True)
        )
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  ({len(self.rows)} pages)"


def scores_of(page: Page, told: Told) -> Iterator[tuple[str, Counter[Any], Counter[Any]]]:
    """Yield what is compared for a page: its name, what was found, what is true."""
    yield "body, words", _words(told.body), _words(page.body)
    yield "spoken body, words", _words(told.spoken), _words(page.body)
    if not page.truth:
        yield "body, shingles", _shingles(told.body), _shingles(page.body)
        yield "spoken body, shingles", _shingles(told.spoken), _shingles(page.body)
        return
    truth = page.truth
    yield "headings", _keys(told.headings), _keys(text for _, text in truth.get("headings", ()))
    for name in ("list_items", "quotations"):
        true = [one["text"] if isinstance(one, dict) else one for one in truth.get(name, ())]
        if true:
            words = _words(" ".join(getattr(told, name)))
            yield name.replace("_", " "), words, _words(" ".join(true))
    for fact in _FACTS:
        if truth.get(fact):
            found = (told.facts.get(fact) or "")[: 10 if fact == "published" else None]
            yield (
                fact,
                _keys([found] * bool(found)),
                _keys([str(truth[fact])[: 10 if fact == "published" else None]]),
            )
    if truth.get("pairs"):
        yield "questions", _keys(told.questions), _keys(one["question"] for one in truth["pairs"])
        answers = [told.answers.get(_key(one["question"]), "") for one in truth["pairs"]]
        true_answers = " ".join(one["answer"] for one in truth["pairs"])
        yield "answers, words", _words(" ".join(answers)), _words(true_answers)


def _keys(texts: Iterable[str]) -> Counter[str]:
    return Counter(map(_key, texts))


WAYS = {"briefing": by_us, "trafilatura": by_library}


def report(pages: Sequence[Page], *, verbose: bool) -> None:
    """Print the scores of both, row by row."""
    table: dict[str, dict[str, Score]] = defaultdict(lambda: {way: Score() for way in WAYS})
    for page in pages:
        for way, tell in WAYS.items():
            for name, found, true in scores_of(page, tell(page)):
                table[name][way].add(found, true)
                if verbose and way == "briefing" and found != true:
                    extra, missed = found - true, true - found
                    print(f"{page.name}: {name}: +{dict(extra.most_common(8))}")
                    print(
                        f"{'':{len(page.name)}}  {'':{len(name)}}  -{dict(missed.most_common(8))}"
                    )
    for name, ways in table.items():
        print(name)
        for way, score in ways.items():
            print(f"  {way:12} {score}")


# ------------------------------------------------------------------------------ the cost


def cost(folder: Path) -> None:
    """Print pages per second and peak memory of both, each in a process of its own."""
    found = {}
    for way in WAYS:
        command = [sys.executable, __file__, str(folder), "--measure", way]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found[way] = [float(figure) for figure in out.split()]
        speed, peak = found[way]
        print(f"  {way:12} {speed:6.1f} pages a second, {peak:6.1f} MB at its highest")
    (speed, peak), (library_speed, library_peak) = found.values()
    print(f"  ratio: time {library_speed / speed:.2f}, memory {peak / library_peak:.2f}")


def measure(folder: Path, way: str) -> None:
    """Print the pages per second and the peak memory in megabytes of one of the two."""
    pages = list(pages_in(folder))
    tell = WAYS[way]
    tell(pages[0])
    began = perf_counter()
    for _ in range(_ROUNDS):
        for page in pages:
            tell(page)
    speed = _ROUNDS * len(pages) / (perf_counter() - began)
    print(speed, _peak())


def _peak() -> float:
    """Return the most memory this process has held, in megabytes, since its program began."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss also counts what the parent held when it forked
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the arguments and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=_PAGES)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--cost", action="store_true")
    parser.add_argument("--measure", choices=sorted(WAYS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.folder, given.measure)
        return
    report(list(pages_in(given.folder)), verbose=given.verbose)
    if given.cost:
        cost(given.folder)


if __name__ == "__main__":
    main()
