"""Which lines of a script are in a language of their own."""

from __future__ import annotations

import pytest

from briefing.library import document_from_text
from briefing.model import Address, Line, Script, Segment
from briefing.read.language import foreign
from briefing.tongue import in_own_tongues

FRENCH = "Nous avons fait ce que nous avons promis, et la ville est plus sûre."
GERMAN = "Wir haben das Werk gebaut, und die Stadt ist nicht mehr die gleiche."


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (FRENCH, "en", "fr"),
        (GERMAN, "en", "de"),
        (GERMAN, "de-at", None),
        ("We did what we promised, and the town is safer.", "en", None),
        ("We did what we promised, and the town is safer.", "de", "en"),
        ("Мы сделали то, что обещали.", "en", "ru"),
        ("これはペンです。", "en", "ja"),
        ("La La Land, Le Mans.", "en", None),
        ("Ja.", "en", None),
        ("Que sera, sera.", "en", None),
        ("Vi gjorde det vi lovet, og byen er tryggere for oss.", "da", None),
        ("", "en", None),
    ],
)
def test_another_language_is_only_named_when_it_is_certain(
    text: str, language: str, found: str | None
) -> None:
    assert foreign(text, language) == found


def test_quotations_and_documents_in_another_language_are_marked() -> None:
    english = document_from_text("The harbour\n\nThe harbour opens in May, as it always does.")
    german = document_from_text(f"Das Werk\n\n{GERMAN} {GERMAN}", number=2)
    assert (english.language, german.language) == ("en", "de")
    first, second = Address(1, "lead", 1, 1), Address(2, "lead", 1, 1)
    lines = (
        Line("host", "The harbour opens in May.", (first,)),
        Line("quote", FRENCH, (first,)),
        Line("host", FRENCH, (first,)),
        Line("host", GERMAN, (second,)),
        Line("host", "Our next story."),
    )
    told = in_own_tongues(Script("T", "en", (Segment("S", (lines,)),)), (english, german))
    assert [line.language for line in told.lines()] == [None, "fr", None, "de", None]
    assert [line.text for line in told.lines()] == [line.text for line in lines]
