"""What every summariser must keep to. Subclass :class:`SummariserContract`; pytest runs the rest.

::

    class TestMySummariser(SummariserContract):
        @pytest.fixture
        def summariser(self):
            return MySummariser()

It needs hypothesis, which makes up the documents: of every shape, in several scripts, hostile too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from briefing.summarise.budget import Budget
from briefing.summarise.story import story_cost
from briefing.summarise.summariser import Summariser

_OPENINGS = ("The", "However, the", "He said the", "This", "It", "Xi Jinping:", "“The", "“", "The")
_STEMS = (
    "river city tax vote 北京会談 storm Ottawa €3.2m köpfe вода 9.5% treaty crop 🙂 {{x}}".split()
)
_HOSTILE = ("", " ", "\x00", "…", "\ud800", "\u202eabc", "x" * 3_000, "@host: [pause]", "a:\n\nb:")


def sentences() -> st.SearchStrategy[str]:
    """Return made-up sentences: mostly plain, some that lean on others, a few hostile."""
    words = st.lists(st.sampled_from(_STEMS), min_size=1, max_size=14)
    endings = st.sampled_from((".", "?", ":", ".”", " two.", '"'))
    plain = st.builds(
        lambda opening, inner, end: f"{opening} {' '.join(inner)}{end}",
        st.sampled_from(_OPENINGS),
        words,
        endings,
    )
    return st.one_of(plain, plain, plain, plain, st.sampled_from(_HOSTILE), st.text(max_size=40))


_KINDS: tuple[BlockKind, ...] = ("paragraph", "paragraph", "quote", "list", "code", "table")
_Parts = list[tuple[BlockKind, list[str]]]


def _blocks() -> st.SearchStrategy[_Parts]:
    block = st.tuples(st.sampled_from(_KINDS), st.lists(sentences(), min_size=1, max_size=5))
    return st.lists(block, max_size=4)


def _numbered(part: str, blocks: _Parts) -> tuple[Block, ...]:
    return tuple(
        Block(
            kind,
            tuple(Sentence(Address(1, part, number, at), text) for at, text in enumerate(texts, 1)),
            "Ada Byron" if kind == "quote" and len(texts) % 2 else None,
            kind if kind in NOT_FOR_THE_EAR or (kind == "table" and len(texts) > 2) else None,
        )
        for number, (kind, texts) in enumerate(blocks, 1)
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return made-up documents, their sentences addressed as readers address them."""
    title = draw(st.one_of(st.none(), sentences()))
    headed = draw(st.lists(st.tuples(st.one_of(st.none(), sentences()), _blocks()), max_size=4))
    asked = draw(st.lists(st.tuples(sentences(), _blocks()), max_size=4))
    return Document(
        number=1,
        origin="made-up",
        title=Sentence(Address(1, "title", 0, 1), title) if title is not None else None,
        language=draw(st.sampled_from(("en", "en-gb", "de", "zh", "und"))),
        lead=_numbered("lead", draw(_blocks())),
        sections=tuple(
            Section(
                Sentence(Address(1, f"s{n}", 0, 1), heading) if heading is not None else None,
                _numbered(f"s{n}", blocks),
            )
            for n, (heading, blocks) in enumerate(headed, 1)
        ),
        questions=tuple(
            Question(Sentence(Address(1, f"q{n}", 0, 1), question), _numbered(f"q{n}", blocks))
            for n, (question, blocks) in enumerate(asked, 1)
        ),
        closing=_numbered("close", draw(_blocks())),
    )


def sources_of(story: Story) -> list[Address]:
    """Return the addresses a story cites, in the order it tells them."""
    return list(_sources(story))


def _sources(story: Story) -> Iterator[Address]:
    if story.title:
        yield from story.title.sources
    for passage in story.lead:
        yield from (address for one in passage.statements for address in one.sources)
    for section in story.sections:
        if section.heading:
            yield from section.heading.sources
        for passage in section.passages:
            yield from (address for one in passage.statements for address in one.sources)
    for question in story.questions:
        yield from question.question.sources
        for passage in question.answer:
            yield from (address for one in passage.statements for address in one.sources)
    for passage in story.closing:
        yield from (address for one in passage.statements for address in one.sources)


