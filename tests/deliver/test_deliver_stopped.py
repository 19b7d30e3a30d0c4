"""A delivery that is stopped: whatever the moment, the place is valid, and a second run ends it."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from destinations import (
    HARBOUR,
    ROUND,
    Destination,
    dav_server,
    in_folder,
    lost_links,
    published_in,
    show_in,
)
from publishing import put

from briefing.deliver.folder import Folder
from briefing.deliver.manifest import MANIFEST
from briefing.deliver.places import is_part
from briefing.deliver.reached import Reached
from briefing.deliver.s3 import Bucket
from briefing.deliver.targets import PASSWORD
from briefing.deliver.webdav import DavFolder
from briefing.errors import OutputError

BRIEFING = [sys.executable, "-m", "briefing", "publish"]


class StoppedError(Exception):
    """Stands for the end of the process."""


def stop_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``count`` files be put, and end with the next."""
    numbers = itertools.count()
    for kind in (Folder, Reached, Bucket, DavFolder):
        real = kind.put

        def stopping(self, path, source, headers, real=real):  # type: ignore[no-untyped-def]
            if next(numbers) >= count:
                raise StoppedError(path)
            real(self, path, source, headers)

        monkeypatch.setattr(kind, "put", stopping)


def changed_show(output: Path) -> Path:
    """Give the show in ``output`` new sound for the old episode, and another one."""
    put(output, HARBOUR, audio=b"\xff\xfb\x90\x64" + b"again" * 900)
    put(output, HARBOUR, audio=b"\xff\xfb\x90\x64" + bytes(900), **ROUND["ferry"])
    return output


@pytest.mark.slow
def test_stopped_after_each_file_the_place_is_valid_and_the_next_run_ends_it(
    destination: Destination, tmp_path: Path
) -> None:
    output = show_in(tmp_path / "output")
    destination.send(output)
    changed_show(output)
    for count in itertools.count():
        with pytest.MonkeyPatch.context() as patch:
            stop_after(count, patch)
            try:
                destination.send(output, delete=True)
            except StoppedError:
                assert not lost_links(destination.contents())
            else:
                break
    assert destination.published() == published_in(output)
    assert destination.send(output).sent == ()


def test_a_first_delivery_that_is_stopped_shows_no_feed(tmp_path: Path) -> None:
    output = show_in(tmp_path / "output", "ferry")
    count = len(published_in(output))
    for done in range(count):
        destination = in_folder(tmp_path / f"place-{done}")
        with pytest.MonkeyPatch.context() as patch:
            stop_after(done, patch)
            with pytest.raises(StoppedError):
                destination.send(output)
        assert len(destination.contents()) == done
        assert "feed.xml" not in destination.contents()
        # an episode's page leads to what comes after it, and nothing leads to the page yet
        later = {"index.html", "feed.json", "feed.xml", "shows.opml"}
        assert lost_links(destination.contents()) <= later


def test_what_was_sent_before_the_stop_is_not_sent_again(
    destination: Destination, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = show_in(tmp_path / "output", "ferry")
    with monkeypatch.context() as patch:
        stop_after(6, patch)
        with pytest.raises(StoppedError):
            destination.send(output)

    before = destination.contents()
    sent = {file.path for file in destination.send(output).sent}

    assert len(before) >= 6
    assert not sent & before.keys()


def test_a_file_that_arrives_changed_keeps_the_feed_back(
    destination: Destination, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = show_in(tmp_path / "output")
    destination.send(output)
    feed = destination.contents()["feed.xml"]
    changed_show(output)
    for kind in (Folder, Reached, Bucket, DavFolder):
        real = kind.put

        def shortening(self, path, source, headers, real=real):  # type: ignore[no-untyped-def]
            if path.endswith(".mp3"):
                source = tmp_path / "short"
                source.write_bytes(b"short")
            real(self, path, source, headers)

        monkeypatch.setattr(kind, "put", shortening)

    with pytest.raises(OutputError, match="not what lies there"):
        destination.send(output)

    assert destination.contents()["feed.xml"] == feed


@pytest.mark.slow
def test_killed_at_any_moment_the_folder_is_valid(tmp_path: Path) -> None:
    output = show_in(tmp_path / "output")
    destination = in_folder(tmp_path / "place")
    destination.send(output)
    changed_show(output)
    for number in range(12):
        put(output, guid=f"0c6cf7d4-a0{number:02}-5a0a-9a55-7f1de61e6b2c", title=f"Part {number}")
    for wait in range(20):
        process = subprocess.Popen([*BRIEFING, destination.url, "-o", output, "--delete"])
        time.sleep(0.3 + wait * 0.03)
        process.kill()
        process.wait()
        assert not lost_links(destination.contents())
    destination.send(output, delete=True)
    left = {path for path in destination.contents() if not is_part(path)}
    assert left == published_in(output).keys() | {MANIFEST}


@pytest.mark.parametrize("stopping", [1, 6, 12])
def test_ctrl_c_ends_at_once_and_leaves_the_place_valid(tmp_path: Path, stopping: int) -> None:
    pytest.importorskip("wsgidav", reason="wsgidav, a WebDAV server, is not installed")
    output = show_in(tmp_path / "output")
    root = tmp_path / "srv"
    root.mkdir()
    destination = in_folder(root, environment={PASSWORD: "secret"})
    running: list[subprocess.Popen[bytes]] = []
    puts = itertools.count(1)

    def before(environ: dict[str, object]) -> None:
        if environ["REQUEST_METHOD"] == "PUT" and next(puts) == stopping and running:
            running[0].send_signal(signal.SIGINT)
            running[0].wait(20)

    with dav_server(root, "ada", "secret", before) as port:
        over_web = replace(destination, url=f"webdav+http://ada@127.0.0.1:{port}/dav")
        puts = itertools.count(1000)
        over_web.send(output)
        changed_show(output)
        puts = itertools.count(1)
        command = [*BRIEFING, over_web.url, "--output", str(output)]
        environment = os.environ | destination.environment
        running.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE))
        _, said = running[0].communicate(timeout=60)

        assert running.pop().returncode == 130
        assert b"Traceback" not in said
        assert not lost_links(destination.contents())
        over_web.send(output)
    assert {path for path in destination.published() if not is_part(path)} >= {
        *published_in(output)
    }
