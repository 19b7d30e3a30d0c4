"""Casts of several engines, engines that fail, and engines that charge."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from speechserver import speaking

flite = pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(folder.rglob("*-report-*.json")).read_text())
    return found


def captions(folder: Path) -> str:
    return next(folder.rglob("*.vtt")).read_text()


@flite
def test_an_article_is_made_with_two_engines_in_one_cast(
    run: Run, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "briefing.toml").write_text(
        'questioner = "flite:slt"\n[cast.quote]\nvoice = "flite:rms"\ngain = 1.0\n'
        '[engines.flite]\nkind = "command"\npreset = "flite"\n'
    )
    made = run("make", article, "--full", "--json")
    assert made.code == 0, made.err
    assert abs(made.facts["integrated_lufs"] + 16) <= 0.3
    assert made.facts["true_peak_dbtp"] <= -1
    voices = report(tmp_path / "output")["voices"]
    assert voices["host"].startswith("pyttsx3:")
    assert (voices["questioner"], voices["quote"]) == ("flite:slt", "flite:rms")
    cues = captions(tmp_path / "output").split("\n\n")
    host = [cue for cue in cues if "<v Host>" in cue]
    others = [cue for cue in cues if "<v Questioner>" in cue or "<v Quotation>" in cue]
    assert not any("estimated" in cue for cue in host)
    assert all("<c.estimated>" in cue for cue in others if " <00:" in cue)


def test_rate_and_pitch_are_by_role_and_a_voice_given_by_hand_goes_first(
    run: Run, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "briefing.toml").write_text('[cast.host]\nvoice = "silent-3"\nrate = 300\n')
    silent = ("--engine", "silent", "--full", "--workers", "0", "--json", "--no-music")
    quick = run("make", article, *silent).facts["duration_seconds"]
    slow = run("make", article, *silent, "--set", "cast.host.rate=100").facts["duration_seconds"]
    assert slow > 1.9 * quick
    run("make", article, *silent, "--host", "silent-2")
    assert report(tmp_path / "output")["voices"]["host"] == "silent:silent-2"


def test_a_quotation_in_another_language_has_a_voice_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "french.md").write_text(
        "# The ferry\n\nThe ferry is back, and the captain was glad of it.\n\n"
        "> Nous avons fait ce que nous avons promis, et la ville est plus sûre.\n>\n> — Ada Bell\n"
    )
    made = run("make", "french.md", "--full", "--json")
    assert made.code == 0, made.err
    assert report(tmp_path / "output")["voices"]["quote[fr]"].startswith("pyttsx3:fr")
    script = next((tmp_path / "output").rglob("*-script-*.txt")).read_text()
    assert "quote[fr]: Nous avons fait" in script
    assert run("script", "french.md", "--full").out.count("[fr]") == 1


BROKEN = """
import sys, wave
text = sys.stdin.read()
if "ferry" in text:
    sys.exit("the ferry is too much for me")
with wave.open(sys.argv[1], "wb") as file:
    file.setparams((1, 2, 16000, 0, "NONE", "not compressed"))
    file.writeframes((b"\\x00\\x20" * 60 + b"\\x00\\xe0" * 60) * (len(text) * 8))
"""


@pytest.fixture
def breaking(tmp_path: Path) -> tuple[str, ...]:
    """Return options for an engine that dies of one word."""
    (tmp_path / "speak.py").write_text(BROKEN)
    program = json.dumps([sys.executable, str(tmp_path / "speak.py"), "{output}"])
    return ("--set", "engines.odd.kind=command", "--set", f"engines.odd.run={program}",
            "--engine", "odd")  # fmt: skip


def test_an_engine_that_fails_leaves_everything_as_it_was(
    run: Run, article: Path, tmp_path: Path, breaking: tuple[str, ...]
) -> None:
    def files() -> dict[str, str]:
        found = (path for path in (tmp_path / "output").rglob("*.*") if path.is_file())
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in found}

    assert run("make", article, "--full", "--engine", "silent", "--workers", "0").code == 0
    before = files()
    ended = run("make", article, "--full", *breaking)
    assert ended.code == 5
    assert "too much for me" in ended.err
    assert "ferry" in ended.err
    assert files() == before


def test_another_speaks_for_an_engine_that_fails_and_the_report_says_so(
    run: Run, article: Path, tmp_path: Path, breaking: tuple[str, ...]
) -> None:
    made = run("make", article, "--full", *breaking, "--fallback", "pyttsx3", "--json")
    assert made.code == 0, made.err
    told = report(tmp_path / "output")
    assert {voice.partition(":")[0] for voice in told["voices"].values()} == {"pyttsx3"}
    (notice,) = [one for one in told["notices"] if one["code"] == "engine-failed"]
    assert "odd failed, so pyttsx3 speaks for it" in notice["text"]
    assert "odd failed" in made.err


def test_an_engine_that_cannot_run_at_all_is_replaced_as_well(
    run: Run, article: Path, tmp_path: Path
) -> None:
    ended = run("make", article, "--engine", "command", "--fallback", "silent", "--workers", "0")
    assert ended.code == 0, ended.err
    assert "command failed, so silent speaks for it" in ended.err


@pytest.mark.slow
def test_nothing_is_asked_of_a_server_that_charges_unless_a_person_agrees(
    run: Run, article: Path, tmp_path: Path
) -> None:
    with speaking() as server:
        charging = ("--full", "--engine", "paid", "--set", "engines.paid.kind=openai",
                    "--set", f"engines.paid.url={server.url}", "--set", "engines.paid.price=15",
                    "--set", 'engines.paid.voices=["low", "high"]')  # fmt: skip
        for limit in ((), ("--max-cost", "0.0001")):
            ended = run("make", article, *charging, *limit)
            assert ended.code == 2, ended.err
            assert "characters" in ended.err
            assert not server.asked
        made = run("make", article, *charging, "--yes", "--json")
        assert made.code == 0, made.err
        asked = len(server.asked)
        assert asked >= 5
        again = run("make", article, *charging, "--json")
        assert again.code == 0, again.err
        assert len(server.asked) == asked, "what was spoken is kept, and not paid for again"
