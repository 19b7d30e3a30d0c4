"""Programs that need no more than their name: tables as a person would write them.

Each has been run with the tests of this project. Paces were measured over six texts, in words of
six characters a minute.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_FLITE: Mapping[str, Any] = {
    "run": (
        *("flite", "-voice", "{voice}", "--setf", "duration_stretch={stretch}"),
        *("-f", "{textfile}", "-o", "{output}"),
    ),
    "version": ("--version",),
    "encoding": "ascii",
    "characters": 1_000,  # so that it is soon heard whether it gets on
    "voices": {
        "slt": {"language": "en-us", "sex": "female", "natural-rate": 204},
        "rms": {"language": "en-us", "sex": "male", "natural-rate": 166},
        "awb": {"language": "en-gb", "sex": "male", "natural-rate": 202},
        "kal16": {"language": "en-us", "sex": "male", "natural-rate": 203},
    },
    "roles": {"host": "rms", "questioner": "slt", "quote": "awb"},
}
"""Flite 2.2, as Debian has it."""

_ESPEAK_NG_PACES = (
    *(("98", 80), ("116", 100), ("152", 130), ("173", 150), ("197", 170)),
    *(("231", 200), ("283", 250), ("336", 300), ("441", 400)),
)
"""As heard of en-us, and as asked for."""

_ESPEAK_NG: Mapping[str, Any] = {
    "run": (
        *("espeak-ng", "-v", "{voice}", "-s", "{rate}", "-b", "1"),
        *("-f", "{textfile}", "--stdout"),
    ),
    "version": ("--version",),
    "replace": {"[[": "[ ["},  # or the program takes what follows for phonemes
    "rates": dict(_ESPEAK_NG_PACES),
    "voices": {
        "en-us": {"language": "en-us"},
        "en-gb": {"language": "en-gb"},
        "de": {"language": "de"},
        "es": {"language": "es"},
        "fr": {"language": "fr-fr", "name": "fr-fr"},
        "it": {"language": "it"},
        "nl": {"language": "nl"},
        "pt": {"language": "pt"},
    },
}
"""eSpeak NG 1.51, as Debian has it."""

PRESETS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"espeak-ng": _ESPEAK_NG, "flite": _FLITE}
)
"""The presets by name."""
