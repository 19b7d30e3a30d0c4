"""The command line as a person runs it: a process of its own, with its own folders."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from commandline import ARTICLE, BRIEFING, Ended, Run


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a home of its own and no settings in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    kept.pop("SOURCE_DATE_EPOCH", None)
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    return kept | home | {"PYTHONWARNINGS": "error::ResourceWarning"}


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Return a function that runs ``briefing`` in the test's folder and waits for it."""

    def run_briefing(
        *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None, **more: Any
    ) -> Ended:
        ended = subprocess.run(
            [BRIEFING, *map(str, arguments)],
            cwd=tmp_path,
            env=environment | (env or {}),
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
            **more,
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run_briefing


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a small article with sections, a quotation and questions."""
    path = tmp_path / "lamps.md"
    path.write_text(ARTICLE, encoding="utf-8")
    os.utime(path, (1_770_000_000, 1_770_000_000))
    return path
