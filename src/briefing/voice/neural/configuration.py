"""The JSON beside a Piper voice (``X.onnx.json``): what it says that a loader needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.voice.neural.onnxfile import broken

_MOST = 4_000_000
"""Bytes: larger is no configuration."""


def read(path: Path) -> Mapping[str, Any]:
    """Return the configuration at ``path``; raises ``VoiceError`` when it is no JSON object."""
    try:
        if path.stat().st_size > _MOST:
            raise ValueError("it is too large")
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise broken(path, f"it is no JSON ({error})") from error
    if not isinstance(said, dict):
        raise broken(path, "it is no JSON object")
    return said


def metadata(said: Mapping[str, Any], path: Path) -> dict[str, str]:
    """Return what a Piper model's own metadata should have said, from its configuration.

    Raises ``VoiceError`` when that is not there either.
    """
    rate = inner(said, "audio").get("sample_rate")
    if not isinstance(rate, int):
        raise broken(path, "neither the model nor a JSON beside it says the sample rate")
    speakers = said.get("num_speakers", 1)
    return {
        "sample_rate": str(rate),
        "n_speakers": str(speakers if isinstance(speakers, int) else 1),
        "language": _word(inner(said, "language").get("name_english")) or "unknown",
        "voice": _word(inner(said, "espeak").get("voice")),
        "comment": "piper",
        "model_type": "vits",
    }


def symbols(said: Mapping[str, Any], path: Path) -> dict[str, int]:
    """Return the symbols of a Piper voice; those of several characters are left out.

    Raises ``VoiceError`` when there are none, or they are of a kind that cannot be made here.
    """
    if said.get("phoneme_type", "espeak") not in {"espeak", "text"}:
        raise broken(path, f"its phonemes are of the kind {str(said['phoneme_type'])[:20]!r}")
    found = {
        symbol: numbers[0]
        for symbol, numbers in inner(said, "phoneme_id_map").items()
        if len(symbol) == 1
        and (symbol == " " or not symbol.isspace())
        and isinstance(numbers, list)
        and numbers
        and isinstance(numbers[0], int)
    }
    if not found:
        raise broken(path, "it has neither tokens.txt beside it nor a phoneme_id_map")
    return found


def noise(said: Mapping[str, Any]) -> tuple[float, float]:
    """Return the spreads the voice was published with; Piper's own where it says nothing."""
    asked = inner(said, "inference")
    return _spread(asked.get("noise_scale"), 0.667), _spread(asked.get("noise_w"), 0.8)


def inner(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the object at ``key``; an empty one if it is none."""
    value = said.get(key)
    return value if isinstance(value, dict) else {}


def _word(value: object) -> str:
    return value.strip()[:60] if isinstance(value, str) and value.isprintable() else ""


def _spread(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value <= 2 else otherwise
