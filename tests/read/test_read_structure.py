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
    kinds = [(block.kind, len(block.sentences), block.silent) for block in document.blocks()]
    assert kinds == [
        ("paragraph", 1, None),
        ("list", 2, None),
        ("list", 2, None),
        ("paragraph", 1, "a web address"),
        ("paragraph", 1, "a footnote"),
        ("figure", 1, "a caption"),
        ("table", 1, "a table of 1 row"),
        ("code", 1, "code"),
        ("paragraph", 1, None),
    ]
    assert "not-for-the-ear" in {notice.code for notice in document.notices}


@pytest.mark.parametrize(
    "rows",
    [
        "Line\tFare\tTrains\nCoast\t3\t24\nHill\t5\t12",
        "| Line | Fare | Trains |\n|------|------|--------|\n| Coast | 3 | 24 |\n| Hill | 5 | 12 |",
    ],
)
def test_a_small_table_is_told_row_by_row(rows: str) -> None:
    document = understood(f"The fares\n\n{PARAGRAPH}\n\n{rows}\n\n{PARAGRAPH}\n")
    (table,) = [block for block in document.blocks() if block.kind == "table"]
    assert [sentence.text for sentence in table.sentences] == [
        "Line: Coast; Fare: 3; Trains: 24.",
        "Line: Hill; Fare: 5; Trains: 12.",
    ]


@pytest.mark.parametrize(
    "text", ["www.a" * 80 + " b", "http://" * 60 + " x y", "³" * 300 + "x", "^ " * 200 + "x"]
)
def test_runs_of_marks_take_no_time(text: str) -> None:
    """They did: each way to divide a run was tried, which the test's time limit would not see."""
    assert understood(f"The fares\n\n{PARAGRAPH}\n\n{text}\n\n{PARAGRAPH}\n").title


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


def test_the_last_answer_goes_on_past_its_code_and_ends_before_the_notes() -> None:
    asked = f"Who owns the boats?\n\n{PARAGRAPH}\n\nHow are they counted?\n\n{PARAGRAPH}"
    code = "count = boats.total()\n\nThat is all there is to it."
    note = "Counting Boats, the Merrowby Press, 1987. ↩"
    document = understood(f"Four days at sea\n\n{PARAGRAPH}\n\n{asked}\n\n{code}\n\n{note}\n")
    assert [block.kind for block in document.questions[1].answer] == [
        "paragraph",
        "code",
        "paragraph",
    ]
    assert [block.silent for block in document.closing] == ["a footnote"]


@pytest.mark.parametrize("form", ["Question {}. ", "Q{}: ", "{}. ", "{}) ", "Frage {}: "])
def test_the_number_of_a_question_is_taken_off(form: str) -> None:
    asked = ("Who owns the boats?", "Who pays for them?", "Where do they go in the winter?")
    pairs = [f"{form.format(n)}{text}\n\n{PARAGRAPH}" for n, text in enumerate(asked, start=1)]
    document = understood("\n\n".join(["Four days at sea", PARAGRAPH, *pairs]) + "\n")
    assert tuple(pair.question.text for pair in document.questions) == asked


def test_a_number_that_a_question_is_about_is_kept() -> None:
    asked = ("100 boats or 200?", "Who pays for them?")
    pairs = [f"{text}\n\n{PARAGRAPH}" for text in asked]
    document = understood("\n\n".join(["Four days at sea", PARAGRAPH, *pairs]) + "\n")
    assert tuple(pair.question.text for pair in document.questions) == asked


def test_questions_that_head_lists_ask_nothing() -> None:
    points = "- mend a boat\n- paint a boat\n- count the boats"
    wishes = "\n\n".join(
        f"Do you like {what}?\n\n{points}" for what in ("wood", "tar", "rope work")
    )
    assert understood(f"How to help\n\n{PARAGRAPH}\n\n{wishes}\n").questions == ()


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


SPOKEN = "I have counted them all my life, and I never once came to the same number."
TOPIC = (
    "The council paid for nine lamps along the eastern pier last autumn. Each burns for eleven "
    "hours a night, and the bill for the winter came to 4,200 crowns."
)


def quotes_in(text: str) -> list[tuple[str, str | None]]:
    """Return the quotes in ``text``, each with its speaker."""
    return [
        (block.text, block.speaker) for block in understood(text).blocks() if block.kind == "quote"
    ]