def _speakable(document: Document) -> bool:
    return any(block.silent is None for block in document.blocks())


_checked = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.differing_executors,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def _milliseconds(text: str) -> int:
    return 60 * len(text) + 300


_budgets = st.one_of(
    st.integers(0, 60).map(Budget.of_words),
    st.integers(60, 2_000).map(Budget.of_words),
    st.integers(0, 30).map(Budget.of_sentences),
    st.integers(0, 400_000).map(lambda size: Budget(size, _milliseconds, _milliseconds, 3_000)),
)


class SummariserContract:
    """The promises of :class:`briefing.summarise.summariser.Summariser`, as tests."""

    @pytest.fixture
    def summariser(self) -> Summariser:
        """Return a new instance of the summariser under test."""
        raise NotImplementedError("give a fixture called summariser")

    def test_is_a_summariser(self, summariser: Summariser) -> None:
        """It has the protocol's members and a name."""
        assert isinstance(summariser, Summariser)
        assert summariser.name

    @_checked
    @given(document=documents(), budget=_budgets)
    def test_every_sentence_is_told_or_accounted_for(
        self, summariser: Summariser, document: Document, budget: Budget
    ) -> None:
        """Each sentence is a source of a statement, or omitted once with a reason; never both."""
        story = summariser.summarise(document, budget)
        told = set(sources_of(story))
        omitted = Counter(omission.address for omission in story.omissions)
        assert max(omitted.values(), default=1) == 1
        assert told.isdisjoint(omitted)
        assert told | set(omitted) == {sentence.address for sentence in document.sentences()}
        assert all(omission.reason.strip() for omission in story.omissions)

    @_checked
    @given(document=documents(), budget=_budgets)
    def test_tells_in_the_order_of_the_source(
        self, summariser: Summariser, document: Document, budget: Budget
    ) -> None:
        """The first source of each statement never goes back."""
        order = {one.address: place for place, one in enumerate(document.sentences())}
        places = [order[address] for address in sources_of(summariser.summarise(document, budget))]
        assert places == sorted(places)

    @_checked
    @given(document=documents(), budget=_budgets)
    def test_keeps_the_budget(
        self, summariser: Summariser, document: Document, budget: Budget
    ) -> None:
        """Only a story that is already as small as can be may be longer than asked."""
        story = summariser.summarise(document, budget)
        assert story_cost(story, budget) <= budget.size or len(list(story.passages())) <= 2

    @_checked
    @given(document=documents(), budget=_budgets)
    def test_a_document_with_text_gives_a_story(
        self, summariser: Summariser, document: Document, budget: Budget
    ) -> None:
        """However few the words, something of the text is told."""
        story = summariser.summarise(document, budget)
        assert bool(list(story.passages())) or not _speakable(document)

    @_checked
    @given(document=documents(), budget=_budgets)
    def test_is_deterministic(
        self, summariser: Summariser, document: Document, budget: Budget
    ) -> None:
        """The same document and budget give an equal story."""
        assert summariser.summarise(document, budget) == summariser.summarise(document, budget)

    @_checked
    @given(document=documents(), budget=_budgets)
    def test_kinds_and_speakers_are_the_sources(
        self, summariser: Summariser, document: Document, budget: Budget
    ) -> None:
        """A passage is of its block's kind and speaker, and none is for the eye only."""
        blocks = {one.address: block for block in document.blocks() for one in block.sentences}
        for passage in summariser.summarise(document, budget).passages():
            for statement in passage.statements:
                block = blocks[statement.sources[0]]
                assert (passage.kind, passage.speaker) == (block.kind, block.speaker)
                assert block.silent is None

    @_checked
    @given(document=documents(), budget=_budgets)
    def test_quotes_are_told_whole_or_not_at_all(
        self, summariser: Summariser, document: Document, budget: Budget
    ) -> None:
        """Nobody's words are shortened: a quote's sentences stand as they do in the source."""
        story = summariser.summarise(document, budget)
        whole = {block.text for block in document.blocks() if block.kind == "quote"}
        for passage in story.passages():
            if passage.kind == "quote":
                assert " ".join(statement.text for statement in passage.statements) in whole
