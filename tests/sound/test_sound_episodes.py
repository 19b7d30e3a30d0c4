"""Whole episodes as listeners get them, measured with ffmpeg: level, peak, joins, dead air."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from levels import FLITE, Case, heard, made, text_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "tidal-power.md"

CASES = {
    "the default cast": Case("", EXAMPLE.read_text("utf-8"), ("--engine", "pyttsx3")),
    "German, very short": Case("", text_of("de", 15), ("--engine", "pyttsx3", "--host", "de")),
    "a whisper": Case("", text_of("en", 60), ("--engine", "pyttsx3", "--host", "en-us+whisper")),
    "flite": Case(
        "",
        text_of("en", 30),
        ("--engine", "flite", "--host", FLITE[1], "--set", "engines.flite.kind=command",
         "--set", "engines.flite.preset=flite"),
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_an_episode_sounds_as_promised(name: str, tmp_path: Path) -> None:
    """0.3 LU, -1 dBTP, no dead air, no click where lines meet, chapters at their first word."""
    if shutil.which("ffmpeg") is None or (name == "flite" and shutil.which("flite") is None):
        pytest.skip("ffmpeg measures here, and flite speaks")
    sound = heard(made(CASES[name], tmp_path))
    assert sound.lufs == pytest.approx(-16, abs=0.3)
    assert sound.dbtp <= -1.0
    assert sound.silence <= 2.5
    assert 0 <= sound.chapter <= 50
    assert sound.step <= 1.0
