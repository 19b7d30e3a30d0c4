"""The order: one for each document, in which its candidates are picked whatever the budget.

Greedy by gain over length to a power (Lin and Bilmes, "Multi-document summarization via budgeted
maximization of submodular functions", 2010), lazily (Minoux, 1978): a gain that was not worked out
again can only be too high, so most never are. It is worked out no further than it is asked for.

The order is laid in stages of so many words. What does not fit into a stage waits for the next, and
what fits goes first: so a budget that ends with a stage is filled, and keeps all that a shorter one
chose.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.summarise.candidates import Pieces
from briefing.summarise.salience import Salience
from briefing.summarise.weights import Weights

Pick = tuple[int, ...]
"""Candidates that are picked together: the last one, and those it leans on."""

ALIKE = 0.5
"""Two sentences with a higher cosine say the same thing: the second comes after all others ..."""
VERY_ALIKE = 0.8
"""... and with one above this never."""
STAGES = (60, 75, 100, 125, 150, 200, 250, 300, 375, 450, 600, 750, 950, 1200)
"""Words; then each a quarter more than the one before."""
FREE = 60
"""So many words go to what says most; then every section has its best, before any has a second."""
QUESTION_SHARE = 0.35
"""Questions and answers take up to this share of the words ..."""
FEW_QUESTIONS_SHARE = 0.5
"""... or up to this one, if they are so few ..."""
FEW_QUESTIONS = 150
"""... that no more words than this put all of them."""

_SOON = 12
_LONGEST_CHAIN = 4
"""A sentence that leans on more pieces than this is not worth what comes with it."""
_LOOK = 25
"""So many candidates that do not fit are passed over in looking for one that does."""
_WORTHY = 0.5
"""What is taken in place of one that does not fit must gain this share of what that one does."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a candidate was passed over."""

    place: int
    """How many picks there were by then."""
    repeats: int | None
    """The place of the sentence it says again; ``None`` if it leans on too much."""


class Order:
    """The picks of a document, worked out as far as they are asked for."""

    def __init__(
        self, pieces: Pieces, known: Salience, weights: Weights, *, staged: bool = True
    ) -> None:
        """Begin with nothing picked; without stages, lengths play no part but in the gain."""
        self.refused: dict[int, Refusal] = {}
        """By candidate, the first refusal of each."""
        self._picks: list[Pick] = []
        self._stages: list[float] = []
        """Of each pick, the words of the stage it was picked for."""
        self._state = _State(pieces, known, weights)
        self._staged = staged
        self._coming = self._all()

    def pick(self, place: int) -> Pick | None:
        """Return the pick at ``place``, counted from 0; ``None`` if there are not so many."""
        while len(self._picks) <= place:
            following = next(self._coming, None)
            if following is None:
                return None
            stage, pick = following
            self._picks.append(pick)
            self._stages.append(stage)
        return self._picks[place]

    def soon(self, place: int) -> list[Pick]:
        """Return the picks from ``place`` on that may fill a gap: those of its stage, not many."""
        found: list[Pick] = []
        while len(found) < _SOON and (pick := self.pick(place + len(found))):
            if self._stages[place + len(found)] != self._stages[place]:
                break
            found.append(pick)
        return found

    def _all(self) -> Iterator[tuple[float, Pick]]:
        state = self._state
        for alike in (ALIKE, VERY_ALIKE):
            pools = _Pools(state, alike, self._refuse)
            for limit in self._limits():
                while chain := pools.best(limit):
                    state.take(chain)
                    pools.follow(chain)
                    yield limit, chain

    def _refuse(self, number: int, repeats: int | None) -> None:
        self.refused.setdefault(number, Refusal(len(self._picks), repeats))

    def _limits(self) -> Iterator[float]:
        everything = sum(one.words for one in self._state.pieces.candidates)
        limit: float = 0
        for stage in STAGES if self._staged else ():
            limit = stage
            if limit >= everything:
                break
            if limit > self._state.words:
                yield limit
        while self._staged and limit < everything:
            limit = math.ceil(limit * 1.25)
            if limit > self._state.words:
                yield limit
        yield math.inf


