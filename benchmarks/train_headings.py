"""Fit the weights by which the lines of a plain text are judged to be headings.

Usage: ``python benchmarks/train_headings.py DATA.jsonl.gz [MORE.jsonl.gz ...] [--write]``, with
scikit-learn installed. The data are as for ``structure.py``, each heading with its ``line``, each
document with its ``source_repo``. What is printed comes from leaving one source out at a time:
documents of the first file, each read with weights fitted without any document of its source. With
``--write`` the weights fitted on all the data replace ``src/briefing/read/plaintext/weights.py``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import structure
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from briefing.read.plaintext import headings
from briefing.read.plaintext.headings import Evidence
from briefing.read.plaintext.structure import Layout, lay_out

WEIGHTS = Path(__file__).parents[1] / "src" / "briefing" / "read" / "plaintext" / "weights.py"
STRENGTH = 0.3
"""Inverse of the regularisation; of .1, .3 and 1 the best with sources left out."""

EVERY = 2
"""One in so many documents is also learnt from with its headings rewritten."""

FOLDS = 6
_NOTHING = 0.005

HEAD = '''"""Weights of the evidence that a short line is a heading, by its names.

Fitted by ``benchmarks/train_headings.py``, which see; not to be edited by hand. A weight of 1 makes
a line 2.7 times as likely to be a heading. The names are explained where the evidence is
gathered, in ``evidence.py`` and ``headings.py``.
"""

from __future__ import annotations

'''


@dataclass(frozen=True)
class Sample:
    """A document's candidates: the evidence on each and whether it truly is a heading."""

    source: str
    whole: Layout
    known: dict[int, Evidence]
    true: dict[int, bool]


def sample(row: structure.Row) -> Sample:
    """Return the candidates of a document."""
    whole = lay_out(row["text"])
    lines = {heading["line"]: structure.key(heading["text"]) for heading in row["headings"]}
    known = headings.first_evidence(whole.looks, whole.setting)
    true = {
        place: lines.get(look.chunk.line) == structure.key(look.text)
        for place, look in enumerate(whole.looks)
        if place in known
    }
    return Sample(row["source_repo"], whole, known, true)


def rewritten(row: structure.Row, form: Callable[[str], str]) -> structure.Row:
    """Return the document with its headings in another form, so that the form alone says little."""
    lines = row["text"].split("\n")
    changed = []
    for heading in row["headings"]:
        if lines[heading["line"]] == heading["text"]:
            lines[heading["line"]] = form(heading["text"])
            changed.append({**heading, "text": form(heading["text"])})
        else:
            changed.append(heading)
    return {**row, "text": "\n".join(lines), "headings": changed}


def lower(row: structure.Row) -> structure.Row:
    """Return the document in small letters."""
    changed = [{**heading, "text": heading["text"].lower()} for heading in row["headings"]]
    return {**row, "text": row["text"].lower(), "headings": changed}


def variants(rows: Sequence[structure.Row]) -> Iterator[structure.Row]:
    """Yield some of the documents rewritten."""
    forms: tuple[Callable[[structure.Row], structure.Row], ...] = (
        lambda row: rewritten(row, lambda text: text.rstrip(":：") + ":"),
        lambda row: rewritten(row, str.upper),
        lambda row: rewritten(row, lambda text: "3. " + text),
        lower,
    )
    for place, row in enumerate(rows):
        if place % EVERY == 0 and row["headings"]:
            yield forms[place // EVERY % len(forms)](row)


def second(one: Sample, weights: Mapping[str, float]) -> dict[int, Evidence]:
    """Return the evidence of the second time, the first judged by ``weights``."""
    first = {place: headings.probability(found, weights) for place, found in one.known.items()}
    return headings.second_evidence(one.whole.looks, one.whole.setting, one.known, first)


def fit(found: Sequence[Evidence], true: Sequence[bool]) -> dict[str, float]:
    """Return the weights of a logistic regression."""
    names = DictVectorizer(sparse=False)
    matrix = names.fit_transform(found)
    with threadpool_limits(1):  # so small a problem is slower on several
        model = LogisticRegression(C=STRENGTH, solver="newton-cholesky").fit(matrix, true)
    weights = dict(zip(names.get_feature_names_out(), model.coef_[0], strict=True))
    weights["always"] = weights.get("always", 0.0) + float(model.intercept_[0])
    return {
        str(name): round(float(weight), 3)
        for name, weight in weights.items()
        if abs(weight) > _NOTHING
    }


def first_weights(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the weights of the first time."""
    return fit(
        [found for one in samples for found in one.known.values()],
        [true for one in samples for true in one.true.values()],
    )


def both_weights(samples: Sequence[Sample]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of both times.

    The second are fitted on first judgements of documents whose sources were left out, so that
    they do not learn to trust the first more than they may.
    """
    sources = sorted({one.source for one in samples})
    found: list[Evidence] = []
    true: list[bool] = []
    for fold in range(FOLDS):
        held = set(sources[fold::FOLDS])
        weights = first_weights([one for one in samples if one.source not in held])
        for one in samples:
            if one.source in held:
                found += second(one, weights).values()
                true += one.true.values()
    return first_weights(samples), fit(found, true)


def use(weights: tuple[dict[str, float], dict[str, float]]) -> None:
    """Have the reader judge by ``weights``."""
    headings.FIRST, headings.SECOND = weights  # type: ignore[misc]


def held_out(
    rows: Sequence[structure.Row], samples: Sequence[Sample]
) -> dict[str, structure.Found]:
    """Return what is found in each document with weights fitted without its source."""
    found = {}
    for source in sorted({row["source_repo"] for row in rows}):
        use(both_weights([one for one in samples if one.source != source]))
        for row in rows:
            if row["source_repo"] == source:
                found[row["id"]] = structure.recovered(row)
    return found


def written(name: str, weights: Mapping[str, float]) -> str:
    """Return the weights as source text."""
    lines = "".join(f'    "{key}": {weights[key]},\n' for key in sorted(weights))
    return f"{name}: dict[str, float] = {{\n{lines}}}\n"


def main() -> None:
    """Print the figures with each source left out, and write the weights if so asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    files = [structure.load(path) for path in options.data]
    rows = [row for file in files for row in file]
    samples = [sample(row) for row in (*rows, *variants(rows))]
    found = held_out(files[0], samples)
    structure.table(structure.measured(files[0], lambda row: found[row["id"]]))
    if options.write:
        first, last = both_weights(samples)
        text = HEAD + written("FIRST", first) + "\n" + written("SECOND", last)
        WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
