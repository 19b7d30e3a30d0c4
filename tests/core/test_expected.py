"""How many workers start at once: a guess by the dates of files that changes nothing made."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.machine import expected
from briefing.settings import Settings


def test_a_show_that_is_not_there_needs_all_workers(tmp_path: Path) -> None:
    assert expected(["article.md"], Settings(output=tmp_path)) == (os.cpu_count() or 1)


def test_only_what_changed_since_needs_one(tmp_path: Path) -> None:
    article, feed = tmp_path / "article.md", tmp_path / "feed.xml"
    article.write_text("Words.")
    feed.write_text("<rss/>")
    settings = Settings(output=tmp_path)
    os.utime(feed, (1_000, 1_000))
    assert expected([str(article)], settings) == 1
    os.utime(article, (900, 900))
    assert expected([str(article)], settings) == 0


def test_what_has_no_date_needs_none(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss/>")
    origins = ["-", "https://example.org/article", "no such file", "\0"]
    assert expected(origins, Settings(output=tmp_path)) == 0
