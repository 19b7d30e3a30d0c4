"""What is not for the ear: a rule for each kind, nothing lost, and article text left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Block, Document, Source
from briefing.read.ear import CELL, for_the_ear, silent_sentence
from briefing.read.outline import Facts, compose
from briefing.read.part import Part


def reason(text: str) -> str | None:
    """Return why a paragraph of ``text`` is silent."""
    return for_the_ear([Part("paragraph", (text,))]).parts[0].silent


def composed(*parts: Part) -> Document:
    """Return the document the parts make."""
    return compose(Source("a.txt", b""), 1, parts, Facts())


def shown(blocks: tuple[Block, ...]) -> list[tuple[str, str, str | None]]:
    """Return kind, text and silence of each block."""
    return [(block.kind, block.text, block.silent) for block in blocks]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https://example.org/a?b=c", "a web address"),
        ("<www.example.org>", "a web address"),
        ("* * *", "signs without words"),
        ("→", "signs without words"),
        ("[12]", "signs without words"),
        ("Photo: the ferry at dusk, by Bo Lind", "a caption"),
        ("Figure 3. Rainfall by month", "a caption"),
        ("Read also: The bridge that moved", "a pointer to other pages"),
        ("Lesen Sie auch: Die Brücke, die ging", "a pointer to other pages"),
        ("À lire aussi : le pont qui marche", "a pointer to other pages"),
        ("Czytaj też: most, który chodzi", "a pointer to other pages"),
        ("Share this article", "a share button"),
        ("Share on Facebook, X and WhatsApp", "a share button"),
        ("Sign up for our weekly newsletter.", "a newsletter sign-up"),
        ("Abonnez-vous à notre lettre, chaque matin dans votre boîte", "a newsletter sign-up"),
        ("Advertisement", "a label"),
        ("5 min read", "a label"),
        ("The post Lamps appeared first on Eastmere Post.", "a line of the feed"),
        ("Tags: rivers, bridges", "a label"),
        ("© 2026 The Wend Post. All rights reserved.", "a copyright line"),
    ],
)
def test_furniture_is_silent_and_says_why(text: str, why: str) -> None:
    assert reason(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "Read more books, she told the children of the valley.",
        "Share prices fell by a tenth on Monday.",
        "Sharing the work made it lighter.",
        "Photography was forbidden inside the mill.",
        "Figures published on Monday show a fall of 3 percent.",
        "Image rights belong to whoever is in the picture, the court found.",
        "Ad spending rose to 3 million euros.",
        "Join us on the walk, the wardens asked, and forty did.",
        "Related claims were dropped by the prosecutor in June.",
        "Copyright law protects the form of words, not the facts they state, the judge wrote.",
        "Subscribe or leave, the editor said.",
        "See also what it did to the harbour.",
        "The address is https://example.org/a and it works.",
        "Teilen macht Freude, sagt die Lehrerin.",
    ],
)
def test_sentences_that_begin_like_furniture_are_told(text: str) -> None:
    assert reason(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It rose in March.[12] It fell in May.[3][4]", "It rose in March. It fell in May."),
        ("It rose [1, 2–4], they say.", "It rose, they say."),
        ("The wall[citation needed] stood.", "The wall stood."),
        ("The bridge¹ moved.²", "The bridge moved."),
        ("It covers 12 km² and holds 10⁶ cells.", "It covers 12 km² and holds 10⁶ cells."),
        ("“[S]he left in [2019],” he wrote [sic].", "“[S]he left in [2019],” he wrote [sic]."),
    ],
)
def test_marks_go_and_words_stay(text: str, told: str) -> None:
    heard = for_the_ear([Part("paragraph", (text,))])
    assert heard.parts[0].text == told
    assert bool(heard.marks) == (text != told)


def test_marks_taken_out_are_counted_in_a_notice() -> None:
    document = composed(Part("paragraph", ("It rose.[1] It fell.[2]",)))
    assert "Marks of notes and citations taken out of sentences: 2." in {
        notice.text for notice in document.notices
    }


@pytest.mark.parametrize(
    "text",
    [
        r"So $a^2 + b^2 = c^2$ holds.",
        r"Then \(x_1 = 3\) follows.",
        r"The sum is $$\int_0^1 f$$.",
        r"We take \frac{a}{b} of it.",
    ],
)
def test_formulas_silence_their_sentence_only(text: str) -> None:
    document = composed(Part("paragraph", (f"It was dawn. {text} It was dusk.",)))
    assert [(one.silent, len(one.sentences)) for one in document.lead] == [
        (None, 1),
        ("mathematics", 1),
        (None, 1),
    ]


def test_prices_are_no_formulas() -> None:
    assert silent_sentence("It rose from $5 to $10, and then from $12 to $15.") is None


# ------------------------------------------------------------------------------- tables


def rows(*cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of a table."""
    return tuple(CELL.join(row) for row in cells)


