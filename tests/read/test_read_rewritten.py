"""Plain text: one article, rewritten in many ways that change nothing of it, has one structure."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from briefing.model import Document, Source
from briefing.read.markdown import MarkdownReader
from briefing.read.plaintext import PlainTextReader

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "examples" / "night-trains.txt").read_text(encoding="utf-8")
GERMAN = (ROOT / "examples" / "stadtimker.txt").read_text(encoding="utf-8")

HEADINGS = {
    "A Train Built From Leftovers",
    "Sums That Add Up at Night",
    "What Could Go Wrong",
    "A Call for Collaboration",
    "Addressing Key Concerns",
    "Seeking Common Ground",
    "The Tech Frontier",
    "Ein Dach voller Arbeit",
    "Was im Honig steckt",
    "Der Streit um den Platz",
}
SPEAKERS = {"Pavel Lindqvist", "Xi Jinping", "Jorinde Falkenrath"}

Rewriting = Callable[[str], str]


class Shape(NamedTuple):
    """The structure of a document, letters only, so that rewritings can be compared."""

    title: str
    headings: tuple[str, ...]
    lead: int
    questions: tuple[tuple[str, int], ...]
    quotes: tuple[tuple[str, str], ...]
    closing: int
    words: int


def letters(text: str) -> str:
    """Return the letters and digits of ``text``, folded."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text)).casefold()


def shape(document: Document) -> Shape:
    """Return the shape of ``document``."""
    return Shape(
        letters(document.title.text) if document.title else "",
        tuple(letters(part.heading.text) for part in document.sections if part.heading),
        len(document.lead),
        tuple((letters(asked.question.text), len(asked.answer)) for asked in document.questions),
        tuple(
            (letters(block.text), letters(block.speaker or ""))
            for block in document.blocks()
            if block.kind == "quote"
        ),
        len(document.closing),
        sum(len(sentence.text.split()) for sentence in document.sentences()),
    )


def understood(text: str | bytes) -> Document:
    """Return the document that ``text`` is read as."""
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return PlainTextReader().read(Source("a.txt", body), 1)


def wrapped(width: int) -> Rewriting:
    """Return the rewriting that wraps lines at ``width``."""
    return lambda text: "\n".join(textwrap.fill(line, width) for line in text.split("\n"))


def headings_as(form: Callable[[str], str]) -> Rewriting:
    """Return the rewriting that gives each heading another form."""
    return lambda text: "\n".join(
        form(line) if line in HEADINGS else line for line in text.split("\n")
    )


def numbered(form: str, numbers: Callable[[int], object] = int) -> Rewriting:
    """Return the rewriting that numbers the headings."""

    def rewriting(text: str) -> str:
        places = count(1)
        return headings_as(lambda line: form.format(numbers(next(places)), line))(text)

    return rewriting


def roman(number: int) -> str:
    """Return ``number``, below nine, in Roman figures."""
    return ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"][number]


def marked(question: str, answer: str) -> Rewriting:
    """Return the rewriting that marks questions and their answers; ``{}`` is for a number."""

    def rewriting(text: str) -> str:
        places = count(1)

        def mark(match: re.Match[str]) -> str:
            number = next(places)
            asked, told = question.format(number), answer.format(number)
            return f"{asked}{match[1]}\n\n{told}{match[2]}"

        return re.sub(r"(?m)^(.+\?)\n\n(.+)$", mark, text)

    return rewriting


def speakers_as(form: str) -> Rewriting:
    """Return the rewriting that gives the line naming a speaker another form."""
    return lambda text: "\n".join(
        form.format(line) if line in SPEAKERS else line for line in text.split("\n")
    )


def underlined(sign: str) -> Rewriting:
    """Return the rewriting that underlines the headings."""
    return headings_as(lambda line: line + "\n" + sign * len(line))


def announced(text: str) -> str:
    """Return the article with a heading over its questions."""
    return re.sub(r"(?m)^(?=.+\?$)", "Frequently Asked Questions\n\n", text, count=1)


