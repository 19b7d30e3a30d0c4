"""Quotations: word for word, whatever marks a language puts around them."""

from __future__ import annotations

import pytest

from briefing.guard import Unsupported, unsupported

SOURCE = 'Mara Quist said: "We lost the whole crop -- and the barn... all of it," and left.'
MARKS = ['"{}"', "“{}”", "„{}“", "„{}”", "«{}»", "« {} »", "»{}«", "”{}”", "‘{}’", "'{}'", "「{}」"]


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize(
    "quoted",
    [
        "We lost the whole crop",
        "we lost the whole crop,",
        "We lost the whole crop – and the barn … all of it.",
        "Lost  the\nwhole crop",
    ],
)
def test_a_quotation_of_the_source_stands_in_any_marks(marks: str, quoted: str) -> None:
    assert unsupported(f"Quist said {marks.format(quoted)}", [SOURCE], "en") == ()


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize(
    "quoted",
    [
        "we lost the crop",
        "we lost the whole crop and barn",
        "we lost the whole crop … all of it",  # cut out of the middle
        "we lost the whole cropping",
        "the whole crop lost we",
    ],
)
def test_an_altered_quotation_is_found(marks: str, quoted: str) -> None:
    found = unsupported(f"Quist said {marks.format(quoted)}", [SOURCE], "en")
    assert [one.kind for one in found] == ["quotation"]


def test_a_quotation_that_never_closes_is_checked_to_the_end() -> None:
    found = unsupported('Quist said: "We will sue them all.', [SOURCE], "en")
    assert found == (Unsupported("quotation", "We will sue them all."),)


def test_a_closing_mark_alone_quotes_nothing() -> None:
    assert unsupported('all of it," Quist said and left the barn', [SOURCE], "en") == ()


def test_apostrophes_are_no_quotation_marks() -> None:
    source = "The farmers' barn wasn't Quist's, and in the '90s the dogs' barking didn't stop."
    text = "In the '90s the barking of the dogs' pack didn't stop; Quist's farmers' barn wasn't it."
    assert unsupported(text, [source], "en") == ()


def test_a_single_word_in_marks_is_checked_as_words_are() -> None:
    assert unsupported('The so-called "barn" was lost.', ["The barn was lost."], "en") == ()


def test_a_figure_in_an_altered_quotation_is_found_too() -> None:
    found = unsupported('She said "we lost 47 barns".', ["She said: we lost 46 barns."], "en")
    assert {one.kind for one in found} == {"quotation", "number"}
