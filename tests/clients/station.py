"""A show made by the real pipeline, served by the real command, and heard through a relay."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from relaying import Relay, relaying

from briefing.model import Episode, Show
from briefing.publish.catalogue import EPISODES, read_catalogue

BRIEFING = str(Path(sys.executable).with_name("briefing"))

_ADDRESS = re.compile(rb"http://[^/]+:(\d+)/(\S*)")

SETTINGS = """
show = "Hörbar & <Co>: it's a \\"show\\" 🎧"
description = "Articles from the harbour & the hill."
author = "O'Brien & Sons"
category = "Society & Culture"
subcategory = "Places & Travel"
email = "office@example.org"
license = "cc-by-4.0"
frequency = "weekly"
funding = "https://example.org/give?a=1&b=2"
base-url = "https://podcasts.example.org/harbour/"
serial = true
season = 2

[people.host]
name = "Ada & <Bo>"
link = "https://example.org/ada?a=1&b=2"
"""

LAMPS = """# Lamps on the harbour wall

The town of Eastmere has lit its harbour wall. Forty lamps went up in March. The council paid half
of what they cost, and the port paid the other half of it.

## Why now

Fishermen asked for the lamps in 2019. The council said no twice. Then the ferry returned.

> We can see the steps again.
>
> — Nora Quill

## What it costs

Each lamp costs 300 euros. The council pays half of it.

## FAQ

### Who pays for the lamps?

The council pays half, and the port pays the rest.

### When were they lit?

They were lit in March.
"""

FOG = """# Fog on the bay

Fog lay on the bay for three days. The ferry waited at the pier. Nobody crossed before noon.

## Pilots & <b>horns</b>

The pilots asked for a new horn. It is louder than the old one. It costs 400 euros.

## What comes "next"

The horn will sound from May. The harbour office will pay for it.
"""

TIDES = """# Tides

The tide comes twice a day. The pier has a table of tides.

## The moon

The moon draws the sea.
"""

WALL = "# The long wall\n\n" + "\n\n".join(
    f"## Part {part}\n\n"
    + " ".join(
        f"Stone {part * 100 + stone} was laid in the year {1700 + part * 20 + stone} by the men "
        "of the harbour, who never saw the wall whole."
        for stone in range(12)
    )
    for part in range(1, 9)
)

FOG_TITLE = 'Fog & <i>"frost"</i>: it\'s 🎧 – ‘really’'


@dataclass(frozen=True)
class Station:
    """A show's folder, with the folder it is made from."""

    home: Path

    @property
    def output(self) -> Path:
        """Return the folder that is published."""
        return self.home / "output"

    @property
    def show(self) -> Show:
        """Return what the show's record says."""
        record = read_catalogue(self.output).show
        assert record is not None
        return record.show

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """Return the episodes' records, the newest first."""
        return read_catalogue(self.output).episodes

    def audio(self, episode: Episode) -> Path:
        """Return the path of an episode's MP3."""
        return self.output / EPISODES / episode.folder / episode.audio.name

    def make(self, text: str, date: str, *options: str, engine: str = "silent") -> Episode:
        """Make an episode of ``text`` as a person does; return its record."""
        (self.home / "article.md").write_text(text, encoding="utf-8")
        command = [BRIEFING, "make", "article.md", "--full", "--engine", engine, "--date", date]
        run(self.home, *command, "--quiet", "--workers", "0", *options)
        (made,) = (one for one in self.episodes if one.date.startswith(date))
        return made


def station(home: Path) -> Station:
    """Return a show of three episodes: with questions, with a hostile title, and spoken."""
    (home / "briefing.toml").write_text(SETTINGS, encoding="utf-8")
    made = Station(home)
    made.make(FOG, "2026-03-01", "--title", FOG_TITLE)
    made.make(LAMPS, "2026-03-02")
    made.make(TIDES, "2026-03-03", engine="pyttsx3")
    return made


@contextlib.contextmanager
def on_air(folder: Path, *options: str | Path) -> Iterator[Relay]:
    """Run ``briefing serve`` on ``folder``, and listen before it; provides the relay."""
    command = (BRIEFING, "serve", folder, "--port", "0", *options)
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints) as server,
    ):
        assert server.stdout
        try:
            place = _ADDRESS.search(server.stdout.readline())
            if not place:
                complaints.seek(0)
                raise AssertionError(complaints.read().decode())
            with relaying(int(place[1])) as relay:
                relay.address += place[2].decode()  # the key of a private show
                yield relay
        finally:
            server.terminate()


def run(home: Path, *command: str, **environment: str) -> str:
    """Run a program with a home of its own and no way out but this machine's; return its output.

    Both streams are returned as they came. It must end well, within two minutes.
    """
    ended = subprocess.run(
        command,
        cwd=home,
        env=alone(home) | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    said = ended.stdout.decode("utf-8", "replace")
    assert ended.returncode == 0, said
    return said


def alone(home: Path) -> dict[str, str]:
    """Return an environment with nothing of the person's who runs the tests.

    Whatever asks for an address that is not this machine's is sent to a port nobody listens on.
    """
    nobody = "http://127.0.0.1:9/"
    proxies = {f"{scheme}_proxy": nobody for scheme in ("http", "https", "ftp", "all")}
    return proxies | {
        "no_proxy": "127.0.0.1",
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
    }
