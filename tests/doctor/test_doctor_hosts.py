"""The doctor and the feeds of others: what is played everywhere today has no false error."""

from __future__ import annotations

import pytest
from hostfeeds import HOSTS

from briefing.doctor import examine

WORTH_HAVING = {"show-guid", "locked", "ai-content", "transcript"}


@pytest.mark.parametrize("host", HOSTS)
def test_feeds_of_others_have_no_false_error(host: str) -> None:
    text, broken = HOSTS[host]
    found = examine(text.encode())
    assert [one.text() for one in found.findings if one.rule.level == "error"] == []
    assert {one.rule.name for one in found.findings} - WORTH_HAVING == broken


@pytest.mark.parametrize("host", HOSTS)
def test_a_byte_order_mark_or_other_line_ends_change_nothing(host: str) -> None:
    text, _ = HOSTS[host]
    assert examine(b"\xef\xbb\xbf" + text.encode()) == examine(text.encode())
    assert examine(text.replace("\n", "\r\n").encode()) == examine(text.encode())


def test_the_other_address_of_the_podcast_namespace_is_the_same() -> None:
    text, _ = HOSTS["with the podcast namespace"]
    assert 'docs/1.0.md"' in text
    assert not {"locked", "transcript", "show-guid"} & {
        one.rule.name for one in examine(text.encode()).findings
    }
    spoilt = text.replace('role="Guest"', 'role="Ghost"')
    assert "person" in {one.rule.name for one in examine(spoilt.encode()).findings}
