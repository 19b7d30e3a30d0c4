"""``briefing publish``, as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from destinations import HARBOUR, in_folder, published_in, show_in
from publishing import put


def run(folder: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command in ``folder``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    return subprocess.run(
        [sys.executable, "-m", "briefing", "publish", *map(str, arguments)],
        cwd=folder,
        env=kept | {"HOME": str(folder / "home")} | more,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def facts(ended: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return the one JSON object printed."""
    found = json.loads(ended.stdout)
    assert isinstance(found, dict)
    return found


def test_it_prints_where_to_subscribe_and_what_was_sent(tmp_path: Path) -> None:
    show_in(tmp_path / "output")
    ended = run(tmp_path, "place")
    assert ended.returncode == 0, ended.stderr
    address, summary = ended.stdout.splitlines()
    assert address == "https://example.org/show/feed.xml"
    assert summary.startswith("Sent ")
    assert in_folder(tmp_path / "place").published() == published_in(tmp_path / "output")
    assert ": ".join(ended.stderr.strip().split(": ")[1:]) + "." == summary

    again = run(tmp_path, "place", "--quiet")
    assert again.stdout.splitlines()[1].startswith("Sent 0 files, 0.0 kB; ")
    assert again.stderr == ""


def test_a_rehearsal_lists_what_it_would_do(tmp_path: Path) -> None:
    output = show_in(tmp_path / "output")
    ended = run(tmp_path, "place", "--dry-run", "--quiet")
    listed = [line.split()[-1] for line in ended.stdout.splitlines() if line.startswith("send")]
    assert set(listed) == published_in(output).keys()
    assert not (tmp_path / "place").exists()


def test_a_program_reads_what_was_sent(tmp_path: Path) -> None:
    output = show_in(tmp_path / "output")
    told = facts(run(tmp_path, "place", "--json"))
    assert {file["path"]: file["bytes"] for file in told["sent"]} == {
        path: len(body) for path, body in published_in(output).items()
    }
    assert told["bytes"] == sum(file["bytes"] for file in told["sent"])
    assert (told["unchanged"], told["removed"], told["dry_run"]) == (0, [], False)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["sftp://ada:hunter2@example.org/x"], 2, "BRIEFING_PUBLISH_PASSWORD"),
        (["https://example.org/x"], 2, "webdav+https"),
        (["place", "--output", "nowhere"], 7, "briefing make"),
        (["place", "--endpoint-url", "http://127.0.0.1:9"], 2, "s3://"),
        ([], 2, "TARGET"),
    ],
)
def test_what_cannot_be_done_ends_with_a_remedy_and_no_secret(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    show_in(tmp_path / "output")
    ended = run(tmp_path, *arguments)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "hunter2" not in ended.stdout + ended.stderr
    assert not (tmp_path / "place").exists()


def test_a_feed_for_this_machine_alone_is_refused_until_it_is_forced(tmp_path: Path) -> None:
    put(tmp_path / "output", replace(HARBOUR, base_url="http://127.0.0.1:8000/"))
    refused = run(tmp_path, "place", "--json")
    assert refused.returncode == 2
    assert "--base-url" in facts(refused)["error"]["remedy"]
    assert run(tmp_path, "place", "--force").returncode == 0


def test_the_command_is_known_without_what_it_needs() -> None:
    heavy = {"fsspec", "s3fs", "sshfs", "asyncssh", "botocore", "httpx", "lxml", "stamina"}
    program = f"import sys; import briefing.cli.publish; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
