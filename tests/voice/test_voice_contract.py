"""The engines that ship keep the engine contract."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.testing.engine import EngineContract
from briefing.voice.pyttsx3 import Pyttsx3Engine
from briefing.voice.silent import SilentEngine


class TestSilent(EngineContract):
    sings = False

    @pytest.fixture
    def engine(self) -> Iterator[SilentEngine]:
        engine = SilentEngine()
        yield engine
        engine.close()


class TestPyttsx3WithOurDriver(EngineContract):
    @pytest.fixture
    def engine(self) -> Iterator[Pyttsx3Engine]:
        engine = Pyttsx3Engine("briefing_espeak")
        yield engine
        engine.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the class above runs that driver")
def test_linux_speaks_with_our_driver() -> None:
    assert Pyttsx3Engine().fingerprint() == Pyttsx3Engine("briefing_espeak").fingerprint()


STOCK_CONTRACT = """
import ctypes, os
from pathlib import Path
import espeakng_loader, pytest

# pyttsx3's own driver finds a library by its SONAME once it is loaded.
os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.__file__).parent / "espeak-ng-data")
ctypes.CDLL(espeakng_loader.get_library_path())

from briefing.testing.engine import EngineContract
from briefing.voice.pyttsx3 import Pyttsx3Engine

class StockEngine(Pyttsx3Engine):
    def __init__(self):
        super().__init__("espeak")

class TestStockDriver(EngineContract):
    deterministic = False

    @pytest.fixture
    def engine(self):
        engine = StockEngine()
        yield engine
        engine.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the stock driver finds the library on Linux")
@pytest.mark.slow
def test_the_stock_drivers_path_keeps_the_contract_but_for_equal_bytes(tmp_path: Path) -> None:
    """In a process of its own: what the stock driver does to its process stays there."""
    (tmp_path / "test_stock.py").write_text(STOCK_CONTRACT)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    environment = {**os.environ, "PYTEST_ADDOPTS": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert ended.returncode == 0, ended.stdout
    assert "1 skipped" in ended.stdout
