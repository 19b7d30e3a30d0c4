"""Weights: what each feature of a sentence is worth, by profile, read from ``weights.tsv``.

The table is written by ``benchmarks/train_summaries.py``, which says how it was learnt.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.summarise.profile import PROFILES, Profile
from briefing.summarise.salience import FEATURES

if TYPE_CHECKING:
    from pathlib import Path


class Weights(NamedTuple):
    """What decides between sentences."""

    prior: tuple[float, ...]
    """By feature, in the order of :data:`~briefing.summarise.salience.FEATURES`."""
    coverage: float
    """Of the words and pairs of words that come back and were not said yet."""
    length_power: float
    """The gain of a sentence is divided by its words to this power."""


def weights_for(profile: Profile) -> Weights:
    """Return the weights of ``profile`` as the table has them."""
    return _table()[profile]


@cache
def _table() -> Mapping[Profile, Weights]:
    return parsed(table_path().read_text(encoding="utf-8"))


def table_path() -> Path:
    """Return where the table is."""
    from pathlib import Path

    return Path(__file__).with_name("weights.tsv")


def parsed(table: str) -> dict[Profile, Weights]:
    """Return the weights written in ``table``: a name and a number for each profile a line.

    Raises ``ValueError`` or ``KeyError`` when it is not such a table.
    """
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    head, *lines = rows
    columns: dict[str, dict[str, float]] = {
        name: {line[0]: float(line[column]) for line in lines}
        for column, name in enumerate(head[1:], 1)
    }
    return {
        profile: Weights(
            tuple(columns[profile][feature] for feature in FEATURES),
            columns[profile]["coverage"],
            columns[profile]["length power"],
        )
        for profile in PROFILES
    }


def written(weights: Mapping[Profile, Weights]) -> str:
    """Return the table that :func:`parsed` reads."""
    lines = [
        "# What each feature of a sentence is worth; see salience.py for what they are.",
        "# Written by benchmarks/train_summaries.py; not to be edited by hand.",
        "\t".join(("feature", *PROFILES)),
    ]
    for at, feature in enumerate(FEATURES):
        lines.append("\t".join((feature, *(f"{weights[one].prior[at]:g}" for one in PROFILES))))
    lines.append("\t".join(("coverage", *(f"{weights[one].coverage:g}" for one in PROFILES))))
    lines.append(
        "\t".join(("length power", *(f"{weights[one].length_power:g}" for one in PROFILES)))
    )
    return "\n".join(lines) + "\n"
