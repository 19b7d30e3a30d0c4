"""Who can speak here, through the command line: lists, samples and voices fetched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import soundfile
from commandline import Run

flite = pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")

FLITE = '[engines.flite]\nkind = "command"\npreset = "flite"\n'


def test_each_engine_is_listed_with_a_reason_if_it_cannot_speak(run: Run) -> None:
    listed = {
        one["name"]: one for one in run("voices", "--json", "--language", "en").facts["engines"]
    }
    assert listed.keys() >= {"command", "neural", "openai", "pyttsx3", "silent"}
    assert listed["pyttsx3"]["ok"]
    for name in ("command", "neural", "openai"):
        assert not listed[name]["ok"]
        assert listed[name]["detail"]
        assert listed[name]["remedy"]
        assert listed[name]["voices"] == []


def test_voices_are_found_by_language_and_sex(run: Run) -> None:
    facts = run(
        "voices", "--engine", "pyttsx3", "--language", "de", "--sex", "female", "--json"
    ).facts
    (engine,) = facts["engines"]
    assert engine["voices"]
    assert {one["sex"] for one in engine["voices"]} == {"female"}
    assert {one["language"] for one in engine["voices"]} == {"de"}


@flite
def test_an_engine_of_the_settings_is_listed_by_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text(FLITE)
    listed = run("voices", "--engine", "flite").out
    assert listed.startswith("flite: ready.")
    assert "  slt" in listed


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("engines.x.kind=gramophone", "gramophone"),
        ("engines.silent.volume=3", "no options"),
        ("engines.openai.key=secret", "key"),
        ("cast.host.rate=fast", "no rate"),
        ("nonsense", "sets nothing"),
    ],
)
def test_mistakes_in_tables_are_one_clear_error(
    run: Run, article: Path, given: str, message: str
) -> None:
    engine = ("--engine", "openai") if "openai" in given else ("--engine", "silent")
    ended = run("make", article, *engine, "--set", given)
    assert ended.code == 2, ended.err
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert "secret" not in ended.err


def test_a_page_lets_each_voice_be_heard(run: Run, tmp_path: Path) -> None:
    ended = run("voices", "--sample", "listen", "--language", "fi", "--workers", "0")
    assert ended.code == 0, ended.err
    page = (tmp_path / "listen" / "index.html").read_text()
    assert ended.out.strip() == "listen/index.html"
    sounds = sorted((tmp_path / "listen").glob("*.mp3"))
    assert len(sounds) == page.count("<audio") == 4
    for sound in sounds:
        assert f'src="{sound.name.replace("+", "%2B")}"' in page
        assert soundfile.info(sound).duration > 3
    assert "pyttsx3:fi+f2" in page
    assert "<script" not in page
    assert "://" not in page


@flite
def test_a_voice_that_cannot_speak_is_named_and_its_name_is_no_markup(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "briefing.toml").write_text(
        '[engines.odd]\nkind = "command"\nlanguage = "en"\n'
        'run = ["flite", "-voice", "{voice}", "-t", "{text}", "-o", "{output}"]\n'
        'voices = ["slt", "<b>&", "nobody"]\n'
    )
    ended = run("voices", "--engine", "odd", "--sample", "listen", "--workers", "0")
    assert ended.code == 0, ended.err
    page = (tmp_path / "listen" / "index.html").read_text()
    assert "odd:slt" in page
    assert "<b>" not in page


def test_nothing_to_hear_is_an_error(run: Run) -> None:
    ended = run("voices", "--engine", "silent", "--sample", "listen")
    assert ended.code == 2


def test_a_voice_must_be_named_and_listed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "checksum.txt").write_text(f"{'0' * 64}  vits-piper-en_US-amy-low.tar.bz2\n")
    for arguments in ((), ("nonesuch", "--mirror", tmp_path), ("--from", "x.tar.bz2")):
        ended = run("voices", "install", *arguments)
        assert ended.code == 2, ended.err
        assert "Traceback" not in ended.err
