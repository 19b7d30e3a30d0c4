"""Podcast clients as a person runs them: subscribe, look for news, download, with no screen."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import shutil
import sqlite3
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path

import pytest
from station import alone, run


class Listener(ABC):
    """A client with a home of its own."""

    program: str

    def __init__(self, home: Path, program: str) -> None:
        self.home = home
        self._program = program

    def run(self, *arguments: str | Path, **environment: str) -> str:
        """Run the client; return what it said."""
        return run(self.home, self._program, *map(str, arguments), **environment)

    @abstractmethod
    def subscribe(self, feed: str) -> None:
        """Make it follow ``feed``."""

    @abstractmethod
    def fetch(self) -> None:
        """Look for news and download it."""

    def files(self) -> list[Path]:
        """Return the sound it has downloaded."""
        return sorted(self.home.rglob("*.mp3"))

    @abstractmethod
    def titles(self) -> dict[str, str]:
        """Return the title it knows for each episode, by guid; by file where it keeps no guid."""


class Gpodder(Listener):
    """gPodder's command line, gpo."""

    program = "gpo"

    @property
    def data(self) -> Path:
        return self.home / "gPodder"

    def run(self, *arguments: str | Path, **environment: str) -> str:
        return super().run(*arguments, GPODDER_HOME=str(self.data), **environment)

    def subscribe(self, feed: str) -> None:
        self.run("subscribe", feed)

    def update(self) -> str:
        """Look for news; return what it says of it."""
        return self.run("update")

    def fetch(self) -> None:
        self.update()
        self.run("download")

    def rows(self, columns: str) -> list[tuple[object, ...]]:
        """Return the columns of each episode it knows, the newest first."""
        return _rows(
            self.data / "Database", f"select {columns} from episode order by published desc"
        )

    def titles(self) -> dict[str, str]:
        return {str(guid): str(title) for guid, title in self.rows("guid, title")}


class Newsboat(Listener):
    """newsboat finds the news; podboat, on a terminal of its own, downloads what it queued."""

    program = "newsboat"

    @property
    def data(self) -> Path:
        return self.home / ".newsboat"

    @property
    def queue(self) -> list[str]:
        """Return the lines of podboat's queue."""
        path = self.data / "queue"
        return path.read_text("utf-8").splitlines() if path.exists() else []

    @property
    def waiting(self) -> list[str]:
        """Return the lines of the queue that are not downloaded."""
        return [line for line in self.queue if not line.endswith((" downloaded", " finished"))]

    def subscribe(self, feed: str) -> None:
        self.data.mkdir()
        (self.data / "urls").write_text(f"{feed}\n")
        downloads = self.home / "downloads"
        downloads.mkdir()
        settings = f'podcast-auto-enqueue yes\ndownload-path "{downloads}"\nmax-downloads 1\n'
        (self.data / "config").write_text(settings)

    def reload(self) -> None:
        self.run("--execute", "reload")

    def fetch(self) -> None:
        self.reload()
        if self.waiting:
            self._download()

    def _download(self) -> None:
        screen, terminal = pty.openpty()
        command, end = ("podboat", "--autodownload"), time.monotonic() + 60
        with subprocess.Popen(
            command,
            cwd=self.home,
            env=alone(self.home),
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        ) as podboat:
            os.close(terminal)
            try:
                still = 0
                while podboat.poll() is None and time.monotonic() < end:
                    if select.select([screen], [], [], 0.1)[0]:
                        with contextlib.suppress(OSError):  # it has left its terminal
                            os.read(screen, 65_536)
                    # a file is in its place a little before podboat has noted that it is
                    still = still + 1 if self._whole() else 0
                    if still > 10:
                        os.write(screen, b"q")
            finally:
                podboat.kill()
                os.close(screen)

    def _whole(self) -> bool:
        return all(Path(line.split('"')[1]).is_file() for line in self.queue)

    def titles(self) -> dict[str, str]:
        found = _rows(self.data / "cache.db", "select guid, title from rss_item")
        return {str(guid): str(title) for guid, title in found}


class Podget(Listener):
    """podget, a shell script over wget; it keeps no titles."""

    program = "podget"

    def subscribe(self, feed: str, user: str = "", password: str = "") -> None:
        settings = self.home / "settings"
        settings.mkdir()
        self.run("--dir_config", settings, "--create-config", "podgetrc")
        ours = {
            "DIR_SESSION": self.home / "session",
            "DIR_LIBRARY": self.home / "library",
            "MIN_SPACE": 1,
            "NO_PLAYLIST": 1,
        }
        with (settings / "podgetrc").open("a") as file:
            file.writelines(f'{name}="{value}"\n' for name, value in ours.items())
        shown = f" USER:{user} PASS:{password}" if user else ""
        (settings / "serverlist").write_text(f"{feed} . Show{shown}\n")

    def fetch(self) -> None:
        self.run("--dir_config", self.home / "settings")

    def titles(self) -> dict[str, str]:
        return {}


class Greg(Listener):
    """greg; it tells the titles of what it downloads, and keeps the names of files."""

    program = "greg"

    def __init__(self, home: Path, program: str) -> None:
        super().__init__(home, program)
        self._titles: dict[str, str] = {}

    def subscribe(self, feed: str) -> None:
        self.run("add", "Show", feed)

    def fetch(self) -> None:
        for line in self.run("sync", "--firstsync", "all").splitlines():
            if line.startswith("Downloading "):
                title, _, name = line.removeprefix("Downloading ").rpartition(" -- ")
                self._titles[name] = title

    def titles(self) -> dict[str, str]:
        return self._titles


class Archiver(Listener):
    """podcast-archiver."""

    program = "podcast-archiver"

    def subscribe(self, feed: str) -> None:
        (self.home / "archive").mkdir()
        self._feed = feed

    def fetch(self) -> None:
        self.run("--feed", self._feed, "--dir", self.home / "archive", "--write-info-json")

    def titles(self) -> dict[str, str]:
        told = [json.loads(path.read_text("utf-8")) for path in self.home.rglob("*.info.json")]
        return {one["guid"]: one["title"] for one in told}


LISTENERS: tuple[type[Listener], ...] = (Gpodder, Newsboat, Podget, Greg, Archiver)


ON_PYPI: tuple[type[Listener], ...] = (Greg, Archiver)


def listener(kind: type[Listener], home: Path, programs: Path | None = None) -> Listener:
    """Return a client of a ``kind`` that has never been run; skip if there is none here.

    ``programs`` is a folder to look in beside those on ``PATH``.
    """
    places = (os.environ["PATH"], *([str(programs)] if programs else []))
    found = shutil.which(kind.program, path=os.pathsep.join(places))
    if not found:
        pytest.skip(f"{kind.program} is not installed")
    home.mkdir()
    return kind(home, found)


def _rows(database: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
