"""Documents written for the tests, and how to look at what became of them."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import (
    NOT_FOR_THE_EAR,
    Address,
    Block,
    BlockKind,
    Document,
    Question,
    Section,
    Sentence,
    Story,
)

Texts = tuple[str, ...]


def block(part: str, number: int, texts: Texts, kind: BlockKind = "paragraph") -> Block:
    """Return a block whose sentences are ``texts``."""
    return Block(
        kind,
        tuple(Sentence(Address(1, part, number, at), text) for at, text in enumerate(texts, 1)),
        "Ada Byron" if kind == "quote" else None,
        kind if kind in NOT_FOR_THE_EAR else None,
    )


def document(
    sections: Mapping[str, tuple[Texts, ...]],
    *,
    questions: Mapping[str, Texts] | None = None,
    lead: Texts = (),
    closing: Texts = (),
    title: str | None = "The river and the town",
) -> Document:
    """Return a document of paragraphs."""
    return Document(
        number=1,
        origin="made-up.txt",
        title=Sentence(Address(1, "title", 0, 1), title) if title else None,
        language="en",
        lead=(block("lead", 1, lead),) if lead else (),
        sections=tuple(
            Section(
                Sentence(Address(1, f"s{n}", 0, 1), heading),
                tuple(block(f"s{n}", at, texts) for at, texts in enumerate(paragraphs, 1)),
            )
            for n, (heading, paragraphs) in enumerate(sections.items(), 1)
        ),
        questions=tuple(
            Question(Sentence(Address(1, f"q{n}", 0, 1), asked), (block(f"q{n}", 1, answer),))
            for n, (asked, answer) in enumerate((questions or {}).items(), 1)
        ),
        closing=(block("close", 1, closing),) if closing else (),
    )


def told(story: Story) -> list[str]:
    """Return the sentences of the text a story tells, heads aside."""
    return [one.text for passage in story.passages() for one in passage.statements]


def reasons(story: Story) -> dict[str, str]:
    """Return why each sentence left out was, by its text."""
    why = {omission.address: omission.reason for omission in story.omissions}
    return {one.text: why[one.address] for one in story.document.sentences() if one.address in why}