REWRITINGS: dict[str, Rewriting] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "two blank lines": lambda text: text.replace("\n\n", "\n\n\n"),
    "blank lines at the head": lambda text: "\n\n\n" + text,
    "no line end at the end": lambda text: text.rstrip("\n"),
    "no blank lines": lambda text: re.sub(r"\n+", "\n", text),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "blank lines of blanks": lambda text: text.replace("\n\n", "\n \t \n"),
    "indented": lambda text: text.replace("\n", "\n   "),
    "indented by tabs": lambda text: text.replace("\n", "\n\t"),
    "paragraphs indented": lambda text: re.sub(r"(?m)^(?=.{120})", "    ", text),
    "wrapped at 40": wrapped(40),
    "wrapped at 60": wrapped(60),
    "wrapped at 72": wrapped(72),
    "wrapped at 80": wrapped(80),
    "wrapped at 100": wrapped(100),
    "wrapped, CRLF": lambda text: wrapped(72)(text).replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "word joiners": lambda text: text.replace("e", "e\u2060"),
    "soft hyphens": lambda text: text.replace("en", "e\u00adn"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "byte order mark": lambda text: "\ufeff" + text,
    "control characters": lambda text: text.replace(". ", ".\x07 "),
    "left-to-right marks": lambda text: text.replace(" ", " \u200e"),
    "double spaces": lambda text: text.replace(". ", ".  "),
    "curly quotes": lambda text: re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’"),
    "straight quotes": lambda text: re.sub("[“”]", '"', text).replace("’", "'"),
    "numbered": numbered("{}. {}"),
    "numbered with brackets": numbered("{}) {}"),
    "numbered without a point": numbered("{} {}"),
    "numbered in Roman figures": numbered("{}. {}", roman),
    "numbered as chapters": numbered("Chapter {}. {}"),
    "headings in capitals": headings_as(str.upper),
    "headings in lower case but the first": headings_as(str.capitalize),
    "headings with colons": headings_as("{}:".format),
    "headings underlined": underlined("-"),
    "headings underlined twice": underlined("="),
    "rules before headings": headings_as("* * *\n\n{}".format),
    "Q: and A:": marked("Q: ", "A: "),
    "Q1. and A1.": marked("Q{}. ", "A{}. "),
    "Question: and Answer:": marked("Question: ", "Answer: "),
    "numbered questions": marked("{}. ", ""),
    "FAQ heading": announced,
    "dashed speaker": speakers_as("— {}"),
    "speaker after two hyphens": speakers_as("-- {}"),
    "speaker after a hyphen": speakers_as("- {}"),
}

ENCODINGS = ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"]


@pytest.mark.parametrize("name", REWRITINGS)
def test_one_article_in_many_shapes_has_one_structure(name: str) -> None:
    assert shape(understood(REWRITINGS[name](ARTICLE))) == shape(understood(ARTICLE))


@pytest.mark.parametrize("name", REWRITINGS)
def test_so_has_the_seed(name: str, seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    assert shape(understood(REWRITINGS[name](text))) == shape(understood(text))


@pytest.mark.parametrize("name", sorted(REWRITINGS.keys() - {"FAQ heading"}))
def test_so_has_one_in_another_language(name: str) -> None:
    assert shape(understood(REWRITINGS[name](GERMAN))) == shape(understood(GERMAN))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [ARTICLE, GERMAN], ids=["English", "German"])
def test_an_encoding_changes_nothing(text: str, encoding: str) -> None:
    body = text.encode(encoding)
    if encoding == "utf-16-le":
        body = b"\xff\xfe" + body
    assert shape(understood(body)) == shape(understood(text))


def test_lower_case_costs_the_byline_only() -> None:
    text = ARTICLE.replace("By Marguerite Osei\n", "")
    assert shape(understood(text.lower())) == shape(understood(text))


def test_as_markdown_it_has_the_same_structure() -> None:
    text = headings_as("## {}".format)("# " + ARTICLE)
    text = re.sub(r"(?m)^(.+\?)$", r"### \1", text)
    text = re.sub(r"(?m)^(We were not .+)\n\n(Pavel Lindqvist)$", r"> \1\n>\n> — \2", text)
    document = MarkdownReader().read(Source("a.md", text.encode()), 1)
    assert shape(document) == shape(understood(ARTICLE))


def test_rewritings_differ() -> None:
    made = {REWRITINGS[name](ARTICLE) for name in REWRITINGS}
    assert len(made) >= 25


LISTED = """What the harbour bought

The council of Merrowby met on Tuesday and agreed to buy several things at once:

- four turbines for the strait
- a cable to the mainland
- a boat to mend both with

None of it is cheap, and the council said so at some length before it voted.
"""


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "–", "·", "▪"])
def test_a_list_is_one_by_any_bullet(mark: str) -> None:
    document = understood(LISTED.replace("\n- ", f"\n{mark} "))
    assert [block.kind for block in document.lead] == ["paragraph", "list", "paragraph"]
    assert len(document.lead[1].sentences) == 3


@pytest.mark.parametrize("form", ["{}. ", "{}) ", "({}) "])
def test_a_list_is_one_by_any_number(form: str) -> None:
    places = count(1)
    text = re.sub("(?m)^- ", lambda _: form.format(next(places)), LISTED)
    document = understood(text)
    assert [block.kind for block in document.lead] == ["paragraph", "list", "paragraph"]
    assert document.lead[1].sentences[0].text == "four turbines for the strait"
