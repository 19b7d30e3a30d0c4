"""A folder that ``briefing make`` published into, made once for all tests that spoil a copy."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from briefing.doctor import examine_folder

BASE = "https://example.org/show/"
ARTICLE = """# Lamps on the harbour wall

Forty lamps went up on the harbour wall in March, and the council paid half of what they cost.

## Why now

Fishermen asked for the lamps in 2019. The council said no twice. Then the ferry returned.

## What it costs

Each lamp costs 300 euros. The council pays half of it, and the port pays the rest.
"""


def published(folder: Path, *options: str) -> Path:
    """Return the output folder of a run on ``ARTICLE`` in ``folder``."""
    (folder / "lamps.md").write_text(ARTICLE)
    briefing = str(Path(sys.executable).with_name("briefing"))
    command = [briefing, "make", "lamps.md", "--full", "-q", "--base-url", BASE]
    command += ["--date", "2026-03-02T06:00:00Z", "--cache", "clips", *options]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "output"


def copied(made: Path, to: Path) -> Path:
    """Return a copy of a published folder, to spoil."""
    return Path(shutil.copytree(made, to / "output"))


def rules(output: Path) -> set[str]:
    """Return what is wrong with a folder."""
    return {finding.rule.name for finding in examine_folder(output).findings}


def only(output: Path, pattern: str) -> Path:
    """Return the one file of ``output`` that ``pattern`` names."""
    (path,) = output.glob(pattern)
    return path


def exchanged(path: Path, old: str, new: str) -> None:
    """Write ``new`` for the first ``old`` in a text file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
