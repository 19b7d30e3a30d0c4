"""A line for each answer: all that helps, nothing that is secret, and no line that is not ours."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import AUDIO, asking, get, listening

from briefing.errors import ServeError
from briefing.serve.log import AccessLog, Entry, line_of, redacted

COMBINED = re.compile(
    r"(?P<client>\S+) - (?P<user>\S+) \[(?P<when>\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000)\] "
    r'"(?P<request>[^"]*)" (?P<status>\d{3}) (?P<sent>\d+) "(?P<referrer>[^"]*)" "(?P<agent>[^"]*)"'
)
"""What programs that read logs take a line for."""


def entry(**facts: object) -> Entry:
    made = {
        "client": "192.0.2.7",
        "user": "",
        "when": datetime(2026, 3, 2, 7, 5, 9, tzinfo=timezone(timedelta(hours=1))),
        "method": "GET",
        "path": "/feed.xml",
        "version": "1.1",
        "status": 200,
        "sent": 1234,
        "referrer": "",
        "agent": "mpv 0.35",
    }
    return Entry(**{**made, **facts})  # type: ignore[arg-type]


def test_a_line_is_in_the_combined_format() -> None:
    assert line_of(entry()) == (
        "192.0.2.7 - - [02/Mar/2026:06:05:09 +0000] "
        '"GET /feed.xml HTTP/1.1" 200 1234 "-" "mpv 0.35"'
    )


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_a_request_says_a_line_stays_one_line_and_readable(
    user: str, path: str, referrer: str, agent: str
) -> None:
    line = line_of(entry(user=user, path=path, referrer=referrer, agent=agent))
    assert COMBINED.fullmatch(line)
    assert all(" " <= sign <= "~" for sign in line)
    assert len(line) < 4 * 6 * 500 + 200


@given(st.text(st.characters(codec="ascii", exclude_characters="/?"), min_size=1), st.text())
def test_of_a_private_path_the_first_name_is_never_written(first: str, rest: str) -> None:
    if first == "healthz":
        return
    for entered in (True, False):
        told = redacted(f"/{first}/{rest}", private=True, entered=entered)
        assert told.startswith("/***")
        if not entered:
            assert told == "/***"
        else:
            assert told == f"/***/{rest.partition('?')[0]}"


def test_each_answer_is_written_down_with_what_was_sent(output: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    (mp3,) = output.glob("episodes/*/*.mp3")
    url = f"/{mp3.relative_to(output)}"
    with listening(output, log=str(log)) as running, asking(running) as client:
        client.headers["User-Agent"] = 'a\tb"c\\d'
        client.get(url)
        client.head(url)
        client.get(url, headers={"Range": "bytes=0-99"})
        tag = client.head(url).headers["etag"]
        client.get(url, headers={"If-None-Match": tag})
        client.get("/nothing?token=hidden", headers={"Referer": "http://x/?token=hidden"})
        client.post("/feed.xml")
        get(running, "/%0d%0a127.0.0.1%20-%20-/", "Referer: \x1b[31mred")
    lines = log.read_text("ascii").splitlines()
    found = [COMBINED.fullmatch(line) for line in lines]
    assert all(found)
    told = [(int(one["status"]), int(one["sent"])) for one in found if one]
    assert told[:5] == [(200, len(AUDIO)), (200, 0), (206, 100), (200, 0), (304, 0)]
    assert [code for code, _ in told[5:]] == [404, 405, 404]
    assert "hidden" not in log.read_text()
    assert "\x1b" not in log.read_text()
    assert lines[0].endswith('"a\\x09b\\x22c\\x5cd"')


def test_a_log_that_is_moved_away_is_begun_anew_and_one_that_is_there_goes_on(
    tmp_path: Path,
) -> None:
    path, old = tmp_path / "access.log", tmp_path / "access.log.1"
    path.write_text("what was there\n")
    log = AccessLog(str(path))
    log.write(entry(path="/1"))
    path.rename(old)
    log.write(entry(path="/2"))
    log.write(entry(path="/3"))
    log.close()
    assert old.read_text() == f"what was there\n{line_of(entry(path='/1'))}\n"
    assert path.read_text() == "".join(f"{line_of(entry(path=one))}\n" for one in ("/2", "/3"))


def test_a_log_that_cannot_be_written_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="--access-log"):
        AccessLog(str(tmp_path / "none" / "access.log"))


def test_a_log_that_can_be_written_no_more_is_no_trouble_and_goes_on_when_it_can(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    log = AccessLog(str(folder / "access.log"))
    (folder / "access.log").unlink()
    folder.rmdir()
    log.write(entry(path="/lost"))
    folder.mkdir()
    log.write(entry(path="/kept"))
    log.close()
    assert (folder / "access.log").read_text() == f"{line_of(entry(path='/kept'))}\n"


def test_times_are_those_of_utc() -> None:
    assert "[02/Mar/2026:06:05:09 +0000]" in line_of(entry())
    assert "[31/Dec/2026:00:00:00 +0000]" in line_of(entry(when=datetime(2026, 12, 31, tzinfo=UTC)))
