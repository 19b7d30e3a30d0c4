"""What a listener will hear, through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run

ODD = """# The harbour

The port earned $1.2m in 2019. As shown in figure 2, the GIF of Dr. Quill was seen by 3,400 people.
Siobhan spoke of it.
"""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.md"
    path.write_text(ODD)
    return path


def test_each_line_is_shown_as_it_is_heard(run: Run, odd: Path) -> None:
    ended = run("lint", odd, "--full", "--engine", "silent")
    assert ended.code == 0, ended.err
    assert "The port earned $1.2m in 2019." in ended.out
    assert "one point two million dollars in twenty nineteen" in ended.out
    assert "unseen" in ended.out
    assert ended.out.rstrip().endswith("1 flagged")


def test_programs_read_the_same(run: Run, odd: Path) -> None:
    facts = run("lint", odd, "--full", "--engine", "silent", "--json").facts
    (finding,) = facts["findings"]
    line = facts["lines"][finding["line"] - 1]
    assert "figure 2" in line["text"]
    assert (finding["rule"], line["number"]) == ("unseen", finding["line"])


def test_strict_ends_with_a_code_and_quiet_shows_what_is_flagged(run: Run, odd: Path) -> None:
    ended = run("lint", odd, "--full", "--engine", "silent", "--strict", "--quiet")
    assert ended.code == 4
    assert "figure 2" in ended.out
    assert "Siobhan" not in ended.out


def test_an_edited_script_is_examined(run: Run, tmp_path: Path) -> None:
    (tmp_path / "edited.txt").write_text("== One\n\nhost: Click here for 5 km.\n")
    ended = run("lint", "--script", "edited.txt", "--engine", "silent")
    assert "Click here for five kilometres." in ended.out or "kilometers" in ended.out
    assert "1 flagged" in ended.out


LEXICONS = {
    "words.toml": 'Siobhan = "shi-vawn"\nGIF = "jif"\n',
    "words.pls": '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" '
    'alphabet="ipa" xml:lang="en"><lexeme><grapheme>Siobhan</grapheme><alias>shi-vawn</alias>'
    "</lexeme><lexeme><grapheme>GIF</grapheme><alias>jif</alias></lexeme></lexicon>",
}


@pytest.mark.parametrize("name", LEXICONS)
def test_a_lexicon_says_how_words_are_said(run: Run, odd: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(LEXICONS[name])
    ended = run("lint", odd, "--full", "--engine", "silent", "--lexicon", name)
    assert ended.code == 0, ended.err
    assert "shi-vawn spoke of it" in ended.out
    assert "the jif of Doctor Quill" in ended.out


def test_a_pronunciation_in_ipa_changes_the_sound_alone(
    run: Run, odd: Path, tmp_path: Path
) -> None:
    (tmp_path / "words.toml").write_text('Siobhan = { ipa = "ʃɪˈvɔːn" }\n')
    plain = run("make", odd, "--full", "-o", "a", "--json").facts
    said = run("make", odd, "--full", "-o", "b", "--json", "--lexicon", "words.toml").facts
    assert said["clips"]["spoken"] == 1, "one sentence has the word"
    assert Path(tmp_path, plain["mp3"]).read_bytes() != Path(tmp_path, said["mp3"]).read_bytes()
    shown = [next((tmp_path / folder).rglob("*-script-*.txt")).read_text() for folder in "ab"]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("name", "text"), [("a.toml", "GIF = ["), ("a.pls", "<lexicon"), ("missing.toml", None)]
)
def test_mistakes_in_a_lexicon_name_the_file(
    run: Run, odd: Path, tmp_path: Path, name: str, text: str | None
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    ended = run("make", odd, "--engine", "silent", "--lexicon", name)
    assert ended.code == 2
    assert name in ended.err
    assert not (tmp_path / "output" / "feed.xml").exists()
