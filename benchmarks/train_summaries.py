"""Learn what the features of a sentence are worth in a summary; print how well that serves.

    python benchmarks/train_summaries.py FOLDER [--grid] [--write]

FOLDER holds ``news_dev.jsonl.gz``, ``gum_dev.jsonl.gz`` and ``papers_dev.jsonl.gz`` (summary_rows
has the form). Needs ``numpy`` and ``rouge-score``; takes a minute or two.

How it is learnt. Each document goes to the profile that ``profile_of`` gives it, whatever file it
is from. For each sentence, what it would tell of the human summary is the recall of ROUGE-1 and
ROUGE-2 over its number of words to the power .3; within a document that is brought to mean 0 and
deviation 1, so that every document counts the same. A ridge regression of that on the features,
these less their mean in the document, gives the prior of a profile. Two numbers more are the same
for both profiles and not searched for in each run: what covering words that come back is worth
beside the prior, and the power of the length by which a gain is divided. ``--grid`` prints the
cross-validated figures for others; neighbours there differ by chance, so no more was made of them.
With ``--write`` the weights learnt from all documents replace ``weights.tsv`` of the package.

What is printed. The sum of ROUGE-1, ROUGE-2 and ROUGE-Lsum (F1) of each task, for weights set by
hand; for priors learnt from four fifths of the documents and tried on the others, each document
once; and for those learnt from all, which flatters them. Folds are drawn by document.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import mean

import numpy
from rouge_score.rouge_scorer import RougeScorer
from summary_rows import Row, rows

from briefing.summarise.budget import Budget, single
from briefing.summarise.candidates import Pieces, take_apart
from briefing.summarise.choice import Costs, choose
from briefing.summarise.order import Order
from briefing.summarise.profile import PROFILES, Profile, profile_of
from briefing.summarise.salience import FEATURES, Salience, salience
from briefing.summarise.weights import Weights, table_path, written

FILES = ("news_dev", "gum_dev", "papers_dev")
TASKS: Mapping[str, Mapping[str, Budget]] = {
    "news_dev": {
        "news, 3 sentences": Budget.of_sentences(3),
        "news, 60 words": Budget.of_words(60),
    },
    "gum_dev": {"GUM, 60 words": Budget.of_words(60)},
    "papers_dev": {"papers, 150 words": Budget.of_words(150)},
}
FOLDS = 5
RIDGE = 0.01
"""Against a document's covariance of the features, whose diagonal is .05 to .3."""
DENSITY = 0.3
"""The power of its words by which what a sentence would tell is divided."""
COVERAGE, POWER = 0.1, 0.3
COVERAGES = (0.1, 0.2, 0.4, 0.6)
POWERS = (0.3, 0.4, 0.5)

_HAND = {
    "first": 0.5,
    "early": 0.3,
    "opens part": 0.35,
    "opens block": 0.1,
    "after": 1.0,
    "title": 0.6,
    "frequency": 0.5,
    "short": -0.5,
    "question": -0.4,
    "first person": -0.2,
    "quoted": -0.1,
}
BY_HAND = Weights(tuple(_HAND.get(feature, 0.0) for feature in FEATURES), COVERAGE, POWER)
"""What seemed right before anything was learnt."""

_SCORER = RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)
_OVERLAP = RougeScorer(["rouge1", "rouge2"], use_stemmer=True)


@dataclass
class Sample:
    """A document with its human summaries, and what was found out about it so far."""

    row: Row
    file: str
    profile: Profile
    pieces: Pieces
    known: Salience
    tells: numpy.ndarray
    """What each sentence would tell, by :data:`DENSITY`, mean 0 and deviation 1."""
    scores: dict[str, float] = field(default_factory=dict)
    """By summary."""

    def summary(self, weights: Weights, budget: Budget) -> str:
        """Return the summary by ``weights``, its sentences by newline."""
        costs = Costs(self.pieces, budget)
        order = Order(self.pieces, self.known, weights, staged=budget.cost is not single)
        tally, _ = choose(self.pieces, order, budget, costs)
        return "\n".join(self.pieces.words_of(rank, tally.told) for rank in sorted(tally.told))

    def score(self, weights: Weights, budget: Budget) -> float:
        """Return the sum of the three figures for the summary by ``weights``."""
        summary = self.summary(weights, budget)
        if summary not in self.scores:
            best = _SCORER.score_multi(list(self.row.references), summary)
            self.scores[summary] = 100 * sum(one.fmeasure for one in best.values())
        return self.scores[summary]


