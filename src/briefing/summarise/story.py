"""Stories: what is kept of a document, laid out as the document is; the rest is accounted for."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import partial
from itertools import takewhile
from types import MappingProxyType

from briefing.model import (
    Address,
    Block,
    DigestQuestion,
    DigestSection,
    Document,
    Omission,
    Passage,
    Section,
    Sentence,
    Statement,
    Story,
)
from briefing.summarise.budget import Budget

NOT_FOR_THE_EAR = "not for the ear"
CUT = "cut to length"
NOTHING_UNDER_IT = "nothing to be told stands under it"


def whole(document: Document) -> Story:
    """Return the story that says every sentence as it stands.

    What is silent is left out with the reason, such as "not for the ear: code", and so is a
    heading with nothing to be told under it.
    """
    empty = {heading.address for heading in _empty_headings(document)}
    kept = {sentence.address for sentence in document.sentences()} - unspoken(document).keys()
    return laid_out(document, kept - empty, dict.fromkeys(empty, NOTHING_UNDER_IT))


def _empty_headings(document: Document) -> Iterator[Sentence]:
    """Yield the headings of sections that hold nothing to be told, inner sections included.

    Their questions are told elsewhere, or what they hold is not for the ear. A document of nothing
    but headings has none: they are all there is to tell.
    """
    if not any(block.silent is None for block in document.blocks()):
        return
    for number, section in enumerate(document.sections):
        deeper = takewhile(partial(_is_inner, section), document.sections[number + 1 :])
        told = any(block.silent is None for one in (section, *deeper) for block in one.blocks)
        if section.heading and not told:
            yield section.heading


def _is_inner(outer: Section, section: Section) -> bool:
    return section.level > outer.level


def unspoken(document: Document) -> dict[Address, str]:
    """Return the sentences of blocks that are never spoken, with the reason."""
    return {
        sentence.address: f"{NOT_FOR_THE_EAR}: {block.silent}"
        for block in document.blocks()
        if block.silent
        for sentence in block.sentences
    }


def laid_out(
    document: Document,
    kept: Container[Address],
    reasons: Mapping[Address, str],
    worded: Mapping[Address, str] = MappingProxyType({}),
) -> Story:
    """Return the story of the sentences whose addresses are ``kept``, in the document's order.

    ``reasons`` says why the others are not spoken; without an entry the reason is "cut to length".
    ``worded`` has the words in which a sentence is told, where they are not the source's.
    """
    passages = partial(_passages, kept=kept, worded=worded)
    sections = (
        DigestSection(_kept(section.heading, kept), passages(section.blocks), section.level)
        for section in document.sections
    )
    return Story(
        document=document,
        title=_kept(document.title, kept),
        lead=passages(document.lead),
        sections=tuple(section for section in sections if section.heading or section.passages),
        questions=tuple(
            DigestQuestion(Statement.of(one.question), passages(one.answer))
            for one in document.questions
            if one.question.address in kept
        ),
        closing=passages(document.closing),
        omissions=_omissions(document, kept, reasons),
    )


def _kept(sentence: Sentence | None, kept: Container[Address]) -> Statement | None:
    return Statement.of(sentence) if sentence and sentence.address in kept else None


def _passages(
    blocks: tuple[Block, ...], kept: Container[Address], worded: Mapping[Address, str]
) -> tuple[Passage, ...]:
    passages = []
    for block in blocks:
        statements = tuple(
            Statement(worded.get(one.address, one.text), (one.address,))
            for one in block.sentences
            if one.address in kept
        )
        if statements:
            passages.append(Passage(block.kind, statements, block.speaker))
    return tuple(passages)


def _omissions(
    document: Document, kept: Container[Address], reasons: Mapping[Address, str]
) -> tuple[Omission, ...]:
    reasons = {**reasons, **unspoken(document)}
    return tuple(
        Omission(sentence.address, reasons.get(sentence.address, CUT))
        for sentence in document.sentences()
        if sentence.address not in kept
    )


def story_cost(story: Story, budget: Budget) -> int:
    """Return what ``story`` costs of ``budget``; the title, which is always told, costs nothing."""
    heads = [section.heading for section in story.sections if section.heading]
    heads += [question.question for question in story.questions]
    return sum(budget.head(head.text) for head in heads) + sum(
        budget.cost(statement.text)
        for passage in story.passages()
        for statement in passage.statements
    )
