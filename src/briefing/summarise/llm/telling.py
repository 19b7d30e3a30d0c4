"""Telling: what of the answers is told within the budget, laid out as the document is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.model import (
    Address,
    Block,
    DigestQuestion,
    DigestSection,
    Omission,
    Passage,
    Statement,
    Story,
)
from briefing.summarise.budget import Budget
from briefing.summarise.llm.answer import alike, content_words
from briefing.summarise.llm.stretch import Stretch
from briefing.summarise.story import CUT, story_cost

_BEARABLE = 2
"""So many times a budget's slack may be left over before the model's words give way to more."""

LEFT_OUT = "left out by the language model"
MISTOLD = "the line that told it said what is not in the source"
NOT_FITTING = "no sentence of the answer is short enough or new"
TOO_TERSE = "the answer says less than there is time for"
REPEATED = "repeats what is said elsewhere"


@dataclass(frozen=True, slots=True)
class Share:
    """A stretch, what the extractive summary tells of it, and what the model says of it."""

    stretch: Stretch
    extract: tuple[Statement, ...]
    said: tuple[Statement, ...] = ()
    """The most needed first; nothing where the extract is told instead."""
    doubted: frozenset[Address] = frozenset()
    """What the model told as the source does not."""


@dataclass(slots=True)
class _Choice:
    """Statements chosen so far. ``told`` holds the content words of all that is told."""

    budget: Budget
    language: str
    told: list[frozenset[str]] = field(default_factory=list)
    chosen: list[Statement] = field(default_factory=list)
    repeating: set[Address] = field(default_factory=set)

    def repeats(self, statement: Statement) -> bool:
        words = content_words(statement.text, self.language)
        return any(alike(words, before) for before in self.told)

    def take(self, statement: Statement) -> None:
        self.told.append(content_words(statement.text, self.language))
        self.chosen.append(statement)

    def open(self, share: Share) -> tuple[Statement, ...]:
        """Take what is most needed while the share lasts; return what is left to choose from."""
        room = sum(self.budget.cost(statement.text) for statement in share.extract)
        left: list[Statement] = []
        before = len(self.chosen)
        for statement in share.said:
            cost = self.budget.cost(statement.text)
            if self.repeats(statement):
                self.repeating |= set(statement.sources)
            elif cost <= room and (not left or len(self.chosen) == before):
                self.take(statement)
                room -= cost
            else:
                left.append(statement)
        return tuple(left)


def told(
    base: Story, budget: Budget, shares: Sequence[Share]
) -> tuple[Story, tuple[tuple[Share, str], ...]]:
    """Return the story with what the model says of ``shares`` in place of what ``base`` tells.

    What is most needed comes first, so more room adds to what is told in less; what is left of
    the budget is filled with what fits. The shares that come back second are told as in ``base``,
    each for the reason beside it.
    """
    asked = [share for share in shares if share.said]
    unmet: list[tuple[Share, str]] = []
    while True:
        choice, left, given_up = _opened(base, budget, asked)
        why = NOT_FITTING
        if not given_up:
            room = _filled(base, choice, left)
            given_up = _tersest(asked, choice, room)
            why = TOO_TERSE
        if not given_up:
            return _laid_out(base, choice, asked), tuple(unmet)
        unmet += [(share, why) for share in given_up]
        asked = [share for share in asked if share not in given_up]


def _filled(base: Story, choice: _Choice, left: Iterable[Statement]) -> int:
    """Take of ``left`` what fits, and return what of the budget is left then."""
    budget = choice.budget
    room = budget.size - _heads(base, budget) - _cost(choice.chosen, budget)
    for statement in left:
        cost = budget.cost(statement.text)
        if cost <= room and not choice.repeats(statement):
            choice.take(statement)
            room -= cost
    return room


def _tersest(asked: Sequence[Share], choice: _Choice, room: int) -> list[Share]:
    """Return the share whose extract fills ``room`` best, where it is too much to be left."""
    budget = choice.budget
    if not budget.slack or room <= _BEARABLE * budget.slack:  # without any, it is a ceiling
        return []
    gains: list[tuple[int, Share]] = []
    for share in asked:
        own = _addresses([share])
        said = [one for one in choice.chosen if not own.isdisjoint(one.sources)]
        gain = _cost(share.extract, budget) - _cost(said, budget)
        if 0 < gain <= room:
            gains.append((gain, share))
    return [max(gains, key=lambda one: one[0])[1]] if gains else []


def _opened(
    base: Story, budget: Budget, asked: Sequence[Share]
) -> tuple[_Choice, list[Statement], list[Share]]:
    """Return what is told first, what is left to choose from, and the shares that got nothing."""
    choice = _Choice(budget, base.document.language)
    replaced = _addresses(asked)
    for statement in _statements(base):
        if replaced.isdisjoint(statement.sources):
            choice.take(statement)
    left: list[Statement] = []
    vain: list[Share] = []
    for share in asked:
        before = len(choice.chosen)
        left += choice.open(share)
        if len(choice.chosen) == before:
            vain.append(share)
    return choice, left, vain


def _addresses(shares: Iterable[Share]) -> frozenset[Address]:
    return frozenset(sentence.address for share in shares for sentence in share.stretch.sentences)


def _statements(story: Story) -> Iterable[Statement]:
    return (statement for passage in story.passages() for statement in passage.statements)


def _cost(statements: Iterable[Statement], budget: Budget) -> int:
    return sum(budget.cost(statement.text) for statement in statements)


def _heads(story: Story, budget: Budget) -> int:
    return story_cost(story, budget) - _cost(_statements(story), budget)


# ------------------------------------------------------------------------------- layout


def _laid_out(base: Story, choice: _Choice, asked: Sequence[Share]) -> Story:
    """Return ``base`` with the chosen statements, each in the passage of its first source."""
    starting: dict[Address, list[Statement]] = {}
    for statement in sorted(choice.chosen, key=lambda one: one.sources):
        starting.setdefault(statement.sources[0], []).append(statement)
    document = base.document
    heads = {section.heading for section in base.sections} | {
        question.question for question in base.questions
    }
    kept = {head.sources[0]: head for head in heads if head}
    sections = (
        DigestSection(
            kept.get(section.heading.address) if section.heading else None,
            _passages(section.blocks, starting),
            section.level,
        )
        for section in document.sections
    )
    return replace(
        base,
        lead=_passages(document.lead, starting),
        sections=tuple(section for section in sections if section.heading or section.passages),
        questions=tuple(
            DigestQuestion(kept[one.question.address], _passages(one.answer, starting))
            for one in document.questions
            if one.question.address in kept
        ),
        closing=_passages(document.closing, starting),
        omissions=_omissions(base, choice, asked),
    )


def _passages(
    blocks: Iterable[Block], starting: Mapping[Address, Sequence[Statement]]
) -> tuple[Passage, ...]:
    passages = []
    for block in blocks:
        statements = tuple(
            statement for one in block.sentences for statement in starting.get(one.address, ())
        )
        if statements:
            passages.append(Passage(block.kind, statements, block.speaker))
    return tuple(passages)


def _omissions(base: Story, choice: _Choice, asked: Sequence[Share]) -> tuple[Omission, ...]:
    reasons = {omission.address: omission.reason for omission in base.omissions}
    spoken = {address for statement in choice.chosen for address in statement.sources}
    spoken |= set(_heads_told(base))
    said = {address for share in asked for one in share.said for address in one.sources}
    for address in _addresses(asked):
        reasons[address] = CUT if address in said else LEFT_OUT
    mistold = {address for share in asked for address in share.doubted} - said
    reasons |= dict.fromkeys(mistold, MISTOLD)
    reasons |= dict.fromkeys(choice.repeating, REPEATED)
    return tuple(
        Omission(sentence.address, reasons.get(sentence.address, CUT))
        for sentence in base.document.sentences()
        if sentence.address not in spoken
    )


def _heads_told(base: Story) -> Iterable[Address]:
    if base.title:
        yield from base.title.sources
    for section in base.sections:
        if section.heading:
            yield from section.heading.sources
    for question in base.questions:
        yield from question.question.sources
