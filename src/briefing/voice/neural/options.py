"""The options of the neural engine, as ``[engines.neural]`` gives them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.voice._options import Options
from briefing.voice.engine import Setup


@dataclass(frozen=True, slots=True)
class NeuralOptions:
    """Where the voices are and how they are run."""

    folder: Path | None = None
    threads: int = 1
    """Processor threads for one sentence; a run's workers speak side by side already."""
    provider: str = "cpu"
    """Of onnxruntime: cpu, cuda, coreml, ..."""
    voice: str | None = None
    """The host's, unless a run says otherwise."""


_MOST_THREADS = 64


def options_of(setup: Setup) -> NeuralOptions:
    """Return the options in ``setup``; ``UsageError`` naming one that cannot be used.

    Without the option ``folder`` it is the one that voices are installed into.
    """
    table = Options(f"engines.{setup.name}", setup.options)
    folder = table.text("folder")
    options = NeuralOptions(
        Path(folder).expanduser() if folder else setup.voices,
        table.whole("threads", 1, 1, _MOST_THREADS),
        table.text("provider") or "cpu",
        table.text("voice") or None,
    )
    table.end()
    return options
