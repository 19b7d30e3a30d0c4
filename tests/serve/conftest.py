"""A show that is served once for the tests that only read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from publishing import put
from talking import AUDIO, Where, asking, entries, listening


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a show of one episode, and a person's own files in it."""
    folder = tmp_path_factory.mktemp("show")
    put(folder, audio=AUDIO)
    (folder / "secret.txt").write_text("not to be served")
    (folder / ".key").write_text("not to be served")
    (folder / "episodes" / "loose.mp3").write_bytes(b"x")
    next((folder / "episodes").glob("lamps*")).joinpath("mine.txt").write_text("mine")
    return folder


@pytest.fixture(scope="session")
def server(output: Path) -> Iterator[Where]:
    """Return where the show is served, open to everyone."""
    with listening(output) as running:
        yield running


@pytest.fixture(scope="session")
def client(server: Where) -> Iterator[httpx.Client]:
    """Return a client of it."""
    with asking(server) as made:
        yield made


@pytest.fixture(scope="session")
def mp3(client: httpx.Client) -> str:
    """Return the address of the episode's sound."""
    return str(entries(client)[0].enclosures[0].href)
