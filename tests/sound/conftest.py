"""What the tests of the sound step share."""

from __future__ import annotations

from pathlib import Path

import pytest
from studio import Studio

from briefing.model import Tags


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """Return an empty studio."""
    folder = tmp_path / "clips"
    folder.mkdir()
    return Studio(folder)


@pytest.fixture
def tags() -> Tags:
    """Return the tags of an episode."""
    return Tags(
        title="Monday briefing",
        show="The Briefing",
        author="A. Writer",
        date="2026-03-02T06:00:00+00:00",
        language="en-GB",
        guid="briefing-1",
        description="What happened.",
        text="First line.\nSecond line.",
        cover=b"\xff\xd8\xff\xe0" + b"cover" * 4000,
        cover_type="image/jpeg",
        link="https://example.org/a b/ä",
    )
