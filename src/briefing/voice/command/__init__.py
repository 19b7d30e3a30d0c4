"""The engine ``command``: any program that reads text and writes sound.

- ``presets``: programs that need no more than their name
- ``options``: the table in the settings, checked
- ``program``: one run of the program: bounded in time and output, and ended whole
- ``engine``: the engine
"""

from __future__ import annotations

from briefing.voice.command.engine import CommandEngine

__all__ = ["CommandEngine"]
