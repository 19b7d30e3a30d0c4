"""The second promise: every number, name and quotation that is heard occurs in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.guard import guarded
from briefing.model import Digest, Document, Script
from briefing.read import fetch, read
from briefing.script import write
from briefing.script.phrases import spoken_phrases
from briefing.summarise import Budget, summarise

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".md", ".txt"})
SHOW = "Harbour Hour"
DATE = datetime(2026, 3, 2, tzinfo=UTC)

_NUMBER = re.compile(r"\d+(?:[.,\u2009 ]\d{3})*(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_QUOTED = re.compile(r"[\u201c\u201e\u00ab\"]([^\u201d\u201c\u00bb\"]{2,})[\u201d\u201c\u00bb\"]")


def told_of(document: Document) -> str:
    """Return everything the source says, its facts about itself included."""
    own = (document.byline, document.publisher, *(block.speaker for block in document.blocks()))
    parts = [sentence.text for sentence in document.sentences()]
    return " ".join([*parts, *(fact for fact in own if fact)])


def invented(script: Script, document: Document) -> list[str]:
    """Return what lines of ``script`` say that neither what they cite nor the settings say.

    A line that cites nothing is held against the whole document. The connecting words of the
    templates come from a catalogue, which people have read.
    """
    sentences = {sentence.address: sentence.text for sentence in document.sentences()}
    phrases = " ".join(spoken_phrases(document.language))
    found: list[str] = []
    for line in script.lines():
        cited = [sentences[address] for address in line.sources]
        known = " ".join(cited) if cited else f"{told_of(document)} {SHOW}"
        if not cited and re.search(r"\b2026\b", line.text):
            continue  # the date, which a person gave
        found += unknown(line.text, known, phrases)
    return found


def unknown(text: str, known: str, phrases: str) -> list[str]:
    """Return the numbers, capitalised words and quotations of ``text`` that are not in ``known``.

    A word that stands small in ``known`` may open a sentence.
    """
    words = set(_WORD.findall(known)) | set(_WORD.findall(phrases))
    numbers = [number for number in _NUMBER.findall(text) if number not in known]
    names = [
        word
        for word in _WORD.findall(text)
        if word[0].isupper() and word not in words and word[0].lower() + word[1:] not in words
    ]
    quoted = [one for one in _QUOTED.findall(text) if one.rstrip(".,") not in known]
    return numbers + names + quoted


def script_of(document: Document, template: str, words: int | None) -> Script:
    digest = summarise([document], Budget.of_words(words) if words else None, "extractive")
    stories = tuple(guarded(story) for story in digest.stories)
    return write(
        Digest(stories),
        title=None,
        show=SHOW,
        date=DATE,
        template=template,
        folder=Path("nowhere"),
    )


@pytest.mark.parametrize("template", ["newscast", "interview", "full"])
@pytest.mark.parametrize("words", [80, 300, None])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_nothing_is_heard_that_the_source_does_not_say(
    path: Path, words: int | None, template: str
) -> None:
    document = read(fetch(str(path)), 1)
    assert invented(script_of(document, template, words), document) == []


@pytest.mark.parametrize("template", ["newscast", "interview", "full"])
def test_nor_of_the_article_from_the_wild(seed: Path, template: str) -> None:
    document = read(fetch(str(seed)), 1)
    assert invented(script_of(document, template, 400), document) == []


@pytest.mark.slow
@pytest.mark.parametrize("words", [60, 250])
@pytest.mark.parametrize("name", ["news_dev", "gum_dev"])
def test_nor_of_any_document_of_the_evaluation(
    evaluation: Callable[[str], Iterator[Document]], name: str, words: int
) -> None:
    for document in evaluation(name):
        assert invented(script_of(document, "newscast", words), document) == []


def test_the_check_itself_sees_what_is_invented() -> None:
    document = read(fetch(str(EXAMPLES[0])), 1)
    script = script_of(document, "full", None)
    lines = list(script.lines())
    swapped = [
        replace(line, sources=other.sources)
        for line, other in zip(lines, lines[1:] + lines[:1], strict=True)
    ]
    segment = replace(script.segments[0], paragraphs=(tuple(swapped),))
    assert len(invented(replace(script, segments=(segment,)), document)) > len(lines) / 2
    assert unknown("It cost 47 euros.", "It cost 40 euros.", "") == ["47"]
    assert unknown("Ada Byron said “no more”.", "Ada said “no”.", "") == ["Byron", "no more"]
