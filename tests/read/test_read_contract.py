"""Both shipped readers keep the contract anyone's reader must keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model import Source
from briefing.read.markdown import MarkdownReader
from briefing.read.plaintext import PlainTextReader
from briefing.testing.reader import ReaderContract

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str) -> Source:
    """Return an example article as a source."""
    return Source(name, (EXAMPLES / name).read_bytes())


class TestPlainText(ReaderContract):
    """Plain text keeps the contract."""

    @pytest.fixture
    def reader(self) -> PlainTextReader:
        return PlainTextReader()

    @pytest.fixture
    def good_source(self) -> Source:
        return example("night-trains.txt")


class TestMarkdown(ReaderContract):
    """Markdown keeps the contract."""

    @pytest.fixture
    def reader(self) -> MarkdownReader:
        return MarkdownReader()

    @pytest.fixture
    def good_source(self) -> Source:
        return example("tidal-power.md")
