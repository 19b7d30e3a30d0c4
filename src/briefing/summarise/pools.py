"""Pools: where the next pick comes from - parts not opened yet, the body, or the answers.

The lead goes first. Some words are free for whatever says most; then every section has its best
sentence before any has a second, and last the closing. Questions and their answers come between, as
many as their share allows. Within a pool what gains most over its length goes first, found lazily
(Minoux, "Accelerated greedy algorithms", 1978): a gain that was not worked out again can only be
too high, so most never are.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

from briefing.summarise.picked import Pick, Picked

FREE = 60
"""So many words go to what says most, before every section has its best."""
QUESTION_SHARE = 0.35
"""Questions and answers take up to this share of the words ..."""
FEW_QUESTIONS_SHARE = 0.5
"""... or up to this one, if they are so few ..."""
FEW_QUESTIONS = 150
"""... that no more words than this put and answer all of them."""

_LOOK = 25
"""So many candidates that do not fit are passed over in looking for one that does."""
_WORTHY = 0.5
"""What is taken in place of one that does not fit must gain this share of what that one does."""

_Heap = list[tuple[float, int]]
"""Gains over length, as last worked out, negative, and candidates."""


class Pools:
    """The candidates that are not picked yet, by where they are from."""

    def __init__(
        self, picked: Picked, alike: float, refuse: Callable[[int, int | None], None]
    ) -> None:
        """Begin with all that is not picked; what says again what was said is passed over.

        ``refuse`` is told each candidate that is, with the place of the sentence it says again, or
        ``None`` if it leans on too much.
        """
        self._picked = picked
        self._alike = alike
        self._refuse = refuse
        self._members: list[list[int]] = [[] for _ in picked.pieces.parts]
        self._body: _Heap = []
        self._answers: _Heap = []
        for number, candidate in enumerate(picked.pieces.candidates):
            if number not in picked.kept:
                self._members[candidate.part].append(number)
                self._push(number)
        closed = [
            part for part, some in enumerate(self._members) if some and part not in picked.opened
        ]
        self._lead = self._by_best(closed, "lead")
        self._sections = self._by_best(closed, "section") + self._by_best(closed, "closing")
        self._questions = self._by_best(closed, "question")
        self._share = self._share_of_questions()

    def best(self, limit: float) -> Pick:
        """Return what to pick next so that no more than ``limit`` words are, or nothing."""
        picked = self._picked
        room = limit - picked.words
        if not self._body:
            return self._asked(room)
        # asked + x <= share * (words + x)
        due = (self._share * picked.words - picked.asked_words) / (1 - self._share)
        return self._asked(min(room, due)) or self._told(room)

    def follow(self, chain: Pick) -> None:
        """Look again at what leans on what was just picked: it comes cheaper now."""
        for number in self._picked.followers(chain):
            self._push(number)

    def _push(self, number: int) -> None:
        chain = self._picked.chain(number)
        if not chain:
            self._refuse(number, None)
            return
        heap = self._answers if self._picked.is_asked(number) else self._body
        heapq.heappush(heap, (-self._picked.score(chain), number))

    def _by_best(self, parts: Iterable[int], kind: str) -> list[int]:
        """Return those of ``parts`` that are of ``kind``, the one that holds the best first."""
        best = {
            part: max((self._picked.score(chain) for chain in self._chains(part)), default=0.0)
            for part in parts
            if self._picked.pieces.parts[part].kind == kind
        }
        return sorted(best, key=lambda part: (-best[part], part))

    def _chains(self, part: int) -> list[Pick]:
        return [chain for one in self._members[part] if (chain := self._picked.chain(one))]

    def _share_of_questions(self) -> float:
        picked = self._picked
        needed = sum(
            picked.pieces.parts[part].head_words
            + min(picked.cost((one,)) for one in self._members[part])
            for part in self._questions
        )
        return FEW_QUESTIONS_SHARE if needed <= FEW_QUESTIONS else QUESTION_SHARE

    def _told(self, room: float) -> Pick:
        """Return the next pick of the body that fits ``room``, or nothing."""
        free = self._picked.words < FREE
        for closed in (self._lead,) if free else (self._lead, self._sections):
            chain = self._opening(closed, room)
            if chain or closed:
                return chain
        return self._of(self._body, room)

    def _asked(self, room: float) -> Pick:
        """Return the next pick of the questions that fits ``room``, or nothing."""
        chain = self._opening(self._questions, room)
        return chain if chain or self._questions else self._of(self._answers, room)

    def _opening(self, closed: list[int], room: float) -> Pick:
        """Return the best of the first of ``closed`` whose best fits ``room``, or nothing.

        Of a lead whose best does not fit the best that does. What is open by now, or holds nothing
        that was not said, is taken off ``closed``.
        """
        parts = self._picked.pieces.parts
        closed[:] = [part for part in closed if part not in self._picked.opened]
        for part in closed[:_LOOK]:
            kind = parts[part].kind
            spare = room - parts[part].head_words if kind == "question" else room
            news = self._news(part)
            if not news:
                closed.remove(part)
            for chain in news if kind == "lead" else news[:1]:
                if self._picked.cost(chain) <= spare:
                    return chain
        return ()

    def _news(self, part: int) -> list[Pick]:
        """Return what may be picked of a part and was not said yet, the best first."""
        picked = self._picked
        chains = [chain for chain in self._chains(part) if picked.said(chain, self._alike) is None]
        return sorted(chains, key=lambda chain: (-picked.score(chain), chain))

    def _of(self, heap: _Heap, room: float) -> Pick:
        """Return the best of ``heap`` that fits ``room``, is new and gains enough, or nothing."""
        waiting: _Heap = []
        found: Pick = ()
        while not found and (entry := self._top(heap)):
            chain = self._picked.chain(entry[1])
            unworthy = bool(waiting) and entry[0] > _WORTHY * waiting[0][0]
            if unworthy or self._picked.cost(chain) > room:
                waiting.append(entry)
                if unworthy or len(waiting) > _LOOK:
                    break
            elif said := self._picked.said(chain, self._alike):
                self._refuse(entry[1], said[1] if said[0] == entry[1] else None)
            else:
                found = chain
        for entry in waiting:
            heapq.heappush(heap, entry)
        return found

    def _top(self, heap: _Heap) -> tuple[float, int] | None:
        """Take off ``heap`` the one that gains most, its gain worked out again."""
        while heap:
            stale, number = heapq.heappop(heap)
            chain = self._picked.chain(number)
            if not chain:  # picked by now
                continue
            entry = (-self._picked.score(chain), number)
            if not heap or entry[0] <= stale or entry <= heap[0]:
                return entry
            heapq.heappush(heap, entry)
        return None
