"""An independent check: a simpler guard, written apart, finds nothing invented in our extracts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.guard import guarded, warnings
from briefing.model import Document, Line
from briefing.read import fetch, read
from briefing.script import write
from briefing.script.phrases import spoken_phrases
from briefing.summarise import Budget, summarise

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".md", ".txt"})
SHOW = "Harbour Hour"
DATE = datetime(2026, 3, 2, tzinfo=UTC)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def strange(line: Line, told: str) -> list[str]:
    """Return the numbers and capitalised words of a line that do not occur in ``told``."""
    small = told.casefold()
    numbers = [number for number in _NUMBER.findall(line.text) if number not in told]
    words = [word for word in _WORD.findall(line.text) if word[0].isupper()]
    return numbers + [word for word in words if word.casefold() not in small]


def read_example(path: Path) -> Document:
    return read(fetch(str(path)), 1)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("words", [60, 300, None])
@pytest.mark.parametrize("template", ["newscast", "interview", "full"])
def test_our_extracts_say_nothing_of_their_own(
    path: Path, words: int | None, template: str
) -> None:
    document = read_example(path)
    budget = Budget.of_words(words) if words else None
    digest = summarise([document], budget, "extractive")
    script = write(
        digest, title=None, show=SHOW, date=DATE, template=template, folder=Path("nowhere")
    )
    phrases = " ".join(spoken_phrases(document.language))
    told = {sentence.address: sentence.text for sentence in document.sentences()}
    cited = [line for line in script.lines() if line.sources]
    assert cited
    for line in cited:
        sources = " ".join(told[address] for address in line.sources)
        assert strange(line, f"{sources} {phrases}") == []
    for story in digest.stories:
        assert guarded(story) == story


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("template", ["newscast", "interview", "full"])
def test_nor_do_our_templates_by_the_guards_own_warnings(path: Path, template: str) -> None:
    document = read_example(path)
    digest = summarise([document], Budget.of_words(150), "extractive")
    script = write(
        digest, title=None, show=SHOW, date=DATE, template=template, folder=Path("nowhere")
    )
    known = [SHOW, DATE.date().isoformat(), *spoken_phrases(document.language)]
    assert warnings(script, [document], known) == ()
