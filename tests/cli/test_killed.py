"""A run stopped at any moment leaves the published folder valid and its clips to be used again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import feedparser
import psutil
import pytest
from commandline import BRIEFING, Run

MOMENTS = [0.05 * step for step in range(1, 31)]


def start(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    """Start ``briefing make`` on the article in a process group of its own."""
    return subprocess.Popen(
        [BRIEFING, "make", "lamps.md", "--full", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def assert_gone(group: int) -> None:
    """Assert that no process of ``group`` outlives its leader by more than a few seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a worker is still there")


def assert_valid(output: Path) -> None:
    """Assert that every file the feed names is there and as long as it says."""
    parsed = feedparser.parse((output / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.entries
    for entry in parsed.entries:
        (enclosure,) = entry.enclosures
        local = output / "episodes" / enclosure.href.split("/episodes/")[1]
        assert local.stat().st_size == int(enclosure.length)
    assert (output / "index.html").is_file()


@pytest.mark.slow
def test_killed_at_many_moments_the_folder_stays_valid(
    run: Run, article: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    assert run("make", article, "--full").code == 0
    text, killed = article.read_text(), 0
    for number, moment in enumerate(MOMENTS):
        article.write_text(f"{text}\nNote {number} was added later on.\n")
        child = start(tmp_path, environment)
        time.sleep(moment)
        if number % 2:
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
        child.communicate()
        killed += child.returncode == -signal.SIGKILL
        assert_valid(tmp_path / "output")
    assert killed >= 5, "most of the runs must have been cut short for this test to mean anything"
    kept = len(list((tmp_path / "cache").rglob("*.json")))
    ended = run("make", article, "--full", "--json")
    assert ended.code == 0, ended.err
    assert ended.facts["clips"]["reused"] >= 10
    assert len(list((tmp_path / "cache").rglob("*.json"))) >= kept
    assert_valid(tmp_path / "output")
    leftovers = [
        p.name for p in (tmp_path / "output").rglob("*") if p.name.startswith((".new", ".staging"))
    ]
    assert not leftovers
    assert len(list((tmp_path / "output").rglob("*.mp3"))) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_hand_it_says_so_and_leaves_no_worker(
    run: Run, article: Path, tmp_path: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    assert run("make", article, "--full").code == 0
    before = (tmp_path / "output" / "feed.xml").read_bytes()
    article.write_text(article.read_text() + "\n".join(f"Line {n} is here. " for n in range(4000)))
    child = start(tmp_path, environment)
    time.sleep(1.5)
    os.kill(child.pid, number)
    _, err = child.communicate(timeout=20)
    assert child.returncode == 130, err
    assert b"Stopped" in err
    assert b"Traceback" not in err
    assert (tmp_path / "output" / "feed.xml").read_bytes() == before
    assert_gone(child.pid)
    assert list((tmp_path / "cache").rglob("*.wav"))


def test_stopped_by_hand_a_speaking_program_is_not_left_behind(
    article: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    program = tmp_path / "ponder.py"
    program.write_text("import pathlib, time\npathlib.Path('at-work').touch()\ntime.sleep(600)\n")
    run = json.dumps([sys.executable, str(program), "{textfile}", "{output}"])
    engine = ("--engine", "mine", "--set", f"engines.mine.run={run}")
    child = start(tmp_path, environment, *engine, "--set", "engines.mine.kind=command")
    for _ in range(400):
        if any(tmp_path.rglob("at-work")) or child.poll() is not None:
            break
        time.sleep(0.05)
    pondering = [one for one in psutil.process_iter(["cmdline"]) if speaks(one, program)]
    os.kill(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert pondering, err
    assert child.returncode == 130, err
    assert b"Stopped" in err
    _, left = psutil.wait_procs(pondering, timeout=5)
    assert not left
    assert not (tmp_path / "output" / "feed.xml").exists()


def speaks(process: psutil.Process, program: Path) -> bool:
    """Return whether a process runs ``program``."""
    return str(program) in (process.info["cmdline"] or ())
