"""The neural engine keeps the engine contract with each family of models, through sherpa-onnx."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.testing.engine import EngineContract
from briefing.voice.engine import Setup
from briefing.voice.neural.engine import NeuralEngine

pytest.importorskip("sherpa_onnx", reason="the extra `neural` is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the voices of these tests, is not installed")

import tinyvoices


class NeuralContract(EngineContract):
    """What is the same for all families: a folder of voices, made once."""

    make: Callable[[Path], object]

    @pytest.fixture(scope="class")
    @classmethod
    def setup(cls, tmp_path_factory: pytest.TempPathFactory) -> Setup:
        folder = tmp_path_factory.mktemp("voices")
        cls.make(folder)
        return Setup("neural", voices=folder)

    @pytest.fixture
    def engine(self, setup: Setup) -> Iterator[NeuralEngine]:
        engine = NeuralEngine.configured(setup)
        yield engine
        engine.close()


class TestPiper(NeuralContract):
    """As Piper publishes voices: what sherpa-onnx needs is not in them."""

    @staticmethod
    def make(folder: Path) -> object:
        tinyvoices.piper(folder / "en_US-tiny-low.onnx")
        return tinyvoices.piper(folder / "de_DE-tiny-low.onnx", language="de")


class TestKokoro(NeuralContract):
    @staticmethod
    def make(folder: Path) -> object:
        return tinyvoices.styled(folder / "kokoro-tiny", "kokoro")


@pytest.mark.slow
class TestKitten(NeuralContract):
    @staticmethod
    def make(folder: Path) -> object:
        names = ("expr-voice-2-m", "expr-voice-2-f")
        return tinyvoices.styled(folder / "kitten-tiny", "kitten-tts", names=names)


@pytest.mark.slow
class TestMatcha(NeuralContract):
    @staticmethod
    def make(folder: Path) -> object:
        return tinyvoices.matcha(folder / "matcha-tiny")


@pytest.mark.slow
class TestSpelling(NeuralContract):
    """A model that takes text; it says nothing of what it has no letters for."""

    @staticmethod
    def make(folder: Path) -> object:
        return tinyvoices.spelling(folder / "vits-mms-eng")


del NeuralContract
