"""The same story from two sources is told once; both are credited and every sentence counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up import document

from briefing.model import Address, Document, Sentence
from briefing.summarise import Budget, summarise
from briefing.summarise.twice import tellings

FLOOD = tuple(
    f"On {day} the river rose {metres} metres above the {place} and the wardens shut the gate."
    for day, metres, place in (
        ("Monday", "two", "old mill"),
        ("Tuesday", "three", "market"),
        ("Wednesday", "four", "lower bridge"),
        ("Thursday", "five", "ferry landing"),
    )
)
HARVEST = tuple(
    f"The {crop} of {place} weighed {tons} tons this year, says the grower {name}."
    for crop, place, tons, name in (
        ("barley", "Upper Wend", "forty", "Iris Tamm"),
        ("apples", "Carrow", "nine", "Bo Lind"),
        ("hops", "Saltmead", "seven", "Ola Reyes"),
    )
)


def numbered(told: Document, number: int, publisher: str) -> Document:
    """Return the document as number ``number`` of the run."""

    def again(one: Sentence) -> Sentence:
        return replace(one, address=one.address._replace(document=number))

    section = told.sections[0]
    assert section.heading
    assert told.title
    blocks = tuple(
        replace(block, sentences=tuple(map(again, block.sentences))) for block in section.blocks
    )
    return replace(
        told,
        number=number,
        publisher=publisher,
        title=again(told.title),
        sections=(replace(section, heading=again(section.heading), blocks=blocks),),
    )


def report(number: int, texts: tuple[str, ...], publisher: str = "The Wend Post") -> Document:
    """Return a document of one section."""
    return numbered(document({"What happened": (texts,)}), number, publisher)


@pytest.mark.parametrize("words", [None, 100])
def test_a_reprint_is_credited_and_not_told(words: int | None) -> None:
    documents = [report(1, FLOOD), report(2, HARVEST), report(3, FLOOD, "Saltmead Wire")]
    digest = summarise(documents, Budget.of_words(words) if words else None, "extractive")
    assert [story.document.number for story in digest.stories] == [1, 2]
    assert [[one.publisher for one in story.also] for story in digest.stories] == [
        ["Saltmead Wire"],
        [],
    ]
    reasons = {one.address: one.reason for one in digest.omissions if one.address.document == 3}
    assert set(reasons) == {sentence.address for sentence in documents[2].sentences()}
    assert set(reasons.values()) == {"the same story as document 1"}


def test_the_longer_one_is_told_in_the_place_of_the_first() -> None:
    short, long = report(1, FLOOD[:3]), report(2, FLOOD)
    told = tellings([short, report(3, HARVEST), long])
    assert [one.document.number for one in told] == [2, 3]
    assert told[0].also == (short,)


def test_two_reports_of_one_event_written_apart_are_both_told() -> None:
    other = (
        "Wardens closed the gate at the old mill when the water came up on Monday.",
        "By Thursday it stood five metres over the landing, and the ferry did not run.",
        "Nobody was hurt, but the market lost its cellar, the mayor of Wend told reporters.",
        "Repairs are to begin next month, if the council finds the money for them.",
    )
    assert [one.also for one in tellings([report(1, FLOOD), report(2, other)])] == [(), ()]


def test_short_texts_are_never_taken_for_one_another() -> None:
    note = ("It rained.",)
    assert len(tellings([report(1, note), report(2, note)])) == 2


def test_addresses_stay_apart() -> None:
    digest = summarise([report(1, FLOOD), report(2, FLOOD)], None, "extractive")
    addresses = [one.address for one in digest.omissions]
    assert len(addresses) == len(set(addresses))
    assert all(isinstance(address, Address) for address in addresses)