def test_a_small_table_becomes_sentences() -> None:
    table = Part("table", rows(("Line", "Trains", "Riders"), ("Coast", "24", "1,800")))
    assert shown(composed(table).lead) == [
        ("table", "Line: Coast; Trains: 24; Riders: 1,800.", None)
    ]


def test_two_columns_without_heads_are_pairs() -> None:
    table = Part("table", rows(("Length", "42 km"), ("Built", "1902.")), level=0)
    assert [one.text for one in composed(table).lead[0].sentences] == [
        "Length: 42 km.",
        "Built: 1902.",
    ]


def test_empty_cells_and_short_rows_say_nothing() -> None:
    table = Part("table", rows(("Line", "Trains"), ("Coast", ""), ("", "3"), ("Hill",), ("", "")))
    assert [one.text for one in composed(table).lead[0].sentences] == [
        "Line: Coast.",
        "Trains: 3.",
        "Line: Hill.",
    ]


@pytest.mark.parametrize(
    "table",
    [
        Part("table", rows(("a", "b"), *(("c", str(n)) for n in range(30)))),
        Part("table", rows(tuple("abcdef"), tuple("123456"))),
        Part("table", rows(("a", "b", "c"), ("1", "2", "3")), level=0),
        Part("table", ("one | two", "three | four")),
        Part("table", rows(("a", "b"), ("word " * 100, "c"))),
    ],
)
def test_other_tables_are_kept_silent_with_every_row(table: Part) -> None:
    block = composed(Part("paragraph", ("Something is told.",)), table).lead[1]
    assert block.silent == f"a table of {len(table.texts)} rows"
    assert len(block.sentences) == len(table.texts)


# ------------------------------------------------------------------------- whole sections


def story(*more: Part) -> tuple[Part, ...]:
    """Return an article of two sections with ``more`` after them."""
    return (
        Part("title", ("The bridge that moved",)),
        Part("heading", ("What happened",)),
        Part("paragraph", ("The bridge moved on Monday. " * 12,)),
        Part("heading", ("Why it moved",)),
        Part("paragraph", ("The river undercut it. " * 12,)),
        *more,
    )


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("References", "references"),
        ("Einzelnachweise", "references"),
        ("See also", "pointers to other pages"),
        ("Leave a comment", "page furniture"),
    ],
)
def test_what_stands_under_such_a_heading_is_silent(heading: str, why: str) -> None:
    document = composed(
        *story(
            Part("heading", (heading,)),
            Part("list", ("Lind, B. (2020). Bridges.", "Tamm, I. (2021). Rivers.")),
            Part("heading", ("Printed",), level=2),
            Part("paragraph", ("Nine of them.",)),
            Part("heading", ("What comes next",)),
            Part("paragraph", ("It will be rebuilt.",)),
        )
    )
    assert [one.heading and one.heading.text for one in document.sections] == [
        *("What happened", "Why it moved", "What comes next")
    ]
    assert [block.silent for block in document.sections[1].blocks] == [None, *[why] * 4]


def test_an_article_may_open_with_such_a_heading() -> None:
    document = composed(Part("heading", ("References",)), *story()[1:])
    assert document.sections[0].heading
    assert document.sections[0].heading.text == "References"


_words = st.text(alphabet="abc XYZ.,12¹²$\\^_{}:–", min_size=1, max_size=60)
_parts = st.builds(
    Part,
    st.sampled_from(("paragraph", "list", "quote", "heading", "figure", "code")),
    st.lists(_words, min_size=1, max_size=4).map(tuple),
)


@given(st.lists(_parts, max_size=8))
def test_no_letter_is_lost_or_said_twice(parts: list[Part]) -> None:
    def letters(found: Iterable[Part]) -> Counter[str]:
        return Counter(letter for part in found for letter in part.text if letter.isalpha())

    assert letters(for_the_ear(parts).parts) == letters(parts)
