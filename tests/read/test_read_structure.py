"""Plain text: one article in many shapes has one structure, and no word of it is ever lost."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.plaintext import PlainTextReader

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "examples" / "night-trains.txt").read_text(encoding="utf-8")
GERMAN = (ROOT / "examples" / "stadtimker.txt").read_text(encoding="utf-8")


def understood(text: str | bytes, origin: str = "a.txt") -> Document:
    """Return the document that ``text`` is read as."""
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return PlainTextReader().read(Source(origin, body), 1)


class Shape(NamedTuple):
    """The structure of a document, letters only, so that rewritings can be compared."""

    title: str
    headings: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]
    quotes: tuple[tuple[str, str], ...]
    closing: int
    words: int


def letters(text: str) -> str:
    """Return the letters and digits of ``text``, folded."""
    return re.sub(r"[\W_]+", "", text).casefold()


def shape(document: Document) -> Shape:
    """Return the shape of ``document``."""
    return Shape(
        letters(document.title.text) if document.title else "",
        tuple(letters(part.heading.text) for part in document.sections if part.heading),
        tuple((letters(asked.question.text), len(asked.answer)) for asked in document.questions),
        tuple(
            (letters(block.text), letters(block.speaker or ""))
            for block in document.blocks()
            if block.kind == "quote"
        ),
        len(document.closing),
        sum(len(sentence.text.split()) for sentence in document.sentences()),
    )


def wrapped(width: int) -> Callable[[str], str]:
    """Return the rewriting that wraps lines at ``width``."""
    return lambda text: "\n".join(textwrap.fill(line, width) for line in text.split("\n"))


def is_heading(line: str) -> bool:
    """Tell the article's headings, which its author knows."""
    return line in {
        "A Train Built From Leftovers",
        "Sums That Add Up at Night",
        "What Could Go Wrong",
    }


def numbered(text: str, form: str) -> str:
    """Return the article with its headings numbered."""
    count = 0
    lines = []
    for line in text.split("\n"):
        count += is_heading(line)
        lines.append(form.format(count, line) if is_heading(line) else line)
    return "\n".join(lines)


def marked(text: str, question: str, answer: str) -> str:
    """Return the article with its questions and answers marked."""
    return re.sub(r"(?m)^(.+\?)\n\n(.+)$", rf"{question}\1\n\n{answer}\2", text)


def headings_as(text: str, form: Callable[[str], str]) -> str:
    """Return the article with each heading rewritten."""
    return "\n".join(form(line) if is_heading(line) else line for line in text.split("\n"))


REWRITINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "two blank lines": lambda text: text.replace("\n\n", "\n\n\n"),
    "no blank lines": lambda text: re.sub(r"\n+", "\n", text),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "indented": lambda text: text.replace("\n", "\n   "),
    "wrapped at 72": wrapped(72),
    "wrapped at 60": wrapped(60),
    "wrapped at 100": wrapped(100),
    "wrapped at 40": wrapped(40),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "soft hyphens": lambda text: text.replace("en", "e\u00adn"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "byte order mark": lambda text: "\ufeff" + text,
    "curly quotes": lambda text: re.sub(r'"([^"\n]*)"', r"“\1”", text),
    "double spaces": lambda text: text.replace(". ", ".  "),
    "numbered": lambda text: numbered(text, "{}. {}"),
    "numbered with brackets": lambda text: numbered(text, "{}) {}"),
    "headings in capitals": lambda text: headings_as(text, str.upper),
    "headings in lower case but the first": lambda text: headings_as(text, str.capitalize),
    "headings with colons": lambda text: headings_as(text, "{}:".format),
    "headings underlined": lambda text: headings_as(
        text, lambda line: line + "\n" + "-" * len(line)
    ),
    "Q: and A:": lambda text: marked(text, "Q: ", "A: "),
    "Q1. and A1.": lambda text: marked(text, "Q1. ", "A1. "),
    "Question: and Answer:": lambda text: marked(text, "Question: ", "Answer: "),
    "FAQ heading": lambda text: text.replace(
        "Can I take", "Frequently asked questions\n\nCan I take"
    ),
    "dashed speaker": lambda text: text.replace("\nPavel Lindqvist\n", "\n— Pavel Lindqvist\n"),
    "control characters": lambda text: text.replace(". ", ".\x07 "),
}


@pytest.mark.parametrize("name", REWRITINGS)
def test_one_article_in_many_shapes_has_one_structure(name: str) -> None:
    assert shape(understood(REWRITINGS[name](ARTICLE))) == shape(understood(ARTICLE))


@pytest.mark.parametrize("name", ["CRLF", "wrapped at 72", "decomposed", "no-break spaces"])
def test_so_has_one_in_another_language(name: str) -> None:
    assert shape(understood(REWRITINGS[name](GERMAN))) == shape(understood(GERMAN))


def test_lower_case_costs_the_byline_only() -> None:
    text = ARTICLE.replace("By Marguerite Osei\n", "")
    assert shape(understood(text.lower())) == shape(understood(text))


def test_the_article_is_understood() -> None:
    document = understood(ARTICLE)
    assert document.byline == "Marguerite Osei"
    assert document.published == "2026-01-14"
    assert [part.level for part in document.sections] == [1, 1, 1]
    assert len(document.questions) == 3
    assert [block.kind for block in document.closing] == ["paragraph"]
    assert document.notices == ()


def test_the_seed_is_understood() -> None:
    seed = ROOT.parent / "shared" / "seeds" / "blinken-beijing.txt"
    if not seed.is_file():
        pytest.skip("the seed article is not part of the project")
    document = understood(seed.read_bytes())
    assert document.title
    assert len([part for part in document.sections if part.heading]) >= 4
    spoken = [block.speaker for block in document.blocks() if block.kind == "quote"]
    assert spoken == ["Xi Jinping"]
    assert [len(asked.answer) for asked in document.questions] == [1, 1, 1]
    assert [len(block.sentences) for block in document.closing] == [2]


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
    assert {notice.code for notice in document.notices} == {
        "figure-not-spoken",
        "table-not-spoken",
        "code-not-spoken",
    }


def test_a_long_token_is_kept_but_never_spoken() -> None:
    document = understood("A title here\n\nBefore it comes " + "x" * 300 + " and after it more.\n")
    assert [(block.kind, block.text) for block in document.lead] == [
        ("paragraph", "Before it comes"),
        ("code", "x" * 300),
        ("paragraph", "and after it more."),
    ]
    assert "not-a-word" in {notice.code for notice in document.notices}


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
_MARK = re.compile(r"(?:[QA]:|\d\.)\s")


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
    assert not bare - kept, "nothing but list numbers and Q: A: marks is lost"
