"""Stories: what says more than its sources is told in their words; every sentence is accounted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.guard import guarded
from briefing.model import (
    Address,
    Block,
    BlockKind,
    DigestQuestion,
    DigestSection,
    Document,
    Omission,
    Passage,
    Question,
    Section,
    Sentence,
    Statement,
    Story,
)


def at(text: str) -> Address:
    return Address.parse(text)


def block(
    part: str, number: int, *texts: str, kind: BlockKind = "paragraph", speaker: str | None = None
) -> Block:
    sentences = tuple(
        Sentence(Address(1, part, number, nth), text) for nth, text in enumerate(texts, 1)
    )
    return Block(kind, sentences, speaker, "code" if kind == "code" else None)


DOCUMENT = Document(
    number=1,
    origin="ferry.txt",
    title=Sentence(at("1:title.0.1"), "The Heron sails again"),
    language="en",
    lead=(block("lead", 1, "The Heron carries 47 people.", "It cost $5 million."),),
    sections=(
        Section(
            Sentence(at("1:s1.0.1"), "A long wait"),
            (
                block("s1", 1, "Mara Quist waited nine years.", "She lives in Orvale."),
                block("s1", 2, "I never gave up.", kind="quote", speaker="Ilse Mora"),
                block("s1", 3, "print(48)", kind="code"),
            ),
        ),
    ),
    questions=(
        Question(
            Sentence(at("1:q1.0.1"), "When does it sail?"),
            (block("q1", 1, "It sails at 7pm."),),
        ),
    ),
)


def statement(text: str, *sources: str) -> Statement:
    return Statement(text, tuple(map(at, sources)))


def story(*lead: Statement, speaker: str | None = None, **parts: object) -> Story:
    told = {address for one in lead for address in one.sources}
    omissions = tuple(
        Omission(sentence.address, "cut to length")
        for sentence in DOCUMENT.sentences()
        if sentence.address not in told and sentence.address != at("1:title.0.1")
    )
    title = Statement.of(DOCUMENT.title) if DOCUMENT.title else None
    made = Story(DOCUMENT, title, (Passage("paragraph", lead, speaker),), omissions=omissions)
    return replace(made, **parts)  # type: ignore[arg-type]


def told(one: Story) -> list[str]:
    return [statement.text for passage in one.passages() for statement in passage.statements]


def addresses(one: Story) -> list[Address]:
    heads = [one.title, *(section.heading for section in one.sections)]
    heads += [question.question for question in one.questions]
    statements = [head for head in heads if head]
    statements += [statement for passage in one.passages() for statement in passage.statements]
    return [address for statement in statements for address in statement.sources]


def assert_accounted(one: Story) -> None:
    cited = set(addresses(one))
    omitted = [omission.address for omission in one.omissions]
    assert len(omitted) == len(set(omitted))
    assert cited.isdisjoint(omitted)
    assert cited | set(omitted) == {sentence.address for sentence in one.document.sentences()}


def test_a_story_that_says_what_its_sources_say_comes_back_as_it_is() -> None:
    honest = story(
        statement("The Heron carries 47 people.", "1:lead.1.1"),
        statement("It cost five million dollars.", "1:lead.1.2"),
    )
    assert guarded(honest) is honest


def test_a_false_statement_gives_way_to_the_sources_own_sentences_in_order() -> None:
    false = statement("The Heron carries 48 people for $5m.", "1:lead.1.1", "1:lead.1.2")
    mended = guarded(story(false))
    assert told(mended) == ["The Heron carries 47 people.", "It cost $5 million."]
    assert [one.sources for one in mended.lead[0].statements] == [
        (at("1:lead.1.1"),),
        (at("1:lead.1.2"),),
    ]
    (notice,) = mended.notices
    assert notice.code == "guard"
    assert notice.where == "1:lead.1.1"
    assert '"48"' in notice.text
    assert "told instead" in notice.text
    assert_accounted(mended)


def test_what_was_noticed_before_stays() -> None:
    first = guarded(story(statement("It carries 48.", "1:lead.1.1")))
    again = guarded(replace(first, lead=(Passage("paragraph", (statement("49?", "1:lead.1.1"),)),)))
    assert len(again.notices) == 2


def test_a_sentence_that_two_false_statements_cite_is_told_once() -> None:
    mended = guarded(
        story(
            statement("It carries 48.", "1:lead.1.1"),
            statement("It carries 49 for $6m.", "1:lead.1.1", "1:lead.1.2"),
        )
    )
    assert told(mended) == ["The Heron carries 47 people.", "It cost $5 million."]
    assert len(mended.notices) == 2
    assert_accounted(mended)


def test_nor_is_one_told_that_an_honest_statement_tells() -> None:
    mended = guarded(
        story(
            statement("48 came.", "1:lead.1.1"),
            statement("47 people are carried.", "1:lead.1.1"),
        )
    )
    assert told(mended) == ["47 people are carried."]
    assert "left out" in mended.notices[0].text
    assert_accounted(mended)


@pytest.mark.parametrize(
    "sources", [(), ("1:s9.1.1",), ("1:s1.3.1",), ("2:lead.1.1",), ("1:lead.1.1", "1:s1.3.1")]
)
def test_a_statement_without_sources_that_can_be_told_is_no_statement(
    sources: tuple[str, ...],
) -> None:
    mended = guarded(story(statement("The Heron sails.", *sources)))
    known = ["The Heron carries 47 people."] if "1:lead.1.1" in sources else []
    assert told(mended) == known
    assert len(mended.notices) == 1
    assert_accounted(mended)


def test_a_speaker_of_the_passage_may_be_named_and_no_other() -> None:
    quote = statement("Ilse Mora never gave up.", "1:s1.2.1")
    other = statement("Tomas Brandt never gave up.", "1:s1.2.1")
    honest = story(quote, speaker="Ilse Mora")
    assert guarded(honest) is honest
    assert told(guarded(story(other, speaker="Tomas Brandt"))) == ["I never gave up."]


def test_a_speaker_whom_the_source_does_not_name_is_none() -> None:
    mended = guarded(story(statement("I never gave up.", "1:s1.2.1"), speaker="Tomas Brandt"))
    assert [passage.speaker for passage in mended.lead] == [None]
    assert "Tomas Brandt" in mended.notices[0].text


def test_a_fallback_is_said_by_whoever_says_it_in_the_source() -> None:
    false = statement("Quist waited ten years and never gave up.", "1:s1.1.1", "1:s1.2.1")
    mended = guarded(story(false, statement("She lives in Orvale.", "1:s1.1.2")))
    said = [(passage.kind, passage.speaker, len(passage.statements)) for passage in mended.lead]
    assert said == [
        ("paragraph", None, 1),
        ("quote", "Ilse Mora", 1),
        ("paragraph", None, 1),
    ]


def test_titles_headings_and_questions_are_statements_too() -> None:
    section = DigestSection(
        statement("A wait of 12 years", "1:s1.0.1"),
        (Passage("paragraph", (statement("Mara Quist waited nine years.", "1:s1.1.1"),)),),
    )
    question = DigestQuestion(
        statement("When does the Gull sail?", "1:q1.0.1"),
        (Passage("paragraph", (statement("At 19:00.", "1:q1.1.1"),)),),
    )
    false = story(
        sections=(section,),
        questions=(question,),
        title=statement("The Gull sails again", "1:title.0.1"),
    )
    mended = guarded(replace(false, lead=(), omissions=()))
    assert mended.title == Statement.of(DOCUMENT.title)  # type: ignore[arg-type]  # it has one
    assert mended.sections[0].heading == statement("A long wait", "1:s1.0.1")
    assert mended.questions[0].question == statement("When does it sail?", "1:q1.0.1")
    assert told(mended) == ["Mara Quist waited nine years.", "At 19:00."]
    assert len(mended.notices) == 3
    assert_accounted(mended)


def test_a_heading_that_cites_nothing_goes_and_its_section_stays() -> None:
    section = DigestSection(
        statement("Waiting"),
        (Passage("paragraph", (statement("Mara Quist waited nine years.", "1:s1.1.1"),)),),
    )
    mended = guarded(story(sections=(section,), lead=()))
    assert mended.sections[0].heading is None
    assert told(mended) == ["Mara Quist waited nine years."]


def test_a_question_that_cites_nothing_is_the_one_its_answer_stands_under() -> None:
    question = DigestQuestion(
        statement("Who knows?"), (Passage("paragraph", (statement("At 7pm.", "1:q1.1.1"),)),)
    )
    mended = guarded(story(questions=(question,), lead=()))
    assert mended.questions[0].question.text == "When does it sail?"
    assert_accounted(mended)


def test_a_sentence_no_longer_told_nor_omitted_before_is_omitted() -> None:
    false = replace(story(statement("48", "1:lead.1.1"), statement("47.")), omissions=())
    mended = guarded(false)
    assert_accounted(mended)
    assert all(omission.reason for omission in mended.omissions)


def test_a_number_that_says_it_is_rounded_is_allowed_and_noticed() -> None:
    about = statement("The Heron carries nearly 50 people.", "1:lead.1.1")
    allowed = guarded(story(about))
    assert told(allowed) == [about.text]
    (notice,) = allowed.notices
    assert (notice.code, notice.where) == ("rounded", "1:lead.1.1")
    assert "50" in notice.text
    assert "47" in notice.text
    assert_accounted(allowed)