def sample(row: Row, file: str) -> Sample:
    """Return the sample of a row."""
    document = row.document
    pieces = take_apart(document)
    title = document.title.text if document.title else None
    known = salience(pieces.placed, title, document.language)
    told = []
    for one, words in zip(pieces.placed, known.words, strict=True):
        overlap = _OVERLAP.score_multi(list(row.references), one.sentence.text)
        recall = sum(figure.recall for figure in overlap.values())
        told.append(recall / max(words, 1) ** DENSITY)
    tells = numpy.array(told)
    tells = (tells - tells.mean()) / (tells.std() or 1.0)
    return Sample(row, file, profile_of(document), pieces, known, tells)


def learnt(samples: Sequence[Sample]) -> dict[Profile, Weights]:
    """Return the weights of each profile, learnt from the samples that have it."""
    return {
        profile: Weights(
            regressed([one for one in samples if one.profile == profile]), COVERAGE, POWER
        )
        for profile in PROFILES
    }


def regressed(samples: Sequence[Sample]) -> tuple[float, ...]:
    """Return the prior that a ridge regression finds."""
    inner = numpy.zeros((len(FEATURES), len(FEATURES)))
    outer = numpy.zeros(len(FEATURES))
    for one in samples:
        features = numpy.array(one.known.features)
        features = features - features.mean(axis=0)
        inner += features.T @ features / len(features)
        outer += features.T @ one.tells / len(features)
    ridge = RIDGE * numpy.eye(len(FEATURES))
    found = numpy.linalg.solve(inner / len(samples) + ridge, outer / len(samples))
    return tuple(round(float(weight), 2) for weight in found)


def folds(samples: Sequence[Sample]) -> Iterator[tuple[list[Sample], list[Sample]]]:
    """Yield what is learnt from and what it is tried on, each document once among the latter."""
    order = list(samples)
    random.Random(1).shuffle(order)
    for fold in range(FOLDS):
        tried = order[fold::FOLDS]
        numbers = {id(one) for one in tried}
        yield [one for one in order if id(one) not in numbers], tried


Weighing = Mapping[int, Weights]
"""By the ``id`` of a sample."""


def report(samples: Sequence[Sample], ways: Mapping[str, Weighing]) -> Iterator[str]:
    """Yield the table: for each way to weigh and task, the mean over documents."""
    tasks = [(file, title) for file in FILES for title in TASKS[file]]
    yield f"{'':26}" + "".join(f"{title:>20}" for _, title in tasks)
    for way, weights in ways.items():
        figures = [
            mean(
                one.score(weights[id(one)], TASKS[file][title])
                for one in samples
                if one.file == file
            )
            for file, title in tasks
        ]
        yield f"{way:26}" + "".join(f"{figure:20.2f}" for figure in figures)


def in_a_grid(weighing: Weighing) -> dict[str, Weighing]:
    """Return the same priors with others of the two numbers."""
    return {
        f"coverage {coverage}, power {power}": {
            number: weights._replace(coverage=coverage, length_power=power)
            for number, weights in weighing.items()
        }
        for coverage, power in product(COVERAGES, POWERS)
    }


def main() -> None:
    """Learn, print and perhaps write."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--grid", action="store_true", help="print others of the two numbers")
    options.add_argument("--write", action="store_true", help="replace the weights")
    chosen = options.parse_args()
    samples = [
        sample(row, file) for file in FILES for row in rows(chosen.folder / f"{file}.jsonl.gz")
    ]
    for profile, file in product(PROFILES, FILES):
        many = sum(one.profile == profile and one.file == file for one in samples)
        print(f"{many:4} documents of {file} are {profile}")
    apart: dict[int, Weights] = {}
    for known, tried in folds(samples):
        weights = learnt(known)
        apart |= {id(one): weights[one.profile] for one in tried}
    everything = learnt(samples)
    ways = {
        "set by hand": {id(one): BY_HAND for one in samples},
        "learnt, cross-validated": apart,
        "learnt from all": {id(one): everything[one.profile] for one in samples},
    }
    for line in report(samples, ways | (in_a_grid(apart) if chosen.grid else {})):
        print(line)
    table = written(everything)
    print(table)
    if chosen.write:
        table_path().write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
