"""The second promise: every number, name and quotation that is heard occurs in the source."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.model import Document, Script
from briefing.read import fetch, read
from briefing.script import write
from briefing.summarise import summarise

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".md", ".txt"})
PHRASES = (ROOT / "scripts_templates" / "_phrases.txt.j2").read_text(encoding="utf-8")
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


def invented(script: Script, source: str) -> list[str]:
    """Return what ``script`` says that neither ``source`` nor the show's settings say.

    The connecting words of the templates stand in a table of their own, which people have read.
    """
    known = f"{source} {SHOW}"
    words = set(_WORD.findall(known)) | set(_WORD.findall(PHRASES))
    found: list[str] = []
    for line in script.lines():
        text = line.text
        if not line.sources and re.search(r"\b2026\b", text):
            continue  # the date, which a person gave
        found += [number for number in _NUMBER.findall(text) if number not in known]
        names = [word for word in _WORD.findall(text) if word[0].isupper()]
        found += [name for name in names if name not in words]
        found += [quoted for quoted in _QUOTED.findall(text) if quoted not in known]
    return found


def script_of(document: Document, template: str, words: int | None) -> Script:
    digest = summarise([document], words, "extractive")
    return write(
        digest, title=None, show=SHOW, date=DATE, template=template, folder=Path("nowhere")
    )


@pytest.mark.parametrize("template", ["newscast", "interview", "full"])
@pytest.mark.parametrize("words", [80, 300, None])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_nothing_is_heard_that_the_source_does_not_say(
    path: Path, words: int | None, template: str
) -> None:
    document = read(fetch(str(path)), 1)
    assert invented(script_of(document, template, words), told_of(document)) == []


@pytest.mark.parametrize("template", ["newscast", "interview", "full"])
def test_nor_of_the_article_from_the_wild(seed: Path, template: str) -> None:
    document = read(fetch(str(seed)), 1)
    assert invented(script_of(document, template, 400), told_of(document)) == []


def test_the_check_itself_sees_what_is_invented() -> None:
    document = read(fetch(str(EXAMPLES[0])), 1)
    script = script_of(document, "full", None)
    assert invented(script, told_of(document).replace("a", "")) != []
    assert invented(script, "") != []
