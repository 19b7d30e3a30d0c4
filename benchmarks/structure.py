"""Score the recovery of plain-text structure: precision, recall and F1 of headings, pairs, quotes.

Usage: ``python benchmarks/structure.py DATA.jsonl.gz [-v]``. Each line of the data is an object:
``id``, ``text``, ``layout``, ``headings`` (``text``), ``qa`` (``q``) and ``quotes`` (``text``,
``speaker``).
A heading that is also a question counts as found either way. Pairs are scored on the documents
that have some; ``-v`` shows what was missed and what was made up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

from briefing.model import Document, Source
from briefing.read.plaintext import PlainTextReader

_NUMBER = re.compile(r"^\W*(?:q?\d{1,3}(?:\.\d+)*[.:)]?\s+)?", re.IGNORECASE)
_HEARD = re.compile(r"The heading '(.*)' announces")


def key(text: str) -> str:
    """Return ``text`` as it is compared: letters and digits only, without its number."""
    return re.sub(r"\W+", "", _NUMBER.sub("", text).casefold())[:80]


class Tally:
    """Counts of what was right, made up and missed."""

    def __init__(self) -> None:
        self.right = self.extra = self.missed = 0

    def add(self, found: Counter[str], true: Counter[str]) -> None:
        """Count one document."""
        right = (found & true).total()
        self.right += right
        self.extra += found.total() - right
        self.missed += true.total() - right

    def line(self, name: str) -> str:
        """Return the scores as a row."""
        precision = self.right / max(1, self.right + self.extra)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"{name:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({self.right} right)"


def headings(document: Document, true: Counter[str]) -> Counter[str]:
    """Return the headings found; a question counts only where the truth calls it a heading."""
    found = Counter(key(section.heading.text) for section in document.sections if section.heading)
    found += Counter(
        key(match[1]) for notice in document.notices if (match := _HEARD.search(notice.text))
    )
    asked = Counter(key(question.question.text) for question in document.questions)
    return found + (asked & (true - found))


def keys(texts: Iterable[str]) -> Counter[str]:
    """Return the counted keys of ``texts``."""
    return Counter(map(key, texts))


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    with gzip.open(options.data, "rt", encoding="utf-8") as stream:
        rows: list[dict[str, Any]] = [json.loads(line) for line in stream]
    scores = {name: Tally() for name in ("headings", "pairs", "quotes")}
    reader = PlainTextReader()
    invented = size = 0
    start = perf_counter()
    for row in rows:
        document = reader.read(Source(row["id"] + ".txt", row["text"].encode()), 1)
        size += len(row["text"])
        true = keys(heading["text"] for heading in row["headings"])
        found = {"headings": headings(document, true)}
        truth = {"headings": true}
        asked = keys(question.question.text for question in document.questions)
        if row["qa"]:
            found["pairs"], truth["pairs"] = asked, keys(pair["q"] for pair in row["qa"])
        elif asked:
            invented += 1
        quotes = [block for block in document.blocks() if block.kind == "quote" and block.speaker]
        found["quotes"] = keys(block.text for block in quotes)
        truth["quotes"] = keys(quote["text"] for quote in row["quotes"] if quote.get("speaker"))
        for name, counted in found.items():
            scores[name].add(counted, truth[name])
            if options.verbose and counted != truth[name]:
                print(row["id"], row["layout"], name, "- missed", list(truth[name] - counted)[:12])
                print(" " * 12, "- extra", list(counted - truth[name])[:12])
    seconds = perf_counter() - start
    for name, tally in scores.items():
        print(tally.line(name))
    print(f"documents without marked pairs in which some were found: {invented}")
    print(f"{seconds:.1f} s for {size / 1e6:.2f} million characters")


if __name__ == "__main__":
    main()
