"""What one story has told the next leaves out, with the address that says it."""

from __future__ import annotations

from dataclasses import replace

from made_up import document, reasons, told

from briefing.model import Document, Sentence
from briefing.summarise import whole
from briefing.summarise.repeats import without_repeats

SHARED = "The minister said on Monday that the ferry will run again from the first of May."
OWN = "Fishermen on the island had asked for a larger boat and a later crossing."
LEANING = "It will carry forty cars and two hundred people in summer."


def numbered(told_of: Document, number: int) -> Document:
    """Return the document as number ``number`` of a run."""

    def again(one: Sentence) -> Sentence:
        return replace(one, address=one.address._replace(document=number))

    def all_again(section):
        blocks = tuple(
            replace(block, sentences=tuple(map(again, block.sentences))) for block in section.blocks
        )
        return replace(section, heading=again(section.heading), blocks=blocks)

    return replace(
        told_of,
        number=number,
        title=again(told_of.title) if told_of.title else None,
        sections=tuple(map(all_again, told_of.sections)),
    )


FIRST = whole(document({"News": ((SHARED, OWN),)}))


def second(*sections: tuple[str, ...]) -> Document:
    """Return another report, a section for each of ``sections``."""
    headed = {f"Part {number}": (texts,) for number, texts in enumerate(sections, 1)}
    return numbered(document(headed), 2)


def test_a_shared_sentence_is_told_once() -> None:
    story = without_repeats(whole(second((OWN.replace("Fishermen", "Farmers"), SHARED))), [FIRST])
    assert SHARED not in told(story)
    assert reasons(story)[SHARED] == "says again what 1:s1.1.1 says"


def test_the_first_story_is_left_as_it_is() -> None:
    assert without_repeats(FIRST, []) is FIRST
    alone = whole(second(("A storm is due tonight over the northern coast and the islands.",)))
    assert without_repeats(alone, [FIRST]) is alone


def test_a_sentence_the_next_one_leans_on_stays() -> None:
    story = without_repeats(whole(second((SHARED, LEANING))), [FIRST])
    assert told(story) == [SHARED, LEANING]


def test_a_heading_with_nothing_left_under_it_goes() -> None:
    story = without_repeats(
        whole(second((SHARED,), ("The harbour was dredged last week.",))), [FIRST]
    )
    assert [section.heading.text for section in story.sections if section.heading] == ["Part 2"]
    assert reasons(story)["Part 1"] == "nothing to be told stands under it"


def test_small_changes_do_not_hide_it_and_short_sentences_are_not_taken_for_one_another() -> None:
    changed = SHARED.replace("on Monday ", "")
    assert changed not in told(without_repeats(whole(second((changed, OWN))), [FIRST]))
    short = whole(document({"News": (("It rained all day.",),)}))
    again = whole(second(("It rained all day.",)))
    assert told(without_repeats(again, [short])) == ["It rained all day."]


def test_every_sentence_is_told_or_omitted_once() -> None:
    story = without_repeats(whole(second((SHARED, OWN), (LEANING,))), [FIRST])
    cited = {
        address
        for passage in story.passages()
        for one in passage.statements
        for address in one.sources
    }
    cited |= {a for section in story.sections if section.heading for a in section.heading.sources}
    cited |= set(story.title.sources) if story.title else set()
    omitted = [omission.address for omission in story.omissions]
    assert len(omitted) == len(set(omitted))
    assert cited.isdisjoint(omitted)
    assert cited | set(omitted) == {one.address for one in story.document.sentences()}