def headings_in(text: str) -> list[str]:
    """Return the headings in ``text``."""
    return [part.heading.text for part in understood(text).sections if part.heading]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Moor, harbour master",
        "Oluwaseun Adebayo",
        "Nguyễn Thị Hoa",
        "Siobhán O’Dwyer-Reyes",
        "J. P. Hallworth",
        "Fatima al-Zahra Benali",
        "Jan van der Meulen",
        "Dr. Leila Haddad, the Merrowby Institute",
        "Søren Kjærgaard, a volunteer since 2015",
        "Олена Гайдук",
        "Ελένη Μαρκάκη",
        "सुनीता वर्मा, निदेशक",
        "陳美玲",
        "高橋 美咲",
        "マリア・ゴメス",
        "김서연",
        "ليلى المنصوري",
        "@ada-moor",
        "@ada-moor, keeper of the north light",
        "Ada Moor, “A Life Among Boats”",
    ],
)
def test_a_bare_line_names_a_speaker_whom_the_article_never_mentions(name: str) -> None:
    text = f"Four days at sea\n\n{PARAGRAPH}\n\n{SPOKEN}\n\n{name}\n\n{TOPIC}\n"
    assert quotes_in(text) == [(SPOKEN, name)]
    assert headings_in(text) == []


@pytest.mark.parametrize(
    "heading", ["Burning Lamps", "Nine Lamps", "The Eastern Pier", "Why We Count", "Seeking Light"]
)
def test_a_heading_of_capitals_is_no_speaker(heading: str) -> None:
    part = f"What The Harbour Saw\n\n{PARAGRAPH}\n\n{heading}\n\n{TOPIC}"
    text = f"Four days at sea\n\n{PARAGRAPH}\n\n{part}\n\nWhat Comes Next\n\n{TOPIC} {PARAGRAPH}\n"
    assert quotes_in(text) == []
    assert heading in headings_in(text)


def test_an_author_who_says_i_is_nobody_quoted() -> None:
    mine = [
        f"I went to the {place} and I counted what I saw." for place in ("pier", "quay", "dock")
    ]
    text = f"Four days at sea\n\n{mine[0]}\n\n{mine[1]}\n\n{mine[2]}\n\nNorth Pier\n\n{TOPIC}\n"
    assert quotes_in(text) == []


def test_the_names_that_head_the_turns_of_a_talk_say_nothing_before_them() -> None:
    turns = [("Ada Moor", SPOKEN), ("Bo Lind", "I never counted one."), ("Ada Moor", "I know.")]
    talk = "\n\n".join(f"{name}\n\n{said}" for name, said in [*turns, *turns])
    assert quotes_in(f"Four days at sea\n\n{PARAGRAPH}\n\n{talk}\n") == []


def test_one_speaker_makes_another_likely() -> None:
    plain = "Nobody counts the boats any more, and nobody is the poorer for it."
    doubtful = f"{PARAGRAPH}\n\n{plain}\n\nVeit Ostrander\n\n{TOPIC}"
    sure = [
        f"{SPOKEN}\n\n{name}\n\n{TOPIC}"
        for name in ("Oluwaseun Adebayo", "Leila Haddad, harbour master", "Tomasz Wierzba")
    ]
    head = "What The Harbour Saw\n\n"
    assert quotes_in(f"{head}{doubtful}\n") == []
    found = quotes_in(head + "\n\n".join([sure[0], doubtful, *sure[1:]]) + "\n")
    assert (plain, "Veit Ostrander") in found
    assert len(found) == 4


def test_a_quotation_is_no_speaker_of_the_one_before() -> None:
    said = "“We do what we can, and then we go home to sleep.”"
    text = f"Four days at sea\n\n{PARAGRAPH}\n\n{said}\n\n{said}\n\n— Ada Moor\n\n{TOPIC}\n"
    assert quotes_in(text) == [(said, None), (said, "Ada Moor")]


@pytest.mark.parametrize("line", ["J. P.", "A. B. C.", "van der", "@", "@x", "Dr. ", "“”, “”"])
def test_what_is_left_of_a_name_is_no_harm(line: str) -> None:
    text = f"Four days at sea\n\n{PARAGRAPH}\n\n{SPOKEN}\n\n{line}\n\n{TOPIC}\n"
    assert SPOKEN in {block.text for block in understood(text).blocks()}


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
    kept += words(" ".join(re.findall(r"The heading '(.*?)' ann", str(document.notices))))
    kept += words(document.byline or "")
    bare = words("\n".join(_MARK.sub("", line, count=1) for line in lines))
    whole = words(text)
    assert not kept - whole, "nothing is said twice or made up"
    assert not bare - kept, "only list numbers, Q: A: and citation marks are lost"
