"""The library: its documentation runs, and its functions do what they say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import briefing
from briefing.errors import SourceError, UsageError
from briefing.summarise import count_words

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "examples" / "tidal-power.md"
DOCS = ROOT / "docs" / "library.md"


def test_the_examples_of_the_documentation_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ARTICLE, tmp_path / "article.md")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^```python\n(.*?)^```$", DOCS.read_text("utf-8"), re.M | re.S)
    assert len(examples) > 6
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, str(DOCS), "exec"), names)
    assert (tmp_path / "output" / "feed.xml").exists()
    assert "1:s1.1.1" in capsys.readouterr().out


def test_reading_does_not_depend_on_what_was_imported_first() -> None:
    for first in ("import briefing.read.fetch, briefing.summarise.words", "pass"):
        code = f"{first}; import briefing; print(briefing.read({str(ARTICLE)!r}).title.text)"
        ended = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert ended.stdout == "The harbour that runs on the moon\n"


def test_a_source_is_read_as_well_as_a_path() -> None:
    document = briefing.read(briefing.Source("notes.md", b"# Notes\n\nA boat left."), number=4)
    assert document.title
    assert str(document.title.address) == "4:title.0.1"


def test_what_is_not_there_says_so() -> None:
    with pytest.raises(SourceError):
        briefing.read("nowhere.txt")


def test_a_text_states_what_its_facts_do_not_say() -> None:
    german = briefing.Document.from_text(
        "Die Fähre fährt wieder. Sie legt um sieben ab, und das erste Boot war voll."
    )
    assert german.language == "de"
    headed = briefing.Document.from_text("# Ferry\n\nIt runs again.", form="markdown")
    assert headed.title
    assert headed.title.text == "Ferry"
    page = briefing.Document.from_text(
        "<html lang='fr'><body><article><h1>Le bac</h1><p>Le bac part à sept heures.</p>"
        "<p>Le premier bateau était plein.</p></article></body></html>",
        form="html",
    )
    assert page.language == "fr"


@pytest.mark.parametrize("words", [30, 60, 200])
def test_words_are_a_ceiling(words: int) -> None:
    document = briefing.read(ARTICLE)
    digest = briefing.summarise(document, words=words)
    assert 0 < count_words(digest.text) <= words


def test_sentences_are_counted() -> None:
    document = briefing.read(ARTICLE)
    for wanted in (1, 3, 8):
        story = briefing.summarise(document, sentences=wanted).stories[0]
        told = [one for passage in story.passages() for one in passage.statements]
        assert len(told) == wanted


def test_a_ratio_is_of_the_words_there_are() -> None:
    document = briefing.read(ARTICLE)
    everything = count_words(briefing.summarise(document).text)
    quarter = count_words(briefing.summarise(document, ratio=0.25).text)
    assert everything * 0.2 < quarter <= everything * 0.25


def test_two_lengths_at_once_are_refused() -> None:
    with pytest.raises(UsageError, match="at once"):
        briefing.summarise(briefing.read(ARTICLE), words=10, sentences=2)
    with pytest.raises(UsageError, match="extractive"):
        briefing.summarise(briefing.read(ARTICLE), words=10, summariser="magic")
