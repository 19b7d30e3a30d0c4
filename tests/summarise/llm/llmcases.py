"""An article written for these tests, and how a summariser is equipped to condense it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chatserver import Chatting

from briefing.guard import unsupported
from briefing.model import (
    Address,
    Block,
    BlockKind,
    Document,
    Question,
    Section,
    Sentence,
    Story,
)
from briefing.settings import Settings
from briefing.summarise.budget import Budget
from briefing.summarise.llm import LlmSummariser
from briefing.summarise.summariser import Workplace

KEY = "sk-very-secret-7431"

HARBOUR = (
    "The harbour of Tolmer will be dredged in spring, the port office announced on Monday.",
    "Ships with a draught of nine metres could then enter at low tide for the first time.",
    "The work is to cost 14 million euros, of which the region pays about a third.",
    "Fishermen fear that the dredging will drive away the herring for several seasons.",
    "A study by the institute in Velden found no lasting harm to the stocks after a similar job.",
)
LIBRARY = (
    "The town library lends seeds of old vegetables, besides books and records.",
    "Readers return seeds from their own harvest in autumn and write down how the plants grew.",
    "About 300 households have taken part since the cupboard was set up in the reading room.",
    "Mara Lindqvist, who looks after the cupboard, keeps a list of 47 kinds of bean.",
    "Similar cupboards have been opened in Velden and in two villages on the coast.",
)
QUOTED = ("Nobody wants to lose the herring.", "We will watch every single load.")
ANSWER = (
    "The dredging begins on the first working day of April and lasts eleven weeks.",
    "During that time the ferry to Velden lands at the old pier, which has a shelter.",
    "Tickets for the ferry stay as they are, and bicycles travel free of charge.",
)


def block(
    part: str, number: int, texts: Sequence[str], kind: BlockKind = "paragraph", *, within: int = 1
) -> Block:
    """Return a block of document ``within`` whose sentences are ``texts``."""
    numbered = enumerate(texts, 1)
    sentences = tuple(Sentence(Address(within, part, number, at), text) for at, text in numbered)
    return Block(kind, sentences, "Jon Aasen" if kind == "quote" else None)


def article(
    harbour: Sequence[str] = HARBOUR, library: Sequence[str] = LIBRARY, number: int = 1
) -> Document:
    """Return the article: two sections, the first with a quotation, and a question."""

    def head(part: str, text: str) -> Sentence:
        return Sentence(Address(number, part, 0, 1), text)

    return Document(
        number=number,
        origin="tolmer.txt",
        title=head("title", "News from Tolmer"),
        language="en",
        sections=(
            Section(
                head("s1", "The harbour"),
                (
                    block("s1", 1, harbour[:3], within=number),
                    block("s1", 2, harbour[3:], within=number),
                    block("s1", 3, QUOTED, "quote", within=number),
                ),
            ),
            Section(head("s2", "The library"), (block("s2", 1, library, within=number),)),
        ),
        questions=(
            Question(
                head("q1", "When does the work begin?"), (block("q1", 1, ANSWER, within=number),)
            ),
        ),
    )


class Place:
    """A workplace that remembers what it was told."""

    def __init__(self, url: str, cache: Path | None = None, **settings: Any) -> None:
        self.heard: list[str] = []
        values: dict[str, Any] = {
            "llm_url": url,
            "llm_model": "tiny",
            "llm_timeout": 2.0,
        } | settings
        self.workplace = Workplace(
            Settings(**values), {"BRIEFING_LLM_KEY": KEY}, cache, self.heard.append, unsupported
        )


def equipped(chat: Chatting, cache: Path | None = None, **settings: Any) -> LlmSummariser:
    """Return a summariser that asks ``chat`` and is ready for the article."""
    return LlmSummariser().equipped(Place(chat.url, cache, **settings).workplace, [article()])


def condensed(
    chat: Chatting, document: Document | None = None, words: int = 90, **settings: Any
) -> Story:
    """Return the story of the article as ``chat`` condenses it."""
    return equipped(chat, **settings).summarise(document or article(), Budget.of_words(words))


def told(story: Story) -> list[str]:
    """Return the sentences of the text a story tells, heads aside."""
    return [one.text for passage in story.passages() for one in passage.statements]


def why(story: Story) -> str:
    """Return all that a story's notices say."""
    return "\n".join(f"{notice.where}: {notice.text}" for notice in story.notices)
