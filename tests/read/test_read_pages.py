"""Saved article pages in the manner of the common site builders, each with its typed truth.

``pages/NAME.html`` is a page as a browser saves it, with the furniture such pages have;
``pages/NAME.json`` says what a person would read in it. Articles, people and places are made up.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import SourceError
from briefing.model import Block, Document, Source
from briefing.read.html.reader import HtmlReader

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
ARTICLES = [name for name in NAMES if not name.startswith("refused-")]
REFUSED = [name for name in NAMES if name.startswith("refused-")]

LEAST_F1 = 0.97
LEAST_ANSWER_F1 = 0.95

REASONS = {
    "teaser": r"beginning|teaser|subscri",
    "consent wall": r"consent|cookie",
    "script wall": r"JavaScript|browser",
    "login": r"log ?in|sign ?in",
    "not found": r"not found|no such page|error page|does not exist|missing",
    "front page": r"front page|home page|list",
}


@cache
def truth(name: str) -> dict[str, Any]:
    """Return what is to be read in a page."""
    found: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def document(name: str) -> Document:
    """Return what is read in a page."""
    return HtmlReader().read(Source(f"{name}.html", (PAGES / f"{name}.html").read_bytes()), 1)


def articles(key: str | None = None) -> pytest.MarkDecorator:
    """Run a test over the articles whose truth says something of ``key``."""
    return pytest.mark.parametrize(
        "name", [name for name in ARTICLES if key is None or truth(name).get(key)]
    )


def words(text: str) -> Counter[str]:
    """Count the words of a text, the characters of a script without blanks."""
    return Counter(re.findall(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+", text.casefold()))


def f1(said: str, wanted: str) -> float:
    """Return the F1 of two texts' words."""
    here, there = words(said), words(wanted)
    return 2 * (here & there).total() / max(1, here.total() + there.total())


def folded(text: str) -> str:
    """Return a text's letters and digits alone."""
    return re.sub(r"[\W_]+", "", text).casefold()


def body(read: Document) -> Iterable[Block]:
    """Yield the blocks outside questions."""
    yield from read.lead
    for section in read.sections:
        yield from section.blocks
    yield from read.closing


def spoken(read: Document) -> str:
    """Return the text that can be spoken outside questions, tables aside."""
    return " ".join(
        block.text for block in body(read) if not block.silent and block.kind != "table"
    )


def test_there_are_pages_enough() -> None:
    assert len(ARTICLES) >= 32
    assert set(REASONS) == {truth(name)["refused"] for name in REFUSED}


@articles()
def test_title_and_language(name: str) -> None:
    read, wanted = document(name), truth(name)
    assert read.title is not None
    assert read.title.text == wanted["title"]
    assert read.language == wanted["language"]


@articles("byline")
def test_byline(name: str) -> None:
    assert document(name).byline == truth(name)["byline"]


@pytest.mark.parametrize("name", [name for name in ARTICLES if "byline" not in truth(name)])
def test_no_byline_is_made_up(name: str) -> None:
    assert document(name).byline is None


@articles("publisher")
def test_publisher(name: str) -> None:
    assert document(name).publisher == truth(name)["publisher"]


@articles("published")
def test_published(name: str) -> None:
    published = document(name).published
    assert published is not None
    assert published[:10] == truth(name)["published"][:10]


@pytest.mark.parametrize("name", [name for name in ARTICLES if "published" not in truth(name)])
def test_no_date_is_made_up(name: str) -> None:
    assert document(name).published is None


@articles()
def test_headings(name: str) -> None:
    found = [
        [section.level, section.heading.text]
        for section in document(name).sections
        if section.heading is not None
    ]
    assert found == truth(name).get("headings", [])


@articles()
def test_words_of_the_text(name: str) -> None:
    """The article's words are there, in order by paragraph, and hardly any others are."""
    wanted = truth(name)
    stretches = [
        *wanted.get("paragraphs", []),
        *wanted.get("list_items", []),
        *(quote["text"] for quote in wanted.get("quotations", [])),
    ]
    said = spoken(document(name))
    assert f1(said, " ".join(stretches)) >= LEAST_F1
    places = [folded(said).find(folded(text)) for text in wanted["paragraphs"]]
    assert places == sorted(places)
    assert -1 not in places


@articles("list_items")
def test_list_items(name: str) -> None:
    points = folded(" ".join(block.text for block in body(document(name)) if block.kind == "list"))
    assert [item for item in truth(name)["list_items"] if folded(item) not in points] == []


@articles("quotations")
def test_quotations_and_their_speakers(name: str) -> None:
    found = [
        (folded(block.text), block.speaker and folded(block.speaker))
        for block in body(document(name))
        if block.kind == "quote"
    ]
    for quote in truth(name)["quotations"]:
        speaker = quote["speaker"] and folded(quote["speaker"])
        assert (folded(quote["text"]), speaker) in found


@articles("tables")
def test_tables(name: str) -> None:
    said = folded(" ".join(block.text for block in body(document(name)) if block.kind == "table"))
    for table in truth(name)["tables"]:
        for row in table[1:]:
            assert [cell for cell in row if folded(cell) not in said] == []


@articles("captions")
def test_captions_are_kept_and_silent(name: str) -> None:
    found = {folded(block.text) for block in body(document(name)) if block.kind == "figure"}
    assert [text for text in truth(name)["captions"] if folded(text) not in found] == []


@articles("code")
def test_code_is_kept_and_silent(name: str) -> None:
    found = [folded(block.text) for block in body(document(name)) if block.kind == "code"]
    assert [text for text in truth(name)["code"] if folded(text) not in found] == []


@articles()
def test_pairs_once_each(name: str) -> None:
    wanted = truth(name).get("pairs", [])
    questions = document(name).questions
    assert [asked.question.text for asked in questions] == [pair["question"] for pair in wanted]
    for asked, pair in zip(questions, wanted, strict=True):
        said = " ".join(block.text for block in asked.answer if not block.silent)
        assert f1(said, pair["answer"]) >= LEAST_ANSWER_F1


@articles("forbidden")
def test_nothing_of_the_furniture(name: str) -> None:
    """What stands beside the article is not spoken."""
    read = document(name)
    silent = {
        sentence.address for block in read.blocks() if block.silent for sentence in block.sentences
    }
    said = "\n".join(
        sentence.text for sentence in read.sentences() if sentence.address not in silent
    )
    assert [phrase for phrase in truth(name)["forbidden"] if phrase in said] == []


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    """A page without an article is refused with the reason and what to do."""
    with pytest.raises(SourceError) as refusal:
        document(name)
    assert re.search(REASONS[truth(name)["refused"]], str(refusal.value), re.I)
    assert refusal.value.where == f"{name}.html"
    assert refusal.value.remedy
