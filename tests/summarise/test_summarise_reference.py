"""Which sentences need the one before, and for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.summarise.reference import (
    closes_quotation,
    dangles,
    has_speaker,
    introduces,
    leans,
    opens_quotation,
)
from briefing.summarise.reference.tongue import LANGUAGES


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pronoun", "He also said the talks would go on."),
        ("pronoun", "During the visit he signed a treaty."),
        ("pronoun", "Its roof was gone."),
        ("pronoun", "It is clear that the dam will hold."),
        ("pronoun", "In other words, it failed."),
        ("pronoun", "On Monday he signed the treaty."),
        ("pronoun", "In Ottawa, she met the miners."),
        ("pronoun", "When they arrived, the bakery was shut."),
        ("pronoun", "But the mayor had warned them."),
        ("pronoun", "And then he left."),
        ("pronoun", "1647: It is called the palace of columns."),
        ("pronoun", "However, they're late."),
        ("pointing", "This statement comes at a pivotal moment."),
        ("pointing", "These discussions serve as a testament."),
        ("pointing", "The former won."),
        ("pointing", "The two men met in a barn."),
        ("pointing", "Such floods are rare."),
        ("pointing", "But such floods are rare."),
        ("pointing", "Another was found in the attic."),
        ("pointing", "Some were sold, and the rest burnt."),
        ("pointing", "Two years later, the mill reopened."),
        ("pointing", "Most of these lamps are broken."),
        ("pointing", "Because of this, the ferry stayed in port."),
        ("pointing", "Otherwise the dam would fail."),
        ("pointing", "Nor did the council agree."),
        ("connective", "However, the dam held."),
        ("connective", "For example, the bakery closed."),
        ("connective", "And yet the dam held."),
        ("connective", "On the other hand, bread is cheap."),
        ("connective", "More importantly, the dam held."),
        ("connective", "The council, however, refused."),
        ("quotation", "“We are glad,” he said."),
        ("quotation", "“We are glad,” she later told the Harbour Gazette."),
        ("quotation", "“We are glad.”"),
        ("quotation", "'We are glad.'"),
        ("quotation", "We will go,” the mayor said."),
        ("quotation", 'We will go," the mayor said.'),
        ("quotation", "The bridge will reopen in May, she said."),
    ],
)
def test_these_lean_on_the_sentence_before(kind: str, text: str) -> None:
    assert leans(text, "en") == kind
    assert dangles(text, "en-gb")


@pytest.mark.parametrize(
    "text",
    [
        "The river flooded the town.",
        "Blinken said he would return.",
        "President Xi raised his concerns.",
        "As the world watches, the talks go on.",
        "Ottawa voted on Monday; this surprised nobody.",
        "This week the ferry runs twice a day.",
        "In this article we look at ferries.",
        "Then-mayor Quist opened the bridge.",
        "So-called smart lamps went dark.",
        "The two-day strike ended.",
        "Having lost his hat, Quist went home.",
        "More than 200 people came.",
        "“We are glad,” Ada Byron said.",
        "“We are glad,” said a baker, who added that he had slept badly.",
        "'We are glad,' said Ada Byron.",
        "Ada Byron was furious: “We lost the crop,” she said.",
        "Quist will go, he said.",
        'A 12" pipe burst.',
        "The farmers' hall burnt down.",
        "",
        " ",
        "…",
        "\x00\ud800",
    ],
)
def test_these_stand_alone(text: str) -> None:
    assert leans(text, "en") is None
    assert not dangles(text, "en")


@pytest.mark.parametrize(
    ("connective", "rest"),
    [
        ("However, ", "the council refused."),
        ("But ", "the council refused."),
        ("And so, ", "bread is cheap."),
        ("In addition, ", "Quist lost his hat."),
    ],
)
def test_without_its_connective_such_a_sentence_stands_alone(connective: str, rest: str) -> None:
    assert leans(connective + rest, "en") == "connective"
    assert leans(rest.capitalize(), "en") is None


@pytest.mark.parametrize(
    ("language", "text", "closes", "opens"),
    [
        ("en", "“We saw it.", False, True),
        ("en", "It was huge,” said Ann.", True, False),
        ("en", "“We saw it,” said Ann. “It was", False, True),
        ("en", '"We saw it.', False, True),
        ("en", 'It was huge," said Ann.', True, False),
        ("en", '"We saw “it”," said Ann.', False, False),
        ("de", "„Wir sahen es“, sagte sie.", False, False),
        ("de", "„Wir sahen es.", False, True),
        ("de", "Wir gehen“, sagte Ada Byron.", True, False),
        ("de", "»Wir gehen«, sagte Ada Byron.", False, False),
        ("de", "Wir gehen«, sagte Ada Byron.", True, False),
        ("fr", "« Nous partons », a dit Ada Byron.", False, False),
        ("fr", "Nous partons », a dit Ada Byron.", True, False),
        ("es", "«Nos vamos", False, True),
        ("pl", "„Idziemy”, powiedziała Ada Byron.", False, False),
        ("pl", "Idziemy”, powiedziała Ada Byron.", True, False),
        ("nl", "„We gaan”, zei Ada Byron.", False, False),
        ("nl", "“We gaan”, zei Ada Byron.", False, False),
        ("sv", "”Vi går”, sade Ada Byron.", False, False),
        ("sv", "Vi går”, sade Ada Byron.", True, False),
        ("ja", "「はい。", False, True),
        ("ja", "行きます。」と彼は言った。", True, False),
    ],
)
def test_quotation_marks_by_language(language: str, text: str, closes: bool, opens: bool) -> None:
    assert closes_quotation(text, language) is closes
    assert opens_quotation(text, language) is opens


def test_a_speaker_is_a_name_or_a_noun() -> None:
    assert has_speaker("“We lost it,” the farmer said.")
    assert has_speaker("“We lost it,” said Mara Quist.")
    assert has_speaker("The hall burnt down.")
    assert not has_speaker("“We lost it,” she said.")
    assert not has_speaker("“We lost it.”")
    assert not has_speaker("We lost it,” said Mara Quist.")


def test_a_colon_announces() -> None:
    assert introduces("Three things matter: ")
    assert not introduces("It is 10:30.")


@given(st.text(), st.one_of(st.sampled_from(LANGUAGES), st.text(max_size=5)))
def test_any_text_has_an_answer(text: str, language: str) -> None:
    assert dangles(text, language) is (leans(text, language) is not None)
    assert opens_quotation(text, language) in (True, False)
    assert has_speaker(text, language) in (True, False)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("language", ["en", "de", "fr", "pl", "ja"])
@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "”",
        "«",
        "»",
        "'",
        ".'",
        "‘a ",
        "and ",
        ", ",
        "a-",
        "he said ",
        "-il ",
        "a'",
        "\u00a0",
    ],
)
def test_time_is_linear(unit: str, language: str) -> None:
    """What takes a moment when linear takes minutes when not, and is cut off."""
    text = unit * 100_000
    for one in (text, f'"{text}', f"'{text}.'"):
        assert dangles(one, language) in (True, False)


@pytest.mark.parametrize("text", ["ʼ", "ʼn Boot vaar.", "’", "'", "– ʼ"])
def test_an_apostrophe_that_is_a_letter_is_a_word(text: str) -> None:
    for language in ("en", "de", "fr", "af"):
        assert dangles(text, language) in (True, False)


@pytest.mark.parametrize(
    ("language", "text", "lean"),
    [
        ("de", "Der Verein hat sich darauf eingestellt.", "pointing"),
        ("de", "Der Verein wartet darauf, dass es regnet.", None),
        ("de", "Der Verein baut Hütten und lebt davon.", None),
        ("nl", "De vereniging heeft daarop gerekend.", "pointing"),
        ("nl", "De vereniging rekent erop, dat het regent.", None),
    ],
)
def test_an_adverb_may_stand_for_a_thing_told_of_before(
    language: str, text: str, lean: str | None
) -> None:
    assert leans(text, language) == lean
