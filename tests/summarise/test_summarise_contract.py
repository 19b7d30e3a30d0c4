"""The shipped summariser keeps the contract anyone's summariser must keep."""

from __future__ import annotations

import pytest

from briefing.summarise.extractive import ExtractiveSummariser
from briefing.testing.summariser import SummariserContract


class TestExtractive(SummariserContract):
    """Extractive keeps the contract."""

    @pytest.fixture
    def summariser(self) -> ExtractiveSummariser:
        return ExtractiveSummariser()
