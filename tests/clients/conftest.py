"""A station that all tests here share, and what they read and hear it with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from installing import node_modules, python_clients
from listeners import ON_PYPI, Listener, listener
from relaying import Relay
from station import Station, on_air
from station import station as made_station


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """Return a show of three episodes, which no test may change."""
    return made_station(tmp_path_factory.mktemp("station"))


@pytest.fixture(scope="session")
def air(station: Station) -> Iterator[Relay]:
    """Return where that show is served."""
    with on_air(station.output) as relay:
        yield relay


@pytest.fixture
def own_station(station: Station, tmp_path: Path) -> Station:
    """Return the same show again, to be changed."""
    shutil.copytree(station.home, tmp_path / "station")
    return Station(tmp_path / "station")


@pytest.fixture
def own_air(own_station: Station) -> Iterator[Relay]:
    """Return where the show that may change is served."""
    with on_air(own_station.output) as relay:
        yield relay


@pytest.fixture
def new_listener(tmp_path: Path, shared: Path) -> Callable[[type[Listener]], Listener]:
    """Return what makes a client that was never run, or skips."""

    def make(kind: type[Listener]) -> Listener:
        programs = python_clients(shared) if kind in ON_PYPI else None
        return listener(kind, tmp_path / kind.program, programs)

    return make


@pytest.fixture(scope="session")
def modules(shared: Path) -> Path:
    """Return the folder with the npm packages."""
    return node_modules(shared)
