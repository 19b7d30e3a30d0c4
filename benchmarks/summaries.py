"""Measure the summariser against human summaries, beside the plain beginning of each article.

    python benchmarks/summaries.py FOLDER [--limit N]

FOLDER holds ``news_dev.jsonl.gz`` and ``gum_dev.jsonl.gz``: one JSON object a line with
``article``, ``refs`` and, for the second, ``title`` and ``sections``. Needs ``rouge-score`` from
the package index. Prints ROUGE-1, ROUGE-2 and ROUGE-Lsum (F1, stemmed, best of several references)
and milliseconds of CPU per article, for our summariser and for ``lead``: the first sentences that
fit.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped]
from sentencex import segment

from briefing.model import Address, Block, Document, Section, Sentence, Story
from briefing.summarise import count_words, whole
from briefing.summarise.extractive import ExtractiveSummariser

MEASURES = ("rouge1", "rouge2", "rougeLsum")


class Numbering:
    """Builds a document's blocks and addresses from plain paragraphs."""

    def block(self, part: str, number: int, sentences: list[str]) -> Block:
        """Return a paragraph."""
        numbered = enumerate(sentences, 1)
        return Block(
            "paragraph",
            tuple(Sentence(Address(1, part, number, at), text) for at, text in numbered),
        )

    def blocks(self, part: str, paragraphs: list[list[str]]) -> tuple[Block, ...]:
        """Return paragraphs."""
        return tuple(self.block(part, at, one) for at, one in enumerate(paragraphs, 1) if one)


def news(row: dict[str, Any]) -> Document:
    """Return a news article: paragraphs, no title."""
    paragraphs = [sentences_of(line) for line in row["article"].splitlines()]
    return Document(1, row["id"], None, "en", lead=Numbering().blocks("lead", paragraphs))


def headed(row: dict[str, Any]) -> Document:
    """Return a text with a title and sections."""
    given = row["sections"]
    given = json.loads(given) if isinstance(given, str) else given
    sections = []
    for number, section in enumerate(given, 1):
        part = f"s{number}"
        paragraphs = [[sentence[0] for sentence in one] for one in section["paras"]]
        heading = section["heading"].strip()
        head = Sentence(Address(1, part, 0, 1), heading) if heading else None
        sections.append(Section(head, Numbering().blocks(part, paragraphs)))
    title = Sentence(Address(1, "title", 0, 1), row["title"]) if row["title"] else None
    return Document(1, row["id"], title, "en", sections=tuple(sections))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [sentence.strip() for sentence in segment("en", text) if sentence.strip()]


def body(story: Story) -> list[str]:
    """Return the sentences kept, without title and headings: summaries have none."""
    return [one.text for passage in story.passages() for one in passage.statements]


def lead(document: Document, words: int) -> list[str]:
    """Return the first sentences that fit, one at least."""
    kept: list[str] = []
    for sentence in body(whole(document)):
        if kept and sum(map(count_words, [*kept, sentence])) > words:
            break
        kept.append(sentence)
    return kept


def ours(document: Document, words: int) -> list[str]:
    """Return what the summariser keeps; the title is not counted, as summaries have none."""
    title = count_words(document.title.text) if document.title else 0
    return body(ExtractiveSummariser().summarise(document, words + title))


def three_sentences(document: Document) -> int:
    """Return the words of the first three sentences: the budget both methods get."""
    return sum(map(count_words, body(whole(document))[:3]))


Budget = Callable[[Document], int]
TASKS: tuple[tuple[str, str, Callable[[dict[str, Any]], Document], Budget], ...] = (
    ("news_dev", "3 sentences", news, three_sentences),
    ("news_dev", "60 words", news, lambda _: 60),
    ("gum_dev", "60 words", headed, lambda _: 60),
    ("gum_dev", "25 %", headed, lambda one: sum(map(count_words, body(whole(one)))) // 4),
)


def rows(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    """Yield the first ``limit`` rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(limit), lines, strict=False):
            row = json.loads(line)
            refs = row["refs"]
            yield row | {"refs": json.loads(refs) if isinstance(refs, str) else refs}


def main() -> None:
    """Run every task with both methods and print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--limit", type=int, default=10_000)
    chosen = options.parse_args()
    scorer = RougeScorer(list(MEASURES), use_stemmer=True, split_summaries=False)
    print(f"{'texts':10} {'budget':12} {'method':11}     R1    R2 RLsum  ms/article")
    for name, title, understand, budget in TASKS:
        read = list(rows(chosen.folder / f"{name}.jsonl.gz", chosen.limit))
        documents = [understand(row) for row in read]
        for method in (lead, ours):
            begun = time.process_time()
            said = [method(document, budget(document)) for document in documents]
            took = (time.process_time() - begun) / len(read) * 1000
            means = [0.0, 0.0, 0.0]
            for row, sentences in zip(read, said, strict=True):
                best = scorer.score_multi(row["refs"], "\n".join(sentences))
                means = [
                    mean + best[measure].fmeasure * 100 / len(read)
                    for mean, measure in zip(means, MEASURES, strict=True)
                ]
            scores = " ".join(f"{mean:5.1f}" for mean in means)
            print(f"{name:10} {title:12} {method.__name__:11} {scores}  {took:6.1f}")


if __name__ == "__main__":
    main()
