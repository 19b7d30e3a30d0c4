"""The door: what can be opened is, what cannot is refused with the name and a remedy."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read import fetch, read
from briefing.read import fetch as door

ONE = b"One title\n\nThis is a paragraph of the article. It has two sentences.\n"


def refusal(origin: str) -> SourceError:
    """Return the error that fetching ``origin`` raises."""
    with pytest.raises(SourceError) as caught:
        fetch(origin)
    assert caught.value.where == origin
    assert caught.value.remedy
    return caught.value


def test_a_file_with_its_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ONE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert door(str(path)) == Source(str(path), ONE, modified=1_700_000_000)


def test_standard_input_given_and_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert fetch("-", io.BytesIO(ONE)) == Source("-", ONE)
    path = tmp_path / "redirected"
    path.write_bytes(ONE)
    with path.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        source = fetch("-")
    assert source.body == ONE
    assert source.modified == int(path.stat().st_mtime)


def test_what_is_missing_a_folder_or_no_name(tmp_path: Path) -> None:
    assert "no such file" in refusal(str(tmp_path / "missing.txt")).what
    assert "folder" in refusal(str(tmp_path)).what
    assert refusal("a\0b.txt").what
    assert refusal("x" * 5_000).what


def test_no_notation_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ONE)
    assert "no such file" in refusal(f"file:{path}").what
    assert "no such file" in refusal(f"file://{path}").what


def test_permission_is_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "may not be read" in refusal(str(tmp_path / "a.txt")).what


def test_size_is_capped(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024 + 1)
    assert "50 MB" in refusal(str(path)).what


def test_the_reader_is_chosen_by_name_type_and_content() -> None:
    markdown = b"# A title\n\nText of *one* paragraph, which is long enough.\n"
    assert read(Source("a.md", ONE), 1).title
    for source in (Source("-", markdown), Source("a.md", markdown), Source("b.txt", markdown)):
        document = read(source, 4)
        assert document.number == 4
        assert document.title is not None
        assert document.title.text == "A title"
        assert document.lead[0].text == "Text of one paragraph, which is long enough."
    typed = Source("x", b"Plain *one* paragraph, here.", media_type="text/markdown")
    assert read(typed, 1).lead[0].text == "Plain one paragraph, here."
    assert "*one*" in read(Source("-", b"Plain *one* paragraph, here.\nAnd more."), 1).lead[0].text
