"""What PyPI and npm have and the project does not depend on: found on this machine, or installed
into a folder of the tests'."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

HERE = Path(__file__).parent
PYTHON_CLIENTS = ("greg==0.4.8", "podcast-archiver==2.3.5")
_PACKAGES = tuple(json.loads((HERE / "package.json").read_bytes())["dependencies"])


def python_clients(folder: Path) -> Path:
    """Return a folder with greg and podcast-archiver, away from the project's own packages.

    They are installed into ``folder`` unless both are on ``PATH``; what cannot be is not there.
    """
    programs = folder / "clients" / "bin"
    if shutil.which("greg") and shutil.which("podcast-archiver"):
        return programs
    with FileLock(folder / "clients.lock"):
        if not programs.is_dir():
            _ran(sys.executable, "-m", "venv", str(folder / "clients"))
            _ran(str(programs / "pip"), "install", "--quiet", *PYTHON_CLIENTS)
    return programs


def node_modules(folder: Path) -> Path:
    """Return where the npm packages are: in ``NODE_PATH``, else installed in ``folder``.

    Skips when there is neither.
    """
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    places = [Path(place) for place in os.environ.get("NODE_PATH", "").split(os.pathsep) if place]
    for place in places:
        if all((place / package).is_dir() for package in _PACKAGES):
            return place
    if not shutil.which("npm"):
        pytest.skip("npm is not installed, and NODE_PATH does not hold the packages")
    with FileLock(folder / "node.lock"):
        home = folder / "node"
        if not home.is_dir():
            home.mkdir()
            shutil.copy(HERE / "package.json", home)
            _ran("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", cwd=home)
    if not all((home / "node_modules" / package).is_dir() for package in _PACKAGES):
        pytest.skip("the npm packages cannot be installed")
    return home / "node_modules"


def asked_of_node(modules: Path, script: str, *arguments: Path) -> Any:
    """Run a script that lies beside this file; return the JSON it printed."""
    ended = subprocess.run(
        ("node", HERE / script, *arguments),
        env=os.environ | {"NODE_PATH": str(modules)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode("utf-8", "replace")
    return json.loads(ended.stdout)


def _ran(*command: str, cwd: Path | None = None) -> bool:
    ended = subprocess.run(command, cwd=cwd, capture_output=True, timeout=280, check=False)
    return ended.returncode == 0
