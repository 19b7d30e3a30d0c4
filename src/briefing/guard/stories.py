"""Stories: a statement that says more than its sources gives way to the sources themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.guard.ground import Ground, Unsupported
from briefing.model import (
    Address,
    Block,
    BlockKind,
    DigestQuestion,
    DigestSection,
    Document,
    Notice,
    Omission,
    Passage,
    Sentence,
    Statement,
    Story,
)

NOT_TOLD = "the line that told it said what is not in the source"
TELLS_NOTHING = "cites no sentence that can be told"


def guarded(story: Story) -> Story:
    """Return ``story`` with every statement that its sources do not support told in their words.

    A statement is checked against the sentences it cites, the speaker of its passage aside. One
    that says more is replaced by those sentences as they stand, each told once; one that cites
    nothing, or nothing that can be told, is left out. Each leaves a notice "guard". Every sentence
    of the document is still told or omitted. A number that is rounded and says so is allowed, with
    a notice "rounded". A story that only says what its sources say comes back as it is.
    """
    check = _Check(story)
    guarded_story = replace(
        story,
        title=check.head(story.title, story.document.title),
        lead=check.passages(story.lead),
        sections=tuple(_sections(check, story.sections)),
        questions=tuple(_questions(check, story.questions)),
        closing=check.passages(story.closing),
    )
    if not check.notices:
        return replace(story, notices=(*story.notices, *check.allowed)) if check.allowed else story
    return replace(
        guarded_story,
        omissions=_omissions(guarded_story),
        notices=(*story.notices, *check.notices, *check.allowed),
    )


def quoted_list(found: Sequence[Unsupported]) -> str:
    """Return what was not in the source as people read it: "47" and "Mora"."""
    names = [f'"{one.text}"' for one in found[:5]]
    if len(found) > 5:
        names.append(f"{len(found) - 5} more")
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that can be told, and the block it stands in; a heading stands in none."""

    sentence: Sentence
    block: Block | None


