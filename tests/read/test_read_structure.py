"""Plain text: what structure is seen in it, and that no word of it is ever lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.plaintext import PlainTextReader

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "examples" / "night-trains.txt").read_text(encoding="utf-8")


def understood(text: str | bytes, origin: str = "a.txt") -> Document:
    """Return the document that ``text`` is read as."""
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return PlainTextReader().read(Source(origin, body), 1)


def test_the_article_is_understood() -> None:
    document = understood(ARTICLE)
    assert document.byline == "Marguerite Osei"
    assert document.published == "2026-01-14"
    assert [part.level for part in document.sections] == [1, 1, 1]
    assert len(document.questions) == 3
    assert [block.kind for block in document.closing] == ["paragraph"]
    assert document.notices == ()


def test_the_seed_is_understood(seed: Path) -> None:
    document = understood(seed.read_bytes())
    assert document.title
    assert document.title.text.endswith("Unity Call")
    assert [part.heading.text for part in document.sections if part.heading] == [
        "A Call for Collaboration",
        "Addressing Key Concerns",
        "Seeking Common Ground",
        "The Tech Frontier",
    ]
    spoken = [block.speaker for block in document.blocks() if block.kind == "quote"]
    assert spoken == ["Xi Jinping"]
    assert [len(asked.answer) for asked in document.questions] == [1, 1, 1]
    assert [len(block.sentences) for block in document.closing] == [2]
    assert document.closing[0].text.startswith("As the world watches")


# ------------------------------------------------------------------------------- small things


def test_lists_rules_and_things_not_for_the_ear() -> None:
    document = understood(
        "What the town bought\n\nThe council agreed to buy several things this week:\n\n"
        "- four turbines\n- a cable\n\n1. first\n2. second\n\nhttps://example.org/a\n\n[12]\n\n"
        "Photo: the harbour at dusk\n\nname | cost | year\n\nfoo(bar);\n\n"
        "It was glad of them, and said so at length in the evening.\n"
    )
    kinds = [(block.kind, len(block.sentences)) for block in document.blocks()]
    assert kinds == [
        ("paragraph", 1),
        ("list", 2),
        ("list", 2),
        ("figure", 1),
        ("figure", 1),
        ("figure", 1),
        ("table", 1),
        ("code", 1),
        ("paragraph", 1),
    ]
    assert "not-for-the-ear" in {notice.code for notice in document.notices}


def test_a_long_token_is_kept_but_never_spoken() -> None:
    document = understood("A title here\n\nBefore it comes " + "x" * 300 + " and after it more.\n")
    assert [(block.kind, block.text) for block in document.lead] == [
        ("paragraph", "Before it comes"),
        ("code", "x" * 300),
        ("paragraph", "and after it more."),
    ]
    assert "not-for-the-ear" in {notice.code for notice in document.notices}


def test_only_questions() -> None:
    document = understood("What is it?\n\nA thing.\n\nWho made it?\n\nA person did.\n")
    assert document.title is None
    assert [asked.question.text for asked in document.questions] == ["What is it?", "Who made it?"]
    assert "no-title" in {notice.code for notice in document.notices}


@pytest.mark.parametrize("initial", ["A. J. Moor", "A.J. Moor", "Q. Moor", "P. Moor", "R: Moor"])
def test_initials_are_no_marks(initial: str) -> None:
    paragraph = f"{initial} built the first turbine in the strait, and nobody else could."
    assert understood(f"A title here\n\nA lead of it.\n\n{paragraph}\n").lead[1].text == paragraph


def test_only_headings_and_one_line() -> None:
    document = understood("One Heading\n\nAnother Heading\n\nA Third Heading\n")
    assert len(list(document.sentences())) == 3
    assert next(understood("Just one line.").sentences()).text == "Just one line."
    assert next(understood("Just one line").sentences()).text == "Just one line"


@pytest.mark.parametrize("text", ["-", "***\n\n---\n", "… !!! ???", "x" * 5_000, "[1]\n\n[2]\n"])
def test_nothing_to_be_read_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no words"):
        understood(text)


def test_a_megabyte_on_one_line() -> None:
    document = understood("the tide went on turning and nobody counted, " * 23_000)
    assert max(len(sentence.text) for sentence in document.sentences()) <= 600


PARAGRAPH = "The harbour was quiet that morning. Nobody had counted the boats, or wanted to do so."


def test_ten_thousand_sections() -> None:
    text = "\n\n".join(f"The Boats of Harbour {place}\n\n{PARAGRAPH}" for place in range(10_000))
    document = understood(f"What lies at anchor\n\n{PARAGRAPH}\n\n{text}\n")
    assert len(document.sections) == 10_000


def test_a_crowd_of_short_lines_is_no_crowd_of_headings() -> None:
    names = "\n\n".join(f"The Boat With Number {place}" for place in range(20_000))
    document = understood(f"What lies at anchor\n\n{PARAGRAPH}\n\n{names}\n\n{PARAGRAPH}\n")
    assert len([part for part in document.sections if part.heading]) <= 1
    assert len(list(document.sentences())) == 20_005


def test_only_questions_by_the_thousand() -> None:
    text = "\n\n".join(f"Who owns boat number {place}?" for place in range(5_000))
    assert len(list(understood(text).sentences())) == 5_000


def test_headings_of_the_same_words_are_each_kept() -> None:
    part = f"What The Harbour Saw\n\n{PARAGRAPH} {PARAGRAPH}"
    document = understood("\n\n".join(["Four days at sea", PARAGRAPH, part, part, part]))
    headings = [section.heading.text for section in document.sections if section.heading]
    assert headings == ["What The Harbour Saw"] * 3


def test_the_answers_do_not_swallow_what_closes_the_article() -> None:
    document = understood(
        f"Four days at sea\n\n{PARAGRAPH}\n\nWho owns the boats?\n\nThe town does.\n\n"
        f"Who pays for them?\n\nThe town does, too.\n\n{PARAGRAPH}\n"
    )
    assert [len(asked.answer) for asked in document.questions] == [1, 1]
    assert [block.text for block in document.closing] == [PARAGRAPH]


def test_questions_somebody_is_quoted_as_asking_are_not_answered() -> None:
    document = understood(
        f'Four days at sea\n\n{PARAGRAPH}\n\n"Who are you?"\n\n{PARAGRAPH}\n\n'
        f'"What do you want here?"\n\n{PARAGRAPH}\n'
    )
    assert document.questions == ()


@pytest.mark.parametrize(
    "line", ["— Ada Moor", "– Ada Moor", "-- Ada Moor, harbour master", "— a neighbour", "Ada Moor"]
)
def test_who_is_quoted(line: str) -> None:
    spoken = "I have counted them all my life, and I never once came to the same number."
    document = understood(f"Four days at sea\n\n{PARAGRAPH}\n\n{spoken}\n\n{line}\n\n{PARAGRAPH}\n")
    quotes = [(block.text, block.speaker) for block in document.blocks() if block.kind == "quote"]
    assert quotes == [(spoken, line.lstrip("—–- "))]


def test_a_point_after_a_paragraph_is_no_speaker() -> None:
    document = understood(
        f"Four days at sea\n\n{PARAGRAPH}\n\n- None\n\n{PARAGRAPH}\n\n- Read only\n\n{PARAGRAPH}\n"
    )
    assert "quote" not in {block.kind for block in document.blocks()}


def test_code_among_headings_is_none() -> None:
    document = understood(
        "Four Days of Coding\n\n" + f"{PARAGRAPH}\n\nHow We Count Boats\n\n{PARAGRAPH}\n\n"
        "Run it like this:\n\n$ count --boats harbour.txt\n\n"
        f"{PARAGRAPH}\n\nWhat We Count Next\n\n{PARAGRAPH}\n"
    )
    headings = [section.heading.text for section in document.sections if section.heading]
    assert headings == ["How We Count Boats", "What We Count Next"]


def test_too_many_sentences_are_refused() -> None:
    with pytest.raises(SourceError, match="200000"):
        understood("They went. " * 200_001)


# ---------------------------------------------------------------------------------- accounting

LINES = st.sampled_from(
    [
        "",
        "A Heading of Some Sort",
        "The harbour was quiet in the morning. Nobody had counted the boats, or wanted to.",
        "1. First things",
        "2. Second things",
        "- a point in a list",
        "* another point",
        "— Ada Moor",
        "Ada Moor",
        "“We do what we can, and then we go home to sleep.”",
        "“We do.” — Ada Moor",
        "What is it for?",
        "Q: What is it?",
        "A: It is a thing.",
        "https://example.org/x",
        "[3]",
        "a | b | c",
        "let x = y;",
        "----",
        "Frequently asked questions",
        "Conclusion",
        "Photo: somebody",
        "漢字とかな。",
        "It ended (as it began) with 3.5 million; and 12 more",
        "y" * 230,
        "{{ x }} <b>tags</b> @host:",
    ]
)
_MARK = re.compile(r"(?:[QA]:|\d\.)\s|\[3\]$")


def words(text: str) -> Counter[str]:
    """Return the words of ``text``, each counted."""
    return Counter(re.findall(r"\w+", text))


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=25), st.sampled_from(["\n", "\n\n"]))
def test_every_word_is_in_one_sentence_or_accounted_for(lines: list[str], between: str) -> None:
    text = between.join(lines)
    try:
        document = understood(text)
    except SourceError:
        return
    kept = words(" ".join(sentence.text for sentence in document.sentences()))
    kept += words(" ".join(block.speaker or "" for block in document.blocks()))
    kept += words(" ".join(re.findall(r"The heading '(.*)' ann", str(document.notices))))
    kept += words(document.byline or "")
    bare = words("\n".join(_MARK.sub("", line, count=1) for line in lines))
    whole = words(text)
    assert not kept - whole, "nothing is said twice or made up"
    assert not bare - kept, "only list numbers, Q: A: and citation marks are lost"
