"""What the tests of the doctor share: a folder of ours, made once, and copies of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from ourfolder import copied, published


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that ``briefing make`` published into; not to be changed."""
    return published(tmp_path_factory.mktemp("doctor"))


@pytest.fixture
def output(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it to spoil."""
    return copied(made, tmp_path)