class _Check:
    """The checking of one story: what can be told, what has been, and what was noticed."""

    def __init__(self, story: Story) -> None:
        self.document = story.document
        self.places = dict(_places(story.document))
        self.notices: list[Notice] = []
        self.allowed: list[Notice] = []
        self.failed: dict[int, tuple[Unsupported, ...]] = {}
        self.told: set[Address] = set()
        for statement in _heads(story):
            self._judge(statement, None)
        for passage in story.passages():
            speaker = passage.speaker if self._names(passage) else None
            for statement in passage.statements:
                self._judge(statement, speaker)

    def _judge(self, statement: Statement, speaker: str | None) -> None:
        found = self._beyond(statement, speaker)
        if found is None:
            self.told.update(statement.sources)
        else:
            self.failed[id(statement)] = found

    def _beyond(self, statement: Statement, speaker: str | None) -> tuple[Unsupported, ...] | None:
        """Return what a statement says beyond its sources; ``None`` when it may be told."""
        if not statement.sources or any(one not in self.places for one in statement.sources):
            return ()
        sources = [self.places[one].sentence.text for one in statement.sources]
        if statement.text in sources:
            return None
        ground = Ground(sources, self.document.language, (speaker,) if speaker else ())
        beyond = ground.unsupported(statement.text)
        if not beyond:
            self.allowed += [
                Notice(
                    "rounded", f"“{one.text}” stands for “{one.source}”.", str(statement.sources[0])
                )
                for one in ground.rounded(statement.text)
            ]
        return beyond or None

    def head(self, statement: Statement | None, own: Sentence | None) -> Statement | None:
        """Return a title, heading or question; the source's ``own`` where it cannot be told."""
        if statement is None or id(statement) not in self.failed:
            return statement
        if own and own.address not in self.told:
            self._notice(statement, 1)
            self.told.add(own.address)
            return Statement.of(own)
        self._notice(statement, 0)
        return None

    def passages(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """Return ``passages``; a fallback from another speaker's block is a passage of its own."""
        found: list[Passage] = []
        for passage in map(self._rightly_said, passages):
            if not any(id(statement) in self.failed for statement in passage.statements):
                found.append(passage)
                continue
            found += self._mended(passage)
        return tuple(found)

    def _rightly_said(self, passage: Passage) -> Passage:
        """Return ``passage`` without its speaker when what it cites names no such speaker."""
        speaker = passage.speaker
        if speaker is None or self._names(passage):
            return passage
        said = f"“{speaker}” is no speaker in the source; the passage is told without one."
        cited = [str(one) for statement in passage.statements for one in statement.sources]
        self.notices.append(Notice("guard", said, cited[0] if cited else None))
        return replace(passage, speaker=None)

    def _names(self, passage: Passage) -> bool:
        """Tell whether what ``passage`` cites names its speaker."""
        speaker = passage.speaker or ""
        cited = [one for statement in passage.statements for one in statement.sources]
        places = [self.places[one] for one in cited if one in self.places]
        if any(place.block and place.block.speaker == speaker for place in places):
            return True
        sources = [place.sentence.text for place in places]
        sources += (place.block.speaker for place in places if place.block and place.block.speaker)
        return not Ground(sources, self.document.language).unsupported(speaker)

    def _mended(self, passage: Passage) -> Iterator[Passage]:
        kind, speaker = passage.kind, passage.speaker
        statements: list[Statement] = []
        for statement, told_as, told_by in self._tellings(passage):
            if (told_as, told_by) != (kind, speaker):
                if statements:
                    yield Passage(kind, tuple(statements), speaker)
                kind, speaker, statements = told_as, told_by, []
            statements.append(statement)
        if statements:
            yield Passage(kind, tuple(statements), speaker)

    def _tellings(self, passage: Passage) -> Iterator[tuple[Statement, BlockKind, str | None]]:
        """Yield the passage's statements, or their sources, with the kind and speaker of each."""
        for statement in passage.statements:
            if id(statement) not in self.failed:
                yield statement, passage.kind, passage.speaker
                continue
            own = [
                self.places[one]
                for one in dict.fromkeys(statement.sources)
                if one in self.places and one not in self.told
            ]
            self.told.update(place.sentence.address for place in own)
            self._notice(statement, len(own))
            for place in own:
                block = place.block
                same = block is None or block.speaker == passage.speaker
                kind, speaker = (passage.kind, passage.speaker) if same else _told_as(block)
                yield Statement.of(place.sentence), kind, speaker

    def _notice(self, statement: Statement, told: int) -> None:
        found = self.failed[id(statement)]
        text = " ".join(statement.text.split())
        short = text if len(text) <= 60 else f"{text[:57]}..."
        if found:
            verb = "is" if len(found) == 1 else "are"
            what = f"{quoted_list(found)} {verb} not in the source of “{short}”"
        else:
            what = f"“{short}” {TELLS_NOTHING}"
        instead = (
            "it is left out"
            if told == 0
            else "the source's own sentence is told instead"
            if told == 1
            else "the source's own sentences are told instead"
        )
        where = str(statement.sources[0]) if statement.sources else None
        self.notices.append(Notice("guard", f"{what}; {instead}.", where))


def _told_as(block: Block | None) -> tuple[BlockKind, str | None]:
    return (block.kind, block.speaker) if block else ("paragraph", None)


def _places(document: Document) -> Iterator[tuple[Address, _Place]]:
    """Yield every sentence that can be told with its block."""
    blocks = {
        sentence.address: block for block in document.blocks() for sentence in block.sentences
    }
    for sentence in document.sentences():
        block = blocks.get(sentence.address)
        if block is None or block.silent is None:
            yield sentence.address, _Place(sentence, block)


def _heads(story: Story) -> Iterator[Statement]:
    """Yield the title, headings and questions of a story."""
    heads = [story.title, *(section.heading for section in story.sections)]
    heads += [question.question for question in story.questions]
    yield from (head for head in heads if head)


def _told(story: Story) -> set[Address]:
    """Return the addresses that the statements of a story cite."""
    statements = [*_heads(story), *(one for told in story.passages() for one in told.statements)]
    return {address for statement in statements for address in statement.sources}


def _sections(check: _Check, sections: Iterable[DigestSection]) -> Iterator[DigestSection]:
    headings = [section.heading for section in check.document.sections if section.heading]
    for section in sections:
        heading = check.head(section.heading, _cited(section.heading, headings))
        passages = check.passages(section.passages)
        if heading or passages:
            yield replace(section, heading=heading, passages=passages)


def _questions(check: _Check, questions: Iterable[DigestQuestion]) -> Iterator[DigestQuestion]:
    """Yield the questions that may be asked; without its question no answer is told."""
    for one in questions:
        question = check.head(one.question, _asked(check.document, one))
        answer = check.passages(one.answer)
        if question and (answer or not one.answer):
            yield DigestQuestion(question, answer)


def _asked(document: Document, one: DigestQuestion) -> Sentence | None:
    """Return the document's question that ``one`` cites, or that its answer stands under."""
    own = _cited(one.question, [question.question for question in document.questions])
    if own:
        return own
    cited = {
        address
        for passage in one.answer
        for statement in passage.statements
        for address in statement.sources
    }
    for question in document.questions:
        if any(
            sentence.address in cited for block in question.answer for sentence in block.sentences
        ):
            return question.question
    return None


def _cited(statement: Statement | None, heads: Iterable[Sentence]) -> Sentence | None:
    """Return the first of ``heads`` that a heading or question cites."""
    cited = statement.sources if statement else ()
    return next((head for head in heads if head.address in cited), None)


def _omissions(story: Story) -> tuple[Omission, ...]:
    """Return the omissions of a story, those of sentences no longer told included."""
    told = _told(story)
    kept = [omission for omission in story.omissions if omission.address not in told]
    known = told | {omission.address for omission in kept}
    missing = (one.address for one in story.document.sentences() if one.address not in known)
    return (*kept, *(Omission(address, NOT_TOLD) for address in missing))