class _State:
    """What is picked so far, what it says, and what others would add."""

    def __init__(self, pieces: Pieces, known: Salience, weights: Weights) -> None:
        self.pieces = pieces
        self.kept: set[int] = set()
        self.opened: set[int] = set()
        self.words = 0
        self.asked_words = 0
        self._known = known
        self._prior = [
            sum(map(float.__mul__, weights.prior, features)) for features in known.features
        ]
        self._worth = {one: weights.coverage * worth for one, worth in known.worth.items()}
        self._power = weights.length_power
        self._covered: set[str] = set()
        self._said: defaultdict[str, list[int]] = defaultdict(list)
        self._leaning: defaultdict[int, list[int]] = defaultdict(list)
        for number, candidate in enumerate(pieces.candidates):
            if candidate.leans is not None:
                self._leaning[candidate.leans].append(number)

    def chain(self, number: int) -> Pick:
        """Return the candidates still to be kept so that ``number`` can be, it being the last.

        Nothing when they are too many.
        """
        chain: list[int] = []
        at: int | None = number
        while at is not None and at not in self.kept:
            chain.append(at)
            if len(chain) > _LONGEST_CHAIN:
                return ()
            at = self.pieces.candidates[at].leans
        return tuple(reversed(chain))

    def cost(self, chain: Pick) -> int:
        """Return the words of ``chain``."""
        return sum(self.pieces.candidates[number].words for number in chain)

    def score(self, chain: Pick) -> float:
        """Return the gain of keeping ``chain``, over its length."""
        candidates = self.pieces.candidates
        ranks = [rank for number in chain for rank in candidates[number].ranks]
        gain = sum(self._prior[rank] for rank in ranks) / len(ranks)
        concepts = self._known.concepts
        fresh = dict.fromkeys(one for rank in ranks for one in concepts[rank])
        gain += sum(self._worth[one] for one in fresh if one not in self._covered)
        return gain / math.pow(max(self.cost(chain), 1), self._power)

    def said_by(self, chain: Pick, alike: float) -> int | None:
        """Return the place of a sentence kept that says nearly the same as one of ``chain``."""
        for number in chain:
            for rank in self.pieces.candidates[number].ranks:
                others = dict.fromkeys(
                    other for term in self._known.signature(rank) for other in self._said[term]
                )
                for other in others:
                    if self._known.cosine(rank, other) > alike:
                        return other
        return None

    def take(self, chain: Pick) -> None:
        """Keep the candidates of ``chain``."""
        for number in chain:
            candidate = self.pieces.candidates[number]
            part = self.pieces.parts[candidate.part]
            spent = candidate.words
            if candidate.part not in self.opened and part.kind == "question":
                spent += part.head_words
            self.words += spent
            self.asked_words += spent if part.kind == "question" else 0
            self.kept.add(number)
            self.opened.add(candidate.part)
            for rank in candidate.ranks:
                self._covered.update(self._known.concepts[rank])
                for term in self._known.signature(rank):
                    self._said[term].append(rank)

    def followers(self, chain: Pick) -> list[int]:
        """Return what leans on one of ``chain`` and is not kept."""
        return sorted(
            {one for kept in chain for one in self._leaning[kept] if one not in self.kept}
        )


