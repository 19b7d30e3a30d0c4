"""Which sentences need the one before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.summarise.reference import dangles, introduces, opens_quotation


@pytest.mark.parametrize(
    "text",
    [
        "He also said the talks would go on.",
        "This statement comes at a pivotal moment.",
        "However, the dam held.",
        "These discussions serve as a testament.",
        "The former won.",
        "During the visit he signed a treaty.",
        "For example, the bakery closed.",
        "Its roof was gone.",
        "Such floods are rare.",
        "“We are glad,” he said.",
        "We will go,” the mayor said.",
    ],
)
def test_these_lean_on_the_sentence_before(text: str) -> None:
    assert dangles(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The river flooded the town.",
        "Blinken said he would return.",
        "President Xi raised his concerns.",
        "As the world watches, the talks go on.",
        "“We are glad,” Ada Byron said.",
        "Ottawa voted on Monday; this surprised nobody.",
        "",
        "\x00\ud800",
    ],
)
def test_these_stand_alone(text: str) -> None:
    assert not dangles(text, "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Dennoch blieb der Damm stehen."),
        ("fr", "Cependant, le barrage a tenu."),
        ("es-mx", "Además, la presa resistió."),
        ("it", "Tuttavia la diga ha retto."),
        ("nl", "Daarom bleef de school dicht."),
        ("pt-br", "Porém, a barragem resistiu."),
    ],
)
def test_openings_are_known_in_other_languages(language: str, text: str) -> None:
    assert dangles(text, language)
    assert not dangles(text, "ja")


def test_quotation_marks_by_language() -> None:
    assert opens_quotation("“We saw it.", "en")
    assert not opens_quotation("„Wir sahen es“, sagte sie.", "de")
    assert opens_quotation("„Wir sahen es.", "de")
    assert dangles("Wir gehen“, sagte Ada Byron.", "de")


def test_a_colon_announces() -> None:
    assert introduces("Three things matter: ")
    assert not introduces("It is 10:30.")


@given(st.text(), st.text(max_size=5))
def test_any_text_has_an_answer(text: str, language: str) -> None:
    assert dangles(text, language) in (True, False)
    assert opens_quotation(text, language) in (True, False)
