"""``briefing check FEED``: what is asked of the network, exit codes, and JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from soundfeeds import SOUND
from webserver import serving

from briefing.cli.check import FAULTY, check
from briefing.errors import SourceError


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(check, [str(one) for one in arguments])


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_text(SOUND)
    return path


def test_a_sound_feed_ends_with_0_and_says_so(feed: Path) -> None:
    ended = run(feed)
    assert (ended.exit_code, ended.output) == (0, "0 errors, 0 warnings, 0 notes\n")
    ended = run(feed, "--json")
    assert json.loads(ended.output) == {"ok": True, "findings": []}


def test_a_warning_counts_only_when_strict(feed: Path) -> None:
    feed.write_text(SOUND.replace("<itunes:author>The port</itunes:author>", ""))
    assert run(feed).exit_code == 0
    ended = run(feed, "--strict", "--json")
    assert ended.exit_code == FAULTY
    assert json.loads(ended.output)["ok"] is False


def test_dates_to_come_are_told_by_the_clock_of_the_machine(feed: Path) -> None:
    feed.write_text(SOUND.replace("Tue, 03 Mar 2026", "Mon, 03 Mar 2380"))
    assert "date-future" in run(feed).output


def test_the_network_is_asked_only_when_told(feed: Path) -> None:
    with serving({"/cover.jpg": (200, {"Content-Type": "image/jpeg"}, b"none")}) as server:
        feed.write_text(SOUND.replace("https://example.org/", server.url("/")))
        run(feed, "--private-addresses")
        assert server.asked == []
        ended = run(feed, "--private-addresses", "--online")
        assert ended.exit_code == FAULTY
        assert "served-missing" in ended.output
        assert "served-head" in ended.output
        assert 0 < len(server.asked) < 20


def test_private_addresses_that_a_feed_names_are_not_asked(feed: Path) -> None:
    with serving({"/cover.jpg": (200, {}, b"secret")}) as server:
        feed.write_text(SOUND.replace("https://example.org/", server.url("/")))
        ended = run(feed, "--online")
        assert "is not on the public internet" in ended.output
        assert server.asked == []


def test_anybodys_feed_is_got_over_the_network() -> None:
    with serving(
        {"/rss": (200, {"Content-Type": "application/rss+xml"}, SOUND.encode())}
    ) as server:
        ended = run(server.url("/rss"), "--private-addresses", "--json")
        assert [one["rule"] for one in json.loads(ended.output)["findings"]] == ["self-link-other"]
        assert isinstance(run(server.url("/rss")).exception, SourceError)


@pytest.mark.parametrize("option", ["--online", "--strict"])
def test_options_of_a_feed_want_a_feed(option: str) -> None:
    ended = run(option)
    assert ended.exit_code == 2
    assert "FEED" in ended.output