class _Pools:
    """Where picks come from: the parts that are not opened yet, the body, and the answers."""

    def __init__(self, state: _State, alike: float, refuse: _Refuse) -> None:
        self._state = state
        self._alike = alike
        self._refuse = refuse
        parts = state.pieces.parts
        members: list[list[int]] = [[] for _ in parts]
        for number, candidate in enumerate(state.pieces.candidates):
            if number not in state.kept:
                members[candidate.part].append(number)
        self._members = members
        self._body: _Heap = []
        self._answers: _Heap = []
        for number, candidate in enumerate(state.pieces.candidates):
            if number not in state.kept:
                self._push(number)
        closed = [n for n, one in enumerate(members) if one and n not in state.opened]
        ranked = self._by_best(closed)
        self._lead = [n for n in ranked if parts[n].kind == "lead"]
        self._sections = [n for n in ranked if parts[n].kind in {"section", "closing"}]
        self._questions = [n for n in ranked if parts[n].kind == "question"]
        self._share = self._share_of_questions()

    def _by_best(self, which: Iterable[int]) -> list[int]:
        state = self._state
        best = {
            part: max(
                (state.score(chain) for one in self._members[part] if (chain := state.chain(one))),
                default=-math.inf,
            )
            for part in which
        }
        kinds = {part: state.pieces.parts[part].kind == "closing" for part in best}
        return sorted(best, key=lambda part: (kinds[part], -best[part], part))

    def _share_of_questions(self) -> float:
        candidates = self._state.pieces.candidates
        parts = self._state.pieces.parts
        needed = sum(
            parts[part].head_words + min(candidates[one].words for one in self._members[part])
            for part in self._questions
        )
        return FEW_QUESTIONS_SHARE if needed <= FEW_QUESTIONS else QUESTION_SHARE

    def best(self, limit: float) -> Pick:
        """Return what to pick next so that no more than ``limit`` words are kept, or nothing."""
        state = self._state
        room = limit - state.words
        return (
            self._from_questions(room, share=True)
            or self._from_body(room)
            or (self._from_questions(room, share=False) if not self._body_left() else ())
        )

    def _body_left(self) -> bool:
        return bool(self._body)

    def _from_body(self, room: float) -> Pick:
        state = self._state
        for closed in (self._lead, self._sections):
            if closed is self._sections and state.words < FREE:
                break
            closed[:] = [part for part in closed if part not in state.opened]
            for part in list(closed):
                chain = self._opening(part, room)
                if chain is not None:
                    if chain:
                        return chain
                    continue
                closed.remove(part)
            if closed:
                return ()
        return self._from_heap(self._body, room)

    def _opening(self, part: int, room: float) -> Pick | None:
        """Return the best of ``part``; nothing if it does not fit, ``None`` if it has nothing new."""
        state = self._state
        chains = [chain for one in self._members[part] if (chain := state.chain(one))]
        chains.sort(key=lambda chain: (-state.score(chain), chain))
        for chain in chains:
            if state.said_by(chain, self._alike) is None:
                return chain if state.cost(chain) <= room else ()
        return None

    def _from_questions(self, room: float, *, share: bool) -> Pick:
        state = self._state
        if share and state.words < 1:
            return ()
        allowed = room
        if share:
            # the words a = asked + x, of all w = words + x, with a <= share * w
            allowed = (self._share * state.words - state.asked_words) / (1 - self._share)
        for part in list(self._questions):
            if part in state.opened:
                self._questions.remove(part)
                continue
            spare = min(room, allowed) - state.pieces.parts[part].head_words
            chain = self._opening(part, spare)
            if chain is None:
                self._questions.remove(part)
            elif chain:
                return chain
        if self._questions:
            return ()
        return self._from_heap(self._answers, min(room, allowed), opened=True)

    def _from_heap(self, heap: _Heap, room: float, *, opened: bool = False) -> Pick:
        state = self._state
        waiting: _Heap = []
        found: Pick = ()
        while heap and not found:
            stale, number = heapq.heappop(heap)
            chain = state.chain(number)
            if not chain:
                if number not in state.kept:
                    self._refuse(number, None)
                continue
            entry = (-state.score(chain), number)
            if heap and entry[0] > stale and entry > heap[0]:
                heapq.heappush(heap, entry)
                continue
            if opened and state.pieces.candidates[number].part not in state.opened:
                continue
            if state.cost(chain) > room:
                waiting.append(entry)
                if len(waiting) > _LOOK:
                    break
                continue
            if waiting and entry[0] > _WORTHY * waiting[0][0]:
                waiting.append(entry)
                break
            said = state.said_by(chain, self._alike)
            if said is not None:
                self._refuse(number, said)
                continue
            found = chain
        for entry in waiting:
            heapq.heappush(heap, entry)
        return found

    def follow(self, chain: Pick) -> None:
        """Look again at what leans on what was just picked: it comes cheaper now."""
        for number in self._state.followers(chain):
            self._push(number)

    def _push(self, number: int) -> None:
        state = self._state
        asked = state.pieces.parts[state.pieces.candidates[number].part].kind == "question"
        chain = state.chain(number)
        if chain:
            heapq.heappush(self._answers if asked else self._body, (-state.score(chain), number))
        else:
            self._refuse(number, None)


_Heap = list[tuple[float, int]]
