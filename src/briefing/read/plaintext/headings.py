"""Which short chunks are headings: a small logistic regression over the whole document, twice.

The first time each short line is judged by its own evidence and where it stands. The second time
it also knows how the lines like it, the lines beside it and the best of the document were judged,
so that a doubtful line goes with those that look like it. The weights are fitted by
``benchmarks/train_headings.py``; ``benchmarks/structure.py`` measures what they achieve.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log

from briefing.read.plaintext.evidence import evidence
from briefing.read.plaintext.looks import (
    NUMBERING,
    Look,
    Setting,
    code_like,
    is_candidate,
    title_case,
)
from briefing.read.plaintext.standing import standings
from briefing.read.plaintext.weights import FIRST, SECOND

THRESHOLD = 0.38
"""Probability from which on a line counts as a heading: as many made up as missed."""

_PEERS = 3
"""From so many like lines on, what they have in common weighs more."""

_BEST = 3
_THOUSAND = 1_000
_FAR = 3
_LIKELY = 0.5

Evidence = dict[str, float]


def headings(looks: Sequence[Look], setting: Setting) -> frozenset[int]:
    """Return the places of the chunks that are headings."""
    known = first_evidence(looks, setting)
    first = {place: probability(found, FIRST) for place, found in known.items()}
    judged = second_evidence(looks, setting, known, first)
    return frozenset(
        place for place, found in judged.items() if probability(found, SECOND) >= THRESHOLD
    )


def probability(found: Evidence, weights: Mapping[str, float]) -> float:
    """Return the probability that ``found`` gives by ``weights``; what they lack counts nothing."""
    score = sum(weights.get(name, 0.0) * strength for name, strength in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def first_evidence(looks: Sequence[Look], setting: Setting) -> dict[int, Evidence]:
    """Return the evidence on each candidate, by its place."""
    candidates = frozenset(place for place, look in enumerate(looks) if is_candidate(look))
    share = len(candidates) / max(1, len(looks))
    return {
        place: dict(evidence(looks, place, standing, setting, share))
        for place, standing in standings(looks, candidates).items()
    }


def second_evidence(
    looks: Sequence[Look],
    setting: Setting,
    known: Mapping[int, Evidence],
    first: Mapping[int, float],
) -> dict[int, Evidence]:
    """Return ``known`` with what the ``first`` probabilities of all candidates say of each."""
    thousands = sum(len(look.text) for look in looks) / _THOUSAND + 1
    total = sum(first.values())
    best = sorted(first.values(), reverse=True)[: _BEST + 1]
    peers = _peers(looks, setting, first)
    near = _nearest(first, len(looks))
    return {
        place: {
            **known[place],
            **peers[place],
            **near[place],
            "own score": _odds(own),
            "line before scores": first.get(place - 1, 0.0),
            "line after scores": first.get(place + 1, 0.0),
            "best others score": _best_others(best, own),
            "mean score": total / len(first),
            "headings in a thousand characters": min(3.0, total / thousands),
        }
        for place, own in first.items()
    }


def _odds(probability: float) -> float:
    return log((probability + 1e-4) / (1 - probability + 1e-4))


def _best_others(best: Sequence[float], own: float) -> float:
    """Return the mean of the best scores but one's own."""
    others = list(best)
    if own in others:
        others.remove(own)
    return sum(others[:_BEST]) / _BEST


def _peers(
    looks: Sequence[Look], setting: Setting, first: Mapping[int, float]
) -> dict[int, Evidence]:
    """Return what the lines of the same shape say of each."""
    shapes: dict[object, list[int]] = defaultdict(list)
    for place in first:
        shapes[place + 1 in first, _shape(looks[place], setting)].append(place)
    found: dict[int, Evidence] = {}
    for places in shapes.values():
        total = sum(first[place] for place in places)
        for place in places:
            others = len(places) - 1
            if not others:
                found[place] = {}
                continue
            score = _odds((total - first[place]) / others)
            found[place] = {"has its like": 1.0, "its like score": score}
            if others >= _PEERS:
                found[place] |= {"has many like it": 1.0, "many like it score": score}
    return found


def _shape(look: Look, setting: Setting) -> object:
    text = look.text
    return (
        bool(NUMBERING.match(text)),
        text[-1] if text[-1] in ":?" else "",
        text[:1].isupper(),
        text == text.upper() and text != text.lower(),
        code_like(text),
        title_case(text) >= 0.75 if setting.capital_titles else None,
        look.chunk.gap if setting.blank else None,
    )


def _nearest(first: Mapping[int, float], end: int) -> dict[int, Evidence]:
    """Return for each candidate whether likely headings stand right before or after it."""
    found: dict[int, Evidence] = {place: {} for place in first}
    before = -1
    for place in first:
        found[place]["right after a likely heading"] = float(place - before <= 1)
        before = place if first[place] > _LIKELY else before
    after = end
    for place in reversed(list(first)):
        found[place]["right before a likely heading"] = float(after - place <= 1)
        found[place]["next likely heading is far"] = float(after - place > _FAR)
        after = place if first[place] > _LIKELY else after
    return found
